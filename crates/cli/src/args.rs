//! The command line: what every command shares. The options of a command stand in its own file.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use crate::commands::Command;
use crate::words::Lang;

/// 事件簿: turns published Japanese data-breach notices into a casebook.
#[derive(Debug, Parser)]
#[command(
    name = "jikenbo",
    version,
    after_help = "Examples:\n  jikenbo add saved-pages/ notice.html\n  jikenbo cases --cause ransomware\n  jikenbo show 2026-0001\n  jikenbo extract --format jsonl pages/ > records.jsonl"
)]
pub(crate) struct Arguments {
    /// Folder of the casebook.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        default_value = "casebook",
        env = "JIKENBO_CASEBOOK",
        hide_env_values = true,
        display_order = 900
    )]
    pub(crate) casebook: PathBuf,
    /// Language of the output.
    #[arg(long, global = true, value_enum, default_value_t = Lang::Ja, env = "JIKENBO_LANG", hide_env_values = true, display_order = 901)]
    pub(crate) lang: Lang,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Form of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    // Help texts of values would make every help page long, so that plain comments stand here.
    // A table for people.
    Table,
    // One JSON document.
    Json,
    // One JSON object a line.
    Jsonl,
    // Comma-separated values with a header row.
    Csv,
}
