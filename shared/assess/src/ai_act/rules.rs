//! The rules of `ai-act@2` and `ai-act@1`, in the order of the cascade. A question that `ai-act@1` does not ask is read as
//! answered the stricter way.

use std::collections::BTreeSet;

use domain::Severity;
use jiff::civil::Date;

use super::dates::{self, Milestone};
use super::duties::{self, Duty};
use super::{Class, VERSION, VERSION_1, questions as q};
use crate::Choice;
use crate::answers::Given;
use crate::assessment::{
    Applies, Assessment, Classification, Finding, Obligation, Role, Score, ScorePart, Step,
};
use crate::questionnaire::Question;
use crate::text::{Text, Words, text};

pub(super) fn assess(given: &Given, on: Date) -> Assessment {
    assess_as(VERSION, given, on)
}

pub(super) fn assess_1(given: &Given, on: Date) -> Assessment {
    assess_as(VERSION_1, given, on)
}

fn assess_as(version: &str, given: &Given, on: Date) -> Assessment {
    let mut draft = Draft {
        version,
        given,
        on,
        roles: roles(given),
        classes: BTreeSet::new(),
        findings: Vec::new(),
        uses_of_high_risk: 0,
    };
    let is_system = q::SYSTEM_IN_SCOPE.holds(given);
    let is_model = q::MODEL_IN_SCOPE.holds(given);
    if is_system {
        draft.prohibited();
        draft.unsafe_generator();
        draft.allowed_identification();
        draft.high_risk();
        draft.transparency();
    }
    if is_model {
        draft.model();
    }
    match (is_system, is_model) {
        (false, false) => draft.out_of_scope(),
        (true, _) => draft.system_without_more(),
        (false, true) => {}
    }
    draft.finish()
}

/// The roles of the answers; all of them if that is not known.
fn roles(given: &Given) -> BTreeSet<Role> {
    let by_id = [
        ("provider", Role::Provider),
        ("deployer", Role::Deployer),
        ("importer", Role::Importer),
        ("distributor", Role::Distributor),
        ("product_manufacturer", Role::ProductManufacturer),
        ("authorised_representative", Role::AuthorisedRepresentative),
    ];
    by_id
        .into_iter()
        .filter(|(id, _)| given.may(&q::ROLES, id))
        .map(|(_, role)| role)
        .collect()
}

struct Draft<'a> {
    version: &'a str,
    given: &'a Given,
    on: Date,
    roles: BTreeSet<Role>,
    classes: BTreeSet<Class>,
    findings: Vec<Finding>,
    /// How many points of Annex III apply.
    uses_of_high_risk: u8,
}

/// A prohibited practice and whether the answers describe it.
struct Practice {
    holds: bool,
    id: &'static str,
    article: &'static str,
    title: Text,
    reason: Text,
    from: &'static Milestone,
    questions: &'static [&'static Question],
}

/// A use that Annex III names.
struct Use {
    id: String,
    article: &'static str,
    title: Text,
    question: &'static Question,
}

