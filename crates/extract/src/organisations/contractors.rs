//! Contractors: named bodies and services at which or through which it happened.
//!
//! In:   a notice, its names, one part and its victim.
//! Out:  contractors in reading order.
//! Data: `words/contractor_before`, `contractor_after`, `no_contractor_before`, `no_contractor_after`, `in_use`; `roles/outsourced`.
//!
//! A name is a contractor's where the words right before it or right after it give it that role (「委託先の」, 「に委託」); a service
//! in quotation marks stands in where its operator is not named. Forensic firms, lawyers, authorities and media are none.

use jikenbo_lexicon::{Tag, is_term, longest_at_end, longest_at_start};
use jikenbo_model::{ByteRange, Found};

use super::{
    Cast, Name, Party,
    announcers::is_plausible,
    is_bystander,
    letters::{Script, script},
    names::right_edge,
    party,
    speakers::{after, same},
};
use crate::{
    notice::{Notice, Place, Sentence},
    part::Part,
    scope::Aside,
};

/// Contractors of one part.
pub(crate) fn read(notice: &Notice<'_>, cast: &Cast, part: &Part, victim: Option<&Party>) -> Vec<Found<String>> {
    let text: &str = &notice.text;
    let mut found: Vec<Party> = Vec::new();
    let outsourced = notice.sentences.iter().any(|sentence| sentence.tags.has(Tag::RolesOutsourced));
    for name in cast.names.iter().filter(|name| part.concerns(name.sentence)) {
        let sentence = &notice.sentences[name.sentence];
        if !counts(sentence) || !may_be_contractor(notice, name, victim) || is_alias(text, name.range.of(text)) {
            continue;
        }
        if is_refused(text, sentence, name) {
            continue;
        }
        if has_role(notice, sentence, name, outsourced, victim) {
            push(&mut found, party(notice, &cast.names, name.core.of(text), name.range, "organisations.contractor"));
        }
    }
    if victim.is_some() {
        bare(notice, cast, part, victim, &mut found);
        services(notice, part, victim, &mut found);
    }
    found.iter().map(Party::found).collect()
}

fn counts(sentence: &Sentence) -> bool {
    !matches!(sentence.aside, Some(Aside::Advice | Aside::Related | Aside::SampleMail))
}

/// Whether a name is the short form that the notice itself sets: 「株式会社架空帳票(以下「架空社」)」.
fn is_alias(text: &str, name: &str) -> bool {
    ["以下「", "以下、「", "以下『", "以下、『", "以下, 「", "以下"]
        .iter()
        .any(|open| text.contains(&format!("{open}{name}")))
}

fn push(found: &mut Vec<Party>, party: Party) {
    if !found.iter().any(|known| same(known.core(), party.core())) {
        found.push(party);
    }
}

/// Whether a name may be that of a contractor at all: a firm or the like, not the victim, no authority.
fn may_be_contractor(notice: &Notice<'_>, name: &Name, victim: Option<&Party>) -> bool {
    let words = name.range.of(&notice.text);
    let core = name.core.of(&notice.text);
    let is_firm =
        name.has_form() || words.ends_with('社') || !words.ends_with(['市', '町', '村', '区', '県', '省', '庁']);
    is_firm
        && !is_bystander(words)
        && victim.is_none_or(|victim| {
            !same(victim.core(), core) && !victim.name.contains(core) && !core.contains(victim.core())
        })
        && notice
            .article
            .issuer
            .as_ref()
            .is_none_or(|issuer| notice.article.dated_by_medium || !issuer.value.contains(core))
}

/// Whether the words beside a name give it another part in the story.
fn is_refused(text: &str, sentence: &Sentence, name: &Name) -> bool {
    let before = &text[sentence.range.start..name.range.start];
    let rest = after(text, sentence, name.range.end);
    longest_at_end(Tag::WordsNoContractorBefore, before) > 0
        || longest_at_start(Tag::WordsNoContractorAfter, rest) > 0
        || rest.find("共同で利用").is_some_and(|at| at < 120)
}

