//! The yardstick: Vibrato with Debian's `mecab-ipadic`, compiled by Vibrato's own builder.

use std::error::Error;
use std::path::Path;
use std::sync::OnceLock;

use encoding_rs::EUC_JP;
use vibrato::{SystemDictionaryBuilder, Tokenizer};

use crate::clock::best;

/// Where Debian puts the sources of the dictionary.
const FOLDER: &str = "/usr/share/mecab/dic/ipadic";

/// Seconds to tokenise the pages line by line.
pub(crate) fn seconds(pages: &[String], rounds: usize) -> Result<f64, Box<dyn Error>> {
    static TOKENIZER: OnceLock<Tokenizer> = OnceLock::new();
    if TOKENIZER.get().is_none() {
        let _ = TOKENIZER.set(tokenizer()?);
    }
    let tokenizer = TOKENIZER.get().ok_or("no tokenizer")?;
    let mut worker = tokenizer.new_worker();
    Ok(best(rounds, || {
        let mut tokens = 0;
        for line in pages.iter().flat_map(|page| page.lines()) {
            worker.reset_sentence(line);
            worker.tokenize();
            tokens += worker.num_tokens();
        }
        tokens
    }))
}

fn tokenizer() -> Result<Tokenizer, Box<dyn Error>> {
    let folder = Path::new(FOLDER);
    let read = |name: &Path| -> Result<String, Box<dyn Error>> {
        let bytes = std::fs::read(name)
            .map_err(|error| format!("{}: {error}; try: apt-get install mecab-ipadic", name.display()))?;
        Ok(EUC_JP.decode(&bytes).0.into_owned())
    };
    let mut words = String::new();
    let mut lists: Vec<_> = std::fs::read_dir(folder)
        .map_err(|error| format!("{FOLDER}: {error}; try: apt-get install mecab-ipadic"))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|of| of == "csv"))
        .collect();
    lists.sort();
    for list in lists {
        words += &read(&list)?;
    }
    let [matrix, characters, unknown] = ["matrix.def", "char.def", "unk.def"].map(|name| read(&folder.join(name)));
    let dictionary = SystemDictionaryBuilder::from_readers(
        words.as_bytes(),
        matrix?.as_bytes(),
        characters?.as_bytes(),
        unknown?.as_bytes(),
    )?;
    Ok(Tokenizer::new(dictionary))
}