impl Draft<'_> {
    fn reach(&mut self, class: Class) {
        self.classes.insert(class);
    }

    fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The duties among these that fall on the roles of the answers.
    fn obligations(&self, from: &Milestone, duties: &[Duty]) -> Vec<Obligation> {
        duties
            .iter()
            .filter(|duty| duty.roles.iter().any(|role| self.roles.contains(role)))
            .map(|duty| Obligation {
                id: duty.id.to_owned(),
                article: duty.article.to_owned(),
                roles: duty.roles.to_vec(),
                text: duty.text.into(),
                applies: Applies::new(from.from, self.on),
                source: from.source.to_owned(),
            })
            .collect()
    }

    fn prohibited(&mut self) {
        for practice in practices(self.given, &self.roles) {
            if !practice.holds {
                continue;
            }
            self.reach(Class::Prohibited);
            self.find(
                Finding::new(
                    &format!("ai-act.prohibited.{}", practice.id),
                    Severity::Critical,
                    practice.article,
                    practice.title,
                    practice.reason,
                )
                .because(self.given, practice.questions)
                .obliges(self.obligations(practice.from, duties::STOP)),
            );
        }
    }

    /// Art. 5(1a): a generator without safeguards may not be offered, but who merely uses one for something else breaks no
    /// prohibition.
    fn unsafe_generator(&mut self) {
        let given = self.given;
        for (question, purpose, id, article) in [
            (
                &q::INTIMATE_IMAGES,
                &q::INTIMATE_PURPOSE,
                "intimate-images",
                "AI Act art. 5(1)(ba), 5(1a)",
            ),
            (
                &q::ABUSE_MATERIAL,
                &q::ABUSE_PURPOSE,
                "abuse-material",
                "AI Act art. 5(1)(bb), 5(1a)",
            ),
        ] {
            if !given.possibly(question)
                || is_generator_prohibited(given, &self.roles, question, purpose)
            {
                continue;
            }
            self.find(
                Finding::new(
                    &format!("ai-act.unsafe-generator.{id}"),
                    Severity::Medium,
                    article,
                    text(
                        "A generator that may not be offered like this",
                        "Een generator die zo niet mag worden aangeboden",
                    ),
                    text(
                        "Without adequate safeguards it may not be placed on the market or put into service. Using it for something \
                         else is not prohibited; ask its provider for the safeguards, and forbid the prohibited use.",
                        "Zonder toereikende waarborgen mag het niet in de handel worden gebracht of in gebruik worden gesteld. Het \
                         voor iets anders gebruiken is niet verboden; vraag de aanbieder om de waarborgen, en verbied het verboden \
                         gebruik.",
                    ),
                )
                .because(given, &[question, purpose, &q::ROLES])
                .obliges(self.obligations(&dates::NEW_PROHIBITIONS, duties::NO_SUCH_USE)),
            );
        }
    }

    /// Art. 5(2)–(7): what the police owe for live identification where it is allowed, in force with the prohibitions.
    fn allowed_identification(&mut self) {
        let given = self.given;
        if !given.possibly(&q::IDENTIFICATION_LIVE) || is_identification_prohibited(given) {
            return;
        }
        let obligations = self.obligations(&dates::PROHIBITIONS, duties::LIVE_IDENTIFICATION);
        if obligations.is_empty() {
            return;
        }
        self.find(
            Finding::new(
                "ai-act.live-identification",
                Severity::High,
                "AI Act art. 5(2)–(7)",
                text(
                    "Live identification is allowed under conditions only",
                    "Identificatie in real time mag alleen onder voorwaarden",
                ),
                text(
                    "Each use needs permission beforehand and is reported; these conditions apply already, whatever the date of \
                     the rules for high risk.",
                    "Elk gebruik vereist voorafgaande toestemming en wordt gemeld; deze voorwaarden gelden al, wat ook de datum is \
                     van de regels voor hoog risico.",
                ),
            )
            .because(
                given,
                &[
                    &q::IDENTIFICATION,
                    &q::IDENTIFICATION_LIVE,
                    &q::IDENTIFICATION_ALLOWED,
                ],
            )
            .obliges(obligations),
        );
    }

    fn high_risk(&mut self) {
        let product = self.product();
        let uses = uses(self.given);
        let is_derogated = !uses.is_empty() && is_derogated(self.given);
        if is_derogated {
            // Where its product makes it one of high risk anyway, nobody may register it as one that is not.
            if product == Product::None {
                self.derogated(&uses);
            }
        } else {
            self.uses_of_high_risk = u8::try_from(uses.len()).unwrap_or(u8::MAX);
            for named in &uses {
                self.reach(Class::HighRisk);
                self.find(
                    Finding::new(
                        &format!("ai-act.high-risk.{}", named.id),
                        Severity::High,
                        named.article,
                        named.title,
                        why_not_derogated(self.given),
                    )
                    .because(
                        self.given,
                        &[
                            named.question,
                            &q::PROFILING,
                            &q::DEROGATION,
                            &q::SIGNIFICANT_RISK,
                        ],
                    ),
                );
            }
        }
        let uses = if is_derogated { Vec::new() } else { uses };
        self.contradictions(&uses);
        if !uses.is_empty() || product == Product::SectionA {
            self.become_provider();
            self.provider_duties(&uses);
        }
        if !uses.is_empty() || product != Product::None {
            self.deployer_duties(&uses, product);
        }
        if !uses.is_empty() {
            self.fundamental_rights(&uses);
        }
    }

    /// Answers that cannot both be true. The stricter one counts, and the finding names both.
    fn contradictions(&mut self, uses: &[Use]) {
        let given = self.given;
        if uses.is_empty() {
            return;
        }
        let is_no = |question: &Question| given.is(question, "no");
        let profiles = given.surely(&q::PROFILING) || profiling_uses(given).next().is_some();
        let mut found: Vec<(&str, &str, Text, Vec<&Question>)> = Vec::new();
        if is_no(&q::PROFILING) && profiling_uses(given).next().is_some() {
            let mut led_here: Vec<&Question> = vec![&q::PROFILING];
            led_here.extend(profiling_uses(given));
            found.push((
                "profiling",
                "AI Act art. 6(3), GDPR art. 4(4)",
                text(
                    "A use that was chosen evaluates single persons, which is profiling, yet “profiling” is answered with “no”. It \
                     counts as profiling, so that no derogation is possible.",
                    "Een gekozen gebruik beoordeelt afzonderlijke personen, en dat is profilering, maar “profiling” is met “nee” \
                     beantwoord. Het telt als profilering, zodat geen uitzondering mogelijk is.",
                ),
                led_here,
            ));
        }
        if is_no(&q::PERSONAL_DATA) && profiles {
            let mut led_here: Vec<&Question> = vec![&q::PERSONAL_DATA, &q::PROFILING];
            led_here.extend(profiling_uses(given));
            found.push((
                "personal-data",
                "AI Act art. 26(9), GDPR art. 4(4)",
                text(
                    "Profiling processes personal data, yet “deployer.personal_data” is answered with “no”. It counts as “yes”.",
                    "Profilering verwerkt persoonsgegevens, maar “deployer.personal_data” is met “nee” beantwoord. Het telt als \
                     “ja”.",
                ),
                led_here,
            ));
        }
        if is_no(&q::WORKPLACE) && is_on_workers(uses) {
            found.push((
                "workplace",
                "AI Act art. 26(7), Annex III point 4(b)",
                text(
                    "Managing workers is a use on workers, yet “deployer.workplace” is answered with “no”. It counts as “yes”.",
                    "Werkenden aansturen is een toepassing op werkenden, maar “deployer.workplace” is met “nee” beantwoord. Het telt \
                     als “ja”.",
                ),
                vec![&q::WORKPLACE, &q::EMPLOYMENT],
            ));
        }
        if is_no(&q::DECISIONS) && uses.iter().any(Use::is_decision) {
            let mut led_here: Vec<&Question> = vec![&q::DECISIONS];
            for named in uses.iter().filter(|named| named.is_decision()) {
                if !led_here.iter().any(|known| known.id == named.question.id) {
                    led_here.push(named.question);
                }
            }
            found.push((
                "decisions",
                "AI Act art. 26(11), 86",
                text(
                    "A use that was chosen takes decisions about people or helps to, yet “deployer.decisions” is answered with \
                     “no”. It counts as “yes”.",
                    "Een gekozen gebruik neemt besluiten over mensen of helpt daarbij, maar “deployer.decisions” is met “nee” \
                     beantwoord. Het telt als “ja”.",
                ),
                led_here,
            ));
        }
        for (id, article, reason, led_here) in found {
            self.find(
                Finding::new(
                    &format!("ai-act.contradiction.{id}"),
                    Severity::Medium,
                    article,
                    text(
                        "Answers contradict each other",
                        "Antwoorden spreken elkaar tegen",
                    ),
                    reason,
                )
                .because(given, &led_here),
            );
        }
    }

    /// Since when the rules of high risk reach this system. Art. 111(2): what was there before is left alone until its
    /// design changes significantly, but what public authorities use has to comply by 2030.
    fn high_risk_from(&self, uses: &[Use], is_for_authorities: bool) -> &'static Milestone {
        if is_for_authorities && was_there_before_high_risk(self.given, uses) {
            return &dates::EXISTING_PUBLIC;
        }
        if uses.is_empty() {
            &dates::ANNEX_I
        } else {
            &dates::ANNEX_III
        }
    }

    /// Art. 6(1): the product route.
    fn product(&mut self) -> Product {
        let given = self.given;
        if !(given.possibly(&q::PRODUCT_SAFETY) && given.possibly(&q::PRODUCT_THIRD_PARTY)) {
            return Product::None;
        }
        let is_section_a = given
            .picked(&q::PRODUCT)
            .any(|choice| choice.article.contains("section A"));
        self.reach(Class::HighRisk);
        let trace: [&Question; 3] = [&q::PRODUCT, &q::PRODUCT_SAFETY, &q::PRODUCT_THIRD_PARTY];
        let finding = if is_section_a {
            Finding::new(
                "ai-act.high-risk.product",
                Severity::High,
                "AI Act art. 6(1), Annex I section A",
                text("Part of a regulated product", "Deel van een gereguleerd product"),
                text(
                    "It is such a product or a safety component of it, and an independent body must assess that product.",
                    "Het is zo'n product of een veiligheidscomponent ervan, en een onafhankelijke instantie moet dat product \
                     beoordelen.",
                ),
            )
            .obliges(self.obligations(&dates::ANNEX_I, &[duties::MANUFACTURER]))
        } else {
            Finding::new(
                "ai-act.high-risk.sector-product",
                Severity::High,
                "AI Act art. 6(1), 2(2), Annex I section B",
                text(
                    "Part of a product with its own regime",
                    "Deel van een product met een eigen regime",
                ),
                text(
                    "It is of high risk, but for these products only art. 6(1), 60a and 102–112 of the Act apply directly; the \
                     requirements come through the product's own law.",
                    "Het heeft hoog risico, maar voor deze producten gelden alleen art. 6, lid 1, 60 bis en 102–112 van de \
                     verordening rechtstreeks; de eisen komen via de wet voor het product zelf.",
                ),
            )
            .obliges(self.obligations(&dates::ANNEX_I, &[duties::SECTOR]))
        };
        self.find(finding.because(given, &trace));
        if is_section_a {
            Product::SectionA
        } else {
            Product::SectionB
        }
    }

    /// Art. 6(3): named by Annex III, but of no significant risk.
    fn derogated(&mut self, uses: &[Use]) {
        let trace: Vec<&Question> = uses
            .iter()
            .map(|named| named.question)
            .chain([&q::PROFILING, &q::DEROGATION, &q::SIGNIFICANT_RISK])
            .collect();
        self.find(
            Finding::new(
                "ai-act.derogation",
                Severity::Medium,
                "AI Act art. 6(3)–(4)",
                text(
                    "Named by Annex III, but not of high risk",
                    "Genoemd in bijlage III, maar zonder hoog risico",
                ),
                text(
                    "It does no more than a task that art. 6(3) names, does not profile people and poses no significant risk. The \
                     provider must write that down and register it.",
                    "Het doet niet meer dan een taak die art. 6, lid 3, noemt, profileert geen mensen en vormt geen aanzienlijk \
                     risico. De aanbieder moet dat vastleggen en registreren.",
                ),
            )
            .because(self.given, &trace)
            .obliges(self.obligations(&dates::ANNEX_III, duties::DEROGATION)),
        );
    }

    /// Art. 25(1): who changes, rebrands or repurposes a system of high risk is its provider.
    fn become_provider(&mut self) {
        if self.given.picked(&q::CHANGES).next().is_none() {
            return;
        }
        self.roles.insert(Role::Provider);
        self.find(
            Finding::new(
                "ai-act.becomes-provider",
                Severity::High,
                "AI Act art. 25(1)",
                text("You count as the provider", "U geldt als aanbieder"),
                text(
                    "Who puts a name on a system of high risk, changes it substantially or gives it a purpose of high risk takes \
                     over the provider's obligations.",
                    "Wie een naam zet op een systeem met hoog risico, het wezenlijk wijzigt of het een doel met hoog risico geeft, \
                     neemt de verplichtingen van de aanbieder over.",
                ),
            )
            .because(self.given, &[&q::CHANGES]),
        );
    }

    fn provider_duties(&mut self, uses: &[Use]) {
        let is_for_authorities = self.given.is(&q::DEPLOYER_KIND, "public")
            || (!uses.is_empty() && uses.iter().all(Use::is_of_authorities));
        let from = self.high_risk_from(uses, is_for_authorities);
        let mut due = duties::PROVIDER.to_vec();
        if uses
            .iter()
            .any(|named| !named.is_infrastructure() && !named.is_registered_in_private())
        {
            due.push(duties::REGISTER);
        }
        if uses.iter().any(Use::is_registered_in_private) {
            due.push(duties::REGISTER_SECURELY);
        }
        if uses.iter().any(Use::is_infrastructure) {
            due.push(duties::REGISTER_NATIONALLY);
        }
        due.extend_from_slice(duties::OTHERS);
        let obligations = self.obligations(from, &due);
        if obligations.is_empty() {
            return;
        }
        self.find(
            Finding::new(
                "ai-act.high-risk.supply",
                Severity::Medium,
                "AI Act art. 8–24, 43–49, 72–73",
                text(
                    "Obligations of who offers a system of high risk",
                    "Verplichtingen van wie een systeem met hoog risico aanbiedt",
                ),
                TRANSITION,
            )
            .because(self.given, &[&q::ROLES, &q::CHANGES, &q::PLACED])
            .obliges(obligations),
        );
    }

    fn deployer_duties(&mut self, uses: &[Use], product: Product) {
        let given = self.given;
        let from = self.high_risk_from(uses, given.is(&q::DEPLOYER_KIND, "public"));
        // For products of section B the Act's own rules for deployers don't apply.
        if !self.roles.contains(&Role::Deployer)
            || (uses.is_empty() && product == Product::SectionB)
        {
            return;
        }
        let mut due = duties::DEPLOYER.to_vec();
        if given.possibly(&q::WORKPLACE) || is_on_workers(uses) {
            due.push(duties::DEPLOYER_WORKERS);
        }
        let profiles = !uses.is_empty()
            && (given.possibly(&q::PROFILING) || profiling_uses(given).next().is_some());
        if given.possibly(&q::PERSONAL_DATA) || profiles {
            due.push(duties::DEPLOYER_DPIA);
        }
        let is_beyond_infrastructure = uses.iter().any(|named| !named.is_infrastructure());
        if !uses.is_empty() && (given.possibly(&q::DECISIONS) || uses.iter().any(Use::is_decision))
        {
            due.push(duties::DEPLOYER_INFORM);
            if is_beyond_infrastructure {
                due.push(duties::DEPLOYER_EXPLAIN);
            }
        }
        let is_public = given.may(&q::DEPLOYER_KIND, "public");
        if is_public && is_beyond_infrastructure {
            due.push(duties::DEPLOYER_REGISTER);
        }
        // Art. 26(10) is about recordings; what is live falls under art. 5(2)–(7).
        if is_public
            && uses.iter().any(Use::is_identification)
            && !given.surely(&q::IDENTIFICATION_LIVE)
        {
            due.push(duties::DEPLOYER_AUTHORISATION);
        }
        let mut finding = Finding::new(
            "ai-act.high-risk.use",
            Severity::Medium,
            "AI Act art. 26, 49, 86",
            text(
                "Obligations of who uses a system of high risk",
                "Verplichtingen van wie een systeem met hoog risico gebruikt",
            ),
            text(
                "Buying the system does not leave these to its provider.",
                "Wie het systeem inkoopt, blijft zelf verantwoordelijk voor deze verplichtingen.",
            ),
        );
        finding.reason = finding.reason.and(&TRANSITION.into());
        self.find(
            finding
                .because(
                    given,
                    &[
                        &q::ROLES,
                        &q::PLACED,
                        &q::DEPLOYER_KIND,
                        &q::WORKPLACE,
                        &q::DECISIONS,
                        &q::PERSONAL_DATA,
                    ],
                )
                .obliges(self.obligations(from, &due)),
        );
    }

    /// Art. 27: public bodies, private ones with public services, credit scoring, life and health insurance.
    fn fundamental_rights(&mut self, uses: &[Use]) {
        let given = self.given;
        let serves_the_public = given.may(&q::DEPLOYER_KIND, "public")
            || given.may(&q::DEPLOYER_KIND, "public_service");
        let is_due = uses.iter().any(|named| match named.id.as_str() {
            "annex3.services.credit" | "annex3.services.insurance" => true,
            _ => serves_the_public && !named.is_infrastructure(),
        });
        if !is_due || !self.roles.contains(&Role::Deployer) {
            return;
        }
        self.find(
            Finding::new(
                "ai-act.fundamental-rights",
                Severity::High,
                "AI Act art. 27",
                text(
                    "A fundamental-rights impact assessment is due",
                    "Een beoordeling van de gevolgen voor de grondrechten is verplicht",
                ),
                text(
                    "Public bodies, private ones with public services, and everybody who scores credit or prices life or health \
                     insurance must make one before the first use.",
                    "Overheden, private partijen met openbare diensten, en ieder die kredietwaardigheid of levens- of \
                     zorgverzekeringen beoordeelt moet die maken vóór het eerste gebruik.",
                ),
            )
            .because(given, &[&q::DEPLOYER_KIND, &q::SERVICES, &q::PLACED])
            .obliges(self.obligations(
                self.high_risk_from(uses, given.is(&q::DEPLOYER_KIND, "public")),
                duties::FRIA,
            )),
        );
    }

    /// Art. 50.
    fn transparency(&mut self) {
        let given = self.given;
        if given.surely(&q::DETECTS_OFFENCES) {
            return;
        }
        if given.possibly(&q::INTERACTS) && !given.surely(&q::OBVIOUS) {
            self.tell(
                "interaction",
                "AI Act art. 50(1)",
                text("People must know that it is AI", "Mensen moeten weten dat het AI is"),
                text(
                    "It deals with people directly, and that is not obvious to everyone. The provider must build the notice in.",
                    "Het gaat rechtstreeks met mensen om, en dat is niet voor iedereen duidelijk. De aanbieder moet de melding \
                     inbouwen.",
                ),
                (&dates::GENERAL, duties::TELL_INTERACTION),
                &[&q::INTERACTS, &q::OBVIOUS],
            );
        }
        if given.possibly(&q::GENERATES) && !given.surely(&q::ASSISTIVE) {
            let was_there =
                given.is(&q::PLACED, "before_2025_08") || given.is(&q::PLACED, "before_2026_08");
            let from = if was_there {
                &dates::MARKING_OF_EXISTING
            } else {
                &dates::GENERAL
            };
            self.tell(
                "marking",
                "AI Act art. 50(2)",
                text("Its output must be marked", "De uitvoer moet worden gemarkeerd"),
                text(
                    "It generates or alters content, beyond ordinary editing. The provider must mark it.",
                    "Het maakt of bewerkt inhoud, meer dan gewoon redigeren. De aanbieder moet die markeren.",
                ),
                (from, duties::MARK_OUTPUT),
                &[&q::GENERATES, &q::ASSISTIVE, &q::PLACED],
            );
        }
        if given.possibly(&q::EMOTION) || given.possibly(&q::CATEGORISATION) {
            self.tell(
                "exposed",
                "AI Act art. 50(3)",
                text(
                    "People must know that they are read by it",
                    "Mensen moeten weten dat het hen leest",
                ),
                text(
                    "It recognises emotions or puts people into categories by biometric data. The deployer must tell them.",
                    "Het herkent emoties of deelt mensen in op biometrische gegevens. De gebruiksverantwoordelijke moet het hun \
                     vertellen.",
                ),
                (&dates::GENERAL, duties::TELL_EXPOSED),
                &[&q::EMOTION, &q::CATEGORISATION],
            );
        }
        if given.possibly(&q::DEEP_FAKE) {
            self.tell(
                "deep-fake",
                "AI Act art. 50(4)",
                text("Deep fakes must be disclosed", "Deepfakes moeten worden gemeld"),
                text(
                    "Its results can be taken for real people, places or events. The deployer must disclose it.",
                    "De resultaten kunnen doorgaan voor echte mensen, plaatsen of gebeurtenissen. De gebruiksverantwoordelijke \
                     moet het melden.",
                ),
                (&dates::GENERAL, duties::LABEL_DEEP_FAKE),
                &[&q::GENERATES, &q::DEEP_FAKE],
            );
        }
        if given.possibly(&q::PUBLIC_TEXT) && !given.surely(&q::EDITORIAL) {
            self.tell(
                "public-text",
                "AI Act art. 50(4)",
                text(
                    "Published text must be disclosed as generated",
                    "Bij gepubliceerde tekst moet staan dat die is gemaakt door AI",
                ),
                text(
                    "The text informs the public, and nobody reviews it with editorial responsibility. The deployer must disclose \
                     it.",
                    "De tekst informeert het publiek, en niemand beoordeelt die met redactionele verantwoordelijkheid. De \
                     gebruiksverantwoordelijke moet het melden.",
                ),
                (&dates::GENERAL, duties::LABEL_TEXT),
                &[&q::PUBLIC_TEXT, &q::EDITORIAL],
            );
        }
    }

    fn tell(
        &mut self,
        id: &str,
        article: &str,
        title: Text,
        reason: Text,
        (from, due): (&Milestone, &[Duty]),
        questions: &[&Question],
    ) {
        self.reach(Class::Transparency);
        self.find(
            Finding::new(
                &format!("ai-act.transparency.{id}"),
                Severity::Medium,
                article,
                title,
                reason,
            )
            .because(self.given, questions)
            .obliges(self.obligations(from, due)),
        );
    }

    /// Art. 51–56.
    fn model(&mut self) {
        let given = self.given;
        if !given.possibly(&q::GENERAL_PURPOSE) {
            self.find(
                Finding::new(
                    "ai-act.model.not-general-purpose",
                    Severity::Low,
                    "AI Act art. 3(63)",
                    text(
                        "Not a general-purpose model",
                        "Geen model voor algemene doeleinden",
                    ),
                    text(
                        "A model for one task has no obligations of its own; the systems built with it may.",
                        "Een model voor één taak heeft geen eigen verplichtingen; de systemen die ermee worden gemaakt mogelijk \
                         wel.",
                    ),
                )
                .because(given, &[&q::GENERAL_PURPOSE]),
            );
            return;
        }
        let is_made_here = given.may(&q::ORIGIN, "own") || given.may(&q::ORIGIN, "modified_much");
        if self.roles.contains(&Role::AuthorisedRepresentative) {
            self.model_representative();
            // Who acts for the provider does not become it; a second role may.
            if self.roles.len() == 1 {
                if is_made_here {
                    self.systemic_risk();
                }
                return;
            }
        }
        if !is_made_here && !self.roles.contains(&Role::AuthorisedRepresentative) {
            self.find(
                Finding::new(
                    "ai-act.model.downstream",
                    Severity::Low,
                    "AI Act art. 53(1)(b), Guidelines C(2025) 7719 points 57–63",
                    text(
                        "Not the provider of the model",
                        "Niet de aanbieder van het model",
                    ),
                    text(
                        "Who builds on a model of somebody else, or fine-tunes it lightly, is no provider of a general-purpose model. \
                         Ask its provider for the documentation of Annex XII.",
                        "Wie voortbouwt op een model van een ander, of het licht bijtraint, is geen aanbieder van een model voor \
                         algemene doeleinden. Vraag de aanbieder om de documentatie van bijlage XII.",
                    ),
                )
                .because(given, &[&q::GENERAL_PURPOSE, &q::ORIGIN]),
            );
        }
        if is_made_here {
            self.model_provider();
        }
    }

    /// Art. 54(3)–(5): what the representative of a provider from outside the EU owes.
    fn model_representative(&mut self) {
        self.reach(Class::GeneralPurpose);
        self.find(
            Finding::new(
                "ai-act.model.representative",
                Severity::Medium,
                "AI Act art. 54(3)–(5)",
                text(
                    "Representative of the provider of a general-purpose model",
                    "Gemachtigde van de aanbieder van een model voor algemene doeleinden",
                ),
                text(
                    "You act in the EU for the model's provider and answer to the AI Office beside it.",
                    "U treedt in de EU op voor de aanbieder van het model en bent naast die aanbieder aanspreekbaar voor het \
                     AI-bureau.",
                ),
            )
            .because(
                self.given,
                &[&q::ROLES, &q::GENERAL_PURPOSE, &q::PLACED, &q::MODEL_PLACED],
            )
            .obliges(self.obligations(self.model_from(), duties::MODEL_REPRESENTED)),
        );
    }

    /// Since when the rules for general-purpose models reach this one: what was there before has until 2027.
    fn model_from(&self) -> &'static Milestone {
        let given = self.given;
        let was_there = if given.answer(&q::MODEL_PLACED).is_some() {
            given.is(&q::MODEL_PLACED, "before_2025_08")
        } else {
            given.is(&q::PLACED, "before_2025_08")
        };
        if was_there {
            &dates::EXISTING_MODELS
        } else {
            &dates::GENERAL_PURPOSE
        }
    }

    /// Art. 53–55: what the provider of a general-purpose model owes.
    fn model_provider(&mut self) {
        let given = self.given;
        self.roles.insert(Role::Provider);
        let is_relieved = given.surely(&q::MODEL_OPEN) && !is_systemic(given);
        let from = self.model_from();
        let mut due = Vec::new();
        if !is_relieved {
            due.extend_from_slice(duties::MODEL_DOCUMENTATION);
        }
        due.extend_from_slice(duties::MODEL_ALWAYS);
        if given.possibly(&q::MODEL_ABROAD) && !is_relieved {
            due.push(duties::MODEL_REPRESENTATIVE);
        }
        self.reach(Class::GeneralPurpose);
        let reason = if is_relieved {
            text(
                "It is free and open source, so technical documentation falls away; copyright and the summary of training data \
                 remain.",
                "Het is vrij en opensource, dus technische documentatie vervalt; auteursrecht en de samenvatting van de \
                 trainingsdata blijven.",
            )
        } else {
            text(
                "You train or release a model for many tasks. For an adapted model the obligations are limited to what you changed.",
                "U traint een model voor veel taken, of brengt het uit. Voor een aangepast model gelden de verplichtingen alleen \
                 voor wat u veranderde.",
            )
        };
        self.find(
            Finding::new(
                "ai-act.model.general-purpose",
                Severity::Medium,
                "AI Act art. 53, 54",
                text(
                    "Provider of a general-purpose model",
                    "Aanbieder van een model voor algemene doeleinden",
                ),
                reason,
            )
            .because(
                given,
                &[
                    &q::GENERAL_PURPOSE,
                    &q::ORIGIN,
                    &q::MODEL_OPEN,
                    &q::MODEL_ABROAD,
                    &q::PLACED,
                    &q::MODEL_PLACED,
                ],
            )
            .obliges(self.obligations(from, &due)),
        );
        self.systemic_risk();
    }

    /// Art. 51, 52 and 55.
    fn systemic_risk(&mut self) {
        let given = self.given;
        if is_systemic(given) {
            self.reach(Class::SystemicRisk);
            self.find(
                Finding::new(
                    "ai-act.model.systemic-risk",
                    Severity::High,
                    "AI Act art. 51, 52, 55",
                    text("Model with systemic risk", "Model met systeemrisico"),
                    text(
                        "More than 10^25 FLOP of training is presumed to mean capabilities of high impact; the Commission can also \
                         designate a model. Being open source relieves from nothing here.",
                        "Meer dan 10^25 FLOP aan training geldt als vermoeden van capaciteiten met grote impact; de Commissie kan een \
                         model ook aanwijzen. Opensource ontslaat hier nergens van.",
                    ),
                )
                .because(given, &[&q::COMPUTE, &q::DESIGNATED])
                .obliges(self.obligations(self.model_from(), duties::MODEL_SYSTEMIC)),
            );
        }
    }

    /// Art. 2 and 3: why the Act does not apply.
    fn out_of_scope(&mut self) {
        let given = self.given;
        self.reach(Class::OutOfScope);
        let (id, article, title, reason, question): (_, _, _, _, &Question) = if !given
            .possibly(&q::UNION)
        {
            (
                "ai-act.scope.outside-union",
                "AI Act art. 2(1)",
                text("Outside the EU", "Buiten de EU"),
                text(
                    "It is neither offered nor used in the EU, neither is its output, and no deployer is established there.",
                    "Het wordt in de EU niet aangeboden of gebruikt, de uitvoer evenmin, en geen gebruiksverantwoordelijke is er \
                     gevestigd.",
                ),
                &q::UNION,
            )
        } else if given.any(&q::EXCLUSIONS) {
            (
                "ai-act.scope.excluded",
                "AI Act art. 2(3)–(10)",
                text("Excluded from the Act", "Uitgezonderd van de verordening"),
                text(
                    "An exclusion applies entirely. It ends as soon as there is another purpose or use.",
                    "Een uitzondering is volledig van toepassing. Die eindigt zodra er een ander doel of gebruik is.",
                ),
                &q::EXCLUSIONS,
            )
        } else {
            (
                "ai-act.scope.not-ai",
                "AI Act art. 3(1)",
                text("Not an AI system", "Geen AI-systeem"),
                text(
                    "It executes rules that people wrote and infers nothing. Other law, such as the GDPR, still applies.",
                    "Het voert regels uit die mensen schreven en leidt niets af. Ander recht, zoals de AVG, blijft gelden.",
                ),
                &q::INFERENCE,
            )
        };
        self.find(
            Finding::new(id, Severity::Low, article, title, reason).because(given, &[question]),
        );
    }

    /// Art. 4, 95 and 2(12): what applies to every system, or to none.
    fn system_without_more(&mut self) {
        let given = self.given;
        let has_more = !self.classes.is_empty() || !self.findings.is_empty();
        if !has_more && given.surely(&q::OPEN_SOURCE) {
            self.reach(Class::OutOfScope);
            self.find(
                Finding::new(
                    "ai-act.scope.open-source",
                    Severity::Low,
                    "AI Act art. 2(12)",
                    text("Free and open source", "Vrij en opensource"),
                    text(
                        "The Act does not apply to it, because it is neither prohibited nor of high risk, and owes no transparency.",
                        "De verordening geldt er niet voor, omdat het niet verboden is, geen hoog risico heeft en geen transparantie \
                         vereist.",
                    ),
                )
                .because(given, &[&q::OPEN_SOURCE]),
            );
            return;
        }
        if !has_more {
            self.find(
                Finding::new(
                    "ai-act.minimal",
                    Severity::Low,
                    "AI Act art. 95",
                    text("Minimal risk", "Minimaal risico"),
                    text(
                        "No prohibition, no high risk and no transparency obligation was found. Codes of conduct are voluntary.",
                        "Er is geen verbod, geen hoog risico en geen transparantieverplichting gevonden. Gedragscodes zijn vrijwillig.",
                    ),
                )
                .because(given, &[&q::INFERENCE, &q::PRODUCT, &q::AREAS]),
            );
        }
        let obligations = self.obligations(&dates::PROHIBITIONS, duties::LITERACY);
        if !obligations.is_empty() {
            self.find(
                Finding::new(
                    "ai-act.literacy",
                    Severity::Low,
                    "AI Act art. 4",
                    text("AI literacy", "AI-geletterdheid"),
                    text(
                        "Providers and deployers of every AI system owe this, whatever its risk.",
                        "Aanbieders en gebruiksverantwoordelijken van elk AI-systeem zijn dit verplicht, ongeacht het risico.",
                    ),
                )
                .because(given, &[&q::ROLES])
                .obliges(obligations),
            );
        }
    }

    fn finish(mut self) -> Assessment {
        if self.classes.is_empty() {
            self.reach(Class::Minimal);
        }
        let class = self.classes.last().copied().unwrap_or(Class::Minimal);
        let unknown = self.given.unknown();
        self.findings
            .sort_by(|a, b| b.severity.cmp(&a.severity).then_with(|| a.id.cmp(&b.id)));
        Assessment {
            version: self.version.to_owned(),
            on: self.on,
            classification: class.into(),
            classes: self
                .classes
                .iter()
                .rev()
                .map(|class| Classification::from(*class))
                .collect(),
            decided_by: self
                .findings
                .iter()
                .filter(|finding| decides(class, &finding.id))
                .map(|finding| finding.id.clone())
                .collect(),
            roles: self.roles.iter().copied().collect(),
            score: score(class, &self.classes, self.uses_of_high_risk, unknown.len()),
            next_steps: steps(class, &self.findings, &unknown),
            findings: self.findings,
            risks: Vec::new(),
            unknown,
        }
    }
}

