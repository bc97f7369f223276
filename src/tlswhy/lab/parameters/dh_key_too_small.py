"""nginx with DHE suites alone and a DH group of 1024 bits.

The group is the second one of RFC 2409 (section 6.2), which old programs have built in. A user
should see `dh-key-too-small`.
"""

from __future__ import annotations

from base64 import b64encode

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct

PRIME = bytes.fromhex(
    "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd"
    "ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed"
    "ee386bfb5a899fa5ae9f24117c4b1fe649286651ece65381ffffffffffffffff"
)


def up(lab: Lab) -> Up:
    group = lab.file("dh.pem", parameters(PRIME))
    leaf = certificate(lab.leaf("a.test", key="rsa2048"))
    weak = f"ssl_protocols TLSv1.2; ssl_ciphers DHE:@SECLEVEL=0; ssl_dhparam {group};"
    return direct(nginx(lab, f"{leaf} {weak} return 200;"), *lab.trust)


def parameters(prime: bytes, generator: int = 2) -> str:
    """DHParameter of PKCS #3 in PEM: a sequence of the prime and the generator."""
    body = _der(0x02, b"\0" + prime) + _der(0x02, bytes([generator]))
    return (
        "-----BEGIN DH PARAMETERS-----\n"
        f"{b64encode(_der(0x30, body)).decode()}\n"
        "-----END DH PARAMETERS-----\n"
    )


def _der(tag: int, body: bytes) -> bytes:
    size = len(body)
    length = bytes([size]) if size < 0x80 else b"\x81" + bytes([size])
    return bytes([tag]) + length + body


SCENARIO = Scenario(expect="dh-key-too-small", needs=("nginx",), up=up)
