//! Rate limits on the frames of a trader's devices.
//!
//! Every function instance counts in memory, with token buckets; an ordinary frame costs no call. A
//! client that uses more of its burst in one instance than a device normally does is suspicious:
//! from then on the instance adds its count to a counter that all instances share, a block of
//! frames at a time, and decides by the sum. So the limits hold approximately, over any number of
//! instances. A refused frame costs one post.
//!
//! `ack` and `ping` are counted like all others and never refused. Beyond ten times the limit the
//! connection is closed. API Gateway's `DeleteConnection` takes no close code, so the client sees
//! the gateway's code (1008 by the contract):
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html>

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use domain::Time;
use domain::delivery::budget::{Counter, Meter};
use domain::ids::{ConnectionId, UserId};
use domain::protocol::{Action, FrameError, Request};
use domain::rate_limit::{Bucket, RateLimit, TooMany};
use ports::RateLimits;

use super::action::Caller;

/// A rate limit, with its settings for the shared counter.
struct Quota {
    limit: RateLimit,
    /// The length of a window of the shared counter.
    window: Duration,
    /// Number of used tokens from which on a client is suspicious.
    suspicious: u32,
    /// Number of admitted frames that are reported at once.
    block: u32,
    /// Whether the connection is closed beyond [`FLOOD`] times the limit.
    closes: bool,
}

/// 50 frames a second, burst 300. No device of ours sends more than a dozen at once, which it does
/// when it starts.
const CONNECTION: Quota = Quota {
    limit: RateLimit { interval: Duration::from_millis(20), burst: 300 },
    window: Duration::from_secs(6),
    suspicious: 30,
    block: 10,
    closes: true,
};

/// Twice the limit of a connection, for all connections of a user.
const USER: Quota = Quota {
    limit: RateLimit { interval: Duration::from_millis(10), burst: 600 },
    window: Duration::from_secs(6),
    suspicious: 60,
    block: 20,
    closes: true,
};

/// One `hello` without a cursor per 5 s, burst 3: its answer is up to 50 notifications.
const HELLO: Quota = Quota {
    limit: RateLimit { interval: Duration::from_secs(5), burst: 3 },
    window: Duration::from_secs(15),
    suspicious: 2,
    block: 1,
    closes: false,
};

/// Factor by which a limit must be exceeded before the connection is closed.
const FLOOD: u32 = 10;

/// Number of frames of a flood, admitted or not, that are reported at once.
const FLOOD_BLOCK: u32 = 100;

/// Time for which a connection's frames are ignored after it was closed: they were under way then.
/// A connection that could not be closed is closed again after that.
const CLOSING: Duration = Duration::from_secs(1);

/// Maximum number of connections, and of users, whose counts are kept in memory.
const MAX_TRACKED: usize = 10_000;

/// The kinds of frames that the limits distinguish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `ack` and `ping`: counted, and never refused.
    Exempt,
    /// `hello` without a cursor.
    Hello,
    /// `createAlert` and `resumeAlert`, which have one rate.
    ActivateAlert,
    /// All other frames, and those that cannot be decoded.
    Other,
}

impl Kind {
    /// Returns the kind of a decoded frame.
    pub(super) fn of(frame: &Result<Request, FrameError>) -> Self {
        match frame {
            Err(_) => Self::Other,
            Ok(request) => match request.action {
                Action::Ack { .. } | Action::Ping => Self::Exempt,
                Action::Hello { after: None } => Self::Hello,
                Action::CreateAlert { .. } | Action::ResumeAlert { .. } => Self::ActivateAlert,
                Action::Hello { after: Some(_) }
                | Action::ListNotifications { .. }
                | Action::MarkRead(_)
                | Action::Rearrange { .. }
                | Action::GetNotification { .. }
                | Action::GetPreferences
                | Action::PutPreferences { .. }
                | Action::GetReachability { .. }
                | Action::ListAlerts { .. }
                | Action::DeleteAlert { .. }
                | Action::PauseAlert { .. }
                | Action::FollowTopic { .. }
                | Action::UnfollowTopic { .. }
                | Action::ListTopics
                | Action::RegisterDevice(_)
                | Action::RemoveDevice { .. }
                | Action::TestDelivery { .. }
                | Action::Snooze { .. }
                | Action::LinkTelegram
                | Action::UnlinkTelegram => Self::Other,
            },
        }
    }
}

/// The limits' decision on a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is carried out.
    Admitted,
    /// It is refused.
    Refused(TooMany),
    /// Its connection is to be closed.
    Close,
    /// Its connection was closed while the frame was under way: the frame is not answered.
    Ignored,
}

