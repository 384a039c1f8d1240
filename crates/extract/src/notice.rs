//! A notice laid out for reading: its flowing text, cut into sentences, with every term that the lexicon knows.
//!
//! In:   a page, its normal form and one article of it.
//! Out:  `Notice`, the view that all readers of fields share.
//!
//! Lines that a narrow layout broke in the middle of a sentence are joined, so that a term broken over two lines is found.
//! The lines above the heading that belong to the article (`Article::context`) come first.
//! Not here: what a term means (`scope.rs` and the readers).

use std::borrow::Cow;

use jikenbo_lexicon::{Class, Lexicon, Mention, Tag, TagSet};
use jikenbo_model::{Article, ByteRange, Page, PartialDate};
use jikenbo_text::{Normalised, may_end_number};

use crate::events::dates::{self, Dated};
use crate::happening::{self, Happening};
use crate::{flow, scope, section::Section, sieve::Sieve};

/// A sentence or a line of its own.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    /// Bytes of the notice's text, without the line end.
    pub(crate) range: ByteRange,
    /// Which mentions of the notice lie inside.
    pub(crate) mentions: std::ops::Range<usize>,
    /// Their tags.
    pub(crate) tags: TagSet,
    /// Their classes, one bit each.
    classes: u64,
    /// Whether a counter stands inside right behind what may be a number.
    pub(crate) counts: bool,
    /// Which of the notice's happenings are told inside.
    happenings: std::ops::Range<usize>,
    /// The characters that it holds.
    pub(crate) sieve: Sieve,
    /// Under which heading of the notice it stands.
    pub(crate) section: Section,
    /// Whether it is a heading of its own line.
    pub(crate) is_heading: bool,
    /// Where it stands with regard to the article.
    pub(crate) place: Place,
    /// Why its facts are none of this incident.
    pub(crate) aside: Option<scope::Aside>,
    /// Number of its line in the notice, from 0.
    pub(crate) line: u32,
}

impl Sentence {
    /// A sentence that no mention is known of yet.
    pub(crate) fn new(range: ByteRange, sieve: Sieve, place: Place, line: u32) -> Self {
        Self {
            range,
            mentions: 0..0,
            tags: TagSet::default(),
            classes: 0,
            counts: false,
            happenings: 0..0,
            sieve,
            section: Section::None,
            is_heading: false,
            place,
            aside: None,
            line,
        }
    }

    /// Whether the sentence holds what a reader needs.
    pub(crate) fn meets(&self, needs: &Needs) -> bool {
        self.classes & needs.classes != 0 || self.tags.has_any(&needs.tags)
    }

    /// Whether a term of this class stands inside.
    pub(crate) fn has_class(&self, class: Class) -> bool {
        self.classes & (1 << class as u32) != 0
    }
}

/// What a sentence must hold for a reader to look at it: a term of one of these classes or files.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Needs {
    classes: u64,
    tags: TagSet,
}

impl Needs {
    /// One of these.
    pub(crate) const fn one_of(classes: &[Class], tags: &[Tag]) -> Self {
        let mut needs = Self { classes: 0, tags: TagSet::of(tags) };
        let mut index = 0;
        while index < classes.len() {
            needs.classes |= 1 << classes[index] as u32;
            index += 1;
        }
        needs
    }

    /// Or one of these.
    pub(crate) const fn or(mut self, tags: &[Tag]) -> Self {
        let mut index = 0;
        while index < tags.len() {
            self.tags.insert(tags[index]);
            index += 1;
        }
        self
    }
}

/// Every class has a bit in a sentence.
const _: () = assert!(Class::COUNT <= 64);

/// Where a sentence stands with regard to the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Lines above the heading that are read with the article.
    Context,
    /// The heading's line or lines.
    Title,
    /// The text below.
    Body,
}

/// A piece of the notice's text and where it stands in the page's normal form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    /// Where it starts in the notice's text.
    pub(crate) at: usize,
    /// Where it starts in the page's normal form.
    pub(crate) normal: usize,
}

/// One article, laid out for reading. All ranges are bytes of `text` unless said otherwise.
pub(crate) struct Notice<'a> {
    pub(crate) page: &'a Page,
    normal: &'a Normalised,
    pub(crate) article: &'a Article,
    /// Context, heading and body in normal form, one line a block.
    pub(crate) text: Cow<'a, str>,
    pieces: Vec<Piece>,
    pub(crate) sentences: Vec<Sentence>,
    mentions: Vec<Mention>,
    dates: Vec<Dated>,
    day: Option<PartialDate>,
    told_on: Option<PartialDate>,
    happenings: Vec<Happening>,
    /// The characters that its sentences hold.
    pub(crate) sieve: Sieve,
    /// The tags of its mentions.
    pub(crate) tags: TagSet,
}

