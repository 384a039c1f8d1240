//! The small language in which the rule tables write conditions.
//!
//! In:   a condition such as `breach and not pre_acquisition and over(persons, 1000)`, and resolved facts.
//! Out:  a tree of conditions, its truth, and the field for want of which it cannot be told.
//! Data: `data/predicates.tsv` names the conditions, `data/groups.tsv` the sets of values.
//!
//! | written | holds |
//! |---|---|
//! | `published` | the named condition of that name, else the yes/no field |
//! | `is(cause, wrongful)`, `is(leak, yes\|possible)` | the field's value is one of the group's or of those listed |
//! | `data(sensitive)` | a kind of information of the group, or of that key, is involved |
//! | `over(persons, 1000)` | more than so many persons, those possibly affected included |
//! | `over_actual(persons, 100)` | the same without those possibly affected |
//! | `stated(leak)` | the facts mention the field |
//! | `yes`, `no`, `unknown` | as it says |
//! | `not a`, `a and b`, `a or b` | the Kleene tables; `not` binds closest |
//! | `a else b` | `a`, or `b` where `a` cannot be told |
//!
//! Not here: which condition means what (`data/`).

use crate::fields::{Field, STATED_OPEN};
use crate::resolve::{Figure, Resolved};
use crate::truth::Truth;

/// Whose number a condition asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    Persons,
    MyNumberPersons,
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition {
    Always(Truth),
    Is {
        field: Field,
        values: u64,
    },
    Stated(Field),
    Data(u64),
    Over {
        counted: Counted,
        limit: u64,
        actual: bool,
    },
    /// Index into the named conditions.
    Named(usize),
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Else(Box<Condition>, Box<Condition>),
}

/// A named condition.
#[derive(Debug, Clone)]
pub(crate) struct Predicate<'d> {
    pub(crate) name: &'d str,
    pub(crate) field: &'d str,
    pub(crate) condition: Condition,
    pub(crate) source: &'d str,
}

/// What names in conditions mean.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names<'d> {
    /// Field, group, member.
    pub(crate) groups: Vec<(&'d str, &'d str, &'d str)>,
    pub(crate) predicates: Vec<Predicate<'d>>,
    /// Keys of kinds of information that some condition reads; their place is their bit.
    pub(crate) data_keys: Vec<&'d str>,
}

impl<'d> Names<'d> {
    /// The bit of this kind of information, given to it on first mention.
    pub(crate) fn data_bit(&mut self, key: &'d str) -> Result<u64, String> {
        let at = self.data_keys.iter().position(|known| *known == key).unwrap_or_else(|| {
            self.data_keys.push(key);
            self.data_keys.len() - 1
        });
        if at < 64 { Ok(1 << at) } else { Err("more than 64 kinds of information are named".into()) }
    }

    /// The truth of a condition.
    pub(crate) fn truth(&self, condition: &Condition, facts: &Resolved) -> Truth {
        match condition {
            Condition::Always(truth) => *truth,
            Condition::Is { field, values } => match facts.value(*field) {
                0 | STATED_OPEN => Truth::Undetermined,
                value => Truth::of(values >> value & 1 == 1),
            },
            Condition::Stated(field) => Truth::of(facts.value(*field) != 0),
            Condition::Data(keys) => {
                if facts.data_true & keys != 0 {
                    Truth::Yes
                } else if keys & !facts.data_false == 0 {
                    Truth::No
                } else {
                    Truth::Undetermined
                }
            }
            Condition::Over { counted, limit, actual } => figure(*counted, facts).is_over(*limit, *actual),
            Condition::Named(at) => self.truth(&self.predicates[*at].condition, facts),
            Condition::Not(inner) => self.truth(inner, facts).negated(),
            Condition::All(parts) => {
                let mut all = Truth::Yes;
                for part in parts {
                    all = all.and(self.truth(part, facts));
                    if all == Truth::No {
                        break;
                    }
                }
                all
            }
            Condition::Any(parts) => {
                let mut any = Truth::No;
                for part in parts {
                    any = any.or(self.truth(part, facts));
                    if any == Truth::Yes {
                        break;
                    }
                }
                any
            }
            Condition::Else(first, second) => match self.truth(first, facts) {
                Truth::Undetermined => self.truth(second, facts),
                told => told,
            },
        }
    }

    /// The field for want of which `condition` cannot be told: that of its first undetermined part in written order.
    pub(crate) fn wanting(&self, condition: &Condition, facts: &Resolved) -> &'d str {
        match condition {
            Condition::Always(_) => "",
            Condition::Is { field, .. } | Condition::Stated(field) => field.key(),
            Condition::Data(_) => "data_types",
            Condition::Over { counted: Counted::MyNumberPersons, .. } if facts.my_number_persons_stated => {
                "my_number_persons"
            }
            Condition::Over { .. } => "persons",
            Condition::Named(at) => self.predicates[*at].field,
            Condition::Not(inner) => self.wanting(inner, facts),
            Condition::Else(_, second) => self.wanting(second, facts),
            Condition::All(parts) | Condition::Any(parts) => parts
                .iter()
                .find(|part| self.truth(part, facts) == Truth::Undetermined)
                .map_or("", |part| self.wanting(part, facts)),
        }
    }
}

/// The figure that a condition asks for.
pub(crate) fn figure(counted: Counted, facts: &Resolved) -> &Figure {
    match counted {
        Counted::Persons => &facts.persons,
        Counted::MyNumberPersons => &facts.my_number_persons,
    }
}

