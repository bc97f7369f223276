"""Blue Coat ProxySG (Symantec Edge SWG), a forward proxy that inspects TLS."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "ssl_server_cert_untrusted_issuer",
        ("verify issuer-unknown", "upstream-refused-cert", "leg upstream"),
        "Network Error (ssl_server_cert_untrusted_issuer)",
        "SGOS, built-in exceptions",
    ),
    Saying(
        "ssl_server_cert_expired",
        ("verify expired", "upstream-refused-cert", "leg upstream"),
        "Network Error (ssl_server_cert_expired)",
        "SGOS, built-in exceptions",
    ),
    Saying(
        "ssl_server_cert_revoked",
        ("verify revoked", "upstream-refused-cert", "leg upstream"),
        "Network Error (ssl_server_cert_revoked)",
        "SGOS, built-in exceptions",
    ),
    Saying(
        "ssl_domain_invalid",
        ("verify name", "upstream-refused-cert", "leg upstream"),
        "Network Error (ssl_domain_invalid)",
        "SGOS, built-in exceptions",
    ),
    Saying(
        "ssl_client_cert_needed",
        ("client-cert-absent", "leg upstream"),
        "Network Error (ssl_client_cert_needed)",
        "SGOS, built-in exceptions",
    ),
    Saying(
        "ssl_client_cert_expired",
        ("client-verify expired", "side server"),
        "Network Error (ssl_client_cert_expired)",
        "SGOS, built-in exceptions",
    ),
    Saying(
        "ssl_client_cert_revoked",
        ("client-verify revoked", "side server"),
        "Network Error (ssl_client_cert_revoked)",
        "SGOS, built-in exceptions",
    ),
    Saying(
        "ssl_client_cert_untrusted_issuer",
        ("client-verify issuer-unknown", "side server"),
        "Network Error (ssl_client_cert_untrusted_issuer)",
        "SGOS, built-in exceptions",
    ),
    Saying(
        "ssl_failed",
        ("handshake-failed", "leg upstream", "upstream-failed"),
        "Network Error (ssl_failed)",
        "SGOS, built-in exceptions",
    ),
    Saying(
        "ssl_server_cert_ocsp_check_failed",
        ("verify revocation-unknown", "upstream-refused-cert", "leg upstream"),
        "Network Error (ssl_server_cert_ocsp_check_failed)",
        "SGOS, built-in exceptions",
    ),
    Saying(
        "ssl_server_cert_ocsp_status_unknown",
        ("verify revocation-unknown", "upstream-refused-cert", "leg upstream"),
        "Network Error (ssl_server_cert_ocsp_status_unknown)",
        "SGOS, built-in exceptions",
    ),
    Saying(
        (
            "Your request contacted a host which presented a certificate signed by an "
            "untrusted issuer"
        ),
        ("verify issuer-unknown", "upstream-refused-cert", "leg upstream"),
        (
            "Untrusted Issuer Your request contacted a host which presented a certificate "
            "signed by an untrusted issuer."
        ),
        "SGOS, built-in exceptions",
    ),
    Saying(
        "presented a certificate with Common Name that did not match",
        ("verify name", "upstream-refused-cert", "leg upstream"),
        (
            "Your request contacted a host which presented a certificate with Common Name "
            "that did not match."
        ),
        "SGOS, built-in exceptions",
    ),
    Saying(
        ("Your request contacted a host which presented an expired or Invalid certificate"),
        ("verify expired", "upstream-refused-cert", "leg upstream"),
        ("Your request contacted a host which presented an expired or Invalid certificate."),
        "SGOS, built-in exceptions",
    ),
    Saying(
        "A secure SSL session could not be established with the Web Site",
        ("handshake-failed", "leg upstream", "upstream-failed"),
        (
            "Network Error (ssl_failed) A secure SSL session could not be established with "
            "the Web Site: www.example.org"
        ),
        "SGOS, built-in exceptions",
    ),
    Saying(
        "Network Error (tcp_error)",
        ("proxy-answered 503", "leg upstream", "upstream-failed"),
        'Network Error (tcp_error) A communication error occurred: "Connection refused"',
        "SGOS, built-in exceptions",
        certain=False,
    ),
    Saying(
        "Network Error (dns_unresolved_hostname)",
        ("dns-failed", "leg upstream"),
        (
            'Network Error (dns_unresolved_hostname) Your requested host "www.example.org" '
            "could not be resolved by DNS."
        ),
        "SGOS, built-in exceptions",
        certain=False,
    ),
    Saying(
        "Network Error (dns_server_failure)",
        ("dns-failed", "leg upstream"),
        "Network Error (dns_server_failure)",
        "SGOS, built-in exceptions",
        certain=False,
    ),
    Saying(
        "Network Error (gateway_error)",
        ("leg upstream", "upstream-failed"),
        (
            "Network Error (gateway_error) An error occurred attempting to communicate "
            "with an HTTP or SOCKS gateway."
        ),
        "SGOS, built-in exceptions",
        certain=False,
    ),
    Saying(
        "Access Denied (policy_denied)",
        ("proxy-answered 403",),
        (
            "Access Denied (policy_denied) Your system policy has denied access to the "
            "requested URL."
        ),
        "SGOS, built-in exceptions",
    ),
    Saying(
        "Access Denied (content_filter_denied)",
        ("proxy-answered 403",),
        (
            "Access Denied (content_filter_denied) Your request was denied because of its "
            "content categorization"
        ),
        "SGOS, built-in exceptions",
    ),
    Saying(
        "Access Denied (authentication_failed)",
        ("proxy-answered 407",),
        ("Access Denied (authentication_failed) Your credentials could not be authenticated"),
        "SGOS, built-in exceptions",
    ),
    Saying(
        "Your system policy has denied access to the requested URL",
        ("proxy-answered 403",),
        "Your system policy has denied access to the requested URL.",
        "SGOS, built-in exceptions",
    ),
    Saying(
        "Untrusted Issuer",
        ("verify issuer-unknown", "upstream-refused-cert", "leg upstream"),
        "Blue Coat ProxySG Untrusted Issuer",
        "SGOS, built-in exceptions",
        pattern=(
            "(?:ProxySG|Blue ?Coat|SGOS|Edge SWG).{0,200}Untrusted Issuer|Untrusted "
            "Issuer.{0,200}(?:ProxySG|Blue ?Coat|SGOS|Edge SWG)"
        ),
    ),
)

PRODUCT = Product(
    name="ProxySG",
    roles=(Role.FORWARD_PROXY,),
    sayings=_SAYINGS,
    speaks=("role forward-proxy", "role intercepting"),
)
