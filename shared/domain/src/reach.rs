//! Where a website may be: what keeps a scan from being turned against what only we can reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Where a website may be.
///
/// A name is no protection: whoever owns a domain decides what address it has, from one question to the next. So
/// each connection is made to an address that was asked about here, and never to a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// On the public internet, at the ports 80 and 443.
    #[default]
    Public,
    /// Besides, on this very machine, at any port. Only the local platform says so.
    Loopback,
}

/// An address that no website that we scan may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub &'static str);

/// Ranges of IPv4 that are not the public internet (IANA's special-purpose registry), the address's first bits and
/// their number.
const V4: [(Ipv4Addr, u32, &str); 17] = [
    (
        Ipv4Addr::new(0, 0, 0, 0),
        8,
        "an address of \"this network\" (0.0.0.0/8)",
    ),
    (Ipv4Addr::new(10, 0, 0, 0), 8, PRIVATE),
    (
        Ipv4Addr::new(100, 64, 0, 0),
        10,
        "a carrier's shared address (100.64.0.0/10)",
    ),
    (Ipv4Addr::new(127, 0, 0, 0), 8, LOOPBACK),
    (Ipv4Addr::new(168, 63, 129, 16), 32, METADATA),
    (Ipv4Addr::new(169, 254, 169, 254), 32, METADATA),
    (Ipv4Addr::new(169, 254, 0, 0), 16, LINK_LOCAL),
    (Ipv4Addr::new(172, 16, 0, 0), 12, PRIVATE),
    (Ipv4Addr::new(192, 0, 0, 0), 24, RESERVED),
    (Ipv4Addr::new(192, 0, 2, 0), 24, DOCUMENTATION),
    (Ipv4Addr::new(192, 88, 99, 0), 24, TUNNEL),
    (Ipv4Addr::new(192, 168, 0, 0), 16, PRIVATE),
    (
        Ipv4Addr::new(198, 18, 0, 0),
        15,
        "an address for benchmarks",
    ),
    (Ipv4Addr::new(198, 51, 100, 0), 24, DOCUMENTATION),
    (Ipv4Addr::new(203, 0, 113, 0), 24, DOCUMENTATION),
    (Ipv4Addr::new(224, 0, 0, 0), 4, MULTICAST),
    (Ipv4Addr::new(240, 0, 0, 0), 4, RESERVED),
];

/// The same for IPv6. What lies outside 2000::/3 is refused whether it stands here or not.
const V6: [(Ipv6Addr, u32, &str); 16] = [
    (Ipv6Addr::UNSPECIFIED, 128, "the unspecified address"),
    (Ipv6Addr::LOCALHOST, 128, LOOPBACK),
    (v6(0, 0), 96, "an IPv4 address written as IPv6"),
    (
        Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0),
        96,
        "an IPv4 address written as IPv6",
    ),
    (
        v6(0x64, 0xff9b),
        32,
        "an address that is translated to IPv4 (NAT64)",
    ),
    (v6(0x100, 0), 64, "an address that is discarded"),
    (
        Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254),
        128,
        METADATA,
    ),
    (v6(0xfc00, 0), 7, PRIVATE),
    (v6(0xfe80, 0), 10, LINK_LOCAL),
    (v6(0xfec0, 0), 10, PRIVATE),
    (v6(0xff00, 0), 8, MULTICAST),
    (v6(0x2001, 0), 32, TUNNEL),
    (v6(0x2001, 0), 23, RESERVED),
    (v6(0x2001, 0xdb8), 32, DOCUMENTATION),
    (v6(0x2002, 0), 16, TUNNEL),
    (v6(0x3fff, 0), 20, DOCUMENTATION),
];

const DOCUMENTATION: &str = "an address for documentation";
const LINK_LOCAL: &str = "a link-local address";
const LOOPBACK: &str = "a loopback address";
const METADATA: &str = "the address of a cloud's metadata service";
const MULTICAST: &str = "a multicast address";
const PRIVATE: &str = "a private address";
const RESERVED: &str = "a reserved address";
const TUNNEL: &str = "an address of a tunnel to IPv4 (6to4, Teredo)";

const fn v6(first: u16, second: u16) -> Ipv6Addr {
    Ipv6Addr::new(first, second, 0, 0, 0, 0, 0, 0)
}

impl Reach {
    /// Reads the variable `WEBSITE_REACH`, which only the local platform sets.
    #[must_use]
    pub fn from_variable(value: Option<&str>) -> Self {
        match value {
            Some("loopback") => Self::Loopback,
            Some(_) | None => Self::Public,
        }
    }

    /// Whether a website may be at this port; without one it is at the port of its scheme.
    #[must_use]
    pub fn admits_port(self, port: Option<u16>) -> bool {
        match self {
            Self::Public => port.is_none(),
            Self::Loopback => true,
        }
    }

    /// Asks whether a website may have this address.
    ///
    /// # Errors
    /// When it may not; the error says what kind of address it is.
    pub fn check(self, address: IpAddr) -> Result<(), Refused> {
        if self == Self::Loopback && address.is_loopback() {
            return Ok(());
        }
        match refusal(address) {
            Some(why) => Err(Refused(why)),
            None => Ok(()),
        }
    }
}

