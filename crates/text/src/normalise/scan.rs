//! Jumps over text that is in normal form already.
//!
//! In:   bytes of valid UTF-8 and a character boundary in them.
//! Out:  the next character that needs a look.
//!
//! A character is *plain* if it is its own normal form and neither NFKC nor a fold ever joins it to what stands before it.
//! What follows may still join *it* (か + ゛): the slower way then steps back by one character.

/// The first character at or after `at` that is not plain; the length of `bytes` if there is none.
pub(super) fn plain_until(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&lead) = bytes.get(at) {
        match lead {
            b'\r' | 0x0b | 0x0c => return at,
            0x00..=0x7f => at += 1,
            0xe4..=0xe9 | 0xeb | 0xec => at += 3,
            0xe3 => {
                if !is_plain_e3(bytes[at + 1], bytes[at + 2]) {
                    return at;
                }
                at += 3;
            }
            0xe2 => {
                if !is_plain_e2(bytes[at + 1], bytes[at + 2]) {
                    return at;
                }
                at += 3;
            }
            // Latin letters with accents; Cyrillic up to U+047F.
            0xc3 | 0xd0 | 0xd1 => at += 2,
            _ => return at,
        }
    }
    at
}

/// U+3000 to U+3FFF: Japanese punctuation, kana, and the ideographs from U+3400.
fn is_plain_e3(second: u8, third: u8) -> bool {
    match second {
        // 、。〃 to 〛 and 〝 to 〩; not the space, 〜, marks, 〰, 〶 or 〸.
        0x80 => matches!(third, 0x81..=0x9b | 0x9d..=0xa9),
        0x81 => true,
        // Not the voicing marks U+3099 to U+309C, not ゟ.
        0x82 => !matches!(third, 0x99..=0x9c | 0x9f),
        // Not ヿ.
        0x83 => third != 0xbf,
        0x90..=0xbf => true,
        _ => false,
    }
}

/// U+2000 to U+2FFF: ※, arrows, box drawing, shapes.
fn is_plain_e2(second: u8, third: u8) -> bool {
    match second {
        0x80 => third == 0xbb,
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
