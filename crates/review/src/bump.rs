//! Which version follows a change.

use apigen_ir::compare::Class;

/// What has to be raised of a crate's version, `major.minor.patch`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bump {
    /// Nothing has changed.
    None,
    /// Only docs have changed.
    Patch,
    /// Something was added.
    Minor,
    /// Something may break.
    Major,
}

impl Bump {
    /// What follows from the worst class of all changes; `None` where there are none.
    pub fn of(worst: Option<Class>) -> Self {
        match worst {
            None => Self::None,
            Some(Class::Docs) => Self::Patch,
            Some(Class::Addition) => Self::Minor,
            Some(Class::Breaking) => Self::Major,
        }
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// The version that follows `version`; the same where that is not of the form `1.2.3`.
    ///
    /// Of `0.y.z`, Cargo takes `y` for what breaks and `z` for all else.
    ///
    /// ```
    /// use apigen_review::Bump;
    ///
    /// assert_eq!(Bump::Major.next("1.2.3"), "2.0.0");
    /// assert_eq!(Bump::Minor.next("1.2.3"), "1.3.0");
    /// assert_eq!(Bump::Major.next("0.2.3"), "0.3.0");
    /// assert_eq!(Bump::Minor.next("0.2.3"), "0.2.4");
    /// assert_eq!(Bump::None.next("0.2.3"), "0.2.3");
    /// ```
    pub fn next(self, version: &str) -> String {
        let numbers: Result<Vec<u64>, _> = version.split('.').map(str::parse).collect();
        let Ok([major, minor, patch]) = numbers.as_deref() else { return version.to_owned() };
        let (major, minor, patch) = match (self, major) {
            (Self::None, _) => (*major, *minor, *patch),
            (Self::Major, 0) => (0, minor + 1, 0),
            (Self::Major, _) => (major + 1, 0, 0),
            (Self::Minor, 1..) => (*major, minor + 1, 0),
            (Self::Minor | Self::Patch, _) => (*major, *minor, patch + 1),
        };
        format!("{major}.{minor}.{patch}")
    }
}
