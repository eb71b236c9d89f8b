//! The environments of the functions: the variables that `infra/template.yaml` sets for each of
//! them.
//!
//! [`Env`] has the names that several functions share; a name that only one function reads is here.

mod providers;

use std::fmt::Debug;
use std::time::Duration;

use domain::delivery::budget::Rate;
use domain::ids::IdError;
use domain::{Channel, Priority, UserId};
use lambda::batch::BatchConfig;
use lambda::platform::PlatformConfig;
use lambda::{Config, Env, EnvError, Table};
use ports::Queue;
use queues::QueueUrls;
use store::Tables;

use usecases::ack::DISMISSALS;
use usecases::broadcast::WalkSettings;

pub use providers::{DeliverEmail, DeliverPush, DeliverSms, DeliverTelegram};

/// The longest time that a hop of the canary may take: ten times the time from which
/// `CanaryLateAlarm` counts it as late.
pub const HOP_LIMIT: Duration = Duration::from_secs(10);

/// The longest time that a run of the canary may take. It is shorter than the function's timeout,
/// so that the function can still log the hop at which it stopped.
pub const RUN_LIMIT: Duration = Duration::from_secs(25);

/// The environment of `canary`.
#[derive(Debug)]
pub struct Canary {
    /// The tickets, and the queue that its fills are published to.
    pub platform: PlatformConfig,
    /// The address of the WebSocket API, as a trader's client opens it.
    pub socket_url: String,
    /// The synthetic user, who is not a trader.
    pub user: UserId,
}

impl Config for Canary {
    fn read(env: &Env) -> Result<Self, EnvError> {
        const USER: &str = "USER_ID";
        let user = UserId::parse(env.text(USER)?);
        Ok(Self {
            platform: PlatformConfig::read(env, &[Table::Tickets], &[Queue::Events(Priority::P0)])?,
            socket_url: env.socket_url()?,
            user: user.map_err(|error: IdError| invalid(USER, &error))?,
        })
    }
}

/// The environment of `check-feeds`.
#[derive(Debug)]
pub struct CheckFeeds {
    /// The alerts, and the queue that notices are published to.
    pub platform: PlatformConfig,
    /// The time without ticks after which a symbol's feed is stale.
    pub stale_after: Duration,
}

impl Config for CheckFeeds {
    fn read(env: &Env) -> Result<Self, EnvError> {
        Ok(Self {
            platform: PlatformConfig::read(env, &[Table::Alerts], &[Queue::Events(Priority::P1)])?,
            stale_after: env.seconds("STALE_AFTER_SECONDS")?,
        })
    }
}

/// The environment of `deliver-websocket`.
#[derive(Debug)]
pub struct DeliverWebsocket {
    /// The queue, and the tables.
    pub batch: BatchConfig,
    /// The stage of the WebSocket API.
    pub socket_endpoint: String,
}

impl Config for DeliverWebsocket {
    fn read(env: &Env) -> Result<Self, EnvError> {
        Ok(Self {
            batch: BatchConfig::read(env, env.priority()?, &[Table::Recipients, Table::Inbox], &[])?,
            socket_endpoint: env.socket_endpoint()?,
        })
    }
}

/// The environment of `email-events`: the recipients.
#[derive(Debug)]
pub struct EmailEvents(pub Tables);

impl Config for EmailEvents {
    fn read(env: &Env) -> Result<Self, EnvError> {
        env.tables(&[Table::Recipients]).map(Self)
    }
}

/// The environment of `escalate`: its queue, the tables, and the queues of the channels that are on
/// a ladder in the catalogue or whose messages are repeated. It also sends to its own queue, for the next step.
#[derive(Debug)]
pub struct Escalate(pub BatchConfig);

impl Config for Escalate {
    fn read(env: &Env) -> Result<Self, EnvError> {
        let channels = [Channel::Sms, Channel::Push].map(|channel| Queue::Deliveries(channel, Priority::P0));
        let batch = BatchConfig::read(env, Priority::P0, &[Table::Recipients, Table::Inbox], &channels)?;
        Ok(Self(batch.sending_to_its_own(Queue::Escalate)))
    }
}

/// The environment of `fire-alerts`: its queue, the alerts, and the queue that firings are
/// published to.
#[derive(Debug)]
pub struct FireAlerts(pub BatchConfig);

impl Config for FireAlerts {
    fn read(env: &Env) -> Result<Self, EnvError> {
        let firings = [Queue::Events(Priority::P1)];
        BatchConfig::read(env, Priority::P1, &[Table::Alerts], &firings).map(Self)
    }
}

