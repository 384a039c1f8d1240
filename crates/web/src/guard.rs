//! What every request passes and what every answer carries.
//!
//! In:   a request as it came.
//! Out:  a refusal, or the answer of the page with the headers that keep hostile text harmless.
//!
//! A page in the reader's browser can make the browser ask 127.0.0.1 under a name of its own (DNS rebinding); such requests are told
//! by their `Host` and refused. What a person decides comes by POST, only to the addresses of decisions, only from a page of this very
//! origin (`Origin`, `Sec-Fetch-Site`), and with the secret of this run (`deciding.rs`); all else is answered to GET and HEAD only.

use axum::extract::Request;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error_page::Trouble;
use crate::words::{Language, Words};

/// Longest address that is answered, in bytes.
const LONGEST_ADDRESS: usize = 4 << 10;
/// Largest body that a request may announce; only decisions are read: a reason of 4,000 characters takes up to 36,000 bytes.
pub(crate) const LARGEST_BODY: u64 = 64 << 10;
/// The last parts of the addresses of decisions.
const DECISIONS: [&str; 4] = ["merge", "split", "correct", "undo"];
/// Nothing may load but our own style sheets and icon; no scripts, no frames, forms only back to us.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

/// Passes a request on or refuses it.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let mut answer = match refusal(&request) {
        Some(answer) => answer,
        None => next.run(request).await,
    };
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Other sites get none; our own forms need it, for browsers send `Origin: null` without.
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    answer
}

fn refusal(request: &Request) -> Option<Response> {
    let uri = request.uri();
    let path = uri.path();
    let english = uri.query().is_some_and(|query| query.split('&').any(|pair| pair == "lang=en"));
    let w = Words(if english { Language::English } else { Language::Japanese });
    let refuse = |status, what, hint| Some(Trouble::of(status, w.t(what), w.t(hint)).answer(path, w));
    if !is_local(request.headers(), uri.host()) {
        return refuse(StatusCode::MISDIRECTED_REQUEST, "wrong_host", "wrong_host_hint");
    }
    if uri.path().len() + uri.query().map_or(0, str::len) > LONGEST_ADDRESS {
        return refuse(StatusCode::URI_TOO_LONG, "address_too_long", "address_too_long_hint");
    }
    let decides = request.method() == Method::POST && is_decision(path);
    if decides && !is_from_here(request.headers()) {
        return refuse(StatusCode::FORBIDDEN, "foreign_form", "foreign_form_hint");
    }
    if request.method() != Method::GET && request.method() != Method::HEAD && !decides {
        let answer = Trouble::of(StatusCode::METHOD_NOT_ALLOWED, w.t("only_reading"), w.t("only_reading_hint"));
        return Some(([(header::ALLOW, "GET, HEAD")], answer.answer(path, w)).into_response());
    }
    let announced = request.headers().get(header::CONTENT_LENGTH);
    let announced = announced.map(|length| length.to_str().ok().and_then(|length| length.parse::<u64>().ok()));
    if announced.is_some_and(|length| length.is_none_or(|length| length > LARGEST_BODY)) {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", "body_too_large_hint");
    }
    None
}

/// `/cases/2026-0001/merge` and the like.
fn is_decision(path: &str) -> bool {
    let mut parts = path.strip_prefix("/cases/").unwrap_or_default().split('/');
    parts.next().is_some_and(|id| !id.is_empty())
        && parts.next().is_some_and(|last| DECISIONS.contains(&last))
        && parts.next().is_none()
}

/// Whether a form comes from a page of the origin that it is sent to; one that does not say so does not.
fn is_from_here(headers: &HeaderMap) -> bool {
    let one = |name: HeaderName| {
        let mut all = headers.get_all(name).iter();
        match (all.next(), all.next()) {
            (Some(value), None) => value.to_str().ok(),
            _ => None,
        }
    };
    let (Some(host), Some(origin)) = (one(header::HOST), one(header::ORIGIN)) else { return false };
    let same = origin.strip_prefix("http://").is_some_and(|origin| origin.eq_ignore_ascii_case(host));
    let site = HeaderName::from_static("sec-fetch-site");
    same && (!headers.contains_key(&site) || one(site) == Some("same-origin"))
}

/// Whether a request names this machine by a name that no one else can own.
fn is_local(headers: &HeaderMap, in_address: Option<&str>) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let Ok(host) = host.to_str() else { return false };
    is_local_name(host) && in_address.is_none_or(is_local_name)
}

fn is_local_name(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    name == "127.0.0.1" || name == "[::1]" || name.eq_ignore_ascii_case("localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_count_only_from_a_page_of_this_origin() {
        let headers = |all: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in all {
                headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
            }
            is_from_here(&headers)
        };
        let host = ("host", "127.0.0.1:8080");
        assert!(headers(&[host, ("origin", "http://127.0.0.1:8080")]));
        assert!(headers(&[host, ("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "same-origin")]));
        for odd in [
            &[host][..],
            &[host, ("origin", "null")],
            &[host, ("origin", "http://127.0.0.1:8081")],
            &[host, ("origin", "http://127.0.0.1:8080.example.com")],
            &[host, ("origin", "https://127.0.0.1:8080")],
            &[host, ("origin", "http://127.0.0.1:8080"), ("origin", "http://evil.example.com")],
            &[host, ("origin", "http://127.0.0.1:8080"), ("sec-fetch-site", "same-site")],
            &[("origin", "http://127.0.0.1:8080")],
        ] {
            assert!(!headers(odd), "{odd:?}");
        }
        for (path, is) in [
            ("/cases/2026-0001/merge", true),
            ("/cases/2026-0001/undo", true),
            ("/cases/2026-0001/undo/", false),
            ("/cases//undo", false),
            ("/cases/2026-0001/text", false),
            ("/merge", false),
        ] {
            assert_eq!(is_decision(path), is, "{path}");
        }
    }

    #[test]
    fn only_names_of_this_machine_are_local() {
        for host in ["127.0.0.1", "127.0.0.1:8080", "localhost:1", "LOCALHOST", "[::1]:80", "[::1]"] {
            assert!(is_local_name(host), "{host}");
        }
        for host in [
            "",
            "example.com",
            "127.0.0.1.example.com",
            "localhost.example.com:80",
            "127.0.0.1:x",
            "192.168.0.1",
            "::1",
            "[::1",
            "0.0.0.0",
        ] {
            assert!(!is_local_name(host), "{host}");
        }
    }
}
