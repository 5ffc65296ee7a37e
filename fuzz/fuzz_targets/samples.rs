//! See [`apigen_fuzz::sample`].

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| apigen_fuzz::sample(input));
