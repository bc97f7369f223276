"""Write the data of `tlswhy/pki/roots` again from the stores' own lists.

    python tools/renew_stores.py --check
    python tools/renew_stores.py --observatory trust_stores --certificates pem
    python tools/renew_stores.py --mozilla certdata.txt 2026-11-03 "Firefox ESR 153.7.0"
    python tools/renew_stores.py --chrome root_store.textproto 2026-11-02 "Chromium 156"
    python tools/renew_stores.py --java jdk 2026-11-25 "OpenJDK, main branch"

A store that is not named keeps what it has, so without any of them the files come out as they
are. It opens no connection: save the sources first.

- Mozilla: `lib/ckfw/builtins/certdata.txt` of github.com/nss-dev/nss.
- Chrome: `net/data/ssl/chrome_root_store/root_store.textproto` of github.com/chromium/chromium.
- Java: a folder with `test/jdk/sun/security/lib/cacerts/VerifyCACerts.java` and the files
  `*TLSPolicy.java` of `src/java.base/share/classes/sun/security/validator`, of
  github.com/openjdk/jdk.
- Apple, Android and Microsoft: the folder `trust_stores` of
  github.com/nabla-c0d3/trust_stores_observatory, its YAML files as they are.

These lists have fingerprints, but for Mozilla's. The certificates are taken from that one and
from the PEM blocks in what `--certificates` names; each counts by its fingerprint alone, so they
may come from anywhere. A root without its certificate is listed all the same, and counted.
"""

from __future__ import annotations

import argparse
import re
import sys
import zlib
from base64 import b64decode
from calendar import month_name
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from tlswhy.pki import certificate, dn
from tlswhy.pki.roots import HERE, STORES, Listed, Membership, Root, certificates, known

TITLES = {
    "mozilla": "Mozilla",
    "chrome": "Chrome",
    "apple": "Apple",
    "android": "Android",
    "microsoft": "Microsoft",
    "java": "Java",
}
"""In the order in which the members of a root stand."""

OBSERVED = {
    "apple": "apple.yaml",
    "android": "google_aosp.yaml",
    "microsoft": "microsoft_windows.yaml",
}

_MONTHS = {name.upper(): number for number, name in enumerate(month_name) if name}
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----([^-]*)-----END")


class Source(Struct, frozen=True):
    """One store's list, read: the members by fingerprint, their names where the list has them."""

    listed: Listed
    members: Mapping[str, Membership]
    subjects: Mapping[str, str] = {}


class Ended(Struct, frozen=True):
    """Roots that a store had, and what is known of the end.

    until: the day they were taken out; None: some day before the list's own.
    issued, seen: the last moment a certificate below may be of, by its notBefore or its oldest
        timestamp, while the root was still there.
    """

    store: str
    note: str
    roots: tuple[str, ...]
    until: date | None = None
    issued: datetime | None = None
    seen: datetime | None = None


def last_second(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 23, 59, 59, tzinfo=UTC)


_DIGICERT_G1 = (
    "3e9099b5015e8f486c00bcea9d111ee721faba355a89bcf1df69561e3dc6325c",
    "4348a0e9444c78cb265e058d5e8944b4d84f9662bd26db257f8934a443c70161",
    "7431e5f4c3c1ce4690774f0b61e05440883ba9a01ed00ba6abd7806ed3b118cf",
)
_ENTRUST_2048 = "6dc47172e01cbcb0bf62580d895fe2b8ac9ad4f873801e0c10b9c837d21eb177"
_AFFIRMTRUST = (
    "0376ab1d54c5f9803ce4b2e201a0ee7eef7b57b636e8a93c9b8d4860c96f5fa7",
    "0a81ec5a929777f145904af38d5d509f66b5e2c58fcdb531058b0e17f3f0b41b",
    "70a73f7f376b60074248904534b11482d5bf0e698ecc498df52577ebf2e93b9a",
    "bd71fdf6da97e4cf62d1647add2581b07d79adf8397eb4ecba9c5e8488821423",
)
_ENTRUST_G4 = "db3517d1f6732a2d5ab97c533ec70779ee3270a62fb4ac4238372460e6f01e88"
_ENTRUST = (
    "02ed0eb28c14da45165c566791700d6451d7fb56f0b2ab1d3b8eb070e56edff5",
    "43df5774b03e7fef5fe40d931a7bedf1bb2e6b42738c4e6d3841103d3aa7f339",
    "73c176434f1bc6d5adf45b0e76e727287c8de57616c1e6e6141a2b2cbc7d8e4c",
    _ENTRUST_G4,
)
_EPKI = "c0a6f4dc63a24bfdcf54ef2a6a082a0a72de35803e2ff5ff527ae5d87206dfd5"
_NETLOCK = "6c61dac3a2def031506be036d2a6fe401994fbd13df9c8d466599274c446ec98"

