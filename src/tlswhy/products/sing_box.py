"""sing-box and Clash (mihomo), tunnels with SOCKS and HTTP inbounds."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "process connection from ",
        ("socks-version", "side server"),
        (
            "ERROR[0012] [12 0ms] inbound/socks[socks-in]: process connection from "
            "127.0.0.1:50000: unknown socks version: 67"
        ),
        "SagerNet/sing-box: adapter/inbound, 1.8",
        pattern=(
            r"inbound/socks\[[^\]]{0,60}\]: process connection from \S{1,60}: "
            r".{0,60}(?:socks version|unknown)"
        ),
    ),
    Saying(
        "using outbound/",
        ("handshake-failed", "leg upstream", "upstream-failed"),
        (
            "ERROR[0012] [12 10s] connection: open connection to www.example.org:443 using "
            "outbound/trojan[proxy]: TLS handshake: context deadline exceeded"
        ),
        "SagerNet/sing-box: route/conn.go, 1.10",
        pattern=(
            r"using outbound/\w{1,20}\[[^\]]{0,80}\]: "
            r".{0,120}(?:TLS|tls|x509|certificate|handshake)"
        ),
    ),
    Saying(
        "using outbound/",
        ("leg upstream", "upstream-failed"),
        (
            "ERROR[0012] [12 10s] connection: open connection to www.example.org:443 using "
            "outbound/direct[direct]: dial tcp 198.51.100.9:443: i/o timeout"
        ),
        "SagerNet/sing-box: route/conn.go, 1.10",
        certain=False,
    ),
    Saying(
        "[TCP] dial ",
        ("leg upstream", "upstream-failed"),
        (
            'time="2024-05-06T07:08:09Z" level=warning msg="[TCP] dial PROXY (match '
            "Match/) 127.0.0.1:50000 --> www.example.org:443 error: 198.51.100.9:443 "
            'connect error: EOF"'
        ),
        "MetaCubeX/mihomo: tunnel/tunnel.go, 1.18",
        pattern=(
            r"\[TCP\] dial \S{1,60}.{0,120} --> (?P<host>[^\s:]{1,253}):(?P<port>\d{1,5}) "
            r"error: "
        ),
        certain=False,
    ),
)

PRODUCT = Product(
    name="sing-box",
    roles=(Role.FORWARD_PROXY,),
    sayings=_SAYINGS,
    speaks=("role tunnel",),
)
