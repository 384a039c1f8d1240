//! The page as the choice of headings sees it: lines, heads, and what stands around each head.
//!
//! In:   the page's lines and its short lines read as `Head`s.
//! Out:  `View`: questions that several readers ask of a line (whether it is running text, begins a block, files items, is a label).

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

use crate::{
    head::Head,
    lines::{Line, Shape},
    mark::Mark,
    role::Role,
    terms::List,
};

/// Labels above the title of an item, at most.
const LABELS: usize = 2;
/// Longest of them, in characters.
const LONGEST_LABEL: usize = 14;
/// How often a short line stands on a page that files its items by it, at least.
const FILED: usize = 3;

/// What surrounds a head.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Around {
    /// Blank lines before it.
    pub(crate) before: usize,
    /// Blank lines after it.
    pub(crate) after: usize,
    /// Whether a rule stands before it, with nothing but blank lines between.
    pub(crate) rule_before: bool,
    /// Whether the next line is a rule.
    pub(crate) underlined: bool,
    /// The next line of text.
    pub(crate) next: Option<usize>,
    /// The line of text before.
    pub(crate) previous: Option<usize>,
}

/// The page as the choice of headings sees it.
pub(crate) struct View<'a> {
    /// The page in normal form.
    pub(crate) normal: &'a str,
    /// Its lines.
    pub(crate) lines: &'a [Line],
    /// Its short lines.
    pub(crate) heads: &'a [Head],
    /// For each line the index of its head.
    pub(crate) head_of: Vec<Option<u32>>,
    /// For each head what surrounds it.
    pub(crate) around: Vec<Around>,
    /// Short lines that stand on the page so often that they file its items.
    categories: BTreeSet<&'a str>,
    /// For each line whether a news item opens on it, once that was asked.
    pub(super) opens_item: Vec<Cell<Option<bool>>>,
}

impl<'a> View<'a> {
    /// Looks at lines and heads together.
    pub(crate) fn new(normal: &'a str, lines: &'a [Line], heads: &'a [Head]) -> Self {
        let mut head_of = vec![None; lines.len()];
        for (index, head) in heads.iter().enumerate() {
            head_of[head.line] = u32::try_from(index).ok();
        }
        let mut around = vec![Around::default(); heads.len()];
        let (mut blanks, mut rule, mut previous) = (0, false, None);
        for (index, line) in lines.iter().enumerate() {
            match line.shape {
                Shape::Blank => blanks += 1,
                Shape::Rule => (blanks, rule) = (0, true),
                Shape::Text => {
                    if let Some(head) = head_of[index] {
                        let place = &mut around[head as usize];
                        (place.before, place.rule_before, place.previous) = (blanks, rule, previous);
                    }
                    (blanks, rule, previous) = (0, false, Some(index));
                }
            }
        }
        let (mut blanks, mut next) = (0, None);
        for (index, line) in lines.iter().enumerate().rev() {
            match line.shape {
                Shape::Blank => blanks += 1,
                Shape::Rule => blanks = 0,
                Shape::Text => {
                    if let Some(head) = head_of[index] {
                        let place = &mut around[head as usize];
                        (place.after, place.next) = (blanks, next);
                        place.underlined = lines.get(index + 1).is_some_and(|line| line.shape == Shape::Rule);
                    }
                    (blanks, next) = (0, Some(index));
                }
            }
        }
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for head in heads {
            let text = lines[head.line].text(normal);
            let plain = matches!(head.role, Role::Other | Role::Section)
                || head.role == Role::Around && (head.words.whole.has(List::Generic) || head.words.incidents > 0);
            if plain
                && head.marked.mark == Mark::Plain
                && text.chars().count() <= 12
                && !text.contains(['。', ':', '(', '['])
            {
                *times.entry(text).or_default() += 1;
            }
        }
        let mut categories: BTreeSet<&str> =
            times.iter().filter(|&(_, &times)| times >= FILED).map(|(text, _)| *text).collect();
        categories.extend(numbered(&times));
        let opens_item = vec![Cell::new(None); lines.len()];
        Self { normal, lines, heads, head_of, around, categories, opens_item }
    }

    /// Whether the line is one of the labels or kinds by which the page files its items (「インシデント」).
    pub(crate) fn is_category(&self, line: usize) -> bool {
        self.categories.contains(self.lines[line].text(self.normal))
    }

    /// The head of a line.
    pub(crate) fn head_at(&self, line: usize) -> Option<&'a Head> {
        self.head_of[line].map(|index| &self.heads[index as usize])
    }

    /// What surrounds the head of a line.
    pub(crate) fn around_of(&self, line: usize) -> Option<&Around> {
        self.head_of[line].map(|index| &self.around[index as usize])
    }

    /// The words of a head, with mark and stamp.
    pub(crate) fn text(&self, head: &Head) -> &'a str {
        self.lines[head.line].text(self.normal)
    }

    pub(super) fn title(&self, head: &Head) -> &'a str {
        head.title.of(self.text(head))
    }

    /// Whether running text stands on the line: too long for a head, or a sentence.
    pub(crate) fn is_body(&self, line: usize) -> bool {
        self.head_at(line).is_none_or(|head| head.role == Role::Sentence)
    }

    /// Whether a list sign stands before the words of a line.
    pub(crate) fn has_list_sign(&self, line: usize) -> bool {
        self.head_at(line).is_some_and(|head| head.marked.mark == Mark::List)
    }

    /// How many short lines stand right above a line and open its block with it: the kind and the day of an item of a list.
    pub(crate) fn labels_above(&self, line: usize) -> usize {
        let is_label = |line: usize| {
            self.head_at(line).is_some_and(|head| {
                matches!(head.role, Role::Other | Role::Section | Role::Around)
                    && self.text(head).chars().count() <= LONGEST_LABEL
            })
        };
        let labels = (0..line).rev().take(LABELS).take_while(|&line| is_label(line)).count();
        if labels > 0 && self.begins_block(line - labels) { labels } else { 0 }
    }

    /// Whether a head begins a block: a blank line, a rule or nothing stands before it.
    pub(crate) fn set_apart(&self, index: usize) -> bool {
        let place = &self.around[index];
        place.before >= 1
            || place.rule_before
            || place.previous.is_none_or(|line| self.is_category(line) && self.begins_block(line))
    }

    pub(super) fn begins_block(&self, line: usize) -> bool {
        line == 0 || self.lines[line - 1].shape != Shape::Text
    }

    /// Whether the text after a head is running text, a clause or the like, and no further head of the kind.
    pub(super) fn leads_to_body(&self, index: usize) -> bool {
        let Some(next) = self.around[index].next else { return false };
        self.is_body(next)
            || self.head_at(next).is_some_and(|head| match head.role {
                Role::Other | Role::Section | Role::Around => {
                    head.marked.mark != self.heads[index].marked.mark || head.strength < 4
                }
                _ => false,
            })
    }
}

/// Labels that number the items of a page (「1位」, 「事例2」, 「No.3」): the same word beside numbers, on lines of their own.
fn numbered<'a>(times: &BTreeMap<&'a str, usize>) -> Vec<&'a str> {
    let mut by_word: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for &text in times.keys().filter(|text| text.contains(|c: char| c.is_ascii_digit()) && text.len() <= 18) {
        let word: String = text.chars().filter(|c| !c.is_ascii_digit() && *c != ' ').collect();
        let is_date = word.contains(['年', '月', '日', '時', '/', '-', '人', '件', '名']);
        if !word.is_empty() && !is_date {
            by_word.entry(word).or_default().push(text);
        }
    }
    by_word.into_values().filter(|labels| labels.len() >= FILED).flatten().collect()
}
