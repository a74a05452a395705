using System.Net;
using MusicWeb.Providers.Outbound;

namespace Providers.Tests.Outbound;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("127.0.0.1"), InlineData("127.255.1.2"), InlineData("0.0.0.0"), InlineData("10.1.2.3"), InlineData("172.16.0.1"), InlineData("172.31.255.255")]
    [InlineData("192.168.1.1"), InlineData("169.254.169.254"), InlineData("100.64.0.1"), InlineData("192.0.0.8"), InlineData("198.18.0.1"), InlineData("224.0.0.1"), InlineData("255.255.255.255")]
    [InlineData("::"), InlineData("::1"), InlineData("fe80::1"), InlineData("fc00::1"), InlineData("fd12::1"), InlineData("ff02::1"), InlineData("2001:db8::1"), InlineData("2001::1")]
    [InlineData("::ffff:127.0.0.1"), InlineData("::ffff:10.0.0.1"), InlineData("64:ff9b::a00:1"), InlineData("2002:7f00:1::"), InlineData("2002:c0a8:101::")]
    public void Addresses_of_this_machine_its_networks_and_special_uses_are_not_public(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1"), InlineData("8.8.8.8"), InlineData("172.15.255.255"), InlineData("172.32.0.1"), InlineData("100.63.255.255"), InlineData("192.169.0.1")]
    [InlineData("2606:4700::1111"), InlineData("::ffff:8.8.8.8"), InlineData("64:ff9b::808:808"), InlineData("2002:808:808::1")]
    public void Others_are_public(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));
}
