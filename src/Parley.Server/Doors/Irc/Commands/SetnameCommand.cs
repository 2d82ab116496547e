namespace Parley.Server.Doors.Irc.Commands;

/// <summary>SETNAME: change one's real name.</summary>
internal static class SetnameCommand
{
    public static readonly IrcCommand Definition = new(
        "SETNAME", "<realname>", "Say something else about yourself.", "https://ircv3.net/specs/extensions/setname",
        request => request.SubmitAsync(new ChangeRealName(request.Session.Id, request.Parameters[0])))
    {
        ParametersMin = 1,
    };
}
