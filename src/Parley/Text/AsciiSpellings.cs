using System.Collections.Frozen;
using System.Text;

namespace Parley;

/// <summary>ASCII spellings of code points that Unicode does not decompose: letters, punctuation, emoji.</summary>
/// <remarks>Greek and Cyrillic after the usual passport romanizations; emoji by their CLDR short names.</remarks>
internal static class AsciiSpellings
{
    private const string Letters =
        """
        ß ss æ ae Æ AE œ oe Œ OE ø o Ø O đ d Đ D ð d Ð D þ th Þ Th ł l Ł L ı i ħ h Ħ H ŋ n Ŋ N ŧ t Ŧ T ĸ k ſ s ẞ SS
        α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o
        Α A Β V Γ G Δ D Ε E Ζ Z Η I Θ Th Ι I Κ K Λ L Μ M Ν N Ξ X Ο O Π P Ρ R Σ S Τ T Υ Y Φ F Χ Ch Ψ Ps Ω O
        а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch
        ъ " ы y ь ' э e ю yu я ya є ie і i ї i ґ g ў u ђ dj ј j љ lj њ nj ћ c џ dz ѕ dz
        А A Б B В V Г G Д D Е E Ж Zh З Z И I Й Y К K Л L М M Н N О O П P Р R С S Т T У U Ф F Х Kh Ц Ts Ч Ch Ш Sh Щ Shch
        Ъ " Ы Y Ь ' Э E Ю Yu Я Ya Є Ie І I Ї I Ґ G Ў U Ђ Dj Ј J Љ Lj Њ Nj Ћ C Џ Dz Ѕ Dz
        ‐ - ‑ - ‒ - – - — - ― - ‘ ' ’ ' ‚ , ‛ ' “ " ” " „ " ‟ " ′ ' ″ " ‹ < › > « << » >> • * · * … ...
        € EUR £ GBP ¥ JPY ¢ c ₹ INR ₽ RUB ₩ KRW © (c) ® (R) ™ (TM) ° deg ± +/- × x ÷ / ⁄ / − - ≈ ~= ≠ != ≤ <= ≥ >= ¡ ! ¿ ?
        → -> ← <- ↔ <-> ⇒ => ⇐ <= § S ¶ P † + ‡ ++ № No ✓ :check: ✔ :check: ✗ :x: ✘ :x: ★ * ☆ *
        """;

    private const string Emoji =
        """
        😀 grinning 😃 smiley 😄 smile 😁 grin 😆 laughing 😅 sweat_smile 🤣 rofl 😂 joy 🙂 slightly_smiling 🙃 upside_down
        😉 wink 😊 blush 😇 innocent 🥰 smiling_hearts 😍 heart_eyes 🤩 star_struck 😘 kissing_heart 😋 yum 😛 tongue
        😜 winking_tongue 🤪 zany 🤗 hugs 🤭 hand_over_mouth 🤫 shushing 🤔 thinking 🤐 zipper_mouth 😐 neutral 😑 expressionless
        😏 smirk 😒 unamused 🙄 eye_roll 😬 grimacing 😌 relieved 😔 pensive 😪 sleepy 😴 sleeping 😷 mask 🤒 ill 🤢 nauseated
        🤮 vomiting 🥵 hot 🥶 cold 😵 dizzy 🤯 exploding_head 🤠 cowboy 🥳 partying 😎 sunglasses 🤓 nerd 😕 confused
        😟 worried 🙁 slightly_frowning ☹ frowning 😮 open_mouth 😯 hushed 😲 astonished 😳 flushed 🥺 pleading 😨 fearful
        😰 anxious 😢 cry 😭 sob 😱 scream 😞 disappointed 😓 sweat 😩 weary 😫 tired 🥱 yawning 😤 triumph 😡 rage 😠 angry
        😈 smiling_imp 💀 skull 💩 poop 🤡 clown 👻 ghost 👽 alien 🤖 robot 👍 thumbs_up 👎 thumbs_down 👌 ok_hand ✌ victory
        🤞 crossed_fingers 👋 wave 👏 clap 🙌 raised_hands 🙏 pray 💪 muscle 👀 eyes 🧠 brain ❤ heart 🧡 orange_heart
        💛 yellow_heart 💚 green_heart 💙 blue_heart 💜 purple_heart 🖤 black_heart 💔 broken_heart 💯 100 💥 boom 🔥 fire
        ✨ sparkles ⭐ star 🌟 glowing_star 🎉 tada 🎊 confetti 🎂 cake 🍕 pizza 🍺 beer ☕ coffee 🚀 rocket ✅ check ❌ x
        ❗ exclamation ❓ question ⚠ warning ⚡ zap ☀ sun ☁ cloud ☔ umbrella ❄ snowflake 🌈 rainbow 🐛 bug 🐍 snake 🐧 penguin
        🎓 graduation 📝 memo 📌 pin 🔒 lock 🔑 key 💡 bulb 💻 laptop ⏰ alarm_clock 👉 point_right 👈 point_left ☝ point_up
        👇 point_down 🤝 handshake 🤷 shrug 🤦 facepalm 🥇 first_place 🏆 trophy ⚽ soccer 🎵 note 🎮 video_game 🐱 cat 🐶 dog
        """;

    public static readonly FrozenDictionary<int, string> Table = Build();

    private static FrozenDictionary<int, string> Build()
    {
        var table = new Dictionary<int, string>();
        foreach (var (character, spelling) in Pairs(Letters)) table[character] = spelling;
        foreach (var (character, name) in Pairs(Emoji)) table[character] = $":{name}:";
        return table.ToFrozenDictionary();
    }

    private static IEnumerable<(int Character, string Spelling)> Pairs(string list)
    {
        var words = list.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i += 2) yield return (Rune.GetRuneAt(words[i], 0).Value, words[i + 1]);
    }
}