/// Reads a condition.
///
/// # Errors
/// A sentence that says what is wrong with the text.
pub(crate) fn read_condition<'d>(text: &'d str, names: &mut Names<'d>) -> Result<Condition, String> {
    let mut reader = Reader { tokens: tokens(text)?, at: 0, names };
    let condition = reader.alternative()?;
    match reader.peek() {
        None => Ok(condition),
        Some(token) => Err(format!("`{token}` follows a complete condition")),
    }
}

fn tokens(text: &str) -> Result<Vec<&str>, String> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let length = match first {
            '(' | ')' | ',' | '|' => 1,
            _ if word > 0 => word,
            _ => return Err(format!("`{first}` belongs to no condition")),
        };
        found.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    Ok(found)
}

struct Reader<'d, 'n> {
    tokens: Vec<&'d str>,
    at: usize,
    names: &'n mut Names<'d>,
}

impl<'d> Reader<'d, '_> {
    fn peek(&self) -> Option<&'d str> {
        self.tokens.get(self.at).copied()
    }

    fn take(&mut self, token: &str) -> bool {
        let there = self.peek() == Some(token);
        self.at += usize::from(there);
        there
    }

    fn expect(&mut self, token: &str) -> Result<(), String> {
        if self.take(token) {
            Ok(())
        } else {
            Err(format!("`{token}` is missing before {:?}", self.peek().unwrap_or("the end")))
        }
    }

    fn word(&mut self) -> Result<&'d str, String> {
        let word = self.peek().filter(|word| word.starts_with(|c: char| c.is_ascii_alphanumeric()));
        let word = word.ok_or("a name is missing")?;
        self.at += 1;
        Ok(word)
    }

    fn alternative(&mut self) -> Result<Condition, String> {
        let mut left = self.any()?;
        while self.take("else") {
            left = Condition::Else(Box::new(left), Box::new(self.any()?));
        }
        Ok(left)
    }

    fn any(&mut self) -> Result<Condition, String> {
        let mut parts = vec![self.all()?];
        while self.take("or") {
            parts.push(self.all()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Condition::Any(parts) })
    }

    fn all(&mut self) -> Result<Condition, String> {
        let mut parts = vec![self.one()?];
        while self.take("and") {
            parts.push(self.one()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Condition::All(parts) })
    }

    fn one(&mut self) -> Result<Condition, String> {
        if self.take("not") {
            return Ok(Condition::Not(Box::new(self.one()?)));
        }
        if self.take("(") {
            let inner = self.alternative()?;
            self.expect(")")?;
            return Ok(inner);
        }
        let name = self.word()?;
        if self.take("(") {
            let condition = self.call(name)?;
            self.expect(")")?;
            return Ok(condition);
        }
        match name {
            "yes" => return Ok(Condition::Always(Truth::Yes)),
            "no" => return Ok(Condition::Always(Truth::No)),
            "unknown" => return Ok(Condition::Always(Truth::Undetermined)),
            _ => {}
        }
        // A predicate may carry the name of a field that it reads, so predicates come first.
        if let Some(at) = self.names.predicates.iter().position(|predicate| predicate.name == name) {
            return Ok(Condition::Named(at));
        }
        match Field::named(name) {
            Some(field) if field.codes().len() == 2 && field.codes()[1] == "true" => {
                Ok(Condition::Is { field, values: 1 << 2 })
            }
            _ => Err(format!("`{name}` is neither a named condition nor a yes/no field")),
        }
    }

    fn call(&mut self, name: &str) -> Result<Condition, String> {
        match name {
            "stated" => self.field().map(Condition::Stated),
            "is" => {
                let field = self.field()?;
                self.expect(",")?;
                let mut values = 0;
                for group in self.listed()? {
                    values |= self.values(field, group)?;
                }
                Ok(Condition::Is { field, values })
            }
            "data" => {
                let mut keys = 0;
                for group in self.listed()? {
                    let members: Vec<&'d str> = self.members("data_types", group);
                    for key in if members.is_empty() { vec![group] } else { members } {
                        keys |= self.names.data_bit(key)?;
                    }
                }
                Ok(Condition::Data(keys))
            }
            "over" | "over_actual" => {
                let counted = match self.word()? {
                    "persons" => Counted::Persons,
                    "my_number_persons" => Counted::MyNumberPersons,
                    other => return Err(format!("`{other}` is no number of persons")),
                };
                self.expect(",")?;
                let limit = self.word()?;
                let limit = limit.parse().map_err(|_| format!("`{limit}` is no whole number"))?;
                Ok(Condition::Over { counted, limit, actual: name == "over_actual" })
            }
            _ => Err(format!("`{name}(…)` is no condition")),
        }
    }

    fn field(&mut self) -> Result<Field, String> {
        let name = self.word()?;
        Field::named(name).ok_or_else(|| format!("`{name}` is no field"))
    }

    fn listed(&mut self) -> Result<Vec<&'d str>, String> {
        let mut found = vec![self.word()?];
        while self.take("|") {
            found.push(self.word()?);
        }
        Ok(found)
    }

    fn members(&self, field: &str, group: &str) -> Vec<&'d str> {
        let groups = self.names.groups.iter();
        groups.filter(|(of, named, _)| *of == field && *named == group).map(|(_, _, member)| *member).collect()
    }

    fn values(&self, field: Field, group: &str) -> Result<u64, String> {
        let members = self.members(field.name(), group);
        let mut values = 0;
        for code in if members.is_empty() { vec![group] } else { members } {
            let value = field.value(code).ok_or_else(|| format!("`{code}` is no value of {}", field.name()))?;
            values |= 1 << value;
        }
        Ok(values)
    }
}
