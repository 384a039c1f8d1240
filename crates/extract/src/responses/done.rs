//! Whether a deed has been done or is still to come: the endings that follow it.
//!
//! In:   the text behind a deed, its sentence.
//! Out:  the tense.
//!
//! | behind the deed            |         |
//! |----------------------------|---------|
//! | しました、しております     | done    |
//! | する予定です、いたします   | to come |
//! | するとともに、…設置した    | done    |

use jikenbo_lexicon::Mention;

use crate::cues::Cues;
use crate::notice::{Notice, Sentence};

/// Whether a sentence tells of what has been done or is going on.
pub(crate) fn is_done(sentence: &str) -> bool {
    const DONE: Cues =
        Cues::of(&["した", "しております", "しています", "ております", "ている", "ています", "った", "いた"]);
    DONE.end(words_of(sentence))
}

/// Whether a deed is only announced.
pub(super) fn is_to_come(notice: &Notice<'_>, sentence: &Sentence, deed: &Mention) -> bool {
    const DONE: Cues = Cues::of(&[
        "しまし",
        "した",
        "しており",
        "してい",
        "を行っ",
        "を行いまし",
        "終え",
        "完了",
        "済",
        "差し上げ",
        "りまし",
        "始め",
        "ました",
        "った",
        "設けて",
        "設けた",
    ]);
    const ANNOUNCED: Cues = Cues::of(&["予定", "方針", "てまいり", "て参り", "ていく", "ていき", "検討", "準備"]);
    let rest = &notice.text[deed.start as usize..sentence.range.end];
    let own = rest.find(['、', '。', '」']).map_or(rest, |end| &rest[..end]);
    // 「本日より個別にご連絡申し上げます」: begun.
    if notice.text[sentence.range.start..deed.start as usize].contains("本日") && !ANNOUNCED.stand_in(own) {
        return false;
    }
    if ANNOUNCED.stand_in(own) || is_present(own) {
        return true;
    }
    !DONE.stand_in(own) && (ANNOUNCED.stand_in(rest) || is_present(rest))
}

/// Whether a stretch ends in the present tense of a verb: 「お知らせいたします」, 「謝罪する」, 「送るとしている」.
pub(crate) fn is_present(text: &str) -> bool {
    const GOING_ON: Cues = Cues::of(&[
        "ています",
        "でいます",
        "ております",
        "でおります",
        "ている",
        "でいる",
        "てある",
        "ござる",
        "ございます",
    ]);
    const HEARSAY: [&str; 6] = ["としている", "としています", "という", "とのこと", "とのことです", "ということです"];
    let mut words = words_of(text);
    for hearsay in HEARSAY {
        words = words.strip_suffix(hearsay).unwrap_or(words);
    }
    words.ends_with(['う', 'く', 'す', 'つ', 'む', 'る', 'ぐ', 'ぶ']) && !GOING_ON.end(words)
}

fn words_of(sentence: &str) -> &str {
    sentence.trim_end().trim_end_matches(['。', ')', '」'])
}
