//! The report of a scan.

use std::collections::BTreeMap;

use detect::DECIDED_BY_FILE;
use domain::{Category, FindingState, Locale, Risk, RiskFactor, ScanState, Severity, SourceKind};
use jiff::tz::TimeZone;

use super::words::Words;
use super::{
    Block, Brand, Cell, Column, Count, Document, Fact, Line, Matrix, Score, Section, Style, Table,
};
use crate::model::{Baseline, FindingOut, ScanOut};

/// The most findings that a report for people lists. Nobody reads more; the other formats have them all.
const LISTED_MAX: usize = 2_000;
/// The most of one kind and severity, so that the commonest kind leaves room for the others.
const LISTED_MAX_OF_A_KIND: usize = 250;
/// The most that were settled or could not be read.
const LISTED_MAX_ASIDE: usize = 500;

/// For whom the report is.
#[derive(Clone, Debug)]
pub struct Presentation {
    /// What it is written in.
    pub language: Locale,
    /// Where its readers' days begin.
    pub zone: TimeZone,
    /// How it looks.
    pub brand: Brand,
}

/// Writes the report of a scan.
#[must_use]
pub fn of_scan(scan: &ScanOut, findings: &[FindingOut], how: Presentation) -> Document {
    let words = Words(how.language);
    let report = Report {
        words,
        scan,
        findings,
        zone: &how.zone,
        heap: Heap::sort(findings),
    };
    let made_at = scan.finished_at.unwrap_or(scan.created_at);
    Document {
        language: how.language,
        title: words.say("Scan report", "Scanrapport").to_owned(),
        subject: super::text::clean(scan.name.as_str()),
        made_at,
        facts: report.facts(made_at),
        sections: report.sections(),
        brand: how.brand,
        page_words: [words.say("page", "pagina"), words.say("of", "van")],
        contents: words.say("Contents", "Inhoud"),
    }
}

/// The findings, as the report goes through them.
struct Heap<'a> {
    /// To be dealt with: by severity, then detector, then place.
    open: BTreeMap<(usize, &'a str), Vec<&'a FindingOut>>,
    /// Decided about, by people or in the file.
    settled: Vec<&'a FindingOut>,
    /// About files instead of what is in them.
    files: Vec<&'a FindingOut>,
}

impl<'a> Heap<'a> {
    fn sort(findings: &'a [FindingOut]) -> Self {
        let mut heap = Self {
            open: BTreeMap::new(),
            settled: Vec::new(),
            files: Vec::new(),
        };
        let mut placed: Vec<_> = findings.iter().collect();
        placed.sort_by_cached_key(|finding| place_of(finding));
        for finding in placed {
            match finding.state {
                FindingState::Open | FindingState::Confirmed => {}
                FindingState::FalsePositive | FindingState::Accepted | FindingState::Fixed => {
                    heap.settled.push(finding);
                    continue;
                }
            }
            if finding.category == Category::File {
                heap.files.push(finding);
            } else {
                let rank = Severity::ALL
                    .iter()
                    .position(|severity| *severity == finding.severity)
                    .unwrap_or(Severity::ALL.len());
                let kind = (rank, finding.detector.as_str());
                heap.open.entry(kind).or_default().push(finding);
            }
        }
        heap
    }

    /// Of one severity: each kind with its findings, the commonest first.
    fn kinds(&self, severity: usize) -> Vec<(&'a str, &[&'a FindingOut])> {
        let mut kinds: Vec<_> = self
            .open
            .iter()
            .filter(|((rank, _), _)| *rank == severity)
            .map(|((_, detector), findings)| (*detector, findings.as_slice()))
            .collect();
        kinds.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(b.0)));
        kinds
    }
}

/// What places are ordered by; the id last, so that the order is the same each time.
fn place_of(finding: &FindingOut) -> impl Ord + use<'_> {
    let place = &finding.location;
    (
        &place.path,
        place.line,
        // `page 10` comes after `page 9`.
        place.part.as_deref().map(|part| {
            (
                part.trim_end_matches(|c: char| c.is_ascii_digit()),
                part.len(),
                part,
            )
        }),
        place.column,
        finding.id.to_string(),
    )
}

