//! `cargo local redrive`.

use std::cell::Cell;
use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;
use domain::{EventId, EventType, Time, UserId};
use local::redrive::{DeadLetter, Outcome, Redrive, Report, Selection, Task};
use local::{Access, Error, StackInfo};

use super::interrupted;
use crate::screen;

/// The arguments of `redrive`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only show what there is: by queue and reason, with --verbose each message.
    #[arg(long, visible_alias = "dry-run")]
    list: bool,
    /// A line for each message: queue, age, user, event, type, times received, outcome, reason.
    #[arg(long, short)]
    verbose: bool,
    /// Delete expired messages; without it they stay where they are.
    #[arg(long, conflicts_with = "list")]
    drop_expired: bool,
    /// Only messages of this queue, such as p0, push-p1 or escalate; can be given several times.
    #[arg(long, value_name = "NAME")]
    queue: Vec<String>,
    #[command(flatten)]
    selection: Selection,
    /// A deployed stack instead of the one on this machine, with the credentials of `AWS_ACCESS_KEY_ID`,
    /// `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`, at `AWS_ENDPOINT_URL` if that is set.
    #[arg(long, value_name = "NAME")]
    stack: Option<String>,
    /// Its region; without it, the one of `AWS_REGION` or `AWS_DEFAULT_REGION`.
    #[arg(long, value_name = "REGION", requires = "stack")]
    region: Option<String>,
}

impl Arguments {
    async fn redrive(&self) -> Result<Redrive, Error> {
        let access = match &self.stack {
            None => Access::of(&StackInfo::read(&local::state_dir())?),
            Some(_) => Access::from_env(self.region.as_deref(), |name| std::env::var(name).ok())?,
        };
        let stack = self.stack.as_deref().unwrap_or(local::deploy::STACK);
        Redrive::of_stack(access, stack).await?.only(&self.queue)
    }
}

