using System.Text;
using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors.Irc;

/// <summary>People with accounts at the IRC door. Everybody's password is <c>correct horse</c>.</summary>
internal static class AccountTranscript
{
    public const string Password = "correct horse";

    /// <summary>Somebody who has registered an account of their nick, and is connected.</summary>
    public static async Task<TestClient> ConnectRegisteredAsync(this TestServer server, string nick)
    {
        var client = await server.ConnectIrcAsync(nick);
        await client.DoesAsync($"REGISTER * * :{Password}");
        return client;
    }

    /// <summary>A connection that logs in before it says more, past the greeting; what came behind that is returned.</summary>
    public static async Task<(TestClient Client, string[] Lines)> ConnectLoggedInAsync(this TestServer server, string account, string nick)
    {
        var client = server.Connect(TestServer.Irc);
        var message = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{account}\0{Password}"));
        await client.SendAsync($"CAP LS\r\nNICK {nick}\r\nUSER {nick} 0 * :{nick}\r\nAUTHENTICATE PLAIN\r\nAUTHENTICATE {message}\r\nCAP END\r\n");
        await client.ExpectEventuallyAsync(" 004 ");
        var lines = await client.LinesAsync();
        return (client, [.. lines.Where(line => line.StartsWith(":parley.localhost 005", StringComparison.Ordinal) is false).Skip(1)]);
    }
}
