//! Invocations: the shipped use cases and the shipped batch harness, as tasks.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use aws_lambda_events::sqs::{SqsEvent, SqsMessage};
use domain::delivery::handle::AckHandle;
use domain::recipient::Connection;
use domain::recipient::contact::{ChatId, EmailAddress};
use domain::{Channel, Priority, Time, UserId};
use ports::{BatchRead, Connections, NoGateway, NoTelemetry, Parts, Queue};
use serde_json::json;
use usecases::ack::ack_by_handle;
use usecases::batch::{Outcome, Record};
use usecases::broadcast::{WalkSettings, walk};
use usecases::connect::{Caller, CommandContext, Opened, command, connect, disconnect};
use usecases::contacts::{
    Binding, bind_chat, confirm_chat, issue_link_code, retire_mailboxes, sync_profiles, unsubscribe,
};
use usecases::deliver::{ChannelContext, Settings, deliver_external, deliver_websocket};
use usecases::escalate::escalate;
use usecases::release::{ReleaseContext, dispatch, release};
use usecases::route::route;
use usecases::watch::{TickRecord, fire_alerts, watch_prices};

use crate::contacts::{self, Change};
use crate::coverage::Coverage;
use crate::faults::Fault;
use crate::market::Batch;
use crate::mutants::{self, Mutant};
use crate::queues::{self, Chain, DeadLetter, QueuedMessage};
use crate::quotas::MAX_IN_CHAIN;
use crate::sim_ports::{Outside, SimPorts};
use crate::sockets::{Phase, Sockets};
use crate::world::World;
use crate::{invariants, profiles};

/// An event for which the platform invokes a function.
#[derive(Debug, Clone)]
pub(crate) enum Invocation {
    /// A device opens a connection.
    Connect { socket: usize },
    /// A connection has closed.
    Disconnect { socket: usize },
    /// A device has sent a frame.
    Command { socket: usize, frame: String },
    /// A device connects, sends a frame and disconnects.
    Remote { user: UserId, frame: String },
    /// A trader changes the preferences.
    Prefer { user: UserId, change: Change },
    /// A trader links a conversation with the bot.
    Link { user: UserId, chat: ChatId },
    /// Telegram passes on a code that was written in a conversation, and repeats it until it is answered.
    Say { user: UserId, chat: ChatId, code: String, issued_at: Time },
    /// The reader of the conversation confirms that the account is theirs.
    Confirm { chat: ChatId },
    /// A trader acks by the handle of a message.
    Acknowledge { handle: AckHandle },
    /// A provider reports that a mailbox does not exist.
    Bounce { email: EmailAddress },
    /// The minute's run of `dispatch`.
    Dispatch,
    /// A trader creates or deletes an alert on this market.
    Ask { user: UserId, market: usize, frame: String },
    /// A shard has ticks.
    Watch(Batch),
    /// A queue has messages.
    Batch { queue: Queue, batch: Vec<QueuedMessage> },
}

/// The timeout of an invocation that processes no queue.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The timeout of `watch-prices`, as in the template.
const WATCH_TIMEOUT: Duration = Duration::from_secs(30);

