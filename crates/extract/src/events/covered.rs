//! Dates of what the leaked information covers: 「4月1日から5日に購入した方」, 「平成29年分の納付書」.
//!
//! In:   a date with the words before and behind it.
//! Out:  the words that make it a `data_period`.
//! Data: `words/covered_act`, `covered_deed`, `person_noun`, `paper`, `in_span`.
//!
//! | behind the date             | what makes it one of the information                   |
//! |-----------------------------|--------------------------------------------------------|
//! | にご登録いただいた方          | an act of persons, politely told or told of persons    |
//! | から7日に購入した方           | the same plainly, in a period                          |
//! | から7日の申込分              | an act of persons as a noun, in a period               |
//! | に送付した会員               | a deed of the body that describes persons or papers    |
//! | から7日に本店で手続きをした方  | any deed that describes persons or papers, in a period |
//! | 分の納付書, 付の伝票          | papers of the time itself                              |
//!
//! Not here: labels, brackets and columns (`labelled.rs`).

use jikenbo_lexicon::{Class, Tag, longest_at_end, longest_at_start};
use jikenbo_model::EventType;
use jikenbo_text::{ByteRange, Edge};

use crate::cues::{self, Cues};
use crate::notice::Notice;

use super::entry::Entry;
use super::form::{Form, is_hiragana, is_kanji, is_occasion};
use super::words::{Kind::Known, Word};

/// Bytes behind a single day within which a word tells of its information (「…に登録された方」).
const NEAR_BYTES: usize = 48;
/// Bytes behind a period within which its clause may tell of the information.
const CLAUSE_BYTES: usize = 160;

/// The words that make a date one of what the information covers: 「…までに登録された方」「6月受付分」.
pub(super) fn covered(notice: &Notice<'_>, entry: &Entry<'_>, behind: &str, after: &[Word]) -> Option<ByteRange> {
    let mention = &entry.dated.mention;
    let date = mention.range;
    let is_coarse = mention.start.day.is_open() && !mention.is_time_alone();
    let is_long = mention.end.is_some() || mention.edge != Edge::On || mention.is_fiscal || is_coarse;
    // 「3月7日21時10分から8日12時28分まで、…見られる状態だった」: hours are of what stood open.
    let is_timed =
        mention.time.is_some() && (mention.end.is_some() || mention.has_time_end || mention.edge == Edge::Until);
    if is_timed && after.iter().any(|word| word.kind == Known(EventType::Exposure)) || mention.has_time_end {
        return None;
    }
    // 「12月分の請求書」「8月13日付の伝票」
    if of_papers(behind, is_long, mention.end.is_some() || mention.is_fiscal) {
        return Some(date);
    }
    let clause = clause_of(behind);
    let at = of_deed(notice, entry, behind, clause, is_long, after)
        .or_else(|| of_persons(notice, entry, behind, clause, after))?;
    // 「8月6日以降にお申し込みの方は対象ではありません」
    const NOT_MEANT: Cues = Cues::of(&["対象ではあり", "対象ではな", "対象外で"]);
    (!NOT_MEANT.stand_in(clause)).then_some(at)
}

/// The first act or deed behind a date, if the information is told by it.
fn of_deed(
    notice: &Notice<'_>,
    entry: &Entry<'_>,
    behind: &str,
    clause: &str,
    is_long: bool,
    after: &[Word],
) -> Option<ByteRange> {
    let is_told = |until: usize, but_inner: bool| {
        after.iter().any(|word| {
            word.at.start < until
                && word.kind != Known(EventType::DataPeriod)
                && !(but_inner && word.form == Form::Inner)
        })
    };
    // Near a single day, or up to the comma that closes the clause of a longer one.
    let until = match is_long {
        true => clause.len(),
        false if behind.starts_with(' ') => return None,
        false => clause.find('、').unwrap_or(clause.len()).min(NEAR_BYTES),
    };
    for act in acts(clause, until) {
        let between = &clause[..act.at.start];
        let at = ByteRange::new(entry.after.start + act.at.start, entry.after.start + act.at.end);
        if closes_span(between) {
            return None;
        }
        if act.is_noun && !is_of(between) {
            continue;
        }
        // 「15日から17日に発送した142件」: the slip itself, where what was sent went astray.
        if notice.tags.has(Tag::CausesMisdelivery) && longest_at_start(Tag::WordsSends, &clause[act.at.start..]) > 0 {
            return None;
        }
        // Another step tells of the date before the information is named.
        let front = ByteRange::new(entry.after.start, at.start);
        if notice.mentions_in(front).any(|m| m.tag.class() == Class::Authorities)
            || is_told(at.start, is_long && !act.is_noun)
        {
            return None;
        }
        if is_long || act.is_polite {
            return Some(entry.dated.mention.range.cover(at));
        }
    }
    None
}

