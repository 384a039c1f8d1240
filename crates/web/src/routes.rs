//! Which address gives what.
//!
//! In:   requests that passed the guard.
//! Out:  pages, their JSON forms, style sheets.
//!
//! | address                | gives                                        |
//! |------------------------|----------------------------------------------|
//! | `/`                    | leads to `/cases`                            |
//! | `/cases`               | the list, with `cause`, `sector`, `year`, `victim`, `page` |
//! | `/cases/2026-0001`     | a case, with `report` and `mark`             |
//! | `/cases/2026-0001/text`| the text of a report's article               |
//! | `/cases/2026-0001/judgement.json`| the verdict on a report            |
//! | `/cases/2026-0001/draft.md`, `.docx`| a draft of the report's nine items |
//! | `/verdicts`            | figures over all verdicts                    |
//! | `/rules`               | the rules that verdicts cite                 |
//! | POST `/cases/2026-0001/merge`, `split`, `correct`, `undo` | what a person decides; leads to the case |
//! | … `.json`              | the same as JSON                             |
//!
//! Questions to the casebook may take a while, so they run apart from the connections, a few at a time.

use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use askama::Template;
use axum::extract::rejection::{FormRejection, PathRejection};
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use jikenbo_casebook::{CaseId, Casebook, JudgedFigures, RuleBook, Stats};
use serde::Serialize;
use tokio::sync::Semaphore;

use crate::deciding::{self, Sent};
use crate::error_page::Trouble;
use crate::settings::Settings;
use crate::words::Words;
use crate::{case_page, guard, judging, link::Link, list_page, rules_page, stylesheet, verdicts_page};

/// Questions that run at once.
const AT_ONCE: usize = 4;
/// Longest time that a request waits for its answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// What all requests share.
struct Desk {
    folder: PathBuf,
    /// The secret that forms carry.
    token: String,
    /// Open casebooks that no request is using.
    idle: Mutex<Vec<Casebook>>,
    stats: Kept<Stats>,
    judged: Kept<JudgedFigures>,
    places: Semaphore,
}

type Shared = Arc<Desk>;
type Pairs = Query<Vec<(String, String)>>;
/// The last part of the path, unless it is no text.
type Name = Result<Path<String>, PathRejection>;

/// The addresses of a casebook.
pub(crate) fn routes(folder: PathBuf, token: String) -> Router {
    let desk = Desk {
        folder,
        token,
        idle: Mutex::default(),
        stats: Kept::default(),
        judged: Kept::default(),
        places: Semaphore::new(AT_ONCE),
    };
    Router::new()
        .route(
            "/",
            get(async |Query(pairs): Pairs| Redirect::to(&Link::to("/cases", Settings::of(pairs).words).done())),
        )
        .route("/cases", get(list))
        .route("/cases.json", get(list_record))
        .route("/cases/{id}", get(case))
        .route("/cases/{id}/text", get(case_text))
        .route("/cases/{id}/merge", post(decide))
        .route("/cases/{id}/split", post(decide))
        .route("/cases/{id}/correct", post(decide))
        .route("/cases/{id}/undo", post(decide))
        .route("/cases/{id}/judgement.json", get(judgement))
        .route("/cases/{id}/draft.md", get(draft_md))
        .route("/cases/{id}/draft.docx", get(draft_docx))
        .route("/verdicts", get(verdicts))
        .route("/verdicts.json", get(verdicts_record))
        .route("/rules", get(async |Query(pairs): Pairs| html(&rules_page::page(&Settings::of(pairs)))))
        .route("/rules.json", get(async || json(&RuleBook::embedded().catalogue())))
        .route("/style.css", get(async || asset("text/css; charset=utf-8", stylesheet::STYLE)))
        .route("/evidence.css", get(async || asset("text/css; charset=utf-8", stylesheet::evidence())))
        .route("/icon.svg", get(async || asset("image/svg+xml", stylesheet::ICON)))
        .fallback(async |uri: Uri, Query(pairs): Pairs| {
            let w = Settings::of(pairs).words;
            Trouble::not_found(w).answer(uri.path(), w)
        })
        .layer(DefaultBodyLimit::max(guard::LARGEST_BODY as usize))
        .layer(axum::middleware::from_fn(guard::guard))
        .with_state(Arc::new(desk))
}

async fn list(State(desk): State<Shared>, uri: Uri, Query(pairs): Pairs) -> Response {
    let settings = Settings::of(pairs);
    let w = settings.words;
    if let Some(trouble) = Trouble::of_filter(&settings) {
        return trouble.answer(uri.path(), w);
    }
    ask(desk, uri, w, move |desk, casebook| {
        let stats = desk.stats.of(casebook, Casebook::stats)?;
        Ok(Some(html(&list_page::page(casebook, &stats, &settings)?)))
    })
    .await
}

