//! What the enumerations of generated code have in common.

/// The traits of an enumeration of texts that is open: it has a variant `Unknown` for texts that
/// are not listed, a method `as_str` for the text of any variant, and a function `listed` for the
/// variant of a text that is.
///
/// # Example
///
/// ```
/// #[derive(Clone, Debug, PartialEq)]
/// pub enum Size {
///     Small,
///     Unknown(String),
/// }
///
/// impl Size {
///     pub fn as_str(&self) -> &str {
///         match self {
///             Self::Small => "small",
///             Self::Unknown(text) => text,
///         }
///     }
///
///     fn listed(text: &str) -> Option<Self> {
///         (text == "small").then_some(Self::Small)
///     }
/// }
///
/// aliyun_runtime::text_enumeration!(Size);
///
/// assert_eq!(Size::from("small"), Size::Small);
/// assert_eq!(Size::from("huge".to_owned()), Size::Unknown("huge".to_owned()));
/// assert_eq!("small".parse(), Ok(Size::Small));
/// assert!(Size::Small == *"small" && Size::Small.to_string() == "small");
/// ```
#[macro_export]
macro_rules! text_enumeration {
    ($name:ident) => {
        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::listed(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::listed(&text).unwrap_or(Self::Unknown(text))
            }
        }

        impl ::std::convert::From<$name> for ::std::string::String {
            fn from(value: $name) -> Self {
                match value {
                    $name::Unknown(text) => text,
                    listed => listed.as_str().to_owned(),
                }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                Ok(Self::from(text))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::cmp::PartialEq<str> for $name {
            fn eq(&self, text: &str) -> bool {
                self.as_str() == text
            }
        }

        impl $crate::encode::ToWire for $name {
            fn to_wire(&self) -> ::std::option::Option<$crate::Value> {
                $crate::encode::ToWire::to_wire(self.as_str())
            }
        }

        impl $crate::decode::FromWire for $name {
            fn from_wire(
                value: $crate::Value,
            ) -> ::std::result::Result<Self, $crate::decode::DecodeError> {
                let text: ::std::string::String = $crate::decode::FromWire::from_wire(value)?;
                Ok(Self::from(text))
            }
        }
    };
}
