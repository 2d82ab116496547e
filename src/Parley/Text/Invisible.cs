using System.Text;

namespace Parley;

/// <summary>Characters that show nothing although their Unicode category is that of letters or marks.</summary>
/// <remarks>
/// Fillers, joiners and variation selectors, out of <c>Default_Ignorable_Code_Point</c>
/// (<see href="https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point"/>). In a name they are a disguise.
/// </remarks>
internal static class Invisible
{
    public static bool Contains(Rune rune) => rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5
        or (>= 0x180B and <= 0x180F) or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0100 and <= 0xE01EF);
}
