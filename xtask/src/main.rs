//! Chores of the project.
//!
//! `cargo xtask test` passes everything that CI passes; `cargo xtask eval` scores the extraction against the reference labels;
//! `cargo xtask calibrate` measures how often each rule is right; `cargo xtask eval-cases` scores the linking; `cargo xtask rules` checks the house rules alone; `cargo xtask generate` writes distinct pages for measurements of speed;
//! `cargo xtask weights` estimates what agreements weigh in linking.

#![expect(clippy::print_stdout, reason = "what a chore measures is its output")]

mod eval;
mod eval_cases;
mod rules;
mod test;

use std::{path::Path, process::ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace");
    let outcome = match words.as_slice() {
        ["test"] => test::run(root),
        ["eval", options @ ..] => eval::run(root, options),
        ["calibrate"] => eval::calibrate(root),
        ["eval-cases", options @ ..] => eval_cases::run(root, options),
        ["rules"] => rules::check(root),
        ["generate", options @ ..] => {
            let fixed = ["run", "--release", "--quiet", "-p", "jikenbo-testkit", "--example", "generate", "--"];
            test::cargo(root, &[&fixed[..], options].concat())
        }
        ["weights", options @ ..] => {
            let fixed = ["run", "--release", "--quiet", "-p", "jikenbo-testkit", "--example", "weights", "--"];
            test::cargo(root, &[&fixed[..], options].concat())
        }
        _ => {
            eprintln!(
                "usage: cargo xtask test | eval [--folds] [--errors N] | calibrate | eval-cases [--errors N] | rules | generate [--pages N] [--seed N] DIR | weights [--write] [--folds] [--extracted FILE]"
            );
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
