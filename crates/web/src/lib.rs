//! HTTP and HTML: a casebook in the browser.
//!
//! In:   the folder of a casebook, a listener on this machine.
//! Out:  pages in Japanese or English (`?lang=en`), each with its `.json` twin; the original text with the words that prove each value.
//!
//! - Works without scripts; none is ever sent, and the Content-Security-Policy forbids them.
//! - Whatever comes from a page is escaped; control characters are shown (`escape.rs`).
//! - Loopback only: other listeners are refused, and so are requests under another machine's name (`guard.rs`).
//! - Decisions of people (merge, split, correct, undo) come as forms of our own pages: same origin, with the secret of this run
//!   (`guard.rs`, `deciding.rs`). Long work is bounded in number and time (`routes.rs`, `connections.rs`).
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let listener = std::net::TcpListener::bind("127.0.0.1:8080")?;
//! jikenbo_web::serve("casebook".as_ref(), listener, || eprintln!("ready"))?; // until Ctrl-C
//! # Ok(())
//! # }
//! ```

mod case_page;
mod connections;
mod deciding;
mod differences;
mod error_page;
mod escape;
mod fan_out;
mod frame;
mod guard;
mod history;
mod judging;
mod link;
mod list_page;
mod marked;
mod routes;
mod rules_page;
mod settings;
mod stylesheet;
mod values;
mod verdicts_page;
mod words;

use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;

/// What can go wrong before the first request.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The listener can be reached from other machines.
    #[error("the server listens on this machine only")]
    NotLoopback {
        /// Its address.
        address: SocketAddr,
    },
    /// The casebook cannot be opened.
    #[error(transparent)]
    Casebook(#[from] jikenbo_casebook::Error),
    /// The system refused.
    #[error("the server cannot run")]
    System(#[from] std::io::Error),
}

impl Error {
    /// Where it happened; empty where that says nothing.
    pub fn place(&self) -> String {
        match self {
            Error::NotLoopback { address } => address.to_string(),
            Error::Casebook(_) | Error::System(_) => String::new(),
        }
    }

    /// Why it happened.
    pub fn why(&self) -> String {
        match self {
            Error::NotLoopback { .. } => "the casebook would be open to the network, and there is no log-in yet".into(),
            Error::Casebook(error) => error.why(),
            Error::System(error) => error.to_string(),
        }
    }

    /// What the user can do.
    pub fn hint(&self) -> &'static str {
        match self {
            Error::NotLoopback { .. } => "use an address such as 127.0.0.1:8080; from afar, go through an SSH tunnel",
            Error::Casebook(error) => error.hint(),
            Error::System(_) => "choose another port, or check the limits of this account",
        }
    }
}

/// Serves the casebook in `folder` until Ctrl-C or, on Unix, SIGTERM; open requests get two seconds to end.
///
/// `ready` is called once connections and signals are waited for: what it prints, the user may open or interrupt at once.
/// The casebook may be written meanwhile; pages show what is stored when they are asked for.
///
/// # Errors
/// [`Error::NotLoopback`] if other machines could reach the listener; [`Error::Casebook`] if there is no casebook to read.
pub fn serve(folder: &Path, listener: TcpListener, ready: impl FnOnce()) -> Result<(), Error> {
    run(folder, listener, || {
        let interrupted = interrupted()?;
        ready();
        Ok(interrupted)
    })
}

/// As [`serve`], until `stop` is done.
///
/// # Errors
/// As [`serve`].
pub fn serve_until(folder: &Path, listener: TcpListener, stop: impl Future<Output = ()>) -> Result<(), Error> {
    run(folder, listener, || Ok(stop))
}

fn run<S: Future<Output = ()>>(
    folder: &Path,
    listener: TcpListener,
    stop: impl FnOnce() -> std::io::Result<S>,
) -> Result<(), Error> {
    let address = listener.local_addr()?;
    if !address.ip().is_loopback() {
        return Err(Error::NotLoopback { address });
    }
    drop(jikenbo_casebook::Casebook::open(folder)?);
    let token = deciding::token()?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).max_blocking_threads(8).enable_all().build()?;
    let served = runtime
        .block_on(async { connections::answer(listener, routes::routes(folder.to_owned(), token), stop()?).await });
    // A question that still runs must not hold up the end.
    runtime.shutdown_background();
    Ok(served?)
}

/// Is done when the user or the system asks the program to end; signals count from the call on.
#[cfg(unix)]
fn interrupted() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Is done when the user asks the program to end.
#[cfg(not(unix))]
fn interrupted() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
