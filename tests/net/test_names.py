from __future__ import annotations

import socket
import threading
from collections.abc import Callable

import dns.exception
import dns.message
import dns.resolver
import pytest

from tlswhy.net.names import Names, Resolver

V4 = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1", 0))
V6 = (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("2001:db8::1", 0, 0, 0))
PATIENT = 20.0


def of(kind: Callable[..., Exception], *args: object, **more: object) -> Exception:
    """dnspython's exceptions have no types."""
    return kind(*args, **more)


class System:
    """Stands for getaddrinfo; keeps what it was asked."""

    def __init__(self, answer: list[tuple[object, ...]] | Exception) -> None:
        self.answer = answer
        self.asked: list[tuple[str, int]] = []

    def __call__(
        self, host: str, _: object, *, family: int, **__: object
    ) -> list[tuple[object, ...]]:
        self.asked.append((host, family))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def system(patch: pytest.MonkeyPatch, answer: list[tuple[object, ...]] | Exception) -> System:
    made = System(answer)
    patch.setattr("socket.getaddrinfo", made)
    return made


def direct(patch: pytest.MonkeyPatch, answer: Exception | None) -> list[tuple[object, ...]]:
    """Stands for the name server that is asked directly."""
    asked: list[tuple[object, ...]] = []

    class Server:
        nameservers = ("192.0.2.53",)
        lifetime = 0.0

        def resolve(self, host: str, kind: str, *, search: bool) -> None:
            asked.append((host, kind, search))
            if answer is not None:
                raise answer

    patch.setattr("dns.resolver.Resolver", Server)
    return asked


def resolved(family: int = 0, timeout: float = PATIENT) -> Names:
    return Resolver().resolve("a.test", family=family, timeout=timeout)


def failed(code: int, reason: str = "It Failed") -> socket.gaierror:
    return socket.gaierror(code, reason)


def test_addresses_come_in_the_systems_order_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    system(monkeypatch, [V6, V4, V6])
    assert resolved() == Names(("2001:db8::1", "192.0.2.1"))


@pytest.mark.parametrize(
    ("family", "asked"), [(0, socket.AF_UNSPEC), (4, socket.AF_INET), (6, socket.AF_INET6)]
)
def test_the_family_is_asked_for(monkeypatch: pytest.MonkeyPatch, family: int, asked: int) -> None:
    made = system(monkeypatch, [V4])
    resolved(family)
    assert made.asked == [("a.test", asked)]


def test_a_name_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = system(monkeypatch, [V4])
    resolver = Resolver()
    for family in (0, 0, 4):
        resolver.resolve("a.test", family=family, timeout=PATIENT)
    assert len(made.asked) == 2


def test_a_name_without_an_address_has_no_data(monkeypatch: pytest.MonkeyPatch) -> None:
    system(monkeypatch, failed(socket.EAI_NODATA, "No address associated with hostname"))
    asked = direct(monkeypatch, None)
    assert resolved() == Names((), "no-data", "no address associated with hostname")
    assert asked == []


@pytest.mark.parametrize(
    ("code", "how"),
    [
        (socket.EAI_NONAME, "nxdomain"),
        (socket.EAI_AGAIN, "no-answer"),
        (socket.EAI_FAIL, "servfail"),
        (socket.EAI_SYSTEM, "failed"),
    ],
)
@pytest.mark.parametrize("why", [None, of(dns.exception.DNSException), OSError(), ValueError()])
def test_what_the_system_says_stands_where_dns_says_nothing(
    monkeypatch: pytest.MonkeyPatch, code: int, how: str, why: Exception | None
) -> None:
    system(monkeypatch, failed(code))
    asked = direct(monkeypatch, why)
    assert resolved() == Names((), how, "it failed")
    assert asked == [("a.test", "A", False)]


@pytest.mark.parametrize(
    ("why", "names"),
    [
        (
            of(dns.resolver.NXDOMAIN),
            Names((), "nxdomain", "name server 192.0.2.53 says there is no such name"),
        ),
        (
            of(dns.resolver.NoAnswer, response=dns.message.make_query("a.test", "A")),
            Names((), "no-data", "name server 192.0.2.53 knows the name, without an address"),
        ),
        (
            of(dns.resolver.NoNameservers, "192.0.2.53 answered SERVFAIL"),
            Names((), "servfail", "name server 192.0.2.53 could not answer"),
        ),
        (
            of(dns.resolver.NoNameservers, "192.0.2.53 answered REFUSED"),
            Names((), "servfail", "name server 192.0.2.53 could not answer"),
        ),
        (
            of(dns.resolver.NoNameservers, "192.0.2.53: unreachable"),
            Names((), "no-answer", "name server 192.0.2.53 could not answer"),
        ),
        (
            of(dns.exception.Timeout),
            Names((), "no-answer", "name server 192.0.2.53 did not answer"),
        ),
    ],
)
def test_dns_says_why(monkeypatch: pytest.MonkeyPatch, why: Exception, names: Names) -> None:
    system(monkeypatch, failed(socket.EAI_NONAME))
    direct(monkeypatch, why)
    assert resolved() == names


def test_a_machine_without_a_name_server_keeps_the_systems_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_configuration() -> None:
        raise dns.resolver.NoResolverConfiguration

    system(monkeypatch, failed(socket.EAI_NONAME))
    monkeypatch.setattr("dns.resolver.Resolver", no_configuration)
    assert resolved().how == "nxdomain"


@pytest.mark.parametrize("host", [f"{'a' * 64}.test", "a..test"])
def test_what_cannot_be_a_name_is_not_asked(host: str) -> None:
    names = Resolver().resolve(host, family=0, timeout=PATIENT)
    assert names == Names((), "failed", "not a possible host name")


def test_a_resolver_that_hangs_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    late = threading.Event()

    def hang(*_: object, **__: object) -> list[tuple[object, ...]]:
        late.wait(PATIENT)
        return [V4]

    monkeypatch.setattr("socket.getaddrinfo", hang)
    assert resolved(timeout=0.05) == Names((), "no-answer", "no answer in 0.05 s")
    late.set()
