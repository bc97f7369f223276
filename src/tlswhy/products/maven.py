"""Maven and its resolver."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Maven",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "A store made by keytool; without the option it is Java's own cacerts.",
            (
                "keytool -importcert -noprompt -alias ours -file {ca}.pem \\",
                "  -keystore ours.p12 -storepass changeit",
                'export MAVEN_OPTS="-Djavax.net.ssl.trustStore=$PWD/ours.p12"',
            ),
        ),
    },
    speaks=("side client",),
    sayings=(
        Saying(
            "Could not transfer artifact",
            ("handshake-failed",),
            (
                "[ERROR] Could not transfer artifact org.example:lib:jar:1.0 from/to central"
                " (https://repo.example.com/maven2): Received fatal alert: protocol_version"
            ),
            "maven-resolver, 2 to 4",
            pattern=(
                r"Could not transfer artifact .{1,200} \("
                r"(?P<host>https://[\w.:-]{1,253})[^)]{0,200}\)"
            ),
            certain=False,
        ),
        Saying(
            "Could not transfer metadata",
            ("handshake-failed",),
            (
                "[WARNING] Could not transfer metadata org.example:lib/maven-metadata.xml"
                " from/to central (https://repo.example.com/maven2): PKIX path building failed"
            ),
            "maven-resolver, 2 to 4",
            pattern=(
                r"Could not transfer metadata .{1,200} \("
                r"(?P<host>https://[\w.:-]{1,253})[^)]{0,200}\)"
            ),
            certain=False,
        ),
        Saying(
            "ReasonPhrase:Proxy Authentication Required",
            ("proxy-answered 407", "leg proxy"),
            (
                "[ERROR] Could not transfer artifact org.example:lib:pom:1.0 from/to central:"
                " Not authorized , ReasonPhrase:Proxy Authentication Required."
            ),
            "maven-wagon-http, 2 to 3",
        ),
        Saying(
            "reason phrase: Proxy Authentication Required (407)",
            ("proxy-answered 407", "leg proxy"),
            (
                "[ERROR] Could not transfer artifact org.example:lib:pom:1.0 from/to central:"
                " status code: 407, reason phrase: Proxy Authentication Required (407)"
            ),
            "maven-resolver-transport-http",
        ),
        Saying(
            "Access denied to: https://",
            ("http-status 403",),
            (
                "[ERROR] Access denied to:"
                " https://repo.example.com/maven2/org/example/lib-1.0.pom ,"
                " ReasonPhrase:Forbidden."
            ),
            "maven-wagon-http, 2 to 3",
            certain=False,
        ),
        Saying(
            "ReasonPhrase:HTTPS Required",
            ("http-wants-tls",),
            (
                "[ERROR] Could not transfer artifact org.example:lib:pom:1.0 from/to central"
                " (http://repo.example.com/maven2): Failed to transfer file. Return code is:"
                " 501 , ReasonPhrase:HTTPS Required."
            ),
            "maven-wagon-http, 2 to 3",
        ),
        Saying(
            "reason phrase: HTTPS Required (501)",
            ("http-wants-tls",),
            "status code: 501, reason phrase: HTTPS Required (501)",
            "maven-resolver-transport-http",
        ),
    ),
)
