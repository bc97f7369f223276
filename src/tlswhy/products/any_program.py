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


_FAILS = r"(?:could ?n[o']t|can ?not|can't|failed to|failure to|unable to|not able to|errors?(?: (?:while|when|in))?|failed(?: (?:while|when))?)"
_HANDLES = r"(?:load|read|open|pars|find|access|us|decod|decrypt|locat|import)(?:e|ing|es)?\b(?: tls| ssl)?"
_OWN = (
    r"(?:certificates?|cert|private key|key ?file|key ?pair|keystore|key store|pkcs ?#?12|pfx|pem)"
)
_OTHERS = r"(?:\S+ ){0,2}?(?:ca|cas|root|roots|trust\w*|client|peer|remote|server's|intermediate|issuer)\b"
_STORES = r"(?:ca|root|trusted)[ -](?:certificates?|certs?|file|bundle)|truststore|trust store|ca ?file|ca[ -]?bundle|cabundle"
_FILE = r"(?<![/.-]ca)(?<!bundle)(?<!root)(?<!certificates)\.(?:pem|crt|cer|key|p12|pfx|jks)\b"
_NO_FILE = r"(?:no such file|ENOENT|EACCES|permission denied|file not found|does not exist|cannot find the file)"
_NOT = r"(?:do|does|did|could|can|is|was|are|were|has|have)(?:n't| ?not)"
_CERT = r"\bcert(?:ificate)?s?\b"
_TO = r"(?:on|to|at|over|via)"


def _gap(most: int) -> str:
    """At most so many characters of one sentence; a point in a name ends none."""
    return rf"(?:[^.;]|\.(?=\S)){{0,{most}}}?"