/// Lists the dead letters, or sends them again. After an interrupt it finishes the batch that is
/// under way and makes the other messages visible again, since SQS would hide them for minutes. A
/// second interrupt ends it at once.
pub(crate) async fn redrive(arguments: &Arguments) -> Result<ExitCode, Error> {
    let redrive = arguments.redrive().await?;
    let drop_expired = arguments.drop_expired;
    let task = if arguments.list { Task::List } else { Task::Resend { drop_expired } };
    let estimate = redrive.estimate().await;
    let now = redrive.now();
    let stop = Cell::new(false);
    let line = screen::Line::new();
    line.say("looking");
    // The reader of standard output may close it, which must not stop the work.
    let mut printed = Ok(());
    let mut print = |text: &str| {
        if printed.is_ok() {
            printed = writeln!(std::io::stdout(), "{text}");
        }
    };
    let (mut examined, mut sent) = (0_usize, 0_usize);
    let mut observe = |letter: &DeadLetter, outcome: &Outcome| {
        examined += 1;
        sent += usize::from(matches!(outcome, Outcome::Resent | Outcome::NotDeleted(_)));
        let all = estimate.visible.max(examined);
        line.say(&format!("examined {examined} of about {all}, re-sent {sent}"));
        if arguments.verbose
            && let Some(text) = described(letter, outcome, now)
        {
            line.aside(|| print(&text));
        }
    };

    let run = redrive.run(task, &arguments.selection, &stop, &mut observe);
    let (report, signal) = stoppable(run, &stop).await?;
    drop(line);
    if let Some(report) = &report {
        if task == Task::List {
            for row in table(report, now) {
                print(&row);
            }
        }
        print(&summary(task, report));
        for (queue, error) in &report.errors {
            eprintln!("{queue}: ended early: {error}");
        }
        if estimate.in_flight > 0 {
            let count = estimate.in_flight;
            let cause = "another redrive is running, or was killed in the last ten minutes";
            eprintln!("about {count} more are in flight: {cause}");
        }
    }
    printed.map_err(|source| Error::Io { what: "cannot print".to_owned(), source })?;
    if let Some(number) = signal {
        eprintln!("stopped");
        return Ok(ExitCode::from(number));
    }
    let is_success = report.is_some_and(|report| report.is_success());
    Ok(if is_success { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Completes `run`. A signal sets `stop` and waits for the run to notice; a second signal ends the
/// waiting. Returns the exit code of the last signal.
async fn stoppable(
    run: impl Future<Output = Report>,
    stop: &Cell<bool>,
) -> Result<(Option<Report>, Option<u8>), Error> {
    tokio::pin!(run);
    let mut signal = None;
    loop {
        tokio::select! {
            report = &mut run => return Ok((Some(report), signal)),
            number = interrupted() => {
                signal = Some(number?);
                if stop.replace(true) {
                    return Ok((None, signal));
                }
            }
        }
    }
}

/// Returns the line of a message; `None` if the message was not selected.
fn described(letter: &DeadLetter, outcome: &Outcome, now: Time) -> Option<String> {
    let outcome = match outcome {
        Outcome::Listed => "waits".to_owned(),
        Outcome::Resent => "re-sent".to_owned(),
        Outcome::NotDeleted(error) => format!("re-sent, but not deleted ({error})"),
        Outcome::Failed(error) => format!("failed ({error})"),
        Outcome::Expired => "expired".to_owned(),
        Outcome::Dropped => "dropped".to_owned(),
        Outcome::NotSelected | Outcome::Later => return None,
    };
    Some(format!(
        "{:<12} {:>6} {} {} {} {}x {outcome}: {}",
        letter.queue,
        screen::age(letter.sent_at, now),
        letter.facts.user_id.as_ref().map_or("-", UserId::as_str),
        letter.facts.event_id.as_ref().map_or("-", EventId::as_str),
        letter.facts.event_type.map_or("-", EventType::name),
        letter.received_count.map_or_else(|| "?".to_owned(), |count| count.to_string()),
        letter.reason,
    ))
}

/// Returns the table by queue and reason.
fn table(report: &Report, now: Time) -> Vec<String> {
    let head = format!("{:<12} {:>8} {:>8} {:>7}  {}", "queue", "letters", "expired", "oldest", "reason");
    let rows = report.groups.iter().map(|((queue, reason), group)| {
        let oldest = screen::age(group.oldest, now);
        format!("{queue:<12} {:>8} {:>8} {oldest:>7}  {reason}", group.letters, group.expired)
    });
    if report.groups.is_empty() { Vec::new() } else { std::iter::once(head).chain(rows).collect() }
}

fn summary(task: Task, report: &Report) -> String {
    let total = &report.total;
    let letters = |count: usize| format!("{count} dead letter{}", if count == 1 { "" } else { "s" });
    let first = match task {
        Task::List => letters(total.listed + total.expired),
        Task::Resend { .. } => format!("re-sent {}{}", letters(total.accepted()), by_queue(report)),
    };
    let expired = match task {
        Task::List => "of them expired",
        Task::Resend { .. } => "skipped because they have expired",
    };
    let others = [
        (total.not_deleted, "of them could not be deleted and will be sent again"),
        (total.failed, "failed"),
        (total.expired, expired),
        (total.dropped, "dropped because they had expired"),
        (total.not_selected, "not selected"),
        (total.later, "arrived meanwhile"),
    ];
    let others = others.iter().filter(|(count, _)| *count > 0).map(|(count, text)| format!("{count} {text}"));
    std::iter::once(first).chain(others).collect::<Vec<_>>().join(", ")
}

fn by_queue(report: &Report) -> String {
    let queues = report.queues.iter().filter(|(_, counts)| counts.accepted() > 0);
    let queues: Vec<_> = queues.map(|(name, counts)| format!("{name} {}", counts.accepted())).collect();
    if queues.is_empty() { String::new() } else { format!(" ({})", queues.join(", ")) }
}

#[cfg(test)]
mod tests {
    use local::redrive::report::Counts;

    use super::*;

    #[test]
    fn a_summary_tells_only_what_there_was() {
        let resend = Task::Resend { drop_expired: false };
        assert_eq!(summary(resend, &Report::default()), "re-sent 0 dead letters");
        assert_eq!(summary(Task::List, &Report::default()), "0 dead letters");
        let total = Counts { resent: 1, expired: 2, later: 3, ..Counts::default() };
        let p0 = Counts { later: 0, ..total };
        let push = Counts { later: 3, ..Counts::default() };
        let queues = [("p0".to_owned(), p0), ("push-p1".to_owned(), push)].into();
        assert_eq!(
            summary(resend, &Report { queues, total, ..Report::default() }),
            "re-sent 1 dead letter (p0 1), 2 skipped because they have expired, 3 arrived meanwhile"
        );
        let total = Counts { listed: 1, expired: 2, later: 3, ..Counts::default() };
        assert_eq!(
            summary(Task::List, &Report { total, ..Report::default() }),
            "3 dead letters, 2 of them expired, 3 arrived meanwhile"
        );
    }
}
