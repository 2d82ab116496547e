using System.IO.Pipelines;

namespace Parley.Server.Delivery;

/// <summary>A connection without pipes, that is read on one thread; what is done for it is best done there too.</summary>
internal interface IDirectConnection
{
    Output Output { get; }

    /// <summary>Runs work on the thread that reads the connection, when all that is to be read there has been read.</summary>
    PipeScheduler Scheduler { get; }

    /// <summary>Runs work on that thread when nothing else is to be done there, or a little later.</summary>
    PipeScheduler IdleScheduler { get; }
}
