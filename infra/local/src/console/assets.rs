//! The files of the page: the bundle of `infra/console`, and the sources, which are read from the
//! checkout on each request. `/` is the bundled page, `/unbundled.html` the one that loads the sources.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

use super::Shared;
use super::refusal::Refusal;
use crate::bundle;
use crate::{hex, paths};

/// The size in bytes below which a file is not compressed, because that would save nothing.
const LEAST: usize = 512;

/// The page that loads the sources as they are.
const UNBUNDLED: &str = "/unbundled.html";

/// How long a browser may use a file without asking.
#[derive(Debug, Clone, Copy)]
pub(super) enum Caching {
    /// It is cached, and revalidated before each use.
    Revalidated,
    /// Its name changes with its content.
    Immutable,
}

/// A file as it is served.
#[derive(Debug)]
pub(super) struct Asset {
    media_type: &'static str,
    content: Bytes,
    caching: Caching,
    /// The content as gzip, once it was asked for; none if it cannot be compressed.
    packed: OnceLock<Option<Bytes>>,
}

impl Asset {
    /// Returns the asset of a file; `None` for a file that is not served.
    pub(super) fn new(path: &Path, content: Vec<u8>, caching: Caching) -> Option<Self> {
        let media_type = media_type(path)?;
        Some(Self { media_type, content: content.into(), caching, packed: OnceLock::new() })
    }

    /// Returns the content as gzip, if that is worth it.
    fn packed(&self) -> Option<Bytes> {
        let is_packed = ["image/png", "image/x-icon", "font/woff2"].contains(&self.media_type);
        if is_packed || self.content.len() < LEAST {
            return None;
        }
        self.packed.get_or_init(|| gzip(&self.content).ok().map(Bytes::from)).clone()
    }
}

/// Serves a file by its path.
pub(super) async fn serve(
    State(shared): State<Shared>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return Refusal::method().into_response();
    }
    let path = uri.path();
    let bundled = path.strip_prefix('/').filter(|path| path.starts_with(bundle::FOLDER));
    let found = match (path, bundled) {
        ("/" | "/index.html", _) => match shared.bundled.page() {
            Ok(page) => page,
            // The developer who has just edited a source sees it on the page.
            Err(error) => return (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
        },
        (_, Some(path)) => shared.bundled.file(path),
        (UNBUNDLED, _) => source("/index.html"),
        _ => source(path),
    };
    match found {
        Some(asset) => answer(&asset, &headers),
        None => Refusal::not_found("there is no such file").into_response(),
    }
}

/// Returns a file of the sources.
fn source(path: &str) -> Option<Arc<Asset>> {
    let file = file(&paths::root().join("infra/console"), path)?;
    let content = std::fs::read(&file).ok()?;
    Asset::new(&file, content, Caching::Revalidated).map(Arc::new)
}

/// Returns the file of a path. Every part of the path is a plain name, so that it cannot lead out
/// of `root`.
fn file(root: &Path, path: &str) -> Option<PathBuf> {
    let path = path.strip_prefix('/')?;
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let is_name = |part: &str| !part.is_empty() && !part.starts_with('.') && part.bytes().all(letter);
    path.split('/').all(is_name).then(|| root.join(path))
}

/// Returns the media type of a file; `None` for files that are not served.
fn media_type(path: &Path) -> Option<&'static str> {
    let Some(extension) = path.extension() else {
        let name = path.file_name()?.to_str()?;
        return ["LICENSE", "NOTICE"].contains(&name).then_some("text/plain; charset=utf-8");
    };
    Some(match extension.to_str()? {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "md" => "text/markdown; charset=utf-8",
        "ts" | "txt" | "sha256" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

fn answer(asset: &Asset, headers: &HeaderMap) -> Response {
    // The tag is weak, since it is the same for every content encoding of the file.
    let digest = hex(&Sha256::digest(&asset.content));
    let tag = format!("W/\"{}\"", digest.get(..32).unwrap_or(&digest));
    let caching = match asset.caching {
        Caching::Revalidated => "no-cache",
        Caching::Immutable => bundle::CACHE_CONTROL,
    };
    let common = [
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, caching.to_owned()),
        (header::VARY, "accept-encoding".to_owned()),
    ];
    let known = headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok()).unwrap_or_default();
    if known.split(',').any(|known| known.trim() == tag) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let typed = [(header::CONTENT_TYPE, asset.media_type)];
    match takes_gzip(headers).then(|| asset.packed()).flatten() {
        Some(packed) => (common, typed, [(header::CONTENT_ENCODING, "gzip")], packed).into_response(),
        None => (common, typed, asset.content.clone()).into_response(),
    }
}

