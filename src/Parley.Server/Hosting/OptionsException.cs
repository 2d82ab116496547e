namespace Parley.Server;

/// <summary>An option has a value that cannot be used. The message names both; it is meant for the operator.</summary>
public sealed class OptionsException(string message) : Exception(message);
