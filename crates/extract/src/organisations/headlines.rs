//! The body that a heading names: alone, at its start, set off at its end, as the place of what happened, by a brand.
//!
//! In:   a laid-out notice, its names.
//! Out:  one party, with the rule of the sign that gave it away, the surest sign first.

use jikenbo_lexicon::{Class, Tag, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::ByteRange;

use super::names::of_sentence;
use super::{
    Name, Party,
    announcers::is_plausible,
    forms, is_bystander,
    letters::{Script, script, trailing},
    party, sources,
    speakers::brackets,
    told::is_plain_site,
};
use crate::cues::{Cues, first_letters};
use crate::notice::{Notice, Place, Sentence};

/// A heading that is nothing but an organisation's name.
pub(super) fn title_body(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    let title = notice.title()?;
    let text: &str = &notice.text;
    let words = title.of(text);
    let name = names.iter().find(|name| name.range.start == title.start)?;
    if name.range == title {
        return Some(party(notice, names, name.core.of(text), name.range, "organisations.heading"));
    }
    // 「みほん訪問介護(株式会社架空ケア)」: the operator stands in brackets.
    let rest = &text[name.range.end..title.end];
    let skipped = brackets(rest);
    if skipped == rest.len() && skipped > 0 && words.chars().count() <= 40 {
        let inner =
            names.iter().find(|inner| inner.range.start == name.range.end + 1 && inner.range.end + 1 == title.end);
        let chosen = inner.filter(|inner| inner.has_form()).unwrap_or(name);
        return Some(party(notice, names, chosen.core.of(text), chosen.range, "organisations.heading_bracket"));
    }
    None
}

/// The body with which a headline opens or closes: 「架空市、…」 「架空市 …」 「… - 架空鉄道」 「…(架空鉄道)」.
pub(super) fn title_head(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    let text: &str = &notice.text;
    let title = without_source(notice, without_medium(text, notice.title()?));
    let words = title.of(text);
    let make = |at: ByteRange, rule: &'static str| party(notice, names, forms::without_form(at.of(text)), at, rule);
    let in_title = || names.iter().filter(|name| title.contains(name.range) && !is_bystander(name.range.of(text)));
    // At its start, with a form or a final word.
    if let Some(name) =
        in_title().find(|name| name.range.start == title.start && is_head_end(&text[name.range.end..title.end]))
    {
        return Some(make(name.range, "organisations.headline_opens"));
    }
    // 「東京都職員 名簿を紛失」
    let place = longest_at_start(Tag::PrefecturesFull, words);
    let rest = &words[place..];
    if place > 0 && (rest.starts_with(['、', ' ', 'が', 'は']) || longest_at_start(Tag::WordsMember, rest) > 0) {
        return Some(make(ByteRange::new(title.start, title.start + place), "organisations.headline_opens"));
    }
    // 「【架空学習塾】…のお詫び」
    if let Some(name) = in_title().find(|name| {
        words.starts_with('【')
            && name.range.start == title.start + '【'.len_utf8()
            && text[name.range.end..].starts_with('】')
    }) {
        return Some(make(name.range, "organisations.headline_opens"));
    }
    // At its end, set off.
    if let Some(at) = tail_of(words).map(|at| ByteRange::new(title.start + at.start, title.start + at.end)) {
        // 「群馬・架空市」
        let front = longest_at_start(Tag::PrefecturesShort, at.of(text));
        let dot = front > 0 && text[at.start + front..at.end].starts_with('・');
        let at = if dot { ByteRange::new(at.start + front + '・'.len_utf8(), at.end) } else { at };
        let named = in_title().find(|name| at.contains(name.range) && name.range.start == at.start);
        if let Some(name) = named {
            return Some(make(name.range, "organisations.headline_closes"));
        }
        // 「…を戒告 三重」 says where, 「…について(お詫びとお願い)」 what the notice does.
        let is_no_name = front == at.len()
            || is_place_of_text(notice, at.of(text))
            || [Tag::HeadingsAct, Tag::HeadingsEnding].iter().any(|tag| longest_at_end(*tag, at.of(text)) > 0);
        if is_plausible(at.of(text))
            && !is_no_name
            && !ends_in_grammar(notice, at)
            && !at.of(text).contains(['が', 'を'])
            && at.of(text).chars().all(|c| script(c) != Script::None || matches!(c, '・' | ' '))
            && !is_common_end(at.of(text))
        {
            return Some(make(at, "organisations.headline_closes_bare"));
        }
    }
    // A shop or service in quotation marks at the start: 通販「みほん屋」 …
    if let Some(open) = words.find('「')
        && words[..open].chars().count() <= 8
        && !words[..open].contains(['、', ' ', 'を', 'が', 'は'])
        && let Some(close) = words[open..].find('」')
    {
        let brand = ByteRange::new(title.start + open + '「'.len_utf8(), title.start + open + close);
        let is_matter = is_common_end(brand.of(text)) || brand.of(text).starts_with(|c: char| c.is_ascii_digit());
        if brand.len() >= 6 && !is_matter && words[..open].chars().all(|c| script(c) != Script::None) {
            return Some(make(brand, "organisations.headline_brand"));
        }
    }
    // Before the first comma or blank.
    if let Some(stop) = words.find(['、', ' ']) {
        let at = ByteRange::new(title.start, title.start + stop);
        let front = at.of(text);
        let is_word = front.chars().all(|c| script(c) != Script::None || c == '・');
        if is_word
            && is_plausible(front)
            && !front.contains(['の', 'を', 'が', 'で'])
            && front.chars().count() <= 20
            && !ends_in_grammar(notice, at)
            && !is_common_end(front)
        {
            return Some(make(at, "organisations.headline_before_comma"));
        }
    }
    // 「家電のミズキデンキ、会員アプリに不正ログイン」
    if let Some(name) = words.find(['、', ' ']).and_then(|stop| of_trade(&words[..stop])) {
        let start = title.start + (name.as_ptr() as usize - words.as_ptr() as usize);
        return Some(make(ByteRange::new(start, start + name.len()), "organisations.headline_before_comma"));
    }
    // 「架空亭ネットショップへの不正アクセス」
    let shop = words.char_indices().take(24).skip(2).find_map(|(at, _)| {
        let noun = longest_at_start(Tag::WordsShopNoun, &words[at..]);
        if noun == 0 {
            return None;
        }
        let front = &words[..at];
        let is_name = front.chars().all(|c| script(c) != Script::None || matches!(c, '・' | ' '))
            && !front.contains(['を', 'が', 'の', 'は'])
            && longest_at_start(Tag::RolesSelfReference, front) == 0
            && is_plausible(front)
            && !is_common_end(front);
        // 「見本手芸店 通販サイトに」: the shop stands apart from its site.
        let apart = front.strip_suffix(' ').map(str::len);
        is_name.then_some(apart.unwrap_or(at + noun))
    });
    if let Some(end) = shop {
        return Some(make(ByteRange::new(title.start, title.start + end), "organisations.headline_front"));
    }
    // Anywhere in it as the place of what happened.
    if let Some(name) = in_title().find(|name| {
        let rest = &text[name.range.end..title.end];
        rest.starts_with('で')
            || rest.starts_with('が')
            || rest.starts_with('に')
            || rest.starts_with('へ')
            || rest.starts_with("の職員")
            || rest.starts_with('の')
    }) {
        return Some(make(name.range, "organisations.headline_place"));
    }
    // 「みほんTVのWebサイトへ不正アクセス」
    let stop = words.char_indices().find(|&(at, c)| "のへでにが".contains(c) || words[at..].starts_with("サイト"))?.0;
    // 「みほんポイントアカウントへの」
    let front = &words[..stop];
    let front = ["アカウント", "会員", "ID"].iter().find_map(|end| front.strip_suffix(end)).unwrap_or(front);
    let stop = front.len();
    let letters = front.chars().count();
    ((2..=14).contains(&letters)
        && front.chars().all(|c| matches!(script(c), Script::Latin | Script::Katakana))
        && is_plausible(front)
        && !is_common_end(front))
    .then(|| make(ByteRange::new(title.start, title.start + stop), "organisations.headline_front"))
}

/// The name behind a trade and の: 「採用サイトのカゼマチ人材」, 「老人ホーム「ふじの里」」.
fn of_trade(front: &str) -> Option<&str> {
    const LONGEST: usize = 10;
    let quoted = front.strip_suffix('」').and_then(|front| front.split_once('「'));
    let (kind, name) = quoted.or_else(|| front.split_once('の'))?;
    let plain = |words: &str| {
        !words.contains(['を', 'が', 'で', 'に', 'へ', '「']) && !words.contains(|c: char| c.is_ascii_digit())
    };
    let opens = name.chars().next().is_some_and(|c| matches!(script(c), Script::Katakana) || c.is_ascii_uppercase());
    let proper = quoted.is_some() || opens || longest_at_end(Tag::WordsNameLikeEnd, name) > 3;
    let of_kind = quoted.is_none()
        || longest_at_end(Tag::WordsTradeEnd, kind).max(longest_at_end(Tag::WordsHouseEnd, kind)) > 0
        || longest_at_end(Tag::WordsShopNoun, kind) > 0;
    ((1..=LONGEST).contains(&kind.chars().count())
        && (3..=20).contains(&name.chars().count())
        && plain(kind)
        && plain(name)
        && proper
        && of_kind
        && is_plausible(name)
        && !is_common_end(name))
    .then_some(name)
}

/// Whether the text writes the words out as a town's: 「…盗まれる 高松」 above 「高松市の」.
fn is_place_of_text(notice: &Notice<'_>, words: &str) -> bool {
    const LONGEST: usize = 5;
    words.chars().count() <= LONGEST
        && notice
            .text
            .match_indices(words)
            .take(8)
            .any(|(at, _)| forms::TOWN.iter().any(|c| notice.text[at + words.len()..].starts_with(*c)))
}

/// A heading without the medium that stands in brackets at its end: 「…を紛失 見本市(架空新聞)」.
fn without_medium(text: &str, title: ByteRange) -> ByteRange {
    match sources::medium_of_title(text, title) {
        Some(medium) => {
            let front = &text[title.start..medium.start];
            ByteRange::new(title.start, title.start + front.trim_end_matches(['(', '[', ' ', '<']).len())
        }
        None => title,
    }
}

/// A line of a digest without the source before its day: 「見本堂 サイトに不正アクセス (架空の窓 2023年9月21日)」.
fn without_source(notice: &Notice<'_>, title: ByteRange) -> ByteRange {
    sources::source_of_line(notice).map_or(title, |source| {
        ByteRange::new(title.start, title.start + notice.text[title.start..source.start].trim_end().len())
    })
}

/// Whether words of a headline end in a particle (「私物PCから」), unless the text repeats them as a name.
fn ends_in_grammar(notice: &Notice<'_>, at: ByteRange) -> bool {
    let words = at.of(&notice.text);
    trailing(words) > 0 && notice.text.matches(words).take(2).count() < 2
}

/// Words of a headline that are no name: the trade of the body (雑貨チェーン), a cause, a number.
fn is_common_end(words: &str) -> bool {
    longest_at_end(Tag::WordsTradeEnd, words) > 0
}

/// The police, where it is its own people or papers that a headline or the first sentences tell of: 「架空県警の警部補、書類を紛失」.
pub(super) fn police(notice: &Notice<'_>, names: &[Name]) -> Option<Party> {
    const FIRST: usize = 3;
    let text: &str = &notice.text;
    // 「巡査長が捜査書類を紛失 架空県警」
    if let Some(title) = notice.title()
        && let Some(name) = names.iter().find(|name| name.range.end == title.end && is_police(name.range.of(text)))
        && stands_in(Tag::WordsPoliceRank, title.of(text))
    {
        return Some(party(notice, names, name.core.of(text), name.range, "organisations.police"));
    }
    let mut told = 0;
    for (index, sentence) in notice.sentences.iter().enumerate() {
        if sentence.place == Place::Body && text[..sentence.range.end].ends_with('。') {
            told += 1;
        }
        if sentence.place == Place::Context || sentence.aside.is_some() || told > FIRST {
            continue;
        }
        let own = of_sentence(names, index).iter().find(|name| {
            let words = name.range.of(text);
            let rest = &text[name.range.end..sentence.range.end];
            let clause = first_letters(rest, 16);
            let clause = clause.find(['、', '。', 'は', 'が']).map_or(clause, |at| &clause[..at]);
            is_police(words) && stands_in(Tag::WordsPoliceMember, clause)
        });
        if let Some(name) = own {
            return Some(party(notice, names, name.core.of(text), name.range, "organisations.police"));
        }
    }
    None
}

fn is_police(name: &str) -> bool {
    ["警", "警察", "警視庁", "警察署", "警察本部"].iter().any(|end| name.ends_with(end))
}

/// What may follow a body's name at the start of a headline.
fn is_head_end(rest: &str) -> bool {
    rest.is_empty()
        || rest.starts_with(['、', ' ', ',', ':', '-'])
        || longest_at_start(Tag::WordsMember, rest) > 0
        || rest.starts_with('が')
        || rest.starts_with('で')
        || rest.starts_with('の')
        || rest.starts_with('に')
        || rest.starts_with('は')
        || rest.starts_with('(')
}

/// The words after a dash, in brackets or after the last blank of a headline.
fn tail_of(words: &str) -> Option<ByteRange> {
    if let Some(dash) = words.rfind(" - ").or_else(|| words.rfind(" | ")) {
        return Some(ByteRange::new(dash + 3, words.len()));
    }
    if words.ends_with(')')
        && let Some(open) = words.rfind('(')
        && open > 0
    {
        return Some(ByteRange::new(open + 1, words.len() - 1));
    }
    let start = words.rfind(' ')? + 1;
    // 「…が盗難 統計調査員、架空県」
    let place = words[start..].rfind('、').map_or(start, |at| start + at + '、'.len_utf8());
    let is_place = longest_at_start(Tag::PrefecturesFull, &words[place..]) > 0;
    Some(ByteRange::new(if is_place { place } else { start }, words.len()))
}

/// A shop or service in quotation marks of which the first sentences tell, where nobody else is named:
/// 「クラウドサービス「みほん」のサーバーへの不正アクセス」, 「食品スーパー「みほんマート」で」.
pub(super) fn told_brand(notice: &Notice<'_>) -> Option<Party> {
    const FIRST: usize = 3;
    const SUFFERS: Cues = Cues::of(&["の", "で", "が", "に", "は", "へ", "を"]);
    let text: &str = &notice.text;
    let told = |sentence: &&Sentence| sentence.place == Place::Body && sentence.aside.is_none();
    notice.sentences.iter().filter(told).take(FIRST).find_map(|sentence| {
        let words = sentence.range.of(text);
        let open = words.find('「')?;
        let close = open + words[open..].find('」')?;
        let at = ByteRange::new(sentence.range.start + open + '「'.len_utf8(), sentence.range.start + close);
        let end = sentence.range.start + open;
        let trade = || {
            notice.of_class(sentence, Class::Trades).any(|mention| mention.end as usize == end)
                || [Tag::WordsShopNoun, Tag::WordsServiceNoun, Tag::WordsHouseEnd]
                    .iter()
                    .any(|tag| longest_at_end(*tag, &words[..open]) > 0)
        };
        let fits = (2..=24).contains(&at.of(text).chars().count()) && !at.of(text).contains(['、', '。', 'を']);
        let used = sentence.tags.has(Tag::RolesOutsourced) || stands_in(Tag::WordsInUse, &words[..open]);
        let hit = sentence.has_class(Class::Causes) || !notice.happenings(sentence).is_empty();
        (fits
            && SUFFERS.start(&words[close + '」'.len_utf8()..])
            && !used
            && hit
            && !is_plain_site(at.of(text))
            && trade())
        .then(|| Party::standing(notice, at, "organisations.brand"))
    })
}

/// A shop or service in quotation marks in the heading, where nobody else is named.
pub(super) fn quoted_brand(notice: &Notice<'_>) -> Option<Party> {
    let text: &str = &notice.text;
    let title = notice.title()?;
    let words = title.of(text);
    let open = words.find('「')?;
    let close = open + words[open..].find('」')?;
    let brand = ByteRange::new(title.start + open + '「'.len_utf8(), title.start + close);
    let before = &words[..open];
    let trade =
        ["サイト", "通販", "ストア", "ショップ", "店", "サービス", "アプリ", "カフェ", "旅館", "ホテル", "書店"];
    // 「「みほん荘」からお客様へ」
    let behind = &words[close + '」'.len_utf8()..];
    let addresses =
        ["から", "より", "をご利用", "会員の", "ご利用の", "をご予約"].iter().any(|cue| behind.starts_with(cue))
            && (behind.contains('様') || behind.contains("お客"));
    let is_brand = brand.len() >= 6
        && !is_common_end(brand.of(text))
        && (open == 0 && addresses || trade.iter().any(|word| before.ends_with(word)));
    is_brand.then(|| Party::standing(notice, brand, "organisations.brand"))
}
