//! Identifiers: a prefix that names the kind, then a time-ordered `UUIDv7` in base 32 (`TypeID` 0.3).
//!
//! The prefix keeps an id of one kind from passing as another, to the compiler and to a person.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use type_safe_id::{StaticType, TypeSafeId};
use uuid::{NoContext, Uuid};

use crate::{Name, Severity, Source, SourceKind};

/// Text that is not an id of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id of the form {prefix}_ followed by 26 characters")]
pub struct InvalidId {
    prefix: &'static str,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $marker:ident $prefix:literal;)+) => {$(
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        struct $marker;

        impl StaticType for $marker {
            const TYPE: &'static str = $prefix;
        }

        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(TypeSafeId<$marker>);

        impl $name {
            /// What every id of this kind begins with, before the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// A new id that sorts by `now`.
            #[must_use]
            pub fn at(now: Timestamp) -> Self {
                Self::from_uuid(uuid_at(now))
            }

            /// The id that carries `uuid`.
            #[must_use]
            pub fn from_uuid(uuid: Uuid) -> Self {
                Self(TypeSafeId::from_uuid(uuid))
            }

            /// The UUID inside.
            #[must_use]
            pub fn uuid(&self) -> Uuid {
                self.0.uuid()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                let id = text.parse().map(Self).map_err(|_| InvalidId { prefix: $prefix })?;
                // One id, one spelling: keys and cursors are compared as text.
                if id.to_string() == text { Ok(id) } else { Err(InvalidId { prefix: $prefix }) }
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some(concat!("^", $prefix, "_[0-7][0-9a-hjkmnp-tv-z]{25}$")))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
        }
    )+};
}

ids! {
    /// A customer: the unit that data, limits, bills and erasure belong to.
    TenantId TenantKind "ten";
    /// A person, across tenants: carries the UUID of the user pool's `sub`.
    UserId UserKind "usr";
    /// An API key's public name; the secret is never an id.
    ApiKeyId ApiKeyKind "key";
    /// One scan.
    ScanId ScanKind "scan";
    /// The scans of one thing; derived from what that is, see [`SeriesId::of_source`].
    SeriesId SeriesKind "ser";
    /// One finding of one scan; sorts by severity, see [`FindingId::derive`].
    FindingId FindingKind "fnd";
    /// One uploaded object.
    UploadId UploadKind "upl";
    /// A sign-up that waits for its e-mail to be verified.
    SignUpId SignUpKind "sgn";
    /// One assessment: a questionnaire that is being answered, or was.
    AssessmentId AssessmentKind "asm";
    /// One schedule: a website that is scanned by the clock.
    ScheduleId ScheduleKind "sched";
    /// One batch of usage events; what a counter remembers so that redelivery changes nothing.
    UsageBatchId UsageBatchKind "use";
}

fn uuid_at(now: Timestamp) -> Uuid {
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, seconds, nanos))
}

impl UsageBatchId {
    /// The batch that reports one scan: the same however often its worker runs.
    #[must_use]
    pub fn of_scan(scan: ScanId) -> Self {
        Self::from_uuid(scan.uuid())
    }

    /// When the batch was named, to the millisecond; the age that counters forget ids by.
    #[must_use]
    pub fn millis(&self) -> u64 {
        u64::try_from(self.uuid().as_u128() >> 80).unwrap_or(0)
    }
}

impl ScanId {
    /// The scan that a schedule starts at the time that it is due: the same however often that is tried.
    ///
    /// It sorts by that time.
    #[must_use]
    pub fn of_schedule(schedule: ScheduleId, due_at: Timestamp) -> Self {
        use sha2::{Digest, Sha256};
        let millis = u64::try_from(due_at.as_millisecond()).unwrap_or(0);
        let digest = Sha256::new()
            .chain_update(schedule.uuid().as_bytes())
            .chain_update(millis.to_be_bytes())
            .finalize();
        let mut bytes = [0; 16];
        bytes[..6].copy_from_slice(&millis.to_be_bytes()[2..]);
        bytes[6..].copy_from_slice(&digest[..10]);
        // RFC 9562 version 7, whose bits behind the time are nobody's to interpret.
        bytes[6] = (bytes[6] & 0x0f) | 0x70;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        Self::from_uuid(Uuid::from_bytes(bytes))
    }
}

impl SeriesId {
    /// The series of what comes in this way under this file name, or from this website, and is called
    /// this.
    ///
    /// The file name alone would put every `export.csv` of a tenant into one series, and the name
    /// alone is the file's unless somebody gave one. Content has no part in it: a series is what
    /// stays the same while its content changes.
    #[must_use]
    pub fn of_source(source: &Source, name: &Name) -> Self {
        let (kind, thing) = match source.kind {
            SourceKind::Text => ("text", ""),
            SourceKind::Upload => ("upload", &*source.file_name),
            SourceKind::Assessment => ("assessment", &*source.file_name),
            SourceKind::Website => {
                let website = source.website.as_ref();
                ("website", website.map_or("", |website| &*website.url))
            }
        };
        Self::derive([kind, thing, name.as_str()])
    }

    /// The series that a caller calls this.
    #[must_use]
    pub fn named(name: &Name) -> Self {
        Self::derive(["named", "", name.as_str()])
    }

