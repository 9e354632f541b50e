//! Every check: what it is called, how bad it is, what law it touches, what to do.
//!
//! Adding one is adding a row here and telling it in `site`. The texts are what people read in findings,
//! reports and the documentation.

use detect::{DetectorMeta, Engine, Examples, Phrasebook, Text};
use domain::{Category, Severity};

use crate::trackers::Kind;

macro_rules! checks {
    ($($name:ident $id:literal $severity:ident $article:literal
        $en:literal / $nl:literal, $help_en:literal / $help_nl:literal;)+) => {
        $(#[doc = $en]
        pub(crate) const $name: DetectorMeta = DetectorMeta {
            id: $id,
            name: Text { en: $en, nl: $nl },
            category: Category::Website,
            severity: Severity::$severity,
            article: $article,
            help: Text { en: $help_en, nl: $help_nl },
            context_words: &[],
            examples: Examples { matches: &[], passes: &[] },
        };)+

        /// Every check.
        pub const ALL: &[DetectorMeta] = &[$($name),+];
    };
}

/// The check of this id.
#[must_use]
pub fn check(id: &str) -> Option<&'static DetectorMeta> {
    ALL.iter().find(|check| check.id == id)
}

/// What a check says of a finding, in Dutch; nothing where it isn't known.
#[must_use]
pub fn explanation_in_dutch(line: &str) -> Option<String> {
    // By itself a check says no more than its name.
    let named = ALL.iter().find_map(|check| {
        let weight = line.strip_prefix("for: ")?.strip_prefix(check.name.en)?;
        let weight = weight.strip_prefix(" (")?.replace('.', ",");
        Some(format!("voor: {} ({weight}", check.name.nl))
    });
    named.or_else(|| DUTCH.line(line))
}

/// What the check of this id shows as evidence, in Dutch; nothing where it isn't known.
#[must_use]
pub fn evidence_in_dutch(id: &str, evidence: &str) -> Option<String> {
    /// What these show is hosts and addresses, which are the same in every language.
    const NAMES: [&str; 4] = [
        THIRD_PARTY.id,
        FORM_THIRD_PARTY.id,
        REDIRECT_OUTSIDE.id,
        MIXED_CONTENT.id,
    ];
    if NAMES.contains(&id) {
        return Some(evidence.to_owned());
    }
    if id == TRACKER.id {
        let (tracker, how) = evidence.rsplit_once(", loaded by ")?;
        let (name, kind) = tracker.strip_suffix(')')?.rsplit_once(" (")?;
        let (kind, how) = (Kind::in_dutch(kind)?, by_in_dutch(how));
        return Some(format!("{name} ({kind}), geladen door {how}"));
    }
    if id == COOKIE_CONSENT.id {
        let (cookie, kind) = evidence.strip_suffix(')')?.rsplit_once(", ")?;
        return Some(format!("{cookie}, {})", Kind::in_dutch(kind)?));
    }
    if id == COOKIE_UNPROTECTED.id {
        let (name, lacks) = evidence.rsplit_once(": ")?;
        let lacks = lacks.split(", ").map(|lack| lack.strip_prefix("no "));
        let lacks: Option<Vec<_>> = lacks.map(|lack| Some(format!("geen {}", lack?))).collect();
        return Some(format!("{name}: {}", lacks?.join(", ")));
    }
    if id == URL_DATA.id {
        let mut detectors = Engine::standard().detectors().iter();
        return detectors.find_map(|meta| {
            let value = evidence.strip_prefix(meta.name.en)?.strip_prefix(": ")?;
            Some(format!("{}: {value}", meta.name.nl))
        });
    }
    if id == REDIRECT_UNSAFE.id {
        let (to, why) = evidence.rsplit_once(": ")?;
        return Some(format!("{to}: {}", DUTCH.sentence(why)?));
    }
    check(id).and_then(|_| EVIDENCE.sentence(evidence))
}

fn by_in_dutch(how: &str) -> &str {
    match how {
        "a script in the page" => "een script in de pagina",
        element => element,
    }
}

