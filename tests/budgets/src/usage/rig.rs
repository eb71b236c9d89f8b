//! The fake services with the shipped store and clients, and the flows that use them.

use std::io;
use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use channels::websocket::Gateway;
use costs::Metered;
use domain::delivery::budget::Rate;
use domain::delivery::ledger::Verdict;
use domain::event::data::EventData;
use domain::recipient::contact::{Device, DeviceDetails, DeviceId, DeviceToken, Platform};
use domain::{Channel, Priority, UserId};
use lambda::clients::Limits;
use lambda::clock::SystemClock;
use lambda::telemetry::Metrics;
use ports::{Clock, Devices, NoGateway, NoTelemetry, Outgoing, Parts, Provider, Queue, Sent};
use queues::{QueueUrls, Sqs};
use serde_json::Value;
use store::{DynamoStore, Tables};
use usecases::batch::{Outcome, Record};
use usecases::connect::{self, Caller, CommandContext, FrameLimits};
use usecases::deliver::{CallQuota, ChannelContext, Settings, deliver_external, deliver_websocket};
use usecases::route::route;

use super::bodies::{delivery, device_id};
use crate::calls;
use crate::events::{connection, user};
use crate::fake::aws::{Aws, Call, Units};

/// The response time of DynamoDB or SQS, in ms: the slow end of the usual range.
pub(super) const DATA: u64 = 5;

/// The response time of a post to a connection, in ms.
const POST: u64 = 15;

/// The response time of a provider, in ms.
const PROVIDER: u64 = 200;

/// Processor time of an event, in µs: that of `order_filled` in the release binary, including SDK
/// and runtime.
pub(super) const PROCESSOR: u64 = 430;

/// Memory of route-p0, in MB.
const ROUTE_P0: u64 = 512;

/// Memory of all other functions, in MB: the template's default.
pub(super) const OTHERS: u64 = 256;

/// A provider that accepts everything, and whose messages have a handle or not.
struct Takes {
    has_handle: bool,
}

impl Provider for Takes {
    async fn send(&self, _: &Outgoing<'_>) -> Sent {
        let provider_id = Some("projects/exchange-app/messages/0:1500415314455276%31bd1c96".to_owned());
        Sent { verdict: Verdict::Accepted, status: Some(200), provider_id }
    }

    fn carries_handle(&self, _: &EventData) -> bool {
        self.has_handle
    }
}

/// The services, with users that have one open connection each.
pub(super) struct Rig {
    pub(super) runtime: tokio::runtime::Runtime,
    pub(super) aws: Aws,
    client: aws_sdk_dynamodb::Client,
    pub(super) store: DynamoStore,
    pub(super) gateway: Gateway,
    pub(super) queues: Sqs,
    pub(super) metrics: Metrics,
    /// The usage so far.
    pub(super) used: Metered,
}

pub(super) fn other(error: impl std::fmt::Display) -> io::Error {
    io::Error::other(error.to_string())
}

pub(super) fn id(number: usize) -> io::Result<UserId> {
    UserId::parse(user(number)).map_err(other)
}

