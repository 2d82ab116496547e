using System.Reflection;
using Microsoft.Extensions.Configuration;
using Parley.Server;

namespace Parley.Cli.Serving;

/// <summary>What was said on the command line; what was not is null or empty.</summary>
internal sealed record ServeFlags(IReadOnlyList<string> Doors, string? Data, string? Config);

/// <summary>Puts a server's options together: <c>parley.json</c>, <c>PARLEY_…</c> variables, flags, in rising precedence.</summary>
internal static class ServeSettings
{
    /// <summary>What stands for a data directory where there is to be none.</summary>
    public const string InMemory = "none";

    private const string DefaultFile = "parley.json";

    private static readonly Dictionary<string, PropertyInfo> Options = typeof(ServerOptions)
        .GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(option => option.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads all sources.</summary>
    /// <exception cref="OptionsException">Something in one of them cannot be used.</exception>
    public static ServerOptions Read(ServeFlags flags)
    {
        var file = flags.Config ?? DefaultFile;
        try
        {
            return Bind(new ConfigurationBuilder()
                .AddJsonFile(Path.GetFullPath(file), optional: flags.Config is null)
                .AddEnvironmentVariables("PARLEY_")
                .AddInMemoryCollection(InWords(flags))
                .Build());
        }
        catch (FileNotFoundException)
        {
            throw new OptionsException($"{file}: there is no such file");
        }
        catch (UnauthorizedAccessException)
        {
            throw new OptionsException($"{file}: it may not be read");
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new OptionsException($"{file}: {e.GetBaseException().Message}");
        }
    }

    private static ServerOptions Bind(IConfigurationRoot settings)
    {
        // A variable or a flag names all doors in one text, which replaces the list of the file.
        var doors = settings[nameof(ServerOptions.Doors)];
        settings[nameof(ServerOptions.Doors)] = null;
        foreach (var setting in settings.GetChildren())
        {
            if (!Options.TryGetValue(setting.Key, out var option))
                throw new OptionsException($"there is no setting '{setting.Key}'; there are {string.Join(", ", Options.Keys)}");
            SettingForm.Check(setting, option);
        }

        var options = new ServerOptions();
        settings.Bind(options);
        if (options.Data == InMemory) options.Data = null;
        if (doors is not null) options.Doors = doors.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (options.Doors.Count == 0 && (doors ?? settings.GetSection(nameof(ServerOptions.Doors)).Value) is not null)
            throw new OptionsException("doors: at least one");
        return options;
    }

    private static Dictionary<string, string?> InWords(ServeFlags flags)
    {
        var words = new Dictionary<string, string?>();
        if (flags.Doors.Count > 0) words[nameof(ServerOptions.Doors)] = string.Join(' ', flags.Doors);
        if (flags.Data is not null) words[nameof(ServerOptions.Data)] = flags.Data;
        return words;
    }
}
