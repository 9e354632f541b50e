//! Who follows visitors, as a table: hosts, cookies, and the tools that ask for consent.
//!
//! Facts from the companies' own documentation. A host stands for itself and what lies below it; a path narrows it
//! down where one host serves both.

use domain::Severity;

/// What a tracker does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Advertising,
    Analytics,
    SessionReplay,
    Social,
    TagManager,
    Chat,
    Video,
    Fonts,
    Maps,
    Captcha,
}

impl Kind {
    const ALL: [Self; 10] = [
        Self::Advertising,
        Self::Analytics,
        Self::SessionReplay,
        Self::Social,
        Self::TagManager,
        Self::Chat,
        Self::Video,
        Self::Fonts,
        Self::Maps,
        Self::Captcha,
    ];

    /// How it is called in evidence.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Advertising => "advertising",
            Self::Analytics => "analytics",
            Self::SessionReplay => "session replay",
            Self::Social => "social media",
            Self::TagManager => "tag manager",
            Self::Chat => "chat",
            Self::Video => "video",
            Self::Fonts => "fonts",
            Self::Maps => "maps",
            Self::Captcha => "captcha",
        }
    }

    /// What is called so in evidence, in Dutch.
    pub(crate) fn in_dutch(english: &str) -> Option<&'static str> {
        let dutch = |kind: &Self| match kind {
            Self::Advertising => "advertenties",
            Self::Analytics => "statistieken",
            Self::SessionReplay => "opname van bezoeken",
            Self::Social => "sociale media",
            Self::TagManager => "tagbeheer",
            Self::Chat => "chat",
            Self::Video => "video",
            Self::Fonts => "lettertypen",
            Self::Maps => "kaarten",
            Self::Captcha => "captcha",
        };
        let known = Self::ALL.iter().find(|kind| kind.as_str() == english);
        known.map(dutch)
    }

    /// How bad it is to load it without consent.
    pub(crate) fn severity(self) -> Severity {
        match self {
            Self::Advertising | Self::SessionReplay | Self::Social => Severity::High,
            Self::Analytics | Self::TagManager | Self::Video => Severity::Medium,
            Self::Chat | Self::Fonts | Self::Maps | Self::Captcha => Severity::Low,
        }
    }

    /// Whether it needs consent in any case: fonts, maps and the like can have another ground.
    pub(crate) fn needs_consent(self) -> bool {
        self.severity() > Severity::Low
    }
}

/// Something that follows visitors.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tracker {
    /// Its host.
    host: &'static str,
    /// What its path begins with.
    path: &'static str,
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
}

macro_rules! trackers {
    ($($kind:ident: $($host:literal $(/ $path:literal)? $name:literal),+;)+) => {
        const TRACKERS: &[Tracker] = &[$($(Tracker {
            host: $host,
            path: concat!($($path)?),
            name: $name,
            kind: Kind::$kind,
        },)+)+];
    };
}

