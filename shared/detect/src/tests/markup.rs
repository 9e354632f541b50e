//! HTML, XML and SQL: text as it stands, with entities, split words and rows made whole.

#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "tests that build documents are read more often than run"
)]

use super::{NUMBERS, options, scan, scan_with};
use crate::{DocumentKind, Limits};

#[test]
fn escapes_of_json_are_read() {
    for (path, text, expected) in [
        (
            "a.json",
            r#"{"naam": "Jos\u00e9 de Vries"}"#,
            "person-name 1:11-1:29 j***********s",
        ),
        (
            "a.json",
            r#"{"e": "pieter.bakker\u0040kadewinkel.nl"}"#,
            "email 1:8-1:40 p************@************l",
        ),
        (
            "a.json",
            r#"{"dsn":"postgres:\/\/app:Xk82hdPQz1vR@db.kadewinkel.nl\/prod"}"#,
            "credential-url 1:9-1:55 …://…:********",
        ),
        // A log of objects.
        (
            "a.log",
            r#"{"m":"ok"}
{"m":"bsn\u003a 231457005"}"#,
            "nl-bsn 2:17-2:26 2*******5",
        ),
        // What is escaped itself is text.
        (
            "a.json",
            r#"{"e": "C:\\u0040 jan@kadewinkel.nl"}"#,
            "email 1:18-1:35 ***@************l",
        ),
    ] {
        for chunk_bytes in [1, 1 << 20] {
            let mut options = options();
            options.limits = Limits {
                chunk_bytes,
                ..Limits::default()
            };
            let (told, _) = scan_with(path, text.as_bytes(), &options);
            let seen: Vec<String> = told
                .findings
                .iter()
                .map(|finding| {
                    let place = &finding.location;
                    let number = |number: Option<u64>| number.unwrap_or_default();
                    format!(
                        "{} {}:{}-{}:{} {}",
                        finding.detector,
                        number(place.line),
                        number(place.column),
                        number(place.end_line),
                        number(place.end_column),
                        finding.evidence
                    )
                })
                .collect();
            assert_eq!(seen, [expected], "{text}");
        }
    }
}

#[test]
fn html_rows() {
    for (html, expected) in [
        // Entities.
        ("<p>jan&#64;bakkerijvries&period;nl", "email a.html 1:4"),
        ("<p>BSN:&nbsp;231457005</p>", "nl-bsn a.html 1:14"),
        // A word that a tag cuts in two.
        (
            "<p>\n jan<b>.de</b>.vries@<i>bakkerijvries</i>.nl",
            "email a.html 2:2",
        ),
        ("<p>BSN 23145<b>7005</b></p>", "nl-bsn a.html 1:8"),
        // Words that only tags keep apart.
        ("<td>BSN</td><td>231457005</td>", "nl-bsn a.html 1:17"),
        (
            "<span>BSN</span><span>231457005</span>",
            "nl-bsn a.html 1:23",
        ),
        ("<b>BSN</b>231457005<br>", "nl-bsn a.html 1:11"),
        // Attributes, of tags within words too.
        ("<p title='BSN 231457005'>x", "nl-bsn a.html 1:15"),
        (
            "<p>x<span title='BSN 231457005'>y</span>z\n",
            "nl-bsn a.html 1:22",
        ),
        (
            "<a href='mailto:jan@bakkerijvries.nl'>schrijf</a>",
            "email a.html 1:17",
        ),
        (
            "<div data-k='{&quot;bsn&quot;:&quot;231457005&quot;}'></div>",
            "nl-bsn a.html 1:37",
        ),
        // Scripts and comments.
        (
            "<script>var a = '<b>'; // BSN 231457005\n</script>",
            "nl-bsn a.html 1:31",
        ),
        ("<!-- BSN\n231457005 -->", "nl-bsn a.html 2:1"),
    ] {
        let told = scan("a.html", html);
        assert!(
            told.lines().contains(&expected.to_owned()),
            "{html}: {:?}",
            told.lines()
        );
    }
}

#[test]
fn xml_keeps_its_tags_and_loses_its_entities() {
    for (xml, expected) in [
        ("<k><bsn>231457005</bsn></k>", "nl-bsn a.xml 1:9"),
        (
            "<k>\n<e>jan&#x40;bakkerijvries.nl</e></k>",
            "email a.xml 2:4",
        ),
        ("<k bsn=\"231457005\"/>", "nl-bsn a.xml 1:9"),
        ("<k><![CDATA[BSN 231457005]]></k>", "nl-bsn a.xml 1:17"),
    ] {
        let told = scan("a.xml", xml);
        assert!(
            told.lines().contains(&expected.to_owned()),
            "{xml}: {:?}",
            told.lines()
        );
    }
    let told = scan(
        "zonder-naam",
        "<?xml version='1.0'?>\n<a>jan&#64;bakkerijvries.nl</a>",
    );
    assert_eq!(told.lines(), ["email zonder-naam 2:4"]);
}

