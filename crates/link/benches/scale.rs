//! How well, how fast and in how much memory are made-up reports linked?
//!
//! `cargo bench -p jikenbo-link --bench scale -- [--seed N] [--write FILE] [SIZE…]`
//!
//! In:   reports of the generator (`jikenbo_testkit::incidents`); the weights as shipped, which were estimated with another seed.
//! Out:  a line for each size: seconds, B³ of cases and of events, peak memory of the process; with `--write` the records with their truth as
//!       JSON Lines, for another program to link.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench measures time and prints")]

use std::collections::HashMap;
use std::fmt::Write as _;
use std::time::Instant;

use jikenbo_link::{Told, link};
use jikenbo_testkit::incidents;

fn main() {
    let (mut seed, mut file, mut sizes) = (1_u64, None, Vec::new());
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seed" => seed = arguments.next().and_then(|n| n.parse().ok()).expect("--seed needs a number"),
            "--write" => file = arguments.next(),
            size => sizes.extend(size.parse::<usize>().ok()),
        }
    }
    if sizes.is_empty() {
        sizes = vec![10_000];
    }
    println!(
        "reports\tseconds\tprocessor_seconds\tmicroseconds/report\tcases_P\tcases_R\tcases_F1\tevents_P\tevents_R\tevents_F1\tpeak_MiB"
    );
    for size in sizes {
        let made = incidents(seed, size);
        let truth: Vec<(u64, u64)> = made.iter().map(|made| (made.case, made.event)).collect();
        if let Some(file) = &file {
            let lines = made.iter().map(|made| line(&made.told, made.case, made.event)).collect::<String>();
            std::fs::write(file, lines).expect("the file can be written");
        }
        let told: Vec<Told> = made.into_iter().map(|made| made.told).collect();
        let (start, used) = (Instant::now(), processor());
        let linked = link(told, &[]);
        let (seconds, used) = (start.elapsed().as_secs_f64(), processor() - used);
        let cases = linked.case_of.clone();
        let events: Vec<usize> = cases.iter().map(|case| linked.cases[*case].root.unwrap_or(*case)).collect();
        let (p, r, f) = b_cubed(&cases, &truth.iter().map(|(case, _)| *case).collect::<Vec<_>>());
        let (ep, er, ef) = b_cubed(&events, &truth.iter().map(|(_, event)| *event).collect::<Vec<_>>());
        println!(
            "{size}\t{seconds:.2}\t{used:.2}\t{:.2}\t{p:.4}\t{r:.4}\t{f:.4}\t{ep:.4}\t{er:.4}\t{ef:.4}\t{}",
            used * 1e6 / size as f64,
            peak()
        );
    }
}

/// Precision, recall and their mean, each report counting the same (A. Bagga, B. Baldwin, 1998).
fn b_cubed(found: &[usize], truth: &[u64]) -> (f64, f64, f64) {
    let mut both: HashMap<(usize, u64), u32> = HashMap::new();
    let mut of_found: HashMap<usize, u32> = HashMap::new();
    let mut of_truth: HashMap<u64, u32> = HashMap::new();
    for (found, truth) in found.iter().zip(truth) {
        *both.entry((*found, *truth)).or_default() += 1;
        *of_found.entry(*found).or_default() += 1;
        *of_truth.entry(*truth).or_default() += 1;
    }
    let share = |of: &dyn Fn(usize, u64) -> u32| {
        let all = found.iter().zip(truth);
        all.map(|(f, t)| f64::from(both[&(*f, *t)]) / f64::from(of(*f, *t))).sum::<f64>() / found.len() as f64
    };
    let (p, r) = (share(&|f, _| of_found[&f]), share(&|_, t| of_truth[&t]));
    (p, r, 2.0 * p * r / (p + r))
}

/// Seconds of processor time of this process; 0 where the system does not tell.
fn processor() -> f64 {
    let status = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = status.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = [11, 12].iter().filter_map(|at| fields.get(*at)?.parse::<f64>().ok()).sum::<f64>();
    ticks / 100.0
}

/// Peak memory of the process in MiB; 0 where the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn line(told: &Told, case: u64, event: u64) -> String {
    let list = |all: &[String]| all.iter().map(|one| format!("{one:?}")).collect::<Vec<_>>().join(",");
    let mut text = String::new();
    let figures =
        told.figures.iter().map(|f| format!("[{},{:?},{:?}]", f.value, f.subject, f.scope)).collect::<Vec<_>>();
    let steps = told.steps.iter().map(|s| format!("[{:?},{:?}]", s.kind, s.date)).collect::<Vec<_>>();
    let option = |one: &Option<String>| one.as_ref().map_or("null".to_owned(), |one| format!("{one:?}"));
    let _ = writeln!(
        text,
        "{{\"key\":{:?},\"article\":{:?},\"case\":{case},\"event\":{event},\"victims\":[{}],\"contractors\":[{}],\"causes\":[{}],\"malware\":[{}],\
         \"vulnerabilities\":[{}],\"figures\":[{}],\"steps\":[{}],\"title\":{:?},\"published_on\":{},\"publisher\":{},\"source_urls\":[{}],\
         \"shingles\":{:?}}}",
        told.key,
        told.article,
        list(&told.victims),
        list(&told.contractors),
        list(&told.causes),
        list(&told.malware),
        list(&told.vulnerabilities),
        figures.join(","),
        steps.join(","),
        told.title,
        option(&told.published_on),
        option(&told.publisher),
        list(&told.source_urls),
        told.shingles,
    );
    text
}
