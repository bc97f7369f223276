"""What the network says about a chain beyond what the server sent: issuers that are missing, and
whether a certificate was revoked.

A client may have found the same or something else, or may not have asked: most do not. So
everything here was fetched by us, not sent, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import TypedDict, Unpack

from msgspec import Struct

from tlswhy.net.fetch import LARGE, Fetched, Fetcher, Wanted
from tlswhy.pki import certificate as certificates
from tlswhy.pki import containers, crl, dn, ocsp
from tlswhy.pki.certificate import Certificate, Unreadable
from tlswhy.pki.containers import Contents
from tlswhy.pki.paths import DEEPEST, key_id_differs
from tlswhy.pki.signatures import signed_by
from tlswhy.pki.stores import Store

MOST_STEPS = 4
"""How many missing issuers, one above the other, are fetched."""

MOST_URLS = 3
"""Of one kind in one certificate."""

_SEQUENCE = b"\x30"


class Issuer(Struct, frozen=True):
    """An attempt to fetch an issuer that was not sent (caIssuers, RFC 5280 section 4.2.2.1).

    of: the SHA-256 of the certificate whose issuer it is. of_name: what to call that.
    url: "" where the certificate names none. kind: of the file, "DER", "PEM" or "PKCS #7".
    der: the issuer; empty where there is a problem.
    problem: "" or what keeps it, one of `Fetched.problem`, or
        no-address: the certificate does not say where.
        unreadable: there is no certificate in what came.
        another-certificate: what came did not sign it.
    text: the same as a sentence.
    """

    of: str
    of_name: str
    url: str
    kind: str = ""
    der: bytes = b""
    problem: str = ""
    text: str = ""


class How(StrEnum):
    """Where a state comes from."""

    CRL = "crl"
    OCSP = "ocsp"
    NEITHER = ""


class State(StrEnum):
    """What one source says about one certificate, as far as a client can rely on it."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"  # it does not know, or its answer cannot be relied upon
    OUT_OF_DATE = "out-of-date"  # its answer has expired
    NOT_REACHABLE = "not-reachable"
    NOT_ASKED = "not-asked"  # the certificate names no source, or none that we would ask


_SETTLED = (State.GOOD, State.REVOKED)
_OURS = frozenset({"url", "scheme", "inside", "limit"})
_CALLED = {How.CRL: "revocation list", How.OCSP: "OCSP answer"}


class Revocation(Struct, frozen=True):
    """What one source says about one certificate.

    of: its SHA-256. of_name: what to call it. url: of the source, "" where it names none.
    revoked_at, reason: also where the answer has expired; "" where no reason is given.
    this_update, next_update: of the answer; None where there is none or it does not say.
    age: seconds from thisUpdate to the time of the look-up, None without an answer.
    size: of the answer in bytes.
    problem: "" when the state holds; else one of `Fetched.problem`, `ocsp.Judged.problem` or
        `crl.Judged.problem`, or `no-address`.
    text: the same as a sentence.
    """

    of: str
    of_name: str
    how: How
    url: str
    state: State
    revoked_at: datetime | None = None
    reason: str = ""
    this_update: datetime | None = None
    next_update: datetime | None = None
    age: int | None = None
    size: int = 0
    problem: str = ""
    text: str = ""


class Lookups(Struct, frozen=True):
    """Everything that was looked up about one chain.

    at: the time it was judged at. path: SHA-256 of each certificate from the leaf up, as far as
    its issuer was sent, trusted or found. issuers, revocations: in the order of the path.
    """

    at: datetime
    path: tuple[str, ...]
    issuers: tuple[Issuer, ...]
    revocations: tuple[Revocation, ...]

    @property
    def found(self) -> tuple[bytes, ...]:
        """The missing certificates in DER, the lowest first."""
        return tuple(issuer.der for issuer in self.issuers if issuer.der)


def look_up(sent: Sequence[Certificate], trust: Store, fetcher: Fetcher, at: datetime) -> Lookups:
    """Fetch the issuers that are missing, then ask every source of every certificate's state.

    sent: the leaf first; at least that. trust: anchors; what they issued needs no issuer fetched.
    at: the time to judge at, with a time zone.
    """
    climb = _Climb(sent, trust, fetcher)
    path = climb.path()
    return Lookups(
        at=at,
        path=tuple(one.sha256 for one in path),
        issuers=tuple(climb.steps),
        revocations=tuple(_revocations(path, fetcher, at)),
    )


# -- issuers


