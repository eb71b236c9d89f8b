//! Fakes of the external providers: they record every call and give the answer that the test sets.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::future::pending;

use domain::delivery::ledger::Verdict;
use domain::event::data::EventData;
use domain::recipient::contact::Address;
use domain::routing::plan::Reason;
use domain::{Channel, Time};
use ports::{Dismissal, Dismissed, Outgoing, Provider, Sent};

/// One call that reached a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) channel: Channel,
    /// The token, chat, mailbox or number.
    pub(crate) to: String,
    pub(crate) event: String,
    pub(crate) at: Time,
    /// The provider's id of the message that it replaces.
    pub(crate) replaces: Option<String>,
}

/// The fate of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The provider answers.
    Verdict(Verdict),
    /// The call is not sent: its caller is killed before.
    KilledBefore,
    /// The call is sent, and its caller is killed before the answer.
    KilledAfter,
}

pub(crate) const UNREACHABLE: Answer =
    Answer::Verdict(Verdict::Indeterminate { timed_out: true, retry_after: None });

#[derive(Default)]
pub(crate) struct Providers {
    calls: RefCell<Vec<Call>>,
    /// The texts that were sent to chats.
    texts: RefCell<Vec<String>>,
    /// The handles of the messages that were sent.
    handles: RefCell<Vec<String>>,
    /// The messages that were asked to be taken back.
    dismissals: RefCell<Vec<(Channel, String)>>,
    next: RefCell<BTreeMap<Channel, VecDeque<Answer>>>,
    always: RefCell<BTreeMap<String, Answer>>,
    forbidden: Cell<Option<&'static str>>,
}

fn channel(address: &Address<'_>) -> Channel {
    match address {
        Address::Push(_) => Channel::Push,
        Address::Telegram(_) => Channel::Telegram,
        Address::Email(_) => Channel::Email,
        Address::Sms(_) => Channel::Sms,
    }
}

fn text(address: &Address<'_>) -> String {
    match address {
        Address::Push(device) => device.token.expose().to_owned(),
        Address::Telegram(chat) => chat.expose().to_string(),
        Address::Email(email) => email.expose().to_owned(),
        Address::Sms(phone) => phone.number.expose().to_owned(),
    }
}

fn status(verdict: Verdict) -> Option<u16> {
    match verdict {
        Verdict::Accepted => Some(200),
        Verdict::Gone => Some(404),
        Verdict::Refused => Some(400),
        Verdict::Throttled { .. } => Some(429),
        Verdict::Failed { .. } | Verdict::Indeterminate { timed_out: false, .. } => Some(500),
        Verdict::Indeterminate { timed_out: true, .. } => None,
    }
}

impl Providers {
    /// Sets the answers to the next calls of this channel, in this order; all others are accepted.
    pub(crate) fn answer_next(&self, channel: Channel, answers: impl IntoIterator<Item = Answer>) {
        self.next.borrow_mut().entry(channel).or_default().extend(answers);
    }

    /// Sets the answer to every call to this address, or to this channel by its name. With `None`
    /// they are accepted again.
    pub(crate) fn answer(&self, whom: &str, answer: Option<Answer>) {
        match answer {
            Some(answer) => self.always.borrow_mut().insert(whom.to_owned(), answer),
            None => self.always.borrow_mut().remove(whom),
        };
    }

    /// Refuses every SMS to this country.
    pub(crate) fn forbid(&self, country: &'static str) {
        self.forbidden.set(Some(country));
    }

    fn standing(&self, call: &Call) -> Option<Answer> {
        let always = self.always.borrow();
        always.get(&call.to).or_else(|| always.get(call.channel.name())).copied()
    }

    /// Returns every call so far.
    pub(crate) fn calls(&self) -> Vec<Call> {
        self.calls.borrow().clone()
    }

    /// Returns the texts that were sent to chats so far.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.texts.borrow().clone()
    }

    /// Returns the handles of the messages so far, in their order.
    pub(crate) fn handles(&self) -> Vec<String> {
        self.handles.borrow().clone()
    }

    /// Returns the channels and addresses of the dismissals so far.
    pub(crate) fn dismissals(&self) -> Vec<(Channel, String)> {
        self.dismissals.borrow().clone()
    }

    /// Returns every call so far of a channel.
    pub(crate) fn calls_of(&self, channel: Channel) -> Vec<Call> {
        self.calls().into_iter().filter(|call| call.channel == channel).collect()
    }
}

impl Provider for Providers {
    async fn send(&self, outgoing: &Outgoing<'_>) -> Sent {
        let channel = channel(&outgoing.to);
        let call = Call {
            channel,
            to: text(&outgoing.to),
            event: outgoing.notification.id.to_string(),
            at: outgoing.now,
            replaces: match outgoing.data {
                EventData::Merged(merged) => merged.replaces.clone(),
                _ => None,
            },
        };
        let told = self.next.borrow_mut().get_mut(&channel).and_then(VecDeque::pop_front);
        let answer = told.or_else(|| self.standing(&call)).unwrap_or(Answer::Verdict(Verdict::Accepted));
        if answer == Answer::KilledBefore {
            return pending().await;
        }
        self.calls.borrow_mut().push(call);
        self.handles.borrow_mut().extend(outgoing.ack_handle.map(|handle| handle.expose().to_owned()));
        if channel == Channel::Telegram {
            self.texts.borrow_mut().push(domain::text::telegram(outgoing.data, outgoing.locale).body);
        }
        match answer {
            Answer::KilledBefore | Answer::KilledAfter => pending().await,
            Answer::Verdict(verdict) => Sent {
                verdict,
                status: status(verdict),
                provider_id: (verdict == Verdict::Accepted)
                    .then(|| format!("{channel}-{}", self.calls.borrow().len())),
            },
        }
    }

    async fn dismiss(&self, dismissal: &Dismissal<'_>) -> Dismissed {
        self.dismissals.borrow_mut().push((channel(&dismissal.to), text(&dismissal.to)));
        Dismissed::Done
    }

    fn rejection_reason(&self, to: &Address<'_>) -> Option<Reason> {
        match to {
            Address::Sms(phone) if phone.country.as_deref() == self.forbidden.get() => {
                self.forbidden.get().map(|_| Reason::CountryNotAllowed)
            }
            Address::Sms(_) | Address::Push(_) | Address::Telegram(_) | Address::Email(_) => None,
        }
    }
}
