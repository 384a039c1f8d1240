//! `jikenbo judge --interactive`: asks a privacy officer for the facts, one by one; an empty answer leaves a fact open.
//!
//! Questions are made of the labels of the rule tables, so that a new code needs no change here.

use std::io::{BufRead, Result, Write};

use jikenbo_judge::{
    BodyKind, Cause, ContractorRole, Encryption, Facts, Happened, MyNumberSystem, Persons, PersonsBound, RuleBook,
};

use super::text::told;
use jikenbo_lexicon::Language;

/// Longest answer that is read, in bytes; the rest of the line is left out.
const LONGEST_ANSWER: usize = 1024;

/// Asks for the facts. The end of the input leaves the rest open.
pub(crate) fn ask(tongue: Language, input: &mut impl BufRead, out: &mut impl Write) -> Result<Facts> {
    let mut form = Form { tongue, input, out, ended: false };
    let say = form.sentence("form.start");
    writeln!(form.out, "{say}")?;
    let mut facts =
        Facts { body_kind: form.code("sector", "body_kind", BodyKind::ALL, BodyKind::code)?, ..Facts::default() };
    let public = facts.body_kind.is_some_and(|kind| kind != BodyKind::Private);
    if public {
        facts.private_rules_entity = form.flag("private_rules_entity")?;
    }
    facts.discovered_on = form.day("discovered_on")?;
    facts.occurred_on = form.day("occurred_on")?;
    facts.announced_on = form.day("announced_on")?;
    facts.leak = form.code("leak", "leak", Happened::ALL, Happened::code)?;
    facts.loss = form.code("loss", "loss", Happened::ALL, Happened::code)?;
    facts.damage = form.code("damage", "damage", Happened::ALL, Happened::code)?;
    // An empty answer is "not known" here, while a notice that is silent beside a stated leak is taken to deny the rest.
    if facts.leak.is_some() || facts.loss.is_some() || facts.damage.is_some() {
        for open in [&mut facts.leak, &mut facts.loss, &mut facts.damage] {
            open.get_or_insert(Happened::Unknown);
        }
    }
    let gone = |happened: Option<Happened>| matches!(happened, Some(Happened::Yes | Happened::Possible));
    if gone(facts.loss) || gone(facts.damage) {
        facts.backup_exists = form.flag("backup_exists")?;
    }
    if gone(facts.leak) {
        facts.recovered_unseen = form.flag("recovered_unseen")?;
    }
    facts.cause = form.code("cause", "cause", Cause::ALL, Cause::code)?;
    facts.persons = form.persons()?;
    form.data_types(&mut facts)?;
    if facts.data_types.get("my_number") == Some(&Some(true)) {
        facts.my_number_system =
            form.code("my_number_system", "my_number_system", MyNumberSystem::ALL, MyNumberSystem::code)?;
        facts.published = form.flag("published")?;
    }
    facts.encrypted = form.code("encrypted", "encrypted", Encryption::ALL, Encryption::code)?;
    if matches!(facts.encrypted, Some(Encryption::Strong | Encryption::Stated)) {
        facts.key_safe = form.flag("key_safe")?;
    }
    facts.contractor_role =
        form.code("contractor_role", "contractor_role", ContractorRole::ALL, ContractorRole::code)?;
    if facts.contractor_role == Some(ContractorRole::EntrustedParty) {
        facts.client_kind = form.code("client_sector", "client_kind", BodyKind::ALL, BodyKind::code)?;
        facts.notified_client = form.flag("notified_client")?;
    }
    facts.pmark_holder = form.flag("pmark_holder")?;
    Ok(facts)
}

struct Form<'f, R, W> {
    tongue: Language,
    input: &'f mut R,
    out: &'f mut W,
    ended: bool,
}