class _Climb:
    """The way up from the leaf by signatures, through what was sent, trusted and fetched."""

    def __init__(self, sent: Sequence[Certificate], trust: Store, fetcher: Fetcher) -> None:
        self._leaf = sent[0]
        self._at_hand = list(sent[1:])
        self._trust = trust
        self._fetcher = fetcher
        self.steps: list[Issuer] = []

    def path(self) -> list[Certificate]:
        path = [self._leaf]
        fetched = 0
        while len(path) < DEEPEST and not self._is_top(path[-1]):
            issuer = self._issuer_at_hand(path[-1])
            if issuer is None and fetched < MOST_STEPS:
                fetched += 1
                issuer = self._fetched_issuer(path[-1])
            if issuer is None or issuer in path:
                break
            path.append(issuer)
        return path

    def _is_top(self, head: Certificate) -> bool:
        return self._trust.contains(head) or (
            head.self_issued and signed_by(head, head) is not False
        )

    def _issuer_at_hand(self, head: Certificate) -> Certificate | None:
        anchors = self._trust.candidates(head.issuer_der, head.aki)
        return _signer(head, [*anchors, *self._at_hand])

    def _fetched_issuer(self, head: Certificate) -> Certificate | None:
        if not head.aia_issuers:
            text = f"{head.name} does not say where the certificate of its issuer is"
            step = Issuer(head.sha256, head.name, "", problem="no-address", text=text)
            self.steps.append(step)
        for url in _http_first(head.aia_issuers):
            fetched, *_ = self._fetcher.fetch(Wanted(url))
            step, issuer = self._read(head, fetched)
            self.steps.append(step)
            if issuer is not None:
                return issuer
        return None

    def _read(self, head: Certificate, fetched: Fetched) -> tuple[Issuer, Certificate | None]:
        def failed(problem: str, text: str) -> tuple[Issuer, None]:
            return Issuer(head.sha256, head.name, fetched.url, problem=problem, text=text), None

        if fetched.problem:
            return failed(fetched.problem, fetched.text)
        contents = _contents(fetched.content)
        read = [certificates.read(each.der) for each in contents.certificates]
        came = [one for one in read if isinstance(one, Certificate)]
        if not came:
            why = contents.problems[0] if contents.problems else "none can be read"
            why = "it is PKCS #12" if contents.kind == "PKCS #12" else why
            return failed("unreadable", f"no certificate in what was fetched: {why}")
        issuer = _signer(head, came)
        if issuer is None:
            text = f"{came[0].name} was fetched, which did not sign {head.name}"
            return failed("another-certificate", text)
        self._at_hand += came
        step = Issuer(
            of=head.sha256,
            of_name=head.name,
            url=fetched.url,
            kind=contents.kind,
            der=issuer.der,
            text=f"{issuer.name}, the issuer of {head.name}, was fetched, not sent",
        )
        return step, issuer


def _contents(content: bytes) -> Contents:
    """What came, in whatever kind of file: one that a stranger's password seals is left closed."""
    # PKCS #12 under the empty password would take seconds.
    return containers.read(content, rounds=0)


def _signer(head: Certificate, among: Sequence[Certificate]) -> Certificate | None:
    """The one that signed it; else one that may have, where this cannot be checked here."""
    name = dn.canonical(head.issuer_der)
    named = [one for one in among if dn.canonical(one.subject_der) == name]
    verdicts = [(signed_by(head, one), one) for one in named]
    signed = next((one for verdict, one in verdicts if verdict), None)
    maybe = (one for verdict, one in verdicts if verdict is None and not key_id_differs(head, one))
    return signed or next(maybe, None)


def _http_first(urls: Sequence[str]) -> list[str]:
    usable = sorted(dict.fromkeys(urls), key=lambda url: not url.lower().startswith("http:"))
    return usable[:MOST_URLS]


# -- revocation


def _revocations(
    path: Sequence[Certificate], fetcher: Fetcher, at: datetime
) -> Iterator[Revocation]:
    """What every source says: those not yet settled are asked side by side, round by round."""
    sources = [
        source for certificate, issuer in pairwise(path) for source in _sources(certificate, issuer)
    ]
    while asked := [(source, wanted) for source in sources if (wanted := source.next())]:
        answers = fetcher.fetch(*(wanted for _, wanted in asked))
        for (source, _), fetched in zip(asked, answers, strict=True):
            source.hear(fetched, at)
    for source in sources:
        yield from source.results


def _sources(certificate: Certificate, issuer: Certificate) -> Iterator[_Source]:
    """OCSP first: its answers are small, and the number of fetches is bounded."""
    if certificate.aia_ocsp:
        yield _Source(How.OCSP, certificate, issuer)
    if certificate.crl_urls:
        yield _Source(How.CRL, certificate, issuer)
    if not certificate.aia_ocsp and not certificate.crl_urls:
        yield _Source(How.NEITHER, certificate, issuer)


