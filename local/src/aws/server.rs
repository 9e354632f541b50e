//! The HTTP server before the services.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::response::Response;
use axum::serve::ListenerExt as _;
use axum::{Router, body::Body};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::Error;
use super::endpoint::Endpoint;

/// How long a shutdown waits for requests under way.
const SHUTDOWN_PATIENCE: Duration = Duration::from_secs(2);

/// A bound port.
pub(super) struct Listener {
    listener: TcpListener,
    pub(super) address: SocketAddr,
}

/// Binds a loopback port; 0 takes any free one.
pub(super) async fn bind(port: u16) -> Result<Listener, Error> {
    let failed = |source| Error::Port { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok(Listener { listener, address })
}

/// The running server.
#[derive(Debug)]
pub(super) struct Server {
    endpoint: Arc<Endpoint>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Server {
    pub(super) fn start(listener: Listener, endpoint: Arc<Endpoint>) -> Self {
        let (stop, stopped) = oneshot::channel::<()>();
        let router = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&endpoint));
        let listener = listener.listener.tap_io(|connection| {
            // Small answers must not wait for more to send; failing to say so only costs time.
            let _ = connection.set_nodelay(true);
        });
        let task = tokio::spawn(async move {
            let served = axum::serve(listener, router)
                .with_graceful_shutdown(async move {
                    let _ = stopped.await;
                })
                .await;
            if let Err(error) = served {
                tracing::error!(%error, "the emulated AWS endpoint stopped");
            }
        });
        Self {
            endpoint,
            stop,
            task,
        }
    }

    /// Stops listening, lets requests finish for a moment, and ends.
    pub(super) async fn stop(self) {
        self.endpoint.interrupt_waits();
        let _ = self.stop.send(());
        let abort = self.task.abort_handle();
        if tokio::time::timeout(SHUTDOWN_PATIENCE, self.task)
            .await
            .is_err()
        {
            abort.abort();
        }
    }
}

async fn answer(State(endpoint): State<Arc<Endpoint>>, request: Request) -> Response<Body> {
    endpoint.answer(request).await
}
