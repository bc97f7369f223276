"""Gradle: dependency downloads and the wrapper."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Gradle",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.USE_PROXY: Recipe(
            "In ~/.gradle/gradle.properties.",
            ("systemProp.https.proxyHost=PROXY_HOST", "systemProp.https.proxyPort=PROXY_PORT"),
        ),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "In ~/.gradle/gradle.properties; the last line is for Basic.",
            (
                "systemProp.https.proxyUser=USER",
                "systemProp.https.proxyPassword=PASSWORD",
                "systemProp.jdk.http.auth.tunneling.disabledSchemes=",
            ),
        ),
        Remedy.TRUST_CA: Recipe(
            "In ~/.gradle/gradle.properties: a store that keytool made.",
            ("systemProp.javax.net.ssl.trustStore=/path/to/{ca}.p12",),
        ),
    },
    speaks=("side client",),
    sayings=(
        Saying(
            "The server may not support the client's requested TLS protocol versions:",
            ("no-parameters", "server-version"),
            (
                "> The server may not support the client's requested TLS protocol versions:"
                " (TLSv1.2, TLSv1.3). You may need to configure the client to allow other"
                " protocols to be used. For more on this, please refer to the build environment"
            ),
            "HttpClientHelper.java, 5 to 8",
        ),
        Saying(
            (
                "Got SSL handshake exception during request. It might be caused by SSL"
                " misconfiguration"
            ),
            ("verify failed",),
            (
                "> Got SSL handshake exception during request. It might be caused by SSL"
                " misconfiguration"
            ),
            "HttpClientHelper.java, 7.4 to 8",
        ),
        Saying(
            "Received status code 407 from server:",
            ("proxy-answered 407", "leg proxy"),
            (
                "> Could not GET 'https://repo.example.com/maven2/lib.pom'. Received status"
                " code 407 from server: Proxy Authentication Required"
            ),
            "HttpErrorStatusCodeException.java, 3 to 8",
        ),
        Saying(
            "Could not GET '",
            ("handshake-failed",),
            "> Could not GET 'https://repo.example.com/maven2/org/example/lib-1.0.pom'.",
            "HttpClientHelper.java, 2 to 8",
            pattern=r"Could not GET '(?P<host>https://[\w.:-]{1,253})",
            certain=False,
        ),
        Saying(
            "Could not HEAD '",
            ("handshake-failed",),
            "> Could not HEAD 'https://repo.example.com/maven2/org/example/lib-1.0.pom'.",
            "HttpClientHelper.java, 2 to 8",
            pattern=r"Could not HEAD '(?P<host>https://[\w.:-]{1,253})",
            certain=False,
        ),
        Saying(
            ("Using insecure protocols with repositories, without explicit opt-in, is unsupported"),
            ("config-error", "scheme http"),
            (
                "> Using insecure protocols with repositories, without explicit opt-in, is"
                " unsupported. Switch Maven repository 'maven(http://repo.example.com)' to"
                " redirect to a secure protocol (like HTTPS) or allow insecure protocols."
            ),
            "7 to 8",
        ),
    ),
)
