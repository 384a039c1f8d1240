//! The grammar of numbers, and the numerals it is made of.
//!
//! In:   normalised text that starts at a digit or a Chinese numeral.
//! Out:  the number, or how long the sign is that looks like one and is none.
//! Data: `data/numerals.tsv`.

use super::{Number, NumberError, NumeralForm};
use std::sync::LazyLock;

/// A Chinese numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numeral {
    /// 〇 to 九.
    Digit(u8),
    /// 十 百 千, as exponents of ten.
    Unit(u32),
    /// 万 億 兆, as exponents of ten.
    Group(u32),
}

struct Table {
    /// One bit for each ideograph from U+4E00.
    bits: [u64; 0x5200 / 64],
    rows: Vec<(char, Numeral, bool)>,
}

static NUMERALS: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { bits: [0; 0x5200 / 64], rows: Vec::new() };
    for line in include_str!("../../data/numerals.tsv").lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [sign, kind, value, note] = columns[..] else { continue };
        let (Some(sign), Ok(value)) = (sign.chars().next(), value.parse::<u8>()) else { continue };
        let numeral = match kind {
            "digit" => Numeral::Digit(value),
            "unit" => Numeral::Unit(value.into()),
            _ => Numeral::Group(value.into()),
        };
        if let Some(bit) = u32::from(sign).checked_sub(0x4e00) {
            table.bits[(bit / 64) as usize] |= 1 << (bit % 64);
        }
        table.rows.push((sign, numeral, note == "formal"));
    }
    table
});

/// All Chinese numerals.
pub(crate) fn numerals() -> impl Iterator<Item = char> {
    NUMERALS.rows.iter().map(|row| row.0)
}

/// Whether a digit or a Chinese numeral starts at `at`.
#[inline]
pub(crate) fn is_numeral_start(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        b'0'..=b'9' => true,
        0xe3 => bytes[at + 1] == 0x80 && bytes[at + 2] == 0x87,
        lead @ 0xe4..=0xe9 => {
            let code = (u32::from(lead) & 0xf) << 12
                | (u32::from(bytes[at + 1]) & 0x3f) << 6
                | u32::from(bytes[at + 2]) & 0x3f;
            let bit = code.wrapping_sub(0x4e00);
            bit < 0x5200 && NUMERALS.bits[(bit / 64) as usize] >> (bit % 64) & 1 != 0
        }
        _ => false,
    }
}

/// The Chinese numeral at the start of `rest`, and whether it is a formal one.
pub(crate) fn numeral_at(rest: &str) -> Option<(Numeral, bool)> {
    if rest.is_empty() || !is_numeral_start(rest.as_bytes(), 0) {
        return None;
    }
    let c = rest.chars().next()?;
    let row = NUMERALS.rows.binary_search_by_key(&c, |row| row.0).ok()?;
    Some((NUMERALS.rows[row].1, NUMERALS.rows[row].2))
}

/// What stands at the start of a text.
pub(super) enum Token {
    /// A number, and its length in bytes.
    Number(Result<Number, NumberError>, usize),
    /// So many bytes are no number; 0 where not even a numeral stands.
    Other(usize),
}

/// A number not yet scaled: `mantissa` / 10^`decimals`.
#[derive(Clone, Copy)]
struct Part {
    mantissa: u128,
    decimals: u32,
}

impl Part {
    const ONE: Part = Part { mantissa: 1, decimals: 0 };

    fn times_ten_to(self, exponent: u32) -> Result<u128, NumberError> {
        if self.decimals <= exponent {
            return 10_u128
                .checked_pow(exponent - self.decimals)
                .and_then(|factor| self.mantissa.checked_mul(factor))
                .ok_or(NumberError::TooLarge);
        }
        // More than 38 decimals do not fit; a whole number never needs them.
        let divisor = 10_u128.checked_pow(self.decimals - exponent).ok_or(NumberError::NotWhole)?;
        if self.mantissa.is_multiple_of(divisor) { Ok(self.mantissa / divisor) } else { Err(NumberError::NotWhole) }
    }
}

