//! The Greek social security number (AMKA).

use super::read::{Strength, found, is_short_date, read_run};
use crate::checksum::is_luhn;
use crate::detector::{Detector, Trigger};
use crate::view::{Candidates, Hit, View};

pub(super) const AMKA: Detector = national!(
    "gr-amka",
    "Greek social security number (AMKA)",
    "Grieks socialezekerheidsnummer (AMKA)",
    "GDPR art. 87",
    "Date of birth, four digits and a check digit (Luhn).",
    "Geboortedatum, vier cijfers en een controlecijfer (Luhn).",
    words: [
        common, "amka", "a.m.k.a", "αμκα", "ΑΜΚΑ", "α.μ.κ.α", "Α.Μ.Κ.Α", "κοινωνικής ασφάλισης",
        "μητρώου", "greek", "greece", "grieks", "griekenland", "hellas", "ελλάδα",
    ],
    matches: [
        "Ο ΑΜΚΑ μου είναι 01013099997.",
        "AMKA: 01013099997",
        "{\"amka\": \"01013099997\"}",
    ],
    passes: [
        "AMKA 01013099998",
        "AMKA 01133099997",
        "telefoon 01013099997",
    ],
    triggers: &[Trigger::Groups(6..=6, examine), Trigger::Alone(11..=11, examine)],
    rank: super::RANK,
);

fn examine(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let Some(number) = read_run(view, hit, &["00000000000", "000000 00000", "000000-00000"]) else {
        return;
    };
    if !is_short_date(number.value(4, 2), number.value(2, 2), number.value(0, 2))
        || !is_luhn(number.bytes())
    {
        return;
    }
    // Half of all telephone numbers begin with a zero, as a day of birth does.
    let strength = if number.at(0) == b'0' || number.is_grouped {
        Strength::Weak
    } else {
        Strength::Fair
    };
    candidates.push(found(
        "gr-amka",
        view,
        &number,
        strength,
        "eleven digits that begin with a date",
        "passes the Luhn check",
    ));
}
