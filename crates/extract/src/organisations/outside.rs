//! The body that a page names outside its running text: label, signature, contact block, site line.
//!
//! In:   a laid-out notice, its names.
//! Out:  candidates, each with how surely its place says that this body speaks.
//! Data: `words/name_label`, `reached`, `name_like_end`, `member`, `medium_final`, `press_paper`; `issuers/officer`.
//!
//! | line                                         | body             | sign     |
//! |----------------------------------------------|------------------|----------|
//! | 会社名 架空商事株式会社                      | 架空商事株式会社 | label    |
//! | 架空商事株式会社 代表取締役 見本太郎         | 架空商事株式会社 | signed   |
//! | 架空市 福祉課 〒000-0000 架空市…             | 架空市           | contact  |
//! | 生協架空 \| 組合員サービス \| 採用           | 生協架空         | site     |
//! | INFORMATION, 所在地 架空市…                  | none             |          |
//!
//! Not here: what is furniture of the page (`furniture.rs`), the issuer that `segment` found beside the heading (`speakers.rs`).

use jikenbo_lexicon::{Tag, is_term, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::ByteRange;

use super::{
    Name, Party,
    contractors::under_contractor,
    forms,
    furniture::{is_furniture, looks_like_name},
    is_bystander,
    names::of_sentence,
    party,
};
use crate::cues::{self, Cues};
use crate::notice::{Notice, Place, Sentence};

/// Lines at the end of a notice among which a signature or a contact block stands.
const TAIL: usize = 14;
/// Lines below the heading among which a signature stands.
const HEAD: usize = 8;
/// Lines between them that are searched for an officer's signature.
const MIDDLE: usize = 200;
/// Longest line that is read, in characters.
const LONGEST: usize = 70;

/// How surely a place says that the body speaks; later ones are surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// A word without any sign of a name in the line of the site.
    BareSite,
    /// A name in the line of the site.
    Site,
    /// A name before an office, a number or an address.
    Contact,
    /// A name alone on a line, or before an officer.
    Signed,
    /// A name behind a label such as 会社名.
    Label,
}

/// A body named outside the running text.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) sign: Sign,
    pub(super) party: Party,
}

/// The surest body that the lines around the text name; of equals the one that stands first.
pub(super) fn find(notice: &Notice<'_>, names: &[Name]) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    for index in lines(notice) {
        if let Some(found) = read_line(notice, names, index)
            && best.as_ref().is_none_or(|known| found.sign > known.sign || outranks(&found, known))
        {
            best = Some(found);
        }
    }
    best
}

/// Whether of two that sign one is the firm and the other its shop or hotel: 「株式会社架空観光」 above 「ホテル架空 支配人」.
fn outranks(found: &Candidate, known: &Candidate) -> bool {
    let is_firm = |party: &Party| party.name.contains("会社");
    found.sign == Sign::Signed
        && known.sign == Sign::Signed
        && is_firm(&found.party)
        && party_without_form(known)
        && !forms::is_own_house(&known.party.name)
}

fn party_without_form(candidate: &Candidate) -> bool {
    let name = &candidate.party.name;
    forms::without_form(name) == name && !forms::is_government(name)
}

/// Indexes of the lines that may name the body: above the heading, right below it, at the end.
fn lines<'n>(notice: &'n Notice<'_>) -> impl Iterator<Item = usize> + 'n {
    let count = notice.sentences.len();
    let first_body = notice.sentences.iter().position(|sentence| sentence.place == Place::Body).unwrap_or(count);
    let context = 0..first_body;
    let head = first_body..(first_body + HEAD).min(count);
    let tail = count.saturating_sub(TAIL).max(head.end)..count;
    let is_line = move |index: &usize| {
        let sentence = &notice.sentences[*index];
        let words = notice.text_of(sentence);
        let alone = (*index == 0 || notice.sentences[*index - 1].line != sentence.line)
            && notice.sentences.get(*index + 1).is_none_or(|next| next.line != sentence.line);
        sentence.place != Place::Title
            && alone
            && !words.ends_with(['。', '?', '!'])
            && words.chars().nth(LONGEST).is_none()
    };
    let near: Vec<usize> = context.chain(head.clone()).chain(tail.clone()).filter(is_line).collect();
    // Elsewhere only an officer's signature tells.
    let between = head.end..tail.start.min(head.end + MIDDLE);
    near.into_iter()
        .chain(between.filter(is_line).filter(|&index| ends_in_officer(notice.text_of(&notice.sentences[index]))))
}

