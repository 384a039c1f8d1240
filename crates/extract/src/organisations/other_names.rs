//! Who an organisation is besides its name: former, English and kana names, and the body whose subsidiary it is.
//!
//! In:   a notice's text, its names, the body that published it.
//! Out:  facts of identity with their words, and the day of a renaming where the text dates it.
//! Data: lexicon files `words/name_*`, `words/subsidiary_kind`.
//!
//! | text                                             | organisation     | fact                          |
//! |--------------------------------------------------|------------------|-------------------------------|
//! | 株式会社架空商事(旧社名:見本物産株式会社)      | 株式会社架空商事 | former 見本物産株式会社       |
//! | 見本物産株式会社(現 株式会社架空商事)          | 株式会社架空商事 | former 見本物産株式会社       |
//! | 当社は4月1日に社名を株式会社架空商事に変更       | 株式会社架空商事 | former: the speaker, since then |
//! | 株式会社架空商事(英文名:Kakuu Shoji Co., Ltd.) | 株式会社架空商事 | English name                  |
//! | 架空HD株式会社の連結子会社である株式会社架空商事 | 株式会社架空商事 | parent 架空HD株式会社         |
//!
//! Not here: short names that a notice sets for itself (`aliases.rs`).

use jikenbo_lexicon::{Tag, longest_at_end, longest_at_start};
use jikenbo_model::{ByteRange, Found, NameKind, OtherName, PartialDate};

use super::names::of_sentence;
use super::{Cast, Name};
use crate::{notice::Notice, sieve::Sieve};

/// Most facts that are read of one notice.
const MOST: usize = 40;
/// Longest bracket that explains a name, in bytes.
const BRACKET_BYTES: usize = 180;
/// Longest name, in characters.
const NAME_CHARS: usize = 60;

/// What tells of another name or a parent; a notice that holds none of these characters is not searched.
const TELLS: [Sieve; 7] = [
    Sieve::of("旧"),
    Sieve::of("現("),
    Sieve::of("英"),
    Sieve::of("名変更"),
    Sieve::of("改称"),
    Sieve::of("子会社"),
    Sieve::of("ナ("),
];

impl Cast {
    /// Other names of organisations and their parents, as the notice tells them.
    pub(crate) fn other_names(&self, notice: &Notice<'_>) -> Vec<Found<OtherName>> {
        if !TELLS.iter().any(|sign| notice.sieve.may_hold(sign)) {
            return Vec::new();
        }
        let speaker = self.publisher.as_ref().map(|party| party.name.as_str());
        let mut reader = Reader { notice, names: &self.names, speaker, found: Vec::new() };
        for name in &self.names {
            reader.bracket(name);
        }
        reader.renamings();
        reader.subsidiaries();
        reader.found
    }
}

struct Reader<'n> {
    notice: &'n Notice<'n>,
    names: &'n [Name],
    /// Who says 当社.
    speaker: Option<&'n str>,
    found: Vec<Found<OtherName>>,
}

/// A name where it stands, or the one who speaks.
#[derive(Clone, Copy)]
struct Named<'n> {
    name: &'n str,
    at: ByteRange,
}

