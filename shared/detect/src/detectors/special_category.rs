//! The special categories of GDPR art. 9 and the criminal data of art. 10.
//!
//! Each category has values (“diabetes”, “moslim”), which count when a sentence binds them to a
//! person, and fields (“diagnose”, “geloof”), which count when they are filled in. What binds is
//! decided in one place, [`about`](super::about).

use domain::{Category, Severity};

use super::{about, rank};
use crate::detector::{ContextRule, Detector, DetectorMeta, Examples, Text, Trigger};
use crate::mask::Mask;
use crate::nature::Nature;
use crate::table::{Cell, Table};
use crate::view::{Candidates, Found, Hit, View};

/// Terms of a category.
struct Terms {
    /// Said of a person, they are the data.
    values: &'static [&'static str],
    /// Keys and headers, whose filling is the data; letters only, as [`letters`] leaves them.
    fields: &'static [&'static str],
    /// Whether a pronoun is enough of a person: most such words are said of nothing else.
    is_personal: bool,
    /// How bad a certain finding is.
    severity: Severity,
    /// What a finding is called in its explanation.
    what: &'static str,
}

/// Declares a category: the functions must know their terms, and triggers are plain functions.
macro_rules! category {
    ($module:ident, $terms:expr) => {
        mod $module {
            use super::{Candidates, Hit, Severity, Terms, View};

            pub(super) const TERMS: Terms = $terms;

            pub(super) fn value(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
                super::examine_value(&TERMS, view, hit, candidates);
            }

            pub(super) fn field(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
                super::examine_field(&TERMS, view, hit, candidates);
            }

            pub(super) fn is_header(header: &str) -> bool {
                TERMS.fields.contains(&super::letters(header).as_str())
            }

            pub(super) fn cell(view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
                super::examine_cell(&TERMS, view, hit, candidates);
            }
        }
    };
}

