//! Addresses of devices on a network: IP addresses that belong to somebody, and MAC addresses.

use std::net::{Ipv4Addr, Ipv6Addr};

use domain::{Category, Severity};

use super::labelled::{is_label_start, value_start};
use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::view::{Candidates, Found, Hit, View};

const MAC_WORDS: &[&str] = &[
    "mac address",
    "mac-address",
    "mac_address",
    "macaddress",
    "mac-adres",
    "macadres",
    "mac adres",
    "mac addr",
    "mac_addr",
    "macaddr",
    "hwaddr",
    "bssid",
    "hardware address",
    "ethernet address",
    "wifi mac",
    "mac:",
    "met mac",
    "met een mac",
    "with mac",
    "physical address",
];

/// The beginnings of group addresses that protocols use, so that nobody's device has one of them: IPv4, IPv6,
/// bridges, discovery.
const GROUPS: &[&[u8]] = &[
    &[0x01, 0x00, 0x5e],
    &[0x33, 0x33],
    &[0x01, 0x80, 0xc2],
    &[0x01, 0x00, 0x0c],
    &[0x01, 0x1b, 0x19],
    &[0xff, 0xff],
];

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        meta: DetectorMeta {
            id: "ip-address",
            name: Text {
                en: "Public IP address",
                nl: "Publiek IP-adres",
            },
            category: Category::PersonalData,
            severity: Severity::Medium,
            article: "GDPR art. 4(1) (CJEU C-582/14)",
            help: Text {
                en: "An IPv4 or IPv6 address that is routed on the internet. Private, local, documentation and \
                     multicast addresses, networks and version numbers are left alone. A visitor's address is personal \
                     data: shorten it in logs, and keep those no longer than security needs.",
                nl: "Een IPv4- of IPv6-adres dat op internet bereikbaar is. Private en lokale adressen, die uit \
                     documentatie, multicast, netwerken en versienummers tellen niet. Het adres van een bezoeker is een \
                     persoonsgegeven: kort het in logboeken in, en bewaar die niet langer dan beveiliging vraagt.",
            },
            context_words: &[
                "ip",
                "ipv4",
                "ipv6",
                "ip-adres",
                "ipadres",
                "ip_addr",
                "ipaddr",
                "remote_addr",
                "remoteaddr",
                "remote addr",
                "client",
                "x-forwarded-for",
                "x-real-ip",
                "forwarded",
                "host",
                "server",
                "adres",
                "address",
                "inet",
                "login",
                "ingelogd",
                "logged in",
                "bezoeker",
                "visitor",
                "failed password",
                "peer",
                "src",
                "dst",
                "source",
                "connection",
                "verbinding",
                "dns",
                "ping",
            ],
            examples: Examples {
                matches: &[
                    "IP-adres: 84.22.113.7",
                    "84.22.113.207 - - [10/Oct/2023:13:55:36] \"GET / HTTP/1.1\" 200",
                    "{\"ip\": \"145.97.20.31\"}",
                    "client 2a02:a45c:1f3:1:9c4e:77ff:fe12:3456 connected",
                    "http://84.22.113.7:8080/",
                    "[2001:1c00:b12:7e00::42]:443",
                    "X-Forwarded-For: 10.0.0.1, 84.22.113.7",
                ],
                passes: &[
                    "192.168.1.20",
                    "10.12.14.16",
                    "127.0.0.1 en 172.16.254.1",
                    "IP 203.0.113.25",
                    "version 4.12.22.10",
                    "Upgraded from 6.2.24.1 to 11.7.96.30",
                    "v84.22.113.7",
                    "1.3.6.1.4.1.311.21.20",
                    "84.22.113.700",
                    "84.22.113.0/24",
                    "Chrome/84.22.113.7",
                    "client 2001:db8::1234",
                    "fe80::1ff:fe23:4567:890a",
                    "12:34:56",
                    "255.255.255.128",
                ],
            },
        },
        triggers: &[
            Trigger::Joined(2..=4, ip),
            Trigger::Words(&["2a0", "2a1", "2c0"], v6_by_prefix),
        ],
        context: ContextRule::Raises(0.3),
        against: &[
            "version",
            "versie",
            "objectidentifier",
            "obj_",
            "szoid",
            "release",
            "build",
            "chrome",
            "firefox",
            "firmware",
            "oid",
            "section",
            "hoofdstuk",
            "paragraaf",
            "artikel",
            "assembly",
            "sdk",
            "driver",
            "chapter",
            "package",
            "fileversion",
            "upgrade",
            "update",
            "deps",
            "v8",
        ],
        // Four octets with dots are an address before they are any country's number in groups.
        rank: rank::CHECKED + 1,
    },
    Detector {
        meta: DetectorMeta {
            id: "mac-address",
            name: Text {
                en: "MAC address",
                nl: "MAC-adres",
            },
            category: Category::PersonalData,
            severity: Severity::Low,
            article: "GDPR art. 4(1)",
            help: Text {
                en: "Six pairs of hexadecimal digits parted by colons or hyphens, or three groups of four; not \
                     broadcast or zero, and a group address only where a word says that it's a device's. It follows a device, and so its owner: do not keep it, or only \
                     hashed with a key that changes.",
                nl: "Zes paren hexadecimale cijfers met dubbele punten of streepjes ertussen, of drie groepen van vier; \
                     niet broadcast of nul, en een groepsadres alleen als een woord zegt dat het van een apparaat is. \
                     Het volgt een apparaat en zo de eigenaar: bewaar het niet, of \
                     alleen gehasht met een sleutel die wisselt.",
            },
            context_words: &[
                "mac",
                "bssid",
                "hwaddr",
                "ether",
                "ethernet",
                "wifi",
                "wi-fi",
                "bluetooth",
                "device",
                "apparaat",
                "hardware",
                "adapter",
                "netwerk",
                "network",
                "lladdr",
                "dhcp",
            ],
            examples: Examples {
                matches: &[
                    "MAC-adres a4:5e:60:c2:9f:1b",
                    "ether 3c:22:fb:7a:10:04",
                    "3C-22-FB-7A-10-04",
                    "mac_address=3c22fb7a1004",
                    "MAC address: 3c22.fb7a.1004",
                    "MAC: 01:23:45:67:89:ab",
                    "Apparaten met MAC b5-59-d4-e9-2a-16 en 57-a4-52-40-f6-b4",
                ],
                passes: &[
                    "ff:ff:ff:ff:ff:ff",
                    "00:00:00:00:00:00",
                    "01:00:5e:10:22:33",
                    "MAC 33:33:00:00:00:01",
                    "b5-59-d4-e9-2a-16",
                    "16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48",
                    "3c:22:fb:7a:10",
                    "2024-01-31",
                    "12:34:56",
                    "3c22fb7a1004",
                ],
            },
        },
        triggers: &[
            Trigger::Joined(2..=4, mac),
            Trigger::Words(MAC_WORDS, mac_by_label),
            Trigger::Cell(mac_cell),
        ],
        context: ContextRule::Raises(0.3),
        against: &[
            "fingerprint",
            "vingerafdruk",
            "serial",
            "sha",
            "md5",
            "hash",
            "key",
        ],
        rank: rank::STRUCTURED,
    },
];

