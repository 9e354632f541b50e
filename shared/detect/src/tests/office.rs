//! Office documents, made by hand: sheets and cells, paragraphs, slides.

#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "tests that build documents are read more often than run"
)]

use super::archives::zip;
use super::{options, scan, scan_with};
use crate::{DocumentKind, Limits};

const TYPES: &str = "<?xml version=\"1.0\"?><Types/>";

/// A zip of texts.
pub(super) fn package(entries: &[(&str, &str)]) -> Vec<u8> {
    let entries: Vec<(&str, &[u8])> = entries
        .iter()
        .map(|(name, content)| (*name, content.as_bytes()))
        .collect();
    zip(&entries)
}

pub(super) fn docx(body: &str) -> Vec<u8> {
    package(&[
        ("[Content_Types].xml", TYPES),
        (
            "word/document.xml",
            &format!(
                "<?xml version='1.0' encoding='UTF-8'?><w:document><w:body>{body}</w:body></w:document>"
            ),
        ),
        (
            "word/footnotes.xml",
            "<w:footnotes><w:p><w:r><w:t>BSN 231457029</w:t></w:r></w:p></w:footnotes>",
        ),
        ("word/styles.xml", "<w:styles>BSN 231457005</w:styles>"),
        (
            "docProps/core.xml",
            "<cp:coreProperties><dc:creator>jan@bakkerijvries.nl</dc:creator></cp:coreProperties>",
        ),
        (
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id='r1' Target='mailto:piet@bakkerijvries.nl' TargetMode='External'/></Relationships>",
        ),
    ])
}

pub(super) fn xlsx(strings: &[&str], rows: &str) -> Vec<u8> {
    let strings: String = strings
        .iter()
        .map(|string| format!("<si><t>{string}</t></si>"))
        .collect();
    package(&[
        ("[Content_Types].xml", TYPES),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name='Klanten &amp; co' sheetId='1' r:id='rId1'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='rId1' Type='x' Target='worksheets/sheet1.xml'/></Relationships>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy'/></numFmts><cellStyleXfs><xf numFmtId='0'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/></cellXfs></styleSheet>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        ),
        ("xl/sharedStrings.xml", &format!("<sst>{strings}</sst>")),
    ])
}

#[test]
fn a_sheet_is_a_table_and_a_finding_is_in_a_cell() {
    let bytes = xlsx(
        &[
            "Overzicht 2024",
            "naam",
            "bsn",
            "geboortedatum",
            "<r><t>Jan &amp; </t></r><r><t>zn</t></r>",
            "Piet",
            "Kim",
        ],
        "<row r='1'><c r='A1' t='s'><v>0</v></c></row>\
         <row r='3'><c r='A3' t='s'><v>1</v></c><c r='B3' t='s'><v>2</v></c><c r='C3' t='s'><v>3</v></c></row>\
         <row r='4'><c r='A4' t='s'><v>4</v></c><c r='B4'><v>231457005</v></c><c r='C4' s='1'><v>29221</v></c></row>\
         <row r='5'><c r='A5' t='s'><v>5</v></c><c r='B5'><v>2.31457017E8</v></c><c r='C5' s='2'><v>27061</v></c></row>\
         <row r='6'><c r='A6' t='s'><v>6</v></c><c r='B6' t='inlineStr'><is><t>231457029</t></is></c></row>",
    );
    let (told, summary) = scan_with("klanten.xlsx", &bytes, &options());
    assert_eq!(
        told.lines(),
        [
            "person-name klanten.xlsx [Klanten & co!A5]",
            "nl-bsn klanten.xlsx [Klanten & co!B4]",
            "date-of-birth klanten.xlsx [Klanten & co!C4]",
        ],
        "{:?}",
        told.findings
    );
    assert_eq!(told.of("nl-bsn")[0].occurrences, 3);
    assert_eq!(told.of("date-of-birth")[0].occurrences, 2);
    assert_eq!(told.documents[0].kind, DocumentKind::Table);
    assert_eq!(summary.documents, 1);
}

#[test]
fn a_sheet_of_labels_and_values() {
    let bytes = xlsx(
        &["Naam", "Jan Jansen", "BSN"],
        "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>\
         <row r='2'><c r='A2' t='s'><v>2</v></c><c r='B2'><v>231457005</v></c></row>",
    );
    assert_eq!(
        scan("a.xlsx", bytes).lines(),
        [
            "person-name a.xlsx [Klanten & co!B1]",
            "nl-bsn a.xlsx [Klanten & co!B2]"
        ]
    );
}

