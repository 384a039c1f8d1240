//! Arguments that the program does not take, as the user reads them.
//!
//! In:   clap's error with what it knows of the place.
//! Out:  the same in the form of every other failure, in the user's language.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::failure::Failure;
use crate::words::Words;

/// What was wrong with the arguments; clap's own first line where its kind has no words here.
pub(crate) fn failure(error: &Error, words: Words) -> Failure {
    let said = |kind| error.get(kind).map(plain).unwrap_or_default();
    let argument = said(ContextKind::InvalidArg);
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            words.say_with("there is no command {}", &[&said(ContextKind::InvalidSubcommand)])
        }
        ErrorKind::UnknownArgument => words.say_with("{} is not taken here", &[&argument]),
        ErrorKind::InvalidValue if said(ContextKind::InvalidValue).is_empty() => {
            words.say_with("{} stands without its value", &[&argument])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            words.say_with("{} does not take {}", &[&argument, &said(ContextKind::InvalidValue)])
        }
        ErrorKind::MissingRequiredArgument => words.say_with("{} is missing", &[&argument]),
        ErrorKind::MissingSubcommand => words.say_fixed("the command is missing").to_owned(),
        ErrorKind::ArgumentConflict => {
            words.say_with("{} and {} do not go together", &[&argument, &said(ContextKind::PriorArg)])
        }
        _ => {
            let rendered = error.to_string();
            rendered.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
        }
    };
    let taken = [ContextKind::ValidValue, ContextKind::ValidSubcommand].map(said).into_iter().find(|it| !it.is_empty());
    let why = match (std::error::Error::source(error), taken) {
        (_, Some(taken)) => words.say_with("it takes {}", &[&taken]),
        (Some(source), None) => source.to_string(),
        (None, None) => String::new(),
    };
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let hint = match suggested.map(said).into_iter().find(|it| !it.is_empty()) {
        Some(suggestion) => words.say_with("did you mean {}? --help tells more", &[&suggestion]),
        None => words.say_fixed("--help tells more, with examples").to_owned(),
    };
    let failure = Failure::new(what, why, hint);
    match said(ContextKind::Usage).trim().strip_prefix("Usage: ") {
        Some(usage) => failure.at(usage.trim()),
        None => failure,
    }
}

/// Without colours and in one line.
fn plain(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join(", "),
        ContextValue::StyledStrs(all) => all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        ContextValue::None => String::new(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;
    use jikenbo_lexicon::Language;

    fn check(given: &[&str], what: &str, why: &str, hint: &str) {
        let error = crate::args::Arguments::command().try_get_matches_from(given).expect_err("these are not taken");
        let failure = failure(&error, Words(Language::Japanese));
        assert_eq!(
            (failure.what.as_str(), failure.why.as_str(), failure.hint.as_str()),
            (what, why, hint),
            "{given:?}"
        );
    }

    #[test]
    fn arguments_not_taken_are_refused_in_the_language_of_the_user() {
        let help = "--help で例つきの説明を表示します";
        check(&["jikenbo", "cases", "--zzz"], "--zzz はここでは使えません", "", help);
        check(
            &["jikenbo", "shwo"],
            "shwo というコマンドはありません",
            "",
            "show のことですか。--help で説明を表示します",
        );
        check(
            &["jikenbo", "cases", "--format", "jsn"],
            "--format <FORMAT> に jsn は使えません",
            "使えるのは table, json, jsonl, csv です",
            "json のことですか。--help で説明を表示します",
        );
        check(
            &["jikenbo", "cases", "--format"],
            "--format <FORMAT> の値がありません",
            "使えるのは table, json, jsonl, csv です",
            help,
        );
        check(&["jikenbo", "add"], "<PATH>... がありません", "", help);
    }
}
