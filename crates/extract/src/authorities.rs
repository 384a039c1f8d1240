//! Who it was reported to or consulted.
//!
//! In:   the sentences that tell of the incident.
//! Out:  authorities with evidence, in reading order, each once.
//! Data: lexicon classes `authorities` and `acts`; `steps/to_client`; `words/tells`, `paper_destroyed`, `told_by_firm`, `payer`.
//!
//! A name alone is no report: the sentence must say that somebody was told, asked or engaged. An authority as the source of a hint
//! (警察からの指摘) was not consulted.

#[cfg(test)]
mod tests;

use jikenbo_lexicon::{Class, Mention, Tag, TagSet, longest_at_start, stands_in};
use jikenbo_model::{Authority, ByteRange, Found};

use crate::cues::{Cues, first_letters, last_letters};
use crate::notice::{Notice, Place, Sentence};
use crate::part::Part;
use crate::section::Section;

/// What tells that a client was told.
const CLIENTS: TagSet = TagSet::of(&[Tag::ActsReport, Tag::ActsFromContractor, Tag::StepsToClient]);

/// Reads the authorities of one part.
///
/// `contractors` are those of the part: what one of them tells its client is a report to a client. `victim` is who tells.
pub(crate) fn read(
    notice: &Notice<'_>,
    part: &Part,
    contractors: &[Found<String>],
    victim: Option<&str>,
) -> Vec<Found<Authority>> {
    let mut found: Vec<Found<Authority>> = Vec::new();
    for sentence in part.told(notice) {
        // Below 「お客様へのお願い」 only what was done counts.
        let done =
            || ["ました。", "ております。", "済みです。"].iter().any(|end| notice.text_of(sentence).ends_with(end));
        if sentence.place != Place::Body || sentence.section == Section::Request && !done() {
            continue;
        }
        let reports = sentence.tags.has(Tag::ActsReport)
            || sentence.section == Section::Response
            || sentence.tags.has(Tag::ActsFromContractor) && holds_report(sentence, notice);
        for mention in notice.of_class(sentence, Class::Authorities) {
            let Some(authority) = Authority::from_code(mention.tag.code()) else { continue };
            let consulted = match authority {
                Authority::ForensicFirm => sentence.section != Section::Prevention && !disposes(notice, sentence),
                _ => reports,
            };
            if consulted
                && !is_source(notice, sentence, mention)
                && !is_other_station(notice, mention)
                && found.iter().all(|known| known.value != authority)
            {
                found.push(Found::new(authority, notice.evidence_of(mention), "authority.told"));
            }
        }
        if sentence.tags.has(Tag::ActsReport)
            && found.iter().all(|known| known.value != Authority::PrefectureGov)
            && let Some(at) = told_prefecture(notice, sentence, victim)
        {
            found.push(Found::new(Authority::PrefectureGov, notice.evidence(at), "authority.prefecture"));
        }
        if sentence.tags.has_any(&CLIENTS)
            && sentence.section != Section::Prevention
            && found.iter().all(|known| known.value != Authority::ClientOrg)
            && let Some(at) = told_client(notice, sentence, contractors)
        {
            found.push(Found::new(Authority::ClientOrg, notice.evidence(at), "authority.client"));
        }
    }
    found
}

/// Whether the authority was not told: it spoke or acted itself (「県警から連絡があり」, 「日本年金機構は6日」), or a report is only considered.
fn is_source(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    const WITHIN: usize = 24;
    const ASKED: Cues = Cues::of(&["求め", "要請", "指示", "助言", "指導", "命令", "勧告"]);
    let (start, rest) = (mention.start as usize, &notice.text[mention.end as usize..sentence.range.end]);
    let told_us = rest.starts_with("から") || rest.starts_with("より");
    // 「警察への相談も検討しています」: not yet.
    if first_letters(rest, WITHIN).split_once("検討").is_some_and(|(act, _)| !act.contains(['、', '。'])) {
        return true;
    }
    // 「監督官庁である個人情報保護委員会」: the name that follows says who.
    let named =
        |next: &Mention| rest.starts_with("である") && next.start as usize == mention.end as usize + "である".len();
    if notice.of_class(sentence, Class::Authorities).any(named) {
        return true;
    }
    let acts = rest.starts_with('は') || rest.starts_with('が') && !first_letters(rest, WITHIN).contains("捜査");
    let opens = start == sentence.range.start || !notice.text[sentence.range.start..start].contains(['、', 'を']);
    if told_us && !ASKED.stand_in(first_letters(rest, WITHIN)) || acts && opens {
        return true;
    }
    notice
        .of_class(sentence, Class::Acts)
        .any(|act| act.tag == Tag::ActsDenyConsult && act.start >= mention.end && act.start < mention.end + 7)
}

