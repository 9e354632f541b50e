//! What kind of text a document is, told from its name: a bare word after `password =` is an
//! expression in source code and a password in a configuration file.

use std::sync::LazyLock;

use crate::word_hash::WordMap;
/// What kind of text a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nature {
    /// Letters, logs, exports, and whatever has no telling name.
    Prose,
    /// What accompanies software: manuals, licences, lists of changes. Prose in all but this: days
    /// and addresses of the web in it are about the software.
    Manual,
    /// Code: literals are quoted.
    Source,
    /// Configuration, markup and scripts: values may stand bare.
    Config,
    /// Lists of dependencies with their hashes: no secret ever stands there.
    Lockfile,
}

const SOURCE: &[&str] = &[
    "rs",
    "py",
    "js",
    "mjs",
    "cjs",
    "ts",
    "jsx",
    "tsx",
    "java",
    "kt",
    "kts",
    "go",
    "c",
    "h",
    "cc",
    "cpp",
    "cxx",
    "hpp",
    "hh",
    "cs",
    "fs",
    "vb",
    "rb",
    "php",
    "swift",
    "scala",
    "dart",
    "lua",
    "pl",
    "pm",
    "r",
    "m",
    "mm",
    "vue",
    "svelte",
    "zig",
    "ex",
    "exs",
    "erl",
    "hs",
    "ml",
    "mli",
    "clj",
    "groovy",
    "gradle",
    "ps1",
    "psm1",
    "sol",
    "proto",
    "graphql",
    "css",
    "scss",
    "less",
    "s",
    "asm",
    "jl",
    "nim",
    "f90",
    "cu",
    "wat",
    "ipynb",
    "map",
    "pyi",
    "tcl",
    "el",
    "lisp",
    "exp",
    "jenkinsfile",
    "vagrantfile",
    "sbt",
    "edn",
    "cljs",
    "cljc",
    "vbs",
    "ejs",
    "jsp",
];

const CONFIG: &[&str] = &[
    "env",
    "ini",
    "conf",
    "cfg",
    "cnf",
    "properties",
    "yaml",
    "yml",
    "toml",
    "tf",
    "tfvars",
    "hcl",
    "sh",
    "bash",
    "zsh",
    "fish",
    "bat",
    "cmd",
    "xml",
    "plist",
    "json",
    "jsonc",
    "json5",
    "ndjson",
    "npmrc",
    "netrc",
    "pypirc",
    "pgpass",
    "htpasswd",
    "dockerfile",
    "envrc",
    "service",
    "config",
    "mk",
    "nix",
    "ovpn",
    "reg",
    "ldif",
    "rdp",
    "s3cfg",
    "boto",
    "nmconnection",
    "network",
    "credentials",
    "git-credentials",
    "tfstate",
    "htaccess",
    "chap-secrets",
    "pap-secrets",
    "caddyfile",
    "tmpl",
    "tpl",
    "j2",
    "html",
    "htm",
    "xhtml",
    "svg",
];

const MANUALS: &[&str] = &[
    "md", "mdx", "markdown", "rst", "adoc", "asciidoc", "pod", "man", "texi",
];

/// What the names of such files begin with, where they have no telling extension.
const PAPERS: &[&str] = &[
    "license",
    "licence",
    "copying",
    "copyright",
    "notice",
    "readme",
    "changelog",
    "changes",
    "authors",
    "contributors",
    "contributing",
    "credits",
    "news",
    "history",
    "release",
    "todo",
    "install",
    "security",
    "robots",
    "cmakelists",
    "requirements",
    "patents",
    "unlicense",
    "third_party",
    "thirdparty",
    "third-party",
];

const LOCKFILES: &[&str] = &[
    "cargo.lock",
    "package-lock.json",
    "npm-shrinkwrap.json",
    "yarn.lock",
    "pnpm-lock.yaml",
    "composer.lock",
    "poetry.lock",
    "pipfile.lock",
    "gemfile.lock",
    "go.sum",
    "uv.lock",
    "bun.lock",
    "deno.lock",
    "flake.lock",
    "packages.lock.json",
    "gradle.lockfile",
    "verification-metadata.xml",
    ".cargo-checksum.json",
    "mix.lock",
    "pubspec.lock",
];

/// By extension, where it tells.
static BY_EXTENSION: LazyLock<WordMap<Nature>> = LazyLock::new(|| {
    let lists = [
        (MANUALS, Nature::Manual),
        (CONFIG, Nature::Config),
        (SOURCE, Nature::Source),
    ];
    let all = lists
        .into_iter()
        .flat_map(|(list, nature)| list.iter().map(move |extension| (*extension, nature)));
    all.collect()
});

/// The last part of a path, in lower case.
fn file_name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase()
}

/// What follows the last dot of the name, in lower case; the name itself where there is none.
pub(crate) fn extension(path: &str) -> String {
    let name = file_name(path);
    match name.rsplit_once('.') {
        Some((_, extension)) => extension.to_owned(),
        None => name,
    }
}