/// Evidence of the checks that need no more than this.
const EVIDENCE: Phrasebook = Phrasebook {
    whole: &[
        (
            "http is not redirected to https",
            "http wordt niet doorgestuurd naar https",
        ),
        ("served over http", "aangeboden over http"),
        (
            "no link to a privacy statement",
            "geen verwijzing naar een privacyverklaring",
        ),
        (
            "no register number and no page for it",
            "geen registernummer en geen pagina daarvoor",
        ),
        (
            "trackers, and no known consent tool",
            "trackers, en geen bekende toestemmingstool",
        ),
        ("robots.txt forbids pages", "robots.txt verbiedt pagina's"),
        (
            "pages gave no answer, or an error",
            "pagina's gaven geen antwoord, of een fout",
        ),
        (
            "pages lie deeper than depth_max",
            "pagina's liggen dieper dan depth_max",
        ),
        (
            "pages beyond pages_max, or the requests, time or size of a scan",
            "pagina's boven pages_max, of boven de verzoeken, tijd of omvang van een scan",
        ),
        (
            "pages are longer than is read",
            "pagina's zijn langer dan er gelezen wordt",
        ),
        (
            "links beyond those that are kept",
            "links boven wat er bewaard wordt",
        ),
        (
            "links lead to other hosts of the domain",
            "links leiden naar andere hosts van het domein",
        ),
    ],
    patterns: &[
        (
            "sent to {} with method=get",
            "verstuurd naar {} met method=get",
        ),
        ("sent to {}", "verstuurd naar {}"),
        (
            "{} is sent, and protects nothing",
            "{} wordt meegestuurd en beschermt niets",
        ),
        ("{} is not sent", "{} wordt niet meegestuurd"),
        ("{}: {} days", "{}: {} dagen"),
    ],
};

const DUTCH: Phrasebook = Phrasebook {
    // What kind of address a name or a redirect leads to: `domain::Reach`.
    whole: &[
        (
            "an address of \"this network\" (0.0.0.0/8)",
            "een adres van \"dit netwerk\" (0.0.0.0/8)",
        ),
        (
            "a carrier's shared address (100.64.0.0/10)",
            "een gedeeld adres van een provider (100.64.0.0/10)",
        ),
        ("an address for benchmarks", "een adres voor metingen"),
        ("the unspecified address", "het niet-opgegeven adres"),
        (
            "an IPv4 address written as IPv6",
            "een IPv4-adres geschreven als IPv6",
        ),
        (
            "an address that is translated to IPv4 (NAT64)",
            "een adres dat naar IPv4 wordt vertaald (NAT64)",
        ),
        (
            "an address that is discarded",
            "een adres dat wordt weggegooid",
        ),
        (
            "an address for documentation",
            "een adres voor documentatie",
        ),
        ("a link-local address", "een link-local adres"),
        ("a loopback address", "een loopbackadres"),
        (
            "the address of a cloud's metadata service",
            "het adres van de metadatadienst van een cloud",
        ),
        ("a multicast address", "een multicastadres"),
        ("a private address", "een privéadres"),
        ("a reserved address", "een gereserveerd adres"),
        (
            "an address of a tunnel to IPv4 (6to4, Teredo)",
            "een adres van een tunnel naar IPv4 (6to4, Teredo)",
        ),
    ],
    patterns: &[
        (
            "cookies of this name are set by {}",
            "cookies met deze naam worden gezet door {}",
        ),
        (
            "a script in the page loads {} without waiting for consent",
            "een script in de pagina laadt {} zonder op toestemming te wachten",
        ),
        (
            "{} loads {} without waiting for consent",
            "{} laadt {} zonder op toestemming te wachten",
        ),
        (
            "the detector {} finds it in {}",
            "detector {} vindt het in {}",
        ),
        (
            "none of the links of {} pages leads to one",
            "geen van de links van {} pagina's leidt naar een",
        ),
        (
            "{} is on the site, and may hold it back until consent",
            "{} staat op de site, en kan het tegenhouden tot er toestemming is",
        ),
    ],
};

