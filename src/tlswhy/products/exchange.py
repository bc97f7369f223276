"""Exchange Server and Exchange Online: SMTP over TLS, the reasons in its delivery reports."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_EVENTS = "Exchange Server 2010 to 2019, events 12014 to 12018 of MSExchangeTransport"
_NDR = "Exchange Server 2013 to 2019, Exchange Online"
_LOGS = "Exchange Server 2013 to 2019, SMTP protocol logs: SecurityStatus"
_DANE = "Exchange Online, outbound DANE and MTA-STS"
_RPT = "RFC 8460 section 4.3"

PRODUCT = Product(
    name="Exchange",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=("smtp", "imap", "pop3"),
    sayings=(
        Saying(
            "could not find a certificate that contains the domain name",
            ("no-certificate", "side server"),
            "Microsoft Exchange could not find a certificate that contains the domain name mail.example.org in the personal store on the local computer. Therefore, it is unable to support the STARTTLS SMTP verb for the connector Default Frontend MAIL with a FQDN parameter of mail.example.org.",
            _EVENTS,
        ),
        Saying(
            "Therefore, it is unable to support the STARTTLS SMTP verb",
            ("no-certificate", "side server"),
            "Therefore, it is unable to support the STARTTLS SMTP verb for the connector Internet with a FQDN parameter of mail.example.org.",
            _EVENTS,
        ),
        Saying(
            "An internal transport certificate expired",
            ("cert-file", "side server"),
            "An internal transport certificate expired. Thumbprint: 0123456789ABCDEF",
            _EVENTS,
        ),
        Saying(
            "The STARTTLS certificate will expire soon",
            (),
            "The STARTTLS certificate will expire soon: subject: mail.example.org, hours remaining: 12.",
            _EVENTS,
        ),
        Saying(
            "There is no valid SMTP Transport Layer Security (TLS) certificate for the FQDN",
            ("no-certificate", "side server"),
            "There is no valid SMTP Transport Layer Security (TLS) certificate for the FQDN of mail.example.org. The existing certificate for that FQDN has expired.",
            _EVENTS,
        ),
        Saying(
            "The existing certificate for that FQDN has expired",
            ("cert-file", "side server"),
            "The existing certificate for that FQDN has expired. The continued use of that FQDN will cause mail flow problems.",
            _EVENTS,
        ),
        Saying(
            "has failed to start because of a certificate",
            ("cert-file", "side server"),
            "The IMAP4 service has failed to start because of a certificate error.",
            _EVENTS,
        ),
        Saying(
            "A secure connection to domain-secured domain",
            ("handshake-failed", "side client"),
            "A secure connection to domain-secured domain 'example.org' on connector 'Internet' could not be established because the TLS negotiation failed.",
            _EVENTS,
        ),
        Saying(
            "454 4.7.5 Certificate validation failure",
            ("verify failed", "side client"),
            "454 4.7.5 Certificate validation failure, Reason:UntrustedRoot",
            _NDR,
        ),
        Saying(
            "The certificate specified in TlsCertificateName",
            ("cert-file",),
            "454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.",
            _NDR,
        ),
        Saying(
            "454 4.7.0 TLS not available due to temporary reason",
            ("starttls-missing",),
            "454 4.7.0 TLS not available due to temporary reason",
            _NDR,
        ),
        Saying(
            "TLS negotiation failed with error ",
            ("handshake-failed",),
            "TLS negotiation failed with error SocketError",
            _LOGS,
        ),
        Saying(
            "TLS negotiation failed with error CertUnknown",
            ("verify failed",),
            "TLS negotiation failed with error CertUnknown",
            _LOGS,
        ),
        Saying(
            "TLS negotiation failed with error CertExpired",
            ("verify expired",),
            "TLS negotiation failed with error CertExpired",
            _LOGS,
        ),
        Saying(
            "TLS negotiation failed with error UntrustedRoot",
            ("verify issuer-unknown",),
            "TLS negotiation failed with error UntrustedRoot",
            _LOGS,
        ),
        Saying(
            "TLS negotiation failed with error WrongPrincipal",
            ("verify name",),
            "TLS negotiation failed with error WrongPrincipal",
            _LOGS,
        ),
        Saying(
            "TLS negotiation failed with error AlgorithmMismatch",
            ("no-parameters",),
            "TLS negotiation failed with error AlgorithmMismatch",
            _LOGS,
        ),
        Saying(
            "TLS negotiation failed with error IllegalMessage",
            ("alert-received 40",),
            "TLS negotiation failed with error IllegalMessage",
            _LOGS,
        ),
        Saying(
            "TLS negotiation failed with error UnknownCredentials",
            ("client-key",),
            "TLS negotiation failed with error UnknownCredentials",
            _LOGS,
        ),
        Saying(
            "TLS negotiation failed with error NoCredentials",
            ("client-key",),
            "TLS negotiation failed with error NoCredentials",
            _LOGS,
        ),
        Saying(
            "TLS negotiation failed with error InvalidToken",
            ("not-tls",),
            "TLS negotiation failed with error InvalidToken",
            _LOGS,
        ),
        Saying(
            "Cannot establish session with remote server",
            ("handshake-failed", "side client"),
            "450 4.4.317 Cannot establish session with remote server [Message=451 5.7.3 STARTTLS is required to send mail]",
            _NDR,
        ),
        Saying(
            "STARTTLS is required to send mail",
            ("starttls-missing", "side client"),
            "451 5.7.3 STARTTLS is required to send mail",
            _NDR,
        ),
        Saying(
            "Connection dropped due to TlsAuth",
            ("handshake-failed",),
            "451 4.4.397 Error communicating with target host. -> 421 4.4.2 Connection dropped due to TlsAuth",
            _NDR,
        ),
        Saying(
            "5.7.321 starttls-not-supported",
            ("starttls-missing", "side client"),
            "5.7.321 starttls-not-supported: Destination mail server must support TLS to receive mail.",
            _DANE,
        ),
        Saying(
            "5.7.322 certificate-expired",
            ("verify expired", "side client"),
            "5.7.322 certificate-expired: Destination mail server's certificate is expired.",
            _DANE,
        ),
        Saying(
            "5.7.323 tlsa-invalid",
            ("verify pin", "side client"),
            "5.7.323 tlsa-invalid: The domain failed DANE validation.",
            _DANE,
        ),
        Saying(
            "5.7.324 dnssec-invalid",
            ("dns-failed", "side client"),
            "5.7.324 dnssec-invalid: Destination domain returned invalid DNSSEC records.",
            _DANE,
        ),
        Saying(
            "5.7.325 certificate-host-mismatch",
            ("verify name", "side client"),
            "5.7.325 certificate-host-mismatch: Remote certificate MUST have a common name or subject alternative name matching the hostname (DANE).",
            _DANE,
        ),
        Saying(
            "4.7.321 starttls-not-supported",
            ("starttls-missing", "side client"),
            "4.7.321 starttls-not-supported: Destination mail server must support TLS to receive mail.",
            _DANE,
        ),
        Saying(
            "4.7.322 certificate-expired",
            ("verify expired", "side client"),
            "4.7.322 certificate-expired: Destination mail server's certificate is expired.",
            _DANE,
        ),
        Saying(
            "4.7.323 tlsa-invalid",
            ("verify pin", "side client"),
            "4.7.323 tlsa-invalid: The domain failed DANE validation.",
            _DANE,
        ),
        Saying(
            "4.7.325 certificate-host-mismatch",
            ("verify name", "side client"),
            "4.7.325 certificate-host-mismatch: Remote certificate MUST have a common name or subject alternative name matching the hostname (DANE).",
            _DANE,
        ),
        Saying(
            "MX hosts of",
            ("verify name", "side client"),
            "5.4.8 MX hosts of 'example.org' failed MTA-STS validation.",
            _DANE,
            pattern=r"MX hosts of .{1,200}? failed MTA-STS validation",
        ),
        Saying(
            '"result-type": "starttls-not-supported"',
            ("starttls-missing", "side client"),
            '"result-type": "starttls-not-supported"',
            _RPT,
        ),
        Saying(
            '"result-type": "certificate-host-mismatch"',
            ("verify name", "side client"),
            '"result-type": "certificate-host-mismatch"',
            _RPT,
        ),
        Saying(
            '"result-type": "certificate-expired"',
            ("verify expired", "side client"),
            '"result-type": "certificate-expired"',
            _RPT,
        ),
        Saying(
            '"result-type": "certificate-not-trusted"',
            ("verify issuer-unknown", "side client"),
            '"result-type": "certificate-not-trusted"',
            _RPT,
        ),
        Saying(
            '"result-type": "validation-failure"',
            ("handshake-failed", "side client"),
            '"result-type": "validation-failure"',
            _RPT,
        ),
        Saying(
            '"result-type": "tlsa-invalid"',
            ("verify pin", "side client"),
            '"result-type": "tlsa-invalid"',
            _RPT,
        ),
        Saying(
            '"result-type": "sts-webpki-invalid"',
            ("verify failed", "side client"),
            '"result-type": "sts-webpki-invalid"',
            _RPT,
        ),
    ),
    speaks=("role mail",),
)
