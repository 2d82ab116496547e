namespace Parley.Server.Delivery;

/// <summary>A connection that has an <see cref="Delivery.Output"/> of its own.</summary>
internal interface IWritable
{
    Output Output { get; }
}
