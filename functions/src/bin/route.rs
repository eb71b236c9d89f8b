//! Receives the exchange's events from the queue of a priority class and routes them. There is one
//! function per class, so that a critical event never waits behind a report.

use std::process::ExitCode;

use allocator as _;
use channels::websocket::Gateway;
use domain::Priority;
use functions::config::Route;
use lambda::batch::BatchFunction;
use lambda::clients::{Aws, Limits};
use lambda::{Config as _, warm};
use usecases::route::route;

fn main() -> ExitCode {
    lambda::run(|env| {
        let Route { batch, deployed, socket_endpoint } = Route::read(env)?;
        let priority = batch.priority;
        let limits = match priority {
            Priority::P0 => Limits::FIVE_SECONDS,
            Priority::P1 | Priority::P2 => Limits::TEN_SECONDS,
        };
        let aws = Aws::new(env, limits)?;
        // Only P0 posts to sockets here; P1 and P2 are sent to the queue of the WebSocket channel.
        let gateway = socket_endpoint.map(|endpoint| Gateway::new(aws.gateway(&endpoint)));
        Ok(BatchFunction::new(
            batch,
            &aws,
            gateway,
            |platform| {
                let post = platform.gateway.as_ref().map(warm::post);
                std::iter::once(warm::read(&platform.store)).chain(post).collect()
            },
            async move |platform, records| route(platform, priority, &deployed, records).await,
        ))
    })
}