#[test]
fn places_hold_across_chunks() {
    let mut html = String::from("<html><body>\n");
    for number in 0..2_000 {
        html.push_str(&format!(
            "<p>caf&eacute; <b>{number}</b> klant{number}<i>@</i>bakkerijvries&#46;nl <span title='x'>\u{e9}</span></p>\n"
        ));
    }
    let whole = scan("a.html", &html);
    assert_eq!(
        whole.findings[999].location.line,
        Some(1_001),
        "{:?}",
        whole.lines().get(999)
    );
    let mut small = options();
    small.limits = Limits {
        chunk_bytes: 1,
        ..Limits::default()
    };
    assert_eq!(scan_with("a.html", html.as_bytes(), &small).0, whole);
}

#[test]
fn rows_of_dumps_are_tables() {
    for dump in [
        "INSERT INTO `klant` (`id`,`bsn`) VALUES (1,'231457005'),(2,'231457017'),\n(3,'231457029');\n",
        "CREATE TABLE `klant` (\n  `id` int(11) NOT NULL,\n  `bsn` varchar(9) DEFAULT NULL,\n  PRIMARY KEY (`id`)\n);\nINSERT INTO `klant` VALUES (1,'231457005'),(2,'231457017'),(3,'231457029');\n",
        "INSERT [dbo].[Klant] ([Id], [Bsn]) VALUES (1, N'231457005')\nINSERT [dbo].[Klant] ([Id], [Bsn]) VALUES (2, N'231457017')\nGO\nINSERT [dbo].[Klant] ([Id], [Bsn]) VALUES (3, 231457029)\n",
        "COPY public.klant (id, bsn) FROM stdin;\n1\t231457005\n2\t231457017\n3\t231457029\n\\.\n\nSELECT 1;\n",
        "-- it's\nINSERT INTO klant (id, naam, bsn) VALUES (1, 'O''Brien, (J)', 231457005), (2, NULL, 231457017), (3, 'x', 231457029);",
    ] {
        let told = scan("dump.sql", dump);
        let found = told.of("nl-bsn");
        assert_eq!(found.len(), 1, "{dump}: {:?}", told.lines());
        assert_eq!(found[0].occurrences, 3, "{dump}");
        assert!(
            found[0]
                .explanation
                .iter()
                .any(|reason| reason.detail.contains("header")),
            "{:?}",
            found[0].explanation
        );
        assert_eq!(told.documents[0].kind, DocumentKind::Table);
    }
    let told = scan(
        "dump.sql",
        "INSERT INTO t (ordernummer) VALUES (231457005);",
    );
    assert_eq!(told.of("nl-bsn").len(), 0);
    let told = scan("dump.sql", "UPDATE t SET bsn = '231457005' WHERE id = 1;");
    assert_eq!(told.lines(), ["nl-bsn dump.sql 1:21"]);
}

#[test]
fn lines_of_json_have_keys() {
    let lines =
        "{\"id\":1,\"bsn\":\"231457005\",\"order\":231457017}\n{\"id\":2,\"bsn\":\"231457029\"}\n";
    for name in ["a.ndjson", "a.jsonl", "a.json", "a"] {
        assert_eq!(
            scan(name, lines).lines(),
            [format!("nl-bsn {name} 1:16"), format!("nl-bsn {name} 2:16")]
        );
    }
    let array = "[\n  {\n    \"bsn\": \"231457005\"\n  }\n]\n";
    assert_eq!(scan("a.json", array).lines(), ["nl-bsn a.json 3:13"]);
}

#[test]
fn dialects_of_tables() {
    for (name, text) in [
        ("a.tsv", "naam\tbsn\nJan\t231457005\nPiet\t231457017\n"),
        ("a.csv", "naam|bsn\nJan|231457005\nPiet|231457017\n"),
        ("a.csv", "sep=;\nnaam;bsn\nJan;231457005\nPiet;231457017\n"),
        (
            "a.csv",
            "naam,adres,bsn\nJan,\"Dorp 1\nUtrecht\",231457005\nPiet,\"x\r\ny, z\",231457017\n",
        ),
    ] {
        let told = scan(name, text);
        let found = told.of("nl-bsn");
        assert_eq!(found.len(), 1, "{text}: {:?}", told.lines());
        assert_eq!(found[0].occurrences, 2, "{text}");
    }
}

