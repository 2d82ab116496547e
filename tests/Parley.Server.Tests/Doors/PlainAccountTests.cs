using Parley.Server.Tests.Transport;

namespace Parley.Server.Tests.Doors;

public sealed class PlainAccountTests
{
    [Fact]
    public async Task An_account_is_made_left_and_come_back_to()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync("/register short\n/register correct horse\n");
        await bob.ExpectAsync("*** that is too easily guessed: at least 8 characters, and not the name of the account\n");
        await bob.ExpectAsync("*** you have the account bob now; keep its password well, it cannot be sent to you\n*** you are logged in as bob\n");
        await bob.SendAsync("/logout\n/nick bob\n/login bob wrong\n/login bob correct horse\n/nick bob\n/login correct-horse\n");
        await bob.ExpectAsync("*** you are logged out\n*** you are now called guest-2\n*** the nickname bob belongs to an account; its owner can log in\n");
        await bob.ExpectAsync("*** that is not the name and the password of an account\n*** you are logged in as bob\n*** you are now called bob\n");
        await bob.ExpectAsync("*** that is not the name and the password of an account\n");
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task The_name_just_taken_is_the_one_that_gets_the_account()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync("/nick rob\n/register horse-battery\n");
        await bob.ExpectAsync("*** you are now called rob\n*** you have the account rob now; keep its password well, it cannot be sent to you\n*** you are logged in as rob\n");
        await bob.SendAsync("/logout\n/nick bob\n/nick rab\n/login horse-battery\n");
        await bob.ExpectEventuallyAsync("*** you are now called rab\n*** that is not the name and the password of an account\n");
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task The_password_can_be_changed_and_the_account_removed()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync("/logout\n/password a b\n/register horse-battery\n/password wrong staple-gun\n/password horse-battery staple-gun\n/drop horse-battery\n/drop staple-gun\n");
        await bob.ExpectEventuallyAsync("*** you are not logged in to an account\n*** you are not logged in to an account\n");
        await bob.ExpectEventuallyAsync("*** you are logged in as bob\n*** that is not the name and the password of an account\n*** the password is changed\n");
        await bob.ExpectAsync("*** that is not the name and the password of an account\n*** the account bob is removed\n*** you are logged out\n");
        await bob.ExpectNothingAsync();
    }

    [Fact]
    public async Task Another_connection_goes_on_as_the_same_person_and_one_may_stay_without_any()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync("/register horse-battery\n/join tea\n/stay maybe\n/stay on\n");
        await bob.ExpectEventuallyAsync("*** usage: /stay on | off\n*** you stay in your rooms from now on, connected or not\n");
        await bob.SendAsync("/quit\n");
        await bob.ExpectEndAsync();
        var ann = await server.ConnectPlainAsync("ann");
        await ann.SendAsync("are you there?\n/msg bob psst\n/quit\n");
        await ann.ExpectEndAsync();

        var again = server.Connect(TestServer.Plain);
        await again.SendAsync("/login bob horse-battery\n/who\n/stay off\n");
        await again.ExpectEventuallyAsync("*** you are logged in as bob, and called bob, who is here already\n*** you are in #lobby\n*** in #lobby: bob\n");
        await again.ExpectAsync("*** you are in #tea\n*** in #tea: bob\n*** what was said while you were not connected:\n");
        await again.ExpectEventuallyAsync("Z] [#lobby] <ann> are you there?\n");
        await again.ExpectAsync("*** in #tea: bob\n*** you leave when your last connection ends\n");
        await again.ExpectNothingAsync();
    }

    [Fact]
    public async Task All_that_was_said_with_the_account_is_erased_for_whoever_knows_the_password()
    {
        await using var server = await TestServer.StartAsync(time: new ManualTime());
        var ann = await server.ConnectPlainAsync("ann");
        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync("as a guest\n/erase x\n/register horse-battery\nswordfish\n/msg ann psst\n/erase wrong\n");
        await bob.ExpectEventuallyAsync("*** you are not logged in to an account\n");
        await bob.ExpectEventuallyAsync("*** you are logged in as bob\n*** that is not the name and the password of an account\n");
        await ann.ExpectEventuallyAsync("<bob> swordfish\n[bob -> you] psst\n");
        await ann.SendAsync("mine\n/history bob\n");
        await ann.ExpectAsync("[2026-01-01 12:00Z] [bob -> ann] psst\n");

        await bob.SendAsync("/erase horse-battery\nafter that\n/history\n/history ann\n/search bob* from:bob\n");
        await bob.ExpectAsync("<ann> mine\n*** all that was said with the account bob is erased\n");
        await ann.ExpectAsync("<bob> after that\n");
        await bob.ExpectAsync("[2026-01-01 12:00Z] <bob> as a guest\n[2026-01-01 12:00Z] <ann> mine\n[2026-01-01 12:00Z] <bob> after that\n");
        await bob.ExpectAsync("*** nothing has been said in this conversation yet\n*** nothing was found\n");
    }

    [Fact]
    public async Task A_room_is_made_ones_own_and_roles_in_it_last()
    {
        await using var server = await TestServer.StartAsync();
        var bob = await server.ConnectPlainAsync("bob");
        await bob.SendAsync("/register horse-battery\n/room register\n/join tea\n");
        await bob.ExpectEventuallyAsync("*** #lobby is everybody's\n*** you are in #tea\n*** in #tea: bob\n");
        await bob.SendAsync("/room frob\n/room info\n/room register\n/room info\n/room role zed operator\n/room role bob voiced\n/room give zed\n/room up\n/room drop\n");
        await bob.ExpectAsync("*** usage: /room register | drop | give ACCOUNT | role ACCOUNT admin, operator, half-operator, voiced or none | up | info\n");
        await bob.ExpectAsync("*** #tea belongs to nobody\n*** bob set that the room belongs to an account, made bob founder\n*** #tea belongs to bob, since ");
        await bob.ExpectEventuallyAsync("Z\n*** there is no account zed\n*** #tea belongs to bob\n*** there is no account zed\n*** bob took away that the room belongs to an account\n");
        await bob.ExpectNothingAsync();
    }
}
