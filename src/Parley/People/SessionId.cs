namespace Parley;

/// <summary>A connection that speaks for a person: the node that holds it, and its number there.</summary>
/// <remarks>Numbers start again with each start of the node; by then the node's old sessions have been ended.</remarks>
public readonly record struct SessionId(int Node, long Number);