/// Whether a line is one of an officer: 「架空市長 見本花子」.
fn ends_in_officer(line: &str) -> bool {
    if line.chars().nth(40).is_some() || line.contains(['、', '。', '「']) {
        return false;
    }
    let mut words = line.split(' ').filter(|word| !word.is_empty());
    words.any(|word| longest_at_end(Tag::IssuersOfficer, word) > 0) && words.count() <= 2
}

/// The body that a line names.
fn read_line(notice: &Notice<'_>, all: &[Name], index: usize) -> Option<Candidate> {
    let text: &str = &notice.text;
    let sentence = &notice.sentences[index];
    let names = of_sentence(all, index);
    let line = sentence.range;
    let marks: &[char] = &['■', '●', '◆', '▼', '【', '】', '・', '[', ']', '<', '>', '(', ' ', '※', '□', '○', '◇', '~'];
    let words = line.of(text);
    if let Some(at) = holder(text, line) {
        let named = names.iter().find(|name| name.range.start == at.start && name.range.end <= at.end)?;
        let is_medium = longest_at_end(Tag::WordsMediumFinal, forms::without_form(at.of(text))) > 0;
        let sure = named.range.end == at.end && !is_medium && !is_bystander(at.of(text));
        let party = party(notice, all, named.core.of(text), named.range, "organisations.rights");
        return sure.then_some(Candidate { sign: Sign::Site, party });
    }
    // 「2023/06/19 架空学院」
    let dated: &[char] = &['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '/', '.', '年', '月', '日', '-', ' '];
    let words = if words.starts_with("20") || words.starts_with("令和") {
        cues::behind(words, &["令和"]).trim_start_matches(dated)
    } else {
        words
    };
    let numbered = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let words = match numbered.strip_prefix(['.', ')', '、']) {
        Some(rest) if numbered.len() < words.len() => {
            rest.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '(')
        }
        _ => words,
    };
    let mut start = line.end - words.trim_start_matches(marks).len();
    // 「(公社)架空学会」
    if text[..start].ends_with('(') && longest_at_start(Tag::OrganisationsLegalForm, &text[start - 1..line.end]) > 0 {
        start -= 1;
    }
    // 「会社名 …」, 「商号:…」
    let label = longest_at_start(Tag::WordsNameLabel, &text[start..line.end]);
    let behind = &text[start + label..line.end];
    let value = behind.trim_start_matches([' ', ':', '】', ']', '>', '/', '\t', ')']);
    let labelled = label > 0 && value.len() < behind.len() && !value.is_empty();
    let start = if labelled { line.end - value.len() } else { start };
    let body = &text[start..line.end];
    let named = names
        .iter()
        .find(|name| name.range.start == start && name.range.end <= line.end && !is_bystander(name.range.of(text)));
    let speaks = named.is_some() || labelled || sentence.place == Place::Context || body.ends_with(')');
    if !speaks && !body.contains(['様', '方']) || is_furniture(body) {
        return None;
    }
    let make = |at: ByteRange, sign: Sign, rule: &'static str| {
        let party = party(notice, all, forms::without_form(at.of(text)), at, rule);
        Some(Candidate { sign, party })
    };
    // 「所属 市民課(架空市)」
    if let Some(open) = body.find('(')
        && body.ends_with(')')
        && (forms::is_office(body[..open].trim_end()) || is_team(body[..open].trim_end()))
    {
        let inner = ByteRange::new(start + open + 1, line.end - 1);
        if names.iter().any(|name| name.range == inner) {
            return make(inner, Sign::Contact, "organisations.outside");
        }
    }
    let of_place = labelled && text[line.start..start].contains("発生");
    let piece = ByteRange::new(start, start + first_piece(body));
    let is_medium = |at: ByteRange| longest_at_end(Tag::WordsMediumFinal, forms::without_form(at.of(text))) > 0;
    if let Some(name) = named {
        let at = without_secretariat(text, name.range, piece);
        let rest = text[at.end..line.end].trim_start_matches([' ', ')']);
        let contact = labelled && is_contact_label(text, line);
        let is_place = forms::is_town(at.of(text));
        let sign = match (labelled && !contact, sentence.place) {
            (true, _) => {
                if of_place {
                    Sign::Site
                } else {
                    Sign::Label
                }
            }
            // 「担当:木村」
            _ if contact && (rest.is_empty() || rest.starts_with('(')) => {
                if is_place {
                    return None;
                }
                Sign::Contact
            }
            _ if rest.is_empty() || signs(rest) => Sign::Signed,
            (_, Place::Context) if rest.starts_with(['|', '>', '/']) => Sign::Site,
            _ if is_reached(rest) && !rest.starts_with(['の', 'が', 'は', 'を', 'へ', 'に', 'で', 'と', 'も']) => {
                Sign::Contact
            }
            (_, Place::Context) if is_site_word(rest) => Sign::Site,
            (_, Place::Context) if sentence.line == 0 && name.has_form() && text[at.end..].starts_with(' ') => {
                Sign::Site
            }
            _ => return None,
        };
        if sign != Sign::Label && sentence.place == Place::Body && under_contractor(text, sentence.range.start) {
            return None;
        }
        if is_medium(at) && sign != Sign::Label || told(text, at, sign, sentence) {
            return None;
        }
        return make(at, sign, "organisations.outside");
    }
    if let Some(at) = addressed(text, start, line.end) {
        return make(at, Sign::Site, "organisations.site_name");
    }
    let words = piece.of(text).trim_end();
    let words = match words.split_once(' ') {
        Some((front, office)) if labelled && is_reached(office) => front,
        _ => words,
    };
    let at = ByteRange::new(piece.start, piece.start + words.len());
    if labelled
        && looks_like_name(words)
        && longest_at_end(Tag::WordsMember, words) == 0
        && (of_place || !is_contact_label(text, line))
    {
        let sign = if of_place { Sign::Site } else { Sign::Label };
        return make(at, sign, "organisations.outside_label");
    }
    // A shop's or school's own name heads its page: 「コープみほん > お知らせ」.
    let heads = sentence.place == Place::Context && (sentence.line == 0 || !body[words.len()..].trim().is_empty());
    if heads && looks_like_name(words) && !is_medium(at) {
        let ends = longest_at_end(Tag::WordsNameLikeEnd, words);
        let sign = if ends > 0 && ends < words.len() { Sign::Site } else { Sign::BareSite };
        return make(at, sign, "organisations.site_name");
    }
    None
}