# What programs of all kinds put together from the same few words: those, keys, an example around
# them, a pattern.
_GRAMMAR: tuple[tuple[tuple[str, ...], tuple[str, ...], str, str], ...] = (
    (
        ("private key", "certificate", "key file", "keystore", "key pair", "pkcs12", "pkcs#12"),
        ("cert-file",),
        "unable to open the {}",
        rf"{_FAILS} {_HANDLES} (?:the |your |its |from |in )?(?!{_OTHERS})(?:[\w/]+[ -]){{0,2}}{_OWN}\b",
    ),
    (
        ("client certificate", "client key", "client private key"),
        ("client-key",),
        "unable to load the {}",
        rf"{_FAILS} {_HANDLES} (?:the |your |its )?(?:[\w/]+ )?client(?:'s)? (?:certificate|cert|private key|key)\b",
    ),
    (
        (
            *("trust store", "truststore", "ca file", "cafile"),
            *("ca bundle", "ca certificate", "root certificate"),
        ),
        ("ca-file",),
        "failed to read the {}",
        rf"{_FAILS} {_HANDLES} (?:the |your |its )?(?:[\w/]+ )?(?:{_STORES})",
    ),
    (
        (
            *("no such file", "ENOENT", "EACCES", "permission denied"),
            *("file not found", "does not exist"),
        ),
        ("cert-file",),
        "/etc/tls/server.key: {}",
        rf"{_FILE}[\"'):, -]{{1,4}}{_NO_FILE}|{_NO_FILE}[^;]{{0,60}}?[\w/-]{{1,80}}{_FILE}",
    ),
    (
        ("does not match", "doesn't match", "did not match", "mismatch"),
        ("verify name",),
        "server identity {}",
        (
            rf"(?:host ?name|common name|server name|domain(?: name)?|identity|\bCN\b|\bSANs?\b|alternative names?|dns names?|altnames?)\b(?!{_gap(60)}\bkey\b){_gap(80)}(?:{_NOT} match|\bnot match|mismatch)"
            rf"|{_CERT}(?!{_gap(60)}\bkey\b){_gap(60)}{_NOT} match{_gap(40)}(?:host|name|domain|server|address|peer)"
        ),
    ),
    (
        ("do not match", "don't match", "doesn't belong", "does not belong", "mismatch"),
        ("key-mismatch",),
        "private key and certificate {}",
        (
            rf"(?<!public )(?<!pinned )\bkey\b(?!{_gap(30)}\bpin){_gap(50)}(?:{_NOT} (?:match|correspond|belong|fit)|mismatch|not correspond)"
            rf"|{_CERT}{_gap(30)}{_NOT} (?:match|correspond|belong|fit){_gap(30)}\bkey\b"
        ),
    ),
    (
        ("does not match", "doesn't match", "did not match", "mismatch"),
        ("verify pin",),
        "pin for api.example.com {}",
        rf"\bpin(?:s|ned|ning)?\b{_gap(60)}(?:{_NOT} match|mismatch)",
    ),
    (
        ("expired",),
        ("verify expired",),
        "the certificate for www.example.com {} on 2024-05-06",
        rf"{_CERT}{_gap(60)}\bexpired\b|\bexpired (?:tls |ssl |server |client |root |leaf |ca )?cert",
    ),
    (
        ("client certificate", "client cert", "client's certificate"),
        ("client-verify expired", "side server"),
        "TLS: {} CN=bob has expired",
        rf"client(?:'s)? cert(?:ificate)?{_gap(60)}\bexpired\b",
    ),
    (
        ("client certificate", "client cert", "client's certificate"),
        ("client-verify issuer-unknown", "side server"),
        "TLS: {} CN=bob is not signed by a known CA",
        rf"client(?:'s)? cert(?:ificate)?{_gap(60)}(?:{_NOT} trusted|untrusted|not (?:signed|issued) by|unknown (?:ca|issuer|authority))",
    ),
    (
        ("revoked",),
        ("verify revoked",),
        "the certificate with serial 1234 was {}",
        rf"{_CERT}{_gap(60)}\b(?:is|was|been|got|as) revoked\b",
    ),
    (
        ("certificate",),
        ("client-cert-absent", "side server"),
        "the peer has not sent a {}",
        (
            rf"(?:client|peer)(?:'s)?(?: [\d.:a-f]{{7,45}})? (?:{_NOT}|sent no|presented no) ?(?:send|sent|present|provide|return|supply|offer|have)?{_gap(20)}cert"
            r"|no (?:client|peer) certificate (?:was )?(?:sent|presented|provided|given|returned|received|supplied)"
            r"|client certificate (?:is |was )?(?:required|missing|needed|mandatory|not (?:sent|provided|presented|supplied))"
            r"|requires? (?:an? )?(?:valid )?(?:tls |ssl )?client cert"
        ),
    ),
    (
        ("port", "listener", "server", "socket", "channel"),
        ("plain-received", "side server"),
        "received a plain HTTP request on a TLS {}",
        rf"(?:plain ?text|plain|non-?(?:tls|ssl)|unencrypted|cleartext|http)(?: http)? (?:request|connection|traffic|data|client|message|bytes)s?{_gap(40)}\b{_TO}\b{_gap(16)}(?:tls|ssl|https|secure|encrypted)[ -](?:port|listener|server|socket|channel)",
    ),
    (
        ("tls", "ssl"),
        ("not-tls http",),
        'expected a {} record, got "HTTP/1.1 400 Bad Request"',
        rf'(?:\btls\b|\bssl\b){_gap(60)}(?:got|received|read|saw|found|but)\b{_gap(20)}"?HTTP/1\.',
    ),
    (
        ("first byte", "record type", "first bytes"),
        ("not-tls",),
        "unexpected {} 0x48 instead of a TLS record",
        r"(?:unexpected|invalid|unknown|wrong|bad) (?:tls |ssl )?(?:first bytes?|record type)",
    ),
    (
        ("220 ", "220-"),
        ("not-tls smtp",),
        'got "{}mx.example.com ESMTP" instead of a TLS handshake',
        r'"220[ -][^"]{0,80}(?:SMTP|FTP)?[^"]{0,40}" instead of',
    ),
    (
        ("trust",),
        ("verify issuer-unknown",),
        "we do not {} the certificate authority",
        (
            rf"{_NOT} trust (?:the |this |its |our )?(?:[\w']+ ){{0,2}}(?:certificate|authority|issuer|ca)\b"
            rf"|{_CERT}{_gap(40)}\b(?:is|was|are)(?:n't| not) (?:trusted|signed by a trusted|issued by a trusted)"
        ),
    ),
    (
        ("issuer",),
        ("verify issuer-missing",),
        "certificate chain: {} not found",
        rf"\bissuer(?: certificate)?\b{_gap(20)}(?:(?:is|was)? ?not found|unknown|missing|{_NOT} (?:known|trusted|found))",
    ),
    (
        ("cipher",),
        ("no-shared-cipher",),
        "none of the common {}s is enabled",
        (
            r"no (?:\w+ )?cipher ?(?:suites?)?s? (?:in common|overlap|match|shared|available for)"
            rf"|(?:no|none of the){_gap(20)}(?:common|shared|matching|overlapping|mutual){_gap(12)}cipher"
        ),
    ),
    (
        ("sni", "server name"),
        ("sni-unknown", "side server"),
        "no route for {} foo.example.com",
        (
            rf"no (?:route|backend|certificate|cert|match\w*|host|site|config\w*|upstream|service|virtual ?host)\b{_gap(30)}(?:\bsni\b|server name)"
            rf"|(?:unknown|unrecogni[sz]ed|unmatched|unexpected) (?:sni|server name)"
        ),
    ),
    (
        ("sni", "server name"),
        ("sni-absent",),
        "the client sent no {}",
        r"(?:sent|sends|without|has|had|with|provided|got) (?:no|an empty|empty|without|any) (?:sni|server name)\b|(?:missing|empty) (?:sni|server name)\b|(?:clienthello|client hello|handshake|client) without (?:an? )?(?:sni|server name)\b",
    ),
    (
        ("alpn", "application protocol"),
        ("no-alpn",),
        "peers could not agree on an {}",
        (
            rf"(?:{_NOT} agree|no (?:common|shared|matching|mutual)|{_FAILS} negotiate|no overlap){_gap(30)}(?:\balpn\b|application protocol)|no (?:alpn|application protocol) (?:overlap|match|in common)"
            rf"|\balpn\b{_gap(30)}(?:failed|{_NOT} (?:match|agree|negotiate)|no (?:overlap|match|common)|rejected)"
        ),
    ),
    (
        ("starttls",),
        ("starttls-missing",),
        "the remote server does not offer {}",
        rf"(?:{_NOT}|not) (?:offer|advertise|support|announce|provide|allow|accept|understand)\w*(?: any)? starttls|starttls{_gap(20)}(?:not|isn't|n't) (?:offered|advertised|supported|available|announced|provided)",
    ),
    (
        ("handshake",),
        ("handshake-timeout",),
        "the {} did not complete within 10 seconds",
        rf"handshake{_gap(30)}(?:{_NOT} (?:complete|finish)\w*{_gap(20)}\b(?:in|within|after)\b|took too long|exceeded)",
    ),
    (
        ("clienthello", "client hello"),
        ("reset",),
        "RST right after {}",
        rf"\b(?:rst|reset)\b{_gap(40)}(?:clienthello|client hello)|(?:clienthello|client hello){_gap(40)}\b(?:rst|reset)\b",
    ),
    (
        ("ocsp",),
        ("verify staple",),
        "the stapled {} response has expired",
        rf"stapled ocsp{_gap(40)}(?:expired|invalid|stale|outdated|fail\w*|revoked|{_NOT} valid)|ocsp (?:stapl\w+|response){_gap(30)}(?:expired|invalid|stale|outdated|not yet valid)",
    ),
    (
        ("crl",),
        ("verify revocation-unknown",),
        "could not download the {}",
        rf"{_FAILS} (?:download|fetch|retrieve|get|obtain|reach)\w*{_gap(30)}\bcrl\b",
    ),
    (
        ("revocation",),
        ("verify revocation-unknown",),
        "{} status unknown",
        rf"revocation{_gap(30)}(?:unknown|unavailable|{_NOT} be (?:checked|determined)|offline|fail\w*)",
    ),
    (
        ("crl",),
        ("verify crl-expired",),
        "the {} of CN=Example CA has expired",
        rf"\bcrl\b{_gap(60)}\b(?:expired|outdated|out of date|stale)\b|expired crl\b",
    ),
    (
        ("sha-1", "sha1", "md5"),
        ("verify weak",),
        "certificate refused: signed with {}",
        rf"(?:{_CERT}|signature){_gap(60)}(?:sha-?1\b|md5\b){_gap(40)}(?:reject|not allow|too weak|insecure|disallow|refus|$|\()|(?:reject|refus|weak)\w*{_gap(40)}(?:sha-?1\b|md5\b)",
    ),
    (
        ("key too short", "key is too short", "key too small", "key is too small", "key too weak"),
        ("verify weak",),
        "certificate: {}",
        rf"{_CERT}{_gap(40)}key (?:is )?too (?:short|small|weak)",
    ),
    (
        ("dh ", "diffie-hellman "),
        ("dh-too-small",),
        "{}parameters are too small: 512 bits",
        rf"(?:\bdhe?\b|diffie-hellman){_gap(40)}(?:too (?:small|short|weak)|only \d{{3,4}} bits)",
    ),
    (
        ("chain",),
        ("verify depth",),
        "certificate {} is longer than allowed",
        rf"chain{_gap(30)}(?:longer than|exceed\w*|too long)|chain depth{_gap(20)}exceeded",
    ),
    (
        ("psk",),
        ("psk-unknown",),
        "TLS-{}: unknown identity",
        rf"psk{_gap(20)}(?:unknown|no such|{_NOT} (?:known|found)|wrong|mismatch)|(?:unknown|no such|wrong|invalid) psk(?: identity)?\b",
    ),
    (
        ("renegotiation",),
        ("legacy-renegotiation",),
        "the server does not support secure {}",
        rf"{_NOT} support{_gap(20)}(?:secure|safe|rfc ?5746){_gap(10)}renegotiation",
    ),
    (
        ("backend", "upstream", "origin"),
        ("upstream-refused-cert", "leg upstream"),
        "the {} certificate could not be verified",
        rf"(?:backend|upstream|origin)(?:'s)?(?: server)?(?:'s)? (?:tls |ssl )?cert(?:ificate)?{_gap(40)}(?:{_NOT} (?:be )?(?:verified|trusted|valid\w*)|invalid|untrusted|refused|rejected)",
    ),
    (
        ("unknown", "invalid", "unsupported", "unrecognized", "bad"),
        ("config-error",),
        "{} value for ssl_protocols",
        rf"(?:unknown|invalid|unsupported|unrecognized|bad) (?:config\w* |tls |ssl )?(?:directive|value|option|parameter|setting|keyword|key){_gap(40)}(?:tls|ssl|cert|cipher)",
    ),
    (
        ("proxy",),
        ("proxy-answered {status}",),
        "the {} answered with status 407",
        rf"\bproxy\b{_gap(60)}\b(?:status|code|response|returned|answered|replied|responded)\b[^.;\d]{{0,20}}(?P<status>40[1357]|50[0234])\b",
    ),
    (
        ("proxy",),
        ("proxy-unreachable",),
        "connection to {} 192.0.2.8:3128 refused",
        rf"(?:connect\w*|connection|reach|contact) (?:to |with )?(?:the |our )?proxy{_gap(60)}(?:refused|timed out|failed|unreachable|time-?out)",
    ),
    (
        ("certificate", "cert's", "san"),
        ("verify name",),
        "name db.example.com not listed in the {} names",
        (
            rf"(?:name|host|address|identity)\b{_gap(60)} not (?:listed |found |contained |included |present )?(?:in|among)\b{_gap(16)}(?:{_CERT}|\bsans?\b)"
            rf'|{_CERT} is (?:only |valid )*for ["\w*][^ ]{{3,80}},? (?:but|not)\b'
        ),
    ),
    (
        ("ip ",),
        ("verify ip-name",),
        "certificate has no entry for {}address 192.0.2.7",
        rf"{_CERT}{_gap(40)}\b(?:no|not|lacks|without|missing)\b{_gap(20)}\bip (?:address|san|subject)",
    ),
    (
        ("past", "ran out", "lapsed", "out of date", "outdated"),
        ("verify expired",),
        "the certificate is {} its expiry date",
        rf"{_CERT}{_gap(40)}\b(?:past (?:its|the)|ran out|(?:has |have )?lapsed|out of date|outdated)\b",
    ),
    (
        ("in the future",),
        ("verify not-yet-valid",),
        "the certificate's notBefore lies {}",
        rf"{_CERT}{_gap(60)}\bin the future\b",
    ),
    (
        ("client",),
        ("client-verify failed", "side server"),
        "certificate of the {} could not be verified against the client CAs",
        rf"{_CERT}{_gap(40)}client{_gap(20)}{_NOT} be (?:verified|validated)|client(?:'s)? {_CERT}{_gap(40)}{_NOT} be (?:verified|validated)|peer {_CERT}{_gap(20)}client{_gap(40)}{_NOT} be (?:verified|validated)",
    ),
    (
        ("client", "connection"),
        ("plain-received", "side server"),
        'unencrypted {} on the secure port; the client sent "GET / HTTP/1.1" to the TLS port',
        rf'(?:client|peer) (?:sent|spoke|used|is sending|is using) (?:plain|unencrypted|cleartext|"?(?:GET|POST|HEAD|CONNECT) )|(?:non-?(?:tls|ssl)|plain ?text|unencrypted|cleartext) (?:client|connection)(?: attempt)?{_gap(12)}\b{_TO}\b{_gap(12)}(?:tls|ssl|secure|encrypted|https)',
    ),
    (
        ("speak", "support", "talk"),
        ("not-tls",),
        "the remote port does not {} TLS",
        rf"(?:{_NOT}|not)(?: seem to| appear to)? (?:speak|talk|support) (?:tls|ssl)\b(?! ?v?1\.| ?version)",
    ),
    (
        ("unencrypted", "plain"),
        ("not-tls",),
        "the server answered with {} data to our ClientHello",
        r"(?:replied|answered|responded|reply|answer|response) (?:with |in |is |was )?(?:unencrypted|plain)",
    ),
    (
        ("ssh-",),
        ("not-tls ssh",),
        'the server answered "{}2.0-OpenSSH_9.6"',
        r'"SSH-[12]\.',
    ),
    (
        ("cipher",),
        ("no-shared-cipher",),
        "no usable {}",
        r"no (?:usable|acceptable|suitable|matching|mutual) cipher|(?:all|every|each) (?:of )?(?:our|its|the|offered) (?:\w+ )?ciphers?(?: ?suites?)? (?:were |was |are )?(?:rejected|refused|unacceptable)|(?:rejected|refused) (?:all|every|each)(?: of)? (?:our|its|the|offered) cipher",
    ),
    (
        ("server", "peer", "remote"),
        ("server-version", "side client"),
        "the {} only supports TLS 1.0, which is disabled here",
        rf"(?:server|peer|remote)\b{_gap(30)}(?:tls|ssl) ?v?(?:1\.[01]|[23])(?:\.0)?\b{_gap(40)}(?:disabled|not (?:allowed|supported|enabled|accepted)|below|too old|refused|obsolete|unsupported)",
    ),
    (
        ("client",),
        ("client-version", "side server"),
        "the {}'s TLS version 1.1 is below the configured minimum",
        rf"client(?:'s)?\b{_gap(30)}(?:tls|ssl)(?: version)? ?v?(?:1\.[01]|[23])(?:\.0)?\b{_gap(40)}(?:disabled|not (?:allowed|supported|enabled|accepted)|below|too old|refused|obsolete|unsupported)",
    ),
    (
        ("proxy",),
        ("proxy-answered 407",),
        "the {} requires authentication",
        rf"\bproxy\b{_gap(20)}(?:requires?|needs?|wants?|demands?|asks? for){_gap(10)}(?:auth|credential|login|password)",
    ),
    (
        ("proxy",),
        ("proxy-answered 403",),
        "CONNECT app.example.com:8443 denied by {} policy",
        rf"\bCONNECT\b{_gap(80)}(?:denied|blocked|forbidden|refused|rejected) by (?:the |our )?proxy|\bproxy\b{_gap(20)}(?:denied|blocked|forbids|forbade|rejected|refused){_gap(20)}\bCONNECT\b",
    ),
    (
        ("proxy",),
        ("proxy-unreachable",),
        "cannot reach the {} at proxy.example.com:3128",
        rf"{_FAILS} (?:reach|contact|connect to) (?:the |our )?(?:https? )?proxy\b",
    ),
    (
        ("authority", "trusted root", "trust anchor", "known root"),
        ("verify issuer-unknown",),
        "no path to a {} for the certificate: the authority is unknown",
        rf"certificate authority{_gap(60)}\b(?:unknown|not known|untrusted|not trusted)\b|(?:no|without an?y?) (?:path|chain|link) to (?:an? |any )?(?:trusted|known|trust)|authority is unknown",
    ),
    (
        ("selfsigned",),
        ("verify self-signed",),
        "the remote end uses a {} certificate",
        r"selfsigned (?:\w+ )?cert",
    ),
    (
        ("default", "fake", "placeholder", "fallback"),
        ("default-cert",),
        "{} certificate served for shop.example.com",
        rf"(?:default|fake|placeholder|fallback)(?:/\w+)? cert(?:ificate)?{_gap(20)}\b(?:is |was |being )?(?:returned|served|presented|sent|shown)\b|(?:serv|present|return|send|show|see|get)\w* (?:the |its |an? )?(?:default|fake|placeholder|fallback) cert",
    ),
    (
        ("alpn",),
        ("no-alpn",),
        "{}: the server selected none of the offered protocols",
        rf"\balpn\b{_gap(40)}none of",
    ),
    (
        ("starttls",),
        ("starttls-missing",),
        "MX host advertises no {}",
        r"(?:advertis|offer|announc|support)\w* no starttls|no starttls (?:support|offered|advertised)",
    ),
    (
        ("handshake",),
        ("handshake-timeout",),
        "timed out waiting for the TLS {}",
        rf"(?:timed? ?out|timeout){_gap(6)}(?:waiting|while){_gap(20)}handshake",
    ),
    (
        ("handshake", "negotiation"),
        ("eof",),
        "remote host hung up in the middle of the TLS {}",
        rf"\b(?:hung up|closed|disconnected|went away|dropped)\b{_gap(30)}(?:during|in the middle of|while|mid-?|before){_gap(20)}(?:tls |ssl )(?:handshake|negotiation)",
    ),
    (
        ("ocsp",),
        ("verify staple",),
        "must-staple certificate but no {} response",
        rf"must-?staple{_gap(40)}\bno ocsp|(?:missing|no) ocsp stapl",
    ),
    (
        ("nextupdate",),
        ("verify crl-expired",),
        "the CRL's {} has passed",
        rf"\bcrl\b{_gap(20)}nextupdate{_gap(20)}(?:passed|past|old)|nextupdate{_gap(20)}\bcrl\b{_gap(20)}(?:passed|past|old)",
    ),
    (
        ("512", "768", "1024"),
        ("verify weak",),
        "certificate uses a {}-bit RSA key",
        rf"{_CERT}{_gap(40)}(?:\b(?:512|768|1024)[ -]bits?\b|rsa[ -](?:512|768|1024)\b)",
    ),
    (
        ("server auth", "serverauth", "key usage", "purpose"),
        ("verify purpose",),
        "certificate is not allowed for {}",
        rf"(?<!client ){_CERT}{_gap(40)}\b(?:not (?:allowed|valid|intended|suitable|usable|meant|permitted)|lacks?|missing|without)\b{_gap(40)}(?:server auth|serverauth|key usage|purpose)",
    ),
    (
        ("clientauth", "client auth", "extended key usage"),
        ("client-verify purpose", "side server"),
        "client certificate lacks {}",
        rf"client(?:'s)? cert(?:ificate)?{_gap(40)}\b(?:not (?:allowed|valid|intended|suitable)|lacks?|missing|without)\b{_gap(40)}(?:clientauth|client auth|extended key usage)",
    ),
    (
        ("name constraint",),
        ("verify name-constraints",),
        "a {} of the CA forbids this certificate",
        rf"name constraints?{_gap(30)}(?:forbid|violat|exclud|prohibit|not permit)",
    ),
    (
        ("syntax error",),
        ("config-error",),
        "{} in the tls section of the configuration",
        rf"syntax error{_gap(30)}(?:tls|ssl)",
    ),
    (
        ("unknown", "invalid"),
        ("config-error",),
        '{} cipher name "FOO-BAR"',
        r"(?:unknown|invalid) (?:cipher|protocol|curve|group)(?: ?suite)? (?:name|in|for|list)",
    ),
    (
        ("proxy protocol",),
        ("proxy-header",),
        "{} header expected but not found",
        rf"(?:missing|invalid|malformed|bad|unexpected|no) proxy protocol|proxy protocol{_gap(30)}\b(?:expected|missing|invalid|broken|malformed|not found|unexpected)\b",
    ),
    (
        ("renegotiation",),
        ("legacy-renegotiation",),
        "the peer lacks secure {}",
        rf"(?:lacks?|without|no) secure renegotiation|legacy renegotiation{_gap(6)}(?:disabled|not allowed|refused)|secure renegotiation{_gap(6)}not supported",
    ),
    (
        ("extended master secret",),
        ("ems-required",),
        "the peer does not support {}",
        rf"{_NOT} support{_gap(20)}extended master secret|extended master secret{_gap(12)}(?:missing|required|not (?:sent|negotiated|supported))",
    ),
    (
        ("ech was rejected", "ech got rejected"),
        ("ech-failed",),
        "{} by the server",
        r"ech (?:was|got) rejected",
    ),
    (
        ("pin check", "pin validation", "pinning check"),
        ("verify pin",),
        "SPKI {} failed",
        r"pin(?:ning)? (?:check|validation|verification) (?:has )?fail",
    ),
    (
        ("policy", "fips"),
        ("algorithm-disabled",),
        "MD5 is disabled by {}",
        rf"(?:md5|sha-?1|3des|rc4|dsa|rsa)\b (?:is |was )?(?:disabled|not allowed|forbidden|prohibited) (?:by|in|under){_gap(20)}(?:policy|fips)",
    ),
    (
        ("curve", "group"),
        ("no-shared-group",),
        "no common elliptic {}",
        r"no (?:common|shared|mutual|matching) (?:\w+ )?(?:curve|group)s?\b",
    ),
    (
        ("signature",),
        ("no-shared-sigalg",),
        "no common {} algorithm",
        r"no (?:common|shared|mutual|matching) signature (?:algorithm|scheme)",
    ),
)


def _grammar() -> Iterator[Saying]:
    for phrases, keys, example, pattern in _GRAMMAR:
        for words in phrases:
            yield Saying(
                words, keys, example.format(words), _SOURCE, pattern=pattern, certain=False
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
        *_grammar(),
    ),
)