/// Whether the sentence tells of papers destroyed: whoever does that is no investigator.
fn disposes(notice: &Notice<'_>, sentence: &Sentence) -> bool {
    stands_in(Tag::WordsPaperDestroyed, notice.text_of(sentence))
}

/// Whether the word for a station (署に届) is the end of one that is none of the police: 消防署, 税務署.
fn is_other_station(notice: &Notice<'_>, mention: &Mention) -> bool {
    notice.words(mention).starts_with('署')
        && notice.text[..mention.start as usize].ends_with(['防', '務', '督', '支', '部', '自'])
}

/// Where a sentence says that a prefecture other than the victim was told: 「東京都へ報告しました」「架空県の私学担当課には17日に報告」.
fn told_prefecture(notice: &Notice<'_>, sentence: &Sentence, victim: Option<&str>) -> Option<ByteRange> {
    let place = notice.of_class(sentence, Class::Prefectures).find(|mention| {
        let name = notice.words(mention);
        mention.tag == Tag::PrefecturesFull
            && is_told(&notice.text[mention.end as usize..sentence.range.end])
            && !victim.is_some_and(|victim| victim.starts_with(name))
    })?;
    Some(ByteRange::new(place.start as usize, place.end as usize))
}

/// Whether those named before a text are told: 「に報告」「および総務省へ届け出」「の担当課には17日に報告」.
fn is_told(rest: &str) -> bool {
    const ACT: Cues = Cues::of(&[
        "報告",
        "届け",
        "届出",
        "相談し",
        "相談する",
        "相談を",
        "相談済",
        "連絡",
        "通知",
        "一報",
        "通報",
        "速報",
        "説明",
        "知らせ",
    ]);
    /// Letters of the names, and of the day, before the act.
    const NAMES: usize = 24;
    let near = first_letters(rest, NAMES);
    // 「架空県警」 is told as police; 「知事」 and offices are of it.
    if near.starts_with('警') {
        return false;
    }
    for (at, c) in near.char_indices() {
        if matches!(c, 'に' | 'へ' | '宛') && !near[at..].starts_with("にお") && !near[at..].starts_with("にて")
        {
            let behind = first_letters(&rest[at + c.len_utf8()..], NAMES / 2);
            let clause = behind.find(['、', '。', 'を', 'が']).map_or(behind, |end| &behind[..end]);
            return may_be_told(&near[..at]) && ACT.stand_in(clause);
        }
        let joins = matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{30a1}'..='\u{30fc}' | '々')
            || matches!(c, 'の' | 'と' | 'や' | 'お' | 'よ' | 'び' | 'な' | 'ら' | '、' | '・' | '(' | ')')
            || matches!(c, 'で' | 'あ' | 'る' | 'す' | 'べ' | 'て' | '0'..='9' | ',');
        if !joins {
            return false;
        }
    }
    false
}

/// Whether what stands between a name and its particle keeps to it: nothing, an office of its own, or others told with it.
fn may_be_told(names: &str) -> bool {
    const JOINED: Cues = Cues::of(&[
        "及び",
        "および",
        "と",
        "や",
        "、",
        "・",
        "並びに",
        "ならびに",
        "様",
        "各位",
        "の皆様",
        "すべて",
        "全て",
    ]);
    const OFFICES: Cues = Cues::of(&["課", "部", "室", "局", "担当", "庁", "知事", "教育委員会", "窓口"]);
    const OTHERS: Cues = Cues::of(&["労働局", "支局", "内の"]);
    // 「委託元である架空市に」
    names.is_empty()
        || names.starts_with("である")
        || JOINED.start(names)
        || names.starts_with(|c: char| c.is_ascii_digit())
        || OFFICES.end(names) && !OTHERS.end(names) && !names.starts_with('内')
        || names.starts_with('の')
            && ["自治体", "企業", "事業者", "団体", "皆様"].iter().any(|end| names.ends_with(end))
}