trackers! {
    Advertising:
        "doubleclick.net" "Google Ads (DoubleClick)",
        "googleadservices.com" "Google Ads",
        "googlesyndication.com" "Google AdSense",
        "google.com" / "/pagead" "Google Ads",
        "google.nl" / "/pagead" "Google Ads",
        "adservice.google.com" "Google Ads",
        "bat.bing.com" "Microsoft Advertising",
        "amazon-adsystem.com" "Amazon Ads",
        "criteo.com" "Criteo", "criteo.net" "Criteo",
        "adnxs.com" "Xandr",
        "rubiconproject.com" "Magnite",
        "pubmatic.com" "PubMatic",
        "openx.net" "OpenX",
        "casalemedia.com" "Index Exchange",
        "adsrvr.org" "The Trade Desk",
        "taboola.com" "Taboola",
        "outbrain.com" "Outbrain",
        "adform.net" "Adform",
        "adroll.com" "AdRoll",
        "bidswitch.net" "BidSwitch",
        "smartadserver.com" "Equativ",
        "teads.tv" "Teads",
        "yieldlab.net" "Yieldlab",
        "tradedoubler.com" "Tradedoubler",
        "awin1.com" "Awin", "dwin1.com" "Awin",
        "daisycon.io" "Daisycon", "ds1.nl" "Daisycon",
        "tradetracker.net" "TradeTracker",
        "demdex.net" "Adobe Audience Manager",
        "everesttech.net" "Adobe Advertising",
        "bluekai.com" "Oracle BlueKai",
        "quantserve.com" "Quantcast",
        "scorecardresearch.com" "Comscore",
        "rlcdn.com" "LiveRamp",
        "id5-sync.com" "ID5",
        "ads-twitter.com" "X Ads",
        "ads.linkedin.com" "LinkedIn Ads",
        "ct.pinterest.com" "Pinterest Ads",
        "sc-static.net" "Snap Pixel", "tr.snapchat.com" "Snap Pixel",
        "analytics.tiktok.com" "TikTok Pixel",
        "redditstatic.com" / "/ads" "Reddit Pixel";
    Analytics:
        "google-analytics.com" "Google Analytics",
        "analytics.google.com" "Google Analytics",
        "googletagmanager.com" / "/gtag" "Google Analytics",
        "omtrdc.net" "Adobe Analytics", "2o7.net" "Adobe Analytics",
        "matomo.cloud" "Matomo Cloud",
        "mixpanel.com" "Mixpanel", "mxpnl.com" "Mixpanel",
        "amplitude.com" "Amplitude",
        "segment.com" "Segment", "segment.io" "Segment",
        "heapanalytics.com" "Heap",
        "chartbeat.com" "Chartbeat",
        "parsely.com" "Parse.ly",
        "statcounter.com" "StatCounter",
        "mc.yandex.ru" "Yandex Metrica",
        "hm.baidu.com" "Baidu Analytics",
        "static.cloudflareinsights.com" "Cloudflare Web Analytics",
        "js-agent.newrelic.com" "New Relic", "nr-data.net" "New Relic",
        "hs-analytics.net" "HubSpot", "hs-scripts.com" "HubSpot",
        "pardot.com" "Salesforce Pardot",
        "munchkin.marketo.net" "Marketo",
        "kissmetrics.com" "Kissmetrics",
        "piwik.pro" "Piwik PRO",
        "etracker.com" "etracker",
        "optimizely.com" "Optimizely",
        "visualwebsiteoptimizer.com" "VWO",
        "dynatrace.com" "Dynatrace";
    SessionReplay:
        "hotjar.com" "Hotjar", "hotjar.io" "Hotjar",
        "clarity.ms" "Microsoft Clarity",
        "fullstory.com" "FullStory",
        "mouseflow.com" "Mouseflow",
        "crazyegg.com" "Crazy Egg",
        "luckyorange.com" "Lucky Orange",
        "smartlook.com" "Smartlook",
        "inspectlet.com" "Inspectlet",
        "logrocket.com" "LogRocket", "lr-ingest.io" "LogRocket",
        "contentsquare.net" "Contentsquare",
        "mopinion.com" "Mopinion";
    Social:
        "connect.facebook.net" "Meta Pixel",
        "facebook.com" / "/tr" "Meta Pixel",
        "facebook.com" / "/plugins" "Facebook plugins",
        "instagram.com" "Instagram embed",
        "platform.twitter.com" "X widgets", "syndication.twitter.com" "X widgets",
        "platform.linkedin.com" "LinkedIn plugins",
        "snap.licdn.com" "LinkedIn Insight",
        "assets.pinterest.com" "Pinterest widgets",
        "tiktok.com" "TikTok embed",
        "addthis.com" "AddThis",
        "sharethis.com" "ShareThis",
        "disqus.com" "Disqus";
    TagManager:
        "googletagmanager.com" "Google Tag Manager",
        "tags.tiqcdn.com" "Tealium",
        "adobedtm.com" "Adobe Launch",
        "ensighten.com" "Ensighten",
        "relay42.com" "Relay42";
    Chat:
        "intercom.io" "Intercom", "intercomcdn.com" "Intercom",
        "zdassets.com" "Zendesk", "zopim.com" "Zendesk",
        "tawk.to" "tawk.to",
        "crisp.chat" "Crisp",
        "drift.com" "Drift",
        "livechatinc.com" "LiveChat",
        "trengo.eu" "Trengo";
    Video:
        "youtube.com" "YouTube",
        "player.vimeo.com" "Vimeo",
        "dailymotion.com" "Dailymotion";
    Fonts:
        "fonts.googleapis.com" "Google Fonts", "fonts.gstatic.com" "Google Fonts",
        "use.typekit.net" "Adobe Fonts", "p.typekit.net" "Adobe Fonts",
        "fast.fonts.net" "Monotype",
        "use.fontawesome.com" "Font Awesome", "kit.fontawesome.com" "Font Awesome";
    Maps:
        "maps.googleapis.com" "Google Maps", "maps.google.com" "Google Maps",
        "google.com" / "/maps" "Google Maps",
        "api.mapbox.com" "Mapbox";
    Captcha:
        "google.com" / "/recaptcha" "reCAPTCHA",
        "recaptcha.net" "reCAPTCHA",
        "hcaptcha.com" "hCaptcha";
}

