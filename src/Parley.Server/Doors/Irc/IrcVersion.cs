using System.Reflection;

namespace Parley.Server.Doors.Irc;

/// <summary>What the server calls itself.</summary>
internal static class IrcVersion
{
    public static string Text { get; } = "parley-"
        + (typeof(IrcVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0");
}
