//! The start of a function's process, and the loop that receives its events.

use std::fmt::Display;
use std::process::ExitCode;

use futures_util::future::LocalBoxFuture;
use lambda_runtime::{LambdaEvent, service_fn};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::env::{Env, EnvError};
use crate::telemetry;
use crate::warm::{self, Call};

/// The reason why a function could not start.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    /// A variable of its environment is missing or invalid.
    #[error(transparent)]
    Env(#[from] EnvError),
    /// The HTTP client cannot be built.
    #[error("the HTTP client cannot be built")]
    Http(#[from] reqwest::Error),
}

impl InitError {
    /// Whether a restart can help.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Env(error) => error.is_retryable(),
            Self::Http(_) => false,
        }
    }
}

/// A function's handling of its events.
// A function has one thread: the futures need not be `Send`.
#[allow(async_fn_in_trait)]
pub trait Handler {
    /// The event.
    type Event: DeserializeOwned;
    /// The response.
    type Response: Serialize;
    /// The error that fails the invocation.
    type Error: Display;

    /// Returns the warm-up calls, one per endpoint, that the first event would otherwise wait for.
    /// See [`warm`](crate::warm).
    fn warm(&self) -> Vec<Call<'_>> {
        Vec::new()
    }

    /// Processes one event.
    ///
    /// # Errors
    ///
    /// An error fails the invocation. The event source decides whether it is retried.
    async fn handle(&self, event: Self::Event) -> Result<Self::Response, Self::Error>;
}

/// The `main` of every function: creates the handler once and calls it with every event. If the
/// environment is invalid, it logs which variable is the cause and returns a failure.
pub fn run<H: Handler + 'static>(build: impl FnOnce(&Env) -> Result<H, InitError>) -> ExitCode {
    let env = Env::of_process();
    telemetry::init_logs(&env);
    // A function has one thread: it processes one event at a time, and switching threads would only
    // cost time.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let ended = match (runtime, build(&env)) {
        (Ok(runtime), Ok(handler)) => runtime.block_on(serve(handler)).map_err(|error| error.to_string()),
        (Err(error), _) => Err(error.to_string()),
        (_, Err(error)) => Err(error.to_string()),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error, "the function cannot run");
            ExitCode::FAILURE
        }
    }
}

async fn serve<H: Handler + 'static>(handler: H) -> Result<(), lambda_runtime::Error> {
    // Leaked, since it lives as long as the process and futures borrow it.
    let handler: &'static H = Box::leak(Box::new(handler));
    warm::all(handler.warm()).await;
    // Boxed once per event: nested in the runtime's futures, the SDK's futures exceed the
    // compiler's recursion limit.
    let answer = |event: LambdaEvent<H::Event>| -> LocalBoxFuture<'static, Result<H::Response, String>> {
        Box::pin(async move { handler.handle(event.payload).await.map_err(|error| error.to_string()) })
    };
    lambda_runtime::run(service_fn(answer)).await
}
