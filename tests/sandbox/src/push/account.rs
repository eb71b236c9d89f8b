//! The service account that sends messages.

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use jsonwebtoken::DecodingKey;
use serde_json::json;

use crate::error::Error;

/// A service account with a key of its own.
pub(crate) struct ServiceAccount {
    project_id: String,
    /// Its name.
    pub(crate) email: String,
    /// The address of the endpoint that issues access tokens.
    pub(crate) token_uri: String,
    /// The id of its key.
    pub(crate) key_id: String,
    private_key: String,
    /// The key that verifies its assertions.
    pub(crate) public_key: DecodingKey,
}

impl ServiceAccount {
    /// Returns a new service account of this project, with a new key.
    pub(crate) fn generate(project_id: &str, token_uri: String) -> Result<Self, Error> {
        let key = KeyPair::generate(KeySize::Rsa2048).map_err(|_| Error::Key)?;
        let der = key.as_der().map_err(|_| Error::Key)?;
        let line_ends = pem::EncodeConfig::new().set_line_ending(pem::LineEnding::LF);
        Ok(Self {
            project_id: project_id.to_owned(),
            email: format!("sender@{project_id}.iam.gserviceaccount.com"),
            token_uri,
            key_id: random_hex::<20>()?,
            private_key: pem::encode_config(&pem::Pem::new("PRIVATE KEY", der.as_ref()), line_ends),
            public_key: DecodingKey::from_rsa_der(key.public_key().as_ref()),
        })
    }

    /// Returns the JSON document in the format of Google, without fields that no client here uses.
    pub(crate) fn json(&self) -> String {
        json!({
            "type": "service_account",
            "project_id": self.project_id,
            "private_key_id": self.key_id,
            "private_key": self.private_key,
            "client_email": self.email,
            "client_id": "100000000000000000001",
            "token_uri": self.token_uri,
        })
        .to_string()
    }
}

/// Returns `N` random bytes in hexadecimal.
pub(crate) fn random_hex<const N: usize>() -> Result<String, Error> {
    use std::fmt::Write as _;
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(|_| Error::Key)?;
    Ok(bytes.iter().fold(String::with_capacity(2 * N), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    }))
}
