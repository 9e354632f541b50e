//! The words of a report in each language: numbers, dates, and the names of what the domain knows.

use domain::{Category, FindingState, Locale, Severity};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Says things in one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words(pub(crate) Locale);

impl Words {
    /// The one of two texts that is in the language.
    pub(crate) fn say<T>(self, en: T, nl: T) -> T {
        match self.0 {
            Locale::En => en,
            Locale::Nl => nl,
        }
    }

    /// A whole number, in groups of three.
    pub(crate) fn number(self, number: u64) -> String {
        let digits = number.to_string();
        let mut written = String::with_capacity(digits.len() + digits.len() / 3);
        for (n, digit) in digits.chars().enumerate() {
            if n > 0 && (digits.len() - n).is_multiple_of(3) {
                written.push(self.say(',', '.'));
            }
            written.push(digit);
        }
        written
    }

    /// A number and what is counted.
    pub(crate) fn count(
        self,
        number: u64,
        [one, many]: [&str; 2],
        [een, veel]: [&str; 2],
    ) -> String {
        let noun = if number == 1 {
            self.say(one, een)
        } else {
            self.say(many, veel)
        };
        format!("{} {noun}", self.number(number))
    }

    /// A size.
    pub(crate) fn bytes(self, bytes: u64) -> String {
        const UNITS: [&str; 4] = ["KiB", "MiB", "GiB", "TiB"];
        if bytes < 1024 {
            return self.count(bytes, ["byte", "bytes"], ["byte", "bytes"]);
        }
        #[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
        let mut size = bytes as f64 / 1024.0;
        let mut unit = 0;
        while size >= 1023.95 && unit + 1 < UNITS.len() {
            size /= 1024.0;
            unit += 1;
        }
        let size = format!("{size:.1}").replace('.', self.say(".", ","));
        format!("{size} {}", UNITS[unit])
    }

    /// A moment, as clocks in `zone` show it.
    pub(crate) fn moment(self, at: Timestamp, zone: &TimeZone) -> String {
        const MONTHS: [[&str; 2]; 12] = [
            ["January", "januari"],
            ["February", "februari"],
            ["March", "maart"],
            ["April", "april"],
            ["May", "mei"],
            ["June", "juni"],
            ["July", "juli"],
            ["August", "augustus"],
            ["September", "september"],
            ["October", "oktober"],
            ["November", "november"],
            ["December", "december"],
        ];
        let local = at.to_zoned(zone.clone());
        let month = usize::try_from(local.month() - 1)
            .ok()
            .and_then(|month| MONTHS.get(month))
            .map_or("", |[en, nl]| self.say(en, nl));
        let (day, year, hour, minute) = (local.day(), local.year(), local.hour(), local.minute());
        let zone = zone.iana_name().unwrap_or("UTC");
        format!("{day} {month} {year}, {hour:02}:{minute:02} ({zone})")
    }