impl<'n> Reader<'n> {
    fn text(&self) -> &'n str {
        &self.notice.text
    }

    fn tell(&mut self, of: Named<'_>, name: Named<'_>, kind: NameKind, since: Option<PartialDate>) {
        let is_told = |known: &&mut Found<OtherName>| {
            known.value.kind == kind && known.value.of == of.name && known.value.name == name.name
        };
        if let Some(known) = self.found.iter_mut().find(is_told) {
            known.value.since = known.value.since.or(since);
            return;
        }
        if of.name == name.name || self.found.len() >= MOST {
            return;
        }
        let range = ByteRange::new(of.at.start.min(name.at.start), of.at.end.max(name.at.end));
        let value = OtherName { of: of.name.to_owned(), name: name.name.to_owned(), kind, since };
        self.found.push(Found::new(value, self.notice.evidence(range), "organisations.other_name"));
    }

    fn named(&self, at: ByteRange) -> Named<'n> {
        Named { name: at.of(self.text()).trim(), at }
    }

    /// The first day that a stretch of text names.
    fn day(&self, range: ByteRange) -> Option<PartialDate> {
        self.notice.dates_in(range).iter().rev().find_map(|dated| dated.resolved.start)
    }

    /// What a bracket right behind a name says of it.
    fn bracket(&mut self, name: &Name) {
        let text = self.text();
        let Some(inner) = text[name.range.end..].strip_prefix('(') else { return };
        let Some(length) = inner[..inner.floor_char_boundary(BRACKET_BYTES + 1)].find(')') else { return };
        let start = name.range.end + 1;
        let of = self.named(name.range);
        let since = self.day(ByteRange::new(start, start + length));
        let mut from = start;
        for item in inner[..length].split(['、', '/', ';']) {
            let range = ByteRange::new(from, from + item.len());
            from = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
            self.item(of, range, since);
        }
    }

    fn item(&mut self, of: Named<'n>, range: ByteRange, since: Option<PartialDate>) {
        const LABELS: [(Tag, Option<NameKind>); 4] = [
            (Tag::WordsNameFormer, Some(NameKind::Former)),
            (Tag::WordsNamePresent, None),
            (Tag::WordsNameEnglish, Some(NameKind::English)),
            (Tag::WordsNameKana, Some(NameKind::Kana)),
        ];
        let text = self.text();
        let item = range.of(text);
        if let Some(owner) = self.owner(item, range.start) {
            return self.tell(of, owner, NameKind::Parent, None);
        }
        // 「(2025年4月に見本物産株式会社から社名変更)」
        if let Some(former) = self.names.iter().find(|name| {
            (range.start..range.end).contains(&name.range.start)
                && longest_at_start(Tag::WordsNameTurned, text[name.range.end..].trim_start_matches('」')) > 0
        }) {
            return self.tell(of, self.named(former.range), NameKind::Former, since);
        }
        let words = item.trim_start();
        for (tag, kind) in LABELS {
            let label = longest_at_start(tag, words);
            if label == 0 {
                continue;
            }
            let value = words[label..]
                .trim_start_matches([':', ' ', '・', '「', '『', 'は', '='])
                .trim_end_matches([' ', '」', '』']);
            let start = value.as_ptr() as usize - text.as_ptr() as usize;
            let at = ByteRange::new(start, start + value.len());
            // 「(旧館)」「(現代美術館)」: the label must part from a name.
            let parted = words[label..].starts_with([':', ' ', '・', '「', '『', 'は', '='])
                || self
                    .names
                    .iter()
                    .any(|name| name.range.end == at.end && name.range.start <= start && name.has_form());
            let fits = match kind {
                Some(NameKind::English) => value.is_ascii(),
                Some(NameKind::Kana) => value.chars().all(is_kana),
                _ => true,
            };
            if !parted || !fits || !(2..=NAME_CHARS).contains(&value.chars().count()) || value.contains('。') {
                continue;
            }
            let other = Named { name: value, at };
            match kind {
                Some(kind) => self.tell(of, other, kind, since.filter(|_| kind == NameKind::Former)),
                None => self.tell(other, of, NameKind::Former, since),
            }
            return;
        }
    }

    /// The body whose subsidiary something is, where `words`, which start at `start`, end by saying so: 「架空HD株式会社の連結子会社」.
    fn owner(&self, words: &str, start: usize) -> Option<Named<'n>> {
        let mut words = words.trim_end().strip_suffix("子会社")?;
        loop {
            let kind = longest_at_end(Tag::WordsSubsidiaryKind, words);
            if kind == 0 {
                break;
            }
            words = &words[..words.len() - kind];
        }
        let words = words.strip_suffix('の')?;
        let end = start + words.len();
        let name = self.names.iter().find(|name| name.range.end == end && name.range.start >= start);
        name.map(|name| self.named(name.range)).or_else(|| self.speaks(words, end))
    }

    /// The one who speaks, where `words` end with 当社.
    fn speaks(&self, words: &str, end: usize) -> Option<Named<'n>> {
        let own = longest_at_end(Tag::RolesSelfReference, words);
        let name = self.speaker.filter(|_| own > 0)?;
        Some(Named { name, at: ByteRange::new(end - own, end) })
    }

    /// 「架空HD株式会社の連結子会社である株式会社架空商事」, 「当社子会社の株式会社架空商事」
    fn subsidiaries(&mut self) {
        const WORD: &str = "子会社";
        const SIGN: Sieve = Sieve::of(WORD);
        let text = self.text();
        for at in self.notice.places_of(WORD, &SIGN).take(MOST) {
            let end = at + WORD.len();
            let rest = &text[end..];
            let behind = rest.strip_prefix("である").or_else(|| rest.strip_prefix('の')).unwrap_or(rest);
            let behind = behind.trim_start_matches([' ', '、', '・', '「', ',']);
            let start = text.len() - behind.len();
            let Some(child) = self.names.iter().find(|name| name.range.start == start) else { continue };
            let line = text.ceil_char_boundary(text[..at].rfind(['\n', '。']).map_or(0, |at| at + 1));
            if let Some(owner) = self.owner(&text[line..end], line).or_else(|| self.speaks(&text[line..at], at)) {
                self.tell(self.named(child.range), owner, NameKind::Parent, None);
            }
        }
    }

    /// 「当社は2025年4月1日に社名を見本物産株式会社から株式会社架空商事に変更しました」
    fn renamings(&mut self) {
        let (notice, text) = (self.notice, self.text());
        for (index, sentence) in notice.sentences.iter().enumerate() {
            const SIGNS: [Sieve; 3] = [Sieve::of("名変更"), Sieve::of("商号変更"), Sieve::of("改称")];
            if !SIGNS.iter().any(|sign| sentence.sieve.may_hold(sign)) {
                continue;
            }
            let here = of_sentence(self.names, index).iter();
            let behind = |name: &Name| text[name.range.end..sentence.range.end].trim_start_matches(['」', '』']);
            let changed = |name: &Name| {
                let rest = behind(name);
                let verb = longest_at_start(Tag::WordsNameChanged, rest);
                let plain = matches!(&rest[..verb], "に変更" | "へ変更" | "に改め" | "へ改め");
                let noun = text[sentence.range.start..name.range.start].rfind('を').is_some_and(|at| {
                    longest_at_end(Tag::WordsNameNoun, &text[sentence.range.start..sentence.range.start + at]) > 0
                });
                verb > 0 && (!plain || noun)
            };
            let Some(new) = here.clone().find(|name| changed(name)) else { continue };
            let former = here.clone().filter(|name| name.range.end <= new.range.start).find(|name| {
                let rest = behind(name);
                ["から", "より"].iter().any(|from| rest.starts_with(from))
            });
            let topic = here
                .clone()
                .find(|name| name.range.end < new.range.start && behind(name).starts_with(['は', 'が', '(']));
            let own = || {
                let at = text[sentence.range.start..new.range.start].find(['は', 'が'])? + sentence.range.start;
                self.speaks(&text[sentence.range.start..at], at)
            };
            let Some(former) = former.or(topic).map(|name| self.named(name.range)).or_else(own) else { continue };
            let since = self.day(ByteRange::new(sentence.range.start, new.range.start));
            self.tell(self.named(new.range), former, NameKind::Former, since);
        }
    }
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | 'ー' | '・' | ' ')
}

