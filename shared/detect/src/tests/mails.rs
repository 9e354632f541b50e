//! Mail: headers, bodies in every coding, attachments as documents, mailboxes.

#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "tests that build documents are read more often than run"
)]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::archives::zip;
use super::{NUMBERS, options, scan, scan_with};

const HEAD: &str = "Return-Path: <bounce@post.bakkerijvries.nl>\r\nMessage-ID: <x@y.bakkerijvries.nl>\r\nDate: Mon, 1 Jan 2024 10:00:00 +0100\r\nSubject: Uw aanvraag\r\nMIME-Version: 1.0\r\n";

/// A letter's Base64 in lines.
fn base64(bytes: &[u8]) -> String {
    let letters = STANDARD.encode(bytes);
    letters
        .as_bytes()
        .chunks(76)
        .map(|line| format!("{}\r\n", std::str::from_utf8(line).unwrap()))
        .collect()
}

pub(super) fn mail(rest: &str) -> String {
    format!("{HEAD}{rest}")
}

fn bsn(told: &super::Told) -> Vec<String> {
    told.lines()
        .into_iter()
        .filter(|line| line.starts_with("nl-bsn"))
        .collect()
}

#[test]
fn bodies_in_every_coding() {
    let quoted = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nBeste caf=C3=A9,\r\nUw BSN is 2314=\r\n57005.\r\n";
    let letter = base64("Uw BSN is 231457005".as_bytes());
    for (rest, expected) in [
        ("\r\nUw BSN is 231457005\r\n".to_owned(), "nl-bsn a.eml 7:11"),
        (quoted.to_owned(), "nl-bsn a.eml 10:11"),
        (
            format!("Content-Transfer-Encoding: base64\r\n\r\n{letter}"),
            "nl-bsn a.eml",
        ),
        (
            "Content-Type: text/html\r\n\r\n<p>Uw BSN is 23145<b>7005</b>\r\n".to_owned(),
            "nl-bsn a.eml 8:14",
        ),
        (
            "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p style=3D'x'>Uw BSN is 23145<b>7005</b>\r\n".to_owned(),
            "nl-bsn a.eml",
        ),
    ] {
        assert_eq!(bsn(&scan("a.eml", mail(&rest))), [expected], "{rest}");
    }
}

#[test]
fn headers_are_read_and_machinery_is_not() {
    let told = scan(
        "a.eml",
        mail("To: =?utf-8?Q?Jan_=3Cjan=40bakkerijvries.nl=3E?=\r\n\r\nhallo\r\n"),
    );
    assert_eq!(
        told.lines(),
        ["email a.eml 1:15", "email a.eml 6:10"],
        "{:?}",
        told.findings
    );
}

#[test]
fn parts_are_named_and_attachments_are_documents() {
    let inner = zip(&[("brief.txt", b"Het BSN is 231457005.\n")]);
    let forwarded = mail("\r\nUw BSN is 231457005\r\n");
    let message = mail(&format!(
        "Content-Type: multipart/mixed; boundary=\"aa\"\r\n\r\npreamble\r\n\
         --aa\r\nContent-Type: multipart/alternative; boundary=bb\r\n\r\n\
         --bb\r\nContent-Type: text/plain\r\n\r\nBSN 231457005\r\n\
         --bb\r\nContent-Type: text/html\r\n\r\n<p>x</p>\r\n--bb--\r\n\
         --aa\r\nContent-Disposition: attachment; filename=\"=?utf-8?Q?caf=C3=A9.zip?=\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\
         --aa\r\nContent-Type: text/csv; name=k.csv\r\n\r\nnaam,bsn\r\nJan,231457005\r\n\
         --aa\r\nContent-Type: message/rfc822\r\n\r\n{forwarded}\r\n\
         --aa--\r\nepilogue",
        base64(&inner)
    ));
    let (told, summary) = scan_with("m/a.eml", message.as_bytes(), &options());
    assert_eq!(
        bsn(&told),
        [
            "nl-bsn m/a.eml [part 1.1] 15",
            "nl-bsn m/a.eml!/café.zip!/brief.txt 1:12",
            "nl-bsn m/a.eml!/k.csv 2:5",
            "nl-bsn m/a.eml!/part-4.eml 7:11",
        ]
    );
    assert_eq!(summary.documents, 4);
    for skip in 0..=4_u64 {
        let mut resumed = options();
        resumed.skip_documents = skip;
        let (rest, _) = scan_with("m/a.eml", message.as_bytes(), &resumed);
        assert_eq!(
            rest.documents,
            told.documents[usize::try_from(skip).unwrap()..]
        );
    }
}

