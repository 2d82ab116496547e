namespace Parley.Server.Storage.Sqlite;

/// <summary>An event as a row of the table has it.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="Microseconds">Its time; see <see cref="StoredTime"/>.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Json">Its JSON object, in UTF-8.</param>
internal readonly record struct StoredEvent(Sequence Sequence, long Microseconds, string Kind, byte[] Json);