fn ip(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let (before, next) = (view.before(hit.start), view.at(hit.end));
    if before == b'.' || next == b'.' {
        if hit.end - hit.start <= 3 {
            v4(view, hit, candidates);
        }
    } else if next == b':'
        || before == b':'
        || next.is_ascii_hexdigit()
        || before.is_ascii_hexdigit()
    {
        v6(view, hit.start, candidates);
    }
}

/// Four numbers with dots at an offset, and where they end.
fn quad(view: &View<'_>, start: usize) -> Option<(Ipv4Addr, usize)> {
    let mut octets = [0_u8; 4];
    let mut offset = start;
    for (place, octet) in octets.iter_mut().enumerate() {
        if place > 0 {
            if view.at(offset) != b'.' {
                return None;
            }
            offset += 1;
        }
        let first = offset;
        let mut value = 0_u16;
        while view.at(offset).is_ascii_digit() && offset - first < 3 {
            value = value * 10 + u16::from(view.at(offset) - b'0');
            offset += 1;
        }
        let has_zero = offset - first > 1 && view.at(first) == b'0';
        if offset == first || has_zero {
            return None;
        }
        *octet = u8::try_from(value).ok()?;
    }
    Some((Ipv4Addr::from(octets), offset))
}

/// Whether an address is routed on the internet (IANA's special-purpose registry).
fn is_public_v4(address: Ipv4Addr) -> bool {
    let [one, two, three, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || one == 0
        || one >= 224
        || (one == 100 && (64..128).contains(&two))
        || (one == 192 && two == 0 && three == 0)
        || (one == 192 && two == 88 && three == 99)
        || (one == 198 && matches!(two, 18 | 19)))
}

