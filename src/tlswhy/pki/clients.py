"""The clients as data: for which problem, on which place of a path, each one refuses a chain.

A row is a code of `pki.checks`. A cell has the places at which a problem of that code is fatal:
`L` on the leaf, `I` on a certificate between, `R` on the anchor of a path that has one; `-` for
none of them; `F` for all three and for every certificate of the flight besides, as the client
reads them all before it looks for a path. Those of the first nine clients were measured: against
OpenSSL 3.0 (curl, nginx and most of Debian, at security level 2 with partial chains allowed), the
same with the strict flag (Python 3.13 and newer), GnuTLS 3.7, Go 1.27, Java 17, rustls-webpki
0.103, the path building of
BoringSSL of 2026-08 (Chromium's), pyca/cryptography 50; Node checks names by itself. The last four
are taken from what their makers have published, and say so (`Client.measured`).
Host names were measured with Node 20, Chromium 156 and Firefox 153 as well; for them Apple's and
Android's cells are what their sources say (SecDNSMatch, OkHostnameVerifier).

What is not in the table is fatal for nobody.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct


class Client(Struct, frozen=True):
    """One kind of client.

    key: what the program calls it. name: for a sentence. way: how it looks for a path: "all" goes
    back and tries others, so does "webpki", for which an anchor is no certificate but a name and a
    key; "openssl" and "gnutls" take the first that fits and stay with it, "java" does so if the
    certificates were sent in their order.
    roots: the list in `pki.roots` that it, or the system it belongs to, brings along; "" for the
    store of whatever system it runs on. dates: it also keeps to the dates after which that list
    takes no new certificates below a root.
    leaf_in_store: a leaf that is itself in the store ends all checks of the path.
    measured: the rules were compared with the real program.
    speaks_tls: programs verify servers with it.
    """

    key: str
    name: str
    way: str = "all"
    roots: str = ""
    dates: bool = False
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
    Client("node", "Node.js", way="openssl", roots="mozilla"),
    Client("gnutls", "GnuTLS", way="gnutls"),
    Client("go", GO_ALL),
    Client("java", JAVA, way="java", roots="java", dates=True, leaf_in_store=True),
    Client("rustls", RUSTLS, way="webpki"),
    Client("chromium", CHROMIUM, roots="chrome", dates=True),
    Client("pyca", "cryptography", speaks_tls=False),
    Client("firefox", "Firefox", roots="mozilla", dates=True, measured=False),
    Client("apple", APPLE, roots="apple", dates=True, measured=False),
    Client("windows", "Windows", roots="microsoft", dates=True, measured=False),
    Client("android", "Android", roots="android", dates=True, measured=False),
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
unreadable:other                     LIR LIR LIR LIR LIR LIR -   LIR LIR LIR LIR LIR LIR
no-certificate                       L   L   L   L   L   L   L   L   L   L   L   L   L
long-flight:count                    -   -   -   -   -   L   -   -   -   -   -   -   -
long-flight:32k                      -   -   -   -   -   L   -   -   -   -   -   -   -
long-flight:256k                     -   -   -   -   L   -   -   -   -   -   -   -   -
malformed                            LIR LIR LIR LIR F   F   LIR LIR LIR LIR LIR LIR LIR
malformed:extension                  LIR LIR LIR LIR F   -   LIR LIR LIR LIR LIR LIR LIR
malformed:tag                        -   -   -   -   F   -   -   -   -   -   -   -   -
malformed:critical                   -   -   -   -   -   F   -   -   -   -   -   -   -
malformed:basic                      LIR LIR LIR IR  F   -   LIR LIR LIR LIR LIR LIR LIR
malformed:fraction                   LIR LIR LIR F   F   -   LI  LIR F   LIR LIR LIR LIR
malformed:behind                     F   F   F   F   F   -   LIR LIR F   LIR LIR LIR LIR
malformed:path-length                -   -   -   -   F   R   -   -   -   -   -   -   -
malformed:name                       -   -   -   -   F   -   -   -   -   -   -   -   -
malformed:address                    -   -   -   -   -   F   -   -   -   -   -   -   -
malformed:san                        LIR LIR LIR F   F   -   LIR LIR LIR LIR LIR LIR LIR
malformed:san-critical               LIR LIR LIR F   F   F   LIR LIR LIR LIR LIR LIR LIR
malformed:aia                        -   -   -   -   F   -   -   -   LIR -   -   -   -
malformed:policies                   -   -   -   -   F   -   -   -   -   -   -   -   -
malformed:duplicate                  LIR LIR LIR F   F   F   LIR LIR LIR LIR LIR LIR LIR
malformed:alone                      -   LIR -   LIR F   -   LIR LIR LIR LIR LIR LIR LIR
malformed:duplicate-alone            -   LIR -   F   F   F   LIR LIR LIR LIR LIR LIR LIR
malformed:san-alone                  -   LIR -   F   F   -   LIR LIR LIR LIR LIR LIR LIR
malformed:duplicate-unread           LIR LIR LIR F   F   F   -   LIR LIR LIR LIR LIR LIR
malformed:repeated                   -   -   -   F   F   F   -   -   -   -   -   -   -
malformed:empty-name                 -   -   -   F   -   -   -   -   -   -   -   -   -
malformed:algorithm                  LIR LIR LIR F   F   F   LIR LIR LIR LIR LIR LIR LIR
malformed:algorithm-top              -   IR  -   F   F   F   LIR LIR LIR LIR LIR LIR LIR
old-version                          -   -   -   -   -   -   LI  -   LIR -   -   -   -
old-version:2                        -   -   -   -   -   -   LIR -   LIR -   -   -   -
old-version:extended                 -   LIR -   F   LI  F   LIR -   LIR -   -   -   -
old-version:extended-alone           -   -   -   F   LI  F   LIR -   LIR -   -   -   -
old-version:outlived                 -   -   -   -   -   R   -   -   -   -   -   -   -
negative-serial                      -   -   -   -   F   -   -   -   LIR -   -   -   -
long-serial                          -   -   -   -   -   -   -   -   LIR -   -   -   -
long-serial:21                       -   -   -   -   -   -   -   -   -   -   -   -   -
unknown-critical-extension           LIR LIR LIR LIR LIR LI  LI  LI  LIR LI  LI  LIR LI
critical-extension:ski               LIR LIR LIR -   F   LI  LI  -   IR  -   -   -   -
critical-extension:aki               LIR LIR LIR -   F   LI  LI  -   LIR -   -   -   -
critical-extension:aia               LIR LIR LIR -   F   LI  LI  LIR LIR -   -   -   -
critical-extension:policies          -   -   -   -   -   -   LI  -   LIR -   -   -   -
critical-extension:mappings          -   -   -   LIR -   -   LI  -   LIR -   -   -   -
critical-extension:limits            -   -   -   LIR -   -   LI  -   LIR -   -   -   -
critical-extension:no-any            -   -   -   -   -   -   LI  -   LIR -   -   -   -
critical-extension:san               -   -   -   -   -   -   -   -   L   -   -   -   -
critical-extension:eku               -   -   -   -   -   -   -   -   LIR -   -   -   -
critical-extension:other             -   -   -   -   -   -   -   -   LIR -   -   -   -
weak-signature:md5                   LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR
weak-signature:sha1                  LI  LI  LI  LI  LI  -   LI  LI  LI  LI  LI  LI  LI
weak-signature:sha224                -   -   -   -   -   -   LI  LI  LI  LI  -   -   -
signature-type:dsa                   -   -   -   -   LI  -   LI  LI  LI  LI  LI  -   -
signature-type:eddsa                 -   -   -   -   -   -   -   LI  -   LI  LI  LI  -
signature-type:odd-pss               -   -   -   LI  LI  -   LI  -   LI  -   -   -   -
signature-type:ml-dsa                -   -   -   LI  -   LI  LI  -   -   LI  LI  -   LI
signature-type:unknown               LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI
weak-key:512                         LIR LIR LIR LIR LI  LI  LI  LIR LI  LIR LIR LIR LI
weak-key                             LIR LIR LIR -   -   -   IR  -   IR  -   LIR -   -
weak-key:1963                        -   -   -   -   -   -   IR  -   IR  -   LIR -   -
weak-key:2041                        -   -   -   -   -   -   IR  -   -   -   LIR -   -
weak-key:ec                          LIR LIR LIR -   F   LIR LIR LIR IR  LIR LIR LIR LIR
key-type:dsa                         -   -   -   L   L   -   I   LIR IR  LIR LIR -   -
key-type:explicit-curve              LIR LIR LIR LIR F   LIR LIR LIR LIR LIR LIR LIR LIR
key-type:curve                       -   -   -   LIR F   IR  IR  LIR IR  LIR LIR LIR LIR
key-type:p224                        -   -   -   -   -   IR  IR  LIR IR  LIR LIR LIR LIR
key-type:eddsa                       -   -   -   -   -   -   -   LIR IR  LIR LIR LIR LIR
key-type:ml-dsa                      -   -   -   LIR -   LIR LIR -   -   LIR LIR -   LIR
key-type:unknown                     LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR LIR
not-a-ca                             IR  IR  IR  IR  IR  IR  I   I   IR  I   I   I   I
not-a-ca:no-constraints              IR  IR  IR  I   IR  IR  I   I   IR  I   I   I   I
not-a-ca:old                         IR  IR  IR  -   -   -   I   I   IR  I   I   I   I
ca-without-constraints               -   IR  -   -   IR  IR  -   -   IR  -   -   -   -
ca-without-constraints:old           -   IR  -   -   -   -   -   -   IR  -   -   -   -
ca-not-critical                      -   IR  -   -   -   -   -   -   IR  -   -   -   -
ca-without-key-usage                 -   IR  -   -   -   -   -   -   IR  -   -   -   -
wrong-key-usage:no-cert-sign         IR  IR  IR  IR  IR  IR  -   I   IR  I   I   I   I
wrong-key-usage:nothing              IR  IR  IR  IR  -   IR  -   I   IR  I   I   I   I
signs-without-ca                     -   LIR -   -   -   -   -   -   LIR -   -   -   -
alone:signs-without-ca               -   -   -   -   -   -   -   -   L   -   -   -   -
path-length-without-ca               -   L   -   -   -   -   -   -   -   -   -   -   -
path-length-without-ca:usage         -   LIR -   -   -   -   -   -   -   -   -   -   -
path-too-long                        IR  IR  IR  IR  IR  I   I   I   IR  I   I   I   I
path-too-long:negative               IR  IR  IR  -   IR  I   I   I   IR  I   I   I   I
path-too-long:self-issued            -   -   -   IR  IR  -   I   -   IR  -   -   -   -
ca-as-leaf                           -   -   -   -   -   -   L   -   L   L   -   -   -
ca-as-leaf:implied                   -   L   -   -   -   -   -   -   -   -   -   -   -
constraints-on-leaf                  -   -   -   -   -   -   -   -   L   -   -   -   -
empty-issuer                         -   LIR -   -   -   F   -   -   LIR LI  -   -   -
alone:empty-issuer                   -   -   -   -   -   F   -   -   L   -   -   -   -
alone:empty-subject                  -   -   -   -   -   F   -   -   -   -   -   -   -
empty-subject                        -   IR  -   -   -   F   -   -   IR  -   -   -   -
empty-subject:named                  -   IR  -   -   -   -   -   -   IR  -   -   -   -
empty-san                            -   L   -   -   -   -   -   -   L   -   -   -   -
empty-san:needed                     -   -   -   -   -   F   -   -   -   -   -   -   -
san-not-critical                     -   L   -   -   -   F   -   L   L   -   -   -   -
alone:san-not-critical               -   -   -   -   -   F   -   -   L   -   -   -   -
odd-san:ip                           -   -   -   -   L   -   -   L   -   -   -   -   -
odd-san:not-ascii                    -   -   -   -   L   -   -   L   -   -   -   -   -
odd-san:empty                        -   -   -   L   -   -   -   -   -   -   -   -   -
odd-san:mapped                       -   -   -   -   L   -   -   -   -   -   -   -   -
odd-san:unread                       -   -   -   -   -   L   -   -   -   -   -   -   -
odd-encoding:default                 -   -   -   -   -   -   -   -   LIR -   -   -   -
odd-encoding:time                    -   -   -   -   -   -   -   -   LIR -   -   -   -
no-authority-key-id                  -   LI  -   -   -   -   -   -   L   -   -   -   -
alone:no-authority-key-id            -   -   -   -   -   -   -   -   L   -   -   -   -
no-authority-key-id:other            -   LI  -   -   -   -   -   -   IR  -   -   -   -
no-authority-key-id:empty            -   LI  -   -   -   -   -   -   IR  -   -   -   -
no-subject-key-id                    -   IR  -   -   -   -   -   -   -   -   -   -   -
key-id-mismatch                      LI  LI  LI  LI  -   LI  -   -   -   -   -   -   -
key-id-mismatch:serial               LI  LI  LI  -   -   LI  -   -   -   -   -   -   -
name-spelling                        -   -   -   LI  LI  -   LI  -   LI  -   -   -   -
wrong-eku                            LIR LIR LIR LI  LIR L   LI  LI  LIR LI  L   LI  L
wrong-eku:empty                      LIR LIR LIR -   -   L   LI  L   LIR L   L   L   L
wrong-eku:any-only                   LIR LIR LIR I   -   -   LI  -   L   L   L   -   -
wrong-eku:step-up                    -   -   -   LI  LIR -   LI  -   LIR -   -   -   -
wrong-eku:step-up-ca                 -   -   -   -   LIR -   LI  -   LIR -   -   -   -
no-extended-key-usage                -   -   -   -   -   -   -   -   -   -   L   -   -
wrong-key-usage:no-digital-signature -   -   -   -   -   L   -   -   -   -   -   -   -
wrong-key-usage                      L   L   L   -   -   L   -   -   -   L   -   -   -
wrong-key-usage:alone                -   L   -   -   -   L   -   -   -   L   -   -   -
bad-signature                        LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI
self-signed-leaf                     L   L   L   L   L   L   L   L   L   L   L   L   L
distrusted-root:issued               R   R   R   R   R   R   R   R   R   R   R   R   R
distrusted-root:logged               R   R   R   R   R   R   R   R   R   R   R   R   R
untrusted-root                       I   I   I   I   I   I   I   I   I   I   I   I   I
issuer-unknown                       LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI
intermediate-missing                 LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI  LI
leaf-is-anchor                       -   -   -   -   -   -   L   L   -   -   -   -   -
partial-anchor:no-constraints        -   -   -   R   -   -   -   -   -   -   -   -   -
name-constraint:dns                  LI  LI  LI  L   LI  LI  LI  L   LI  LI  LI  LI  LI
name-constraint:root-dns             LI  LI  LI  L   LI  -   LI  -   LI  -   -   LI  -
name-constraint:dns-wild             -   -   -   -   LI  -   LI  -   LI  LI  -   -   -
name-constraint:root-dns-wild        -   -   -   -   LI  -   LI  -   LI  -   -   -   -
name-constraint:ip                   LI  LI  LI  L   LI  LI  LI  L   LI  LI  LI  LI  LI
name-constraint:root-ip              LI  LI  LI  L   LI  -   LI  -   LI  -   -   LI  -
name-constraint:ip-family            LI  LI  LI  -   LI  LI  LI  L   LI  LI  LI  LI  LI
name-constraint:root-ip-family       LI  LI  LI  -   LI  -   LI  -   LI  -   -   LI  -
name-constraint:email                LI  LI  LI  L   LI  LI  -   LI  LI  LI  -   LI  LI
name-constraint:root-email           LI  LI  LI  L   LI  -   -   -   LI  -   -   LI  -
name-constraint:email-used           -   -   -   -   -   -   IR  -   -   -   -   -   -
name-constraint:dn                   LI  LI  LI  -   -   LI  -   LI  -   LI  -   LI  LI
name-constraint:root-dn              LI  LI  LI  -   -   -   -   -   -   -   -   LI  -
name-constraint:dn-permitted         -   -   -   -   -   -   IR  -   -   -   -   -   -
name-constraint:dn-excluded          -   -   -   IR  -   -   IR  -   -   -   -   -   -
name-constraint:uri                  LI  LI  LI  -   LI  LI  -   -   LI  LI  -   LI  LI
name-constraint:root-uri             LI  LI  LI  -   LI  -   -   -   LI  -   -   LI  -
name-constraint:uri-permitted        -   -   -   -   -   -   IR  -   -   -   -   -   -
name-constraint:uri-excluded         -   -   -   IR  -   -   IR  -   -   -   -   -   -
name-constraint:cn                   L   L   L   L   -   L   -   -   -   -   -   -   -
name-constraint:root-cn              L   L   L   L   -   -   -   -   -   -   -   -   -
name-constraint:cn-other             L   L   L   L   -   L   -   -   -   -   -   -   -
name-constraint:root-cn-other        L   L   L   L   -   -   -   -   -   -   -   -   -
name-constraint:cn-address           L   L   L   L   -   -   -   -   -   -   -   -   -
name-constraint:root-cn-address      L   L   L   L   -   -   -   -   -   -   -   -   -
name-constraint:cn-any               -   -   -   L   -   -   -   -   -   -   -   -   -
name-constraint:root-cn-any          -   -   -   L   -   -   -   -   -   -   -   -   -
name-constraint:cn-word              -   -   -   -   -   LI  -   -   -   -   -   -   -
name-constraint:cn-ip                -   -   -   -   -   LI  -   -   -   -   -   -   -
name-constraint:other                IR  IR  IR  IR  -   I   IR  IR  IR  -   -   -   -
name-constraint:other-unused         -   -   -   IR  -   -   -   -   -   -   -   -   -
name-constraint:unhandled            -   -   -   -   IR  -   -   -   -   -   -   -   -
name-constraint:unhandled-dn         -   -   -   -   IR  -   -   -   IR  -   -   -   -
name-constraint:unread-size          LI  LI  LI  -   -   -   -   -   LI  -   -   -   -
name-constraint:unread               -   -   -   -   -   -   -   -   LI  -   -   -   -
name-constraint:bad-dns              -   -   -   -   -   -   LI  -   LI  -   -   -   -
name-constraint:bad-email            -   -   -   -   -   -   -   LI  LI  -   -   -   -
name-constraint:bad-name             -   -   -   -   LI  -   -   -   -   -   -   -   -
name-constraint:no-letter            -   -   -   -   -   LI  -   -   -   -   -   -   -
name-constraint:root-bad-name        -   -   -   -   LI  -   -   -   -   -   -   -   -
name-constraint:malformed            -   -   -   -   F   -   -   -   -   IR  IR  IR  IR
name-constraint:wildcard             -   -   -   -   -   -   IR  -   -   IR  IR  IR  IR
name-constraint:wildcard-unused      -   -   -   -   -   -   -   -   -   IR  IR  IR  IR
name-constraint:bad-size             -   -   -   IR  F   -   IR  -   -   IR  IR  IR  IR
name-constraint:bad-size-unused      -   -   -   IR  F   -   -   -   -   IR  IR  IR  IR
name-constraint:odd-size             -   -   -   -   -   F   -   -   -   -   -   -   -
name-constraint:odd-mask             -   -   -   IR  F   -   -   -   -   IR  IR  IR  IR
name-constraint:odd-mask-met         -   -   -   -   -   -   IR  -   -   -   -   -   -
name-constraint:leading-dot          -   -   -   -   -   -   -   -   -   -   -   -   -
name-constraint:bounds               IR  IR  IR  -   -   I   IR  IR  -   -   -   -   -
name-constraint:bounds-unused        -   -   -   -   -   I   IR  IR  -   -   -   -   -
name-constraint:empty                -   -   -   -   F   -   -   IR  IR  -   -   -   -
name-constraint:too-many             IR  IR  IR  IR  -   -   IR  -   IR  -   -   -   -
name-constraint:too-many-subjects    IR  IR  IR  -   -   -   IR  -   IR  -   -   -   -
name-constraint:self-issued          -   -   -   -   I   -   I   -   -   -   -   -   -
no-policy                            -   -   -   -   LI  LI  -   -   -   -   -   -   -
must-staple:not-below                -   -   -   LI  -   -   -   -   -   -   -   -   -
life-too-long                        -   -   -   -   -   -   -   L   -   -   L   -   -
life-too-long:chrome                 -   -   -   -   -   -   -   L   -   -   -   -   -
life-too-long:apple                  -   -   -   -   -   -   -   -   -   -   L   -   -
no-san                               -   -   -   -   L   -   L   L   L   L   L   -   L
no-san:other-names                   -   -   -   L   L   -   L   L   L   L   L   -   L
no-san:several                       -   -   -   L   -   -   -   -   -   -   -   -   -
no-san:not-the-last                  -   -   -   -   -   L   -   -   -   -   -   -   -
hostname-mismatch                    L   L   L   L   L   L   L   L   L   L   L   L   L
hostname-mismatch:final-dot          L   L   -   L   -   -   -   -   L   -   -   -   -
hostname-mismatch:both-dots          -   -   -   -   -   L   L   -   L   L   L   -   -
hostname-mismatch:san-final-dot      L   L   -   L   L   L   L   -   L   L   L   L   -
ip-not-in-san                        L   L   L   L   L   L   L   L   L   L   L   L   L
ip-not-in-san:mapped                 L   L   L   L   -   -   L   L   L   L   L   L   L
ip-not-in-san:mapped-san             L   L   L   L   L   -   L   L   L   L   L   L   L
wildcard-mismatch                    L   L   L   L   L   L   L   L   L   L   L   L   L
wildcard-mismatch:registry           -   -   -   -   -   -   -   L   -   -   L   -   -
wildcard-mismatch:top-level          L   L   L   L   -   -   L   L   -   L   L   L   -
wildcard-mismatch:underscore         L   L   -   -   -   L   -   -   L   -   -   -   -
wildcard-mismatch:begins             L   L   -   -   L   -   L   L   L   L   L   L   L
wildcard-mismatch:ends               L   L   -   L   L   -   L   L   L   L   L   L   L
wildcard-mismatch:inside             L   L   L   L   L   -   L   L   L   L   L   L   L
wildcard-mismatch:idna-begins        L   L   -   -   L   L   L   L   L   L   L   L   L
wildcard-mismatch:idna               L   L   -   L   L   L   L   L   L   L   L   L   L
odd-host:underscore                  -   -   -   -   -   L   -   -   L   -   L   -   -
odd-host:hyphen                      -   -   -   -   -   L   L   -   L   L   L   -   -
odd-host:hyphen-starred              -   -   -   -   L   L   L   -   L   -   -   -   -
odd-host:hyphen-behind               -   -   -   -   -   L   L   -   L   -   -   -   -
odd-host:number                      -   -   -   -   -   -   L   L   -   L   L   -   -
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
    return client in _refusing(code, place)


@lru_cache(1024)
def _refusing(code: str, place: str) -> frozenset[str]:
    row = _rules().get(code, {})
    return frozenset(client for client, held in row.items() if place in held or held == "F")


def everywhere(client: str, code: str) -> bool:
    """Whether it does so for a certificate that was sent and is on no path, too."""
    return cell(client, code) == "F"


@lru_cache(512)
def refusers(code: str, place: str) -> tuple[str, ...]:
    """The names of the clients with TLS that refuse it, in the order of the table."""
    return tuple(
        SINCE.get((client.key, code), client.name)
        for client in CLIENTS
        if client.speaks_tls and refuses(client.key, code, place)
    )
