using System.Collections.Immutable;

namespace Parley.Tests;

public sealed class SyncMetadataTests
{
    private static readonly ImmutableHashSet<MetadataKey> Avatar = Keys("avatar");

    [Fact]
    public void What_is_wanted_of_a_room_and_of_those_in_it_is_told()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Do(new SetMetadata(Scene.Ada, "#tea", "avatar", "tea"));
        scene.Do(new SetMetadata(Scene.Ada, "#tea", "url", "x"));
        scene.Do(new SetMetadata(Scene.Ada, null, "avatar", "ada"));
        scene.Do(new SetMetadata(Scene.Bob, null, "status", "bob"));
        Assert.Equal("#tea: #tea avatar=tea, ada avatar=ada", Text(scene, new SyncMetadata(Scene.Bob, "#tea", Avatar)));
        Assert.Equal("#tea: #tea avatar=tea", Text(scene, new SyncMetadata(Scene.Eve, "#tea", Avatar)));
        Assert.Equal("ada: ada avatar=ada", Text(scene, new SyncMetadata(Scene.Eve, "ADA", Avatar)));
        Assert.Equal("*: #tea avatar=tea, ada avatar=ada", Text(scene, new SyncMetadata(Scene.Bob, null, Avatar)));
        Assert.Equal("bob: bob status=bob", Text(scene, new SyncMetadata(Scene.Bob, "bob", null)));
        Assert.Equal("*: ", Text(scene, new SyncMetadata(Scene.Eve, null, Avatar)));
    }

    [Fact]
    public void What_nobody_asked_for_is_told_only_when_there_is_something()
    {
        var scene = Scene.InTheTeaRoom();
        scene.Set(RoomMode.Secret);
        scene.Answers<MetadataTargetInvalid>(new SyncMetadata(Scene.Eve, "#tea", Avatar));
        scene.Ignores(new SyncMetadata(Scene.Eve, "#tea", Avatar) { IsQuiet = true });
        scene.Ignores(new SyncMetadata(Scene.Bob, null, Avatar) { IsQuiet = true });
        scene.Do(new SetMetadata(Scene.Ada, "#tea", "avatar", "tea"));
        Assert.Equal("*: #tea avatar=tea", Text(scene, new SyncMetadata(Scene.Bob, null, Avatar) { IsQuiet = true }));
    }

    [Fact]
    public void Too_much_at_once_is_for_later()
    {
        var scene = Scene.InTheLobby();
        for (var i = 0; i <= SyncMetadata.CountMax / MetadataEntry.CountMax; i++)
        {
            var session = new SessionId(3, i + 1);
            scene.Do(new Arrive(session, $"nick{i}", NickFallback.Refuse) { Metadata = [.. Enumerable.Range(0, MetadataEntry.CountMax).Select(k => Entry($"k{k}"))] });
            scene.Do(new Join(session, "#lobby"));
        }

        Assert.Equal(new MetadataTooMuchNow("#lobby", TimeSpan.FromMinutes(1)), scene.Answers<MetadataTooMuchNow>(new SyncMetadata(Scene.Ada, "#lobby", null)));
        Assert.Equal(SyncMetadata.CountMax / MetadataEntry.CountMax + 1, scene.Answers<MetadataSynced>(new SyncMetadata(Scene.Ada, "#lobby", Keys("k7"))).All.Length);
    }

    private static MetadataEntry Entry(string key) => new(Keys(key).Single(), "x");

    private static ImmutableHashSet<MetadataKey> Keys(string text)
    {
        Assert.True(MetadataKey.TryParse(text, out var key));
        return [key];
    }

    private static string Text(Scene scene, SyncMetadata command)
    {
        var synced = scene.Answers<MetadataSynced>(command);
        return $"{synced.Target}: {string.Join(", ", synced.All.Select(one => $"{one.Target} {one.Entry.Key}={one.Entry.Value}"))}";
    }
}
