//! What holds for any input, as functions that panic where it does not.
//!
//! Each fuzz target hands its input to one of them: the page reader ([`page`]), the YAML of the IR
//! ([`yaml`]), the readers of samples ([`sample`]) and the decoder of answers ([`answer`]).
//!
//! ```
//! apigen_fuzz::page("# GetThing\n\n|Name|Type|\n|--|--|\n|Size|");
//! apigen_fuzz::yaml("action: GetThing\nstyle: rpc\nsource: GetThing.md\n");
//! apigen_fuzz::sample("{\"Size\": 1,}");
//! apigen_fuzz::answer(&[0, 0, b'{', b'}']);
//! ```

mod answers;
mod pages;
mod samples;
mod yamls;

pub use answers::answer;
pub use pages::page;
pub use samples::sample;
pub use yamls::yaml;
