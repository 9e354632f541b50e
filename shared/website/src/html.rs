//! A page taken apart: what it loads, where it leads, what it asks for, what it says.
//!
//! On the tokenizer of the WHATWG's standard, without a tree: none of the checks needs to know what contains what,
//! but which fields a form has.

use html5gum::{DefaultEmitter, HtmlString, StartTag, Token, Tokenizer};
use url::Url;

/// How many things of a kind are kept of one page.
const KEPT_MAX: usize = 2_000;
/// How much visible text is kept, in bytes.
const TEXT_MAX: usize = 256 << 10;
/// How much of scripts is kept, in bytes.
const SCRIPT_MAX: usize = 512 << 10;

/// A page.
#[derive(Debug, Default)]
pub struct Document {
    /// What it loads, as it comes.
    pub resources: Vec<Resource>,
    /// Where it leads.
    pub links: Vec<Link>,
    /// Its forms.
    pub forms: Vec<Form>,
    /// What a person reads, in lower case, its words a space apart.
    pub text: String,
    /// Its scripts that run by themselves, one behind the other.
    pub scripts: String,
    /// Its linked data (JSON-LD).
    pub linked_data: String,
    /// Policies that stand in the page instead of a header: names in lower case.
    pub policies: Vec<String>,
    /// How many links there are beyond those that are kept.
    pub links_beyond: u64,
}

/// Something that a page loads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// From where.
    pub url: Url,
    /// The element that loads it.
    pub element: &'static str,
}

impl Resource {
    /// Whether it can change the page it is loaded into, so that browsers refuse it without TLS.
    #[must_use]
    pub fn is_active(&self) -> bool {
        matches!(
            self.element,
            "script" | "link" | "iframe" | "object" | "embed"
        )
    }
}

/// A link to another page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub url: Url,
    /// What a person reads of it, in lower case.
    pub text: String,
}

/// A form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Where it sends to.
    pub action: Url,
    /// Where its buttons send it to instead.
    pub others: Vec<Url>,
    /// Whether what is typed becomes part of an address.
    pub is_get: bool,
    /// What it asks for: types, names and autocomplete hints of its fields, in lower case.
    pub fields: Vec<Field>,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its type.
    pub kind: String,
    /// Its name, its id and its autocomplete hint.
    pub names: String,
}

/// Words in the name of a field that asks for personal data: English, Dutch, German, French.
const PERSONAL_FIELDS: [&str; 34] = [
    "mail",
    "phone",
    "telefoon",
    "telefon",
    "mobile",
    "mobiel",
    "tel",
    "firstname",
    "lastname",
    "first_name",
    "last_name",
    "fullname",
    "full_name",
    "given-name",
    "family-name",
    "voornaam",
    "achternaam",
    "vorname",
    "nachname",
    "prenom",
    "surname",
    "street",
    "straat",
    "strasse",
    "adres",
    "address",
    "postcode",
    "zip",
    "birth",
    "geboorte",
    "geburt",
    "bsn",
    "iban",
    "naissance",
];

impl Form {
    /// Whether it asks for a password.
    #[must_use]
    pub fn asks_for_password(&self) -> bool {
        self.fields.iter().any(|field| field.kind == "password")
    }

    /// Whether it asks for something about a person.
    #[must_use]
    pub fn asks_for_personal_data(&self) -> bool {
        self.asks_for_password()
            || self.fields.iter().any(|field| {
                matches!(field.kind.as_str(), "email" | "tel")
                    || PERSONAL_FIELDS
                        .iter()
                        .any(|word| has_word(&field.names, word))
            })
    }
}

/// Whether a field's names contain a word; a short one has to stand alone.
fn has_word(names: &str, word: &str) -> bool {
    if word.len() > 4 {
        return names.contains(word);
    }
    names
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|part| part == word || (word == "mail" && part.ends_with("mail")))
}

impl Document {
    /// Reads a page that stands at `at`.
    #[must_use]
    pub fn read(source: &str, at: &Url) -> Self {
        Self::read_part(source, at, true)
    }