ENDED = (
    # Mozilla's wiki, CA/Root CA Lifecycles.
    Ended(
        "mozilla",
        "taken out for the age of its key",
        (
            "16af57a9f676b0ab126095aa5ebadef22ab31119d644ac95cd4b93dbf3f26aeb",
            "d7a7a0fb5d7e2731d771e9484ebcdef71d5f0c3e0a2948782bc83ee0ea699ef4",
            _ENTRUST_2048,
        ),
        until=date(2025, 4, 15),
    ),
    Ended(
        "mozilla",
        "taken out for the age of its key",
        (
            *_DIGICERT_G1,
            "eaa962c4fa4a6bafebe415196d351ccd888d4f53f3fa8ae6d7c466a94e6042bb",
            "62dd0be9b9f50a163ea0f8e75c053b1eca57ea55c8688f647c6881f2c8357b95",
            "4200f5043ac8590ebb527d209ed1503029fbcbd41ca1b506ec27f15ade7dac69",
            "f1c1b50ae5a20dd8030ec9f6bc24823dd367b5255759b4e71b61fce9f7375d73",
        ),
        until=date(2026, 4, 15),
    ),
    # certdata.txt of 2025.
    Ended(
        "mozilla",
        "its CA lost the trust of the root programs",
        (*_ENTRUST, *_AFFIRMTRUST),
        issued=last_second(2024, 11, 30),
    ),
    Ended(
        "mozilla",
        "its CA lost the trust of the root programs",
        (_EPKI,),
        issued=last_second(2025, 4, 15),
    ),
    # root_store.textproto, versions 17 to 36.
    Ended(
        "chrome",
        "its CA lost the trust of the root programs",
        (*_ENTRUST, *_AFFIRMTRUST, _ENTRUST_2048),
        seen=last_second(2024, 11, 11),
    ),
    Ended(
        "chrome",
        "its CA lost the trust of the root programs",
        (_EPKI, _NETLOCK),
        seen=last_second(2025, 7, 31),
    ),
    Ended("chrome", "taken out for the age of its key", _DIGICERT_G1, until=date(2026, 4, 15)),
    # EntrustTLSPolicy.java of JDK 24 and 25.
    Ended(
        "java",
        "its CA lost the trust of the root programs",
        (_ENTRUST_G4, *_AFFIRMTRUST),
        issued=last_second(2024, 11, 11),
    ),
)


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options().parse_args(arguments)
    sources = {**_present(), **dict(_given(options))}
    held = {**certificates(), **_pem_blocks(options.certificates)}
    if options.mozilla:
        held |= {sha256(der).hexdigest(): der for der in _values(Path(options.mozilla[0]))}
    roots, ders = merge(sources, held)
    for line in summary(sources, roots, ders):
        _say(line)
    return _write(options.into, sources, roots, ders, check=options.check)


