namespace Parley;

/// <summary>A certificate's fingerprint: the SHA-256 of its DER form, as 64 lower-case hexadecimal digits.</summary>
public static class Fingerprint
{
    private const int Length = 64;

    /// <summary>The one form of what people write, colons between the bytes or not; null when it is not one.</summary>
    public static string? Normalize(string text)
    {
        var digits = text.Replace(":", "", StringComparison.Ordinal);
        return digits.Length == Length && digits.All(char.IsAsciiHexDigit) ? digits.ToLowerInvariant() : null;
    }
}
