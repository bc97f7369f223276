"""SPICE: the server in QEMU, and remote-viewer."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SPICE = "spice-gtk, src/spice-channel.c, 0.41"
_SPICEV = "spice-common, common/ssl_verify.c, 0.41"
_SPICES = "spice, server/red-stream.cpp, 0.15"

_SAYINGS = (
    Saying(
        "ssl: hostname '",
        ("verify name", "side client"),
        (
            "(remote-viewer:4711): Spice-WARNING **: "
            "../subprojects/spice-common/common/ssl_verify.c:413:openssl_verify: ssl: "
            "hostname 'virt.example.com' verification failed"
        ),
        _SPICEV,
        pattern="ssl: hostname '(?P<host>[^']{1,253})' verification failed",
    ),
    Saying(
        "ssl: subject '",
        ("verify name", "side client"),
        "ssl_verify.c:413:openssl_verify: ssl: subject 'CN=virt' verification failed",
        _SPICEV,
        pattern="ssl: subject '.{1,300}' verification failed",
    ),
    Saying(
        "Error in server certificate verification: ",
        ("verify failed", "side client"),
        (
            "(remote-viewer:4711): Spice-WARNING **: ssl_verify.c:444:openssl_verify: Error "
            "in server certificate verification: unable to get local issuer certificate "
            "(num=20:depth0:/CN=virt)"
        ),
        _SPICEV,
        pattern=r"Error in server certificate verification: .{3,80}\(num=(?P<code>\d{1,3}):",
        decode="verify_code",
    ),
    Saying(
        "Error in certificate chain verification: ",
        ("verify failed", "side client"),
        (
            "Spice-WARNING **: ssl_verify.c:429:openssl_verify: Error in certificate chain "
            "verification: self signed certificate in certificate chain "
            "(num=19:depth1:/CN=Example CA)"
        ),
        _SPICEV,
        pattern=r"Error in certificate chain verification: .{3,80}\(num=(?P<code>\d{1,3}):",
        decode="verify_code",
    ),
    Saying(
        "SSL_accept failed, error=",
        ("handshake-failed", "side server"),
        "reds_ssl_accept: SSL_accept failed, error=1",
        _SPICES,
    ),
    Saying(
        ": SSL_connect: error:",
        ("handshake-failed", "side client"),
        (
            "(remote-viewer:4711): GSpice-WARNING **: main-1:0: SSL_connect: "
            "error:00000001:lib(0)::reason(1)"
        ),
        _SPICE,
        pattern=(
            "(?:main|display|inputs|cursor|playback|record|usbredir)"
            r"-\d{1,3}:\d{1,3}: SSL_connect: error:"
        ),
    ),
)

PRODUCT = Product(
    name="SPICE",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    sayings=_SAYINGS,
)