/// Adds up the parts of a number as they are read.
struct Sum {
    total: u128,
    section: u128,
    current: Option<Part>,
    /// Exponents must fall: 千 before 百, 億 before 万.
    last_unit: u32,
    last_group: u32,
    error: Option<NumberError>,
}

impl Sum {
    fn unit(&mut self, exponent: u32) {
        let part = self.current.take().unwrap_or(Part::ONE);
        match part.times_ten_to(exponent) {
            Ok(value) => self.section = self.section.saturating_add(value),
            Err(error) => self.error = Some(error),
        }
        self.last_unit = exponent;
    }

    fn group(&mut self, exponent: u32) {
        let whole = Part { mantissa: self.section, decimals: 0 }.times_ten_to(exponent);
        let rest = self.current.take().map_or(Ok(0), |part| part.times_ten_to(exponent));
        match (whole, rest) {
            (Ok(whole), Ok(rest)) => self.total = self.total.saturating_add(whole).saturating_add(rest),
            (Err(error), _) | (_, Err(error)) => self.error = Some(error),
        }
        self.section = 0;
        self.last_group = exponent;
        self.last_unit = u32::MAX;
    }

    fn finish(mut self) -> Result<u64, NumberError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let rest = self.current.take().map_or(Ok(0), |part| part.times_ten_to(0))?;
        let value = self.total.saturating_add(self.section).saturating_add(rest);
        u64::try_from(value).map_err(|_| NumberError::TooLarge)
    }
}

/// Reads the number at the start of `text`.
pub(super) fn read(text: &str) -> Token {
    let bytes = text.as_bytes();
    if bytes.is_empty() || !is_numeral_start(bytes, 0) {
        return Token::Other(0);
    }
    let mut sum = Sum { total: 0, section: 0, current: None, last_unit: u32::MAX, last_group: u32::MAX, error: None };
    let (mut at, mut numerals, mut formal) = (0, 0_usize, true);
    let mut form = NumeralForm::Chinese;
    let mut some_more = false;
    let mut spaced = false;
    loop {
        let rest = &text[at..];
        if rest.as_bytes().first().is_some_and(u8::is_ascii_digit) {
            if sum.current.is_some() || some_more {
                break;
            }
            match read_digits(rest) {
                Digits::Part(part, len) => {
                    if at == 0 {
                        form = NumeralForm::Arabic;
                    }
                    sum.current = Some(part);
                    at += len;
                    numerals += 2;
                }
                Digits::TooLong(len) => {
                    sum.error = Some(NumberError::TooLarge);
                    sum.current = Some(Part::ONE);
                    at += len;
                    numerals += 2;
                }
                Digits::None(len) if at == 0 => return Token::Other(len),
                Digits::None(_) => break,
            }
            continue;
        }
        if let Some((numeral, is_formal)) = numeral_at(rest) {
            let len = rest.chars().next().map_or(0, char::len_utf8);
            match numeral {
                Numeral::Digit(_) => {
                    if sum.current.is_some() || some_more {
                        break;
                    }
                    let (part, len, count) = read_positional(rest);
                    if part.is_none() {
                        sum.error = Some(NumberError::TooLarge);
                    }
                    sum.current = Some(part.unwrap_or(Part::ONE));
                    at += len;
                    numerals += count;
                }
                Numeral::Unit(exponent) => {
                    if exponent >= sum.last_unit {
                        break;
                    }
                    // 十数百 stops nothing: the hundreds are the ones that are not named.
                    if some_more {
                        sum.last_unit = exponent;
                    } else {
                        sum.unit(exponent);
                    }
                    at += len;
                    numerals += 1;
                }
                Numeral::Group(exponent) => {
                    let nothing_before = sum.section == 0 && sum.current.is_none() && sum.error.is_none();
                    if exponent >= sum.last_group || nothing_before && !some_more {
                        break;
                    }
                    sum.group(exponent);
                    at += len;
                    numerals += 1;
                }
            }
            formal &= is_formal;
            continue;
        }
        if rest.starts_with('数') && numerals > 0 && !some_more && names_more(&rest[3..], sum.current) {
            // 20数名: the twenty stands as it is.
            at += '数'.len_utf8();
            some_more = true;
            continue;
        }
        if let Some(after) = rest.strip_prefix(' ')
            && goes_on_after_space(after, sum.current.is_some(), spaced)
        {
            at += 1;
            spaced = true;
            continue;
        }
        break;
    }
    if at == 0 {
        return Token::Other(text.chars().next().map_or(0, char::len_utf8));
    }
    if formal && numerals < 2 {
        return Token::Other(at);
    }
    if text[at..].starts_with('余') {
        let len = if text[at..].starts_with("余り") { "余り".len() } else { "余".len() };
        at += len;
        some_more = true;
    }
    Token::Number(sum.finish().map(|value| Number { value, some_more, form }), at)
}

