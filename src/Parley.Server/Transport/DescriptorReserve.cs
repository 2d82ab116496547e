namespace Parley.Server.Transport;

/// <summary>The file descriptors that are left to the rest of the server: it dies of it when it needs one and there is none.</summary>
internal static class DescriptorReserve
{
    private const int Size = 32;

    /// <summary>How long nobody is accepted when only these are left.</summary>
    public static readonly TimeSpan BreathingSpace = TimeSpan.FromMilliseconds(500);

    /// <summary>Descriptors from here on are not for connections: the lowest free number is always given out, so that is how many are open.</summary>
    public static nuint First()
    {
        Span<nuint> softAndHard = stackalloc nuint[2];
        if (Libc.GetResourceLimit(Libc.OpenFiles, softAndHard) < 0) return nuint.MaxValue;
        return softAndHard[0] > Size ? softAndHard[0] - Size : 0;
    }
}
