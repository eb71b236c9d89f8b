//! An independent client: it uses nothing of the product, and not the JWT library of the sandbox.

use std::time::{Duration, Instant, SystemTime};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::RequestBuilder;
use sandbox::{Entry, Options, Sandbox};
use serde_json::{Value, json};

pub(crate) const SCOPE: &str = "https://www.googleapis.com/auth/firebase.messaging";
pub(crate) const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// The time limit for asynchronous results.
const MAX_WAIT: Duration = Duration::from_secs(10);

pub(crate) struct Client {
    pub(crate) sandbox: Sandbox,
    pub(crate) http: reqwest::Client,
}

/// A response.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) async fn to(request: RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Self { status, headers, body }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_secs()).unwrap()
}

impl Client {
    pub(crate) fn start() -> Self {
        Self::with(Options::default())
    }

    pub(crate) fn with(options: Options) -> Self {
        // An independent client, with none of the product's limits.
        #[allow(clippy::disallowed_methods)]
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { sandbox: Sandbox::start(None, options).unwrap(), http }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.sandbox.url())
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        Answer::to(self.http.post(self.url(path)).json(&body)).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        Answer::to(self.http.get(self.url(path))).await
    }

    pub(crate) async fn delete(&self, path: &str) -> u16 {
        Answer::to(self.http.delete(self.url(path))).await.status
    }

    pub(crate) async fn fault(&self, fault: Value) {
        let answer = self.post("/faults", fault).await;
        assert_eq!(answer.status, 201, "{answer:?}");
    }

    pub(crate) fn account(&self) -> Value {
        serde_json::from_str(&self.sandbox.service_account_json()).unwrap()
    }

    /// Returns the claims of a valid assertion.
    pub(crate) fn claims(&self) -> Value {
        let account = self.account();
        json!({
            "iss": account["client_email"], "aud": account["token_uri"], "scope": SCOPE,
            "iat": now(), "exp": now() + 3600,
        })
    }

    /// Returns an assertion, signed with the key of the service account.
    pub(crate) fn assertion(&self, header: &Value, claims: &Value) -> String {
        let part = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
        let signed = format!("{}.{}", part(header), part(claims));
        let pem = pem::parse(self.account()["private_key"].as_str().unwrap()).unwrap();
        assert_eq!(pem.tag(), "PRIVATE KEY");
        let key = RsaKeyPair::from_pkcs8(pem.contents()).unwrap();
        let mut signature = vec![0; key.public_modulus_len()];
        key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature).unwrap();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    pub(crate) fn header(&self) -> Value {
        json!({"alg": "RS256", "typ": "JWT", "kid": self.account()["private_key_id"]})
    }

    pub(crate) async fn exchange(&self, grant: &str, assertion: &str) -> Answer {
        let uri = self.account()["token_uri"].as_str().unwrap().to_owned();
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", grant)
            .append_pair("assertion", assertion)
            .finish();
        let request = self.http.post(uri).header("content-type", "application/x-www-form-urlencoded");
        Answer::to(request.body(form)).await
    }

    pub(crate) async fn access_token(&self) -> String {
        let answer = self.exchange(GRANT, &self.assertion(&self.header(), &self.claims())).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.body["access_token"].as_str().unwrap().to_owned()
    }

    pub(crate) fn push_request(&self, access_token: &str, request: &Value) -> RequestBuilder {
        let path = format!("/v1/projects/{}/messages:send", self.sandbox.project_id());
        self.http.post(self.url(&path)).bearer_auth(access_token).json(request)
    }

    pub(crate) async fn push(&self, access_token: &str, message: Value) -> Answer {
        Answer::to(self.push_request(access_token, &json!({"message": message}))).await
    }

    pub(crate) fn bot(&self, method: &str) -> String {
        format!("/bot{}/{method}", self.sandbox.bot_token())
    }

    pub(crate) async fn say(&self, message: Value) -> Answer {
        self.post(&self.bot("sendMessage"), message).await
    }

    /// Returns the messages that the outbox has over HTTP, after comparing them with those in this
    /// process.
    pub(crate) async fn outbox(&self) -> Vec<Entry> {
        let answer = self.get("/outbox").await;
        let entries: Vec<Entry> = serde_json::from_value(answer.body).unwrap();
        assert_eq!(entries, self.sandbox.outbox());
        entries
    }

    /// Waits for `count` messages.
    pub(crate) async fn await_outbox(&self, count: usize) -> Vec<Entry> {
        let deadline = Instant::now() + MAX_WAIT;
        loop {
            let entries = self.sandbox.outbox();
            if entries.len() >= count {
                return entries;
            }
            assert!(Instant::now() < deadline, "{} of {count} messages came", entries.len());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}
