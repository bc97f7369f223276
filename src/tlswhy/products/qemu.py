"""QEMU: TLS for VNC, migration, NBD and character devices."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_QEMU = "QEMU, crypto/tlssession.c, 7.2"
_QEMUX = "QEMU, crypto/tlscredsx509.c, 7.2"

_SAYINGS = (
    Saying(
        "Verify failed: ",
        ("verify failed",),
        "qemu-system-x86_64: Verify failed: No certificate was found.",
        _QEMU,
        pattern="(?:qemu|vnc).{0,120}Verify failed: ",
    ),
    Saying(
        "TLS x509 authz check for",
        ("client-cert-refused", "side server"),
        "qemu-system-x86_64: TLS x509 authz check for CN=client is denied",
        _QEMU,
    ),
    Saying(
        "does not match the hostname",
        ("verify name",),
        "qemu-system-x86_64: Certificate does not match the hostname virt.example.com",
        _QEMU,
        pattern=(
            r"qemu.{0,120}Certificate does not match the hostname (?P<host>[\w.:-]{"
            "1,253})"
        ),
    ),
    Saying(
        "TLS handshake failed: ",
        ("handshake-failed",),
        (
            "qemu-system-x86_64: TLS handshake failed: The TLS connection was non-properly "
            "terminated."
        ),
        _QEMU,
        pattern="(?:qemu|vnc|migration).{0,120}TLS handshake failed: ",
    ),
    Saying(
        "Unable to access credentials",
        ("cert-file", "ca-file"),
        (
            "qemu-system-x86_64: Unable to access credentials /etc/pki/qemu/ca-cert.pem: No "
            "such file or directory"
        ),
        _QEMUX,
        pattern="qemu.{0,120}Unable to access credentials",
    ),
)

PRODUCT = Product(
    name="QEMU",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    sayings=_SAYINGS,
)
