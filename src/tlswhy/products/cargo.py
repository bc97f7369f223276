"""cargo and rustup: libcurl and libgit2, rustls in newer rustups."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_NETWORK = "cargo src/cargo/util/network/, 1.40 to 1.90"
_GIT2 = "libgit2 src/libgit2/streams/, src/util/errors.c"

PRODUCT = Product(
    name="cargo",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "In ~/.cargo/config.toml.", ("[http]", 'cainfo = "/path/to/bundle.pem"')
        ),
        Remedy.USE_PROXY: Recipe(
            "In ~/.cargo/config.toml.", ("[http]", 'proxy = "http://{proxy}"')
        ),
        Remedy.PROXY_URL_HTTP: Recipe(
            "In ~/.cargo/config.toml.", ("[http]", 'proxy = "http://{proxy}"')
        ),
        Remedy.OPEN_REVOCATION: Recipe(
            "Windows alone, where a proxy's certificates name no list; in ~/.cargo/config.toml.",
            ("[http]", "check-revoke = false"),
        ),
    },
    sayings=(
        Saying(
            "spurious network error (",
            (),
            "warning: spurious network error (3 tries remaining): [60] SSL peer certificate or SSH remote key was not OK",
            _NETWORK,
            pattern=r"spurious network error \(\d tr[a-z]{1,3} remaining\): (?:\[(?P<code>\d{1,2})\])?",
            decode="curl_exit",
        ),
        Saying(
            "download of config.json failed",
            (),
            "download of config.json failed Caused by: failed to download from `https://packages.example/config.json` Caused by: [35] SSL connect error",
            "cargo src/cargo/sources/registry/http_remote.rs",
        ),
        Saying(
            "failed to download from `",
            (),
            "failed to download from `https://packages.example/config.json` Caused by: [60] SSL peer certificate or SSH remote key was not OK",
            _NETWORK,
            pattern=r"failed to download from `(?P<host>https?://[^`]{1,300})`(?: Caused by: \[(?P<code>\d{1,2})\])?",
            decode="curl_exit",
        ),
        Saying(
            "error: could not download file from '",
            (),
            "error: could not download file from 'https://static.rust-lang.org/dist/channel-rust-stable.toml.sha256' to '/tmp/x'",
            "rustup src/utils/mod.rs",
            pattern=r"download file from '(?P<host>https?://[^']{1,300})'",
        ),
        *(
            Saying(words, means, example, _GIT2)
            for words, means, example in (
                (
                    "class=Ssl (16)",
                    ("handshake-failed",),
                    "SSL error: unknown error; class=Ssl (16)",
                ),
                (
                    "the SSL certificate is invalid; class=",
                    ("verify failed",),
                    "the SSL certificate is invalid; class=Ssl (16); code=Certificate (-17)",
                ),
                (
                    "SSL error: received early EOF",
                    ("eof",),
                    "SSL error: received early EOF; class=Ssl (16)",
                ),
                (
                    "SSL error: syscall failure",
                    ("reset",),
                    "SSL error: syscall failure: Connection reset by peer; class=Os (2)",
                ),
                (
                    "code=Certificate (-17)",
                    ("verify failed",),
                    "user rejected certificate for a.example; class=Ssl (16); code=Certificate (-17)",
                ),
            )
        ),
        Saying(
            "unexpected http status code: 407",
            ("proxy-answered 407",),
            "unexpected http status code: 407; class=Http (34)",
            "libgit2 src/libgit2/transports/http.c",
        ),
        Saying(
            "proxy authentication required but no callback set",
            ("proxy-answered 407",),
            "remote authentication required but no callback set; proxy authentication required but no callback set; class=Http (34); code=Auth (-16)",
            "libgit2 src/libgit2/transports/http.c",
        ),
        Saying(
            "; class=Net (12)",
            (),
            "[35] SSL connect error; class=Net (12)",
            "libgit2 src/libgit2/errors.c",
            pattern=r"\[(?P<code>\d{1,2})\] .{1,200}; class=Net \(12\)",
            decode="curl_exit",
        ),
    ),
    speaks=("side client",),
)
