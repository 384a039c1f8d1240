//! Letters of names, and the grammar between them: where a particle or the end of a verb parts a name from what stands before it.
//!
//! In:   a stretch of text in normal form.
//! Out:  runs of one script; how many bytes of a run of hiragana are grammar.
//!
//! Names hold hiragana (「ことはクラウド」「みどり造園」), so that a run of it is not an end by itself.
//! The lists here are grammar (closed classes of Japanese), not vocabulary.

/// Script of a letter that may stand in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Kanji,
    Katakana,
    Hiragana,
    Latin,
    /// No letter of a name.
    None,
}

pub(super) fn script(c: char) -> Script {
    match c {
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '々' | '〆' | 'ヶ' | 'ヵ' | '\u{f900}'..='\u{faff}' => {
            Script::Kanji
        }
        'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ' => Script::Katakana,
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => Script::Hiragana,
        'a'..='z' | 'A'..='Z' | '0'..='9' | '&' | '+' => Script::Latin,
        _ => Script::None,
    }
}

/// Particles and their compounds, longer ones first.
const PARTICLES: &[&str] = &[
    "におきまして",
    "においては",
    "において",
    "における",
    "にかかる",
    "につきまして",
    "につきましては",
    "については",
    "について",
    "によりますと",
    "によると",
    "によれば",
    "による",
    "により",
    "として",
    "といった",
    "という",
    "といい",
    "ならびに",
    "および",
    "などの",
    "などは",
    "などが",
    "など",
    "からの",
    "からは",
    "から",
    "までの",
    "までに",
    "まで",
    "より",
    "には",
    "にも",
    "にて",
    "では",
    "でも",
    "での",
    "との",
    "とは",
    "とも",
    "への",
    "へは",
    "ほか",
    "または",
    "また",
    "ごと",
    "らの",
    "らは",
    "らが",
    "だけ",
    "のみ",
    "さんの",
    "さんが",
    "さんは",
    "さまの",
    "さまが",
    "さまへ",
    "は",
    "が",
    "を",
    "に",
    "で",
    "と",
    "の",
    "も",
    "へ",
    "や",
    "か",
    "ら",
];

/// Ends of verbs before a noun, longer ones first.
const VERB_ENDS: &[&str] = &[
    "しております",
    "しておりました",
    "していました",
    "しています",
    "している",
    "していた",
    "されている",
    "されていた",
    "いたしました",
    "いたします",
    "いただいた",
    "いただいている",
    "されました",
    "される",
    "された",
    "させる",
    "させた",
    "しました",
    "します",
    "する",
    "した",
    "っております",
    "んでおります",
    "っている",
    "っていた",
    "んでいる",
    "んでいた",
    "いている",
    "いていた",
    "えている",
    "けている",
    "めている",
    "れている",
    "れていた",
    "ている",
    "ていた",
    "られる",
    "られた",
    "れる",
    "れた",
    "ける",
    "けた",
    "げる",
    "げた",
    "える",
    "えた",
    "める",
    "めた",
    "せる",
    "せた",
    "てる",
    "てた",
    "べる",
    "べた",
    "きる",
    "きた",
    "ちる",
    "じる",
    "じた",
    "わる",
    "わった",
    "った",
    "んだ",
    "いた",
    "いだ",
    "ある",
    "あった",
    "いる",
    "おる",
    "なる",
    "なった",
    "むる",
    "たる",
];

/// Last letters of verbs in the plain form, where the run is that letter alone (営む, 担う).
const VERB_LETTERS: &[char] = &[
    'う', 'く', 'す', 'つ', 'む', 'る', 'ぐ', 'ぶ', 'ぬ', 'た', 'だ', 'い', 'き', 'り', 'し', 'な', 'お', 'ご', 'え',
    'け', 'め',
];

/// Words that open a sentence in hiragana.
const OPENERS: &[&str] = &[
    "このたび",
    "この度",
    "なお",
    "また",
    "さて",
    "すでに",
    "さらに",
    "その",
    "この",
    "あの",
    "かねて",
    "いわゆる",
    "ただし",
    "ほか",
    "うち",
    "ご",
];

/// Particles with which a run that follows a name may end, though the run belongs to the name.
const TRAILING: &[&str] = &[
    "におきまして",
    "において",
    "における",
    "について",
    "によりますと",
    "によると",
    "によれば",
    "による",
    "により",
    "からの",
    "から",
    "より",
    "には",
    "にも",
    "では",
    "との",
    "への",
    "などの",
    "など",
    "さまの",
    "さん",
    "は",
    "が",
    "を",
    "に",
    "で",
    "と",
    "の",
    "も",
    "へ",
    "や",
];

/// How many bytes at the start of a run of hiragana are grammar; `before` is the letter in front of it, if any.
///
/// | run | before | grammar |
/// |---|---|---|
/// | している | 委 託 | している |
/// | しているみずほし | 託 | している |
/// | みのり | – | nothing, the run opens a name |
/// | くるみ | 央 | nothing |
pub(super) fn grammar(run: &str, before: Option<char>) -> usize {
    match before {
        Some(')' | '」' | '』') => {}
        Some(c) if script(c) != Script::None => {}
        _ => return OPENERS.iter().find(|opener| run.starts_with(**opener)).map_or(0, |opener| opener.len()),
    }
    let mut at = 0;
    loop {
        let rest = &run[at..];
        let after_particle = at > 0;
        let step = PARTICLES
            .iter()
            .chain(VERB_ENDS)
            .filter(|word| rest.starts_with(**word))
            .map(|word| word.len())
            .max()
            .or_else(|| {
                after_particle.then(|| OPENERS.iter().find(|o| rest.starts_with(**o)).map(|o| o.len())).flatten()
            });
        match step {
            Some(len) => at += len,
            None => break,
        }
    }
    if at == 0 {
        let mut letters = run.chars();
        if let (Some(only), None) = (letters.next(), letters.next())
            && VERB_LETTERS.contains(&only)
        {
            return run.len();
        }
    }
    at
}

/// Length of the particles with which a run ends.
pub(super) fn trailing(run: &str) -> usize {
    TRAILING.iter().filter(|word| run.ends_with(**word)).map(|word| word.len()).max().unwrap_or(0)
}
