//! Numbers that look random and are the same for the same seed, on every machine and in every version.

/// A generator of 64-bit numbers (SplitMix64: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The numbers of a seed and a place in it.
    pub fn of(seed: u64, place: u64) -> Self {
        let mut random = Self(seed ^ 0x6a69_6b65_6e62_6f00);
        random.0 = random.next().wrapping_add(place.wrapping_mul(0xd134_2543_de82_ef95));
        random
    }

    /// The next number.
    #[expect(clippy::should_implement_trait, reason = "it never ends, so that an iterator would only add an Option")]
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `from` to `to`, both included.
    pub fn within(&mut self, from: u64, to: u64) -> u64 {
        from + self.next() % (to - from + 1)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, share: u64) -> bool {
        self.next() % 100 < share
    }

    /// One of some things.
    pub fn one<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[usize::try_from(self.next() % of.len() as u64).expect("an index fits")]
    }
}
