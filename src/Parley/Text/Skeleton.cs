using System.Collections.Frozen;
using System.Text;

namespace Parley;

/// <summary>What a name looks like: two names with the same skeleton cannot be told apart at a glance.</summary>
/// <remarks>
/// After the idea of Unicode TS 39 §4 (<see href="https://www.unicode.org/reports/tr39/#Confusable_Detection"/>): letters of
/// other scripts that look Latin, digits that look like letters, accents dropped.
/// </remarks>
internal static class Skeleton
{
    /// <summary>Each Latin letter, with what looks like it.</summary>
    /// <remarks>
    /// The letters that Unicode's confusables.txt (version 15) gives for one of ASCII, but for those of scripts written from the right
    /// to the left; small capitals; and some that look so in a word. What decomposes is not among them.
    /// </remarks>
    private const string LooksLike =
        """
        `ꞌ AΑАᎪᗅꓮ𐊠𖽀 aɑαаᴀ BΒВᏴᗷꓐꞴ𐊂𐊡𐌁 bƄʙβЬвьᏏᑲᖯ CСᏟⲤꓚ𐊢𐌂𐐕𐔜 cсᴄⲥꮯ𐐽 DᎠᗞᗪꓓ dðđԁᏧᑯᴅꓒ EΕЕᎬⴹꓰ𐊆𑢦𑢮 eεеҽᴇꬲ FϜᖴꓝꞘ𐊇𐊥𐔥𑢢𑣂
        fքẝꜰꞙꬵ GԌᏀᏳꓖ gƍɡɢցᶃ HΗНᎻᕼⲎꓧ𐋏 hʜнһհᏂ IƖǀΙІӀᛁⲒⵏꓲ𐊊𐌉𖼨 iıɩɪιіӏᎥꙇꭵ𑣃 JͿЈᎫᒍꓙꞲ jϳјᴊ KΚКᏦᛕⲔꓗ𐔘 kκкᴋ LᏞᒪⳐꓡ𐐛𐔦𑢣𑢲𖼖
        l1|łʟ MΜϺМᎷᗰᛖⲘꓟ𐊰𐌑 mмᴍ NΝⲚꓠ𐔓 nɴηпոռ OΟОՕଠዐⲞⵔꓳ𐊒𐊫𐐄𐓂𐔖𑢵 o0øοσоօഠဝჿᴏᴑⲟꬽ𐐬𐓪𑣈𑣗 PΡРᏢᑭⲢꓑ𐊕 pþρрᴘⲣ Qⵕ qԛգզꞯ
        RƦᎡᏒᖇꓣ𐒴𖼵 rʀгᴦⲅꭇꭈꮁ SЅՏᏕᏚꓢ𐊖𐐠𖼺 sƽѕꜱꮪ𐑈𑣁 TΤТᎢⲦꓔ𐊗𐊱𐌕𑢼𖼊 tτтᴛ UՍሀᑌꓴ𐓎𑢸𖽂 uʋυиսᴜꞟꭎꭒ𐓶𑣘 VѴᏙᐯⴸꓦꛟ𐔝𑢠𖼈 vνѵᴠꮩ𑜆𑣀 WԜᎳᏔꓪ
        wɯωѡԝաᴡꮃ𑜊𑜎𑜏 XΧХᚷⲬⵝꓫꞳ𐊐𐊴𐌗𐔧 xχхᕁᕽ YΥУҮᎩᎽⲨꓬ𐊲𑢤𖽃 yɣʏγуүყᶌỿꭚ𑣜 ZΖᏃꓜ𑢩 zᴢꮓ𑣄
        """;

    private static readonly FrozenDictionary<Rune, Rune> Table = Build();

    public static string Of(string name)
    {
        var skeleton = new StringBuilder(name.Length);
        foreach (var rune in name.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsAccent(rune)) continue;

            // An I in the middle of a word is read as an l; at its start it is the capital of a name.
            var look = Look(rune);
            var seen = look.Value == 'I' && skeleton.Length > 0 ? new Rune('l') : Rune.ToLowerInvariant(look);
            if (seen.IsAscii) skeleton.Append((char)seen.Value);
            else skeleton.Append(AsciiText.Spelling(seen)?.ToLowerInvariant() ?? seen.ToString());
        }

        return skeleton.ToString();
    }

    /// <summary>The Latin letter that it looks like, or that it looks like when written large or small; itself if there is none.</summary>
    private static Rune Look(Rune rune)
    {
        if (Table.TryGetValue(rune, out var look)) return look;
        if (rune.IsAscii) return rune;
        return Table.TryGetValue(Rune.ToLowerInvariant(rune), out look) || Table.TryGetValue(Rune.ToUpperInvariant(rune), out look) ? look : rune;
    }

    // Marks of other scripts tell words apart.
    private static bool IsAccent(Rune rune) => rune.Value is >= 0x0300 and <= 0x036F;

    private static FrozenDictionary<Rune, Rune> Build() => LooksLike
        .Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(row => row.EnumerateRunes().Skip(1), (row, like) => (like, Latin: new Rune(row[0])))
        .ToFrozenDictionary(pair => pair.like, pair => pair.Latin);
}