/// Who holds the rights of the page: 「Copyright (C) 2024 架空市 All Rights Reserved.」.
fn holder(text: &str, line: ByteRange) -> Option<ByteRange> {
    const SIGNS: Cues = Cues::of(&["Copyright", "COPYRIGHT", "copyright", "(C)", "(c)", "©", "著作権は"]);
    const YEARS: &[char] = &['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-', ',', '.', ' ', '年', '~', ':'];
    let words = line.of(text);
    let mut rest = words;
    while let Some(behind) = SIGNS.strip(rest) {
        rest = behind.trim_start_matches(YEARS);
    }
    if rest.len() == words.len() || rest.is_empty() {
        return None;
    }
    let stop = ["All ", "ALL ", "all ", "Inc", "Co.", "無断"]
        .iter()
        .filter_map(|word| rest.find(word))
        .min()
        .unwrap_or(rest.len());
    let name = rest[..stop].trim_end_matches(YEARS);
    let start = line.end - rest.len();
    (!name.is_empty()).then(|| ByteRange::new(start, start + name.len()))
}

/// The shop or house whose customers a line addresses: 「架空荘をご予約いただいたお客様へ」.
fn addressed(text: &str, start: usize, end: usize) -> Option<ByteRange> {
    let line = &text[start..end];
    if !line.contains(['様', '方']) {
        return None;
    }
    let cue = line.char_indices().find(|&(at, _)| longest_at_start(Tag::WordsAddressed, &line[at..]) > 0)?.0;
    let words = line[..cue].trim_matches(['「', '」', '『', '』', ' ']);
    let begin = start + line[..cue].find(words)?;
    looks_like_name(words).then(|| ByteRange::new(begin, begin + words.len()))
}