/// Where a sentence says that a contractor told its client: 「同社から…との連絡」, 「架空システムから」, 「市に報告」.
fn told_client(notice: &Notice<'_>, sentence: &Sentence, contractors: &[Found<String>]) -> Option<ByteRange> {
    let says = sentence.tags.has(Tag::ActsReport);
    let client = notice.of_class(sentence, Class::Acts).find(|mention| {
        // The longer 「市へ報告」 holds the act within itself.
        let words = notice.words(mention);
        mention.tag == Tag::ActsFromContractor
            && (says || holds_report(sentence, notice))
            && !is_payer(notice, sentence, mention)
            && (!is_own_side(words)
                || says
                || (!contractors.is_empty() || is_told_by_firm(notice, sentence, mention))
                    && !is_told_by_person(notice, sentence, mention))
    });
    // 「契約先の自治体に連絡」「委託元へのご報告」
    let client = client.or_else(|| {
        let to_client = |mention: &&Mention| {
            mention.tag == Tag::StepsToClient && is_told(&notice.text[mention.end as usize..sentence.range.end])
        };
        notice.of_class(sentence, Class::Steps).find(to_client)
    });
    if let Some(mention) = client {
        return Some(ByteRange::new(mention.start as usize, mention.end as usize));
    }
    if !says {
        return None;
    }
    let text = notice.text_of(sentence);
    contractors.iter().find_map(|contractor| {
        let named = text.find(contractor.value.as_str()).map(|at| (at, at + contractor.value.len()));
        let (start, end) = named.or_else(|| short_of(text, &contractor.value))?;
        let told = longest_at_start(Tag::WordsTells, &text[end..]);
        let from = sentence.range.start;
        (told > 0).then(|| ByteRange::new(from + start, from + end + told))
    })
}

/// Where the short form 「架空社」 of 「株式会社架空帳票」 stands: its start and end.
fn short_of(text: &str, name: &str) -> Option<(usize, usize)> {
    text.match_indices('社').take(8).find_map(|(at, sign)| {
        let front = &text[..at];
        let mut start = at;
        for (place, _) in front.char_indices().rev().take(8).take_while(|&(place, _)| name.contains(&front[place..])) {
            start = place;
        }
        (front[start..].chars().count() >= 2).then_some((start, at + sign.len()))
    })
}

/// Whether a term such as 「市へ報告」 in the sentence names the act itself.
fn holds_report(sentence: &Sentence, notice: &Notice<'_>) -> bool {
    notice.of_class(sentence, Class::Acts).any(|mention| {
        let words = notice.words(mention);
        mention.tag == Tag::ActsFromContractor
            && ["報告", "連絡", "通知", "一報"].iter().any(|act| words.ends_with(act))
    })
}

/// Whether the words name the notice's own side, whom anybody may have told: 「市へ報告」, 「当社に連絡」.
fn is_own_side(words: &str) -> bool {
    words.starts_with(['市', '町', '村', '区', '県', '府', '当', '本', '弊'])
}

/// Whether a firm is named by its role before: 「業者は市に連絡するとともに」.
fn is_told_by_firm(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    stands_in(Tag::WordsToldByFirm, &notice.text[sentence.range.start..mention.start as usize])
}

/// Whether it is a card company or the like that told, whose client the notice's body is: 「決済代行会社より」.
fn is_payer(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    let before = &notice.text[sentence.range.start..mention.end as usize];
    let near = last_letters(before, 12);
    // 「調査会社より」: engaged by the body itself.
    if stands_in(Tag::WordsInvestigator, near) {
        return true;
    }
    stands_in(Tag::WordsPayer, near) && !is_own_side(notice.words(mention)) && !near.contains("からの報告")
}

/// Whether a person told them: 「受け取った方から市に連絡があり」.
fn is_told_by_person(notice: &Notice<'_>, sentence: &Sentence, mention: &Mention) -> bool {
    const PERSONS: Cues = Cues::of(&[
        "方から",
        "様から",
        "さまから",
        "人から",
        "客から",
        "民から",
        "護者から",
        "職員から",
        "社員から",
        "家族から",
        "会員から",
    ]);
    let before = &notice.text[sentence.range.start..mention.start as usize];
    PERSONS.stand_in(before)
}
