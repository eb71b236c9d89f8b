//! Reaches the traders to whom a broadcast is addressed. The inboxes of those who are connected get it, and the
//! function of the WebSocket channel posts it; every other inbox takes it up when it is read. Outside the app the
//! functions of push, Telegram and e-mail send it, by each trader's preferences.

use std::process::ExitCode;

use allocator as _;
use functions::config::WalkBroadcasts;
use lambda::batch::BatchFunction;
use lambda::clients::{Aws, Limits};
use lambda::{Config as _, warm};
use ports::NoGateway;
use usecases::broadcast::walk;

fn main() -> ExitCode {
    lambda::run(|env| {
        let WalkBroadcasts { batch, settings } = WalkBroadcasts::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        Ok(BatchFunction::new(
            batch,
            &aws,
            NoGateway,
            |platform| vec![warm::read(&platform.store)],
            async move |platform, records| walk(platform, &settings, records).await,
        ))
    })
}
