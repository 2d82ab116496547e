using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Parley.Client.Tests.Cli;

/// <summary>The built command as a process of its own: exit codes and what goes where.</summary>
public sealed class JoinProcessTests : IDisposable
{
    private readonly TestServer _server = new();

    [Fact]
    public async Task A_pipe_joins_a_classic_room_with_a_name()
    {
        using var join = new JoinProcess("join", $"classic://{_server.Authority}", "--nick", "bob");
        using (var peer = await _server.AcceptAsync())
        {
            await peer.SendAsync("NAME");
            await peer.ExpectAsync("bob");
            await peer.SendAsync("bob joined!\n");
            await join.TypeAsync("hi");
            await peer.ExpectAsync("bob: hi");
            await peer.SendAsync("bob: hi\n");
            Assert.Equal(["bob joined!", "bob: hi"], await join.ReadAsync(2));
            join.EndInput();
            Assert.Equal("", await peer.ReadToEndAsync());
        }

        Assert.Equal((0, "", ""), await join.EndAsync());
    }

    [Fact]
    public async Task A_pipe_without_a_name_is_a_guest_of_a_plain_room()
    {
        using var join = new JoinProcess("join", $"plain://{_server.Authority}");
        using (var peer = await _server.AcceptAsync())
        {
            await peer.SendAsync("Welcome to Parley.\n");
            Assert.Equal(["Welcome to Parley."], await join.ReadAsync(1));
            join.EndInput();
            Assert.Equal("", await peer.ReadToEndAsync());
        }

        Assert.Equal((0, "", ""), await join.EndAsync());
    }

    [Fact]
    public async Task When_the_server_goes_away_it_is_said_and_the_process_fails()
    {
        using var join = new JoinProcess("join", $"plain://{_server.Authority}");
        using (var peer = await _server.AcceptAsync()) await peer.SendAsync("Welcome to Parley.\n");

        Assert.Equal((1, "Welcome to Parley.\n", "parley: the server closed the connection\n"), await join.EndAsync());
    }

    [Fact]
    public async Task Where_nobody_listens_it_is_said_with_the_address()
    {
        using var taken = new Socket(SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = $"plain://{taken.LocalEndPoint}";
        using var join = new JoinProcess("join", address);

        var (exitCode, _, error) = await join.EndAsync();
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
        using var join = new JoinProcess(arguments);
        join.EndInput();
        var (exitCode, _, error) = await join.EndAsync();
        Assert.Equal(2, exitCode);
        Assert.Contains(named, error, StringComparison.Ordinal);
    }

    public void Dispose() => _server.Dispose();

    /// <summary>The command, while it runs; its input stays open until it is ended.</summary>
    private sealed class JoinProcess : IDisposable
    {
        private readonly Process _process;
        private readonly Task<string> _errors;

        public JoinProcess(params string[] arguments)
        {
            var command = Path.Combine(AppContext.BaseDirectory, "Parley.Cli.dll");
            _process = Process.Start(new ProcessStartInfo("dotnet", [command, .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            _errors = _process.StandardError.ReadToEndAsync(TestTime.Limit);
        }

        public Task TypeAsync(string line) => _process.StandardInput.WriteLineAsync(line);

        public void EndInput() => _process.StandardInput.Close();

        /// <summary>The next lines of the output.</summary>
        public async Task<string[]> ReadAsync(int lines)
        {
            var read = new string[lines];
            for (var i = 0; i < lines; i++) read[i] = await _process.StandardOutput.ReadLineAsync(TestTime.Limit) ?? "the end";
            return read;
        }

        /// <summary>Waits until it ends; what is left of its output.</summary>
        public async Task<(int ExitCode, string Output, string Error)> EndAsync()
        {
            var output = await _process.StandardOutput.ReadToEndAsync(TestTime.Limit);
            await _process.WaitForExitAsync(TestTime.Limit);
            return (_process.ExitCode, output.ReplaceLineEndings("\n"), (await _errors).ReplaceLineEndings("\n"));
        }

        public void Dispose()
        {
            _process.Kill();
            _process.Dispose();
        }
    }
}