impl Rig {
    pub(super) fn new(users: usize) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let aws = Aws::start()?;
        let clients = calls::clients_within(&aws, Limits::TEN_SECONDS)?;
        let named = str::to_owned;
        let tables = Tables {
            recipients: named("recipients"),
            inbox: named("inbox"),
            tickets: named("tickets"),
            allowances: named("allowances"),
            schedule: named("schedule"),
            alerts: named("alerts"),
            broadcasts: named("broadcasts"),
        };
        let url = |name: &str| format!("{}/123456789012/{name}", aws.sqs.url());
        let mut urls = QueueUrls::default()
            .with(Queue::Escalate, url("escalate"))
            .with(Queue::Release, url("release"))
            .with(Queue::Broadcasts, url("broadcasts"));
        for priority in Priority::ALL {
            urls = urls.with(Queue::Events(priority), url(priority.name()));
            for channel in Channel::ALL {
                let queue = Queue::Deliveries(channel, priority);
                urls = urls.with(queue, url(&format!("{}-{}", channel.name(), priority.name())));
            }
        }
        let (client, gateway) = (clients.dynamodb(), clients.gateway(&format!("{}/live", aws.gateway.url())));
        let store = DynamoStore::new(client.clone(), tables);
        let queues = Sqs::new(clients.sqs(), urls);
        let gateway = Gateway::new(gateway);
        let metrics = Metrics::new("Budgets");
        let rig = Self { runtime, aws, client, store, gateway, queues, metrics, used: Metered::default() };
        rig.runtime.block_on(calls::register(&rig.store, users)).map_err(other)?;
        rig.aws.take();
        Ok(rig)
    }

    /// Stores a contact of this channel for each user, as the functions do.
    pub(super) fn contacts(&self, channel: Channel, users: usize) -> io::Result<()> {
        let now = SystemClock.now();
        let text = |text: String| AttributeValue::S(text);
        let number = |number: i64| AttributeValue::N(number.to_string());
        let stated = |value: String, more: &[(&str, &str)]| {
            let more = more.iter().map(|(name, value)| ((*name).to_owned(), text((*value).to_owned())));
            let fields = [("v".to_owned(), text(value)), ("at".to_owned(), number(now.as_millis()))];
            AttributeValue::M(fields.into_iter().chain(more).collect())
        };
        for user_number in 0..users {
            let attributes = match channel {
                Channel::Websocket => Vec::new(),
                Channel::Push => {
                    let device = Device {
                        id: DeviceId::parse(device_id(user_number)).map_err(other)?,
                        token: DeviceToken::parse(&"t".repeat(152)).ok_or_else(|| other("no token"))?,
                        platform: Platform::Ios,
                        language: None,
                        registered_at: now,
                        // That a push was accepted is recorded once in an hour at most.
                        details: DeviceDetails { accepted_at: Some(now), ..DeviceDetails::default() },
                    };
                    let owner = id(user_number)?;
                    let registered = self.store.register_device(&owner, &device, None);
                    self.runtime.block_on(registered).map_err(other)?;
                    Vec::new()
                }
                Channel::Telegram => {
                    let chat = 7_000_000_000 + i64::try_from(user_number).unwrap_or_default();
                    vec![("chat", number(chat)), ("chat_linked_at", number(now.as_millis()))]
                }
                Channel::Email => {
                    vec![("p#email", stated(format!("trader-{user_number:03}@example.com"), &[]))]
                }
                Channel::Sms => {
                    let phone = format!("+4915112345{user_number:03}");
                    vec![("p#phone", stated(phone, &[("country", "DE")]))]
                }
            };
            for (name, value) in attributes {
                let update = self.client.update_item().table_name("recipients");
                let update = update.key("user_id", text(user(user_number))).update_expression("SET #a = :a");
                let update =
                    update.expression_attribute_names("#a", name).expression_attribute_values(":a", value);
                self.runtime.block_on(update.send()).map_err(other)?;
            }
        }
        self.aws.take();
        Ok(())
    }

    /// Adds one invocation of a function with this much memory for this many events: its calls, and
    /// its duration, which includes `waits` ms of waiting for a provider.
    pub(super) fn invocation(&mut self, megabytes: u64, events: usize, waits: u64) -> Units {
        let (calls, units) = self.aws.take();
        // A batch makes the consecutive calls of its events in parallel.
        let chain = if events == 1 { chain(&calls) } else { 0 };
        let processor = (PROCESSOR * events as u64).div_ceil(1_000);
        self.used = Metered {
            invocations: self.used.invocations + 1,
            megabyte_milliseconds: self.used.megabyte_milliseconds + megabytes * (chain + waits + processor),
            ..self.used
        };
        self.count(units);
        units
    }

    pub(super) fn count(&mut self, units: Units) {
        self.used.queue_requests += units.queue_requests;
        self.used.half_reads += units.half_reads;
        self.used.writes += units.writes;
        self.used.posts += units.messages;
        self.used.post_bytes += units.message_bytes;
    }

    fn ports(&self) -> Parts<'_, DynamoStore, Gateway, Sqs, SystemClock, Metrics> {
        Parts {
            store: &self.store,
            gateway: &self.gateway,
            queues: &self.queues,
            clock: &SystemClock,
            telemetry: &self.metrics,
        }
    }

    pub(super) fn ports_without_gateway(
        &self,
    ) -> Parts<'_, DynamoStore, NoGateway, Sqs, SystemClock, Metrics> {
        Parts {
            store: &self.store,
            gateway: &NoGateway,
            queues: &self.queues,
            clock: &SystemClock,
            telemetry: &self.metrics,
        }
    }

    /// Routes a batch of events, each of its own user, and passes their socket deliveries to the
    /// function of the WebSocket.
    pub(super) fn route(&mut self, priority: Priority, bodies: &[String]) -> io::Result<()> {
        let outcomes = self.runtime.block_on(route(&self.ports(), priority, &Channel::ALL, &records(bodies)));
        done(&outcomes)?;
        let megabytes = if priority == Priority::P0 { ROUTE_P0 } else { OTHERS };
        self.invocation(megabytes, bodies.len(), 0);
        // The exchange sends the batch; Lambda receives and deletes it.
        self.used.queue_requests += 3;
        if priority == Priority::P0 {
            return Ok(());
        }
        let deliveries = bodies.iter().map(|body| delivery(body, None)).collect::<io::Result<Vec<_>>>()?;
        let outcomes =
            self.runtime.block_on(deliver_websocket(&self.ports(), priority, &records(&deliveries)));
        done(&outcomes)?;
        self.invocation(OTHERS, bodies.len(), 0);
        self.used.queue_requests += 2;
        Ok(())
    }

    /// Delivers a batch on an external channel.
    pub(super) fn deliver(
        &mut self,
        channel: Channel,
        priority: Priority,
        bodies: &[String],
        has_handle: bool,
    ) -> io::Result<()> {
        let settings = Settings {
            channel,
            priority,
            deployed: Channel::ALL.to_vec(),
            rate: Rate { per_second: 10_000 },
            lease: Duration::from_secs(20),
        };
        let context = ChannelContext {
            platform: &Parts {
                store: &self.store,
                gateway: &Takes { has_handle },
                queues: &self.queues,
                clock: &SystemClock,
                telemetry: &self.metrics,
            },
            random: || 7,
            handle: || Some([7; 16]),
            settings: &settings,
            block: &CallQuota::default(),
        };
        let outcomes = self.runtime.block_on(deliver_external(&context, &records(bodies)));
        done(&outcomes)?;
        self.invocation(OTHERS, bodies.len(), PROVIDER);
        self.used.queue_requests += 2;
        Ok(())
    }

    /// Processes a frame from the first user's device.
    pub(super) fn frame(&mut self, frame: &Value) -> io::Result<()> {
        let caller = Caller {
            user_id: id(0)?,
            connection: connection(0).id,
            closes_at: SystemClock.now().plus(Duration::from_hours(2)),
            issued_at: Some(SystemClock.now()),
        };
        let context = CommandContext {
            platform: &Parts {
                store: &self.store,
                gateway: &self.gateway,
                queues: &self.queues,
                clock: &SystemClock,
                telemetry: &NoTelemetry,
            },
            deployed: &Channel::ALL,
            secret: || None,
            bot_name: "bot",
            limits: &FrameLimits::default(),
        };
        let frame = frame.to_string();
        let answered = connect::command(&context, &caller, &frame);
        self.runtime.block_on(answered).map_err(other)?;
        self.invocation(OTHERS, 1, 0);
        self.used.frames += 1;
        Ok(())
    }
}

/// Returns the milliseconds of the consecutive calls until the last response.
fn chain(calls: &[Call]) -> u64 {
    let Some(end) = calls.iter().map(|call| call.answered).max() else { return 0 };
    calls::chain_before(calls, end).map(|call| if call.operation == calls::POST { POST } else { DATA }).sum()
}

pub(super) fn records(bodies: &[String]) -> Vec<Record<'_>> {
    bodies.iter().map(|body| Record { body, group: None, receive_count: 1 }).collect()
}

pub(super) fn done(outcomes: &[Outcome]) -> io::Result<()> {
    match outcomes.iter().find(|outcome| **outcome != Outcome::Done) {
        None => Ok(()),
        Some(outcome) => Err(other(format!("not done: {outcome:?}"))),
    }
}
