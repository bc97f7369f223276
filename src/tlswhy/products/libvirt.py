"""libvirt."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TLS = "src/rpc/virnettlscontext.c, 9.0"

_SAYINGS = (
    Saying(
        "Certificate failed validation: ",
        ("verify failed",),
        (
            "error: authentication failed: Certificate failed validation: The certificate "
            "hasn't got a known issuer."
        ),
        _TLS,
        pattern="Certificate failed validation: The certificate",
    ),
    Saying(
        "The certificate hasn't got a known issuer",
        ("verify issuer-unknown",),
        (
            "error: authentication failed: Failed to verify peer's certificate: The "
            "certificate hasn't got a known issuer."
        ),
        _TLS,
    ),
    Saying(
        "Failed to verify peer's certificate",
        ("verify failed",),
        "error: authentication failed: Failed to verify peer's certificate",
        _TLS,
    ),
    Saying(
        "Certificate failed validation: The certificate is not trusted",
        ("verify issuer-unknown",),
        (
            "error: authentication failed: Certificate failed validation: The certificate is "
            "not trusted."
        ),
        _TLS,
    ),
    Saying(
        "The certificate has been revoked.",
        ("verify revoked",),
        (
            "error: authentication failed: Certificate failed validation: The certificate "
            "has been revoked."
        ),
        _TLS,
        pattern=(
            "(?:Certificate failed validation|libvirt|virsh|qemu)"
            r".{0,120}The certificate has been revoked\."
        ),
    ),
    Saying(
        "Certificate failed validation: The certificate uses an insecure algorithm",
        ("verify weak",),
        "Certificate failed validation: The certificate uses an insecure algorithm",
        _TLS,
    ),
    Saying(
        "owner does not match the hostname",
        ("verify name",),
        (
            "error: authentication failed: Certificate [session] owner does not match the "
            "hostname virt.example.com"
        ),
        _TLS,
        pattern=(
            r"Certificate .{1,200} owner does not match the hostname (?P<host>[\w.:"
            "-]{1,253})"
        ),
    ),
    Saying(
        ("Client's Distinguished Name is not on the list of allowed clients (tls_allowed_dn_list)"),
        ("client-cert-refused", "side server"),
        (
            "error: Client's Distinguished Name is not on the list of allowed clients "
            "(tls_allowed_dn_list)."
        ),
        _TLS,
    ),
    Saying(
        "The client certificate ",
        ("verify expired",),
        "The client certificate /etc/pki/libvirt/clientcert.pem has expired",
        _TLS,
        pattern="The (?:client|server) certificate .{1,200} has expired",
    ),
    Saying(
        "The server certificate ",
        ("verify expired",),
        "error: The server certificate /etc/pki/libvirt/servercert.pem has expired",
        _TLS,
        pattern="The server certificate .{1,200} has expired",
    ),
    Saying(
        "The server certificate ",
        ("verify not-yet-valid",),
        "error: The server certificate /etc/pki/libvirt/servercert.pem is not yet active",
        _TLS,
        pattern="The (?:server|client) certificate .{1,200} is not yet active",
    ),
    Saying(
        "The CA certificate ",
        ("verify expired",),
        "error: The CA certificate /etc/pki/CA/cacert.pem has expired",
        _TLS,
        pattern="The CA certificate .{1,200} has expired",
    ),
    Saying(
        "purpose does not allow use for with a TLS",
        ("verify purpose",),
        (
            "Certificate /etc/pki/libvirt/servercert.pem purpose does not allow use for with "
            "a TLS server"
        ),
        _TLS,
    ),
    Saying(
        "usage does not permit digital signature",
        ("verify purpose",),
        "Certificate /etc/pki/libvirt/servercert.pem usage does not permit digital signature",
        _TLS,
    ),
    Saying(
        "basic constraints do not show a CA",
        ("verify purpose",),
        "The certificate /etc/pki/CA/cacert.pem basic constraints do not show a CA",
        _TLS,
    ),
    Saying(
        "Our own certificate ",
        ("cert-file", "verify failed"),
        (
            "Our own certificate /etc/pki/libvirt/servercert.pem failed validation against "
            "/etc/pki/CA/cacert.pem: The certificate hasn't got a known issuer"
        ),
        _TLS,
        pattern="Our own certificate .{1,200} failed validation against",
    ),
    Saying(
        "TLS handshake failed A",
        ("handshake-failed",),
        "error: TLS handshake failed A TLS fatal alert has been received.",
        _TLS,
        pattern="TLS handshake failed (?:A TLS|The TLS|Error in|An unexpected)",
    ),
    Saying(
        "Unable to verify TLS peer: ",
        ("verify failed",),
        "Unable to verify TLS peer: Error in the certificate verification.",
        _TLS,
    ),
    Saying(
        "Unable to verify TLS peer: No certificate was found",
        ("client-cert-absent", "side server"),
        "Unable to verify TLS peer: No certificate was found.",
        _TLS,
    ),
    Saying(
        "Unable to set x509 key and certificate",
        ("cert-file",),
        (
            "Unable to set x509 key and certificate: /etc/pki/libvirt/private/serverkey.pem, "
            "/etc/pki/libvirt/servercert.pem: Error while reading file."
        ),
        _TLS,
    ),
    Saying(
        "Unable to set x509 CA certificate",
        ("ca-file",),
        "Unable to set x509 CA certificate: /etc/pki/CA/cacert.pem: Error while reading file.",
        _TLS,
    ),
    Saying(
        "Cannot read CA certificate '",
        ("ca-file", "no-trust-store"),
        "error: Cannot read CA certificate '/etc/pki/CA/cacert.pem': No such file or directory",
        _TLS,
    ),
    Saying(
        "Unable to read TLS confirmation",
        ("client-cert-refused", "eof", "side client"),
        "error: Unable to read TLS confirmation: Input/output error",
        "src/rpc/virnetclient.c, 9.0",
    ),
    Saying(
        "server verification (of our certificate or IP address) failed",
        ("client-cert-refused", "side client"),
        "error: server verification (of our certificate or IP address) failed",
        "src/rpc/virnetclient.c, 9.0",
    ),
)

PRODUCT = Product(
    name="libvirt",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    sayings=_SAYINGS,
)
