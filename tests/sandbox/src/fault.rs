//! Faults: requests to a provider of the sandbox to fail.

use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::json::BadRequest;
use crate::outbox::Channel;

/// A response by which a provider refuses.
///
/// | | FCM | its token endpoint | Telegram |
/// |---|---|---|---|
/// | `401` | UNAUTHENTICATED, the access token has expired | `invalid_client` | Unauthorized |
/// | `403` | `SENDER_ID_MISMATCH` | `access_denied` | bot was blocked by the user |
/// | `unregistered` | 404 UNREGISTERED | 400 `invalid_grant`, no such account | 400 chat not found |
/// | `invalid_argument` | 400, not a valid registration token | 400 `invalid_grant`, wrong signature | 400, about the text |
/// | `429` | `QUOTA_EXCEEDED`, of the project or, with `to`, of the device; `Retry-After` if asked for | `rate_limit_exceeded`, likewise | `retry_after`, 5 unless asked for |
/// | `500` | INTERNAL | `internal_failure` | Internal Server Error |
/// | `503` | UNAVAILABLE, `Retry-After` if asked for | `temporarily_unavailable`, likewise | Service Unavailable |
/// | `third_party_auth_error` | 401 `THIRD_PARTY_AUTH_ERROR`: APNs refuses the project's certificate | as `401` | as `401` |
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// `401`
    Unauthorized,
    /// `403`
    Forbidden,
    /// `unregistered`
    Unregistered,
    /// `invalid_argument`
    InvalidArgument,
    /// `429`
    TooManyRequests,
    /// `500`
    InternalError,
    /// `503`
    Unavailable,
    /// `third_party_auth_error`
    ThirdPartyAuth,
}

/// A kind of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The message is refused, see [`Refusal`].
    Refusal(Refusal),
    /// `503_delivered`: a message that would have been accepted is accepted, but the response is
    /// that of `503`.
    UnavailableDelivered,
    /// `hang`: no response until the caller gives up, the faults are deleted or 60 s have passed.
    /// The message is not accepted.
    Hang,
    /// `reset`: the connection is reset once the request was read; with HTTP/2, only the stream.
    /// The message is not accepted.
    Reset,
    /// `garbage`: 200 with a body that is not JSON, as of a proxy that responds for the provider.
    /// The message is not accepted.
    Garbage,
}

/// The effect of a fault on a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It fails.
    Failure(Failure),
    /// `latency`: the response comes later. The message is handled, and in the outbox, at once.
    Latency(Duration),
}

impl From<Refusal> for Kind {
    fn from(refusal: Refusal) -> Self {
        Failure::Refusal(refusal).into()
    }
}

impl From<Failure> for Kind {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

const FAILURES: [(&str, Failure); 12] = [
    ("401", Failure::Refusal(Refusal::Unauthorized)),
    ("403", Failure::Refusal(Refusal::Forbidden)),
    ("unregistered", Failure::Refusal(Refusal::Unregistered)),
    ("invalid_argument", Failure::Refusal(Refusal::InvalidArgument)),
    ("429", Failure::Refusal(Refusal::TooManyRequests)),
    ("500", Failure::Refusal(Refusal::InternalError)),
    ("503", Failure::Refusal(Refusal::Unavailable)),
    ("third_party_auth_error", Failure::Refusal(Refusal::ThirdPartyAuth)),
    ("503_delivered", Failure::UnavailableDelivered),
    ("hang", Failure::Hang),
    ("reset", Failure::Reset),
    ("garbage", Failure::Garbage),
];
const LATENCY: &str = "latency";
/// The longest latency; `hang` covers longer ones.
const LONGEST: Duration = Duration::from_mins(1);

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            // The table contains all failures.
            Self::Failure(failure) => {
                FAILURES.iter().find(|(_, known)| *known == failure).map_or("", |(name, _)| name)
            }
            Self::Latency(_) => LATENCY,
        }
    }
}

/// A fault: the calls that fail, and how they fail. As JSON, for `POST /faults`:
/// `{"channel","kind","to"?,"retryAfter"?,"count"?,"seconds"?,"milliseconds"?}`.
///
/// If several match, the one that was added first applies; a latency adds to a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The provider whose calls fail.
    pub channel: Channel,
    /// The effect on a call.
    pub kind: Kind,
    /// The only token, account or chat whose calls fail; `None` for all.
    pub to: Option<String>,
    /// Seconds after which the caller may retry; for `429`, `503` and `503_delivered`.
    pub retry_after: Option<u64>,
    /// The number of calls that fail. Without it: one, or with [`seconds`](Self::seconds) all
    /// within that time.
    pub count: Option<u64>,
    /// The seconds for which the fault applies; without it, until `count` calls have failed.
    pub seconds: Option<u64>,
}

/// The reason why a JSON object is not a valid fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct BadFault {
    /// The field.
    pub field: String,
    /// The fault in the field.
    pub message: String,
    missing: bool,
}