/// The state of one limit for one client.
#[derive(Debug)]
struct Gauge {
    bucket: Bucket,
    /// The bucket of ten times the limit, for this instance's frames.
    flood: Bucket,
    /// The number of the shared counters' window that the two counts below belong to.
    window: i64,
    /// Admitted frames that were not added to the shared counter yet.
    admitted: u32,
    /// Frames, admitted or not, that were not added to the shared counter of floods yet.
    all: u32,
    /// The end of the time for which the sum of all instances is too high.
    refused_until: Time,
}

impl Default for Gauge {
    fn default() -> Self {
        let (bucket, flood) = (Bucket::FULL, Bucket::FULL);
        Self { bucket, flood, window: 0, admitted: 0, all: 0, refused_until: Time::EPOCH }
    }
}

/// The state of a connection or of a user in this instance.
#[derive(Debug)]
struct Client {
    frames: Gauge,
    hellos: Gauge,
    /// The end of the time for which the store refuses to create or resume an alert of the user.
    alerts_refused_until: Time,
    /// The end of the time for which the connection's frames are ignored.
    ignored_until: Time,
}

impl Default for Client {
    fn default() -> Self {
        let (frames, hellos) = (Gauge::default(), Gauge::default());
        Self { frames, hellos, alerts_refused_until: Time::EPOCH, ignored_until: Time::EPOCH }
    }
}

/// A number to add to a shared counter.
#[derive(Debug)]
struct Report {
    meter: Meter,
    window: i64,
    by: u32,
    most: u32,
    ends_at: Time,
}

/// Result of counting a frame in one gauge.
struct Reading {
    refused: Option<TooMany>,
    is_flooded: bool,
    reports: Vec<Report>,
}

impl Gauge {
    /// Counts a frame at `now`. Another limit may have `refused` it already. A refused frame counts
    /// only towards a flood, so that refused frames use up no tokens.
    fn count(
        &mut self,
        quota: &Quota,
        meter: impl FnOnce() -> Meter,
        refused: Option<TooMany>,
        now: Time,
    ) -> Reading {
        let Quota { limit, window, suspicious, block, closes } = *quota;
        let flood = RateLimit { interval: limit.interval / FLOOD, burst: limit.burst.saturating_mul(FLOOD) };
        let is_flooded = self.flood.take(flood, now).is_err() && closes;
        let own = || match Duration::from_millis(self.refused_until.millis_since(now)) {
            Duration::ZERO => self.bucket.take(limit, now).err(),
            retry_after => Some(TooMany { retry_after }),
        };
        let refused = refused.or_else(own);
        let length = i64::try_from(window.as_millis()).unwrap_or(i64::MAX);
        let number = now.as_millis() / length;
        if self.window != number {
            (self.window, self.admitted, self.all) = (number, 0, 0);
        }
        self.admitted += u32::from(refused.is_none());
        self.all += 1;
        let mut reports = Vec::new();
        if refused.is_some() || self.bucket.missing(limit, now) >= suspicious {
            let ends_at = Time::from_millis((number + 1).saturating_mul(length));
            let most = limit.most_within(window);
            let mut report = |meter, by, most| {
                reports.push(Report { meter, window: number, by, most, ends_at });
            };
            if closes && self.all >= FLOOD_BLOCK {
                let most = most.saturating_mul(FLOOD);
                report(Meter::Flood(Box::new(meter())), std::mem::take(&mut self.all), most);
            } else if refused.is_none() && self.admitted >= block {
                report(meter(), std::mem::take(&mut self.admitted), most);
            }
        }
        Reading { refused, is_flooded, reports }
    }

    fn is_idle(&self, now: Time) -> bool {
        self.bucket.is_full_at() <= now && self.flood.is_full_at() <= now && self.refused_until <= now
    }
}

impl Client {
    fn is_idle(&self, now: Time) -> bool {
        self.frames.is_idle(now)
            && self.hellos.is_idle(now)
            && self.alerts_refused_until <= now
            && self.ignored_until <= now
    }
}

#[derive(Debug, Default)]
struct Known {
    connections: HashMap<ConnectionId, Client>,
    users: HashMap<UserId, Client>,
}

/// The counts of this instance. There is one per process; its memory is bounded.
#[derive(Debug, Default)]
pub struct FrameLimits(Mutex<Known>);