/// Whether a word of reference is only the end of a place's name: 本県 in 熊本県, 本市 in 松本市.
fn is_inside_name(text: &str, mention: &Mention) -> bool {
    mention.tag == Tag::RolesSelfReference
        && text[mention.start as usize..].starts_with('本')
        && text[..mention.start as usize].chars().next_back().is_some_and(|before| {
            jikenbo_text::is_kanji(before) && !matches!(before, '日' | '般' | '度' | '回' | '際' | '時' | '後' | '在')
        })
}

/// How much of a page's head is read for the day of an update, in bytes.
const HEAD_BYTES: usize = 900;

/// The head of a page.
fn head_of(normal: &Normalised) -> &str {
    let text = normal.text();
    let end = text.floor_char_boundary(text.len().min(HEAD_BYTES));
    &text[..end]
}

impl<'a> Notice<'a> {
    /// Lays out one article.
    pub(crate) fn new(
        page: &'a Page,
        normal: &'a Normalised,
        article: &'a Article,
        around: Option<PartialDate>,
        lexicon: &Lexicon,
    ) -> Self {
        let flow::Flow { text, pieces, lines } = flow::lay_out(page, normal, article);
        let mut mentions = Vec::with_capacity(text.len() / 6);
        lexicon.find(&text, &mut mentions);
        let mut sentences = flow::cut(&text, &lines);
        // Each sentence gets its mentions; those that are none fall out on the way.
        let (mut kept, mut next) = (0, 0);
        let mut tags = TagSet::default();
        for sentence in &mut sentences {
            let first = kept;
            while let Some(&mention) = mentions.get(next).filter(|next| (next.start as usize) < sentence.range.end) {
                next += 1;
                // A sentence that was cut for its length may end within a term: half a term says nothing.
                if mention.end as usize > sentence.range.end || is_inside_name(&text, &mention) {
                    continue;
                }
                mentions[kept] = mention;
                kept += 1;
                sentence.tags.insert(mention.tag);
                tags.insert(mention.tag);
                let class = mention.tag.class();
                sentence.classes |= 1 << class as u32;
                sentence.counts |= class == Class::Units && may_end_number(&text[..mention.start as usize]);
            }
            sentence.mentions = first..kept;
        }
        mentions.truncate(kept);
        let day = article.dated.as_ref().map(|dated| dated.value).or(around);
        let mut dates = dates::read(&text, day);
        let told_on = article.dated.as_ref().map(|dated| dates::last_update(head_of(normal), dated.value));
        dates::settle(&mut dates, &text, &sentences, &mentions, told_on.or(day), told_on.is_none());
        if day.is_none() {
            dates::settle_announcement(&mut dates, &sentences);
        }
        let mut sieve = Sieve::default();
        sentences.iter().for_each(|sentence| sieve.add(&sentence.sieve));
        let mut notice = Self {
            page,
            normal,
            article,
            text: Cow::Owned(text),
            pieces,
            sentences,
            mentions,
            dates,
            day,
            told_on,
            happenings: Vec::new(),
            sieve,
            tags,
        };
        crate::section::assign(&mut notice);
        scope::assign(&mut notice);
        notice.read_happenings();
        if notice.day.is_none()
            && let Some(day) = crate::events::announced_on(&notice)
        {
            dates::resolve_anew(&mut notice.dates, day);
        }
        notice
    }

    fn read_happenings(&mut self) {
        let mut found = Vec::new();
        for index in 0..self.sentences.len() {
            let first = found.len();
            happening::read(self, &self.sentences[index], &mut found);
            self.sentences[index].happenings = first..found.len();
        }
        self.happenings = found;
    }

    /// What a sentence says happened to the information, in reading order.
    pub(crate) fn happenings(&self, sentence: &Sentence) -> &[Happening] {
        &self.happenings[sentence.happenings.clone()]
    }

    /// The text of a sentence.
    pub(crate) fn text_of(&self, sentence: &Sentence) -> &str {
        sentence.range.of(&self.text)
    }

    /// Where these words stand in the sentences of the text, in reading order; `holds` are their characters.
    pub(crate) fn places_of(&self, words: &'static str, holds: &'static Sieve) -> impl Iterator<Item = usize> {
        let sentences = if self.sieve.may_hold(holds) { &self.sentences[..] } else { &[] };
        sentences.iter().filter(|sentence| sentence.sieve.may_hold(holds)).flat_map(move |sentence| {
            self.text_of(sentence).match_indices(words).map(|(at, _)| sentence.range.start + at)
        })
    }

