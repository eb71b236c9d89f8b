//! The in-memory gateway: open connections, and the frames that each of them received.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet, VecDeque};

use domain::ConnectionId;
use ports::PostError;

/// A fault with which the gateway answers instead of accepting a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The connection is not ready yet, or the gateway reports so.
    Gone,
    /// The gateway throttles the call.
    Throttled,
    /// The gateway refuses the frame.
    Refused,
    /// The gateway does not answer, and the frame is lost.
    TimeoutLost,
    /// The gateway does not answer, but the device receives the frame.
    TimeoutDelivered,
    /// The gateway fails.
    Failed,
}

/// A gateway that keeps the open connections and every frame that reached one.
#[derive(Debug, Default)]
pub struct MemoryGateway {
    open: RefCell<HashSet<ConnectionId>>,
    frames: RefCell<HashMap<ConnectionId, Vec<String>>>,
    faults: RefCell<VecDeque<Fault>>,
    faults_of: RefCell<HashMap<ConnectionId, Fault>>,
    posts: Cell<usize>,
}

impl MemoryGateway {
    /// Opens this connection, as a device does.
    pub fn connect(&self, connection: &ConnectionId) {
        self.open.borrow_mut().insert(connection.clone());
    }

    /// Closes the connection; the frames that it received stay readable.
    pub fn disconnect(&self, connection: &ConnectionId) {
        self.open.borrow_mut().remove(connection);
    }

    /// Whether the connection is open.
    pub fn is_open(&self, connection: &ConnectionId) -> bool {
        self.open.borrow().contains(connection)
    }

    /// Returns the frames that the connection has received so far, in order.
    pub fn frames(&self, connection: &ConnectionId) -> Vec<String> {
        self.frames.borrow().get(connection).cloned().unwrap_or_default()
    }

    /// Returns the number of attempted posts, to all connections and with all results.
    pub fn posts(&self) -> usize {
        self.posts.get()
    }

    /// Makes the next posts, to any connection, fail with these faults in turn.
    pub fn answer_next(&self, faults: impl IntoIterator<Item = Fault>) {
        self.faults.borrow_mut().extend(faults);
    }

    /// Makes every post to this connection fail with this fault, until a call with `None`.
    pub fn answer(&self, connection: &ConnectionId, fault: Option<Fault>) {
        match fault {
            Some(fault) => self.faults_of.borrow_mut().insert(connection.clone(), fault),
            None => self.faults_of.borrow_mut().remove(connection),
        };
    }

    fn fault(&self, connection: &ConnectionId) -> Option<Fault> {
        let next = self.faults.borrow_mut().pop_front();
        next.or_else(|| self.faults_of.borrow().get(connection).copied())
    }

    fn keep(&self, connection: &ConnectionId, frame: &str) {
        self.frames.borrow_mut().entry(connection.clone()).or_default().push(frame.to_owned());
    }
}

impl ports::Gateway for MemoryGateway {
    async fn post(&self, connection: &ConnectionId, frame: &str) -> Result<(), PostError> {
        self.posts.set(self.posts.get() + 1);
        let fault = self.fault(connection);
        match fault {
            Some(Fault::Throttled) => Err(PostError::Throttled),
            Some(Fault::Refused) => Err(PostError::Refused { status: Some(413) }),
            Some(Fault::TimeoutLost) => Err(PostError::Timeout),
            Some(Fault::TimeoutDelivered) => {
                if self.is_open(connection) {
                    self.keep(connection, frame);
                }
                Err(PostError::Timeout)
            }
            Some(Fault::Failed) => Err(PostError::Failed { status: Some(500) }),
            None if self.is_open(connection) => {
                self.keep(connection, frame);
                Ok(())
            }
            Some(Fault::Gone) | None => Err(PostError::Gone),
        }
    }

    async fn close(&self, connection: &ConnectionId) -> Result<(), PostError> {
        self.disconnect(connection);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ports::Gateway;

    #[tokio::test]
    async fn only_an_open_connection_gets_frames() {
        let gateway = MemoryGateway::default();
        let connection = ConnectionId::new("c");
        assert!(matches!(gateway.post(&connection, "a").await, Err(PostError::Gone)));
        gateway.connect(&connection);
        gateway.post(&connection, "b").await.unwrap();
        gateway.close(&connection).await.unwrap();
        gateway.close(&connection).await.unwrap();
        assert!(matches!(gateway.post(&connection, "c").await, Err(PostError::Gone)));
        assert_eq!(gateway.frames(&connection), ["b"]);
        assert_eq!(gateway.posts(), 3);
    }

    #[tokio::test]
    async fn a_frame_can_arrive_without_a_confirmation() {
        let gateway = MemoryGateway::default();
        let connection = ConnectionId::new("c");
        gateway.connect(&connection);
        gateway.answer_next([Fault::TimeoutDelivered, Fault::TimeoutLost]);
        assert!(matches!(gateway.post(&connection, "a").await, Err(PostError::Timeout)));
        assert!(matches!(gateway.post(&connection, "b").await, Err(PostError::Timeout)));
        gateway.answer(&connection, Some(Fault::Throttled));
        assert!(matches!(gateway.post(&connection, "c").await, Err(PostError::Throttled)));
        gateway.answer(&connection, None);
        gateway.post(&connection, "d").await.unwrap();
        assert_eq!(gateway.frames(&connection), ["a", "d"]);
    }
}