/// The environment of `release`.
#[derive(Debug)]
pub struct Release {
    /// Its queue, the tables, the queue that reports are published to, and those of the channels on
    /// which deliveries can be deferred. It also sends to its own queue, for the parts of the
    /// schedule.
    pub batch: BatchConfig,
    /// The channels that have a function.
    pub deployed: Vec<Channel>,
}

/// The queues to which deferred notifications are sent, and the variables that name them: a summary
/// has class P1, and a notification that is delivered individually has its own class.
const DEFERRED: [(Channel, Priority, &str); 6] = [
    (Channel::Push, Priority::P1, "PUSH_P1_QUEUE_URL"),
    (Channel::Push, Priority::P2, "PUSH_P2_QUEUE_URL"),
    (Channel::Telegram, Priority::P1, "TELEGRAM_P1_QUEUE_URL"),
    (Channel::Telegram, Priority::P2, "TELEGRAM_P2_QUEUE_URL"),
    (Channel::Email, Priority::P1, "EMAIL_P1_QUEUE_URL"),
    (Channel::Email, Priority::P2, "EMAIL_P2_QUEUE_URL"),
];

impl Config for Release {
    fn read(env: &Env) -> Result<Self, EnvError> {
        let tables = [Table::Recipients, Table::Inbox, Table::Schedule];
        let queues = [Queue::Release, Queue::Events(Priority::P2)];
        // Summaries are sent as P1.
        let mut batch = BatchConfig::read(env, Priority::P1, &tables, &queues)?;
        batch.platform.queues = with_deliveries(env, batch.platform.queues, &DEFERRED)?;
        Ok(Self { batch, deployed: env.channels()? })
    }
}

/// The environment of `route`.
#[derive(Debug)]
pub struct Route {
    /// Its queue, the tables, and the queues that it sends to.
    pub batch: BatchConfig,
    /// The channels that have a function.
    pub deployed: Vec<Channel>,
    /// The stage of the WebSocket API; `None` for P1 and P2, which do not post to sockets
    /// themselves.
    pub socket_endpoint: Option<String>,
}

impl Config for Route {
    fn read(env: &Env) -> Result<Self, EnvError> {
        let priority = env.priority()?;
        let own = |channel| Queue::Deliveries(channel, priority);
        let mut tables = vec![Table::Recipients, Table::Inbox];
        let mut queues = Priority::ALL.map(Queue::Events).to_vec();
        queues.extend([Queue::Rejected, own(Channel::Push), own(Channel::Telegram), own(Channel::Email)]);
        let socket_endpoint = match priority {
            Priority::P0 => {
                // Only a P0 is sent as SMS.
                queues.extend([own(Channel::Sms), Queue::Escalate]);
                Some(env.socket_endpoint()?)
            }
            Priority::P1 | Priority::P2 => {
                // A P0 is never deferred, so it needs no schedule.
                // No broadcast is one.
                tables.extend([Table::Schedule, Table::Broadcasts]);
                queues.extend([own(Channel::Websocket), Queue::Broadcasts]);
                None
            }
        };
        Ok(Self {
            batch: BatchConfig {
                priority,
                queue_url: env.queue_url(Queue::Events(priority))?,
                dead_letter_url: env.dead_letter_queue_url()?,
                platform: PlatformConfig::read(env, &tables, &queues)?,
            },
            deployed: env.channels()?,
            socket_endpoint,
        })
    }
}

/// The environment of `socket-authorize`.
#[derive(Debug)]
pub struct SocketAuthorize {
    /// The tickets, and the recipients.
    pub tables: Tables,
    /// The requirements on a token.
    pub tokens: auth::Settings,
    /// The time for which a connection outlives its token.
    pub token_grace: Duration,
}

impl Config for SocketAuthorize {
    fn read(env: &Env) -> Result<Self, EnvError> {
        Ok(Self {
            tables: env.tables(&[Table::Tickets, Table::Recipients])?,
            tokens: env.token_settings()?,
            token_grace: env.token_grace()?,
        })
    }
}

/// The name of the exchange's Telegram bot, as in its `t.me` address.
const BOT_NAME: &str = "TELEGRAM_BOT_NAME";