/// Whether a finding is one of those that make the class.
fn decides(class: Class, finding: &str) -> bool {
    let begins = |with: &str| finding.starts_with(with);
    match class {
        Class::OutOfScope => begins("ai-act.scope."),
        Class::Minimal => {
            begins("ai-act.minimal")
                || begins("ai-act.derogation")
                || begins("ai-act.model.")
                || begins("ai-act.unsafe-generator.")
        }
        Class::Transparency => begins("ai-act.transparency."),
        Class::GeneralPurpose => [
            "ai-act.model.general-purpose",
            "ai-act.model.representative",
        ]
        .contains(&finding),
        Class::SystemicRisk => finding == "ai-act.model.systemic-risk",
        // What follows from the class stands beside what makes it.
        Class::HighRisk => {
            begins("ai-act.high-risk.")
                && !["ai-act.high-risk.supply", "ai-act.high-risk.use"].contains(&finding)
        }
        Class::Prohibited => begins("ai-act.prohibited."),
    }
}

const IDENTIFICATION: &str = "annex3.biometrics.identification";

/// Which list of Annex I the product is on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Product {
    None,
    SectionA,
    SectionB,
}

impl Use {
    /// Annex III point 2 is registered nationally and needs no fundamental-rights assessment.
    fn is_infrastructure(&self) -> bool {
        self.id.starts_with("annex3.infrastructure")
    }

