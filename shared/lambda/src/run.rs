//! From the process's start to the first event.

use std::fmt::Display;
use std::process::ExitCode;

use futures_util::future::LocalBoxFuture;
use lambda_runtime::{LambdaEvent, service_fn};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::env::{Env, EnvError};
use crate::telemetry;
use crate::warm::{self, Call};

/// Why a function could not be built.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    /// Its environment is not what it needs.
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

/// What a function does with an event.
// A function has one thread: the futures need not be `Send`.
#[allow(async_fn_in_trait)]
pub trait Handler {
    /// What comes in.
    type Event: DeserializeOwned;
    /// What goes out.
    type Answer: Serialize;
    /// What makes the invocation fail.
    type Error: Display;

    /// What a first event would otherwise wait for: one call per endpoint. See [`warm`](crate::warm).
    fn warm(&self) -> Vec<Call<'_>> {
        Vec::new()
    }

    /// Works off one event.
    async fn handle(&self, event: Self::Event) -> Result<Self::Answer, Self::Error>;
}

/// The `main` of every function: builds the handler once and gives it every event. A function whose
/// environment is wrong ends here, and says which variable it is.
pub fn run<H: Handler + 'static>(build: impl FnOnce(&Env) -> Result<H, InitError>) -> ExitCode {
    let env = Env::of_process();
    telemetry::init_logs(&env);
    // One thread is all that a function has: another would only be switched to.
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
    // It lives as long as the process, and so can the futures that borrow it.
    let handler: &'static H = Box::leak(Box::new(handler));
    warm::all(handler.warm()).await;
    // Boxed, once per event: the SDK's futures inside the runtime's nest deeper than the compiler follows.
    let answer = |event: LambdaEvent<H::Event>| -> LocalBoxFuture<'static, Result<H::Answer, String>> {
        Box::pin(async move { handler.handle(event.payload).await.map_err(|error| error.to_string()) })
    };
    lambda_runtime::run(service_fn(answer)).await
}
