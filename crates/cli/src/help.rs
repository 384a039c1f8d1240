//! The arguments, and their help in the user's language.
//!
//! In:   the arguments; the doc comments of their types, in English.
//! Out:  what they ask for; or the program ends with a help text or an error.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Arg, Command, CommandFactory, FromArgMatches};

use crate::args::Arguments;
use crate::misuse;
use crate::words::Words;

/// Reads the arguments of the program.
pub(crate) fn parse(words: Words) -> Arguments {
    let mut command = Arguments::command();
    // Makes clap's own arguments and `help`, so that they too get words.
    command.build();
    let given = without_language(std::env::args_os().collect());
    let matches = in_words(command, words).try_get_matches_from(given);
    matches.and_then(|matches| Arguments::from_arg_matches(&matches)).unwrap_or_else(|error| {
        // A help text or the version that was asked for is no failure.
        if error.exit_code() == 0 || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
            error.exit();
        }
        misuse::failure(&error, words).print_as_error(words);
        std::process::exit(error.exit_code())
    })
}

/// `help add --lang en` is `help add`: the language is known by then, and clap's `help` takes names of commands only.
fn without_language(arguments: Vec<OsString>) -> Vec<OsString> {
    let takes_value = |argument: &OsString| argument == "--lang" || argument == "--casebook";
    let mut before = None;
    let first = arguments.iter().skip(1).find(|argument| {
        let value = before.is_some_and(takes_value);
        before = Some(argument);
        !value && !argument.to_string_lossy().starts_with('-')
    });
    if first.is_none_or(|first| first != "help") {
        return arguments;
    }
    let mut kept = Vec::new();
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        if takes_value(&argument) {
            arguments.next();
        } else if !argument.to_string_lossy().starts_with("--lang=") {
            kept.push(argument);
        }
    }
    kept
}

/// The command with its help in another language.
fn in_words(command: Command, words: Words) -> Command {
    let mut command = command
        .subcommand_help_heading(words.say_fixed("Commands"))
        .help_template(format!(
            "{{before-help}}{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
            words.say("Usage")
        ))
        .mut_args(|argument| argument_in_words(argument, words));
    if let Some(about) = command.get_about().map(ToString::to_string) {
        command = command.about(words.say(&about).into_owned());
    }
    if let Some(after) = command.get_after_help().map(ToString::to_string) {
        // Only headings have words in both languages; an example is typed as it stands.
        let said = |line: &'_ str| if line.starts_with(' ') { line.to_owned() } else { words.say(line).into_owned() };
        let lines: Vec<String> = after.lines().map(said).collect();
        command = command.after_help(lines.join("\n"));
    }
    command.mut_subcommands(|command| in_words(command, words))
}

fn argument_in_words(argument: Arg, words: Words) -> Arg {
    let heading = if argument.is_positional() { "Arguments" } else { "Options" };
    let argument = argument.help_heading(words.say_fixed(heading));
    match argument.get_help().map(ToString::to_string) {
        Some(help) => argument.help(words.say(&help).into_owned()),
        None => argument,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jikenbo_lexicon::Language;

    fn helps(command: &Command, path: &str, found: &mut Vec<(String, String)>) {
        let path = format!("{path} {}", command.get_name());
        found.extend(command.get_about().map(|about| (path.clone(), about.to_string())));
        for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            found.push((format!("{path} {}", argument.get_id()), help));
        }
        command.get_subcommands().for_each(|command| helps(command, &path, found));
    }

    #[test]
    fn help_takes_a_language() {
        let check = |given: &[&str], expected: &[&str]| {
            let given = given.iter().map(OsString::from).collect();
            assert_eq!(without_language(given), expected);
        };
        check(&["jikenbo", "help", "add", "--lang", "en"], &["jikenbo", "help", "add"]);
        check(&["jikenbo", "--lang=en", "help", "add"], &["jikenbo", "help", "add"]);
        check(
            &["jikenbo", "--casebook", "help", "cases", "--lang", "en"],
            &["jikenbo", "--casebook", "help", "cases", "--lang", "en"],
        );
        check(&["jikenbo", "add", "help", "--lang", "en"], &["jikenbo", "add", "help", "--lang", "en"]);
    }

    #[test]
    fn the_arguments_fit_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_help_text_has_japanese_words() {
        let mut found = Vec::new();
        let mut command = Arguments::command();
        command.build();
        helps(&in_words(command, Words(Language::Japanese)), "", &mut found);
        let missing: Vec<_> = found.iter().filter(|(_, help)| !help.chars().any(|c| c > '\u{3000}')).collect();
        assert!(missing.is_empty(), "in data/messages.tsv are missing: {missing:#?}");
    }

    #[test]
    fn every_command_shows_examples() {
        for command in Arguments::command().get_subcommands() {
            let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(after.contains("Examples:\n  jikenbo "), "{} shows no example", command.get_name());
        }
    }
}
