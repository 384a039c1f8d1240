//! The way between the bytes of the normal form and those of the source.
//!
//! A list of runs in both orders at once; every run but the last ends where the next begins. Empty where the two texts are equal.

/// How the bytes of a run answer to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Byte by byte, characters of equal length.
    Same,
    /// Three bytes of source for each byte: full-width forms, dashes, the ideographic space.
    Third,
    /// All of it for all of it.
    Whole,
    /// Source without a normal form.
    Dropped,
}

impl Kind {
    /// The kind of a single character of `source_len` bytes that became `normal`.
    pub(super) fn of(source_len: usize, normal: &str) -> Self {
        let one = normal.chars().nth(1).is_none();
        match (one, normal.len()) {
            (_, 0) => Kind::Dropped,
            (true, len) if len == source_len => Kind::Same,
            (true, 1) if source_len == 3 => Kind::Third,
            _ => Kind::Whole,
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Run {
    dst: usize,
    src: usize,
    kind: Kind,
}

#[derive(Debug, Clone, Default)]
pub(super) struct OffsetMap {
    runs: Vec<Run>,
}

impl OffsetMap {
    /// Says that from here on normal form and source go together as `kind` says.
    pub(super) fn push(&mut self, dst: usize, src: usize, kind: Kind) {
        if let Some(last) = self.runs.last() {
            let goes_on = match kind {
                Kind::Same => last.kind == Kind::Same && dst - last.dst == src - last.src,
                Kind::Third => last.kind == Kind::Third && (dst - last.dst) * 3 == src - last.src,
                Kind::Dropped => last.kind == Kind::Dropped,
                Kind::Whole => false,
            };
            if goes_on {
                return;
            }
        }
        self.runs.push(Run { dst, src, kind });
    }

    /// Takes back the last character of `text` (made from the source up to `source_end`), so that it can be made anew;
    /// gives where it stood in both. A character that was made with others takes them along.
    pub(super) fn pop_last_character(&mut self, text: &str, source_end: usize) -> (usize, usize) {
        let mut end = source_end;
        while let Some(&run) = self.runs.last() {
            let (dst, src) = match run.kind {
                Kind::Dropped => {
                    self.runs.pop();
                    end = run.src;
                    continue;
                }
                Kind::Whole => (run.dst, run.src),
                Kind::Same | Kind::Third => {
                    let Some(last) = text[run.dst..].chars().next_back() else {
                        self.runs.pop();
                        continue;
                    };
                    let width = if run.kind == Kind::Third { 3 } else { last.len_utf8() };
                    (text.len() - last.len_utf8(), end - width)
                }
            };
            if dst == run.dst {
                self.runs.pop();
            }
            return (dst, src);
        }
        (0, 0)
    }

    /// Closes the map at the ends of both texts.
    pub(super) fn finish(&mut self, dst: usize, src: usize) {
        self.runs.push(Run { dst, src, kind: Kind::Whole });
    }

    /// First byte of the source of the character to which the byte at `dst` belongs.
    pub(super) fn source_start(&self, dst: usize) -> usize {
        let Some(run) = self.run_of_normal(dst) else { return dst };
        let run = self.runs[run];
        match run.kind {
            Kind::Same => run.src + (dst - run.dst),
            Kind::Third => run.src + (dst - run.dst) * 3,
            Kind::Whole | Kind::Dropped => run.src,
        }
    }

    /// One past the last byte of the source of the character whose last byte stands at `dst`.
    pub(super) fn source_end(&self, dst: usize) -> usize {
        let Some(index) = self.run_of_normal(dst) else { return dst + 1 };
        let run = self.runs[index];
        match run.kind {
            Kind::Same => run.src + (dst - run.dst) + 1,
            Kind::Third => run.src + (dst - run.dst + 1) * 3,
            Kind::Whole | Kind::Dropped => self.runs.get(index + 1).map_or(run.src, |next| next.src),
        }
    }

    /// Where the byte at `src` of the source stands in the normal form.
    pub(super) fn normal(&self, src: usize) -> usize {
        let after = self.runs.partition_point(|run| run.src <= src);
        let Some(run) = after.checked_sub(1).map(|index| self.runs[index]) else { return src };
        match run.kind {
            Kind::Same => run.dst + (src - run.src),
            Kind::Third => run.dst + (src - run.src) / 3,
            Kind::Whole | Kind::Dropped => run.dst,
        }
    }

    fn run_of_normal(&self, dst: usize) -> Option<usize> {
        self.runs.partition_point(|run| run.dst <= dst).checked_sub(1)
    }
}
