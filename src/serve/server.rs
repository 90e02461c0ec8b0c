//! Connections: taken in, bounded, and let go.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::sync::Semaphore;

use super::{Site, router};

/// Bytes of the longest head of a request.
const HEAD_BYTES_MAX: usize = 64 * 1024;
/// Headers of a request at most.
const HEADERS_MAX: usize = 100;
/// How long to wait when the system has no room for another connection.
const BREATH: Duration = Duration::from_millis(100);

/// Answers on `address` until the process is told to stop (Ctrl-C, or `SIGTERM`), then ends the requests in flight.
///
/// `ready` is told the address once connections are taken: the port is chosen by the system where `address` has port 0.
///
/// # Errors
///
/// When the address cannot be listened on, or the system gives no threads.
pub fn run(address: SocketAddr, site: Arc<Site>, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    let runtime = Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await?;
        let stop = stop()?;
        let here = listener.local_addr()?;
        let open = site.current();
        tracing::info!(address = %here, generation = open.generation(), acts = open.index.acts().len(), "serving");
        drop(open);
        ready(here);
        serve(listener, site, stop).await;
        Ok(())
    })
}

/// Answers on `listener` until `stop` is done, then ends the requests in flight.
async fn serve(listener: TcpListener, site: Arc<Site>, stop: impl Future<Output = ()>) {
    let limits = site.options.limits.clone();
    let service = TowerToHyperService::new(router(site));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.head).max_buf_size(HEAD_BYTES_MAX).max_headers(HEADERS_MAX);
    let (room, graceful) = (Arc::new(Semaphore::new(limits.connections)), GracefulShutdown::new());
    let mut stop = std::pin::pin!(stop);
    loop {
        let taken = async {
            let permit = Arc::clone(&room).acquire_owned().await;
            (permit, listener.accept().await)
        };
        let (permit, accepted) = tokio::select! {
            taken = taken => taken,
            () = &mut stop => break,
        };
        let Ok((stream, _)) = accepted else {
            // A caller who is gone already, or too many open files: neither is a reason to stop.
            tokio::time::sleep(BREATH).await;
            continue;
        };
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service.clone()));
        tokio::spawn(async move {
            let _permit = permit;
            // A caller who breaks off has nobody to be told.
            let _ = connection.await;
        });
    }
    drop(listener);
    tracing::info!("stopping: no further request is taken");
    let drained = tokio::time::timeout(limits.drain, graceful.shutdown()).await.is_ok();
    tracing::info!(drained, "stopped");
}

/// Done when the process is told to stop.
fn stop() -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    })
}
