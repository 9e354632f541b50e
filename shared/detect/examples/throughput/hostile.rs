//! Texts that nobody writes: each is all of one thing that some detector stops at.

use crate::corpus::File;

/// What the texts are made of, and in which files.
const PIECES: &[(&str, &str)] = &[
    ("digits", "1"),
    ("digits and blanks", "1 "),
    ("pairs of digits", "12-"),
    ("four digits", "1234 "),
    ("nine digits", "123456782 "),
    ("dates", "01-02-1990 "),
    ("addresses of machines", "93.184.216.34 "),
    ("colons", "a:"),
    ("letters", "a"),
    ("capitals", "A"),
    ("capitals and blanks", "A "),
    ("capitalised words", "Jan "),
    ("speakers without words", "12:05 - Jan\n"),
    ("names in a row", "Jan de Vries van "),
    ("titles", "dhr. "),
    ("at signs", "@"),
    ("letters and at signs", "a@"),
    ("addresses without an end", "a@b."),
    ("double quotes", "\""),
    ("single quotes", "'"),
    ("nested quotes", "\"'"),
    ("escaped quotes", "\\\""),
    ("commas", ","),
    ("semicolons and quotes", "\";"),
    ("quotes that never close", ",\"a"),
    ("equals signs", "="),
    ("assignments", "password="),
    ("assignments to calls", "password=f("),
    ("keys", "\"password\":"),
    ("keys of providers", "api_key = stripe "),
    ("addresses with users", "http://a:"),
    ("prefixes of tokens", "ghp_"),
    ("prefixes of keys", "AKIA"),
    ("segments of tokens", "eyJ."),
    ("private keys", "-----BEGIN "),
    ("hashes", "$2b$"),
    ("hexadecimal", "deadbeef"),
    ("brackets", "("),
    ("angles", "<"),
    ("backslashes", "\\"),
    ("line breaks", "\n"),
    ("blanks", " "),
    ("accents", "é"),
    ("no-break spaces", "1\u{a0}"),
    ("allowing comments", "polder:allow "),
    ("values and comments", "231457005 polder:allow x "),
    ("calls of loggers", "log.info(email "),
    ("diagnoses", "diagnose "),
    ("words about people", "hij is "),
    ("therapies", "emdr "),
    ("coordinates", "52.3702, 4.8952 "),
    ("machine-readable", "P<NLD"),
    ("fillers", "<<"),
    ("phone numbers", "+31 6 12345678 "),
    ("plus signs", "+1"),
    ("codes of countries", "NL"),
    ("bank accounts", "NL91ABNA0417164300 "),
    ("plates", "AB-12-"),
    ("streets", "straat 1 "),
];

/// The endings that make the engine read a text in another way.
const ENDINGS: &[&str] = &["txt", "py", "env", "csv"];

/// Each text of so many bytes.
pub(crate) fn texts(bytes: usize) -> impl Iterator<Item = (String, File)> {
    PIECES.iter().flat_map(move |(title, piece)| {
        ENDINGS.iter().map(move |ending| {
            let content = piece.repeat(bytes / piece.len()).into_bytes();
            let name = format!("a.{ending}");
            (format!("{title}, .{ending}"), File { name, content })
        })
    })
}
