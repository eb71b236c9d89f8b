//! A function that does nothing: the reference for every cold start.

use lambda_runtime::{Error, LambdaEvent, service_fn};
use serde_json::Value;

fn main() -> Result<(), Error> {
    // One thread, as our own functions have.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let echo = async |event: LambdaEvent<Value>| Ok::<_, Error>(event.payload);
    runtime.block_on(lambda_runtime::run(service_fn(|event| Box::pin(echo(event)))))
}
