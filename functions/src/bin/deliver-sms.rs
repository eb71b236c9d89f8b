//! Sends notifications as SMS to their users' telephones: only P0, and within the limits per user.

use std::process::ExitCode;

use allocator as _;
use channels::sms::Sms;
use functions::config::DeliverSms;
use lambda::clients::Aws;
use lambda::delivery::deliver;
use lambda::{Config as _, warm};

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = DeliverSms::read(env)?;
        let aws = Aws::new(env, config.delivery.limits())?;
        let sms = Sms::new(aws.sns(config.delivery.send_timeout()), config.countries, config.sender_id)
            .linking(config.links);
        Ok(deliver(config.delivery, &aws, sms, |platform| {
            vec![warm::read(&platform.store), warm::call(platform.gateway.warm_up())]
        }))
    })
}
