//! The command line of `cargo local`.

mod commands;
mod screen;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use domain::Time;
use domain::event::data::Symbol;
use local::Origin;
use rust_decimal::Decimal;

/// Builds, deploys and runs the whole system on this machine, and feeds it a simulated exchange until Ctrl-C.
#[derive(Debug, Parser)]
#[command(name = "cargo local", bin_name = "cargo local", args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: Run,
}

#[derive(Debug, Args)]
struct Run {
    /// Run without the simulated exchange.
    #[arg(long)]
    no_feed: bool,
    /// Port of the gateway; the next one serves the console and the issuer's keys, the one after it
    /// the provider sandbox.
    #[arg(long, value_name = "N", default_value_t = 4566, value_parser = clap::value_parser!(u16).range(1..65534))]
    port: u16,
    /// Origin of a page of your own that may ask for tickets, such as `http://localhost:5173`; can be repeated.
    #[arg(long = "origin", value_name = "URL")]
    origins: Vec<Origin>,
    /// Folder that adds event types, texts and defaults to the catalogue, or replaces them.
    #[arg(long, value_name = "DIR")]
    catalogue: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print a token with which USER can connect to the running stack.
    Token(Token),
    /// Publish events to the running stack: one JSON event per line, each to the queue of its class.
    Publish {
        /// The file with the events, or - for standard input.
        #[arg(value_name = "FILE")]
        file: String,
    },
    /// Put the trades of a file on the running stack's price stream, at the pace at which they were
    /// made.
    ///
    /// The file is a CSV. Its first line names the columns: the first is `timestamp` (RFC 3339),
    /// one is `price`, others are ignored. The first trade becomes a tick at START. Each later
    /// trade becomes a tick after its original gap to the first, divided by SPEED; so the same
    /// START makes the same ticks. They are put at that pace, whatever START is.
    Ticks(Ticks),
    /// Send dead letters to their queues again, except those that have expired.
    ///
    /// A message is deleted only after its queue has accepted the copy, and sending one twice is
    /// harmless: the command can be interrupted, repeated, and run by two people at once. Messages
    /// that are dead-lettered while it runs are left for another run. On AWS it needs
    /// `cloudformation:DescribeStacks`; of the dead-letter queues `sqs:ReceiveMessage`,
    /// `sqs:DeleteMessage`, `sqs:ChangeMessageVisibility` and `sqs:GetQueueAttributes`; of the
    /// queues `sqs:SendMessage`.
    Redrive(commands::Redrive),
    /// Write the console's page, in the few files of which it is served, into a folder.
    Bundle {
        /// The folder; it is made if it is not there.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Show what a trader gets: the texts of event types on every channel, with the catalogue's samples.
    Preview(commands::Preview),
}

#[derive(Debug, Args)]
struct Token {
    /// The user's id; it becomes the `sub` claim.
    user: String,
    /// Seconds until the token expires; negative for one that has expired already, above 86400 for
    /// one that is refused.
    #[arg(long, value_name = "S", default_value_t = 3600, allow_hyphen_values = true)]
    expires_in: i64,
    /// Another `aud` claim than the one that the system accepts.
    #[arg(long, value_name = "A")]
    audience: Option<String>,
    /// Another `iss` claim than the one that the system accepts.
    #[arg(long, value_name = "I")]
    issuer: Option<String>,
}

#[derive(Debug, Args)]
struct Ticks {
    /// The file with the trades, or - for standard input.
    #[arg(value_name = "FILE")]
    file: String,
    /// The market of the trades, such as BTC-USDT.
    #[arg(long, value_parser = symbol)]
    symbol: Symbol,
    /// The factor by which the replay is faster than the trades were.
    #[arg(long, value_name = "N", default_value = "1", value_parser = speed)]
    speed: Decimal,
    /// The time of the first tick, such as 2026-11-23T08:00:00Z; the current time, if it is not
    /// given.
    #[arg(long, value_name = "TIME")]
    start: Option<Time>,
}

fn symbol(text: &str) -> Result<Symbol, &'static str> {
    Symbol::parse(text).ok_or("a symbol has 1 to 128 characters of A-Z a-z 0-9 . _ : / @ -")
}

fn speed(text: &str) -> Result<Decimal, &'static str> {
    let speed = text.parse().ok();
    speed.filter(|speed: &Decimal| *speed > Decimal::ZERO).ok_or("must be a number above 0")
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        // On an interrupt it has to make messages visible again before it ends.
        Some(Command::Redrive(arguments)) => commands::redrive(&arguments).await,
        None => commands::until_interrupted(commands::run(&cli.run)).await,
        Some(Command::Token(token)) => commands::token(&token),
        Some(Command::Bundle { folder }) => commands::bundle(&folder),
        Some(Command::Preview(preview)) => commands::preview(&preview),
        Some(Command::Ticks(ticks)) => commands::until_interrupted(commands::ticks(&ticks)).await,
        Some(Command::Publish { file }) => commands::until_interrupted(commands::publish(&file)).await,
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            local::report(&error);
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_ones_own_are_allowed_by_their_origins() {
        let given = ["local", "--origin", "http://localhost:5173/", "--origin", "https://trade.example"];
        let origins = Cli::try_parse_from(given).unwrap().run.origins;
        assert_eq!(
            origins.iter().map(Origin::as_str).collect::<Vec<_>>(),
            ["http://localhost:5173", "https://trade.example"]
        );
        for bad in ["localhost:5173", "http://localhost:5173/page", "*"] {
            let refused = Cli::try_parse_from(["local", "--origin", bad]).unwrap_err().to_string();
            assert!(refused.contains("an origin is a scheme, a host and a port, such as"), "{refused}");
            assert!(refused.contains("--origin <URL>"), "{refused}");
        }
    }

    #[test]
    fn a_token_that_the_system_refuses_can_be_had_too() {
        for seconds in ["-60", "86401", "9223372036854775807"] {
            let parsed = Cli::try_parse_from(["local", "token", "u-1", "--expires-in", seconds]);
            assert!(parsed.is_ok(), "{seconds}");
        }
        for bad in ["soon", "99999999999999999999"] {
            assert!(Cli::try_parse_from(["local", "token", "u-1", "--expires-in", bad]).is_err(), "{bad}");
        }
    }
}