category!(
    health,
    Terms {
        values: &[
            "diabetes",
            "diabeet",
            "suikerziekte",
            "hiv",
            "aids",
            "hepatitis",
            "kanker",
            "borstkanker",
            "leukemie",
            "leukemia",
            "tumor",
            "chemotherapie",
            "chemotherapy",
            "depressie",
            "depressed",
            "anxiety",
            "burn-out",
            "burnout",
            "overspannen",
            "schizofrenie",
            "schizophrenia",
            "psychose",
            "psychotisch",
            "psychotic",
            "bipolair",
            "bipolar disorder",
            "autisme",
            "autistisch",
            "autism",
            "adhd",
            "ptss",
            "ptsd",
            "borderline",
            "anorexia",
            "boulimia",
            "verslaafd",
            "alcoholverslaving",
            "drugsverslaving",
            "epilepsie",
            "epilepsy",
            "parkinson",
            "alzheimer",
            "dementie",
            "dementia",
            "multiple sclerose",
            "multiple sclerosis",
            "reuma",
            "artritis",
            "artrose",
            "astma",
            "asthma",
            "copd",
            "hartinfarct",
            "hartfalen",
            "heart attack",
            "heart failure",
            "beroerte",
            "herseninfarct",
            "hersenbloeding",
            "hersenschudding",
            "concussion",
            "hypertensie",
            "hoge bloeddruk",
            "zwanger",
            "pregnant",
            "miskraam",
            "miscarriage",
            "abortus",
            "hernia",
            "ziek gemeld",
            "ziekgemeld",
            "ziekmelding",
            "arbeidsongeschikt",
            "called in sick",
            "long covid",
            "insulin",
            "metformin",
            "antidepressiva",
            "antidepressants",
            "sertraline",
            "fluoxetine",
            "lithium",
            "oxazepam",
            "ritalin",
            "methylfenidaat",
            "salbutamol",
            "omeprazol",
            "prednison",
            "morfine",
            "methadon",
            "metoprolol",
            "simvastatine",
            "opgenomen in het ziekenhuis",
            "geopereerd",
            "operatie aan",
            "surgery",
            "revalidatie",
            "slaapapneu",
            "ggz-instelling",
            "psychiatrische",
            "psychiatric",
            "suïcidaal",
            "suicidal",
            "suïcidepoging",
            "zelfmoordpoging",
            "gediagnosticeerd met",
            "gediagnosticeerd als",
            "gebroken been",
            "gebroken arm",
            "fibromyalgie",
            "migraine",
            "ms-patiënt",
            "heeft corona",
            "positief getest",
            "longontsteking",
            "pneumonia",
            "nierfalen",
            "dialyse",
            "dialysis",
            "doof",
            "slechtziend",
            "rolstoel",
            "rolstoelgebruiker",
            "lymfoom",
            "melanoom",
            "carcinoom",
            "carcinoma",
            "chlamydia",
            "syfilis",
            "tuberculose",
            "eetstoornis",
            "angststoornis",
            "dyslexie",
            "crohn",
            "allergisch voor",
            "decubitus",
            "incontinent",
            "doorligwond",
            "delier",
            "delirant",
            "afasie",
            "hemiplegie",
            "dwarslaesie",
            "spierdystrofie",
            "spasticiteit",
            "scoliose",
            "osteoporose",
            "fractuur",
            "gebroken heup",
            "gebroken pols",
            "heupoperatie",
            "escitalopram",
            "heupfractuur",
            "kruisband",
            "zwangerschapsklachten",
            "from a stroke",
            "levetiracetam",
            "broke his wrist",
            "broke her wrist",
            "broken wrist",
            "broken leg",
            "gebroken enkel",
            "hersentumor",
            "brain tumour",
            "keelontsteking",
            "oorontsteking",
            "hartklachten",
            "rugklachten",
            "nekklachten",
            "buikgriep",
            "nierziekte",
            "leverziekte",
            "knieoperatie",
            "hartoperatie",
            "rugoperatie",
            "staaroperatie",
            "bypassoperatie",
            "liesbreuk",
            "blindedarmontsteking",
            "blaasontsteking",
            "nierstenen",
            "nierinsufficiëntie",
            "leverfalen",
            "levercirrose",
            "galstenen",
            "pancreatitis",
            "colitis ulcerosa",
            "prikkelbare darm",
            "coeliakie",
            "lactose-intolerantie",
            "glutenallergie",
            "notenallergie",
            "pinda-allergie",
            "pinda-allergisch",
            "penicilline-allergie",
            "eczeem",
            "psoriasis",
            "gordelroos",
            "hypothyreoïdie",
            "hyperthyreoïdie",
            "bloedarmoede",
            "anemie",
            "leukaemia",
            "lymfklierkanker",
            "lymfeklierkanker",
            "prostaatkanker",
            "darmkanker",
            "longkanker",
            "huidkanker",
            "baarmoederhalskanker",
            "eierstokkanker",
            "alvleesklierkanker",
            "slokdarmkanker",
            "blaaskanker",
            "uitzaaiing",
            "gemetastaseerd",
            "metastase",
            "bestraling",
            "bestraald",
            "immunotherapie",
            "radiotherapie",
            "radiotherapy",
            "palliatief",
            "palliatieve zorg",
            "palliative care",
            "terminaal ziek",
            "hartritmestoornis",
            "boezemfibrilleren",
            "atriumfibrilleren",
            "atrial fibrillation",
            "angina pectoris",
            "trombose",
            "longembolie",
            "tia gehad",
            "epileptisch",
            "tetraplegie",
            "als-patiënt",
            "post-covid",
            "covid-19-besmetting",
            "chronische vermoeidheid",
            "vermoeidheidssyndroom",
            "chronisch vermoeid",
            "chronische pijn",
            "slapeloosheid",
            "burn-outklachten",
            "dysthymie",
            "manisch",
            "dwangstoornis",
            "persoonlijkheidsstoornis",
            "posttraumatische",
            "paniekstoornis",
            "paniekaanval",
            "angstklachten",
            "zelfbeschadiging",
            "automutilatie",
            "suïcidale",
            "rouwverwerking",
            "hechtingsstoornis",
            "verstandelijke beperking",
            "verstandelijk beperkt",
            "downsyndroom",
            "syndroom van down",
            "gilles de la tourette",
            "asperger",
            "hoogsensitief",
            "dyscalculie",
            "dyspraxie",
            "slechthorend",
            "gehoorapparaat",
            "blindengeleidehond",
            "thuisbeademing",
            "zuurstoftherapie",
            "gameetdonor",
            "onvruchtbaar",
            "ivf-behandeling",
            "keizersnede",
            "zwangerschapsdiabetes",
            "miskramen",
            "soa-test",
            "gonorroe",
            "bij de psycholoog",
            "bij een psycholoog",
            "bij de psychiater",
            "bij een psychiater",
            "opgenomen op de afdeling",
            "ziek thuis",
            "langdurig ziek",
            "ziek uit dienst",
            "wia-uitkering",
            "wajong",
            "antibiotica",
            "antibioticum",
            "amoxicilline",
            "paroxetine",
            "citalopram",
            "venlafaxine",
            "mirtazapine",
            "quetiapine",
            "olanzapine",
            "risperidon",
            "haloperidol",
            "clozapine",
            "diazepam",
            "temazepam",
            "lorazepam",
            "tramadol",
            "oxycodon",
            "fentanyl",
            "pregabaline",
            "gabapentine",
            "levothyroxine",
            "furosemide",
            "lisinopril",
            "enalapril",
            "amlodipine",
            "rosuvastatine",
            "clopidogrel",
            "acenocoumarol",
            "apixaban",
            "rivaroxaban",
            "warfarin",
            "methotrexaat",
            "tamoxifen",
            "dexamfetamine",
            "concerta",
            "slaapmedicatie",
            "bloedverdunners",
            "benauwdheid",
            "dyspnoe",
            "oedeem",
            "pijn op de borst",
            "hypoglykemie",
            "hypertension",
            "high blood pressure",
            "breast cancer",
            "lung cancer",
            "prostate cancer",
            "lymphoma",
            "melanoma",
            "cirrhosis",
            "kidney failure",
            "renal failure",
            "liver disease",
            "had a stroke",
            "suffered a stroke",
            "ulcerative colitis",
            "coeliac disease",
            "celiac disease",
            "rheumatoid arthritis",
            "osteoarthritis",
            "osteoporosis",
            "sickle cell",
            "thyroid disorder",
            "hypothyroidism",
            "hyperthyroidism",
            "anaemia",
            "chronic fatigue",
            "chronic pain",
            "clinical depression",
            "panic attacks",
            "panic disorder",
            "eating disorder",
            "bulimia",
            "obsessive compulsive",
            "personality disorder",
            "self-harm",
            "suicide attempt",
            "attempted suicide",
            "substance abuse",
            "alcohol dependence",
            "alcoholism",
            "drug addiction",
            "in rehab",
            "postpartum",
            "ivf treatment",
            "hysterectomy",
            "mastectomy",
            "wheelchair user",
            "uses a wheelchair",
            "hearing impaired",
            "visually impaired",
            "learning disability",
            "dyslexia",
            "dyslexic",
            "autistic",
            "tuberculosis",
            "syphilis",
            "gonorrhea",
            "peanut allergy",
            "nut allergy",
            "penicillin allergy",
            "anaphylaxis",
            "long-term sick",
            "on medication for",
            "tested positive for",
            "antipsychotic",
            "methotrexate",
            "prozac",
            "zoloft",
            "xanax",
            "adderall",
            "atorvastatin",
            "albuterol",
            "krebs erkrankt",
            "brustkrebs",
            "lungenkrebs",
            "herzinsuffizienz",
            "herzinfarkt",
            "schlaganfall",
            "bluthochdruck",
            "zuckerkrank",
            "depressionen",
            "schwanger",
            "fehlgeburt",
            "bandscheibenvorfall",
            "krankgeschrieben",
            "angststörung",
            "essstörung",
            "schizophrenie",
            "demenz",
            "rheuma",
            "schwerbehindert",
            "diabétique",
            "cancer du sein",
            "épilepsie",
            "épileptique",
            "dépressif",
            "dépressive",
            "enceinte de",
            "fausse couche",
            "infarctus",
            "asthmatique",
            "séropositif",
            "séropositive",
            "schizophrénie",
            "sclérose en plaques",
            "arrêt maladie",
            "suffers from depression",
            "suffering from depression",
            "diagnosed with depression",
            "souffre de dépression",
            "sumatriptan",
            "pdd-nos",
            "pdd nos",
            "dementerend",
            "has been sober",
            "getting sober",
            "nierdialyse",
            "gehandicaptenparkeerkaart",
            "ibuprofen",
            "naproxen",
            "diclofenac",
            "pantoprazol",
            "esomeprazol",
            "candesartan",
            "losartan",
            "valsartan",
            "perindopril",
            "bisoprolol",
            "hydrochloorthiazide",
            "spironolacton",
            "digoxine",
            "amiodaron",
            "ticagrelor",
            "dabigatran",
            "edoxaban",
            "gliclazide",
            "empagliflozine",
            "semaglutide",
            "ozempic",
            "liraglutide",
            "topiramaat",
            "lamotrigine",
            "valproaat",
            "carbamazepine",
            "baclofen",
            "aripiprazol",
            "amitriptyline",
            "nortriptyline",
            "bupropion",
            "duloxetine",
            "fluvoxamine",
            "zopiclon",
            "zolpidem",
            "melatonine",
            "naltrexon",
            "disulfiram",
            "buprenorfine",
            "formoterol",
            "tiotropium",
            "montelukast",
            "budesonide",
            "adalimumab",
            "infliximab",
            "humira",
            "etanercept",
            "hydroxychloroquine",
            "azathioprine",
            "ciclosporine",
            "tacrolimus",
            "prednisolon",
            "prednisolone",
            "dexamethason",
            "letrozol",
            "anastrozol",
            "docetaxel",
            "cisplatine",
            "rituximab",
            "trastuzumab",
            "pembrolizumab",
            "finasteride",
            "tamsulosine",
            "nitrofurantoïne",
            "doxycycline",
            "ciprofloxacine",
            "flucloxacilline",
            "azitromycine",
            "isotretinoïne",
            "sildenafil",
            "lexapro",
            "seroquel",
            "abilify",
            "wellbutrin",
            "ventolin",
            "eliquis",
            "gabapentin",
            "pregabalin",
            "rugpijn",
            "buikpijn",
            "hoofdpijnklachten",
            "thoracale pijn",
            "hartkloppingen",
            "flauwgevallen",
            "griep",
            "besmet met corona",
            "besmet met hiv",
            "aneurysma",
            "diverticulitis",
            "jicht",
            "lupus",
            "sarcoïdose",
            "endometriose",
            "vleesbomen",
            "glaucoom",
            "maculadegeneratie",
            "tinnitus",
            "geamputeerd",
            "amputatie van",
            "stoma",
            "pacemaker",
            "gedotterd",
            "dotterbehandeling",
            "bypass gehad",
            "niertransplantatie",
            "levertransplantatie",
            "donornier",
            "bloedtransfusie",
            "narcolepsie",
            "hallucinaties",
            "waanideeën",
            "paranoïde",
            "suïcide",
            "depressief",
            "depressieve klachten",
            "stressklachten",
            "spanningsklachten",
            "psychische klachten",
            "psychische problemen",
            "mentale klachten",
            "verslaving",
            "alcoholprobleem",
            "alcoholmisbruik",
            "drankprobleem",
            "gokverslaafd",
            "gokverslaving",
            "obesitas",
            "ondervoed",
            "zwangerschap",
            "zwangerschapscontrole",
            "uitgerekend op",
            "kinderwens",
            "ivf-traject",
            "overgangsklachten",
            "erectiestoornis",
            "kinkhoest",
            "waterpokken",
            "ziekte van lyme",
            "hersenvliesontsteking",
            "bloedvergiftiging",
            "longemfyseem",
            "bronchitis",
            "emdr",
            "gedragstherapie",
            "in therapie",
            "bij de bedrijfsarts",
            "ziekteverlof",
            "in de ziektewet",
            "arbeidsongeschiktheid",
            "verminderd belastbaar",
            "medische keuring",
            "whiplash",
            "rsi-klachten",
            "hartpatiënt",
            "nierpatiënt",
            "kankerpatiënt",
            "hartziekte",
            "darmziekte",
            "spierziekte",
            "stofwisselingsziekte",
            "syndroom van",
            "posttraumatisch",
            "licht verstandelijk",
            "blind aan",
            "doofblind",
            "spraakstoornis",
            "taalontwikkelingsstoornis",
            "adhd-medicatie",
            "incontinentie",
            "botbreuk",
            "sleutelbeen gebroken",
            "gescheurde meniscus",
            "gescheurde kruisband",
            "stomach ulcer",
            "kidney stones",
            "gallstones",
            "appendicitis",
            "endometriosis",
            "fibromyalgia",
            "glaucoma",
            "cataract surgery",
            "kidney transplant",
            "liver transplant",
            "heart transplant",
            "amputated",
            "colostomy",
            "has seizures",
            "epileptic seizures",
            "narcolepsy",
            "insomnia",
            "hallucinations",
            "suicidal thoughts",
            "seeing a therapist",
            "seeing a psychiatrist",
            "in therapy for",
            "on sick leave",
            "medical leave",
            "disability benefits",
            "opioid addiction",
            "is an alcoholic",
            "recovering alcoholic",
            "overdosed",
            "overdose",
            "lyme disease",
            "sepsis",
            "meningitis",
            "miscarried",
            "gave birth",
            "ectopic pregnancy",
            "infertility",
            "erectile dysfunction",
            "genital herpes",
            "cerebral palsy",
            "down syndrome",
            "spina bifida",
            "muscular dystrophy",
            "motor neurone disease",
            "tourette",
            "heart condition",
            "heart disease",
            "heart surgery",
            "open-heart surgery",
            "hip replacement",
            "knee replacement",
            "brain injury",
            "broken arm",
            "broke her leg",
            "broke his leg",
            "broke her arm",
            "broke his arm",
            "stage iv cancer",
            "stage 4 cancer",
            "in remission",
            "terminally ill",
            "colon cancer",
            "bowel cancer",
            "skin cancer",
            "ovarian cancer",
            "cervical cancer",
            "pancreatic cancer",
            "leukaemic",
            "kidney disease",
            "lung disease",
            "crohn's",
            "irritable bowel",
            "gestational diabetes",
            "type 1 diabetes",
            "type 2 diabetes",
            "high cholesterol",
            "krebskrank",
            "krebsdiagnose",
            "magersucht",
            "alkoholiker",
            "drogenabhängig",
            "in psychotherapie",
            "pflegebedürftig",
            "pflegegrad",
            "schizophren",
            "diabète",
            "hypertendu",
            "en dépression",
            "alcoolique",
            "toxicomane",
            "diabética",
            "diabético",
            "embarazada",
            "diabetica",
            "diabetico",
            "incinta",
        ],
        fields: &[
            "diagnose",
            "diagnoses",
            "diagnosis",
            "medicatie",
            "medication",
            "medications",
            "medicijnen",
            "aandoening",
            "aandoeningen",
            "ziektebeeld",
            "ziekte",
            "ziektes",
            "ziektegeschiedenis",
            "allergie",
            "allergieën",
            "allergies",
            "allergy",
            "bloedgroep",
            "bloodtype",
            "bloodgroup",
            "handicap",
            "beperking",
            "disability",
            "medicalcondition",
            "medicalhistory",
            "condition",
            "verzuimreden",
            "redenziekmelding",
            "redenverzuim",
            "sicknessreason",
            "anamnese",
            "voorgeschiedenis",
            "klachten",
            "symptoms",
            "behandelplan",
            "treatment",
            "medischegegevens",
            "gezondheidsklachten",
            "zwanger",
            "pregnant",
            "medischevoorgeschiedenis",
            "healthcondition",
            "healthstatus",
            "gezondheidstoestand",
            "behandeling",
            "bevindingen",
            "reasonforabsence",
            "medischebijzonderheden",
            "hulpvraag",
            "indicatie",
            "zorgindicatie",
            "labuitslag",
            "labresult",
            "bmi",
            "bloeddruk",
            "bloodpressure",
            "pastmedicalhistory",
            "pmh",
            "knownallergies",
            "diagnosen",
            "vorerkrankungen",
            "medikamente",
            "medikation",
            "antécédents",
            "allergien",
            "médicaments",
            "blutgruppe",
            "krankheit",
            "krankheiten",
            "behinderung",
            "diagnóstico",
            "diagnosi",
            "medicación",
            "enfermedades",
            "alergias",
            "bijzonderhedenmedisch",
            "voedselallergie",
            "dieetallergie",
            "verzuimoorzaak",
            "aardbeperking",
        ],
        is_personal: true,
        severity: Severity::Critical,
        what: "a word for health",
    }
);
category!(
    biometric,
    Terms {
        values: &[
            "vingerafdruk",
            "fingerprint",
            "irisscan",
            "iris scan",
            "netvliesscan",
            "gezichtsherkenning",
            "facial recognition",
            "face template",
            "gezichtsscan",
            "stemafdruk",
            "voiceprint",
            "handpalmscan",
            "palm print",
            "biometrisch profiel",
            "biometric template",
            "gezichtstemplate",
            "vingerscan",
            "handscan",
            "gelaatsscan",
            "stemherkenning",
            "voice print",
            "retina scan",
            "retinal scan",
            "face scan",
        ],
        fields: &[
            "vingerafdruk",
            "fingerprint",
            "fingerprinttemplate",
            "irisscan",
            "faceid",
            "facetemplate",
            "faceembedding",
            "voiceprint",
            "biometrie",
            "biometrisch",
            "biometric",
            "biometrictemplate",
            "biometricdata",
            "biometrischegegevens",
            "palmprint",
            "facialtemplate",
            "vingerscan",
            "vingerafdrukken",
            "fingerprints",
        ],
        is_personal: false,
        severity: Severity::Critical,
        what: "a word for biometric data",
    }
);
category!(
    genetic,
    Terms {
        values: &[
            "dna-profiel",
            "dna-test",
            "dna-onderzoek",
            "dna profile",
            "dna test",
            "brca1",
            "brca2",
            "genmutatie",
            "gene mutation",
            "genetische aandoening",
            "genetic disorder",
            "genetic test",
            "genetische test",
            "erfelijke aanleg",
            "erfelijkheidsonderzoek",
            "dragerschap",
            "drager van het gen",
            "genotype",
            "genoom",
            "syndroom van down",
            "huntington",
            "taaislijmziekte",
            "cystic fibrosis",
            "lynch-syndroom",
            "apoe4",
            "gendrager",
            "drager van een mutatie",
            "brca-mutatie",
            "brca mutation",
            "erfelijk belast",
            "trisomie",
            "trisomy",
            "fragiele-x",
            "fragile x",
            "dna-afname",
            "dna-monster",
            "dna sample",
            "dna afgenomen",
            "sikkelcelziekte",
            "hemofilie",
            "haemophilia",
            "hemophilia",
            "thalassemie",
        ],
        fields: &[
            "dna",
            "dnaprofiel",
            "dnaprofile",
            "genotype",
            "genetischetest",
            "genetictest",
            "genetictestresult",
            "genetischeaanleg",
            "mutatie",
            "mutation",
            "genmutatie",
            "genetischegegevens",
            "geneticdata",
            "dragerschap",
            "haplotype",
            "genoom",
            "genome",
            "genvariant",
        ],
        is_personal: false,
        severity: Severity::Critical,
        what: "a word for genetic data",
    }
);
category!(
    religion,
    Terms {
        values: &[
            "moslim",
            "moslima",
            "muslim",
            "islamitisch",
            "katholiek",
            "catholic",
            "protestant",
            "gereformeerd",
            "hervormd",
            "christen",
            "christelijk opgevoed",
            "jood",
            "joods",
            "joodse",
            "jewish",
            "hindoe",
            "hindoeïstisch",
            "hindu",
            "boeddhist",
            "buddhist",
            "atheïst",
            "atheist",
            "sikh",
            "jehova's getuige",
            "jehova’s getuige",
            "jehovah's witness",
            "mormoon",
            "mormon",
            "soenniet",
            "sunni",
            "sjiiet",
            "shia",
            "evangelisch",
            "gelovig",
            "bekeerd tot",
            "ramadan",
            "alevitisch",
            "agnost",
            "bezoekt de moskee",
            "naar de moskee",
            "kerklid",
            "lid van de kerk",
            "doopsgezind",
            "pinkstergemeente",
            "pinksterchristen",
            "kerkelijk actief",
            "belijdend lid",
            "gedoopt lid",
            "halal eten",
            "eet halal",
            "bidt vijf keer",
            "ahmadiyya",
            "alevi",
            "jezidi",
            "yezidi",
            "druze",
            "koptisch",
            "grieks-orthodox",
            "russisch-orthodox",
            "oosters-orthodox",
            "remonstrant",
            "luthers",
            "lutheran",
            "methodist",
            "anglican",
            "presbyterian",
            "pentecostal",
            "scientologist",
            "ongelovig",
            "afvallig",
            "practising christian",
            "practicing christian",
            "converted to islam",
            "converted to christianity",
            "born-again christian",
            "church member",
            "muslima",
            "katholisch",
            "muslimisch",
            "jüdisch",
            "konfessionslos",
            "musulman",
            "catholique pratiquant",
            "juif",
            "juive",
            "bouddhiste",
            "témoin de jéhovah",
            "rooms-katholiek",
            "protestants",
            "a baptist",
            "baptist church",
            "baptistengemeente",
            "baptistenkerk",
            "quaker",
            "antroposoof",
            "draagt een hoofddoek",
            "draagt een keppel",
            "communie gedaan",
            "belijdenis gedaan",
            "bar mitswa",
            "bat mitswa",
            "eet koosjer",
            "koosjer eten",
            "naar de synagoge",
            "kosher diet",
            "halal diet",
            "wears a hijab",
            "prays five times",
            "attends mass",
            "goes to mosque",
            "goes to the mosque",
            "attends synagogue",
            "observant jew",
            "bar mitzvah",
            "kirchenmitglied",
            "zeuge jehovas",
            "zeugin jehovas",
            "musulmane",
            "musulmán",
            "musulmana",
            "musulmano",
            "judía",
            "ebrea",
        ],
        fields: &[
            "geloof",
            "geloofsovertuiging",
            "religie",
            "religion",
            "godsdienst",
            "levensbeschouwing",
            "levensovertuiging",
            "kerkgenootschap",
            "kerkelijkegezindte",
            "religiousbelief",
            "religiousbeliefs",
            "faith",
            "denominatie",
            "denomination",
            "gezindte",
            "kerkelijkegemeente",
            "konfession",
            "religionszugehörigkeit",
            "religión",
        ],
        is_personal: true,
        severity: Severity::High,
        what: "a word for a religion",
    }
);
category!(
    ethnicity,
    Terms {
        values: &[
            "turkse afkomst",
            "marokkaanse afkomst",
            "surinaamse afkomst",
            "antilliaanse afkomst",
            "afrikaanse afkomst",
            "chinese afkomst",
            "indische afkomst",
            "joodse afkomst",
            "somalische afkomst",
            "syrische afkomst",
            "molukse afkomst",
            "poolse afkomst",
            "van afkomst",
            "roma-afkomst",
            "creools",
            "turks-nederlandse",
            "marokkaans-nederlandse",
            "etnische afkomst",
            "etnische achtergrond",
            "african american",
            "afro-american",
            "caucasian",
            "hispanic",
            "ethnic origin",
            "ethnic background",
            "of turkish descent",
            "of moroccan descent",
            "of african descent",
            "huidskleur",
            "skin colour",
            "skin color",
            "donkere huid",
            "licht getint",
            "getint uiterlijk",
            "negroïde",
            "blank uiterlijk",
            "noord-afrikaans uiterlijk",
            "migratieachtergrond",
            "of surinamese descent",
            "turkse achtergrond",
            "marokkaanse achtergrond",
            "surinaamse achtergrond",
            "antilliaanse achtergrond",
            "turkse komaf",
            "marokkaanse komaf",
            "surinaamse komaf",
            "buitenlandse komaf",
            "van komaf",
            "antilliaanse komaf",
            "koerdisch",
            "tigrinya",
            "amazigh",
            "hindoestaan",
            "creool",
            "roma-achtergrond",
            "sinti",
            "roma origin",
            "irish traveller",
            "of jewish descent",
            "of indian descent",
            "of chinese descent",
            "of asian descent",
            "of arab descent",
            "of pakistani descent",
            "of nigerian descent",
            "of irish descent",
            "black british",
            "british asian",
            "asian american",
            "biracial",
            "biculturele achtergrond",
            "afro-nederlander",
            "afro-surinaams",
            "armeense afkomst",
            "afghaanse afkomst",
            "iraakse afkomst",
            "iraanse afkomst",
            "eritrese afkomst",
            "ethiopische afkomst",
            "ghanese afkomst",
            "kaapverdische afkomst",
            "egyptische afkomst",
            "bulgaarse afkomst",
            "roemeense afkomst",
            "oekraïense afkomst",
            "indonesische afkomst",
            "papoea",
            "dayak",
            "türkischer herkunft",
            "marokkanischer herkunft",
            "migrationshintergrund",
            "d'origine maghrébine",
            "d'origine africaine",
            "is marron",
            "is een marron",
            "was marron",
            "is mixed race",
            "is of mixed race",
            "was of mixed race",
            "is native american",
            "was native american",
            "hindoestaans",
            "molukker",
            "zigeuner",
            "woonwagenbewoner",
            "somalische achtergrond",
            "syrische achtergrond",
            "poolse achtergrond",
            "turkse roots",
            "marokkaanse roots",
            "surinaamse roots",
            "antilliaanse roots",
            "indische roots",
            "congolese afkomst",
            "nigeriaanse afkomst",
            "vietnamese afkomst",
            "filipijnse afkomst",
            "pakistaanse afkomst",
            "of somali descent",
            "of mexican descent",
            "of korean descent",
            "of greek descent",
            "of polish descent",
            "of iranian descent",
            "of syrian descent",
            "of caribbean descent",
            "of dutch descent",
            "african-american",
            "afro-caribbean",
            "person of colour",
            "person of color",
            "romani",
        ],
        fields: &[
            "etniciteit",
            "ethnicity",
            "etnischeafkomst",
            "etnischeachtergrond",
            "race",
            "ras",
            "afkomst",
            "ethnicorigin",
            "ethnicgroup",
            "ethnicbackground",
            "huidskleur",
            "skincolor",
            "skincolour",
            "migratieachtergrond",
            "herkomstgroep",
            "racialorigin",
            "raceethnicity",
        ],
        is_personal: true,
        severity: Severity::High,
        what: "a word for ethnic origin",
    }
);
category!(
    politics,
    Terms {
        values: &[
            "stemt op",
            "stemde op",
            "stemt vvd",
            "stemt pvv",
            "stemt d66",
            "stemt groenlinks",
            "stemt cda",
            "stemt sp",
            "stemde pvv",
            "stemde vvd",
            "vvd-lid",
            "pvda-lid",
            "pvv-lid",
            "pvv-stemmer",
            "cda-lid",
            "d66-lid",
            "sp-lid",
            "groenlinks-lid",
            "vvd-stemmer",
            "lid van de vvd",
            "lid van de pvda",
            "lid van de pvv",
            "lid van het cda",
            "lid van d66",
            "lid van de sp",
            "lid van groenlinks",
            "lid van forum voor democratie",
            "lid van de sgp",
            "lid van de christenunie",
            "lid van volt",
            "lid van bij1",
            "lid van denk",
            "aanhanger van de pvv",
            "aanhanger van forum",
            "sympathisant van",
            "partijlid",
            "member of the labour party",
            "member of the conservative party",
            "member of the republican party",
            "member of the democratic party",
            "registered democrat",
            "registered republican",
            "communist",
            "socialist",
            "anarchist",
            "rechts-extremist",
            "links-extremist",
            "politieke voorkeur",
            "politieke overtuiging",
            "political views",
            "political opinion",
            "extreemrechts",
            "extreemlinks",
            "politiek actief",
            "oppositiepartij",
            "lid van een politieke partij",
            "lid van een partij",
            "politiek activist",
            "politieke activist",
            "politiek vluchteling",
            "lid van de partij voor",
            "lid van nsc",
            "lid van de bbb",
            "bbb-lid",
            "volt-lid",
            "stemt bbb",
            "stemt nsc",
            "stemt volt",
            "stemt ja21",
            "stemt links",
            "stemt rechts",
            "stemde links",
            "stemde rechts",
            "stemde d66",
            "stemde groenlinks",
            "stemde bbb",
            "stemde cda",
            "fvd-lid",
            "fvd-stemmer",
            "gemeenteraadslid voor",
            "kandidaat-raadslid",
            "communistische partij",
            "votes labour",
            "voted labour",
            "votes republican",
            "votes democrat",
            "voted republican",
            "voted democrat",
            "voted conservative",
            "member of the green party",
            "labour supporter",
            "trump supporter",
            "political activist",
            "mitglied der spd",
            "mitglied der cdu",
            "mitglied der afd",
            "mitglied der grünen",
            "parteimitglied",
            "membre du parti",
            "lid van vvd",
            "lid van pvda",
            "lid van pvv",
            "lid van cda",
            "lid van sgp",
            "lid van christenunie",
            "lid van bbb",
            "lid van ja21",
            "lid van fvd",
            "lid van groenlinks-pvda",
            "lid van de partij",
            "stemt pvda",
            "stemt denk",
            "stemt sgp",
            "stemt fvd",
            "stemt forum",
            "stemt christenunie",
            "stemde pvda",
            "stemde sgp",
            "stemde fvd",
            "stemde denk",
            "stemde nsc",
            "pvda-stemmer",
            "cda-stemmer",
            "d66-stemmer",
            "groenlinks-stemmer",
            "sp-stemmer",
            "flyert voor",
            "sympathiseert met de",
            "statenlid voor",
            "votes conservative",
            "votes tory",
            "voted tory",
            "votes green",
            "voted green",
            "voted leave",
            "voted remain",
            "voted for trump",
            "voted for biden",
            "voted for labour",
            "labour member",
            "green party member",
            "conservative party member",
            "lib dem member",
            "maga supporter",
            "wählt die afd",
            "wählt afd",
            "wählt spd",
            "wählt cdu",
            "afd-mitglied",
            "spd-mitglied",
            "cdu-mitglied",
            "milite au",
            "vote rn",
            "militante del",
        ],
        fields: &[
            "politiekevoorkeur",
            "politiekeovertuiging",
            "politiekegezindheid",
            "politiekepartij",
            "stemgedrag",
            "politicalopinion",
            "politicalopinions",
            "politicalviews",
            "politicalparty",
            "politicalaffiliation",
            "partijlidmaatschap",
            "partyaffiliation",
            "partijvoorkeur",
            "partylidmaatschap",
            "politicalpreference",
        ],
        is_personal: true,
        severity: Severity::High,
        what: "a word for a political opinion",
    }
);
category!(
    union,
    Terms {
        values: &[
            "vakbondslid",
            "lid van de vakbond",
            "lid van een vakbond",
            "lid van vakbond",
            "vakbondslidmaatschap",
            "lid van de fnv",
            "lid van fnv",
            "fnv-lid",
            "cnv-lid",
            "lid van het cnv",
            "lid van cnv",
            "lid van de unie",
            "lid van de abvakabo",
            "vakbondscontributie",
            "vakbondsbijdrage",
            "contributie fnv",
            "vakbondsconsulent",
            "vakbondsbestuurder",
            "kaderlid",
            "union member",
            "union dues",
            "member of the union",
            "member of a trade union",
            "union representative",
            "shop steward",
            "lid van acv",
            "lid van abvv",
            "fnv-contributie",
            "contributie van de vakbond",
            "vakbond aangesloten",
            "aangesloten bij de fnv",
            "aangesloten bij de vakbond",
            "aangesloten bij een vakbond",
            "joined the union",
            "union steward",
            "union rep",
            "union delegate",
            "trade unionist",
            "union organiser",
            "union organizer",
            "pays union",
            "vakbondsvertegenwoordiger",
            "vakbondsafgevaardigde",
            "vakbondsactivist",
            "vakbondsman",
            "vakbondsvrouw",
            "vakbond fnv",
            "vakbond cnv",
            "lid van abvakabo",
            "lid van nu'91",
            "lid van de vvmc",
            "lid van de aob",
            "aob-lid",
            "gewerkschaftsmitglied",
            "mitglied der gewerkschaft",
            "mitglied der ig metall",
            "syndiqué",
            "délégué syndical",
            "membre du syndicat",
            "syndicaal afgevaardigde",
            "lid van de cnv",
            "lid van cnv vakmensen",
            "vakbondskaart",
            "stakingskas",
            "stakingsuitkering",
            "union card",
            "union membership",
            "member of unison",
            "member of unite",
            "unison member",
            "teamsters member",
            "member of the teamsters",
            "joined unison",
            "ver.di-mitglied",
            "ig-metall-mitglied",
            "gewerkschafterin",
            "syndiquée",
            "syndicaliste",
            "adhérent de la cgt",
            "adhérente de la cgt",
            "afiliado al sindicato",
            "afiliada al sindicato",
            "iscritto al sindacato",
            "iscritta al sindacato",
        ],
        fields: &[
            "vakbond",
            "vakbondslid",
            "vakbondslidmaatschap",
            "lidvakbond",
            "lidmaatschapvakbond",
            "vakbondscontributie",
            "vakbondsbijdrage",
            "vakvereniging",
            "union",
            "unionmember",
            "unionmembership",
            "tradeunion",
            "tradeunionmember",
            "uniondues",
            "tradeunionmembership",
            "inhoudingvakbond",
            "vakbondnaam",
        ],
        is_personal: true,
        severity: Severity::High,
        what: "a word for union membership",
    }
);
category!(
    orientation,
    Terms {
        values: &[
            "homoseksueel",
            "homoseksuele",
            "homo",
            "lesbisch",
            "lesbienne",
            "biseksueel",
            "biseksuele",
            "heteroseksueel",
            "heteroseksuele",
            "transgender",
            "transseksueel",
            "aseksueel",
            "queer",
            "homosexual",
            "gay",
            "lesbian",
            "bisexual",
            "heterosexual",
            "transsexual",
            "asexual",
            "valt op mannen",
            "valt op vrouwen",
            "uit de kast",
            "came out as",
            "seksuele geaardheid",
            "seksuele voorkeur",
            "sexual orientation",
            "panseksueel",
            "pansexual",
            "seksverslaafd",
            "prostituee",
            "seksleven",
            "homoseksualiteit",
            "op mannen valt",
            "op vrouwen valt",
            "non-binair",
            "non-binary",
            "transman",
            "transvrouw",
            "trans man",
            "trans woman",
            "intersekse",
            "intersex",
            "geslachtsverandering",
            "genderdysforie",
            "gender dysphoria",
            "getrouwd met een man",
            "relatie met een man",
            "same-sex partner",
            "same-sex couple",
            "schwul",
            "homosexuel",
            "bisexuel",
            "getrouwd met een vrouw",
            "relatie met een vrouw",
            "met zijn man",
            "met haar vrouw",
            "his husband",
            "her wife",
            "valt op beide geslachten",
            "homostel",
            "lesbisch stel",
            "gay couple",
            "lesbian couple",
            "homosexuell",
            "bisexuell",
            "homosexuelle",
            "lesbiana",
            "bisessuale",
            "omosessuale",
        ],
        fields: &[
            "seksuelegeaardheid",
            "seksuelevoorkeur",
            "seksueleoriëntatie",
            "seksueleorientatie",
            "sexualorientation",
            "sexualpreference",
            "geaardheid",
            "seksualiteit",
            "sexuality",
            "sexlife",
        ],
        is_personal: true,
        severity: Severity::High,
        what: "a word for sexual orientation",
    }
);
category!(
    criminal,
    Terms {
        values: &[
            "veroordeeld",
            "veroordeling wegens",
            "convicted of",
            "conviction for",
            "strafblad",
            "criminal record",
            "taakstraf",
            "gevangenisstraf",
            "celstraf",
            "detentie",
            "gedetineerd",
            "gearresteerd",
            "aangehouden voor",
            "aangehouden wegens",
            "aangehouden op verdenking",
            "verdacht van",
            "verdenking van",
            "arrested for",
            "sentenced to",
            "imprisoned",
            "parole officer",
            "parole board",
            "probation officer",
            "reclassering",
            "proces-verbaal",
            "parketnummer",
            "voorwaardelijke straf",
            "tbs",
            "huiselijk geweld",
            "zedendelict",
            "diefstal gepleegd",
            "betrapt op diefstal",
            "winkeldiefstal",
            "mishandeling",
            "aangifte tegen",
            "pleaded guilty",
            "felony",
            "misdemeanor",
            "charged with",
            "geen vog",
            "vog geweigerd",
            "recidivist",
            "fraude gepleegd",
            "rijden onder invloed",
            "jeugddetentie",
            "enkelband",
            "aangehouden ter zake",
            "voorlopige hechtenis",
            "in hechtenis",
            "in verzekering gesteld",
            "inverzekeringstelling",
            "huis van bewaring",
            "vrijgesproken",
            "schuldig bevonden",
            "schuldig verklaard",
            "geldboete opgelegd",
            "strafbeschikking",
            "strafzaak tegen",
            "openbaar ministerie vervolgt",
            "ontnemingsvordering",
            "contactverbod",
            "straatverbod",
            "huisverbod",
            "gebiedsverbod",
            "jeugdreclassering",
            "drugshandel",
            "drugsbezit",
            "verboden wapenbezit",
            "identiteitsfraude",
            "afpersing",
            "belaging",
            "doodslag",
            "inbraak gepleegd",
            "verkrachting",
            "aanranding",
            "ontucht",
            "mensenhandel",
            "openlijke geweldpleging",
            "winkelverbod",
            "vog is geweigerd",
            "previous convictions",
            "prior convictions",
            "spent conviction",
            "convictions for",
            "criminal conviction",
            "was convicted",
            "been convicted",
            "found guilty",
            "plead guilty",
            "on probation",
            "on parole",
            "released on bail",
            "out on bail",
            "restraining order",
            "community service for",
            "been arrested",
            "served time",
            "jail sentence",
            "prison sentence",
            "in prison for",
            "sex offender",
            "manslaughter",
            "burglary",
            "shoplifting",
            "drug possession",
            "drunk driving",
            "domestic violence",
            "dui conviction",
            "vorbestraft",
            "verurteilt wegen",
            "haftstrafe",
            "bewährungsstrafe",
            "condamné pour",
            "condamnée pour",
            "casier judiciaire",
            "ter beschikking gesteld van de staat",
            "aangehouden door de politie",
            "door de politie aangehouden",
            "arrested on suspicion",
            "heeft vastgezeten",
            "vastgezeten wegens",
            "vastgezeten voor",
            "voorwaardelijk veroordeeld",
            "rijontzegging",
            "opgepakt door de politie",
            "opgepakt voor",
            "opgepakt wegens",
            "ontslagen wegens diefstal",
            "bekend bij de politie wegens",
            "bekend bij de politie vanwege",
            "bekend bij de politie voor",
            "bekende van de politie",
            "politiecontacten",
            "halt-straf",
            "halt-afdoening",
            "voorarrest",
            "voorgeleid",
            "veelpleger",
            "ex-gedetineerde",
            "in de gevangenis",
            "justitieel verleden",
            "was arrested",
            "got arrested",
            "indicted for",
            "on remand",
            "dui arrest",
            "convicted felon",
            "ex-convict",
            "parolee",
            "under house arrest",
            "assault charge",
            "assault charges",
            "drug charges",
            "theft charges",
            "warrant for his arrest",
            "warrant for her arrest",
            "caught stealing",
            "vorstrafe",
            "vorstrafen",
            "verhaftet",
            "untersuchungshaft",
            "garde à vue",
            "mis en examen",
            "mise en examen",
            "antecedentes penales",
            "condenado por",
            "condenada por",
            "condannato per",
            "condannata per",
            "precedenti penali",
        ],
        fields: &[
            "strafblad",
            "criminalrecord",
            "criminalrecords",
            "veroordelingen",
            "veroordeling",
            "convictions",
            "conviction",
            "delict",
            "offense",
            "offence",
            "strafbaarfeit",
            "straf",
            "sentence",
            "detentie",
            "justitiëledocumentatie",
            "antecedenten",
            "criminalhistory",
            "parketnummer",
            "verdenking",
            "gepleegdedelicten",
            "felonies",
            "arrests",
        ],
        is_personal: true,
        severity: Severity::Critical,
        what: "a word for crime or punishment",
    }
);

