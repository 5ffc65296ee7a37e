//! A call without a required parameter does not compile, and the compiler names it.

#[test]
fn the_compiler_names_what_is_missing() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
