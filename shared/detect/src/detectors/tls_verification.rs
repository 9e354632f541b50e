//! Code that trusts any server: the certificate is no longer checked.

use domain::{Category, Severity};

use super::personal_data_flow::is_comment;
use super::rank;
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::view::{Candidates, Found, Hit, View};

/// A setting, what may stand between it and its value, and the values that switch checking off.
struct Switch {
    name: &'static str,
    off: &'static [&'static str],
}

const SWITCHES: &[Switch] = &[
    // Python: requests, httpx, urllib3, ssl, aiohttp.
    Switch {
        name: "verify",
        off: &["False"],
    },
    Switch {
        name: "verify_ssl",
        off: &["False", "false"],
    },
    Switch {
        name: "ssl_verify",
        off: &["False", "false"],
    },
    Switch {
        name: "verify_certs",
        off: &["False", "false"],
    },
    Switch {
        name: "check_hostname",
        off: &["False", "false"],
    },
    Switch {
        name: "verify_mode",
        off: &[
            "ssl.CERT_NONE",
            "CERT_NONE",
            "OpenSSL::SSL::VERIFY_NONE",
            "VERIFY_NONE",
        ],
    },
    Switch {
        name: "cert_reqs",
        off: &["ssl.CERT_NONE", "CERT_NONE", "'CERT_NONE'", "\"CERT_NONE\""],
    },
    // Node.js.
    Switch {
        name: "rejectUnauthorized",
        off: &["false"],
    },
    Switch {
        name: "strictSSL",
        off: &["false"],
    },
    Switch {
        name: "strict-ssl",
        off: &["false"],
    },
    Switch {
        name: "NODE_TLS_REJECT_UNAUTHORIZED",
        off: &["0", "'0'", "\"0\""],
    },
    // Go.
    Switch {
        name: "InsecureSkipVerify",
        off: &["true"],
    },
    // Rust.
    Switch {
        name: "danger_accept_invalid_certs",
        off: &["true"],
    },
    Switch {
        name: "danger_accept_invalid_hostnames",
        off: &["true"],
    },
    // PHP.
    Switch {
        name: "CURLOPT_SSL_VERIFYPEER",
        off: &["false", "FALSE", "0"],
    },
    Switch {
        name: "CURLOPT_SSL_VERIFYHOST",
        off: &["false", "FALSE", "0"],
    },
    Switch {
        name: "verify_peer",
        off: &["false", "FALSE", "0"],
    },
    Switch {
        name: "verify_peer_name",
        off: &["false", "FALSE", "0"],
    },
    Switch {
        name: "allow_self_signed",
        off: &["true", "TRUE"],
    },
    // Ruby, shell tools and configuration.
    Switch {
        name: "verify_none",
        off: &[],
    },
    Switch {
        name: "GIT_SSL_NO_VERIFY",
        off: &["true", "1"],
    },
    Switch {
        name: "http.sslVerify",
        off: &["false"],
    },
    Switch {
        name: "sslVerify",
        off: &["false"],
    },
    Switch {
        name: "PYTHONHTTPSVERIFY",
        off: &["0", "'0'", "\"0\""],
    },
    Switch {
        name: "insecure-skip-tls-verify",
        off: &["true"],
    },
    Switch {
        name: "TrustServerCertificate",
        off: &["true", "True", "yes"],
    },
    Switch {
        name: "trustAllCerts",
        off: &["true"],
    },
    Switch {
        name: "validateCertificate",
        off: &["false"],
    },
];

/// Names that say it all without a value.
const ALONE: &[&str] = &[
    "_create_unverified_context",
    "DangerousAcceptAnyServerCertificateValidator",
    "NoopHostnameVerifier",
    "ALLOW_ALL_HOSTNAME_VERIFIER",
    "AllowAllHostnameVerifier",
    "TrustAllStrategy",
    "InsecureTrustManagerFactory",
    "NullHostnameVerifier",
    "SSLv23_unverified",
    "TrustAllCertificates",
    "TrustAllManager",
    "TrustAllX509TrustManager",
    "disable_warnings(InsecureRequestWarning",
    "disable_warnings(urllib3.exceptions.InsecureRequestWarning",
];

/// Callbacks that answer every certificate with yes.
const CALLBACKS: &[&str] = &[
    "ServerCertificateValidationCallback",
    "ServerCertificateCustomValidationCallback",
    "RemoteCertificateValidationCallback",
    "checkServerTrusted",
    "setHostnameVerifier",
    "hostnameVerifier",
];

