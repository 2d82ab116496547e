using Parley.Cli.Serving;

namespace Parley.Client.Tests.Cli;

public sealed class ServeSettingsTests
{
    [Theory]
    [InlineData("none", null)]
    [InlineData("./none", "./none")]
    public void Data_none_keeps_nothing_on_disk(string flag, string? data) =>
        Assert.Equal(data, ServeSettings.Read(new ServeFlags([], flag, null)).Data);
}
