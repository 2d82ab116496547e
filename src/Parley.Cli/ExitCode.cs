namespace Parley.Cli;

/// <summary>What the process tells the one that started it.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>It was asked for correctly and did not work out: nobody there, connection lost.</summary>
    public const int Failure = 1;

    /// <summary>It was asked for in a way that is not understood.</summary>
    public const int Usage = 2;
}