#[test]
fn letters_are_read_by_paragraph() {
    let bytes = docx(
        "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>Geachte heer,</w:t></w:r></w:p>\
         <w:p><w:r><w:t xml:space='preserve'>Uw BSN is 2314</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>57005</w:t></w:r></w:p>\
         <w:tbl><w:tr><w:tc><w:p><w:r><w:t>naam</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>klantnr</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>bsn</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:tc><w:p><w:r><w:t>Jan</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>231457029</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>231457017</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    );
    let told = scan("brief.docx", &bytes);
    let mut lines = told.lines();
    lines.sort();
    assert_eq!(
        lines,
        [
            "email brief.docx [links]",
            "email brief.docx [properties]",
            "nl-bsn brief.docx [footnotes]",
            "nl-bsn brief.docx [paragraph 2]",
            "nl-bsn brief.docx [paragraph 7]",
            "nl-bsn brief.docx [paragraph 8]",
            "person-name brief.docx [paragraph 6]",
        ],
        "{:?}",
        told.findings
    );
    assert_eq!(
        scan("u.zip", zip(&[("map/brief.docx", &bytes)])).lines()[0],
        "nl-bsn map/brief.docx [paragraph 2]"
    );
}

#[test]
fn slides_are_in_the_order_shown() {
    let slide = |text: &str| {
        format!("<p:sld><a:p><a:r><a:t>BSN </a:t></a:r><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>")
    };
    let bytes = package(&[
        ("[Content_Types].xml", TYPES),
        ("ppt/slides/slide1.xml", &slide("231457005")),
        ("ppt/slides/slide2.xml", &slide("231457017")),
        ("ppt/notesSlides/notesSlide1.xml", &slide("231457029")),
        (
            "ppt/presentation.xml",
            "<p:presentation><p:sldIdLst><p:sldId id='256' r:id='r2'/><p:sldId id='257' r:id='r1'/></p:sldIdLst></p:presentation>",
        ),
        (
            "ppt/_rels/presentation.xml.rels",
            "<Relationships><Relationship Id='r1' Target='slides/slide1.xml'/><Relationship Id='r2' Target='/ppt/slides/slide2.xml'/></Relationships>",
        ),
    ]);
    assert_eq!(
        scan("a.pptx", bytes).lines(),
        [
            "nl-bsn a.pptx [slide 1]",
            "nl-bsn a.pptx [slide 2]",
            "nl-bsn a.pptx [notes 1]"
        ]
    );
}

fn open(kind: &str, content: &str) -> Vec<u8> {
    package(&[
        (
            "mimetype",
            &format!("application/vnd.oasis.opendocument.{kind}"),
        ),
        ("content.xml", content),
        ("META-INF/manifest.xml", "<manifest/>"),
        (
            "meta.xml",
            "<meta><dc:creator>jan@bakkerijvries.nl</dc:creator></meta>",
        ),
        ("styles.xml", "<x><text:p>BSN 231457029</text:p></x>"),
    ])
}

#[test]
fn open_documents() {
    let text = open(
        "text",
        "<office:text><text:h>Brief</text:h><text:p>Uw BSN<text:s text:c='2'/>is <text:span>2314</text:span>57005</text:p></office:text>",
    );
    assert_eq!(
        scan("a.odt", text).lines(),
        [
            "nl-bsn a.odt [paragraph 2]",
            "nl-bsn a.odt [headers and footers]",
            "email a.odt [properties]",
        ]
    );
    let cell = |value: &str| {
        format!(
            "<table:table-cell office:value-type='string'><text:p>{value}</text:p></table:table-cell>"
        )
    };
    let sheet = open(
        "spreadsheet",
        &format!(
            "<table:table table:name='Leeg'/><table:table table:name='Leden'>\
             <table:table-row>{}{}{}</table:table-row>\
             <table:table-row table:number-rows-repeated='5'><table:table-cell table:number-columns-repeated='1024'/></table:table-row>\
             <table:table-row>{}<table:table-cell office:value-type='float' office:value='231457005'><text:p>231.457.005</text:p></table:table-cell>\
             <table:table-cell office:value-type='date' office:date-value='1980-01-31T00:00'><text:p>31 jan</text:p></table:table-cell></table:table-row></table:table>",
            cell("naam"),
            cell("bsn"),
            cell("geboortedatum"),
            cell("Jan"),
        ),
    );
    let told = scan("a.ods", sheet);
    assert_eq!(
        told.lines()[..3],
        [
            "person-name a.ods [Leden!A7]",
            "nl-bsn a.ods [Leden!B7]",
            "date-of-birth a.ods [Leden!C7]"
        ],
        "{:?}",
        told.findings
    );
    let slides = open(
        "presentation",
        "<draw:page draw:name='x'><text:p>hallo</text:p></draw:page><draw:page><text:p>BSN 231457005</text:p></draw:page>",
    );
    assert_eq!(scan("a.odp", slides).lines()[0], "nl-bsn a.odp [slide 2]");
}

#[test]
fn embedded_files_are_documents() {
    let inner = xlsx(
        &["bsn", "x"],
        "<row r='1'><c r='A1' t='s'><v>0</v></c></row><row r='2'><c r='A2'><v>231457005</v></c></row>",
    );
    let outer = zip(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        (
            "word/document.xml",
            b"<w:p><w:r><w:t>BSN 231457017</w:t></w:r></w:p>",
        ),
        ("word/embeddings/Blad.xlsx", &inner),
        ("word/media/image1.png", b"\x89PNG\x00"),
    ]);
    let (told, _) = scan_with("a.docx", &outer, &options());
    assert_eq!(
        told.lines(),
        [
            "nl-bsn a.docx [paragraph 1]",
            "nl-bsn a.docx!/word/embeddings/Blad.xlsx [Klanten & co!A2]"
        ]
    );
    for skip in 0..=2_u64 {
        let mut resumed = options();
        resumed.skip_documents = skip;
        let (rest, _) = scan_with("a.docx", &outer, &resumed);
        assert_eq!(
            rest.documents,
            told.documents[usize::try_from(skip).unwrap()..]
        );
    }
}

