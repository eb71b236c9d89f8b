//! Calls, counted at the fake services.

use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use domain::UserId;
use lambda::Env;
use lambda::clients::{Aws as Clients, Limits};
use ports::{PortError, Register};
use store::{DynamoStore, Tables};

use crate::events;
use crate::fake::aws::{Aws, Call, Delays};
use crate::function::{self, Function};
use crate::table::{Row, hundredths, ratio, slope};

/// The response delays, in ms, under which the number of consecutive calls is measured.
const DELAYS: [u64; 4] = [0, 25, 50, 100];

/// The number of measurements per delay.
const REPEATS: usize = 5;

/// The operation that sends a frame.
pub const POST: &str = "PostToConnection";

/// The calls of one batch.
#[derive(Debug, Clone)]
pub struct Counted {
    /// All calls, in the order of their responses.
    pub calls: Vec<Call>,
    /// Events in the batch.
    pub events: usize,
}

impl Counted {
    /// Returns the number of consecutive calls until the first frame is sent: each began after the
    /// response to the one before it.
    pub fn depth_of_post(&self) -> usize {
        let Some(post) = self.calls.iter().find(|call| call.operation == POST) else { return 0 };
        1 + chain_before(&self.calls, post.arrived).count()
    }

    /// Returns the number of consecutive calls of the whole batch.
    pub fn depth(&self) -> usize {
        self.calls
            .iter()
            .map(|call| call.answered)
            .max()
            .map_or(0, |end| chain_before(&self.calls, end).count())
    }

    /// Whether all posts come before all writes.
    pub fn posts_come_first(&self) -> bool {
        let first_write =
            self.calls.iter().filter(|call| call.operation == "UpdateItem").map(|call| call.arrived).min();
        let last_post =
            self.calls.iter().filter(|call| call.operation == POST).map(|call| call.answered).max();
        first_write.zip(last_post).is_some_and(|(write, post)| post <= write)
    }

    /// Returns the calls per event, with two decimals.
    pub fn per_event(&self) -> String {
        ratio(self.calls.len() as u128, self.events as u128)
    }
}

/// Returns the consecutive calls until `end`, the last of them first: each got its response before
/// the next one arrived.
pub fn chain_before(calls: &[Call], end: Instant) -> impl Iterator<Item = &Call> {
    let before = move |moment: Instant| {
        let answered = calls.iter().filter(move |call| call.answered <= moment && call.arrived < moment);
        answered.max_by_key(|call| call.answered)
    };
    std::iter::successors(before(end), move |call| before(call.arrived))
}

/// Returns the clients of a function whose services are `aws`.
///
/// # Errors
///
/// The clients cannot be built; not retryable.
pub fn clients(aws: &Aws) -> io::Result<Clients> {
    clients_within(aws, Limits::FIVE_SECONDS)
}

/// Returns the clients of a function with these time limits.
///
/// # Errors
///
/// The clients cannot be built; not retryable.
pub fn clients_within(aws: &Aws, limits: Limits) -> io::Result<Clients> {
    let variables = function::variables(aws);
    let env = Env::of(variables.iter().map(|(name, value)| (*name, value.as_str())));
    Clients::new(&env, limits).map_err(io::Error::other)
}

/// Returns the store of these clients.
pub fn store(clients: &Clients) -> DynamoStore {
    let (recipients, inbox) = ("recipients".to_owned(), "inbox".to_owned());
    DynamoStore::new(clients.dynamodb(), Tables { recipients, inbox, ..Tables::default() })
}

/// Registers one connection for each of `users` users, through the real store.
///
/// # Errors
///
/// The error of the store; [`PortError`] says whether it is retryable.
pub async fn register(store: &impl Register, users: usize) -> Result<(), PortError> {
    for number in 0..users {
        let user =
            UserId::parse(events::user(number)).map_err(|error| PortError::Refused(error.to_string()))?;
        store.register(&user, &events::connection(number)).await?;
    }
    Ok(())
}