checks! {
    TRACKER "website-tracker" High "ePrivacy Directive art. 5(3), Telecommunicatiewet art. 11.7a, GDPR art. 6(1)(a)"
        "Tracker without consent" / "Tracker zonder toestemming",
        "The page loads a known tracker before anybody could have consented. Load it only after consent: leave its script out, or mark it type=text/plain for your consent tool to start."
        / "De pagina laadt een bekende tracker voordat iemand toestemming kon geven. Laad die pas na toestemming: laat het script weg, of geef het type=text/plain zodat uw toestemmingstool het start.";
    THIRD_PARTY "website-third-party" Low "GDPR art. 5(1)(c), 13(1)(e) and 44"
        "Third party that every visitor's address is sent to" / "Derde die van elke bezoeker het adres krijgt",
        "The page loads something from another company's host, which learns who visits. Host it yourself, or name the recipient in the privacy statement and have an agreement with it."
        / "De pagina laadt iets van de server van een ander bedrijf, dat daardoor weet wie er komt. Host het zelf, of noem de ontvanger in de privacyverklaring en sluit een overeenkomst.";
    COOKIE_CONSENT "website-cookie-before-consent" High "ePrivacy Directive art. 5(3), Telecommunicatiewet art. 11.7a"
        "Tracking cookie before consent" / "Trackingcookie vóór toestemming",
        "The site sets a cookie of a known tracker with its first answer. Set it after consent only."
        / "De site plaatst bij het eerste antwoord al een cookie van een bekende tracker. Plaats die pas na toestemming.";
    COOKIE_UNPROTECTED "website-cookie-unprotected" Low "GDPR art. 32"
        "Cookie without protection" / "Cookie zonder bescherming",
        "Set Secure, so that the cookie never crosses the network in clear; HttpOnly, unless a script must read it; and SameSite=Lax or Strict."
        / "Zet Secure, zodat de cookie nooit onversleuteld over het netwerk gaat; HttpOnly, tenzij een script hem moet lezen; en SameSite=Lax of Strict.";
    COOKIE_LIFETIME "website-cookie-lifetime" Low "GDPR art. 5(1)(e); CNIL guidelines 2020-091"
        "Cookie that stays longer than 13 months" / "Cookie die langer dan 13 maanden blijft",
        "Shorten its lifetime to what its purpose needs; regulators take thirteen months as the most."
        / "Verkort de levensduur tot wat het doel vraagt; toezichthouders houden dertien maanden als maximum aan.";
    CONSENT_BANNER "website-consent-missing" Medium "ePrivacy Directive art. 5(3), GDPR art. 7"
        "Trackers, and no known consent tool" / "Trackers, en geen bekende toestemmingstool",
        "The site loads trackers and no consent tool that we know was seen on any page. Ask for consent before tracking, with refusing as easy as accepting."
        / "De site laadt trackers en op geen pagina is een bekende toestemmingstool gezien. Vraag toestemming vóór het volgen, met weigeren even makkelijk als accepteren.";
    FORM_PLAIN "website-form-without-tls" High "GDPR art. 32(1)(a)"
        "Form that sends personal data unencrypted" / "Formulier dat persoonsgegevens onversleuteld verstuurt",
        "Everybody on the way can read what is typed. Serve the page and the form's target over https only."
        / "Iedereen onderweg kan lezen wat er wordt ingevuld. Bied de pagina en het doel van het formulier alleen over https aan.";
    PASSWORD_PLAIN "website-password-without-tls" Critical "GDPR art. 32(1)(a)"
        "Password asked for unencrypted" / "Wachtwoord onversleuteld gevraagd",
        "A password typed here can be read and the page be changed by everybody on the way. Serve it over https only."
        / "Een wachtwoord dat hier wordt ingevuld is onderweg te lezen en de pagina is te veranderen. Bied die alleen over https aan.";
    FORM_THIRD_PARTY "website-form-third-party" Medium "GDPR art. 13(1)(e) and 28"
        "Form that sends personal data to a third party" / "Formulier dat persoonsgegevens naar een derde stuurt",
        "Name the recipient in the privacy statement and have a processing agreement with it."
        / "Noem de ontvanger in de privacyverklaring en sluit er een verwerkersovereenkomst mee.";
    FORM_GET "website-form-get" Medium "GDPR art. 5(1)(f) and 32"
        "Form that puts personal data into an address" / "Formulier dat persoonsgegevens in een adres zet",
        "What is typed ends up in histories, logs and the Referer of what the next page loads. Send the form with method=post."
        / "Wat wordt ingevuld komt in geschiedenissen, logs en de Referer van wat de volgende pagina laadt. Verstuur het formulier met method=post.";
    URL_DATA "website-personal-data-in-url" High "GDPR art. 5(1)(f) and 32"
        "Personal data or a secret in an address" / "Persoonsgegeven of geheim in een adres",
        "Addresses are kept in histories, logs and at third parties. Use an opaque id, and send data in a body."
        / "Adressen blijven staan in geschiedenissen, logs en bij derden. Gebruik een nietszeggende id, en stuur gegevens in een body.";
    PRIVACY_MISSING "website-privacy-statement-missing" High "GDPR art. 12 and 13"
        "No privacy statement found" / "Geen privacyverklaring gevonden",
        "No page links to a privacy statement. Link to one from every page, in the language of the site."
        / "Geen pagina verwijst naar een privacyverklaring. Verwijs er vanaf elke pagina naar, in de taal van de site.";
    IMPRINT_MISSING "website-imprint-missing" Medium "E-Commerce Directive art. 5, Burgerlijk Wetboek 3:15d"
        "No identity of the provider found" / "Geen identiteit van de aanbieder gevonden",
        "No page says who runs the site: neither a trade register or VAT number nor a page for it was seen. Name the company, its address, e-mail, KvK and VAT number."
        / "Geen pagina zegt wie de site aanbiedt: geen KvK- of btw-nummer en geen pagina daarvoor gezien. Noem het bedrijf, adres, e-mail, KvK- en btw-nummer.";
    NO_TLS "website-without-tls" High "GDPR art. 32(1)(a)"
        "Pages served unencrypted" / "Pagina's onversleuteld aangeboden",
        "Serve the site over https and redirect http to it."
        / "Bied de site over https aan en stuur http daarheen door.";
    TLS_INVALID "website-tls-invalid" High "GDPR art. 32(1)(a)"
        "Encryption that a browser refuses" / "Versleuteling die een browser weigert",
        "The certificate or the protocol is not acceptable: renew the certificate for this host, with its chain, and offer TLS 1.2 or 1.3."
        / "Het certificaat of protocol is niet acceptabel: vernieuw het certificaat voor deze host, met de keten, en bied TLS 1.2 of 1.3 aan.";
    MIXED_CONTENT "website-mixed-content" Medium "GDPR art. 32(1)(a)"
        "Encrypted page that loads something unencrypted" / "Versleutelde pagina die iets onversleuteld laadt",
        "Change the address to https; browsers block scripts and frames of this kind."
        / "Verander het adres in https; browsers blokkeren scripts en frames van dit soort.";
    HSTS "website-hsts-missing" Medium "GDPR art. 32(1)"
        "No Strict-Transport-Security" / "Geen Strict-Transport-Security",
        "Without it a first visit can be kept on http. Send Strict-Transport-Security: max-age=31536000; includeSubDomains."
        / "Zonder dit kan een eerste bezoek op http worden gehouden. Stuur Strict-Transport-Security: max-age=31536000; includeSubDomains.";
    CSP "website-csp-missing" Low "GDPR art. 32(1)"
        "No Content-Security-Policy" / "Geen Content-Security-Policy",
        "A policy says from where scripts may come, so that an injected one does not run. Begin with Content-Security-Policy-Report-Only."
        / "Een policy zegt waar scripts vandaan mogen komen, zodat een geïnjecteerd script niet draait. Begin met Content-Security-Policy-Report-Only.";
    NOSNIFF "website-nosniff-missing" Low "GDPR art. 32(1)"
        "No X-Content-Type-Options" / "Geen X-Content-Type-Options",
        "Send X-Content-Type-Options: nosniff, so that an upload is not run as a script."
        / "Stuur X-Content-Type-Options: nosniff, zodat een upload niet als script wordt uitgevoerd.";
    FRAMING "website-framing-allowed" Low "GDPR art. 32(1)"
        "Pages may be framed by anybody" / "Pagina's mogen door iedereen in een frame",
        "Send Content-Security-Policy: frame-ancestors 'self', or X-Frame-Options, against clickjacking."
        / "Stuur Content-Security-Policy: frame-ancestors 'self', of X-Frame-Options, tegen clickjacking.";
    REFERRER "website-referrer-policy-missing" Low "GDPR art. 5(1)(c) and 32(1)"
        "No Referrer-Policy" / "Geen Referrer-Policy",
        "Send Referrer-Policy: strict-origin-when-cross-origin or stricter, so that no address of yours is told to others by an older browser."
        / "Stuur Referrer-Policy: strict-origin-when-cross-origin of strenger, zodat een oudere browser uw adressen niet aan anderen vertelt.";
    PERMISSIONS "website-permissions-policy-missing" Low "GDPR art. 25 and 32(1)"
        "No Permissions-Policy" / "Geen Permissions-Policy",
        "Switch off what the site does not use: Permissions-Policy: camera=(), microphone=(), geolocation=()."
        / "Zet uit wat de site niet gebruikt: Permissions-Policy: camera=(), microphone=(), geolocation=().";
    REDIRECT_UNSAFE "website-redirect-internal" High "GDPR art. 32(1)"
        "Leads to an address that is not public" / "Leidt naar een adres dat niet openbaar is",
        "A redirect or a name leads to a private, local or metadata address. It was not followed. Remove it: it tells strangers of your network and can turn other people's programs against it."
        / "Een doorverwijzing of naam leidt naar een privé-, lokaal of metadata-adres. Die is niet gevolgd. Verwijder die: het vertelt vreemden over uw netwerk en kan programma's van anderen ertegen keren.";
    REDIRECT_OUTSIDE "website-redirect-outside" Low "GDPR art. 13(1)(e)"
        "Page that leads off the proved domain" / "Pagina die buiten het bewezen domein leidt",
        "The redirect was not followed: only hosts of a domain that you proved are scanned. Prove the other domain too, if it is yours."
        / "De doorverwijzing is niet gevolgd: alleen hosts van een domein dat u heeft bewezen worden gescand. Bewijs ook het andere domein, als het van u is.";
    INCOMPLETE "website-incomplete" Low "–"
        "Not all of the site was seen" / "Niet de hele site is gezien",
        "What was left out may hold more. Raise pages_max or depth_max, or allow PolderBot in robots.txt."
        / "In wat is overgeslagen kan meer staan. Verhoog pages_max of depth_max, of sta PolderBot toe in robots.txt.";
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn checks_have_ids_of_their_own_and_all_texts() {
        let ids: HashSet<_> = ALL.iter().map(|check| check.id).collect();
        assert_eq!(ids.len(), ALL.len());
        for meta in ALL {
            assert!(meta.id.starts_with("website-"), "{}", meta.id);
            for text in [
                meta.name.en,
                meta.name.nl,
                meta.help.en,
                meta.help.nl,
                meta.article,
            ] {
                assert!(!text.is_empty(), "{}", meta.id);
            }
            assert_ne!(meta.help.en, meta.help.nl, "{}", meta.id);
            assert_eq!(check(meta.id), Some(meta));
            assert!(
                detect::Engine::standard().detector(meta.id).is_none(),
                "{}",
                meta.id
            );
        }
    }
}