impl From<BadFault> for BadRequest {
    fn from(bad: BadFault) -> Self {
        if bad.missing { Self::missing(&bad.field) } else { Self::field(&bad.field, bad.message) }
    }
}

impl Fault {
    /// Returns a fault that makes the next call to `channel` fail.
    pub fn new(channel: Channel, kind: impl Into<Kind>) -> Self {
        Self { channel, kind: kind.into(), to: None, retry_after: None, count: None, seconds: None }
    }

    /// Parses the body of `POST /faults`.
    ///
    /// # Errors
    ///
    /// [`BadFault`]: a field is missing, unknown or has an invalid value; not retryable.
    pub fn from_json(object: &Map<String, Value>) -> Result<Self, BadFault> {
        const FIELDS: [&str; 7] = ["channel", "kind", "to", "retryAfter", "count", "seconds", "milliseconds"];
        let bad =
            |field: &str, message: String| BadFault { field: field.to_owned(), message, missing: false };
        if let Some(field) = object.keys().find(|field| !FIELDS.contains(&field.as_str())) {
            return Err(bad(field, format!("there is no field {field}: only {}", FIELDS.join(", "))));
        }
        let field = |name: &str| object.get(name).filter(|value| !value.is_null());
        let text = |name: &str| match field(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            // A chat's id, or the kind 429.
            Some(Value::Number(number)) => Ok(Some(number.to_string())),
            Some(_) => Err(bad(name, format!("{name} is no text"))),
        };
        let number = |name: &str, least: u64| match field(name).map(Value::as_u64) {
            None => Ok(None),
            Some(Some(number)) if number >= least => Ok(Some(number)),
            Some(_) => Err(bad(name, format!("{name} is no whole number of at least {least}"))),
        };
        let needed = |name: &str| {
            let missing =
                BadFault { field: name.to_owned(), message: format!("{name} is missing"), missing: true };
            text(name)?.ok_or(missing)
        };
        let channel = needed("channel")?;
        let channel = Channel::ALL
            .into_iter()
            .find(|known| known.as_str() == channel)
            .ok_or_else(|| bad("channel", format!("there is no channel {channel}")))?;
        let kind = needed("kind")?;
        let milliseconds = number("milliseconds", 1)?.map(Duration::from_millis);
        let kind = match (FAILURES.iter().find(|(name, _)| *name == kind), milliseconds) {
            (Some((_, failure)), None) => Kind::Failure(*failure),
            (None, Some(latency)) if kind == LATENCY && latency <= LONGEST => Kind::Latency(latency),
            (None, Some(_)) if kind == LATENCY => {
                return Err(bad("milliseconds", "a latency is at most 60000 ms".to_owned()));
            }
            (None, None) if kind == LATENCY => {
                return Err(bad("milliseconds", "a latency needs milliseconds".to_owned()));
            }
            (Some(_), Some(_)) => {
                return Err(bad("milliseconds", "only a latency has milliseconds".to_owned()));
            }
            (None, _) => return Err(bad("kind", format!("there is no kind {kind}"))),
        };
        Ok(Self {
            channel,
            kind,
            to: text("to")?,
            retry_after: number("retryAfter", 0)?,
            count: number("count", 1)?,
            seconds: number("seconds", 1)?,
        })
    }

    /// Returns the fault as `GET /faults` shows it.
    pub(crate) fn to_json(&self) -> Value {
        let mut fault = json!({"channel": self.channel.as_str(), "kind": self.kind.as_str()});
        if let Some(to) = &self.to {
            fault["to"] = to.as_str().into();
        }
        let numbers = [("retryAfter", self.retry_after), ("count", self.count), ("seconds", self.seconds)];
        for (name, number) in numbers {
            if let Some(number) = number {
                fault[name] = number.into();
            }
        }
        if let Kind::Latency(latency) = self.kind {
            fault["milliseconds"] = u64::try_from(latency.as_millis()).unwrap_or(u64::MAX).into();
        }
        fault
    }
}

#[derive(Debug)]
struct Active {
    fault: Fault,
    /// The number of further calls that it applies to; `None` for all within its time.
    left: Option<u64>,
    until: Option<Instant>,
}

impl Active {
    fn hits(&self, channel: Channel, to: &str) -> bool {
        self.fault.channel == channel && self.fault.to.as_deref().is_none_or(|only| only == to)
    }
}

/// The effects of the faults on a call.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The delay of the response.
    pub(crate) latency: Option<Duration>,
    /// The failure.
    pub(crate) failure: Option<(Failure, Terms)>,
}

/// The parameters of a refusal.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Terms {
    /// Seconds after which the caller may retry.
    pub(crate) retry_after: Option<u64>,
    /// Whether the refusal applies to this recipient only.
    pub(crate) is_of_recipient: bool,
}

/// The faults, in the order in which they were added.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    active: Vec<Active>,
}

