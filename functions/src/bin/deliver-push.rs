//! Sends notifications as pushes to their users' devices. There is one function per priority class,
//! so that a P0 never waits behind a report.

use std::process::ExitCode;

use allocator as _;
use channels::push::Fcm;
use functions::config::DeliverPush;
use lambda::clients::{self, Aws};
use lambda::delivery::deliver;
use lambda::{Config as _, warm};
use signed::secrets::SecretsManager;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = DeliverPush::read(env)?;
        let aws = Aws::new(env, config.delivery.limits())?;
        let http = clients::http(env)?;
        let key = SecretsManager::new(aws.signed(http.clone()), config.secret_id);
        let timeout = config.delivery.send_timeout();
        let fcm =
            Fcm::new(http, &config.endpoint, &config.project_id, key, timeout).with_settings(config.settings);
        Ok(deliver(config.delivery, &aws, fcm, |platform| {
            vec![warm::read(&platform.store), warm::call(platform.gateway.warm_up())]
        }))
    })
}