fn has_role(notice: &Notice<'_>, sentence: &Sentence, name: &Name, outsourced: bool, victim: Option<&Party>) -> bool {
    let text: &str = &notice.text;
    let before = text[sentence.range.start..name.range.start].trim_end_matches(['「', '(', ' ', '、', '・', ':', ',']);
    let rest = after(text, sentence, name.range.end);
    let cue_before = longest_at_end(Tag::WordsContractorBefore, before) > 0;
    // News on a body that announces are about that body: 「…を提供する架空社は…発表した」.
    if cue_before {
        // 「当社が業務を受託している架空商事」 is the speaker's client.
        let clause = before.rfind(['、', '。']).map_or(before, |at| &before[at..]);
        let by_speaker =
            ["当社が", "弊社が", "当法人が", "当組合が", "当財団が"].iter().any(|who| clause.contains(who));
        return !(by_speaker && clause.contains("受託"));
    }
    // Under a heading of its own: 「1 委託先」, then the name on the next line.
    if name.range.start == sentence.range.start && before.is_empty() {
        let above = text[..name.range.start].trim_end();
        let line = &above[above.rfind('\n').map_or(0, |at| at + 1)..];
        if line.chars().count() <= 20 && longest_at_end(Tag::WordsContractorBefore, line) > 0 {
            return true;
        }
    }
    if !(name.has_form() || name.range.of(text).ends_with('社')) {
        return ["に委託", "へ委託", "に業務を委託", "に請け負わせ"].iter().any(|cue| rest.starts_with(cue));
    }
    let cue_after = longest_at_start(Tag::WordsContractorAfter, rest) > 0;
    let strong = [
        "に委託",
        "へ委託",
        "に再委託",
        "に業務",
        "に請け負",
        "に印刷",
        "に作成",
        "に発注",
        "が提供",
        "が運営",
        "が運用",
        "が開発",
        "が設置",
        "が保守",
        "が管理",
        "の提供する",
        "が受託",
    ]
    .iter()
    .any(|cue| rest.starts_with(cue));
    if strong {
        return victim.is_some();
    }
    cue_after && victim.is_some() && (outsourced || suffers(rest) || sentence.tags.has(Tag::RolesOutsourced))
}

/// Whether what follows a name says that the attack or slip was there.
fn suffers(rest: &str) -> bool {
    [
        "のランサムウェア",
        "へのサイバー攻撃",
        "への不正アクセス",
        "のサーバー",
        "のサーバ",
        "のパソコン",
        "の端末",
        "のシステム",
        "において",
        "におきまして",
        "がランサムウェア",
        "が不正アクセス",
        "がサイバー攻撃",
    ]
    .iter()
    .any(|cue| rest.starts_with(cue))
}

/// A contractor whose name has neither form nor final word: 「開発を委託するサンプルテックの技術者」.
fn bare(notice: &Notice<'_>, cast: &Cast, part: &Part, victim: Option<&Party>, found: &mut Vec<Party>) {
    let text: &str = &notice.text;
    for (index, sentence) in notice.sentences.iter().enumerate().filter(|&(index, _)| part.concerns(index)) {
        if !counts(sentence) || !sentence.tags.has(Tag::RolesOutsourced) || sentence.place != Place::Body {
            continue;
        }
        let words = sentence.range.of(text);
        for cue in [
            "を委託する",
            "を委託している",
            "を委託した",
            "を委託しております",
            "委託先である",
            "委託先の",
            "を請け負った",
            "を受託する",
            "受託事業者の",
            "委託業者の",
        ] {
            for (at, _) in words.match_indices(cue).take(4) {
                let begin = sentence.range.start + at + cue.len();
                if cast
                    .names
                    .iter()
                    .any(|name| name.sentence == index && name.range.start <= begin && begin < name.range.end)
                {
                    continue;
                }
                let end = right_edge(text, begin, sentence.range.end);
                let range = ByteRange::new(begin, end);
                let name = range.of(text);
                let katakana = name.chars().filter(|&c| matches!(script(c), Script::Katakana | Script::Latin)).count();
                let follows = [
                    "の技術者",
                    "の社員",
                    "の従業員",
                    "の担当者",
                    "の作業",
                    "の派遣社員",
                    "が",
                    "に",
                    "から",
                    "において",
                    "社",
                ]
                .iter()
                .any(|cue| text[end..].starts_with(cue));
                if katakana >= 4
                    && katakana == name.chars().count()
                    && is_plausible(name)
                    && follows
                    && victim.is_none_or(|v| !same(v.core(), name))
                {
                    push(found, party(notice, &cast.names, name, range, "organisations.contractor_bare"));
                }
            }
        }
    }
}

