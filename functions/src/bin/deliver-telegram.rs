//! Sends notifications to their users' chats with the Telegram bot. There is one function per
//! priority class, so that a P0 never waits behind a report.

use std::process::ExitCode;

use allocator as _;
use channels::telegram::Bot;
use functions::config::DeliverTelegram;
use lambda::clients::{self, Aws};
use lambda::delivery::deliver;
use lambda::{Config as _, warm};
use signed::secrets::SecretsManager;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = DeliverTelegram::read(env)?;
        let aws = Aws::new(env, config.delivery.limits())?;
        let http = clients::http(env)?;
        let secret = SecretsManager::new(aws.signed(http.clone()), config.secret_id);
        let bot = Bot::new(http, &config.endpoint, secret, config.delivery.send_timeout());
        Ok(deliver(config.delivery, &aws, bot, |platform| {
            vec![warm::read(&platform.store), warm::call(platform.gateway.warm_up())]
        }))
    })
}