#[cfg(test)]
mod tests {
    use crate::sample::{article, page, report};

    fn check(body: &str, expected: &[&str]) {
        let page = page(body);
        let report = report(&page, article(&page, true));
        let mut found: Vec<String> = report
            .other_names
            .iter()
            .map(|found| {
                let other = &found.value;
                let since = other.since.map_or(String::new(), |date| format!(" {date}"));
                format!("{} {} {}{since}", other.of, other.kind.code(), other.name)
            })
            .collect();
        found.sort();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn brackets_behind_a_name_say_who_it_is() {
        check("株式会社架空商事(旧社名:見本物産株式会社)は", &["株式会社架空商事 former 見本物産株式会社"]);
        check("株式会社架空商事(旧:見本物産)は", &["株式会社架空商事 former 見本物産"]);
        check("株式会社架空商事(旧見本物産株式会社)は", &["株式会社架空商事 former 見本物産株式会社"]);
        check("見本物産株式会社(現 株式会社架空商事)は", &["株式会社架空商事 former 見本物産株式会社"]);
        check(
            "株式会社架空商事(2025年4月1日に見本物産株式会社から社名変更)は",
            &["株式会社架空商事 former 見本物産株式会社 2025-04-01"],
        );
        check(
            "株式会社架空商事(カナ:カクウショウジ、英文名:Kakuu Shoji Co., Ltd.)は",
            &["株式会社架空商事 english Kakuu Shoji Co., Ltd.", "株式会社架空商事 kana カクウショウジ"],
        );
        check(
            "株式会社架空商事(架空ホールディングス株式会社の完全子会社)は",
            &["株式会社架空商事 parent 架空ホールディングス株式会社"],
        );
        check("株式会社架空商事(旧館)は", &[]);
        check("株式会社架空商事(現代美術部門)は", &[]);
        check("株式会社架空商事(本社:東京都、以下「当社」)は", &[]);
    }

    #[test]
    fn sentences_tell_of_renamings_and_parents() {
        check(
            "見本物産株式会社は、2025年4月1日付で社名を株式会社架空商事に変更しました。",
            &["株式会社架空商事 former 見本物産株式会社 2025-04-01"],
        );
        check(
            "同社は2025年4月に社名を「見本物産株式会社」から「株式会社架空商事」に変更しています。",
            &["株式会社架空商事 former 見本物産株式会社 2025-04"],
        );
        check(
            "見本物産株式会社は昨年、株式会社架空商事に商号変更しています。",
            &["株式会社架空商事 former 見本物産株式会社 2025"],
        );
        check(
            "架空ホールディングス株式会社の連結子会社である株式会社架空商事で漏えいがありました。",
            &["株式会社架空商事 parent 架空ホールディングス株式会社"],
        );
        check("見本物産株式会社は、宛先を架空商事株式会社に変更しました。", &[]);
        check("架空市は委託先を見本物産株式会社から架空商事株式会社に変更しました。", &[]);
        check("当社の子会社で漏えいがありました。", &[]);
    }
}
