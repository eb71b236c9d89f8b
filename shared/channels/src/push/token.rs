//! The access token: got with the service account's key, kept, and renewed before it ends.
//!
//! The library signs the assertion, exchanges it at the key's `token_uri`, keeps the token and gets another one ten
//! seconds before its end. Here is what it leaves open: where the key comes from, that all who wait for a
//! token wait for the same one, and what happens when a token or a key is good no longer.

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
    /// The token itself, for FCM only.
    pub(super) fn expose(&self) -> &str {
        self.0.expose()
    }
}

/// Why there is no access token. Safe to log: it quotes neither key nor assertion.
#[derive(Debug, thiserror::Error)]
pub(super) enum TokenError {
    /// The key cannot be had.
    #[error("the service account's key cannot be read: {0}")]
    Secret(#[from] PortError),
    /// The key is none.
    #[error("the secret is not the key of a service account")]
    Key,
    /// The token endpoint does not take the key.
    #[error("the token endpoint answered {status} {code}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// OAuth's name of the error, where there was one.
        code: String,
    },
    /// The token endpoint cannot be reached, or what it says cannot be understood.
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
            // All else that it does before it has a connection, is with the key.
            _ => Self::Key,
        }
    }
}

/// The source of access tokens, for as long as the key is the same.
struct Account {
    key: SecretText,
    source: Arc<dyn TokenSource>,
}

/// Gets access tokens.
pub(super) struct Tokens<S> {
    secret: S,
    account: Mutex<Option<Account>>,
    timeout: Duration,
}

impl<S: Secret> Tokens<S> {
    /// Gets tokens with the key that is `secret`; the token endpoint may take as long as `timeout`.
    pub(super) fn new(secret: S, timeout: Duration) -> Self {
        Self { secret, account: Mutex::new(None), timeout }
    }

    /// A token that is good as far as we know.
    pub(super) async fn get(&self) -> Result<AccessToken, TokenError> {
        self.get_unlike(None).await
    }

    /// Another token than this one, which was refused.
    pub(super) async fn instead_of(&self, refused: &AccessToken) -> Result<AccessToken, TokenError> {
        self.get_unlike(Some(refused)).await
    }

    /// The key may have been replaced: the next token is got with what it is now.
    pub(super) async fn doubt_key(&self) {
        if let Err(error) = self.secret.renew().await {
            tracing::error!(%error, "the service account's key cannot be read again");
        }
    }

    /// Whoever waits for the lock finds the token of whoever had it, so there is one request for all; and all of
    /// them together wait no longer than one.
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
    // It begins with getting a token.
    let source: Arc<dyn TokenSource> = create_token_source_from_credentials(&file, &config).await?.into();
    let token = token_of(&*source).await?;
    *account = Some(Account { key, source });
    Ok(token)
}

async fn token_of(source: &dyn TokenSource) -> Result<AccessToken, TokenError> {
    Ok(AccessToken(SecretText::new(&source.token().await?.access_token)))
}
