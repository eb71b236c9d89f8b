//! Invocations: the shipped use cases and the shipped batch harness, as tasks.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use aws_lambda_events::sqs::{SqsEvent, SqsMessage};
use domain::contact::{ChatId, EmailAddress};
use domain::recipient::Connection;
use domain::{Channel, ConnectionId, Priority, Time, UserId};
use ports::{BatchRead, Queue};
use serde_json::json;
use usecases::Ports;
use usecases::batch::{Outcome, Record};
use usecases::connect::{Caller, CommandPorts, Opened, command, connect, disconnect};
use usecases::contacts::{
    Binding, ProfilePorts, bind_chat, confirm_chat, issue_link_code, retire_mailboxes, sync_profiles,
    unsubscribe,
};
use usecases::deliver::{External, Settings, deliver_external, deliver_websocket};
use usecases::escalate::{Ladder, escalate};
use usecases::planted;
use usecases::release::{ReleasePorts, dispatch, release};
use usecases::route::route;
use usecases::watch::{TickRecord, WatchPorts, fire_alerts, watch_prices};

use crate::contacts::{self, Change};
use crate::edge::{Edge, Outside};
use crate::faults::Fault;
use crate::invariants;
use crate::market::Batch;
use crate::mutants::{self, Mutant};
use crate::profiles;
use crate::queues::{self, Chain, DeadLetter, Kept};
use crate::quotas::MOST_IN_CHAIN;
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
    /// A device sends a frame and hangs up.
    Remote { user: UserId, frame: String },
    /// A trader changes the preferences.
    Prefer { user: UserId, change: Change },
    /// A trader links a conversation with the bot.
    Link { user: UserId, chat: ChatId },
    /// Telegram passes on a code that was said in a conversation, and goes on until it has an answer.
    Say { user: UserId, chat: ChatId, code: String, issued_at: Time },
    /// The conversation's reader says that the account is theirs.
    Confirm { chat: ChatId },
    /// A provider says that a mailbox is dead.
    Bounce { email: EmailAddress },
    /// A minute is over.
    Dispatch,
    /// A trader asks for an alert on this market, or deletes one.
    Ask { user: UserId, market: usize, frame: String },
    /// A shard has ticks.
    Watch(Batch),
    /// A queue has messages.
    Batch { queue: Queue, batch: Vec<Kept> },
}

/// How long an invocation may run that works off no queue.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How long `watch-prices` may run, as in the template.
const WATCH_TIMEOUT: Duration = Duration::from_secs(30);

/// How long a claim holds: longer than its function can run, as in the template.
fn lease(priority: Priority) -> Duration {
    match priority {
        Priority::P0 => Duration::from_secs(8),
        Priority::P1 | Priority::P2 => Duration::from_secs(20),
    }
}

