//! Names where a text lists people: who sends and receives a mail, who was at a meeting.

use super::{FIRST, SURNAMES, cue, found, is_name_value, parts};
use crate::view::{Candidates, Hit, View};

/// What a mail has before who sends and who receives it.
pub(super) const HEADERS: &[&str] = &["van:", "van :", "aan:", "from:", "\ncc:", "\nto:", "bcc:"];

/// What minutes have before who was there.
pub(super) const PRESENT: &[&str] = &[
    "aanwezig:",
    "aanwezig zijn",
    "aanwezig waren",
    "aanwezigen:",
    "afwezig:",
    "afwezig m.k.:",
    "met kennisgeving:",
    "afgemeld:",
    "deelnemers:",
    "attendees:",
    "present:",
    "participants:",
    "apologies:",
    "teilnehmer:",
    "anwesend:",
    "présents:",
    "katılımcılar:",
];

/// How far a list is followed.
const LONGEST: usize = 320;

/// What doctors are called whose names stand before it: `longarts`, `Neuroloog`.
const PROFESSIONS: &[&str] = &["loog", "arts", "chirurg", "iater", "peut", "loge", "peute"];

/// `Van: Gijsbrecht Olthoff`, `Aan: Chantal Oudshoorn; Berend Spaans`, `Van: Linzel, longarts`.
pub(super) fn examine_header(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let start = hit.start + usize::from(view.at(hit.start) == b'\n');
    let before = view.slice(start.saturating_sub(16)..start);
    let line = before.rsplit('\n').next().unwrap_or(before);
    let is_begin = line.rsplit('>').next().is_some_and(|lead| {
        lead.chars()
            .all(|next| matches!(next, ' ' | '\t' | '*' | '"'))
    });
    if !is_begin {
        return;
    }
    let rest = view.slice(hit.end..hit.end + LONGEST);
    let rest = rest.split(['\n', '\r']).next().unwrap_or(rest);
    let lead = rest.len() - rest.trim_start_matches([' ', '*', '\t', '"']).len();
    let lead = rest
        .get(lead..)
        .and_then(|rest| {
            rest.strip_prefix("</strong>")
                .or_else(|| rest.strip_prefix("</b>"))
        })
        .map_or(lead, |rest_| rest.len() - rest_.trim_start().len());
    let list = rest.get(lead..).unwrap_or_default();
    for (place, item) in items(list, &[';', '<', '>', '&', '"', '(']) {
        let at = hit.end + lead + place;
        let mut parts_of_item = item.split(',');
        let name = parts_of_item.next().unwrap_or_default().trim_end();
        let behind = parts_of_item.next().unwrap_or_default().trim();
        let is_doctor = behind
            .split(' ')
            .next()
            .is_some_and(|word| PROFESSIONS.iter().any(|end| word.ends_with(end)));
        let words = name_words(name);
        if (2..=4).contains(&words) || words == 1 && is_doctor && may_be_one(name) {
            candidates.push(
                found(at, at + name.len(), name)
                    .shape("capitalised words", 0.15)
                    .context("it sends or receives a mail", 0.3),
            );
        }
    }
}

/// `Aanwezig: Foekje, Hero Tammes (vz), Lia van Zoest en J. Oldersma`.
pub(super) fn examine_present(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let rest = view.slice(hit.end..hit.end + LONGEST);
    let rest = rest.split(['\n', '\r']).next().unwrap_or(rest);
    let lead = rest.len() - rest.trim_start_matches([' ', '*', '\t', ':', '"']).len();
    let list = rest.get(lead..).unwrap_or_default();
    let list = list.split(". ").next().unwrap_or(list);
    let list = list.trim_end_matches('.');
    let is_known = |word: &str| {
        let lower = cue::lowercase(word);
        FIRST.contains(lower.as_str()) || SURNAMES.contains(lower.as_str())
    };
    let has_known = list.split([' ', ',', ';']).any(is_known);
    for (place, item) in items(list, &[',', ';', '(', '/', '<']) {
        let at = hit.end + lead + place;
        let words = name_words(item);
        if (2..=4).contains(&words) || words == 1 && has_known && may_be_one(item) {
            candidates.push(
                found(at, at + item.len(), item)
                    .shape("capitalised words", 0.15)
                    .context("a list of who is present has it", 0.3),
            );
        }
    }
}

/// The items of a list, and where they begin: what such signs and the word for “and” part.
fn items<'a>(list: &'a str, signs: &[char]) -> Vec<(usize, &'a str)> {
    let mut items = Vec::new();
    let mut from = 0;
    for piece in list.split_inclusive(signs) {
        let mut at = from;
        for item in piece.trim_end_matches(signs).split(" en ") {
            let trimmed = item.trim_start();
            items.push((at + item.len() - trimmed.len(), trimmed.trim_end()));
            at += item.len() + " en ".len();
        }
        from += piece.len();
    }
    items
}

/// How many words a name has that is all of a text: capitalised ones and initials, with particles between them; none
/// where another word stands there, or one that says that it's a company or a department.
fn name_words(name: &str) -> usize {
    let mut words = 0;
    for word in name.split(' ') {
        let lower = cue::lowercase(word);
        let bare = lower.trim_end_matches('.');
        let is_particle = parts::PARTICLES.contains(&word) || matches!(word, "in" | "op");
        if is_particle {
            continue;
        }
        let is_shouted = word.chars().count() > 2
            && !word.chars().any(char::is_lowercase)
            && !word.contains('.');
        if !word.starts_with(char::is_uppercase) || is_shouted || parts::is_no_name(bare) {
            return 0;
        }
        words += 1;
    }
    let has_word = name
        .split(' ')
        .any(|word| word.chars().filter(|next| next.is_lowercase()).count() > 1);
    if has_word && is_name_value(name) && !parts::names_thing(name) {
        words
    } else {
        0
    }
}

/// Whether a single word may be a name.
fn may_be_one(word: &str) -> bool {
    parts::may_be_anybody(word, 0, word.len())
}
