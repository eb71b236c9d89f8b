//! `cargo deploy drill`: a test notification of class P0 to named users, and a report of who was reached.

mod inboxes;
mod outcome;
mod publisher;
mod report;
mod users;
mod wake;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use domain::{Channel, EventId, UserId};
use store::DynamoStore;
use synthetic::now;
use tokio::time::sleep;

use crate::Target;
use crate::account::Account;
use crate::deployed::Deployed;
use crate::error::{Error, file};
use outcome::Outcome;
use report::Summary;

/// The time between two reads of the inboxes.
const POLL: Duration = Duration::from_secs(5);

// No doc comment: clap would show it in place of the command's own.
#[derive(Debug, Args)]
pub(crate) struct Drill {
    #[command(flatten)]
    target: Target,
    /// File with one user ID per line, at most 1,000, or - for standard input. Blank lines and what follows
    /// a # are ignored.
    #[arg(long, value_name = "FILE")]
    users: PathBuf,
    /// Channels of the test, separated by commas. An SMS costs money, so sms has to be named. The app is
    /// always among them.
    #[arg(
        long, value_name = "LIST", value_delimiter = ',', value_parser = channel(), conflicts_with = "earlier",
        default_value = "websocket,push,telegram,email"
    )]
    channels: Vec<Channel>,
    /// Seconds to wait for the users after the events were sent: 1 to 600. It ends earlier if all users have
    /// seen the notification.
    #[arg(
        long, value_name = "NUMBER", default_value_t = 120, conflicts_with = "earlier",
        value_parser = clap::value_parser!(u16).range(1..=600)
    )]
    wait: u16,
    /// Write the result to this file as JSON, too.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Read the result of this earlier drill again, and send nothing.
    #[arg(long = "drill", value_name = "ID")]
    earlier: Option<String>,
    /// Do not ask.
    #[arg(long)]
    yes: bool,
}

/// Returns the parser of a channel's name.
fn channel() -> impl TypedValueParser<Value = Channel> {
    PossibleValuesParser::new(Channel::ALL.map(Channel::name))
        .try_map(|name| Channel::parse(&name).ok_or("is not a channel"))
}

/// Runs the drill, or reads an earlier one, and prints the report. The exit code is 1 if a user would have
/// slept, or if the operator does not agree.
pub(crate) async fn drill(arguments: &Drill) -> Result<ExitCode, Error> {
    let users = users::read(&arguments.users)?;
    let earlier = arguments.earlier.as_deref().map(publisher::parse_id).transpose()?;
    let account = Account::open(arguments.target.region.as_deref()).await?;
    let name = &arguments.target.stack;
    let stack = Deployed::find(&account, name).await?;
    eprintln!("account {}, region {}, stack {name}", account.id, account.region);

    let store = stack.store()?;
    let (id, wait) = if let Some(id) = earlier {
        (id, Duration::ZERO)
    } else {
        let Some(id) = send(arguments, &stack, &store, &users).await? else {
            eprintln!("nothing was sent");
            return Ok(ExitCode::FAILURE);
        };
        (id, Duration::from_secs(arguments.wait.into()))
    };
    let outcomes = outcomes(&store, &users, &id, wait).await.map_err(|error| {
        Error::Drill(format!("cannot read the inboxes: {error}; read the result later with --drill {id}"))
    })?;
    crate::print(&report::report(&id, &outcomes));
    if let Some(path) = &arguments.json {
        let text = format!("{:#}\n", report::document(&id, now(), &outcomes));
        std::fs::write(path, text).map_err(|error| file(path, error))?;
    }
    Ok(if Summary::of(&outcomes).slept == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Announces the drill, asks, and publishes the events. Returns the drill's ID; `None` if the operator does
/// not agree.
async fn send(
    arguments: &Drill,
    stack: &Deployed<'_>,
    store: &DynamoStore,
    users: &[UserId],
) -> Result<Option<EventId>, Error> {
    let mut channels = arguments.channels.clone();
    channels.sort_unstable();
    channels.dedup();
    let known = inboxes::recipients(store, users).await;
    let known = known.map_err(|error| Error::Drill(format!("cannot read the recipients: {error}")))?;
    eprint!("{}", report::announcement(users, &channels, &known));
    if !arguments.yes {
        if users::is_standard_input(&arguments.users) {
            eprintln!("The users were read from standard input, so it has no answer: add --yes.");
            return Ok(None);
        }
        if !crate::up::agreed("Send this test?")? {
            return Ok(None);
        }
    }
    let queues = stack.queues()?;
    let id = publisher::new_id(now())?;
    eprintln!("sending {id}");
    publisher::publish(&queues, &id, &channels, users, now).await?;
    Ok(Some(id))
}

/// Reads the results, again and again until all are complete or `wait` is over, and shows the progress.
async fn outcomes(
    store: &DynamoStore,
    users: &[UserId],
    id: &EventId,
    wait: Duration,
) -> Result<Vec<Outcome>, ports::PortError> {
    let since = Instant::now();
    let mut outcomes = inboxes::outcomes(store, users, id).await?;
    loop {
        let left = wait.saturating_sub(since.elapsed());
        let open = outcomes.iter().filter(|outcome| !outcome.is_complete());
        let open: Vec<_> = open.map(|outcome| outcome.user.clone()).collect();
        if left.is_zero() || open.is_empty() {
            return Ok(outcomes);
        }
        sleep(POLL.min(left)).await;
        for outcome in inboxes::outcomes(store, &open, id).await? {
            if let Some(old) = outcomes.iter_mut().find(|old| old.user == outcome.user) {
                *old = outcome;
            }
        }
        eprintln!("{}", report::progress(&outcomes, since.elapsed()));
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        drill: Drill,
    }

    fn parse(arguments: &[&str]) -> Result<Drill, clap::error::ErrorKind> {
        let line = ["drill", "--users", "file"].iter().chain(arguments);
        Line::try_parse_from(line).map(|line| line.drill).map_err(|error| error.kind())
    }

    #[test]
    fn an_sms_has_to_be_named() {
        use Channel::{Email, Push, Sms, Telegram, Websocket};
        let drill = parse(&[]).unwrap();
        assert_eq!(drill.channels, [Websocket, Push, Telegram, Email]);
        assert_eq!((drill.wait, drill.yes, drill.earlier), (120, false, None));
        assert_eq!(parse(&["--channels", "sms,push"]).unwrap().channels, [Sms, Push]);
        for bad in ["pager", "", "push,,email", "push email"] {
            assert!(parse(&["--channels", bad]).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_wait_is_bounded() {
        assert_eq!(parse(&["--wait", "600"]).unwrap().wait, 600);
        assert!(parse(&["--wait", "0"]).is_err() && parse(&["--wait", "601"]).is_err());
    }

    #[test]
    fn an_earlier_drill_is_read_without_a_channel_or_a_wait() {
        use clap::error::ErrorKind::ArgumentConflict;
        assert_eq!(parse(&["--drill", "drill-1"]).unwrap().earlier.as_deref(), Some("drill-1"));
        for more in [["--channels", "push"], ["--wait", "5"]] {
            let both = [&["--drill", "drill-1"][..], &more].concat();
            assert_eq!(parse(&both).unwrap_err(), ArgumentConflict, "{more:?}");
        }
        assert!(Line::try_parse_from(["drill"]).is_err(), "without users");
    }
}
