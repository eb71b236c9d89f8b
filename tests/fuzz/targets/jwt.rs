//! Arbitrary tokens, arbitrary payloads with a valid signature, and arbitrary key sets: they cause no
//! panic, and an accepted token has the user of its payload.

#![no_main]

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::LazyLock;

use auth::keys::KeySet;
use auth::{Algorithm, Settings, Verifier, bearer};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Time;
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

fn now() -> Time {
    Time::from_millis(1_795_000_000_000)
}

struct World {
    key: Ed25519KeyPair,
    verifier: Verifier,
    runtime: tokio::runtime::Runtime,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let key = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
    let public = URL_SAFE_NO_PAD.encode(key.public_key().as_ref());
    let keys = json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "kid": "k", "x": public}]}).to_string();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let settings = Settings {
        algorithm: Algorithm::EdDsa,
        issuer: "iss".to_owned(),
        audience: "aud".to_owned(),
        jwks_url: format!("http://{}/", listener.local_addr().unwrap()),
        max_lifetime: std::time::Duration::from_hours(24),
    };
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4096]);
            let length = keys.len();
            let _ = write!(stream, "HTTP/1.1 200 X\r\ncontent-length: {length}\r\n\r\n{keys}");
        }
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let verifier = Verifier::new(settings, reqwest::Client::builder().no_proxy().build().unwrap());
    runtime.block_on(verifier.warm(now()));
    World { key, verifier, runtime }
});

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    let world = &*WORLD;
    let verify = |token: &str| world.runtime.block_on(world.verifier.verify(token, now()));
    match choice % 4 {
        0 => {
            assert!(verify(bearer(text).unwrap_or(text)).is_err(), "nobody has signed this");
        }
        1 => {
            // An arbitrary payload with a valid signature.
            let head = URL_SAFE_NO_PAD.encode(r#"{"alg":"EdDSA","kid":"k"}"#);
            let signed = format!("{head}.{}", URL_SAFE_NO_PAD.encode(text));
            let signature = URL_SAFE_NO_PAD.encode(world.key.sign(signed.as_bytes()).as_ref());
            if let Ok(claims) = verify(&format!("{signed}.{signature}")) {
                let payload: Value = serde_json::from_str(text).unwrap();
                assert_eq!(payload["sub"], json!(claims.user_id));
                assert_eq!(payload["iss"], json!("iss"));
                assert!(now() < claims.expires_at.plus(auth::claims::LEEWAY));
                let latest = now().plus(std::time::Duration::from_hours(24)).plus(auth::claims::LEEWAY);
                assert!(claims.expires_at <= latest);
            }
        }
        2 => {
            // An arbitrary header over a valid payload.
            let payload = json!({"iss": "iss", "aud": "aud", "sub": "u", "exp": 1_795_000_100}).to_string();
            let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(text), URL_SAFE_NO_PAD.encode(payload));
            let signature = URL_SAFE_NO_PAD.encode(world.key.sign(signed.as_bytes()).as_ref());
            if verify(&format!("{signed}.{signature}")).is_ok() {
                let header: Value = serde_json::from_str(text).unwrap();
                assert_eq!((&header["alg"], &header["kid"]), (&json!("EdDSA"), &json!("k")));
            }
        }
        _ => {
            for algorithm in [Algorithm::Rs256, Algorithm::Es256, Algorithm::EdDsa] {
                if let Some(keys) = KeySet::read(text.as_bytes(), algorithm) {
                    let _ = keys.get("k").is_some();
                }
            }
        }
    }
});
