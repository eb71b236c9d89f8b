//! `cargo local redrive`.

use std::cell::Cell;
use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use domain::{EventType, Time, UserId};
use jiff::{Span, SpanRelativeTo};
use local::redrive::report::Tally;
use local::redrive::{Fate, Letter, Order, Redrive, Report, Selection};
use local::{Access, Error, StackInfo};

use super::interrupted;
use crate::screen;

/// What `redrive` is asked to do.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only show what there is: by queue and reason, with --verbose each letter.
    #[arg(long, visible_alias = "dry-run")]
    list: bool,
    /// A line for each letter: queue, age, user, event, type, times received, what became of it, reason.
    #[arg(long, short)]
    verbose: bool,
    /// Delete those that have expired; else they stay where they are.
    #[arg(long, conflicts_with = "list")]
    drop_expired: bool,
    /// Only letters of this queue, such as p0, push-p1 or escalate; can be given several times.
    #[arg(long, value_name = "NAME")]
    queue: Vec<String>,
    /// Only letters that were given up for a reason with this text in it, in upper or lower case.
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Only letters of this user.
    #[arg(long, value_name = "ID", value_parser = |text: &str| UserId::parse(text))]
    user: Option<UserId>,
    /// Only events of this type; letters of other queues than p0, p1 and p2 do not tell theirs.
    #[arg(long, value_name = "TYPE", value_parser = event_type)]
    event_type: Option<EventType>,
    /// Only letters that are dead since this time (RFC 3339) or later.
    #[arg(long, value_name = "TIME")]
    since: Option<Time>,
    /// Only letters that are dead for at least so long, such as 90s, 2h or 3d.
    #[arg(long, value_name = "AGE", value_parser = age)]
    older_than: Option<Duration>,
    /// No more than so many letters.
    #[arg(long, value_name = "N")]
    max: Option<usize>,
    /// A deployed stack instead of the one on this machine, with the credentials of `AWS_ACCESS_KEY_ID`,
    /// `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`, at `AWS_ENDPOINT_URL` if that is set.
    #[arg(long, value_name = "NAME")]
    stack: Option<String>,
    /// Its region; without it, the one of `AWS_REGION` or `AWS_DEFAULT_REGION`.
    #[arg(long, value_name = "REGION", requires = "stack")]
    region: Option<String>,
}

fn event_type(text: &str) -> Result<EventType, String> {
    let known = || EventType::ALL.iter().map(|known| known.name()).collect::<Vec<_>>().join(", ");
    EventType::parse(text).ok_or_else(|| format!("must be one of {}", known()))
}

fn age(text: &str) -> Result<Duration, String> {
    let must = || "must be a time span such as 90s, 2h or 3d".to_owned();
    let span: Span = text.parse().map_err(|_| must())?;
    let span = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| must())?;
    Duration::try_from(span).map_err(|_| must())
}

impl Arguments {
    fn order(&self) -> Order {
        if self.list { Order::List } else { Order::Resend { drop_expired: self.drop_expired } }
    }

    fn selection(&self) -> Selection {
        Selection {
            reason: self.reason.clone(),
            user_id: self.user.clone(),
            event_type: self.event_type,
            since: self.since,
            older_than: self.older_than,
            max: self.max,
        }
    }

    async fn queues(&self) -> Result<Redrive, Error> {
        let redrive = match &self.stack {
            None => Redrive::local(Access::of(&StackInfo::read(&local::state_dir())?)).await?,
            Some(stack) => {
                let access = Access::from_env(self.region.as_deref(), |name| std::env::var(name).ok())?;
                Redrive::deployed(access, stack).await?
            }
        };
        redrive.only(&self.queue)
    }
}

/// Lists the dead letters, or sends them again. An interrupt lets it finish the letters that are under way and give
/// back the others, since SQS would hide them for minutes; a second one does not.
pub(crate) async fn redrive(arguments: &Arguments) -> Result<ExitCode, Error> {
    let redrive = arguments.queues().await?;
    let estimate = redrive.estimate().await;
    let now = redrive.now();
    let stop = Cell::new(false);
    let line = screen::Line::new();
    line.say("looking");
    let mut lines = Lines::default();
    let mut looked_at = 0_usize;
    let mut sent = 0_usize;
    let mut watch = |letter: &Letter, fate: &Fate| {
        looked_at += 1;
        sent += usize::from(matches!(fate, Fate::Resent | Fate::Kept(_)));
        let all = estimate.waiting.max(looked_at);
        line.say(&format!("looked at {looked_at} of about {all}, re-sent {sent}"));
        if let Some(text) = described(letter, fate, now).filter(|_| arguments.verbose) {
            line.aside(|| lines.print(&text));
        }
    };

    let (order, selection) = (arguments.order(), arguments.selection());
    let (report, signal) = stoppable(redrive.run(order, &selection, &stop, &mut watch), &stop).await?;
    drop(line);
    if let Some(report) = &report {
        if order == Order::List {
            for row in table(report, now) {
                lines.print(&row);
            }
        }
        lines.print(&summary(order, report));
        complaints(report, estimate.hidden);
    }
    lines.done()?;
    Ok(match (signal, report) {
        (Some(number), _) => {
            eprintln!("stopped");
            ExitCode::from(number)
        }
        (None, Some(report)) if report.is_success() => ExitCode::SUCCESS,
        (None, _) => ExitCode::FAILURE,
    })
}

/// Does `work`. A signal sets `stop` and waits for the work to notice; a second one waits no longer. Answers the exit code
/// for a signal.
async fn stoppable(
    work: impl Future<Output = Report>,
    stop: &Cell<bool>,
) -> Result<(Option<Report>, Option<u8>), Error> {
    tokio::pin!(work);
    let number = tokio::select! {
        report = &mut work => return Ok((Some(report), None)),
        number = interrupted() => number?,
    };
    stop.set(true);
    tokio::select! {
        report = &mut work => Ok((Some(report), Some(number))),
        number = interrupted() => Ok((None, Some(number?))),
    }
}