/// A detector of a category. What people read is alike for all.
macro_rules! detector {
    ($module:ident, $id:literal, $en:literal, $nl:literal, $severity:ident, $article:literal, $what_en:literal, $what_nl:literal, $keys:expr, [$($match:expr),* $(,)?], [$($pass:expr),* $(,)?]) => {
        Detector {
            meta: DetectorMeta {
                id: $id,
                name: Text { en: $en, nl: $nl },
                category: Category::SpecialCategory,
                severity: Severity::$severity,
                article: $article,
                help: Text {
                    en: concat!(
                        $what_en, " about a person: named in the same sentence or record, in the row of a table about people, \
                         or filled into a field. The subject alone, in an article, a policy or a catalogue, is no finding. \
                         Processing it is forbidden unless an exception of the law applies: name that, or remove the data."
                    ),
                    nl: concat!(
                        $what_nl, " over een persoon: genoemd in dezelfde zin of hetzelfde dossier, in een rij van een tabel over \
                         mensen, of ingevuld in een veld. Het onderwerp alleen, in een artikel, beleid of catalogus, telt niet. \
                         Verwerken is verboden tenzij de wet een uitzondering maakt: wijs die aan, of verwijder de gegevens."
                    ),
                },
                context_words: $keys,
                examples: Examples { matches: &[$($match),*], passes: &[$($pass),*] },
            },
            triggers: &[
                Trigger::Said($module::TERMS.values, $module::value),
                Trigger::Said($keys, $module::field),
                Trigger::Cells($module::is_header, $module::cell),
            ],
            context: ContextRule::Ignored,
            against: &[],
            rank: rank::ASSIGNED,
        }
    };
}

