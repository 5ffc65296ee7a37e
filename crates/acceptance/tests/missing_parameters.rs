//! A call without a required parameter does not compile, and the compiler names it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on shall stop"
)]

#[test]
fn the_compiler_names_what_is_missing() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
