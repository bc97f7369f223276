"""The first words of a ClientHello, read as fast as can be."""

from __future__ import annotations

from collections.abc import Iterable

from tlswhy.model.facts.context import ClientLimits
from tlswhy.wire.codes import CipherSuite, NamedGroup, ProtocolVersion, SignatureScheme
from tlswhy.wire.extensions.server_name import ServerNames
from tlswhy.wire.extensions.signature_algorithms import SignatureAlgorithms
from tlswhy.wire.extensions.supported_groups import SupportedGroups
from tlswhy.wire.extensions.supported_versions import SupportedVersions
from tlswhy.wire.messages import ClientHello, HandshakeType, parse_message
from tlswhy.wire.messages.frame import Gathering
from tlswhy.wire.reader import Malformed
from tlswhy.wire.records import split

SERVER_NAME, GROUPS, SCHEMES, VERSIONS = 0, 10, 13, 43
TLS13, DRAFT = 0x0304, 0x7F
KNOWN = (0x0300, 0x0301, 0x0302, 0x0303, TLS13)
USUAL_SUITES = ((0xC02F, 0xC02B, 0xC030, 0xC02C), (0x1301,))
"""What servers of today have at least one of, up to TLS 1.2 and in 1.3 (where it is mandatory)."""

USUAL_GROUPS = {29, 23}
USUAL_SCHEMES = {0x0403, 0x0804}
"""ecdsa_secp256r1_sha256 and rsa_pss_rsae_sha256: for the two usual kinds of keys."""


def client_hello(stream: bytes) -> ClientHello | None:
    """The first message of a stream of records, if it is one."""
    try:
        records, _ = split(stream)
        gathering = Gathering()
        for record in records:
            for frame in gathering.add(record.fragment):
                if frame.type != HandshakeType.CLIENT_HELLO:
                    return None
                made = parse_message(frame, version=0x0303, from_server=False)
                return made if isinstance(made, ClientHello) else None
    except Malformed:
        return None
    return None


def limits(hello: ClientHello, usual: int = TLS13) -> ClientLimits | None:
    """What the hello lacks that every client of today offers, as if the user had said so.

    usual: the newest version that they have. None for a hello that is as current ones are.
    """
    versions, groups, schemes = (hello.meaning(kind) for kind in (VERSIONS, GROUPS, SCHEMES))
    offered = (
        versions.versions if isinstance(versions, SupportedVersions) else (hello.legacy_version,)
    )
    known = [version for version in offered if version in KNOWN]
    newest, oldest = max(known, default=0), min(known, default=0)
    options: list[str] = []
    if newest < usual:
        drafts = [version for version in offered if version >> 8 == DRAFT]
        options.append(f"--max-version {ProtocolVersion(newest or max(drafts, default=0))}")
    wanted = USUAL_SUITES[newest >= TLS13]
    if not any(suite in hello.cipher_suites for suite in wanted):
        options.append("--ciphers " + _named(CipherSuite(s) for s in hello.cipher_suites))
    if isinstance(groups, SupportedGroups) and not set(groups.groups) & USUAL_GROUPS:
        options.append("--groups " + _named(NamedGroup(g) for g in groups.groups))
    if isinstance(schemes, SignatureAlgorithms) and not set(schemes.schemes) >= USUAL_SCHEMES:
        options.append("--sigalgs " + _named(SignatureScheme(s) for s in schemes.schemes))
    if not options:
        return None
    return ClientLimits(options=tuple(options), max_version=newest, min_version=oldest)


def _named(codes: Iterable[object], most: int = 3) -> str:
    names = [str(code) for code in codes]
    more = ":..." if len(names) > most else ""
    return ":".join(names[:most]) + more


def server_name(stream: bytes) -> str | None:
    """The name that the hello asks for."""
    hello = client_hello(stream)
    names = hello.meaning(SERVER_NAME) if hello else None
    if isinstance(names, ServerNames) and names.names:
        return names.names[0].name.decode("ascii", "replace")
    return None