pub(super) const DETECTORS: &[Detector] = &[
    detector!(
        health,
        "health-data",
        "Data about health",
        "Gezondheidsgegevens",
        Critical,
        "GDPR art. 9(1), UAVG art. 30",
        "Illness, treatment, medication or absence",
        "Ziekte, behandeling, medicatie of ziekteverzuim",
        &[
            "diagnose",
            "diagnosis",
            "medicatie",
            "medication",
            "medicijnen",
            "aandoening",
            "ziektebeeld",
            "allergie",
            "allergies",
            "bloedgroep",
            "blood_type",
            "bloodtype",
            "handicap",
            "disability",
            "medical_condition",
            "medicalcondition",
            "medical condition",
            "medical history",
            "medical_history",
            "medicalhistory",
            "verzuimreden",
            "reden ziekmelding",
            "reden verzuim",
            "anamnese",
            "voorgeschiedenis",
            "behandelplan",
            "health_condition",
            "healthcondition",
            "beperking",
            "vorerkrankungen",
            "medikamente",
            "medikation",
            "antécédents",
            "allergieën",
            "bloodgroup",
            "blood group",
            "diagnóstico",
            "past medical",
            "medische bijzonderheden",
            "gezondheidstoestand",
        ],
        [
            "Mevrouw De Vries heeft diabetes en gebruikt insuline.",
            "De heer Kwakman is sinds 6 maart ziek gemeld.",
            "Naam: J. de Boer\nGeb.datum: 12-03-1980\nDiagnose: depressieve stoornis",
            "Cliënt is vorige week geopereerd.",
            "naam;bsn;diagnose\nJan de Wit;231457005;astma\nAnna Mol;231457017;reuma\nPiet Vos;;copd\n",
            "Mr. Harris was diagnosed with leukemia in May.",
            "Mevrouw De Vries heeft diabetes.Gebruikt insuline.",
            "Naam: J. de Boer\nBSN: 231457005\nDiagnose: scafoidletsel(links)",
            "Bekend met epilepsie, verder geen klachten.",
            "Has a history of asthma.",
            "Professor Smit heeft diabetes.",
            "De heer Jansen heeft sinds 2019 een pacemaker.",
            "Karin krijgt gedragstherapie en EMDR.",
            "Jan de Vries is blind aan één oog.",
        ],
        [
            "Diabetes is een chronische ziekte.",
            "Wij verwerken gezondheidsgegevens zoals diagnose en medicatie.",
            "Bij patiënten met diabetes type 2 daalde de bloedsuiker.",
            "diagnose: string",
            "Een patiënt met astma heeft vaak last van benauwdheid.",
            "De patiënt krijgt methotrexaat.",
            "Treat the patient with renal failure as above.",
            "The employee is entitled to a wheelchair user allowance.",
            "The history of tuberculosis is long.",
            "Errors are now diagnosed with a clear message.",
            "The parser is allergic to tabs.",
            "Onze kater heeft diabetes.",
            "Mevrouw De Vries gaf een lezing over prostaatkanker.",
            "Jan de Vries, cardioloog, is gespecialiseerd in hartfalen.",
            "Jan wandelt elke dag een uur.",
            "John Smith restarted pacemaker on node 2.",
            "Kim Lee maintains Insomnia, a REST client.",
            "Geachte mevrouw Griep,",
            "Jan de Vries nam het bod blind aan.",
            "Onderzoeker Lisa Smit van het RIVM zegt dat de griep dit jaar laat is.",
            "Karin de Vries geeft al jaren gedragstherapie en EMDR.",
            "Mevrouw Jansen van HR beoordeelt aanvragen voor ziekteverlof.",
        ]
    ),
    detector!(
        biometric,
        "biometric-data",
        "Biometric data",
        "Biometrische gegevens",
        Critical,
        "GDPR art. 9(1), UAVG art. 29",
        "A body's features that identify",
        "Lichaamskenmerken die iemand herkennen,",
        &[
            "vingerafdruk",
            "fingerprint_template",
            "face_template",
            "faceembedding",
            "face_embedding",
            "voiceprint",
            "biometrie",
            "biometric_template",
            "biometric_data",
            "irisscan",
        ],
        [
            "De vingerafdruk van mevrouw Jansen staat in het toegangssysteem.",
            "Naam: Fatima El Amrani\nVingerafdruk: 0x8FA2B1",
        ],
        [
            "Inloggen kan met een vingerafdruk.",
            "let fingerprint = hash(value);",
            "De poort gebruikt gezichtsherkenning.",
            "Jan de Vries published the fingerprints of the host keys.",
            "gpg --with-fingerprint jan.devries@gmail.com",
        ]
    ),
    detector!(
        genetic,
        "genetic-data",
        "Genetic data",
        "Genetische gegevens",
        Critical,
        "GDPR art. 9(1), UAVG art. 28",
        "Heredity, a DNA profile or a mutation",
        "Erfelijkheid, een DNA-profiel of een mutatie",
        &[
            "dna-profiel",
            "dna_profile",
            "dnaprofile",
            "genotype",
            "genetic_test",
            "genetische test",
            "genmutatie",
            "genetic_data",
            "dragerschap",
        ],
        [
            "Bij mevrouw Van Dam is een BRCA1-mutatie gevonden.",
            "Patiënt: P. de Groot\nGenotype: APOE4/APOE4",
        ],
        [
            "BRCA1 is een gen op chromosoom 17.",
            "De genetische test kost 300 euro.",
        ]
    ),
    detector!(
        religion,
        "religion",
        "Religion or belief",
        "Godsdienst of levensovertuiging",
        High,
        "GDPR art. 9(1), UAVG art. 27",
        "A religion or a philosophical belief",
        "Een godsdienst of levensovertuiging",
        &[
            "geloof",
            "geloofsovertuiging",
            "religie",
            "religion",
            "godsdienst",
            "levensbeschouwing",
            "levensovertuiging",
            "kerkgenootschap",
            "religious_belief",
            "kerkelijke gezindte",
            "faith",
        ],
        [
            "Ahmed Yilmaz is moslim en bidt op het werk.",
            "Naam: Jan de Vries\nGeloof: gereformeerd",
            "{\"firstName\": \"Anna\", \"religion\": \"catholic\"}",
        ],
        [
            "De moskee is open voor iedereen.",
            "De katholieke school zoekt een leraar.",
            "religion: string",
            "Wij registreren geen godsdienst.",
            "Jan de Vries drew YEZIDI LETTER AE.",
            "Anna de Vries zingt in de Lutherse kerk.",
            "A history of the Methodist movement.",
        ]
    ),
    detector!(
        ethnicity,
        "ethnicity",
        "Racial or ethnic origin",
        "Ras of etnische afkomst",
        High,
        "GDPR art. 9(1), UAVG art. 25",
        "A racial or ethnic origin",
        "Ras of etnische afkomst",
        &[
            "etniciteit",
            "ethnicity",
            "etnische afkomst",
            "etnische achtergrond",
            "ethnic_origin",
            "afkomst",
            "huidskleur",
            "skin_color",
            "skincolor",
            "migratieachtergrond",
            "race",
        ],
        [
            "De verdachte, Karim Bouzid, is van Marokkaanse afkomst.",
            "Naam: K. Tromp\nEtniciteit: Antilliaans",
        ],
        [
            "Mensen van Turkse afkomst wonen vaker in de stad.",
            "race condition: two writers",
            "Ras: labrador",
            "Jan de Vries reist naar Papoea-Nieuw-Guinea.",
            "Jan de Vries plays mixed race hurdles.",
            "De heer Zigeuner belt morgen.",
        ]
    ),
    detector!(
        politics,
        "political-opinion",
        "Political opinion",
        "Politieke opvatting",
        High,
        "GDPR art. 9(1), UAVG art. 26",
        "A political opinion, a vote or membership of a party",
        "Een politieke opvatting, een stem of lidmaatschap van een partij",
        &[
            "politieke voorkeur",
            "politieke_voorkeur",
            "politieke overtuiging",
            "stemgedrag",
            "political_opinion",
            "political opinion",
            "political_party",
            "political_views",
            "politicalviews",
            "politicalparty",
            "politieke gezindheid",
            "politieke partij",
        ],
        [
            "Mevrouw Smit is lid van de PvdA.",
            "Meneer Jansen flyert voor de PvdA.",
            "She voted green in 2019.",
            "Naam: B. Visser\nPolitieke voorkeur: D66",
        ],
        [
            "De politieke partij groeit.",
            "Wie stemt op dinsdag?",
            "De VVD won de verkiezingen.",
            "Mijn gitaar stemt links.",
            "Meneer Jansen flyert voor de voetbalclub.",
            "He votes green light on the project.",
            "She voted green in the retro.",
        ]
    ),
    detector!(
        union,
        "union-membership",
        "Trade union membership",
        "Lidmaatschap van een vakbond",
        High,
        "GDPR art. 9(1), UAVG art. 22",
        "Membership of a trade union",
        "Lidmaatschap van een vakbond",
        &[
            "vakbond",
            "vakbondslid",
            "vakbondslidmaatschap",
            "vakbondscontributie",
            "union_member",
            "unionmember",
            "trade_union",
            "trade union",
            "union membership",
            "union_membership",
            "union_dues",
        ],
        [
            "Collega Sanne Bakker is vakbondslid.",
            "Medewerker: T. Kwakman\nVakbond: FNV",
        ],
        [
            "De vakbond onderhandelt over de cao.",
            "Vacature: bestuurder bij de vakbond FNV.",
            "union: type",
            "John Miller is a credit union member.",
            "Jan de Vries stond voor de stakingskas te collecteren.",
        ]
    ),
    detector!(
        orientation,
        "sexual-orientation",
        "Sexual orientation or sex life",
        "Seksuele gerichtheid of seksueel gedrag",
        High,
        "GDPR art. 9(1), UAVG art. 22",
        "Sexual orientation or sex life",
        "Seksuele gerichtheid of seksueel gedrag",
        &[
            "seksuele geaardheid",
            "seksuele_geaardheid",
            "seksuele voorkeur",
            "sexual_orientation",
            "sexual orientation",
            "sexualorientation",
            "geaardheid",
            "seksuele oriëntatie",
        ],
        [
            "Tom Kwakman is homoseksueel.",
            "Mijn broer is getrouwd met een man.",
            "Jan de Vries woont samen met zijn man.",
            "Naam: P. de Haan\nSeksuele geaardheid: lesbisch",
        ],
        [
            "De Gay Pride is in augustus.",
            "Homo sapiens",
            "Anna de Vries is getrouwd met een man.",
            "Discriminatie op seksuele geaardheid is verboden.",
            "De burgemeester sprak met zijn man en kinderen.",
            "Tom Smith wrote about her wife-swapping days.",
        ]
    ),
    detector!(
        criminal,
        "criminal-record",
        "Criminal convictions and offences",
        "Strafrechtelijke gegevens",
        Critical,
        "GDPR art. 10, UAVG art. 31",
        "A conviction, an offence or a suspicion",
        "Een veroordeling, strafbaar feit of verdenking",
        &[
            "strafblad",
            "criminal_record",
            "criminal record",
            "criminalrecord",
            "veroordelingen",
            "veroordeling",
            "convictions",
            "delict",
            "strafbaar feit",
            "criminal_history",
            "antecedenten",
            "parketnummer",
        ],
        [
            "Dhr. De Bruin is veroordeeld voor diefstal.",
            "Naam: R. Kok\nStrafblad: ja, winkeldiefstal in 2019",
            "The defendant, John Miller, was convicted of fraud.",
            "Tegen Jan de Vries loopt een zaak voor mishandeling; het slachtoffer heeft aangifte gedaan.",
            "Dader: Jan de Vries (mishandeling van slachtoffer K.).",
            "Jan de Vries wordt beschuldigd van huiselijk geweld; zijn vrouw heeft melding gedaan.",
            "Jan de Vries is opgepakt voor inbraak.",
            "Jan de Vries heeft vastgezeten.",
            "Jan de Vries zit in de gevangenis.",
            "Jan de Vries kreeg een rijontzegging.",
            "Jan de Vries zit in voorarrest.",
            "Peter Jones was arrested by police.",
        ],
        [
            "Een strafblad kan gevolgen hebben.",
            "De rechter kan een taakstraf opleggen.",
            "Voor deze functie is een VOG nodig.",
            "De motie van het lid Jan de Vries is aangehouden.",
            "De motie van het lid Jan de Vries is aangehouden voor een week.",
            "Aan Jan de Vries is een laptop ter beschikking gesteld.",
            "Jan de Vries werkt bij de afdeling mensenhandel.",
            "John Miller was charged for two coffees.",
            "John Miller sells burglary alarms.",
            "Jan de Vries is slachtoffer van huiselijk geweld.",
            "Anna de Vries heeft het ticket opgepakt voor de volgende sprint.",
            "Anna de Vries heeft de zaak opgepakt wegens drukte.",
            "Jan de Vries heeft urenlang vastgezeten in de file.",
            "Jan de Vries heeft vastgezeten in de lift.",
            "Mevrouw Jansen werkt in de gevangenis van Vught.",
            "Rechter Anna de Groot legde een rijontzegging op.",
            "Advocaat Peter Plasman zegt dat zijn client in voorarrest zit.",
            "Rickey Henderson was caught stealing 335 times.",
            "The fall of Peter Jones was arrested by the rope.",
            "Mevrouw Smit is bekend bij de politie als trouwe vrijwilliger.",
        ]
    ),
];

