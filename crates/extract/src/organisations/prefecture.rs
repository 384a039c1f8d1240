//! Prefecture of the victim: only from a prefecture's own name, in the body's name, beside it, or where the text says it is at home.
//!
//! In:   a notice, one part and its victim.
//! Out:  the full name (熊本県) with the words that give it.
//! Data: `prefectures/full`, `prefectures/short`.
//!
//! Places visited, a contractor's seat and the like give none.

use jikenbo_lexicon::{Class, Mention, Tag, is_term};
use jikenbo_model::{ByteRange, Found};

use super::{Cast, Party};
use crate::{
    notice::{Notice, Place, Sentence},
    part::Part,
    scope::Aside,
};

/// Reads the prefecture of one part's victim.
pub(super) fn read(notice: &Notice<'_>, cast: &Cast, part: &Part, victim: Option<&Party>) -> Option<Found<String>> {
    let text: &str = &notice.text;
    let Some(victim) = victim else { return headed(notice).filter(|_| part.victim.is_none()) };
    if let Some(name) = in_name(&victim.name) {
        return Some(Found::new(name, victim.evidence, "organisations.prefecture_name"));
    }
    // A page heading above the article.
    // The nearest one holds.
    for sentence in notice.sentences.iter().rev().filter(|sentence| sentence.place == Place::Context) {
        if is_term(Tag::PrefecturesFull, sentence.range.of(text)) {
            return Some(made(notice, sentence.range.of(text), sentence.range, "organisations.prefecture_heading"));
        }
    }
    let mut best: Option<(u8, Mention)> = None;
    for (index, sentence) in notice.sentences.iter().enumerate() {
        if !sentence.tags.has(Tag::PrefecturesFull) {
            continue;
        }
        if !part.concerns(index)
            && sentence.place == Place::Body
            && !part.sentences.is_empty()
            && !part.sentences.contains(&index)
        {
            continue;
        }
        if matches!(sentence.aside, Some(Aside::SampleMail | Aside::Related | Aside::Advice | Aside::OtherIncident)) {
            continue;
        }
        let full = notice.of_class(sentence, Class::Prefectures).filter(|mention| mention.tag == Tag::PrefecturesFull);
        for mention in full {
            if let Some(rank) = rank(notice, cast, sentence, mention, victim)
                && best.is_none_or(|(known, _)| rank < known)
            {
                best = Some((rank, *mention));
            }
        }
    }
    let Some((rank, mention)) = best else { return closing(notice).filter(|_| part.victim.is_none()) };
    let range = ByteRange::new(mention.start as usize, mention.end as usize);
    let rule = match rank {
        0 => "organisations.prefecture_beside",
        1 => "organisations.prefecture_seat",
        _ => "organisations.prefecture_told",
    };
    Some(made(notice, range.of(text), range, rule))
}

fn made(notice: &Notice<'_>, name: &str, at: ByteRange, rule: &'static str) -> Found<String> {
    Found::new(name.to_owned(), notice.evidence(at), rule)
}

/// The prefecture that a headline sets before all: 「【見本県】私立の中学でUSBメモリを紛失」.
fn headed(notice: &Notice<'_>) -> Option<Found<String>> {
    let title = notice.title()?;
    let place = title.of(&notice.text).strip_prefix('【')?.split_once('】')?.0;
    let start = title.start + '【'.len_utf8();
    is_term(Tag::PrefecturesFull, place)
        .then(|| made(notice, place, ByteRange::new(start, start + place.len()), "organisations.prefecture_headline"))
}

/// The prefecture with which a headline of news closes: 「臨時職員を戒告 三重」.
fn closing(notice: &Notice<'_>) -> Option<Found<String>> {
    let title = notice.title()?;
    let words = title.of(&notice.text);
    let place = &words[words.rfind(' ')? + 1..];
    let at = ByteRange::new(title.end - place.len(), title.end);
    is_term(Tag::PrefecturesShort, place)
        .then(|| full_of(place))
        .flatten()
        .map(|full| made(notice, &full, at, "organisations.prefecture_headline"))
}

