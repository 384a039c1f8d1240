//! What the sentences say happened to the information, and how sure they are of it.
//!
//! In:   the sentences of a notice with their mentions.
//! Out:  one `Happening` for each word such as 流出, 閲覧, 悪用, with its realis.
//! Data: lexicon classes `happenings` and `modals`; `things/elsewhere`, `words/leak_site`.
//!
//! | text                                        | happening | realis    |
//! |---------------------------------------------|-----------|-----------|
//! | 氏名が流出した                              | leak      | confirmed |
//! | 流出したおそれ                              | leak      | possible  |
//! | 流出は確認されていない                      | leak      | denied    |
//! | 流出は確認していないが、可能性は否定できない| leak      | possible  |
//! | 流出した情報の悪用は確認されていない        | leak      | confirmed |
//! | 漏えい防止に努める                          | none      |           |
//!
//! Not here: what follows for the incident as a whole (`consequences.rs`).

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_end};
use jikenbo_model::{ByteRange, Realis};

use crate::cues::{Cues, first_letters};
use crate::negation;
use crate::notice::{Notice, Place, Sentence};

/// A word for something that happened, and how sure the text is of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Happening {
    /// The word's data file.
    pub(crate) tag: Tag,
    /// From the word to the words that qualify it.
    pub(crate) qualified: ByteRange,
    /// How sure the text is.
    pub(crate) realis: Realis,
    /// Whether the word only names the matter (「漏えいについて」, 「流出した情報」) and states nothing.
    pub(crate) is_named: bool,
}

/// What follows a word that only names the matter.
const NAMES: Cues = Cues::of(&[
    "について",
    "につきまして",
    "に関",
    "に係",
    "に伴",
    "の件",
    "の公表",
    "の発覚",
    "の発表",
    "の対象",
    "の有無",
    "の経緯",
    "の概要",
    "の原因",
    "の状況",
    "状況",
    "等の状況",
    "件数",
    "のお詫び",
    "のおわび",
    "事案",
    "事故",
    "問題",
    "が発生した場合",
    "による被害",
    "による二次被害",
    "による影響",
    "た件の",
    "た件に",
    "した件で",
    "した件に",
    "した件を",
    "した件は",
    "した情報の",
    "した個人情報の",
    "した情報が悪用",
    "した情報を悪用",
    "された情報の",
]);

/// What follows a doubt that only names what an earlier report told: 「漏えいの可能性があるとお知らせした個人情報」.
const TOLD: Cues = Cues::of(&[
    "について、",
    "につきまして、",
    "に関して、",
    "があるとお知らせした",
    "があるとお知らせして",
    "があるとご報告した",
    "があるとご報告して",
    "があるとご案内した",
    "があると公表した",
    "があると公表して",
    "があると発表した",
    "があると発表して",
    "があると説明した",
    "としてお知らせした",
    "として公表した",
    "とお知らせした",
    "と公表した",
    "と発表した",
    "とご報告した",
]);

/// Whether a leak at somebody else, from which the way in came, is told: 「他のサービスから流出した」, 「他から漏れた」.
fn is_from_others(before: &str) -> bool {
    const OTHERS: Cues = Cues::of(&["他", "よそ", "別のサ", "別の会社", "外部のサ", "外部サ"]);
    /// Bytes that the name of the other may take.
    const REACH: usize = 36;
    let Some(source) = before.strip_suffix("から").or_else(|| before.strip_suffix("より")) else { return false };
    let from = source.ceil_char_boundary(source.len().saturating_sub(REACH));
    let source = &source[from..];
    OTHERS.stand_in(source.rfind(['、', '。']).map_or(source, |at| &source[at..]))
}