/// Returns the lease of a claim: longer than its function's timeout, as in the template.
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
            Self::Acknowledge { .. } => "acknowledge",
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
                Queue::Broadcasts => "broadcasts",
            },
            Self::Ask { .. } => "ask",
            Self::Watch(_) => "watch",
        }
    }

    /// Returns the time after which the platform kills it.
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
            | Self::Acknowledge { .. }
            | Self::Bounce { .. }
            | Self::Ask { .. } => TIMEOUT,
            Self::Watch(_) => WATCH_TIMEOUT,
            Self::Dispatch => queues::timeout(Queue::Release),
        }
    }

    /// Performs what the platform does when the invocation dies.
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

    /// Returns the task of the invocation `number`.
    pub(crate) fn task(self, world: Rc<World>, number: u64) -> Pin<Box<dyn Future<Output = ()>>> {
        let queue = if let Self::Batch { queue, .. } = &self { Some(*queue) } else { None };
        let sim_ports = SimPorts::new(world, number, queue);
        match self {
            Self::Connect { socket } => Box::pin(run_connect(sim_ports, socket)),
            Self::Disconnect { socket } => Box::pin(run_disconnect(sim_ports, socket)),
            Self::Command { socket, frame } => Box::pin(run_command(sim_ports, socket, frame)),
            Self::Remote { user, frame } | Self::Ask { user, frame, .. } => {
                Box::pin(run_remote(sim_ports, user, frame))
            }
            Self::Watch(batch) => Box::pin(run_watch(sim_ports, batch)),
            Self::Prefer { user, change } => Box::pin(run_prefer(sim_ports, user, change)),
            Self::Link { user, chat } => Box::pin(run_link(sim_ports, user, chat)),
            Self::Say { user, chat, code, issued_at } => {
                Box::pin(run_say(sim_ports, user, chat, code, issued_at))
            }
            Self::Confirm { chat } => Box::pin(run_confirm(sim_ports, chat)),
            Self::Acknowledge { handle } => Box::pin(run_acknowledge(sim_ports, handle)),
            Self::Bounce { email } => Box::pin(run_bounce(sim_ports, email)),
            Self::Dispatch => Box::pin(run_dispatch(sim_ports)),
            Self::Batch { queue, batch } => Box::pin(run_batch(sim_ports, queue, batch)),
        }
    }
}