/// The period of persons of whom its clause says what they did.
fn of_persons(notice: &Notice<'_>, entry: &Entry<'_>, behind: &str, clause: &str, after: &[Word]) -> Option<ByteRange> {
    let mention = &entry.dated.mention;
    let is_timed = mention.time.is_some() && mention.end.is_some();
    let is_period = (mention.end.is_some() || mention.is_fiscal || mention.edge == Edge::Since)
        && !entry.below
        && !is_timed
        && !mention.has_time_end;
    if !is_period || !behind.starts_with(['に', 'の', 'ま', 'か', 'よ', '以', '、']) {
        return None;
    }
    let verb = describes_person(clause)?;
    const POLITELY: Cues = Cues::of(&["され", "いただい", "られ", "なっ"]);
    if closes_span(&clause[..verb]) && !POLITELY.end(&clause[..verb]) {
        return None;
    }
    let until = entry.after.start + verb;
    let told = after
        .iter()
        .any(|word| word.at.start < until && word.form != Form::Object && !notice.text[until..].starts_with("た分"));
    (!told).then_some(mention.range)
}

/// Whether a comma ends the clause of a period, other than one right behind the period.
fn closes_span(between: &str) -> bool {
    between
        .match_indices('、')
        .any(|(comma, _)| comma > "までの間に".len() && longest_at_end(Tag::WordsInSpan, &between[..comma]) == 0)
}

/// The clause behind a date.
fn clause_of(behind: &str) -> &str {
    let end = behind.floor_char_boundary(behind.len().min(CLAUSE_BYTES));
    let near = &behind[..end];
    let near = &near[..near.find(['。', '\n', '\t']).unwrap_or(near.len())];
    // The date itself may stand in a quotation.
    match near.find('」') {
        Some(close) if !near[..close].contains('「') => &near[..close],
        _ => near,
    }
}

/// An act or deed that tells whom or what the information is of.
struct Act {
    /// Bytes of the clause.
    at: ByteRange,
    /// Whether a single day with it is one of the information: 「にご登録いただいた」, 「に登録した方」.
    is_polite: bool,
    /// Whether a noun tells it: 申込者, 利用履歴.
    is_noun: bool,
}

/// The acts and deeds that open within the first bytes of a clause, in reading order.
fn acts(clause: &str, until: usize) -> impl Iterator<Item = Act> {
    let mut quoted = false;
    clause.char_indices().take_while(move |(at, _)| *at <= until).filter_map(move |(at, c)| {
        match c {
            '「' => quoted = true,
            '」' => quoted = false,
            _ => {}
        }
        if quoted { None } else { act_at(clause, at) }
    })
}

/// The act or deed that opens at a place of a clause.
fn act_at(clause: &str, at: usize) -> Option<Act> {
    let rest = &clause[at..];
    let noun = rest.strip_prefix(['ご', 'お']).unwrap_or(rest);
    let is_honoured = noun.len() < rest.len();
    let act = longest_at_start(Tag::WordsCoveredAct, noun);
    let length = if act > 0 { act } else { longest_at_start(Tag::WordsCoveredDeed, rest) };
    if length == 0 {
        return None;
    }
    // 「不正に利用された」, and 「再登録」 when the noun goes on to the left.
    let before = &clause[..at];
    if before.ends_with("不正") || before.ends_with("不正に") || longest_at_end(Tag::WordsWrongly, before) > 0 {
        return None;
    }
    let start = at + if act > 0 { rest.len() - noun.len() } else { 0 };
    let tail = &clause[start + length..];
    let (is_polite, is_noun, end) = match past(tail) {
        Some(verb) => {
            let kana = &tail[..verb];
            let noun = &tail[verb..];
            let of_persons = is_person(noun);
            let of_papers = is_paper(noun) || names_papers(noun);
            let polite = is_honoured || POLITE.iter().any(|word| kana.contains(word));
            if !(of_persons || of_papers || act > 0 && polite) || tells(noun) {
                return None;
            }
            let is_held = of_papers && longest_at_start(Tag::WordsCoveredHeld, rest) > 0;
            (act > 0 && (polite || of_persons) || is_held, false, verb)
        }
        // 「ご登録のお客様」「ご予約、ご購入の方」
        None if is_honoured && act > 0 && is_named(tail) => (true, false, 0),
        // 「登録者から」: one of them told.
        None if names_record(tail) && !tells(tail.strip_prefix('の').unwrap_or(tail)) => (false, true, 0),
        None => return None,
    };
    (!is_occasion(tail)).then(|| Act { at: ByteRange::new(at, start + length + end), is_polite, is_noun })
}

