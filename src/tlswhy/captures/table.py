"""What is known of each direction of each flow, to decide whether a packet is worth keeping.

Theory of operation: one table, in which a hash of the two ends is the place. A place belongs to the
flow that came last; whoever finds it taken starts anew, which keeps too much and never too little.
A SYN fixes where its stream begins; without one, the first packet does. What lies behind the head
of the stream is counted and dropped. A flow that was handed out gets the limit 0, and nothing more
of it is kept until a SYN with another initial sequence number says that its ports are used again.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tlswhy.captures.columns import KIND_ICMP, KIND_UDP, Part, Words
from tlswhy.captures.flow import ACK, FIN, RST, SYN
from tlswhy.captures.pcap import Ints, Mask, some

HEAD = 32_768
"""Bytes at the beginning of each direction that are kept."""

BITS = 20
DATAGRAMS = 64
"""Datagrams of each direction that are kept."""

_HALF = np.uint32(1 << 31)
_PLACE = np.dtype(
    [("key", "u8"), ("past", "i8"), ("last", "i8"), ("base", "u4"), ("limit", "u4"), ("ack", "u4")],
    align=True,
)


class Table:
    """The places. past: payload bytes that were dropped. last: time of the last packet, if TCP.
    ack: the last acknowledgement. base: sequence number of the first byte of the stream; of a UDP
    flow, how many datagrams were kept."""

    def __init__(self) -> None:
        self.places = np.zeros(1 << BITS, _PLACE)

    def kept(self, part: Part, at: Ints) -> tuple[Ints, Ints]:
        """Which packets of a part to keep, and the places of those. at: times of the packets."""
        slot = (part.key >> np.uint64(64 - BITS)).astype(np.int64) ^ part.down
        mine = part.key ^ part.down.astype(np.uint64)
        if part.kind == KIND_UDP:
            kept = self._datagrams(slot, mine, part.size)
        elif part.kind >= KIND_ICMP:
            kept = np.ones(len(slot), np.bool_)
        else:
            kept = self._segments(part, slot, mine, at)
        picked = np.flatnonzero(kept)
        return picked, slot[picked]

    def _datagrams(self, slot: Ints, mine: Words, size: NDArray[np.int32]) -> Mask:
        places = self.places
        known = places["key"][slot] == mine
        fresh = slot[~known]
        places["key"][fresh] = mine[~known]
        places["base"][fresh] = 0
        places["past"][fresh] = 0
        places["limit"][fresh] = DATAGRAMS
        kept: Mask = np.less(places["base"][slot], places["limit"][slot])
        np.add.at(places["base"], slot[kept], np.uint32(1))
        np.add.at(places["past"], slot[~kept], size[~kept])
        return kept

    def _segments(self, part: Part, slot: Ints, mine: Words, at: Ints) -> Mask:
        places = self.places
        seq, flags, size = part.seq, part.flags, part.size
        known = places["key"][slot] == mine
        opens = flags & SYN != 0
        mixed = self._opened(slot, mine, seq, flags, known) if opens.any() else slot[:0]
        late = ~opens & ~known
        if late.any():
            late &= places["key"][slot] != mine
            self._claim(slot[late][::-1], mine[late][::-1], seq[late][::-1])
        row = some(places, slot)
        ours = row["key"] == mine
        offset = seq - row["base"]
        limit = row["limit"]
        ends = flags & (FIN | RST) != 0
        data = size > 0
        head = (offset < limit) | (offset >= _HALF)
        kept: Mask = opens | ends | (data & head)
        quiet = np.flatnonzero(~kept & ~data & (offset == 0))
        if len(quiet):
            # An acknowledgement from a side that has said nothing: it heard the other's hello.
            other = some(places, slot[quiet] ^ 1)
            heard = part.ack[quiet] - other["base"]
            fine = (other["key"] == mine[quiet] ^ np.uint64(1)) & (heard <= HEAD)
            kept[quiet[fine]] = True
        kept &= limit > 0
        kept |= ~ours & (data | ends | opens)
        if len(mixed):
            kept |= np.isin(slot, mixed) & (data | ends | opens)
        gone = np.flatnonzero(~kept & data & ours)
        np.add.at(places["past"], slot[gone], size[gone])
        places["last"][slot[gone]] = at[gone]
        acks = np.flatnonzero((flags & ACK != 0) & ours)
        places["ack"][slot[acks]] = part.ack[acks]
        places["last"][slot[acks]] = at[acks]
        return kept

    def _opened(
        self,
        slot: Ints,
        mine: Words,
        seq: NDArray[np.uint32],
        flags: NDArray[np.int32],
        known: Mask,
    ) -> Ints:
        """Streams begin; gives the places that had another stream of the same ends just before.

        Those cannot be judged by one beginning, so all of them is kept for now.
        """
        places = self.places
        opens = np.flatnonzero(flags & SYN != 0)
        after = seq[opens] + np.uint32(1)
        old = known[opens]
        fresh = ~(old & (places["base"][slot[opens]] == after))
        again = slot[opens[fresh & old]]
        pure = opens[fresh & (flags[opens] & ACK == 0)]
        back = slot[pure] ^ 1
        stale = places["key"][back] == mine[pure] ^ np.uint64(1)
        places["key"][back[stale]] = 0
        known[np.isin(slot, back[stale])] = False
        which = opens[fresh]
        late = np.flatnonzero(~known & (flags & SYN == 0))
        self._claim(slot[late][::-1], mine[late][::-1], seq[late][::-1])
        self._claim(slot[which], mine[which], after[fresh])
        twice = slot[opens[places["base"][slot[opens]] != after]]
        return np.concatenate([again, again ^ 1, twice, twice ^ 1])

    def _claim(self, slot: Ints, mine: Words, base: NDArray[np.uint32]) -> None:
        places = self.places
        places["key"][slot] = mine
        places["base"][slot] = base
        places["limit"][slot] = HEAD
        places["past"][slot] = 0
        places["last"][slot] = 0

    def close(self, slot: Ints, mine: Words, again: Mask) -> None:
        """Keep nothing more of these flows; of those in `again`, what comes begins another one."""
        places = self.places
        free = (places["key"][slot] == 0) | (places["key"][slot] == mine)
        places["key"][slot[free]] = np.where(again, 0, mine)[free]
        places["limit"][slot[free]] = 0