async fn run_connect(sim_ports: SimPorts, number: usize) {
    let world = &sim_ports.world;
    let (user, closes_at) = {
        let sockets = world.sockets.borrow();
        let socket = sockets.get(number);
        (socket.user.clone(), socket.closes_at)
    };
    let connection =
        Connection { id: Sockets::id(number), registered_at: world.now(), closes_at, issued_at: None };
    let registered = connect(&sim_ports, &sim_ports, &user, connection).await;
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

async fn run_disconnect(sim_ports: SimPorts, number: usize) {
    let user = sim_ports.world.sockets.borrow().get(number).user.clone();
    if mutants::is(Mutant::DisconnectByUser) {
        for connection in &sim_ports.world.store.recipient(&user).connections {
            let _ = sim_ports.remove(&user, &connection.id).await;
        }
    }
    // The platform does not retry; a connection that stays registered answers 410.
    let _ = disconnect(&sim_ports, &user, &Sockets::id(number)).await;
}

async fn run_command(sim_ports: SimPorts, number: usize, frame: String) {
    let caller = {
        let sockets = sim_ports.world.sockets.borrow();
        let socket = sockets.get(number);
        let user_id = socket.user.clone();
        Caller { user_id, connection: Sockets::id(number), closes_at: socket.closes_at, issued_at: None }
    };
    // Without an answer the device sends the request again.
    perform(&sim_ports, &caller, &frame).await;
}

async fn run_remote(sim_ports: SimPorts, user_id: UserId, frame: String) {
    let closes_at = sim_ports.world.now().plus(TIMEOUT);
    let caller = Caller::of_request(user_id, closes_at, None);
    perform(&sim_ports, &caller, &frame).await;
}

async fn perform(sim_ports: &SimPorts, caller: &Caller, frame: &str) {
    let context = CommandContext {
        platform: &Parts {
            store: sim_ports,
            gateway: sim_ports,
            queues: sim_ports,
            clock: sim_ports,
            telemetry: &NoTelemetry,
        },
        deployed: &Channel::ALL,
        secret: || Some(contacts::secret()),
        bot_name: "bot",
        limits: &sim_ports.world.limits,
    };
    let _ = command(&context, caller, frame).await;
}

async fn run_prefer(sim_ports: SimPorts, user: UserId, change: Change) {
    // A request that failed has changed nothing.
    if let Change::Unsubscribe(event_type) = change {
        let version = sim_ports.world.store.recipient(&user).version;
        let _ = unsubscribe(&sim_ports, &sim_ports, &user, event_type, version, sim_ports.world.now()).await;
        return;
    }
    let Ok(snapshot) = sim_ports.read(std::slice::from_ref(&user), &[], &[]).await else { return };
    let recipient = snapshot.recipient(&user);
    let preferences = change.of((*recipient.preferences).clone());
    let frame = json!({
        "action": "putPreferences", "requestId": "1", "preferences": preferences, "version": recipient.version,
    });
    run_remote(sim_ports, user, frame.to_string()).await;
}

async fn run_acknowledge(sim_ports: SimPorts, handle: AckHandle) {
    let platform = Parts {
        store: &sim_ports,
        gateway: &NoGateway,
        queues: &sim_ports,
        clock: &sim_ports,
        telemetry: &NoTelemetry,
    };
    let Ok(Some(ack)) = ack_by_handle(&platform, &handle).await else { return };
    let world = &sim_ports.world;
    world.saw(Coverage::AckedByHandle);
    let known = world.facts.borrow_mut().answered.insert(handle.expose().to_owned(), ack.clone());
    match known {
        None if world.coin() => {
            // Some press twice, and some callbacks come twice.
            world.invoked.borrow_mut().push(Invocation::Acknowledge { handle });
        }
        Some(first) if first != ack => {
            world.violated(format!("3: a press is answered by {ack:?}, and the first one was by {first:?}"));
        }
        None | Some(_) => {}
    }
}

async fn run_dispatch(sim_ports: SimPorts) {
    // If some messages could not be sent, the next minute's run sends them.
    let _ = dispatch(&sim_ports).await;
}

async fn run_link(sim_ports: SimPorts, user: UserId, chat: ChatId) {
    let issued_at = sim_ports.world.now();
    let Ok(issued) = issue_link_code(&sim_ports, &user, None, contacts::secret(), issued_at).await else {
        return;
    };
    let said = Invocation::Say { user, chat, code: issued.code, issued_at };
    sim_ports.world.invoked.borrow_mut().push(said);
}

async fn run_say(sim_ports: SimPorts, user: UserId, chat: ChatId, code: String, issued_at: Time) {
    let world = &sim_ports.world;
    match bind_chat(&sim_ports, &sim_ports, &code, chat, world.now()).await {
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

async fn run_confirm(sim_ports: SimPorts, chat: ChatId) {
    // Without an answer the link request expires, as if it had not been confirmed.
    let _ = confirm_chat(&sim_ports, chat, None, sim_ports.world.now()).await;
}

async fn run_bounce(sim_ports: SimPorts, email: EmailAddress) {
    let _ = retire_mailboxes(&sim_ports, &[email], sim_ports.world.now(), sim_ports.world.now()).await;
}

async fn run_watch(sim_ports: SimPorts, batch: Batch) {
    let records = batch.records.iter();
    let records: Vec<_> = records
        .map(|record| TickRecord { body: record.body.as_bytes(), arrived_at: record.arrived_at })
        .collect();
    let ports = Parts {
        store: &sim_ports,
        gateway: &NoGateway,
        queues: &sim_ports,
        clock: &sim_ports,
        telemetry: &sim_ports,
    };
    // A batch that failed is read again.
    if watch_prices(&ports, &records).await.is_ok() {
        sim_ports.world.note(
            "watched",
            sim_ports.number,
            format_args!("{} from {}", batch.shard, batch.from),
        );
        sim_ports.world.market.borrow_mut().stream.finish(&batch);
    }
}

/// Returns the chain of an invocation that processes these messages of the queue.
fn chain_of(queue: Queue, batch: &[QueuedMessage]) -> Chain {
    let mut chain = Chain::new();
    for (of, runs) in batch.iter().flat_map(|kept| &kept.chain) {
        let known = chain.entry(*of).or_default();
        *known = (*known).max(*runs);
    }
    *chain.entry(queue).or_default() += 1;
    chain
}

/// Stops recursive loops, as Lambda does for a function whose loops are not allowed.
fn stop_loops(world: &World, queue: Queue, batch: Vec<QueuedMessage>) -> Vec<QueuedMessage> {
    let is_loop = |kept: &QueuedMessage| kept.chain.get(&queue).is_some_and(|runs| *runs >= MAX_IN_CHAIN);
    let (stopped, rest): (Vec<QueuedMessage>, Vec<QueuedMessage>) = batch.into_iter().partition(is_loop);
    for kept in stopped {
        let mut queues = world.queues.borrow_mut();
        queues.delete(queue, kept.number);
        let (reason, body) = (String::new(), kept.message.body);
        queues.dead_letters.push(DeadLetter { queue: Some(queue), reason, body });
    }
    rest
}

async fn run_batch(sim_ports: SimPorts, queue: Queue, mut batch: Vec<QueuedMessage>) {
    let world = &sim_ports.world;
    if mutants::is(Mutant::LoopsAreStopped) {
        batch = stop_loops(world, queue, batch);
    }
    *sim_ports.chain.borrow_mut() = chain_of(queue, &batch);
    let mut event = SqsEvent::default();
    event.records = batch.iter().map(message).collect();
    sim_ports.are_first.set(batch.iter().all(|kept| kept.receive_count <= 1));
    let answer = lambda::batch::run(
        &sim_ports,
        &event,
        || world.bits(),
        async |records| work(&sim_ports, queue, records).await,
    )
    .await;
    let Ok(answer) = answer else { return };
    for kept in &batch {
        let id = kept.number.to_string();
        let failed = answer.batch_item_failures.iter().any(|failure| failure.item_identifier == id);
        if failed || world.injects(Fault::LostDelete) {
            continue;
        }
        invariants::may_be_deleted(&sim_ports, queue, &kept.message.body);
        invariants::no_deaf_socket_is_left(world, queue, &kept.message.body, sim_ports.began);
        invariants::ledger::routed(world, queue, &kept.message.body);
        world.note("done", kept.number, format_args!("{queue:?}"));
        world.queues.borrow_mut().delete(queue, kept.number);
    }
}

async fn work(sim_ports: &SimPorts, queue: Queue, records: &[Record<'_>]) -> Vec<Outcome> {
    let ports = Parts {
        store: sim_ports,
        gateway: sim_ports,
        queues: sim_ports,
        clock: sim_ports,
        telemetry: sim_ports,
    };
    match queue {
        Queue::Events(own) => {
            let outcomes = route(&ports, own, &Channel::ALL, records).await;
            let are_acknowledged = mutants::is(Mutant::WholeBatchAcknowledged);
            if are_acknowledged { vec![Outcome::Done; records.len()] } else { outcomes }
        }
        Queue::Deliveries(Channel::Websocket, own) => deliver_websocket(&ports, own, records).await,
        Queue::Deliveries(channel, own) => deliver(sim_ports, queue, (channel, own), records).await,
        Queue::Escalate => escalate(&ports, records).await,
        Queue::Profiles => sync_profiles(&ports, profiles::decode, records).await,
        Queue::Release => {
            let context = ReleaseContext { platform: &ports, deployed: &Channel::ALL };
            release(&context, records).await
        }
        Queue::Fire => fire_alerts(&ports, records).await,
        Queue::Broadcasts => {
            let rate = |channel| (channel, sim_ports.world.providers.borrow().rate(channel));
            let rates = [Channel::Push, Channel::Telegram, Channel::Email].map(rate).to_vec();
            walk(&ports, &WalkSettings { deployed: Channel::ALL.to_vec(), rates }, records).await
        }
        Queue::Rejected => Vec::new(),
    }
}

async fn deliver(
    sim_ports: &SimPorts,
    queue: Queue,
    (channel, priority): (Channel, Priority),
    records: &[Record<'_>],
) -> Vec<Outcome> {
    let world = &sim_ports.world;
    let rate = world.providers.borrow().rate(channel);
    let deployed = Channel::ALL.to_vec();
    let settings = Settings { channel, priority, deployed, rate, lease: lease(priority) };
    let block = world.take_block(queue);
    let context = ChannelContext {
        platform: &Parts {
            store: sim_ports,
            gateway: &Outside { sim_ports, channel },
            queues: sim_ports,
            clock: sim_ports,
            telemetry: sim_ports,
        },
        random: contacts::chance,
        handle: || Some(contacts::handle()),
        settings: &settings,
        block: &block,
    };
    let outcomes = deliver_external(&context, records).await;
    world.put_block(queue, block);
    outcomes
}

fn message(kept: &QueuedMessage) -> SqsMessage {
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
