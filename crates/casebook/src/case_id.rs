//! The permanent id of a case: `2026-0007`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Year of entry in Japan time, and a number within it from 1; never given twice.
///
/// ```
/// use jikenbo_casebook::CaseId;
/// let id: CaseId = "2026-0007".parse().unwrap();
/// assert_eq!((id.year, id.number, id.to_string().as_str()), (2026, 7, "2026-0007"));
/// assert_eq!("2026-12345".parse::<CaseId>().unwrap().to_string(), "2026-12345");
/// assert!("2026-7".parse::<CaseId>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId {
    /// Year of entry.
    pub year: u16,
    /// Number within the year, at least four digits when written.
    pub number: u32,
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:04}", self.year, self.number)
    }
}

impl FromStr for CaseId {
    type Err = NoCaseId;

    fn from_str(text: &str) -> Result<Self, NoCaseId> {
        let read = || -> Option<Self> {
            let (year, number) = text.split_once('-')?;
            let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
            let canonical = year.len() == 4 && number.len() >= 4 && !(number.len() > 4 && number.starts_with('0'));
            let id = Self { year: year.parse().ok()?, number: number.parse().ok()? };
            (canonical && digits(year) && digits(number) && id.number > 0).then_some(id)
        };
        read().ok_or(NoCaseId)
    }
}

/// The text is no case id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no case id; ids look like 2026-0007")]
pub struct NoCaseId;

impl Serialize for CaseId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CaseId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
