//! See [`apigen_fuzz::page`].

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| apigen_fuzz::page(input));
