"""Java 8 to 21 with its own TLS (JSSE)."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role

_PROXY = "-Dhttps.proxyHost=PROXY_HOST -Dhttps.proxyPort=PROXY_PORT"

PRODUCT = Product(
    name="Java",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "Java reads its own cacerts. Java 8: -keystore jre/lib/security/cacerts for -cacerts.",
            (
                "keytool -importcert -noprompt -cacerts -storepass changeit \\",
                "  -alias ours -file {ca}.pem",
            ),
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "Options of java; Java 8 has TLS 1.3 since 8u261.",
            ("-Djdk.tls.client.protocols=TLSv1.2,TLSv1.3", "-Dhttps.protocols=TLSv1.2,TLSv1.3"),
        ),
        Remedy.LOWER_CLIENT_VERSION: Recipe(
            "A file for -Djava.security.properties=FILE: the list without TLSv1 and TLSv1.1.",
            (
                "jdk.tls.disabledAlgorithms=SSLv3, DTLSv1.0, RC4, DES, MD5withRSA, \\",
                "    DH keySize < 1024, EC keySize < 224, 3DES_EDE_CBC, anon, NULL",
            ),
        ),
        Remedy.WIDEN_CLIENT_CIPHERS: Recipe(
            "Take these options away; they hold the client to their list.",
            ("-Djdk.tls.client.cipherSuites=LIST -Dhttps.cipherSuites=LIST",),
        ),
        Remedy.SEND_SNI: Recipe(
            "The default, unless somebody turned it off; a URL with an address sends none.",
            ("-Djsse.enableSNIExtension=true",),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "The key store needs the certificate with its chain and the key under one alias.",
            (
                "openssl pkcs12 -export -in client.pem -inkey client.key \\",
                "  -name client -out client.p12",
                "-Djavax.net.ssl.keyStore=client.p12 -Djavax.net.ssl.keyStoreType=PKCS12",
                "-Djavax.net.ssl.keyStorePassword=PASSWORD",
            ),
        ),
        Remedy.PROXY_URL_HTTP: Recipe("Options of java.", (_PROXY,)),
        Remedy.PROXY_ADDRESS: Recipe("Options of java.", (_PROXY,)),
        Remedy.USE_PROXY: Recipe("Java reads no variable. Options of java.", (_PROXY,)),
        Remedy.PROXY_URL_SOCKS: Recipe(
            "Options of java.", ("-DsocksProxyHost=PROXY_HOST -DsocksProxyPort=PROXY_PORT",)
        ),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "Since 8u111 Basic is off for CONNECT. The password comes from an Authenticator.",
            ('-Djdk.http.auth.tunneling.disabledSchemes=""',),
        ),
        Remedy.BYPASS_PROXY: Recipe(
            "Separated by bars, for https too.", ('-Dhttp.nonProxyHosts="localhost|{host}"',)
        ),
    },
)
