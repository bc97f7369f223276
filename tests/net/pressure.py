"""What counts or delays connections: each wraps a handler, so that it stands in front of it."""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections import deque

from net.servers import Handler, reset


def limited(inside: Handler, most: int) -> Handler:
    """At most so many connections in any second; the others are reset."""
    lately: deque[float] = deque()
    lock = threading.Lock()

    def handle(connection: socket.socket) -> None:
        now = time.monotonic()
        with lock:
            while lately and now - lately[0] > 1.0:
                lately.popleft()
            full = len(lately) >= most
            if not full:
                lately.append(now)
        (reset if full else inside)(connection)

    return handle


def capped(inside: Handler, most: int, *, queues: bool = False) -> Handler:
    """At most so many connections at once; the others are reset, or wait for their turn."""
    free = threading.BoundedSemaphore(most)

    def handle(connection: socket.socket) -> None:
        if not free.acquire(blocking=queues):
            reset(connection)
            return
        try:
            inside(connection)
        finally:
            free.release()

    return handle


def slow(inside: Handler, seconds: float) -> Handler:
    """Every handshake takes so long."""

    def handle(connection: socket.socket) -> None:
        time.sleep(seconds)
        inside(connection)

    return handle


def flapping(inside: Handler, *, first: bool) -> Handler:
    """Every other connection is reset. first: whether the first one is."""
    turns = itertools.cycle((first, not first))
    lock = threading.Lock()

    def handle(connection: socket.socket) -> None:
        with lock:
            bad = next(turns)
        (reset if bad else inside)(connection)

    return handle
