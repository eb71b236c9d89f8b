//! A function's process, with the fake runtime and the fake services.

use std::fs::File;
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::fake::aws::Aws;
use crate::fake::runtime::{Invocation, Runtime};

/// A running function; it ends when this value is dropped.
#[derive(Debug)]
pub struct Function {
    process: Child,
    runtime: Runtime,
    /// The time just before the process was started.
    pub began: Instant,
    /// The time at which it asked for its first event.
    pub ready: Instant,
}

impl Function {
    /// Starts `binary` and waits until it asks for events. It trusts the certificates in the file
    /// `trusted`, and its log goes to the file `log`.
    ///
    /// # Errors
    ///
    /// The process cannot be started, or does not ask for an event in time; not retryable.
    pub fn start(binary: &Path, aws: &Aws, trusted: Option<&Path>, log: Option<&Path>) -> io::Result<Self> {
        let runtime = Runtime::start()?;
        let mut command = Command::new(binary);
        command.env_clear().envs(variables(aws)).env("AWS_LAMBDA_RUNTIME_API", runtime.authority());
        if let Some(file) = trusted {
            command.env("SSL_CERT_FILE", file);
        }
        let log = log.map_or_else(|| Ok(Stdio::null()), |log| File::create(log).map(Stdio::from))?;
        command.stdin(Stdio::null()).stdout(log).stderr(Stdio::inherit());
        let began = Instant::now();
        let mut process = command.spawn()?;
        match runtime.first_asked() {
            Ok(ready) => Ok(Self { process, runtime, began, ready }),
            Err(error) => {
                end(&mut process);
                Err(io::Error::other(format!("{}: {error}", binary.display())))
            }
        }
    }

    /// Returns the id of its process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Gives it an event and waits for its response.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::TimedOut`]: the function does not respond in time.
    pub fn invoke(&self, event: &str) -> io::Result<Invocation> {
        self.runtime.invoke(event)
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        end(&mut self.process);
    }
}

fn end(process: &mut Child) {
    // It may have ended already.
    let _ = process.kill();
    let _ = process.wait();
}

/// Returns the environment variables of every function; each function reads its own part.
pub fn variables(aws: &Aws) -> Vec<(&'static str, String)> {
    let queue = |name: &str| format!("{}/123456789012/{name}", aws.sqs.url());
    let gateway = format!("{}/live", aws.gateway.url());
    let mut variables = vec![
        ("AWS_ENDPOINT_URL_DYNAMODB", aws.dynamodb.url()),
        ("AWS_ENDPOINT_URL_SQS", aws.sqs.url()),
        ("SOCKET_ENDPOINT", gateway),
        ("JWKS_URL", format!("{}/jwks.json", aws.gateway.url())),
        ("QUEUE_P0_URL", queue("p0")),
        ("QUEUE_P1_URL", queue("p1")),
        ("QUEUE_P2_URL", queue("p2")),
        ("REJECTED_QUEUE_URL", queue("rejected")),
        ("WEBSOCKET_QUEUE_URL", queue("websocket")),
        ("WEBSOCKET_P1_QUEUE_URL", queue("websocket-p1")),
        ("WEBSOCKET_P2_QUEUE_URL", queue("websocket-p2")),
        ("PUSH_QUEUE_URL", queue("push")),
        ("TELEGRAM_QUEUE_URL", queue("telegram")),
        ("EMAIL_QUEUE_URL", queue("email")),
        ("SMS_QUEUE_URL", queue("sms")),
        ("PUSH_P1_QUEUE_URL", queue("push-p1")),
        ("PUSH_P2_QUEUE_URL", queue("push-p2")),
        ("TELEGRAM_P1_QUEUE_URL", queue("telegram-p1")),
        ("TELEGRAM_P2_QUEUE_URL", queue("telegram-p2")),
        ("EMAIL_P1_QUEUE_URL", queue("email-p1")),
        ("EMAIL_P2_QUEUE_URL", queue("email-p2")),
        ("ESCALATE_QUEUE_URL", queue("escalate")),
        ("FIRE_QUEUE_URL", queue("fire")),
        ("BROADCASTS_QUEUE_URL", queue("broadcasts")),
        // The endpoint of all other services; the fake gateway gives them no meaningful response.
        ("AWS_ENDPOINT_URL", aws.gateway.url()),
        ("FCM_ENDPOINT", aws.gateway.url()),
        ("TELEGRAM_ENDPOINT", aws.gateway.url()),
        ("PUBLIC_URL", aws.gateway.url()),
        ("SOURCE_QUEUE_URL", queue("source")),
        ("DEAD_LETTER_QUEUE_URL", queue("dead")),
    ];
    let constant = [
        ("AWS_REGION", "us-east-1"),
        ("AWS_ACCESS_KEY_ID", "id"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_LAMBDA_FUNCTION_NAME", "budgets"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
        ("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        ("AWS_LAMBDA_LOG_GROUP_NAME", "g"),
        ("AWS_LAMBDA_LOG_STREAM_NAME", "s"),
        ("LOG_LEVEL", "info"),
        ("METRICS_NAMESPACE", "TraderNotifications"),
        ("PRIORITY", "P0"),
        ("RECIPIENTS_TABLE", "recipients"),
        ("INBOX_TABLE", "inbox"),
        ("TICKETS_TABLE", "tickets"),
        ("ALERTS_TABLE", "alerts"),
        ("BROADCASTS_TABLE", "broadcasts"),
        ("ALLOWANCES_TABLE", "allowances"),
        ("SCHEDULE_TABLE", "schedule"),
        ("CHANNELS", "push,telegram,email,sms"),
        ("RATE_PER_SECOND", "30"),
        ("PUSH_PER_SECOND", "30"),
        ("TELEGRAM_PER_SECOND", "30"),
        ("EMAIL_PER_SECOND", "30"),
        ("FCM_PROJECT_ID", "project"),
        ("FCM_SECRET_ID", "fcm"),
        ("TELEGRAM_SECRET_ID", "telegram"),
        ("TELEGRAM_WEBHOOK_SECRET_ID", "telegram-webhook"),
        ("TELEGRAM_BOT_NAME", "bot"),
        ("LINK_SECRET_ID", "link"),
        ("EMAIL_SENDER_NAME", "Exchange"),
        ("EMAIL_SENDER_ADDRESS", "alerts@exchange.example"),
        ("SMS_COUNTRIES", "*"),
        ("SOCKET_URL", "wss://localhost/live"),
        ("JWT_ISSUER", "exchange"),
        ("JWT_AUDIENCE", "notifications"),
        ("JWT_ALGORITHM", "EdDSA"),
        ("TOKEN_GRACE_SECONDS", "60"),
        ("MAX_TOKEN_LIFETIME_HOURS", "24"),
        ("STALE_AFTER_SECONDS", "60"),
        ("USER_ID", "canary"),
    ];
    variables.extend(constant.map(|(name, value)| (name, value.to_owned())));
    variables
}
