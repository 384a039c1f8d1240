//! Bytes → text: which character set, and what to do where it does not fit.
//!
//! In:   the bytes, their form, and what is declared (by the user, the server, a byte order mark, `<meta>`).
//! Out:  text, the name of the character set, doubts.
//!
//! Order of trust: a byte order mark; UTF-8 that is valid throughout (other sets hardly ever are by chance); the declarations, if they
//! fit without an error; a guess from the bytes. A declaration that does not fit is survived.

mod declared;

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use jikenbo_model::Doubt;

use crate::{Error, Form, Hint, doubt};

/// Bytes shown to the guesser: it is slower than all that follows it, and this much decides.
const SAMPLE: usize = 64 << 10;

/// Text read from bytes.
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) charset: &'static str,
    pub(crate) doubts: Vec<Doubt>,
}

/// Decodes the bytes of a page.
pub(crate) fn decode<'a>(bytes: Cow<'a, [u8]>, form: Form, hint: &Hint<'_>) -> Result<Decoded<'a>, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    refuse_known_binary(&bytes)?;
    let asked = match hint.charset {
        Some(label) => Some(
            declared::by_label(label)
                .ok_or_else(|| Error::UnknownCharset { label: label.chars().take(40).collect() })?,
        ),
        None => None,
    };
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes)
        && encoding != UTF_8
    {
        return finish(attempt(encoding, &bytes[mark..]), mark, Vec::new(), form);
    }
    let named = [asked, declared::by_content_type(hint.content_type), declared_inside(&bytes, form)];
    let declared = named.into_iter().flatten().next();

    let looks_7bit_jp = declared == Some(ISO_2022_JP) || has_jis_escapes(&bytes);
    let utf8 = match simdutf8::compat::from_utf8(&bytes) {
        Ok(_) if !looks_7bit_jp => Some(bytes.len()),
        Ok(_) => None,
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => Some(error.valid_up_to()),
        Err(_) => None,
    };
    // UTF-8 that was cut off is told from Shift_JIS that begins like it by having characters of several bytes before the cut.
    if let Some(valid) = utf8
        && (valid == bytes.len() || !bytes[..valid].is_ascii())
    {
        return finish_utf8(bytes, valid, declared, form);
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return finish(attempt(encoding, &bytes), 0, Vec::new(), form);
    }
    if form == Form::Text
        && let Some(byte) = bytes.iter().position(|byte| *byte == 0)
    {
        return Err(not_text(byte));
    }
    let mut wrong = false;
    for encoding in named.into_iter().flatten().filter(|encoding| is_certain(encoding)) {
        let attempt = attempt(encoding, &bytes);
        if attempt.errors == 0 {
            return finish(attempt, 0, doubts_of(wrong), form);
        }
        wrong = true;
    }
    let guess = guess(&bytes);
    let mut best: Option<Attempt> = None;
    let candidates =
        [Some(guess), looks_7bit_jp.then_some(ISO_2022_JP), Some(SHIFT_JIS), Some(EUC_JP), Some(UTF_8), declared];
    for encoding in candidates.into_iter().flatten() {
        let attempt = attempt(encoding, &bytes);
        if attempt.errors == 0 {
            let wrong = wrong || declared.is_some_and(|declared| declared != encoding);
            return finish(attempt, 0, doubts_of(wrong), form);
        }
        if best.as_ref().is_none_or(|best| attempt.errors < best.errors) {
            best = Some(attempt);
        }
    }
    let best = best.expect("candidates hold at least the guess");
    let wrong = declared.is_some_and(|declared| declared != best.encoding);
    finish(best, 0, doubts_of(wrong), form)
}

/// What one character set makes of the bytes.
struct Attempt {
    encoding: &'static Encoding,
    text: String,
    /// Places that could not be read, each now a U+FFFD; a character torn at the very end is not among them.
    errors: usize,
    /// First byte that could not be read.
    first_error: usize,
    cut_off: bool,
}

/// Decodes with one character set, counting what does not fit.
fn attempt(encoding: &'static Encoding, bytes: &[u8]) -> Attempt {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut attempt = Attempt { encoding, text: String::new(), errors: 0, first_error: 0, cut_off: false };
    // Two bytes mostly become three.
    attempt.text.reserve(bytes.len() + bytes.len() / 2 + 16);
    // A piece at a time: decoding into the string itself clears the rest of its room at each error, which is quadratic.
    let mut piece = [0; 16 << 10];
    let mut read = 0;
    loop {
        let (result, taken, written) = decoder.decode_to_utf8_without_replacement(&bytes[read..], &mut piece, true);
        read += taken;
        attempt.text.push_str(std::str::from_utf8(&piece[..written]).expect("the decoder writes UTF-8"));
        match result {
            DecoderResult::InputEmpty => return attempt,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, after) => {
                if read == bytes.len() && after == 0 {
                    attempt.cut_off = true;
                    return attempt;
                }
                if attempt.errors == 0 {
                    attempt.first_error = read.saturating_sub(usize::from(length) + usize::from(after));
                }
                attempt.errors += 1;
                // Bytes without any sense are given up early; nothing more is learned from the rest.
                if attempt.errors > 64 && attempt.errors * 8 > read {
                    attempt.errors = usize::MAX / 2;
                    return attempt;
                }
                attempt.text.push('\u{fffd}');
            }
        }
    }
}