/// A service in quotation marks that the victim uses and at which it happened, where its operator is not named.
fn services(notice: &Notice<'_>, part: &Part, victim: Option<&Party>, found: &mut Vec<Party>) {
    let text: &str = &notice.text;
    for (_, sentence) in notice.sentences.iter().enumerate().filter(|&(index, _)| part.concerns(index)) {
        if !counts(sentence) || sentence.place != Place::Body {
            continue;
        }
        let words = sentence.range.of(text);
        let Some(open) = words.find('「') else { continue };
        let Some(close) = words[open..].find('」').map(|at| at + open) else { continue };
        let brand = ByteRange::new(sentence.range.start + open + '「'.len_utf8(), sentence.range.start + close);
        let name = brand.of(text);
        let rest = &words[close + '」'.len_utf8()..];
        let before = &words[..open];
        let is_name = name.chars().count() >= 3
            && name.chars().count() <= 24
            && !name.contains(['。', '、', ' '])
            && !is_term(Tag::WordsGenericBody, name);
        if !is_name
            || victim.is_some_and(|victim| victim.name.contains(name))
            || text.contains(&format!("「{name}」は当社のサービスではなく"))
        {
            continue;
        }
        let used = ends_with_use(before);
        let hit = [
            "への不正アクセス",
            "が不正アクセス",
            "に不正アクセス",
            "において不正",
            "の設備",
            "が外部から不正",
            "への攻撃",
            "がランサムウェア",
            "がサイバー攻撃",
            "のサーバー",
            "の件で",
            "において、",
            "のヘルプデスク",
            "のシステム",
        ]
        .iter()
        .any(|cue| rest.starts_with(cue));
        let told = rest.contains("不正アクセス")
            || rest.contains("不正なアクセス")
            || rest.contains("感染")
            || rest.contains("攻撃")
            || rest.contains("漏えい")
            || rest.contains("流出")
            || rest.contains("脆弱性");
        let others = rest.contains("提供会社")
            || rest.contains("運営会社")
            || rest.contains("提供元")
            || text.contains("提供会社")
            || text.contains("運営会社")
            || !found.is_empty();
        // Whoever runs the service is named: it does not stand in.
        let operator_named = found.iter().any(|known| {
            let quoted = format!("「{name}」");
            text.match_indices(&quoted).take(6).any(|(at, _)| {
                let around = &text[at..];
                let line = around.find('\n').map_or(around, |end| &around[..end]);
                line.find(known.name.as_str()).is_some_and(|place| {
                    let between = &line[quoted.len().min(place)..place];
                    ["受託", "担う", "運営", "提供", "業務", "ヘルプデスク"].iter().any(|cue| between.contains(cue))
                })
            }) || text.contains(&format!("{}が提供", known.name))
        });
        if !operator_named
            && (used && hit && told
                || hit
                    && others
                    && !owns(notice, name)
                    && rest.starts_with("への不正アクセス") | rest.starts_with("の件で"))
        {
            push(
                found,
                Party {
                    name: name.to_owned(),
                    evidence: notice.evidence(brand),
                    at: Some(brand),
                    rule: "organisations.service",
                },
            );
        }
    }
}

/// Whether the words before a service say that it is used: 「利用しているクラウドメールサービス」, 「使用している」.
fn ends_with_use(before: &str) -> bool {
    let tail_start = before.char_indices().rev().nth(24).map_or(0, |(at, _)| at);
    let tail = &before[tail_start..];
    tail.char_indices().any(|(at, _)| {
        let length = longest_at_start(Tag::WordsInUse, &tail[at..]);
        length > 0 && !tail[at + length..].contains(['、', 'が', 'を', '。'])
    })
}

/// Whether the notice says that its body runs the service itself.
fn owns(notice: &Notice<'_>, name: &str) -> bool {
    let text: &str = &notice.text;
    [
        "運営する",
        "提供する",
        "運営しております",
        "運営している",
        "当社の",
        "弊社の",
        "弊社運営",
        "当社運営",
        "通販サイト",
        "会員サイト",
    ]
    .iter()
    .any(|cue| {
        text.match_indices(&format!("「{name}」")).take(6).any(|(at, _)| {
            let start = text[..at].char_indices().rev().nth(16).map_or(0, |(at, _)| at);
            text[start..at].contains(cue)
        })
    })
}