/// The prefecture in an organisation's own name, never in a city's name.
fn in_name(name: &str) -> Option<String> {
    let core = super::forms::without_form(name);
    for (at, _) in core.char_indices() {
        let length = jikenbo_lexicon::longest_at_start(Tag::PrefecturesFull, &core[at..]);
        if length > 0 {
            return Some(core[at..at + length].to_owned());
        }
    }
    // The capital's name stands for it anywhere in a name (架空東京病院), but where 関東 ends in it (関東京葉商事).
    if core.find("東京").is_some_and(|at| at > 0 && !core[..at].ends_with('関')) {
        return Some("東京都".to_owned());
    }
    let length = jikenbo_lexicon::longest_at_start(Tag::PrefecturesShort, core);
    if length == 0 {
        return None;
    }
    let (short, rest) = core.split_at(length);
    // 長野市, 福岡市立病院: a city's name.
    if rest.is_empty() || rest.starts_with(super::forms::TOWN) {
        return None;
    }
    full_of(short)
}

/// A prefecture's full name from its short one.
fn full_of(short: &str) -> Option<String> {
    let short = romanised(short);
    let mut fuller = ["県", "府", "都", ""].into_iter().map(|end| [short, end].concat());
    fuller.find(|full| is_term(Tag::PrefecturesFull, full))
}

fn romanised(short: &str) -> &str {
    match short.to_ascii_lowercase().as_str() {
        "tokyo" => "東京",
        "osaka" => "大阪",
        "kyoto" => "京都",
        "hokkaido" => "北海道",
        "okinawa" => "沖縄",
        "fukuoka" => "福岡",
        "saitama" => "埼玉",
        _ => short,
    }
}

