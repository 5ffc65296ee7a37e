//! Bounds of numbers and of lengths, each as one short text: `1..=100`, `1..`, `..=128 bytes`.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The least and the greatest number that is allowed, both inclusive; one of them at least.
///
/// The numbers keep the text of the page, so that YAML cannot round them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    min: Option<Decimal>,
    max: Option<Decimal>,
}

/// How long a text may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Length {
    /// The least and the greatest length.
    pub bounds: Bounds,
    /// What is counted.
    pub unit: LengthUnit,
}

/// What the length of a text counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LengthUnit {
    /// Characters.
    Chars,
    /// Bytes of the text in UTF-8.
    Bytes,
}

/// A decimal number as it is written: an optional minus, digits, perhaps a point and digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decimal(String);

/// A text that states no bounds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` states no bounds; expected `1..=100`, `1..` or `..=100`, the least number first")]
pub struct BoundsTextError(String);

impl Bounds {
    /// Bounds of at least one number, the least not above the greatest; `None` for others.
    pub fn new(min: Option<Decimal>, max: Option<Decimal>) -> Option<Self> {
        let is_ordered = match (&min, &max) {
            (Some(min), Some(max)) => min.compare(max) != Ordering::Greater,
            (None, None) => false,
            _ => true,
        };
        is_ordered.then_some(Self { min, max })
    }

    /// The least number that is allowed, where there is one.
    pub fn min(&self) -> Option<&Decimal> {
        self.min.as_ref()
    }

    /// The greatest number that is allowed, where there is one.
    pub fn max(&self) -> Option<&Decimal> {
        self.max.as_ref()
    }

    /// Whether `number` lies within the bounds.
    pub fn contain(&self, number: &Decimal) -> bool {
        self.min().is_none_or(|min| min.compare(number) != Ordering::Greater)
            && self.max().is_none_or(|max| max.compare(number) != Ordering::Less)
    }

    /// Whether both bounds are whole numbers of zero and above, as those of a length are.
    pub fn are_counts(&self) -> bool {
        [&self.min, &self.max].into_iter().flatten().all(|it| it.0.parse::<u64>().is_ok())
    }
}

impl Decimal {
    /// The number as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the number has no fraction.
    pub fn is_whole(&self) -> bool {
        !self.0.contains('.')
    }

    /// Compares two numbers exactly, whatever their length.
    pub fn compare(&self, other: &Self) -> Ordering {
        let (a, b) = (self.parts(), other.parts());
        let by_size = |a: &Parts<'_>, b: &Parts<'_>| {
            (a.whole.len(), a.whole, a.fraction).cmp(&(b.whole.len(), b.whole, b.fraction))
        };
        match (a.is_negative, b.is_negative) {
            (false, false) => by_size(&a, &b),
            (true, true) => by_size(&b, &a),
            (is_negative, _) => {
                if is_negative {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
        }
    }

    fn parts(&self) -> Parts<'_> {
        let digits = self.0.strip_prefix('-').unwrap_or(&self.0);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let is_zero = whole.is_empty() && fraction.is_empty();
        Parts { is_negative: self.0.starts_with('-') && !is_zero, whole, fraction }
    }
}

/// A number without the zeros that say nothing.
struct Parts<'a> {
    is_negative: bool,
    whole: &'a str,
    fraction: &'a str,
}

impl FromStr for Decimal {
    type Err = BoundsTextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if all_digits(whole) && all_digits(fraction) {
            Ok(Self(text.to_owned()))
        } else {
            Err(BoundsTextError(text.to_owned()))
        }
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(min) = &self.min {
            f.write_str(&min.0)?;
        }
        f.write_str("..")?;
        match &self.max {
            Some(max) => write!(f, "={}", max.0),
            None => Ok(()),
        }
    }
}

impl FromStr for Bounds {
    type Err = BoundsTextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || BoundsTextError(text.to_owned());
        let (min, max) = text.split_once("..").ok_or_else(error)?;
        let min = if min.is_empty() { None } else { Some(min.parse().map_err(|_| error())?) };
        let max = match max.strip_prefix('=') {
            Some(max) => Some(max.parse().map_err(|_| error())?),
            None if max.is_empty() => None,
            None => return Err(error()),
        };
        Self::new(min, max).ok_or_else(error)
    }
}

/// The word behind the bounds of a length that counts bytes.
const BYTES: &str = " bytes";

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = if self.unit == LengthUnit::Bytes { BYTES } else { "" };
        write!(f, "{}{unit}", self.bounds)
    }
}

impl FromStr for Length {
    type Err = BoundsTextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (bounds, unit) = match text.strip_suffix(BYTES) {
            Some(bounds) => (bounds, LengthUnit::Bytes),
            None => (text, LengthUnit::Chars),
        };
        let bounds: Bounds = bounds.parse()?;
        if bounds.are_counts() {
            Ok(Self { bounds, unit })
        } else {
            Err(BoundsTextError(text.to_owned()))
        }
    }
}

macro_rules! as_text {
    ($($name:ident),+) => { $(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )+ };
}

as_text!(Bounds, Length);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_back() {
        for text in ["1..=100", "1..", "..=0.99", "-1..=65536", "5..=5", "-0.5..=-0.25"] {
            assert_eq!(text.parse::<Bounds>().unwrap().to_string(), text);
        }
        for text in ["2..=256", "..=128 bytes", "1.."] {
            assert_eq!(text.parse::<Length>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_text_that_states_no_bounds_is_named_in_the_error() {
        for text in ["", "..", "1", "1..100", "100..=1", "-1..=-2", "1..=", "a..=b", "1e3..", "1.5"]
        {
            let error = text.parse::<Bounds>().unwrap_err();
            assert!(error.to_string().starts_with(&format!("`{text}` states no bounds")));
        }
        for text in ["-1..=5", "..=1.5", "1..=2 words"] {
            assert!(text.parse::<Length>().is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_are_compared_exactly() {
        let ordered =
            ["-10", "-9.5", "-0.1", "0", "0.09", "0.5", "9", "10", "99999999999999999999"];
        for pair in ordered.windows(2) {
            let [low, high] = pair else { panic!("a pair") };
            let (low, high): (Decimal, Decimal) = (low.parse().unwrap(), high.parse().unwrap());
            assert_eq!(low.compare(&high), Ordering::Less, "{low:?} {high:?}");
            assert_eq!(high.compare(&low), Ordering::Greater, "{low:?} {high:?}");
        }
        let equal = |a: &str, b: &str| {
            a.parse::<Decimal>().unwrap().compare(&b.parse().unwrap()) == Ordering::Equal
        };
        assert!(equal("1.50", "01.5") && equal("-0", "0"));
    }

    #[test]
    fn a_number_on_the_bound_is_within() {
        let bounds: Bounds = "1..=100".parse().unwrap();
        let within = |text: &str| bounds.contain(&text.parse().unwrap());
        assert!(within("1") && within("100") && !within("0") && !within("100.5"));
    }
}