fn v4(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let mut start = hit.start;
    while view.before(start).is_ascii_digit() || view.before(start) == b'.' {
        start -= 1;
        if hit.start - start > 12 {
            return;
        }
    }
    let Some((address, end)) = quad(view, start) else {
        return;
    };
    if !is_public_v4(address) || !is_v4_start(view, start) || !is_v4_end(view, end) {
        return;
    }
    let text = view.slice(start..end);
    let mut found = Found::new(start, end, text)
        .shape("four numbers below 256", 0.25)
        .check("routed on the internet", 0.2);
    // Small numbers are versions and chapters more often; a zero at the end is a network, or an
    // address that was shortened.
    let octets = address.octets();
    let is_small = octets.iter().all(|octet| *octet < 40);
    // An object identifier begins with 0, 1 or 2, and its second number is small.
    let is_object = octets[0] <= 2 && octets[1] < 40;
    if is_small || is_object || octets[3] == 0 || is_drawn(view, start, end) {
        found = found.needs_context();
    }
    candidates.push(found);
}

fn is_v4_start(view: &View<'_>, start: usize) -> bool {
    let second = start.checked_sub(2).map_or(0, |offset| view.at(offset));
    match view.before(start) {
        b'-' | b'+' => {
            // The second of a range; anything else is part of a name.
            second.is_ascii_digit() && {
                let from = (start.saturating_sub(16)..start.saturating_sub(6))
                    .find(|from| quad(view, *from).is_some_and(|(_, end)| end + 1 == start));
                from.is_some()
            } || !second.is_ascii_alphanumeric()
        }
        // `Chrome/1.2.3.4`, `left-pad@1.2.3.4`; a user at a host is a word and an `@` too.
        b'/' => !second.is_ascii_alphanumeric(),
        b'$' | b'#' | b'\\' => false,
        _ => view.is_word_start(start),
    }
}

fn is_v4_end(view: &View<'_>, end: usize) -> bool {
    let second = view.at(end + 1);
    match view.at(end) {
        b'.' => !second.is_ascii_alphanumeric(),
        // A network, unless it has one address.
        b'/' => {
            let is_single = view.slice(end..end + 3) == "/32" && view.is_word_end(end + 3);
            is_single || !second.is_ascii_digit()
        }
        b'-' | b'+' => quad(view, end + 1).is_some() || !second.is_ascii_alphanumeric(),
        _ => view.is_word_end(end),
    }
}

/// Whether decimals stand on both sides, as in the paths of drawings.
fn is_drawn(view: &View<'_>, start: usize, end: usize) -> bool {
    if view.nature.is_prose() {
        return false;
    }
    let is_gap = |byte: u8| matches!(byte, b' ' | b',' | b'-');
    let left = is_gap(view.before(start)) && start >= 2 && view.at(start - 2).is_ascii_digit();
    let right = is_gap(view.at(end))
        && (view.at(end + 1).is_ascii_digit() || matches!(view.at(end + 1), b'.' | b'-'));
    left || right
}

fn v6_by_prefix(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.at(hit.end + 1) == b':'
        && view.at(hit.end).is_ascii_hexdigit()
        && view.is_word_start(hit.start)
    {
        v6(view, hit.start, candidates);
    }
}