#[test]
fn encodings() {
    let text = "Één café: BSN 231457005\n";
    let units = |unit: fn(u16) -> [u8; 2], mark: bool| {
        let mark = mark.then_some(0xFEFF);
        mark.into_iter()
            .chain(text.encode_utf16())
            .flat_map(unit)
            .collect::<Vec<u8>>()
    };
    let utf8_with_mark = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let latin: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
    for bytes in [
        text.as_bytes().to_vec(),
        utf8_with_mark,
        latin,
        units(u16::to_le_bytes, true),
        units(u16::to_be_bytes, true),
        units(u16::to_le_bytes, false),
        units(u16::to_be_bytes, false),
    ] {
        assert_eq!(scan("a.txt", bytes).lines(), ["nl-bsn a.txt 1:15"]);
    }
}

#[test]
fn columns_of_pages_are_columns() {
    let rows = |parted: &str| -> String {
        let rows = NUMBERS.map(|number| format!("<tr><td>{number}</td></tr>{parted}"));
        rows.concat()
    };
    for parted in ["\n", ""] {
        let page = format!(
            "<html><body><table><tr><th>BSN</th></tr>{parted}{}</table>",
            rows(parted)
        );
        let told = scan("export.html", page);
        let [finding] = &told.findings[..] else {
            panic!("{told:?}")
        };
        assert_eq!((finding.detector, finding.occurrences), ("nl-bsn", 6));
        assert_eq!(finding.severity, crate::Severity::Critical);
    }
    // Cells and rows that nobody ended, a header between <thead>, attributes, and text around.
    let page = format!(
        "<p>Beste collega, hierbij de lijst.<TABLE class=x><thead><tr><th>Nr<th>Burgerservicenummer</thead><tbody>{}\
         </TABLE><p>Groet",
        NUMBERS
            .map(|number| format!("<TR><td>1<td class=\"n\"><b>{number}</b>\n"))
            .concat()
    );
    let told = scan("export.html", page);
    assert_eq!(told.of("nl-bsn").len(), 1, "{told:?}");
    assert_eq!(told.of("nl-bsn")[0].occurrences, 6);
    // A table within a cell is text of that cell.
    let page = format!(
        "<table><tr><th>Nr</th><th>BSN</th></tr>{}</table>",
        NUMBERS
            .map(|number| format!(
                "<tr><td><table><tr><td>1</td></tr></table></td><td>{number}</td></tr>"
            ))
            .concat()
    );
    let told = scan("export.html", page);
    assert_eq!(told.of("nl-bsn")[0].occurrences, 6, "{told:?}");
    // A form names its values row by row.
    let form = "<table><tr><th>BSN</th><td>231457005</td></tr><tr><th>Order</th><td>231457017</td></tr></table>";
    let told = scan("form.html", form);
    assert!(
        told.of("nl-bsn")
            .iter()
            .all(|finding| finding.occurrences == 1),
        "{told:?}"
    );
}

#[test]
fn the_value_of_a_cell_is_what_its_quotes_hold() {
    for value in [
        "'1980-04-12'",
        "N'1980-04-12'",
        "CAST(N'1980-04-12' AS Date)",
        "to_date('12-04-1980', 'DD-MM-YYYY')",
        "'1980-04-12'::date",
        "DATE '1980-04-12'",
    ] {
        let row = |name: &str| {
            format!("INSERT [Klant] ([Naam], [Geboren]) VALUES (N'{name}', {value})\n")
        };
        let dump: String = ["J. Zwerver", "K. Xander", "L. Quist"].map(row).concat();
        let date = dump.find(['1', '2']).map_or(0, |place| place + 1);
        let told = scan("dump.sql", &dump).lines();
        let expected = [
            "person-name dump.sql 1:46".to_owned(),
            format!("date-of-birth dump.sql 1:{date}"),
        ];
        assert_eq!(told, expected, "{value}");
    }
    let told = scan(
        "dump.sql",
        "INSERT INTO klant (achternaam) VALUES (N'Ann O''Brien'), ('x' || 'y');",
    );
    let place = &told.of("person-name")[0].location;
    assert_eq!((place.column, place.end_column), (Some(42), Some(54)));
}

#[test]
fn a_table_is_about_people_by_its_own_headers() {
    let dump = "INSERT INTO klant (naam, bsn) VALUES ('Q. Zwaan', 231457005);\n\
                INSERT INTO product (naam, prijs) VALUES ('Grote Tafel', 12), ('Houten Kast', 14);\n";
    let told = scan("dump.sql", dump);
    assert_eq!(
        told.lines(),
        ["person-name dump.sql 1:40", "nl-bsn dump.sql 1:51"]
    );
}