impl Invocation {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Connect { .. } => "connect",
            Self::Disconnect { .. } => "disconnect",
            Self::Command { .. } | Self::Remote { .. } => "command",
            Self::Prefer { .. } => "prefer",
            Self::Link { .. } => "link",
            Self::Say { .. } => "say",
            Self::Confirm { .. } => "confirm",
            Self::Bounce { .. } => "bounce",
            Self::Dispatch => "dispatch",
            Self::Batch { queue, .. } => match queue {
                Queue::Events(_) => "route",
                Queue::Deliveries(..) => "deliver",
                Queue::Escalate => "escalate",
                Queue::Profiles => "sync",
                Queue::Release => "release",
                Queue::Rejected => "rejected",
                Queue::Fire => "fire",
            },
            Self::Ask { .. } => "ask",
            Self::Watch(_) => "watch",
        }
    }

    /// After how long the platform kills it.
    pub(crate) fn timeout(&self) -> Duration {
        match self {
            Self::Batch { queue, .. } => queues::timeout(*queue),
            Self::Connect { .. }
            | Self::Disconnect { .. }
            | Self::Command { .. }
            | Self::Remote { .. }
            | Self::Prefer { .. }
            | Self::Link { .. }
            | Self::Say { .. }
            | Self::Confirm { .. }
            | Self::Bounce { .. }
            | Self::Ask { .. } => TIMEOUT,
            Self::Watch(_) => WATCH_TIMEOUT,
            Self::Dispatch => queues::timeout(Queue::Release),
        }
    }

    /// What the platform does when the invocation dies.
    pub(crate) fn killed(&self, world: &World) {
        if let Self::Connect { socket } = self {
            // The handshake fails; there is no `$disconnect` for it.
            world.sockets.borrow_mut().close(*socket);
        }
        if let Self::Say { .. } = self {
            // Telegram repeats an update that was not answered.
            world.invoked.borrow_mut().push(self.clone());
        }
    }

    /// The work of the invocation `number`.
    pub(crate) fn task(self, world: Rc<World>, number: u64) -> Pin<Box<dyn Future<Output = ()>>> {
        let queue = if let Self::Batch { queue, .. } = &self { Some(*queue) } else { None };
        let edge = Edge::new(world, number, queue);
        match self {
            Self::Connect { socket } => Box::pin(run_connect(edge, socket)),
            Self::Disconnect { socket } => Box::pin(run_disconnect(edge, socket)),
            Self::Command { socket, frame } => Box::pin(run_command(edge, socket, frame)),
            Self::Remote { user, frame } | Self::Ask { user, frame, .. } => {
                Box::pin(run_remote(edge, user, frame))
            }
            Self::Watch(batch) => Box::pin(run_watch(edge, batch)),
            Self::Prefer { user, change } => Box::pin(run_prefer(edge, user, change)),
            Self::Link { user, chat } => Box::pin(run_link(edge, user, chat)),
            Self::Say { user, chat, code, issued_at } => Box::pin(run_say(edge, user, chat, code, issued_at)),
            Self::Confirm { chat } => Box::pin(run_confirm(edge, chat)),
            Self::Bounce { email } => Box::pin(run_bounce(edge, email)),
            Self::Dispatch => Box::pin(run_dispatch(edge)),
            Self::Batch { queue, batch } => Box::pin(run_batch(edge, queue, batch)),
        }
    }
}

async fn run_connect(edge: Edge, number: usize) {
    let world = &edge.world;
    let (user, closes_at) = {
        let sockets = world.sockets.borrow();
        let socket = sockets.get(number);
        (socket.user.clone(), socket.closes_at)
    };
    planted::neighbour(Sockets::id(number));
    let connection =
        Connection { id: Sockets::id(number), registered_at: world.now(), closes_at, issued_at: None };
    let registered = connect(&edge, &edge, &user, connection).await;
    let mut sockets = world.sockets.borrow_mut();
    match registered {
        Ok(Opened::Registered) if sockets.get(number).phase == Phase::Opening => {
            let pause = Duration::from_millis(u64::try_from(world.below(100)).unwrap_or(0));
            sockets.get_mut(number).phase = Phase::Ready(world.now().plus(pause));
        }
        Ok(Opened::Registered) => {}
        Ok(Opened::Revoked) | Err(_) => {
            sockets.close(number);
        }
    }
}

async fn run_disconnect(edge: Edge, number: usize) {
    let user = edge.world.sockets.borrow().get(number).user.clone();
    // The platform tries no second time; a connection that stays registered answers 410.
    let _ = disconnect(&edge, &user, &Sockets::id(number)).await;
}

async fn run_command(edge: Edge, number: usize, frame: String) {
    let caller = {
        let sockets = edge.world.sockets.borrow();
        let socket = sockets.get(number);
        let user_id = socket.user.clone();
        Caller { user_id, connection: Sockets::id(number), closes_at: socket.closes_at, issued_at: None }
    };
    // Without an answer the device asks again.
    perform(&edge, &caller, &frame).await;
}

async fn run_remote(edge: Edge, user_id: UserId, frame: String) {
    let closes_at = edge.world.now().plus(TIMEOUT);
    let caller = Caller { user_id, connection: ConnectionId::new("gone"), closes_at, issued_at: None };
    perform(&edge, &caller, &frame).await;
}

