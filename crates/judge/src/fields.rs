//! The coded fields of the facts, by the names under which conditions and reasons speak of them.
//!
//! In:   names of fields and of their values.
//! Out:  small numbers that conditions compare.
//!
//! A value is its place in the list of codes plus one; 0 is "not stated". Yes/no fields are 1 (false) and 2 (true).
//! Not here: figures, kinds of information and days, which are no codes (`resolve.rs`).

use crate::codes::{BodyKind, Cause, ContractorRole, Encryption, Happened, Medium, MyNumberSystem, PersonsBound};

/// Value of a field that the facts state to be open.
pub(crate) const STATED_OPEN: u8 = 62;
/// Value of `industry` where it is none of the listed ones.
pub(crate) const UNLISTED: u8 = 61;

const BOOLEAN: &[&str] = &["false", "true"];
/// Lines of business that some rule reads; any other is a stated value that belongs to no group.
const INDUSTRIES: &[&str] = &[
    "general",
    "bank",
    "insurance",
    "securities",
    "telecom",
    "medical",
    "education",
    "ec_merchant",
    "card_issuer",
    "payment_service",
    "essential_infrastructure",
];

macro_rules! fields {
    ($($variant:ident = $name:literal, $json:literal, $codes:expr;)+) => {
        /// A coded field.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Field { $($variant,)+ }

        impl Field {
            pub(crate) const ALL: &'static [Field] = &[$(Field::$variant,)+];
            pub(crate) const COUNT: usize = Self::ALL.len();

            /// The name in conditions.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Field::$variant => $name,)+ }
            }

            /// The key in facts files, under which reasons name it.
            pub(crate) const fn key(self) -> &'static str {
                match self { $(Field::$variant => $json,)+ }
            }

            /// The codes of its values.
            pub(crate) const fn codes(self) -> &'static [&'static str] {
                match self { $(Field::$variant => $codes,)+ }
            }
        }
    };
}

fields! {
    BodyKind = "body_kind", "sector", BodyKind::CODES;
    PrivateRules = "private_rules_entity", "private_rules_entity", BOOLEAN;
    Industry = "industry", "industry", INDUSTRIES;
    PmarkHolder = "pmark_holder", "pmark_holder", BOOLEAN;
    SmallBusiness = "small_business_5000", "small_business_5000", BOOLEAN;
    PersonsBound = "persons_bound", "persons", PersonsBound::CODES;
    DataTypesComplete = "data_types_complete", "data_types_complete", BOOLEAN;
    Cause = "cause", "cause", Cause::CODES;
    WrongfulPurpose = "wrongful_purpose", "wrongful_purpose", BOOLEAN;
    Leak = "leak", "leak", Happened::CODES;
    Loss = "loss", "loss", Happened::CODES;
    Damage = "damage", "damage", Happened::CODES;
    BackupExists = "backup_exists", "backup_exists", BOOLEAN;
    Published = "published", "published", BOOLEAN;
    Viewed = "viewed", "viewed", BOOLEAN;
    Medium = "medium", "medium", Medium::CODES;
    MyNumberSystem = "my_number_system", "my_number_system", MyNumberSystem::CODES;
    Encrypted = "encrypted", "encrypted", Encryption::CODES;
    KeySafe = "key_safe", "key_safe", BOOLEAN;
    RecoveredUnseen = "recovered_unseen", "recovered_unseen", BOOLEAN;
    MinorMisdelivery = "minor_misdelivery", "minor_misdelivery", BOOLEAN;
    PreAcquisition = "pre_acquisition", "pre_acquisition", BOOLEAN;
    IsPersonalData = "is_personal_data", "is_personal_data", BOOLEAN;
    ContractorRole = "contractor_role", "contractor_role", ContractorRole::CODES;
    ClientKind = "client_kind", "client_sector", BodyKind::CODES;
    NotifiedClient = "notified_client", "notified_client", BOOLEAN;
}

impl Field {
    /// The field that conditions call by this name.
    pub(crate) fn named(name: &str) -> Option<Field> {
        Field::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// The number of this code.
    pub(crate) fn value(self, code: &str) -> Option<u8> {
        if code == "unknown" && matches!(self, Field::Leak | Field::Loss | Field::Damage) {
            return Some(STATED_OPEN);
        }
        self.codes().iter().position(|known| *known == code).map(|at| at as u8 + 1)
    }

    /// The code of this number; `None` where nothing is stated or it is no listed code.
    pub(crate) fn code(self, value: u8) -> Option<&'static str> {
        match value {
            STATED_OPEN => Some("unknown"),
            0 => None,
            _ => self.codes().get(value as usize - 1).copied(),
        }
    }
}
