//! What must not compile.

#[test]
fn scopes_cannot_be_made_copied_or_kept() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
