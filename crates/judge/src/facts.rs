//! The facts that the rules read: one record per reporting entity (section 2 of the specification).
//!
//! In:   a facts object as JSON (through serde), or a `Facts` that the bridge filled.
//! Out:  `Facts`; a field that is `None` is unknown.
//!
//! The JSON keys are those of the specification and its vectors. They are written here and not in `export`, since they are
//! the rule engine's input language: they change with the rules, not with the published record of incidents.
//! Not here: what is taken for an absent fact (`resolve.rs`, `data/defaults.tsv`).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::codes::{BodyKind, Cause, ContractorRole, Encryption, Happened, Medium, MyNumberSystem, PersonsBound};

/// A number of persons as a text gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persons {
    /// The figure; `None` where it is not known. For a range its lower end.
    #[serde(default)]
    pub value: Option<u64>,
    /// How exact it is.
    pub bound: PersonsBound,
    /// Upper end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_hi: Option<u64>,
    /// What is counted where it is not persons (`record`, `account`, `cumulative`); absent or `person` for persons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

impl Persons {
    /// Exactly this many persons, or as the bound says.
    pub const fn new(value: u64, bound: PersonsBound) -> Self {
        Self { value: Some(value), bound, value_hi: None, unit: None }
    }

    /// Whether something other than persons is counted.
    pub fn counts_something_else(&self) -> bool {
        self.unit.as_deref().is_some_and(|unit| unit != "person")
    }
}

/// What is known of one incident at one reporting entity.
///
/// | absent field | read as |
/// |---|---|
/// | most | unknown |
/// | those of `data/defaults.tsv` | the default, shown as an assumption |
/// | a key of `data_types` | false if `data_types_complete`, else unknown; an explicit `null` is always unknown |
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Facts {
    /// The reporting entity (not the victim of a crime); `sector` in JSON.
    #[serde(rename = "sector", alias = "body_kind", skip_serializing_if = "Option::is_none")]
    pub body_kind: Option<BodyKind>,
    /// 規律移行法人, or work deemed private under 個人情報保護法58条 (national universities, municipal hospitals).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_rules_entity: Option<bool>,
    /// Line of business, for the duties of a sector (`bank`, `telecom`, `medical` …; `data/labels.tsv`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub industry: Option<String>,
    /// プライバシーマーク付与事業者.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pmark_holder: Option<bool>,
    /// Before 2017-05-30: held data on 5,000 persons or fewer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub small_business_5000: Option<bool>,
    /// 本人の数.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub persons: Option<Persons>,
    /// Persons whose My Number is involved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub my_number_persons: Option<Persons>,
    /// Kinds of information: `true`, `false` or `null` (said to be open).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub data_types: BTreeMap<String, Option<bool>>,
    /// Whether the disclosure enumerates the items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_types_complete: Option<bool>,
    /// What brought it about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    /// Overrides what the cause says of the purpose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wrongful_purpose: Option<bool>,
    /// 漏えい.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leak: Option<Happened>,
    /// 滅失.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loss: Option<Happened>,
    /// 毀損.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub damage: Option<Happened>,
    /// The same data is kept elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backup_exists: Option<bool>,
    /// Open to unspecified many by electronic means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<bool>,
    /// Actually viewed by them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub viewed: Option<bool>,
    /// What carried the information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medium: Option<Medium>,
    /// System that the information with My Numbers leaked from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub my_number_system: Option<MyNumberSystem>,
    /// How it was encrypted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encrypted: Option<Encryption>,
    /// The key was kept apart and safe.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_safe: Option<bool>,
    /// All recovered before any third party could view it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recovered_unseen: Option<bool>,
    /// 2017 to 2022: an error of fax, mail or parcel that shows nothing beyond the names of addressee and sender.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minor_misdelivery: Option<bool>,
    /// Taken before the operator acquired it (skimming).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pre_acquisition: Option<bool>,
    /// 個人データ (private) or 保有個人情報 (public).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_personal_data: Option<bool>,
    /// The entity's part in an entrustment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contractor_role: Option<ContractorRole>,
    /// What kind of body entrusted it; `client_sector` in JSON.
    #[serde(rename = "client_sector", alias = "client_kind", skip_serializing_if = "Option::is_none")]
    pub client_kind: Option<BodyKind>,
    /// The entrusted party told the entrusting one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notified_client: Option<bool>,
    /// Day on which the entity came to know (知った日).
    #[serde(with = "day", skip_serializing_if = "Option::is_none")]
    pub discovered_on: Option<Date>,
    /// First and last day between which it came to know, where the day itself is not stated (an addition to the specification:
    /// 「2023年5月に判明」 names a month).
    #[serde(with = "days", skip_serializing_if = "Option::is_none")]
    pub discovered_between: Option<(Date, Date)>,
    /// Day on which it happened.
    #[serde(with = "day", skip_serializing_if = "Option::is_none")]
    pub occurred_on: Option<Date>,
    /// Day of the announcement.
    #[serde(with = "day", skip_serializing_if = "Option::is_none")]
    pub announced_on: Option<Date>,
}

fn read_day<E: de::Error>(text: &str) -> Result<Date, E> {
    // jiff also takes forms such as 20240601; the specification has one form only.
    let shaped = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    text.parse().ok().filter(|_| shaped).ok_or_else(|| E::custom(format_args!("{text} is no day (YYYY-MM-DD)")))
}

mod day {
    use super::{Date, Deserialize, Deserializer, Serializer, read_day};

    pub(super) fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => serializer.collect_str(day),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        let text = Option::<std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.map(|text| read_day(&text)).transpose()
    }
}

mod days {
    use super::{Date, Deserialize, Deserializer, Serialize, Serializer, read_day};

    pub(super) fn serialize<S: Serializer>(days: &Option<(Date, Date)>, serializer: S) -> Result<S::Ok, S::Error> {
        days.map(|(from, to)| [from.to_string(), to.to_string()]).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<(Date, Date)>, D::Error> {
        let texts = Option::<[String; 2]>::deserialize(deserializer)?;
        texts.map(|[from, to]| Ok((read_day(&from)?, read_day(&to)?))).transpose()
    }
}
