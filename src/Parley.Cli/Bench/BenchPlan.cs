namespace Parley.Cli.Bench;

/// <summary>What a measurement does: so many clients in so many rooms, of whom some speak.</summary>
/// <param name="Clients">How many connect; spread over the rooms.</param>
/// <param name="Rooms">How many rooms.</param>
/// <param name="Senders">How many speak in each room.</param>
/// <param name="Window">How many messages of each sender may be on their way: the next is sent when one was seen by all.</param>
/// <param name="TextBytes">The length of each message's text.</param>
/// <param name="WarmUp">How long they speak before it counts.</param>
/// <param name="Time">How long it counts.</param>
/// <param name="QuietRooms">How many rooms of two there are beside these, in which one says something once a second.</param>
internal sealed record BenchPlan(int Clients, int Rooms, int Senders, int Window, int TextBytes, TimeSpan WarmUp, TimeSpan Time, int QuietRooms = 0)
{
    /// <summary>The most quiet rooms; each takes a thread.</summary>
    public const int QuietRoomsMax = 500;

    /// <summary>What is wrong with it; null when it can be done.</summary>
    public string? Flaw =>
        Clients < 2 || Rooms < 1 || Senders < 1 || Window < 1 ? "there have to be two clients, a room, a sender and a window of one at least"
        : Clients < 2 * Rooms ? "each room needs two clients at least"
        : Senders > Clients / Rooms ? "there are more senders than clients in a room"
        : Window > BenchSender.WindowMax ? $"the window is at most {BenchSender.WindowMax}"
        : TextBytes is < BenchMessage.BytesMin or > BenchMessage.BytesMax ? $"a text has {BenchMessage.BytesMin} to {BenchMessage.BytesMax} bytes"
        : QuietRooms is < 0 or > QuietRoomsMax ? $"there are 0 to {QuietRoomsMax} quiet rooms"
        : Time <= TimeSpan.Zero ? "it has to last some time"
        : null;
}