impl Nature {
    pub(crate) fn of(path: &str) -> Self {
        let name = file_name(path);
        if LOCKFILES.contains(&name.as_str()) {
            return Self::Lockfile;
        }
        // `.env.production` and its like.
        if name.starts_with(".env") || name.starts_with("dockerfile") || name == "makefile" {
            return Self::Config;
        }
        let extension = name.rsplit_once('.').map_or(&*name, |(_, last)| last);
        match BY_EXTENSION.get(extension) {
            Some(nature) => *nature,
            None if PAPERS.iter().any(|paper| name.starts_with(paper)) => Self::Manual,
            None => Self::Prose,
        }
    }

    /// Whether people wrote it for people.
    pub(crate) fn is_prose(self) -> bool {
        matches!(self, Self::Prose | Self::Manual)
    }
}

/// Whether who writes such a file writes its comments too, and so may say what is to be allowed there. Letters, logs,
/// tables and exports hold what others wrote.
pub(crate) fn has_comments(path: &str) -> bool {
    /// Configuration and source code by their names that have no comments.
    const WITHOUT: &[&str] = &["json", "ndjson", "ipynb", "map"];
    /// Others that have.
    const WITH: &[&str] = &[
        "sql",
        "cmake",
        "bzl",
        "bazel",
        "tex",
        "sty",
        "vim",
        "jenkinsfile",
        "vagrantfile",
        "gemfile",
        "rakefile",
        "procfile",
        "brewfile",
        "justfile",
        "containerfile",
        "erb",
        "hbs",
        "handlebars",
        "mustache",
        "bas",
        "gitignore",
        "gitattributes",
        "dockerignore",
        "editorconfig",
        "codeowners",
    ];
    let extension = extension(path);
    if extension == "json" && is_json_with_comments(path) {
        return true;
    }
    match Nature::of(path) {
        Nature::Source | Nature::Config | Nature::Lockfile => {
            !WITHOUT.contains(&extension.as_str())
        }
        Nature::Manual => true,
        Nature::Prose => WITH.contains(&extension.as_str()),
    }
}

/// Whether the programs that read such a file of JSON let it have comments.
fn is_json_with_comments(path: &str) -> bool {
    let name = file_name(path);
    let stem = name.trim_end_matches(".json");
    ["tsconfig", "jsconfig"]
        .iter()
        .any(|of| stem == *of || stem.starts_with(&format!("{of}.")))
        || matches!(stem, "devcontainer" | ".eslintrc")
}

/// Whether a text is a script, by its first bytes and by a name that says nothing.
pub(crate) fn is_script(path: &str, text: &str) -> bool {
    text.starts_with("#!/") && !path.is_empty() && !file_name(path).contains('.')
}

/// Whether a path says that its content is made up: tests, examples, fixtures.
pub(crate) fn is_exemplary(path: &str) -> bool {
    path.to_ascii_lowercase().split('/').any(|part| {
        let stem = part.split('.').next().unwrap_or(part);
        stem.split(['-', '_']).any(|word| {
            matches!(
                word,
                "test"
                    | "tests"
                    | "spec"
                    | "specs"
                    | "fixture"
                    | "fixtures"
                    | "mock"
                    | "mocks"
                    | "testdata"
                    | "example"
                    | "sample"
                    | "samples"
                    | "voorbeeld"
            )
        }) || part.ends_with(".example")
            || part.ends_with(".sample")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell() {
        for (path, expected) in [
            ("", Nature::Prose),
            ("letter.txt", Nature::Prose),
            ("docs/install.md", Nature::Manual),
            ("LICENSE-MIT", Nature::Manual),
            ("src/Main.java", Nature::Source),
            (".env", Nature::Config),
            ("deploy/.env.production", Nature::Config),
            ("Dockerfile", Nature::Config),
            ("web/package-lock.json", Nature::Lockfile),
            ("config.yaml", Nature::Config),
        ] {
            assert_eq!(Nature::of(path), expected, "{path}");
        }
    }

    #[test]
    fn who_writes_the_comments() {
        for path in [
            "a.py",
            "Dockerfile",
            "ci.yaml",
            "README.md",
            "seed.sql",
            "Jenkinsfile",
            "index.html",
            "yarn.lock",
            "x.erb",
            "x.hbs",
            ".gitignore",
            ".github/CODEOWNERS",
            "web/tsconfig.build.json",
        ] {
            assert!(has_comments(path), "{path}");
        }
        for path in [
            "",
            "note",
            "brief.txt",
            "k.csv",
            "app.log",
            "mail.eml",
            "a.json",
            "x.ndjson",
        ] {
            assert!(!has_comments(path), "{path}");
        }
    }

    #[test]
    fn made_up_content() {
        assert!(is_exemplary("src/tests/login.py"));
        assert!(is_exemplary("login_test.go"));
        assert!(is_exemplary(".env.example"));
        assert!(!is_exemplary("examples/webshop/klanten.csv"));
        assert!(!is_exemplary("src/contest.rs"));
    }
}
