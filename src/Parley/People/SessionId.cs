namespace Parley;

/// <summary>A connection that speaks for a person: the node that holds it, and its number there.</summary>
/// <remarks>When the node starts again, numbers go on from the highest that the world still knows of it.</remarks>
public readonly record struct SessionId(int Node, long Number);