fn refusal(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => {
            let within = |(first, bits, _): &&(Ipv4Addr, u32, &str)| {
                (address.to_bits() ^ first.to_bits()).checked_shr(32 - bits) == Some(0)
            };
            V4.iter().find(within).map(|(_, _, why)| *why)
        }
        IpAddr::V6(address) => {
            let within = |(first, bits, _): &&(Ipv6Addr, u32, &str)| {
                (address.to_bits() ^ first.to_bits()).checked_shr(128 - bits) == Some(0)
            };
            let global = address.segments()[0] & 0xe000 == 0x2000;
            let named = V6.iter().find(within).map(|(_, _, why)| *why);
            named.or((!global).then_some(RESERVED))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_internet_is_reached() {
        let rows: [(&str, Option<&str>); 56] = [
            ("93.184.216.34", None),
            ("1.1.1.1", None),
            ("8.8.8.8", None),
            ("100.63.255.255", None),
            ("100.128.0.0", None),
            ("172.15.255.255", None),
            ("172.32.0.0", None),
            ("169.253.255.255", None),
            ("198.17.255.255", None),
            ("198.20.0.0", None),
            ("223.255.255.255", None),
            ("168.63.129.17", None),
            ("2606:4700:4700::1111", None),
            ("2a00:1450:400e:80e::200e", None),
            ("2001:4860:4860::8888", None),
            ("2001:200::1", None),
            (
                "0.0.0.0",
                Some("an address of \"this network\" (0.0.0.0/8)"),
            ),
            (
                "0.1.2.3",
                Some("an address of \"this network\" (0.0.0.0/8)"),
            ),
            ("10.0.0.1", Some(PRIVATE)),
            ("10.255.255.255", Some(PRIVATE)),
            (
                "100.64.0.0",
                Some("a carrier's shared address (100.64.0.0/10)"),
            ),
            (
                "100.100.100.200",
                Some("a carrier's shared address (100.64.0.0/10)"),
            ),
            ("127.0.0.1", Some(LOOPBACK)),
            ("127.255.255.254", Some(LOOPBACK)),
            ("168.63.129.16", Some(METADATA)),
            ("169.254.169.254", Some(METADATA)),
            ("169.254.170.2", Some(LINK_LOCAL)),
            ("172.16.0.1", Some(PRIVATE)),
            ("172.31.255.255", Some(PRIVATE)),
            ("192.0.0.192", Some(RESERVED)),
            ("192.0.2.1", Some(DOCUMENTATION)),
            ("192.88.99.1", Some(TUNNEL)),
            ("192.168.1.1", Some(PRIVATE)),
            ("198.18.0.1", Some("an address for benchmarks")),
            ("198.51.100.1", Some(DOCUMENTATION)),
            ("203.0.113.255", Some(DOCUMENTATION)),
            ("224.0.0.1", Some(MULTICAST)),
            ("239.255.255.255", Some(MULTICAST)),
            ("240.0.0.1", Some(RESERVED)),
            ("255.255.255.255", Some(RESERVED)),
            ("::", Some("the unspecified address")),
            ("::1", Some(LOOPBACK)),
            ("::127.0.0.1", Some("an IPv4 address written as IPv6")),
            ("::ffff:127.0.0.1", Some("an IPv4 address written as IPv6")),
            ("::ffff:8.8.8.8", Some("an IPv4 address written as IPv6")),
            (
                "64:ff9b::7f00:1",
                Some("an address that is translated to IPv4 (NAT64)"),
            ),
            (
                "64:ff9b:1::1",
                Some("an address that is translated to IPv4 (NAT64)"),
            ),
            ("100::1", Some("an address that is discarded")),
            ("fd00:ec2::254", Some(METADATA)),
            ("fd12:3456::1", Some(PRIVATE)),
            ("fe80::1", Some(LINK_LOCAL)),
            ("ff02::1", Some(MULTICAST)),
            ("2001::1", Some(TUNNEL)),
            ("2001:db8::1", Some(DOCUMENTATION)),
            ("2002:7f00:1::", Some(TUNNEL)),
            ("4000::1", Some(RESERVED)),
        ];
        for (address, wanted) in rows {
            let parsed: IpAddr = address.parse().unwrap();
            let refused = Reach::Public.check(parsed).err().map(|Refused(why)| why);
            assert_eq!(refused, wanted, "{address}");
        }
    }

    #[test]
    fn the_local_platform_reaches_the_machine_itself_and_nothing_more() {
        for (address, admitted) in [
            ("127.0.0.1", true),
            ("127.8.8.8", true),
            ("::1", true),
            ("::ffff:127.0.0.1", false),
            ("0.0.0.0", false),
            ("10.0.0.1", false),
            ("169.254.169.254", false),
            ("fd00:ec2::254", false),
            ("192.168.0.1", false),
        ] {
            let parsed: IpAddr = address.parse().unwrap();
            assert_eq!(Reach::Loopback.check(parsed).is_ok(), admitted, "{address}");
        }
        assert_eq!(Reach::from_variable(None), Reach::Public);
        assert_eq!(Reach::from_variable(Some("")), Reach::Public);
        assert_eq!(Reach::from_variable(Some("1")), Reach::Public);
        assert!(!Reach::Public.admits_port(Some(8080)));
        assert!(Reach::Loopback.admits_port(Some(8080)));
    }
}
