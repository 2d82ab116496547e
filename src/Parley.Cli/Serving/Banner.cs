using System.Reflection;
using Parley.Server;

namespace Parley.Cli.Serving;

/// <summary>What an operator reads first: what is open, and how to join.</summary>
internal static class Banner
{
    public static string For(ChatServer server, ServerOptions options)
    {
        var version = typeof(Banner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var width = server.Doors.Max(door => door.Url.Length);
        return $"""
            Parley {version.Split('+')[0]} is open. The log is in {Path.GetFullPath(options.Data!)}.

            {string.Join('\n', server.Doors.Select(door => $"  {door.Url.PadRight(width)}   {door.HowToJoin}"))}

            `parley join URL` joins any of them. Ctrl-C stops the server.
            """;
    }
}
