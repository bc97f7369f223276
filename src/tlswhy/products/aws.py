"""Amazon's load balancers, CloudFront and API Gateway."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "ClientTLSNegotiationErrorCount",
        ("handshake-failed", "no-parameters", "side server", "leg downstream"),
        "AWS/ApplicationELB ClientTLSNegotiationErrorCount Sum 42",
        "Elastic Load Balancing, Application Load Balancers guide",
    ),
    Saying(
        "TargetTLSNegotiationErrorCount",
        ("handshake-failed", "leg upstream", "upstream-failed"),
        "AWS/ApplicationELB TargetTLSNegotiationErrorCount Sum 42",
        "Elastic Load Balancing, Application Load Balancers guide",
    ),
    Saying(
        "BackendConnectionErrors",
        ("leg upstream", "upstream-failed"),
        "AWS/ELB BackendConnectionErrors Sum 42",
        "Elastic Load Balancing, Classic Load Balancers guide",
        certain=False,
    ),
    Saying(
        "SSLNegotiationError",
        ("handshake-failed", "no-parameters", "side server", "leg downstream"),
        "AWS/ELB SSLNegotiationError Sum 42",
        "Elastic Load Balancing, Classic Load Balancers guide",
        pattern=r"\b(?:Client)?SSLNegotiationError\b",
    ),
    Saying(
        "Failed:ClientCertUntrusted",
        ("client-verify issuer-unknown", "side server", "leg downstream"),
        (
            "2024-05-06T07:08:09.123Z 192.0.2.7 50000 443 TLSv1.2 "
            'ECDHE-RSA-AES128-GCM-SHA256 0.1 "CN=client.example.com" NotBefore=2024 '
            "NotAfter=2025 0A Failed:ClientCertUntrusted TID_1"
        ),
        "Elastic Load Balancing, Application Load Balancers guide, connection logs",
    ),
    Saying(
        "Failed:ClientCertExpired",
        ("client-verify expired", "side server", "leg downstream"),
        (
            "2024-05-06T07:08:09.123Z 192.0.2.7 50000 443 TLSv1.2 "
            'ECDHE-RSA-AES128-GCM-SHA256 0.1 "CN=client.example.com" NotBefore=2024 '
            "NotAfter=2025 0A Failed:ClientCertExpired TID_1"
        ),
        "Elastic Load Balancing, Application Load Balancers guide, connection logs",
    ),
    Saying(
        "Failed:ClientCertNotYetValid",
        ("client-verify not-yet-valid", "side server", "leg downstream"),
        (
            "2024-05-06T07:08:09.123Z 192.0.2.7 50000 443 TLSv1.2 "
            'ECDHE-RSA-AES128-GCM-SHA256 0.1 "CN=client.example.com" NotBefore=2024 '
            "NotAfter=2025 0A Failed:ClientCertNotYetValid TID_1"
        ),
        "Elastic Load Balancing, Application Load Balancers guide, connection logs",
    ),
    Saying(
        "Failed:ClientCertInvalid",
        ("client-verify failed", "side server", "leg downstream"),
        (
            "2024-05-06T07:08:09.123Z 192.0.2.7 50000 443 TLSv1.2 "
            'ECDHE-RSA-AES128-GCM-SHA256 0.1 "CN=client.example.com" NotBefore=2024 '
            "NotAfter=2025 0A Failed:ClientCertInvalid TID_1"
        ),
        "Elastic Load Balancing, Application Load Balancers guide, connection logs",
    ),
    Saying(
        "Failed:ClientCertPurposeInvalid",
        ("client-verify purpose", "side server", "leg downstream"),
        (
            "2024-05-06T07:08:09.123Z 192.0.2.7 50000 443 TLSv1.2 "
            'ECDHE-RSA-AES128-GCM-SHA256 0.1 "CN=client.example.com" NotBefore=2024 '
            "NotAfter=2025 0A Failed:ClientCertPurposeInvalid TID_1"
        ),
        "Elastic Load Balancing, Application Load Balancers guide, connection logs",
    ),
    Saying(
        "Failed:ClientCertTypeUnsupported",
        ("client-verify weak", "side server", "leg downstream"),
        (
            "2024-05-06T07:08:09.123Z 192.0.2.7 50000 443 TLSv1.2 "
            'ECDHE-RSA-AES128-GCM-SHA256 0.1 "CN=client.example.com" NotBefore=2024 '
            "NotAfter=2025 0A Failed:ClientCertTypeUnsupported TID_1"
        ),
        "Elastic Load Balancing, Application Load Balancers guide, connection logs",
    ),
    Saying(
        "Failed:ClientCertRejected",
        ("client-cert-refused", "side server", "leg downstream"),
        (
            "2024-05-06T07:08:09.123Z 192.0.2.7 50000 443 TLSv1.2 "
            'ECDHE-RSA-AES128-GCM-SHA256 0.1 "CN=client.example.com" NotBefore=2024 '
            "NotAfter=2025 0A Failed:ClientCertRejected TID_1"
        ),
        "Elastic Load Balancing, Application Load Balancers guide, connection logs",
    ),
    Saying(
        "Failed:ClientCertMaxChainDepthExceeded",
        ("client-verify depth", "side server", "leg downstream"),
        (
            "2024-05-06T07:08:09.123Z 192.0.2.7 50000 443 TLSv1.2 "
            'ECDHE-RSA-AES128-GCM-SHA256 0.1 "CN=client.example.com" NotBefore=2024 '
            "NotAfter=2025 0A Failed:ClientCertMaxChainDepthExceeded TID_1"
        ),
        "Elastic Load Balancing, Application Load Balancers guide, connection logs",
    ),
    Saying(
        "Failed:ClientCertMaxSizeExceeded",
        ("client-cert-refused", "side server", "leg downstream"),
        (
            "2024-05-06T07:08:09.123Z 192.0.2.7 50000 443 TLSv1.2 "
            'ECDHE-RSA-AES128-GCM-SHA256 0.1 "CN=client.example.com" NotBefore=2024 '
            "NotAfter=2025 0A Failed:ClientCertMaxSizeExceeded TID_1"
        ),
        "Elastic Load Balancing, Application Load Balancers guide, connection logs",
    ),
    Saying(
        "Failed:ClientCertCrlHit",
        ("client-verify revoked", "side server", "leg downstream"),
        (
            "2024-05-06T07:08:09.123Z 192.0.2.7 50000 443 TLSv1.2 "
            'ECDHE-RSA-AES128-GCM-SHA256 0.1 "CN=client.example.com" NotBefore=2024 '
            "NotAfter=2025 0A Failed:ClientCertCrlHit TID_1"
        ),
        "Elastic Load Balancing, Application Load Balancers guide, connection logs",
    ),
    Saying(
        "Failed:ClientCertCrlProcessingError",
        ("client-verify revocation-unknown", "side server", "leg downstream"),
        (
            "2024-05-06T07:08:09.123Z 192.0.2.7 50000 443 TLSv1.2 "
            'ECDHE-RSA-AES128-GCM-SHA256 0.1 "CN=client.example.com" NotBefore=2024 '
            "NotAfter=2025 0A Failed:ClientCertCrlProcessingError TID_1"
        ),
        "Elastic Load Balancing, Application Load Balancers guide, connection logs",
    ),
    Saying(
        "Failed:UnmappedConnectionError",
        ("handshake-failed", "side server", "leg downstream"),
        (
            "2024-05-06T07:08:09.123Z 192.0.2.7 50000 443 TLSv1.2 "
            'ECDHE-RSA-AES128-GCM-SHA256 0.1 "CN=client.example.com" NotBefore=2024 '
            "NotAfter=2025 0A Failed:UnmappedConnectionError TID_1"
        ),
        "Elastic Load Balancing, Application Load Balancers guide, connection logs",
    ),
    Saying(
        "HTTP/1.1 464",
        ("http-status 464", "no-alpn"),
        "HTTP/1.1 464 Server: awselb/2.0",
        (
            "Elastic Load Balancing, Application Load Balancers guide, 464: the version of "
            "HTTP is not that of the target group"
        ),
    ),
    Saying(
        "awselb/2.0",
        ("http-status 502", "leg upstream", "upstream-failed"),
        "HTTP/1.1 502 Bad Gateway Server: awselb/2.0",
        "Elastic Load Balancing, Application Load Balancers guide",
        pattern=r"\b502\b.{0,200}awselb/2\.0",
        certain=False,
    ),
    Saying(
        "awselb/2.0",
        ("http-status 503", "leg upstream", "upstream-failed"),
        "HTTP/1.1 503 Bad Gateway Server: awselb/2.0",
        "Elastic Load Balancing, Application Load Balancers guide",
        pattern=r"\b503\b.{0,200}awselb/2\.0",
        certain=False,
    ),
    Saying(
        "awselb/2.0",
        ("http-status 504", "upstream-failed", "leg upstream"),
        "HTTP/1.1 504 Bad Gateway Server: awselb/2.0",
        "Elastic Load Balancing, Application Load Balancers guide",
        pattern=r"\b504\b.{0,200}awselb/2\.0",
        certain=False,
    ),
    Saying(
        "Target.FailedHealthChecks",
        ("role check", "leg upstream", "upstream-failed"),
        "Reason: Target.FailedHealthChecks, Description: Health checks failed",
        "Elastic Load Balancing, Application Load Balancers guide",
        certain=False,
    ),
    Saying(
        "Target.Timeout",
        ("connect-timeout", "role check", "leg upstream", "upstream-failed"),
        "Reason: Target.Timeout, Description: Request timed out",
        "Elastic Load Balancing, Application Load Balancers guide",
        certain=False,
    ),
    Saying(
        "Target.ResponseCodeMismatch",
        ("role check", "leg upstream"),
        (
            "Reason: Target.ResponseCodeMismatch, Description: Health checks failed with "
            "these codes: [400]"
        ),
        "Elastic Load Balancing, Application Load Balancers guide",
        certain=False,
    ),
    Saying(
        "Health checks failed with these codes: [400]",
        ("http-wants-tls", "role check", "leg upstream"),
        "Health checks failed with these codes: [400]",
        "Elastic Load Balancing, Application Load Balancers guide",
        certain=False,
    ),
    Saying(
        "CloudFront wasn't able to connect to the origin",
        ("leg upstream", "upstream-failed"),
        (
            "502 ERROR The request could not be satisfied. CloudFront wasn't able to "
            "connect to the origin."
        ),
        "CloudFront developer guide, 502",
    ),
    Saying(
        (
            "CloudFront attempted to establish a connection with the origin, but either "
            "the attempt failed or the origin closed the connection"
        ),
        ("leg upstream", "upstream-failed"),
        (
            "CloudFront attempted to establish a connection with the origin, but either "
            "the attempt failed or the origin closed the connection."
        ),
        "CloudFront developer guide, 502",
    ),
    Saying(
        "CloudFront wasn't able to resolve the origin domain name",
        ("dns-failed", "leg upstream"),
        "CloudFront wasn't able to resolve the origin domain name.",
        "CloudFront developer guide, 502",
    ),
    Saying(
        (
            "The distribution does not match the certificate for which the HTTPS "
            "connection was established"
        ),
        ("misdirected", "http-status 421", "side server"),
        (
            "421 ERROR The request could not be satisfied. The distribution does not match "
            "the certificate for which the HTTPS connection was established with."
        ),
        "CloudFront developer guide, 421",
    ),
    Saying(
        "OriginConnectError",
        ("leg upstream", "upstream-failed"),
        "x-edge-detailed-result-type OriginConnectError",
        "CloudFront developer guide, standard logs",
        certain=False,
    ),
    Saying(
        "OriginDnsError",
        ("dns-failed", "leg upstream"),
        "x-edge-detailed-result-type OriginDnsError",
        "CloudFront developer guide, standard logs",
        certain=False,
    ),
    Saying(
        "OriginCommError",
        ("leg upstream", "upstream-failed"),
        "x-edge-detailed-result-type OriginCommError",
        "CloudFront developer guide, standard logs",
        certain=False,
    ),
    Saying(
        "InvalidRequestCertificate",
        ("misdirected", "side server"),
        "x-edge-detailed-result-type InvalidRequestCertificate",
        "CloudFront developer guide, standard logs",
    ),
    Saying(
        "InvalidViewerCertificate",
        ("cert-file",),
        (
            "InvalidViewerCertificate: The specified SSL certificate doesn't exist, isn't "
            "in us-east-1 region, isn't valid, or doesn't include a valid certificate "
            "chain."
        ),
        "CloudFront API, errors",
    ),
    Saying(
        (
            "To add an alternate domain name (CNAME) to a CloudFront distribution, you "
            "must attach a trusted certificate"
        ),
        ("cert-file",),
        (
            "To add an alternate domain name (CNAME) to a CloudFront distribution, you "
            "must attach a trusted certificate that validates your authorization to use "
            "the domain name."
        ),
        "CloudFront API, errors",
    ),
    Saying(
        "Execution failed due to configuration error: ",
        ("upstream-refused-cert", "leg upstream"),
        (
            "Execution failed due to configuration error: PKIX path building failed: "
            "sun.security.provider.certpath.SunCertPathBuilderException: unable to find "
            "valid certification path to requested target"
        ),
        "API Gateway, execution logs",
        pattern=(
            "Execution failed due to configuration error: (?:PKIX|There was|General "
            "SSLEngine|.{0,60}[Cc]ertificate)"
        ),
    ),
    Saying(
        "Execution failed due to configuration error: ",
        ("upstream-failed", "handshake-failed", "leg upstream"),
        ("Execution failed due to configuration error: Received fatal alert: handshake_failure"),
        "API Gateway, execution logs",
        pattern=(
            "Execution failed due to configuration error: (?:Received fatal "
            "alert|Unrecognized SSL|.{0,40}handshake|SSL)"
        ),
    ),
    Saying(
        "does not match the certificate subject provided by the peer",
        ("upstream-name", "verify name", "leg upstream"),
        (
            "Execution failed due to configuration error: Host name 'origin.example.com' "
            "does not match the certificate subject provided by the peer "
            "(CN=www.example.com)"
        ),
        "API Gateway, execution logs",
        pattern=(
            "Host name '(?P<name>[^']{1,253})' does not match the certificate subject "
            "provided by the peer"
        ),
    ),
    Saying(
        "Execution failed due to a network error communicating with endpoint",
        ("leg upstream", "upstream-failed"),
        "Execution failed due to a network error communicating with endpoint",
        "API Gateway, execution logs",
    ),
    Saying(
        "Network error communicating with endpoint",
        ("leg upstream", "upstream-failed"),
        '{"message": "Network error communicating with endpoint"}',
        "API Gateway, execution logs",
        certain=False,
    ),
    Saying(
        "There is an invalid certificate in your truststore bundle",
        ("ca-file", "side server"),
        (
            "There is an invalid certificate in your truststore bundle. Verify that each "
            "certificate is valid."
        ),
        "API Gateway, mutual TLS warnings",
    ),
    Saying(
        "Access denied. Reason: Could not find issuer for certificate",
        ("client-verify issuer-unknown", "side server"),
        "Access denied. Reason: Could not find issuer for certificate",
        "API Gateway, access logs of mutual TLS",
    ),
    Saying(
        "Access denied. Reason: self signed certificate",
        ("client-verify self-signed", "side server"),
        "Access denied. Reason: self signed certificate",
        "API Gateway, access logs of mutual TLS",
    ),
    Saying(
        "UnsupportedCertificate: The certificate",
        ("cert-file",),
        (
            "UnsupportedCertificate: The certificate "
            "'arn:aws:acm:eu-west-1:1:certificate/a' must have a fully-qualified domain "
            "name, a supported signature, and a supported key size."
        ),
        "Elastic Load Balancing API, errors",
    ),
)

PRODUCT = Product(
    name="AWS",
    roles=(Role.REVERSE_PROXY,),
    sayings=_SAYINGS,
    speaks=("role reverse-proxy",),
)
