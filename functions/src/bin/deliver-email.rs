//! Sends notifications as e-mails. There is one function per priority class, so that a P0 never
//! waits behind a report.

use std::process::ExitCode;

use allocator as _;
use channels::email::Email;
use functions::config::DeliverEmail;
use lambda::clients::{self, Aws};
use lambda::delivery::deliver;
use lambda::{Config as _, warm};
use signed::secrets::SecretsManager;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = DeliverEmail::read(env)?;
        let aws = Aws::new(env, config.delivery.limits())?;
        let signed = aws.signed(clients::http(env)?);
        let key = SecretsManager::new(signed.clone(), config.link_secret_id);
        let timeout = config.delivery.send_timeout();
        let email = Email::new(signed, config.sender, config.links, key, config.configuration_set, timeout)
            .branded(config.brand);
        Ok(deliver(config.delivery, &aws, email, |platform| {
            vec![warm::read(&platform.store), warm::call(platform.gateway.warm_up())]
        }))
    })
}
