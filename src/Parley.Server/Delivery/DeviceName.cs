using System.Text.RegularExpressions;

namespace Parley.Server.Delivery;

/// <summary>What somebody calls one of the devices on which they use their account: <c>phone</c>.</summary>
/// <remarks>1 to 32 ASCII letters, digits, <c>-</c>, <c>_</c> and <c>.</c>; their case makes no difference.</remarks>
internal readonly partial record struct DeviceName
{
    private DeviceName(string value) => Value = value;

    /// <summary>The name, in lower case.</summary>
    public string Value { get; }

    /// <summary>Takes a device's name from behind the name that somebody logs in with: <c>ann@phone</c>.</summary>
    /// <param name="text">What they log in with.</param>
    /// <param name="device">The device; null when none is named.</param>
    /// <returns>What stands before it; all of the text when what is there cannot be a device's name.</returns>
    public static string Split(string text, out DeviceName? device)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        device = at >= 0 && Form().IsMatch(text.AsSpan(at + 1)) ? new DeviceName(text[(at + 1)..].ToLowerInvariant()) : null;
        return device is null ? text : text[..at];
    }

    public override string ToString() => Value;

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,32}\z")]
    private static partial Regex Form();
}
