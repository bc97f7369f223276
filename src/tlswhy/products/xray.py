"""Xray and V2Ray, tunnels with SOCKS and HTTP inbounds."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "unexpected server version: 72",
        ("socks-to-http", "side client"),
        "failed to handshake: proxy/socks: unexpected server version: 72",
        "v2fly/v2ray-core: proxy/socks/protocol.go, 5: 72 is the H of HTTP",
    ),
    Saying(
        "unknown Socks version:",
        ("socks-version {version}", "side server"),
        (
            "2024/05/06 07:08:09 tcp:127.0.0.1:13162 rejected  proxy/socks: unknown Socks "
            "version: 67"
        ),
        "v2fly/v2ray-core: proxy/socks/protocol.go, 5",
        pattern=r"unknown Socks version: (?P<version>\d{1,3})",
    ),
    Saying(
        "proxy/http: failed to read http request > malformed HTTP request",
        ("tls-received", "side server"),
        (
            "2024/05/06 07:08:09 [Info] [12] app/proxyman/inbound: connection ends > "
            "proxy/http: failed to read http request > malformed HTTP request "
            '"\\x16\\x03\\x01\\x02"'
        ),
        "v2fly/v2ray-core: proxy/http/server.go, 5",
    ),
    Saying(
        "proxy/socks: socks 4 is not allowed when auth is required",
        ("socks-auth", "side server"),
        (
            "2024/05/06 07:08:09 tcp:127.0.0.1:13162 rejected  proxy/socks: socks 4 is not "
            "allowed when auth is required."
        ),
        "v2fly/v2ray-core: proxy/socks/protocol.go, 5",
    ),
    Saying(
        "proxy/socks: no matching auth method",
        ("socks-auth", "side server"),
        ("2024/05/06 07:08:09 tcp:127.0.0.1:13162 rejected  proxy/socks: no matching auth method"),
        "v2fly/v2ray-core: proxy/socks/protocol.go, 5",
    ),
    Saying(
        "proxy/socks: invalid username or password",
        ("socks-auth", "side server"),
        (
            "2024/05/06 07:08:09 tcp:127.0.0.1:13162 rejected  proxy/socks: invalid "
            "username or password"
        ),
        "v2fly/v2ray-core: proxy/socks/protocol.go, 5",
    ),
    Saying(
        "REALITY: processed invalid connection",
        ("handshake-failed", "side server"),
        (
            "2024/05/06 07:08:09 [Info] transport/internet/tcp: REALITY: processed invalid "
            "connection from 192.0.2.7:50000: authentication failed or validation criteria "
            "not met"
        ),
        "XTLS/Xray-core: transport/internet/reality/reality.go, 1.8",
    ),
    Saying(
        "reality verification failed",
        ("verify failed", "side client"),
        (
            "2024/05/06 07:08:09 transport/internet/reality: REALITY: received real "
            "certificate (potential MITM or redirection) reality verification failed"
        ),
        "SagerNet/sing-box: common/tls/reality_client.go, 1.8",
    ),
    Saying(
        "REALITY: received real certificate (potential MITM or redirection)",
        ("verify failed", "side client"),
        (
            "2024/05/06 07:08:09 transport/internet/reality: REALITY: received real "
            "certificate (potential MITM or redirection)"
        ),
        "XTLS/Xray-core: transport/internet/reality/reality.go, 1.8",
    ),
    Saying(
        "failed to find an available destination >",
        ("leg upstream", "upstream-failed"),
        (
            "2024/05/06 07:08:09 [Warning] [12] app/proxyman/outbound: failed to process "
            "outbound traffic > proxy/vmess/outbound: failed to find an available "
            "destination > common/retry: [dial tcp 198.51.100.9:443: i/o timeout] > "
            "common/retry: all retry attempts failed"
        ),
        "v2fly/v2ray-core: proxy/vmess/outbound/outbound.go, 5",
        certain=False,
    ),
    Saying(
        "common/retry: all retry attempts failed",
        ("leg upstream", "upstream-failed"),
        "2024/05/06 07:08:09 common/retry: all retry attempts failed",
        "v2fly/v2ray-core: common/retry/retry.go, 5",
        certain=False,
    ),
    Saying(
        "proxy/trojan: invalid protocol or invalid user",
        ("plain-received", "side server"),
        "2024/05/06 07:08:09 [Info] [12] proxy/trojan: invalid protocol or invalid user",
        "v2fly/v2ray-core: proxy/trojan/server.go, 5",
        certain=False,
    ),
    Saying(
        "proxy/vless/encoding: invalid request version",
        ("plain-received", "side server"),
        "2024/05/06 07:08:09 rejected  proxy/vless/encoding: invalid request version",
        "XTLS/Xray-core: proxy/vless/encoding/encoding.go, 1.8",
        certain=False,
    ),
)

PRODUCT = Product(
    name="Xray",
    roles=(Role.FORWARD_PROXY,),
    sayings=_SAYINGS,
    speaks=("role tunnel",),
)
