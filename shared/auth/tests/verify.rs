//! The verification of real tokens, signed with real keys, against a real HTTP server that
//! publishes the keys.

// The lint recognizes test functions, but not the helpers beside them.
#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use auth::{Algorithm, AuthError, Settings, Verifier, bearer};
use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Time;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{EncodingKey, Header};
use serde_json::{Value, json};

const NOW: i64 = 1_795_000_000;

fn at(seconds_later: i64) -> Time {
    Time::from_millis((NOW + seconds_later) * 1000)
}

/// A key pair with its id.
struct Key {
    id: &'static str,
    algorithm: jsonwebtoken::Algorithm,
    private: EncodingKey,
}

impl Key {
    fn generate(id: &'static str, algorithm: Algorithm) -> Self {
        let random = aws_lc_rs::rand::SystemRandom::new();
        match algorithm {
            Algorithm::Rs256 => {
                let pair = aws_lc_rs::rsa::KeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
                let der: aws_lc_rs::encoding::Pkcs8V1Der<'_> = pair.as_der().unwrap();
                // The library needs the PKCS #1 key, which PKCS #8 wraps: at this key size it
                // begins after 26 bytes.
                let private = EncodingKey::from_rsa_der(&der.as_ref()[26..]);
                Self { id, algorithm: jsonwebtoken::Algorithm::RS256, private }
            }
            Algorithm::Es256 => {
                let der = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
                let private = EncodingKey::from_ec_der(der.as_ref());
                Self { id, algorithm: jsonwebtoken::Algorithm::ES256, private }
            }
            Algorithm::EdDsa => {
                let der = Ed25519KeyPair::generate_pkcs8v1(&random).unwrap();
                let private = EncodingKey::from_ed_der(der.as_ref());
                Self { id, algorithm: jsonwebtoken::Algorithm::EdDSA, private }
            }
        }
    }

    fn public(&self) -> Value {
        let mut jwk = Jwk::from_encoding_key(&self.private, self.algorithm).unwrap();
        jwk.common.key_id = Some(self.id.to_owned());
        serde_json::to_value(jwk).unwrap()
    }

    fn sign(&self, claims: &Value) -> String {
        let header = Header { kid: Some(self.id.to_owned()), ..Header::new(self.algorithm) };
        jsonwebtoken::encode(&header, claims, &self.private).unwrap()
    }
}

/// A server that publishes the configured keys, and counts the requests.
#[derive(Clone)]
struct Publisher {
    url: String,
    state: Arc<Mutex<(u16, String, usize)>>,
}

impl Publisher {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/jwks.json", listener.local_addr().unwrap());
        let publisher = Self { url, state: Arc::default() };
        let state = Arc::clone(&publisher.state);
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut request = [0; 4096];
                let _ = stream.read(&mut request);
                let (status, body) = {
                    let mut state = state.lock().unwrap();
                    state.2 += 1;
                    (state.0, state.1.clone())
                };
                let length = body.len();
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
                );
            }
        });
        publisher
    }

    fn publish(&self, keys: &[Value]) {
        self.answer(200, &json!({ "keys": keys }).to_string());
    }

    fn answer(&self, status: u16, body: &str) {
        let mut state = self.state.lock().unwrap();
        (state.0, state.1) = (status, body.to_owned());
    }

    fn asked(&self) -> usize {
        self.state.lock().unwrap().2
    }

    #[allow(clippy::disallowed_methods)] // The client is for this server only.
    fn verifier(&self, algorithm: Algorithm) -> Verifier {
        let settings = Settings {
            algorithm,
            issuer: "https://exchange.example".to_owned(),
            audience: "notifications".to_owned(),
            jwks_url: self.url.clone(),
            max_lifetime: Duration::from_hours(24),
        };
        Verifier::new(settings, reqwest::Client::builder().no_proxy().build().unwrap())
    }
}

fn claims() -> Value {
    json!({"iss": "https://exchange.example", "aud": "notifications", "sub": "u-42", "exp": NOW + 600})
}

