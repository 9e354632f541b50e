//! Names of archive entries: cleaned for showing, judged for what they try.

/// How long a shown path may be, in bytes.
const PATH_MAX: usize = 1024;

/// A name as it is shown, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntryPath {
    pub(crate) path: String,
    pub(crate) problem: Option<&'static str>,
}

/// Cleans a name: no `..`, no root, no control characters, not endless.
pub(crate) fn clean(name: &str) -> EntryPath {
    let mut problem = None;
    let unified = name.replace('\\', "/");
    let bytes = unified.as_bytes();
    let has_drive = matches!(bytes, [drive, b':', ..] if drive.is_ascii_alphabetic());
    if unified.starts_with('/') || has_drive {
        problem = Some("its name is absolute");
    }
    let mut parts = Vec::new();
    for part in unified.split('/') {
        match part {
            "" | "." => {}
            ".." => problem = Some("its name leaves the folder it is unpacked in"),
            part => parts.push(part),
        }
    }
    let mut path: String = parts
        .join("/")
        .chars()
        .map(|character| {
            if character.is_control() {
                '\u{fffd}'
            } else {
                character
            }
        })
        .collect();
    if name.contains('\0') {
        problem = Some("its name has a NUL in it");
    }
    shorten(&mut path);
    EntryPath { path, problem }
}

/// Whether a link's target leaves the folder that the archive is unpacked in.
pub(crate) fn link_escapes(from: &str, target: &str) -> bool {
    let unified = target.replace('\\', "/");
    if unified.starts_with('/') {
        return true;
    }
    let mut depth = from
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".")
        .count()
        .saturating_sub(1);
    for part in unified.split('/') {
        match part {
            "" | "." => {}
            ".." => match depth.checked_sub(1) {
                Some(up) => depth = up,
                None => return true,
            },
            _ => depth += 1,
        }
    }
    false
}

/// Cuts a path that nobody could read to its end.
pub(crate) fn shorten(path: &mut String) {
    if path.len() <= PATH_MAX {
        return;
    }
    let mut end = PATH_MAX - '…'.len_utf8();
    while !path.is_char_boundary(end) {
        end -= 1;
    }
    path.truncate(end);
    path.push('…');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (name, path, is_hostile) in [
            ("src/a.rs", "src/a.rs", false),
            ("./src//a.rs", "src/a.rs", false),
            ("../../etc/passwd", "etc/passwd", true),
            ("/etc/passwd", "etc/passwd", true),
            ("C:\\Windows\\a.txt", "C:/Windows/a.txt", true),
            ("a\nb", "a\u{fffd}b", false),
            ("..hidden", "..hidden", false),
        ] {
            let entry = clean(name);
            assert_eq!(
                (entry.path.as_str(), entry.problem.is_some()),
                (path, is_hostile),
                "{name}"
            );
        }
        assert!(clean(&"a/".repeat(10_000)).path.len() <= PATH_MAX);
    }

    #[test]
    fn links() {
        assert!(!link_escapes("node_modules/.bin/x", "../x/cli.js"));
        assert!(link_escapes("x", "../y"));
        assert!(link_escapes("a/b", "/etc/passwd"));
        assert!(link_escapes("a/b", "c/../../../d"));
    }
}
