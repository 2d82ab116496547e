using System.Collections.Immutable;
using Parley.Irc;

namespace Parley.Server.Doors.Irc.Commands;

/// <summary>METADATA: what is said of people and channels, by keys.</summary>
internal static class MetadataCommand
{
    public static readonly IrcCommand Definition = new(
        "METADATA", "<target> GET <keys> | LIST | SET <key> [<value>] | CLEAR | SUB <keys> | UNSUB <keys> | SUBS | SYNC",
        "Say something of yourself (*) or of a channel, and be told what others say.",
        "https://ircv3.net/specs/extensions/metadata", HandleAsync)
    {
        ParametersMin = 2,
        ForNewcomersWith = IrcFeatures.Metadata,
    };

    /// <summary>What clients have to know of the limits.</summary>
    public static string Limits { get; } =
        $"before-connect,max-subs={MetadataSubscriptions.Max},max-keys={MetadataEntry.CountMax},max-key-bytes={MetadataKey.LengthMax},max-value-bytes={MetadataEntry.ValueBytesMax}";

    /// <summary>Tells a client what it has subscribed to, of those whom it has just come to see; nothing if there is nothing.</summary>
    /// <param name="request">What made it see them.</param>
    /// <param name="target">A nick or a channel; null for all.</param>
    public static ValueTask CatchUpAsync(IrcRequest request, string? target) => CatchUpAsync(request, target, request.Session.Metadata.Keys);

    /// <summary>Tells a client all that is said of whom it speaks for.</summary>
    public static ValueTask ShowOwnAsync(IrcRequest request) => request.Session.Who is { Nick.Value: var nick } && request.Session.Features.HasFlag(IrcFeatures.Metadata)
        ? request.SubmitAsync(new SyncMetadata(request.Session.Id, nick, null))
        : default;

    private static ValueTask HandleAsync(IrcRequest request)
    {
        var subcommand = request.Parameters[1].ToUpperInvariant();
        if (subcommand is "GET" or "SET" or "SUB" or "UNSUB" && request.Parameters.Length < 3) return request.NeedMoreAsync();
        var target = request.Parameters[0] == "*" ? null : request.Parameters[0];
        var isNewcomer = !request.Session.Registration.IsComplete;
        return subcommand switch
        {
            "SUB" or "UNSUB" or "SUBS" when target is not null && !IsOwnNick(request, target) => InvalidTargetAsync(request, target),
            "SUB" => SubscribeAsync(request),
            "UNSUB" => UnsubscribeAsync(request),
            "SUBS" => request.ReplyAsync(InBatch(request, "metadata-subs", null, MetadataLines.Keys(Numeric.MetadataSubs, request.Session.Metadata.Keys.Select(key => key.Value).Order(StringComparer.Ordinal)))),
            "GET" or "LIST" or "SET" or "CLEAR" or "SYNC" when isNewcomer && target is not null => InvalidTargetAsync(request, target),
            "GET" or "LIST" or "SET" or "CLEAR" or "SYNC" when isNewcomer => DraftAsync(request, subcommand),
            "GET" or "LIST" => request.SubmitAsync(new ReadMetadata(request.Session.Id, target)),
            "SET" => request.SubmitAsync(new SetMetadata(request.Session.Id, target, request.Parameters[2], request[3])),
            "CLEAR" => request.SubmitAsync(new ClearMetadata(request.Session.Id, target)),
            "SYNC" => request.SubmitAsync(new SyncMetadata(request.Session.Id, target, request.Session.Metadata.Keys)),
            _ => request.ReplyAsync(IrcLine.Of("FAIL", request.Name, "SUBCOMMAND_INVALID", IrcRequest.Word(request.Parameters[1]), "There is no such subcommand")),
        };
    }

    /// <summary>Words what the world has answered.</summary>
    /// <param name="listed">The answer.</param>
    /// <param name="request">What was asked.</param>
    public static IrcLines Answer(MetadataListed listed, IrcRequest request) => InBatch(
        request, "metadata", listed.Target,
        string.Equals(request.Parameters[1], "GET", StringComparison.OrdinalIgnoreCase)
            ? MetadataLines.Answers(listed.Target, listed.Entries, request.Parameters.Skip(2))
            : listed.Entries.Select(entry => MetadataLines.Answer(listed.Target, entry)));

    /// <summary>What has been said before there is anybody of whom it could be said is kept until there is.</summary>
    private static async ValueTask DraftAsync(IrcRequest request, string subcommand)
    {
        var registration = request.Session.Registration;
        if (subcommand == "SET")
        {
            var reply = await request.AskAsync(new DraftMetadata(request.Session.Id, registration.Metadata, request.Parameters[2], request[3]));
            if (reply is MetadataDrafted drafted) registration.Metadata = drafted.Draft;
            return;
        }

        var draft = subcommand == "SYNC" ? [] : registration.Metadata;
        if (subcommand == "CLEAR")
        {
            registration.Metadata = [];
            draft = [.. draft.Select(entry => entry with { Value = null })];
        }

        await request.ReplyAsync(Answer(new MetadataListed("*", draft), request));
    }

    private static async ValueTask SubscribeAsync(IrcRequest request)
    {
        var subscriptions = request.Session.Metadata;
        var (known, news) = (new List<string>(), ImmutableHashSet.CreateBuilder<MetadataKey>());
        var failures = new List<IrcLine>();
        foreach (var text in request.Parameters.Skip(2))
        {
            if (subscriptions.IsFull)
            {
                failures.Add(IrcLine.Of("FAIL", request.Name, "TOO_MANY_SUBS", IrcRequest.Word(text), "Too many subscriptions"));
                break;
            }

            if (!MetadataKey.TryParse(text, out var key))
            {
                failures.Add(MetadataLines.InvalidKey(text));
                continue;
            }

            known.Add(text);
            if (subscriptions.Add(key)) news.Add(key);
        }

        await request.ReplyAsync([.. MetadataLines.Keys(Numeric.MetadataSubOk, known), .. failures]);
        await CatchUpAsync(request, null, news.ToImmutable());
    }

    private static ValueTask UnsubscribeAsync(IrcRequest request)
    {
        var gone = new List<string>();
        var failures = new List<IrcLine>();
        foreach (var text in request.Parameters.Skip(2))
        {
            if (!MetadataKey.TryParse(text, out var key))
            {
                failures.Add(MetadataLines.InvalidKey(text));
                continue;
            }

            request.Session.Metadata.Remove(key);
            gone.Add(text);
        }

        return request.ReplyAsync([.. MetadataLines.Keys(Numeric.MetadataUnsubOk, gone), .. failures]);
    }

    private static ValueTask CatchUpAsync(IrcRequest request, string? target, ImmutableHashSet<MetadataKey> keys) =>
        keys.IsEmpty || !request.Session.Registration.IsComplete || !request.Features.HasFlag(IrcFeatures.Metadata)
            ? default
            : request.SubmitAsync(new SyncMetadata(request.Session.Id, target, keys) { IsQuiet = true });

    private static IrcLines InBatch(IrcRequest request, string type, string? target, IEnumerable<IrcLine> lines) =>
        new([.. MetadataLines.InBatch(type, target, lines, request.Features.HasFlag(IrcFeatures.Batch) ? request.Session.NextBatch() : null)]);

    private static bool IsOwnNick(IrcRequest request, string target) =>
        Nick.TryParse(target, out var nick) && request.Session.Who?.Nick == nick;

    private static ValueTask InvalidTargetAsync(IrcRequest request, string target) => request.ReplyAsync(IrcRefusals.Of(new MetadataTargetInvalid(target), request));
}