/// Kana by which a verb honours those who did it.
const POLITE: [&str; 7] = ["され", "いただ", "頂", "になっ", "なら", "下さ", "くださ"];

/// Whether those named do something themselves: 「受け取られた方から電話があった」「受け取った方が持参した」.
fn tells(noun: &str) -> bool {
    let length = longest_at_start(Tag::WordsPersonNoun, noun);
    let rest = cues::behind(&noun[length..], &["様", "さま", "さん"]);
    length > 0 && (rest.starts_with("から") || rest.starts_with("より") || rest.starts_with('が'))
}

/// Whether nothing but 「の」 and nouns stands between a date and a noun: 「までの」「の本店の」.
fn is_of(between: &str) -> bool {
    let rest = between.strip_prefix("までの間").or_else(|| between.strip_prefix("まで")).unwrap_or(between);
    rest.strip_prefix('の').unwrap_or(rest).chars().all(|c| is_noun(c) || matches!(c, 'の' | '、'))
}

/// The verb behind an act that describes what follows, in bytes: 「をされた」「していただいた」「のあった」.
fn past(tail: &str) -> Option<usize> {
    let run = tail
        .find(|c: char| !is_hiragana(c) && !matches!(c, '頂' | '行' | '受' | '下' | '致' | '賜' | '付'))
        .unwrap_or(tail.len());
    let end = tail[..run].rfind(['た', 'だ'])? + 'た'.len_utf8();
    let rest = &tail[end..];
    let closes = rest.is_empty() || rest.starts_with(['。', '、', ')', 'が', 'め', 'と', 'の', ' ', 'り', 'ら']);
    (!closes && !tail[..end].contains("できなく")).then_some(end)
}

/// Whether a noun that the act describes follows: 「のお客様」「(の)皆様」, or another act beside it.
fn is_named(tail: &str) -> bool {
    let rest = tail.trim_start_matches(['・', '、', '/', 'や', 'の']);
    rest.len() < tail.len() && (is_person(rest) || rest.starts_with(['ご', 'お'])) || is_person(tail)
}

/// Whether the act goes on as the noun of a record or of those who did it: 申込者, 利用履歴, 取引分, 登録の情報.
fn names_record(tail: &str) -> bool {
    let rest = tail.strip_prefix('の').unwrap_or(tail);
    is_person(rest) || is_slip(rest)
}

/// Whether persons are named at the start: 「方」「お客様」「約1,200人」.
fn is_person(rest: &str) -> bool {
    if longest_at_start(Tag::WordsPersonNoun, rest) > 0 {
        return true;
    }
    let figure = rest.trim_start_matches(['約', '計', '合', '延', 'の', 'べ', '最', '大', '全']);
    let unit = figure.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '万' | '千' | '百'));
    unit.len() < figure.len() && longest_at_start(Tag::WordsCountUnit, unit) > 0
}