/// A header's or key's letters.
fn letters(header: &str) -> String {
    header
        .chars()
        .filter(|character| character.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Terms this long may have an ending; shorter ones would be found in other words.
const INFLECTED: usize = 7;

/// A value of the category in running text.
fn examine_value(terms: &Terms, view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if matches!(view.nature, Nature::Source | Nature::Lockfile) {
        return;
    }
    let before = view.before(hit.start);
    if before.is_ascii_alphanumeric()
        || before == b'_'
        || before >= 0x80 && is_letter_before(view, hit.start)
    {
        return;
    }
    let ending = view
        .slice(hit.end..hit.end + 12)
        .chars()
        .take_while(|next| next.is_alphanumeric() || *next == '_')
        .count();
    let allowed = if hit.end - hit.start >= INFLECTED {
        4
    } else {
        0
    };
    // `lithium.example.org`, `depression@…`: a name of something. A capital begins a sentence whose
    // blank was forgotten: `heeft diabetes.Gebruikt insuline`.
    let next = view.at(hit.end + 1);
    let is_named = match view.at(hit.end) {
        b'.' => next.is_ascii_lowercase() || next.is_ascii_digit(),
        b'@' => next.is_ascii_alphanumeric(),
        _ => false,
    };
    if ending > allowed || is_named || is_in_name(view, hit) {
        return;
    }
    let end = hit.end + ending;
    let value = view.slice(hit.start..hit.end).to_lowercase();
    let bond = about::bond(view, hit.start, end, false);
    // A clinical note names nobody, and its phrases bind nothing but an illness.
    let is_note = matches!(bond, None | Some(about::Bond::Pronoun))
        && terms.what == health::TERMS.what
        && about::is_noted(view, hit.start, end);
    let Some(bond) = (if is_note {
        Some(about::Bond::Role)
    } else {
        bond
    }) else {
        return;
    };
    // Most terms are nobody's, so what the words beside one say against it is asked last.
    if speaks_against(terms, view, hit.start, end, &value) {
        return;
    }
    if bond == about::Bond::Pronoun && value.starts_with("stem") && !is_voter(view, hit.start) {
        return;
    }
    // “I” and “my” stand in every manual; a fingerprint is often that of a key, and a gate reads that of each employee.
    let is_device = matches!(
        value.as_str(),
        "vingerscan" | "handscan" | "irisscan" | "iris scan" | "gezichtsscan"
    );
    if bond == about::Bond::Pronoun && !terms.is_personal || bond == about::Bond::Role && is_device
    {
        return;
    }
    let found = Found::new(hit.start, hit.end, value)
        .masked(Mask::Whole)
        .shape(terms.what, 0.3);
    candidates.push(bond.weigh(found, terms.severity));
}

/// Crimes that are the name of a department, an offer or a subject until a verb puts them on somebody.
const CRIMES: &[&str] = &[
    "burglary",
    "domestic violence",
    "huiselijk geweld",
    "mensenhandel",
    "identiteitsfraude",
    "drugshandel",
    "drugsbezit",
    "verboden wapenbezit",
    "afpersing",
    "belaging",
    "doodslag",
    "verkrachting",
    "aanranding",
    "ontucht",
    "openlijke geweldpleging",
    "manslaughter",
    "shoplifting",
    "drug possession",
    "drunk driving",
    "rijontzegging",
    "voorarrest",
    "veelpleger",
];

/// What puts a crime on somebody.
const CHARGES: &[&str] = &[
    "convict",
    "veroordeel",
    "verdacht",
    "verdenking",
    "aangehouden",
    "arrest",
    "charged with",
    "guilty",
    "schuldig",
    "vervolgd",
    "vervolgt",
    "prosecut",
    "sentenced",
    "suspected",
    "accused",
    "gepleegd",
    "pleegde",
    "committed",
    "vrijgesproken",
    "ten laste",
    "tenlaste",
    "bewezen",
    "celstraf",
    "gevangenisstraf",
    "taakstraf",
    "strafblad",
    "beschuldig",
    "dader",
];

/// Who speaks of the custody of others.
const LAWYERS: &[&str] = &["rechter", "advocaat", "advocate", "raadsman", "officier"];

/// Why a suspect is picked up; a ticket is picked up for something else.
const OFFENCES: &[&str] = &[
    "diefstal",
    "inbraak",
    "mishandel",
    "fraude",
    "drugs",
    "geweld",
    "moord",
    "doodslag",
    "overval",
    "oplichting",
    "verkracht",
    "aanrand",
    "heling",
    "bezit",
    "onder invloed",
    "stalking",
    "vernieling",
    "bedreig",
    "afpers",
    "zeden",
    "belaging",
    "stelen",
    "wapen",
    "belediging",
];

/// What leads to a crime that was suffered, at most three words before it.
const SUFFERED: &[&str] = &[
    "slachtoffer van",
    "victim of",
    "survivor of",
    "aangifte van",
    "gevlucht voor",
];

/// What makes a sentence with a victim one about whoever did it.
const SUSPECTS: &[&str] = &[
    "dader",
    "verdacht",
    "beschuldigd",
    "veroordeeld",
    "taakstraf",
    "aangehouden",
    "arrest",
    "accused",
    "suspect",
    "convicted",
];

/// What teaches or treats an illness, and has none.
const TEACHING: &[&str] = &[
    "lezing",
    "lecture",
    "folder",
    "brochure",
    "leaflet",
    "congres",
    "webinar",
    "gespecialiseerd in",
    "specialised in",
    "specialized in",
    "is cardioloog",
    "als cardioloog",
    ", cardioloog",
];

/// Whose work an illness is, where they are the subject. They fall ill too, which the words right
/// before the illness say.
const RESEARCHERS: &[&str] = &[
    "onderzoeker",
    "viroloog",
    "hoogleraar",
    "professor",
    "researcher",
];

/// What they do, and where.
const RESEARCH: &[&str] = &[
    "rivm",
    "publiceert",
    "publiceerde",
    "promoveerde",
    "promoveert",
];

/// What stands right before the illness of whoever has one.
const HAVING: &[&str] = &[
    "heeft",
    "had",
    "kreeg",
    "krijgt",
    "lijdt",
    "leed",
    "is",
    "was",
    "has",
    "suffers",
    "door",
    "aan",
    "met",
    "wegens",
    "vanwege",
    "with",
    "from",
    "onderging",
    "ondergaat",
    "gebruikt",
    "slikt",
    "ziek",
    "patiënt",
    "undergoing",
];

/// Words of software that bears an illness's or an implant's name.
const CLUSTERS: &[&str] = &[
    "cluster",
    "corosync",
    "stonith",
    "restarted",
    "restart",
    "quorum",
    "nodes",
    "resource",
    "resources",
];

/// Whom one hands out leaflets for: a club does so too.
const PARTIES: &[&str] = &[
    "vvd",
    "pvda",
    "cda",
    "d66",
    "groenlinks",
    "pvv",
    "sp",
    "bbb",
    "nsc",
    "volt",
    "denk",
    "fvd",
    "forum",
    "sgp",
    "christenunie",
    "ja21",
    "50plus",
    "partij",
    "dieren",
    "leefbaar",
    "lijst",
];

/// What is voted on in colours at work.
const BALLOTS: &[&str] = &[
    "light",
    "retro",
    "retrospective",
    "sprint",
    "review",
    "build",
    "card",
    "project",
    "standup",
    "poll",
];

/// Animals that fall ill like people.
const PETS: &[&str] = &[
    "kat", "hond", "kater", "poes", "paard", "konijn", "pony", "cat", "dog", "horse", "puppy",
];

/// The words of a text.
fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|next: char| !next.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Whether one of these words stands in a text.
fn has_word(text: &str, among: &[&str]) -> bool {
    words(text).any(|word| among.contains(&word))
}

/// Whether the words beside a term say that it is no person's.
fn speaks_against(terms: &Terms, view: &View<'_>, start: usize, end: usize, value: &str) -> bool {
    let (from, to) = about::sentence(view, start, end);
    let said = view.slice(from..start);
    let left = said.to_lowercase();
    let right = view.slice(end..to).to_lowercase();
    // `afdeling mensenhandel`, `afdeling diabetes`.
    if ["afdeling ", "department of ", "team "]
        .iter()
        .any(|unit| left.ends_with(unit))
    {
        return true;
    }
    let what = terms.what;
    if what == health::TERMS.what {
        let is_capital = view.at(start).is_ascii_uppercase();
        return is_no_illness(said, &left, &right, value, is_capital);
    }
    if what == biometric::TERMS.what {
        // `fingerprints of the host keys`, `--with-fingerprint mail@example.org`.
        return value.starts_with("fingerprint")
            && (right.starts_with(" of ") || left.ends_with('-'));
    }
    if what == religion::TERMS.what {
        // `YEZIDI LETTER AE`, `de Lutherse kerk`.
        let is_shouted = !view
            .slice(start..end)
            .contains(|next: char| next.is_lowercase());
        let is_church = matches!(value, "luthers" | "lutheran")
            && [" kerk", " church"]
                .iter()
                .any(|church| right.starts_with(church));
        return is_shouted || is_church;
    }
    if what == politics::TERMS.what {
        return match value {
            "flyert voor" => !has_word(&right, PARTIES),
            "votes green" | "voted green" => has_word(&right, BALLOTS),
            _ => false,
        };
    }
    if what == union::TERMS.what && value == "union rep" {
        // One is somebody's; whoever talks to one is not told to be one.
        return !["is a ", "is the ", "was a ", "as a ", "our ", "as ", "een "]
            .iter()
            .any(|lead| left.ends_with(lead))
            || left.ends_with("with our ");
    }
    if what == union::TERMS.what {
        // Whoever collects for a strike fund need not be a member.
        let is_collected = value == "stakingskas" && left.ends_with("voor de ");
        return is_collected
            || ["student ", "students' ", "credit "]
                .iter()
                .any(|other| left.ends_with(other));
    }
    if what == orientation::TERMS.what {
        return is_no_orientation(&left, &right, value);
    }
    what == criminal::TERMS.what && is_no_crime(&left, &right, value)
}

/// Whether an illness is an animal's, a subject or the name of something.
fn is_no_illness(said: &str, left: &str, right: &str, value: &str, is_capital: bool) -> bool {
    let is_named = match value {
        "had a stroke" => right.starts_with(" of "),
        // Cluster software.
        "pacemaker" => {
            has_word(left, CLUSTERS) || has_word(right, CLUSTERS) || right.contains("on node")
        }
        // A program; within a sentence the lack of sleep has no capital.
        "insomnia" => {
            is_capital
                && left
                    .trim_end()
                    .ends_with(|last: char| last.is_alphanumeric())
        }
        // A bid is accepted blindly too.
        "blind aan" => ![
            " een", " één", " 1 ", " beide", " zijn", " haar", " het ", " mijn", " links",
            " rechts",
        ]
        .iter()
        .any(|eye| right.starts_with(eye)),
        _ => false,
    };
    // Whoever gives a therapy needs none.
    let is_given = (value.contains("therapie") || value.contains("emdr"))
        && has_word(left, &["geeft", "gaf", "geven", "biedt", "bood"])
        && !left.contains("geeft aan");
    let is_handled = [
        "aanvragen voor ",
        "aanvragen om ",
        "requests for ",
        "applications for ",
    ]
    .iter()
    .any(|request| left.ends_with(request));
    let is_pet = words(said).take(3).any(|word| PETS.contains(&word));
    let is_taught = ["over ", "about "].iter().any(|word| left.ends_with(word))
        || TEACHING
            .iter()
            .any(|word| left.contains(word) || right.contains(word));
    let is_researched = (words(left).take(3).any(|word| RESEARCHERS.contains(&word))
        || has_word(left, RESEARCH))
        && !words(left).rev().take(3).any(|word| HAVING.contains(&word));
    is_named || is_given || is_handled || is_pet || is_taught || is_researched
}

/// Whether a spouse's sex says nothing, as that of whose spouse it is isn't said.
fn is_no_orientation(left: &str, right: &str, value: &str) -> bool {
    const MEN: &[&str] = &[
        "hij", "broer", "zoon", "vader", "heer", "dhr", "meneer", "opa",
    ];
    const WOMEN: &[&str] = &[
        "zij", "ze", "zus", "dochter", "moeder", "mevrouw", "mevr", "mw", "oma",
    ];
    // `with his man and children` may be a mayor's servant; those who live together are a couple.
    let is_couple = [
        "samen ",
        "woont ",
        "woonde ",
        "leeft ",
        "getrouwd ",
        "trouwde ",
        "gehuwd ",
    ]
    .iter()
    .any(|verb| left.ends_with(verb));
    match value {
        "op mannen valt" | "getrouwd met een man" | "relatie met een man" => !has_word(left, MEN),
        "op vrouwen valt" | "getrouwd met een vrouw" | "relatie met een vrouw" => {
            !has_word(left, WOMEN)
        }
        "met zijn man" => !is_couple && !has_word(left, MEN),
        "met haar vrouw" => !is_couple && !has_word(left, WOMEN),
        // `her wife-swapping`.
        "her wife" | "his husband" => right.starts_with('-'),
        _ => false,
    }
}

/// Whether a word for a crime is everyday language, a subject, or what somebody suffered.
fn is_no_crime(left: &str, right: &str, value: &str) -> bool {
    let is_everyday = match value {
        // Parliaments hold motions as the police hold people.
        _ if value.starts_with("aangehouden") => {
            ["motie", "amendement", "agendapunt", "wetsvoorstel"]
                .iter()
                .any(|paper| left.contains(paper))
        }
        "opgepakt voor" | "opgepakt wegens" => {
            !OFFENCES.iter().any(|offence| right.contains(offence))
        }
        // So do cars in the snow and people in a lift; a prison is a term itself.
        "heeft vastgezeten" => [" in de ", " in het ", " in een "]
            .iter()
            .any(|place| right.starts_with(place)),
        // People work there, too.
        "in de gevangenis" => {
            !has_word(left, &["zit", "zat", "belandde", "opgesloten", "vastgezet"])
                && ![
                    " zit",
                    " zat",
                    " gezeten",
                    " beland",
                    " opgesloten",
                    " heeft gezeten",
                ]
                .iter()
                .any(|verb| right.starts_with(verb))
        }
        // A fall is arrested by a rope.
        "was arrested" | "got arrested" | "been arrested" => {
            right.starts_with(" by ")
                && !has_word(
                    right,
                    &[
                        "police",
                        "officer",
                        "officers",
                        "cops",
                        "fbi",
                        "agents",
                        "authorities",
                        "detectives",
                        "sheriff",
                        "deputies",
                        "customs",
                        "gestapo",
                        "soldiers",
                    ],
                )
        }
        // A baseball player's bases.
        "caught stealing" => right
            .trim_start()
            .starts_with(|next: char| next.is_ascii_digit() || next == '('),
        _ => false,
    };
    // Whoever suffered a crime has no record of it.
    let is_suffered = matches!(
        value,
        "huiselijk geweld" | "domestic violence" | "mishandeling" | "verkrachting" | "aanranding"
    ) && SUFFERED.iter().any(|lead| {
        left.rfind(lead)
            .and_then(|place| left.get(place + lead.len()..))
            .is_some_and(|gap| !gap.contains([',', ';', ':']) && words(gap).count() <= 3)
    }) && ![left, right].iter().any(|side| {
        SUSPECTS.iter().any(|word| side.contains(word))
            || has_word(side, &["zaak", "strafzaak", "rechtszaak"])
    });
    if is_everyday || is_suffered {
        return true;
    }
    // A judge imposes a ban and a lawyer speaks of custody, but whoever is in it has it.
    let is_measured = match value {
        "rijontzegging" => {
            const VERBS: &[&str] = &["kreeg", "krijgt", "gekregen", "opgelegd"];
            left.ends_with("heeft een ") || has_word(left, VERBS) || has_word(right, VERBS)
        }
        "voorarrest" => {
            const VERBS: &[&str] = &["zit", "zat", "zitten", "gezeten", "genomen", "geplaatst"];
            !words(left).take(2).any(|word| LAWYERS.contains(&word))
                && (has_word(left, VERBS) || has_word(right, VERBS))
        }
        "veelpleger" => ["is ", "is een ", "was een ", "als ", "als een "]
            .iter()
            .any(|verb| left.ends_with(verb)),
        _ => false,
    };
    CRIMES.contains(&value)
        && !is_measured
        && !CHARGES
            .iter()
            .any(|charge| left.contains(charge) || right.contains(charge))
}

/// Whether a person stands right before a vote: a guitar may be tuned to the left, `stemt links`.
fn is_voter(view: &View<'_>, start: usize) -> bool {
    let left = view.slice(start.saturating_sub(24)..start).to_lowercase();
    let word = left
        .trim_end()
        .rsplit(|next: char| !next.is_alphanumeric())
        .next()
        .unwrap_or_default();
    [
        "hij",
        "zij",
        "ze",
        "ik",
        "he",
        "she",
        "i",
        "buurman",
        "buurvrouw",
        "oom",
        "tante",
        "vriend",
        "vriendin",
        "baas",
        "neef",
        "nicht",
        "schoonvader",
        "schoonmoeder",
        "always",
        "altijd",
    ]
    .contains(&word)
}

fn is_letter_before(view: &View<'_>, start: usize) -> bool {
    view.slice(start.saturating_sub(4)..start)
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric)
}

/// `homo sapiens`, `Parkinson's law`, `Corona-app`, `Gay Street`: another word makes it one thing.
fn is_in_name(view: &View<'_>, hit: Hit) -> bool {
    const FOLLOWERS: &[&str] = &[
        " sapiens",
        " pride",
        "'s law",
        " street",
        "-app",
        "vereniging",
        "fonds",
        "centrum",
        "kliniek",
        "vrij",
        " awareness",
        "bestrijding",
        "preventie",
        "-preventie",
        " prevention",
        "onderzoek",
        "stichting",
        " foundation",
        " policy",
        "beleid",
        "protocol",
        "verzekering",
        // Papua New Guinea in Dutch.
        "-nieuw-guinea",
    ];
    const TITLES: &[&str] = &[
        "heer", "mevrouw", "mevr", "mw", "meneer", "dhr", "geachte", "beste", "mr", "mrs", "ms",
        "miss", "familie", "fam",
    ];
    // `Matthew J Parkinson`: a capital behind another is a surname.
    let before = view.slice(hit.start.saturating_sub(24)..hit.start);
    let previous = before
        .strip_suffix(' ')
        .and_then(|before| before.rsplit([' ', '\n', '"', '(']).next())
        .unwrap_or_default();
    if view.at(hit.start).is_ascii_uppercase()
        && previous.starts_with(char::is_uppercase)
        && !previous.ends_with([':', '!', '?', ','])
        // `I'm HIV positive`
        && !matches!(previous, "I" | "I'm" | "I’m" | "Is" | "Heeft")
    {
        return true;
    }
    // `Geachte mevrouw Griep`: a title makes it a surname; `mevr. COPD` is a note in capitals.
    let title = previous.trim_end_matches('.').to_lowercase();
    if TITLES.contains(&title.as_str())
        && view.at(hit.start).is_ascii_uppercase()
        && view.at(hit.start + 1).is_ascii_lowercase()
    {
        return true;
    }
    let after = view.slice(hit.end..hit.end + 16).to_lowercase();
    FOLLOWERS.iter().any(|follower| after.starts_with(follower))
}

/// A field whose key is the category: `Diagnose: astma`, `"religion": "catholic"`.
fn examine_field(terms: &Terms, view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    if matches!(view.nature, Nature::Source | Nature::Lockfile)
        || view.table.is_some_and(Table::is_whole)
    {
        return;
    }
    if !view.is_word_start(hit.start) && view.before(hit.start) != b'_' {
        return;
    }
    let after = view.slice(hit.end..hit.end + 160);
    let lead = after
        .find(|next: char| !" \t\"'*_:=>|\\".contains(next))
        .unwrap_or(after.len());
    let between = after.get(..lead).unwrap_or_default();
    if lead > 10 || !between.contains([':', '=', '>']) {
        return;
    }
    let rest = after.get(lead..).unwrap_or_default();
    let length = rest
        .find(['\n', '\r', '"', '<', ';', '|', '}', '{', '[', '('])
        .unwrap_or(rest.len());
    // `race:tcattr(fd)` calls something; `Diagnose: scafoidletsel(links)` says which side.
    let may_call = view.nature == Nature::Manual
        || view.slice(hit.start..hit.end).eq_ignore_ascii_case("race");
    if may_call
        && rest.get(length..).is_some_and(|next| next.starts_with('('))
        && rest
            .get(..length)
            .is_some_and(|value| !value.ends_with(' '))
    {
        return;
    }
    let value = rest
        .get(..length)
        .unwrap_or_default()
        .trim_end_matches([' ', ',', '.', '\'']);
    if !is_filled(value) {
        return;
    }
    let start = hit.end + lead;
    let end = start + value.len();
    let Some(bond) = about::bond(view, start, end, true) else {
        return;
    };
    // Alone, an unknown word in a field may be anything: `ras: labrador`.
    let lower = value.to_lowercase();
    if bond == about::Bond::Field && !terms.values.iter().any(|term| lower.contains(term)) {
        return;
    }
    let found = Found::new(start, end, lower)
        .masked(Mask::Whole)
        .shape(terms.what, 0.3);
    candidates.push(bond.weigh(found, terms.severity));
}

/// A cell of a column whose header is the category.
fn examine_cell(terms: &Terms, view: &View<'_>, hit: Hit, candidates: &mut Candidates) {
    let value = view.slice(hit.start..hit.end);
    if !is_filled(value) {
        return;
    }
    let is_of_people = view.table.is_some_and(|table| {
        let cell = table.cell(view.bytes(), hit.start, false);
        cell.is_some_and(|Cell { column, .. }| {
            about::is_about_people(table, column) && !about::is_statistics(table, column)
        })
    });
    if !is_of_people {
        return;
    }
    let found = Found::new(hit.start, hit.end, value.to_lowercase())
        .masked(Mask::Whole)
        .shape(terms.what, 0.3)
        .context(
            "the column's header is the category, in a table of people",
            0.55,
        );
    candidates.push(found);
}

/// Whether a field says something: no type, no choice, no word for nothing.
fn is_filled(value: &str) -> bool {
    const NOTHING: &[&str] = &[
        "-",
        "--",
        "nvt",
        "n.v.t.",
        "n.v.t",
        "geen",
        "none",
        "null",
        "nee",
        "no",
        "n",
        "0",
        "false",
        "onbekend",
        "unknown",
        "string",
        "text",
        "varchar",
        "boolean",
        "bool",
        "integer",
        "int",
        "number",
        "object",
        "array",
        "enum",
        "type",
        "n/a",
        "na",
        "?",
        "ja/nee",
        "yes/no",
        "optional",
        "required",
        "verplicht",
        "optioneel",
        "condition",
        "not null",
        "date",
        "array of strings",
        "undefined",
        "nil",
        "religie",
        "religion",
        "geloof",
        "godsdienst",
        "diagnose",
        "diagnosis",
        "medicatie",
        "medication",
        "ethnicity",
        "etniciteit",
        "vakbond",
    ];
    let lower = value.trim().to_lowercase();
    let lower = lower.as_str();
    lower.len() >= 2
        && lower.len() <= 200
        && lower.chars().any(char::is_alphanumeric)
        && !NOTHING.contains(&lower)
        && !lower.starts_with(['$', '%', '&', '#', '@'])
        && !lower.starts_with("varchar")
        && !lower.contains("{{")
}

#[cfg(test)]
mod tests {
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
}
