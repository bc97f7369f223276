"""e2guardian, which filters what passes a forward proxy and opens TLS for it; DansGuardian."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_MESSAGES = "data/languages/*/messages, 5"
_BAD = ("upstream-refused-cert", "leg upstream", "side client", "role intercepting")
_NAME = ("upstream-name", *_BAD)
_UP = ("upstream-failed", "leg upstream", "side client", "role intercepting")
_CLIENT = ("handshake-failed", "side server", "leg downstream", "role intercepting")
_OWN = ("cert-file", "side server", "leg downstream", "role intercepting")
_DENIED = "2024.5.6 7:08:09 192.0.2.7 192.0.2.7 https://www.example.org *DENIED* "

# Languages without these messages print the English ones. What stands before the first letter
# that is not ASCII is enough: logs are read in other encodings than they were written in.
_TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Certificate supplied by server was not valid", _BAD),
    ("Das vom Server ausgelieferte Zertifikat ist ung", _BAD),
    ("El certificado proporcionado por el servidor no era v", _BAD),
    ("Сертификат сервера не является действительным", _BAD),
    ("SSL certificate does not match domain name", _NAME),
    ("Das vom Server ausgelieferte SSL-Zertifikat, passt nicht zum Namen der Domain", _NAME),
    ("El certificado SSL del servidor no coincide con el nombre de dominio", _NAME),
    ("сертификат сервера не совпадает", _NAME),
    ("No SSL certificate supplied by server", _UP),
    ("Es wurde kein SSL-Zertifikat vom Server ausgeliefert", _UP),
    ("Failed to nogotiate ssl connection to server", _UP),
    ("Die SSL-Verbindung zum Server konnte nicht hergestellt werden", _UP),
    ("Could not open ssl connection", _UP),
    ("Es konnte keine SSL-Verbindung aufgebaut werden", _UP),
    ("Failed to negotiate ssl connection to client", _CLIENT),
    ("Failed to get ssl certificate", _OWN),
    ("Failed to load ssl private key", _OWN),
    ("Unable to create tunnel through local proxy", ("proxy-unreachable", "leg upstream")),
    ("Unable to connect to upstream proxy (network error)", ("proxy-unreachable", "leg upstream")),
    (
        "Unable to get response from upstream proxy (timeout)",
        ("upstream-failed", "leg upstream"),
    ),
    ("HTTPS access is only allowed to trusted sites.", ("proxy-answered 403",)),
    ("HTTPS access by IP address is not allowed.", ("proxy-answered 403",)),
)


def _sayings() -> Iterator[Saying]:
    for words, means in _TEXTS:
        yield Saying(words, means, f"{_DENIED}{words}", _MESSAGES)
    yield Saying(
        "Blocked HTTPS site",
        ("proxy-answered 403",),
        f"{_DENIED}Blocked HTTPS site: www.example.org",
        _MESSAGES,
        pattern=r"Blocked HTTPS site(?: \(local\))?: (?P<host>[\w.-]{1,253})",
    )
    for setting in ("generatedcert", "caprivatekey", "cacertificate", "certprivatekey"):
        words = f"{setting}path is required when ssl is enabled"
        yield Saying(
            words,
            ("config-error", "cert-file", "role intercepting"),
            f"e2guardian: {words}",
            "src/OptionContainer.cpp, 5",
        )


PRODUCT = Product(
    name="e2guardian",
    roles=(Role.FORWARD_PROXY,),
    speaks=("role forward-proxy", "role filter"),
    sayings=tuple(_sayings()),
)
