namespace Parley.Server.Transport;

/// <summary>Something with a file descriptor that an <see cref="EventLoop"/> watches.</summary>
internal interface IEpollSource
{
    /// <summary>The file may be ready for this. On the loop's thread, and now and then for nothing; must not throw or wait.</summary>
    void OnReady(EpollEvents events);
}

/// <summary>What a file may be ready for; <c>epoll_ctl(2)</c>.</summary>
[Flags]
internal enum EpollEvents : uint
{
    None = 0,
    Readable = 0x1,

    /// <summary>Data that was sent as urgent, as telnet does for an interrupt; <c>MSG_OOB</c> in <c>tcp(7)</c>.</summary>
    Urgent = 0x2,
    Writable = 0x4,
    Error = 0x8,
    HungUp = 0x10,
    PeerHungUp = 0x2000,

    /// <summary>Told once when it becomes ready, not for as long as it is.</summary>
    EdgeTriggered = 0x80000000,
}
