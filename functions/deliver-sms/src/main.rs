//! Texts notifications to their users' telephones: only P0, and within what one user is meant to get.

mod config;

use std::process::ExitCode;

use allocator as _;
use channels::sms::Sms;
use lambda::clients::Aws;
use lambda::delivery::Deliver;
use lambda::warm;

use config::Config;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = Config::read(env)?;
        let aws = Aws::new(env, config.delivery.limits())?;
        let sms = Sms::new(aws.sns(config.delivery.send_timeout()), config.countries, config.sender_id);
        Ok(Deliver::new(config.delivery, &aws, sms, |sms| warm::call(sms.warm_up())))
    })
}
