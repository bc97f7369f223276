"""Servers in Python: gunicorn, uvicorn, Tornado, CherryPy, Werkzeug, Django's and the standard one."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_HTTP = "Lib/http/server.py, which Werkzeug and Django's runserver use"
_HELLO = r"[^\n]{0,40}\\x16\\x03"

PRODUCT = Product(
    name="Python's servers",
    roles=(Role.SERVER,),
    services=WEB,
    recipes={
        Remedy.ENABLE_TLS: Recipe(
            "Whichever of them it is.",
            (
                "uvicorn app:app --ssl-certfile fullchain.pem --ssl-keyfile leaf.key",
                "gunicorn app:app --certfile fullchain.pem --keyfile leaf.key",
            ),
        ),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "The file holds the leaf first, then the intermediates.",
            (
                "cat leaf.pem intermediate.pem > fullchain.pem",
                "gunicorn app:app --certfile fullchain.pem --keyfile leaf.key",
            ),
        ),
        Remedy.TRUST_CLIENT_CA: Recipe(
            "2 is CERT_REQUIRED.",
            (
                "uvicorn app:app --ssl-ca-certs {ca}.pem --ssl-cert-reqs 2 \\",
                "  --ssl-certfile fullchain.pem --ssl-keyfile leaf.key",
                "gunicorn app:app --ca-certs {ca}.pem --cert-reqs 2 \\",
                "  --certfile fullchain.pem --keyfile leaf.key",
            ),
        ),
    },
    sayings=(
        Saying(
            "server_side=True",
            ("side server",),
            "ssl.wrap_socket(sock, certfile='cert.pem', server_side=True)",
            "Lib/ssl.py",
            certain=False,
        ),
        Saying(
            "SimpleHTTPSServer",
            ("side server",),
            "python3 SimpleHTTPSServer.py --cert ./cert.pem",
            "simple-websocket-server SimpleHTTPSServer.py",
            certain=False,
        ),
        Saying(
            "--ssl-certfile",
            ("side server",),
            "uvicorn app:app --ssl-keyfile key.pem --ssl-certfile cert.pem",
            "uvicorn uvicorn/main.py, hypercorn",
            certain=False,
        ),
        Saying(
            "ssl_context='adhoc'",
            ("side server",),
            "app.run(ssl_context='adhoc')",
            "werkzeug werkzeug/serving.py",
            certain=False,
        ),
        Saying(
            "in process_request",
            ("side server",),
            '  File "/usr/lib/python3.11/socketserver.py", line 691, in process_request',
            "Lib/socketserver.py",
            pattern=r"socketserver\.py\W.{0,40}in process_request",
            certain=False,
        ),
        Saying(
            "newsocket, addr = super().accept()",
            ("side server",),
            "    newsocket, addr = super().accept()",
            "Lib/ssl.py: SSLSocket.accept",
            certain=False,
        ),
        Saying(
            "accessing the development server over HTTPS, but it only supports HTTP",
            ("tls-received",),
            "You're accessing the development server over HTTPS, but it only supports HTTP.",
            "django django/core/servers/basehttp.py",
        ),
        *(
            Saying(
                f"code 400, message {words}",
                ("tls-received",),
                f"192.0.2.7 - - [01/Jan/2024 00:00:00] code 400, message {words} ('\\x16\\x03\\x01\\x02\\x00\\x01')",
                _HTTP,
                pattern=rf"message {words} {_HELLO}",
            )
            for words in ("Bad request version", "Bad request syntax", "Bad HTTP/0.9 request type")
        ),
        Saying(
            "code 400, message Bad request version",
            ("tls-received",),
            '192.0.2.7 - - [01/Jan/2024 00:00:00] code 400, message Bad request version ("À\\x14À")',
            _HTTP,
            certain=False,
        ),
        Saying(
            "Invalid HTTP request line:",
            ("tls-received",),
            "[WARNING] Invalid request from ip=192.0.2.7: Invalid HTTP request line: '\\x16\\x03\\x01\\x02'",
            "gunicorn gunicorn/http/errors.py",
            pattern=rf"Invalid HTTP request line: {_HELLO}",
        ),
        Saying(
            "Invalid request from ip=",
            ("tls-received",),
            "[WARNING] Invalid request from ip=192.0.2.7: Invalid HTTP Version: ''",
            "gunicorn gunicorn/workers/base.py",
            pattern=r"Invalid request from ip=(?P<client>[\da-fA-F.:]{2,45}): Invalid (?:HTTP Version|Method|HTTP method)",
            certain=False,
        ),
        Saying(
            "Invalid request from ip=",
            ("handshake-failed",),
            "[WARNING] Invalid request from ip=192.0.2.7: [SSL: HTTP_REQUEST] http request (_ssl.c:1000)",
            "gunicorn gunicorn/workers/base.py",
            pattern=r"Invalid request from ip=(?P<client>[\da-fA-F.:]{2,45}): .{0,40}(?:SSL|ssl)",
        ),
        Saying(
            "Invalid HTTP request received.",
            ("tls-received",),
            "WARNING:  Invalid HTTP request received.",
            "uvicorn uvicorn/protocols/http/h11_impl.py, httptools_impl.py",
            certain=False,
        ),
        Saying(
            "SSL Error on",
            ("handshake-failed",),
            "SSL Error on 12 ('192.0.2.7', 50112): [SSL: SSLV3_ALERT_CERTIFICATE_UNKNOWN] sslv3 alert certificate unknown (_ssl.c:1007)",
            "tornado tornado/iostream.py: SSLIOStream",
            pattern=r"SSL Error on \d{1,7} \('(?P<client>[\da-fA-F.:]{2,45})', \d{1,5}",
        ),
        Saying(
            "The client sent a plain HTTP request, but this server only speaks HTTPS on this port",
            ("http-wants-tls",),
            "The client sent a plain HTTP request, but this server only speaks HTTPS on this port.",
            "cheroot cheroot/server.py",
        ),
        Saying(
            "Server side SSL needs a valid SSLContext",
            ("config-error",),
            "ValueError: Server side SSL needs a valid SSLContext",
            "Lib/asyncio/sslproto.py",
        ),
    ),
    speaks=("side server",),
)