/// Reads the happenings of one sentence; `Notice` does so once and hands them on (`notice.happenings(sentence)`).
pub(crate) fn read(notice: &Notice<'_>, sentence: &Sentence, found: &mut Vec<Happening>) {
    if !sentence.has_class(Class::Happenings) {
        return;
    }
    let mentions = notice.mentions(sentence);
    for (index, mention) in mentions.iter().enumerate() {
        if mention.tag.class() != Class::Happenings || is_compound(notice, sentence, mention) {
            continue;
        }
        let range = ByteRange::new(mention.start as usize, mention.end as usize);
        let tag = told_as(notice, sentence, mention);
        let (realis, end) = qualify(notice, sentence, mention, &mentions[index + 1..]);
        let rest = &notice.text[range.end..sentence.range.end];
        let before = &notice.text[sentence.range.start..range.start];
        // 「侵入されたと見られ」 looks at nothing; a tag of a series (【漏えい通信#2025-1】) tells nothing.
        let seems = notice.words(mention).starts_with("見られ") && before.ends_with('と');
        let is_tag = sentence.place == Place::Title
            && before.starts_with('【')
            && !before.contains('】')
            && rest.contains('】')
            && rest.contains('#');
        // 「番号全体を見られることはありません」: nobody could.
        let could_not = mention.tag == Tag::HappeningsViewing
            && first_letters(rest, 6).contains("ことは")
            && negation::length(rest).is_some_and(|no| rest[..no].contains("こと"));
        // 「実際に見られたか、分かっておりません」
        let is_open = rest.starts_with("たか") || rest.starts_with("たのか");
        if seems || is_tag || could_not || is_open {
            continue;
        }
        if is_from_others(before) || is_elsewhere(notice, sentence, mention) {
            continue;
        }
        if matches!(realis, Realis::Possible | Realis::Denied) && told_before(&notice.text[end..sentence.range.end]) {
            continue;
        }
        // 「会員情報が流出か」
        let asked = rest
            .strip_prefix('か')
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '、', '。', '」', ')', '?']));
        let realis = if asked && realis == Realis::Confirmed { Realis::Possible } else { realis };
        // A heading that ends with the noun names the matter: 「会員情報の漏えい」.
        let is_named = NAMES.start(rest)
            || realis == Realis::Possible && TOLD.start(&notice.text[end..sentence.range.end])
            || (sentence.place == Place::Title && is_noun_at_end(rest));
        found.push(Happening { tag, qualified: ByteRange::new(range.start, end), realis, is_named });
    }
}

/// What is put up where stolen information is traded has leaked: 「闇サイトに掲載され」.
fn told_as(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> Tag {
    let before = &notice.text[sentence.range.start..mention.start as usize];
    let place = before.strip_suffix(['に', 'で', 'へ']).map(|place| place.strip_suffix("上").unwrap_or(place));
    let is_leak_site = place.is_some_and(|place| longest_at_end(Tag::WordsLeakSite, place) > 0);
    if mention.tag == Tag::HappeningsOpenness && is_leak_site { Tag::HappeningsLeak } else { mention.tag }
}

/// Whether what stands before was told in an earlier report that this one supersedes: 「漏えいのおそれがあるとしておりましたが」.
fn told_before(rest: &str) -> bool {
    const BEFORE: Cues = Cues::of(&[
        "とお知らせしましたが",
        "とご報告しましたが",
        "と公表しましたが",
        "と発表しましたが",
        "とお伝えしていまし",
        "とお伝えしておりまし",
        "とした前回",
        "とした説明",
        "との説明を取り消",
        "との発表を訂正",
        "としていた",
        "としていまし",
        "としておりまし",
        "としてお知らせし",
        "とお知らせしており",
        "とお知らせしていた",
        "と説明していた",
        "と公表していた",
        "と発表していた",
        "と報告しており",
        "とご報告しており",
    ]);
    BEFORE.stand_in(first_letters(rest, 32))
}

/// Whether a heading ends behind the word.
fn is_noun_at_end(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['(', '【', '[', ' ', '-', '/', '|', '」'])
}

/// Whether a leak happened at somebody else: 「他のサービスで漏れたとみられるIDを使い」.
fn is_elsewhere(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    mention.tag == Tag::HappeningsLeak
        && sentence.tags.has(Tag::ThingsElsewhere)
        && notice.mentions(sentence).iter().any(|place| {
            place.tag == Tag::ThingsElsewhere && place.end <= mention.start && mention.start - place.end <= 12
        })
}

/// Ends of a clause after which a qualification is that of another clause.
const CLAUSE_ENDS: Cues = Cues::of(&[
    "が、",
    "ため、",
    "ので、",
    "ところ、",
    "ものの、",
    "しており、",
    "されており、",
    "ましたが",
    "結果、",
    "考えられ",
    "であり、",
    "したのは",
    "した情報は、",
    "した個人情報は、",
    "された情報は、",
    // 「アドレスが表示され、個人が分かるおそれのあるもの」
    "個人が分か",
    "個人が特定",
    "個人を特定",
    "。",
]);