def merge(
    sources: Mapping[str, Source], held: Mapping[str, bytes]
) -> tuple[tuple[Root, ...], tuple[bytes, ...]]:
    """All roots in the order of their fingerprints, and the certificates there are of them."""
    members: dict[str, list[Membership]] = {}
    subjects: dict[str, str] = {}
    for store in sorted(sources, key=[*TITLES].index):
        source = sources[store]
        there = {one for one, member in source.members.items() if member.until is None}
        gone = {one: end for one, end in _ended(store, source.listed).items() if one not in there}
        for fingerprint, member in {**source.members, **gone}.items():
            members.setdefault(fingerprint, []).append(member)
        subjects |= source.subjects
    ders = {one: held[one] for one in members if one in held}
    for fingerprint, der in ders.items():
        subjects[fingerprint] = dn.text(certificate.subject_of(der))
    roots = tuple(Root(one, subjects[one], tuple(members[one])) for one in sorted(members))
    # Like beside like: it packs better.
    row = sorted(ders.values(), key=lambda der: (certificate.subject_of(der), der))
    return roots, tuple(row)


def summary(
    sources: Mapping[str, Source], roots: Sequence[Root], ders: Sequence[bytes]
) -> Iterator[str]:
    for store, source in sources.items():
        ever = [one for root in roots if (one := root.member(store))]
        now = [one for one in ever if one.until is None]
        limited = sum(1 for one in now if one.issued_before or one.sct_before)
        yield (
            f"{store}: {len(now)} roots on {source.listed.on}, {limited} with a limit,"
            f" {len(ever) - len(now)} that are gone"
        )
    yield f"all: {len(roots)} roots, {len(roots) - len(ders)} without their certificate"


def mozilla(text: str, listed: Listed) -> Source:
    """certdata.txt: the roots trusted for servers, and those with a day that are no more."""
    anchors: set[tuple[bytes, bytes]] = set()
    days: dict[tuple[bytes, bytes], datetime] = {}
    fingerprints: dict[tuple[bytes, bytes], str] = {}
    for words, octets in _objects(text):
        key = octets["CKA_ISSUER"], octets["CKA_SERIAL_NUMBER"]
        if "CKA_VALUE" in octets:
            fingerprints[key] = sha256(octets["CKA_VALUE"]).hexdigest()
        if day := octets.get("CKA_NSS_SERVER_DISTRUST_AFTER"):
            days[key] = datetime.strptime(f"{day.decode()}+0000", "%y%m%d%H%M%SZ%z")
        if words.get("CKA_TRUST_SERVER_AUTH") == "CKT_NSS_TRUSTED_DELEGATOR":
            anchors.add(key)
    return Source(
        listed,
        {
            fingerprint: Membership(
                "mozilla",
                until=None if key in anchors else listed.on,
                issued_before=days.get(key),
            )
            for key, fingerprint in fingerprints.items()
            if key in anchors or key in days
        },
    )


def chrome(text: str, listed: Listed) -> Source:
    """root_store.textproto: the anchors, each with the one set of limits that is for now.

    Raises:
        ValueError: a limit of a kind that a `Membership` cannot say.
    """
    members: dict[str, Membership] = {}
    subjects: dict[str, str] = {}
    for name, anchor, limits in _anchors(text):
        fingerprint = anchor["sha256_hex"]
        # A root is taken if one set is met; those with an upper version are for programs of old.
        now = [limit for limit in limits if "max_version_exclusive" not in limit]
        if len(now) > 1 or (limits and not now):
            raise ValueError(f"{name}: {len(now)} sets of constraints")
        limit = dict(now[0]) if now else {}
        seconds, since = limit.pop("sct_not_after_sec", None), limit.pop("min_version", "")
        if limit:
            raise ValueError(f"{name}: unknown constraints {[*limit]}")
        members[fingerprint] = Membership(
            "chrome",
            sct_before=datetime.fromtimestamp(int(seconds), UTC) if seconds else None,
            note=f"since version {since}" if since else "",
        )
        subjects[fingerprint] = name
    return Source(listed, members, subjects)


def java(cacerts: str, policies: Iterable[str], listed: Listed) -> Source:
    """VerifyCACerts.java has the roots, a policy the day for each of some."""
    listing = re.findall(r'put\("(\S+) \[jdk\]",\s*"([0-9A-F:]{95})"\)', cacerts)
    count = re.search(r"int COUNT = (\d+);", cacerts)
    if count is None or len(listing) != int(count[1]):
        raise ValueError(f"{len(listing)} roots, not as many as COUNT")
    days: dict[str, datetime] = {}
    for policy in policies:
        days |= dict.fromkeys(_distrusted(policy), _policy_day(policy))
    aliases = {one.replace(":", "").lower(): alias for alias, one in listing}
    members = {one: Membership("java", issued_before=days.get(one)) for one in aliases}
    return Source(listed, members, aliases)


