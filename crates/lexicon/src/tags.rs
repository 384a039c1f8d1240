//! Tags (one a data file), their classes (one a folder) and sets of tags.

include!(concat!(env!("OUT_DIR"), "/tags.rs"));

impl Tag {
    /// Number of tags.
    pub const COUNT: usize = FILES.len();

    /// The folder of the tag's data file.
    pub fn class(self) -> Class {
        CLASS_OF[self as usize]
    }

    /// The name of the tag's data file, such as `ransomware`.
    pub fn code(self) -> &'static str {
        CODE_OF[self as usize]
    }

    /// Every tag, in their order.
    pub fn all() -> impl Iterator<Item = Tag> {
        FILES.iter().map(|(tag, ..)| *tag)
    }

    pub(crate) fn files() -> impl Iterator<Item = (Tag, &'static str, &'static str)> {
        FILES.iter().copied()
    }
}

impl Class {
    /// Number of classes.
    pub const COUNT: usize = CLASS_OF[CLASS_OF.len() - 1] as usize + 1;
}

const WORDS: usize = Tag::COUNT.div_ceil(64);

/// A set of tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TagSet([u64; WORDS]);

impl Default for TagSet {
    fn default() -> Self {
        Self::of(&[])
    }
}

impl TagSet {
    /// The set of these tags.
    pub const fn of(tags: &[Tag]) -> Self {
        let mut set = Self([0; WORDS]);
        let mut index = 0;
        while index < tags.len() {
            set.insert(tags[index]);
            index += 1;
        }
        set
    }

    /// Adds a tag.
    pub const fn insert(&mut self, tag: Tag) {
        self.0[tag as usize / 64] |= 1 << (tag as usize % 64);
    }

    /// Whether the tag is in the set.
    pub const fn has(&self, tag: Tag) -> bool {
        self.0[tag as usize / 64] & (1 << (tag as usize % 64)) != 0
    }

    /// Whether any of `other` is in the set.
    pub fn has_any(&self, other: &TagSet) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    /// The tags of the set, in their order.
    pub fn iter(&self) -> impl Iterator<Item = Tag> {
        self.0.into_iter().enumerate().flat_map(|(index, word)| {
            let bits = std::iter::successors(Some(word), |left| Some(left & left.wrapping_sub(1)));
            bits.take_while(|left| *left != 0).map(move |left| FILES[index * 64 + left.trailing_zeros() as usize].0)
        })
    }
}