async fn perform(edge: &Edge, caller: &Caller, frame: &str) {
    let ports = CommandPorts {
        store: edge,
        gateway: edge,
        clock: edge,
        deployed: &Channel::ALL,
        secret: || Some(contacts::secret()),
        bot_name: "bot",
        limits: &edge.world.limits,
    };
    let _ = command(&ports, edge, caller, frame).await;
}

async fn run_prefer(edge: Edge, user: UserId, change: Change) {
    // Whoever was not heard has changed nothing.
    if let Change::Unsubscribe(event_type) = change {
        let version = edge.world.store.recipient(&user).version;
        let _ = unsubscribe(&edge, &edge, &user, event_type, version, edge.world.now()).await;
        return;
    }
    let Ok(snapshot) = edge.read(std::slice::from_ref(&user), &[], &[]).await else { return };
    let recipient = snapshot.recipient(&user);
    let preferences = change.of((*recipient.preferences).clone());
    let frame = json!({
        "action": "putPreferences", "requestId": "1", "preferences": preferences, "version": recipient.version,
    });
    run_remote(edge, user, frame.to_string()).await;
}

async fn run_dispatch(edge: Edge) {
    // Should not all parts be there, the next minute's run makes up for it.
    let _ = dispatch(&edge).await;
}

async fn run_link(edge: Edge, user: UserId, chat: ChatId) {
    let issued_at = edge.world.now();
    let Ok(issued) = issue_link_code(&edge, &user, contacts::secret(), issued_at).await else {
        return;
    };
    let said = Invocation::Say { user, chat, code: issued.code, issued_at };
    edge.world.invoked.borrow_mut().push(said);
}

async fn run_say(edge: Edge, user: UserId, chat: ChatId, code: String, issued_at: Time) {
    let world = &edge.world;
    match bind_chat(&edge, &edge, &code, chat, world.now()).await {
        Ok(Binding::BadCode) => invariants::code_is_rightly_bad(world, &user, chat, issued_at),
        Ok(Binding::Unconfirmed(_)) => {
            // Some readers never answer.
            if world.below(8) > 0 {
                world.invoked.borrow_mut().push(Invocation::Confirm { chat });
            }
        }
        Ok(Binding::Confirmed(_)) => {}
        Err(_) => world.invoked.borrow_mut().push(Invocation::Say { user, chat, code, issued_at }),
    }
}

async fn run_confirm(edge: Edge, chat: ChatId) {
    // Without an answer the binding lapses, as if nobody had confirmed it.
    let _ = confirm_chat(&edge, chat, None, edge.world.now()).await;
}

async fn run_bounce(edge: Edge, email: EmailAddress) {
    let _ = retire_mailboxes(&edge, &[email], edge.world.now(), edge.world.now()).await;
}

async fn run_watch(edge: Edge, batch: Batch) {
    let records = batch.records.iter();
    let records: Vec<_> = records
        .map(|record| TickRecord { body: record.body.as_bytes(), arrived_at: record.arrived_at })
        .collect();
    let ports = WatchPorts { store: &edge, queues: &edge, clock: &edge, telemetry: &edge };
    // What failed comes again.
    if watch_prices(&ports, &records).await.is_ok() {
        edge.world.note("watched", edge.number, format_args!("{} from {}", batch.shard, batch.from));
        edge.world.market.borrow_mut().stream.finish(&batch);
    }
}

/// The chain of an invocation that works off these messages of the queue.
fn chain_of(queue: Queue, batch: &[Kept]) -> Chain {
    let mut chain = Chain::new();
    for (of, runs) in batch.iter().flat_map(|kept| &kept.chain) {
        let known = chain.entry(*of).or_default();
        *known = (*known).max(*runs);
    }
    *chain.entry(queue).or_default() += 1;
    chain
}

