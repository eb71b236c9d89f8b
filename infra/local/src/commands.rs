//! The commands.

mod preview;
mod redrive;
mod ticks;

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use local::bundle::Bundle;
use local::feed::Exchange;
use local::publish::{Outgoing, Publisher};
use local::ticks::TickStream;
use local::{Error, Options, Progress, Stack, StackInfo, TokenOptions};
use tokio::signal::unix::{SignalKind, signal};

use crate::{Run, Token, screen};
pub(crate) use preview::{Preview, preview};
pub(crate) use redrive::{Arguments as Redrive, redrive};
pub(crate) use ticks::ticks;

/// The interval between two steps of the simulated exchange.
const TURN: Duration = Duration::from_millis(500);
/// Events per call when a file is published, between two updates of the progress line.
const CHUNK: usize = 100;

/// Runs `work` unless Ctrl-C or a termination signal comes first. Everything that the work has
/// started ends with it.
pub(crate) async fn until_interrupted(
    work: impl Future<Output = Result<ExitCode, Error>>,
) -> Result<ExitCode, Error> {
    let number = tokio::select! {
        done = work => return done,
        number = interrupted() => number?,
    };
    eprintln!("stopped");
    Ok(ExitCode::from(number))
}

/// Waits for Ctrl-C or a termination signal. Returns the exit code that a shell reports for it: 128
/// and the signal's number.
async fn interrupted() -> Result<u8, Error> {
    let listen =
        |kind| signal(kind).map_err(|source| Error::Io { what: "cannot await signals".to_owned(), source });
    let mut interrupt = listen(SignalKind::interrupt())?;
    let mut terminate = listen(SignalKind::terminate())?;
    let mut hang_up = listen(SignalKind::hangup())?;
    Ok(tokio::select! {
        _ = interrupt.recv() => 130,
        _ = terminate.recv() => 143,
        _ = hang_up.recv() => 129,
    })
}

/// Writes the console's page into a folder.
pub(crate) fn bundle(folder: &Path) -> Result<ExitCode, Error> {
    let files = Bundle::of(&local::root().join("infra/console"))?.write(folder)?;
    eprintln!("{files} files in {}", folder.display());
    Ok(ExitCode::SUCCESS)
}

/// Runs the stack, and the exchange, until interrupted.
pub(crate) async fn run(run: &Run) -> Result<ExitCode, Error> {
    let begun = Instant::now();
    let state_dir = local::state_dir();
    let mut stack = Stack::start(Options {
        state_dir: state_dir.clone(),
        port: Some(run.port),
        progress: Progress::shown(),
        origins: run.origins.clone(),
        parameters: BTreeMap::new(),
        catalogue: run.catalogue.clone(),
    })
    .await?;
    let took = begun.elapsed();
    eprintln!("  {:<34} {}.{} s", "all in all", took.as_secs(), took.subsec_millis() / 100);
    screen::show(&stack, &state_dir);

    let (publisher, stream) = (Publisher::new(stack.info()), TickStream::of(stack.info())?);
    let now = Timestamp::now();
    let mut exchange = Exchange::new(now.as_millisecond().unsigned_abs(), now);
    let mut line = screen::Line::new();
    if run.no_feed {
        line.say("running without the simulated exchange");
    }
    let mut turns = tokio::time::interval(TURN);
    loop {
        turns.tick().await;
        stack.check()?;
        if !run.no_feed {
            let now = Timestamp::now();
            exchange.follow(stack.shocks());
            exchange.be_calm(!stack.shocks().is_busy());
            let events = exchange.turn(now);
            stream.put(&exchange.ticks(now)).await?;
            let events: Vec<Outgoing> = events.iter().map(|event| Outgoing::new(event.to_string())).collect();
            line.add(&publisher.send(&events).await?);
        }
    }
}

/// Prints a token.
pub(crate) fn token(token: &Token) -> Result<ExitCode, Error> {
    let mut options = TokenOptions { expires_in: token.expires_in, ..TokenOptions::default() };
    if let Some(audience) = &token.audience {
        options.audience.clone_from(audience);
    }
    if let Some(issuer) = &token.issuer {
        options.issuer.clone_from(issuer);
    }
    if token.expires_in > local::MAX_TOKEN_SECONDS {
        // This goes to standard error: standard output contains only the token.
        eprintln!(
            "The system rejects this token: its lifetime is longer than {} seconds.",
            local::MAX_TOKEN_SECONDS
        );
    }
    let text = local::token(&local::state_dir(), &token.user, &options)?;
    let written = writeln!(std::io::stdout(), "{text}");
    written.map_err(|source| Error::Io { what: "cannot print".to_owned(), source })?;
    Ok(ExitCode::SUCCESS)
}

/// Publishes the events of a file.
pub(crate) async fn publish(file: &str) -> Result<ExitCode, Error> {
    let stack = StackInfo::read(&local::state_dir())?;
    let text = read(file)?;
    let mut events = Vec::new();
    for (n, body) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let event = Outgoing::new(body);
        if event.guessed {
            eprintln!(
                "line {n} is no event of a type that this build knows: to {}, where the system passes it on or rejects it",
                event.queue
            );
        }
        events.push((n, event));
    }
    let publisher = Publisher::new(&stack);
    let mut line = screen::Line::new();
    let mut total = BTreeMap::new();
    let mut refused = Vec::new();
    for chunk in events.chunks(CHUNK) {
        let bodies: Vec<_> = chunk.iter().map(|(_, event)| event.clone()).collect();
        let mut sent = publisher.send(&bodies).await;
        if let Err(Error::Publish(_)) = sent {
            // The queue rejects one of them: each is sent alone, which may send some twice.
            let mut alone = BTreeMap::new();
            for (n, event) in chunk {
                match publisher.send(std::slice::from_ref(event)).await {
                    Err(Error::Publish(why)) => refused.push(format!("line {n}: {why}")),
                    other => add(&mut alone, other?),
                }
            }
            sent = Ok(alone);
        }
        let sent = sent?;
        line.add(&sent);
        add(&mut total, sent);
    }
    drop(line);
    eprintln!("published {}", screen::totals(&total));
    for refusal in &refused {
        eprintln!("not published: {refusal}");
    }
    Ok(if refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn add(total: &mut BTreeMap<&'static str, usize>, sent: BTreeMap<&'static str, usize>) {
    for (queue, count) in sent {
        *total.entry(queue).or_default() += count;
    }
}

fn read(file: &str) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let read = if file == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    read.map_err(|source| Error::Io { what: format!("cannot read {file}"), source })?;
    // An event that is not UTF-8 is for the system to reject; it is no reason to send none.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