/// The tracker at this host and path, the most precisely described one.
pub(crate) fn tracker(host: &str, path: &str) -> Option<&'static Tracker> {
    TRACKERS
        .iter()
        .filter(|tracker| is_below(host, tracker.host) && path.starts_with(tracker.path))
        .max_by_key(|tracker| (tracker.host.len(), tracker.path.len()))
}

/// The trackers whose addresses stand in a script, each once.
pub(crate) fn within(script: &str) -> Vec<&'static Tracker> {
    let script = script.as_bytes();
    let mut found: Vec<&'static Tracker> = Vec::new();
    for tracker in TRACKERS {
        let finder = memchr::memmem::Finder::new(tracker.host);
        let stands = finder.find_iter(script).any(|at| {
            let before = at.checked_sub(1).and_then(|at| script.get(at));
            let behind = script.get(at + tracker.host.len()..).unwrap_or_default();
            // A host begins behind a dot or a slash, and ends with its path, a quote or a slash.
            before.is_none_or(|byte| matches!(byte, b'.' | b'/' | b'"' | b'\''))
                && behind.starts_with(tracker.path.as_bytes())
                && (!tracker.path.is_empty()
                    || behind
                        .first()
                        .is_none_or(|byte| matches!(byte, b'/' | b'"' | b'\'' | b'?')))
        });
        if stands && !found.iter().any(|known| known.name == tracker.name) {
            found.push(tracker);
        }
    }
    found
}

/// Whether a host is `domain` or lies below it.
pub(crate) fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Names of cookies that a tracker sets, or what they begin with where a `*` ends them.
const COOKIES: &[(&str, &str, Kind)] = &[
    ("_ga", "Google Analytics", Kind::Analytics),
    ("_ga_*", "Google Analytics", Kind::Analytics),
    ("_gid", "Google Analytics", Kind::Analytics),
    ("_gat*", "Google Analytics", Kind::Analytics),
    ("__utm*", "Google Analytics", Kind::Analytics),
    ("_gcl_*", "Google Ads", Kind::Advertising),
    ("_gac_*", "Google Ads", Kind::Advertising),
    ("IDE", "Google Ads (DoubleClick)", Kind::Advertising),
    ("__gads", "Google AdSense", Kind::Advertising),
    ("__gpi", "Google AdSense", Kind::Advertising),
    ("_fbp", "Meta Pixel", Kind::Social),
    ("_fbc", "Meta Pixel", Kind::Social),
    ("_hj*", "Hotjar", Kind::SessionReplay),
    ("_clck", "Microsoft Clarity", Kind::SessionReplay),
    ("_clsk", "Microsoft Clarity", Kind::SessionReplay),
    ("_uet*", "Microsoft Advertising", Kind::Advertising),
    ("MUID", "Microsoft Advertising", Kind::Advertising),
    ("_pk_*", "Matomo", Kind::Analytics),
    ("_scid*", "Snap Pixel", Kind::Advertising),
    ("_ttp", "TikTok Pixel", Kind::Advertising),
    ("_tt_enable_cookie", "TikTok Pixel", Kind::Advertising),
    ("_pin_unauth", "Pinterest Ads", Kind::Advertising),
    ("_pinterest_*", "Pinterest Ads", Kind::Advertising),
    ("li_fat_id", "LinkedIn Ads", Kind::Advertising),
    ("hubspotutk", "HubSpot", Kind::Analytics),
    ("__hstc", "HubSpot", Kind::Analytics),
    ("__hssc", "HubSpot", Kind::Analytics),
    ("mp_*", "Mixpanel", Kind::Analytics),
    ("AMCV_*", "Adobe Analytics", Kind::Analytics),
    ("s_vi", "Adobe Analytics", Kind::Analytics),
    ("amplitude_id*", "Amplitude", Kind::Analytics),
    ("ajs_*", "Segment", Kind::Analytics),
    ("_ym_*", "Yandex Metrica", Kind::Analytics),
    ("cto_bundle", "Criteo", Kind::Advertising),
    ("__adroll*", "AdRoll", Kind::Advertising),
    ("_mkto_trk", "Marketo", Kind::Analytics),
    ("mf_*", "Mouseflow", Kind::SessionReplay),
    ("fs_uid", "FullStory", Kind::SessionReplay),
    ("optimizelyEndUserId", "Optimizely", Kind::Analytics),
    ("_vwo*", "VWO", Kind::Analytics),
    ("_vis_opt_*", "VWO", Kind::Analytics),
];