/// A name on a line of its own may be a place, an addressee or an item of a list.
fn told(text: &str, at: ByteRange, sign: Sign, sentence: &Sentence) -> bool {
    let words = at.of(text);
    let marked = sentence.range.of(text).starts_with(['・', '※', '(', '①', '○']) && !words.starts_with('(');
    sign < Sign::Label && marked && sentence.place == Place::Body
        || sentence.place == Place::Context
            && is_term(Tag::PrefecturesFull, words)
            && sentence.range.of(text).trim_matches(['■', '●', '【', '】', '[', ']', ' ']) == words
}

/// Whether a line is one of contacts: the words behind its label may be an office.
fn is_contact_label(text: &str, line: ByteRange) -> bool {
    stands_in(Tag::WordsReached, line.of(text))
        || ["問", "連絡", "担当", "窓口", "照会"].iter().any(|word| line.of(text).contains(word))
}

/// 「架空祭実行委員会事務局」: the office gives way to its body.
fn without_secretariat(text: &str, name: ByteRange, _piece: ByteRange) -> ByteRange {
    let words = name.of(text);
    match words.strip_suffix("事務局") {
        Some(body) if longest_at_end(Tag::OrganisationsFinal, body) > 0 => {
            ByteRange::new(name.start, name.start + body.len())
        }
        _ => name,
    }
}

/// Length of the first piece of a line of several: 「生協架空 | 採用」, 「架空社 > お知らせ」.
fn first_piece(line: &str) -> usize {
    let stop = line.find(['|', '>', '»', '«', '/', '/']).unwrap_or(line.len());
    line[..stop].trim_end().len()
}

/// Whether an officer, an office or nothing but a person follows a name: 「代表取締役 見本太郎」, 「総務部」.
fn signs(rest: &str) -> bool {
    let head = rest.strip_prefix('長').is_some_and(|person| person.is_empty() || person.starts_with(' '));
    (head || longest_at_start(Tag::IssuersOfficer, rest) > 0) && rest.chars().count() <= 24
}

/// Whether an office, a number or an address follows a name.
fn is_reached(rest: &str) -> bool {
    stands_in(Tag::WordsReached, rest)
        || longest_at_start(Tag::WordsMember, rest) > 0
        || rest.split(' ').any(|word| word.ends_with(['部', '課', '室', '係', '局', '科']) && word.chars().count() >= 2)
}

/// Whether the words behind a name on the line of a site only say that it is one: 「公式ウェブサイト」.
fn is_site_word(rest: &str) -> bool {
    longest_at_start(Tag::WordsPressPaper, rest) > 0
        || [
            "からのお知らせ",
            "よりお知らせ",
            "からお知らせ",
            "からのお詫び",
            "からのご報告",
            "公式",
            "役所",
            "役場",
            "ウェブサイト",
            "ホームページ",
            "サイト",
            "Official",
        ]
        .iter()
        .any(|word| rest.starts_with(word))
}

/// Whether words are those of a shop's or service's own people: 「みほん運営事務局」, 「見本オンライン運営チーム」.
fn is_team(words: &str) -> bool {
    const KINDS: Cues =
        Cues::of(&["チーム", "事務局", "運営", "サポート", "編集部", "センター", "窓口", "スタッフ", "一同"]);
    words.chars().count() <= 24 && !words.contains(['、', '。', ':', '・']) && KINDS.end(words)
}
