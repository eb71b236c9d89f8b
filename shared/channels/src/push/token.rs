//! The access token: fetched with the service account's key, cached, and renewed before it expires.
//!
//! The library signs the assertion, exchanges it at the key's `token_uri`, caches the token and
//! fetches another one ten seconds before it expires. This module adds the source of the key,
//! sharing one fetch among all callers that wait for a token, and the handling of tokens and keys
//! that are no longer valid.

use std::sync::Arc;
use std::time::Duration;

use gcloud_auth::credentials::CredentialsFile;
use gcloud_auth::project::{Config, create_token_source_from_credentials};
use gcloud_auth::token_source::TokenSource;
use ports::{PortError, Secret, SecretText};
use tokio::sync::Mutex;

const SCOPES: &[&str] = &["https://www.googleapis.com/auth/firebase.messaging"];

/// An access token. It cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AccessToken(SecretText);

impl AccessToken {
    /// Returns the token itself, for FCM only.
    pub(super) fn expose(&self) -> &str {
        self.0.expose()
    }
}

/// The error of fetching an access token. It is safe to log: it quotes neither key nor assertion.
#[derive(Debug, thiserror::Error)]
pub(super) enum TokenError {
    /// The key cannot be fetched.
    #[error("the service account's key cannot be read: {0}")]
    Secret(#[from] PortError),
    /// The secret is not a key of a service account.
    #[error("the secret is not the key of a service account")]
    Key,
    /// The token endpoint rejects the key.
    #[error("the token endpoint answered {status} {code}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// OAuth's error code, if there was one.
        code: String,
    },
    /// The token endpoint cannot be reached, or its answer cannot be parsed.
    #[error("the token endpoint cannot be reached")]
    Unreachable,
    /// The token endpoint did not answer in time.
    #[error("the token endpoint did not answer in time")]
    Timeout,
}

impl TokenError {
    /// Whether another key may help.
    fn is_about_the_key(&self) -> bool {
        match self {
            Self::Key => true,
            Self::Refused { status, .. } => matches!(status, 400 | 401 | 403),
            Self::Secret(_) | Self::Unreachable | Self::Timeout => false,
        }
    }
}

impl From<gcloud_auth::error::Error> for TokenError {
    fn from(error: gcloud_auth::error::Error) -> Self {
        use gcloud_auth::error::Error;
        match error {
            Error::TokenErrorResponse { status, error, .. } => Self::Refused { status, code: error },
            Error::HttpError(error) => match error.status() {
                Some(status) => Self::Refused { status: status.as_u16(), code: String::new() },
                None if error.is_timeout() => Self::Timeout,
                None => Self::Unreachable,
            },
            // Every other error before the library has a connection is an error of the key.
            _ => Self::Key,
        }
    }
}

/// The source of access tokens for one key.
struct Account {
    key: SecretText,
    source: Arc<dyn TokenSource>,
}

/// Fetches and caches access tokens.
pub(super) struct Tokens<S> {
    secret: S,
    account: Mutex<Option<Account>>,
    timeout: Duration,
}

impl<S: Secret> Tokens<S> {
    /// Creates a source of tokens with the key in `secret`; a fetch from the token endpoint may
    /// take `timeout`.
    pub(super) fn new(secret: S, timeout: Duration) -> Self {
        Self { secret, account: Mutex::new(None), timeout }
    }

    /// Returns a token that is valid as far as is known.
    pub(super) async fn get(&self) -> Result<AccessToken, TokenError> {
        self.get_unlike(None).await
    }

    /// Returns a token other than this one, which was refused.
    pub(super) async fn instead_of(&self, refused: &AccessToken) -> Result<AccessToken, TokenError> {
        self.get_unlike(Some(refused)).await
    }

    /// Fetches the key again, because it may have been replaced: the next token is fetched with the
    /// current key.
    pub(super) async fn doubt_key(&self) {
        if let Err(error) = self.secret.renew().await {
            tracing::error!(%error, "the service account's key cannot be read again");
        }
    }

    /// Returns a token other than `refused`. A caller that waits for the lock finds the token that
    /// the previous holder fetched, so there is one request for all. The timeout includes the wait
    /// for the lock, so a caller does not wait for one timeout after another.
    async fn get_unlike(&self, refused: Option<&AccessToken>) -> Result<AccessToken, TokenError> {
        let key = self.secret.get().await?;
        let got = async { fetch(&mut *self.account.lock().await, key, refused).await };
        let result = tokio::time::timeout(self.timeout, got).await.unwrap_or(Err(TokenError::Timeout));
        if result.as_ref().is_err_and(TokenError::is_about_the_key) {
            self.doubt_key().await;
        }
        result
    }
}

async fn fetch(
    account: &mut Option<Account>,
    key: SecretText,
    refused: Option<&AccessToken>,
) -> Result<AccessToken, TokenError> {
    if let Some(known) = account.as_ref().filter(|known| known.key == key) {
        let token = token_of(&*known.source).await?;
        if Some(&token) != refused {
            return Ok(token);
        }
    }
    let file: CredentialsFile = serde_json::from_str(key.expose()).map_err(|_| TokenError::Key)?;
    let config = Config::default().with_scopes(SCOPES);
    // The use of the credentials begins with fetching a token.
    let source: Arc<dyn TokenSource> = create_token_source_from_credentials(&file, &config).await?.into();
    let token = token_of(&*source).await?;
    *account = Some(Account { key, source });
    Ok(token)
}

async fn token_of(source: &dyn TokenSource) -> Result<AccessToken, TokenError> {
    Ok(AccessToken(SecretText::new(&source.token().await?.access_token)))
}
