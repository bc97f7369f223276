"""Microsoft Azure's Application Gateway and Front Door."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "used by the backend is not signed by a well-known Certificate Authority",
        ("verify issuer-unknown", "leg upstream", "role check", "upstream-refused-cert"),
        (
            "The server certificate used by the backend is not signed by a well-known "
            "Certificate Authority (CA). Allow the backend on the application gateway by "
            "uploading the root certificate."
        ),
        "Application Gateway, backend health troubleshooting",
    ),
    Saying(
        ("The backend Server certificate is not signed by a well-known Certificate Authority"),
        ("verify issuer-unknown", "leg upstream", "role check", "upstream-refused-cert"),
        (
            "The backend Server certificate is not signed by a well-known Certificate "
            "Authority (CA)."
        ),
        "Application Gateway, backend health troubleshooting",
    ),
    Saying(
        (
            "The backend server certificate is not signed by a well-known Certificate "
            "Authority (CA). To use"
        ),
        ("verify issuer-unknown", "leg upstream", "role check", "upstream-refused-cert"),
        (
            "The backend server certificate is not signed by a well-known Certificate "
            "Authority (CA). To use unknown CA certificates, its Root certificate must be "
            "uploaded"
        ),
        "Application Gateway, backend health troubleshooting",
    ),
    Saying(
        ("The Intermediate certificate is not signed by a well-known Certificate Authority"),
        ("verify issuer-unknown", "leg upstream", "role check", "upstream-refused-cert"),
        ("The Intermediate certificate is not signed by a well-known Certificate Authority (CA)."),
        "Application Gateway, backend health troubleshooting",
    ),
    Saying(
        "The Intermediate certificate not signed by any Root certificates uploaded",
        ("verify issuer-unknown", "leg upstream", "role check", "upstream-refused-cert"),
        (
            "The Intermediate certificate not signed by any Root certificates uploaded to "
            "the application gateway."
        ),
        "Application Gateway, backend health troubleshooting",
    ),
    Saying(
        "match the trusted root certificate added to the application gateway",
        ("verify issuer-unknown", "leg upstream", "role check", "upstream-refused-cert"),
        (
            "The root certificate of the server certificate used by the backend doesn't "
            "match the trusted root certificate added to the application gateway."
        ),
        "Application Gateway, backend health troubleshooting",
    ),
    Saying(
        ("Intermediate certificate is missing from the certificate chain presented by the backend"),
        ("verify issuer-missing", "chain 1", "leg upstream", "role check", "upstream-refused-cert"),
        (
            "The Intermediate certificate is missing from the certificate chain presented "
            "by the backend server."
        ),
        "Application Gateway, backend health troubleshooting",
    ),
    Saying(
        ("Leaf certificate is missing from the certificate chain presented by the backend"),
        ("verify failed", "leg upstream", "role check", "upstream-refused-cert"),
        (
            "The Leaf certificate is missing from the certificate chain presented by the "
            "backend server."
        ),
        "Application Gateway, backend health troubleshooting",
    ),
    Saying(
        "Leaf certificate is not the topmost certificate in the chain",
        ("verify failed", "leg upstream", "role check", "upstream-refused-cert"),
        (
            "The Leaf certificate is not the topmost certificate in the chain presented by "
            "the backend server."
        ),
        "Application Gateway, backend health troubleshooting",
    ),
    Saying(
        "presenting an incomplete certificate chain, including only the leaf",
        ("verify issuer-missing", "chain 1", "leg upstream", "role check", "upstream-refused-cert"),
        (
            "The backend server is presenting an incomplete certificate chain, including "
            "only the leaf certificate."
        ),
        "Application Gateway, backend health troubleshooting",
    ),
    Saying(
        "of the backend certificate does not match the host header",
        ("verify name", "upstream-name", "leg upstream", "role check", "upstream-refused-cert"),
        (
            "The Common Name (CN) of the backend certificate does not match the host "
            "header of the probe."
        ),
        "Application Gateway, backend health troubleshooting",
    ),
    Saying(
        "The Common Name of the leaf certificate presented by the backend server does",
        ("verify name", "upstream-name", "leg upstream", "role check", "upstream-refused-cert"),
        (
            "The Common Name of the leaf certificate presented by the backend server does "
            "not match the Probe or Backend Setting hostname of the application gateway."
        ),
        "Application Gateway, backend health troubleshooting",
    ),
    Saying(
        "The backend certificate is invalid. Current date is not within the",
        ("verify expired", "leg upstream", "role check", "upstream-refused-cert"),
        (
            'The backend certificate is invalid. Current date is not within the "Valid '
            'from" and "Valid to" date range on the certificate.'
        ),
        "Application Gateway, backend health troubleshooting",
    ),
    Saying(
        "The validity of the backend certificate could not be verified",
        ("verify failed", "leg upstream", "role check", "upstream-refused-cert"),
        (
            "The validity of the backend certificate could not be verified. To find out "
            "the reason, check OpenSSL diagnostics for the message associated with error "
            "code 20"
        ),
        "Application Gateway, backend health troubleshooting",
    ),
    Saying(
        "Backend server certificate is not whitelisted with Application Gateway",
        ("verify issuer-unknown", "leg upstream", "role check", "upstream-refused-cert"),
        "Backend server certificate is not whitelisted with Application Gateway.",
        "Application Gateway, backend health troubleshooting",
    ),
    Saying(
        "check OpenSSL diagnostics for the message associated with error code",
        ("leg upstream", "role check", "upstream-refused-cert"),
        (
            "To find out the reason, check OpenSSL diagnostics for the message associated "
            "with error code 20"
        ),
        "Application Gateway, backend health troubleshooting",
        pattern=r"associated with error code (?P<code>\d{1,3})",
        decode="verify_code",
    ),
    Saying(
        "Application Gateway could not create a probe for this backend",
        ("dns-failed", "leg upstream", "role check"),
        (
            "Application Gateway could not create a probe for this backend. This usually "
            "happens when the FQDN of the backend has not been entered correctly."
        ),
        "Application Gateway, backend health troubleshooting",
    ),
    Saying(
        "Time taken by the backend to respond to application gateway",
        ("upstream-failed", "leg upstream", "role check"),
        (
            "Time taken by the backend to respond to application gateway's health probe is "
            "more than the timeout threshold in the probe setting."
        ),
        "Application Gateway, backend health troubleshooting",
        certain=False,
    ),
    Saying(
        "Application Gateway could not connect to the backend",
        ("upstream-failed", "leg upstream", "role check"),
        (
            "Application Gateway could not connect to the backend. Check that the backend "
            "responds on the port used for the probe."
        ),
        "Application Gateway, backend health troubleshooting",
        certain=False,
    ),
    Saying(
        ("Cannot connect to backend. Check whether any NSG/UDR/Firewall is blocking access"),
        ("upstream-failed", "leg upstream", "role check"),
        (
            "Cannot connect to backend. Check whether any NSG/UDR/Firewall is blocking "
            "access to the server."
        ),
        "Application Gateway, backend health troubleshooting",
        certain=False,
    ),
    Saying(
        "ApplicationGatewayTrustedClientCertificateDoesNotContainAnyCACertificate",
        ("ca-file", "side server"),
        ("Error code: ApplicationGatewayTrustedClientCertificateDoesNotContainAnyCACertificate"),
        "Application Gateway, mutual authentication troubleshooting",
    ),
    Saying(
        "ERRORINFO_UPSTREAM_NO_LIVE",
        ("upstream-failed", "leg upstream"),
        '"error_info":"ERRORINFO_UPSTREAM_NO_LIVE"',
        "Application Gateway, access log",
        certain=False,
    ),
    Saying(
        "ERRORINFO_UPSTREAM_CLOSED_CONNECTION",
        ("eof", "upstream-failed", "leg upstream"),
        '"error_info":"ERRORINFO_UPSTREAM_CLOSED_CONNECTION"',
        "Application Gateway, access log",
        certain=False,
    ),
    Saying(
        "ERRORINFO_UPSTREAM_TIMED_OUT",
        ("upstream-failed", "leg upstream"),
        '"error_info":"ERRORINFO_UPSTREAM_TIMED_OUT"',
        "Application Gateway, access log",
        certain=False,
    ),
    Saying(
        "FAILED:certificate has expired",
        ("client-verify expired", "side server"),
        '"sslClientVerify":"FAILED:certificate has expired"',
        "Application Gateway, access log: sslClientVerify",
    ),
    Saying(
        "FAILED:unable to get local issuer certificate",
        ("client-verify issuer-missing", "side server"),
        '"sslClientVerify":"FAILED:unable to get local issuer certificate"',
        "Application Gateway, access log: sslClientVerify",
    ),
    Saying(
        '"sslClientVerify":"NONE"',
        ("client-cert-absent", "side server"),
        '"sslClientVerify":"NONE"',
        "Application Gateway, access log: sslClientVerify",
        certain=False,
    ),
    Saying(
        "SSLHandshakeError",
        ("handshake-failed", "upstream-failed", "leg upstream"),
        '"errorInfo":"SSLHandshakeError","httpStatusCode":"503"',
        "Front Door, access log: errorInfo",
        pattern=r"(?:errorInfo|Front ?Door|AFD|X-Azure).{0,200}\bSSLHandshakeError\b",
    ),
    Saying(
        "SSLInvalidRootCA",
        ("verify issuer-unknown", "upstream-refused-cert", "leg upstream"),
        '"errorInfo":"SSLInvalidRootCA","httpStatusCode":"503"',
        "Front Door, access log: errorInfo",
    ),
    Saying(
        "SSLInvalidCipher",
        ("no-parameters", "upstream-failed", "leg upstream"),
        '"errorInfo":"SSLInvalidCipher","httpStatusCode":"503"',
        "Front Door, access log: errorInfo",
    ),
    Saying(
        "SSLMismatchedSNI",
        ("misdirected", "side server"),
        '"errorInfo":"SSLMismatchedSNI","httpStatusCode":"503"',
        "Front Door, access log: errorInfo",
    ),
    Saying(
        "CertificateNameCheckFailed",
        ("verify name", "upstream-name", "leg upstream"),
        '"errorInfo":"CertificateNameCheckFailed","httpStatusCode":"503"',
        "Front Door, access log: errorInfo",
    ),
    Saying(
        "OriginCertificateExpired",
        ("verify expired", "upstream-refused-cert", "leg upstream"),
        '"errorInfo":"OriginCertificateExpired","httpStatusCode":"503"',
        "Front Door, access log: errorInfo",
    ),
    Saying(
        "OriginCertificateSelfSigned",
        ("verify self-signed", "upstream-refused-cert", "leg upstream"),
        '"errorInfo":"OriginCertificateSelfSigned","httpStatusCode":"503"',
        "Front Door, access log: errorInfo",
    ),
    Saying(
        "OriginConnectionRefused",
        ("refused", "upstream-failed", "leg upstream"),
        '"errorInfo":"OriginConnectionRefused","httpStatusCode":"503"',
        "Front Door, access log: errorInfo",
        pattern=r"(?:errorInfo|Front ?Door|AFD|X-Azure).{0,200}\bOriginConnectionRefused\b",
    ),
    Saying(
        "OriginConnectionAborted",
        ("reset", "upstream-failed", "leg upstream"),
        '"errorInfo":"OriginConnectionAborted","httpStatusCode":"503"',
        "Front Door, access log: errorInfo",
        pattern=r"(?:errorInfo|Front ?Door|AFD|X-Azure).{0,200}\bOriginConnectionAborted\b",
    ),
    Saying(
        "OriginConnectionError",
        ("upstream-failed", "leg upstream"),
        '"errorInfo":"OriginConnectionError","httpStatusCode":"503"',
        "Front Door, access log: errorInfo",
        pattern=r"(?:errorInfo|Front ?Door|AFD|X-Azure).{0,200}\bOriginConnectionError\b",
    ),
    Saying(
        "OriginTimeout",
        ("upstream-failed", "leg upstream"),
        '"errorInfo":"OriginTimeout","httpStatusCode":"503"',
        "Front Door, access log: errorInfo",
        pattern=r"(?:errorInfo|Front ?Door|AFD|X-Azure).{0,200}\bOriginTimeout\b",
    ),
    Saying(
        "OriginInvalidResponse",
        ("upstream-failed", "leg upstream"),
        '"errorInfo":"OriginInvalidResponse","httpStatusCode":"503"',
        "Front Door, access log: errorInfo",
        pattern=r"(?:errorInfo|Front ?Door|AFD|X-Azure).{0,200}\bOriginInvalidResponse\b",
    ),
    Saying(
        "DNSNameNotResolved",
        ("dns-failed", "leg upstream"),
        '"errorInfo":"DNSNameNotResolved","httpStatusCode":"503"',
        "Front Door, access log: errorInfo",
        pattern=r"(?:errorInfo|Front ?Door|AFD|X-Azure).{0,200}\bDNSNameNotResolved\b",
    ),
)

PRODUCT = Product(
    name="Azure",
    roles=(Role.REVERSE_PROXY,),
    sayings=_SAYINGS,
    speaks=("role reverse-proxy",),
)