    fn read_part(source: &str, at: &Url, reads_noscript: bool) -> Self {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut reader = Reader {
            base: at.clone(),
            page: Self::default(),
            form: None,
            link: None,
            inside: Inside::Text,
            has_base: false,
            at: at.clone(),
            reads_noscript,
        };
        for Ok(token) in Tokenizer::new_with_emitter(source, emitter) {
            match token {
                Token::StartTag(tag) => reader.start(&tag),
                Token::EndTag(tag) => reader.end(&tag.name),
                Token::String(text) => reader.text(&String::from_utf8_lossy(&text)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        reader.finish()
    }
}

/// What text belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Inside {
    Text,
    Script,
    LinkedData,
    /// What is for browsers without scripts, as it comes.
    NoScript(String),
    /// Nothing that is read: styles, scripts that wait for consent.
    Nothing,
}

struct Reader {
    base: Url,
    page: Document,
    form: Option<Form>,
    link: Option<Link>,
    inside: Inside,
    has_base: bool,
    /// Where the page stands, whatever its base.
    at: Url,
    /// Whether what is for browsers without scripts is read too: not within such a part once more.
    reads_noscript: bool,
}

impl Reader {
    fn start(&mut self, tag: &StartTag<()>) {
        match &**tag.name {
            b"base" => {
                // The first one holds, if it is of the web.
                if !self.has_base
                    && let Some(base) = self.url(tag, "href")
                {
                    self.has_base = true;
                    if matches!(base.scheme(), "http" | "https") {
                        self.base = base;
                    }
                }
            }
            b"a" | b"area" => {
                self.close_link();
                let url = self.url(tag, "href");
                self.link = url.map(|url| Link {
                    url,
                    text: String::new(),
                });
                self.label(tag);
            }
            b"script" => self.script(tag),
            b"style" => self.inside = Inside::Nothing,
            b"img" => {
                self.load(tag, "src", "img");
                self.load_set(tag, "img");
                self.label(tag);
            }
            b"iframe" | b"frame" => self.load(tag, "src", "iframe"),
            b"embed" => self.load(tag, "src", "embed"),
            b"object" => self.load(tag, "data", "object"),
            b"video" | b"audio" | b"source" | b"track" => {
                self.load(tag, "src", "media");
                self.load(tag, "poster", "img");
                self.load_set(tag, "img");
            }
            // Its content is text to a browser with scripts, and to the tokenizer.
            b"noscript" => self.inside = Inside::NoScript(String::new()),
            b"link" => self.linked(tag),
            b"meta" => self.meta(tag),
            b"form" => {
                self.close_form();
                // Without an address it is sent to the page's own, whatever its base.
                let action = self.url(tag, "action").unwrap_or_else(|| self.at.clone());
                let method = attribute(tag, "method").to_ascii_lowercase();
                // What a script does with it isn't known, and a dialog sends nothing.
                let is_sent = matches!(action.scheme(), "http" | "https") && method != "dialog";
                self.form = Some(Form {
                    action: if is_sent { action } else { self.at.clone() },
                    others: Vec::new(),
                    is_get: is_sent && method != "post",
                    fields: Vec::new(),
                });
            }
            b"input" | b"select" | b"textarea" => {
                self.field(tag);
                self.other_action(tag);
            }
            b"button" => self.other_action(tag),
            _ => {}
        }
        if &**tag.name != b"script" && &**tag.name != b"style" {
            self.space();
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"script" | b"style" => self.inside = Inside::Text,
            b"noscript" => self.leave_noscript(),
            b"a" => self.close_link(),
            b"form" => self.close_form(),
            _ => {}
        }
        self.space();
    }

    fn text(&mut self, text: &str) {
        match &mut self.inside {
            Inside::Nothing => {}
            Inside::NoScript(kept) => push(kept, text, TEXT_MAX),
            Inside::Script => push(&mut self.page.scripts, text, SCRIPT_MAX),
            Inside::LinkedData => push(&mut self.page.linked_data, text, SCRIPT_MAX),
            Inside::Text => {
                for word in text.split_whitespace() {
                    let word = word.to_lowercase();
                    if let Some(link) = &mut self.link {
                        push(&mut link.text, &word, 1_024);
                        push(&mut link.text, " ", 1_024);
                    }
                    push(&mut self.page.text, &word, TEXT_MAX);
                    self.space();
                }
            }
        }
    }

    /// What a link is called where it has no words.
    fn label(&mut self, tag: &StartTag<()>) {
        let Some(link) = &mut self.link else {
            return;
        };
        for name in ["alt", "aria-label", "title"] {
            let label = attribute(tag, name).to_lowercase();
            if !label.is_empty() {
                push(&mut link.text, &label, 1_024);
                push(&mut link.text, " ", 1_024);
            }
        }
    }

    fn script(&mut self, tag: &StartTag<()>) {
        let kind = attribute(tag, "type");
        let kind = kind.split(';').next().unwrap_or_default().trim();
        self.inside = if kind.eq_ignore_ascii_case("application/ld+json") {
            Inside::LinkedData
        } else if runs(kind) {
            self.load(tag, "src", "script");
            Inside::Script
        } else {
            // Consent tools mark what has to wait as `text/plain`, which no browser runs.
            Inside::Nothing
        };
    }

    /// `<link>`: what it loads, if it loads anything.
    fn linked(&mut self, tag: &StartTag<()>) {
        let relations = attribute(tag, "rel").to_ascii_lowercase();
        let loads = |relation: &str| {
            matches!(
                relation,
                "stylesheet" | "preload" | "modulepreload" | "icon" | "prefetch"
            )
        };
        if relations.split_ascii_whitespace().any(loads) {
            self.load(tag, "href", "link");
        }
    }

    fn meta(&mut self, tag: &StartTag<()>) {
        let name = attribute(tag, "http-equiv").to_ascii_lowercase();
        if name == "content-security-policy" {
            keep(&mut self.page.policies, name);
        } else if attribute(tag, "name").eq_ignore_ascii_case("referrer") {
            keep(&mut self.page.policies, "referrer-policy".to_owned());
        } else if name == "refresh"
            && let Some((_, target)) = attribute(tag, "content").split_once('=')
            && let Ok(url) = self.base.join(target.trim().trim_matches(['"', '\'']))
        {
            let text = String::new();
            keep(&mut self.page.links, Link { url, text });
        }
    }

    fn field(&mut self, tag: &StartTag<()>) {
        let kind = attribute(tag, "type").to_ascii_lowercase();
        let (name, id) = (attribute(tag, "name"), attribute(tag, "id"));
        let names = format!("{name} {id} {}", attribute(tag, "autocomplete")).to_lowercase();
        if matches!(
            kind.as_str(),
            "hidden" | "submit" | "button" | "image" | "reset"
        ) {
            return;
        }
        // A field outside of any form is sent by a script, to where the page came from for all one can see.
        let form = self.form.get_or_insert_with(|| Form {
            action: self.at.clone(),
            others: Vec::new(),
            is_get: false,
            fields: Vec::new(),
        });
        keep(&mut form.fields, Field { kind, names });
    }

    fn load(&mut self, tag: &StartTag<()>, from: &str, element: &'static str) {
        if let Some(url) = self.url(tag, from)
            && matches!(url.scheme(), "http" | "https")
        {
            keep(&mut self.page.resources, Resource { url, element });
        }
    }

    /// A button may send its form elsewhere.
    fn other_action(&mut self, tag: &StartTag<()>) {
        let action = self.url(tag, "formaction");
        let action = action.filter(|url| matches!(url.scheme(), "http" | "https"));
        if let (Some(action), Some(form)) = (action, &mut self.form)
            && form.others.len() < KEPT_MAX
        {
            form.others.push(action);
        }
    }

    /// What a browser without scripts loads, which is what tracking pixels are there for.
    fn leave_noscript(&mut self) {
        let inside = std::mem::replace(&mut self.inside, Inside::Text);
        if let Inside::NoScript(source) = inside
            && self.reads_noscript
        {
            let part = Document::read_part(&source, &self.base, false);
            for resource in part.resources {
                keep(&mut self.page.resources, resource);
            }
        }
    }

    /// `srcset`: addresses, each with what it is for behind a space.
    fn load_set(&mut self, tag: &StartTag<()>, element: &'static str) {
        for candidate in attribute(tag, "srcset").split(',') {
            let address = candidate
                .split_ascii_whitespace()
                .next()
                .unwrap_or_default();
            if address.is_empty() {
                continue;
            }
            if let Ok(url) = self.base.join(address)
                && matches!(url.scheme(), "http" | "https")
            {
                keep(&mut self.page.resources, Resource { url, element });
            }
        }
    }

    fn url(&self, tag: &StartTag<()>, name: &str) -> Option<Url> {
        let value = attribute(tag, name);
        let value = value.trim();
        if value.is_empty() {
            return None;
        }
        self.base.join(value).ok()
    }

    fn space(&mut self) {
        if !self.page.text.ends_with(' ') {
            push(&mut self.page.text, " ", TEXT_MAX);
        }
    }

    fn close_link(&mut self) {
        if let Some(link) = self.link.take() {
            if self.page.links.len() >= KEPT_MAX {
                self.page.links_beyond += 1;
            }
            keep(&mut self.page.links, link);
        }
    }

    fn close_form(&mut self) {
        if let Some(form) = self.form.take() {
            keep(&mut self.page.forms, form);
        }
    }

    fn finish(mut self) -> Document {
        self.close_link();
        self.close_form();
        self.page
    }
}

/// Whether a browser runs a script of this type.
fn runs(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    kind.is_empty()
        || kind == "module"
        || kind.ends_with("javascript")
        || kind.ends_with("ecmascript")
}

fn attribute(tag: &StartTag<()>, name: &str) -> String {
    let value = tag
        .attributes
        .get(&HtmlString::from(name.as_bytes().to_vec()));
    value
        .map(|value| String::from_utf8_lossy(value).into_owned())
        .unwrap_or_default()
}

fn keep<T>(kept: &mut Vec<T>, one: T) {
    if kept.len() < KEPT_MAX {
        kept.push(one);
    }
}

fn push(text: &mut String, more: &str, max: usize) {
    if text.len() + more.len() <= max {
        text.push_str(more);
    }
}
