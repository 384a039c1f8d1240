//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// 事件簿: turns published Japanese data-breach notices into a casebook.
#[derive(Debug, Parser)]
#[command(name = "jikenbo", version)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read pages and print what they say; nothing is stored.
    Extract(ExtractOptions),
}

/// Options of `extract`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jikenbo extract notice.txt\n  jikenbo extract --format jsonl pages/ > records.jsonl"
)]
pub(crate) struct ExtractOptions {
    /// Pages: text or HTML files, or folders of them.
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Form of the output.
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    pub(crate) format: Format,
    /// Also write each page's text to this folder, as `<file>.txt`.
    #[arg(long, value_name = "DIR")]
    pub(crate) pages_out: Option<PathBuf>,
    /// Leave out the terms that only these development sources taught (for the evaluation).
    #[arg(long, value_name = "SOURCE", hide = true)]
    pub(crate) without_source: Vec<String>,
}

/// Form of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One JSON object a line.
    Jsonl,
}
