//! Connections: how many, how long, how large a head, and how they end.
//!
//! In:   a listener on this machine, the routes, a signal to stop.
//! Out:  answers until the signal comes; then open requests get a moment to end.

use std::future::Future;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::{Semaphore, watch};

/// Connections that are open at once; more wait to be accepted.
const CONNECTIONS: usize = 128;
/// Longest time that a request's head may take.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// Largest head of a request, in bytes, and most headers.
const HEAD_SIZE: usize = 16 << 10;
const HEADERS: usize = 64;
/// Longest life of a connection, whatever it does.
const LIFE: Duration = Duration::from_secs(300);
/// How long open requests may go on after the signal to stop.
const GRACE: Duration = Duration::from_secs(2);

/// Answers connections until `stop` is done.
pub(crate) async fn answer(
    listener: TcpListener,
    routes: Router,
    stop: impl Future<Output = ()>,
) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let (stopping, stopped) = watch::channel(false);
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (listener.accept().await, place)
        };
        let (stream, place) = tokio::select! {
            () = &mut stop => break,
            (accepted, place) = accepted => match (accepted, place) {
                (Ok((stream, _)), Ok(place)) => (stream, place),
                // Out of file handles or the like: others may end meanwhile.
                _ => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
        };
        let service = TowerToHyperService::new(routes.clone());
        let mut stopped = stopped.clone();
        tokio::spawn(async move {
            let _place = place;
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD_TIME)
                .max_buf_size(HEAD_SIZE)
                .max_headers(HEADERS)
                .serve_connection(TokioIo::new(stream), service);
            let mut connection = std::pin::pin!(connection);
            let life = async {
                tokio::select! {
                    // What a single connection fails of is its own matter.
                    _ = connection.as_mut() => return,
                    _ = stopped.wait_for(|stopped| *stopped) => {}
                }
                connection.as_mut().graceful_shutdown();
                let _ = connection.as_mut().await;
            };
            let _ = tokio::time::timeout(LIFE, life).await;
        });
    }
    drop(listener);
    let _ = stopping.send(true);
    let all = u32::try_from(CONNECTIONS).expect("the number of connections is small");
    let _ = tokio::time::timeout(GRACE, places.acquire_many(all)).await;
    Ok(())
}
