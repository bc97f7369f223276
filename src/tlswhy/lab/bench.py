"""The bench: starts servers, peers and real programs on loopback and leaves nothing running."""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Self, TypedDict, TypeVar

from tlswhy.lab import certificates
from tlswhy.lab.certificates import Identity, Pem

T = TypeVar("T")
Handler = Callable[[socket.socket], None]
"""Talks to one client, and returns to close properly: FIN, no reset.

It may raise OSError, which closes at once: the client went away, or that was the purpose.
"""

HERE = "127.0.0.1"
PATIENCE = 10.0
"""Seconds a socket operation of the lab may take, and a program to begin listening."""
MOST_CONNECTIONS = 64

_FOLDERS = f"/usr/sbin:/sbin:/usr/local/sbin:{sys.prefix}/mitmproxy/bin"
"""Where Debian keeps servers, which is not in the search path of an ordinary user, and mitmproxy's
environment, which lies inside ours."""


class Lab:
    """Everything one scenario started. Use it as a context manager: leaving it stops it all."""

    folder: Path

    def __init__(self) -> None:
        self._cleanup = contextlib.ExitStack()
        self._numbers = itertools.count(1)

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="tlswhy-lab-"))
        self._cleanup.callback(shutil.rmtree, self.folder)
        # squid gives up root and has to read its files all the same
        self.folder.chmod(0o755)
        return self

    def __exit__(self, *_: object) -> None:
        self._cleanup.close()

    @cached_property
    def root(self) -> Identity:
        """A private root. Nobody trusts it unless told with `--ca-file`."""
        return certificates.issue("Lab Root", ca=True, days=(-30, 3650))

    @cached_property
    def intermediate(self) -> Identity:
        """Issued by the root; it issues the leaves."""
        return certificates.issue("Lab Issuing CA", self.root, ca=True, days=(-30, 1800))

    def leaf(self, *names: str, days: tuple[float, float] = (-1, 89), key: str = "p256") -> Pem:
        """A server's certificate for these names, on disk with its intermediate."""
        return self.write(
            certificates.issue(names[0], self.intermediate, names=names, days=days, key=key)
        )

    @cached_property
    def trust(self) -> tuple[str, str]:
        """The arguments that make tlswhy trust the lab's root."""
        return self.trusting(self.root)

    def trusting(self, root: Identity) -> tuple[str, str]:
        """The arguments that make tlswhy trust this root."""
        return "--ca-file", str(self.write(root).chain)

    def write(self, identity: Identity, *, intermediates: bool = True) -> Pem:
        """Put an identity into files of their own."""
        number = next(self._numbers)
        above = identity.chain if intermediates else ()
        return Pem(
            self.file(f"{number}.crt", certificates.pem(identity.certificate, *above)),
            self.file(f"{number}.key", certificates.key_pem(identity.key)),
        )

    def file(self, name: str, content: str | bytes) -> Path:
        """Write a file into the lab's folder."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def serve(self, handler: Handler) -> int:
        """Let `handler` talk to everyone who connects, each in a thread. Returns the port."""
        return self._cleanup.enter_context(_Listener(handler)).port

    def keep(self, open_: contextlib.AbstractContextManager[T]) -> T:
        """Enter something that is to stand for as long as the lab does."""
        return self._cleanup.enter_context(open_)

    def closed_port(self) -> int:
        """A port that refuses connections for as long as the lab stands.

        It is bound and not listening, so no other program can be given it.
        """
        held = self._cleanup.enter_context(socket.socket())
        held.bind((HERE, 0))
        return _port(held)

    def deaf_port(self) -> int:
        """A port that leaves a SYN unanswered.

        Linux drops it when the queue of connections not yet accepted is full: with a backlog of 0
        one connection fills it.
        """
        listener = self._cleanup.enter_context(socket.create_server((HERE, 0), backlog=0))
        self._cleanup.enter_context(socket.create_connection((HERE, _port(listener)), PATIENCE))
        return _port(listener)

    def home(self, name: str, user: str = "") -> Path:
        """A folder for what a program writes, its user's own when we are root."""
        folder = self.folder / name
        folder.mkdir()
        if user and os.geteuid() == 0:
            shutil.chown(folder, user)
        return folder

    def run(self, *argv: str, user: str = "") -> None:
        """Let a program prepare something, and end. user: as for `program`.

        Raises:
            RuntimeError: it failed; with what it said.
        """
        done = subprocess.run(
            argv,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            **_as(user),
        )
        if done.returncode:
            said = (done.stdout + done.stderr).decode(errors="replace")
            raise RuntimeError(f"{argv[0]} failed: {said[-2000:]}")

    def program(self, *argv: str, port: int, user: str = "") -> None:
        """Start a real server and wait until it accepts on `port`.

        It finds no settings of ours: its home is the lab's folder. user: as whom it runs when we
        are root, for those that refuse to be root.

        Raises:
            RuntimeError: it ended, or did not listen in time; with the end of what it said.
        """
        variables = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")}
        said = self.folder / f"{Path(argv[0]).name}-{port}.log"
        with said.open("wb") as log:
            child = subprocess.Popen(
                [find(argv[0]) or argv[0], *argv[1:]],
                cwd=self.folder,
                stdin=subprocess.PIPE,  # s_server ends at the end of its input
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env=variables | {"HOME": str(self.folder)},
                **_as(user),
            )
        self._cleanup.callback(_end, child)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and not _over(child.pid):
            if _accepts(port):
                return
            time.sleep(0.02)
        raise RuntimeError(f"{argv[0]} does not listen: {said.read_text(errors='replace')[-2000:]}")