/// Returns services in which ten users have one open connection each.
///
/// # Errors
///
/// The services cannot be started, or a call to them fails; not retryable.
pub fn services() -> io::Result<Aws> {
    let aws = Aws::start()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        register(&store(&clients(&aws)?), events::BATCH).await.map_err(io::Error::other)
    })?;
    aws.take();
    Ok(aws)
}

/// Returns the calls of a batch of `events`, the time until the first frame is sent, and the time
/// until the end.
fn run(function: &Function, aws: &Aws, events: usize) -> io::Result<(Counted, Duration, Duration)> {
    aws.take();
    let bodies: Vec<_> = (0..events).map(events::fill).collect();
    let invocation = function.invoke(&events::sqs_event(&bodies))?;
    if invocation.answer != r#"{"batchItemFailures":[]}"# {
        return Err(io::Error::other(format!("the batch failed: {}", invocation.answer)));
    }
    let counted = Counted { calls: aws.take().0, events };
    let post = counted.calls.iter().find(|call| call.operation == POST).map(|call| call.answered);
    let out = post.unwrap_or(invocation.ended).duration_since(invocation.began);
    Ok((counted, out, invocation.ended.duration_since(invocation.began)))
}

/// Returns the rows that the release binary gives.
///
/// # Errors
///
/// The binary cannot be started or does not respond, or a batch fails; not retryable.
pub fn rows(route: &Path) -> io::Result<Vec<Row>> {
    let one = measure(route, 1, Duration::ZERO)?.0;
    let ten = measure(route, events::BATCH, Duration::ZERO)?.0;
    let (mut until_out, mut until_end) = (Vec::new(), Vec::new());
    for delay in DELAYS {
        let delay = Duration::from_millis(delay);
        let (mut outs, mut ends) = (Vec::new(), Vec::new());
        for _ in 0..REPEATS {
            let (_, out, end) = measure(route, 1, delay)?;
            outs.push(micros(out));
            ends.push(micros(end));
        }
        // The fastest run counts, since other load of the machine only adds time.
        until_out.extend(outs.into_iter().min().map(|out| (micros(delay), out)));
        until_end.extend(ends.into_iter().min().map(|end| (micros(delay), end)));
    }
    let (out, end) = (slope(&until_out), slope(&until_end));
    let depth = one.depth_of_post();
    let is_confirmed = |slope: i128, depth: usize| (slope - depth as i128 * 100).abs() <= 15;
    let shown = |slope: i128| format!("{}.{:02}", slope / 100, slope % 100);
    let total = hundredths(ten.calls.len() as u128, ten.events as u128);
    let first = if ten.posts_come_first() { "none" } else { "some" };
    Ok(vec![
        Row::budget(
            "P0: calls one after the other until the frame is out",
            depth.to_string(),
            "= 2",
            depth == 2,
        ),
        Row::budget(
            "  the same as the slope of the time over the delay of each answer",
            shown(out),
            "2 ± 0.15",
            is_confirmed(out, 2),
        ),
        Row::shown(
            "  all calls one after the other, and the slope until the end",
            format!("{}, {}", one.depth(), shown(end)),
        ),
        Row::budget("P0: writes before the posts", first, "none", ten.posts_come_first()),
        Row::budget(
            "P0: all calls per order_filled, ten users in a batch",
            ten.per_event(),
            "≤ 2.5",
            total <= 250,
        ),
    ])
}

/// Measures a batch of `events` with fresh services, since a repeated event is a duplicate.
fn measure(route: &Path, events: usize, delay: Duration) -> io::Result<(Counted, Duration, Duration)> {
    let aws = services()?;
    let function = Function::start(route, &aws, None, None)?;
    aws.delay(Delays { data: delay, post: delay });
    run(&function, &aws, events)
}

fn micros(time: Duration) -> i128 {
    i128::try_from(time.as_micros()).unwrap_or(i128::MAX)
}
