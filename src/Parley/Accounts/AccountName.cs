using System.Text.Json.Serialization;

namespace Parley;

/// <summary>An account's name. What can be a <see cref="Parley.Nick"/> can be one, and the nick of that name is its owner's.</summary>
/// <remarks>
/// Two names are equal when they differ only in the case of ASCII letters. A name is given once and never changes, not even when its
/// account is dropped: so it says for ever who did what the log tells.
/// </remarks>
[JsonConverter(typeof(NameConverter<AccountName>))]
public readonly record struct AccountName : IName<AccountName>
{
    private AccountName(Nick nick) => Nick = nick;

    /// <summary>The nick that belongs to the account.</summary>
    public Nick Nick { get; }

    /// <summary>The name as it was registered.</summary>
    public string Value => Nick.Value;

    /// <summary>The name in its one form for comparison; equal for equal names.</summary>
    public string Folded => CaseMapping.Fold(Value);

    static AccountName IName<AccountName>.FromStored(string value) => new(StoredNick<Nick>(value));

    /// <summary>The name of the account to which a nick would belong.</summary>
    internal static AccountName Of(Nick nick) => new(nick);

    /// <summary>Reads a name; false when the text breaks the rules.</summary>
    public static bool TryParse(string? text, out AccountName name)
    {
        var isNick = Nick.TryParse(text, out var nick);
        name = new AccountName(nick);
        return isNick;
    }

    public override string ToString() => Value;

    private static T StoredNick<T>(string value)
        where T : struct, IName<T> => T.FromStored(value);
}
