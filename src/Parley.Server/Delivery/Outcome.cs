namespace Parley.Server.Delivery;

/// <summary>One thing to deliver: an event or a signal to all who may see it, or a reply to one session, or a session's end.</summary>
/// <remarks>All shards are given it.</remarks>
internal abstract class Outcome;
