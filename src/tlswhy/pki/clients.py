"""The clients as data: for which problem, on which place of a path, each one refuses a chain.

A row is a code of `pki.checks`. A cell has the places at which a problem of that code is fatal:
`L` on the leaf, `I` on a certificate between, `R` on the anchor of a path that has one; `-` for
none of them. Those of the first nine clients were measured: against OpenSSL 3.0 (curl, nginx and
most of Debian, at security level 2 with partial chains allowed), the same with the strict flag
(Python 3.13 and newer), GnuTLS 3.7, Go 1.27, Java 17, rustls-webpki 0.104, the path building of
BoringSSL of 2026-08 (Chromium's), pyca/cryptography 50; Node checks names by itself. The last four
are taken from what their makers have published, and say so (`Client.measured`).

What is not in the table is fatal for nobody.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct


class Client(Struct, frozen=True):
    """One kind of client.

    key: what the program calls it. name: for a sentence. way: how it looks for a path: "all" goes
    back and tries others, "openssl" and "gnutls" take the first that fits and stay with it.
    leaf_in_store: a leaf that is itself in the store ends all checks of the path.
    measured: the rules were compared with the real program.
    speaks_tls: programs verify servers with it.
    """

    key: str
    name: str
    way: str = "all"
    leaf_in_store: bool = False
    measured: bool = True
    speaks_tls: bool = True


PYTHON = "Python 3.13 and newer"
JAVA = "Java"
CHROMIUM = "Chrome and Edge"
GO_ALL = "Go"
GO = "Go 1.23 and newer"
RUSTLS = "rustls"
APPLE = "Apple's systems"

CLIENTS = (
    Client("openssl", "OpenSSL", way="openssl"),
    Client("python", PYTHON, way="openssl"),
    Client("node", "Node.js", way="openssl"),
    Client("gnutls", "GnuTLS", way="gnutls"),
    Client("go", GO_ALL),
    Client("java", JAVA, leaf_in_store=True),
    Client("rustls", RUSTLS),
    Client("chromium", CHROMIUM),
    Client("pyca", "cryptography", speaks_tls=False),
    Client("firefox", "Firefox", measured=False),
    Client("apple", APPLE, measured=False),
    Client("windows", "Windows", measured=False),
    Client("android", "Android", measured=False),
)

BY_KEY = {client.key: client for client in CLIENTS}

SINCE = {("go", "negative-serial"): GO}
"""Where only newer releases of a client refuse: what to call those."""

# The columns are `CLIENTS` in their order.
#                                    ssl py  nod gnu go  jav rus chr pyc fox app win and
_TABLE = """\
expired                              LIR LIR LIR LIR LIR LI  LI  LI  LIR LI  LI  LIR LI
expired:now                          LIR LIR LIR -   -   -   -   -   -   -   -   -   -
expired:second                       LIR LIR LIR -   LIR LI  -   -   -   -   -   -   -
not-yet-valid                        LIR LIR LIR LIR LIR LI  LI  LI  LIR LI  LI  LIR LI
unreadable                           LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR
no-certificate                       L   L   L   L   L   L   L   L   L   L   L   L   L
malformed                            LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR
malformed:san                        LIR LIR LIR LIR LIR -   LIR LIR LIR LIR LIR LIR LIR
malformed:aia                        -   -   -   -   LIR -   -   -   LIR -   -   -   -
malformed:duplicate                  LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR
malformed:algorithm                  LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR
old-version                          -   -   -   -   -   -   LI  -   LIR -   -   -   -
negative-serial                      -   -   -   -   LIR -   -   -   LIR -   -   -   -
long-serial                          -   -   -   -   -   -   -   -   LIR -   -   -   -
long-serial:21                       -   -   -   -   -   -   -   -   LIR -   -   -   -
unknown-critical-extension           LIR LIR LIR LIR LIR LI  LI  LI  LIR LI  LI  LIR LI
critical-extension:ski               LIR LIR LIR -   LIR LIR -   -   LIR -   -   -   -
critical-extension:aki               LIR LIR LIR -   LIR -   -   -   LIR -   -   -   -
critical-extension:aia               LIR LIR LIR -   LIR LIR LIR LIR LIR -   -   -   -
critical-extension:san               -   -   -   -   -   -   -   -   L   -   -   -   -
critical-extension:eku               -   -   -   -   -   -   -   -   LIR -   -   -   -
weak-signature:md5                   LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR
weak-signature:sha1                  LI  LI  LI  LI  LI  -   LI  LI  LI  LI  LI  LI  LI
weak-signature:sha224                -   -   -   -   -   -   LI  LI  LI  LI  -   -   -
signature-type:dsa                   -   -   -   -   LI  -   LI  LI  LI  LI  LI  -   -
signature-type:eddsa                 -   -   -   -   -   -   -   LI  -   LI  LI  LI  -
signature-type:ml-dsa                -   -   -   LI  -   LI  LI  -   -   LI  LI  -   LI
signature-type:unknown               LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI
weak-key:512                         LIR LIR LIR LIR LI  LI  LI  LIR LI  LIR LIR LIR LI
weak-key                             LIR LIR LIR -   -   -   IR  -   IR  -   LIR -   -
weak-key:ec                          LIR LIR LIR -   LIR LIR LIR LIR IR  LIR LIR LIR LIR
key-type:dsa                         -   -   -   -   L   -   I   LIR IR  LIR LIR -   -
key-type:explicit-curve              LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR
key-type:curve                       -   -   -   LIR LIR LIR IR  LIR IR  LIR LIR LIR LIR
key-type:p521                        -   -   -   -   -   -   IR  -   -   -   -   -   -
key-type:eddsa                       -   -   -   -   -   -   -   LIR IR  LIR LIR LIR LIR
key-type:ml-dsa                      -   -   -   LIR -   LIR LIR -   -   LIR LIR -   LIR
key-type:unknown                     LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR
not-a-ca                             IR  IR  IR  IR  IR  IR  I   I   IR  I   I   I   I
not-a-ca:no-constraints              IR  IR  IR  I   IR  IR  I   I   IR  I   I   I   I
ca-without-constraints               -   IR  -   -   IR  IR  -   -   IR  -   -   -   -
ca-without-constraints:old           -   IR  -   -   -   -   -   -   IR  -   -   -   -
ca-not-critical                      -   IR  -   -   -   -   -   -   IR  -   -   -   -
ca-without-key-usage                 -   IR  -   -   -   -   -   -   IR  -   -   -   -
wrong-key-usage:no-cert-sign         IR  IR  IR  IR  IR  IR  I   I   IR  I   I   I   I
signs-without-ca                     -   LIR -   -   -   -   L   -   LIR -   -   -   -
path-length-without-ca               -   L   -   -   -   -   L   -   -   -   -   -   -
path-too-long                        IR  IR  IR  IR  IR  I   I   I   IR  I   I   I   I
path-too-long:self-issued            -   -   -   -   IR  -   IR  -   IR  -   -   -   -
ca-as-leaf                           -   -   -   -   -   -   L   -   L   L   -   -   -
constraints-on-leaf                  -   -   -   -   -   -   -   -   L   -   -   -   -
empty-issuer                         -   LIR -   -   -   LIR -   -   -   LI  -   -   -
empty-subject                        -   IR  -   -   -   IR  -   -   IR  -   -   -   -
empty-san                            -   L   -   -   -   -   -   -   L   -   -   -   -
san-not-critical                     -   L   -   -   -   L   -   L   L   -   -   -   -
odd-san                              -   -   -   -   -   -   -   -   L   -   -   -   -
odd-san:underscore                   -   -   -   -   -   -   -   -   L   -   -   -   -
odd-san:ip                           -   -   -   -   L   -   -   L   L   -   -   -   -
odd-san:address                      -   -   -   -   -   -   -   -   L   -   -   -   -
no-authority-key-id                  -   LI  -   -   -   -   -   -   L   -   -   -   -
no-authority-key-id:other            -   LI  -   -   -   -   -   -   IR  -   -   -   -
no-subject-key-id                    -   IR  -   -   -   -   -   -   -   -   -   -   -
key-id-mismatch                      LI  LI  LI  LI  -   I   -   -   -   -   -   -   -
wrong-eku                            LIR LIR LIR LI  LIR L   LI  LI  LIR LI  L   LI  L
wrong-eku:empty                      L   L   L   -   -   L   L   L   L   L   L   L   L
wrong-eku:any-only                   LIR LIR LIR I   -   -   LI  -   L   L   L   -   -
no-extended-key-usage                -   -   -   -   -   -   -   -   -   -   L   -   -
wrong-key-usage:no-digital-signature -   -   -   -   -   L   -   -   -   -   -   -   -
wrong-key-usage                      L   L   L   -   -   L   -   -   -   L   -   -   -
bad-signature                        LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI
self-signed-leaf                     L   L   L   L   L   L   L   L   L   L   L   L   L
untrusted-root                       I   I   I   I   I   I   I   I   I   I   I   I   I
issuer-unknown                       LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI
intermediate-missing                 LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI
leaf-is-anchor                       -   -   -   L   -   -   L   L   -   -   -   -   -
name-constraint:dns                  LI  LI  LI  L   LI  LI  LI  L   LI  LI  LI  LI  LI
name-constraint:root-dns             LI  LI  LI  L   LI  -   LI  -   LI  -   -   LI  -
name-constraint:dns-wild             -   -   -   -   LI  -   LI  -   LI  LI  -   -   -
name-constraint:root-dns-wild        -   -   -   -   LI  -   LI  -   LI  -   -   -   -
name-constraint:ip                   LI  LI  LI  L   LI  LI  LI  L   LI  LI  LI  LI  LI
name-constraint:root-ip              LI  LI  LI  L   LI  -   LI  -   LI  -   -   LI  -
name-constraint:email                LI  LI  LI  L   LI  LI  LI  LI  LI  LI  -   LI  LI
name-constraint:root-email           LI  LI  LI  L   LI  -   LI  -   LI  -   -   LI  -
name-constraint:dn                   LI  LI  LI  L   LI  LI  LI  LI  LI  LI  -   LI  LI
name-constraint:root-dn              LI  LI  LI  L   LI  -   LI  -   LI  -   -   LI  -
name-constraint:uri                  LI  LI  LI  -   LI  LI  -   -   LI  LI  -   LI  LI
name-constraint:root-uri             LI  LI  LI  -   LI  -   -   -   LI  -   -   LI  -
name-constraint:cn                   L   L   L   L   -   L   -   -   -   -   -   -   -
name-constraint:root-cn              L   L   L   L   -   -   -   -   -   -   -   -   -
name-constraint:cn-other             L   L   L   L   -   L   -   -   -   -   -   -   -
name-constraint:root-cn-other        L   L   L   L   -   -   -   -   -   -   -   -   -
name-constraint:other                IR  IR  IR  IR  IR  IR  IR  IR  IR  -   -   -   -
name-constraint:other-unused         -   -   -   -   IR  -   -   -   -   -   -   -   -
name-constraint:bad-dns              -   -   -   -   LI  -   LI  -   LI  -   -   -   -
name-constraint:bad-email            -   -   -   -   LI  -   LI  LI  LI  -   -   -   -
name-constraint:malformed            IR  IR  IR  IR  IR  -   IR  -   IR  IR  IR  IR  IR
name-constraint:odd-mask             -   -   -   IR  IR  -   IR  -   -   IR  IR  IR  IR
name-constraint:leading-dot          -   -   -   -   -   -   -   -   IR  -   -   -   -
name-constraint:bounds               IR  IR  IR  -   IR  -   -   IR  IR  -   -   -   -
name-constraint:empty                -   -   -   -   IR  -   -   IR  IR  -   -   -   -
name-constraint:too-many             IR  IR  IR  IR  -   -   IR  -   IR  -   -   -   -
life-too-long                        -   -   -   -   -   -   -   L   -   -   L   -   -
life-too-long:chrome                 -   -   -   -   -   -   -   L   -   -   -   -   -
life-too-long:apple                  -   -   -   -   -   -   -   -   -   -   L   -   -
no-san                               -   -   -   -   L   -   L   L   L   L   L   -   L
hostname-mismatch                    L   L   L   L   L   L   L   L   L   L   L   L   L
ip-not-in-san                        L   L   L   L   L   L   L   L   L   L   L   L   L
wildcard-mismatch                    L   L   L   L   L   L   L   L   L   L   L   L   L
"""


@lru_cache(1)
def _rules() -> dict[str, dict[str, str]]:
    keys = [client.key for client in CLIENTS]
    rows = (line.split() for line in _TABLE.splitlines())
    return {code: dict(zip(keys, cells, strict=True)) for code, *cells in rows}


def codes() -> tuple[str, ...]:
    """Every code that is fatal for somebody."""
    return tuple(_rules())


def cell(client: str, code: str) -> str:
    """Where it refuses a chain for a problem of this code, as the table has it; "-" for nowhere."""
    return _rules().get(code, {}).get(client, "-")


def refuses(client: str, code: str, place: str) -> bool:
    """Whether it refuses a chain for a problem of this code at this place (`L`, `I` or `R`)."""
    return place in cell(client, code)


@lru_cache(512)
def refusers(code: str, place: str) -> tuple[str, ...]:
    """The names of the clients with TLS that refuse it, in the order of the table."""
    return tuple(
        SINCE.get((client.key, code), client.name)
        for client in CLIENTS
        if client.speaks_tls and refuses(client.key, code, place)
    )
