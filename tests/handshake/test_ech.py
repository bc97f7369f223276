"""Encrypted Client Hello, against a server of our own; `test_ech_programs.py` has another's."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from handshake.peer import client_certificate, offer
from handshake.scripted import (
    SUITE_13,
    Script,
    Script13,
    chooses_13,
    server_hello,
    server_share,
)
from tlswhy.handshake import ech, hpke
from tlswhy.handshake.client import (
    Application,
    Client,
    EchAnswered,
    Fault,
    Opened,
    Out,
    Write,
)
from tlswhy.handshake.exchange import share
from tlswhy.lab.certificates import Identity, issue
from tlswhy.lab.ech import EchKey, Settings, ech_key, server
from tlswhy.model.attempt import Offer
from tlswhy.model.transcript import Way
from tlswhy.wire import svcb
from tlswhy.wire.extensions import key_share, padding, server_name, supported_versions
from tlswhy.wire.extensions.encrypted_client_hello import (
    TYPE,
    EchConfig,
    EchConfigList,
    EchConfirmation,
    EchContents,
    EchOuter,
    EncryptedClientHello,
)
from tlswhy.wire.messages import (
    RETRY_RANDOM,
    Certificate13,
    CertificateRequest13,
    ClientHello,
    EncryptedExtensions,
    Extension,
    HandshakeType,
    ServerHello,
    frames,
    wrap,
)
from tlswhy.wire.reader import Reader
from tlswhy.wire.records import records_of, split

KEY = ech_key("public.test", 7)
OTHER = ech_key("public.test", 7)
ROOT = issue("Root", ca=True)
NAMES: dict[str, Identity] = {
    name: issue(name, ROOT, names=(name,)) for name in ("a.test", "public.test")
}
WITH_KEY = Settings(NAMES, (KEY,))


def hidden(key: EchKey = KEY, **fields: object) -> Offer:
    return replace(offer(**fields), ech=key.listed)  # type: ignore[arg-type]


class Talk:
    """A client that talked to a server until one of both ended. request: what it sent then."""

    def __init__(self, said: Offer, settings: Settings, request: bytes = b"") -> None:
        self.client = Client(said)
        self.outs: list[Out] = []
        ours, theirs = socket.socketpair()
        with ours:
            thread = threading.Thread(target=self._serve, args=(theirs, settings))
            thread.start()
            ours.settimeout(20)
            self.first = self.client.start()
            ours.sendall(self.first)
            while data := ours.recv(65536):
                for out in self.client.feed(data):
                    self.outs.append(out)
                    if isinstance(out, Write):
                        ours.sendall(out.data)
                if self.client.established and request:
                    ours.sendall(self.client.protect(request))
                    request = b""
                elif self.client.established and not request and self.got:
                    break
        thread.join()

    @staticmethod
    def _serve(conn: socket.socket, settings: Settings) -> None:
        with conn, contextlib.suppress(OSError):
            server(settings)(conn)

    @property
    def got(self) -> bytes:
        return b"".join(out.data for out in self.outs if isinstance(out, Application))

    @property
    def accepted(self) -> list[bool]:
        return [out.accepted for out in self.outs if isinstance(out, EchAnswered)]

    @property
    def fault(self) -> str:
        return next((out.code for out in self.outs if isinstance(out, Fault)), "")


def talked(said: Offer, settings: Settings = WITH_KEY) -> Talk:
    return Talk(said, settings, b"HEAD / HTTP/1.1\r\n\r\n")


def read(message: bytes) -> ClientHello:
    return ClientHello.read(Reader(message[4:], "client_hello"))


def sent(first: bytes) -> ClientHello:
    records, _ = split(first)
    return read(b"".join(record.fragment for record in records if record.type == 22))


def outer_of(hello: ClientHello) -> EchOuter:
    found = hello.meaning(TYPE)
    assert isinstance(found, EncryptedClientHello)
    assert isinstance(found.content, EchOuter)
    return found.content


def name_in(hello: ClientHello) -> bytes:
    names = hello.meaning(server_name.TYPE)
    assert isinstance(names, server_name.ServerNames)
    return names.names[0].name


class TestAccepted:
    def test_the_handshake_goes_on_with_the_inner_hello(self) -> None:
        made = talked(hidden())
        assert made.accepted == [True]
        assert made.client.established
        assert made.got.startswith(b"HTTP/1.1 200")

    @pytest.mark.parametrize("suite", [0x1301, 0x1302, 0x1303])
    def test_with_every_hash(self, suite: int) -> None:
        made = talked(hidden(suites=(suite,)))
        assert (made.accepted, made.client.suite) == ([True], suite)

    def test_after_a_hello_retry_request(self) -> None:
        made = talked(hidden(), Settings(NAMES, (KEY,), group=23))
        assert made.accepted == [True]
        assert (made.client.established, made.client.group) == (True, 23)

    def test_without_a_name(self) -> None:
        names = {"": NAMES["a.test"]}
        assert talked(hidden(sni=None), Settings(names, (KEY,))).accepted == [True]

    def test_the_name_is_not_on_the_wire(self) -> None:
        client = Client(hidden())
        first = client.start()
        assert b"a.test" not in first
        assert name_in(sent(first)) == b"public.test"
        assert name_in(read(client.inner)) == b"a.test"

    def test_the_inner_hello_offers_tls_13_alone(self) -> None:
        client = Client(hidden())
        outer = sent(client.start())
        inner = read(client.inner)
        versions = supported_versions.SupportedVersions
        assert inner.meaning(supported_versions.TYPE) == versions((0x0304,))
        assert outer.meaning(supported_versions.TYPE) == versions((0x0304, 0x0303))
        assert all(suite >> 8 == 0x13 for suite in inner.cipher_suites)
        assert inner.extension(0x0017) is None  # extended_master_secret
        assert inner.random != outer.random
        assert inner.legacy_session_id == outer.legacy_session_id
        assert inner.meaning(TYPE) == EncryptedClientHello(1, b"")

    def test_both_have_the_same_key_share(self) -> None:
        client = Client(hidden())
        outer = sent(client.start())
        assert read(client.inner).extension(key_share.TYPE) == outer.extension(key_share.TYPE)

    def test_a_long_share_is_sent_once(self) -> None:
        plain = len(Client(offer(shares=(0x11EC, 29))).start())
        assert len(Client(hidden(shares=(0x11EC, 29))).start()) < plain + 300

    @pytest.mark.parametrize("sni", ["a.test", "b" * 20 + ".test", None])
    def test_the_length_tells_nothing_of_the_name(self, sni: str | None) -> None:
        size = len(outer_of(sent(Client(hidden(sni=sni)).start())).payload)
        assert size == len(outer_of(sent(Client(hidden()).start())).payload)
        assert (size - hpke.TAG) % 32 == 0

    def test_a_padded_hello_is_as_long_as_it_should(self) -> None:
        hello = sent(Client(hidden(pad_to=1000)).start())
        assert len(hello.write()) + 4 == 1000
        assert hello.extension(padding.TYPE) is not None
        assert talked(hidden(pad_to=1000)).accepted == [True]

    def test_other_configurations_are_out_of_place_then(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        listed = EncryptedExtensions((Extension(TYPE, KEY.listed),)).write()
        monkeypatch.setattr("tlswhy.lab.ech._Connection._extensions", lambda *_, **__: listed)
        assert talked(hidden()).fault == "extension-not-offered"

    def test_only_hidden_in_a_hello_of_tls_13(self) -> None:
        client = Client(hidden(versions=(0x0303,)))
        assert sent(client.start()).extension(TYPE) is None
        assert client.inner == b""


class TestRejected:
    @pytest.mark.parametrize("group", [0, 23], ids=["", "after a HelloRetryRequest"])
    def test_it_is_finished_and_taken_back(self, group: int) -> None:
        made = talked(hidden(OTHER), Settings(NAMES, (KEY,), group=group))
        assert made.accepted == [False]
        assert made.fault == "ech-rejected"
        assert not made.client.established

    def test_a_server_without_keys_rejects_too(self) -> None:
        assert talked(hidden(), Settings(NAMES)).fault == "ech-rejected"

    def test_so_does_one_of_tls_12(self) -> None:
        script = Script(hidden(suites=(SUITE_13, 0xC02B)))
        server_hello(script, suite=0xC02B)
        assert EchAnswered(accepted=False) in script.outs

    def test_the_second_hello_has_the_same_extension(self) -> None:
        made = talked(hidden(OTHER), Settings(NAMES, (KEY,), group=23))
        second = next(out.data for out in made.outs if isinstance(out, Write))
        assert outer_of(sent(second)) == outer_of(sent(made.first))

    def test_the_alert_is_ech_required(self) -> None:
        script = Script13(said=hidden(suites=(SUITE_13,)))
        script.to_finished()
        assert (script.code, script.our_alert()) == ("ech-rejected", 121)

    def test_no_client_certificate_is_shown(self) -> None:
        mine = client_certificate("SECP256R1")
        script = Script13(said=hidden(suites=(SUITE_13,)), certificate=mine)
        script.encrypted_extensions()
        request = CertificateRequest13(b"", (Extension(13, bytes.fromhex("00020403")),))
        script.say(HandshakeType.CERTIFICATE_REQUEST, request.write())
        script.certificate()
        script.verify()
        script.finished()
        shown = [
            Certificate13.read(Reader(frame.body, "certificate"))
            for out in script.outs
            if isinstance(out, Opened) and out.way is Way.OURS and out.type == 22
            for frame in frames(out.plaintext)[0]
            if frame.type == HandshakeType.CERTIFICATE
        ]
        assert shown == [Certificate13(b"", ())]

    def test_configurations_that_cannot_be_read_end_it(self) -> None:
        script = Script13(said=hidden(suites=(SUITE_13,)))
        script.encrypted_extensions(Extension(TYPE, b"\0\5\xfe\x0d"))
        assert (script.code, script.our_alert()) == ("malformed", 50)


class TestHelloRetryRequest:
    """What a server says with the extension in it, which has to be 8 bytes."""

    @pytest.mark.parametrize("body", [b"", bytes(7), bytes(9)])
    @pytest.mark.parametrize("configs", [KEY.listed, b""], ids=["real", "GREASE"])
    def test_a_confirmation_of_another_size_is_malformed(self, body: bytes, configs: bytes) -> None:
        script = self.retried(configs, Extension(TYPE, body))
        assert (script.code, script.our_alert()) == ("malformed", 50)

    @pytest.mark.parametrize("configs", [KEY.listed, b""], ids=["real", "GREASE"])
    def test_random_bytes_confirm_nothing(self, configs: bytes) -> None:
        confirms = EchConfirmation(bytes(8)).write()
        script = self.retried(configs, Extension(TYPE, confirms))
        assert script.code is None
        assert (EchAnswered(accepted=False) in script.outs) == bool(configs)

    def test_a_server_may_not_change_its_mind(self) -> None:
        script = self.retried(KEY.listed, accepts=True)
        assert not [out for out in script.outs if isinstance(out, EchAnswered)]
        made = share(23)
        assert made is not None
        server_hello(
            script,
            suite=SUITE_13,
            extensions=chooses_13(server_share(23, made.public)),
            session_id=script.hello.legacy_session_id,
        )
        assert (script.code, script.our_alert()) == ("ech-unconfirmed", 47)

    @staticmethod
    def retried(configs: bytes, *more: Extension, accepts: bool = False) -> Script:
        script = Script(replace(offer(versions=(0x0304,), suites=(SUITE_13,)), ech=configs))
        wanted = Extension(key_share.TYPE, key_share.KeyShareRetry(23).write())
        session_id = script.hello.legacy_session_id
        listed = chooses_13(wanted, *more)
        if accepts:
            blank = chooses_13(wanted, Extension(TYPE, bytes(8)))
            zeroed = ServerHello(0x0303, RETRY_RANDOM, session_id, SUITE_13, 0, blank)
            inner = script.client.inner
            shown = ech.confirmation("sha256", read(inner).random, inner, zeroed)
            listed = chooses_13(wanted, Extension(TYPE, shown))
        made = ServerHello(0x0303, RETRY_RANDOM, session_id, SUITE_13, 0, listed)
        script.raw(records_of(22, 0x0303, wrap(HandshakeType.SERVER_HELLO, made.write())))
        return script


class TestGrease:
    def test_the_handshake_is_the_usual_one(self) -> None:
        made = talked(replace(offer(), ech=b""))
        assert made.client.established
        assert (made.accepted, made.fault, made.client.inner) == ([], "", b"")

    def test_it_looks_like_a_real_one(self) -> None:
        hello = sent(Client(replace(offer(), ech=b"")).start())
        assert name_in(hello) == b"a.test"
        outer = outer_of(hello)
        assert (outer.kdf_id, outer.aead_id, len(outer.enc)) == (1, 1, 32)
        assert (len(outer.payload) - hpke.TAG) % 32 == 0

    def test_a_second_hello_repeats_it(self) -> None:
        made = talked(replace(offer(), ech=b""), Settings(NAMES, (KEY,), group=23))
        second = next(out.data for out in made.outs if isinstance(out, Write))
        assert made.client.established
        assert outer_of(sent(second)) == outer_of(sent(made.first))


def contents(change: Callable[[EchContents], EchContents]) -> EchConfig:
    made = KEY.config.contents
    assert isinstance(made, EchContents)
    return replace(KEY.config, contents=change(made))


class TestUsable:
    @pytest.mark.parametrize(
        "config",
        [
            EchConfig(0xFE0A, b"old"),
            contents(lambda c: replace(c, kem_id=0x10)),
            contents(lambda c: replace(c, cipher_suites=((1, 9), (9, 1)))),
            contents(lambda c: replace(c, extensions=((0x8001, b""),))),
            contents(lambda c: replace(c, public_key=bytes(32))),
            contents(lambda c: replace(c, public_key=b"short")),
            *(
                contents(lambda c, name=name: replace(c, public_name=name))  # type: ignore[misc]
                for name in (
                    *(b"", b".", b"a.", b".a", b"a..b", b"-a.test", b"a-.test", b"a_b.test"),
                    *(b"192.0.2.1", b"a.0x1f", b"a.0x", b"7", b"a" * 64 + b".test", b"\xff"),
                )
            ),
        ],
    )
    def test_some_are_ignored(self, config: EchConfig) -> None:
        assert ech.usable(EchConfigList((config,))) is None
        used = ech.usable(EchConfigList((config, KEY.config)))
        assert used is not None
        assert used.config == KEY.config

    def test_the_first_known_suite_is_taken(self) -> None:
        suites = ((7, 7), (1, 3), (1, 1))
        used = ech.usable(EchConfigList((contents(lambda c: replace(c, cipher_suites=suites)),)))
        assert used is not None
        assert (used.kdf, used.aead, used.public_name) == (1, 3, "public.test")

    def test_an_extension_that_is_not_mandatory_does_not_matter(self) -> None:
        made = contents(lambda c: replace(c, extensions=((0x7001, b"x"),), public_name=b"x.0y"))
        assert ech.usable(EchConfigList((made,))) is not None

    @pytest.mark.parametrize("listed", [b"\0", b"\0\0", EchConfigList(()).write()])
    def test_a_client_needs_one(self, listed: bytes) -> None:
        with pytest.raises(ValueError, match=r"none of the ECH|needs 2 bytes"):
            Client(replace(offer(), ech=listed))


class TestConfigurations:
    def test_the_first_record_that_can_be_used_counts(self) -> None:
        def https(priority: int, *params: tuple[int, bytes]) -> bytes:
            return svcb.Svcb(priority, (), params).write()

        records = (
            https(3, (svcb.ECH, OTHER.listed)),
            https(2, (svcb.ECH, KEY.listed)),
            https(1, (svcb.ECH, b"\0\0")),
            https(1, (svcb.ALPN, b"\2h2")),
            https(0, (svcb.ECH, OTHER.listed)),
            b"junk",
        )
        assert ech.configurations(records) == KEY.listed
        assert ech.configurations(records[2:]) is None
