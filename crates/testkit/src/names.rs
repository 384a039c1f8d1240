//! Other names for the fictional organisations of a page: 「霧ヶ原市」 becomes 「砂ミ原市」.
//!
//! What says what an organisation is (株式会社 in front, 市 or 大学 behind) stays; characters change within their script.

use crate::Random;

/// Characters that names are made of, by script.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    kanji: Vec<char>,
    hiragana: Vec<char>,
    katakana: Vec<char>,
}

impl Letters {
    /// The characters of these names.
    pub(crate) fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut letters = Self::default();
        for c in names.flat_map(|name| core(name).chars().collect::<Vec<_>>()) {
            match c {
                'あ'..='ん' => letters.hiragana.push(c),
                'ア'..='ン' => letters.katakana.push(c),
                '\u{4e00}'..='\u{9fff}' => letters.kanji.push(c),
                _ => {}
            }
        }
        for script in [&mut letters.kanji, &mut letters.hiragana, &mut letters.katakana] {
            script.sort_unstable();
            script.dedup();
        }
        letters
    }

    /// Another name of the same make.
    pub(crate) fn other(&self, name: &str, random: &mut Random) -> String {
        let kept = name.len() - core(name).len();
        let changing = core(name).chars().count().div_ceil(2).min(4);
        let mut other = name[..kept].to_owned();
        for (i, c) in core(name).chars().enumerate() {
            other.push(match c {
                _ if i >= changing => c,
                'あ'..='ん' => *random.one(&self.hiragana),
                'ア'..='ン' => *random.one(&self.katakana),
                '\u{4e00}'..='\u{9fff}' => *random.one(&self.kanji),
                c => c,
            });
        }
        other
    }
}

/// The name without 株式会社, 一般社団法人 and the like in front.
pub(crate) fn core(name: &str) -> &str {
    let form = ["会社", "法人"].iter().filter_map(|form| name.find(form).map(|at| at + form.len())).max();
    match form {
        Some(at) if name[at..].chars().count() >= 2 => &name[at..],
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_but_not_what_they_are() {
        let names = ["霧ヶ原市", "株式会社こはる文具店", "株式会社ツヅリ帳票", "東紀ノ浦精工株式会社"];
        let letters = Letters::of(names.into_iter());
        let mut random = Random::of(1, 1);
        for name in names {
            let other = letters.other(name, &mut random);
            assert_ne!(other, name);
            assert_eq!(other.chars().count(), name.chars().count());
            assert_eq!(other.chars().last(), name.chars().last());
            assert_eq!(other.starts_with("株式会社"), name.starts_with("株式会社"));
        }
    }
}
