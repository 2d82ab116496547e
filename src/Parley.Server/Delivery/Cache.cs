using System.Runtime.CompilerServices;

namespace Parley.Server.Delivery;

/// <summary>The processor's cache, which does not hold all that thousands of sessions are made of.</summary>
/// <remarks>
/// Who goes from session to session waits for memory at each step from one object to the next. When a group of them is prefetched
/// before anything is done with the first, those waits are one. It changes nothing but time.
/// </remarks>
internal static class Cache
{
    /// <summary>How many are prefetched together. With more of them, what the kernel touches meanwhile drives the last ones out again.</summary>
    public const int Group = 8;

    /// <summary>Prefetches what stands around a field: a processor's line is 64 bytes of an object, or 128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch<T>(ref readonly T field) => Volatile.Read(ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in field)));
}