    pub(crate) fn severity(self, severity: Severity) -> &'static str {
        match severity {
            Severity::Critical => self.say("Critical", "Kritiek"),
            Severity::High => self.say("High", "Hoog"),
            Severity::Medium => self.say("Medium", "Middel"),
            Severity::Low => self.say("Low", "Laag"),
        }
    }

    /// What a severity asks for.
    pub(crate) fn urgency(self, severity: Severity) -> &'static str {
        match severity {
            Severity::Critical => self.say(
                "Identity theft, special categories of data, or a working key: act today.",
                "Identiteitsdiefstal, bijzondere persoonsgegevens of een werkende sleutel: handel vandaag.",
            ),
            Severity::High => self.say(
                "Identifies or harms a person directly, or opens a system: act this week.",
                "Identificeert of schaadt iemand rechtstreeks, of opent een systeem: handel deze week.",
            ),
            Severity::Medium => self.say(
                "Personal data or a weakness that needs a reason to be there: plan to act.",
                "Persoonsgegevens of een zwakke plek waarvoor een reden nodig is: plan de aanpak.",
            ),
            Severity::Low => self.say(
                "Worth knowing, harmless by itself.",
                "Goed om te weten, op zichzelf onschadelijk.",
            ),
        }
    }

    pub(crate) fn category(self, category: Category) -> &'static str {
        match category {
            Category::PersonalData => self.say("Personal data", "Persoonsgegevens"),
            Category::SpecialCategory => self.say(
                "Special categories of personal data",
                "Bijzondere persoonsgegevens",
            ),
            Category::Secret => self.say("Keys and passwords", "Sleutels en wachtwoorden"),
            Category::CodeSmell => self.say("Careless code", "Onzorgvuldige code"),
            Category::File => self.say("Files", "Bestanden"),
            Category::Website => self.say("Website", "Website"),
            Category::Compliance => self.say("Duties under the law", "Verplichtingen uit de wet"),
        }
    }

    pub(crate) fn state(self, state: FindingState) -> &'static str {
        match state {
            FindingState::Open => self.say("open", "open"),
            FindingState::Confirmed => self.say("confirmed", "bevestigd"),
            FindingState::FalsePositive => self.say("false positive", "vals alarm"),
            FindingState::Accepted => self.say("accepted", "aanvaard"),
            FindingState::Fixed => self.say("fixed", "verholpen"),
        }
    }

    /// The articles of law, by the name that the law has in the language.
    pub(crate) fn article(self, article: &str) -> String {
        const NAMES: [[&str; 2]; 6] = [
            ["GDPR", "AVG"],
            ["ePrivacy Directive", "ePrivacyrichtlijn"],
            ["E-Commerce Directive", "Richtlijn elektronische handel"],
            ["CNIL guidelines", "richtsnoeren van de CNIL"],
            ["recital", "overweging"],
            [" and ", " en "],
        ];
        let dutch = NAMES
            .iter()
            .fold(article.to_owned(), |dutch, [en, nl]| dutch.replace(en, nl));
        self.say(article.to_owned(), dutch)
    }

    /// A part of a document, which the engine names in English: `page 3`, `Sheet1!B7`, `comments 2!C5`. A sheet that has
    /// such a name keeps it where no number stands behind it.
    pub(crate) fn part(self, part: &str) -> String {
        const NUMBERED: [[&str; 2]; 11] = [
            ["page", "pagina"],
            ["slide", "dia"],
            ["paragraph", "alinea"],
            ["part", "deel"],
            ["header", "koptekst"],
            ["footer", "voettekst"],
            ["notes", "notities"],
            ["comments", "opmerkingen"],
            ["drawing", "tekening"],
            ["chart", "grafiek"],
            ["diagram", "diagram"],
        ];
        const WHOLE: [[&str; 2]; 11] = [
            ["header", "koptekst"],
            ["footer", "voettekst"],
            ["notes", "notities"],
            ["comments", "opmerkingen"],
            ["drawing", "tekening"],
            ["footnotes", "voetnoten"],
            ["endnotes", "eindnoten"],
            ["glossary", "bouwstenen"],
            ["links", "koppelingen"],
            ["properties", "eigenschappen"],
            ["shared strings", "gedeelde teksten"],
        ];
        if let Some([en, nl]) = WHOLE.into_iter().find(|[en, _]| part == *en) {
            return self.say(en, nl).to_owned();
        }
        for [en, nl] in NUMBERED {
            if let Some(number) = part
                .strip_prefix(en)
                .and_then(|rest| rest.strip_prefix(' '))
                && number.starts_with(|first: char| first.is_ascii_digit())
            {
                return format!("{} {number}", self.say(en, nl));
            }
        }
        part.to_owned()
    }

    /// What is wrong with a file, and the language that it is in.
    pub(crate) fn trouble(self, english: &str) -> (String, Locale) {
        self.or_english(english, || detect::DUTCH.sentence(english))
    }

    /// What is said in Dutch, and the language that it is in: English where nobody has written it in Dutch.
    fn or_english(self, english: &str, dutch: impl FnOnce() -> Option<String>) -> (String, Locale) {
        let dutch = match self.0 {
            Locale::En => None,
            Locale::Nl => dutch(),
        };
        dutch.map_or_else(|| (english.to_owned(), Locale::En), |it| (it, Locale::Nl))
    }

    /// What a finding of this category and detector shows, and the language that it is in, if it is in one: values are
    /// in none.
    pub(crate) fn evidence(
        self,
        category: Category,
        detector: &str,
        english: &str,
    ) -> (String, Option<Locale>) {
        if category == Category::File {
            let (trouble, language) = self.trouble(english);
            return (trouble, Some(language));
        }
        if category != Category::Website {
            return (english.to_owned(), None);
        }
        let (said, language) = self.or_english(english, || {
            website::catalogue::evidence_in_dutch(detector, english)
        });
        // A name of a host is the same in both.
        let is_in_both = language == Locale::Nl && said == english;
        (said, (!is_in_both).then_some(language))
    }

    /// A step of the engine's reasoning, and the language that it is in: English where nobody has written it in Dutch.
    pub(crate) fn reason(self, english: &str) -> (String, Locale) {
        self.or_english(english, || {
            let dutch = detect::DUTCH.line(english);
            dutch.or_else(|| website::catalogue::explanation_in_dutch(english))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sizes_and_dates_are_written_as_in_the_language() {
        let (en, nl) = (Words(Locale::En), Words(Locale::Nl));
        let numbers = [0, 999, 1_000, 20_000, 1_234_567];
        let written = |words: Words| numbers.map(|number| words.number(number));
        assert_eq!(written(en), ["0", "999", "1,000", "20,000", "1,234,567"]);
        assert_eq!(written(nl), ["0", "999", "1.000", "20.000", "1.234.567"]);
        assert_eq!(en.bytes(1), "1 byte");
        assert_eq!(nl.bytes(26_429), "25,8 KiB");
        assert_eq!(en.bytes(1 << 30), "1.0 GiB");
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let at = "2026-05-11T22:05:09Z".parse().unwrap();
        assert_eq!(
            en.moment(at, &zone),
            "12 May 2026, 00:05 (Europe/Amsterdam)"
        );
        assert_eq!(
            nl.moment(at, &zone),
            "12 mei 2026, 00:05 (Europe/Amsterdam)"
        );
    }

    #[test]
    fn laws_and_parts_have_dutch_names() {
        let nl = Words(Locale::Nl);
        assert_eq!(
            nl.article("GDPR art. 87, UAVG art. 46"),
            "AVG art. 87, UAVG art. 46"
        );
        assert_eq!(
            nl.article("E-Commerce Directive art. 5, GDPR art. 5(1)(c), 13(1)(e) and 44"),
            "Richtlijn elektronische handel art. 5, AVG art. 5(1)(c), 13(1)(e) en 44"
        );
        let checks = website::catalogue::ALL.iter();
        for meta in checks.chain(detect::Engine::standard().detectors()) {
            let article = nl.article(meta.article);
            for english in ["GDPR", " and ", "Directive", "guidelines", "recital"] {
                assert!(!article.contains(english), "{article}");
            }
        }
        for (part, dutch) in [
            ("page 3", "pagina 3"),
            ("comments 1!A1", "opmerkingen 1!A1"),
            ("comments", "opmerkingen"),
            ("properties", "eigenschappen"),
            ("header 1", "koptekst 1"),
            ("notes 12", "notities 12"),
            ("Sheet1!B7", "Sheet1!B7"),
            ("page of Jan!B7", "page of Jan!B7"),
        ] {
            assert_eq!(nl.part(part), dutch);
        }
        assert_eq!(Words(Locale::En).part("slide 2"), "slide 2");
    }

    #[test]
    fn evidence_is_in_the_language_where_it_is_in_any() {
        let (en, nl) = (Some(Locale::En), Some(Locale::Nl));
        let plain = "served over http";
        let rows = [
            (
                Category::Website,
                "website-without-tls",
                plain,
                "aangeboden over http",
                nl,
            ),
            (
                Category::Website,
                "website-third-party",
                "cdn.example",
                "cdn.example",
                None,
            ),
            (
                Category::Website,
                "website-tls-invalid",
                "a.nl: broken",
                "a.nl: broken",
                en,
            ),
            (
                Category::File,
                "file-unreadable",
                "it is encrypted",
                "het is versleuteld",
                nl,
            ),
            (Category::PersonalData, "nl-bsn", plain, plain, None),
        ];
        for (category, detector, english, dutch, language) in rows {
            let told = Words(Locale::Nl).evidence(category, detector, english);
            assert_eq!(told, (dutch.to_owned(), language), "{detector}");
            let (told, _) = Words(Locale::En).evidence(category, detector, english);
            assert_eq!(told, english, "{detector}");
        }
    }
}