fn claims_with(field: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[field] = value;
    claims
}

fn claims_without(field: &str) -> Value {
    let mut claims = claims();
    claims.as_object_mut().unwrap().remove(field);
    claims
}

fn raw(header: &Value, claims: &Value, signature: &[u8]) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.{}", part(header), part(claims), URL_SAFE_NO_PAD.encode(signature))
}

#[tokio::test]
async fn every_algorithm_verifies_and_refuses_for_real() {
    for algorithm in [Algorithm::Rs256, Algorithm::Es256, Algorithm::EdDsa] {
        let publisher = Publisher::start();
        let (key, stranger) = (Key::generate("k1", algorithm), Key::generate("k1", algorithm));
        publisher.publish(&[key.public()]);
        let verifier = publisher.verifier(algorithm);

        let good = verifier.verify(&key.sign(&claims()), at(0)).await.unwrap();
        assert_eq!((good.user_id.as_str(), good.expires_at), ("u-42", at(600)));
        assert!(
            verifier
                .verify(&key.sign(&claims_with("aud", json!(["x", "notifications"]))), at(0))
                .await
                .is_ok()
        );

        for (token, expected) in [
            (stranger.sign(&claims()), AuthError::Signature),
            (key.sign(&claims_with("iss", json!("https://other.example"))), AuthError::Issuer),
            (key.sign(&claims_without("iss")), AuthError::Issuer),
            (key.sign(&claims_with("aud", json!("other"))), AuthError::Audience),
            (key.sign(&claims_without("aud")), AuthError::Audience),
            (key.sign(&claims_without("exp")), AuthError::NoExpiry),
            (key.sign(&claims_with("exp", json!(NOW - 60))), AuthError::Expired),
            (key.sign(&claims_with("exp", json!("9999999999"))), AuthError::Malformed),
            (key.sign(&claims_with("nbf", json!(NOW + 60))), AuthError::NotYetValid),
            (key.sign(&claims_with("iat", json!(NOW + 60))), AuthError::NotYetValid),
            (key.sign(&claims_with("exp", json!(i64::MAX))), AuthError::TooLong),
            (key.sign(&claims_with("iat", json!(NOW - 86_000))), AuthError::TooLong),
            (key.sign(&claims_without("sub")), AuthError::Subject),
            (key.sign(&claims_with("sub", json!("not a user"))), AuthError::Subject),
            (key.sign(&claims_with("sub", json!(42))), AuthError::Subject),
        ] {
            assert_eq!(verifier.verify(&token, at(0)).await, Err(expected), "{algorithm:?}");
        }
        let token = key.sign(&claims());
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let (header, _) = signed.split_once('.').unwrap();
        let other_claims = URL_SAFE_NO_PAD.encode(claims_with("sub", json!("u-1")).to_string());
        let forged = format!("{header}.{other_claims}.{signature}");
        assert_eq!(verifier.verify(&forged, at(0)).await, Err(AuthError::Signature));
        assert_eq!(publisher.asked(), 1, "one fetch serves all");
    }
}