#[test]
fn a_mailbox_is_an_archive_of_messages() {
    let mut mailbox = String::new();
    for number in 0..3 {
        mailbox.push_str("From jan@x.nl Mon Jan  1 10:00:00 2024\n");
        mailbox.push_str(&mail("\r\nUw BSN is 231457005\r\n\r\n"));
        if number == 1 {
            mailbox.push_str("no\nFrom here on nothing\n\n");
        }
    }
    let told = scan("post.mbox", &mailbox);
    assert_eq!(
        bsn(&told),
        [
            "nl-bsn post.mbox!/message-1.eml 7:11",
            "nl-bsn post.mbox!/message-2.eml 7:11",
            "nl-bsn post.mbox!/message-3.eml 7:11",
        ]
    );
}

#[test]
fn hostile_mails_end() {
    let mut many = mail("Content-Type: multipart/mixed; boundary=a\r\n\r\n");
    for _ in 0..10_000 {
        many.push_str("--a\r\nContent-Disposition: attachment; filename=x.txt\r\n\r\nhallo\r\n");
    }
    assert_eq!(scan("a.eml", &many).documents.len(), 10_001);
    let mut more = many.clone();
    for _ in 0..20_000 {
        more.push_str("--a\r\n\r\nx\r\n");
    }
    assert!(
        scan("a.eml", &more)
            .lines()
            .contains(&"file-hostile a.eml".to_owned())
    );
    let mut deep = mail("");
    for number in 0..200 {
        deep.push_str(&format!(
            "Content-Type: multipart/mixed; boundary=b{number}\r\n\r\n--b{number}\r\n"
        ));
    }
    deep.push_str("\r\n\r\nBSN 231457005\r\n");
    assert_eq!(scan("a.eml", &deep).of("nl-bsn").len(), 1);
    let mut nested = mail("\r\nBSN 231457005\r\n");
    for number in 0..30 {
        nested = mail(&format!(
            "Content-Type: multipart/mixed; boundary=q{number}\r\n\r\n--q{number}\r\nContent-Type: message/rfc822\r\n\r\n{nested}\r\n--q{number}--\r\n"
        ));
    }
    let told = scan("a.eml", &nested);
    assert_eq!(told.of("file-unreadable").len(), 1);
    assert_eq!(told.of("nl-bsn").len(), 1);
    // One boundary of all.
    let same = mail(&format!(
        "Content-Type: multipart/mixed; boundary=q\r\n\r\n{}",
        "--q\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n".repeat(5_000)
    ));
    scan("a.eml", &same);
}

#[test]
fn columns_of_a_table_in_a_mail_are_columns() {
    let rows = NUMBERS.map(|number| format!("<tr><td>Klant</td><td>{number}</td></tr>\n"));
    let mail = format!(
        "From: a@bakkerijvries.nl\nSubject: lijst\nContent-Type: text/html; charset=utf-8\n\n\
         <p>Hierbij:</p><table><tr><th>Soort</th><th>BSN</th></tr>\n{}</table>\n",
        rows.concat()
    );
    let told = scan("lijst.eml", mail);
    let [finding] = told.of("nl-bsn")[..] else {
        panic!("{told:?}")
    };
    assert_eq!(
        (finding.occurrences, finding.severity),
        (6, crate::Severity::Critical)
    );
}
