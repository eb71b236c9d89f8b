//! The gateway, the queues and the rate limits.

use std::time::Duration;

use domain::delivery::budget::{BurstKey, Counter, MinuteTotals};
use domain::delivery::pause::{Destination, DestinationPause, Pauses};
use domain::{Channel, ConnectionId, Time};
use lambda::batch::source::{DeadLetter, Source};
use ports::{Enqueue, Gateway, Message, PortError, PostError, Queue, RateLimits};

use super::SimPorts;
use crate::coverage::Coverage;
use crate::exchange;
use crate::faults::Fault;
use crate::functions::Invocation;
use crate::invariants::{self, limits, providers, quiet};
use crate::mutants::{self, Mutant};
use crate::queues;
use crate::quotas::{MAX_IN_CHAIN, Table};
use crate::sockets::{Phase, Sockets};

/// The longest delay of a message. SQS refuses a longer one.
const MAX_DELAY: Duration = Duration::from_mins(15);

impl SimPorts {
    fn must_have_legal_delay(&self, message: &Message) {
        if message.delay > MAX_DELAY {
            self.world.violated(format!("a message is to be hidden for {:?}", message.delay));
        }
    }

    fn send(&self, queue: Queue, message: Message) {
        self.must_have_legal_delay(&message);
        let (now, chain) = (self.world.now(), self.chain.borrow());
        if chain.values().any(|runs| *runs > MAX_IN_CHAIN) {
            self.world.saw(Coverage::LongChain);
        }
        self.world.queues.borrow_mut().send_in_chain(queue, message, now, &chain);
    }
}

impl Enqueue for SimPorts {
    async fn enqueue(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        if queue != Queue::Release {
            return self.send_all(queue, messages).await;
        }
        // Parts of the schedule without users are left out, since they would be found empty.
        let are_inhabited: Vec<bool> =
            messages.iter().map(|message| self.world.has_users(&message.body)).collect();
        let parts = messages.into_iter().zip(&are_inhabited).filter(|(_, is_inhabited)| **is_inhabited);
        let mut sent = self.send_all(queue, parts.map(|(message, _)| message).collect()).await.into_iter();
        let result = |is_inhabited: bool| if is_inhabited { sent.next() } else { None };
        are_inhabited.into_iter().map(result).map(|sent| sent.unwrap_or(Ok(()))).collect()
    }
}

impl SimPorts {
    /// Whether a mutant reports messages to this queue as sent although they are not.
    fn passes_on_unseen(&self, queue: Queue) -> bool {
        let is_passed_on = matches!(queue, Queue::Events(_) | Queue::Rejected);
        mutants::is(Mutant::PassedOnUnseen) && is_passed_on && matches!(self.queue, Some(Queue::Events(_)))
    }

    async fn send_all(&self, queue: Queue, messages: Vec<Message>) -> Vec<Result<(), PortError>> {
        let count = messages.len();
        // The bodies have the characters themselves, which the use cases escape.
        let as_they_are = |message: &Message| {
            let body = message.body.replace("\\ufffe", "\u{fffe}").replace("\\uffff", "\u{ffff}");
            Message { body, ..message.clone() }
        };
        if mutants::is(Mutant::RefusalFailsCall)
            && let Some(refused) =
                messages.iter().map(as_they_are).find_map(|message| ::queues::memory::refusal(&message))
        {
            return (0..count).map(|_| Err(refused.clone())).collect();
        }
        let sent = self.call::<Vec<Result<(), PortError>>>(async || {
            let send = |message: Message| {
                if self.world.injects(Fault::PartialSend) {
                    return Err(PortError::Unavailable("not taken".into()));
                }
                self.must_have_legal_delay(&message);
                let message = ::queues::memory::taken(&message)?;
                exchange::noticed(&self.world, queue, &message.body);
                self.send(queue, message);
                Ok(())
            };
            Ok(messages.into_iter().map(send).collect())
        });
        match sent.await {
            Ok(results) if self.passes_on_unseen(queue) => results.iter().map(|_| Ok(())).collect(),
            Ok(results) => results,
            Err(_) if self.passes_on_unseen(queue) => (0..count).map(|_| Ok(())).collect(),
            Err(error) => (0..count).map(|_| Err(PortError::Unavailable(error.to_string()))).collect(),
        }
    }
}

impl Gateway for SimPorts {
    async fn post(&self, connection: &ConnectionId, frame: &str) -> Result<(), PostError> {
        self.pause().await;
        let Some(number) = Sockets::known(connection) else { return Err(PostError::Gone) };
        if !self.world.takes_request() {
            return Err(PostError::Throttled);
        }
        let is_silent = self.world.injects(Fault::PostTimeout);
        if is_silent && self.world.coin() {
            return Err(PostError::Timeout);
        }
        if self.world.injects(Fault::PostFailed) {
            let failures = [PostError::Throttled, PostError::Failed { status: Some(500) }];
            return Err(failures.into_iter().nth(self.world.below(2)).unwrap_or(PostError::Throttled));
        }
        let answer = {
            let mut sockets = self.world.sockets.borrow_mut();
            let socket = sockets.get_mut(number);
            invariants::frame_belongs(&self.world, &socket.user, frame);
            invariants::envelope::posted(&self.world, &socket.user, frame);
            invariants::frame_is_not_superseded(self, &socket.user, frame);
            quiet::posted(self, &socket.user, frame);
            match socket.phase {
                Phase::Open => {
                    socket.on_the_way.push_back(frame.to_owned());
                    Ok(())
                }
                Phase::Dead => Ok(()),
                Phase::Opening | Phase::Ready(_) => {
                    self.world.tally.count(Fault::NotReady);
                    Err(PostError::Gone)
                }
                Phase::Closed => Err(PostError::Gone),
            }
        };
        self.world.note("post", u64::try_from(number).unwrap_or(0), format_args!("{answer:?} {frame}"));
        self.pause().await;
        if is_silent { Err(PostError::Timeout) } else { answer }
    }

