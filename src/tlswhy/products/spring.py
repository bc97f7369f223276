"""Spring: RestTemplate, WebClient, RestClient and Spring Boot."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Spring",
    roles=(Role.CLIENT,),
    sayings=(
        Saying(
            "I/O error on",
            ("side client",),
            (
                "org.springframework.web.client.ResourceAccessException: I/O error on GET"
                ' request for "https://app.example.com/api": PKIX path building failed'
            ),
            "spring-web RestTemplate.java, 4 to 6",
            pattern=r'I/O error on [A-Z]{3,7} request for \\?"(?P<host>https://[\w.:-]{1,253})',
        ),
        Saying(
            "Unable to start embedded",
            ("config-error",),
            (
                "org.springframework.boot.web.server.WebServerException: Unable to start"
                " embedded Tomcat server"
            ),
            "spring-boot, 1 to 3",
            pattern=r"WebServerException: Unable to start embedded",
            certain=False,
        ),
        Saying(
            "SSL bundle name",
            ("config-error",),
            (
                "org.springframework.boot.ssl.NoSuchSslBundleException: SSL bundle name"
                " 'server' cannot be found"
            ),
            "spring-boot DefaultSslBundleRegistry.java, 3.1",
            pattern=r"SSL bundle name '[^']{1,100}' cannot be found",
        ),
        Saying(
            "Unable to create key store:",
            ("cert-file",),
            (
                "java.lang.IllegalStateException: Unable to create key store: keystore password"
                " was incorrect"
            ),
            "spring-boot PemSslStoreBundle, JksSslStoreBundle, 2.5 to 3",
        ),
        Saying(
            "Private key matches none of the certificates in the chain",
            ("key-mismatch",),
            (
                "java.lang.IllegalStateException: Private key matches none of the certificates"
                " in the chain"
            ),
            "spring-boot KeyVerifier, 3.2",
        ),
    ),
)
