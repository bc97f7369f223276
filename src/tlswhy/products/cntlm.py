"""cntlm, which logs in to a proxy by NTLM for clients that cannot."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "No proxy on the list works. You lose.",
        ("proxy-unreachable",),
        "cntlm[12]: No proxy on the list works. You lose.",
        "forward.c, 0.92",
    ),
    Saying(
        "Proxy connect failed, will try",
        ("proxy-unreachable",),
        "cntlm[12]: Proxy connect failed, will try 192.0.2.4:3128",
        "forward.c, 0.92",
        pattern=r"Proxy connect failed, will try (?P<proxy>[\w.:-]{1,253})",
    ),
    Saying(
        "Credentials rejected",
        ("proxy-answered 407", "proxy-auth-scheme ntlm"),
        "Config profile  1/4... Credentials rejected",
        "main.c, 0.92: cntlm -M",
        pattern="Config profile.{0,20}Credentials rejected",
    ),
)

PRODUCT = Product(
    name="cntlm",
    roles=(Role.FORWARD_PROXY,),
    sayings=_SAYINGS,
    speaks=("role forward-proxy", "proxy-set"),
)
