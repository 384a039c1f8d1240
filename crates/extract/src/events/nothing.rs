//! Words for steps that tell no step where they stand.
//!
//! In:   a word with its type, the words before it and behind it.
//! Out:  whether it tells nothing.
//! Data: `words/trace`, `usual_work`, `broke`, `statement`, `other_party`.
//!
//! | clause                            | why                          |
//! |-----------------------------------|------------------------------|
//! | 送信された痕跡は(確認されず)         | what is denied               |
//! | 診療を続けています                  | work that goes on            |
//! | 電話会社へ連絡し                    | a call to those who only help |
//! | 送り直しました                      | done once more, no mending   |
//! | 名簿の写しは                        | a thing, no deed             |

use jikenbo_lexicon::{Tag, longest_at_end, longest_at_start};
use jikenbo_model::EventType;
use jikenbo_text::ByteRange;

use super::form::{is_hiragana, is_occasion};
use super::words::Kind::{self, FoundOut, Known};
use crate::cues::Cues;
use crate::notice::Notice;

/// Bytes of the verb between an act and the trace of it: 「(送信)された痕跡」.
const TRACE_BYTES: usize = 24;

/// Whether the word at `at` tells no step: what is denied of it, work that goes on, a call to those who only help.
pub(super) fn tells_nothing(notice: &Notice<'_>, denied: bool, kind: Kind, at: ByteRange, range: ByteRange) -> bool {
    let text = &notice.text;
    let (before, rest) = (&text[range.start.min(at.start)..at.start], &text[at.end..range.end.max(at.end)]);
    // 「外部へ送信された痕跡は確認されませんでした」
    if denied {
        let noun = rest.trim_start_matches(is_hiragana);
        if rest.len() - noun.len() <= TRACE_BYTES && longest_at_start(Tag::WordsTrace, noun) > 0 {
            return true;
        }
    }
    match kind {
        // 「判明後すぐに」
        FoundOut => {
            // 「確認を求めるメールを送信し」
            let asked = ["を求", "を依頼", "をお願", "のお願", "の依頼"].iter().any(|asks| rest.starts_with(asks));
            asked || rest.starts_with('後') || rest.starts_with("次第") || rest.starts_with("し次第")
        }
        // 「診療を続けています」
        Known(EventType::Exposure) => {
            text[at.start..].starts_with(['続', '継'])
                && longest_at_end(Tag::WordsUsualWork, before.trim_end_matches(['を', 'が', 'は', 'も'])) > 0
        }
        // 「再度の届出をお願いし」「届け出た方」
        Known(EventType::Reported) => {
            text[at.start..].starts_with('届')
                && ["をお願い", "た方", "た人", "の方", "を求め"].iter().any(|of| rest.starts_with(of))
        }
        // 「送り直しました」: done once more, no mending.
        Known(EventType::Contained) if text[at.start..].starts_with('直') && is_done_again(before) => true,
        // 「発行が停止した」: what broke; 「前回の説明を取り消した」
        Known(EventType::Contained) => {
            let word = &text[at.start..at.end];
            let takes_back = word.starts_with("取り消") || word.starts_with("撤回");
            word == "停止" && before.ends_with('が') && longest_at_start(Tag::WordsBroke, rest) > 0
                || takes_back && longest_at_end(Tag::WordsStatement, before.trim_end_matches('を')) > 0
        }
        // 「名簿の写しは」: the copy, not the copying.
        Known(EventType::Occurred) => &text[at.start..at.end] == "写し" && !before.ends_with('を'),
        // 「電話によりお詫びした」: how they were told.
        Known(EventType::Detected) => {
            const BY: Cues = Cues::of(&["により", "で"]);
            let clause = before.rsplit('、').next().unwrap_or(before);
            // 「駅に問い合わせたが見つからなかった」
            const IN_VAIN: Cues = Cues::of(&["たが", "ましたが", "ものの"]);
            if text[at.start..at.end].starts_with("見つからな")
                && (IN_VAIN.end(clause) || clause.is_empty() && IN_VAIN.end(before.trim_end_matches('、')))
            {
                return true;
            }
            text[at.start..at.end].strip_prefix("電話").is_some_and(|by| BY.start(by) && by.len() <= "により".len())
                && !clause.contains("から")
                && !clause.contains("より")
                && !clause.ends_with('の')
        }
        // 「合格者を発表した際」
        Known(EventType::Published) => is_occasion(rest),
        // 「電話会社へ連絡し」
        Known(EventType::Notified) => {
            // 「顧客宅を訪問している間に、車内から盗まれた」
            const MEANWHILE: Cues = Cues::of(&["している間", "していた間", "中に", "している隙", "した隙"]);
            if MEANWHILE.start(rest) {
                return true;
            }
            // 「連絡がつき」
            if text[at.start..].starts_with("連絡がつ") || text[at.start..].starts_with("連絡が付") {
                return true;
            }
            let to = before.strip_suffix(['に', 'へ']).map(|to| to.trim_end_matches("ご"));
            to.is_some_and(|to| longest_at_end(Tag::WordsOtherParty, to) > 0)
                && text[at.start..].starts_with(['連', '電', '照'])
        }
        _ => false,
    }
}

/// Whether the verb before 「直し」 makes it a doing once more: 「送り(直し)」「見(直し)」, not 「設定し(直し)」.
fn is_done_again(before: &str) -> bool {
    before.ends_with(['り', 'け', 'き', 'え', 'み', 'い', 'ち', 'べ', 'め', '見']) || before.ends_with("出し")
}
