using System.Text;
using Microsoft.AspNetCore.Connections;

namespace Parley.Server.Tests.Transport;

/// <summary>The other side of a connection: sends bytes, and says what must have come back.</summary>
/// <remarks>Waiting for a text is the barrier of these tests. The clock only ends a test that has failed.</remarks>
internal sealed class TestClient(MemoryConnection connection)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly StringBuilder _received = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public MemoryConnection Connection { get; } = connection;

    /// <summary>How many bytes have come in all.</summary>
    public long ReceivedBytes { get; private set; }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) =>
        await Connection.Output.WriteAsync(bytes, TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    /// <summary>The next that has come, or comes, is exactly this.</summary>
    public async Task ExpectAsync(string text)
    {
        while (_received.Length < text.Length)
        {
            Assert.True(text.StartsWith(_received.ToString(), StringComparison.Ordinal), $"Expected {Show(text)}, but {Show(_received.ToString())} came.");
            if (!await ReadAsync()) Assert.Fail($"Expected {Show(text)}, but the connection ended after {Show(_received.ToString())}.");
        }

        Assert.Equal(Show(text), Show(_received.ToString(0, text.Length)));
        _received.Remove(0, text.Length);
    }

    /// <summary>These messages come next, on a door without framing: with or without a newline between them.</summary>
    public async Task ExpectMessagesAsync(params string[] messages)
    {
        foreach (var message in messages)
        {
            while (_received.Length == 0 && await ReadAsync())
            {
            }

            if (_received.Length > 0 && _received[0] == '\n') _received.Remove(0, 1);
            await ExpectAsync(message);
        }
    }

    /// <summary>These lines of IRC come next; <c>:server</c> stands for the server's name.</summary>
    public async Task ExpectLinesAsync(params string[] lines)
    {
        foreach (var line in lines) await ExpectAsync(line.Replace(":server ", ":parley.localhost ", StringComparison.Ordinal) + "\r\n");
    }

    /// <summary>This comes sooner or later; what comes before it is passed over, and returned.</summary>
    public async Task<string> ExpectEventuallyAsync(string text)
    {
        while (true)
        {
            var received = _received.ToString();
            var at = received.IndexOf(text, StringComparison.Ordinal);
            if (at >= 0)
            {
                _received.Remove(0, at + text.Length);
                return received[..at];
            }

            if (!await ReadAsync()) Assert.Fail($"Expected {Show(text)} sooner or later, but the connection ended after {Show(received)}.");
        }
    }

    /// <summary>This comes, or the connection ends; all that came until then, the text included.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        while (!_received.ToString().Contains(text, StringComparison.Ordinal) && await ReadAsync())
        {
        }

        var received = _received.ToString();
        _received.Clear();
        return received;
    }

    /// <summary>The server ends the connection; what came before that is returned.</summary>
    public async Task<string> ExpectEndAsync()
    {
        while (await ReadAsync())
        {
        }

        return _received.ToString();
    }

    /// <summary>Everything that was said before has been delivered, and nothing else has come.</summary>
    public async Task ExpectNothingAsync()
    {
        await SendAsync("/nothing-else\n");
        await ExpectAsync("*** there is no command /nothing-else; /help lists them, and //nothing-else says it\n");
    }

    private async Task<bool> ReadAsync()
    {
        try
        {
            var result = await Connection.Input.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);
            foreach (var segment in result.Buffer)
            {
                var characters = new char[Encoding.UTF8.GetMaxCharCount(segment.Length)];
                _received.Append(characters, 0, _decoder.GetChars(segment.Span, characters, flush: false));
                ReceivedBytes += segment.Length;
            }

            Connection.Input.AdvanceTo(result.Buffer.End);
            return !result.IsCompleted || result.Buffer.Length > 0;
        }
        catch (Exception e) when (e is IOException or ConnectionAbortedException)
        {
            return false;
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Nothing more came after {Show(_received.ToString())}.");
            return false;
        }
    }

    private static string Show(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