def find(program: str) -> str | None:
    """Where a program is installed, or None."""
    versions = map(str, Path("/usr/lib/postgresql").glob("*/bin"))  # Debian installs several
    folders = (os.environ.get("PATH", os.defpath), _FOLDERS, *versions)
    return shutil.which(program, path=":".join(folders))


def free_port() -> int:
    """A port that nobody listens on at this moment.

    It lies below those that Linux gives to outgoing connections, one of which could otherwise take
    it before the program does.
    """
    while True:
        port = random.randrange(20000, 32000)
        with contextlib.suppress(OSError), socket.create_server((HERE, port)):
            return port


class _Listener:
    """Accepts on a port of its own and gives each connection to a thread.

    Theory of operation: a handler may wrap or close its socket as it likes, so a second
    descriptor of every connection is kept here. Shutting that down wakes the handler when the lab
    ends; closing it last is what really closes the connection. The listening socket wakes up
    often, because a close from another thread does not interrupt accept().
    """

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._open: dict[socket.socket, threading.Thread] = {}

    def __enter__(self) -> Self:
        self._socket = socket.create_server((HERE, 0), backlog=MOST_CONNECTIONS)
        self._socket.settimeout(0.1)
        self.port = _port(self._socket)
        self._thread = threading.Thread(target=self._accept, name=f"lab-{self.port}", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes accept() on Linux at once
        self._thread.join()
        self._socket.close()
        with self._lock:
            running = list(self._open.values())
            for held in self._open:
                with contextlib.suppress(OSError):
                    held.shutdown(socket.SHUT_RDWR)
        for thread in running:
            thread.join(PATIENCE)

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                accepted, _ = self._socket.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            accepted.settimeout(PATIENCE)
            if len(self._open) >= MOST_CONNECTIONS:
                accepted.close()
                continue
            held = accepted.dup()  # has the same timeout
            thread = threading.Thread(target=self._talk, args=(accepted, held), daemon=True)
            with self._lock:
                self._open[held] = thread
            thread.start()

    def _talk(self, accepted: socket.socket, held: socket.socket) -> None:
        try:
            with contextlib.suppress(OSError):
                with accepted:
                    self._handler(accepted)
                # Closing over bytes not yet read would send a reset and lose what was said last.
                held.shutdown(socket.SHUT_WR)
                while held.recv(65536):
                    pass
        finally:
            with self._lock:
                del self._open[held]
            held.close()


class _Who(TypedDict, total=False):
    """What makes a child somebody else."""

    user: int
    group: int
    extra_groups: list[int]


def _as(user: str) -> _Who:
    """Root can be somebody else; whoever is not stays what they are."""
    if not user or os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _port(bound: socket.socket) -> int:
    return int(bound.getsockname()[1])


def _accepts(port: int) -> bool:
    try:
        socket.create_connection((HERE, port), 1).close()
    except OSError:
        return False
    return True


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a program and whatever it started, which is all in its own process group.

    It is asked first, because Squid has shared memory to remove and takes two seconds for it. The
    last signal comes before the last wait: until then the number of the group cannot belong to
    anybody else.
    """
    os.killpg(child.pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not _over(child.pid):
        time.sleep(0.01)
    os.killpg(child.pid, signal.SIGKILL)
    child.communicate()


def _over(pid: int) -> bool:
    """Whether a child has ended. It is not waited for, so its number stays its own."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
