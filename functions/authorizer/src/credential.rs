//! What stands in the `Authorization` header.

use domain::ApiKeySecret;
use tenancy::Refusal;

/// A credential, read but not verified.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Credential<'a> {
    ApiKey(ApiKeySecret),
    Token(&'a str),
}

impl<'a> Credential<'a> {
    /// Reads the header. The scheme may be left out, as many clients do for API keys.
    pub(crate) fn read(header: &'a str) -> Result<Self, Refusal> {
        let header = header.trim();
        let credential = match header.split_once(' ') {
            Some((scheme, credential)) if scheme.eq_ignore_ascii_case("bearer") => {
                credential.trim()
            }
            Some(_) => return Err(Refusal::Invalid),
            None => header,
        };
        if credential.starts_with(ApiKeySecret::PREFIX) {
            return ApiKeySecret::parse(credential)
                .map(Credential::ApiKey)
                .map_err(|_| Refusal::Invalid);
        }
        // A JSON Web Token in compact form has three parts.
        if credential.split('.').count() == 3 {
            Ok(Credential::Token(credential))
        } else {
            Err(Refusal::Invalid)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read() {
        let key = ApiKeySecret::from_random(&[3; 32]);
        let bearer = format!("Bearer {}", key.reveal());
        assert_eq!(
            Credential::read(&bearer),
            Ok(Credential::ApiKey(key.clone()))
        );
        assert_eq!(
            Credential::read(key.reveal()),
            Ok(Credential::ApiKey(key.clone()))
        );
        assert_eq!(
            Credential::read("bearer a.b.c"),
            Ok(Credential::Token("a.b.c"))
        );
        for wrong in [
            "",
            "Bearer",
            "Bearer ",
            "Basic YTpi",
            "Bearer plk_short",
            "Bearer a.b",
            "é",
        ] {
            assert_eq!(Credential::read(wrong), Err(Refusal::Invalid), "{wrong:?}");
        }
    }
}