    /// Annex III points 6 and 7 are registered where the public can't read it (art. 49(4)).
    fn is_registered_in_private(&self) -> bool {
        self.id.starts_with("annex3.law_enforcement") || self.id.starts_with("annex3.migration")
    }

    /// Points that by their words are uses of public authorities.
    fn is_of_authorities(&self) -> bool {
        self.is_registered_in_private() || self.id == "annex3.services.benefits"
    }

    /// Points that by their words are decisions about people, or help with them.
    fn is_decision(&self) -> bool {
        [
            "annex3.education.admission",
            "annex3.employment.recruitment",
            "annex3.employment.management",
            "annex3.services.benefits",
            "annex3.migration.applications",
        ]
        .contains(&self.id.as_str())
    }

    /// Annex III point 1(a): afterwards, for the police, it needs a judge's permission.
    fn is_identification(&self) -> bool {
        self.id == IDENTIFICATION
    }
}

/// Emotions of people at work or in education, not for medical or safety reasons.
fn is_emotion_prohibited(given: &Given) -> bool {
    (given.may(&q::EMOTION_PLACE, "workplace") || given.may(&q::EMOTION_PLACE, "education"))
        && !given.surely(&q::EMOTION_MEDICAL)
}

fn is_categorisation_prohibited(given: &Given) -> bool {
    given.may(&q::CATEGORISATION_TRAITS, "sensitive") && !given.surely(&q::CATEGORISATION_LAWFUL)
}

