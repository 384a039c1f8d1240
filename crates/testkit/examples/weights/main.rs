//! Estimates what agreements and disagreements weigh in linking: `cargo xtask weights [--folds] [--write] [--extracted FILE]`.
//!
//! In:   made-up reports (seed [`SEED`], never one that a measurement takes) and the labelled ones of `../shared/gold`; with `--extracted` also these as
//!       the program reads them (FILE from `jikenbo extract --format jsonl ../shared/corpus`), which is what linking meets in use.
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
    let gold = root.join("../shared/gold");
    let mut labelled = vec![labelled::read(&gold, None)?];
    if let Some(at) = options.iter().position(|option| option == "--extracted") {
        let file = options.get(at + 1).ok_or("--extracted needs a file")?;
        labelled.push(labelled::read(&gold, Some(Path::new(file)))?);
    }
    let lab = Lab {
        counted: std::cell::OnceCell::new(),
        bounded: World::of(jikenbo_testkit::incidents(SEED + 1, BOUNDED)),
        table: before,
    };
    let n: usize = labelled.iter().map(|world| world.told.len()).sum();
    println!("labelled reports: {n}");
    if has("--folds") {
        let mut left_out = vec![[0.0; 3]; labelled.len()];
        for fold in 0..FOLDS {
            let held = |event: u64| event as usize % FOLDS == fold;
            let (held, rest): (Vec<World>, Vec<World>) = labelled.iter().map(|world| world.split(held)).unzip();
            let table = lab.estimate(&rest);
            for (sum, world) in left_out.iter_mut().zip(&held).filter(|(_, world)| !world.told.is_empty()) {
                let (scores, n) = (world.score(&table.weights()), world.told.len() as f64);
                *sum = [sum[0] + scores[0] * n, sum[1] + scores[1] * n, sum[2] + n];
            }
        }
        for [cases, events, n] in left_out {
            println!(
                "left out, {FOLDS} folds of events: cases B3 F1 {:.3}, events B3 F1 {:.3} (n={n})",
                cases / n,
                events / n
            );
        }
    }
    let table = lab.estimate(&labelled);
    for world in &labelled {
        let fit = world.score(&table.weights());
        println!("all seen: cases B3 F1 {:.3}, events B3 F1 {:.3}", fit[0], fit[1]);
    }
    let made = World::of(jikenbo_testkit::incidents(SEED + 2, BOUNDED)).score(&table.weights());
    println!("made up, another seed: cases B3 F1 {:.3}, events B3 F1 {:.3}", made[0], made[1]);
    let text = table.text(SEED, COUNTED, n);
    if has("--write") {
        std::fs::write(&file, text)?;
    } else {
        print!("{text}");
    }
    Ok(())
}