#[tokio::test]
async fn the_algorithm_is_not_the_tokens_to_choose() {
    let publisher = Publisher::start();
    let key = Key::generate("k1", Algorithm::Rs256);
    let elliptic = Key::generate("k2", Algorithm::Es256);
    publisher.publish(&[key.public(), elliptic.public()]);
    let verifier = publisher.verifier(Algorithm::Rs256);

    for none in ["none", "None", "NONE", ""] {
        let token = raw(&json!({"alg": none, "kid": "k1"}), &claims(), b"");
        assert_eq!(verifier.verify(&token, at(0)).await, Err(AuthError::Malformed), "{none:?}");
    }

    // The key confusion attack: the public key, which every attacker has, is used as a shared
    // secret.
    let modulus = URL_SAFE_NO_PAD.decode(key.public()["n"].as_str().unwrap()).unwrap();
    for secret in [modulus, key.public().to_string().into_bytes()] {
        let header = Header { kid: Some("k1".to_owned()), ..Header::new(jsonwebtoken::Algorithm::HS256) };
        let token = jsonwebtoken::encode(&header, &claims(), &EncodingKey::from_secret(&secret)).unwrap();
        assert_eq!(verifier.verify(&token, at(0)).await, Err(AuthError::Algorithm));
    }

    assert_eq!(verifier.verify(&elliptic.sign(&claims()), at(0)).await, Err(AuthError::Algorithm));
    let wrong_kind = raw(&json!({"alg": "RS256", "kid": "k2"}), &claims(), b"signature");
    assert_eq!(verifier.verify(&wrong_kind, at(0)).await, Err(AuthError::UnknownKey));
    let no_key = raw(&json!({"alg": "RS256"}), &claims(), b"signature");
    assert_eq!(verifier.verify(&no_key, at(0)).await, Err(AuthError::UnknownKey));
    let critical = raw(&json!({"alg": "RS256", "kid": "k1", "crit": ["b64"], "b64": false}), &claims(), b"s");
    assert_eq!(verifier.verify(&critical, at(0)).await, Err(AuthError::Malformed));
}

#[tokio::test]
async fn a_key_that_is_not_for_our_signatures_is_never_used() {
    for (field, value) in [("use", json!("enc")), ("alg", json!("RS512")), ("kid", Value::Null)] {
        let publisher = Publisher::start();
        let key = Key::generate("k1", Algorithm::Rs256);
        let mut public = key.public();
        public[field] = value;
        publisher.publish(&[json!({"kty": "new", "kid": "k0"}), json!("odd"), public]);
        let verifier = publisher.verifier(Algorithm::Rs256);
        assert_eq!(verifier.verify(&key.sign(&claims()), at(0)).await, Err(AuthError::UnknownKey), "{field}");
    }
}

#[tokio::test]
async fn a_rotation_is_picked_up_but_a_flood_is_not_passed_on() {
    let publisher = Publisher::start();
    let (old, new) = (Key::generate("old", Algorithm::EdDsa), Key::generate("new", Algorithm::EdDsa));
    publisher.publish(&[old.public()]);
    let verifier = publisher.verifier(Algorithm::EdDsa);
    assert!(verifier.verify(&old.sign(&claims()), at(0)).await.is_ok());
    publisher.publish(&[new.public()]);
    for _ in 0..20 {
        let within_the_pause = verifier.verify(&new.sign(&claims()), at(5)).await.unwrap_err();
        assert_eq!((within_the_pause, within_the_pause.is_retryable()), (AuthError::KeyNotYetKnown, true));
    }
    assert_eq!(publisher.asked(), 1);

    assert!(verifier.verify(&new.sign(&claims()), at(10)).await.is_ok());
    assert_eq!(verifier.verify(&old.sign(&claims()), at(11)).await, Err(AuthError::KeyNotYetKnown));
    assert_eq!(publisher.asked(), 2);
    assert_eq!(verifier.verify(&old.sign(&claims()), at(20)).await, Err(AuthError::UnknownKey));
    assert_eq!(publisher.asked(), 3);
}

#[tokio::test]
async fn invented_key_ids_neither_prolong_the_pause_nor_cost_a_fetch_each() {
    let publisher = Publisher::start();
    let (old, new) = (Key::generate("old", Algorithm::EdDsa), Key::generate("new", Algorithm::EdDsa));
    publisher.publish(&[old.public()]);
    let verifier = publisher.verifier(Algorithm::EdDsa);
    verifier.warm(at(0)).await;
    publisher.publish(&[old.public(), new.public()]);
    let invented = |n: i64| raw(&json!({"alg": "EdDSA", "kid": format!("junk-{n}")}), &claims(), b"s");
    for second in 0..10 {
        assert_eq!(verifier.verify(&invented(second), at(second)).await, Err(AuthError::KeyNotYetKnown));
    }
    assert_eq!(publisher.asked(), 1);
    assert!(verifier.verify(&new.sign(&claims()), at(10)).await.is_ok(), "ten seconds after the fetch");
    for n in 10..200 {
        let refused = verifier.verify(&invented(n), at(n / 2 + 10)).await.unwrap_err();
        assert!(matches!(refused, AuthError::UnknownKey | AuthError::KeyNotYetKnown), "{refused}");
        assert!(verifier.verify(&new.sign(&claims()), at(n / 2 + 10)).await.is_ok());
    }
    assert!(publisher.asked() <= 2 + 10, "one fetch in ten seconds: {}", publisher.asked());
}

