using Microsoft.Win32.SafeHandles;
using Parley.Server.Delivery;

namespace Parley.Server.Transport;

/// <summary>A file descriptor. It is closed when nobody uses it any more, so its number is never another file's while a call is under way.</summary>
internal sealed class FileHandle : SafeHandleMinusOneIsInvalid
{
    public FileHandle(int descriptor)
        : base(ownsHandle: true) => SetHandle(descriptor);

    /// <summary>Prefetches what using it takes (<see cref="Cache"/>).</summary>
    public void Prefetch() => Cache.Prefetch(in handle);

    protected override bool ReleaseHandle() => Libc.Close(handle) == 0;
}
