//! Posts notifications of P1 and P2 to their users' open sockets. It has queues of its own, so slow
//! sockets delay no other channel.

use std::process::ExitCode;

use allocator as _;
use channels::websocket::Gateway;
use functions::config::DeliverWebsocket;
use lambda::batch::BatchFunction;
use lambda::clients::{Aws, Limits};
use lambda::{Config as _, warm};
use usecases::deliver::deliver_websocket;

fn main() -> ExitCode {
    lambda::run(|env| {
        let config = DeliverWebsocket::read(env)?;
        let aws = Aws::new(env, Limits::TEN_SECONDS)?;
        let gateway = Gateway::new(aws.gateway(&config.socket_endpoint));
        let priority = config.batch.priority;
        Ok(BatchFunction::new(
            config.batch,
            &aws,
            gateway,
            |platform| vec![warm::read(&platform.store), warm::post(&platform.gateway)],
            async move |platform, records| deliver_websocket(platform, priority, records).await,
        ))
    })
}