const WORDS: &[&str] = &[
    "verify=",
    "verify =",
    "verify:",
    "\"verify\"",
    "'verify'",
    "verify_ssl",
    "ssl_verify",
    "verify_certs",
    "check_hostname",
    "verify_mode",
    "cert_reqs",
    "rejectUnauthorized",
    "strictSSL",
    "strict-ssl",
    "NODE_TLS_REJECT_UNAUTHORIZED",
    "InsecureSkipVerify",
    "danger_accept_invalid_certs",
    "danger_accept_invalid_hostnames",
    "CURLOPT_SSL_VERIFYPEER",
    "CURLOPT_SSL_VERIFYHOST",
    "verify_peer",
    "allow_self_signed",
    "GIT_SSL_NO_VERIFY",
    "sslVerify",
    "PYTHONHTTPSVERIFY",
    "insecure-skip-tls-verify",
    "TrustServerCertificate",
    "trustAllCerts",
    "validateCertificate",
    "_create_unverified_context",
    "DangerousAcceptAnyServerCertificateValidator",
    "NoopHostnameVerifier",
    "ALLOW_ALL_HOSTNAME_VERIFIER",
    "AllowAllHostnameVerifier",
    "TrustAllStrategy",
    "InsecureTrustManagerFactory",
    "NullHostnameVerifier",
    "TrustAllCertificates",
    "TrustAllManager",
    "TrustAllX509TrustManager",
    "disable_warnings(",
    "ServerCertificateValidationCallback",
    "ServerCertificateCustomValidationCallback",
    "RemoteCertificateValidationCallback",
    "checkServerTrusted",
    "HostnameVerifier",
    "curl -k ",
    "curl --insecure",
    "wget --no-check-certificate",
    "--no-check-certificate",
];

pub(super) const DETECTORS: &[Detector] = &[Detector {
    meta: DetectorMeta {
        id: "tls-verification-disabled",
        name: Text {
            en: "Certificate verification switched off",
            nl: "Controle van certificaten uitgezet",
        },
        category: Category::CodeSmell,
        severity: Severity::High,
        article: "GDPR art. 32(1)",
        help: Text {
            en: "A setting that makes a client trust any server, so that whoever is on the line reads and changes what is \
                 sent. Remove it; trust a private authority by its certificate instead.",
            nl: "Een instelling waardoor een programma elke server vertrouwt, zodat wie op de lijn zit meeleest en \
                 verandert. Haal hem weg; vertrouw een eigen autoriteit via haar certificaat.",
        },
        context_words: &[],
        examples: Examples {
            matches: &[
                "requests.get(url, verify=False)",
                "new https.Agent({ rejectUnauthorized: false })",
                "&tls.Config{InsecureSkipVerify: true}",
                ".danger_accept_invalid_certs(true)",
                "curl_setopt($ch, CURLOPT_SSL_VERIFYPEER, false);",
                "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';",
                "handler.ServerCertificateCustomValidationCallback = (m, c, ch, e) => true;",
                "ssl._create_default_https_context = ssl._create_unverified_context",
                "http.verify_mode = OpenSSL::SSL::VERIFY_NONE",
                "public void checkServerTrusted(X509Certificate[] chain, String type) { }",
            ],
            passes: &[
                "requests.get(url, verify=True)",
                "# never use verify=False",
                "rejectUnauthorized: true",
                "InsecureSkipVerify: cfg.Insecure",
                "fn danger_accept_invalid_certs(self, accept: bool)",
                "curl_setopt($ch, CURLOPT_SSL_VERIFYHOST, 2);",
                "jwt.decode(token, key, options={'verify': True})",
                "verify: falsehood",
            ],
        },
    },
    triggers: &[Trigger::Words(WORDS, examine)],
    context: ContextRule::Ignored,
    against: &[],
    rank: rank::GENERIC,
}];

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if view.nature == Nature::Lockfile
        || !view.is_word_start(hit.start)
            && view.before(hit.start) != b'_'
            && !view.at(hit.start).is_ascii_uppercase()
    {
        return;
    }
    let word = view.slice(hit.start..hit.end);
    if is_comment(view, hit.start) {
        return;
    }
    let Some((end, what)) = says(view, hit, word) else {
        return;
    };
    // A warning quotes what it warns of.
    let is_prose = view.nature.is_prose() && is_sentence(view, hit.start);
    if is_prose {
        return;
    }
    candidates.push(
        Found::new(
            hit.start,
            end,
            word.trim_matches(['"', '\'', '=', ':', ' ', '('])
                .to_ascii_lowercase(),
        )
        .masked(Mask::Label(""))
        .shape(what, 0.75),
    );
}

