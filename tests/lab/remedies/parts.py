"""What cures of several programs share: origins behind a proxy, and files that are wrong."""

from __future__ import annotations

import re
import socket
import ssl

from tlswhy.lab import certificates
from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.parameters.dh_key_too_small import PRIME, parameters
from tlswhy.lab.peers import HTTP_OK, abort, context, head, http, mutual, tls
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.proxies import refusal
from tlswhy.lab.server_configuration.server_key_mismatch import mixed
from tlswhy.lab.staples import staple

CERTBOT = """certbot() {
    [ "$*" = renew ] && cp renewed.pem fullchain.pem && cp renewed.key leaf.key
}"""
"""For the shell: what a CA's client leaves behind, see `expired`."""

UNRECOGNIZED_NAME = 112


# Origins: each is started on the bench, and its port returned.


def trusted(lab: Lab) -> int:
    """A server for a.test, whose certificate the lab's root stands for."""
    return lab.serve(tls(context(lab.leaf("a.test", "localhost"))))


def plain(lab: Lab) -> int:
    """A server that speaks no TLS."""
    return lab.serve(http())


def strict_about_names(lab: Lab) -> int:
    """A server that refuses hellos for other names than a.test and localhost, and without one."""
    leaf = lab.leaf("a.test", "localhost")
    names = dict.fromkeys(("a.test", "localhost"), context(leaf))
    return lab.serve(tls(context(leaf, names=names, refuse=UNRECOGNIZED_NAME)))


def wants_tls(lab: Lab) -> int:
    """An nginx that answers plain requests with a page that says so."""
    return nginx(lab, f"{certificate(lab.leaf('a.test', 'localhost'))} return 200;")


def wants_client(lab: Lab) -> int:
    """A server that demands a certificate from below the lab's root."""
    return lab.serve(tls(mutual(lab)))


def one_name_for_both(lab: Lab) -> int:
    """A server that answers 421 where the Host header is not the name in the hello."""
    leaf = lab.leaf("a.test", "localhost")

    def talk(conn: socket.socket) -> None:
        names: list[str] = []
        settings = context(leaf)

        def note(_: ssl.SSLObject, name: str | None, __: ssl.SSLContext) -> None:
            names.append(name or "")

        def answer(session: socket.socket) -> None:
            asked = re.search(rb"\r\nhost: ([^\r:]*)", head(session).lower())
            same = asked is not None and asked[1].decode() == names[0]
            session.sendall(HTTP_OK if same else refusal("421 Misdirected Request"))

        settings.sni_callback = note
        tls(settings, answer)(conn)

    return lab.serve(talk)


def wants_header(lab: Lab) -> int:
    """A server that reads a PROXY header before TLS, and hangs up on anything else."""
    secured = tls(context(lab.leaf("a.test")))

    def talk(conn: socket.socket) -> None:
        line = b""
        while not line.endswith(b"\r\n") and b"PROXY ".startswith(line[:6]):
            line += conn.recv(1) or abort(conn)
        if line.endswith(b"\r\n"):
            secured(conn)

    return lab.serve(talk)


# Files that are wrong, or are needed by few.


def weak_group(lab: Lab) -> None:
    """A DH group of 1024 bits in weak.pem and, behind the certificates, in chain-and-weak.pem.

    The pair of fullchain.pem and leaf.key is RSA then.
    """
    rsa(lab, "fullchain.pem", "leaf.key")
    group = lab.file("weak.pem", parameters(PRIME)).read_text()
    lab.file("chain-and-weak.pem", (lab.folder / "fullchain.pem").read_text() + group)


def rsa(lab: Lab, chain: str = "fullchain-rsa.pem", key: str = "leaf-rsa.key") -> None:
    """A pair whose key is RSA."""
    names = ("a.test", "localhost", HERE)
    leaf = certificates.issue("a.test", lab.intermediate, names=names, key="rsa2048")
    lab.file(chain, certificates.pem(leaf.certificate, *leaf.chain))
    lab.file(key, certificates.key_pem(leaf.key))


def wrong_key(lab: Lab) -> None:
    """wrong.pem and wrong.key: what is signed with the key does not fit the certificate."""
    leaf = certificates.issue("a.test", lab.intermediate, names=("a.test",))
    lab.file("wrong.pem", certificates.pem(leaf.certificate, *leaf.chain))
    lab.file("wrong.key", mixed(leaf.key, certificates.issue("another").key))


def wrong_name(lab: Lab) -> None:
    """other.pem and other.key: for b.test."""
    leaf = certificates.issue("b.test", lab.intermediate, names=("b.test",))
    lab.file("other.pem", certificates.pem(leaf.certificate, *leaf.chain))
    lab.file("other.key", certificates.key_pem(leaf.key))


def expired(lab: Lab) -> None:
    """What fullchain.pem and leaf.key hold has expired; renewed.pem and renewed.key have not."""
    for old, new in (("fullchain.pem", "renewed.pem"), ("leaf.key", "renewed.key")):
        (lab.folder / old).rename(lab.folder / new)
    pair = lab.leaf("a.test", days=(-90, -1))
    pair.chain.rename(lab.folder / "fullchain.pem")
    pair.key.rename(lab.folder / "leaf.key")


def old(lab: Lab) -> None:
    """old.pem and old.key: a pair for this machine that has expired."""
    pair = lab.leaf(HERE, days=(-90, -1))
    pair.chain.rename(lab.folder / "old.pem")
    pair.key.rename(lab.folder / "old.key")


def expired_in_one_file(lab: Lab) -> None:
    """certs/leaf.pem: a pair that has expired."""
    leaf = certificates.issue("a.test", lab.intermediate, names=("a.test",), days=(-90, -1))
    pair = certificates.pem(leaf.certificate, *leaf.chain) + certificates.key_pem(leaf.key)
    lab.file("certs/leaf.pem", pair)


def must_staple(lab: Lab) -> None:
    """fullchain.pem and leaf.key may not be shown without an OCSP response, and have a responder.

    chain.pem has the root too, by which the response is verified.
    """
    responses: list[bytes] = []

    def respond(conn: socket.socket) -> None:
        http(_ocsp(responses[0]))(conn)

    url = f"http://{HERE}:{lab.serve(respond)}/"
    leaf = certificates.issue(
        "a.test", lab.intermediate, names=("a.test",), must_staple=True, responder=url
    )
    responses.append(staple(lab, leaf).read_bytes())
    lab.file("fullchain.pem", certificates.pem(leaf.certificate, *leaf.chain))
    lab.file("leaf.key", certificates.key_pem(leaf.key))


def _ocsp(response: bytes) -> bytes:
    head = (
        "HTTP/1.1 200 OK\r\nContent-Type: application/ocsp-response\r\n"
        f"Content-Length: {len(response)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + response