def observed(store: str, text: str) -> Source:
    """A list of the observatory; the certificates that it calls blocked are no part of it."""
    about, _, rest = text.partition("trusted_certificates:")
    said = dict(re.findall(r"^(\w+): (.+)$", about, re.MULTILINE))
    trusted = rest.partition("blocked_certificates_count:")[0]
    found = re.findall(r"- subject_name: (.*)\n(?:    .*\n)*  fingerprint: (\w{64})\n", trusted)
    if len(found) != int(said["trusted_certificates_count"]):
        raise ValueError(f"{store}: {len(found)} of {said['trusted_certificates_count']} roots")
    version = "" if said["version"] == "null" else f", {said['version'].split(',')[0]}"
    listed = Listed(
        TITLES[store],
        date.fromisoformat(said["date_fetched"]),
        f"trust_stores_observatory{version}",
    )
    subjects = {fingerprint: f"CN={name}" for name, fingerprint in found}
    return Source(listed, {one: Membership(store) for one in subjects}, subjects)


def _ended(store: str, listed: Listed) -> dict[str, Membership]:
    return {
        fingerprint: Membership(store, end.until or listed.on, end.issued, end.seen, note=end.note)
        for end in ENDED
        if end.store == store
        for fingerprint in end.roots
    }


def _objects(text: str) -> Iterator[tuple[dict[str, str], dict[str, bytes]]]:
    """The objects of certdata.txt that are certificates or their trust: words and octets."""
    for part in text.split("CKA_CLASS CK_OBJECT_CLASS ")[1:]:
        if not part.startswith(("CKO_CERTIFICATE", "CKO_NSS_TRUST")):
            continue
        words = dict(re.findall(r"^(CKA_\w+) (?:CK_\w+|UTF8) (.*)$", part, re.MULTILINE))
        octets = {
            name: bytes(int(octal, 8) for octal in re.findall(r"\\(\d{3})", lines))
            for name, lines in re.findall(
                r"^(CKA_\w+) MULTILINE_OCTAL\n([^E]*)END", part, re.MULTILINE
            )
        }
        yield words, octets


def _values(certdata: Path) -> Iterator[bytes]:
    for _, octets in _objects(certdata.read_text()):
        if "CKA_VALUE" in octets:
            yield octets["CKA_VALUE"]


def _anchors(text: str) -> Iterator[tuple[str, dict[str, str], list[dict[str, str]]]]:
    """The trust anchors of a root_store.textproto: name, fields, sets of constraints."""
    name, inside = "", ""
    anchor: dict[str, str] = {}
    limits: list[dict[str, str]] = []
    for line in map(str.strip, text.splitlines()):
        key, _, value = line.partition(":")
        if line.startswith("# ") and not inside:
            # The subject stands first, a test site may follow.
            name = name or line[2:]
        elif line.endswith("{"):
            inside = "constraints" if inside else line.split()[0]
            if inside == "constraints":
                limits.append({})
        elif line == "}" and inside == "constraints":
            inside = "trust_anchors"
        elif line == "}":
            if inside == "trust_anchors":
                yield name, anchor, limits
            name, inside, anchor, limits = "", "", {}, []
        elif inside and value:
            (limits[-1] if inside == "constraints" else anchor)[key] = value.strip(' "')
        elif not line:
            name = ""


def _distrusted(policy: str) -> list[str]:
    """The fingerprints of the roots in one policy of the JDK, without those of exempt CAs."""
    exempt = re.search(r"EXEMPT_SUBCAS.*?;", policy, re.DOTALL)
    text = policy.replace(exempt[0], "") if exempt else policy
    return [one.lower() for one in re.findall(r'"([0-9A-F]{64})"', text)]


def _policy_day(policy: str) -> datetime:
    """The end of the last day that one policy of the JDK takes."""
    year, month, day = re.findall(r"LocalDate\.of\((\d+), Month\.([A-Z]+), (\d+)\)", policy)[-1]
    return last_second(int(year), _MONTHS[month], int(day))


