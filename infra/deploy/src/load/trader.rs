//! One of the traders: it listens and acks.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use domain::UserId;
use serde_json::{Value, json};
use store::DynamoStore;
use synthetic::{Device, Error, Hop, issue};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval, timeout};

use super::tally::Tally;

/// The interval between two acks of a device; each acks everything received since the last one.
const ACK_INTERVAL: Duration = Duration::from_millis(250);
/// The maximum number of ids in an ack frame.
const MAX_ACKED: usize = 100;
/// The longest time that opening a WebSocket, or the answer to a hello, may take.
const ANSWER_LIMIT: Duration = Duration::from_secs(20);
/// Reconnects of one trader after which the load has failed.
const MAX_RECONNECTS: u32 = 5;
/// The time that a device about to disconnect waits for frames in transit.
const LAST_FRAMES: Duration = Duration::from_millis(300);

/// The parameters of a WebSocket connection.
pub(crate) struct Way<'a> {
    pub(crate) tickets: &'a DynamoStore,
    pub(crate) socket_url: &'a str,
    /// The longest time that a connection may stay open.
    pub(crate) connection_limit: Duration,
}

/// A trader with an open WebSocket.
pub(crate) struct Trader<'a> {
    way: &'a Way<'a>,
    user: UserId,
    device: Device,
    unacked: Vec<String>,
}

impl<'a> Trader<'a> {
    /// Opens a WebSocket of this user and says hello.
    pub(crate) async fn open(way: &'a Way<'a>, user: UserId) -> Result<Self, Error> {
        let mut device = connect(way, &user).await?;
        // Notifications left over from another run are not counted. An event that is published
        // after the reply is posted to this socket.
        let hello = device.request(json!({"action": "hello"}));
        let late = |_| Error::TimedOut { hop: Hop::Hello, limit: ANSWER_LIMIT };
        timeout(ANSWER_LIMIT, hello).await.map_err(late)??;
        Ok(Self { way, user, device, unacked: Vec::new() })
    }

    /// The trader's user.
    pub(crate) fn user(&self) -> &UserId {
        &self.user
    }

    /// Counts and acks what arrives until `is_over` changes; then asks once more for pending
    /// notifications and disconnects. Reopens a WebSocket that ends.
    ///
    /// # Errors
    ///
    /// The WebSocket cannot be opened again, or has ended more than `MAX_RECONNECTS` times.
    pub(crate) async fn listen(
        mut self,
        tally: &RefCell<Tally>,
        mut is_over: watch::Receiver<bool>,
    ) -> Result<(), Error> {
        let mut acks = interval(ACK_INTERVAL);
        acks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut reconnects = 0;
        loop {
            let went_on = tokio::select! {
                frame = self.device.next() => frame.map(|frame| self.take(&frame, tally)),
                _ = acks.tick() => self.ack().await,
                _ = is_over.changed() => return self.leave(tally).await,
            };
            match went_on {
                Ok(()) => {}
                Err(error) if reconnects == MAX_RECONNECTS => return Err(error),
                Err(_) => {
                    reconnects += 1;
                    tally.borrow_mut().reconnects += 1;
                    self.device = connect(self.way, &self.user).await?;
                    // The reply brings the notifications that were missed in between.
                    self.device.send(json!({"action": "hello"})).await?;
                }
            }
        }
    }

    /// Records a frame by its type.
    fn take(&mut self, frame: &Value, tally: &RefCell<Tally>) {
        let text = |field: &str| frame.get(field).and_then(Value::as_str);
        let is_ours = |id: &&str| tally.borrow_mut().come(id, Instant::now());
        match text("type") {
            Some("notification") => self.unacked.extend(text("id").filter(is_ours).map(str::to_owned)),
            Some("error") if text("code") == Some("too_many_requests") => tally.borrow_mut().throttles += 1,
            _ => {}
        }
    }

    /// Acks unacked notifications, up to the limit of one frame.
    async fn ack(&mut self) -> Result<(), Error> {
        if self.unacked.is_empty() {
            return Ok(());
        }
        let ids: Vec<_> = self.unacked.drain(..self.unacked.len().min(MAX_ACKED)).collect();
        self.device.send(json!({"action": "ack", "ids": ids})).await.map(drop)
    }

    /// Asks for pending notifications, which are those that were not posted here, counts them, acks
    /// everything and closes the WebSocket.
    async fn leave(mut self, tally: &RefCell<Tally>) -> Result<(), Error> {
        if tally.borrow().lost() > 0 {
            let hello = self.device.send(json!({"action": "hello"})).await?;
            let answered = async {
                loop {
                    let frame = self.device.next().await?;
                    self.take(&frame, tally);
                    if frame.get("requestId").and_then(Value::as_str) == Some(&hello) {
                        return Ok::<_, Error>(());
                    }
                }
            };
            // A notification that does not arrive by now counts as lost.
            let _ = timeout(ANSWER_LIMIT, answered).await;
        }
        while !self.unacked.is_empty() {
            self.ack().await?;
        }
        let last = async {
            while let Ok(frame) = self.device.next().await {
                self.take(&frame, tally);
            }
        };
        let _ = timeout(LAST_FRAMES, last).await;
        let _ = timeout(ANSWER_LIMIT, self.device.close()).await;
        Ok(())
    }
}

/// Opens a WebSocket with a new ticket.
async fn connect(way: &Way<'_>, user: &UserId) -> Result<Device, Error> {
    let opened = async {
        let ticket = issue(way.tickets, user, way.connection_limit).await?;
        Device::connect(way.socket_url, &ticket).await
    };
    let late = |_| Error::TimedOut { hop: Hop::Connect, limit: ANSWER_LIMIT };
    timeout(ANSWER_LIMIT, opened).await.map_err(late)?
}
