//! Invocations: the shipped use cases and the shipped batch harness, as tasks.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use aws_lambda_events::sqs::{SqsEvent, SqsMessage};
use ports::Queue;
use usecases::Ports;
use usecases::connect::{Caller, CommandPorts, command, connect, disconnect};
use usecases::deliver::deliver_websocket;
use usecases::planted;
use usecases::route::route;

use crate::edge::Edge;
use crate::faults::Fault;
use crate::invariants;
use crate::queues::Kept;
use crate::sockets::{Phase, Sockets};
use crate::world::World;

/// Something that the platform invokes a function for.
#[derive(Debug, Clone)]
pub(crate) enum Invocation {
    /// A device knocks.
    Connect { socket: usize },
    /// A connection has closed.
    Disconnect { socket: usize },
    /// A device has sent a frame.
    Command { socket: usize, frame: String },
    /// A queue has messages.
    Batch { queue: Queue, batch: Vec<Kept> },
}

impl Invocation {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Connect { .. } => "connect",
            Self::Disconnect { .. } => "disconnect",
            Self::Command { .. } => "command",
            Self::Batch { queue: Queue::Events(_), .. } => "route",
            Self::Batch { .. } => "deliver",
        }
    }

    /// What the platform does when the invocation dies.
    pub(crate) fn killed(&self, world: &World) {
        if let Self::Connect { socket } = self {
            // The handshake fails; there is no `$disconnect` for it.
            world.sockets.borrow_mut().close(*socket);
        }
    }

    pub(crate) fn task(self, world: Rc<World>) -> Pin<Box<dyn Future<Output = ()>>> {
        match self {
            Self::Connect { socket } => Box::pin(run_connect(world, socket)),
            Self::Disconnect { socket } => Box::pin(run_disconnect(world, socket)),
            Self::Command { socket, frame } => Box::pin(run_command(world, socket, frame)),
            Self::Batch { queue, batch } => Box::pin(run_batch(world, queue, batch)),
        }
    }
}

async fn run_connect(world: Rc<World>, number: usize) {
    let edge = Edge { world: world.clone(), queue: None };
    let (user, closes_at) = {
        let sockets = world.sockets.borrow();
        let socket = sockets.get(number);
        (socket.user.clone(), socket.closes_at)
    };
    planted::neighbour(Sockets::id(number));
    let registered = connect(&edge, &edge, &user, Sockets::id(number), closes_at, world.now()).await;
    let mut sockets = world.sockets.borrow_mut();
    match registered {
        Ok(()) if sockets.get(number).phase == Phase::Opening => {
            let pause = Duration::from_millis(u64::try_from(world.below(100)).unwrap_or(0));
            sockets.get_mut(number).phase = Phase::Ready(world.now().plus(pause));
        }
        Ok(()) => {}
        Err(_) => {
            sockets.close(number);
        }
    }
}

async fn run_disconnect(world: Rc<World>, number: usize) {
    let edge = Edge { world: world.clone(), queue: None };
    let user = world.sockets.borrow().get(number).user.clone();
    // The platform tries no second time; a connection that stays registered answers 410.
    let _ = disconnect(&edge, &user, &Sockets::id(number)).await;
}

async fn run_command(world: Rc<World>, number: usize, frame: String) {
    let edge = Edge { world: world.clone(), queue: None };
    let caller = {
        let sockets = world.sockets.borrow();
        let socket = sockets.get(number);
        Caller { user_id: socket.user.clone(), connection: Sockets::id(number), closes_at: socket.closes_at }
    };
    let ports = CommandPorts { store: &edge, gateway: &edge, clock: &edge };
    // Without an answer the device asks again.
    let _ = command(&ports, &caller, &frame).await;
}

async fn run_batch(world: Rc<World>, queue: Queue, batch: Vec<Kept>) {
    let edge = Edge { world: world.clone(), queue: Some(queue) };
    let mut event = SqsEvent::default();
    event.records = batch.iter().map(message).collect();
    let ports = Ports { store: &edge, gateway: &edge, queues: &edge, clock: &edge, telemetry: &edge };
    let began = world.now();
    let answer = lambda::batch::run(
        &edge,
        &event,
        || world.bits(),
        async |records| match queue {
            Queue::Events(own) => route(&ports, own, records).await,
            Queue::Websocket(own) => deliver_websocket(&ports, own, records).await,
            Queue::Rejected => Vec::new(),
        },
    )
    .await;
    let Ok(answer) = answer else { return };
    for kept in &batch {
        let id = kept.number.to_string();
        let failed = answer.batch_item_failures.iter().any(|failure| failure.item_identifier == id);
        if failed || world.strikes(Fault::LostDelete) {
            continue;
        }
        invariants::may_be_deleted(&world, queue, &kept.message.body);
        invariants::no_deaf_socket_is_left(&world, queue, &kept.message.body, began);
        world.note("done", kept.number, format_args!("{queue:?}"));
        world.queues.borrow_mut().delete(queue, kept.number);
    }
}

fn message(kept: &Kept) -> SqsMessage {
    let mut message = SqsMessage::default();
    message.message_id = Some(kept.number.to_string());
    message.receipt_handle = Some(kept.number.to_string());
    message.body = Some(kept.message.body.clone());
    message.attributes.insert("ApproximateReceiveCount".to_owned(), kept.receive_count.to_string());
    if let Some(group) = &kept.message.group {
        message.attributes.insert("MessageGroupId".to_owned(), group.clone());
    }
    message
}
