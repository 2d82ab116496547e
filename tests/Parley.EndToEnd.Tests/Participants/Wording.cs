namespace Parley.EndToEnd.Tests.Participants;

/// <summary>How a server puts into words what happens in the room.</summary>
/// <param name="Said">Who said what.</param>
/// <param name="Joined">Who came.</param>
/// <param name="Left">Who went.</param>
/// <param name="IsAsciiOnly">Whether other characters are spelled in ASCII.</param>
internal sealed record Wording(Func<string, string, string> Said, Func<string, string> Joined, Func<string, string> Left, bool IsAsciiOnly)
{
    public static Wording Classic { get; } = new((who, text) => $"{who}: {text}", who => $"{who} joined!", who => $"{who} left!", true);

    public static Wording Plain { get; } = new((who, text) => $"<{who}> {text}", who => $"*** {who} joined", who => $"*** {who} left", false);
}