#[tokio::test]
async fn while_the_keys_cannot_be_fetched_the_ones_we_have_are_used() {
    let publisher = Publisher::start();
    let (known, unknown) = (Key::generate("k1", Algorithm::EdDsa), Key::generate("k2", Algorithm::EdDsa));
    publisher.answer(503, "");
    let verifier = publisher.verifier(Algorithm::EdDsa);
    let long = claims_with("exp", json!(NOW + 3600));
    assert_eq!(verifier.verify(&known.sign(&long), at(0)).await, Err(AuthError::KeysUnreachable));
    assert_eq!(verifier.verify(&known.sign(&long), at(0)).await, Err(AuthError::KeysUnreachable));
    assert_eq!(publisher.asked(), 1);

    publisher.publish(&[known.public()]);
    assert!(verifier.verify(&known.sign(&long), at(1)).await.is_ok());
    for (status, body) in [(500, ""), (200, "<html>"), (200, "{}"), (302, "")] {
        publisher.answer(status, body);
        assert!(verifier.verify(&known.sign(&long), at(700)).await.is_ok());
        assert_eq!(verifier.verify(&unknown.sign(&long), at(700)).await, Err(AuthError::KeysUnreachable));
    }
}

#[tokio::test]
async fn old_keys_are_fetched_again() {
    let publisher = Publisher::start();
    let key = Key::generate("k1", Algorithm::EdDsa);
    publisher.publish(&[key.public()]);
    let verifier = publisher.verifier(Algorithm::EdDsa);
    let long = key.sign(&claims_with("exp", json!(NOW + 3600)));
    for seconds in [0, 1, 599] {
        assert!(verifier.verify(&long, at(seconds)).await.is_ok());
    }
    assert_eq!(publisher.asked(), 1);
    assert!(verifier.verify(&long, at(600)).await.is_ok());
    assert_eq!(publisher.asked(), 2);
    publisher.publish(&[]);
    assert_eq!(verifier.verify(&long, at(1200)).await, Err(AuthError::UnknownKey), "a withdrawn key is gone");
}

#[test]
fn the_scheme_is_bearer() {
    assert_eq!(bearer("Bearer a.b.c"), Some("a.b.c"));
    assert_eq!(bearer("bearer  a.b.c "), Some("a.b.c"));
    for other in ["", "Bearer", "Bearer ", "Basic dTpw", "a.b.c", "Bearera.b.c"] {
        assert_eq!(bearer(other), None, "{other:?}");
    }
}

#[test]
fn nothing_prints_a_token() {
    let publisher = Publisher::start();
    let shown = format!("{:?}", publisher.verifier(Algorithm::EdDsa));
    assert!(!shown.contains("cache") && !shown.contains("http: "), "{shown}");
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".{0,200}", header in "[ -~]{0,60}", payload in "[ -~]{0,60}") {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        // No server listens on this port: a token that is accepted up to the fetch fails as
        // unreachable.
        let publisher = Publisher { url: "http://127.0.0.1:1/".to_owned(), state: Arc::default() };
        let verifier = publisher.verifier(Algorithm::Rs256);
        let encoded = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let jwt = format!("{}.{}.{}", encoded(&header), encoded(&payload), encoded(&text));
        let _ = bearer(&text);
        proptest::prop_assert!(runtime.block_on(verifier.verify(&text, at(0))).is_err());
        proptest::prop_assert!(runtime.block_on(verifier.verify(&jwt, at(0))).is_err());
    }
}
