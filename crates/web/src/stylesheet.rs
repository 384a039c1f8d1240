//! The style sheets, and the small one that lights up words.
//!
//! In:   –
//! Out:  `style.css` as it is embedded; `evidence.css`, which marks the words of the value that the address names after `#`.
//! Data: `assets/style.css`, `assets/icon.svg`.
//!
//! Lighting up is done by rules (`:root:has(#e12:target) .e12`), one for each number, so that all places of a value light up, also
//! where they overlap others, without scripts and without loading the page again. Higher numbers go through `?mark=`.

use std::fmt::Write as _;
use std::sync::OnceLock;

/// The highest number that the style sheet lights up.
pub(crate) const LIGHTABLE: usize = 240;

/// The main style sheet.
pub(crate) const STYLE: &str = include_str!("../assets/style.css");
/// The icon of all pages.
pub(crate) const ICON: &str = include_str!("../assets/icon.svg");

/// The rules that light up words (`.e12`) and values (`.v12`).
pub(crate) fn evidence() -> &'static str {
    static RULES: OnceLock<String> = OnceLock::new();
    RULES.get_or_init(|| {
        let mut rules = String::new();
        for n in 1..=LIGHTABLE {
            let _ = writeln!(
                rules,
                ":root:has(#e{n}:target) :is(.e{n},.v{n}){{background:var(--hit);color:var(--hit-ink);box-shadow:0 0 0 2px var(--hit)}}"
            );
        }
        rules
    })
}

/// A short name of what the style sheets hold, so that browsers keep them until they change.
pub(crate) fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        // FNV-1a: not for safety, only to tell versions apart.
        let bytes = STYLE.bytes().chain(evidence().bytes()).chain(ICON.bytes());
        let hash =
            bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
        format!("{hash:016x}")
    })
}