impl<R: BufRead, W: Write> Form<'_, R, W> {
    fn sentence(&self, key: &str) -> String {
        told(&RuleBook::embedded().sentence(key), self.tongue).to_owned()
    }

    fn label(&self, field: &str, code: &str) -> String {
        told(&RuleBook::embedded().label(field, code), self.tongue).to_owned()
    }

    /// One answer; `None` where it is empty or the input has ended.
    fn answer(&mut self, prompt: &str) -> Result<Option<String>> {
        if self.ended {
            return Ok(None);
        }
        write!(self.out, "{prompt}: ")?;
        self.out.flush()?;
        let mut line = Vec::new();
        if self.input.read_until(b'\n', &mut line)? == 0 {
            self.ended = true;
            writeln!(self.out)?;
            return Ok(None);
        }
        line.truncate(LONGEST_ANSWER);
        let answer = String::from_utf8_lossy(&line).trim().to_owned();
        Ok(Some(answer).filter(|answer| !answer.is_empty()))
    }

    /// Asks again until the answer is empty or can be read.
    fn until<T>(&mut self, prompt: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>> {
        while let Some(answer) = self.answer(prompt)? {
            if let Some(value) = read(&answer) {
                return Ok(Some(value));
            }
            let again = self.sentence("form.again");
            writeln!(self.out, "  {again}")?;
        }
        Ok(None)
    }

    fn code<T: Copy>(
        &mut self,
        field: &str,
        codes: &str,
        all: &[T],
        code: impl Fn(T) -> &'static str,
    ) -> Result<Option<T>> {
        let question = self.label("field", field);
        writeln!(self.out, "\n{question}")?;
        for (at, value) in all.iter().enumerate() {
            let label = self.label(codes, code(*value));
            writeln!(self.out, "  {:>2} {label}", at + 1)?;
        }
        let prompt = self.sentence("form.number");
        self.until(&prompt, |answer| {
            let at: usize = answer.parse().ok()?;
            all.get(at.checked_sub(1)?).copied()
        })
    }

    fn flag(&mut self, field: &str) -> Result<Option<bool>> {
        let prompt = format!("\n{} {}", self.label("field", field), self.sentence("form.flag"));
        self.until(&prompt, |answer| match answer.to_ascii_lowercase().as_str() {
            "y" | "yes" | "1" | "はい" => Some(true),
            "n" | "no" | "0" | "いいえ" => Some(false),
            _ => None,
        })
    }

    fn day<D: std::str::FromStr>(&mut self, field: &str) -> Result<Option<D>> {
        let prompt = format!("\n{} {}", self.label("field", field), self.sentence("form.day"));
        self.until(&prompt, |answer| answer.parse().ok().filter(|_| answer.len() == 10))
    }

    fn persons(&mut self) -> Result<Option<Persons>> {
        let prompt = format!("\n{} {}", self.label("field", "persons"), self.sentence("form.figure"));
        let Some(value) = self.until(&prompt, |answer| answer.replace(',', "").parse::<u64>().ok())? else {
            return Ok(None);
        };
        let bounds = [
            PersonsBound::Exact,
            PersonsBound::Approx,
            PersonsBound::Max,
            PersonsBound::AtLeast,
            PersonsBound::MoreThan,
            PersonsBound::LessThan,
        ];
        for (at, bound) in bounds.iter().enumerate() {
            let words = self.sentence(&format!("persons.{}", bound.code())).replace("{v}", &value.to_string());
            writeln!(self.out, "  {:>2} {words}", at + 1)?;
        }
        let prompt = self.sentence("form.number");
        let bound = self.until(&prompt, |answer| bounds.get(answer.parse::<usize>().ok()?.checked_sub(1)?).copied())?;
        Ok(Some(Persons::new(value, bound.unwrap_or(PersonsBound::Exact))))
    }

    fn data_types(&mut self, facts: &mut Facts) -> Result<()> {
        let keys = RuleBook::embedded().data_keys();
        let question = self.label("field", "data_types");
        writeln!(self.out, "\n{question}")?;
        for (at, key) in keys.iter().enumerate() {
            let label = self.label("data_types", key);
            writeln!(self.out, "  {:>2} {label}", at + 1)?;
        }
        let prompt = self.sentence("form.numbers");
        let chosen = self.until(&prompt, |answer| {
            let numbers = answer.split([',', ' ', '、']).filter(|part| !part.is_empty());
            numbers
                .map(|part| keys.get(part.parse::<usize>().ok()?.checked_sub(1)?).copied())
                .collect::<Option<Vec<_>>>()
        })?;
        for key in chosen.unwrap_or_default() {
            facts.data_types.insert(key.to_owned(), Some(true));
        }
        if !self.ended {
            facts.data_types_complete = self.flag("data_types_complete")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(lines: &str) -> Facts {
        ask(Language::Japanese, &mut lines.as_bytes(), &mut Vec::new()).unwrap()
    }

    #[test]
    fn leaves_every_fact_open_where_nothing_is_answered() {
        assert_eq!(answers(""), Facts::default());
        assert_eq!(answers(&"\n".repeat(50)), Facts::default());
    }

    #[test]
    fn reads_the_answers_and_asks_again_where_one_cannot_be_read() {
        let facts = answers("9\n1\n2024-13-01\n2024-06-03\n\n\n1\n\n\n\n9\n12,00\n1\n\n");
        assert_eq!(facts.body_kind, Some(BodyKind::Private));
        assert_eq!(facts.discovered_on.map(|day| day.to_string()).as_deref(), Some("2024-06-03"));
        assert_eq!(facts.leak, Some(Happened::Yes));
        assert_eq!(facts.cause, Some(Cause::Misdelivery));
        assert_eq!(facts.persons, Some(Persons::new(1200, PersonsBound::Exact)));
    }

    #[test]
    fn survives_any_bytes() {
        let bytes: Vec<u8> = (0u8..=255).cycle().take(100_000).collect();
        ask(Language::English, &mut bytes.as_slice(), &mut Vec::new()).unwrap();
    }
}