fn finish<'a>(attempt: Attempt, offset: usize, mut doubts: Vec<Doubt>, form: Form) -> Result<Decoded<'a>, Error> {
    let Attempt { encoding, text, errors, first_error, cut_off } = attempt;
    if errors > 0 {
        let unusual = text.chars().filter(|c| !c.is_ascii()).count();
        let few = errors <= unusual / 50 || errors <= text.len() / 1000;
        // Browsers show an HTML page whatever its bytes; more than a quarter of it lost is no page.
        let bearable = few || (form == Form::Html && errors <= unusual / 4);
        if !bearable {
            return Err(Error::Unreadable { tried: encoding.name(), byte: offset + first_error });
        }
        doubts.push(doubt("bytes_unreadable", text.find('\u{fffd}').unwrap_or(0)));
    }
    refuse_control_characters(&text)?;
    if cut_off {
        doubts.push(doubt("text_cut_off", text.len()));
    }
    Ok(Decoded { text: Cow::Owned(text), charset: encoding.name(), doubts })
}

/// Valid UTF-8 up to `valid`; owned bytes become the text without being copied.
fn finish_utf8<'a>(
    bytes: Cow<'a, [u8]>,
    valid: usize,
    declared: Option<&'static Encoding>,
    form: Form,
) -> Result<Decoded<'a>, Error> {
    let cut_off = valid < bytes.len();
    let text: Cow<'a, str> = match bytes {
        Cow::Borrowed(bytes) => {
            Cow::Borrowed(simdutf8::basic::from_utf8(&bytes[..valid]).expect("checked by the caller"))
        }
        Cow::Owned(mut bytes) => {
            bytes.truncate(valid);
            Cow::Owned(String::from_utf8(bytes).expect("checked by the caller"))
        }
    };
    if form == Form::Text
        && text.as_bytes().contains(&0)
        && let Some(byte) = text.bytes().position(|byte| byte == 0)
    {
        return Err(not_text(byte));
    }
    refuse_control_characters(&text)?;
    let wrong = declared.is_some_and(|declared| declared != UTF_8) && !text.is_ascii();
    let mut doubts = doubts_of(wrong);
    if cut_off {
        doubts.push(doubt("text_cut_off", valid));
    }
    Ok(Decoded { text, charset: UTF_8.name(), doubts })
}

fn doubts_of(wrong: bool) -> Vec<Doubt> {
    if wrong { vec![doubt("charset_declared_wrong", 0)] } else { Vec::new() }
}

/// The character set that an HTML page names within itself.
fn declared_inside(bytes: &[u8], form: Form) -> Option<&'static Encoding> {
    if form == Form::Html { declared::by_meta(bytes) } else { None }
}

/// Sets in which wrong bytes show as errors. Latin ones take anything, and servers declare them by default.
fn is_certain(encoding: &'static Encoding) -> bool {
    [UTF_8, SHIFT_JIS, EUC_JP, ISO_2022_JP, UTF_16LE, UTF_16BE].contains(&encoding)
}

/// The guess from the first stretch that is not plain ASCII.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let sample = &bytes[first..(first + SAMPLE).min(bytes.len())];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, first + sample.len() == bytes.len());
    detector.guess(Some(b"jp"), Utf8Detection::Allow)
}

/// Whether escape sequences switch to Japanese sets, as in mails and old pages.
fn has_jis_escapes(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(SAMPLE)];
    head.contains(&0x1b) && head.windows(3).any(|three| three == b"\x1b$B" || three == b"\x1b$@")
}

/// UTF-16 without a byte order mark: there are NUL bytes, and read so nearly all is Japanese text.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(SAMPLE) & !1];
    if !head.contains(&0) {
        return None;
    }
    let known = |c: char| matches!(c, ' '..='~' | '\t' | '\r' | '\n' | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff9f}');
    [UTF_16LE, UTF_16BE].into_iter().find(|encoding| {
        let read = attempt(encoding, head);
        let (all, good) = read.text.chars().fold((0, 0), |(all, good), c| (all + 1, good + usize::from(known(c))));
        read.errors == 0 && good * 10 >= all * 9
    })
}

/// Files that are often given by mistake, by their first bytes.
fn refuse_known_binary(bytes: &[u8]) -> Result<(), Error> {
    const ELSE: &str = "give the page as text or HTML";
    const SAVE: &str = "save its text as .txt or .html first";
    let signs: [(&[u8], &'static str, &'static str); 10] = [
        (b"%PDF-", "a PDF file", "PDF is not read yet; turn it into text first, for example with pdftotext -layout"),
        (b"PK\x03\x04", "a ZIP or Office file", SAVE),
        (b"\xd0\xcf\x11\xe0", "an Office file", SAVE),
        (b"\x1f\x8b", "a gzip file", "unpack it first"),
        (b"\x89PNG", "a picture (PNG)", ELSE),
        (b"\xff\xd8\xff", "a picture (JPEG)", ELSE),
        (b"GIF8", "a picture (GIF)", ELSE),
        (b"\x7fELF", "a program", ELSE),
        (b"SQLite format 3\0", "a database", ELSE),
        (b"WARC/1.", "a web archive (WARC)", "web archives are not read yet; take the pages out of it first"),
    ];
    match signs.into_iter().find(|(sign, ..)| bytes.starts_with(sign)) {
        Some((_, what, hint)) => Err(Error::NotText { what, byte: 0, hint }),
        None => Ok(()),
    }
}

/// Bytes that decode to something, but to no text: many control characters in the first stretch.
fn refuse_control_characters(text: &str) -> Result<(), Error> {
    let end = text.floor_char_boundary(text.len().min(SAMPLE));
    let control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1b);
    let head = &text.as_bytes()[..end];
    let found = head.iter().filter(|byte| control(**byte)).count();
    if found * 32 > head.len() {
        let byte = head.iter().position(|byte| control(*byte)).unwrap_or(0);
        return Err(not_text(byte));
    }
    Ok(())
}

fn not_text(byte: usize) -> Error {
    Error::NotText {
        what: "a binary file",
        byte,
        hint: "give the page as text or HTML; if it is text, remove the byte or name its character set (charset: utf-16le …)",
    }
}