    /// The mentions of a sentence, in reading order.
    pub(crate) fn mentions(&self, sentence: &Sentence) -> &[Mention] {
        &self.mentions[sentence.mentions.clone()]
    }

    /// The dates that start in `range`, in reading order.
    pub(crate) fn dates_in(&self, range: ByteRange) -> &[Dated] {
        let first = self.dates.partition_point(|dated| dated.mention.range.start < range.start);
        let end = self.dates.partition_point(|dated| dated.mention.range.start < range.end);
        &self.dates[first..end]
    }

    /// The mentions that lie in `range`, in reading order; the cost is that of the range, not of its sentence.
    pub(crate) fn mentions_in(&self, range: ByteRange) -> impl Iterator<Item = &Mention> {
        let first = self.mentions.partition_point(|mention| (mention.start as usize) < range.start);
        let behind = &self.mentions[first..];
        behind
            .iter()
            .take_while(move |mention| (mention.start as usize) < range.end)
            .filter(move |mention| mention.end as usize <= range.end)
    }

    /// The day of the article, or one around it that its page tells.
    pub(crate) fn day(&self) -> Option<PartialDate> {
        self.day
    }

    /// The last day on which the article was written on: its own day, or that of an update which its page names.
    pub(crate) fn told_on(&self) -> Option<PartialDate> {
        self.told_on
    }

    /// Whether a sentence speaks of its body in the first person, as no medium does.
    pub(crate) fn speaks_for_itself(&self) -> bool {
        self.tags.has(Tag::RolesSelfReference) || self.tags.has(Tag::StepsOwnVoice)
    }

    /// The mentions of a sentence that are of one class.
    pub(crate) fn of_class<'s>(
        &'s self,
        sentence: &Sentence,
        class: Class,
    ) -> impl DoubleEndedIterator<Item = &'s Mention> {
        let mentions = if sentence.has_class(class) { self.mentions(sentence) } else { &[] };
        mentions.iter().filter(move |mention| mention.tag.class() == class)
    }

    /// The first mention with this tag in a sentence.
    pub(crate) fn first(&self, sentence: &Sentence, tag: Tag) -> Option<&Mention> {
        if !sentence.tags.has(tag) {
            return None;
        }
        self.mentions(sentence).iter().find(|mention| mention.tag == tag)
    }

    /// The words of a mention.
    pub(crate) fn words(&self, mention: &Mention) -> &str {
        &self.text[mention.start as usize..mention.end as usize]
    }

    /// Where the title stands in the notice's text; `None` without one.
    pub(crate) fn title(&self) -> Option<ByteRange> {
        self.place_of(self.article.title_range?)
    }

    /// Where bytes of the page's text stand in the notice's text; `None` if they do not.
    pub(crate) fn place_of(&self, source: ByteRange) -> Option<ByteRange> {
        let normal = ByteRange::new(self.normal.normal_offset(source.start), self.normal.normal_offset(source.end));
        let start = self.flow_position(normal.start, false)?;
        let end = self.flow_position(normal.end, true)?;
        let words = self.text.get(start..end)?.trim_end_matches('\n');
        (!words.is_empty()).then(|| ByteRange::new(start, start + words.len()))
    }

    /// Where a position of the page's normal form stands in the notice's text. An end that lies on a joint belongs to the piece before it.
    fn flow_position(&self, normal: usize, is_end: bool) -> Option<usize> {
        let (index, piece) = self
            .pieces
            .iter()
            .enumerate()
            .filter(|(_, piece)| if is_end { piece.normal < normal } else { piece.normal <= normal })
            .max_by_key(|(_, piece)| piece.normal)?;
        let end = self.pieces.get(index + 1).map_or(self.text.len(), |next| next.at);
        Some((piece.at + (normal - piece.normal)).min(end))
    }

    /// Bytes of the page's text for a range of the notice's text: evidence.
    pub(crate) fn evidence(&self, range: ByteRange) -> ByteRange {
        let start = self.normal_position(range.start, false);
        let end = self.normal_position(range.end, true);
        self.normal.source_range(ByteRange::new(start, end.max(start)))
    }

    /// Bytes of the page's text for a mention.
    pub(crate) fn evidence_of(&self, mention: &Mention) -> ByteRange {
        self.evidence(ByteRange::new(mention.start as usize, mention.end as usize))
    }

    /// Position in the page's normal form. An end that lies on a joint belongs to the piece before it.
    fn normal_position(&self, at: usize, is_end: bool) -> usize {
        let after = self.pieces.partition_point(|piece| if is_end { piece.at < at } else { piece.at <= at });
        match after.checked_sub(1) {
            Some(index) => self.pieces[index].normal + (at - self.pieces[index].at),
            None => self.pieces.first().map_or(at, |piece| piece.normal),
        }
    }
}