struct Report<'a> {
    words: Words,
    scan: &'a ScanOut,
    findings: &'a [FindingOut],
    zone: &'a TimeZone,
    heap: Heap<'a>,
}

impl Report<'_> {
    fn facts(&self, made_at: jiff::Timestamp) -> Vec<Fact> {
        let (words, scan) = (self.words, self.scan);
        let source = match scan.source.kind {
            SourceKind::Text => words.say("Text", "Tekst").to_owned(),
            SourceKind::Upload if scan.source.file_name.is_empty() => {
                words.say("Files", "Bestanden").to_owned()
            }
            SourceKind::Upload | SourceKind::Assessment => scan.source.file_name.clone(),
            SourceKind::Website => scan
                .source
                .website
                .as_ref()
                .map_or_else(String::new, |website| website.url.clone()),
        };
        let read = format!(
            "{}, {}",
            words.count(
                scan.progress.documents,
                ["document", "documents"],
                ["document", "documenten"]
            ),
            words.bytes(scan.progress.bytes)
        );
        vec![
            Fact::new(words.say("Scanned", "Gescand"), source),
            if self.is_assessment() {
                Fact::new(
                    words.say("Read", "Gelezen"),
                    words.say("answers", "antwoorden"),
                )
            } else {
                Fact::new(words.say("Read", "Gelezen"), read)
            },
            Fact::new(
                words.say("Completed", "Voltooid"),
                words.moment(made_at, self.zone),
            ),
            Fact::new(words.say("Scan", "Scan"), scan.id.to_string()),
            Fact::new(
                words.say("Engine", "Motor"),
                format!("Polder {}", scan.engine_version),
            ),
        ]
    }

    fn sections(&self) -> Vec<Section> {
        let mut sections = vec![self.summary()];
        let mut room = LISTED_MAX;
        for (rank, severity) in Severity::ALL.into_iter().enumerate() {
            sections.extend(self.findings(rank, severity, &mut room));
        }
        sections.extend(self.unread());
        sections.extend(self.settled());
        sections.push(self.about());
        sections
    }

    fn summary(&self) -> Section {
        let (words, scan) = (self.words, self.scan);
        let mut section = Section::new(
            "summary",
            words.say("Management summary", "Managementsamenvatting"),
        );
        match scan.state {
            ScanState::Completed | ScanState::Queued | ScanState::Running => {}
            ScanState::Cancelled => section.say(words.say(
                "The scan was stopped before its end. This report tells what it had found by then.",
                "De scan is voortijdig gestopt. Dit rapport vertelt wat tot dan toe gevonden was.",
            )),
            ScanState::Failed => section.say(words.say(
                "The scan failed. This report tells what it had found by then.",
                "De scan is mislukt. Dit rapport vertelt wat tot dan toe gevonden was.",
            )),
        }
        section.blocks.extend(self.assessed());
        section.say(self.verdict());
        section.blocks.extend(self.decided());
        let counts = &scan.findings;
        section.blocks.push(Block::Counts(
            [
                (Severity::Critical, counts.critical),
                (Severity::High, counts.high),
                (Severity::Medium, counts.medium),
                (Severity::Low, counts.low),
            ]
            .map(|(tone, number)| Count {
                label: words.severity(tone).to_owned(),
                number: words.number(number),
                tone,
            })
            .into(),
        ));
        let mut risk = Section::new("risk", words.say("Risk", "Risico"));
        if let Some(score) = &scan.risk {
            risk.blocks.push(Block::Score(Score {
                value: score.score,
                label: words.say("Risk score", "Risicoscore").to_owned(),
                words: format!("{} {} 100", score.score, words.say("of", "van")),
            }));
            if self.is_assessment() {
                risk.say(words.say(
                    "The score lies in the range of the class, by what the answers add to it; a critical finding makes it at \
                     least 70, or 35 where it rests on an answer that nobody knew.",
                    "De score ligt in het bereik van de klasse, naar wat de antwoorden eraan toevoegen; een kritieke bevinding \
                     maakt er ten minste 70 van, of 35 als die berust op een antwoord dat niemand wist.",
                ));
            } else {
                risk.say(words.say(
                "The score adds up the findings by severity and certainty; a hundred of a kind weigh more than one, but \
                 not a hundred times. One certain critical finding makes it at least 70.",
                "De score telt de bevindingen op naar ernst en zekerheid; honderd van een soort wegen zwaarder dan één, \
                 maar niet honderd keer. Eén zekere kritieke bevinding maakt er ten minste 70 van.",
            ));
            }
            risk.blocks
                .push(Block::Matrix(self.matrix(score.severity, score.likelihood)));
            if let Some(table) = self.made_of(score) {
                risk.say(words.say(
                    "Each kind has its share of the points, which add up to the score but for rounding. The kinds that \
                     brought most are listed.",
                    "Elke soort heeft haar aandeel in de punten, die op afronding na optellen tot de score. De soorten die \
                     het meest brachten, staan er.",
                ));
                risk.blocks.push(Block::Table(table));
            }
            if let Some(floor) = score.floor {
                risk.say(words.say(
                    format!("Added up it would be less: the surest critical finding alone makes it {floor}."),
                    format!("Opgeteld zou hij lager zijn: de zekerste kritieke bevinding maakt er al {floor} van."),
                ));
            }
            if score.left_out > 0 {
                let left_out = words.count(
                    score.left_out,
                    ["value is", "values are"],
                    ["waarde telt", "waarden tellen"],
                );
                risk.say(words.say(
                    format!("{left_out} not counted, by what people decided earlier."),
                    format!("{left_out} niet mee, door wat mensen eerder besloten."),
                ));
            }
        }
        if !risk.blocks.is_empty() {
            section.sections.push(risk);
        }
        if let Some(table) = self.by_category() {
            let mut kinds =
                Section::new("categories", words.say("What was found", "Wat gevonden is"));
            kinds.blocks.push(Block::Table(table));
            section.sections.push(kinds);
        }
        section
    }

    fn is_assessment(&self) -> bool {
        match self.scan.source.kind {
            SourceKind::Assessment => true,
            SourceKind::Text | SourceKind::Upload | SourceKind::Website => false,
        }
    }

    /// What an assessment came to: its class with articles and reasons, the parts of its score, and what to do next.
    fn assessed(&self) -> Vec<Block> {
        let (words, Some(verdict)) = (self.words, &self.scan.verdict) else {
            return Vec::new();
        };
        let line = |style, text: &str| {
            Block::Paragraph(Line::new(style, text).in_language(verdict.language))
        };
        let mut blocks = vec![Block::Facts(vec![
            Fact::new(
                words.say("Classification", "Classificatie"),
                &verdict.classification_name,
            ),
            Fact::new(
                words.say("By", "Volgens"),
                words.article(&verdict.articles.join("; ")),
            ),
            Fact::new(words.say("Law", "Wet"), &verdict.law),
        ])];
        blocks.extend(verdict.reasons.iter().map(|it| line(Style::Plain, it)));
        if !verdict.next_steps.is_empty() {
            let heading = words.say("Next steps", "Volgende stappen");
            blocks.push(Block::Paragraph(Line::new(Style::Strong, heading)));
            for (number, step) in (1..).zip(&verdict.next_steps) {
                blocks.push(line(Style::Plain, &format!("{number}. {step}")));
            }
        }
        if !verdict.score_parts.is_empty() {
            let heading = words.say("What the score is made of", "Waaruit de score bestaat");
            blocks.push(Block::Paragraph(Line::new(Style::Strong, heading)));
            for part in &verdict.score_parts {
                blocks.push(line(
                    Style::Plain,
                    &format!("{}: {}", part.text, part.points),
                ));
            }
        }
        blocks
    }

    /// The scan in two sentences.
    fn verdict(&self) -> String {
        let (words, scan) = (self.words, self.scan);
        let total = scan.findings.total();
        let documents = words.count(
            scan.progress.documents,
            ["document", "documents"],
            ["document", "documenten"],
        );
        let size = words.bytes(scan.progress.bytes);
        let is_assessment = self.is_assessment();
        if total == 0 && is_assessment {
            return words
                .say(
                    "By the answers that were given, nothing needs attention.",
                    "Naar de antwoorden die gegeven zijn, heeft niets aandacht nodig.",
                )
                .to_owned();
        }
        if total == 0 {
            return words.say(
                format!("Polder read {documents} ({size}) and found nothing that needs attention."),
                format!("Polder las {documents} ({size}) en vond niets dat aandacht nodig heeft."),
            );
        }
        let findings = words.count(total, ["finding", "findings"], ["bevinding", "bevindingen"]);
        if is_assessment {
            return words.say(
                format!("By the answers that were given, there are {findings}."),
                format!("Naar de antwoorden die gegeven zijn, zijn er {findings}."),
            );
        }
        let first = words.say(
            format!("Polder read {documents} ({size}) and made {findings}."),
            format!("Polder las {documents} ({size}) en deed {findings}."),
        );
        let second = match (scan.findings.critical, scan.findings.high) {
            (0, 0) => words
                .say("None is critical or high.", "Geen ervan is kritiek of hoog.")
                .to_owned(),
            (0, 1) => words
                .say(
                    "None is critical. Begin with the one that is high: it identifies or harms a person directly, or opens a system.",
                    "Geen ervan is kritiek. Begin met de ene die hoog is: die identificeert of schaadt iemand rechtstreeks, of opent een systeem.",
                )
                .to_owned(),
            (0, high) => {
                let high = words.number(high);
                words.say(
                    format!("None is critical. Begin with the {high} that are high: they identify or harm a person directly, or open a system."),
                    format!("Geen ervan is kritiek. Begin met de {high} die hoog zijn: die identificeren of schaden iemand rechtstreeks, of openen een systeem."),
                )
            }
            (1, _) => words
                .say(
                    "Begin with the one that is critical: identity theft, special categories of data, or a key that may work.",
                    "Begin met de ene die kritiek is: identiteitsdiefstal, bijzondere persoonsgegevens, of een sleutel die kan werken.",
                )
                .to_owned(),
            (critical, _) => {
                let critical = words.number(critical);
                words.say(
                    format!("Begin with the {critical} that are critical: identity theft, special categories of data, or keys that may work."),
                    format!("Begin met de {critical} die kritiek zijn: identiteitsdiefstal, bijzondere persoonsgegevens, of sleutels die kunnen werken."),
                )
            }
        };
        format!("{first} {second}")
    }

    /// How many of the findings that were counted have been decided about since. What was decided before, in the file or
    /// of the same finding in an earlier scan, was not counted.
    fn decided(&self) -> Option<Block> {
        let words = self.words;
        let ended = self.scan.finished_at.unwrap_or(self.scan.created_at);
        let settled = self.heap.settled.iter();
        let decided = settled
            .filter(|finding| finding.triaged_at.is_some_and(|at| at > ended))
            .count();
        if decided == 0 {
            return None;
        }
        let decided = words.number(decided as u64);
        Some(Block::Paragraph(Line::new(
            Style::Plain,
            words.say(
                format!("{decided} of them have been decided about since; they stand in a section of their own."),
                format!("Over {decided} daarvan is sindsdien besloten; die staan in een eigen hoofdstuk."),
            ),
        )))
    }

    fn matrix(&self, severity: u8, likelihood: u8) -> Matrix {
        let words = self.words;
        let steps = words.say(
            ["Negligible", "Limited", "Significant", "Maximum"],
            ["Verwaarloosbaar", "Beperkt", "Aanzienlijk", "Maximaal"],
        );
        let step = |level: u8| {
            steps
                .get(usize::from(level.clamp(1, 4)) - 1)
                .copied()
                .unwrap_or_default()
                .to_lowercase()
        };
        let (up, right) = (step(severity), step(likelihood));
        Matrix {
            words: words.say(
                format!("In the CNIL's matrix the severity is {up} ({severity} of 4) and the likelihood {right} ({likelihood} of 4)."),
                format!("In de matrix van de CNIL is de ernst {up} ({severity} van 4) en de waarschijnlijkheid {right} ({likelihood} van 4)."),
            ),
            up: (words.say("Severity", "Ernst").to_owned(), steps),
            right: (words.say("Likelihood", "Waarschijnlijkheid").to_owned(), steps),
            cell: (severity.clamp(1, 4), likelihood.clamp(1, 4)),
        }
    }

    /// What the score is made of: each detector's share of its points, as the API tells it.
    fn made_of(&self, risk: &Risk) -> Option<Table> {
        let words = self.words;
        if risk.factors.is_empty() {
            return None;
        }
        let number = |number| vec![Line::new(Style::Plain, words.number(number))];
        let rows = risk.factors.iter().map(|factor| {
            vec![
                vec![Line::new(Style::Plain, self.factor(factor))],
                vec![Line::new(Style::Plain, words.severity(factor.severity))],
                number(factor.values),
                number(factor.points.into()),
            ]
        });
        Some(Table {
            caption: words
                .say("What the score is made of", "Waaruit de score bestaat")
                .to_owned(),
            columns: vec![
                column(words.say("Kind", "Soort"), 6),
                column(words.say("The worst", "De ergste"), 3),
                number_column(words.say("Values", "Waarden"), 3),
                number_column(words.say("Points", "Punten"), 3),
            ],
            rows: rows.collect(),
        })
    }

    /// What a factor's detector finds. One of the tenant's own is called what it is called in its findings.
    fn factor(&self, factor: &RiskFactor) -> String {
        let of_it = |finding: &&FindingOut| finding.detector == factor.detector;
        let example = self.findings.iter().find(of_it);
        match (crate::model::meta(&factor.detector), example) {
            (Some(meta), _) => self.words.say(meta.name.en, meta.name.nl).to_owned(),
            (None, Some(example)) => example.title.clone(),
            (None, None) => factor.detector.clone(),
        }
    }

    fn by_category(&self) -> Option<Table> {
        let words = self.words;
        let mut counts: BTreeMap<&str, [u64; 4]> = BTreeMap::new();
        for ((rank, _), findings) in &self.heap.open {
            for finding in findings {
                let row = counts.entry(words.category(finding.category)).or_default();
                if let Some(count) = row.get_mut(*rank) {
                    *count += 1;
                }
            }
        }
        // They are listed apart, and counted with the others.
        for finding in &self.heap.files {
            let rank = Severity::ALL.iter().position(|it| *it == finding.severity);
            let row = counts.entry(words.category(finding.category)).or_default();
            if let Some(count) = rank.and_then(|rank| row.get_mut(rank)) {
                *count += 1;
            }
        }
        if counts.is_empty() {
            return None;
        }
        let mut columns = vec![column(words.say("Category", "Categorie"), 8)];
        columns.extend(Severity::ALL.map(|severity| number_column(words.severity(severity), 3)));
        Some(Table {
            caption: words
                .say(
                    "Open findings by category",
                    "Open bevindingen per categorie",
                )
                .to_owned(),
            columns,
            rows: counts
                .into_iter()
                .map(|(category, row)| {
                    let mut cells = vec![vec![Line::new(Style::Plain, category)]];
                    cells.extend(
                        row.map(|count| vec![Line::new(Style::Plain, words.number(count))]),
                    );
                    cells
                })
                .collect(),
        })
    }

    /// The findings of one severity, detector by detector. `room` is how many may still be listed.
    fn findings(&self, rank: usize, severity: Severity, room: &mut usize) -> Option<Section> {
        let words = self.words;
        let kinds = self.heap.kinds(rank);
        let total: usize = kinds.iter().map(|(_, findings)| findings.len()).sum();
        if total == 0 {
            return None;
        }
        let heading = format!(
            "{}: {}",
            words.severity(severity),
            words.count(
                total as u64,
                ["finding", "findings"],
                ["bevinding", "bevindingen"]
            )
        );
        let mut section = Section::new(severity.as_str(), heading);
        section.tone = Some(severity);
        if !self.is_assessment() {
            section.say(words.urgency(severity));
        }
        let of_it = self.heap.files.iter();
        let files = of_it.filter(|file| file.severity == severity).count() as u64;
        if files > 0 {
            let further = words.count(
                files,
                ["further finding is", "further findings are"],
                ["verdere bevinding gaat", "verdere bevindingen gaan"],
            );
            section.say(words.say(
                format!(
                    "{further} about files as such and listed under “{}”.",
                    self.unread_heading()
                ),
                format!(
                    "{further} over bestanden zelf; zie “{}”.",
                    self.unread_heading()
                ),
            ));
        }
        for (number, (detector, findings)) in (1..).zip(kinds) {
            let Some(first) = findings.first() else {
                continue;
            };
            let listed = findings.len().min(LISTED_MAX_OF_A_KIND).min(*room);
            *room -= listed;
            let heading = format!(
                "{} ({})",
                self.name(first),
                words.number(findings.len() as u64)
            );
            let mut kind = Section::new(format!("{severity}-{number}"), heading);
            kind.tone = Some(severity);
            kind.blocks.push(Block::Facts(vec![
                Fact::new(words.say("Law", "Wet"), words.article(&first.article)),
                Fact::new(
                    words.say("Category", "Categorie"),
                    words.category(first.category),
                ),
            ]));
            if let Some(meta) = crate::model::meta(detector) {
                kind.say(words.say(meta.help.en, meta.help.nl));
            }
            if let Some(rows) = findings.get(..listed).filter(|rows| !rows.is_empty()) {
                kind.blocks.push(Block::Table(self.table(first, rows)));
            }
            kind.blocks.extend(self.rest(findings.len(), listed));
            section.sections.push(kind);
        }
        Some(section)
    }

    fn table(&self, first: &FindingOut, findings: &[&FindingOut]) -> Table {
        let words = self.words;
        Table {
            caption: format!("{}: {}", words.say("Where", "Waar"), self.name(first)),
            columns: vec![
                column(words.say("Place", "Plaats"), 9),
                column(words.say("Evidence, masked", "Bewijs, gemaskeerd"), 6),
                column(words.say("Certainty", "Zekerheid"), 3),
                column(words.say("Why", "Waarom"), 8),
            ],
            rows: findings
                .iter()
                .map(|finding| {
                    vec![
                        self.place(finding),
                        self.evidence(finding),
                        self.certainty(finding),
                        finding
                            .explanation
                            .iter()
                            .map(|reason| {
                                let (reason, language) = words.reason(reason);
                                Line::new(Style::Quiet, reason).in_language(language)
                            })
                            .collect(),
                    ]
                })
                .collect(),
        }
    }

    fn place(&self, finding: &FindingOut) -> Cell {
        let (words, place) = (self.words, &finding.location);
        let path = match place.path.as_str() {
            "" => words.say("the text", "de tekst"),
            path => path,
        };
        let mut cell = vec![Line::new(Style::Code, path)];
        let mut where_in = Vec::new();
        where_in.extend(place.part.as_deref().map(|part| words.part(part)));
        where_in.extend(
            place
                .line
                .map(|line| format!("{} {line}", words.say("line", "regel"))),
        );
        where_in.extend(
            place
                .column
                .map(|column| format!("{} {column}", words.say("column", "kolom"))),
        );
        if !where_in.is_empty() {
            cell.push(Line::new(Style::Quiet, where_in.join(", ")));
        }
        if let Some(commit) = &finding.commit {
            let commit: String = commit.chars().take(12).collect();
            cell.push(Line::new(Style::Quiet, format!("commit {commit}")));
        }
        cell
    }

    fn evidence(&self, finding: &FindingOut) -> Cell {
        let (evidence, language) =
            self.words
                .evidence(finding.category, &finding.detector, &finding.evidence);
        let evidence = Line::new(Style::Code, evidence);
        let mut cell = vec![match language {
            Some(language) => evidence.in_language(language),
            None => evidence,
        }];
        if finding.occurrences > 1 {
            let times = self.words.number(finding.occurrences);
            cell.push(Line::new(Style::Quiet, format!("× {times}")));
        }
        cell
    }

    fn certainty(&self, finding: &FindingOut) -> Cell {
        let words = self.words;
        let mut cell = vec![Line::new(
            Style::Plain,
            format!("{:.0}%", finding.confidence * 100.0),
        )];
        if finding.state == FindingState::Confirmed {
            cell.push(Line::new(Style::Quiet, words.state(finding.state)));
        }
        match finding.baseline {
            Some(Baseline::New) => cell.push(Line::new(Style::Quiet, words.say("new", "nieuw"))),
            Some(Baseline::Unchanged) => {
                cell.push(Line::new(Style::Quiet, words.say("known", "bekend")));
            }
            // Reports for people list what is there.
            Some(Baseline::Absent) | None => {}
        }
        cell
    }

    fn unread_heading(&self) -> &'static str {
        self.words
            .say("What could not be read", "Wat niet gelezen kon worden")
    }

    /// What could not be read, or attacks its reader.
    fn unread(&self) -> Option<Section> {
        let words = self.words;
        let files = &self.heap.files;
        if files.is_empty() {
            return None;
        }
        let findings = words.count(
            files.len() as u64,
            ["finding", "findings"],
            ["bevinding", "bevindingen"],
        );
        let heading = format!("{}: {findings}", self.unread_heading());
        let mut section = Section::new("unread", heading);
        section.say(words.say(
            "What is in these files is unknown: a report without findings about them says nothing about them. Look at \
             them yourself, or scan them in a form that can be read.",
            "Wat in deze bestanden staat is onbekend: een rapport zonder bevindingen erover zegt er niets over. Bekijk ze \
             zelf, of scan ze in een leesbare vorm.",
        ));
        let listed = files.len().min(LISTED_MAX_ASIDE);
        section.blocks.push(Block::Table(Table {
            caption: words.say("Files", "Bestanden").to_owned(),
            columns: vec![
                column(words.say("Place", "Plaats"), 9),
                column(words.say("What is wrong", "Wat er mis is"), 9),
            ],
            rows: files
                .iter()
                .take(listed)
                .map(|finding| {
                    let (trouble, language) = words.trouble(&finding.evidence);
                    vec![
                        self.place(finding),
                        vec![
                            Line::new(Style::Plain, self.name(finding)),
                            Line::new(Style::Quiet, trouble).in_language(language),
                        ],
                    ]
                })
                .collect(),
        }));
        section.blocks.extend(self.rest(files.len(), listed));
        Some(section)
    }

    /// What somebody has decided about.
    fn settled(&self) -> Option<Section> {
        let (words, settled) = (self.words, &self.heap.settled);
        if settled.is_empty() {
            return None;
        }
        let mut section = Section::new(
            "settled",
            words.say("Settled findings", "Afgehandelde bevindingen"),
        );
        section.say(words.say(
            "Somebody has looked at these and decided, or a comment in the file itself allows them. They are listed so \
             that the decision can be seen.",
            "Iemand heeft deze bekeken en besloten, of een opmerking in het bestand zelf staat ze toe. Ze staan hier zodat \
             het besluit te zien is.",
        ));
        let listed = settled.len().min(LISTED_MAX_ASIDE);
        section.blocks.push(Block::Table(Table {
            caption: words.say("Decisions", "Besluiten").to_owned(),
            columns: vec![
                column(words.say("Place", "Plaats"), 8),
                column(words.say("What", "Wat"), 6),
                column(words.say("Decision", "Besluit"), 4),
                column(words.say("Reason", "Reden"), 8),
            ],
            rows: settled
                .iter()
                .take(listed)
                .map(|finding| {
                    let mut what = vec![Line::new(Style::Plain, self.name(finding))];
                    what.extend(self.evidence(finding));
                    let mut why = vec![Line::new(
                        Style::Plain,
                        finding.reason.as_deref().unwrap_or_default(),
                    )];
                    if let Some(by) = finding.triaged_by.as_deref() {
                        let by = match by {
                            DECIDED_BY_FILE => words.say("in the file", "in het bestand"),
                            by => by,
                        };
                        let on = finding
                            .triaged_at
                            .map(|at| format!(", {}", words.moment(at, self.zone)));
                        why.push(Line::new(
                            Style::Quiet,
                            format!("{by}{}", on.unwrap_or_default()),
                        ));
                    }
                    vec![
                        self.place(finding),
                        what,
                        vec![Line::new(Style::Plain, words.state(finding.state))],
                        why,
                    ]
                })
                .collect(),
        }));
        section.blocks.extend(self.rest(settled.len(), listed));
        Some(section)
    }

    fn about(&self) -> Section {
        let (words, scan) = (self.words, self.scan);
        let mut section = Section::new("about", words.say("About this report", "Over dit rapport"));
        if scan.findings_dropped > 0 {
            let dropped = words.count(
                scan.findings_dropped,
                ["further finding", "further findings"],
                ["verdere bevinding", "verdere bevindingen"],
            );
            section.say(words.say(
                format!("The scan counted {dropped} that it did not keep, because it keeps no more than 20,000. Scan parts of the content by themselves to see them."),
                format!("De scan telde {dropped} die niet bewaard zijn, omdat er hoogstens 20.000 bewaard worden. Scan delen van de inhoud apart om ze te zien."),
            ));
        }
        if let Some(earlier) = scan.reused_from {
            section.say(words.say(
                format!("The content is the same as that of {earlier}, which the same engine scanned less than a day before; its findings were taken over."),
                format!("De inhoud is dezelfde als die van {earlier}, die minder dan een dag eerder door dezelfde motor gescand is; de bevindingen zijn overgenomen."),
            ));
        }
        if self.is_assessment() {
            section.say(words.say(
                "This is a structured reading of the law over the answers that were given, and no legal advice. A finding \
                 that rests on an answer that nobody knew has a certainty of 50%.",
                "Dit is een gestructureerde lezing van de wet over de gegeven antwoorden, en geen juridisch advies. Een \
                 bevinding die berust op een antwoord dat niemand wist, heeft een zekerheid van 50%.",
            ));
            return section;
        }
        section.say(words.say(
            "Evidence is masked before it leaves the scanner: no value that was found stands in this report, nor is it \
             kept anywhere. The place tells where to look.",
            "Bewijs wordt gemaskeerd voordat het de scanner verlaat: geen gevonden waarde staat in dit rapport, noch wordt \
             die ergens bewaard. De plaats vertelt waar te kijken.",
        ));
        section.say(words.say(
            "Certainty is the sum of what spoke for a finding and against it: the shape of the value, checksums, and the \
             words around it.",
            "Zekerheid is de som van wat voor en tegen een bevinding sprak: de vorm van de waarde, controlegetallen en de \
             woorden eromheen.",
        ));
        section.say(words.say(
            "A finding is a hint for a person, not legal advice, and a scan without findings is no proof that there is no \
             personal data.",
            "Een bevinding is een aanwijzing voor een mens en geen juridisch advies, en een scan zonder bevindingen is geen \
             bewijs dat er geen persoonsgegevens zijn.",
        ));
        section
    }

    /// That not all are listed, and where the others are.
    fn rest(&self, total: usize, listed: usize) -> Option<Block> {
        if listed == total {
            return None;
        }
        let words = self.words;
        let (listed, total) = (words.number(listed as u64), words.number(total as u64));
        let id = self.scan.id;
        Some(Block::Paragraph(Line::new(
            Style::Strong,
            words.say(
                format!("{listed} of {total} are listed here. All of them are in the JSON, CSV and SARIF reports of {id}."),
                format!("{listed} van {total} staan hier. Alle staan in de rapporten in JSON, CSV en SARIF van {id}."),
            ),
        )))
    }

    /// What a finding's detector finds, in the language.
    fn name(&self, finding: &FindingOut) -> String {
        crate::model::meta(&finding.detector).map_or_else(
            || finding.title.clone(),
            |meta| self.words.say(meta.name.en, meta.name.nl).to_owned(),
        )
    }
}

fn column(heading: &str, share: u16) -> Column {
    Column {
        heading: heading.to_owned(),
        share,
        numbers: false,
    }
}

fn number_column(heading: &str, share: u16) -> Column {
    Column {
        numbers: true,
        ..column(heading, share)
    }
}
