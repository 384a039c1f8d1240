//! Addresses inside the casebook's pages.
//!
//! In:   a path and the settings to carry on (language, filters, page).
//! Out:  a relative address with its query, percent-encoded.

use crate::words::{Language, Words};

/// An address being put together. Settings without a value, and Japanese as the language, are left out.
#[derive(Debug, Clone)]
pub(crate) struct Link(String);

impl Link {
    /// To a path of this server, in this language.
    pub(crate) fn to(path: &str, words: Words) -> Self {
        let link = Self(path.to_owned());
        if words.0 == Language::Japanese { link } else { link.with("lang", Some(words.tag())) }
    }

    /// With one setting more.
    pub(crate) fn with(mut self, key: &str, value: Option<impl AsRef<str>>) -> Self {
        let Some(value) = value else { return self };
        let value = value.as_ref();
        if !value.is_empty() {
            self.0.push(if self.0.contains('?') { '&' } else { '?' });
            self.0.push_str(key);
            self.0.push('=');
            encode(&mut self.0, value);
        }
        self
    }

    /// The address.
    pub(crate) fn done(self) -> String {
        self.0
    }
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
fn encode(into: &mut String, value: &str) {
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => into.push(char::from(byte)),
            _ => into.push_str(&format!("%{byte:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_carry_settings_encoded() {
        let ja = Words(Language::Japanese);
        let en = Words(Language::English);
        assert_eq!(Link::to("/cases", ja).done(), "/cases");
        assert_eq!(Link::to("/cases", en).with("page", Some("2")).done(), "/cases?lang=en&page=2");
        assert_eq!(
            Link::to("/cases", ja).with("cause", None::<&str>).with("victim", Some("架&空\"")).done(),
            "/cases?victim=%E6%9E%B6%26%E7%A9%BA%22"
        );
    }
}