impl Faults {
    /// Adds a fault, from `now` on.
    pub(crate) fn add(&mut self, fault: Fault, now: Instant) {
        let left = fault.count.or_else(|| fault.seconds.is_none().then_some(1));
        // A time beyond the range of the clock means no end.
        let until = fault.seconds.and_then(|seconds| now.checked_add(Duration::from_secs(seconds)));
        self.active.push(Active { fault, left, until });
    }

    /// Deletes all faults.
    pub(crate) fn clear(&mut self) {
        self.active.clear();
    }

    /// Returns the faults that still apply, each with its remaining number of calls.
    pub(crate) fn list(&mut self, now: Instant) -> Vec<Value> {
        self.forget(now);
        let shown = self.active.iter();
        shown.map(|active| Fault { count: active.left, ..active.fault.clone() }.to_json()).collect()
    }

    /// Returns the effects of the faults on a call that arrives `now`, and counts it.
    pub(crate) fn strike(&mut self, channel: Channel, to: &str, now: Instant) -> Hit {
        self.forget(now);
        let mut hit = Hit::default();
        for active in self.active.iter_mut().filter(|active| active.hits(channel, to)) {
            match active.fault.kind {
                Kind::Latency(latency) if hit.latency.is_none() => hit.latency = Some(latency),
                Kind::Failure(failure) if hit.failure.is_none() => {
                    let fault = &active.fault;
                    let terms = Terms { retry_after: fault.retry_after, is_of_recipient: fault.to.is_some() };
                    hit.failure = Some((failure, terms));
                }
                Kind::Latency(_) | Kind::Failure(_) => continue,
            }
            active.left = active.left.map(|left| left.saturating_sub(1));
        }
        hit
    }

    fn forget(&mut self, now: Instant) {
        self.active.retain(|active| active.left != Some(0) && active.until.is_none_or(|until| now < until));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REFUSE: Failure = Failure::Refusal(Refusal::InternalError);

    fn kinds(faults: &mut Faults, to: &str, now: Instant, calls: usize) -> Vec<Option<Failure>> {
        (0..calls)
            .map(|_| faults.strike(Channel::Push, to, now).failure.map(|(failure, _)| failure))
            .collect()
    }

    #[test]
    fn the_first_fault_that_matches_wins_until_its_calls_are_used_up() {
        let (mut faults, now) = (Faults::default(), Instant::now());
        faults.add(Fault { count: Some(2), ..Fault::new(Channel::Push, REFUSE) }, now);
        faults.add(Fault { to: Some("b".to_owned()), ..Fault::new(Channel::Push, Failure::Reset) }, now);
        assert_eq!(kinds(&mut faults, "b", now, 4), [Some(REFUSE), Some(REFUSE), Some(Failure::Reset), None]);
        assert_eq!(faults.list(now), Vec::<Value>::new());
    }

    #[test]
    fn a_fault_with_seconds_hits_every_call_within_them() {
        let (mut faults, now) = (Faults::default(), Instant::now());
        faults.add(Fault { seconds: Some(5), ..Fault::new(Channel::Push, REFUSE) }, now);
        assert_eq!(kinds(&mut faults, "a", now + Duration::from_millis(4999), 2), [Some(REFUSE); 2]);
        assert_eq!(kinds(&mut faults, "a", now + Duration::from_secs(5), 1), [None]);
    }

    #[test]
    fn a_fault_affects_no_other_calls() {
        let (mut faults, now) = (Faults::default(), Instant::now());
        faults.add(Fault { to: Some("b".to_owned()), ..Fault::new(Channel::Push, REFUSE) }, now);
        assert_eq!(faults.strike(Channel::Telegram, "b", now), Hit::default());
        assert_eq!(kinds(&mut faults, "a", now, 1), [None]);
        assert_eq!(kinds(&mut faults, "b", now, 1), [Some(REFUSE)]);
    }

    #[test]
    fn a_latency_joins_another_fault() {
        let (mut faults, now) = (Faults::default(), Instant::now());
        let latency = Duration::from_millis(20);
        faults.add(Fault::new(Channel::Push, Kind::Latency(latency)), now);
        faults.add(Fault::new(Channel::Push, REFUSE), now);
        let hit = faults.strike(Channel::Push, "a", now);
        assert_eq!(hit, Hit { latency: Some(latency), failure: Some((REFUSE, Terms::default())) });
        assert_eq!(faults.strike(Channel::Push, "a", now), Hit::default());
    }

    #[test]
    fn every_kind_reads_back_as_it_is_shown() {
        let latency = json!({"channel": "telegram", "kind": "latency", "milliseconds": 5});
        let others = FAILURES.iter().map(|(name, _)| json!({"channel": "push", "kind": name, "to": "t"}));
        for fault in others.chain([latency]) {
            assert_eq!(Fault::from_json(fault.as_object().unwrap()).unwrap().to_json(), fault);
        }
    }
}
