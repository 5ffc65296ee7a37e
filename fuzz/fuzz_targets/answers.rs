//! See [`apigen_fuzz::answer`].

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| apigen_fuzz::answer(input));
