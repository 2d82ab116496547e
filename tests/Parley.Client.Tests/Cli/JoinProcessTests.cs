using System.Diagnostics;

namespace Parley.Client.Tests.Cli;

/// <summary>The built command as a process of its own: exit codes and what goes where.</summary>
public sealed class JoinProcessTests : IDisposable
{
    private readonly TestServer _server = new();

    [Fact]
    public async Task A_pipe_joins_a_classic_room_with_a_name()
    {
        var running = RunAsync(["join", $"classic://{_server.Authority}", "--nick", "bob"], input: "hi\n");
        using (var peer = await _server.AcceptAsync())
        {
            await peer.SendAsync("NAME");
            await peer.ExpectAsync("bob");
            await peer.SendAsync("bob joined!\n");
            Assert.Equal("bob: hi", await peer.ReadToEndAsync());
            await peer.SendAsync("bob: hi\n");
        }

        Assert.Equal((0, "bob joined!\nbob: hi\n", ""), await running);
    }

    [Fact]
    public async Task A_pipe_without_a_name_is_a_guest_of_a_plain_room()
    {
        var running = RunAsync(["join", $"plain://{_server.Authority}"], input: "");
        using (var peer = await _server.AcceptAsync())
        {
            await peer.SendAsync("Welcome to Parley.\n");
            Assert.Equal("", await peer.ReadToEndAsync());
        }

        Assert.Equal((0, "Welcome to Parley.\n", ""), await running);
    }

    [Fact]
    public async Task When_the_server_goes_away_it_is_said_and_the_process_fails()
    {
        var running = RunAsync(["join", $"plain://{_server.Authority}"], input: null);
        using (var peer = await _server.AcceptAsync()) await peer.SendAsync("Welcome to Parley.\n");

        Assert.Equal((1, "Welcome to Parley.\n", "parley: the server closed the connection\n"), await running);
    }

    [Fact]
    public async Task Where_nobody_listens_it_is_said_with_the_address()
    {
        var address = $"plain://{_server.Authority}";
        _server.Dispose();

        var (exitCode, _, error) = await RunAsync(["join", address], input: "");
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"parley: Cannot connect to {address}: ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--nick NAME", "join", "classic://127.0.0.1:1")]
    [InlineData("irc://", "join", "irc://127.0.0.1")]
    [InlineData("'colour'", "join", "classic://127.0.0.1?colour=red")]
    [InlineData("--nick", "join", "--nick", " ")]
    [InlineData("'--nonsense'", "join", "--nonsense")]
    [InlineData("Required command")]
    public async Task A_wrong_command_line_is_named(string named, params string[] arguments)
    {
        var (exitCode, _, error) = await RunAsync(arguments, input: "");
        Assert.Equal(2, exitCode);
        Assert.Contains(named, error, StringComparison.Ordinal);
    }

    public void Dispose() => _server.Dispose();

    /// <summary>Runs the command; an input of null stays open.</summary>
    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] arguments, string? input)
    {
        var command = Path.Combine(AppContext.BaseDirectory, "Parley.Cli.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [command, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestTime.Limit);
            var error = process.StandardError.ReadToEndAsync(TestTime.Limit);
            if (input is not null)
            {
                await process.StandardInput.WriteAsync(input);
                process.StandardInput.Close();
            }

            await process.WaitForExitAsync(TestTime.Limit);
            return (process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
        }
        finally
        {
            process.Kill();
        }
    }
}
