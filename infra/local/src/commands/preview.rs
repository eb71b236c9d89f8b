//! `cargo local preview`: shows in the terminal what a trader gets, by the code that sends it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use clap::Args;
use domain::{Channel, EventType, Language};
use local::Error;
use local::preview::{Piece, pieces};

/// Which texts to show.
#[derive(Debug, Args)]
pub(crate) struct Preview {
    /// The event type; all types, if none is given.
    #[arg(value_name = "TYPE")]
    event_type: Option<String>,
    /// The language, as a tag such as de or pt-BR; English by default, `all` for every language.
    #[arg(long, value_name = "L", default_value = "en")]
    language: String,
    /// The channel; all channels by default.
    #[arg(long, value_name = "C", value_parser = channel)]
    channel: Option<Channel>,
    /// Folder that adds event types, texts and defaults to the catalogue, or replaces them.
    #[arg(long, value_name = "DIR")]
    catalogue: Option<PathBuf>,
    /// Write a page with everything side by side to this file instead.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

fn channel(name: &str) -> Result<Channel, &'static str> {
    Channel::parse(name).ok_or("must be websocket, push, telegram, email or sms")
}

/// Prints the texts.
///
/// # Errors
/// [`Error::Usage`]: there is no such type or language. [`Error::Io`]: a file or the output cannot be
/// written. None is retryable.
pub(crate) fn preview(preview: &Preview) -> Result<ExitCode, Error> {
    if let Some(folder) = &preview.catalogue {
        return with_catalogue(folder);
    }
    let types = match &preview.event_type {
        None => EventType::ALL.to_vec(),
        Some(name) => {
            let unknown =
                || Error::Usage(format!("there is no event type `{name}`; `cargo local preview` shows all"));
            vec![EventType::parse(name).ok_or_else(unknown)?]
        }
    };
    let languages = match preview.language.as_str() {
        "all" => Language::ALL.to_vec(),
        tag => {
            let known = || Language::ALL.map(Language::code).join(", ");
            let unknown =
                || Error::Usage(format!("there is no language `{tag}`; there are {}, and all", known()));
            vec![Language::of_tag(tag).ok_or_else(unknown)?]
        }
    };
    if let Some(file) = &preview.html {
        let written = std::fs::write(file, local::preview::page(&types, &languages));
        written.map_err(|source| Error::Io { what: format!("cannot write {}", file.display()), source })?;
        eprintln!("written to {}", file.display());
        return Ok(ExitCode::SUCCESS);
    }
    // Writing to a `String` cannot fail.
    let mut text = String::new();
    for event_type in types {
        for &language in &languages {
            let _ = write!(text, "\n{event_type}  {}\n", language.code());
            let all = pieces(event_type, language);
            for Piece { channel, title, body } in
                all.iter().filter(|piece| preview.channel.is_none_or(|one| one == piece.channel))
            {
                let _ = write!(text, "  {:<10}", channel.name());
                if !title.is_empty() {
                    let _ = write!(text, " {title}\n{:13}", "");
                }
                let _ = writeln!(text, " {}", body.replace('\n', "\n              "));
            }
        }
    }
    // A pipe that is closed early, such as by `head`, is no fault.
    let _ = std::io::stdout().write_all(text.trim_start().as_bytes());
    Ok(ExitCode::SUCCESS)
}

/// Runs the same command, compiled with the folder.
fn with_catalogue(folder: &std::path::Path) -> Result<ExitCode, Error> {
    let what = || format!("cannot read {}", folder.display());
    let folder = folder.canonicalize().map_err(|source| Error::Io { what: what(), source })?;
    let mut arguments: Vec<_> = std::env::args_os().skip(1).collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--catalogue") {
        arguments.drain(at..(at + 2).min(arguments.len()));
    }
    arguments.retain(|argument| !argument.to_string_lossy().starts_with("--catalogue="));
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut again = Command::new(cargo);
    again.args(["run", "--quiet", "--package", "local", "--"]).args(arguments);
    again.env("CATALOGUE_DIR", folder).current_dir(local::root());
    let status =
        again.status().map_err(|source| Error::Io { what: "cannot start cargo".to_owned(), source })?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
