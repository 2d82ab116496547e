using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Parley.Server;

namespace Parley.Cli.Serving;

/// <summary>What may be written for a setting, by the type of its option. The binder passes over what has another form.</summary>
internal static class SettingForm
{
    /// <summary>Checks that a setting is written as its option takes it.</summary>
    /// <exception cref="OptionsException">It is not; the message names it as it is called in <c>parley.json</c>.</exception>
    public static void Check(IConfigurationSection setting, PropertyInfo option)
    {
        var type = option.PropertyType;
        var isOne = type != typeof(IList<string>) && type != typeof(IDictionary<string, string>);
        var expected = isOne ? ExpectedOne(setting, Nullable.GetUnderlyingType(type) ?? type) : ExpectedMany(setting, type);
        if (expected is not null) throw new OptionsException($"{JsonNamingPolicy.CamelCase.ConvertName(option.Name)}: {expected}, not {Shown(setting)}");
    }

    private static string? ExpectedOne(IConfigurationSection setting, Type type) =>
        string.IsNullOrWhiteSpace(setting.Value) || setting.GetChildren().Any() ? "one value" : Expected(type, setting.Value);

    /// <summary>An empty list of JSON has the empty text as its value.</summary>
    private static string? ExpectedMany(IConfigurationSection setting, Type type)
    {
        var isList = type == typeof(IList<string>);
        return string.IsNullOrEmpty(setting.Value) && setting.GetChildren().All(one => IsText(one) && (!isList || IsPlace(one.Key))) ? null
            : isList ? "a list of texts" : "texts by name";
    }

    private static string? Expected(Type type, string value) => type switch
    {
        // A number alone would be so many days.
        _ when type == typeof(TimeSpan) => value.Contains(':') && TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out _)
            ? null : "a time such as 00:01:00, a minute, or 30.00:00:00, 30 days",
        _ when type == typeof(bool) => bool.TryParse(value, out _) ? null : "true or false",
        _ when type == typeof(int) => IsNumber(value, int.MaxValue),
        _ when type == typeof(long) => IsNumber(value, long.MaxValue),
        { IsEnum: true } => Enum.GetNames(type) is var names && names.Contains(value, StringComparer.OrdinalIgnoreCase)
            ? null : string.Join(" or ", names.Select(JsonNamingPolicy.CamelCase.ConvertName)),
        _ => null,
    };

    private static string? IsNumber(string value, long max) =>
        long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && Math.Abs((decimal)number) <= max
            ? null : string.Create(CultureInfo.InvariantCulture, $"a whole number of at most {max}");

    private static bool IsText(IConfigurationSection one) => one.Value is not null && !one.GetChildren().Any();

    private static bool IsPlace(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string Shown(IConfigurationSection setting) =>
        setting.Value is { } value ? $"'{value}'" : setting.GetChildren().Any() ? "something of another form" : "nothing";
}
