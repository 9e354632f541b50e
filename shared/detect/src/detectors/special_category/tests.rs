use crate::Severity;
use crate::tests::scan;

const IDS: &[&str] = &[
    "health-data",
    "biometric-data",
    "genetic-data",
    "religion",
    "ethnicity",
    "political-opinion",
    "union-membership",
    "sexual-orientation",
    "criminal-record",
    "icd-10",
];

#[test]
#[allow(clippy::too_many_lines, reason = "a table of rows")]
fn what_is_said_of_a_person_is_found() {
    let mut wrong = Vec::new();
    for (path, text, id, severity) in [
        (
            "a.txt",
            "Patiënt J. de Boer (geb. 12-03-1980) heeft diabetes type 2.",
            "health-data",
            Severity::Critical,
        ),
        (
            "a.txt",
            "Cliënt is vorig jaar opgenomen vanwege een depressie.",
            "health-data",
            Severity::High,
        ),
        (
            "a.txt",
            "Mijn moeder heeft dementie en woont in een tehuis.",
            "health-data",
            Severity::High,
        ),
        (
            "a.txt",
            "BSN 231457005 meldde zich ziek met een hernia.",
            "health-data",
            Severity::Critical,
        ),
        (
            "a.txt",
            "Werknemer Piet Bakker heeft zich vandaag ziek gemeld.",
            "health-data",
            Severity::Critical,
        ),
        (
            "a.txt",
            "Fatima Benali is zwanger en gaat in juli met verlof.",
            "health-data",
            Severity::Critical,
        ),
        ("a.txt", "Diagnose: astma", "health-data", Severity::Medium),
        (
            "a.txt",
            "Naam: Els Vink\nBSN: 231457005\nMedicatie: metoprolol 50 mg",
            "health-data",
            Severity::Critical,
        ),
        (
            "a.json",
            "{\"naam\": \"J. de Boer\", \"diagnose\": \"reumatoïde artritis\"}",
            "health-data",
            Severity::Critical,
        ),
        (
            "a.json",
            "{\"patientId\": 4417, \"medication\": \"sertraline\"}",
            "health-data",
            Severity::Critical,
        ),
        (
            "a.csv",
            "bsn,allergie\n231457005,pinda\n231457017,gluten\n",
            "health-data",
            Severity::Critical,
        ),
        (
            "a.txt",
            "Mr. Johnson was diagnosed with epilepsy.",
            "health-data",
            Severity::Critical,
        ),
        (
            "a.txt",
            "De patiënte, mevrouw Kaya, is behandeld met chemotherapie.",
            "health-data",
            Severity::Critical,
        ),
        (
            "a.txt",
            "De vingerafdruk van Jan de Vries is opgeslagen in de klok.",
            "biometric-data",
            Severity::Critical,
        ),
        (
            "a.csv",
            "personeelsnummer,face_template\nW1,a8f9c0ffee11\nW2,b7e8d0\n",
            "biometric-data",
            Severity::Critical,
        ),
        (
            "a.txt",
            "Uit de DNA-test van Marieke Vos blijkt dragerschap.",
            "genetic-data",
            Severity::Critical,
        ),
        (
            "a.txt",
            "Hassan Amrani is islamitisch en vast mee met de ramadan.",
            "religion",
            Severity::High,
        ),
        (
            "a.txt",
            "Mevrouw Cohen is joods.",
            "religion",
            Severity::High,
        ),
        (
            "a.csv",
            "voornaam;geloof\nAnna;katholiek\nJan;geen\nPiet;hindoe\n",
            "religion",
            Severity::High,
        ),
        (
            "a.txt",
            "Dhr. Rozenblad is van Surinaamse afkomst.",
            "ethnicity",
            Severity::High,
        ),
        (
            "a.json",
            "{\"firstName\": \"Mary\", \"ethnicity\": \"Asian\"}",
            "ethnicity",
            Severity::High,
        ),
        (
            "a.txt",
            "Onze buurman Kees Mulder stemt PVV.",
            "political-opinion",
            Severity::High,
        ),
        (
            "a.txt",
            "Collega Tom Kwakman is lid van de FNV.",
            "union-membership",
            Severity::High,
        ),
        (
            "a.csv",
            "naam,personeelsnummer,vakbondscontributie\nJan,1,12.50\nPiet,2,12.50\n",
            "union-membership",
            Severity::High,
        ),
        (
            "a.txt",
            "Bas de Lange is homo en woont samen met zijn vriend.",
            "sexual-orientation",
            Severity::High,
        ),
        (
            "a.txt",
            "Seksuele geaardheid: biseksueel",
            "sexual-orientation",
            Severity::Medium,
        ),
        (
            "a.txt",
            "De sollicitant, R. Pinas, heeft een strafblad.",
            "criminal-record",
            Severity::Critical,
        ),
        (
            "a.txt",
            "Hij is in 2019 veroordeeld wegens mishandeling.",
            "criminal-record",
            Severity::High,
        ),
        (
            "a.txt",
            "Sarah Collins was arrested for theft in 2015.",
            "criminal-record",
            Severity::Critical,
        ),
        (
            "a.txt",
            "Mevr. A. Kok, hoofddiagnose F32.1",
            "icd-10",
            Severity::Critical,
        ),
        (
            "a.txt",
            "Mevrouw Karin de Vries (BSN 231457005) heeft diabetes en geeft toestemming.",
            "health-data",
            Severity::Critical,
        ),
        (
            "a.txt",
            "Mary Smith, mother of two children, was diagnosed with depression.",
            "health-data",
            Severity::Critical,
        ),
        (
            "a.txt",
            "Dhr. Jan Bos is 80 procent arbeidsongeschikt wegens een hernia.",
            "health-data",
            Severity::Critical,
        ),
        (
            "a.txt",
            "Ahmed Yilmaz is moslim en klaagt over discriminatie.",
            "religion",
            Severity::High,
        ),
        (
            "a.json",
            "{\"name\":\"Jan Bos\",\"bsn\":\"231457005\",\"diagnosis\":\"diabetes\",\"consent\":true}",
            "health-data",
            Severity::Critical,
        ),
        (
            "a.json",
            "{\"name\":\"Jan Bos\",\"bsn\":\"231457005\",\"religion\":\"Muslim\",\"ethnicity\":\"Moroccan\",\"union\":\"FNV\",\"politicalParty\":\"VVD\"}",
            "religion",
            Severity::High,
        ),
        (
            "intake.md",
            "Mevrouw De Vries heeft diabetes en gebruikt insuline.",
            "health-data",
            Severity::Critical,
        ),
        (
            "a.csv",
            "patnr;diagnose\n1001;diabetes\n1002;astma\n",
            "health-data",
            Severity::Critical,
        ),
        (
            "a.csv",
            "bsn,icd10\n231457005,E11.9\n231457017,J45\n",
            "icd-10",
            Severity::Critical,
        ),
    ] {
        let told = scan(path, text);
        let worst = told.of(id).iter().map(|finding| finding.severity).max();
        if worst != Some(severity) {
            wrong.push(format!(
                "{id} {worst:?} instead of {severity:?}: {text:?} {:?}",
                told.lines()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table of rows")]
fn a_subject_alone_is_no_finding() {
    let mut wrong = Vec::new();
    for (path, text) in [
        (
            "README.md",
            "The patient has diabetes, and I take my insulin.",
        ),
        (
            "a.txt",
            "Uit onderzoek van Jan Bos blijkt dat mensen met diabetes vaker bewegen.",
        ),
        (
            "a.txt",
            "De cliënt geeft toestemming; diabetes staat in bijlage 2.",
        ),
        (
            "a.txt",
            "Bijzondere persoonsgegevens zijn gegevens over ras, politieke opvattingen, godsdienst, vakbondslidmaatschap, genetische en biometrische gegevens, gezondheid en seksuele geaardheid.",
        ),
        (
            "a.txt",
            "Processing of personal data revealing racial or ethnic origin, political opinions, religious beliefs, or trade union membership shall be prohibited.",
        ),
        (
            "a.txt",
            "Wij verwerken uw medische gegevens, zoals uw diagnose en medicatie, op grond van uw toestemming.",
        ),
        (
            "a.txt",
            "Als u diabetes heeft, controleer dan uw bloedsuiker.",
        ),
        (
            "a.txt",
            "Uit onderzoek onder 300 patiënten met hartfalen blijkt dat metoprolol werkt.",
        ),
        (
            "a.txt",
            "Astma is een chronische ontsteking van de luchtwegen.",
        ),
        ("a.txt", "Depressie komt vaker voor bij vrouwen."),
        (
            "a.txt",
            "Vacature: jurist bij vakbond FNV. Ben jij vakbondslid? Solliciteer!",
        ),
        (
            "a.txt",
            "De vakbond en de werkgevers hebben een akkoord over de cao.",
        ),
        ("a.txt", "Recept: kook de eieren hard en voeg zout toe."),
        ("a.txt", "De Blauwe Moskee is gesloten tijdens de ramadan."),
        ("a.txt", "De katholieke kerk telt veel leden."),
        (
            "a.txt",
            "De verdachte kan een taakstraf krijgen volgens artikel 9.",
        ),
        (
            "a.txt",
            "Ongeacht geloof, afkomst of seksuele geaardheid is iedereen welkom.",
        ),
        ("a.txt", "Gay Pride Amsterdam trekt bezoekers."),
        (
            "a.rs",
            "enum Religion { Catholic, Muslim } // the patient has diabetes",
        ),
        ("a.py", "diagnosis = \"diabetes\"  # patient John Smith"),
        (
            "schema.json",
            "{\"properties\": {\"religion\": {\"type\": \"string\"}, \"diagnosis\": {\"type\": \"string\"}}}",
        ),
        (
            "i18n.json",
            "{\"religion\": \"Religie\", \"medication\": \"Medicatie\"}",
        ),
        ("a.csv", "religie,aantal\nkatholiek,1200\nmoslim,800\n"),
        (
            "a.csv",
            "product,condition,price\nboek,nieuw,12\nstoel,gebruikt,8\n",
        ),
        ("a.txt", "Sneltest corona kopen? Nu twee voor tien euro."),
        ("a.txt", "De film gaat over een man die veroordeeld wordt."),
        ("a.md", "A race condition in the union type of the enum."),
        (
            "a.txt",
            "Vergoeding voor chemotherapie valt onder het basispakket.",
        ),
        (
            "a.txt",
            "De gevangenisstraf voor diefstal is maximaal vier jaar.",
        ),
        (
            "a.txt",
            "Een medewerker die zich ziek meldt, belt voor negen uur.",
        ),
        ("a.txt", "Communist parties won few seats."),
        (
            "a.txt",
            "Biometrische gegevens zoals een vingerafdruk zijn gevoelig.",
        ),
        (
            "codes.csv",
            "icd10,omschrijving\nE11.9,Diabetes mellitus type 2\nJ45.0,Astma\nF32.1,Depressie\n",
        ),
    ] {
        let told = scan(path, text);
        for finding in &told.findings {
            if IDS.contains(&finding.detector) && finding.severity > Severity::Low {
                wrong.push(format!(
                    "{} {:?} in {text:?}: {:?}",
                    finding.detector, finding.severity, finding.explanation
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
