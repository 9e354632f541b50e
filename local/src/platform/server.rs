//! The platform's HTTP port: the API, and beside it the local pages.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tracing::error;

use super::PlatformError;
use super::control::Control;
use crate::gateway::Gateway;
use crate::pages;
use crate::stop::Stop;

/// The bound port.
#[derive(Debug)]
pub(super) struct Port {
    listeners: Vec<TcpListener>,
    pub(super) number: u16,
}

impl Port {
    /// Binds a loopback port; 0 takes any free one.
    pub(super) async fn bind(port: u16) -> Result<Self, PlatformError> {
        let taken = |source| PlatformError::Port { port, source };
        let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .await
            .map_err(taken)?;
        let number = first.local_addr().map_err(taken)?.port();
        let mut listeners = vec![first];
        // `localhost` may mean either loopback; a machine without IPv6 has only the one.
        listeners.extend(TcpListener::bind((Ipv6Addr::LOCALHOST, number)).await.ok());
        Ok(Self { listeners, number })
    }

    /// Answers until `stop` says so, then finishes what is under way.
    pub(super) async fn serve(self, gateway: Arc<Gateway>, control: Arc<Control>, stop: Stop) {
        let router = pages::router(control).fallback(answer).with_state(gateway);
        let mut servers = JoinSet::new();
        for listener in self.listeners {
            let service = router
                .clone()
                .into_make_service_with_connect_info::<SocketAddr>();
            let mut stop = stop.clone();
            let stopped = async move { stop.stopped().await };
            servers.spawn(async move {
                axum::serve(listener, service)
                    .with_graceful_shutdown(stopped)
                    .await
            });
        }
        while let Some(ended) = servers.join_next().await {
            if let Ok(Err(error)) = ended {
                error!(%error, "the API's port can't be served");
            }
        }
    }
}

async fn answer(
    State(gateway): State<Arc<Gateway>>,
    ConnectInfo(source): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    gateway.answer(source, request).await
}
