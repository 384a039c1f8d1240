//! What each agreement or disagreement weighs, in bits.
//!
//! Data: `data/weights.tsv`, versioned; linking never estimates anew.

use std::sync::OnceLock;

/// Version of the weights.
pub const VERSION: u32 = 1;

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
    VictimSame "victim_same" VictimKin "victim_kin" VictimService "victim_service"
    FigureLargeSame "figure_large_same" FigureSame "figure_same" FigureOtherUnit "figure_other_unit"
    FiguresDiffer "figures_differ"
    ContractorSame "contractor_same" ContractorDiffers "contractor_differs"
    FamilySame "family_same" FamilyDiffers "family_differs"
    NamesEarlier "names_earlier" NamesMonth "names_month" NamesAnother "names_another"
    DaySame "day_same" OccurredFar "occurred_far" DetectedFar "detected_far"
    PublishedSame "published_same" PublishedNear "published_near" PublishedApart "published_apart"
    PublishedFar "published_far"
    MalwareSame "malware_same" WeaknessSame "weakness_same"
    TitleAlike "title_alike" TitleLater "title_later" SourceSame "source_same" TextSame "text_same"
    TotalSame "total_same" OccurredSame "occurred_same" PeriodSame "period_same"
    ExposureSame "exposure_same" DetectedSame "detected_same"
    Threshold "threshold"
}

impl Feature {
    /// The code as `data/weights.tsv` writes it.
    pub(crate) fn code(self) -> &'static str {
        Self::CODES[self as usize]
    }
}

type Row = (f64, &'static str);

fn table() -> &'static [Vec<Row>; 2] {
    static TABLE: OnceLock<[Vec<Row>; 2]> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = [vec![(0.0, ""); Feature::CODES.len()], vec![(0.0, ""); Feature::CODES.len()]];
        for line in include_str!("../data/weights.tsv").lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(level), Some(code), Some(weight), Some(label)) =
                (cells.next(), cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let feature = Feature::CODES.iter().position(|known| *known == code);
            if let (Some(feature), Ok(weight)) = (feature, weight.parse()) {
                table[usize::from(level == "root")][feature] = (weight, label);
            }
        }
        table
    })
}

/// Weight of a feature and its name for people; 0 if the table lacks it.
pub(crate) fn weight(of: Weighed, feature: Feature) -> Row {
    table()[of as usize][feature as usize]
}

/// The score from which on two reports, or two cases, belong together.
pub(crate) fn threshold(of: Weighed) -> f64 {
    weight(of, Feature::Threshold).0
}

#[cfg(test)]
mod tests {
    use super::*;

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
