//! Invocations of the functions.

use std::time::Duration;

use domain::{Channel, ConnectionId, Time, UserId};
use lambda::batch::plan::{Wait, wait};
use ports::{Clock as _, NoGateway, NoTelemetry, Parts, Queue};
use serde_json::{Value, json};
use usecases::batch::{Outcome, Record};
use usecases::connect::{Caller, CommandContext, command};
use usecases::deliver::{ChannelContext, Settings, deliver_external, deliver_websocket};
use usecases::route::route;
use usecases::watch::{TickRecord, fire_alerts, watch_prices};

use super::{
    BATCH, COMMANDS, EMAIL_RATE, Ended, Function, Happening, Instance, QueuedMessage, RECORDS, World,
};
use crate::contacts::{chance, handle};
use crate::neighbours::effects::Effects;
use crate::neighbours::timed::Timed;
use crate::neighbours::{CALL, DECODE, DEPLOYED, OVERHEAD, abuser, concurrency, neighbours_connection};

impl World {
    /// Begins the invocations for which there is work and capacity.
    pub(super) fn invoke(&mut self) {
        if !self.records.is_empty()
            && let Some(instance) = self.instance(Function::Watch, 1)
        {
            let most = self.records.len().min(RECORDS);
            let records: Vec<_> = self.records.drain(..most).collect();
            self.watch(&records, instance);
        }
        while !self.frames.is_empty() {
            let Some(instance) = self.instance(Function::Command, COMMANDS) else { break };
            if let Some((user, frame)) = self.frames.pop_front() {
                self.command(&user, frame, instance);
            }
        }
        let queues: Vec<Queue> = self.queues.keys().copied().collect();
        for queue in queues {
            while self.queues.get(&queue).is_some_and(|kept| !kept.is_empty()) {
                let Some(instance) = self.instance(Function::Of(queue), concurrency(queue)) else { break };
                let kept = self.queues.entry(queue).or_default();
                let most = kept.len().min(BATCH);
                let batch: Vec<QueuedMessage> = kept.drain(..most).collect();
                self.work(queue, batch, instance);
            }
        }
    }

    /// Takes an idle instance of a function, if there is one.
    fn instance(&mut self, function: Function, most: usize) -> Option<Instance> {
        self.idle.entry(function).or_insert_with(|| (0..most).map(|_| Instance::default()).collect()).pop()
    }

    fn end(
        &mut self,
        function: Function,
        effects: Effects,
        more: Duration,
        again: Vec<(QueuedMessage, Duration)>,
        instance: Instance,
    ) {
        let at = effects.timeline.now().plus(OVERHEAD + more);
        let ended = Box::new(Ended { effects, again, instance });
        self.plan(at, Happening::Ends(function, ended));
    }

    /// Returns the time of the store's calls since `before` of them were made, one after another.
    fn calls_since(&self, before: u64) -> Duration {
        CALL * u32::try_from(self.store.calls() - before).unwrap_or(u32::MAX)
    }

    fn watch(&mut self, records: &[(String, Time)], instance: Instance) {
        let bytes: usize = records.iter().map(|(record, _)| record.len()).sum();
        let decoded_at = self.now.plus(DECODE * u32::try_from(bytes).unwrap_or(u32::MAX));
        let effects = Effects::at(decoded_at);
        let store = Timed { store: &self.store, timeline: &effects.timeline };
        let ports = Parts {
            store: &store,
            gateway: &NoGateway,
            queues: &effects,
            clock: &effects,
            telemetry: &effects,
        };
        let records: Vec<_> = records
            .iter()
            .map(|(record, arrived_at)| TickRecord { body: record.as_bytes(), arrived_at: *arrived_at })
            .collect();
        let watched = effects.run(watch_prices(&ports, &records));
        assert_eq!(watched, Ok(()), "without faults no batch comes again");
        for (at, queue, message) in effects.messages.take() {
            self.sent(at, queue, message);
        }
        self.end(Function::Watch, effects, Duration::ZERO, Vec::new(), instance);
    }

    fn command(&mut self, user: &UserId, mut frame: Value, instance: Instance) {
        let connection = if *user == abuser() {
            ConnectionId::new(format!("abuser-{}", self.abusers))
        } else {
            neighbours_connection()
        };
        if frame.get("requestId").is_none() {
            frame["requestId"] = json!("x");
        }
        let closes_at = self.start.plus(Duration::from_hours(2));
        let caller = Caller { user_id: user.clone(), connection, closes_at, issued_at: Some(self.start) };
        let (effects, before) = (Effects::at(self.now), self.store.calls());
        let context = CommandContext {
            platform: &Parts {
                store: &self.store,
                gateway: &effects,
                queues: &effects,
                clock: &effects,
                telemetry: &NoTelemetry,
            },
            deployed: &DEPLOYED,
            secret: || {
                let mut secret = [0; 32];
                secret.fill_with(|| fastrand::u8(..));
                Some(secret)
            },
            bot_name: "bot",
            limits: &instance.limits,
        };
        let answered = effects.run(command(&context, &caller, &frame.to_string()));
        assert!(answered.is_ok(), "{answered:?}");
        let more = self.calls_since(before);
        self.end(Function::Command, effects, more, Vec::new(), instance);
    }

    fn work(&mut self, queue: Queue, mut batch: Vec<QueuedMessage>, instance: Instance) {
        for kept in &mut batch {
            kept.receive_count += 1;
        }
        let (effects, before) = (Effects::at(self.now), self.store.calls());
        let records: Vec<_> = batch
            .iter()
            .map(|kept| Record {
                body: &kept.body,
                group: kept.group.as_deref(),
                receive_count: kept.receive_count,
            })
            .collect();
        let ports = Parts {
            store: &self.store,
            gateway: &effects,
            queues: &effects,
            clock: &effects,
            telemetry: &effects,
        };
        let outcomes = match queue {
            Queue::Events(priority) => effects.run(route(&ports, priority, &DEPLOYED, &records)),
            Queue::Deliveries(Channel::Websocket, priority) => {
                effects.run(deliver_websocket(&ports, priority, &records))
            }
            Queue::Deliveries(channel, priority) => {
                let (deployed, lease) = (DEPLOYED.to_vec(), Duration::from_secs(20));
                let settings = Settings { channel, priority, deployed, rate: EMAIL_RATE, lease };
                let external = ChannelContext {
                    platform: &ports,
                    random: chance,
                    handle: || Some(handle()),
                    settings: &settings,
                    block: &instance.block,
                };
                effects.run(deliver_external(&external, &records))
            }
            Queue::Fire => effects.run(fire_alerts(&ports, &records)),
            Queue::Escalate | Queue::Release | Queue::Profiles | Queue::Broadcasts | Queue::Rejected => {
                vec![Outcome::Done; records.len()]
            }
        };
        let mut again = Vec::new();
        for (kept, outcome) in batch.into_iter().zip(outcomes) {
            match outcome {
                Outcome::Done => {}
                Outcome::DeadLetter { reason } => panic!("{queue:?} gave {} up: {reason}", kept.body),
                Outcome::Retry { after, .. } => {
                    let (seconds, receive_count) = match wait(after, kept.receive_count, chance()) {
                        Wait::Hidden(seconds) => (seconds, kept.receive_count),
                        Wait::Copied(seconds) => (seconds, 0),
                    };
                    let kept = QueuedMessage { receive_count, ..kept };
                    again.push((kept, Duration::from_secs(u64::from(seconds))));
                }
            }
        }
        let more = self.calls_since(before);
        self.end(Function::Of(queue), effects, more, again, instance);
    }
}