/// What a person has to know besides the counts.
fn complaints(report: &Report, hidden: usize) {
    for (queue, error) in &report.troubles {
        eprintln!("{queue}: ended early: {error}");
    }
    for queue in &report.too_many {
        eprintln!("{queue}: there are more letters than SQS lends out at a time; some were not looked at");
    }
    if hidden > 0 {
        eprintln!(
            "about {hidden} more are hidden: somebody else is looking at them, or was killed in the last ten minutes"
        );
    }
}

/// Standard output. Whoever reads it may stop reading, which must not stop the work.
#[derive(Default)]
struct Lines {
    error: Option<std::io::Error>,
}

impl Lines {
    fn print(&mut self, line: &str) {
        if self.error.is_none() {
            self.error = writeln!(std::io::stdout(), "{line}").err();
        }
    }

    fn done(self) -> Result<(), Error> {
        let printed = self.error.map_or(Ok(()), Err);
        printed.map_err(|source| Error::Io { what: "cannot print".to_owned(), source })
    }
}

/// The line of a letter that was meant.
fn described(letter: &Letter, fate: &Fate, now: Time) -> Option<String> {
    let fate = match fate {
        Fate::Listed => "waits".to_owned(),
        Fate::Resent => "re-sent".to_owned(),
        Fate::Kept(error) => format!("re-sent, but not deleted ({error})"),
        Fate::Failed(error) => format!("failed ({error})"),
        Fate::Expired => "expired".to_owned(),
        Fate::Dropped => "dropped".to_owned(),
        Fate::NotMeant | Fate::Later => return None,
    };
    let known = |text: Option<&str>| text.unwrap_or("-").to_owned();
    Some(format!(
        "{:<12} {:>6} {} {} {} {}x {fate}: {}",
        letter.queue,
        screen::age(letter.sent_at, now),
        known(letter.user_id.as_ref().map(UserId::as_str)),
        known(letter.event_id.as_ref().map(domain::EventId::as_str)),
        known(letter.event_type.map(EventType::name)),
        letter.received_count.map_or_else(|| "?".to_owned(), |count| count.to_string()),
        letter.reason,
    ))
}

/// By queue and reason.
fn table(report: &Report, now: Time) -> Vec<String> {
    let head = format!("{:<12} {:>8} {:>8} {:>7}  {}", "queue", "letters", "expired", "oldest", "reason");
    let rows = report.groups.iter().map(|((queue, reason), group)| {
        let oldest = screen::age(group.oldest, now);
        format!("{queue:<12} {:>8} {:>8} {oldest:>7}  {reason}", group.letters, group.expired)
    });
    if report.groups.is_empty() { Vec::new() } else { std::iter::once(head).chain(rows).collect() }
}

fn summary(order: Order, report: &Report) -> String {
    let total = report.total();
    let letters = |count: usize| format!("{count} dead letter{}", if count == 1 { "" } else { "s" });
    let parts = match order {
        Order::List => vec![
            (1, letters(total.listed + total.expired)),
            (total.expired, format!("{} of them expired", total.expired)),
        ],
        Order::Resend { .. } => vec![
            (1, format!("re-sent {}{}", letters(total.resent + total.kept), by_queue(report))),
            (total.kept, format!("{} of them could not be deleted and will be sent again", total.kept)),
            (total.failed, format!("{} failed", total.failed)),
            (total.expired, format!("{} skipped because they have expired", total.expired)),
            (total.dropped, format!("{} dropped because they had expired", total.dropped)),
        ],
    };
    let others = [
        (total.not_meant, format!("{} not selected", total.not_meant)),
        (total.later, format!("{} came meanwhile", total.later)),
    ];
    let parts = parts.into_iter().chain(others).filter(|(count, _)| *count > 0).map(|(_, text)| text);
    parts.collect::<Vec<_>>().join(", ")
}

fn by_queue(report: &Report) -> String {
    let sent = |tally: &Tally| tally.resent + tally.kept;
    let queues = report.queues.iter().filter(|(_, tally)| sent(tally) > 0);
    let queues: Vec<_> = queues.map(|(name, tally)| format!("{name} {}", sent(tally))).collect();
    if queues.is_empty() { String::new() } else { format!(" ({})", queues.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_read_with_their_unit() {
        assert_eq!(age("90s"), Ok(Duration::from_secs(90)));
        assert_eq!(age("2h"), Ok(Duration::from_hours(2)));
        assert_eq!(age("3d"), Ok(Duration::from_hours(72)));
        for bad in ["", "3", "-1h", "1 month", "soon"] {
            assert!(age(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_summary_tells_only_what_there_was() {
        let mut report = Report::default();
        let resend = Order::Resend { drop_expired: false };
        assert_eq!(summary(resend, &report), "re-sent 0 dead letters");
        assert_eq!(summary(Order::List, &report), "0 dead letters");
        report.queues.insert("p0".to_owned(), Tally { resent: 1, expired: 2, ..Tally::default() });
        report.queues.insert("push-p1".to_owned(), Tally { later: 3, ..Tally::default() });
        assert_eq!(
            summary(resend, &report),
            "re-sent 1 dead letter (p0 1), 2 skipped because they have expired, 3 came meanwhile"
        );
        report.queues.insert("p0".to_owned(), Tally { listed: 1, expired: 2, ..Tally::default() });
        assert_eq!(summary(Order::List, &report), "3 dead letters, 2 of them expired, 3 came meanwhile");
    }
}