#[test]
fn how_a_document_is_cut_changes_nothing() {
    let mut rows = String::from(
        "<row r='1'><c r='A1' t='inlineStr'><is><t>naam</t></is></c><c r='B1' t='inlineStr'><is><t>bsn</t></is></c><c r='C1' t='inlineStr'><is><t>mail</t></is></c></row>",
    );
    for row in 2..3_000 {
        rows.push_str(&format!(
            "<row r='{row}'><c r='A{row}' t='inlineStr'><is><t>caf&#233; {row}</t></is></c><c r='B{row}'><v>{}</v></c><c r='D{row}' t='inlineStr'><is><t>klant{row}@bakkerijvries.nl</t></is></c></row>",
            231_457_000 + row
        ));
    }
    let mut body = String::new();
    for number in 0..3_000 {
        body.push_str(&format!(
            "<w:p><w:r><w:t>klant{number}</w:t></w:r><w:r><w:t>@bakkerijvries.nl</w:t></w:r></w:p>"
        ));
    }
    for (name, bytes) in [("a.xlsx", xlsx(&[], &rows)), ("a.docx", docx(&body))] {
        let (whole, _) = scan_with(name, &bytes, &options());
        assert!(whole.findings.len() >= 2, "{:?}", whole.lines());
        let mut small = options();
        small.limits = Limits {
            chunk_bytes: 1,
            ..Limits::default()
        };
        assert_eq!(scan_with(name, &bytes, &small).0, whole, "{name}");
    }
}

#[test]
fn a_comment_stands_at_the_cell_of_its_sheet() {
    let comment = |cell: &str| {
        format!(
            "<comments><commentList><comment ref='{cell}'><text><r><t>BSN 231457005</t></r></text></comment></commentList></comments>"
        )
    };
    let links = |target: &str| {
        format!("<Relationships><Relationship Id='r1' Target='{target}'/></Relationships>")
    };
    let sheet = "<worksheet><sheetData/></worksheet>";
    let bytes = package(&[
        ("[Content_Types].xml", TYPES),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name='Eerste' r:id='a'/><sheet name='Tweede' r:id='b'/><sheet name='Derde' r:id='c'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='a' Target='worksheets/sheet1.xml'/><Relationship Id='b' Target='worksheets/sheet2.xml'/><Relationship Id='c' Target='/xl/worksheets/sheet3.xml'/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/worksheets/sheet2.xml", sheet),
        ("xl/worksheets/sheet3.xml", sheet),
        (
            "xl/worksheets/_rels/sheet2.xml.rels",
            &links("../comments1.xml"),
        ),
        (
            "xl/worksheets/_rels/sheet3.xml.rels",
            &links("/xl/comments2.xml"),
        ),
        ("xl/comments1.xml", &comment("C5")),
        ("xl/comments2.xml", &comment("B7")),
        ("xl/comments3.xml", &comment("A1")),
    ]);
    assert_eq!(
        scan("a.xlsx", &bytes).lines(),
        [
            "nl-bsn a.xlsx [Tweede!C5]",
            "nl-bsn a.xlsx [Derde!B7]",
            "nl-bsn a.xlsx [comments 3!A1]"
        ]
    );
}
