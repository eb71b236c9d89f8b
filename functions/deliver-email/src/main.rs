//! Sends notifications as e-mails. One function per class, so that a P0 never stands behind a report.

mod config;

use std::process::ExitCode;

use allocator as _;
use channels::email::Email;
use lambda::clients::{self, Aws};
use lambda::delivery::Deliver;
use lambda::warm;
use signed::secrets::SecretsManager;

use config::Config;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = Config::read(env)?;
        let aws = Aws::new(env, config.delivery.limits())?;
        let signed = aws.signed(clients::http(env)?);
        let key = SecretsManager::new(signed.clone(), config.link_secret_id);
        let timeout = config.delivery.send_timeout();
        let email = Email::new(signed, config.sender, config.links, key, config.configuration_set, timeout);
        Ok(Deliver::new(config.delivery, &aws, email, |email| warm::call(email.warm_up())))
    })
}
