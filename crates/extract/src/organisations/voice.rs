//! In whose voice a notice is written: does it speak of its body as 当社, announce, apologise, punish?
//!
//! In:   a laid-out notice, perhaps its names or the body found in it.
//! Out:  yes or no.
//! Data: `roles/self_reference`, `roles/announce`; `words/performs`, `same_body`, `press_paper`.
//!
//! Not here: who that body is (`speakers.rs`).

use jikenbo_lexicon::{Class, Mention, Tag, longest_at_end, longest_at_start, stands_in};

use jikenbo_model::ByteRange;

use super::{
    Name, Party, forms,
    speakers::{after, is_quoted, same},
};
use crate::cues::Cues;
use crate::notice::{Notice, Place, Sentence};
use crate::scope::Aside;
use crate::sieve::Sieve;

/// Whether the notice speaks of its body in the first person. A page that retells others may speak of its own site alone.
pub(super) fn speaks_for_itself(notice: &Notice<'_>, retells: bool) -> bool {
    notice.sentences.iter().any(|sentence| {
        // The title of another text is none of this one's words: 「関連リンク 架空社:当社サーバーへの不正アクセスについて」.
        sentence.aside != Some(Aside::Related)
            && sentence.tags.has(Tag::RolesSelfReference)
            && notice.of_class(sentence, Class::Roles).any(|mention| {
                mention.tag == Tag::RolesSelfReference
                    && !(retells && notice.words(mention).ends_with("サイト"))
                    && !(retells
                        && sentence.place == Place::Body
                        && !notice.text_of(sentence).ends_with('。')
                        && sentence.line > 3)
                    && (!is_quoted(sentence, &notice.text, mention.start as usize) || is_defined(notice, mention))
            })
    })
}

/// Whether the word is set for a name: 「架空商事株式会社(以下「当社」)」.
fn is_defined(notice: &Notice<'_>, mention: &Mention) -> bool {
    notice.text[..mention.start as usize].trim_end_matches(['「', '『', '、', ' ']).ends_with("以下")
}

/// Whether the heading's line says that the matter was announced: 「…を紛失(5/9 公表)」.
pub(super) fn is_said_published(notice: &Notice<'_>) -> bool {
    let said = |sentence: &&Sentence| sentence.place == Place::Title;
    notice.sentences.iter().filter(said).any(|sentence| {
        let words = notice.text_of(sentence).trim_end_matches([')', ']', '】', ' ']);
        words.ends_with("公表") || words.ends_with("発表")
    })
}

/// Whether the police announced what befell itself.
pub(super) fn police_announces(notice: &Notice<'_>, names: &[Name], body: &Party) -> bool {
    let text: &str = &notice.text;
    names.iter().any(|name| {
        let sentence = &notice.sentences[name.sentence];
        sentence.tags.has(Tag::RolesAnnounce)
            && sentence.aside.is_none()
            && same(name.core.of(text), body.core())
            && after(text, sentence, name.range.end).starts_with(['は', 'が'])
    })
}

/// Whether a body that a short word stands for is said to announce: 「市は5日、…と発表した」, 「同社が公表した」,
/// 「市の発表によれば」, 「「みほん」の運営会社は…と公表した」.
pub(super) fn announces_by_short(notice: &Notice<'_>) -> bool {
    const REPORT: Cues = Cues::of(&["発表によ", "発表では", "発表で、", "発表資料によ"]);
    const PAGES: Sieve = Sieve::of("ページ");
    const SITE: Cues = Cues::of(&["ホームページ", "公式ページ"]);
    const POSTED: Cues = Cues::of(&["を載せ", "を掲載", "で公表", "で謝罪", "に公表"]);
    const REPORTED: Sieve = Sieve::of("発表");
    const RUNS: Sieve = Sieve::of("運営は");
    const RUNNER: Cues = Cues::of(&["運営企業は", "運営会社は", "運営元は", "運営する企業は", "運営する会社は"]);
    notice.sentences.iter().any(|sentence| {
        if sentence.place != Place::Body || sentence.aside.is_some() {
            return false;
        }
        let announces = sentence.tags.has(Tag::RolesAnnounce);
        if !announces && !sentence.sieve.may_hold(&REPORTED) && !sentence.sieve.may_hold(&PAGES) {
            return false;
        }
        let words = notice.text_of(sentence);
        let short = longest_at_start(Tag::WordsSameBody, words).max(if words.starts_with(forms::GOVERNMENT) {
            '市'.len_utf8()
        } else {
            0
        });
        let rest = &words[short..];
        // 「市は3日、サイトにおわびの文を載せ」
        let posts = rest.starts_with(['は', 'が']) && POSTED.stand_in(rest) && SITE.stand_in(rest);
        short > 0 && posts
            || short > 0
                && (announces && rest.starts_with(['は', 'が'])
                    || rest.strip_prefix('の').is_some_and(|rest| REPORT.start(rest)))
            || REPORT.start(words)
            || announces && sentence.sieve.may_hold(&RUNS) && RUNNER.stand_in(words)
    })
}