fn is_identification_prohibited(given: &Given) -> bool {
    given.possibly(&q::IDENTIFICATION_LIVE) && !given.surely(&q::IDENTIFICATION_ALLOWED)
}

/// Whether it may not be offered, or used for what it is meant for. Only the second limb, the lack of safeguards, does
/// not reach who merely uses it (art. 5(1a)).
fn is_generator_prohibited(
    given: &Given,
    roles: &BTreeSet<Role>,
    question: &Question,
    purpose: &Question,
) -> bool {
    let is_merely_used = roles.iter().all(|role| *role == Role::Deployer);
    given.possibly(question) && !(is_merely_used && given.is(purpose, "no"))
}

fn is_systemic(given: &Given) -> bool {
    given.may(&q::COMPUTE, "above_1e25") || given.possibly(&q::DESIGNATED)
}

/// Annex III point 4(b) is about workers by its own words.
fn is_on_workers(uses: &[Use]) -> bool {
    uses.iter()
        .any(|named| named.id == "annex3.employment.management")
}

/// Whether it was surely there before the rules for high risk apply to its kind.
fn was_there_before_high_risk(given: &Given, uses: &[Use]) -> bool {
    let before: &[&str] = if uses.is_empty() {
        &[
            "before_2025_08",
            "before_2026_08",
            "before_2027_12",
            "before_2028_08",
        ]
    } else {
        &["before_2025_08", "before_2026_08", "before_2027_12"]
    };
    before.iter().any(|choice| given.is(&q::PLACED, choice))
}

