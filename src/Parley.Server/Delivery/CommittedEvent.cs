namespace Parley.Server.Delivery;

/// <summary>A stored event on its way out.</summary>
internal sealed class CommittedEvent(Event happened, Origin origin = default) : Rendered(origin)
{
    public Event Event { get; } = happened;

    protected override byte[] Render(Rendering rendering) => rendering.Render(this);
}
