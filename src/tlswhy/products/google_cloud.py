"""Google Cloud's load balancers and managed certificates."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "failed_to_connect_to_backend",
        ("upstream-failed", "leg upstream"),
        (
            '{"jsonPayload":{"statusDetails":"failed_to_connect_to_backend"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, HTTP failure messages: statusDetails",
        certain=False,
    ),
    Saying(
        "backend_connection_closed_before_data_sent_to_client",
        ("eof", "upstream-failed", "leg upstream"),
        (
            '{"jsonPayload":{"statusDetails":"backend_connection_closed_before_data_sent_'
            'to_client"},"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, HTTP failure messages: statusDetails",
        certain=False,
    ),
    Saying(
        "backend_connection_closed",
        ("eof", "upstream-failed", "leg upstream"),
        (
            '{"jsonPayload":{"statusDetails":"backend_connection_closed"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, HTTP failure messages: statusDetails",
        certain=False,
    ),
    Saying(
        "failed_to_pick_backend",
        ("upstream-failed", "leg upstream"),
        ('{"jsonPayload":{"statusDetails":"failed_to_pick_backend"},"httpRequest":{"status":502}}'),
        "Cloud Load Balancing, HTTP failure messages: statusDetails",
        certain=False,
    ),
    Saying(
        "backend_timeout",
        ("upstream-failed", "leg upstream"),
        ('{"jsonPayload":{"statusDetails":"backend_timeout"},"httpRequest":{"status":502}}'),
        "Cloud Load Balancing, HTTP failure messages: statusDetails",
        certain=False,
    ),
    Saying(
        "backend_early_response_with_non_error_status",
        ("upstream-failed", "leg upstream"),
        (
            '{"jsonPayload":{"statusDetails":"backend_early_response_with_non_error_'
            'status"},"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, HTTP failure messages: statusDetails",
        certain=False,
    ),
    Saying(
        "ssl_san_verification_failed",
        ("verify name", "upstream-name", "leg upstream"),
        (
            '{"jsonPayload":{"statusDetails":"ssl_san_verification_failed"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, HTTP failure messages: statusDetails",
    ),
    Saying(
        "ssl_certificate_san_verification_failed",
        ("verify name", "upstream-name", "leg upstream"),
        (
            '{"jsonPayload":{"statusDetails":"ssl_certificate_san_verification_failed"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, HTTP failure messages: statusDetails",
    ),
    Saying(
        "ssl_certificate_chain_verification_failed",
        ("verify issuer-unknown", "upstream-refused-cert", "leg upstream"),
        (
            '{"jsonPayload":{"statusDetails":"ssl_certificate_chain_verification_failed"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, HTTP failure messages: statusDetails",
    ),
    Saying(
        "client_cert_not_provided",
        ("client-cert-absent", "side server", "leg downstream"),
        (
            '{"jsonPayload":{"statusDetails":"client_cert_not_provided"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, mutual TLS: client_cert_error",
    ),
    Saying(
        "client_cert_validation_failed",
        ("client-verify failed", "side server", "leg downstream"),
        (
            '{"jsonPayload":{"statusDetails":"client_cert_validation_failed"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, mutual TLS: client_cert_error",
    ),
    Saying(
        "client_cert_chain_invalid_eku",
        ("client-verify purpose", "side server", "leg downstream"),
        (
            '{"jsonPayload":{"statusDetails":"client_cert_chain_invalid_eku"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, mutual TLS: client_cert_error",
    ),
    Saying(
        "client_cert_chain_exceeded_limit",
        ("client-verify depth", "side server", "leg downstream"),
        (
            '{"jsonPayload":{"statusDetails":"client_cert_chain_exceeded_limit"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, mutual TLS: client_cert_error",
    ),
    Saying(
        "client_cert_chain_max_name_constraints_exceeded",
        ("client-verify name-constraints", "side server", "leg downstream"),
        (
            '{"jsonPayload":{"statusDetails":"client_cert_chain_max_name_constraints_'
            'exceeded"},"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, mutual TLS: client_cert_error",
    ),
    Saying(
        "client_cert_invalid_rsa_key_size",
        ("client-verify weak", "side server", "leg downstream"),
        (
            '{"jsonPayload":{"statusDetails":"client_cert_invalid_rsa_key_size"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, mutual TLS: client_cert_error",
    ),
    Saying(
        "client_cert_unsupported_elliptic_curve_key",
        ("client-verify weak", "side server", "leg downstream"),
        (
            '{"jsonPayload":{"statusDetails":"client_cert_unsupported_elliptic_curve_key"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, mutual TLS: client_cert_error",
    ),
    Saying(
        "client_cert_unsupported_key_algorithm",
        ("client-verify weak", "side server", "leg downstream"),
        (
            '{"jsonPayload":{"statusDetails":"client_cert_unsupported_key_algorithm"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, mutual TLS: client_cert_error",
    ),
    Saying(
        "client_cert_exceeded_size_limit",
        ("client-cert-refused", "side server", "leg downstream"),
        (
            '{"jsonPayload":{"statusDetails":"client_cert_exceeded_size_limit"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, mutual TLS: client_cert_error",
    ),
    Saying(
        "client_cert_pki_too_large",
        ("client-cert-refused", "side server", "leg downstream"),
        (
            '{"jsonPayload":{"statusDetails":"client_cert_pki_too_large"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, mutual TLS: client_cert_error",
    ),
    Saying(
        "client_cert_validation_timed_out",
        ("client-cert-refused", "side server", "leg downstream"),
        (
            '{"jsonPayload":{"statusDetails":"client_cert_validation_timed_out"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, mutual TLS: client_cert_error",
    ),
    Saying(
        "client_cert_validation_search_limit_exceeded",
        ("client-cert-refused", "side server", "leg downstream"),
        (
            '{"jsonPayload":{"statusDetails":"client_cert_validation_search_limit_'
            'exceeded"},"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, mutual TLS: client_cert_error",
    ),
    Saying(
        "client_cert_validation_not_performed",
        ("ca-file", "side server", "leg downstream"),
        (
            '{"jsonPayload":{"statusDetails":"client_cert_validation_not_performed"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, mutual TLS: client_cert_error",
    ),
    Saying(
        "client_cert_trust_config_not_found",
        ("ca-file", "side server", "leg downstream"),
        (
            '{"jsonPayload":{"statusDetails":"client_cert_trust_config_not_found"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, mutual TLS: client_cert_error",
    ),
    Saying(
        "client_cert_validation_unavailable",
        ("client-cert-refused", "side server", "leg downstream"),
        (
            '{"jsonPayload":{"statusDetails":"client_cert_validation_unavailable"},'
            '"httpRequest":{"status":502}}'
        ),
        "Cloud Load Balancing, mutual TLS: client_cert_error",
    ),
    Saying(
        "FAILED_NOT_VISIBLE",
        ("no-certificate", "side server"),
        "domainStatus: www.example.com: FAILED_NOT_VISIBLE",
        "Google-managed certificates, domain status",
    ),
    Saying(
        "FAILED_CAA_CHECKING",
        ("no-certificate", "side server"),
        "domainStatus: www.example.com: FAILED_CAA_CHECKING",
        "Google-managed certificates, domain status",
    ),
    Saying(
        "FAILED_CAA_FORBIDDEN",
        ("no-certificate", "side server"),
        "domainStatus: www.example.com: FAILED_CAA_FORBIDDEN",
        "Google-managed certificates, domain status",
    ),
    Saying(
        "FAILED_RATE_LIMITED",
        ("no-certificate", "side server"),
        "domainStatus: www.example.com: FAILED_RATE_LIMITED",
        "Google-managed certificates, domain status",
    ),
    Saying(
        "error running load balancer syncing routine",
        ("cert-file",),
        (
            "Error during sync: error running load balancer syncing routine: loadbalancer "
            'abc does not exist: secrets "www-example-com" not found'
        ),
        "GKE ingress",
        pattern="error running load balancer syncing routine.{0,200}(?:secret|certificate|SSL)",
        certain=False,
    ),
    Saying(
        "The SSL certificate could not be parsed",
        ("cert-file",),
        (
            "Invalid value for field 'resource.certificate': The SSL certificate could not "
            "be parsed."
        ),
        "Compute Engine API, sslCertificates",
    ),
)

PRODUCT = Product(
    name="Google Cloud",
    roles=(Role.REVERSE_PROXY,),
    sayings=_SAYINGS,
    speaks=("role reverse-proxy",),
)
