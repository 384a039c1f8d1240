//! Estimates what agreements and disagreements weigh in linking: `cargo xtask weights [--folds] [--write]`.
//!
//! In:   made-up reports (seed [`SEED`], never one that a measurement takes) and the labelled ones of `../shared/gold`.
//! Out:  `crates/link/data/weights.tsv` with `--write`; with `--folds` how labelled events are linked by weights that were estimated and bounded
//!       without them.
//!
//! A weight is log2(m/u): how often a feature stands in pairs of one case, and in pairs that share a key and are not. Frequencies of the made-up pairs
//! count as [`PRIOR`] pairs beside the labelled ones. The bounds are those that link the made-up and the labelled reports best, both counting the same.

#![expect(clippy::print_stdout, reason = "what it measures is its output")]

mod estimate;
mod labelled;

use std::error::Error;
use std::path::Path;

use estimate::{Lab, World};

/// Seed of the made-up reports.
const SEED: u64 = 20_261_124;
/// How many there are: for counting, and for choosing the bounds.
const COUNTED: usize = 60_000;
const BOUNDED: usize = 6_000;
/// Folds of the labelled events.
const FOLDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let options: Vec<String> = std::env::args().skip(1).collect();
    let has = |option: &str| options.iter().any(|given| given == option);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let file = root.join("crates/link/data/weights.tsv");
    let before = std::fs::read_to_string(&file)?;
    let labelled = labelled::read(&root.join("../shared/gold"))?;
    let lab = Lab {
        counted: World::of(jikenbo_testkit::incidents(SEED, COUNTED)),
        bounded: World::of(jikenbo_testkit::incidents(SEED + 1, BOUNDED)),
        table: before,
    };
    println!("labelled reports: {}", labelled.told.len());
    if has("--folds") {
        let mut left_out = Vec::new();
        for fold in 0..FOLDS {
            let (held, rest) = labelled.split(|event| event as usize % FOLDS == fold);
            let table = lab.estimate(&rest);
            left_out.push((held.score(&table.weights()), held.told.len()));
        }
        let all: usize = left_out.iter().map(|(_, n)| n).sum();
        let mean = |of: usize| left_out.iter().map(|(scores, n)| scores[of] * *n as f64).sum::<f64>() / all as f64;
        println!(
            "left out, {FOLDS} folds of events: cases B3 F1 {:.3}, events B3 F1 {:.3} (n={all})",
            mean(0),
            mean(1)
        );
    }
    let table = lab.estimate(&labelled);
    let fit = labelled.score(&table.weights());
    println!("all seen: cases B3 F1 {:.3}, events B3 F1 {:.3}", fit[0], fit[1]);
    let made = World::of(jikenbo_testkit::incidents(SEED + 2, BOUNDED)).score(&table.weights());
    println!("made up, another seed: cases B3 F1 {:.3}, events B3 F1 {:.3}", made[0], made[1]);
    let text = table.text(SEED, COUNTED, labelled.told.len());
    if has("--write") {
        std::fs::write(&file, text)?;
    } else {
        print!("{text}");
    }
    Ok(())
}
