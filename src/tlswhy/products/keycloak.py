"""Keycloak (Quarkus and WildFly)."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Keycloak",
    roles=(Role.SERVER, Role.CLIENT),
    sayings=(
        Saying(
            "Failed to load 'https-*' material:",
            (
                "cert-file",
                "side server",
            ),
            ("ERROR: Failed to load 'https-*' material: NoSuchFileException conf/server.keystore"),
            "quarkus/runtime TlsUtils.java, 26",
        ),
        Saying(
            "x509 client certificate is not available for mutual SSL",
            ("client-cert-absent", "side server"),
            (
                "[X509ClientCertificateAuthenticator:authenticate] x509 client certificate is"
                " not available for mutual SSL."
            ),
            "services X509ClientCertificateAuthenticator.java, 3 to 26",
        ),
        Saying(
            "Key material not provided to setup HTTPS",
            ("no-certificate", "config-error", "side server"),
            (
                "ERROR: Key material not provided to setup HTTPS. Please configure your"
                " keys/certificates or start the server in development mode."
            ),
            "quarkus Messages.java, 17 to 26",
        ),
        Saying(
            "Strict hostname resolution configured but no hostname",
            ("config-error",),
            "ERROR: Strict hostname resolution configured but no hostname setting provided",
            "quarkus Messages.java, 17 to 23",
            certain=False,
        ),
        Saying(
            "HTTPS required",
            ("http-wants-tls", "side client"),
            '{"error":"invalid_request","error_description":"HTTPS required"}',
            "services TokenEndpoint.java, 1 to 26",
            pattern=r"error_description\W{1,6}HTTPS required",
        ),
        Saying(
            "Failed to load truststore:",
            ("ca-file",),
            (
                "java.lang.RuntimeException: Failed to load truststore:"
                " /opt/keycloak/conf/truststore.jks"
            ),
            "services FileTruststoreProviderFactory.java, 1 to 23",
        ),
        Saying(
            "[X509ClientCertificateAuthenticator:authenticate]",
            ("client-cert-refused", "side server"),
            (
                "[X509ClientCertificateAuthenticator:authenticate] Exception: Certificate"
                " validation error: The certificate has expired on:Fri Mar 01 00:00:00 UTC 2024"
            ),
            "services X509ClientCertificateAuthenticator.java",
            pattern=(
                r"X509ClientCertificateAuthenticator:authenticate\]"
                r" (?:Exception|.{0,60}[Cc]ertificate validation)"
            ),
        ),
    ),
)
