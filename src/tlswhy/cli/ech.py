"""What `--ech` and `--resolver` mean."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from binascii import Error as BadBase64
from binascii import a2b_base64

from msgspec import structs

from tlswhy.cli.target import Target, endpoint
from tlswhy.model.attempt import Attempt
from tlswhy.model.errors import InputError
from tlswhy.probes.offers import TLS13

AUTO, GREASE, OFF = "auto", "grease", "off"
DNS = 53
LARGEST = 1 << 16  # bytes of a file: an ECHConfigList has no more

_ACCEPTED = "it is auto, grease, off, a file or an ECHConfigList in Base64"
_SERVER = "a name server is ADDRESS or ADDRESS:PORT, such as 192.0.2.53"
_PEM = re.compile(rb"-----BEGIN ECHCONFIG-----(.*?)-----END ECHCONFIG-----", re.DOTALL)


def encrypting(options: Namespace, asked: Target, attempt: Attempt) -> Attempt:
    """The attempt as these options want its hello.

    Raises:
        InputError: a value is wrong, or the target or its versions leave no way to do it.
    """
    if options.resolver is not None:
        attempt = structs.replace(attempt, resolver=_server(options.resolver))
    wanted = options.ech
    if wanted is None or wanted == OFF:
        return attempt
    if TLS13 not in attempt.offer.versions:
        raise InputError("--ech needs TLS 1.3, which may not be offered here")
    if wanted == AUTO:
        if asked.is_ip or not asked.service.http:
            what = "an address" if asked.is_ip else asked.service.name or "this service"
            raise InputError(f"--ech auto: DNS has HTTPS records for web servers, not for {what}")
        return structs.replace(attempt, ech_from_dns=True)
    configs = b"" if wanted == GREASE else _configs(wanted)
    return structs.replace(attempt, offer=structs.replace(attempt.offer, ech=configs))


def _configs(wanted: str) -> bytes:
    """An ECHConfigList, out of a file or as it stands there."""
    from tlswhy.handshake.ech import chosen

    configs = _from_file(wanted) if os.path.isfile(wanted) else _from_base64(wanted.encode())  # noqa: PTH113
    if configs is None:
        raise InputError(f"--ech: {wanted[:60]!r} is nothing of that kind; {_ACCEPTED}")
    used = chosen(configs)
    if isinstance(used, str):
        raise InputError(f"--ech: {used}")
    return configs


def _from_file(path: str) -> bytes | None:
    """In PEM, in Base64 or as it is on the wire."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib takes 7 ms to import
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"--ech: cannot read {path}: {error.strerror}") from None
    if len(content) > LARGEST:
        raise InputError(f"--ech: {path} is longer than an ECHConfigList may be")
    block = _PEM.search(content)
    if block is not None:
        return _from_base64(block[1])
    whole = int.from_bytes(content[:2], "big") == len(content) - 2
    return content if whole else _from_base64(content)


def _from_base64(text: bytes) -> bytes | None:
    try:
        return a2b_base64(b"".join(text.split()), strict_mode=True) or None
    except (BadBase64, ValueError):
        return None


def _server(text: str) -> tuple[str, int]:
    try:
        host, port, is_ip = endpoint(text, _SERVER)
    except InputError as wrong:
        raise InputError(f"--resolver: {wrong}") from None
    if not is_ip:
        raise InputError(f"--resolver: {host} is no address; {_SERVER}")
    return host, port or DNS
