//! `jikenbo serve`: the casebook in the browser, for this machine only.

use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;

use clap::Args;

use super::Done;
use crate::failure::{Failure, Stop};
use crate::session::Session;

/// Options of `serve`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  jikenbo serve\n  jikenbo serve --listen 127.0.0.1:9000")]
pub(crate) struct Options {
    /// Address on this machine; port 0 takes any that is free.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

/// Serves until Ctrl-C.
pub(crate) fn run(options: &Options, session: &Session) -> Done {
    // Whether there is a casebook is asked first: an address for nothing would mislead.
    session.open()?;
    let listener = listen(options.listen)?;
    let address = listener.local_addr().unwrap_or(options.listen);
    let ready = || eprintln!("{}", session.words.say_with("open http://{}/ in the browser; Ctrl-C ends", &[&address]));
    match jikenbo_web::serve(&session.casebook, listener, ready) {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(jikenbo_web::Error::Casebook(error)) => Err(session.refused(error)),
        Err(error) => {
            let failure = Failure::new(error.to_string(), error.why(), error.hint());
            Err(failure.at(error.place()).into())
        }
    }
}

/// Takes an address on this machine.
pub(super) fn listen(address: SocketAddr) -> Result<TcpListener, Stop> {
    TcpListener::bind(address).map_err(|error| {
        let hint = "choose another port, such as --listen 127.0.0.1:0";
        Stop::from(Failure::new("the server cannot listen here", error.to_string(), hint).at(address.to_string()))
    })
}
