namespace Parley;

/// <summary>What a room is about, who said so and when.</summary>
public sealed record Topic(string Text, Nick By, DateTimeOffset At);
