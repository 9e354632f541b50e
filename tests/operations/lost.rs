//! A write that was done and whose answer was lost is asked for once more by the SDK. Nobody may be
//! told of a conflict with themselves, and nothing may be done twice.

use crate::OPERATIONS;
use crate::stage::Stage;

#[tokio::test]
async fn no_success_depends_on_each_write_being_answered() {
    let cases = OPERATIONS.iter().flat_map(|operation| operation.cases);
    let succeed: Vec<_> = cases.filter(|case| case.code.is_empty()).collect();
    assert!(succeed.len() >= OPERATIONS.len(), "one never succeeds");
    for case in succeed {
        Stage::play_losing_answers(case).await;
    }
}