/// Reads the queues that a trader's command can send to: security notices, and dismissals on the channels
/// that can take a message back.
fn trader_queues(env: &Env) -> Result<QueueUrls, EnvError> {
    let dismissals = [
        (Channel::Push, DISMISSALS, "PUSH_P1_QUEUE_URL"),
        (Channel::Telegram, DISMISSALS, "TELEGRAM_P1_QUEUE_URL"),
    ];
    with_deliveries(env, env.queues(&[Queue::Events(Priority::P0)])?, &dismissals)
}

/// Adds the queues of these deliveries, each with the variable that names it: for a function that sends those
/// of several classes.
fn with_deliveries(
    env: &Env,
    queues: QueueUrls,
    deliveries: &[(Channel, Priority, &'static str)],
) -> Result<QueueUrls, EnvError> {
    deliveries.iter().try_fold(queues, |queues, (channel, priority, name)| {
        Ok(queues.with(Queue::Deliveries(*channel, *priority), env.http_url(name)?))
    })
}

/// The environment of `socket-command`.
#[derive(Debug)]
pub struct SocketCommand {
    /// All tables.
    pub tables: Tables,
    /// The queues of security notices and of dismissals.
    pub queues: QueueUrls,
    /// The channels that have a function.
    pub deployed: Vec<Channel>,
    /// The stage of the WebSocket API, to which replies are posted.
    pub socket_endpoint: String,
    /// The name of the exchange's Telegram bot.
    pub bot_name: String,
}

impl Config for SocketCommand {
    fn read(env: &Env) -> Result<Self, EnvError> {
        Ok(Self {
            tables: env.tables(&Table::ALL)?,
            queues: trader_queues(env)?,
            deployed: env.channels()?,
            socket_endpoint: env.socket_endpoint()?,
            bot_name: env.text(BOT_NAME)?,
        })
    }
}

/// The environment of `socket-connect`.
#[derive(Debug)]
pub struct SocketConnect {
    /// The recipients, and the record of who is connected.
    pub tables: Tables,
    /// The stage of the WebSocket API, for closing connections beyond the maximum.
    pub socket_endpoint: String,
}

impl Config for SocketConnect {
    fn read(env: &Env) -> Result<Self, EnvError> {
        let tables = env.tables(&[Table::Recipients, Table::Broadcasts])?;
        Ok(Self { tables, socket_endpoint: env.socket_endpoint()? })
    }
}

/// The environment of `socket-disconnect`: the recipients.
#[derive(Debug)]
pub struct SocketDisconnect(pub Tables);

impl Config for SocketDisconnect {
    fn read(env: &Env) -> Result<Self, EnvError> {
        env.tables(&[Table::Recipients]).map(Self)
    }
}

/// The environment of `sync-profile`.
#[derive(Debug)]
pub struct SyncProfile {
    /// Its queue, the tables, and the queue of unreadable messages.
    pub batch: BatchConfig,
    /// The stage of the WebSocket API, for closing connections that are revoked.
    pub socket_endpoint: String,
}

impl Config for SyncProfile {
    fn read(env: &Env) -> Result<Self, EnvError> {
        let tables = [Table::Recipients, Table::Schedule, Table::Broadcasts];
        Ok(Self {
            batch: BatchConfig::read(env, Priority::P2, &tables, &[Queue::Rejected])?,
            socket_endpoint: env.socket_endpoint()?,
        })
    }
}

/// The environment of `walk-broadcasts`.
#[derive(Debug)]
pub struct WalkBroadcasts {
    /// Its queue, the tables, and the queues of the channels. It also sends to its own queue, for the rest of a
    /// shard and the next page of a segment.
    pub batch: BatchConfig,
    /// The channels that have a function, and the rates of their providers.
    pub settings: WalkSettings,
}

impl Config for WalkBroadcasts {
    fn read(env: &Env) -> Result<Self, EnvError> {
        let tables = [Table::Recipients, Table::Inbox, Table::Schedule, Table::Broadcasts];
        let mut batch = BatchConfig::read(env, Priority::P2, &tables, &[])?;
        // A broadcast has class P1 or P2, whatever the queue.
        let sockets = [
            (Channel::Websocket, Priority::P1, "WEBSOCKET_P1_QUEUE_URL"),
            (Channel::Websocket, Priority::P2, "WEBSOCKET_P2_QUEUE_URL"),
        ];
        batch.platform.queues = with_deliveries(env, batch.platform.queues, &sockets)?;
        batch.platform.queues = with_deliveries(env, batch.platform.queues, &DEFERRED)?;
        let rate = |name| env.parse(name).map(|per_second| Rate { per_second });
        let rates = vec![
            (Channel::Push, rate("PUSH_PER_SECOND")?),
            (Channel::Telegram, rate("TELEGRAM_PER_SECOND")?),
            (Channel::Email, rate("EMAIL_PER_SECOND")?),
        ];
        Ok(Self {
            batch: batch.sending_to_its_own(Queue::Broadcasts),
            settings: WalkSettings { deployed: env.channels()?, rates },
        })
    }
}

/// The environment of `watch-prices`: the alerts, and the queues of firings, of jobs for many
/// alerts, and of unreadable ticks.
#[derive(Debug)]
pub struct WatchPrices(pub PlatformConfig);

impl Config for WatchPrices {
    fn read(env: &Env) -> Result<Self, EnvError> {
        let queues = [Queue::Events(Priority::P1), Queue::Fire, Queue::Rejected];
        PlatformConfig::read(env, &[Table::Alerts], &queues).map(Self)
    }
}

/// The environment of `web`.
#[derive(Debug)]
pub struct Web {
    /// All tables.
    pub tables: Tables,
    /// The queues of security notices and of dismissals.
    pub queues: QueueUrls,
    /// The channels that have a function.
    pub deployed: Vec<Channel>,
    /// The stage of the WebSocket API, for the sockets of the user's other devices.
    pub socket_endpoint: String,
    /// The name of the exchange's Telegram bot.
    pub bot_name: String,
    /// The address of the WebSocket API, which a client receives with its ticket.
    pub socket_url: String,
    /// The requirements on a token.
    pub tokens: auth::Settings,
    /// The time for which a connection outlives its token.
    pub token_grace: Duration,
    /// The origins whose pages may request tickets; none by default.
    pub allowed_origins: Vec<String>,
    /// The secret that Telegram sends with each call of the webhook.
    pub webhook_secret_id: String,
    /// The secret with the key that signs the links in e-mails.
    pub link_secret_id: String,
}

impl Config for Web {
    fn read(env: &Env) -> Result<Self, EnvError> {
        Ok(Self {
            tables: env.tables(&Table::ALL)?,
            queues: trader_queues(env)?,
            deployed: env.channels()?,
            socket_endpoint: env.socket_endpoint()?,
            bot_name: env.text(BOT_NAME)?,
            socket_url: env.socket_url()?,
            tokens: env.token_settings()?,
            token_grace: env.token_grace()?,
            allowed_origins: env.list("ALLOWED_ORIGINS"),
            webhook_secret_id: env.text("TELEGRAM_WEBHOOK_SECRET_ID")?,
            link_secret_id: env.link_secret_id()?,
        })
    }
}

fn invalid(name: &'static str, error: &impl ToString) -> EnvError {
    EnvError::Invalid { name, reason: error.to_string() }
}

/// Reads an environment as the binary of this function does, for checks of the template. Returns
/// `None` if there is no such function.
///
/// # Errors
///
/// [`EnvError`]: a variable is missing or cannot be parsed. It is not retryable; an operator has to
/// change the deployment.
pub fn read(function: &str, env: &Env) -> Option<Result<Box<dyn Debug>, EnvError>> {
    fn of<C: Config + 'static>(env: &Env) -> Result<Box<dyn Debug>, EnvError> {
        Ok(Box::new(C::read(env)?))
    }
    Some(match function {
        "canary" => of::<Canary>(env),
        "check-feeds" => of::<CheckFeeds>(env),
        "deliver-email" => of::<DeliverEmail>(env),
        "deliver-push" => of::<DeliverPush>(env),
        "deliver-sms" => of::<DeliverSms>(env),
        "deliver-telegram" => of::<DeliverTelegram>(env),
        "deliver-websocket" => of::<DeliverWebsocket>(env),
        "email-events" => of::<EmailEvents>(env),
        "escalate" => of::<Escalate>(env),
        "fire-alerts" => of::<FireAlerts>(env),
        "release" => of::<Release>(env),
        "route" => of::<Route>(env),
        "socket-authorize" => of::<SocketAuthorize>(env),
        "socket-command" => of::<SocketCommand>(env),
        "socket-connect" => of::<SocketConnect>(env),
        "socket-disconnect" => of::<SocketDisconnect>(env),
        "sync-profile" => of::<SyncProfile>(env),
        "walk-broadcasts" => of::<WalkBroadcasts>(env),
        "watch-prices" => of::<WatchPrices>(env),
        "web" => of::<Web>(env),
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
