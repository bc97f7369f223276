"""Firefox and its relatives: the pages they show. The codes on them are NSS's."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_SOURCE = "Firefox 60 to 153, netError.ftl, certError.ftl, pipnss.properties, netError.dtd"

# Words, keys, and a whole sentence where the words are a part of one. An apostrophe stands for a
# typographic one too: both are printed, as of the version.
_PAGES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("Secure Connection Failed", ("handshake-failed",), "Secure Connection Failed An error occurred during a connection to www.example.org."),
    ("An error occurred during a connection to", ("handshake-failed",), ""),
    ("The page you are trying to view cannot be shown because the authenticity of the received data could not be verified", (), ""),
    ("Warning: Potential Security Risk Ahead", ("verify failed",), ""),
    ("Did Not Connect: Potential Security Issue", ("verify failed",), ""),
    ("Your connection is not secure The owner of", ("verify failed",), "Your connection is not secure The owner of www.example.org has configured their website improperly."),
    ("has configured their website improperly. To protect your information", ("verify failed",), ""),
    ("This Connection is Untrusted", ("verify failed",), ""),
    ("You have asked Firefox to connect securely to", ("verify failed",), ""),
    ("uses an invalid security certificate", ("verify failed",), "www.example.org uses an invalid security certificate."),
    ("did not connect because this website requires a secure connection", ("verify failed",), ""),
    ("The certificate is not trusted because it was self-signed", ("verify self-signed",), ""),
    ("The certificate is not trusted because the issuer certificate is unknown", ("verify issuer-unknown",), ""),
    ("The server might not be sending the appropriate intermediate certificates", (), ""),
    ("An additional root certificate may need to be imported", (), ""),
    ("The certificate is not trusted because no issuer chain was provided", ("verify issuer-missing",), ""),
    ("The certificate is not trusted because it was issued by an invalid CA certificate", ("verify purpose",), ""),
    ("The certificate is not trusted because the issuer certificate is not trusted", ("verify issuer-unknown",), ""),
    ("because it was signed using a signature algorithm that was disabled because that algorithm is not secure", ("verify weak",), "The certificate is not trusted because it was signed using a signature algorithm that was disabled because that algorithm is not secure."),
    ("The certificate is not trusted because the issuer certificate has expired", ("verify expired", "depth 1"), ""),
    ("The certificate does not come from a trusted source", ("verify issuer-unknown",), ""),
    ("because its certificate issuer is unknown, the certificate is self-signed, or the server is not sending the correct intermediate certificates", ("verify issuer-unknown",), "Firefox does not trust www.example.org because its certificate issuer is unknown, the certificate is self-signed, or the server is not sending the correct intermediate certificates."),
    ("because we can't tell who issued the certificate, it's self-signed, or the site isn't sending intermediate certificates we trust", ("verify issuer-unknown",), ""),
    ("This site's certificate is self-signed. It wasn't issued by a recognized certificate authority", ("verify self-signed",), ""),
    ("Your connection is being intercepted by a TLS proxy", ("verify issuer-unknown", "issuer interceptor"), ""),
    ("Software is Preventing Firefox From Safely Connecting to This Site", ("verify issuer-unknown", "issuer interceptor"), ""),
    ("is most likely a safe site, but a secure connection could not be established", ("verify issuer-unknown", "issuer interceptor"), ""),
    ("The certificate is not valid for the name", ("verify name",), "The certificate is not valid for the name www.example.org."),
    ("The certificate is only valid for", ("verify name",), "The certificate is only valid for the following names: www.example.com"),
    ("because it uses a certificate that is not valid for", ("verify name",), "Firefox does not trust this site because it uses a certificate that is not valid for www.example.org."),
    ("because its certificate isn't valid for", ("verify name",), ""),
    ("The certificate expired on ", ("verify expired",), "The certificate expired on May 6, 2024, 7:08 AM. The current time is May 7, 2024."),
    ("because it looks like the certificate expired on", ("verify expired",), ""),
    ("Websites prove their identity via certificates, which are valid for a set time period. The certificate for", (), ""),
    ("The certificate will not be valid until", ("verify not-yet-valid",), "The certificate will not be valid until May 6, 2034. The current time is May 7, 2024."),
    ("because it looks like the certificate will not be valid until", ("verify not-yet-valid",), ""),
    ("It's likely the website's certificate is expired", ("verify expired",), ""),
    ("The website is either misconfigured or your computer clock is set to the wrong time", ("verify expired",), ""),
    ("Your Computer Clock is Wrong", ("verify expired", "verify not-yet-valid"), ""),
    ("has been revoked and isn't trusted anymore", ("verify revoked",), "Firefox blocked your visit to this site because the certificate provided for www.example.org has been revoked and isn't trusted anymore."),
    ("uses a different public key than expected", ("verify pin",), ""),
    ("doesn't follow the name constraints of a certificate that issued it", ("verify name-constraints",), ""),
    ("isn't allowed to be used by a web server", ("verify purpose",), ""),
    ("has too many intermediate certificates in the path to the root certificate", ("verify depth",), ""),
    ("has a key that is invalid. Most likely, it is too small to be secure", ("verify weak",), ""),
    ("contains an unsupported critical extension", ("verify strict",), "the certificate provided for www.example.org contains an unsupported critical extension."),
    ("was issued by a certificate authority that isn't trusted anymore", ("verify distrusted",), ""),
    ("couldn't prove it meets public certificate transparency requirements", ("verify failed",), ""),
    ("contains the same serial number as another certificate issued by the certificate authority", ("verify strict",), "Your certificate contains the same serial number as another certificate issued by the certificate authority."),
    ("This website might not support the TLS 1.2 protocol, which is the minimum version supported by", ("server-version",), ""),
    ("This website appears to support TLS 1.0 or TLS 1.1", ("server-version",), ""),
    ("Can't connect securely because the SSL protocol has been disabled", ("no-version",), ""),
    ("Can't connect securely because the site uses an older, insecure version of the SSL protocol", ("server-version",), ""),
    ("uses security technology that is outdated and vulnerable to attack", ("no-parameters",), ""),
    ("NS_ERROR_NET_INADEQUATE_SECURITY", ("no-parameters",), "Error code: NS_ERROR_NET_INADEQUATE_SECURITY"),
    ("can't create a secure connection to the server at", ("handshake-failed",), "Firefox can't create a secure connection to the server at www.example.org."),
    ("It looks like this site is using old software with known security issues", ("no-parameters",), ""),
    ("This website requires a certificate, but you did not", ("client-cert-absent",), ""),
    ("Firefox is configured to use a proxy server that is refusing connections", ("proxy-unreachable",), ""),
    ("The proxy server is refusing connections", ("proxy-unreachable",), ""),
    ("Unable to find the proxy server", ("proxy-unreachable",), ""),
    ("Firefox is configured to use a proxy server that can't be found", ("proxy-unreachable",), ""),
    ("NS_ERROR_PROXY_CONNECTION_REFUSED", ("proxy-unreachable",), ""),
    ("NS_ERROR_PROXY_AUTHENTICATION_FAILED", ("proxy-answered 407",), ""),
    ("NS_ERROR_PROXY_FORBIDDEN", ("proxy-answered 403",), ""),
    ("NS_ERROR_PROXY_BAD_GATEWAY", ("proxy-answered 502",), ""),
    ("NS_ERROR_PROXY_GATEWAY_TIMEOUT", ("proxy-answered 504",), ""),
    ("NS_ERROR_UNKNOWN_PROXY_HOST", ("proxy-unreachable",), ""),
    ("You must log in to this network before you can access the Internet", ("verify failed",), ""),
    ("The OCSP response is not yet valid", ("verify staple",), ""),
)  # fmt: skip
# These are shown for plain HTTP as well.
_ANY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("The connection to the server was reset while the page was loading", ("reset",)),
    ("was interrupted while the page was loading", ("eof",)),
    ("The connection to the server was interrupted", ("eof",)),
    ("is taking too long to respond", ("connect-timeout",)),
    ("can't establish a connection to the server at", ("refused",)),
    ("We're having trouble finding that site", ("dns-failed",)),
    ("We can't connect to the server at", ("dns-failed",)),
    ("NS_ERROR_NET_RESET", ("reset",)),
    ("NS_ERROR_NET_INTERRUPT", ("eof",)),
    ("NS_ERROR_NET_TIMEOUT", ("connect-timeout",)),
    ("NS_ERROR_CONNECTION_REFUSED", ("refused",)),
    ("NS_ERROR_UNKNOWN_HOST", ("dns-failed",)),
    ("NS_ERROR_NET_EMPTY_RESPONSE", ("eof",)),
)


def _spellings(words: str) -> tuple[str, ...]:
    return (words, words.replace("'", "\u2019")) if "'" in words else (words,)


def _pages() -> Iterator[Saying]:
    for words, keys, whole in _PAGES:
        for spelling in _spellings(words):
            yield Saying(
                spelling, keys, whole if words in whole and "'" not in words else spelling, _SOURCE
            )
    for words, keys in _ANY:
        for spelling in _spellings(words):
            yield Saying(spelling, keys, spelling, _SOURCE, certain=False)


PRODUCT = Product(
    name="Firefox",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "It has a store of its own; this policy in policies.json lets it read the system's, "
            "or imports one file.",
            (
                '{"policies": {"Certificates": {',
                '  "ImportEnterpriseRoots": true, "Install": ["{ca}.pem"]}}}',
            ),
        ),
        Remedy.LOWER_CLIENT_VERSION: Recipe(
            "In about:config; 1 is TLS 1.0.", ("security.tls.version.min = 1",)
        ),
        Remedy.PROXY_ADDRESS: Recipe(
            "Where its proxy is set.", ("about:preferences#general, Network Settings",)
        ),
        Remedy.SHRINK_CLIENT_HELLO: Recipe(
            "In about:config.", ("security.tls.enable_kyber = false",)
        ),
    },
    sayings=tuple(_pages()),
    speaks=("side client",),
)