def _pem_blocks(places: Iterable[Path]) -> dict[str, bytes]:
    """The certificates in files and folders, whatever else is in them."""
    files = (file for place in places for file in (place, *place.rglob("*")) if file.is_file())
    ders = (b64decode(block) for file in files for block in _PEM.findall(file.read_bytes()))
    return {sha256(der).hexdigest(): der for der in ders}


def _present() -> dict[str, Source]:
    """What the data has now, but for the members that `ENDED` adds again."""
    return {
        store: Source(
            listed,
            {
                root.sha256: member
                for root in known().values()
                if (member := root.member(store))
                and member != _ended(store, listed).get(root.sha256)
            },
            {root.sha256: root.subject for root in known().values()},
        )
        for store, listed in STORES.items()
    }


def _given(options: argparse.Namespace) -> Iterator[tuple[str, Source]]:
    if options.mozilla:
        yield "mozilla", mozilla(Path(options.mozilla[0]).read_text(), _listed("mozilla", options))
    if options.chrome:
        yield "chrome", chrome(Path(options.chrome[0]).read_text(), _listed("chrome", options))
    if options.java:
        folder = Path(options.java[0])
        policies = [file.read_text() for file in sorted(folder.glob("*TLSPolicy.java"))]
        cacerts = (folder / "VerifyCACerts.java").read_text()
        yield "java", java(cacerts, policies, _listed("java", options))
    for store, name in OBSERVED.items():
        if options.observatory:
            yield store, observed(store, (options.observatory / name).read_text())


def _listed(store: str, options: argparse.Namespace) -> Listed:
    _, on, source = getattr(options, store)
    return Listed(TITLES[store], date.fromisoformat(on), source)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Write the data of the public stores again.")
    for store in ("mozilla", "chrome", "java"):
        parser.add_argument(f"--{store}", nargs=3, metavar=("PATH", "DATE", "SOURCE"))
    parser.add_argument("--observatory", type=Path, help="folder with its YAML files")
    parser.add_argument("--certificates", type=Path, nargs="+", default=[], help="with PEM blocks")
    parser.add_argument("--into", type=Path, default=HERE, help="folder to write to")
    parser.add_argument("--check", action="store_true", help="only say whether anything differs")
    return parser


def _write(
    into: Path,
    sources: Mapping[str, Source],
    roots: Sequence[Root],
    ders: Sequence[bytes],
    *,
    check: bool,
) -> int:
    """Write what differs; with `check` nothing is written, and 1 is the answer if anything does.

    The packed row is compared by what is in it: versions of zlib pack differently.
    """
    row = b"".join(ders)
    texts = {"listed.py": _module(sources), "roots.json": _json(roots)}
    stale = [
        name
        for name, text in texts.items()
        if not (into / name).is_file() or (into / name).read_bytes() != text
    ]
    packed = into / "roots.der.z"
    if not packed.is_file() or zlib.decompress(packed.read_bytes()) != row:
        stale.append(packed.name)
        texts[packed.name] = zlib.compress(row, 9)
    for name in stale:
        _say(f"{name} {'differs' if check else 'is new'}")
        if not check:
            (into / name).write_bytes(texts[name])
    return int(check and bool(stale))


def _module(sources: Mapping[str, Source]) -> bytes:
    lines = [
        '"""The lists that `roots.json` is made of: title, day and source of each.',
        "",
        "Written by tools/renew_stores.py.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "ROWS = {",
    ]
    for store in TITLES:
        if store in sources:
            listed = sources[store].listed
            lines += [
                f'    "{store}": (',
                f'        "{listed.title}",',
                f'        "{listed.on}",',
                f'        "{listed.source}",',
                "    ),",
            ]
    return "\n".join([*lines, "}", ""]).encode()


def _json(roots: Iterable[Root]) -> bytes:
    """A list with each root on a line of its own."""
    return b"[\n" + b",\n".join(map(msgspec.json.encode, roots)) + b"\n]\n"


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