fn gzip(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let lists = headers.get_all(header::ACCEPT_ENCODING).iter();
    let codings = lists.filter_map(|list| list.to_str().ok()).flat_map(|list| list.split(','));
    codings.map(|coding| coding.split_once(';').unwrap_or((coding, ""))).any(|(name, parameters)| {
        let refused = parameters
            .trim()
            .strip_prefix("q=")
            .is_some_and(|q| q.bytes().all(|byte| byte == b'0' || byte == b'.'));
        name.trim().eq_ignore_ascii_case("gzip") && !refused
    })
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(name: &'static str, value: &str) -> HeaderMap {
        [(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap())].into_iter().collect()
    }

    fn asset(name: &str, content: &[u8], caching: Caching) -> Asset {
        Asset::new(Path::new(name), content.to_vec(), caching).unwrap()
    }

    #[test]
    fn a_path_cannot_lead_out() {
        let root = Path::new("/root");
        assert_eq!(file(root, "/app/a-b_c.1.js").unwrap(), Path::new("/root/app/a-b_c.1.js"));
        for bad in [
            "",
            "a",
            "/",
            "//",
            "//etc/passwd",
            "/..",
            "/../Cargo.toml",
            "/a/../../x",
            "/a//b",
            "/a/",
            "/.git/config",
            "/%2e%2e/x",
            "/..%2fx",
            "/a\\..\\b",
            "/a/./b",
            "/\0",
            "/ä.js",
        ] {
            assert_eq!(file(root, bad), None, "{bad}");
        }
    }

    #[test]
    fn a_file_has_its_type_or_is_not_served() {
        let of = |name: &str| media_type(Path::new(name));
        assert_eq!(of("a.js"), Some("text/javascript; charset=utf-8"));
        assert_eq!(of("vendor/x/LICENSE"), Some("text/plain; charset=utf-8"));
        assert_eq!((of("a.woff2"), of("a.exe"), of("secret")), (Some("font/woff2"), None, None));
    }

    #[test]
    fn text_is_compressed_for_those_who_take_it() {
        for (accepts, taken) in [
            ("gzip, deflate, br", true),
            ("br;q=1, GZIP ;q=0.5", true),
            ("gzip;q=0", false),
            ("gzip;q=0.0", false),
            ("deflate", false),
            ("x-gzip", false),
        ] {
            assert_eq!(takes_gzip(&headers("accept-encoding", accepts)), taken, "{accepts}");
        }
        let content = "a line of a script\n".repeat(200).into_bytes();
        let script = asset("a.js", &content, Caching::Revalidated);
        let response = answer(&script, &headers("accept-encoding", "gzip"));
        assert_eq!(response.headers()["content-encoding"], "gzip");
        let packed = gzip(&content).unwrap();
        assert!(packed.len() < content.len() / 10);
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, content);
        let font = asset("a.woff2", &content, Caching::Revalidated);
        let font = answer(&font, &headers("accept-encoding", "gzip"));
        assert!(!font.headers().contains_key("content-encoding"));
    }

    #[test]
    fn what_a_browser_has_is_not_sent_again_unless_it_was_edited() {
        let style = |content: &[u8]| asset("a.css", content, Caching::Revalidated);
        let first = answer(&style(b"a"), &HeaderMap::new());
        assert_eq!(
            (first.status(), &first.headers()["cache-control"]),
            (StatusCode::OK, &HeaderValue::from_static("no-cache"))
        );
        let tag = first.headers()["etag"].to_str().unwrap();
        let again = answer(&style(b"a"), &headers("if-none-match", &format!("\"x\", {tag}")));
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        let edited = answer(&style(b"b"), &headers("if-none-match", tag));
        assert_eq!(edited.status(), StatusCode::OK);
        let named = answer(&asset("a.css", b"a", Caching::Immutable), &HeaderMap::new());
        assert_eq!(named.headers()["cache-control"], "public, max-age=31536000, immutable");
    }
}
