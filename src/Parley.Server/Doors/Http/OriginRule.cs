using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Parley.Server.Doors.Http;

/// <summary>Which web pages may connect: browsers let any page try, and say which one it is.</summary>
/// <remarks>
/// The door's option <c>origin</c> lists them, separated by commas. Without it a page may connect to the host it came from;
/// at a door on loopback that host has to be a name of this machine, or a page whose name was pointed here could come in
/// (DNS rebinding). Programs that name no origin are no browsers, and may.
/// </remarks>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc6455#section-10.2"/>
internal sealed class OriginRule(DoorUrl url)
{
    private readonly HashSet<string>? _allowed = url.Option("origin")?
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(origin => origin.TrimEnd('/'))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    public bool Allows(HttpRequest request)
    {
        var origins = request.Headers.Origin;
        if (StringValues.IsNullOrEmpty(origins)) return true;
        if (origins is not [{ } origin]) return false;
        if (_allowed is not null) return _allowed.Contains(origin);

        return Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && page.Authority.Equals(Authority(request), StringComparison.OrdinalIgnoreCase)
            && (!IPAddress.IsLoopback(url.EndPoint.Address) || page.IsLoopback);
    }

    // As a Uri writes it: without the port that the scheme stands for.
    private static string? Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var host) ? host.Authority : null;
}