/// The tracker that a cookie of this name belongs to.
pub(crate) fn cookie(name: &str) -> Option<(&'static str, Kind)> {
    row_of(name).map(|(_, owner, kind)| (*owner, *kind))
}

/// What a tracker's cookies of this kind all begin with.
pub(crate) fn cookie_start(name: &str) -> Option<&'static str> {
    row_of(name).map(|(pattern, ..)| pattern.trim_end_matches('*'))
}

fn row_of(name: &str) -> Option<&'static (&'static str, &'static str, Kind)> {
    COOKIES
        .iter()
        .find(|(pattern, ..)| match pattern.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == *pattern,
        })
}

/// What a page with a known consent tool has in the address of a script, or in a script itself.
const CONSENT_TOOLS: &[(&str, &str)] = &[
    ("cookiebot", "Cookiebot"),
    ("cookielaw.org", "OneTrust"),
    ("onetrust", "OneTrust"),
    ("usercentrics", "Usercentrics"),
    ("cookieyes", "CookieYes"),
    ("iubenda", "iubenda"),
    ("didomi", "Didomi"),
    ("consensu.org", "a TCF consent tool"),
    ("trustarc", "TrustArc"),
    ("complianz", "Complianz"),
    ("borlabs-cookie", "Borlabs Cookie"),
    ("klaro", "Klaro"),
    ("osano", "Osano"),
    ("termly.io", "Termly"),
    ("cookiefirst", "CookieFirst"),
    ("cookie-script", "CookieScript"),
    ("tarteaucitron", "tarteaucitron"),
    ("axeptio", "Axeptio"),
    ("cookieinformation", "Cookie Information"),
    ("cookiehub", "CookieHub"),
    ("civiccomputing", "Civic Cookie Control"),
    ("cookieconsent", "Cookie Consent"),
    ("privacy-mgmt.com", "Sourcepoint"),
    ("real-cookie-banner", "Real Cookie Banner"),
];

/// The consent tool that this address or script belongs to.
pub(crate) fn consent_tool(text: &str) -> Option<&'static str> {
    let text = text.to_ascii_lowercase();
    let (_, name) = CONSENT_TOOLS.iter().find(|(part, _)| text.contains(part))?;
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_paths_name_their_tracker() {
        let rows = [
            (
                "www.google-analytics.com",
                "/analytics.js",
                Some("Google Analytics"),
            ),
            (
                "www.googletagmanager.com",
                "/gtm.js",
                Some("Google Tag Manager"),
            ),
            (
                "www.googletagmanager.com",
                "/gtag/js",
                Some("Google Analytics"),
            ),
            ("www.google.com", "/recaptcha/api.js", Some("reCAPTCHA")),
            ("www.google.com", "/maps/embed", Some("Google Maps")),
            ("www.google.com", "/search", None),
            ("www.facebook.com", "/tr", Some("Meta Pixel")),
            ("www.facebook.com", "/bakkerij", None),
            (
                "connect.facebook.net",
                "/en_US/fbevents.js",
                Some("Meta Pixel"),
            ),
            (
                "stats.g.doubleclick.net",
                "/x",
                Some("Google Ads (DoubleClick)"),
            ),
            ("nothotjar.com", "/", None),
            ("hotjar.com.evil.example", "/", None),
            ("shop.example", "/", None),
        ];
        for (host, path, wanted) in rows {
            let found = tracker(host, path).map(|tracker| tracker.name);
            assert_eq!(found, wanted, "{host}{path}");
        }
        assert!(TRACKERS.len() >= 80, "{}", TRACKERS.len());
    }

    #[test]
    fn cookies_name_their_tracker() {
        for (name, wanted) in [
            ("_ga", Some("Google Analytics")),
            ("_ga_ABC123", Some("Google Analytics")),
            ("_hjSessionUser_1", Some("Hotjar")),
            ("_fbp", Some("Meta Pixel")),
            ("_gallery", None),
            ("PHPSESSID", None),
            ("", None),
        ] {
            assert_eq!(cookie(name).map(|(owner, _)| owner), wanted, "{name}");
        }
        assert_eq!(
            consent_tool("https://consent.Cookiebot.com/uc.js"),
            Some("Cookiebot")
        );
        assert_eq!(consent_tool("https://shop.example/app.js"), None);
    }
}