/// Where what is said ends, and how it says that nothing is checked.
fn says(view: &View<'_>, hit: Hit, word: &str) -> Option<(usize, &'static str)> {
    if word.starts_with("curl") || word.starts_with("wget") || word.starts_with("--no-check") {
        return Some((hit.end, "a command that checks no certificate"));
    }
    if word.starts_with("disable_warnings") {
        let rest = view.slice(hit.end..hit.end + 60);
        return rest
            .split(')')
            .next()
            .is_some_and(|inside| inside.contains("InsecureRequestWarning"))
            .then_some((hit.end, "the warning about it is silenced"));
    }
    if CALLBACKS
        .iter()
        .any(|callback| callback.eq_ignore_ascii_case(word))
    {
        let rest = view.slice(hit.end..hit.end + 160);
        let compact: String = rest.chars().filter(|next| !next.is_whitespace()).collect();
        let body = compact.split(['\n', ';']).next().unwrap_or_default();
        let is_yes = body.contains("=>true")
            || body.contains("->true")
            || body.contains("{returntrue")
            || (word.eq_ignore_ascii_case("checkServerTrusted")
                && compact.split_once(')').is_some_and(|(_, after)| {
                    let after = after
                        .strip_prefix("throwsCertificateException")
                        .unwrap_or(after);
                    after.starts_with("{}")
                        || after.starts_with("=Unit")
                        || after.starts_with("{//")
                }));
        return is_yes.then_some((hit.end, "every certificate is answered with yes"));
    }
    if ALONE.iter().any(|alone| alone.eq_ignore_ascii_case(word)) {
        // Being imported or declared, it isn't used yet.
        let line = view.slice(hit.start.saturating_sub(80)..hit.start);
        let line = line.rsplit('\n').next().unwrap_or(line).trim_start();
        let is_use = ![
            "import ", "use ", "from ", "pub ", "using ", "def ", "class ",
        ]
        .iter()
        .any(|declares| line.starts_with(declares));
        return is_use.then_some((hit.end, "a helper that checks no certificate"));
    }
    let name = word.trim_matches(['"', '\'', '=', ':', ' ']);
    let after = view.slice(hit.start..hit.end + 40);
    let from = after.find(name)? + name.len();
    let rest = after.get(from..)?;
    // `verify_peer` is the beginning of `verify_peer_name`.
    let (rest, name_end) = match rest.strip_prefix("_name") {
        Some(more) => (more, from + 5),
        None => (rest, from),
    };
    let lead = rest
        .find(|next: char| !" \t\"':=,>()]".contains(next))
        .unwrap_or(rest.len());
    let between = rest.get(..lead)?;
    if between.is_empty()
        || lead > 8
        || !between.contains([':', '=', ',', '(', ' '])
        || between.contains("==")
    {
        return None;
    }
    // The quote of a value is eaten with the lead, so values are compared without.
    let value = rest.get(lead..)?;
    let switch = SWITCHES
        .iter()
        .find(|switch| switch.name.eq_ignore_ascii_case(name))?;
    let off = switch.off.iter().find_map(|off| {
        let off = off.trim_matches(['"', '\'']);
        let rest = value.strip_prefix(off)?;
        (!rest
            .chars()
            .next()
            .is_some_and(|next| next.is_alphanumeric() || next == '_' || next == '.'))
        .then_some(off.len())
    })?;
    Some((
        hit.start + name_end + lead + off,
        "a switch that turns verification off",
    ))
}

/// Whether the line is running text: words of letters before the switch, and no sign of code.
fn is_sentence(view: &View<'_>, start: usize) -> bool {
    let line = view.slice(start.saturating_sub(160)..start);
    let line = line.rsplit('\n').next().unwrap_or(line);
    let words = line
        .split_whitespace()
        .filter(|word| {
            word.chars()
                .all(|next| next.is_alphabetic() || ",.'’`".contains(next))
        })
        .count();
    words >= 3 && !line.contains(['(', '{', '=', ';', '$'])
}

#[cfg(test)]
mod tests {
    use crate::tests::scan;

    #[test]
    fn switches_by_language() {
        for (path, text, count) in [
            ("a.py", "httpx.Client(verify = False)", 1),
            ("a.py", "ctx.check_hostname = False", 1),
            ("a.py", "ctx.verify_mode = ssl.CERT_NONE", 1),
            ("a.py", "verify = self.verify", 0),
            (
                "a.js",
                "rejectUnauthorized: process.env.NODE_ENV === 'production'",
                0,
            ),
            ("a.js", "{\"rejectUnauthorized\": false}", 1),
            ("a.env", "NODE_TLS_REJECT_UNAUTHORIZED=0", 1),
            ("a.go", "tlsConfig.InsecureSkipVerify = true", 1),
            ("a.rs", "builder.danger_accept_invalid_certs(false)", 0),
            ("a.php", "curl_setopt($ch, CURLOPT_SSL_VERIFYPEER, 0);", 1),
            ("a.php", "'verify_peer_name' => false,", 1),
            ("a.rb", "http.verify_mode = OpenSSL::SSL::VERIFY_PEER", 0),
            (
                "a.cs",
                "ServicePointManager.ServerCertificateValidationCallback += (s, c, ch, e) => true;",
                1,
            ),
            (
                "a.java",
                "import org.apache.http.conn.ssl.NoopHostnameVerifier;",
                0,
            ),
            (
                "a.java",
                "client.setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE);",
                1,
            ),
            (
                "a.kt",
                "override fun checkServerTrusted(chain: Array<X509Certificate>, t: String) {}",
                1,
            ),
            (
                "a.java",
                "public void checkServerTrusted(X509Certificate[] c, String a) { delegate.check(c); }",
                0,
            ),
            ("a.cs", "\"Server=db;TrustServerCertificate=true;\"", 1),
            (
                "a.md",
                "Never set `verify=False` in production code, because anyone can listen in.",
                0,
            ),
        ] {
            let told = scan(path, text);
            assert_eq!(
                told.of("tls-verification-disabled").len(),
                count,
                "{path} {text}: {:?}",
                told.lines()
            );
        }
    }
}
