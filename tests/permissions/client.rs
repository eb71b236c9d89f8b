//! A client whose frames the function under test carries out: on a socket, or as requests.

use serde_json::Value;
use support::{Device, Requests};

use crate::inbox::connections;
use crate::probe::Scene;
use crate::trader::Trader;

/// A client of a trader.
pub(crate) enum Client<'a> {
    /// Its frames are carried out by `socket-command`.
    Socket(Box<Device>),
    /// Its frames are carried out by `web`.
    Requests(Requests<'a>),
}

impl<'a> Client<'a> {
    /// Returns a client of this trader.
    pub(crate) async fn of(scene: Scene<'a>, trader: &Trader<'_>) -> Self {
        if scene.function() == "Web" {
            Self::Requests(Requests::of(scene.system, &trader.user))
        } else {
            Self::Socket(Box::new(trader.connect().await))
        }
    }

    /// Sends a frame; returns its reply.
    pub(crate) async fn request(&mut self, frame: Value) -> Value {
        match self {
            Self::Socket(device) => device.request(frame).await,
            Self::Requests(requests) => requests.request(frame).await,
        }
    }

    /// Sends a frame; returns whether it was carried out.
    pub(crate) async fn succeeds(&mut self, frame: Value) -> bool {
        self.request(frame).await["type"] == "reply"
    }

    /// Returns the name under which the trader's only connection is counted. All requests count as one
    /// connection.
    pub(crate) async fn counted_as(&self, trader: &Trader<'_>) -> String {
        match self {
            Self::Socket(_) => {
                let connection = connections(trader.system, &trader.user).await.remove(0);
                connection.trim_start_matches("c#").to_owned()
            }
            Self::Requests(_) => format!("http:{}", trader.user),
        }
    }
}
