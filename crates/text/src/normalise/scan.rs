//! Jumps over text that is in normal form already.
//!
//! In:   bytes of valid UTF-8 and a character boundary in them.
//! Out:  the next character that needs a look.
//!
//! A character is *plain* if it is its own normal form and neither NFKC nor a fold ever joins it to what stands before it.
//! What follows may still join *it* (か + ゛): the slower way then steps back by one character.

/// Length of a character by its first byte; 0 where it needs a look at the other bytes or is not plain.
const LENGTHS: [u8; 256] = {
    let mut lengths = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        lengths[byte] = match byte as u8 {
            b'\r' | 0x0b | 0x0c => 0,
            0x00..=0x7f => 1,
            // Latin letters with accents; Cyrillic up to U+047F.
            0xc3 | 0xd0 | 0xd1 => 2,
            0xe3..=0xe9 | 0xeb | 0xec => 3,
            _ => 0,
        };
        byte += 1;
    }
    lengths
};

/// Which characters from U+3000 to U+3FFF are plain, 64 to a word; the last word stands for all other leads.
const PLAIN_E3: [u64; 65] = {
    let mut words = [0; 65];
    words[64] = u64::MAX;
    let mut code = 0x3000;
    while code < 0x4000 {
        let plain = match code {
            // 、。〃 to 〛 and 〝 to 〩; not the space, 〜, marks, 〰, 〶 or 〸.
            0x3001..=0x301b | 0x301d..=0x3029 => true,
            // Kana without the voicing marks, ゟ and ヿ.
            0x3040..=0x3098 | 0x309d | 0x309e | 0x30a0..=0x30fe => true,
            0x3400..=0x3fff => true,
            _ => false,
        };
        if plain {
            words[(code - 0x3000) / 64] |= 1 << (code % 64);
        }
        code += 1;
    }
    words
};

/// The first character at or after `at` that is not plain; the length of `bytes` if there is none.
pub(super) fn plain_until(bytes: &[u8], mut at: usize) -> usize {
    loop {
        // No branch depends on the kind of character: kana, kanji and ASCII change too often to be foretold.
        while let Some(&[lead, second, third]) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            let length = LENGTHS[lead as usize];
            let word = if lead == 0xe3 { (second & 0x3f) as usize } else { 64 };
            if length == 0 || PLAIN_E3[word] >> (third & 0x3f) & 1 == 0 {
                break;
            }
            at += length as usize;
        }
        match bytes[at..] {
            [] => return at,
            [0xe2, second, third, ..] if is_plain_e2(second, third) => at += 3,
            [lead, ref rest @ ..] if rest.len() < 2 && LENGTHS[lead as usize] != 0 => {
                at += LENGTHS[lead as usize] as usize
            }
            _ => return at,
        }
    }
}

/// U+2000 to U+2FFF: †‡•※, arrows, box drawing, shapes.
fn is_plain_e2(second: u8, third: u8) -> bool {
    match second {
        0x80 => matches!(third, 0x98..=0x9f | 0xa0..=0xa2 | 0xbb),
        0x86 => third >= 0x90,
        0x87 | 0x94..=0x9c => true,
        _ => false,
    }
}

/// The ASCII character of which a full-width form stands at `at`: `！` to `～`.
pub(super) fn full_width(bytes: &[u8], at: usize) -> Option<u8> {
    match *bytes.get(at..at + 3)? {
        [0xef, 0xbc, third @ 0x81..=0xbf] => Some(third - 0x80 + 0x20),
        [0xef, 0xbd, third @ 0x80..=0x9e] => Some(third - 0x80 + 0x60),
        _ => None,
    }
}
