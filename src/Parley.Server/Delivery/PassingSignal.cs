namespace Parley.Server.Delivery;

/// <summary>A signal on its way out.</summary>
internal sealed class PassingSignal(Signal signal, Origin origin = default) : Rendered(origin)
{
    public Signal Signal { get; } = signal;

    protected override byte[] Render(Rendering rendering) => rendering.Render(Signal);
}
