//! Secrets that can be replaced, and a service account's key.

use std::cell::{Cell, RefCell};
use std::sync::OnceLock;

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ports::{PortError, SecretText};
use serde_json::json;

/// A secret that is cached until it is renewed.
pub(crate) struct Kept {
    text: RefCell<String>,
    replaced_by: RefCell<Option<String>>,
    renewals: Cell<usize>,
    is_lost: Cell<bool>,
}

impl Kept {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            text: RefCell::new(text.into()),
            replaced_by: RefCell::default(),
            renewals: Cell::default(),
            is_lost: Cell::default(),
        }
    }

    /// Replaces the secret in its store; the cached one stays until it is renewed.
    pub(crate) fn replace(&self, text: impl Into<String>) {
        *self.replaced_by.borrow_mut() = Some(text.into());
    }

    /// Makes the secret unreadable from now on.
    pub(crate) fn lose(&self) {
        self.is_lost.set(true);
    }

    pub(crate) fn renewals(&self) -> usize {
        self.renewals.get()
    }
}

impl ports::Secret for &Kept {
    async fn get(&self) -> Result<SecretText, PortError> {
        if self.is_lost.get() {
            return Err(PortError::Unavailable("lost".to_owned()));
        }
        Ok(SecretText::new(&self.text.borrow()))
    }

    async fn renew(&self) -> Result<SecretText, PortError> {
        self.renewals.set(self.renewals.get() + 1);
        if let Some(text) = self.replaced_by.borrow_mut().take() {
            *self.text.borrow_mut() = text;
        }
        self.get().await
    }
}

/// Returns the key of a service account in Google's form. Its private key is the same for all
/// accounts.
pub(crate) fn key(account: &str, token_uri: &str) -> String {
    static PEM: OnceLock<String> = OnceLock::new();
    let pem = PEM.get_or_init(|| {
        let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
        let der: aws_lc_rs::encoding::Pkcs8V1Der<'_> = pair.as_der().unwrap();
        let base64 = STANDARD.encode(der.as_ref());
        let lines: Vec<_> = base64.as_bytes().chunks(64).map(|line| str::from_utf8(line).unwrap()).collect();
        format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", lines.join("\n"))
    });
    json!({
        "type": "service_account",
        "project_id": "exchange",
        "private_key_id": "k-1",
        "private_key": pem,
        "client_email": account,
        "token_uri": token_uri,
    })
    .to_string()
}
