//! The values that coded facts can take (section 2.1 of the specification).
//!
//! In:   nothing.
//! Out:  one enum a field, with the codes that facts files write.
//!
//! Not here: which of them the law treats alike (`data/groups.tsv`); their labels (`data/labels.tsv`).

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* #[doc = concat!("`", $code, "`")] $variant,)+ }

        impl $name {
            /// Every value, in the order of the specification.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// Every code, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code,)+];

            /// The code as facts files write it.
            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }

            /// The value with this code; `None` if there is none.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some($name::$variant),)+ _ => None }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl de::Visitor<'_> for Visitor {
                    type Value = $name;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(f, "one of {}", $name::CODES.join(", "))
                    }
                    fn visit_str<E: de::Error>(self, code: &str) -> Result<$name, E> {
                        $name::from_code(code).ok_or_else(|| E::unknown_variant(code, $name::CODES))
                    }
                }
                deserializer.deserialize_str(Visitor)
            }
        }
    };
}

codes! {
    /// What kind of body the reporting entity is (`sector` in facts files).
    BodyKind {
        Private = "private",
        NationalOrgan = "national_organ",
        /// 独立行政法人等
        IncorporatedAgency = "incorporated_agency",
        /// 地方公共団体の機関, without the assembly
        LocalGovernment = "local_government",
        /// 地方独立行政法人
        LocalIncorporatedAgency = "local_incorporated_agency",
        /// 議会
        LocalAssembly = "local_assembly",
        CourtOrDiet = "court_or_diet",
    }
}

codes! {
    /// What brought the incident about, as the law sorts it.
    Cause {
        UnauthorizedAccess = "unauthorized_access",
        Malware = "malware",
        Ransomware = "ransomware",
        PasswordListAttack = "password_list_attack",
        WebSkimming = "web_skimming",
        Phishing = "phishing",
        Theft = "theft",
        InsiderMisuse = "insider_misuse",
        Misdelivery = "misdelivery",
        EmailMisaddress = "email_misaddress",
        SystemMisconfiguration = "system_misconfiguration",
        WebPostingError = "web_posting_error",
        Misplacement = "misplacement",
        MisDisposal = "mis_disposal",
        SystemBug = "system_bug",
        NaturalDisaster = "natural_disaster",
    }
}

codes! {
    /// Whether a leak, loss or damage happened.
    Happened {
        Yes = "yes",
        /// おそれ
        Possible = "possible",
        No = "no",
        /// Said to be open, which differs from not mentioned (section 3.1: an absent one is taken as `no` beside a stated one).
        Unknown = "unknown",
    }
}

codes! {
    /// What carried the information.
    Medium {
        Paper = "paper",
        Electronic = "electronic",
    }
}

codes! {
    /// System that information with My Numbers leaked from.
    MyNumberSystem {
        /// 情報提供ネットワークシステム and connected computers
        InfoNetworkSystem = "info_network_system",
        /// 個人番号利用事務
        RiyouJimuSystem = "riyou_jimu_system",
        /// 個人番号関係事務 of a public body
        GovKankeiJimuSystem = "gov_kankei_jimu_system",
        Other = "other",
    }
}

codes! {
    /// How the information was encrypted.
    Encryption {
        /// A recognised algorithm (CRYPTREC list, ISO/IEC 18033).
        Strong = "strong",
        /// The text only says 暗号化.
        Stated = "stated",
        PasswordOnly = "password_only",
        None = "none",
    }
}

codes! {
    /// The entity's part in an entrustment.
    ContractorRole {
        None = "none",
        /// 委託元
        EntrustingParty = "entrusting_party",
        /// 委託先
        EntrustedParty = "entrusted_party",
    }
}

codes! {
    /// How exact a number of persons is.
    PersonsBound {
        Exact = "exact",
        /// 最大
        Max = "max",
        /// 以上
        AtLeast = "at_least",
        /// 約
        Approx = "approx",
        Unknown = "unknown",
        /// 超
        MoreThan = "more_than",
        /// 未満
        LessThan = "less_than",
        Range = "range",
        /// From a figure to another, the upper one no more than possible: several figures that may overlap (an addition).
        Between = "between",
    }
}

codes! {
    /// Whether a report had to be made.
    Duty {
        /// 報告義務
        Mandatory = "mandatory",
        /// 努力義務, or an expectation of a notice
        Effort = "effort",
        /// No report required by statute.
        None = "none",
        /// Depends on a local ordinance (条例).
        Ordinance = "ordinance",
        /// The facts do not tell.
        Undetermined = "undetermined",
    }
}
