//! Writes notifications to their users' conversations with the bot. One function per class, so that a P0 never stands
//! behind a report.

mod config;

use std::process::ExitCode;

use allocator as _;
use channels::telegram::Bot;
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
        let secret = SecretsManager::new(aws.signed(http.clone()), config.secret_id);
        let bot = Bot::new(http, &config.endpoint, secret, config.delivery.send_timeout());
        Ok(Deliver::new(config.delivery, &aws, bot, |bot| warm::call(bot.warm_up())))
    })
}
