"""What judging a chain costs, beside OpenSSL and `cryptography` over the same chains.

First the chains of real sites (x509-limbo's "online" cases, which are no part of the project:
left out where they are not at hand), each as if never seen before: `survey` asks every client
with the store it really has, `assess` and its verdicts ask every client with one store. Then
chains that were made to explode. All times are of the processor, in milliseconds; those of one
process for each chain count what starting it costs, and the others do not.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from ssl import DER_cert_to_PEM_cert
from statistics import median
from time import process_time

from cryptography.x509 import DNSName
from msgspec import Struct

sys.path.append(str(Path(__file__).parent.parent / "tests"))

from pki.chains import AT, Cert, between, key, leaf, name, root
from pki.oracles import Case, limbo
from tlswhy.pki import certificate, dn, roots, signatures
from tlswhy.pki.checks import policies, raw
from tlswhy.pki.clients import CLIENTS
from tlswhy.pki.opinions import openssl, pyca
from tlswhy.pki.stores import Store
from tlswhy.pki.survey import Question, survey
from tlswhy.pki.verdicts import assess, verdict

ROUNDS = 9
NOBODY = Store("none", "")


def main() -> None:
    if limbo.missing():
        print(f"real chains: left out, needs {limbo.missing()}")
    else:
        _real([one.case for id_, one in limbo.read().items() if id_.startswith("online::")])
    print()
    for exploding in _made():
        _explode(exploding)


def _real(cases: Sequence[Case]) -> None:
    mozilla = roots.public("mozilla")
    asked: dict[str, Callable[[Case], object]] = {
        "survey": lambda one: survey(_question(one, mozilla), cures=False),
        "assess and verdicts": lambda one: _verdicts(one, mozilla),
        "cryptography": lambda one: pyca.ask(
            one.chain, roots=mozilla.anchors, host=one.host, at=one.at
        ),
        "libcrypto": lambda one: openssl.ask(
            one.chain, roots=mozilla.anchors, host=one.host, at=one.at
        ),
    }
    if shutil.which("openssl"):
        asked["openssl verify"] = _Process(mozilla.anchors)
    sizes = sorted(len(one.chain) for one in cases)
    print(f"{len(cases)} chains of real sites, {sizes[0]} to {sizes[-1]} certificates sent:")
    seen: dict[str, list[float]] = {who: [] for who in asked}
    for turn in range(ROUNDS + 1):
        for who, ask in asked.items():
            for one in cases:
                _forget()
                took = _timed(ask, one)
                if turn:  # the first reads stores and modules
                    seen[who].append(took)
    ours = median(seen["survey"])
    for who, times in seen.items():
        row = sorted(times)
        print(
            f"  {who:20} {median(row):7.2f} ms   nine of ten below {row[len(row) * 9 // 10]:7.2f}"
            f"   survey is {ours / median(row):6.2f} of it"
        )


class Exploding(Struct, frozen=True):
    """A chain that asks for more than it is worth."""

    what: str
    chain: tuple[bytes, ...]
    store: Store
    host: str = "a.example"


def _explode(one: Exploding) -> None:
    case = Case(one.chain, one.store.anchors, one.host, AT)
    question = _question(case, one.store)
    ways: tuple[tuple[str, Callable[[Case], object]], ...] = (
        ("survey", lambda _: survey(question, cures=False)),
        ("verdicts", lambda each: _verdicts(each, one.store)),
    )
    print(f"{one.what}: {len(one.chain)} certificates, {sum(map(len, one.chain)) // 1000} kB")
    for who, ask in ways:
        times = []
        for _ in range(3):
            _forget()
            times.append(_timed(ask, case))
        _forget()
        tracemalloc.start()
        ask(case)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        print(f"  {who:20} {median(times):7.1f} ms {most / 1e6:7.1f} MB")
    took = _timed(
        lambda each: openssl.ask(each.chain, roots=each.roots, host=each.host, at=each.at), case
    )
    print(f"  {'libcrypto':20} {took:7.1f} ms")


def _question(case: Case, system: Store) -> Question:
    return Question(case.chain, case.host, case.at, system, NOBODY)


def _verdicts(case: Case, store: Store) -> object:
    found = assess(
        case.chain, host=case.host, at=case.at, stores=(store,), public=roots.everything()
    )
    return [verdict(found, client, store) for client in CLIENTS]


def _timed(ask: Callable[[Case], object], case: Case) -> float:
    """In milliseconds of the processor, those of processes that it starts too."""
    before = process_time() + _children()
    ask(case)
    return 1000 * (process_time() + _children() - before)


def _children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _forget() -> None:
    """As if no certificate had been seen; the stores stay read, as they do in a process."""
    for module in (certificate, dn, policies, raw, signatures):
        for kept in vars(module).values():
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()


class _Process:
    """`openssl verify`, a process for each chain."""

    def __init__(self, anchors: Sequence[bytes]) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._roots = Path(self._folder.name, "roots.pem")
        self._roots.write_text("".join(map(DER_cert_to_PEM_cert, anchors)))

    def __call__(self, one: Case) -> None:
        leaf_file, others = (Path(self._folder.name, each) for each in ("leaf.pem", "others.pem"))
        leaf_file.write_text(DER_cert_to_PEM_cert(one.chain[0]))
        others.write_text("".join(map(DER_cert_to_PEM_cert, one.chain[1:])))
        subprocess.run(
            [
                *("openssl", "verify", "-purpose", "sslserver", "-verify_hostname", one.host),
                *("-attime", str(int(one.at.timestamp())), "-CAfile", str(self._roots)),
                *("-untrusted", str(others), str(leaf_file)),
            ],
            capture_output=True,
            check=False,
        )


def _made() -> Iterator[Exploding]:
    top = root()
    trusted = Store("lab", "made here", [top.der])
    yield Exploding("CAs that all signed each other", _mesh(top), trusted)
    yield Exploding("two at each of many steps, each signed by both above", _ladder(top), trusted)
    yield Exploding("one CA, signed by as many as there are", _crossed(), trusted)
    yield Exploding("as many of one name as are read", _namesakes(), trusted)
    yield Exploding("the same without key identifiers, P-521", _namesakes("p521"), trusted)
    for names, limits in ((1000, 1000), (4000, 4000)):
        says = f"{names} names and {limits} name constraints"
        yield Exploding(says, _constrained(top, names, limits, cas=1), trusted)
    yield Exploding(
        "1000 names and 200 name constraints of each of 60 CAs",
        _constrained(top, 1000, 200, cas=60),
        trusted,
    )
    yield Exploding("2000 names outside of what is permitted", _outside(top, 2000), trusted)


def _mesh(top: Cert) -> tuple[bytes, ...]:
    """Seven CAs, each signed by all others, and one of them by the root: 43 certificates."""
    cas = [root(f"CA {number}") for number in range(8)]
    crossed = [
        between(by, f"CA {number}", private=one.private)
        for number, one in enumerate(cas)
        for by in cas
        if by is not one
    ]
    last = between(top, "CA 7", private=cas[7].private)
    return tuple(one.der for one in (leaf(cas[0]), *crossed, last))


def _ladder(top: Cert) -> tuple[bytes, ...]:
    above: list[Cert] = [top]
    sent: list[Cert] = []
    for step in range(15):
        keys = [key(f"{step} {side}") for side in (1, 2)]
        row = [
            between(by, f"Step {step}", private=one, aki=None, ski=False)
            for by in above
            for one in keys
        ]
        sent += row
        above = row[:2]
    return tuple(one.der for one in (leaf(above[0], aki=None), *sent))


def _crossed() -> tuple[bytes, ...]:
    one = root("Popular CA")
    sent = [between(root(f"CA {n}"), "Popular CA", private=one.private) for n in range(63)]
    return tuple(each.der for each in (leaf(one), *sent))


def _namesakes(kind: str = "p256") -> tuple[bytes, ...]:
    """All have the same name as their issuers have, so each may be the issuer of each."""
    keys = [key(f"namesake {n}", kind) for n in range(63)]
    below = zip(keys, [*keys[1:], keys[0]], strict=True)
    everybody = name("Everybody", "Lab")
    sent = [
        root("Everybody", private=own, signer=by, aki=None, ski=False, issuer_name=everybody)
        for own, by in below
    ]
    first = leaf(sent[0], aki=None)
    return tuple(one.der for one in (first, *sent))


def _constrained(top: Cert, names: int, limits: int, *, cas: int) -> tuple[bytes, ...]:
    """Every name is permitted, by the last subtree."""
    permitted = tuple(DNSName(f"d{n}.example") for n in range(limits - 1))
    above, sent = top, []
    for step in range(cas):
        one = between(above, f"CA {step}", permitted=(*permitted, DNSName("all.example")))
        sent.append(one)
        above = one if step < 13 else above
    hosts = ("a.example", *(f"h{n}.all.example" for n in range(names - 1)))
    return tuple(one.der for one in (leaf(above, names=hosts), *reversed(sent)))


def _outside(top: Cert, names: int) -> tuple[bytes, ...]:
    middle = between(top, permitted=(DNSName("elsewhere.example"),))
    hosts = ("a.example", *(f"h{n}.example" for n in range(names - 1)))
    return tuple(one.der for one in (leaf(middle, names=hosts), middle))


if __name__ == "__main__":
    main()