/// How well a prefecture named at a place tells where the victim is at home: 0 best; `None` if it does not.
fn rank(notice: &Notice<'_>, cast: &Cast, sentence: &Sentence, mention: &Mention, victim: &Party) -> Option<u8> {
    let text: &str = &notice.text;
    let (start, end) = (mention.start as usize, mention.end as usize);
    let before = &text[sentence.range.start..start];
    let rest = &text[end..sentence.range.end];
    // Of a name: only the victim's own.
    if let Some(name) = cast
        .names
        .iter()
        .find(|name| name.range.start <= start && end <= name.range.end && name.range.len() > end - start)
        .filter(|name| !super::is_bystander(name.range.of(text)))
        // 「埼玉県架空市の見本病院は」: a place, not a body.
        .filter(|name| {
            let is_city = name.range.of(text).ends_with(['市', '町', '村', '区', '郡']) && name.range.start == start;
            // 「(本社:東京都架空区)」
            let is_seat =
                before.ends_with(['(', ':', '=', '・']) || before.ends_with("本社") || before.ends_with("本店");
            !(is_city && (is_seat || text[name.range.end..].starts_with(['の', 'に', '内'])))
        })
    {
        let words = name.range.of(text);
        // The board that tells of its school, the town of its hall.
        let founds = victim.rule == "organisations.house"
            && cast.publisher.as_ref().is_some_and(|publisher| publisher.name == words)
            && name.range.start == start;
        return (super::speakers::same(super::forms::without_form(words), victim.core())
            || words.ends_with(victim.core())
            || founds)
            .then_some(0);
    }
    let named_before = before.trim_end_matches(['(', '「']).trim_end();
    // 「架空市(山口県)」, 「本学(栃木県)」, 「架空総合病院(本店:石川県…)」
    if before.ends_with(['(', ':', '・', '、', ' ']) || before.is_empty() || before.ends_with("本社") {
        let holder = before.rfind('(').map(|open| before[..open].trim_end());
        if let Some(holder) = holder {
            if is_visit(holder) || holder.ends_with("大会") || holder.ends_with("会場") {
                return None;
            }
            if holder.ends_with(victim.core())
                || holder.ends_with(victim.name.as_str())
                || ends_with_self(holder)
                || same_line_victim(holder, victim)
            {
                return Some(0);
            }
            // Brackets after another name give that body's seat.
            if cast.names.iter().any(|name| text[..start].trim_end_matches(['(', ' ']).len() == name.range.end) {
                return None;
            }
            if ["支所", "支店", "営業所", "工場", "事業所", "キャンパス", "店"]
                .iter()
                .any(|part| holder.ends_with(part))
            {
                return Some(1);
            }
        } else if sentence.place == Place::Context || before.is_empty() && sentence.place != Place::Body {
            // A line of the letterhead: 「(岩手県県央市)」, an address.
            return Some(0);
        }
        if before == "(" {
            return Some(1);
        }
    }
    let _ = named_before;
    // Right before the victim's name: 「佐賀県海松市」, 「香川県の讃瀬町」, 「群馬県の温泉旅館「…」」.
    if let Some(at) = rest.find(victim.core())
        && rest[..at].chars().count() <= 30
        && !rest[..at].contains(['。', '、'])
    {
        return Some(0);
    }
    if is_visit(before) || is_contractors(before) {
        return None;
    }
    // The police or the prefecture that was told.
    if [
        "警",
        "警察",
        "に報告",
        "に相談",
        "へ報告",
        "及び個人情報",
        "および個人情報",
        "と個人情報",
        "に届",
        "へ届",
        "にも報告",
        "へは",
        "へも",
        "に速報",
        "へ速報",
        "に申告",
        "に情報提供",
        "知事",
        "に連絡",
        "医療政策",
        "保健所",
        "教育委員会",
        "庁に",
        "に届け",
    ]
    .iter()
    .any(|cue| rest.starts_with(cue))
    {
        return Some(2);
    }
    // At home: 「長野県白糸市の本社工場」, 「東京都内の本社」, 「群馬県内で管理する」.
    let near: String = rest.chars().take(16).collect();
    if ["本社", "本店", "工場", "支店", "支所", "営業所", "事業所", "キャンパス", "校舎", "病院"]
        .iter()
        .any(|cue| near.contains(cue))
    {
        return Some(1);
    }
    if ["内で管理", "内に", "内の店舗", "内の施設", "に本社", "に本店", "にある", "で営業"]
        .iter()
        .any(|cue| rest.starts_with(cue))
    {
        return Some(1);
    }
    // An address of its own line, or a list of the places served.
    let follows_place = rest.chars().take(8).any(|c| matches!(c, '市' | '町' | '村' | '区' | '郡'));
    if follows_place
        && (before.is_empty()
            || before.ends_with(['(', ' ', '・', ':', '〒'])
            || before.chars().rev().take(12).any(|c| c == '-' || c == '〒'))
    {
        return Some(1);
    }
    // A wave of attacks in one prefecture: 「福井県内で続いています」.
    if rest.starts_with("内で") || rest.starts_with("内の") {
        return Some(3);
    }
    None
}

/// Whether what precedes says that the place was only visited.
fn is_visit(before: &str) -> bool {
    [
        "出張先の",
        "出張先",
        "出張中の",
        "旅行先の",
        "訪問先の",
        "訪問先",
        "外出先の",
        "滞在先の",
        "移動中の",
        "学会で訪れた",
        "研修先の",
    ]
    .iter()
    .any(|cue| before.ends_with(cue))
}

/// Whether the place is a contractor's: 「委託先の倉庫(高知県)」, 「…倉庫の高知県内の倉庫」.
fn is_contractors(before: &str) -> bool {
    let clause = before.rfind('、').map_or(before, |at| &before[at..]);
    clause.contains("委託") || clause.contains("受託")
}

fn ends_with_self(words: &str) -> bool {
    jikenbo_lexicon::longest_at_end(Tag::RolesSelfReference, words) > 0
}

fn same_line_victim(holder: &str, victim: &Party) -> bool {
    holder.len() <= victim.name.len() + 60 && holder.contains(victim.core())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_says_where_its_body_is() {
        let check =
            |name: &str, expected: Option<&str>| assert_eq!(super::in_name(name).as_deref(), expected, "{name}");
        check("架空東京総合病院", Some("東京都"));
        check("関東京葉商事株式会社", None);
        check("見本岩手県立病院", Some("岩手県"));
        check("長野市立病院", None);
    }
}
