//! Secrets in debug output.

use std::fmt;

/// What stands for a secret.
const REDACTED: &str = "***";

/// Shows that a value is set, and not the value; `None` where it is unset.
pub fn redacted<T: Default + PartialEq>(value: &T) -> impl fmt::Debug + use<T> {
    let is_set = *value != T::default();
    fmt::from_fn(move |f| f.write_str(if is_set { REDACTED } else { "None" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_not_shown() {
        assert_eq!(format!("{:?}", redacted(&Some("hidden"))), "***");
        assert_eq!(format!("{:?}", redacted(&vec!["hidden"])), "***");
        assert_eq!(format!("{:?}", redacted(&None::<String>)), "None");
    }
}
