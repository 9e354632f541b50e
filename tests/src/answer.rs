//! What a request was answered.

use serde_json::Value;

/// An answer, with everything that a caller can see.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, by lower-case name.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(header, _)| header == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error} in {} {}", self.status, self.text()))
    }

    /// The answer, if it has this status.
    ///
    /// # Panics
    /// When it has another.
    #[must_use]
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// The body of a problem with this status and code.
    ///
    /// # Panics
    /// When it is none.
    #[track_caller]
    #[expect(
        clippy::must_use_candidate,
        reason = "that it is this problem is often all there is to check"
    )]
    pub fn problem(self, status: u16, code: &str) -> Value {
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{}",
            self.text()
        );
        let answer = self.expect(status);
        let body = answer.json();
        assert_eq!(body["code"], code, "{body}");
        assert_eq!(body["status"], status, "{body}");
        for field in ["type", "title", "detail", "request_id"] {
            assert!(
                body[field].as_str().is_some_and(|text| !text.is_empty()),
                "{field} in {body}"
            );
        }
        body
    }

    /// Everything that may tell one answer from another, without what differs for every request:
    /// its id, the time, and the count of requests.
    #[must_use]
    pub fn comparable(&self) -> (u16, Vec<(String, String)>, String) {
        let request_id = self.header("x-request-id").unwrap_or("-").to_owned();
        let mut headers: Vec<_> = self
            .headers
            .iter()
            .filter(|(name, _)| {
                !["x-request-id", "apigw-requestid", "date", "ratelimit"].contains(&name.as_str())
            })
            .cloned()
            .collect();
        headers.sort();
        (
            self.status,
            headers,
            self.text().replace(&request_id, "<request>"),
        )
    }
}