/// Whether papers of the time itself follow: 「分の納付書」「付の伝票」「の卒業生名簿」.
fn of_papers(behind: &str, is_long: bool, is_span: bool) -> bool {
    let rest = behind.strip_prefix("までの間").or_else(|| behind.strip_prefix("まで")).unwrap_or(behind);
    // 「1979年当時の名簿」
    let then = rest.strip_prefix("当時").filter(|_| is_long);
    let (rest, is_span) = (then.unwrap_or(rest), is_span || then.is_some());
    let (rest, names_share) = match rest.strip_prefix('分') {
        Some(rest) => (rest, true),
        None => match ["付の", "付けの", "付"].iter().find_map(|issue| rest.strip_prefix(issue)) {
            Some(rest) if !is_long => return is_slip(rest),
            _ => (rest, false),
        },
    };
    let Some(noun) = rest.strip_prefix('の').or_else(|| names_share.then_some(rest)) else {
        return names_share && rest.is_empty();
    };
    // 「2000年から2005年までの分」
    if is_span && noun.starts_with('分') {
        return true;
    }
    if names_share {
        return is_paper(noun) || is_person(noun) || names_papers(noun) || noun.starts_with([')', '、', 'と']);
    }
    is_span
        && !is_looked_through(noun)
        && (is_slip(noun)
            || is_person(noun) && !noun.starts_with(['方', '者', '分', '人'])
            || is_kind_of_person(noun)
            || longest_at_start(Tag::WordsSlip, noun) > 0
            || noun.find('の').is_some_and(|of| {
                of <= NEAR_BYTES && noun_of(noun).len() == of && is_paper(&noun[of + 'の'.len_utf8()..])
            }))
}

/// Whether what a noun names was looked through, as the records of an attack are: 「(5日から7日まで)の通信の記録を調べ」.
fn is_looked_through(noun: &str) -> bool {
    let near = &noun[..noun.floor_char_boundary(CLAUSE_BYTES)];
    let Some((_, verb)) = near[..near.find(['。', '\n']).unwrap_or(near.len())].split_once('を') else {
        return false;
    };
    longest_at_start(Tag::WordsInquiry, verb) > 0
}

/// Whether a longer noun for persons opens a text: 寄贈者, 元受講者.
fn is_kind_of_person(rest: &str) -> bool {
    let noun = noun_of(rest);
    let end = longest_at_end(Tag::WordsPersonNoun, noun);
    end > 0 && end < noun.len()
}

/// Whether a noun for papers that bear their day opens a text: 伝票, 利用明細, 卒業生名簿.
fn is_slip(rest: &str) -> bool {
    longest_at_end(Tag::WordsSlip, noun_of(rest)) > 0
}

/// Whether records of the time up to a day are named: 「(10月10日まで)の記録」.
pub(super) fn names_slip(rest: &str) -> bool {
    rest.strip_prefix('の').is_some_and(is_slip)
}

/// Where a clause ends that says of persons what they did in a period: 「…に店頭で申込書を書いた方」.
fn describes_person(clause: &str) -> Option<usize> {
    clause.match_indices(['た', 'だ']).find_map(|(at, verb)| {
        let rest = &clause[at + verb.len()..];
        (is_person(rest) || is_paper(rest)).then_some(at)
    })
}

pub(super) const fn is_noun(c: char) -> bool {
    is_kanji(c) || matches!(c, '\u{30a1}'..='\u{30fc}')
}

/// The noun of kanji and katakana that opens a text, without the words that lead a figure: メール in 「メール約300通」.
fn noun_of(rest: &str) -> &str {
    let end = rest.find(|c: char| !is_noun(c)).unwrap_or(rest.len());
    rest[..end].trim_end_matches(['約', '計', '等', '各', '全', '延', '合'])
}

/// Whether a noun for papers or records opens a text: 口座振替依頼書, 検査記録.
fn is_paper(rest: &str) -> bool {
    let noun = noun_of(rest);
    longest_at_end(Tag::WordsPaper, noun) > 0 && !noun.ends_with("処分") || longest_at_start(Tag::WordsSlip, rest) > 0
}

/// Whether papers or persons follow behind another noun: 「写真コンテストの審査資料」「がん検診の受診者」.
fn names_papers(rest: &str) -> bool {
    let near = rest.find(['、', 'を']).map_or(rest, |end| &rest[..end]);
    let mut places = near.match_indices('の').take_while(|(at, _)| *at <= NEAR_BYTES);
    places.any(|(at, of)| is_paper(&near[at + of.len()..]) || is_person(&near[at + of.len()..]))
}

/// Whether what stands as of a day is a list of the information: 「(3月末)時点の正会員」「現在での名簿」.
pub(super) fn is_list_of(rest: &str) -> bool {
    let rest = rest.strip_prefix('で').unwrap_or(rest);
    let Some(rest) = rest.strip_prefix('の') else { return false };
    is_slip(rest) || names_papers(rest) && is_person(rest) || longest_at_end(Tag::WordsPersonNoun, noun_of(rest)) > 0
}
