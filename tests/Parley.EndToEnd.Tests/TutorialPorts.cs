using Parley.EndToEnd.Tests.Processes;

namespace Parley.EndToEnd.Tests;

/// <summary>Tests that would use the tutorials' own ports at the same time belong to this collection, and so take turns.</summary>
[CollectionDefinition(Name)]
public sealed class TutorialPorts
{
    public const string Name = "The tutorials' own ports";

    /// <summary>The port itself if it is free, so that a program runs as it stands, and another one if not.</summary>
    internal static int OwnOrFree(int port) => LoopbackPorts.IsFree(port) ? port : LoopbackPorts.Next();
}