/// The office of a government named nowhere that announces or punishes: 「県教育委員会は8日、…と発表した」.
pub(super) fn office_that_announces(notice: &Notice<'_>) -> Option<Party> {
    const PUNISHED: Sieve = Sieve::of("処分");
    notice.sentences.iter().find_map(|sentence| {
        let acts = sentence.tags.has(Tag::RolesAnnounce) || sentence.sieve.may_hold(&PUNISHED);
        let told = acts && sentence.place == Place::Body && sentence.aside.is_none();
        let words = notice.text_of(sentence);
        let end = if told { forms::office_of_kind(words) } else { 0 };
        (end > 0 && words[end..].starts_with(['は', 'が'])).then(|| {
            let start = sentence.range.start;
            Party::standing(notice, ByteRange::new(start, start + end), "organisations.office")
        })
    })
}

/// Whether a notice tells in its own polite words, nobody else's: no 「によると」, no 「ということです」.
pub(super) fn tells_itself(notice: &Notice<'_>) -> bool {
    const SAID: [&str; 6] = ["によると", "によれば", "によりますと", "とのこと", "ということ", "という。"];
    let mut polite = false;
    notice.sentences.iter().filter(|sentence| sentence.place == Place::Body && sentence.aside.is_none()).all(
        |sentence| {
            let words = notice.text_of(sentence);
            polite |= words.ends_with("ました。") || words.ends_with("ます。");
            !SAID.iter().any(|said| words.contains(said))
        },
    ) && polite
}

/// Whether the page is a paper handed to the press: its first lines say so.
pub(super) fn is_handed_out(notice: &Notice<'_>) -> bool {
    notice.sentences.iter().filter(|sentence| sentence.place == Place::Context).any(|sentence| {
        let words = notice.text_of(sentence);
        words.chars().count() <= 20 && stands_in(Tag::WordsPressPaper, words)
    })
}

/// Whether the text tells that a government has punished its own people: it announces that.
pub(super) fn disciplines(notice: &Notice<'_>, body: &Party) -> bool {
    const PUNISHED: Cues = Cues::of(&["停職", "減給", "戒告", "懲戒免職", "懲戒処分"]);
    forms::governs(body.core())
        && !notice.article.dated_by_medium
        && notice.sentences.iter().any(|sentence| {
            let words = notice.text_of(sentence);
            sentence.place == Place::Body
                && (words.starts_with(forms::GOVERNMENT) || words.starts_with('同') || words.starts_with(body.core()))
                && PUNISHED.stand_in(words)
        })
}

/// Whether the notice announces, apologises or thanks in its own name, even without 当社.
pub(super) fn performs(notice: &Notice<'_>) -> bool {
    notice.sentences.iter().any(|sentence| {
        let words = notice.text_of(sentence);
        sentence.place == Place::Body
            && sentence.aside.is_none()
            && words.strip_suffix('。').is_some_and(|words| longest_at_end(Tag::WordsPerforms, words) > 0)
    })
}

/// Whether the notice calls the government that signs it by its kind alone: 「県が委託している」, 「市主催の」.
pub(super) fn acts_as_government(notice: &Notice<'_>, body: &Party) -> bool {
    let Some(kind) = body.core().chars().next_back().filter(|c| forms::GOVERNMENT.contains(c)) else {
        return false;
    };
    notice.sentences.iter().any(|sentence| {
        let rest = notice.text_of(sentence).strip_prefix(kind);
        sentence.place == Place::Body
            && sentence.aside.is_none()
            && rest.is_some_and(|rest| {
                rest.starts_with(['が', 'は', 'の', 'で', 'か', '主', '職', '民', '立', '内', 'ホ'])
            })
    })
}
