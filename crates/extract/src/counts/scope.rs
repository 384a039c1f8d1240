//! Of what a figure is the size: the victim's own, a part of that, or all victims together.

use jikenbo_lexicon::{Class, Mention, Tag};
use jikenbo_model::{Count, Found, Scope, Subject};

use super::Figure;
use crate::notice::{Notice, Sentence};

/// Scope of a figure; `None` where it is a whole of which only a part was hit, or no figure of the incident.
///
/// `found` are the counts so far: a part whose whole is none of them is the victim's own figure (「6台のうち1台」).
pub(super) fn decide(
    notice: &Notice<'_>,
    sentence: &Sentence,
    figure: &Figure,
    subject: Subject,
    found: &[Found<Count>],
) -> Option<Scope> {
    let after = &notice.text[figure.range.end..sentence.range.end];
    // 「8台のうち1台」「全213台中」: the whole is none of the affected, unless the part is what came back.
    let is_whole = ["のうち", "中の", "中、", "中)"].iter().any(|sign| after.starts_with(sign));
    if is_whole && !soon(notice, sentence, figure, Tag::CountedRecovered, 24) {
        return None;
    }
    if after.starts_with("の全") || after.starts_with("の規模") || is_all_shops(notice, figure) {
        return None;
    }
    let clause = after.find(['、', '。']).unwrap_or(after.len());
    let unaffected = |mention: &Mention| {
        let at = mention.start as usize;
        mention.tag == Tag::CountedUnaffected && (figure.range.end..figure.range.end + clause).contains(&at)
    };
    if notice.of_class(sentence, Class::Counted).any(unaffected) {
        return None;
    }
    if is_former(notice, sentence, figure) || is_rate(figure, after) || goes_over(after) {
        return None;
    }
    let from = clause_start(&notice.text[sentence.range.start..figure.range.start]) + sentence.range.start;
    let near = |tag: Tag| {
        notice.of_class(sentence, Class::Counted).any(|mention| {
            mention.tag == tag && mention.start as usize >= from && mention.end as usize <= figure.range.start
        })
    };
    if near(Tag::CountedNot) {
        return None;
    }
    if matches!(subject, Subject::SuspiciousEmails | Subject::Organizations) && near(Tag::CountedTotal) {
        return Some(Scope::Total);
    }
    if near(Tag::CountedPart) {
        let words = &notice.text[from..figure.range.start];
        let own = [
            "本市",
            "本県",
            "本町",
            "本学",
            "本校",
            "当社",
            "弊社",
            "当院",
            "関係",
            "に関する",
            "分は",
            "県内",
            "市内",
        ]
        .iter()
        .any(|word| words.contains(word));
        let of_whole = ["のうち", "中の", "中、"].iter().any(|sign| words.contains(sign));
        let whole = found.iter().any(|known| known.value.subject == subject && known.value.value > figure.value);
        return Some(if own || of_whole && !whole { Scope::Own } else { Scope::Part });
    }
    if near(Tag::CountedTotal) {
        return Some(Scope::Total);
    }
    Some(Scope::Own)
}

/// Whether a word of this file stands within so many characters after a figure.
fn soon(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure, tag: Tag, reach: usize) -> bool {
    notice.of_class(sentence, Class::Counted).any(|mention| {
        mention.tag == tag
            && mention.start as usize >= figure.range.end
            && notice.text[figure.range.end..mention.start as usize].chars().count() <= reach
    })
}

/// 「(全43店舗)」: how many the body has.
fn is_all_shops(notice: &Notice<'_>, figure: &Figure) -> bool {
    figure.unit.tag == Tag::UnitsOrganizations && notice.text[..figure.range.start].ends_with('全')
}

/// Whether the figure is an earlier one that the text takes back: 「第一報では最大5,218契約としておりましたが」, 「当初お知らせした1,204通に…を
/// 加えた1,342通」, 「(誤)24,601件」.
fn is_former(notice: &Notice<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    let mut former = false;
    for mention in notice.of_class(sentence, Class::Counted) {
        if mention.end as usize > figure.range.start {
            break;
        }
        match mention.tag {
            Tag::CountedFormer => former = true,
            Tag::CountedNow => former = false,
            _ => {}
        }
    }
    former
}

/// Whether the figure only says how others are counted: 「1世帯で複数の契約がある場合」, 「1人として集計」.
fn is_rate(figure: &Figure, after: &str) -> bool {
    const RATES: &[&str] =
        &["で", "として", "と数え", "につき", "が複数", "に複数", "あたり", "当たり", "ごと", "以上表示", "ずつ"];
    figure.value == 1 && RATES.iter().any(|rate| after.starts_with(rate))
}

/// Whether the figure gives way to another: 「486名から523名に変わります」, 「41件(38メールアドレス)ではなく43件」.
fn goes_over(after: &str) -> bool {
    let skipped = match after.strip_prefix('(').and_then(|inner| inner.find(')')) {
        Some(end) if end <= 60 => &after[end + 2..],
        _ => after,
    };
    let rest = skipped.trim_start_matches(['」', '』', ' ']);
    // A figure inside the brackets of one that gives way.
    let inner = rest.strip_prefix(')').unwrap_or(rest);
    if inner.starts_with("ではなく") || inner.starts_with("でなく") || inner.starts_with("ではありません")
    {
        return true;
    }
    rest.strip_prefix("から").is_some_and(|next| {
        let next = next.trim_start_matches(['、', '約', '計', '最', '大', '延', 'べ', 'の', '「']);
        let digits = next.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '万' | '千' | '億'));
        let end = digits.char_indices().nth(8).map_or(digits.len(), |(at, _)| at);
        digits.len() < next.len() && digits[..end].contains(['に', 'へ'])
    })
}

/// Where the clause starts that ends before a figure.
fn clause_start(before: &str) -> usize {
    before.rfind(['、', '。', '(', '\t']).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8))
}
