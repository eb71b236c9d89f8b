//! `cargo deploy load`: a load test with many traders against a deployed stack, for a limited time,
//! and its report.

mod publisher;
mod report;
mod tally;
mod trader;

use std::cell::RefCell;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use domain::EventType;
use futures_util::future::{join, join_all};
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use tokio::sync::watch;
use tokio::time::sleep;

use crate::Load;
use crate::account::Account;
use crate::deployed::Deployed;
use crate::error::Error;
use publisher::Publisher;
use tally::Tally;
use trader::{Trader, Way};

/// Connections that are opened concurrently. An API accepts 500 new connections per second:
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html>
const OPENED_AT_ONCE: usize = 25;
/// The time between two lines of progress.
const PROGRESS_INTERVAL: Duration = Duration::from_secs(5);
/// The interval between two checks whether every event has arrived.
const POLL: Duration = Duration::from_millis(100);
/// The time that a connection may stay open beyond the publishing time: for opening all
/// connections, and for closing them.
const CONNECTION_MARGIN: Duration = Duration::from_mins(10);

/// The requested load.
#[derive(Debug, Clone, Copy)]
struct Plan {
    event_type: EventType,
    users: usize,
    /// Events per second.
    rate: usize,
    events: usize,
}

impl Plan {
    fn of(arguments: &Load) -> Result<Self, Error> {
        let event_type = EventType::parse(&arguments.event)
            .ok_or_else(|| Error::Smoke(format!("there is no event type {}", arguments.event)))?;
        let (rate, seconds) = (usize::from(arguments.rate), usize::from(arguments.seconds));
        Ok(Self { event_type, users: usize::from(arguments.users), rate, events: rate * seconds })
    }

    /// Returns the number of events due after this time since the start; the first is due at once.
    fn due(&self, elapsed: Duration) -> usize {
        let millis = usize::try_from(elapsed.as_millis()).unwrap_or(usize::MAX);
        (self.rate.saturating_mul(millis) / 1000).saturating_add(1).min(self.events)
    }
}

/// Runs the load test and prints the report. The exit code is 1 if a notification is lost.
pub(crate) async fn load(arguments: &Load) -> Result<ExitCode, Error> {
    let plan = Plan::of(arguments)?;
    let account = Account::open(arguments.target.region.as_deref()).await?;
    let name = &arguments.target.stack;
    let stack = Deployed::find(&account, name).await?;
    eprintln!("account {}, region {}, stack {name}", account.id, account.region);
    eprint!("{}", report::announcement(&plan, arguments.seconds));
    if !arguments.yes && !crate::up::agreed("Start this load test?")? {
        eprintln!("no load was generated");
        return Ok(ExitCode::FAILURE);
    }

    let (store, queues) = (stack.store()?, stack.queues()?);
    let wait = Duration::from_secs(arguments.wait.into());
    let way = Way {
        tickets: &store,
        socket_url: stack.output("WebSocketUrl")?,
        connection_limit: Duration::from_secs(arguments.seconds.into()) + wait + CONNECTION_MARGIN,
    };
    let run = synthetic::id("load")?;
    let tally = RefCell::new(Tally::new(run, plan.events));

    let since = Instant::now();
    let users = (1..=plan.users).map(|number| stack.synthetic_user(&format!("load-{number}")));
    let opening = users.map(|user| async { Trader::open(&way, user?).await.map_err(Error::from) });
    let traders: Vec<_> = stream::iter(opening).buffered(OPENED_AT_ONCE).try_collect().await?;
    eprintln!("{} WebSockets are open after {} ms", traders.len(), since.elapsed().as_millis());

    let users: Vec<_> = traders.iter().map(|trader| trader.user().clone()).collect();
    let exchange = Publisher { plan: &plan, queues: &queues, users: &users, tally: &tally };
    let (over, is_over) = watch::channel(false);
    let listening = join_all(traders.into_iter().map(|trader| trader.listen(&tally, is_over.clone())));
    let publishing = async {
        let since = Instant::now();
        let published = {
            let progress = progress(&tally, since);
            tokio::select! {
                published = exchange.run() => published,
                () = progress => Ok(()),
            }
        };
        let took = since.elapsed();
        if published.is_ok() {
            all_have_come(&tally, wait).await;
        }
        // The send fails only if all traders have ended already.
        let _ = over.send(true);
        published.map(|()| took)
    };
    let (listened, published) = join(listening, publishing).await;
    let took = published?;
    let tally = tally.into_inner();
    crate::print(&report::report(&plan, &tally, took));
    // The report includes what arrived before a trader's connection failed for good.
    listened.into_iter().collect::<Result<(), _>>()?;
    Ok(if tally.lost() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints the progress until it is dropped.
async fn progress(tally: &RefCell<Tally>, since: Instant) {
    loop {
        sleep(PROGRESS_INTERVAL).await;
        eprintln!("{}", report::progress(&tally.borrow(), since.elapsed()));
    }
}

/// Waits until every published event has arrived, but no longer than `limit`.
async fn all_have_come(tally: &RefCell<Tally>, limit: Duration) {
    let since = Instant::now();
    while tally.borrow().lost() > 0 && since.elapsed() < limit {
        sleep(POLL).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_due_at_the_rate_and_no_more_than_there_are() {
        let plan = Plan { event_type: EventType::OrderFilled, users: 3, rate: 20, events: 100 };
        let due = |millis| plan.due(Duration::from_millis(millis));
        assert_eq!((due(0), due(49), due(50), due(1_000)), (1, 1, 2, 21));
        assert_eq!((due(4_950), due(5_000), due(60_000)), (100, 100, 100));
    }
}
