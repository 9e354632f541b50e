//! One answer of an operation, and the table that an operation's file begins with.

use std::pin::Pin;

use platform_tests::Answer;

use crate::document::DOCUMENT;
use crate::stage::Stage;

/// A case on its stage.
pub(crate) type Play<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// An answer of an operation. The function of the same name gets it.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) operation: &'static str,
    pub(crate) name: &'static str,
    pub(crate) status: u16,
    /// The problem's code; empty for a success.
    pub(crate) code: &'static str,
    pub(crate) play: fn(&Stage) -> Play<'_>,
}

/// The headers with which an answer leads its caller on.
const LEADING: [&str; 4] = ["location", "etag", "retry-after", "content-disposition"];

/// Panics unless the operation answered this, with no leading header but documented ones.
#[track_caller]
pub(crate) fn check(operation: &str, status: u16, code: &str, answer: &Answer) {
    if code.is_empty() {
        let _ = answer.clone().expect(status);
    } else {
        answer.clone().problem(status, code);
    }
    let Some(documented) = DOCUMENT[operation].headers(status) else {
        return;
    };
    for header in LEADING {
        assert!(
            answer.header(header).is_none() || documented.contains(header),
            "{operation} answers {status} with {header}, which the document does not list: add it \
             to the handler's #[utoipa::path]"
        );
    }
}

/// The table of an operation's answers: the status, the code if it is a problem, and the function
/// that gets it. Each row becomes a test with a platform of its own, and an entry of `CASES`.
macro_rules! cases {
    ($operation:ident: $($status:literal $($code:ident)? => $case:ident,)+) => {
        pub(crate) const CASES: &[crate::case::Case] = &[$(crate::case::Case {
            operation: stringify!($operation),
            name: stringify!($case),
            status: $status,
            code: concat!($(stringify!($code))?),
            play: |stage| Box::pin($case(stage)),
        }),+];

        mod cases {
            $(#[tokio::test]
            async fn $case() {
                crate::stage::Stage::play(super::CASES, stringify!($case)).await;
            })+
        }
    };
}

pub(crate) use cases;
