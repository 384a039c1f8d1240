//! House rules that the compiler does not know.

mod arrows;
mod docs;
mod lexicon;
mod licences;

use std::path::Path;

use anyhow::{Result, bail};

/// Checks all of them and lists every breach.
pub(crate) fn check(root: &Path) -> Result<()> {
    let mut breaches = Vec::new();
    breaches.extend(arrows::breaches(root)?);
    breaches.extend(docs::breaches(root)?);
    breaches.extend(lexicon::breaches(root)?);
    breaches.extend(licences::breaches(root)?);
    if !breaches.is_empty() {
        bail!("house rules are broken:\n  {}", breaches.join("\n  "));
    }
    eprintln!("== house rules hold");
    Ok(())
}