/// Art. 111(2), for who offers and who uses.
const TRANSITION: Text = text(
    "A system that was there before the date falls under these only once its design changes significantly; for use by public \
     authorities at the latest on 2 August 2030.",
    "Een systeem dat er vóór de datum al was, valt hier pas onder als het ontwerp aanzienlijk wijzigt; bij gebruik door \
     overheidsinstanties uiterlijk op 2 augustus 2030.",
);

/// Art. 5(1): the eight first practices and the two of 2026.
#[expect(clippy::too_many_lines, reason = "a table of ten rows")]
fn practices(given: &Given, roles: &BTreeSet<Role>) -> [Practice; 10] {
    let since_2025 = &dates::PROHIBITIONS;
    let since_2026 = &dates::NEW_PROHIBITIONS;
    [
        Practice {
            holds: given.possibly(&q::MANIPULATION),
            id: "manipulation",
            article: "AI Act art. 5(1)(a)",
            title: text("Harmful manipulation", "Schadelijke manipulatie"),
            reason: text(
                "It distorts how people decide, below their awareness or by deception, and significant harm is likely.",
                "Het verstoort hoe mensen besluiten, buiten hun bewustzijn om of door misleiding, en aanzienlijke schade is \
                 waarschijnlijk.",
            ),
            from: since_2025,
            questions: &[&q::MANIPULATION],
        },
        Practice {
            holds: given.possibly(&q::VULNERABILITY),
            id: "vulnerability",
            article: "AI Act art. 5(1)(b)",
            title: text("Exploiting vulnerability", "Misbruik van kwetsbaarheid"),
            reason: text(
                "It exploits age, disability or a social or economic situation, and significant harm is likely.",
                "Het maakt misbruik van leeftijd, handicap of een sociale of economische situatie, en aanzienlijke schade is \
                 waarschijnlijk.",
            ),
            from: since_2025,
            questions: &[&q::VULNERABILITY],
        },
        Practice {
            holds: given.possibly(&q::SOCIAL_SCORING),
            id: "social-scoring",
            article: "AI Act art. 5(1)(c)",
            title: text("Social scoring", "Sociale scores"),
            reason: text(
                "People are scored by behaviour or character and suffer for it elsewhere or out of proportion.",
                "Mensen krijgen een score op gedrag of karakter en ondervinden daar elders of buiten verhouding nadeel van.",
            ),
            from: since_2025,
            questions: &[&q::SOCIAL_SCORING],
        },
        Practice {
            holds: given.possibly(&q::CRIME_PREDICTION),
            id: "crime-prediction",
            article: "AI Act art. 5(1)(d)",
            title: text(
                "Predicting offences from a profile alone",
                "Strafbare feiten voorspellen uit alleen een profiel",
            ),
            reason: text(
                "It predicts that a person will offend solely from a profile or traits of character.",
                "Het voorspelt uitsluitend uit een profiel of karaktertrekken dat iemand een strafbaar feit zal plegen.",
            ),
            from: since_2025,
            questions: &[&q::CRIME_PREDICTION],
        },
        Practice {
            holds: given.possibly(&q::FACE_SCRAPING),
            id: "face-scraping",
            article: "AI Act art. 5(1)(e)",
            title: text("Scraping faces", "Gezichten verzamelen"),
            reason: text(
                "It builds a database for face recognition from faces collected without a target.",
                "Het bouwt een databank voor gezichtsherkenning uit ongericht verzamelde gezichten.",
            ),
            from: since_2025,
            questions: &[&q::FACE_SCRAPING],
        },
        Practice {
            holds: is_emotion_prohibited(given),
            id: "emotion-recognition",
            article: "AI Act art. 5(1)(f)",
            title: text(
                "Emotion recognition at work or in education",
                "Emotieherkenning op het werk of in het onderwijs",
            ),
            reason: text(
                "It infers emotions of people at work or in education, and not for medical or safety reasons only.",
                "Het leidt emoties af van mensen op het werk of in het onderwijs, en niet alleen om medische redenen of voor de \
                 veiligheid.",
            ),
            from: since_2025,
            questions: &[&q::EMOTION, &q::EMOTION_PLACE, &q::EMOTION_MEDICAL],
        },
        Practice {
            holds: is_categorisation_prohibited(given),
            id: "biometric-categorisation",
            article: "AI Act art. 5(1)(g)",
            title: text(
                "Biometric categorisation by sensitive traits",
                "Biometrische indeling op gevoelige kenmerken",
            ),
            reason: text(
                "It deduces race, opinion, belief, union membership, sex life or orientation from biometric data.",
                "Het leidt ras, opvatting, geloof, vakbondslidmaatschap, seksleven of gerichtheid af uit biometrische gegevens.",
            ),
            from: since_2025,
            questions: &[
                &q::CATEGORISATION,
                &q::CATEGORISATION_TRAITS,
                &q::CATEGORISATION_LAWFUL,
            ],
        },
        Practice {
            holds: is_identification_prohibited(given),
            id: "remote-identification",
            article: "AI Act art. 5(1)(h)",
            title: text(
                "Live biometric identification for law enforcement",
                "Biometrische identificatie in real time voor rechtshandhaving",
            ),
            reason: text(
                "It identifies people live in public places for law enforcement, and the strict exceptions are not met.",
                "Het herkent mensen in real time in openbare ruimten voor rechtshandhaving, en aan de strikte uitzonderingen is niet \
                 voldaan.",
            ),
            from: since_2025,
            questions: &[
                &q::IDENTIFICATION,
                &q::IDENTIFICATION_LIVE,
                &q::IDENTIFICATION_ALLOWED,
            ],
        },
        Practice {
            holds: is_generator_prohibited(given, roles, &q::INTIMATE_IMAGES, &q::INTIMATE_PURPOSE),
            id: "intimate-images",
            article: "AI Act art. 5(1)(ba)",
            title: text(
                "Intimate images without consent",
                "Intieme beelden zonder toestemming",
            ),
            reason: text(
                "It is meant to make intimate images of identifiable people without explicit consent, or lacks adequate safeguards \
                 against it.",
                "Het is bedoeld om zonder uitdrukkelijke toestemming intieme beelden van herkenbare mensen te maken, of mist \
                 toereikende waarborgen daartegen.",
            ),
            from: since_2026,
            questions: &[&q::INTIMATE_IMAGES, &q::INTIMATE_PURPOSE],
        },
        Practice {
            holds: is_generator_prohibited(given, roles, &q::ABUSE_MATERIAL, &q::ABUSE_PURPOSE),
            id: "abuse-material",
            article: "AI Act art. 5(1)(bb)",
            title: text(
                "Material of sexual abuse of children",
                "Materiaal van seksueel misbruik van kinderen",
            ),
            reason: text(
                "It is meant to make such material, or lacks adequate safeguards against it.",
                "Het is bedoeld om zulk materiaal te maken, of mist toereikende waarborgen daartegen.",
            ),
            from: since_2026,
            questions: &[&q::ABUSE_MATERIAL, &q::ABUSE_PURPOSE],
        },
    ]
}

