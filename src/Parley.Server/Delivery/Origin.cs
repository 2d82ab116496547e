namespace Parley.Server.Delivery;

/// <summary>What led to an event or a signal, where that was asked for at this node since its start. Not stored.</summary>
/// <param name="Session">The session that asked; null when none did, or at another node.</param>
/// <param name="Context">What its door sent along with the request.</param>
internal readonly record struct Origin(LocalSession? Session, object? Context);