/// Resolvers that everybody uses name nobody.
const RESOLVERS: &[&str] = &[
    "2001:4860:4860::8888",
    "2001:4860:4860::8844",
    "2606:4700:4700::1111",
    "2606:4700:4700::1001",
    "2620:fe::fe",
    "2620:fe::9",
];

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [one, two, three, ..] = address.segments();
    // Global unicast is 2000::/3; within it are documentation, benchmarks and tunnels.
    (0x2000..0x4000).contains(&one)
        && !(one == 0x2001 && two == 0x0db8)
        && !(one == 0x3fff && two < 0x1000)
        && !(one == 0x2001 && two == 2 && three == 0)
        && !(one == 0x2001 && (0x10..0x40).contains(&two))
        && one != 0x2002
}

fn v6(view: &View<'_>, near: usize, candidates: &mut Candidates) {
    let is_part = |byte: u8| byte.is_ascii_hexdigit() || byte == b':';
    let mut start = near;
    while is_part(view.before(start)) {
        start -= 1;
        if near - start > 40 {
            return;
        }
    }
    // Of 2000::/3, a first group has four digits.
    if !matches!(view.at(start), b'2' | b'3') || view.at(start + 4) != b':' {
        return;
    }
    let length = view
        .bytes()
        .get(start..)
        .unwrap_or_default()
        .iter()
        .take(48)
        .take_while(|byte| is_part(**byte))
        .count();
    let mut end = start + length;
    // A colon may follow an address, as in a sentence.
    if view.before(end) == b':' && !view.slice(start..end).ends_with("::") {
        end -= 1;
    }
    let text = view.slice(start..end);
    // A time of day has colons too, and reading an address is dear.
    let colons = text.bytes().filter(|byte| *byte == b':').count();
    if colons != 7 && !text.contains("::") {
        return;
    }
    let Ok(address) = text.parse::<Ipv6Addr>() else {
        return;
    };
    let is_single = view.slice(end..end + 4) == "/128";
    let is_network = text.ends_with("::")
        || (view.at(end) == b'/' && view.at(end + 1).is_ascii_digit() && !is_single);
    if is_network
        || !is_public_v6(address)
        || !view.is_word_start(start)
        || !(view.is_word_end(end) || view.at(end) == b'%')
        || matches!(view.before(start), b'.' | b'-' | b'/')
            && view.before(start.saturating_sub(1)).is_ascii_alphanumeric()
    {
        return;
    }
    let value = address.to_string();
    if RESOLVERS.contains(&value.as_str()) {
        return;
    }
    candidates.push(
        Found::new(start, end, value)
            .shape("groups of hexadecimal digits", 0.35)
            .check("routed on the internet", 0.3),
    );
}

/// Addresses of manuals.
const PUBLISHED: &[[u8; 6]] = &[
    [0x00, 0x11, 0x22, 0x33, 0x44, 0x55],
    [0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc],
    [0x12, 0x34, 0x56, 0x78, 0x90, 0xab],
    [0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff],
    [0x02, 0x00, 0x00, 0x00, 0x00, 0x00],
    [0xde, 0xad, 0xbe, 0xef, 0x00, 0x00],
];

/// Hexadecimal digits in groups of one size, twelve in all.
fn read_mac(view: &View<'_>, start: usize, group: usize) -> Option<([u8; 6], usize)> {
    let separator = view.at(start + group);
    let mut octets = [0_u8; 6];
    let mut offset = start;
    for place in 0..12 {
        if place > 0 && place % group == 0 {
            if view.at(offset) != separator || !matches!(separator, b':' | b'-' | b'.') {
                return None;
            }
            offset += 1;
        }
        let digit = char::from(view.at(offset)).to_digit(16)?;
        let octet = octets.get_mut(place / 2)?;
        *octet = *octet << 4 | u8::try_from(digit).ok()?;
        offset += 1;
    }
    let next = view.at(offset);
    let goes_on = next.is_ascii_alphanumeric()
        || next == b'_'
        || (next == separator && view.at(offset + 1).is_ascii_hexdigit());
    (!goes_on).then_some((octets, offset))
}

