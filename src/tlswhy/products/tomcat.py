"""Tomcat and Spring Boot with it."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_NET = "tomcat/util/net/LocalStrings.properties, 8.5 to 11"

PRODUCT = Product(
    name="Tomcat",
    roles=(Role.SERVER,),
    speaks=("side server",),
    sayings=(
        Saying(
            "This combination of host and port requires TLS.",
            ("http-wants-tls", "side client"),
            "HTTP/1.1 400 Bad Request: This combination of host and port requires TLS.",
            "org/apache/tomcat/util/net/SecureNioChannel, NioEndpoint, 8.5 to 11",
        ),
        Saying(
            "Invalid character found in method name [0x16",
            ("tls-received",),
            (
                "java.lang.IllegalArgumentException: Invalid character found in method name"
                " [0x160x030x010x020x000x010x000x010xfc0x030x03]. HTTP method names must be"
                " tokens"
            ),
            "coyote/http11/LocalStrings.properties, 8.5 to 11",
        ),
        Saying(
            "Invalid character found in method name. HTTP method names must be tokens",
            ("tls-received",),
            (
                "java.lang.IllegalArgumentException: Invalid character found in method name."
                " HTTP method names must be tokens"
            ),
            "coyote/http11/LocalStrings.properties, 7 to 9",
        ),
        Saying(
            "Handshake failed for client connection from IP address",
            ("handshake-failed",),
            ("Handshake failed for client connection from IP address [192.0.2.7] and port [51234]"),
            _NET,
            pattern=r"from IP address \[(?P<client>[\d.a-f:]{3,45})\]",
        ),
        Saying(
            "Failed to initialize end point associated with ProtocolHandler",
            ("cert-file", "side server"),
            (
                "SEVERE: Failed to initialize end point associated with ProtocolHandler"
                ' ["http-bio-8443"]\njava.io.IOException: Keystore was tampered with, or password'
                " was incorrect"
            ),
            "coyote/LocalStrings.properties, 7 to 8.0",
            pattern=(
                r"Failed to initialize end point associated with ProtocolHandler [\s\S]{1,160}?"
                r"(?i:key ?store|alias|private key|certificate)"
            ),
        ),
        Saying(
            "does not identify a key entry",
            ("cert-file",),
            "java.io.IOException: Alias name [server] does not identify a key entry",
            _NET,
            pattern=r"Alias name (?:\[[^\]]{0,120}\] |\S{0,120} )?does not identify a key entry",
        ),
        Saying(
            "No aliases for private keys found in key store",
            ("cert-file", "no-certificate"),
            "java.io.IOException: No aliases for private keys found in key store",
            _NET,
        ),
        Saying(
            "Failed to load keystore type",
            ("cert-file",),
            (
                "Failed to load keystore type [PKCS12] with path [/etc/tomcat/keystore.p12] due"
                " to [keystore password was incorrect]"
            ),
            _NET,
            pattern=r"Failed to load key ?store type \[?\w",
        ),
        Saying(
            "No SSLHostConfig element was found with the hostName",
            ("config-error", "no-certificate"),
            (
                "java.lang.IllegalArgumentException: No SSLHostConfig element was found with"
                " the hostName [_default_] to match the defaultSSLHostConfigName for the"
                " connector [https-jsse-nio-8443]"
            ),
            _NET,
        ),
        Saying(
            ("SSLHostConfig attribute certificateFile must be defined when using an SSL connector"),
            ("config-error", "no-certificate"),
            (
                "java.lang.Exception: Connector attribute SSLCertificateFile must be defined"
                " when using SSL with APR; SSLHostConfig attribute certificateFile must be"
                " defined when using an SSL connector"
            ),
            _NET,
        ),
        Saying(
            "Connector attribute SSLCertificateFile must be defined when using SSL with APR",
            ("config-error", "no-certificate"),
            (
                "java.lang.Exception: Connector attribute SSLCertificateFile must be defined"
                " when using SSL with APR"
            ),
            _NET,
        ),
        Saying(
            "None of the [ciphers] specified are supported by the SSL engine",
            ("no-cipher", "config-error"),
            (
                "java.lang.IllegalArgumentException: None of the [ciphers] specified are"
                " supported by the SSL engine : [[TLS_FOO]]"
            ),
            _NET,
        ),
        Saying(
            "None of the [protocols] specified are supported by the SSL engine",
            ("no-version", "config-error"),
            (
                "java.lang.IllegalArgumentException: None of the [protocols] specified are"
                " supported by the SSL engine : [[SSLv3]]"
            ),
            _NET,
        ),
        Saying(
            "does not match the SNI",
            ("misdirected",),
            (
                "The host name [app.example.com] in the request does not match the SNI host"
                " name [www.example.org]"
            ),
            "coyote/LocalStrings.properties, 9 to 11",
            pattern=r"(?:host|Host).{1,80}does not match the SNI",
        ),
        Saying(
            "Could not load key store",
            ("cert-file",),
            (
                "org.springframework.boot.web.server.WebServerException: Could not load key"
                " store 'classpath:keystore.p12'"
            ),
            "Spring Boot SslServerCustomizer, SslBundle, 1.5 to 3",
            pattern=r"Could not load key ?store|Unable to create key store",
        ),
    ),
)
