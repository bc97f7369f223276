from __future__ import annotations

import subprocess
import threading
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self
from urllib.parse import unquote

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7, pkcs12
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID

from net.servers import PATIENT, serve, unused_port
from pki import chains
from pki.chains import AT, Cert
from pki.staples import delegate, error, response
from tlswhy.lab.bench import find, free_port
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.proxies import socks5_proxy
from tlswhy.model.attempt import Proxy
from tlswhy.net import clock
from tlswhy.net.fetch import Fetcher, forget
from tlswhy.net.lookups import (
    MOST_STEPS,
    How,
    Issuer,
    Lookups,
    Revocation,
    State,
    look_up,
)
from tlswhy.pki import certificate as certificates
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.stores import Store

Page = bytes | Callable[[bytes], bytes] | int
"""What is answered with: bytes, a function of the question to a responder, or a status."""

ISSUERS, OCSP = AuthorityInformationAccessOID.CA_ISSUERS, AuthorityInformationAccessOID.OCSP
NOTHING = Store("nothing", "")
COMPROMISED = x509.ReasonFlags.key_compromise
PAGE = b"<!DOCTYPE html><html><body>Please log in</body></html>"


class Site:
    """A CA's web server on loopback: pages by path, and every path that was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path, _, question = self.path[1:].partition("/")
                site.asked.append(f"GET /{path}")
                self._answer(path, b64decode(unquote(question)))

            def do_POST(self) -> None:
                question = self.rfile.read(int(self.headers["Content-Length"]))
                site.asked.append(f"POST {self.path}")
                self._answer(f"{self.command} {self.path[1:]}", question)

            def _answer(self, name: str, question: bytes) -> None:
                page = site.pages.get(name, 404)
                if isinstance(page, int):
                    self.send_error(page)
                    return
                body = page if isinstance(page, bytes) else page(question)
                self.send_response(200)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    forget()
    with Site() as one:
        yield one


def access(*places: tuple[x509.ObjectIdentifier, str]) -> tuple[x509.ExtensionType, bool]:
    """The extension with these addresses."""
    descriptions = [
        x509.AccessDescription(kind, x509.UniformResourceIdentifier(url)) for kind, url in places
    ]
    return x509.AuthorityInformationAccess(descriptions), False


def points(*urls: str) -> tuple[x509.ExtensionType, bool]:
    """Distribution points, each with an address of its own."""
    named = [[x509.UniformResourceIdentifier(url)] for url in urls]
    every = [x509.DistributionPoint(name, None, None, None) for name in named]
    return x509.CRLDistributionPoints(every), False


def revocation_list(
    signer: Cert,
    *revoked: int,
    begins: datetime = AT - timedelta(hours=3),
    ends: datetime = AT + timedelta(days=6),
    issuer_name: x509.Name | None = None,
    extra: Sequence[x509.ExtensionType] = (),
    holder: x509.Name | None = None,
) -> bytes:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer_name or signer.parsed.subject)
        .last_update(begins)
        .next_update(ends)
        .add_extension(x509.CRLNumber(7), critical=False)
    )
    for value in extra:
        builder = builder.add_extension(value, critical=True)
    for serial in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(serial)
        entry = entry.revocation_date(AT - timedelta(days=2))
        entry = entry.add_extension(x509.CRLReason(COMPROMISED), critical=False)
        if holder is not None:
            named = x509.CertificateIssuer([x509.DirectoryName(holder)])
            entry = entry.add_extension(named, critical=True)
        builder = builder.add_revoked_certificate(entry.build())
    assert isinstance(signer.private, ec.EllipticCurvePrivateKey)
    return builder.sign(signer.private, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def part(
    url: str = "", *, authorities: bool = False, indirect: bool = False
) -> x509.IssuingDistributionPoint:
    full = [x509.UniformResourceIdentifier(url)] if url else None
    return x509.IssuingDistributionPoint(
        full_name=full,
        relative_name=None,
        only_contains_user_certs=False,
        only_contains_ca_certs=authorities,
        only_some_reasons=None,
        indirect_crl=indirect,
        only_contains_attribute_certs=False,
    )


def parsed(*certs: Cert) -> list[Certificate]:
    found = [certificates.read(cert.der) for cert in certs]
    assert all(isinstance(one, Certificate) for one in found)
    return [one for one in found if isinstance(one, Certificate)]


def trusting(*certs: Cert) -> Store:
    return Store("tests", "", [cert.der for cert in certs])


def looked(
    *sent: Cert, trust: Store = NOTHING, at: datetime = AT, proxies: tuple[Proxy, ...] = ()
) -> Lookups:
    fetcher = Fetcher(proxies, inside=True, patience=PATIENT)
    return look_up(parsed(*sent), trust, fetcher, at)


def only(found: Lookups) -> Revocation:
    [one] = found.revocations
    return one


ROOT = chains.root("Root")
SERIAL = 0xA11CE


class TestIssuers:
    def chain(self, site: Site, *names: str) -> list[Cert]:
        """Root, then CAs by these names, each of which names where its issuer is; then a leaf."""
        chain = [ROOT]
        for cn in names:
            site.pages[f"{len(chain)}"] = chain[-1].der
            issuer = access((ISSUERS, site.url(f"{len(chain)}")))
            chain.append(chains.between(chain[-1], cn, extra=(issuer,)))
        site.pages[f"{len(chain)}"] = chain[-1].der
        issuer = access((ISSUERS, site.url(f"{len(chain)}")))
        return [*chain, chains.leaf(chain[-1], extra=(issuer,))]

    def test_one_that_is_missing_is_fetched_and_no_more_where_its_issuer_is_trusted(
        self, site: Site
    ) -> None:
        root, ca, leaf = self.chain(site, "Issuing CA")
        found = looked(leaf, trust=trusting(root))
        [leaf_read, ca_read, root_read] = parsed(leaf, ca, root)
        assert found.issuers == (
            Issuer(
                of=leaf_read.sha256,
                of_name="a.example",
                url=site.url("2"),
                kind="DER",
                der=ca.der,
                text="Issuing CA, the issuer of a.example, was fetched, not sent",
            ),
        )
        assert found.path == (leaf_read.sha256, ca_read.sha256, root_read.sha256)
        assert found.found == (ca.der,)
        assert site.asked == ["GET /2"]

    def test_nothing_is_fetched_where_all_was_sent(self, site: Site) -> None:
        root, ca, leaf = self.chain(site, "Issuing CA")
        for trust in (NOTHING, trusting(root)):
            assert looked(leaf, root, ca, trust=trust).issuers == ()
        assert looked(leaf, ca, trust=trusting(root)).issuers == ()
        assert looked(leaf, trust=trusting(leaf)).issuers == ()
        assert looked(root).issuers == ()
        assert site.asked == []

    def test_it_goes_up_to_a_root_that_nobody_trusts(self, site: Site) -> None:
        root, upper, ca, leaf = self.chain(site, "Upper CA", "Issuing CA")
        assert looked(leaf).found == (ca.der, upper.der, root.der)
        assert site.asked == ["GET /3", "GET /2", "GET /1"]

    def test_a_gap_in_the_middle_is_closed(self, site: Site) -> None:
        root, upper, ca, leaf = self.chain(site, "Upper CA", "Issuing CA")
        found = looked(leaf, ca, trust=trusting(root))
        assert found.found == (upper.der,)

    def test_it_ends_after_four_steps(self, site: Site) -> None:
        chain = self.chain(site, *(f"CA {n}" for n in range(MOST_STEPS + 1)))
        found = looked(chain[-1])
        assert found.found == tuple(cert.der for cert in chain[-2 : -2 - MOST_STEPS : -1])
        assert len(found.path) == MOST_STEPS + 1

    def test_two_that_sign_each_other_end(self, site: Site) -> None:
        one, two = chains.key("one"), chains.key("two")
        name_1, name_2 = chains.name("One", "Lab"), chains.name("Two", "Lab")

        def crossed(
            name: x509.Name, private: chains.Key, by: x509.Name, signer: chains.Key
        ) -> Cert:
            issuer = access((ISSUERS, site.url(by.rfc4514_string()[3:6])))
            return chains.make(
                name,
                ca=True,
                usage=chains.SIGN,
                private=private,
                signer=signer,
                issuer_name=by,
                extra=(issuer,),
            )

        first, second = crossed(name_1, one, name_2, two), crossed(name_2, two, name_1, one)
        site.pages |= {"One": first.der, "Two": second.der}
        leaf = chains.leaf(first, extra=(access((ISSUERS, site.url("One"))),))
        found = looked(leaf)
        assert found.found == (first.der, second.der)
        assert len(found.path) == 3

    @pytest.mark.parametrize(
        ("page", "kind"),
        [
            (lambda ca: ca.pem, "PEM"),
            (lambda ca: b64encode(ca.der), "base64"),
            (
                lambda ca: pkcs7.serialize_certificates(
                    [ROOT.parsed, ca.parsed], serialization.Encoding.DER
                ),
                "PKCS #7",
            ),
        ],
    )
    def test_the_forms_in_which_it_comes(
        self, site: Site, page: Callable[[Cert], bytes], kind: str
    ) -> None:
        root, ca, leaf = self.chain(site, "Issuing CA")
        site.pages["2"] = page(ca)
        [step] = looked(leaf, trust=trusting(root)).issuers
        assert (step.kind, step.der, step.problem) == (kind, ca.der, "")

    def test_the_rest_of_what_came_along_is_used(self, site: Site) -> None:
        root, ca, leaf = self.chain(site, "Issuing CA")
        both = [ca.parsed, root.parsed]
        site.pages["2"] = pkcs7.serialize_certificates(both, serialization.Encoding.DER)
        assert len(looked(leaf).path) == 3
        assert site.asked == ["GET /2"]

    def test_the_next_address_is_asked_where_one_fails(self, site: Site) -> None:
        ca = chains.between(ROOT, "Issuing CA")
        site.pages |= {"other": ROOT.der, "right": ca.der, "page": PAGE}
        urls = ["ldap:///CN=CA", *map(site.url, ("page", "other", "right"))]
        leaf = chains.leaf(ca, extra=(access(*((ISSUERS, url) for url in urls)),))
        steps = looked(leaf, trust=trusting(ROOT)).issuers
        assert [step.problem for step in steps] == ["unreadable", "another-certificate", ""]
        assert steps[1].text == "Root was fetched, which did not sign a.example"
        assert steps[2].der == ca.der

    def test_there_is_no_address(self) -> None:
        ca = chains.between(ROOT, "Issuing CA")
        [step] = looked(chains.leaf(ca)).issuers
        assert (step.problem, step.url, step.der) == ("no-address", "", b"")
        assert step.text == "a.example does not say where the certificate of its issuer is"

    @pytest.mark.parametrize(
        ("page", "problem", "says"),
        [
            (404, "status", "not fetched: the answer is 404 Not Found"),
            (PAGE, "unreadable", "no certificate in what was fetched: it is a page in HTML"),
            (b"", "unreadable", "it is empty"),
            (b"\x30\x82\xff\xff", "unreadable", "no certificate in what was fetched"),
            (b"\x30\x03\x02\x01\x07", "unreadable", "no certificate in what was fetched"),
            (b"\x1f\x8b\x08\0", "unreadable", "gzip"),
            (b"x" * 70_000, "too-large", "and more, and 65536 are the most"),
        ],
    )
    def test_it_is_none(self, site: Site, page: Page, problem: str, says: str) -> None:
        root, _, leaf = self.chain(site, "Issuing CA")
        site.pages["2"] = page
        [step] = looked(leaf, trust=trusting(root)).issuers
        assert (step.problem, step.der) == (problem, b"")
        assert says in step.text

    def test_one_of_the_same_name_and_another_key(self, site: Site) -> None:
        root, _, leaf = self.chain(site, "Issuing CA")
        site.pages["2"] = chains.between(root, "Issuing CA", private=chains.key("other")).der
        [step] = looked(leaf, trust=trusting(root)).issuers
        assert step.problem == "another-certificate"

    def test_pkcs12_is_not_opened(self, site: Site) -> None:
        """Its password may be empty, and so hard to derive a key from that it takes minutes."""
        root, ca, leaf = self.chain(site, "Issuing CA")
        assert isinstance(ca.private, ec.EllipticCurvePrivateKey)
        site.pages["2"] = pkcs12.serialize_key_and_certificates(
            b"ca", ca.private, ca.parsed, None, serialization.NoEncryption()
        )
        [step] = looked(leaf, trust=trusting(root)).issuers
        assert (step.problem, step.text) == (
            "unreadable",
            "no certificate in what was fetched: it is PKCS #12",
        )


class TestLists:
    """One certificate below a root, and one list."""

    def about(self, site: Site, *pages: Page, urls: Sequence[str] = ()) -> Lookups:
        names = [f"{n}.crl" for n, _ in enumerate(pages)]
        site.pages |= dict(zip(names, pages, strict=True))
        named = points(*(urls or [site.url(name) for name in names]))
        leaf = chains.leaf(ROOT, serial=SERIAL, extra=(named,))
        return looked(leaf, trust=trusting(ROOT))

    def test_good(self, site: Site) -> None:
        der = revocation_list(ROOT, 1, 2)
        found = self.about(site, der)
        assert only(found) == Revocation(
            of=found.path[0],
            of_name="a.example",
            how=How.CRL,
            url=site.url("0.crl"),
            state=State.GOOD,
            this_update=AT - timedelta(hours=3),
            next_update=AT + timedelta(days=6),
            age=3 * 3600,
            size=len(der),
            text="good by the revocation list of 2029-12-31 21:00, 3 hours old; fetched, not sent",
        )

    def test_revoked(self, site: Site) -> None:
        one = only(self.about(site, revocation_list(ROOT, SERIAL)))
        assert (one.state, one.revoked_at, one.reason, one.problem) == (
            State.REVOKED,
            AT - timedelta(days=2),
            "keyCompromise",
            "",
        )
        assert one.text == (
            "revoked on 2029-12-30 00:00 (keyCompromise) by the revocation list of "
            "2029-12-31 21:00; fetched, not sent"
        )

    def test_a_list_in_pem(self, site: Site) -> None:
        der = revocation_list(ROOT, SERIAL)
        pem = x509.load_der_x509_crl(der).public_bytes(serialization.Encoding.PEM)
        one = only(self.about(site, pem))
        assert (one.state, one.size) == (State.REVOKED, len(pem))

    def test_a_list_that_has_expired_still_says_what_it_says(self, site: Site) -> None:
        ends = AT - timedelta(days=3)
        old = revocation_list(ROOT, SERIAL, begins=AT - timedelta(days=10), ends=ends)
        one = only(self.about(site, old))
        assert (one.state, one.problem, one.reason) == (
            State.OUT_OF_DATE,
            "out-of-date",
            "keyCompromise",
        )
        assert one.age == 10 * 86400
        assert one.text == (
            "the revocation list has expired: it ended on 2029-12-29 00:00, 3 days ago; "
            "it says revoked; fetched, not sent"
        )

    @pytest.mark.parametrize(
        ("page", "problem"),
        [
            (revocation_list(chains.root("Other")), "another-issuer"),
            (revocation_list(chains.root("Other"), issuer_name=ROOT.parsed.subject), "signature"),
            (revocation_list(ROOT, extra=[x509.DeltaCRLIndicator(6)]), "delta"),
            (revocation_list(ROOT, extra=[part("http://elsewhere.example/")]), "another-scope"),
            (revocation_list(ROOT, extra=[part(authorities=True)]), "another-scope"),
            (
                revocation_list(
                    chains.root("Other"),
                    SERIAL,
                    extra=[part(indirect=True)],
                    holder=ROOT.parsed.subject,
                ),
                "unchecked",
            ),
            (
                revocation_list(
                    ROOT,
                    extra=[x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3"), b"\5\0")],
                ),
                "unknown-critical",
            ),
            (revocation_list(ROOT, begins=AT + timedelta(hours=1)), "not-yet"),
            (revocation_list(ROOT)[:-9], "unreadable"),
            (ROOT.der, "unreadable"),
            (PAGE, "unreadable"),
            (b"", "unreadable"),
            (b"\x1f\x8b\x08\0", "unreadable"),
        ],
    )
    def test_a_list_that_nobody_can_rely_on(self, site: Site, page: Page, problem: str) -> None:
        one = only(self.about(site, page))
        assert (one.state, one.problem) == (State.UNKNOWN, problem)
        assert one.revoked_at is None or problem == "unchecked"
        assert "fetched" in one.text

    def test_one_of_many_parts_holds_for_who_names_it(self, site: Site) -> None:
        of_all = part(site.url("0.crl"))
        one = only(self.about(site, revocation_list(ROOT, SERIAL, extra=[of_all])))
        assert one.state is State.REVOKED

    def test_a_revoked_one_counts_also_in_a_delta(self, site: Site) -> None:
        one = only(
            self.about(site, revocation_list(ROOT, SERIAL, extra=[x509.DeltaCRLIndicator(6)]))
        )
        assert one.state is State.REVOKED

    def test_a_page_of_an_error(self, site: Site) -> None:
        one = only(self.about(site, 404))
        assert (one.state, one.problem) == (State.NOT_REACHABLE, "status")
        assert one.text == "not fetched: the answer is 404 Not Found"

    def test_nobody_listens(self, site: Site) -> None:
        one = only(self.about(site, urls=[f"http://127.0.0.1:{unused_port()}/"]))
        assert (one.state, one.problem) == (State.NOT_REACHABLE, "unreachable")

    def test_an_address_that_is_not_asked(self, site: Site) -> None:
        one = only(self.about(site, urls=["ldap:///CN=CA"]))
        assert (one.state, one.problem, one.url) == (State.NOT_ASKED, "scheme", "ldap:///CN=CA")

    def test_the_next_is_asked_where_one_says_nothing(self, site: Site) -> None:
        old = revocation_list(ROOT, begins=AT - timedelta(days=9), ends=AT - timedelta(days=1))
        found = self.about(site, old, 500, revocation_list(ROOT))
        states = [one.state for one in found.revocations]
        assert states == [State.OUT_OF_DATE, State.NOT_REACHABLE, State.GOOD]

    def test_and_is_not_where_one_says_it(self, site: Site) -> None:
        assert only(self.about(site, revocation_list(ROOT), 500)).state is State.GOOD
        assert site.asked == ["GET /0.crl"]

    def test_a_list_larger_than_an_answer_may_be(self, site: Site) -> None:
        many = revocation_list(ROOT, SERIAL, *range(1, 3000))
        assert len(many) > 1 << 16
        assert only(self.about(site, many)).state is State.REVOKED


def responder(
    leaf: Cert, issuer: Cert, status: ocsp.OCSPCertStatus = ocsp.OCSPCertStatus.GOOD
) -> Callable[[bytes], bytes]:
    """Answers only who asks about this certificate."""

    def answer(question: bytes) -> bytes:
        asked = ocsp.load_der_ocsp_request(question)
        if asked.serial_number != leaf.parsed.serial_number:
            return error(ocsp.OCSPResponseStatus.UNAUTHORIZED)
        return response(leaf, issuer, status=status, reason=COMPROMISED)

    return answer


class TestOcsp:
    def leaf(self, site: Site, *urls: str) -> Cert:
        places = [(OCSP, url) for url in urls or (site.url("ocsp"),)]
        return chains.leaf(ROOT, serial=SERIAL, extra=(access(*places),))

    def about(self, site: Site, leaf: Cert, page: Page) -> Revocation:
        site.pages["ocsp"] = page
        return only(looked(leaf, trust=trusting(ROOT)))

    def test_good(self, site: Site) -> None:
        leaf = self.leaf(site)
        one = self.about(site, leaf, responder(leaf, ROOT))
        assert (one.how, one.state, one.url, one.problem) == (
            How.OCSP,
            State.GOOD,
            site.url("ocsp"),
            "",
        )
        assert one.age == 86400
        assert (
            one.text
            == "good by the OCSP answer of 2029-12-31 00:00, 24 hours old; fetched, not sent"
        )
        assert site.asked == ["GET /ocsp"]

    def test_revoked(self, site: Site) -> None:
        leaf = self.leaf(site)
        one = self.about(site, leaf, responder(leaf, ROOT, ocsp.OCSPCertStatus.REVOKED))
        assert (one.state, one.reason) == (State.REVOKED, "keyCompromise")
        assert one.revoked_at == AT - timedelta(days=1, hours=2)

    def test_unknown(self, site: Site) -> None:
        leaf = self.leaf(site)
        one = self.about(site, leaf, responder(leaf, ROOT, ocsp.OCSPCertStatus.UNKNOWN))
        assert (one.state, one.problem) == (State.UNKNOWN, "")
        assert one.text.startswith("unknown by the OCSP answer of ")

    def test_signed_by_who_may(self, site: Site) -> None:
        leaf, signer = self.leaf(site), delegate(ROOT)
        one = self.about(site, leaf, response(leaf, ROOT, signer=signer, sent=(signer,)))
        assert one.state is State.GOOD

    def test_an_answer_that_has_expired(self, site: Site) -> None:
        leaf = self.leaf(site)
        begins, ends = AT - timedelta(days=9), AT - timedelta(days=2)
        one = self.about(site, leaf, response(leaf, ROOT, begins=begins, ends=ends))
        assert (one.state, one.age) == (State.OUT_OF_DATE, 9 * 86400)
        assert one.text == (
            "the OCSP answer has expired: it ended on 2029-12-30 00:00, 2 days ago; "
            "it says good; fetched, not sent"
        )

    @pytest.mark.parametrize(
        ("page", "problem"),
        [
            (error(), "error-status"),
            (response(chains.leaf(ROOT, serial=5), ROOT), "another-certificate"),
            (
                response(chains.leaf(ROOT, serial=SERIAL), ROOT, signer=chains.root("Other")),
                "signature",
            ),
            (
                response(chains.leaf(ROOT, serial=SERIAL), ROOT, begins=AT + timedelta(hours=1)),
                "not-yet",
            ),
            (PAGE, "unreadable"),
            (b"", "unreadable"),
            (b"\x30\x03\x0a\x01", "unreadable"),
            (ROOT.pem, "unreadable"),
        ],
    )
    def test_an_answer_that_nobody_can_rely_on(self, site: Site, page: bytes, problem: str) -> None:
        one = self.about(site, self.leaf(site), page)
        assert (one.state, one.problem) == (State.UNKNOWN, problem)

    def test_a_responder_that_knows_only_post(self, site: Site) -> None:
        leaf = self.leaf(site)
        site.pages["POST ocsp"] = responder(leaf, ROOT)
        assert self.about(site, leaf, 405).state is State.GOOD
        assert site.asked == ["GET /ocsp", "POST /ocsp"]

    def test_a_responder_with_a_query_is_asked_by_post(self, site: Site) -> None:
        leaf = self.leaf(site, site.url("ocsp?ca=1"))
        site.pages["POST ocsp?ca=1"] = responder(leaf, ROOT)
        assert self.about(site, leaf, 404).state is State.GOOD

    def test_one_that_answers_neither(self, site: Site) -> None:
        leaf = self.leaf(site)
        one = self.about(site, leaf, 500)
        assert (one.state, one.problem) == (State.NOT_REACHABLE, "status")
        assert site.asked == ["GET /ocsp", "POST /ocsp"]

    def test_one_that_is_not_there_is_not_asked_twice(self, site: Site) -> None:
        leaf = self.leaf(site, f"http://127.0.0.1:{unused_port()}", site.url("ocsp"))
        site.pages["ocsp"] = responder(leaf, ROOT)
        states = [one.state for one in looked(leaf, trust=trusting(ROOT)).revocations]
        assert states == [State.NOT_REACHABLE, State.GOOD]

    def test_an_issuer_whose_key_cannot_be_read(self, site: Site) -> None:
        [leaf, root] = parsed(self.leaf(site), ROOT)
        keyless = msgspec.structs.replace(root, spki=bytes.fromhex("3009300706052b0e03021a"))
        found = look_up([leaf, keyless], NOTHING, Fetcher(inside=True), AT)
        assert [(one.state, one.problem) for one in found.revocations] == [
            (State.NOT_ASKED, "unreadable")
        ]
        assert site.asked == []


class TestWholeChains:
    def test_both_sources_of_all_certificates_and_the_issuer_that_was_not_sent(
        self, site: Site
    ) -> None:
        ca = chains.between(ROOT, "Issuing CA", extra=(points(site.url("root.crl")),))
        leaf = chains.leaf(
            ca,
            serial=SERIAL,
            extra=(
                access((ISSUERS, site.url("ca.crt")), (OCSP, site.url("ocsp"))),
                points(site.url("ca.crl")),
            ),
        )
        site.pages = {
            "ca.crt": ca.der,
            "ocsp": responder(leaf, ca),
            "ca.crl": revocation_list(ca, SERIAL),
            "root.crl": revocation_list(ROOT),
        }
        found = looked(leaf, trust=trusting(ROOT))
        assert [(one.of_name, one.how, one.state) for one in found.revocations] == [
            ("a.example", How.OCSP, State.GOOD),
            ("a.example", How.CRL, State.REVOKED),
            ("Issuing CA", How.CRL, State.GOOD),
        ]
        assert sorted(site.asked) == ["GET /ca.crl", "GET /ca.crt", "GET /ocsp", "GET /root.crl"]

    def test_one_list_for_two_certificates_is_fetched_once(self, site: Site) -> None:
        upper = chains.between(ROOT, "Upper CA", extra=(points(site.url("one.crl")),))
        leaf = chains.leaf(upper, extra=(points(site.url("one.crl")),))
        site.pages["one.crl"] = revocation_list(ROOT)
        found = looked(leaf, upper, trust=trusting(ROOT))
        assert [one.problem for one in found.revocations] == ["another-issuer", ""]
        assert site.asked == ["GET /one.crl"]

    def test_a_certificate_that_names_no_source(self) -> None:
        one = only(looked(chains.leaf(ROOT), trust=trusting(ROOT)))
        assert (one.how, one.state, one.problem, one.url) == (
            How.NEITHER,
            State.NOT_ASKED,
            "no-address",
            "",
        )
        assert one.text == "a.example names neither a revocation list nor an OCSP responder"

    def test_without_an_issuer_nobody_is_asked(self, site: Site) -> None:
        ca = chains.between(ROOT, "Issuing CA")
        leaf = chains.leaf(ca, extra=(points(site.url("0.crl")),))
        assert looked(leaf).revocations == ()
        assert site.asked == []

    def test_a_root_is_not_asked_about(self, site: Site) -> None:
        root = chains.root("Own", extra=(points(site.url("0.crl")),))
        assert looked(root, trust=trusting(root)).revocations == ()
        assert looked(root).revocations == ()

    def test_after_eight_fetches_the_rest_is_not_asked(self, site: Site) -> None:
        chain = [ROOT]
        for number in range(5):
            named = points(site.url(f"{number}.crl"))
            answers = access((OCSP, site.url(f"ocsp{number}")))
            chain.append(chains.between(chain[-1], f"CA {number}", extra=(named, answers)))
        found = looked(*reversed(chain), trust=trusting(ROOT))
        assert len(site.asked) == 8
        assert {one.problem for one in found.revocations} == {"status", "limit"}

    def test_inside_is_not_asked_about_a_target_outside(self, site: Site) -> None:
        places = access((ISSUERS, site.url("ca")), (OCSP, site.url("ocsp")))
        leaf = chains.leaf(ROOT, extra=(places, points(site.url("crl"))))
        found = look_up(parsed(leaf), trusting(ROOT), Fetcher(), AT)
        assert {one.problem for one in found.revocations} == {"inside"}
        assert {one.state for one in found.revocations} == {State.NOT_ASKED}
        [step] = look_up(parsed(leaf), NOTHING, Fetcher(), AT).issuers
        assert (step.problem, site.asked) == ("inside", [])

    def test_all_of_it_through_a_proxy(self, site: Site) -> None:
        ca = chains.between(ROOT, "Issuing CA")
        places = access((ISSUERS, "http://ca.example/ca"), (OCSP, "http://ca.example/ocsp"))
        leaf = chains.leaf(ca, extra=(places, points("http://ca.example/crl")))
        site.pages = {"ca": ca.der, "ocsp": responder(leaf, ca), "crl": revocation_list(ca)}
        with serve(socks5_proxy(relay(site.port))) as port:
            proxy = Proxy("socks5h", "127.0.0.1", port)
            found = looked(leaf, trust=trusting(ROOT), proxies=(proxy,))
        states = [one.state for one in found.revocations if one.of_name == "a.example"]
        assert states == [State.GOOD, State.GOOD]

    def test_it_is_plain_data(self, site: Site) -> None:
        site.pages["crl"] = revocation_list(ROOT)
        leaf = chains.leaf(ROOT, extra=(points(site.url("crl")),))
        found = looked(leaf, trust=trusting(ROOT))
        assert msgspec.json.decode(msgspec.json.encode(found), type=Lookups) == found


@pytest.mark.lab
@pytest.mark.skipif(find("openssl") is None, reason="openssl is not installed")
class TestOpenssl:
    """A CA run by OpenSSL: its database, its list, its responder."""

    CONFIG = """
        [ca]
        default_ca = lab
        [lab]
        database = index.txt
        crlnumber = crlnumber
        default_md = sha256
        default_crl_days = 7
        """

    def openssl(self, folder: Path, command: str) -> None:
        subprocess.run(
            ["openssl", *command.split()], cwd=folder, check=True, capture_output=True, timeout=60
        )

    def ca(self, folder: Path, *, responder: str, crl: str) -> tuple[Cert, Cert, Cert]:
        """A root, and two certificates of it: the second is revoked."""
        now = clock.now().replace(microsecond=0)
        begins, ends = now - timedelta(days=2), now + timedelta(days=30)
        root = chains.root("Lab CA", begins=begins, ends=ends)
        extra = (access((OCSP, responder)), points(crl))
        good, bad = (
            chains.leaf(root, "a.test", serial=serial, extra=extra, begins=begins, ends=ends)
            for serial in (0x1000, 0x1001)
        )
        key = root.private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        until, gone = f"{ends:%y%m%d%H%M%SZ}", f"{now:%y%m%d%H%M%SZ}"
        files = {
            "ca.pem": root.pem,
            "ca.key": key,
            "ca.cnf": self.CONFIG.encode(),
            "crlnumber": b"01\n",
            "index.txt": (
                f"V\t{until}\t\t1000\tunknown\t/CN=a.test\n"
                f"R\t{until}\t{gone},superseded\t1001\tunknown\t/CN=b.test\n"
            ).encode(),
        }
        for name, content in files.items():
            folder.joinpath(name).write_bytes(content)
        return root, good, bad

    @contextmanager
    def responding(self, folder: Path, port: int) -> Iterator[None]:
        """It answers one after the other, and never again once somebody has asked nothing: so it
        is waited for by its words, not by a connection."""
        command = f"openssl ocsp -index index.txt -port {port} -CA ca.pem"
        signs = "-rsigner ca.pem -rkey ca.key -nmin 60"
        argv = [*command.split(), *signs.split()]
        null = subprocess.DEVNULL
        with subprocess.Popen(
            argv, cwd=folder, stdin=null, stdout=null, stderr=subprocess.PIPE
        ) as child:
            try:
                assert child.stderr is not None
                assert any(b"waiting for OCSP" in line for line in iter(child.stderr.readline, b""))
                yield
            finally:
                child.kill()

    def test_both_sources_agree(self, site: Site, tmp_path: Path) -> None:
        port = free_port()
        here = f"http://127.0.0.1:{port}"
        root, good, bad = self.ca(tmp_path, responder=here, crl=site.url("lab.crl"))
        common = "ca -config ca.cnf -cert ca.pem -keyfile ca.key"
        self.openssl(tmp_path, f"{common} -gencrl -out lab.pem")
        self.openssl(tmp_path, "crl -in lab.pem -outform DER -out lab.crl")
        site.pages["lab.crl"] = tmp_path.joinpath("lab.crl").read_bytes()
        with self.responding(tmp_path, port):
            at = clock.now() + timedelta(minutes=1)
            sound = looked(good, trust=trusting(root), at=at).revocations
            gone = looked(bad, trust=trusting(root), at=at).revocations
        assert [one.text for one in (*sound, *gone) if one.problem] == []
        assert [one.state for one in sound] == [State.GOOD, State.GOOD]
        assert [one.state for one in gone] == [State.REVOKED, State.REVOKED]
        assert {one.reason for one in gone} == {"superseded"}
