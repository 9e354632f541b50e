//! Texts with their labels in them: `⟦id|value⟧` is a value that must be found, `⟦?id|value⟧` one
//! that may be. A `‸` stands where a credential is cut, so that no scanner takes this folder for a
//! leak; it is gone before the engine sees the text.

/// A value in a text, in bytes.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    pub(crate) id: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Neither missed nor wrong.
    pub(crate) is_optional: bool,
}

/// A text to scan.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    /// Which part of the corpus it belongs to.
    pub(crate) set: &'static str,
    /// What sort of text it is, by which misses are grouped.
    pub(crate) sort: String,
    /// The name of the file it pretends to be.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) labels: Vec<Label>,
}

impl Sample {
    pub(crate) fn read(set: &'static str, sort: &str, name: &str, marked: &str) -> Self {
        let mut text = String::with_capacity(marked.len());
        let mut labels: Vec<Label> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut rest = marked;
        while let Some(next) = rest.chars().next() {
            let length = next.len_utf8();
            match next {
                '‸' => {}
                '⟦' => {
                    let (head, tail) = rest[length..]
                        .split_once('|')
                        .unwrap_or_else(|| panic!("{name}: a mark without an id"));
                    let id = head.trim_start_matches('?');
                    assert!(
                        !id.is_empty()
                            && id
                                .bytes()
                                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'),
                        "{name}: {head:?} is no id"
                    );
                    open.push(labels.len());
                    labels.push(Label {
                        id: id.to_owned(),
                        start: text.len(),
                        end: text.len(),
                        is_optional: head.starts_with('?'),
                    });
                    rest = tail;
                    continue;
                }
                '⟧' => {
                    let place = open
                        .pop()
                        .unwrap_or_else(|| panic!("{name}: a mark ends that never began"));
                    labels[place].end = text.len();
                    assert!(labels[place].start < text.len(), "{name}: an empty mark");
                }
                other => text.push(other),
            }
            rest = &rest[length..];
        }
        assert!(open.is_empty(), "{name}: a mark never ends");
        Self {
            set,
            sort: sort.to_owned(),
            name: name.to_owned(),
            text,
            labels,
        }
    }
}

/// Reads the subset of TOML that the corpus is kept in: `[[text]]`, `name = "…"`, `text = '''…'''`.
pub(crate) fn file(set: &'static str, content: &str) -> Vec<Sample> {
    content
        .split("\n[[text]]\n")
        .skip(1)
        .map(|entry| {
            let name = entry
                .strip_prefix("name = \"")
                .and_then(|rest| rest.split_once('"'))
                .unwrap_or_else(|| panic!("{set}: an entry without a name: {entry:.60}"))
                .0;
            let marked = entry
                .split_once("\ntext = '''\n")
                .and_then(|(_, rest)| rest.rsplit_once("'''"))
                .unwrap_or_else(|| panic!("{set}: {name} has no text"))
                .0;
            let sort = name.rsplit('/').next().unwrap_or(name);
            Sample::read(set, sort, name, marked)
        })
        .collect()
}

/// A mark around a value.
pub(crate) fn mark(id: &str, value: &str) -> String {
    format!("⟦{id}|{value}⟧")
}