class _Source:
    """One kind of source of one certificate: whom to ask, and what came of those asked so far."""

    def __init__(self, how: How, certificate: Certificate, issuer: Certificate) -> None:
        self.results: list[Revocation] = []
        self._how = how
        self._certificate = certificate
        self._issuer = issuer
        self._left: list[tuple[str, Wanted]] = []
        self._url = ""
        if how is How.CRL:
            urls = _http_first(certificate.crl_urls)
            self._left = [(url, Wanted(url, LARGE)) for url in urls]
        elif how is How.OCSP:
            self._left = list(self._questions())
        else:
            text = f"{certificate.name} names neither a revocation list nor an OCSP responder"
            self._found(State.NOT_ASKED, problem="no-address", text=text)

    def next(self) -> Wanted | None:
        """What to ask now; None when the state is settled or there is nobody left to ask."""
        if not self._left or any(one.state in _SETTLED for one in self.results):
            return None
        self._url, wanted = self._left.pop(0)
        return wanted

    def hear(self, fetched: Fetched, at: datetime) -> None:
        """Take the answer to what was asked last."""
        if fetched.problem == "status" and any(url == self._url for url, _ in self._left):
            return  # perhaps it is only GET that this responder does not know
        self._left = [(url, wanted) for url, wanted in self._left if url != self._url]
        if fetched.problem:
            state = State.NOT_ASKED if fetched.problem in _OURS else State.NOT_REACHABLE
            self._found(state, problem=fetched.problem, text=fetched.text)
            return
        # A list should be DER (RFC 5280 section 4.2.1.13), and is PEM at some CAs.
        content = fetched.content
        packed = _contents(content) if content[:1] != _SEQUENCE else None
        if packed is not None and self._how is How.CRL and packed.crls:
            content = packed.crls[0]
        elif packed is not None:
            text = f"what was fetched is no {_CALLED[self._how]}: {' '.join(packed.problems[:1])}"
            self._found(State.UNKNOWN, size=len(content), problem="unreadable", text=text)
            return
        size = len(fetched.content)
        self._judge(content, size, at)

    def _questions(self) -> Iterator[tuple[str, Wanted]]:
        """By GET where that is possible, as most clients do it, and by POST."""
        asked = ocsp.request(self._certificate, self._issuer)
        if asked is None:
            text = f"the key of {self._issuer.name} cannot be read, by which it would be asked"
            self._found(State.NOT_ASKED, problem="unreadable", text=text)
            return
        for url in _http_first(self._certificate.aia_ocsp):
            if get := ocsp.address(url, asked):
                yield url, Wanted(get)
            yield url, Wanted(url, posted=asked, media_type=ocsp.REQUEST_TYPE)

    def _judge(self, der: bytes, size: int, at: datetime) -> None:
        """Take over what the list or the answer says, and what a client would hold against it."""
        says = self._list(der, at) if self._how is How.CRL else self._answer(der, at)
        called = _CALLED[self._how]
        when = f"{says.this_update:%Y-%m-%d %H:%M}" if says.this_update else "no date"
        age = int((at - says.this_update).total_seconds()) if says.this_update else None
        if says.problem == "out-of-date":
            state = State.OUT_OF_DATE
            text = f"the {called} has expired: {says.text}; it says {says.status}"
        elif says.problem:
            state = State.UNKNOWN
            text = f"the {called} cannot be relied upon: {says.text}"
        elif says.status == "revoked" and says.revoked_at:
            state = State.REVOKED
            why = f" ({says.reason})" if says.reason else ""
            text = f"revoked on {says.revoked_at:%Y-%m-%d %H:%M}{why} by the {called} of {when}"
        else:
            state = State.GOOD if says.status == "good" else State.UNKNOWN
            text = f"{says.status} by the {called} of {when}, {_span(age or 0)} old"
        self._found(
            state,
            revoked_at=says.revoked_at,
            reason=says.reason,
            this_update=says.this_update,
            next_update=says.next_update,
            age=age,
            size=size,
            problem=says.problem,
            text=f"{text}; fetched, not sent",
        )

    def _list(self, der: bytes, at: datetime) -> crl.Judged:
        return crl.judge(der, self._certificate, self._issuer, at)

    def _answer(self, der: bytes, at: datetime) -> crl.Judged:
        """What an OCSP responder says, in the form of what a list says."""
        response = ocsp.read(der)
        if isinstance(response, Unreadable):
            text = f"{response.problem}, at byte {response.offset}"
            return crl.Judged("unknown", problem="unreadable", text=text)
        judged = ocsp.judge(response, self._certificate, self._issuer, at)
        answer = judged.answer
        if answer is None:
            text = judged.text
            if judged.problem == "another-certificate":
                text = f"it is not about serial number {self._certificate.serial:x} of its issuer"
            return crl.Judged("unknown", problem=judged.problem, text=text)
        return crl.Judged(
            status=answer.status,
            this_update=answer.this_update,
            next_update=answer.next_update,
            revoked_at=answer.revoked_at,
            reason=answer.reason,
            problem=judged.problem,
            text=judged.text,
        )

    def _found(self, state: State, **fields: Unpack[_Found]) -> None:
        one = self._certificate
        self.results.append(Revocation(one.sha256, one.name, self._how, self._url, state, **fields))


class _Found(TypedDict, total=False):
    """The fields of a `Revocation` that depend on what came."""

    revoked_at: datetime | None
    reason: str
    this_update: datetime | None
    next_update: datetime | None
    age: int | None
    size: int
    problem: str
    text: str


def _span(seconds: int) -> str:
    minutes = max(seconds, 0) // 60
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 48 * 60 else f"{minutes // 1440} days"
