//! What stands behind a word for a step, and whom it names before, turns its type.
//!
//! In:   a word with its type, the words behind it and before it.
//! Out:  the type that the clause tells.
//! Data: `words/`: what is told or handed in (`told_thing`, `comes_in`, `hands_in`, `delivers`, `sends`, `way_told`), who asks, finds or looks into it
//!       (`inquiry`, `finder`, `investigator`, `own_board`, `school_head`, `others`), what came of it (`found_again`, `gets_back`, `no_more`, `finishes`,
//!       `apology`, `punished`, `patch`, `system_change`, `after_change`), and the rest that its lists of tags name.
//! Not here: words that tell no step at all (`nothing.rs`).
//!
//! | clause                                  | word | type       |
//! |-----------------------------------------|------|------------|
//! | お客様より連絡を頂き, 電話が相次ぎ         | 連絡 | detected   |
//! | 調査会社から報告書を受領                  | 報告 | identified |
//! | 全件の確認を終え                         | 確認 | identified |
//! | 閲覧できないようにし                     | 閲覧でき | contained |
//! | (紛失した鞄が)公園で見つかり              | 見つか | contained |
//! | 情報システム部に通報                     | 通報 | background |

use std::cell::LazyCell;

use jikenbo_lexicon::{Class, Tag, longest_at_end, longest_at_start, stands_in};
use jikenbo_model::EventType;
use jikenbo_text::ByteRange;

use super::form::is_hiragana;
use super::own_notice::{is_letter_to_concerned, is_own_page, tells_singly};
use super::told_whom::{is_inside, is_to_authority};
use super::words::Kind::{self, FoundOut, Known};
use crate::cues::{self, Cues};
use crate::notice::Notice;

/// Longest name of those who took a call (「事務局が受け」), in bytes.
pub(super) const AGENT_BYTES: usize = 45;
/// Bytes before a word within which its clause names who told, who was told, or where something lay.
const CLAUSE_BYTES: usize = 150;

/// Whether a punishment is told shortly before a word or with it: 「停職6か月の懲戒処分とした。処分は…」.
fn is_disciplinary(text: &str, at: ByteRange) -> bool {
    let from = text.ceil_char_boundary(at.start.saturating_sub(PUNISHED_BYTES));
    stands_in(Tag::WordsPunished, text[from..at.start].trim_end_matches("処分"))
}

/// Bytes within which a punishment was told before it is named again.
const PUNISHED_BYTES: usize = 300;

