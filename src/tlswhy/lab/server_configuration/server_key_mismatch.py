"""An nginx whose key file holds the public half of the certificate's key and another private one.

nginx compares public halves when it starts, and finds nothing wrong; what it signs is wrong. A key
in a token that answers for another one does the same. A user should see `server-key-mismatch`.
"""

from __future__ import annotations

from base64 import encodebytes

from cryptography.hazmat.primitives import serialization

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.certificates import Key
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = certificates.issue("a.test", lab.intermediate, names=("a.test",))
    pem = lab.write(leaf)
    pem.key.write_text(mixed(leaf.key, certificates.issue("another").key))
    return direct(nginx(lab, f"{certificate(pem)} return 200;"), *lab.trust)


def mixed(public: Key, private: Key) -> str:
    """PKCS #8 of one key with the other's point in it, which RFC 5915 section 3 has there too."""
    encoded = private.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    text = encodebytes(encoded.replace(_point(private), _point(public))).decode()
    return f"-----BEGIN PRIVATE KEY-----\n{text}-----END PRIVATE KEY-----\n"


def _point(key: Key) -> bytes:
    point = serialization.PublicFormat.UncompressedPoint
    return key.public_key().public_bytes(serialization.Encoding.X962, point)


SCENARIO = Scenario(expect="server-key-mismatch", needs=("nginx",), up=up)
