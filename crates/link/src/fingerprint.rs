//! Fingerprints of a text: two texts that share many are one text, or nearly.
//!
//! In:   the text of an article.
//! Out:  up to [`MOST`] numbers, the smallest hashes of its pieces of [`PIECE`] characters (A. Broder, "On the resemblance and containment of
//!       documents", 1997).
//!
//! Only letters and digits count, so that line breaks, spaces and punctuation make no difference.

use jikenbo_text::Normalised;

/// Most numbers that are kept.
const MOST: usize = 64;
/// Characters of a piece.
const PIECE: usize = 8;
/// Characters that are looked at: enough for any notice, and a bound for what is none.
const READ: usize = 200_000;

/// The fingerprints of a text, sorted; none for a text shorter than a piece.
pub fn fingerprints(text: &str) -> Vec<u32> {
    let cut = text.char_indices().nth(READ).map_or(text.len(), |(at, _)| at);
    let normal = Normalised::of(&text[..cut]).into_text();
    let letters: Vec<char> = normal.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut found: Vec<u32> = letters
        .windows(PIECE)
        .map(|piece| {
            let hash = piece.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| {
                (hash ^ u64::from(*c as u32)).wrapping_mul(0x0100_0000_01b3)
            });
            (hash ^ hash >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9).wrapping_shr(32) as u32
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found.truncate(MOST);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::dice;

    #[test]
    fn a_copy_shares_its_fingerprints_and_another_text_none() {
        let text = "架空商事株式会社は、弊社が運営する通販サイトに対する不正アクセスにより、お客様1,234名の個人情報が漏えいした可能性があることを確認しました。\
                    ご迷惑をおかけし深くお詫び申し上げます。なお、二次被害は確認されておりません。";
        let copy = text.replace('。', "。\n").replace("1,234", "１，２３４");
        let other = "見本市は、職員が会議の案内を電子メールで送る際に宛先を誤り、参加者25名の氏名とメールアドレスを別の参加者に送ったと発表した。\
                     全員に連絡して謝罪し、削除を依頼したという。今後は複数人で確認する。";
        let of = fingerprints;
        assert!(dice(&of(text), &of(&copy)) > 0.95);
        assert!(dice(&of(text), &of(other)) < 0.05);
        assert!(dice(&of(text), &of(&text.replace("1,234", "1,235"))) > 0.6);
        assert!(of("短い").is_empty());
        assert!(of(&"あ".repeat(1_000_000)).len() == 1);
    }
}
