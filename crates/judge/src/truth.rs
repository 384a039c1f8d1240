//! Three-valued truth: `yes`, `no`, `undetermined` (section 3 of the specification).
//!
//! In:   truth values.
//! Out:  truth values, by the strong Kleene tables.
//!
//! Not here: what makes a condition true (`expression.rs`).

use serde::{Serialize, Serializer};

/// Whether a condition holds, as far as the facts tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not hold.
    No,
    /// The facts do not tell.
    Undetermined,
    /// It holds.
    Yes,
}

impl Truth {
    /// `Yes` for true, `No` for false.
    pub const fn of(value: bool) -> Self {
        if value { Truth::Yes } else { Truth::No }
    }

    /// Both hold: the weaker of the two.
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }

    /// At least one holds: the stronger of the two.
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }

    /// Swaps yes and no; what cannot be told stays so.
    pub const fn negated(self) -> Truth {
        match self {
            Truth::No => Truth::Yes,
            Truth::Undetermined => Truth::Undetermined,
            Truth::Yes => Truth::No,
        }
    }

    /// The word that records and tables use.
    pub const fn code(self) -> &'static str {
        match self {
            Truth::No => "no",
            Truth::Undetermined => "undetermined",
            Truth::Yes => "yes",
        }
    }
}

impl Serialize for Truth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{No, Undetermined, Yes};

    #[test]
    fn follows_the_kleene_tables() {
        for (a, b, both, either) in [
            (Yes, Yes, Yes, Yes),
            (Yes, Undetermined, Undetermined, Yes),
            (Yes, No, No, Yes),
            (Undetermined, Undetermined, Undetermined, Undetermined),
            (Undetermined, No, No, Undetermined),
            (No, No, No, No),
        ] {
            assert_eq!((a.and(b), b.and(a)), (both, both));
            assert_eq!((a.or(b), b.or(a)), (either, either));
        }
        assert_eq!([Yes, Undetermined, No].map(|t| t.negated()), [No, Undetermined, Yes]);
    }
}
