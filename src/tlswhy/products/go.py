"""Go 1.22 and newer: crypto/tls and net/http."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Page, Product, Recipe, Role

PRODUCT = Product(
    name="Go",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "On Linux the file takes the place of the system's; or append it to RootCAs.",
            ("export SSL_CERT_FILE=/path/to/bundle-with-{ca}.pem",),
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "Without MaxVersion; TLS 1.2 is the least since 1.18.",
            ("&tls.Config{MinVersion: tls.VersionTLS12}",),
        ),
        Remedy.LOWER_CLIENT_VERSION: Recipe(
            "Only where it is set.", ("&tls.Config{MinVersion: tls.VersionTLS10}",)
        ),
        Remedy.WIDEN_CLIENT_CIPHERS: Recipe(
            "1.22 dropped RSA key exchange, 1.23 dropped 3DES. Without CipherSuites in the code.",
            ("export GODEBUG=tlsrsakex=1,tls3des=1",),
        ),
        Remedy.SHRINK_CLIENT_HELLO: Recipe(
            "1.24 and newer; 1.23 calls it tlskyber=0.", ("export GODEBUG=tlsmlkem=0",)
        ),
        Remedy.ALIGN_ALPN: Recipe(
            "Leaves h2 out; for gRPC, which needs it, the server has to offer it.",
            ("export GODEBUG=http2client=0",),
        ),
        Remedy.SEND_SNI: Recipe(
            "net/http sends the URL's host; for an address the name is set.",
            ('&tls.Config{ServerName: "{name}"}',),
        ),
        Remedy.CONNECT_BY_LISTED_NAME: Recipe(
            "The address stays, the name changes.",
            ('tls.Dial("tcp", "{host}:{port}", &tls.Config{ServerName: "{name}"})',),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "client.pem holds the certificate and its chain.",
            (
                'pair, err := tls.LoadX509KeyPair("client.pem", "client.key")',
                "config := &tls.Config{Certificates: []tls.Certificate{pair}}",
            ),
        ),
        Remedy.BYPASS_PROXY: Recipe(
            "Networks such as 10.0.0.0/8 too; a leading dot leaves out the name itself.",
            ("export NO_PROXY=localhost,{host}",),
        ),
    },
    pages=(
        Page(
            "plain-http-to-tls",
            "Client sent an HTTP request to an HTTPS server.",
            (400,),
            "src/net/http/server.go",
        ),
    ),
)
