using Parley.Cli.Bench;
using Parley.Server;

namespace Parley.Cli.Serving;

/// <summary>Has some clients chat in a server that is thrown away, so that what everybody needs is compiled when the doors open.</summary>
/// <remarks>
/// After a restart all come back at once, and would share the processor with the compiler. What has been called thirty times is compiled
/// again so that it notes how it is used, and after thirty more calls once more, better; each time only when nothing new has been called for
/// a while (<c>TieredCompilation.CallCountingDelayMs</c>): hence short rounds with a rest after each.
/// </remarks>
internal static class Rehearsal
{
    private const int Rounds = 16;

    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(80);

    private static readonly BenchPlan Round = new(
        Clients: 64, Rooms: 8, Senders: 2, Window: 4, BenchMessage.BytesMin, WarmUp: TimeSpan.Zero, Time: TimeSpan.FromMilliseconds(50));

    /// <summary>Rehearses, in about four seconds; writes at most to a temporary directory, and opens only a door of its own on loopback.</summary>
    /// <param name="onDisk">Whether it keeps its log on the disk, as the server will that rehearses.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IOException">There is no port, or no place for temporary files.</exception>
    /// <exception cref="EventLogException">They cannot be written.</exception>
    public static async Task HoldAsync(bool onDisk, CancellationToken cancellationToken)
    {
        // Signals are taken care of from when the command first waits; one before that would leave the directory behind.
        await Task.Yield();
        var data = onDisk ? MakeDirectory() : null;
        try
        {
            await using var server = await ChatServer.StartAsync(
                new ServerOptions { Doors = ["irc://127.0.0.1:0"], Data = data?.FullName }, cancellationToken: cancellationToken);
            for (var round = 0; round < Rounds; round++)
            {
                // What is said several at a time goes another way than single words.
                var window = round % 2 == 0 ? Round.Window : 1;
                await new BenchRun(server.Doors[0].Url, Round with { Window = window }, TimeProvider.System).RunAsync(TextWriter.Null, cancellationToken);
                await Task.Delay(Rest, cancellationToken);
            }
        }
        finally
        {
            data?.Delete(recursive: true);
        }
    }

    private static DirectoryInfo MakeDirectory()
    {
        try
        {
            return Directory.CreateTempSubdirectory("parley-rehearsal-");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"no temporary files in {Path.GetTempPath()}", e);
        }
    }
}
