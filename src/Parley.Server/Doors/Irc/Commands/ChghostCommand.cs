namespace Parley.Server.Doors.Irc.Commands;

/// <summary>CHGHOST: change where somebody comes from, as others see it.</summary>
/// <remarks>Who has asked for <c>chghost</c> is told in the same word.</remarks>
internal static class ChghostCommand
{
    public static readonly IrcCommand Definition = new(
        "CHGHOST", "<nickname> <host>", "Change the host that others see of somebody.", "https://ircv3.net/specs/extensions/chghost",
        request => request.SubmitAsync(new ChangeHost(request.Session.Id, request.Parameters[0], request.Parameters[1])))
    {
        ParametersMin = 2,
        IsForOperators = true,
    };
}