/// The type of the word at `at`, by the clause around it; `None` where the clause does not bear on it.
pub(super) fn turned(notice: &Notice<'_>, tag: Tag, kind: Kind, at: ByteRange, range: ByteRange) -> Option<Kind> {
    let text = &notice.text;
    let (word, rest) = (at.of(text), &text[at.end..range.end.max(at.end)]);
    if tag == Tag::StepsShown || kind == Known(EventType::Exposure) {
        return (longest_at_start(Tag::WordsNoMore, rest) > 0).then_some(Known(EventType::Contained));
    }
    let clause = LazyCell::new(|| &text[clause_start(text, at, range)..at.start]);
    if tag == Tag::StepsHeard {
        return comes_in(rest, &clause).then_some(Known(EventType::Detected));
    }
    // 「当社名がリークサイトに掲載され」: the intruder's own post.
    if kind == Known(EventType::Occurred)
        && word.starts_with(['掲', '公', '投'])
        && stands_in(Tag::WordsIntruderSite, &clause)
    {
        return Some(Known(EventType::Background));
    }
    // 「使用した後、所在が分からなくなり」
    if kind == Known(EventType::Detected) && word.starts_with("所在") && rest.starts_with("くな") {
        return Some(Known(EventType::Occurred));
    }
    // 「廃棄物処理業者が引き取り、溶解した」
    if kind == Known(EventType::Contained)
        && longest_at_start(Tag::WordsGetsBack, word) > 0
        && stands_in(Tag::WordsWaste, &clause)
    {
        return Some(Known(EventType::Occurred));
    }
    // 「1月27日の改修で閲覧権限の判定が働かなくなった」: the change that went wrong.
    if kind == Known(EventType::Contained) && longest_at_end(Tag::WordsSystemChange, word) > 0 {
        let rest = rest.strip_prefix("作業").unwrap_or(rest);
        let rest = rest.strip_prefix("を行った").or_else(|| rest.strip_prefix("した")).unwrap_or(rest);
        if longest_at_start(Tag::WordsAfterChange, rest) > 0 {
            return Some(Known(EventType::Occurred));
        }
    }
    // 「報告を受け」 holds its verb.
    let noun = word.find(['を', 'が']).map_or(word, |particle| &word[..particle]);
    let is_told = longest_at_end(Tag::WordsToldThing, noun) > 0;
    let (word, rest) = if is_told { (noun, &text[at.start + noun.len()..range.end.max(at.end)]) } else { (word, rest) };
    // 「上司に申し出た」
    if is_told
        && kind == Known(EventType::Detected)
        && is_inside(notice, at, &clause)
        && !clause.contains("から")
        && !clause.contains("より")
    {
        return Some(Known(EventType::Background));
    }
    // 「同様のお申し出が27件」: more of what is known.
    if is_told && stands_in(Tag::WordsAlike, &clause) && comes_in(rest, &clause) {
        return Some(Known(EventType::Background));
    }
    if is_told && comes_in(rest, &clause) && !is_told_on(&clause) {
        // 「専門会社による調査が完了し、甲社より報告を受領」: another told.
        let teller =
            ["から", "より"].iter().filter_map(|by| clause.rfind(by)).max().map_or(*clause, |at| &clause[..at]);
        let teller = teller.rsplit('、').next().unwrap_or(teller);
        if stands_in(Tag::WordsInvestigator, teller) && is_report(word) {
            return Some(Known(EventType::Identified));
        }
        // 「鞄が見つかったと連絡があり」
        const CAME_BACK: Cues =
            Cues::of(&["見つかったと", "発見されたと", "預かっていると", "預かったと", "届いていると", "届けられたと"]);
        let lost = notice.tags.has(Tag::CausesLoss) || notice.tags.has(Tag::CausesTheft);
        if clause.contains('拾') || lost && CAME_BACK.stand_in(&clause) {
            return Some(Known(EventType::Contained));
        }
        return match kind {
            Known(EventType::Notified | EventType::Published) => Some(Known(EventType::Detected)),
            Known(EventType::Reported) if !is_report(word) => Some(Known(EventType::Detected)),
            _ => None,
        };
    }
    // 「全ての履歴の確認を終えた」「調査会社の報告がまとまった」
    if matches!(kind, FoundOut | Known(EventType::Identified | EventType::Background | EventType::Reported))
        && longest_at_end(Tag::WordsInquiry, word) > 0
        && (!is_report(word) || stands_in(Tag::WordsInvestigator, &clause))
        && finishes(rest)
    {
        return Some(Known(EventType::Identified));
    }
    if kind == Known(EventType::Detected)
        && longest_at_start(Tag::WordsFoundAgain, &text[at.start..range.end]) > 0
        && is_lost_thing(notice, at, &clause)
    {
        return Some(Known(EventType::Contained));
    }
    // 「原因が設定の誤りと分かった」
    const RESULT: Cues = Cues::of(&["原因", "件数", "人数", "範囲", "経路", "規模", "内訳"]);
    if kind == Known(EventType::Detected)
        && (word.starts_with("分か") || word.starts_with("わか") || word.starts_with('判'))
        && RESULT.stand_in(clause.rsplit('、').next().unwrap_or_default())
    {
        return Some(Known(EventType::Identified));
    }
    // 「委員会から報告を求められ」
    if kind == Known(EventType::Reported) && rest.starts_with("を求め") {
        return Some(Known(EventType::Background));
    }
    // 「さらに300人増えることが分かった」
    if kind == FoundOut && stands_in(Tag::WordsFurther, clause.rsplit('、').next().unwrap_or_default()) {
        return Some(Known(EventType::Identified));
    }
    // 「対象の会員にメールで順次お知らせしました」
    if kind == Known(EventType::Published)
        && (word.starts_with("お知らせ") || word.starts_with("ご案内"))
        && tells_singly(clause.rsplit('、').next().unwrap_or_default())
    {
        return Some(Known(EventType::Notified));
    }
    // 「郵送でのお知らせ」: how they are told.
    const BY_POST: Cues = Cues::of(&[
        "でのお知らせ",
        "でのご連絡",
        "でのご案内",
        "によるお知らせ",
        "による通知",
        "による連絡",
        "でのおわび",
        "でのお詫び",
    ]);
    if kind == Known(EventType::Occurred) && word.ends_with("送") && BY_POST.start(rest) {
        return Some(Known(EventType::Notified));
    }
    // 「お詫びとご報告を更新し、件数を訂正した」: the notice was changed.
    if kind == Known(EventType::Contained)
        && word.starts_with("訂正")
        && ["お詫び", "おわび", "お知らせ", "ご報告", "公表", "発表"].iter().any(|text| clause.contains(text))
    {
        return Some(Known(EventType::Published));
    }
    // 「他社で同様の事案が公表された」
    if kind == Known(EventType::Published) && stands_in(Tag::WordsOthers, &clause) {
        return Some(Known(EventType::Background));
    }
    // 「校長が教育委員会に報告」
    if kind == Known(EventType::Reported)
        && longest_at_end(Tag::WordsOwnBoard, &clause) > 0
        && stands_in(Tag::WordsSchoolHead, &clause)
    {
        return Some(Known(EventType::Background));
    }
    // 「翌日に第2報を提出」
    if kind == Known(EventType::Published)
        && word.trim_end_matches('を').ends_with('報')
        && longest_at_start(
            Tag::WordsHandsIn,
            &text[at.start + word.trim_end_matches('を').len()..range.end.max(at.end)],
        ) > 0
    {
        return Some(Known(EventType::Reported));
    }
    // 「教育委員会に伝えた」
    if kind == Known(EventType::Notified) && is_to_authority(notice, at, &clause) {
        return Some(Known(EventType::Reported));
    }
    // 「荷物を別の店舗に届けた」: no authority, no loss.
    if kind == Known(EventType::Reported) && longest_at_start(Tag::WordsDelivers, word) > 0 {
        let from = at.start - clause.len();
        let told = notice
            .mentions_in(ByteRange::new(from, at.start))
            .any(|m| m.tag.class() == Class::Authorities || is_loss(m.tag));
        if !told && stands_in(Tag::WordsWrongly, &clause) {
            return Some(Known(EventType::Occurred));
        }
    }
    // 「監視会社が当社に通報し」: the house was told.
    if kind == Known(EventType::Reported)
        && word.starts_with("通報")
        && clause.strip_suffix(['に', 'へ']).is_some_and(|to| longest_at_end(Tag::RolesSelfReference, to) > 0)
    {
        return Some(Known(EventType::Detected));
    }
    // 「通行人が拾い、交番に届けた」: it came back.
    if kind == Known(EventType::Reported)
        && word.starts_with('届')
        && (notice.tags.has(Tag::CausesLoss) || notice.tags.has(Tag::CausesTheft))
        && (clause.contains('拾') || stands_in(Tag::WordsFinder, &clause))
        && !word.contains("届出")
        && !word.contains("届け出")
    {
        return Some(Known(EventType::Contained));
    }
    // 「対象のお客様にメールを送信」: they were told.
    if kind == Known(EventType::Occurred)
        && longest_at_start(Tag::WordsSends, word) > 0
        && is_letter_to_concerned(&clause, rest)
    {
        return Some(Known(EventType::Notified));
    }
    // 「調査委員会が報告書を提出」
    if kind == Known(EventType::Reported) && is_report(word) && stands_in(Tag::WordsInvestigator, &clause) {
        const SUBJECT: Cues = Cues::of(&["が", "は", "から"]);
        let subject = clause.trim_end_matches("最終").trim_end_matches('、');
        if SUBJECT.end(subject)
            && longest_at_end(Tag::WordsInvestigator, subject.trim_end_matches("から").trim_end_matches(['が', 'は']))
                > 0
        {
            return Some(Known(EventType::Identified));
        }
    }
    // 「ホームページに公開」: the announcement.
    if kind == Known(EventType::Occurred)
        && (word.starts_with("公開") || word.starts_with("掲載"))
        && is_own_page(&clause)
    {
        return Some(Known(EventType::Published));
    }
    // 「納税通知書を発送し」「開催通知を配信」: papers of the work, no notice of the incident.
    if kind == Known(EventType::Notified)
        && word.starts_with(['通', '案'])
        && clause.ends_with(|c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{30a1}'..='\u{30fc}'))
        && longest_at_end(Tag::WordsWayTold, &clause) == 0
        && !stands_in(Tag::WordsApology, &text[at.start..range.end.max(at.end)])
    {
        return Some(Known(EventType::Occurred));
    }
    // 「交際していた女性に伝え」
    if kind == Known(EventType::Notified) && word.contains('伝') && stands_in(Tag::WordsAcquaintance, &clause) {
        return Some(Known(EventType::Occurred));
    }
    // 「処分は13日付です」
    if kind == Known(EventType::Occurred) && word == "処分" && is_disciplinary(text, at) {
        return Some(Known(EventType::Background));
    }
    // 「画面に表示された電話番号に連絡し」: the fraud, no notice.
    if kind == Known(EventType::Notified) && longest_at_end(Tag::WordsFalseNumber, &clause) > 0 {
        return Some(Known(EventType::Occurred));
    }
    // 「修正プログラムは1月に公開されていた」
    if kind == Known(EventType::Occurred)
        && word.starts_with("公開")
        && stands_in(Tag::WordsPatch, &text[clause_start(text, at, ByteRange::new(0, at.start))..at.start])
    {
        return Some(Known(EventType::Background));
    }
    if matches!(kind, Known(EventType::Reported | EventType::Notified)) && is_inside(notice, at, &clause) {
        return Some(Known(EventType::Background));
    }
    None
}

fn is_report(word: &str) -> bool {
    word.contains("報告") || word.ends_with("速報") || word.ends_with("確報")
}

/// Where the clause of a word begins: behind the last comma or stop, not before the range.
fn clause_start(text: &str, at: ByteRange, range: ByteRange) -> usize {
    let from = text.ceil_char_boundary(range.start.min(at.start).max(at.start.saturating_sub(CLAUSE_BYTES)));
    let clause = &text[from..at.start];
    // 「…より、…との連絡を受け」: who told may stand before the comma.
    clause
        .char_indices()
        .rfind(|(_, c)| matches!(c, '。' | '\n' | '\t'))
        .map_or(from, |(stop, c)| from + stop + c.len_utf8())
}

/// Whether what follows says that the thing told reached somebody: 「をいただき」「が相次ぎ」「(1件目)があり」.
pub(super) fn comes_in(rest: &str, clause: &str) -> bool {
    let mut rest = rest;
    if let Some(inner) = rest.strip_prefix('(') {
        let Some(close) = inner.find(')').filter(|&close| close <= 60) else { return false };
        rest = &inner[close + 1..];
        if rest.is_empty() || rest.starts_with(['。', '\n']) {
            return clause.contains("から") || clause.contains("より");
        }
    }
    // 「3月8日 利用者から連絡」: a note that ends in the noun.
    if rest.is_empty() || rest.starts_with(['。', '\n', '\t']) {
        return ["から", "より", "からの", "よりの"]
            .iter()
            .any(|from| clause.trim_end_matches(['ご', 'お']).ends_with(from));
    }
    let rest = cues::behind(rest, &["等", "など"]);
    let Some(verb) = ["を", "が", "も", "の", "で"].iter().find_map(|particle| rest.strip_prefix(particle)) else {
        return false;
    };
    let verb = ["合わせて", "あわせて", "さらに", "計"].iter().find_map(|sum| verb.strip_prefix(sum)).unwrap_or(verb);
    let figure = verb.trim_start_matches(|c: char| c.is_ascii_digit());
    let verb = figure.trim_start_matches(['件', '数', '多']);
    // 「お申し出が27件。」
    if figure.starts_with('件') && (verb.is_empty() || verb.starts_with(['。', '\n', '、'])) {
        return true;
    }
    let verb = verb.strip_prefix(['ご', 'お']).unwrap_or(verb);
    // 「要配慮個人情報が入っていた」 is no news that came in.
    let holds = |rest: &str| rest.starts_with(|c: char| !is_hiragana(c) && !matches!(c, '、' | '。' | ' ' | '\n'));
    if verb.starts_with("入ってい") || verb.strip_prefix("入った").is_some_and(holds) {
        return false;
    }
    // 「(会員からの)ご連絡を事務局が受け」
    let agent = ["が", "から", "より"].iter().find_map(|by| {
        let near = &verb[..verb.floor_char_boundary(AGENT_BYTES + by.len())];
        Some(&verb[near.find(by)? + by.len()..])
    });
    let agent = agent.unwrap_or(verb);
    // 「が大量に届き」「が次々に寄せられ」
    let near = &verb[..verb.floor_char_boundary("大量に".len())];
    let verb = near.find('に').map_or(verb, |at| &verb[at + 'に'.len_utf8()..]);
    longest_at_start(Tag::WordsComesIn, verb) > 0 || longest_at_start(Tag::WordsComesIn, agent) > 0
}

/// Whether the clause says that the body itself told somebody: 「対象の方へ…」.
fn is_told_on(clause: &str) -> bool {
    const TO: Cues = Cues::of(&["に対し", "宛に", "あてに"]);
    const FROM: Cues = Cues::of(&["から", "より"]);
    let last = |cues: &Cues| clause.char_indices().rfind(|(at, _)| cues.start(&clause[*at..])).map(|(at, _)| at);
    last(&TO).is_some_and(|to| Some(to) > last(&FROM))
}

/// Whether what follows says that work came to its end: 「を終え」「がすべて完了し」.
fn finishes(rest: &str) -> bool {
    let rest = rest.strip_prefix(['を', 'が', 'も', 'は']).unwrap_or(rest);
    let rest = cues::behind(rest, &["すべて", "全て", "概ね"]);
    longest_at_start(Tag::WordsFinishes, rest) > 0
}

const fn is_loss(tag: Tag) -> bool {
    matches!(tag, Tag::CausesLoss | Tag::CausesTheft)
}

/// Whether what was found is a thing that the text tells as lost: no fault, no trace, and not the loss itself.
fn is_lost_thing(notice: &Notice<'_>, at: ByteRange, clause: &str) -> bool {
    if !(notice.tags.has(Tag::CausesLoss) || notice.tags.has(Tag::CausesTheft)) {
        return false;
    }
    // 「窓ガラスが割られているのを見回り中の警備員が見つけた」
    if clause.contains("のを") || clause.contains("ことを") {
        return false;
    }
    // 「紛失を発見」「ないことを発見」
    let object = clause.trim_end_matches(['が', 'を', 'は', 'も']);
    if object.ends_with("こと") || object.ends_with("状態") || object.ends_with("の") {
        return false;
    }
    let from = at.start - clause.len();
    let names_fault = notice
        .mentions_in(ByteRange::new(from, at.start))
        .any(|m| is_loss(m.tag) && clause.len() - ((m.end as usize) - from) <= "等が".len());
    !names_fault
        && clause.ends_with(['で', 'ら', 'に', 'が', 'を', 'は', 'て', '、', 'れ'])
        && notice.mentions_in(ByteRange::new(0, at.start)).any(|mention| is_loss(mention.tag))
}
