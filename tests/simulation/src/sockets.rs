//! The gateway's connections.

use std::collections::VecDeque;
use std::time::Duration;

use domain::{ConnectionId, Time, UserId};

/// The state of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// `$connect` runs, or its answer is on its way: posts are answered 410.
    Opening,
    /// The handshake ends at this time.
    Ready(Time),
    /// Frames reach the device.
    Open,
    /// The device has disconnected, but the gateway has not noticed.
    Dead,
    /// Posts are answered 410.
    Closed,
}

/// A connection.
#[derive(Debug)]
pub(crate) struct Socket {
    pub(crate) user: UserId,
    pub(crate) device: usize,
    pub(crate) closes_at: Time,
    pub(crate) phase: Phase,
    /// The time at which it was last put into the store.
    pub(crate) registered_at: Option<Time>,
    /// Frames that the gateway has accepted and the device has not received.
    pub(crate) on_the_way: VecDeque<String>,
    /// Whether the device has not yet learned that the connection is closed.
    pub(crate) closing: bool,
}

/// All connections of the run.
#[derive(Debug, Default)]
pub(crate) struct Sockets {
    all: Vec<Socket>,
    /// The numbers of the connections that can still deliver frames or a close.
    alive: Vec<usize>,
}

impl Sockets {
    pub(crate) fn open(&mut self, user: UserId, device: usize, closes_at: Time) -> usize {
        let phase = Phase::Opening;
        let (registered_at, on_the_way, closing) = (None, VecDeque::new(), false);
        self.all.push(Socket { user, device, closes_at, phase, registered_at, on_the_way, closing });
        self.alive.push(self.all.len() - 1);
        self.all.len() - 1
    }

    pub(crate) fn id(number: usize) -> ConnectionId {
        ConnectionId::new(format!("c{number}="))
    }

    pub(crate) fn number(id: &ConnectionId) -> usize {
        id.as_str().trim_matches(['c', '=']).parse().unwrap_or(usize::MAX)
    }

    /// Returns the number of a connection that the gateway has ever had.
    pub(crate) fn known(id: &ConnectionId) -> Option<usize> {
        Some(Self::number(id)).filter(|number| *number != usize::MAX)
    }

    pub(crate) fn get(&self, number: usize) -> &Socket {
        &self.all[number]
    }

    pub(crate) fn get_mut(&mut self, number: usize) -> &mut Socket {
        &mut self.all[number]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &Socket)> {
        self.all.iter().enumerate()
    }

    /// Returns the connections that can still deliver frames or a close, in their order.
    pub(crate) fn alive(&self) -> impl Iterator<Item = (usize, &Socket)> {
        self.alive.iter().map(|number| (*number, &self.all[*number]))
    }

    /// Opens the connections whose handshake has ended.
    pub(crate) fn let_in(&mut self, now: Time) {
        let all = &mut self.all;
        self.alive.retain(|number| {
            let socket = &mut all[*number];
            if matches!(socket.phase, Phase::Ready(at) if at <= now) {
                socket.phase = Phase::Open;
            }
            socket.phase != Phase::Closed || !socket.on_the_way.is_empty()
        });
    }

    /// Delays the end of handshakes by a jump of the clock.
    pub(crate) fn put_off(&mut self, ahead: Duration) {
        for socket in &mut self.all {
            if let Phase::Ready(at) = &mut socket.phase {
                *at = at.plus(ahead);
            }
        }
    }

    /// Returns the time at which the next handshake ends.
    pub(crate) fn next_ready(&self) -> Option<Time> {
        let ready = self.alive().filter_map(|(_, socket)| match socket.phase {
            Phase::Ready(at) => Some(at),
            Phase::Opening | Phase::Open | Phase::Dead | Phase::Closed => None,
        });
        ready.min()
    }

    /// Closes a connection from the server's side. Returns whether it was open.
    pub(crate) fn close(&mut self, number: usize) -> bool {
        let socket = &mut self.all[number];
        let was_open = socket.phase != Phase::Closed;
        socket.closing |= matches!(socket.phase, Phase::Open | Phase::Ready(_) | Phase::Opening);
        socket.phase = Phase::Closed;
        was_open
    }
}