    fn derive(parts: [&str; 3]) -> Self {
        use sha2::{Digest, Sha256};
        let mut digest = Sha256::new();
        for part in parts {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part.as_bytes());
        }
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest.finalize()[..16]);
        // RFC 9562 version 8. A type id begins with 0 to 7.
        bytes[6] = (bytes[6] & 0x0f) | 0x80;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        Self::from_uuid(Uuid::from_bytes(bytes))
    }
}

impl FindingId {
    /// The id of the `ordinal`-th finding with this fingerprint at this place of a scan.
    ///
    /// Derived, so that a scan which is resumed after a crash writes each finding once; and led by
    /// the severity, so that ids sort as people read them and a record's key follows from its id.
    #[must_use]
    pub fn derive(scan: ScanId, severity: Severity, place: &str, ordinal: u64) -> Self {
        use sha2::{Digest, Sha256};
        let digest = Sha256::new()
            .chain_update(scan.uuid().as_bytes())
            .chain_update(ordinal.to_be_bytes())
            .chain_update(place.as_bytes())
            .finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        bytes[0] = severity_rank(severity);
        // RFC 9562 version 8: a UUID whose other bits are ours to define.
        bytes[6] = (bytes[6] & 0x0f) | 0x80;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        Self::from_uuid(Uuid::from_bytes(bytes))
    }

    /// The severity that the id was derived with; `None` for an id that nobody derived.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        let rank = self.uuid().as_bytes()[0];
        [
            Severity::Critical,
            Severity::High,
            Severity::Medium,
            Severity::Low,
        ]
        .into_iter()
        .find(|severity| severity_rank(*severity) == rank)
    }
}

/// Sorts the worst first.
fn severity_rank(severity: Severity) -> u8 {
    match severity {
        Severity::Critical => 0,
        Severity::High => 1,
        Severity::Medium => 2,
        Severity::Low => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time_and_round_trip() {
        let early = ScanId::at("2026-01-01T00:00:00Z".parse().unwrap());
        let late = ScanId::at("2026-01-02T00:00:00Z".parse().unwrap());
        assert!(early.to_string() < late.to_string());
        assert_eq!(early.to_string().parse::<ScanId>().unwrap(), early);
    }

    #[test]
    fn an_id_of_another_kind_or_spelling_is_refused() {
        let id = ScanId::at("2026-01-01T00:00:00Z".parse().unwrap()).to_string();
        let cases = [
            id.replace("scan_", "ten_"),
            id.to_uppercase(),
            format!("{id} "),
            id[..id.len() - 1].to_owned(),
            id.replace("scan_", ""),
            String::new(),
            "scan_zzzzzzzzzzzzzzzzzzzzzzzzzz".to_owned(),
            "scan_01h45ytscbebyvny4gc8cr8ma\u{e9}".to_owned(),
        ];
        for case in cases {
            assert!(
                case.parse::<ScanId>().is_err(),
                "{case:?} was taken for a scan id"
            );
        }
    }

    #[test]
    fn a_scan_of_a_schedule_follows_from_when_it_was_due() {
        let (due, later): (Timestamp, Timestamp) = (
            "2026-01-01T03:00:00Z".parse().unwrap(),
            "2026-01-02T03:00:00Z".parse().unwrap(),
        );
        let schedule = ScheduleId::at(due);
        let id = ScanId::of_schedule(schedule, due);
        assert_eq!(id, ScanId::of_schedule(schedule, due));
        assert_ne!(id, ScanId::of_schedule(schedule, later));
        assert_ne!(id, ScanId::of_schedule(ScheduleId::at(due), due));
        assert_eq!(id.uuid().get_version_num(), 7);
        assert_eq!(id.to_string().parse::<ScanId>().unwrap(), id);
        let between = ScanId::at("2026-01-01T12:00:00Z".parse().unwrap());
        assert!(id.to_string() < between.to_string());
        assert!(between.to_string() < ScanId::of_schedule(schedule, later).to_string());
    }

    #[test]
    fn a_series_is_what_is_scanned_under_a_name() {
        let name = |text: &str| Name::try_from(text.to_owned()).unwrap();
        let source = |kind, file_name: &str| Source {
            kind,
            upload: None,
            file_name: file_name.to_owned(),
            bytes: 1,
            website: None,
        };
        let file = source(SourceKind::Upload, "export.csv");
        let id = SeriesId::of_source(&file, &name("customers"));
        let later = Source {
            bytes: 2,
            ..file.clone()
        };
        assert_eq!(id, SeriesId::of_source(&later, &name("customers")));
        for other in [
            SeriesId::of_source(&file, &name("orders")),
            SeriesId::of_source(
                &source(SourceKind::Upload, "export2.csv"),
                &name("customers"),
            ),
            SeriesId::of_source(&source(SourceKind::Text, ""), &name("customers")),
            SeriesId::named(&name("customers")),
        ] {
            assert_ne!(id, other);
        }
        assert_eq!(id.to_string().parse::<SeriesId>().unwrap(), id);
    }

    #[test]
    fn finding_ids_carry_their_severity_and_sort_by_it() {
        let scan = ScanId::at("2026-01-01T00:00:00Z".parse().unwrap());
        let ids: Vec<_> = [
            Severity::Critical,
            Severity::High,
            Severity::Medium,
            Severity::Low,
        ]
        .map(|severity| (severity, FindingId::derive(scan, severity, "a:1", 0)))
        .into();
        for (severity, id) in &ids {
            assert_eq!(id.severity(), Some(*severity));
        }
        assert!(
            ids.windows(2)
                .all(|pair| pair[0].1.to_string() < pair[1].1.to_string())
        );
    }
}
