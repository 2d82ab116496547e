using System.Text;
using Parley.Server.Doors.Irc;

namespace Parley.Server.Tests.Doors.Irc.Capabilities;

/// <summary>account-tag, account-notify and the account in extended-join, as events are written.</summary>
public sealed class AccountRenderingTests
{
    private const string Zoe = """{"id":3,"nick":"zoe","user":"~z","host":"cafe","account":"Zoe"}""";

    [Theory]
    [InlineData("said", """{"room":{"id":4,"name":"#tea"},"by":BY,"kind":"message","text":"hi"}""", "@account=Zoe :zoe!~z@cafe PRIVMSG #tea :hi")]
    [InlineData("joined", """{"room":{"id":4,"name":"#tea"},"by":BY,"realName":"Zoë M"}""", "@account=Zoe :zoe!~z@cafe JOIN #tea Zoe :Zoë M")]
    [InlineData("logged-in", """{"by":{"id":3,"nick":"zoe"},"account":"Zoe","rooms":[4]}""", ":zoe!user@host ACCOUNT :Zoe")]
    [InlineData("logged-out", """{"by":BY,"rooms":[4]}""", "@account=Zoe :zoe!~z@cafe ACCOUNT :*")]
    public void The_account_is_named(string kind, string json, string line)
    {
        var happened = EventCodec.Read(new Sequence(9), DateTimeOffset.UnixEpoch, kind, Encoding.UTF8.GetBytes(json.Replace("BY", Zoe, StringComparison.Ordinal)));
        var rendering = IrcRendering.For(IrcFeatures.AccountTag | IrcFeatures.ExtendedJoin | IrcFeatures.AccountNotify);
        Assert.Equal(line + "\r\n", Encoding.UTF8.GetString(rendering.Render(happened)));
        Assert.DoesNotContain("@account", Encoding.UTF8.GetString(IrcRendering.Plain.Render(happened)), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_one_rendering_for_all_who_see_the_same_bytes()
    {
        Assert.Same(IrcRendering.Plain, IrcRendering.For(IrcFeatures.EchoMessage | IrcFeatures.Batch | IrcFeatures.MultiPrefix));
        Assert.Same(IrcRendering.For(IrcFeatures.ServerTime), IrcRendering.For(IrcFeatures.ServerTime | IrcFeatures.LabeledResponse));
        Assert.NotSame(IrcRendering.For(IrcFeatures.ServerTime), IrcRendering.For(IrcFeatures.ServerTime | IrcFeatures.MessageTags));
    }
}
