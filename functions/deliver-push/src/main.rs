//! Pushes notifications to their users' devices. One function per class, so that a P0 never stands behind a report.

mod config;

use std::process::ExitCode;

use allocator as _;
use channels::push::Fcm;
use lambda::clients::{self, Aws};
use lambda::delivery::Deliver;
use lambda::warm;
use signed::secrets::SecretsManager;

use config::Config;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = Config::read(env)?;
        let aws = Aws::new(env, config.delivery.limits())?;
        let http = clients::http(env)?;
        let key = SecretsManager::new(aws.signed(http.clone()), config.secret_id);
        let timeout = config.delivery.send_timeout();
        let fcm = Fcm::new(http, &config.endpoint, &config.project_id, key, timeout);
        Ok(Deliver::new(config.delivery, &aws, fcm, |fcm| warm::call(fcm.warm_up())))
    })
}
