using System.Net;
using MusicWeb.Core.Accounts;

namespace Core.Tests.Accounts;

public sealed class AddressListTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("10.1.2.3/8", "10.0.0.0/8")]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3")]
    [InlineData("::ffff:10.1.2.3/104", "10.0.0.0/8")]
    [InlineData("2001:DB8:0:0::1", "2001:db8::1")]
    [InlineData("2001:db8:1:2:3::/32", "2001:db8::/32")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData(" 192.0.2.7;\n192.0.2.7, ::1 ", "192.0.2.7, ::1")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Lists_are_kept_in_one_spelling(string? written, string kept) => Assert.Equal(kept, AddressList.Read(written).Value);

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("::1/129")]
    [InlineData("::ffff:10.1.2.3/8")]
    [InlineData("1")]
    [InlineData("10.1")]
    [InlineData("example.com")]
    [InlineData("fe80::1%eth0")]
    [InlineData("10.0.0.256")]
    [InlineData("192.0.2.7, rubbish")]
    public void What_cannot_be_read_is_named(string written)
    {
        var error = AddressList.Read(written).Error;
        Assert.Equal(("bad_address", "Addresses"), (error?.Code, error?.Field));
        Assert.Contains(written.Split(',')[^1].Trim(), error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_fifty_are_refused() => Assert.Equal("bad_address", AddressList.Read(string.Join(' ', Enumerable.Range(0, 51).Select(i => $"10.0.0.{i}"))).Error?.Code);

    [Theory]
    [InlineData("10.0.0.0/8", "10.255.0.1", true)]
    [InlineData("10.0.0.0/8", "::ffff:10.255.0.1", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("192.0.2.7, 2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("192.0.2.7, 2001:db8::/32", "2001:db9::1", false)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("fe80::/10", "fe80::1%3", true)]
    public void An_address_is_in_the_list_or_not(string list, string address, bool isIn) => Assert.Equal(isIn, AddressList.Contains(list, IPAddress.Parse(address)));

    [Fact]
    public void Neighbours_of_one_ipv6_network_count_as_one_place()
    {
        Assert.Equal("2001:db8:1:2::/64", AddressList.Neighbourhood(IPAddress.Parse("2001:db8:1:2:3:4:5:6")));
        Assert.Equal("192.0.2.7", AddressList.Neighbourhood(IPAddress.Parse("::ffff:192.0.2.7")));
    }
}