    async fn close(&self, connection: &ConnectionId) -> Result<(), PostError> {
        self.pause().await;
        if self.world.injects(Fault::CloseFailed) {
            return Err(PostError::Throttled);
        }
        if mutants::is(Mutant::CloseOnlyAnswers) {
            return Ok(());
        }
        let Some(number) = Sockets::known(connection) else { return Err(PostError::Gone) };
        let was_open = self.world.sockets.borrow_mut().close(number);
        self.world.note("close", u64::try_from(number).unwrap_or(0), format_args!("was open: {was_open}"));
        if was_open && !self.world.injects(Fault::LostDisconnect) {
            self.world.invoked.borrow_mut().push(Invocation::Disconnect { socket: number });
        }
        self.pause().await;
        Ok(())
    }
}

impl Source for SimPorts {
    async fn postpone(&self, receipt_handle: &str, seconds: u32) -> Result<(), PortError> {
        self.call(async || {
            let until = self.world.now().plus(Duration::from_secs(u64::from(seconds)));
            if let (Some(queue), Ok(number)) = (self.queue, receipt_handle.parse()) {
                self.world.queues.borrow_mut().postpone(queue, number, until);
            }
            Ok(())
        })
        .await
    }

    async fn copy(&self, body: &str, group: Option<&str>, seconds: u32) -> Result<(), PortError> {
        self.call(async || {
            let delay = Duration::from_secs(u64::from(seconds));
            let message = Message { body: body.to_owned(), group: group.map(str::to_owned), delay };
            if let Some(queue) = self.queue {
                self.send(queue, message);
            }
            self.copied.borrow_mut().push(body.to_owned());
            Ok(())
        })
        .await
    }

    async fn dead_letter(&self, letter: &DeadLetter<'_>) -> Result<(), PortError> {
        self.call(async || {
            let (reason, body) = (letter.reason.to_owned(), letter.body.to_owned());
            let letter = queues::DeadLetter { queue: self.queue, reason, body };
            self.world.queues.borrow_mut().dead_letters.push(letter);
            Ok(())
        })
        .await
    }
}

impl RateLimits for SimPorts {
    async fn add(&self, counter: &Counter, by: u32) -> Result<u32, PortError> {
        if let Counter::Recipient { .. } = counter {
            limits::asked(&self.world, counter, None);
            if mutants::is(Mutant::RecipientsNotCounted) {
                return self.call(async || Ok(by)).await;
            }
        }
        let effect = async || {
            let all = self.world.store.add(counter, by).await?;
            if let Counter::Recipient { .. } = counter {
                limits::answered(&self.world, counter, MinuteTotals { all, of_burst: 0 });
            }
            Ok(all)
        };
        self.write((Table::RateLimits, &format!("{counter:?}"), 1), effect).await
    }

    async fn add_to_burst(&self, counter: &Counter, burst: BurstKey) -> Result<MinuteTotals, PortError> {
        limits::asked(&self.world, counter, Some(burst));
        if mutants::is(Mutant::RecipientsNotCounted) {
            return self.call(async || Ok(MinuteTotals { all: 1, of_burst: 1 })).await;
        }
        let effect = async || {
            let totals = self.world.store.add_to_burst(counter, burst).await?;
            if mutants::is(Mutant::BurstsNotCounted) {
                return Ok(MinuteTotals { of_burst: 1, ..totals });
            }
            if mutants::is(Mutant::BurstsNotApart) {
                return Ok(MinuteTotals { of_burst: totals.all, ..totals });
            }
            limits::answered(&self.world, counter, totals);
            Ok(totals)
        };
        self.write((Table::RateLimits, &format!("{counter:?}"), 1), effect).await
    }

    async fn pauses(&self, provider: Channel) -> Result<Pauses, PortError> {
        if self.second.get().is_none() {
            // The use case takes from this allowance first when it takes the calls of the current second.
            self.second.set(Some(self.world.now().as_seconds()));
        }
        self.call(async || {
            self.world.read(Table::RateLimits, provider.name(), 1)?;
            if mutants::is(Mutant::BackoffForgotten) {
                return Ok(Pauses::default());
            }
            self.world.store.pauses(provider).await
        })
        .await
    }

    async fn pause(&self, provider: Channel, until: Time) -> Result<(), PortError> {
        let shared = self.write((Table::RateLimits, provider.name(), 1), async || {
            if mutants::is(Mutant::BackoffForgotten) {
                return Ok(());
            }
            let paused = self.world.store.pause(provider, until).await;
            providers::all_are_paused_rightly(self, provider, until);
            providers::shared(self, provider, None, until);
            paused
        });
        let shared = shared.await;
        if shared.is_err() {
            providers::could_not_share(self, provider);
        }
        shared
    }

    async fn pause_destination(
        &self,
        provider: Channel,
        to: &Destination,
        pause: DestinationPause,
        now: Time,
    ) -> Result<Pauses, PortError> {
        let shared = self.write((Table::RateLimits, provider.name(), 1), async || {
            if mutants::is(Mutant::BackoffForgotten) {
                return Ok(Pauses::default());
            }
            let paused = self.world.store.pause_destination(provider, to, pause, now).await;
            providers::shared(self, provider, Some(to), pause.until);
            paused
        });
        let shared = shared.await;
        if shared.is_err() {
            providers::could_not_share(self, provider);
        }
        shared
    }
}
