//! Reports for people: what a company gets to read, in its languages and its colours.

use platform_tests::{Tenant, World};
use serde_json::json;

use crate::content::tar_gz;

/// A PNG of 16 × 16 pixels.
const LOGO: &str = include_str!("logo.png.base64");

const LETTER: &str = "Het BSN van mevrouw De Vries is 231457005.\nMail: els@bakkerijvries.nl\n";

async fn scanned(world: &World, tenant: &Tenant) -> String {
    let content = tar_gz(&[
        ("brieven/<b>brief</b>.txt", LETTER.as_bytes()),
        ("kapot.zip", b"PK\x03\x04 and no more"),
    ]);
    let scan = world
        .scan_file(&tenant.key, "brieven.tar.gz", &content)
        .await;
    scan["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_report_has_the_companys_name_colours_and_language() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let scan = scanned(&world, &tenant).await;
    let page = async |query: &str| {
        let path = format!("/v1/scans/{scan}/report?format=html{query}");
        tenant.key.get(&path).await.expect(200).text()
    };
    // Nobody has said anything yet: the tenant's own language and name, and Polder's colour.
    let plain = page("").await;
    assert!(plain.contains("Management summary") && plain.contains("Waterland"));
    assert!(
        plain.contains("--accent:#0b5d66;--on-accent:#ffffff"),
        "{plain}"
    );

    let branding = json!({
        "display_name": "Waterland Webshop B.V.", "accent_colour": "#ffc800", "logo": LOGO.trim(),
        "footer": "Vertrouwelijk",
    });
    let headers = [("if-match", "\"0\"")];
    let answer = tenant
        .admin
        .json("PATCH", "/v1/tenant/branding", &headers, &branding)
        .await;
    let _ = answer.expect(200);
    let locale = json!({ "locale": "nl", "timezone": "America/New_York" });
    let answer = tenant
        .admin
        .json("PATCH", "/v1/tenant", &[("if-match", "*")], &locale)
        .await;
    let _ = answer.expect(200);

    let dutch = page("").await;
    for wanted in [
        "<html lang=\"nl\">",
        "Managementsamenvatting",
        "Burgerservicenummer (BSN)",
        "AVG art. 87",
        "Wat niet gelezen kon worden",
        "Waterland Webshop B.V.",
        "(America/New_York)",
        "Vertrouwelijk",
        // Black is what can be read on this yellow.
        "--accent:#ffc800;--on-accent:#000000",
        "src=\"data:image/png;base64,",
        "brieven/&lt;b&gt;brief&lt;/b&gt;.txt",
    ] {
        assert!(dutch.contains(wanted), "{wanted} is missing in {dutch}");
    }
    let english = page("&language=en").await;
    assert!(
        english.contains("Citizen service number (BSN)"),
        "{english}"
    );
    for page in [plain, dutch, english] {
        assert!(
            !page.contains("231457005") && !page.contains("els@"),
            "{page}"
        );
    }

    for language in ["en", "nl"] {
        let path = format!("/v1/scans/{scan}/report?format=pdf&language={language}");
        let pdf = tenant.key.get(&path).await.expect(200);
        assert!(pdf.body.starts_with(b"%PDF-1.7"));
        let again = tenant.key.get(&path).await.expect(200);
        assert!(pdf.body == again.body, "the same report is other bytes");
        let words = format!("/Lang({language})");
        let is_there = pdf
            .body
            .windows(words.len())
            .any(|it| it == words.as_bytes());
        assert!(is_there, "{words}");
        // What the report would give away, Polder itself finds in it: nothing.
        let of_report = world.scan_file(&tenant.key, "report.pdf", &pdf.body).await;
        let found = world
            .findings(&tenant.key, of_report["id"].as_str().unwrap())
            .await;
        for finding in &found {
            let detector = finding["detector"].as_str().unwrap();
            assert!(!["nl-bsn", "email"].contains(&detector), "{finding}");
        }
    }
}

#[tokio::test]
async fn one_companys_branding_is_on_no_others_report() {
    let world = World::start().await;
    let (one, other) = (world.tenant("One").await, world.tenant("Other").await);
    let branding = json!({ "display_name": "One and only", "accent_colour": "#112233" });
    let headers = [("if-match", "*")];
    let answer = one
        .admin
        .json("PATCH", "/v1/tenant/branding", &headers, &branding)
        .await;
    let _ = answer.expect(200);
    let scan = scanned(&world, &other).await;
    let path = format!("/v1/scans/{scan}/report?format=html");
    let page = other.key.get(&path).await.expect(200).text();
    assert!(
        !page.contains("One and only") && !page.contains("#112233"),
        "{page}"
    );
}

#[tokio::test]
async fn deleting_a_scan_deletes_its_reports() {
    let world = World::start().await;
    let tenant = world.tenant("Waterland").await;
    let scan = scanned(&world, &tenant).await;
    let _ = tenant
        .key
        .send("DELETE", &format!("/v1/scans/{scan}"), &[], Vec::new())
        .await
        .expect(204);
    for format in ["html", "pdf"] {
        let path = format!("/v1/scans/{scan}/report?format={format}");
        tenant.key.get(&path).await.problem(404, "not_found");
    }
}
