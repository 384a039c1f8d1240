//! What one character becomes: the folds of our own, else NFKC.
//!
//! In:   the rest of the source, standing at a character that is not plain (`scan.rs`).
//! Out:  its normal form, and how many bytes of the source it took.
//! Data: `data/radicals.tsv`.

use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;
use icu_normalizer::{ComposingNormalizer, ComposingNormalizerBorrowed};
use std::sync::LazyLock;

/// First radical of the supplement and last Kangxi radical: one table serves both blocks.
const RADICALS: std::ops::RangeInclusive<u32> = 0x2e80..=0x2fd5;

/// What stands for each radical, `'\0'` where none is listed.
static FOLDED_RADICALS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut table = vec!['\0'; (RADICALS.end() - RADICALS.start() + 1) as usize];
    for line in include_str!("../../data/radicals.tsv").lines() {
        let mut columns = line.split('\t').map(|column| column.chars().next());
        if let (Some(Some(radical)), Some(Some(character))) = (columns.next(), columns.next())
            && RADICALS.contains(&u32::from(radical))
        {
            table[(u32::from(radical) - RADICALS.start()) as usize] = character;
        }
    }
    table
});

/// What [`Folder::step`] did with the character at hand.
pub(super) enum Step {
    /// So many bytes of source leave nothing.
    Dropped(usize),
    /// So many bytes of source were written in normal form.
    Folded(usize),
    /// So many bytes of source change the character before them: nothing was written, call [`Folder::cluster`].
    JoinsBackwards(usize),
}

pub(super) struct Folder {
    nfkc: ComposingNormalizerBorrowed<'static>,
    classes: CanonicalCombiningClassMapBorrowed<'static>,
    scratch: String,
}

impl Folder {
    pub(super) fn new() -> Self {
        Self {
            nfkc: ComposingNormalizer::new_nfkc(),
            classes: CanonicalCombiningClassMapBorrowed::new(),
            scratch: String::new(),
        }
    }

    /// Reads the first character of `rest`, and those that join it.
    pub(super) fn step(&mut self, rest: &str, out: &mut String) -> Step {
        let Some(c) = rest.chars().next() else { return Step::Dropped(0) };
        let len = c.len_utf8();
        if is_dropped(c) || c == '\r' && rest.as_bytes().get(1) == Some(&b'\n') {
            return Step::Dropped(len);
        }
        if self.fold(c, out) {
            return Step::Folded(len);
        }
        if self.joins_backwards(c) {
            let mut end = len;
            for c in rest[len..].chars() {
                let goes_on = is_dropped(c) || is_uncommon(c) && self.joins_backwards(c);
                if !goes_on {
                    break;
                }
                end += c.len_utf8();
            }
            return Step::JoinsBackwards(end);
        }
        self.scratch.clear();
        self.scratch.push(c);
        self.compose_scratch(out);
        Step::Folded(len)
    }

    /// Writes the normal form of characters that belong together: a character, and the marks after it.
    pub(super) fn cluster(&mut self, source: &str, out: &mut String) {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        for c in source.chars() {
            if !is_dropped(c) && !self.fold(c, &mut scratch) {
                scratch.push(c);
            }
        }
        self.scratch = scratch;
        self.compose_scratch(out);
    }

    /// Appends the NFKC form of the scratch text; what NFKC turns into a dash or a space of another kind is folded after it.
    fn compose_scratch(&mut self, out: &mut String) {
        let composed = self.nfkc.normalize(&self.scratch);
        for c in composed.chars() {
            if !is_dropped(c) && !self.fold(c, out) {
                out.push(c);
            }
        }
    }