/// Whether 数 after a number means "and some": 十数人, 20数名, 1万数千件; not 3数.
fn names_more(after: &str, current: Option<Part>) -> bool {
    let whole_tens =
        current.is_none_or(|part| part.mantissa > 0 && part.mantissa.is_multiple_of(10) && part.decimals == 0);
    whole_tens
        && !matches!(numeral_at(after), Some((Numeral::Digit(_), _)))
        && !after.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a number written with spaces (2 万 8 千) goes on after one.
fn goes_on_after_space(after: &str, has_current: bool, spaced: bool) -> bool {
    if has_current {
        return matches!(numeral_at(after), Some((Numeral::Unit(3) | Numeral::Group(_), false)));
    }
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 4 {
        return false;
    }
    let rest = after[digits..].strip_prefix(' ').unwrap_or(&after[digits..]);
    spaced || matches!(numeral_at(rest), Some((Numeral::Unit(3) | Numeral::Group(_), false)))
}

/// Reads digits in Chinese signs by place: 二〇二四 → 2024, 三 → 3; `None` where they are too many.
fn read_positional(text: &str) -> (Option<Part>, usize, usize) {
    let (mut value, mut at, mut count) = (Some(0_u128), 0, 0);
    loop {
        let rest = &text[at..];
        let digit = match numeral_at(rest) {
            Some((Numeral::Digit(digit), _)) => digit,
            // ○ stands for 〇 between two numerals only; elsewhere it hides a figure.
            _ if count > 0
                && (rest.starts_with('○') || rest.starts_with('◯'))
                && matches!(numeral_at(&rest[3..]), Some((Numeral::Digit(_), _))) =>
            {
                0
            }
            _ => break,
        };
        value = value.and_then(|value| value.checked_mul(10)?.checked_add(digit.into()));
        at += rest.chars().next().map_or(0, char::len_utf8);
        count += 1;
    }
    (value.map(|mantissa| Part { mantissa, decimals: 0 }), at, count)
}

enum Digits {
    Part(Part, usize),
    TooLong(usize),
    /// So many bytes of digits, commas and dots are no number.
    None(usize),
}

/// Reads arabic digits with commas between thousands and a decimal point.
fn read_digits(text: &str) -> Digits {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let first = digits(0);
    let mut at = first;
    if first <= 3 {
        while bytes.get(at) == Some(&b',') {
            let group = digits(at + 1);
            if group > 3 {
                // 1,2345: a slip, and nobody can say of what.
                return Digits::None(at + 1 + group);
            }
            if group < 3 {
                break;
            }
            at += 4;
        }
    }
    let whole = at;
    if bytes.get(at) == Some(&b'.') && digits(at + 1) > 0 {
        at += 1 + digits(at + 1);
        let mut chain = at;
        while bytes.get(chain) == Some(&b'.') && digits(chain + 1) > 0 {
            chain += 1 + digits(chain + 1);
        }
        if chain > at {
            return Digits::None(chain);
        }
    }
    if first > 1 && bytes[0] == b'0' {
        return Digits::None(at);
    }
    let mut mantissa = 0_u128;
    for byte in bytes[..at].iter().filter(|byte| byte.is_ascii_digit()) {
        let Some(next) = mantissa.checked_mul(10).and_then(|value| value.checked_add(u128::from(byte - b'0'))) else {
            return Digits::TooLong(at);
        };
        mantissa = next;
    }
    let decimals = (at - whole).saturating_sub(1) as u32;
    Digits::Part(Part { mantissa, decimals }, at)
}
