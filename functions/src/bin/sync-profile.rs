//! Stores the profiles that the exchange publishes: a trader's addresses, language and time zone.

use std::process::ExitCode;

use allocator as _;
use channels::websocket::Gateway;
use functions::config::SyncProfile;
use lambda::batch::BatchFunction;
use lambda::clients::{Aws, Limits};
use lambda::{Config as _, warm};
use usecases::contacts::sync_profiles;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = SyncProfile::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        // For closing connections that the exchange revokes.
        let gateway = Gateway::new(aws.gateway(&config.socket_endpoint));
        Ok(BatchFunction::new(
            config.batch,
            &aws,
            gateway,
            |platform| vec![warm::read(&platform.store)],
            async |platform, records| sync_profiles(platform, profile::decode, records).await,
        ))
    })
}
