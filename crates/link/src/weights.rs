//! What each agreement or disagreement weighs, in bits.
//!
//! In:   the table.
//! Out:  for each feature its bits, its name for people, the ground that it belongs to.
//! Data: `data/weights.tsv`, versioned; linking never estimates anew.

use std::sync::OnceLock;

/// Version of the weights, and of the keys under which reports and cases are looked for.
pub const VERSION: u32 = 5;

/// What is weighed: two reports, or two cases of clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weighed {
    Reports,
    Cases,
}

macro_rules! features {
    ($($name:ident $code:literal)*) => {
        /// A ground of a decision.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Feature { $($name),* }

        impl Feature {
            const CODES: &[&str] = &[$($code),*];
        }
    };
}

features! {
    VictimSame "victim_same" VictimKin "victim_kin" VictimService "victim_service" VictimOpen "victim_open"
    VictimDiffers "victim_differs"
    FigureLargeSame "figure_large_same" FigureSame "figure_same" FiguresSame "figures_same"
    FigureOtherUnit "figure_other_unit" FigureNear "figure_near" FiguresDiffer "figures_differ"
    ContractorSame "contractor_same" ContractorDiffers "contractor_differs"
    FamilySame "family_same" FamilyDiffers "family_differs"
    NamesEarlier "names_earlier" NamesMonth "names_month" NamesAnother "names_another"
    DaySame "day_same" DaysSame "days_same" DaysDiffer "days_differ"
    OccurredFar "occurred_far" DetectedFar "detected_far"
    PublishedSame "published_same" PublishedNear "published_near" PublishedApart "published_apart"
    PublishedFar "published_far"
    MalwareSame "malware_same" WeaknessSame "weakness_same"
    TitleAlike "title_alike" TitleDiffers "title_differs" TitleLater "title_later" SourceSame "source_same"
    TextSame "text_same" TextPart "text_part" TextDiffers "text_differs"
    TotalSame "total_same" TotalsDiffer "totals_differ"
    OccurredSame "occurred_same" PeriodSame "period_same" ExposureSame "exposure_same" DetectedSame "detected_same"
    SpanSame "span_same"
    Threshold "threshold" Apart "apart"
}

impl Feature {
    /// What the feature is a ground of: features of one ground say the same thing about a pair, and each pair of two components says it again.
    pub(crate) fn ground(self) -> usize {
        use Feature as F;
        match self {
            F::FigureLargeSame | F::FigureSame | F::FiguresSame | F::FigureOtherUnit | F::FigureNear => 0,
            F::FiguresDiffer => 0,
            F::ContractorSame | F::ContractorDiffers => 1,
            F::FamilySame | F::FamilyDiffers | F::MalwareSame | F::WeaknessSame => 2,
            F::NamesEarlier | F::NamesMonth | F::NamesAnother | F::TitleLater => 3,
            F::DaySame | F::DaysSame | F::DaysDiffer | F::OccurredFar | F::DetectedFar => 4,
            F::PublishedSame | F::PublishedNear | F::PublishedApart | F::PublishedFar => 5,
            F::TitleAlike | F::TitleDiffers | F::SourceSame | F::TextSame | F::TextPart | F::TextDiffers => 6,
            F::VictimSame | F::VictimKin | F::VictimService | F::VictimOpen | F::VictimDiffers => VICTIM,
            // Of cases alone, whose components are weighed as one; and the bounds, which are no ground.
            F::TotalSame | F::TotalsDiffer | F::OccurredSame | F::PeriodSame | F::ExposureSame => VICTIM,
            F::DetectedSame | F::SpanSame | F::Threshold | F::Apart => VICTIM,
        }
    }

    /// The code as `data/weights.tsv` writes it.
    pub(crate) fn code(self) -> &'static str {
        Self::CODES[self as usize]
    }
}

/// How many grounds there are.
pub(crate) const GROUNDS: usize = 8;
/// The ground that tells of the organisations.
pub(crate) const VICTIM: usize = GROUNDS - 1;

/// A table of weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    bits: [Vec<f64>; 2],
}

const SHIPPED: &str = include_str!("../data/weights.tsv");

/// Cells of the lines of a table: level, code, weight, label.
fn rows(table: &str) -> impl Iterator<Item = [&str; 4]> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        Some([cells.next()?, cells.next()?, cells.next()?, cells.next()?])
    })
}

fn place(level: &str, code: &str) -> Option<(usize, usize)> {
    let feature = Feature::CODES.iter().position(|known| *known == code)?;
    Some((usize::from(level == "root"), feature))
}

impl Weights {
    /// The table that the program ships.
    pub fn shipped() -> &'static Self {
        static TABLE: OnceLock<Weights> = OnceLock::new();
        TABLE.get_or_init(|| Weights::read(SHIPPED))
    }

    /// Reads a table of the form of `data/weights.tsv`; what it lacks weighs nothing, and without a bound nothing is kept apart.
    pub fn read(table: &str) -> Self {
        let mut bits = [vec![0.0; Feature::CODES.len()], vec![0.0; Feature::CODES.len()]];
        for bits in &mut bits {
            bits[Feature::Apart as usize] = f64::NEG_INFINITY;
        }
        for [level, code, weight, _] in rows(table) {
            if let (Some((level, feature)), Ok(weight)) = (place(level, code), weight.parse()) {
                bits[level][feature] = weight;
            }
        }
        Self { bits }
    }

    /// Whether reports are joined only where the organisations have something in common: without, no score is above 0.
    pub(crate) fn need_an_organisation(&self) -> bool {
        self.of(Weighed::Reports, Feature::Threshold) > 0.0
    }

    /// Weight of a feature.
    pub(crate) fn of(&self, of: Weighed, feature: Feature) -> f64 {
        self.bits[of as usize][feature as usize]
    }
}

/// The name of a feature for people; empty if the table that the program ships lacks it.
pub(crate) fn label(of: Weighed, feature: Feature) -> &'static str {
    static LABELS: OnceLock<[Vec<&'static str>; 2]> = OnceLock::new();
    let labels = LABELS.get_or_init(|| {
        let mut labels = [vec![""; Feature::CODES.len()], vec![""; Feature::CODES.len()]];
        for [level, code, _, label] in rows(SHIPPED) {
            if let Some((level, feature)) = place(level, code) {
                labels[level][feature] = label;
            }
        }
        labels
    });
    labels[of as usize][feature as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_need_an_organisation_as_the_gates_suppose() {
        assert!(Weights::shipped().need_an_organisation());
    }

    #[test]
    fn every_line_of_the_table_is_a_feature_with_a_label() {
        let lines = include_str!("../data/weights.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
        for line in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(cells.len() >= 4 && ["case", "root"].contains(&cells[0]), "{line}");
            assert!(Feature::CODES.contains(&cells[1]), "{line}");
            assert!(cells[2].parse::<f64>().is_ok() && !cells[3].is_empty(), "{line}");
        }
    }
}
