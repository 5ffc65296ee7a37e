//! See [`apigen_fuzz::yaml`].

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| apigen_fuzz::yaml(input));
