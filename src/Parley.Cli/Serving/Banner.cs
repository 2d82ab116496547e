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
            Parley {version.Split('+')[0]} is open. {WhereTheLogIs(options)}

            {string.Join('\n', server.Doors.Select(door => $"  {door.Url.PadRight(width)}   {door.HowToJoin}"))}

            `parley join URL` joins any of them. Ctrl-C stops the server.
            """;
    }

    private static string WhereTheLogIs(ServerOptions options) => options.Data is { } directory
        ? $"The log is in {Path.GetFullPath(directory)}."
        : "The log is in memory, and gone when the server stops.";
}
