"""The flows of a capture: `flows(path)` gives them one by one, in bounded memory.

Packets worth keeping are collected for an epoch, and then sorted into flows. Those that ended, were
silent for long or showed more than their heads are handed out; the packets of the others wait for
the next epoch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tlswhy.captures.blocks import Blocks, NotACapture, Source
from tlswhy.captures.flow import Flow
from tlswhy.model.errors import InputError

try:
    import numpy as np
    from numpy.typing import NDArray
except ModuleNotFoundError:
    raise InputError("reading captures needs numpy: pip install numpy") from None

from tlswhy.captures import pcap, pcapng
from tlswhy.captures.columns import Columns
from tlswhy.captures.epoch import SECOND, Epoch
from tlswhy.captures.pcap import Batch, Ints, Mask, some, strung
from tlswhy.captures.table import Table

IDLE = 40 * SECOND
"""A flow without a packet for so long is over. Between the 6th and 7th SYN of Linux lie 32 s."""

RESET_LINGER = SECOND
"""What is still waited for behind a RST: data after a forged one comes within a round trip."""

CLOSE_LINGER = SECOND // 4
HALF_LINGER = 5 * SECOND
"""The same behind both FINs, and behind one."""

EPOCH = 120_000
EPOCH_BYTES = 64 << 20
CARRIED = 200_000
"""Packets that wait for the next epoch at most; of more, the oldest flows are handed out."""

CARRIED_BYTES = 96 << 20
LONGEST = 2_000
"""Packets of one flow that are kept at most."""

Wanted = Callable[[Flow], bool]


def flows(source: Source, wanted: Wanted | None = None, share: tuple[int, int] = (0, 1)) -> Capture:
    """The flows of a capture file, or of an open binary stream.

    wanted: asked for a flow with what is known of it; if it says no, the flow is dropped. It is
    asked as soon as both sides have spoken, and may be asked again.
    share: which of so many equal parts of the flows to give, (0, 2) or (1, 2) for two processes
    that each read the file; then flows are numbered within their part, and `began` orders them all.
    A flow comes when it is over, so their numbers do not rise; sort by `number` where that matters.

    Raises:
        NotACapture: the file is something else; the text says what.
        InputError: it is packed, and the package that unpacks it is not installed.
    """
    blocks = Blocks(source)
    blocks.more(0)
    head = bytes(blocks.buffer[: min(blocks.end, 512)])
    if pcap.takes(head):
        return Capture(pcap.Pcap(blocks), wanted, share)
    if pcapng.takes(head):
        return Capture(pcapng.Pcapng(blocks), wanted, share)
    blocks.close()
    raise NotACapture(blocks.broken or what_it_is(head))


class Capture:
    """The flows, once. Beside them, as far as it has been read:

    packets, bytes: of the capture. datagrams, others: packets that are no flow of ours: UDP that is
    neither QUIC nor DTLS, and what is neither TCP nor UDP. notes: what was wrong with the file.
    secrets: TLS key logs that it contains.
    """

    def __init__(
        self, reader: pcap.Pcap | pcapng.Pcapng, wanted: Wanted | None, share: tuple[int, int]
    ) -> None:
        self.packets = 0
        self.bytes = 0
        self._reader = reader
        self._wanted = wanted
        self._share = share
        self._columns = Columns()
        self._table = Table()
        self._rows: list[NDArray[Any]] = []
        self._stores: list[bytes] = []
        self._kept = 0
        self._kept_bytes = 0
        self._carried = self._carried_bytes = 0
        self._number = 1
        self._clock = 0

    @property
    def notes(self) -> list[str]:
        return self._reader.notes

    @property
    def secrets(self) -> list[bytes]:
        return self._reader.secrets

    @property
    def datagrams(self) -> int:
        return self._columns.datagrams

    @property
    def others(self) -> int:
        return self._columns.others

    def __iter__(self) -> Iterator[Flow]:
        try:
            for batch in self._reader:
                if not len(batch.start):
                    yield from self._settle(final=False, now=self._clock + self._reader.blocks.idle)
                    continue
                self._clock = _latest(batch.at[-100:])
                self.packets += len(batch.start)
                self.bytes += int(batch.wire.sum())
                self._take(batch)
                if self._full():
                    yield from self._settle(final=False)
            yield from self._settle(final=True)
        finally:
            self._reader.blocks.close()

    def _full(self) -> bool:
        """Whether an epoch is; it is longer the more was carried into it, to carry less often."""
        return self._kept - self._carried >= max(
            EPOCH, self._carried
        ) or self._kept_bytes - self._carried_bytes >= max(EPOCH_BYTES, self._carried_bytes)

    def _take(self, batch: Batch) -> None:
        made: list[NDArray[Any]] = []
        for part in self._columns.parts(batch):
            if self._share[1] > 1:
                number, count = self._share
                part = part.only(part.key % np.uint64(count) == number)  # noqa: PLW2901
            picked, slot = self._table.kept(part, batch.at[part.which])
            if not len(picked):
                continue
            rows = part.fill(picked)
            index = part.which[picked]
            rows["key"], rows["down"] = part.key[picked], part.down[picked]
            rows["seq"], rows["ack"] = part.seq[picked], part.ack[picked]
            rows["flags"], rows["size"] = part.flags[picked], part.size[picked]
            rows["at"], rows["frame"] = batch.at[index], batch.first + index
            rows["slot"], rows["kind"] = slot, part.kind
            store, place = part.store(picked)
            rows["place"] = place + (len(self._stores) << 32)
            self._stores.append(store)
            self._kept_bytes += len(store)
            made.append(rows)
        if made:
            rows = made[0]
            if len(made) > 1:
                rows = strung(made)
                rows = some(rows, np.argsort(rows["frame"], kind="stable"))
            self._rows.append(rows)
            self._kept += len(rows)

    def _settle(self, *, final: bool, now: int | None = None) -> Iterator[Flow]:
        """Hand out what is over. now: the time, where that is known without a packet."""
        if not self._rows:
            return
        rows = strung(self._rows)
        now = _latest(rows["at"][-100:]) if now is None else now
        epoch = Epoch(rows, self._stores, self._columns, self._table)
        self._number = epoch.numbered(self._number)
        silent = now - epoch.last > IDLE
        over = epoch.closing | silent
        leaving = np.ones(len(over), np.bool_) if final else self._leaving(epoch, silent, now)
        if not final and self._wanted is not None:
            asked = np.flatnonzero(~leaving & epoch.talked)
            for i, flow in zip(
                asked[np.argsort(epoch.numbers[asked])].tolist(),
                epoch.flows(~leaving & epoch.talked, over),
                strict=True,
            ):
                leaving[i] = not self._wanted(flow)
        epoch.close(leaving)
        self._rows, self._stores = epoch.carried(~leaving)
        self._kept = self._carried = sum(map(len, self._rows))
        self._kept_bytes = self._carried_bytes = sum(map(len, self._stores))
        for flow in epoch.flows(leaving, over):
            if self._wanted is None or self._wanted(flow):
                yield flow

    def _leaving(self, epoch: Epoch, silent: Mask, now: int) -> Mask:
        since = now - epoch.last
        leaving = silent | epoch.beyond | (epoch.count > LONGEST)
        leaving |= (epoch.reset < now - RESET_LINGER) | (epoch.closed & (since > CLOSE_LINGER))
        leaving |= epoch.closing & (since > HALF_LINGER)
        for sizes, most in ((epoch.count, CARRIED), (epoch.held, CARRIED_BYTES)):
            rest = np.where(leaving, 0, sizes)
            if rest.sum() > most:
                oldest = np.argsort(epoch.began, kind="stable")
                leaving[oldest[np.cumsum(rest[oldest]) <= rest.sum() - most // 2]] = True
        return leaving


def _latest(times: Ints) -> int:
    """The last time but for a few: one packet with a wrong time ends no flow."""
    return int(np.sort(times)[-1 - len(times) // 10])


def what_it_is(head: bytes) -> str:
    """What a file that is no capture seems to be, from its first bytes."""
    found = next((what for magic, what in _OTHERS if head.startswith(magic)), "")
    if not head:
        found = "empty"
    elif b"CLIENT_RANDOM " in head or b"_TRAFFIC_SECRET" in head:
        found = "a TLS key log: give it beside the capture"
    elif not found and not head.translate(None, _TEXT):
        found = "text: tlswhy explain reads logs and messages"
    return f"this is no pcap or pcapng capture; it is {found or 'of no kind that is known here'}"


_TEXT = bytes(range(32, 127)) + b"\t\r\n\f" + bytes(range(128, 256))
_OTHERS = (
    (b"snoop\0\0\0", "a snoop file: convert it with editcap"),
    (b"GMBU", "a Microsoft Network Monitor file: convert it with editcap"),
    (b"RTSS", "a Microsoft Network Monitor file: convert it with editcap"),
    (b"TRSNIFF data", "a Sniffer file: convert it with editcap"),
    (b"-----BEGIN ", "PEM: tlswhy cert reads certificates"),
    (b"PK\x03\x04", "a zip archive: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"\x7fELF", "a program"),
    (b"%PDF", "a PDF document"),
    (b"ElfFile\0", "a Windows event log"),
    (b"SQLite format 3", "a database"),
)
