using System.Runtime.InteropServices;

namespace Parley.Server.Transport;

/// <summary>The system calls of Linux that the transport is made of. Failures are -1, with the reason in <c>errno</c>.</summary>
internal static partial class Libc
{
    public const int NotPermitted = 1;
    public const int InterruptedCall = 4;
    public const int WouldBlock = 11;
    public const int ProtocolError = 71;
    public const int ConnectionAborted = 103;

    /// <summary>For <c>accept4</c> and <c>eventfd</c>: no call waits, and no other program inherits the descriptor.</summary>
    public const int NonBlockingCloseOnExec = 0x800 | 0x80000;

    /// <summary>For <c>epoll_create1</c>.</summary>
    public const int CloseOnExec = 0x80000;

    /// <summary>For <c>send</c>: no signal when the peer is gone.</summary>
    public const int NoSignal = 0x4000;

    /// <summary>For <c>send</c>: more will follow at once, so what does not fill a segment may wait for it, for 200 ms at most.</summary>
    public const int MoreFollows = 0x8000;

    /// <summary>For <c>recv</c>: the bytes are thrown away.</summary>
    public const int Truncate = 0x20;

    /// <summary>For <c>getrlimit</c>: how many files may be open.</summary>
    public const int OpenFiles = 7;

    public const int ShutdownWrite = 1;
    public const int ShutdownBoth = 2;

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    [LibraryImport(Library, EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(FileHandle epoll, EpollOperation operation, SafeHandle file, ReadOnlySpan<byte> epollEvent);

    [LibraryImport(Library, EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(FileHandle epoll, Span<byte> events, int eventsMax, int timeoutMs);

    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFile(uint start, int flags);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(FileHandle file, ReadOnlySpan<byte> bytes, nint count);

    [LibraryImport(Library, EntryPoint = "accept4", SetLastError = true)]
    public static partial int Accept(SafeHandle listener, Span<byte> address, ref int addressBytes, int flags);

    [LibraryImport(Library, EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(FileHandle socket, Span<byte> bytes, nint count, int flags);

    [LibraryImport(Library, EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(FileHandle socket, ReadOnlySpan<byte> bytes, nint count, int flags);

    [LibraryImport(Library, EntryPoint = "shutdown", SetLastError = true)]
    public static partial int Shutdown(FileHandle socket, int how);

    [LibraryImport(Library, EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetSocketOption(FileHandle socket, int level, int name, ReadOnlySpan<byte> value, int valueBytes);

    [LibraryImport(Library, EntryPoint = "getrlimit", SetLastError = true)]
    public static partial int GetResourceLimit(int resource, Span<nuint> softAndHard);

    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(nint file);
}

/// <summary>What to do with a file in an epoll set.</summary>
internal enum EpollOperation
{
    Add = 1,
    Modify = 3,
}