/// Annex III: the uses that the answers describe. Biometric uses count as far as they are not prohibited.
fn uses(given: &Given) -> Vec<Use> {
    let mut uses = Vec::new();
    let mut add = |holds: bool, id: &str, article, title, question| {
        if holds {
            uses.push(Use {
                id: id.to_owned(),
                article,
                title,
                question,
            });
        }
    };
    add(
        given.possibly(&q::IDENTIFICATION) && !is_identification_prohibited(given),
        IDENTIFICATION,
        "AI Act Annex III point 1(a)",
        text(
            "Remote biometric identification",
            "Biometrische identificatie op afstand",
        ),
        &q::IDENTIFICATION,
    );
    add(
        (given.may(&q::CATEGORISATION_TRAITS, "sensitive")
            || given.may(&q::CATEGORISATION_TRAITS, "protected"))
            && !is_categorisation_prohibited(given),
        "annex3.biometrics.categorisation",
        "AI Act Annex III point 1(b)",
        text(
            "Biometric categorisation by protected traits",
            "Biometrische indeling op beschermde kenmerken",
        ),
        &q::CATEGORISATION_TRAITS,
    );
    add(
        given.possibly(&q::EMOTION)
            && (given.may(&q::EMOTION_PLACE, "elsewhere") || !is_emotion_prohibited(given)),
        "annex3.biometrics.emotion",
        "AI Act Annex III point 1(c)",
        text("Emotion recognition", "Emotieherkenning"),
        &q::EMOTION_PLACE,
    );
    let areas: [&'static Question; 7] = [
        &q::INFRASTRUCTURE,
        &q::EDUCATION,
        &q::EMPLOYMENT,
        &q::SERVICES,
        &q::LAW_ENFORCEMENT,
        &q::MIGRATION,
        &q::JUSTICE,
    ];
    for question in areas {
        let picked: Vec<&'static Choice> = given.picked(question).collect();
        for choice in picked {
            let id = format!("{}.{}", question.id, choice.id);
            add(true, &id, choice.article, choice.label, question);
        }
    }
    uses
}

/// Art. 6(3): never where it profiles people, and only if both the task is small and the risk is not significant.
fn is_derogated(given: &Given) -> bool {
    given.is(&q::PROFILING, "no")
        && given.any(&q::DEROGATION)
        && given.is(&q::SIGNIFICANT_RISK, "no")
        && profiling_uses(given).next().is_none()
        && !given.possibly(&q::IDENTIFICATION_LIVE)
}