async fn list_record(State(desk): State<Shared>, uri: Uri, Query(pairs): Pairs) -> Response {
    let settings = Settings::of(pairs);
    let w = settings.words;
    if let Some(trouble) = Trouble::of_filter(&settings) {
        return trouble.answer(uri.path(), w);
    }
    ask(desk, uri, w, move |_, casebook| Ok(Some(json(&list_page::record(casebook, &settings)?)))).await
}

async fn case(State(desk): State<Shared>, uri: Uri, name: Name, Query(pairs): Pairs) -> Response {
    let settings = Settings::of(pairs);
    let w = settings.words;
    let name = name.map(|Path(name)| name).unwrap_or_default();
    let (id, is_json) = match name.strip_suffix(".json") {
        Some(id) => (id, true),
        None => (name.as_str(), false),
    };
    let Ok(id) = id.parse::<CaseId>() else { return Trouble::not_found(w).answer(uri.path(), w) };
    ask(desk, uri, w, move |desk, casebook| {
        if let Some(answer) = moved(casebook, id, w, if is_json { ".json" } else { "" })? {
            return Ok(Some(answer));
        }
        match is_json {
            true => Ok(case_page::record(casebook, id)?.map(|record| json(&record))),
            false => Ok(case_page::page(casebook, id, &settings, &desk.token)?.map(|page| html(&page))),
        }
    })
    .await
}

/// Leads from a number that became part of another case to that case.
fn moved(casebook: &Casebook, id: CaseId, w: Words, ending: &str) -> jikenbo_casebook::Result<Option<Response>> {
    let shown = casebook.shown_as(id)?.filter(|shown| *shown != id);
    Ok(shown.map(|shown| Redirect::to(&Link::to(&format!("/cases/{shown}{ending}"), w).done()).into_response()))
}

/// Carries out what a person decides, and leads to the case as it is then.
async fn decide(
    State(desk): State<Shared>,
    uri: Uri,
    name: Name,
    Query(pairs): Pairs,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let w = Settings::of(pairs).words;
    let path = uri.path().to_owned();
    let what = path.rsplit('/').next().unwrap_or_default().to_owned();
    let id = name.ok().and_then(|Path(name)| name.parse::<CaseId>().ok());
    let (Some(id), Ok(Form(pairs))) = (id, form) else {
        return Trouble::of(StatusCode::BAD_REQUEST, w.t("odd_form"), w.t("foreign_form_hint")).answer(&path, w);
    };
    let sent = Sent(pairs);
    if !sent.is_ours(&desk.token) {
        return Trouble::of(StatusCode::FORBIDDEN, w.t("foreign_form"), w.t("foreign_form_hint")).answer(&path, w);
    }
    let folder = desk.folder.clone();
    let work = tokio::task::spawn_blocking(move || {
        std::panic::catch_unwind(AssertUnwindSafe(|| deciding::carry_out(&folder, id, &what, &sent, w)))
    });
    match work.await {
        Ok(Ok(Ok(case))) => {
            let there = Link::to(&format!("/cases/{case}"), w).done();
            Redirect::to(&format!("{there}#history")).into_response()
        }
        Ok(Ok(Err(trouble))) => trouble.answer(&path, w),
        Ok(Err(_)) | Err(_) => Trouble::bug(w).answer(&path, w),
    }
}

async fn case_text(State(desk): State<Shared>, uri: Uri, name: Name, Query(pairs): Pairs) -> Response {
    of_case(desk, uri, name, pairs, |casebook, id, settings| {
        let text = case_page::text(casebook, id, settings)?;
        Ok(text.map(|text| ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()))
    })
    .await
}

async fn judgement(State(desk): State<Shared>, uri: Uri, name: Name, Query(pairs): Pairs) -> Response {
    of_case(desk, uri, name, pairs, |casebook, id, settings| {
        Ok(judging::record(casebook, id, settings)?.map(|record| json(&record)))
    })
    .await
}

async fn draft_md(State(desk): State<Shared>, uri: Uri, name: Name, Query(pairs): Pairs) -> Response {
    of_case(desk, uri, name, pairs, |casebook, id, settings| {
        let bytes = judging::draft(casebook, id, settings, false)?;
        Ok(bytes.map(|bytes| download("text/markdown; charset=utf-8", &format!("{id}.md"), bytes)))
    })
    .await
}

