//! Short lists of words that are looked for where a reader already stands.
//!
//! In:   words with what they mean, in the order in which they are tried.
//! Out:  the first of them that starts, or ends, a text.
//!
//! Words are kept by their first (or last) character, so that most places are left after one look.

/// Buckets by a character; a power of two.
const BUCKETS: usize = 256;

/// Words of a list, by the character at one of their ends.
#[derive(Debug)]
pub(crate) struct Listed<T> {
    /// Where the words of each bucket start; one more entry than buckets.
    first: [u16; BUCKETS + 1],
    words: Vec<(&'static str, T)>,
}

impl<T> Listed<T> {
    /// Words that are looked for at the start of a text.
    pub(crate) fn at_start(words: Vec<(&'static str, T)>) -> Self {
        Self::by(words, |word| bucket_at_start(word.as_bytes()))
    }

    /// Words that are looked for at the end of a text.
    pub(crate) fn at_end(words: Vec<(&'static str, T)>) -> Self {
        Self::by(words, |word| bucket_at_end(word.as_bytes()))
    }

    fn by(mut words: Vec<(&'static str, T)>, bucket: fn(&str) -> Option<usize>) -> Self {
        words.retain(|(word, _)| bucket(word).is_some());
        words.sort_by_key(|(word, _)| bucket(word));
        let mut first = [0; BUCKETS + 1];
        for (number, start) in first.iter_mut().enumerate() {
            *start = words.partition_point(|(word, _)| bucket(word) < Some(number)) as u16;
        }
        Self { first, words }
    }

    fn bucket(&self, bucket: Option<usize>) -> &[(&'static str, T)] {
        let Some(bucket) = bucket else { return &[] };
        &self.words[usize::from(self.first[bucket])..usize::from(self.first[bucket + 1])]
    }

    /// The first word that starts `text`, and what it means.
    pub(crate) fn starts(&self, text: &str) -> Option<&(&'static str, T)> {
        self.bucket(bucket_at_start(text.as_bytes())).iter().find(|(word, _)| text.starts_with(word))
    }

    /// The first word that ends `text`, and what it means.
    pub(crate) fn ends(&self, text: &str) -> Option<&(&'static str, T)> {
        self.bucket(bucket_at_end(text.as_bytes())).iter().find(|(word, _)| text.ends_with(word))
    }
}

/// The bucket of the last two bytes of a character.
fn bucket_of(before_last: u8, last: u8) -> usize {
    usize::from(last & 0x3f) | usize::from(before_last & 0x3) << 6
}

fn bucket_at_start(text: &[u8]) -> Option<usize> {
    match *text {
        [lead @ 0..=0x7f, ..] => Some(usize::from(lead)),
        [0xe0..=0xef, second, third, ..] => Some(bucket_of(second, third)),
        [lead @ 0..=0xdf, second, ..] => Some(bucket_of(lead, second)),
        [_, _, third, fourth, ..] => Some(bucket_of(third, fourth)),
        _ => None,
    }
}

fn bucket_at_end(text: &[u8]) -> Option<usize> {
    match *text {
        [.., last @ 0..=0x7f] => Some(usize::from(last)),
        [.., before_last, last] => Some(bucket_of(before_last, last)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_in_the_order_given_is_found() {
        let words = vec![("以降、", 1), ("以降", 2), ("から", 3), ("am", 4), ("é", 5), ("\u{1f600}", 6)];
        let (start, end) = (Listed::at_start(words.clone()), Listed::at_end(words));
        let at_start = |text: &str| start.starts(text).map(|(_, number)| *number);
        assert_eq!(
            ["以降、市は", "以降は", "から", "am9", "éa", "\u{1f600}a", "市", ""].map(at_start),
            [Some(1), Some(2), Some(3), Some(4), Some(5), Some(6), None, None]
        );
        let at_end = |text: &str| end.ends(text).map(|(_, number)| *number);
        assert_eq!(
            ["4月以降、", "4月以降", "市から", "9am", "aé", "a\u{1f600}", "市", ""].map(at_end),
            [Some(1), Some(2), Some(3), Some(4), Some(5), Some(6), None, None]
        );
    }
}
