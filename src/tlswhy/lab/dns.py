"""A name server on loopback that knows HTTPS records and nothing else (RFC 9460)."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Mapping, Sequence
from typing import Self

from tlswhy.lab.bench import HERE, Lab
from tlswhy.wire.svcb import ECH, Svcb

_HTTPS = 65
_ANSWER = 0x8180  # a response, recursion desired and available (RFC 1035 section 4.1.1)
_NXDOMAIN = 3
_HEADER = 12
_TTL = 60


def https_record(configs: bytes) -> bytes:
    """The data of a record that only names ECH configurations."""
    return Svcb(1, (), ((ECH, configs),)).write()


def name_server(lab: Lab, records: Mapping[str, Sequence[bytes]]) -> tuple[str, str]:
    """Start one that has these records; the arguments that make tlswhy ask it."""
    port = lab.keep(_NameServer(records)).port
    return "--resolver", f"{HERE}:{port}"


def answered(question: bytes, records: Mapping[str, Sequence[bytes]]) -> bytes:
    """What such a server answers to a message (RFC 1035 section 4)."""
    labels: list[str] = []
    end = _HEADER
    while size := question[end]:
        labels.append(question[end + 1 : end + 1 + size].decode("ascii", "replace").lower())
        end += 1 + size
    end += 5  # the root label, type and class
    known = records.get(".".join(labels))
    type_ = int.from_bytes(question[end - 4 : end - 2], "big")
    found = known if known is not None and type_ == _HTTPS else ()
    flags = _ANSWER | (_NXDOMAIN if known is None else 0)
    header = question[:2] + struct.pack("!HHHHH", flags, 1, len(found), 0, 0)
    # The name of each is the one in the question, at the end of the header.
    place = struct.pack("!HHHI", 0xC000 | _HEADER, _HTTPS, 1, _TTL)
    answers = b"".join(place + len(one).to_bytes(2, "big") + one for one in found)
    return header + question[_HEADER:end] + answers


class _NameServer:
    """Answers by UDP, in a thread of its own."""

    def __init__(self, records: Mapping[str, Sequence[bytes]]) -> None:
        self._records = records
        self._over = threading.Event()

    def __enter__(self) -> Self:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((HERE, 0))
        self._socket.settimeout(0.1)  # closing it from here would not wake the thread
        self.port = int(self._socket.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while not self._over.is_set():
            with contextlib.suppress(OSError, IndexError):
                question, whom = self._socket.recvfrom(4096)
                self._socket.sendto(answered(question, self._records), whom)