    /// Appends what our own folds make of `c`; `false`, and nothing appended, if they leave it to NFKC.
    fn fold(&self, c: char, out: &mut String) -> bool {
        let code = u32::from(c);
        if code < 0x80 {
            if matches!(c, '\r' | '\u{b}' | '\u{c}') {
                out.push(' ');
                return true;
            }
            return false;
        }
        if RADICALS.contains(&code) {
            let folded = FOLDED_RADICALS[(code - RADICALS.start()) as usize];
            if folded != '\0' {
                out.push(folded);
            }
            return folded != '\0';
        }
        if let Some(number) = enclosed_number(code) {
            push_enclosed_number(number, out);
            return true;
        }
        match c {
            '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{3000}' => out.push(' '),
            '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{2e3a}' | '\u{2e3b}' => out.push('-'),
            '\u{301c}' | '\u{3030}' | '\u{223c}' => out.push('~'),
            // Signs in a circle: weekdays, list marks, 上中下.
            '\u{3280}'..='\u{32b0}' | '\u{32d0}'..='\u{32fe}' | 'Ⓐ'..='ⓩ' => {
                out.push('(');
                out.push_str(&self.nfkc.normalize(c.encode_utf8(&mut [0; 4])));
                out.push(')');
            }
            // Raised digits: footnotes and powers. Lowered ones (CO₂) are left to NFKC.
            '²' | '³' | '¹' | '⁰' | '⁴'..='⁹' => {
                out.push('^');
                out.push_str(&self.nfkc.normalize(c.encode_utf8(&mut [0; 4])));
            }
            _ => return false,
        }
        true
    }

    /// Whether NFKC may join `c` to what stands before it (sometimes true where it never does, which only costs time).
    fn joins_backwards(&self, c: char) -> bool {
        match u32::from(c) {
            // No marks in these blocks; U+3131 to U+318E become parts of syllables.
            0x00..=0x2ff | 0x2010..=0x20cf | 0x2100..=0x2bff | 0x2e00..=0x3029 | 0x3190..=0x9fff => false,
            // Half-width katakana; the two marks after them join.
            0xff01..=0xff9d => false,
            0x1100..=0x11ff | 0x3131..=0x318e | 0xff9e..=0xffdc => true,
            // Parts of Brahmic vowels have class 0 and still join; so few pages hold them that every sign of those blocks may.
            0x0900..=0x10ff | 0x1b00..=0x1cff | 0x11000..=0x16fff => true,
            _ => {
                self.classes.get_u8(c) != 0
                    || self
                        .nfkc
                        .normalize(c.encode_utf8(&mut [0; 4]))
                        .chars()
                        .next()
                        .is_some_and(|first| self.classes.get_u8(first) != 0)
            }
        }
    }
}

/// A cheap check before [`Folder::joins_backwards`]: plain characters never join.
fn is_uncommon(c: char) -> bool {
    let mut buffer = [0; 4];
    super::scan::plain_until(c.encode_utf8(&mut buffer).as_bytes(), 0) == 0
}

/// Characters without width or only telling a direction or a variant of a glyph.
fn is_dropped(c: char) -> bool {
    matches!(u32::from(c),
        0xad | 0x34f | 0x61c | 0x180b..=0x180f | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfe00..=0xfe0f
        | 0xfeff | 0xe0000..=0xe0fff)
}

/// The number of an enclosed or dotted sign: ① ⑴ ⒈ ❶ ➀ ➊ ⓪ ⓫ ⓵ ㉑ ㊱ 🄀.
fn enclosed_number(code: u32) -> Option<u32> {
    Some(match code {
        0x2460..=0x2473 => code - 0x2460 + 1,
        0x2474..=0x2487 => code - 0x2474 + 1,
        0x2488..=0x249b => code - 0x2488 + 1,
        0x24ea | 0x24ff => 0,
        0x24eb..=0x24f4 => code - 0x24eb + 11,
        0x24f5..=0x24fe => code - 0x24f5 + 1,
        0x2776..=0x277f => code - 0x2776 + 1,
        0x2780..=0x2789 => code - 0x2780 + 1,
        0x278a..=0x2793 => code - 0x278a + 1,
        0x3248..=0x324f => (code - 0x3248 + 1) * 10,
        0x3251..=0x325f => code - 0x3251 + 21,
        0x32b1..=0x32bf => code - 0x32b1 + 36,
        0x1f100 => 0,
        0x1f101..=0x1f10a => code - 0x1f101,
        _ => return None,
    })
}

fn push_enclosed_number(number: u32, out: &mut String) {
    out.push('(');
    if number >= 10 {
        out.push(char::from_digit(number / 10, 10).unwrap_or('0'));
    }
    out.push(char::from_digit(number % 10, 10).unwrap_or('0'));
    out.push(')');
}
