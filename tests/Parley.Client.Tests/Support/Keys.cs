namespace Parley.Client.Tests;

/// <summary>Key presses as the console gives them.</summary>
internal static class Keys
{
    public static readonly ConsoleKeyInfo Enter = new('\r', ConsoleKey.Enter, shift: false, alt: false, control: false);

    public static IEnumerable<ConsoleKeyInfo> Typed(string text) =>
        text.Select(c => new ConsoleKeyInfo(c, ConsoleKey.None, shift: false, alt: false, control: false));

    public static ConsoleKeyInfo Of(ConsoleKey key) => new('\0', key, shift: false, alt: false, control: false);

    public static ConsoleKeyInfo Control(ConsoleKey key) =>
        new((char)(key - ConsoleKey.A + 1), key, shift: false, alt: false, control: true);

    public static ConsoleKeyInfo Alt(char c) => new(c, ConsoleKey.None, shift: false, alt: true, control: false);
}
