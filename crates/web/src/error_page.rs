//! Answers that say what went wrong, as a page or as JSON.
//!
//! In:   a status, what happened and what to try.
//! Out:  an answer in the form that was asked for.

use askama::Template;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;

use crate::frame::Frame;
use crate::settings::Settings;
use crate::words::Words;

/// What went wrong.
#[derive(Debug)]
pub(crate) struct Trouble {
    /// Status of the answer.
    pub(crate) status: StatusCode,
    /// What happened, in one line.
    pub(crate) what: String,
    /// Why; may be empty.
    pub(crate) why: String,
    /// What to do; may be empty.
    pub(crate) hint: String,
}

impl Trouble {
    /// With the words behind two keys.
    pub(crate) fn of(status: StatusCode, what: &str, hint: &str) -> Self {
        Self { status, what: what.to_owned(), why: String::new(), hint: hint.to_owned() }
    }

    /// There is nothing at this address.
    pub(crate) fn not_found(w: Words) -> Self {
        Self::of(StatusCode::NOT_FOUND, w.t("not_found"), w.t("not_found_hint"))
    }

    /// A filter asks for a code or a year that there is none of; `None` where all make sense.
    pub(crate) fn of_filter(settings: &Settings) -> Option<Self> {
        let w = settings.words;
        let (key, value) = settings.odd.as_ref()?;
        let what = w.t(if *key == "year" { "odd_year" } else { "odd_code" }).replace("{}", &format!("{key}={value}"));
        let codes = jikenbo_lexicon::labelled(key).collect::<Vec<_>>().join(w.t("comma"));
        let why = if codes.is_empty() { String::new() } else { w.fill("codes_are", codes) };
        Some(Self { status: StatusCode::BAD_REQUEST, what, why, hint: w.t("odd_filter_hint").to_owned() })
    }

    /// Work took too long or there is too much of it.
    pub(crate) fn busy(w: Words) -> Self {
        Self::of(StatusCode::SERVICE_UNAVAILABLE, w.t("busy"), w.t("busy_hint"))
    }

    /// A bug of ours.
    pub(crate) fn bug(w: Words) -> Self {
        Self::of(StatusCode::INTERNAL_SERVER_ERROR, w.t("bug"), w.t("bug_hint"))
    }

    /// The casebook refused.
    pub(crate) fn of_casebook(error: &jikenbo_casebook::Error) -> Self {
        let status = match error {
            jikenbo_casebook::Error::Refused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            jikenbo_casebook::Error::Locked { .. } | jikenbo_casebook::Error::Behind { .. } => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self { status, what: error.to_string(), why: error.why(), hint: error.hint().to_owned() }
    }

    /// The answer, as JSON where the address ends in `.json`.
    pub(crate) fn answer(self, path: &str, w: Words) -> Response {
        if path.ends_with(".json") {
            let record = Record {
                schema_version: jikenbo_export::SCHEMA_VERSION,
                error: self.what,
                why: self.why,
                hint: self.hint,
            };
            return (self.status, Json(record)).into_response();
        }
        let page = ErrorPage {
            w,
            frame: Frame::new(w, self.what.clone(), String::new(), String::new()),
            status: self.status.as_u16(),
            what: self.what,
            why: self.why,
            hint: self.hint,
        };
        let html = page.render().unwrap_or_else(|_| page.what.chars().filter(|c| c.is_alphanumeric()).collect());
        (self.status, Html(html)).into_response()
    }
}

#[derive(Serialize)]
struct Record {
    schema_version: u32,
    error: String,
    why: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    w: Words,
    frame: Frame,
    status: u16,
    what: String,
    why: String,
    hint: String,
}