fn push_mac(
    view: &View<'_>,
    start: usize,
    read: ([u8; 6], usize),
    label: bool,
    candidates: &mut Candidates,
) {
    let (octets, end) = read;
    let before = view.before(start);
    // Another octet before it; `Mac:` is none.
    let joins = matches!(before, b':' | b'-' | b'.') && {
        let left = view.slice(start.saturating_sub(8)..start - 1);
        let word = left
            .rsplit(|byte: char| !byte.is_ascii_alphanumeric())
            .next();
        word.is_some_and(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
    };
    let is_group = octets[0] & 1 == 1;
    let is_protocol = octets == [0; 6] || GROUPS.iter().any(|group| octets.starts_with(group));
    // The range for documentation of RFC 7042.
    let is_documentation = octets.starts_with(&[0x00, 0x00, 0x5e, 0x00, 0x53]);
    if is_protocol || is_documentation || joins || !view.is_word_start(start) {
        return;
    }
    let value: String = hex::encode(octets);
    let is_decimal = value.bytes().all(|byte| byte.is_ascii_digit());
    let mut found = Found::new(start, end, value).shape("forty-eight bits in hexadecimal", 0.35);
    if label {
        found = found.context("its label stands right before it", 0.3);
    } else {
        found = found.check("neither broadcast nor zero", 0.15);
    }
    // Software that makes addresses up doesn't always mind the bit.
    if is_group && !label {
        found = found.needs_context();
    }
    if PUBLISHED.contains(&octets) {
        found = found.against("an address of manuals", -0.1).needs_context();
    }
    // Dates with times have six pairs of digits too.
    // Three groups with dots are also the weights of collation tables.
    let is_dotted = view.at(start + 4) == b'.';
    if (is_decimal || is_dotted) && !label {
        found = found.needs_context();
    }
    candidates.push(found);
}

fn mac(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let (before, next) = (view.before(hit.start), view.at(hit.end));
    let group = if matches!(before, b':' | b'-') || matches!(next, b':' | b'-') {
        2
    } else if before == b'.' || next == b'.' {
        4
    } else {
        return;
    };
    if hit.end - hit.start > group {
        return;
    }
    // Of a pair, both digits are in the run, or one of them is a letter and the run too short to be asked about.
    if group == 2 && (before.is_ascii_hexdigit() || next.is_ascii_hexdigit()) {
        return;
    }
    let mut start = hit.start;
    while view.before(start).is_ascii_hexdigit() || matches!(view.before(start), b':' | b'-' | b'.')
    {
        start -= 1;
        if hit.start - start > 17 {
            return;
        }
    }
    while matches!(view.at(start), b':' | b'-' | b'.') {
        start += 1;
    }
    if start > hit.start {
        return;
    }
    if let Some(read) = read_mac(view, start, group) {
        // Three groups with dots are also decimals and versions.
        let has_letter = view
            .slice(start..read.1)
            .bytes()
            .any(|byte| byte.is_ascii_alphabetic());
        if group == 2 || has_letter {
            push_mac(view, start, read, false, candidates);
        }
    }
}

fn mac_by_label(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !is_label_start(view, hit.start) {
        return;
    }
    let Some(start) = value_start(view, hit.end) else {
        return;
    };
    if let Some(read) = [2, 4, 12]
        .iter()
        .find_map(|group| read_mac(view, start, *group))
    {
        push_mac(view, start, read, true, candidates);
    }
}

fn mac_cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if !matches!(hit.end - hit.start, 12 | 14 | 17) {
        return;
    }
    let read = [2, 4, 12]
        .iter()
        .find_map(|group| read_mac(view, hit.start, *group))
        .filter(|(_, end)| *end == hit.end);
    if let Some(read) = read {
        push_mac(view, hit.start, read, false, candidates);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::tests::{count, scan};

    #[test]
    fn rows() {
        for (name, text, id, expected) in [
            ("a.txt", "84.22.113.7-84.22.113.9", "ip-address", 2),
            ("a.txt", "root@84.22.113.7", "ip-address", 1),
            ("a.txt", "Login van IP 62.158.149.178", "ip-address", 1),
            ("a.txt", "84.22.113.7/32", "ip-address", 1),
            ("a.txt", "from 84.22.113.7.", "ip-address", 1),
            ("a.txt", "IP 4.12.22.10", "ip-address", 1),
            ("a.txt", "hoofdstuk 4.12.22.10", "ip-address", 0),
            ("a.txt", "openssl-84.22.113.7-1.rpm", "ip-address", 0),
            (
                "a.svg",
                "<path d=\"M3 44.22.113.71 55.2\"/>",
                "ip-address",
                0,
            ),
            (
                "a.csv",
                "naam,ip\nA,84.22.113.7\nB,84.22.113.0\nC,10.0.0.10\n",
                "ip-address",
                2,
            ),
            (
                "a.csv",
                "naam,versie\nA,84.22.113.7\nB,84.22.113.8\n",
                "ip-address",
                0,
            ),
            ("a.log", "peer 2a0a:aaaa::b closed", "ip-address", 1),
            ("a.log", "peer 2a02:a45c::/32 route", "ip-address", 0),
            ("a.log", "2001:1c00:b12:7e00::42: closed", "ip-address", 1),
            ("a.log", "sha 2001:1c00:b12:7e00:1:2:3:4:5", "ip-address", 0),
            ("a.log", "at 20:01:10", "ip-address", 0),
            (
                "a.csv",
                "naam,mac\nA,a4:5e:60:c2:9f:1b\nB,A4-5E-60-C2-9F-1C\nC,a45e60c29f1d\n",
                "mac-address",
                3,
            ),
            ("a.txt", "MAC-adres fe:dc:ba:fe:dc:ba", "mac-address", 1),
            (
                "a.log",
                "saved {Nr:17 Mac:00:50:c2:78:0d:f5 X:1}",
                "mac-address",
                1,
            ),
            ("a.log", "Mac:17:00:50:c2:78:0d:f5", "mac-address", 0),
            ("a.txt", "2024-01-31-12-30-45", "mac-address", 0),
            ("a.txt", "20-01-31-12-30-44", "mac-address", 0),
            (
                "a.txt",
                "550e8400-e29b-41d4-a716-446655440000",
                "mac-address",
                0,
            ),
        ] {
            assert_eq!(
                count(name, text, id),
                expected,
                "{name}: {text}: {:?}",
                scan(name, text).lines()
            );
        }
    }

    proptest! {
        #[test]
        fn public_addresses_are_found_and_private_ones_are_not(
            octets in any::<[u8; 3]>(), last in 41_u8..255, first in prop::sample::select(vec![84_u8, 145, 31, 62, 213]),
        ) {
            let [two, three, _] = octets;
            let public = format!("Login van IP {first}.{two}.{three}.{last}");
            prop_assert_eq!(count("a.txt", &public, "ip-address"), 1, "{}", public);
            for private in [format!("10.{two}.{three}.{last}"), format!("192.168.{three}.{last}"), format!("127.{two}.{three}.{last}")] {
                prop_assert_eq!(count("a.txt", &format!("IP {private}"), "ip-address"), 0);
            }
        }

        #[test]
        fn mac_addresses_are_found_with_their_label(octets in any::<[u8; 6]>()) {
            let pairs: Vec<String> = octets.iter().map(|octet| format!("{octet:02X}")).collect();
            let text = format!("MAC-adres: {}", pairs.join(":"));
            let is_protocol = super::GROUPS.iter().any(|group| octets.starts_with(group));
            let expected = u64::from(!is_protocol && octets != [0; 6] && !octets.starts_with(&[0, 0, 0x5e, 0, 0x53]));
            prop_assert_eq!(count("a.txt", &text, "mac-address"), expected, "{}: {:?}", text, scan("a.txt", &text).lines());
        }
    }
}
