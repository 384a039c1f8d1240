//! Figures over a whole casebook.
//!
//! In:   the tables.
//! Out:  how many of what, by cause, sector and year; of cases, so that a case that many reports tell counts once.

use crate::{Casebook, Result};

/// Figures over a casebook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stats {
    /// Cases.
    pub cases: u64,
    /// Reports that stand in a source's newest capture.
    pub reports: u64,
    /// Files and addresses.
    pub sources: u64,
    /// Captures of them.
    pub captures: u64,
    /// Cases by cause, most first; a case with two causes counts under both.
    pub by_cause: Vec<(String, u64)>,
    /// Cases by sector, most first.
    pub by_sector: Vec<(String, u64)>,
    /// Cases by year, newest first; `None` where the text gives none.
    pub by_year: Vec<(Option<i16>, u64)>,
}

impl Casebook {
    /// Figures over the whole casebook.
    ///
    /// # Errors
    /// What the tables refuse.
    pub fn stats(&self) -> Result<Stats> {
        let one = |sql: &str| -> Result<u64> { Ok(self.tables.query_row(sql, [], |row| row.get(0))?) };
        Ok(Stats {
            cases: one("SELECT count(*) FROM \"case\" WHERE merged_into IS NULL AND gone = 0")?,
            reports: one("SELECT count(*) FROM membership WHERE ended IS NULL AND role <> 'mention'")?,
            sources: one("SELECT count(*) FROM source")?,
            captures: one("SELECT count(*) FROM capture")?,
            by_cause: self.groups(
                "SELECT rc.cause, count(*) AS n FROM \"case\" c JOIN report_cause rc ON rc.report = c.lead
                 WHERE c.merged_into IS NULL AND c.gone = 0 GROUP BY 1 ORDER BY n DESC, 1",
            )?,
            by_sector: self.groups(
                "SELECT r.sector, count(*) AS n FROM \"case\" c JOIN report r ON r.id = c.lead
                 WHERE c.merged_into IS NULL AND c.gone = 0 AND r.sector IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1",
            )?,
            by_year: self.groups(
                "SELECT r.year, count(*) FROM \"case\" c LEFT JOIN report r ON r.id = c.lead
                 WHERE c.merged_into IS NULL AND c.gone = 0 GROUP BY 1 ORDER BY 1 DESC",
            )?,
        })
    }

    fn groups<K: rusqlite::types::FromSql>(&self, sql: &str) -> Result<Vec<(K, u64)>> {
        let mut look = self.tables.prepare_cached(sql)?;
        let rows = look.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
