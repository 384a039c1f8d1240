//! Reads pages for the commands: the stages, with the lexicon and the limits that the user set.
//!
//! In:   a page's name and bytes.
//! Out:  the page and its reports, or why the bytes are no page.

use jikenbo_casebook::{PageReader, Refusal};
use jikenbo_lexicon::Lexicon;
use jikenbo_model::{Page, Report};
use jikenbo_reading::{Hint, Limits};

/// Bytes of memory that one page may take.
const MEMORY: usize = 185_000_000;
/// Bytes of memory for each line, measured on pages with an article every second line (`docs/performance.md`).
pub(crate) const PER_BLOCK_PRINTED: usize = 800;
/// The same where all records of a page are stored together.
const PER_BLOCK_STORED: usize = 5_000;

/// Lines, paragraphs and rows of a page of so many bytes that can be read within the memory for one page: its text is there twice, once
/// in normal form.
pub(crate) fn most_blocks(bytes: usize, per_block: usize) -> usize {
    (MEMORY.saturating_sub(bytes.saturating_mul(2)) / per_block).clamp(10_000, Limits::default().max_blocks)
}

/// Reads the pages of a casebook. Its limits are fixed, so that a rebuild reads what an addition read.
#[derive(Debug)]
pub(crate) struct Reader;

impl PageReader for Reader {
    fn version(&self) -> u32 {
        jikenbo_reading::VERSION
    }

    fn read(&self, name: &str, bytes: Vec<u8>) -> Result<(Page, Vec<Report>), Refusal> {
        // How long a file may be was asked before it was read, and a page that is kept must stay readable.
        let max_blocks = most_blocks(bytes.len(), PER_BLOCK_STORED);
        let limits = Limits { max_bytes: usize::MAX, max_blocks, ..Limits::default() };
        let hint = Hint { limits, ..Hint::of_name(name) };
        let reading = jikenbo_reading::read(bytes, &hint, Lexicon::full()).map_err(|error| {
            let refusal = refusal(&error);
            match error {
                jikenbo_reading::Error::TooLong { .. } | jikenbo_reading::Error::TooManyParts { .. } => {
                    Refusal { hint: "split the page".into(), ..refusal }
                }
                _ => refusal,
            }
        })?;
        Ok((reading.page, reading.reports))
    }
}

/// Why bytes are no page.
pub(crate) fn refusal(error: &jikenbo_reading::Error) -> Refusal {
    Refusal { what: error.to_string(), why: error.why(), hint: error.hint() }
}

/// Runs work on a page; a panic is a bug of ours and ends neither the run nor the program.
pub(crate) fn guarded<T, E: From<Refusal>>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(E::from(Refusal {
            what: "this page made jikenbo stumble".into(),
            why: "a bug in jikenbo; the page was left out from where it happened".into(),
            hint: "please report it, with the page if it may be shared; the other pages are not touched".into(),
        }))
    })
}