/// Returns the state of the client with this id. If there are too many clients, those whose buckets
/// are full are removed, which changes nothing; if that is not enough, all of them are removed.
fn client<'a, K: Hash + Eq + Clone>(
    clients: &'a mut HashMap<K, Client>,
    id: &K,
    now: Time,
) -> &'a mut Client {
    if !clients.contains_key(id) && clients.len() >= MAX_TRACKED {
        clients.retain(|_, client| !client.is_idle(now));
        if clients.len() >= MAX_TRACKED {
            clients.clear();
        }
    }
    clients.entry(id.clone()).or_default()
}

impl FrameLimits {
    /// Decides on a frame of this kind. If the shared counter cannot be updated, this instance's
    /// count decides.
    pub(super) async fn evaluate(
        &self,
        store: &impl RateLimits,
        caller: &Caller,
        kind: Kind,
        now: Time,
    ) -> Verdict {
        let (mut verdict, reports) = self.count(caller, kind, now);
        for Report { meter, window, by, most, ends_at } in reports {
            let counter = Counter::Frames { meter: meter.clone(), window, ends_at };
            let total = match store.add(&counter, by).await {
                Ok(total) => total,
                Err(error) => {
                    tracing::warn!(%error, "the frame count that instances share could not be updated");
                    continue;
                }
            };
            if total <= most {
                continue;
            }
            let exceeded = self.exceeded(caller, &meter, ends_at, now);
            if exceeded == Verdict::Close || (verdict == Verdict::Admitted && kind != Kind::Exempt) {
                verdict = exceeded;
            }
        }
        verdict
    }

    /// Records that the store refuses to create or resume an alert of the user `until` this time.
    pub(super) fn refuse_alerts(&self, user: &UserId, until: Time, now: Time) {
        self.with(|known| client(&mut known.users, user, now).alerts_refused_until = until);
    }

    fn count(&self, caller: &Caller, kind: Kind, now: Time) -> (Verdict, Vec<Report>) {
        self.with(|known| {
            let connection = client(&mut known.connections, &caller.connection, now);
            if now < connection.ignored_until {
                return (Verdict::Ignored, Vec::new());
            }
            let user = client(&mut known.users, &caller.user_id, now);
            let id = || caller.connection.clone();
            let of_connection = connection.frames.count(&CONNECTION, || Meter::Connection(id()), None, now);
            // Frames that were refused for one connection use up no tokens of the user's other
            // connections.
            let refused = of_connection.refused;
            let of_user = user.frames.count(&USER, || Meter::User(caller.user_id.clone()), refused, now);
            let refused = of_user.refused;
            let mut readings = vec![of_connection, of_user];
            if kind == Kind::Hello {
                readings.push(connection.hellos.count(&HELLO, || Meter::Hello(id()), refused, now));
            }
            let wait = Duration::from_millis(user.alerts_refused_until.millis_since(now));
            let refused_alert =
                (kind == Kind::ActivateAlert && !wait.is_zero()).then_some(TooMany { retry_after: wait });
            if readings.iter().any(|reading| reading.is_flooded) {
                connection.ignored_until = now.plus(CLOSING);
                return (Verdict::Close, Vec::new());
            }
            let refusals = readings.iter().filter_map(|reading| reading.refused).chain(refused_alert);
            let verdict = match refusals.max_by_key(|refusal| refusal.retry_after) {
                Some(refusal) if kind != Kind::Exempt => Verdict::Refused(refusal),
                Some(_) | None => Verdict::Admitted,
            };
            (verdict, readings.into_iter().flat_map(|reading| reading.reports).collect())
        })
    }

    /// Records that a shared counter is too high until the end of its window, and returns the
    /// decision.
    fn exceeded(&self, caller: &Caller, meter: &Meter, until: Time, now: Time) -> Verdict {
        self.with(|known| {
            let connection = client(&mut known.connections, &caller.connection, now);
            let gauge = match meter {
                Meter::Flood(_) => {
                    connection.ignored_until = now.plus(CLOSING);
                    return Verdict::Close;
                }
                Meter::Connection(_) => &mut connection.frames,
                Meter::Hello(_) => &mut connection.hellos,
                Meter::User(_) | Meter::Tests(_) => {
                    &mut client(&mut known.users, &caller.user_id, now).frames
                }
            };
            gauge.refused_until = until;
            Verdict::Refused(TooMany { retry_after: Duration::from_millis(until.millis_since(now)) })
        })
    }

    /// Runs `act` under the lock, which is never held across an await.
    fn with<T>(&self, act: impl FnOnce(&mut Known) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests;