/// The questions with a use that evaluates single persons by its own words, which is profiling whatever else is
/// answered: creditworthiness, the risk of who is insured, of who may offend, of who migrates, and point 6(e) itself.
fn profiling_uses(given: &Given) -> impl Iterator<Item = &'static Question> {
    let uses: [(&'static Question, &[&str]); 3] = [
        (&q::SERVICES, &["credit", "insurance"]),
        (&q::LAW_ENFORCEMENT, &["offending", "profiling"]),
        (&q::MIGRATION, &["risk"]),
    ];
    uses.into_iter()
        .filter(|(question, choices)| choices.iter().any(|choice| given.may(question, choice)))
        .map(|(question, _)| question)
}

fn why_not_derogated(given: &Given) -> Text {
    if given.possibly(&q::PROFILING) {
        text(
            "Annex III names this use, and the system profiles people, so that no derogation is possible.",
            "Bijlage III noemt dit gebruik, en het systeem profileert mensen, zodat geen uitzondering mogelijk is.",
        )
    } else if profiling_uses(given).next().is_some() {
        text(
            "Annex III names this use, and a use that was chosen is profiling by its own words, so that no derogation is possible.",
            "Bijlage III noemt dit gebruik, en een gekozen gebruik is naar zijn aard profilering, zodat geen uitzondering \
             mogelijk is.",
        )
    } else if given.possibly(&q::IDENTIFICATION_LIVE) {
        text(
            "Annex III names this use, and live identification for law enforcement is more than the tasks of the derogation.",
            "Bijlage III noemt dit gebruik, en identificatie in real time voor rechtshandhaving is meer dan de taken van de \
             uitzondering.",
        )
    } else if given.any(&q::DEROGATION) {
        text(
            "Annex III names this use, and although its task is small it can pose a significant risk.",
            "Bijlage III noemt dit gebruik, en al is de taak beperkt, het kan een aanzienlijk risico vormen.",
        )
    } else {
        text(
            "Annex III names this use, and it does more than the tasks of the derogation.",
            "Bijlage III noemt dit gebruik, en het doet meer dan de taken van de uitzondering.",
        )
    }
}

fn score(class: Class, classes: &BTreeSet<Class>, uses: u8, unknown: usize) -> Score {
    let (least, most) = class.scores();
    let part = |en: String, nl: String, points| ScorePart {
        text: Words { en, nl },
        points,
    };
    let name: Words = class.name().into();
    let mut parts = vec![part(
        format!("Class: {}", name.en),
        format!("Klasse: {}", name.nl),
        least,
    )];
    let further = u8::try_from(classes.len().saturating_sub(1)).unwrap_or(u8::MAX);
    if further > 0 {
        parts.push(part(
            format!("Further classes that apply: {further}"),
            format!("Andere klassen die ook van toepassing zijn: {further}"),
            further.saturating_mul(3),
        ));
    }
    if uses > 1 {
        parts.push(part(
            format!("Uses of Annex III: {uses}"),
            format!("Vormen van gebruik uit bijlage III: {uses}"),
            (uses - 1).saturating_mul(3).min(12),
        ));
    }
    if unknown > 0 && class > Class::OutOfScope {
        parts.push(part(
            format!("Answers that are unknown: {unknown}"),
            format!("Onbekende antwoorden: {unknown}"),
            u8::try_from(unknown).unwrap_or(u8::MAX).min(6),
        ));
    }
    Score::within(least, most, parts)
}

#[expect(
    clippy::too_many_lines,
    reason = "a table of steps, the most urgent first"
)]
fn steps(class: Class, findings: &[Finding], unknown: &[String]) -> Vec<Step> {
    let has = |id: &str| findings.iter().any(|finding| finding.id == id);
    let mut steps = Vec::new();
    let mut add = |holds: bool, id: &str, words: Text| {
        if holds {
            steps.push(Step::new(id, words));
        }
    };
    add(
        class == Class::Prohibited,
        "stop",
        text(
            "Stop the practice, or do not start it, and have a lawyer read the finding.",
            "Stop de praktijk, of begin er niet aan, en laat een jurist de bevinding lezen.",
        ),
    );
    add(
        !unknown.is_empty(),
        "answer-unknown",
        text(
            "Find out what is answered with “unknown”: the result may become milder.",
            "Zoek uit wat met “onbekend” is beantwoord: het resultaat wordt misschien milder.",
        ),
    );
    add(
        has("ai-act.high-risk.supply"),
        "plan-conformity",
        text(
            "Plan the conformity assessment backwards from the date: risk management, data and documentation come first.",
            "Plan de conformiteitsbeoordeling terug vanaf de datum: risicobeheer, data en documentatie komen eerst.",
        ),
    );
    add(
        has("ai-act.high-risk.use"),
        "ask-provider",
        text(
            "Ask the provider for instructions, declaration of conformity and registration, and appoint who oversees the system.",
            "Vraag de aanbieder om instructies, conformiteitsverklaring en registratie, en wijs aan wie toezicht houdt.",
        ),
    );
    add(
        has("ai-act.fundamental-rights"),
        "assess-rights",
        text(
            "Make the fundamental-rights impact assessment, together with the DPIA.",
            "Maak de beoordeling van de gevolgen voor de grondrechten, samen met de DPIA.",
        ),
    );
    add(
        findings
            .iter()
            .any(|finding| finding.id.starts_with("ai-act.contradiction.")),
        "resolve-contradictions",
        text(
            "Look again at the answers that contradict each other: the result may become milder.",
            "Kijk opnieuw naar de antwoorden die elkaar tegenspreken: het resultaat wordt misschien milder.",
        ),
    );
    add(
        has("ai-act.derogation"),
        "document-derogation",
        text(
            "See to it that the provider has written down why art. 6(3) applies and has registered it, and look again when the \
             purpose changes.",
            "Zorg dat de aanbieder heeft vastgelegd waarom art. 6, lid 3, van toepassing is en dit heeft geregistreerd, en kijk \
             opnieuw als het doel verandert.",
        ),
    );
    add(
        findings
            .iter()
            .any(|finding| finding.id.starts_with("ai-act.transparency.")),
        "disclose",
        text(
            "Make the notices and markings, or ask the provider for them.",
            "Maak de meldingen en markeringen, of vraag de aanbieder erom.",
        ),
    );
    add(
        has("ai-act.model.general-purpose"),
        "model-papers",
        text(
            "Write the documentation, the copyright policy and the public summary of the training data.",
            "Schrijf de documentatie, het auteursrechtbeleid en de openbare samenvatting van de trainingsdata.",
        ),
    );
    add(
        has("ai-act.model.systemic-risk"),
        "notify-commission",
        text(
            "Notify the Commission and begin the evaluation of systemic risks.",
            "Meld het model aan de Commissie en begin met de beoordeling van systeemrisico's.",
        ),
    );
    add(
        has("ai-act.literacy"),
        "train",
        text(
            "Train who works with the system, and keep a record of it.",
            "Leid op wie met het systeem werkt, en houd dat bij.",
        ),
    );
    add(
        true,
        "review",
        text(
            "Repeat this assessment when purpose, use or law changes.",
            "Herhaal deze beoordeling als doel, gebruik of wet verandert.",
        ),
    );
    steps
}