/// What Lambda does to a function whose loops are not allowed.
fn stop_loops(world: &World, queue: Queue, batch: Vec<Kept>) -> Vec<Kept> {
    let is_loop = |kept: &Kept| kept.chain.get(&queue).is_some_and(|runs| *runs >= MOST_IN_CHAIN);
    let (stopped, rest): (Vec<Kept>, Vec<Kept>) = batch.into_iter().partition(is_loop);
    for kept in stopped {
        let mut queues = world.queues.borrow_mut();
        queues.delete(queue, kept.number);
        let (reason, body) = (String::new(), kept.message.body);
        queues.dead_letters.push(DeadLetter { queue: Some(queue), reason, body });
    }
    rest
}

async fn run_batch(edge: Edge, queue: Queue, mut batch: Vec<Kept>) {
    let world = &edge.world;
    if mutants::is(Mutant::LoopsAreStopped) {
        batch = stop_loops(world, queue, batch);
    }
    *edge.chain.borrow_mut() = chain_of(queue, &batch);
    let mut event = SqsEvent::default();
    event.records = batch.iter().map(message).collect();
    edge.are_first.set(batch.iter().all(|kept| kept.receive_count <= 1));
    let answer =
        lambda::batch::run(&edge, &event, || world.bits(), async |records| work(&edge, queue, records).await)
            .await;
    let Ok(answer) = answer else { return };
    for kept in &batch {
        let id = kept.number.to_string();
        let failed = answer.batch_item_failures.iter().any(|failure| failure.item_identifier == id);
        if failed || world.strikes(Fault::LostDelete) {
            continue;
        }
        invariants::may_be_deleted(&edge, queue, &kept.message.body);
        invariants::no_deaf_socket_is_left(world, queue, &kept.message.body, edge.began);
        invariants::ledger::routed(world, queue, &kept.message.body);
        world.note("done", kept.number, format_args!("{queue:?}"));
        world.queues.borrow_mut().delete(queue, kept.number);
    }
}

async fn work(edge: &Edge, queue: Queue, records: &[Record<'_>]) -> Vec<Outcome> {
    let ports = Ports { store: edge, gateway: edge, queues: edge, clock: edge, telemetry: edge };
    match queue {
        Queue::Events(own) => route(&ports, own, &Channel::ALL, records).await,
        Queue::Deliveries(Channel::Websocket, own) => deliver_websocket(&ports, own, records).await,
        Queue::Deliveries(channel, own) => deliver(edge, queue, (channel, own), records).await,
        Queue::Escalate => {
            let ports = Ladder { store: edge, queues: edge, clock: edge, telemetry: edge };
            escalate(&ports, records).await
        }
        Queue::Profiles => {
            let ports =
                ProfilePorts { store: edge, gateway: edge, queues: edge, clock: edge, telemetry: edge };
            sync_profiles(&ports, profiles::decode, records).await
        }
        Queue::Release => {
            let deployed = &Channel::ALL;
            let ports = ReleasePorts { store: edge, queues: edge, clock: edge, telemetry: edge, deployed };
            release(&ports, records).await
        }
        Queue::Fire => {
            let ports = WatchPorts { store: edge, queues: edge, clock: edge, telemetry: edge };
            fire_alerts(&ports, records).await
        }
        Queue::Rejected => Vec::new(),
    }
}

async fn deliver(
    edge: &Edge,
    queue: Queue,
    (channel, priority): (Channel, Priority),
    records: &[Record<'_>],
) -> Vec<Outcome> {
    let world = &edge.world;
    let rate = world.providers.borrow().rate(channel);
    let deployed = Channel::ALL.to_vec();
    let settings = Settings { channel, priority, deployed, rate, lease: lease(priority) };
    let block = world.take_block(queue);
    let ports = External {
        store: edge,
        provider: &Outside { edge, channel },
        queues: edge,
        clock: edge,
        telemetry: edge,
        random: contacts::chance,
        settings: &settings,
        block: &block,
    };
    let outcomes = deliver_external(&ports, records).await;
    world.put_block(queue, block);
    outcomes
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
