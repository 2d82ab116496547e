namespace Parley.Server.Doors.Irc;

/// <summary>One capability of the IRC door.</summary>
/// <param name="Name">As clients ask for it.</param>
/// <param name="Feature">The flag that it stands for.</param>
/// <param name="Spec">Where it is written down.</param>
internal sealed record IrcCapability(string Name, IrcFeatures Feature, string Spec)
{
    /// <summary>The value that is shown with it to clients that know <c>CAP LS 302</c>; null for none.</summary>
    public Func<ServerOptions, DoorUrl, string?>? Value { get; init; }

    /// <summary>Whether it means nothing without its value: where there is none it is not offered.</summary>
    public bool NeedsValue { get; init; }

    /// <summary>Whether clients only read it, and may not ask for it.</summary>
    public bool IsNotice { get; init; }
}

/// <summary>A capability as it is offered at a door now.</summary>
internal readonly record struct IrcOffer(IrcCapability Capability, string? Value)
{
    /// <summary>As it is listed.</summary>
    /// <param name="withValue">Whether the client knows values.</param>
    public string Text(bool withValue) => withValue && Value is not null ? $"{Capability.Name}={Value}" : Capability.Name;
}
