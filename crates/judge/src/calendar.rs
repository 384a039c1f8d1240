//! Closed days of public offices, and the days on which reports fall due (section 4 of the specification).
//!
//! In:   the day of knowing, a number of days.
//! Out:  the due day.
//! Data: `data/holidays.tsv` (national holidays), `data/parameters.tsv` (whether the day of knowing counts).
//!
//! | rule | source |
//! |---|---|
//! | the day of knowing is day 1 | 通則編ガイドライン 3-5-3-4, from knowledge |
//! | closed days within the period count | the same |
//! | a last day on a closed day moves to the next open day | 行政機関の休日に関する法律 |
//! | closed: Saturday, Sunday, national holidays, 29 December to 3 January | 同1条1項 |
//!
//! The yardstick for preliminary reports never moves. Not here: which period applies (`decide.rs`).

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::table::{TableError, rows};

/// The closed days that a table lists.
#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    /// Sorted.
    holidays: Vec<Date>,
    /// Last day that the official gazette has settled.
    settled_to: Date,
    /// Days after the day of knowing on which day 1 lies: 0 where that day counts.
    first_day: i64,
}

impl Calendar {
    /// Reads the holidays and the way of counting.
    pub(crate) fn read(holidays: &str, parameters: &str) -> Result<Calendar, TableError> {
        let mut days = Vec::new();
        let mut settled_to = Date::MIN;
        for row in rows("holidays.tsv", holidays) {
            let day: Date = row.cell("day")?.parse().map_err(|_| row.error("the day is no day"))?;
            if row.cell("status")? == "announced" {
                settled_to = settled_to.max(Date::new(day.year(), 12, 31).expect("every year has a 31 December"));
            }
            days.push(day);
        }
        days.sort_unstable();
        let mut first_day = 0;
        for row in rows("parameters.tsv", parameters) {
            if row.cell("name")? == "day_of_knowing_counts" {
                first_day = i64::from(row.cell("value")? != "true");
            }
        }
        Ok(Calendar { holidays: days, settled_to, first_day })
    }

    /// Whether public offices are closed on this day.
    pub(crate) fn is_closed(&self, day: Date) -> bool {
        matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
            || (day.month() == 12 && day.day() >= 29)
            || (day.month() == 1 && day.day() <= 3)
            || self.holidays.binary_search(&day).is_ok()
    }

    /// Whether the official gazette has settled the holidays of this day's year.
    pub(crate) fn is_settled(&self, day: Date) -> bool {
        day <= self.settled_to
    }

    /// Day `n` counted from the day of knowing; `None` past the end of the calendar.
    pub(crate) fn nth_day(&self, knowing: Date, n: u16) -> Option<Date> {
        knowing.checked_add((i64::from(n) - 1 + self.first_day).days()).ok()
    }

    /// The same, moved on to the next open day.
    pub(crate) fn nth_open_day(&self, knowing: Date, n: u16) -> Option<Date> {
        let mut day = self.nth_day(knowing, n)?;
        while self.is_closed(day) {
            day = day.tomorrow().ok()?;
        }
        Some(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Tables;

    fn check(knowing: &str, n: u16, due: &str) {
        let tables = Tables::embedded();
        let calendar = Calendar::read(tables.holidays, tables.parameters).unwrap();
        let day = calendar.nth_open_day(knowing.parse().unwrap(), n).unwrap();
        assert_eq!(day.to_string(), due, "day {n} from {knowing}");
    }

    #[test]
    fn moves_a_last_day_on_closed_days_to_the_next_open_one() {
        check("2023-06-01", 30, "2023-06-30");
        check("2024-08-02", 30, "2024-09-02"); // Saturday
        check("2024-07-04", 60, "2024-09-02"); // Sunday
        check("2022-12-02", 30, "2023-01-04"); // 31 December
        check("2022-11-05", 60, "2023-01-04"); // 3 January
        check("2022-04-04", 30, "2022-05-06"); // three holidays in a row
        check("2025-04-04", 30, "2025-05-07"); // Saturday, Sunday, two holidays, one of them a substitute
        check("2026-08-21", 30, "2026-09-24"); // Saturday, Sunday, holiday, day between holidays, holiday
        check("2024-01-31", 30, "2024-02-29"); // the leap day itself
        check("2023-01-31", 30, "2023-03-01"); // no leap day
        check("2024-12-30", 5, "2025-01-06"); // from the end of the year into the next, then a week-end
    }

    #[test]
    fn ends_with_the_calendar_without_a_day() {
        let tables = Tables::embedded();
        let calendar = Calendar::read(tables.holidays, tables.parameters).unwrap();
        assert_eq!(calendar.nth_open_day(Date::MAX, 30), None);
        assert_eq!(calendar.nth_day(Date::MAX, 1), Some(Date::MAX));
    }

    #[test]
    fn counts_from_the_next_day_where_the_parameter_says_so() {
        let calendar =
            Calendar::read(Tables::embedded().holidays, "name\tvalue\nday_of_knowing_counts\tfalse").unwrap();
        assert_eq!(calendar.nth_open_day("2023-06-01".parse().unwrap(), 29).unwrap().to_string(), "2023-06-30");
    }
}
