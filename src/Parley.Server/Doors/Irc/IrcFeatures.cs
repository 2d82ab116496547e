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
    AccountTag = 1 << 7,
    MultiPrefix = 1 << 8,
    UserhostInNames = 1 << 9,
    ExtendedJoin = 1 << 10,
    AccountNotify = 1 << 11,
    AwayNotify = 1 << 12,
    InviteNotify = 1 << 13,
    Setname = 1 << 14,
    Chghost = 1 << 15,
    ExtendedMonitor = 1 << 16,
    NoImplicitNames = 1 << 17,
    StandardReplies = 1 << 18,
    ExtendedIsupport = 1 << 19,
    PreAway = 1 << 20,
    Multiline = 1 << 21,
    Sasl = 1 << 22,
    AccountRegistration = 1 << 23,
    ReadMarker = 1 << 24,
    ChannelRename = 1 << 25,
    Metadata = 1 << 26,
    ChatHistory = 1UL << 40,
    EventPlayback = 1UL << 41,
    MessageRedaction = 1UL << 42,
    Search = 1UL << 43,
}
