//! Verdicts in words on the terminal: the reason tree with citations and quotes, assumptions, reservations, disclaimer.

use std::io::{Result, Write};

use jikenbo_casebook::FactOrigin;
use jikenbo_judge::{Step, Truth, Words};

use super::Judged;
use jikenbo_lexicon::Language;

/// Longest quote on the terminal, in characters.
const QUOTE_CHARACTERS: usize = 60;

/// The words of the wanted language.
pub(crate) fn told(words: &Words, tongue: Language) -> &str {
    match tongue {
        Language::Japanese => &words.ja,
        Language::English => &words.en,
    }
}

/// Text of a page without its control characters, cut to a length.
pub(crate) fn clean(text: &str, characters: usize) -> String {
    let mut clean: String = text.chars().filter(|c| !c.is_control()).take(characters).collect();
    if text.chars().count() > characters {
        clean.push('…');
    }
    clean
}

/// Writes one verdict.
pub(crate) fn write(judged: &Judged, tongue: Language, out: &mut impl Write) -> Result<()> {
    let sentence = |key: &str| told(&jikenbo_judge::RuleBook::embedded().sentence(key), tongue).to_owned();
    let (explanation, verdict) = (&judged.judgement.explanation, &judged.judgement.verdict);
    if !judged.name.is_empty() {
        writeln!(out, "== {}", clean(&judged.name, 120))?;
    }
    writeln!(out, "{}", told(&explanation.summary, tongue))?;
    if let Some(wanting) = &explanation.wanting {
        writeln!(out, "{}", told(wanting, tongue))?;
    }
    for track in &explanation.tracks {
        writeln!(out)?;
        if let Some(supposing) = &track.supposing {
            writeln!(out, "[{}]", told(supposing, tongue))?;
        }
        if let Some(law) = &track.law {
            writeln!(out, "■ {} ({})", told(law, tongue), track.regime.as_deref().unwrap_or("-"))?;
        }
        writeln!(out, "  {}", told(&track.text, tongue))?;
        let mut earlier = Vec::new();
        for step in &track.steps {
            write_step(step, 1, &judged.judgement.origins, &mut earlier, tongue, out)?;
        }
        for deadline in &track.deadlines {
            writeln!(out, "  ⏱ {}", told(deadline, tongue))?;
        }
        let parties = [("head.recipients", &track.recipients), ("head.notice", &track.notice)];
        for (head, words) in parties {
            if let Some(words) = words {
                writeln!(out, "  → {}{}", sentence(head), told(words, tongue))?;
            }
        }
    }
    for (key, days) in [
        ("interval.discovered_reported", judged.judgement.days_to_report),
        ("interval.discovered_published", judged.judgement.days_to_publication),
    ] {
        if let Some(days) = days {
            writeln!(out, "  {}", sentence(key).replace("{n}", &days.to_string()))?;
        }
    }
    let heading = |head: &str, out: &mut dyn Write| writeln!(out, "\n{}", sentence(head));
    if !explanation.overlays.is_empty() {
        heading("head.overlays", out)?;
        for overlay in &explanation.overlays {
            writeln!(out, "  - {}", told(&overlay.text, tongue))?;
        }
    }
    let read: Vec<&FactOrigin> = judged.judgement.origins.iter().filter(|origin| origin.note.is_some()).collect();
    if !read.is_empty() {
        heading("head.read", out)?;
        let mut seen = Vec::new();
        for origin in read {
            let note = origin.note.as_ref().map_or("", |note| told(note, tongue));
            let line = format!("{}: {note}", field_label(&origin.field, tongue));
            if !seen.contains(&line) {
                writeln!(out, "  - {line}")?;
                seen.push(line);
            }
        }
    }
    for (head, notes) in [("head.assumptions", &explanation.assumptions), ("head.caveats", &explanation.caveats)] {
        if !notes.is_empty() {
            heading(head, out)?;
            for note in notes {
                writeln!(out, "  - [{}] {}", note.id, told(&note.text, tongue))?;
            }
        }
    }
    if verdict.regime.is_none() {
        writeln!(out)?;
    }
    writeln!(out, "\n※ {}\n", told(&explanation.disclaimer, tongue))
}

fn field_label(field: &str, tongue: Language) -> String {
    let (kind, code) = field.split_once('/').unwrap_or(("field", field));
    told(&jikenbo_judge::RuleBook::embedded().label(kind, code), tongue).to_owned()
}

/// A step that several grounds share is told with its facts once; after that it points back.
fn write_step<'s>(
    step: &'s Step,
    depth: usize,
    origins: &[FactOrigin],
    earlier: &mut Vec<&'s Step>,
    tongue: Language,
    out: &mut impl Write,
) -> Result<()> {
    let indent = "  ".repeat(depth);
    let mark = match step.outcome {
        Truth::Yes => "[○]",
        Truth::No => "[×]",
        Truth::Undetermined => "[？]",
    };
    let sources: Vec<&str> = step.sources.iter().map(|source| source.id.as_str()).collect();
    let mut tail = String::new();
    if !sources.is_empty() {
        tail = format!(" [{}]", sources.join(" "));
    }
    if !step.verified {
        tail.push_str(match tongue {
            Language::Japanese => " (未確認)",
            Language::English => " (unverified)",
        });
    }
    if !step.facts.is_empty() && earlier.contains(&step) {
        let above = match tongue {
            Language::Japanese => "（上と同じ）",
            Language::English => " (as above)",
        };
        return writeln!(out, "{indent}{mark} {}{above}", told(&step.text, tongue));
    }
    earlier.push(step);
    writeln!(out, "{indent}{mark} {}{tail}", told(&step.text, tongue))?;
    for fact in &step.facts {
        let value = fact.value.as_ref().map_or("-", |value| told(value, tongue));
        let assumed = fact.assumption.as_deref().map(|id| format!(" [{id}]")).unwrap_or_default();
        write!(out, "{indent}    {} = {value}{assumed}", told(&fact.label, tongue))?;
        let quotes = origins.iter().filter(|origin| origin.field == fact.field).flat_map(|origin| &origin.quotes);
        for quote in quotes.take(3) {
            write!(out, " 「{}」", clean(&quote.quote, QUOTE_CHARACTERS))?;
        }
        writeln!(out)?;
    }
    for inner in &step.steps {
        write_step(inner, depth + 1, origins, earlier, tongue, out)?;
    }
    Ok(())
}