async fn draft_docx(State(desk): State<Shared>, uri: Uri, name: Name, Query(pairs): Pairs) -> Response {
    const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    of_case(desk, uri, name, pairs, |casebook, id, settings| {
        let bytes = judging::draft(casebook, id, settings, true)?;
        Ok(bytes.map(|bytes| download(DOCX, &format!("{id}.docx"), bytes)))
    })
    .await
}

async fn verdicts(State(desk): State<Shared>, uri: Uri, Query(pairs): Pairs) -> Response {
    let settings = Settings::of(pairs);
    let w = settings.words;
    ask(desk, uri, w, move |desk, casebook| {
        let figures = desk.judged.of(casebook, Casebook::judged_figures)?;
        Ok(Some(html(&verdicts_page::page(&figures, &settings))))
    })
    .await
}

async fn verdicts_record(State(desk): State<Shared>, uri: Uri, Query(pairs): Pairs) -> Response {
    let w = Settings::of(pairs).words;
    ask(desk, uri, w, move |desk, casebook| Ok(Some(json(&*desk.judged.of(casebook, Casebook::judged_figures)?)))).await
}

/// Asks for something of one case.
async fn of_case(
    desk: Shared,
    uri: Uri,
    name: Name,
    pairs: Vec<(String, String)>,
    question: impl FnOnce(&Casebook, CaseId, &Settings) -> jikenbo_casebook::Result<Option<Response>> + Send + 'static,
) -> Response {
    let settings = Settings::of(pairs);
    let w = settings.words;
    let name = name.map(|Path(name)| name).unwrap_or_default();
    let Ok(id) = name.parse::<CaseId>() else { return Trouble::not_found(w).answer(uri.path(), w) };
    ask(desk, uri, w, move |_, casebook| question(casebook, id, &settings)).await
}

/// Puts a question to the casebook, apart from the connections; `None` is 404.
async fn ask<Q>(desk: Shared, uri: Uri, w: Words, question: Q) -> Response
where
    Q: FnOnce(&Desk, &Casebook) -> jikenbo_casebook::Result<Option<Response>> + Send + 'static,
{
    let path = uri.path().to_owned();
    let work = async {
        let _place = desk.places.acquire().await.map_err(|_| Trouble::busy(w))?;
        let desk = Arc::clone(&desk);
        let answer = tokio::task::spawn_blocking(move || {
            // A page that makes us stumble is our bug, and no reason to answer nothing.
            std::panic::catch_unwind(AssertUnwindSafe(|| desk.with_casebook(question)))
        });
        match answer.await {
            Ok(Ok(Ok(Some(answer)))) => Ok(answer),
            Ok(Ok(Ok(None))) => Err(Trouble::not_found(w)),
            Ok(Ok(Err(error))) => Err(Trouble::of_casebook(&error)),
            Ok(Err(_)) | Err(_) => Err(Trouble::bug(w)),
        }
    };
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(trouble)) => trouble.answer(&path, w),
        Err(_) => Trouble::busy(w).answer(&path, w),
    }
}

impl Desk {
    /// Runs a question with an open casebook. One that failed is not used again: its tables may have been built anew.
    fn with_casebook<T>(
        &self,
        question: impl FnOnce(&Desk, &Casebook) -> jikenbo_casebook::Result<T>,
    ) -> jikenbo_casebook::Result<T> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let casebook = match idle {
            Some(casebook) => casebook,
            None => Casebook::open(&self.folder)?,
        };
        let answer = question(self, &casebook)?;
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(casebook);
        Ok(answer)
    }
}

/// Figures over the casebook, and the change up to which they hold; counted again only after it has changed.
struct Kept<T>(Mutex<Option<(u64, Arc<T>)>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Kept<T> {
    fn of(
        &self,
        casebook: &Casebook,
        count: impl FnOnce(&Casebook) -> jikenbo_casebook::Result<T>,
    ) -> jikenbo_casebook::Result<Arc<T>> {
        let now = casebook.last_change()?;
        if let Some((then, figures)) = &*self.0.lock().unwrap_or_else(PoisonError::into_inner)
            && *then == now
        {
            return Ok(Arc::clone(figures));
        }
        let figures = Arc::new(count(casebook)?);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&figures)));
        Ok(figures)
    }
}

fn html(page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => Html(html).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn json(record: &impl Serialize) -> Response {
    Json(record).into_response()
}

/// A file that the browser saves. Its name is made of a case's id, so that it needs no quoting.
fn download(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

fn asset(kind: &'static str, content: &'static str) -> Response {
    let kept = HeaderValue::from_static("max-age=86400");
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CACHE_CONTROL, kept)], content).into_response()
}
