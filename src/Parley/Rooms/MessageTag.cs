namespace Parley;

/// <summary>Something that a client says to other clients beside its words. It means nothing to the world.</summary>
/// <param name="Name">Its name, as clients know it.</param>
/// <param name="Value">Its value; empty for none.</param>
public readonly record struct MessageTag(string Name, string Value);
