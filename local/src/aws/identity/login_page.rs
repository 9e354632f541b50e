//! The pages that a person sees while signing in.

const STYLE: &str = "
    :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
    body { display: grid; place-items: center; min-height: 100vh; margin: 0; }
    main { width: min(22rem, 90vw); }
    h1 { font-size: 1.4rem; }
    label { display: block; margin-top: 1rem; }
    input, button { box-sizing: border-box; width: 100%; padding: .6rem; font: inherit; }
    button { margin-top: 1.5rem; cursor: pointer; }
    [role=alert] { border-left: .3rem solid #c33; padding: .3rem .8rem; }
";

/// The sign-in form, which posts back with the same query.
pub(super) fn form(query: &str, by_email: bool, problem: Option<&str>) -> String {
    let (label, kind, hint) = if by_email {
        ("E-mail address", "email", "email")
    } else {
        ("User name", "text", "username")
    };
    let problem = problem.map_or_else(String::new, |problem| {
        format!("<p role=\"alert\">{}</p>\n", escaped(problem))
    });
    page(
        "Sign in",
        &format!(
            "<h1>Sign in</h1>\n{problem}\
             <form method=\"post\" action=\"/login?{}\">\n\
             <label for=\"username\">{label}</label>\n\
             <input id=\"username\" name=\"username\" type=\"{kind}\" autocomplete=\"{hint}\" required autofocus>\n\
             <label for=\"password\">Password</label>\n\
             <input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" required>\n\
             <button type=\"submit\">Sign in</button>\n\
             </form>\n",
            escaped(query)
        ),
    )
}

/// A page that says why it goes no further.
pub(super) fn problem(reason: &str) -> String {
    page(
        "This can't go on",
        &format!(
            "<h1>This can't go on</h1>\n<p role=\"alert\">{}</p>\n",
            escaped(reason)
        ),
    )
}

fn page(title: &str, content: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n{content}</main>\n</body>\n</html>\n"
    )
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::form;

    #[test]
    fn nothing_from_the_address_becomes_markup() {
        let page = form("state=\"><script>alert(1)</script>", true, Some("<b>"));
        assert!(
            !page.contains("<script>") && !page.contains("<b>"),
            "{page}"
        );
    }
}
