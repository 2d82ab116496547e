namespace Parley.Server.Doors.Irc;

/// <summary>What a client has asked for, as a set: a flag for each of <see cref="IrcCapabilities.All"/>.</summary>
[Flags]
internal enum IrcFeatures : ulong
{
    None = 0,
    CapNotify = 1 << 0,
    Sts = 1 << 1,
    MessageTags = 1 << 2,
    ServerTime = 1 << 3,
    Batch = 1 << 4,
    LabeledResponse = 1 << 5,
    EchoMessage = 1 << 6,
}
