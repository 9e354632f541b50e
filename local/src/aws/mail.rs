//! The e-mails that the platform sent: none leaves the machine.

use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::Clock;
use jiff::Timestamp;
use rusqlite::{Connection, Params, Row, params};

use super::Error;
use super::data::Folder;

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS mails (
        id TEXT PRIMARY KEY,
        recipient TEXT NOT NULL,
        subject TEXT NOT NULL,
        text TEXT NOT NULL,
        at_ms INTEGER NOT NULL
    );
    CREATE INDEX IF NOT EXISTS mails_by_recipient ON mails (recipient, id);
";

/// An e-mail that was sent.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Mail {
    /// Its id, unique and ordered by time.
    pub id: String,
    /// The recipient's address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text, lines ended by `\n`.
    pub text: String,
    /// When it was sent.
    pub at: Timestamp,
}

/// Every e-mail that was sent, kept with the data.
#[derive(Debug)]
pub struct Mailbox {
    mails: Mutex<Connection>,
    clock: Clock,
}

impl Mailbox {
    pub(super) fn open(folder: &Folder, clock: Clock) -> Result<Self, Error> {
        Ok(Self {
            mails: Mutex::new(folder.database("mail", SCHEMA)?),
            clock,
        })
    }

    /// Puts an e-mail into the mailbox.
    ///
    /// # Errors
    ///
    /// When the mailbox's file can't be written.
    pub fn send(&self, to: &str, subject: &str, text: &str) -> Result<Mail, Error> {
        let mail = Mail {
            id: uuid::Uuid::now_v7().to_string(),
            to: to.to_owned(),
            subject: subject.to_owned(),
            text: text.to_owned(),
            at: self.clock.now(),
        };
        self.mails()
            .execute(
                "INSERT INTO mails (id, recipient, subject, text, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![mail.id, mail.to, mail.subject, mail.text, mail.at.as_millisecond()],
            )
            .map_err(|error| Error::storage("mail", error))?;
        Ok(mail)
    }

    /// Every e-mail, the newest first.
    #[must_use]
    pub fn messages(&self) -> Vec<Mail> {
        self.find(
            "SELECT id, recipient, subject, text, at_ms FROM mails ORDER BY id DESC",
            [],
        )
    }

    /// One e-mail.
    #[must_use]
    pub fn message(&self, id: &str) -> Option<Mail> {
        self.find(
            "SELECT id, recipient, subject, text, at_ms FROM mails WHERE id = ?1",
            [id],
        )
        .pop()
    }

    /// The newest e-mail to an address.
    #[must_use]
    pub fn latest_to(&self, address: &str) -> Option<Mail> {
        self.find(
            "SELECT id, recipient, subject, text, at_ms FROM mails WHERE recipient = ?1
             ORDER BY id DESC LIMIT 1",
            [address],
        )
        .pop()
    }

    /// A mailbox that can't be read is an empty one to its reader; the log says why.
    fn find(&self, query: &str, values: impl Params) -> Vec<Mail> {
        let mails = self.mails();
        let found = mails.prepare_cached(query).and_then(|mut query| {
            query
                .query_map(values, read)?
                .collect::<rusqlite::Result<Vec<Mail>>>()
        });
        found.unwrap_or_else(|error| {
            tracing::error!(%error, "the mailbox can't be read");
            Vec::new()
        })
    }

    fn mails(&self) -> MutexGuard<'_, Connection> {
        self.mails.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Mail> {
    Ok(Mail {
        id: row.get(0)?,
        to: row.get(1)?,
        subject: row.get(2)?,
        text: row.get(3)?,
        at: Timestamp::from_millisecond(row.get(4)?).unwrap_or_default(),
    })
}
