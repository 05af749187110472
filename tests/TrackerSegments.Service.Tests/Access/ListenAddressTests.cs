using TrackerSegments.Service.Access;
using TrackerSegments.Service.Commands;

namespace TrackerSegments.Service.Tests.Access;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7071", "127.0.0.1", 7071)]
    [InlineData("http://127.0.0.1:0", "127.0.0.1", 0)]
    [InlineData("http://127.8.9.10:80/", "127.8.9.10", 80)]
    [InlineData("http://localhost:7071", null, 7071)]
    [InlineData("HTTP://LOCALHOST", null, 80)]
    [InlineData("http://[::1]:7071", "::1", 7071)]
    public void Addresses_of_this_computer_are_taken(string url, string? ip, int port)
    {
        var address = ListenAddress.ParseAll(url).ShouldHaveSingleItem();

        address.Ip?.ToString().ShouldBe(ip);
        address.Port.ShouldBe(port);
    }

    [Fact]
    public void Several_addresses_are_separated_by_semicolons() =>
        ListenAddress.ParseAll("http://127.0.0.1:1; http://[::1]:2").Select(a => a.Port).ShouldBe([1, 2]);

    [Theory]
    [InlineData("http://0.0.0.0:7071")]
    [InlineData("http://[::]:7071")]
    [InlineData("http://192.168.1.5:7071")]
    [InlineData("http://example.com")]
    [InlineData("http://localhost.example.com:7071")]
    [InlineData("http://127.0.0.1.example.com")]
    [InlineData("http://*:7071")]
    [InlineData("http://+:7071")]
    [InlineData("http://2130706433.example")]
    [InlineData("http://127.0.0.1:7071;http://0.0.0.0:7071")]
    [InlineData("https://127.0.0.1:7071")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://127.0.0.1:7071/panel")]
    [InlineData("http://127.0.0.1:7071/?a=b")]
    [InlineData("http://user@127.0.0.1:7071")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://localhost:0")]
    [InlineData("7071")]
    [InlineData("127.0.0.1:7071")]
    [InlineData("unix:/tmp/socket")]
    [InlineData("")]
    [InlineData(" ; ")]
    public void Any_other_is_refused_with_a_sentence_that_shows_one_that_works(string urls) =>
        Should.Throw<UsageException>(() => ListenAddress.ParseAll(urls)).Message.ShouldMatch(@"^--urls .*http://127\.0\.0\.1:(7071|0)\.$");

    [Fact]
    public void An_address_that_others_reach_is_refused_for_what_it_would_do() =>
        Should.Throw<UsageException>(() => ListenAddress.ParseAll("http://0.0.0.0:7071")).Message.ShouldBe(
            "--urls http://0.0.0.0:7071 would let other computers in, and nobody has said who may call. "
            + "Say so with --access FILE, or use an address of this computer, like http://127.0.0.1:7071.");

    [Theory]
    [InlineData("http://0.0.0.0:7071", "0.0.0.0")]
    [InlineData("http://[::]:7071", "::")]
    [InlineData("http://192.168.1.5:7071", "192.168.1.5")]
    [InlineData("http://127.0.0.1:7071", "127.0.0.1")]
    public void Where_callers_say_who_they_are_other_computers_may_be_let_in(string url, string ip) =>
        ListenAddress.ParseAll(url, mayOthersCall: true).ShouldHaveSingleItem().Ip!.ToString().ShouldBe(ip);

    [Theory]
    [InlineData("http://example.com:7071")]
    [InlineData("http://*:7071")]
    [InlineData("https://0.0.0.0:7071")]
    public void Also_then_an_address_is_one_of_this_computer(string url) =>
        Should.Throw<UsageException>(() => ListenAddress.ParseAll(url, mayOthersCall: true)).Message.ShouldEndWith("http://127.0.0.1:7071.");
}