/// Realis of a happening from what follows it in its sentence, and where the qualifying words end.
fn qualify(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention, after: &[Mention]) -> (Realis, usize) {
    let text = &notice.text;
    let from = mention.end as usize;
    let confirmed = (Realis::Confirmed, from);
    let first_modal = after.iter().find(|m| m.tag.class() == Class::Modals && m.start as usize + 3 >= from);
    let taken_back = |end: usize| after.iter().find(|m| m.start as usize >= end && m.tag == Tag::ModalsPossible);
    if let Some((start, end)) = denial(notice, sentence, mention)
        && first_modal.is_none_or(|modal| start <= modal.start as usize || modal.tag == Tag::ModalsDenied)
    {
        let rest = &text[end..sentence.range.end];
        return match taken_back(end) {
            Some(possible) if TAKES_BACK.stand_in(rest) => (Realis::Possible, possible.end as usize),
            _ => (Realis::Denied, end),
        };
    }
    // 「売った疑いで逮捕された」 states what the police says.
    let is_charge = |modal: &&Mention| {
        notice.words(modal) == "疑い"
            && (CHARGED.start(&text[modal.end as usize..sentence.range.end])
                || text[..modal.start as usize].ends_with("違反の"))
    };
    let Some(modal) = first_modal.filter(|modal| !is_charge(modal)) else {
        return confirmed;
    };
    let between = &text[from.min(modal.start as usize)..modal.start as usize];
    // 「表示されない「BCC」ではなく」
    if between.contains('「') && modal.tag == Tag::ModalsDenied {
        return confirmed;
    }
    let other = after.iter().any(|m| {
        m.tag.class() == Class::Happenings && m.tag != mention.tag && m.end <= modal.start && m.start >= mention.end
    });
    // 「流出した情報の悪用は…」: the qualification belongs to the later happening.
    // 「カード情報が漏えいし、一部が不正利用された可能性」: the two share the doubt.
    let coordinated =
        modal.tag == Tag::ModalsPossible && (between.starts_with("し、") || between.starts_with("され、"));
    if !coordinated && (CLAUSE_ENDS.stand_in(between) || (other && !joined(between))) {
        return confirmed;
    }
    let end = modal.end as usize;
    match modal.tag {
        Tag::ModalsDenied => {
            let rest = &text[end..sentence.range.end];
            match taken_back(end) {
                Some(possible) if rest.starts_with(['が', 'も']) || TAKES_BACK.stand_in(rest) => {
                    (Realis::Possible, possible.end as usize)
                }
                _ => (Realis::Denied, end),
            }
        }
        Tag::ModalsClaimed => (Realis::Claimed, end),
        _ => {
            // 「可能性はない」 denies, 「可能性は極めて低い」 leaves open.
            let denied = after.iter().find(|m| {
                m.tag == Tag::ModalsDenied && m.start as usize >= modal.start as usize && (m.start as usize) < end + 6
            });
            match denied {
                Some(denial) => (Realis::Denied, denial.end as usize),
                None => (Realis::Possible, end),
            }
        }
    }
}

/// What follows the name of a charge.
const CHARGED: Cues = Cues::of(&["で逮捕", "で再逮捕", "で書類", "で摘発", "で捜査", "で告発", "で送検", ")で"]);

/// What turns from a denial to a doubt: 「痕跡はないとするものの断定できない」.
const TAKES_BACK: Cues = Cues::of(&["が、", "ものの", "一方", "しかし", "ただ", "けれど", "つつ"]);

/// Where a happening is denied by its own ending (「渡ってはおりません」) or by the lack of a trace in the same clause.
fn denial(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> Option<(usize, usize)> {
    // What a screen does not show or nobody can look up was there all the same.
    const CAN: Cues = Cues::of(&["でき", "られな", "られま", "られる"]);
    let from = mention.end as usize;
    let text = &notice.text[..sentence.range.end];
    if let Some(no) = negation::length(&text[from..]) {
        let is_able = CAN.stand_in(&text[from..from + no]) || matches!(notice.words(mention), "見られ" | "表示され");
        return (mention.tag != Tag::HappeningsViewing || !is_able).then_some((from, from + no));
    }
    let (start, end) = negation::no_trace(notice, sentence, from)?;
    let between = &text[from..start];
    let other = notice
        .of_class(sentence, Class::Happenings)
        .find(|other| other.tag != mention.tag && other.start as usize >= from && other.end as usize <= start);
    let shares = other.is_none_or(|other| joined(&text[from..other.start as usize]));
    (shares && !CLAUSE_ENDS.stand_in(between)).then_some((start, end))
}

/// Whether two happenings share what follows: 「閲覧・取得された可能性」「流出や悪用は」.
fn joined(between: &str) -> bool {
    between.chars().count() <= 12
        && (between.starts_with(['・', 'や', '、', '及', 'ま', '又'])
            || between.starts_with("され、")
            || between.starts_with("したり")
            || between.starts_with("したという")
            || between.starts_with("または"))
}

/// Whether the word is part of a term that names no happening: 漏えい防止, 漏えい等報告, 流出対策.
fn is_compound(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    const COMPOUNDS: Cues = Cues::of(&[
        "防止",
        "対策",
        "等報告",
        "等の報告",
        "を防",
        "しない",
        "等の防止",
        "リスク",
        "することのない",
        "のないよう",
        "させない",
    ]);
    let rest = &notice.text[mention.end as usize..sentence.range.end];
    COMPOUNDS.start(rest)
}
