"""Words that many programs share: what is understood where no program of its own is known.

The messages of a known program are longer and come first; these keep the tool from being silent
about all the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tlswhy.products import Product
from tlswhy.products.saying import Saying

_SOURCE = "common wording"

# One phrase a line. These say by themselves that TLS failed, and how.
_PLAIN_WORDS = {
    "verify expired": """
        certificate expired
        certificate is expired
        expired certificate
        certificate had expired
        certificate was expired
        certificate is no longer valid
        certificate validity period has ended
        cert has expired
        SSL certificate has expired
        CertificateExpired
    """,
    "verify not-yet-valid": """
        certificate not yet valid
        certificate is not valid yet
        cert is not yet valid
        CertificateNotYetValid
    """,
    "verify self-signed-in-chain": """
        self-signed certificate in chain
        self signed certificate in chain
    """,
    "verify issuer-unknown": """
        unknown certificate authority
        certificate issuer is unknown
        certificate is not trusted
        certificate is untrusted
        untrusted certificate
        untrusted root certificate
        certificate authority is not trusted
        certificate issuer is not trusted
        certificate signed by unknown
        certificate is not from a trusted
        issued by an untrusted
        not signed by a trusted
        no trusted certificate found
        could not be linked to a trust anchor
    """,
    "verify issuer-missing": """
        incomplete certificate chain
        certificate chain is incomplete
        missing intermediate certificate
        intermediate certificate is missing
        issuer certificate could not be found
        cannot build certificate chain
        could not build a certificate chain
        partial certificate chain
    """,
    "verify name": """
        certificate hostname mismatch
        certificate name mismatch
        certificate name does not match
        certificate does not match host
        certificate does not match the host
        certificate subject name does not match
        certificate is not valid for
        certificate is for a different host
        certificate hostname does not match
        hostname in certificate didn't match
        hostname doesn't match against certificate
        hostname does not match the certificate
        not in the cert's altnames
    """,
    "verify no-san": """
        certificate has no subject alternative name
        certificate without subject alternative name
    """,
    "verify lifetime": """
        exceeds maximum temporal validity period
        validity period is too long
        certificate validity too long
    """,
    "verify revoked": """
        certificate has been revoked
        certificate is revoked
        certificate was revoked
        certificate revoked
        revoked certificate
    """,
    "verify revocation-unknown": """
        unable to check revocation
        revocation status could not be
        revocation status is unknown
        revocation check failed
        revocation server was offline
        cannot check revocation
    """,
    "verify crl-expired": """
        CRL is expired
    """,
    "verify weak": """
        weak certificate signature
        certificate uses a weak
        insecure certificate signature algorithm
    """,
    "verify purpose": """
        not intended for server authentication
        missing enhanced key usage
        certificate has the wrong key usage
        inappropriate key usage
    """,
    "verify pin": """
        certificate pinning fail
        certificate pinning error
        certificate pin mismatch
        pin verification failed
        pinning failure
    """,
    "verify name-constraints": """
        name constraint violation
        name constraints violation
        violates name constraint
    """,
    "verify staple": """
        bad OCSP staple
        invalid OCSP staple
        OCSP staple is missing
    """,
    "verify failed": """
        certificate verify failed
        certificate verification failed
        certificate verification failure
        certificate verification error
        certificate validation failed
        certificate validation failure
        certificate validation error
        SSL certificate problem
        SSL certificate error
        TLS certificate error
        certificate check failed
        invalid server certificate
        invalid SSL certificate
        server certificate is invalid
        cannot verify certificate
        could not verify certificate
        failed to verify certificate
        unable to verify certificate
        certificate could not be verified
        cannot validate certificate
        unable to validate certificate
        certificate was rejected
        bad certificate
        failed to verify the server
        connection is not private
        verify the server's certificate
        server certificate verification failed
    """,
    "handshake-timeout": """
        SSL handshake timeout
        TLS handshake timeout
        SSL handshake timed out
        TLS handshake timed out
        handshake has timed out
    """,
    "handshake-failed": """
        SSL handshake failed
        TLS handshake failed
        SSL handshake failure
        TLS handshake failure
        SSL handshake error
        TLS handshake error
        SSL handshake aborted
        SSL handshake exception
        failed TLS handshake
        failed SSL handshake
        error during SSL handshake
        error during TLS handshake
        error performing TLS handshake
        SSL connect error
        SSL connection error
        TLS connection error
        SSL connection failed
        TLS connection failed
        SSLException
        TLSException
        SSL negotiation failed
        TLS negotiation failed
        TLS negotiation error
        failed to negotiate TLS
        unable to establish SSL
        unable to establish TLS
        could not establish SSL
        could not establish TLS
        failed to establish SSL
        failed to establish TLS
        unable to establish a secure
        could not establish a secure
        failed to establish a secure
        cannot establish a secure
        SSL connection could not
        SSL routines
        fatal TLS alert
        failed to start TLS
        could not start TLS
        cannot start TLS
        could not create SSL
        cannot create SSL
        TLS initialization failed
        SSL initialization failed
        TLS protocol error
        SSL protocol error
    """,
    "no-shared-cipher": """
        no shared cipher
        no common cipher
        no matching cipher suite
        no mutually supported cipher
        cipher suite mismatch
    """,
    "no-parameters": """
        version or cipher mismatch
        unsupported protocol or cipher
    """,
    "server-version": """
        unsupported TLS version
        unsupported SSL protocol
        TLS version not supported
    """,
    "client-cert-absent": """
        client certificate required
        client certificate is required
        client did not present a certificate
        client did not provide a certificate
        missing client certificate
        client certificate missing
        client certificate not provided
        no client certificate was
    """,
    "client-cert-refused": """
        client certificate is invalid
        invalid client certificate
        client certificate rejected
        client certificate verification failed
        client certificate is not trusted
    """,
    "key-mismatch": """
        private key does not match
        private key doesn't match
        key does not match the certificate
        certificate and key do not match
        certificate and private key do not match
        certificate does not match the private key
    """,
    "cert-file": """
        could not load certificate
        cannot load certificate
        failed to load certificate
        error loading certificate
        could not load server certificate
        failed to load server certificate
        failed to load key pair
        failed to load TLS certificate
        cannot load private key
        could not load private key
        failed to load private key
    """,
    "no-trust-store": """
        no CA certificates
        CA bundle not found
        no trusted CA certificates
    """,
    "ca-file": """
        could not load CA cert
        cannot load CA cert
        unable to load CA cert
        failed to load CA cert
        failed to load root certificate
    """,
    "not-tls": """
        not an SSL/TLS record
        not a TLS record
        not a TLS connection
        unable to parse TLS packet header
    """,
    "http-wants-tls": """
        HTTP request to an HTTPS server
        HTTP request was sent to HTTPS
    """,
    "server-alert 112": """
        TLS unrecognized name
        SNI unrecognized name
    """,
    "no-alpn": """
        ALPN negotiation failed
        ALPN mismatch
        no application protocol negotiated
    """,
    "starttls-missing": """
        does not support STARTTLS
        STARTTLS not supported
        STARTTLS extension not supported
        STARTTLS is not supported
        STARTTLS not offered
        not advertise STARTTLS
    """,
    "starttls-needed": """
        issue a STARTTLS command first
        STARTTLS is required
        must use STARTTLS
    """,
    "no-certificate": """
        no serving certificate available
        no certificates configured
        no server certificate configured
    """,
    "sni-absent": """
        no SNI provided
        no SNI was
        missing SNI
        SNI is missing
    """,
    "sni-unknown": """
        unknown SNI
        no certificate available for
    """,
    "ech-failed": """
        ECH rejected
    """,
    "algorithm-disabled": """
        not allowed in FIPS mode
        disallowed in FIPS mode
    """,
    "dh-too-small": """
        DH key too small
        weak ephemeral Diffie-Hellman
    """,
    "legacy-renegotiation": """
        unsafe legacy renegotiation
    """,
    "socks-version": """
        invalid socks version
        wrong socks version
    """,
    "socks-reply 1": """
        socks5 proxy rejected connection
        general socks server failure
        socks server failed
    """,
    "proxy-answered 407": """
        407 Proxy Authentication Required
    """,
    "proxy-unreachable": """
        could not connect to proxy
        cannot connect to proxy
        failed to connect to proxy
        unable to connect to proxy
        proxy server is refusing connections
        could not resolve proxy
        cannot resolve proxy
    """,
    "misdirected": """
        421 Misdirected Request
    """,
}

# These say so only where the text is about TLS anyway.
_AMBIGUOUS = {
    "verify self-signed": """
        self-signed cert
        self signed cert
    """,
    "verify issuer-unknown": """
        unknown authority
        unknown issuer
        issuer is unknown
        untrusted issuer
        untrusted root
        unknown ca
        cannot find a valid path
    """,
    "verify name": """
        host name mismatch
        name mismatch
        hostname does not match
        host name does not match
        hostname doesn't match
        common name mismatch
        common name does not match
        hostname verification failed
        server name does not match
    """,
    "verify failed": """
        certificate problem
        certificate error
        certificate unknown
        invalid certificate
        certificate is invalid
        certificate is not valid
        certificate not valid
        verification failed
        connection is not secure
        untrusted server
        peer certificate
        trust failure
    """,
    "handshake-failed": """
        handshake failed
        handshake failure
        handshake error
        secure channel
        SSL error
        TLS error
        SSL failure
        SSLError
        fatal alert
        SSL peer
        error in TLS
        error in SSL
        problem with the SSL
        during the TLS handshake
        during the SSL handshake
        EPROTO
    """,
    "handshake-timeout": """
        handshake timeout
        handshake timed out
    """,
    "no-shared-cipher": """
        cipher mismatch
        no suitable cipher
        no supported cipher
    """,
    "server-version": """
        unsupported protocol version
        protocol version not supported
        unsupported protocol
        outdated TLS
        old TLS version
    """,
    "client-cert-absent": """
        no client certificate
        certificate required
    """,
    "key-mismatch": """
        key mismatch
    """,
    "sni-unknown": """
        no certificate for
        no certificate found for
    """,
    "server-alert 112": """
        unrecognized name
        unrecognised name
        unrecognized_name
    """,
    "no-alpn": """
        no application protocol
    """,
    "algorithm-disabled": """
        algorithm is disabled
        algorithm constraints
    """,
    "proxy-answered 407": """
        Proxy Authentication Required
    """,
    "misdirected": """
        Misdirected Request
    """,
    "verify pin": """
        pinned certificate
        pinned public key
    """,
    "reset": """
        connection reset by peer
        connection reset
        connection was reset
        ECONNRESET
        forcibly closed
        connection aborted
        errno 104
    """,
    "eof": """
        unexpected eof
        unexpected end of file
        closed unexpectedly
        closed the connection unexpectedly
        connection closed by peer
        connection closed by remote
        remote host closed connection
        remote end closed connection
        underlying connection was closed
        connection was closed
        closed by the remote host
        socket hang up
        empty reply
        broken pipe
        premature close
        : EOF
    """,
    "refused": """
        connection refused
        ECONNREFUSED
        actively refused
        refused the connection
    """,
    "connect-timeout": """
        connection timed out
        connect timed out
        connection timeout
        connect timeout
        operation timed out
        i/o timeout
        ETIMEDOUT
        deadline exceeded
        timed out
    """,
    "unreachable": """
        no route to host
        network is unreachable
        host is unreachable
        EHOSTUNREACH
    """,
    "dns-failed": """
        could not resolve host
        could not be resolved
        name or service not known
        no such host
        name resolution
        ENOTFOUND
        EAI_AGAIN
        unknown host
        UnknownHostException
        NXDOMAIN
        nodename nor servname
        host not found
        getaddrinfo failed
    """,
    "blocked": """
        administratively prohibited
    """,
    "http-status 502": """
        502 Bad Gateway
    """,
    "http-status 503": """
        503 Service Unavailable
    """,
    "http-status 504": """
        504 Gateway Time
    """,
}


_SOCKS = tuple(
    Saying(
        words,
        (),
        example=f"{words} 67",
        source=_SOURCE,
        pattern=rf"{words}\W{{0,4}}(?:expected\W{{1,4}}\w{{1,6}}\W{{1,4}}got\W{{1,4}})?"
        r"(?:version\W{0,3})?(?P<code>0x[0-9a-f]{1,2}|\d{1,3})\b",
        decode="socks_version",
    )
    for words in (
        *("socks version", "socks5 version", "socks4 version", "socks protocol version"),
        *("unsupported socks version", "unsupported version in socks request"),
    )
)


def _sayings(table: Mapping[str, str], *, certain: bool) -> Iterator[Saying]:
    for key, phrases in table.items():
        for words in filter(None, map(str.strip, phrases.splitlines())):
            yield Saying(words, (key,), example=words, source=_SOURCE, certain=certain)


PRODUCT = Product(
    name="any program",
    roles=(),
    sayings=(
        *_sayings(_PLAIN_WORDS, certain=True),
        *_sayings(_AMBIGUOUS, certain=False),
        *_SOCKS,
    ),
)
