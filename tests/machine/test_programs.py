"""What is read of each program, from a few files."""

from __future__ import annotations

import ast
import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

import tlswhy.machine
from machine.conftest import Ca, Make
from tlswhy.machine import Wanted, look, programs
from tlswhy.model.facts import Fact
from tlswhy.model.facts.machine import (
    About,
    AtOdds,
    FilesRead,
    NotRead,
    SettingSeen,
    StoreSeen,
)

BUNDLE = "/etc/ssl/certs/ca-certificates.crt"
SECRET = "s3cr@t/pw"  # with signs in it that end a password for a careless reader

# Program, file, its content, the setting's name and value, and its line.
SETTINGS = (
    ("git", "~/.gitconfig", "[http]\n\tproxy = http://p:1", "http.proxy", "http://p:1", 2),
    (
        "git",
        "~/.gitconfig",
        '[http "https://a.test"]\nsslVerify = false ',
        "http.https://a.test.sslVerify",
        "false",
        2,
    ),
    ("git", ".git/config", '[http]\nsslBackend = "openssl"', "http.sslBackend", "openssl", 2),
    ("npm", "~/.npmrc", "; x\nhttps-proxy=http://p:1", "https-proxy", "http://p:1", 2),
    ("npm", ".npmrc", "strict-ssl=false", "strict-ssl", "false", 1),
    ("yarn", "~/.yarnrc", 'https-proxy "http://p:1"', "https-proxy", "http://p:1", 1),
    ("yarn", ".yarnrc.yml", "enableStrictSsl: false # no", "enableStrictSsl", "false", 1),
    ("pip", "/etc/pip.conf", "[global]\nproxy = http://p:1", "proxy", "http://p:1", 2),
    (
        "pip",
        "~/.config/pip/pip.conf",
        "[global]\ntrusted-host: a.test",
        "trusted-host",
        "a.test",
        2,
    ),
    (
        "conda",
        "~/.condarc",
        "proxy_servers:\n  https: http://p:1",
        "proxy_servers.https",
        "http://p:1",
        2,
    ),
    ("conda", "~/.condarc", "ssl_verify: false", "ssl_verify", "false", 1),
    (
        "docker",
        "~/.docker/config.json",
        '{"proxies":\n{"default": {"httpsProxy": "http://p:1"}}}',
        "proxies.default.httpsProxy",
        "http://p:1",
        2,
    ),
    (
        "docker",
        "/etc/docker/daemon.json",
        '{"insecure-registries": ["r.test:5000"]}',
        "insecure-registries",
        "r.test:5000",
        1,
    ),
    (
        "docker",
        "/etc/systemd/system/docker.service.d/http-proxy.conf",
        '[Service]\nEnvironment="HTTPS_PROXY=http://p:1" "NO_PROXY=a"',
        "HTTPS_PROXY",
        "http://p:1",
        2,
    ),
    (
        "systemd",
        "/etc/systemd/system.conf",
        "DefaultEnvironment=HTTPS_PROXY=http://p:1",
        "HTTPS_PROXY",
        "http://p:1",
        1,
    ),
    (
        "apt",
        "/etc/apt/apt.conf.d/95proxy",
        'Acquire::https::Proxy "http://p:1"; // here',
        "Acquire::https::Proxy",
        "http://p:1",
        1,
    ),
    (
        "apt",
        "/etc/apt/apt.conf",
        'Acquire {\n https {\n  Verify-Peer "false";\n };\n};',
        "Acquire::https::Verify-Peer",
        "false",
        3,
    ),
    ("curl", "~/.curlrc", "# x\n--proxy http://p:1", "proxy", "http://p:1", 2),
    ("curl", "~/.curlrc", 'proxy = "http://p:1"', "proxy", "http://p:1", 1),
    ("curl", "~/.curlrc", "insecure", "insecure", "", 1),
    ("wget", "~/.wgetrc", "https-proxy = http://p:1", "https_proxy", "http://p:1", 1),
    ("shell", "/etc/environment", 'HTTPS_PROXY="http://p:1"', "HTTPS_PROXY", "http://p:1", 1),
    ("sudo", "/etc/sudoers", 'Defaults env_keep += "https_proxy"', "keeps", "https_proxy", 1),
    ("crypto-policies", "/etc/crypto-policies/config", "# x\nFUTURE", "policy", "FUTURE", 2),
    (
        "gnutls",
        "/etc/gnutls/config",
        "[overrides]\ndisabled-version = tls1.2",
        "disabled-version",
        "tls1.2",
        2,
    ),
    (
        "firefox",
        "~/.mozilla/firefox/x.default/user.js",
        'user_pref("security.enterprise_roots.enabled", true);',
        "security.enterprise_roots.enabled",
        "true",
        1,
    ),
    (
        "java",
        "/usr/lib/jvm/j/conf/net.properties",
        "https.proxyHost=p.test",
        "https.proxyHost",
        "p.test",
        1,
    ),
    (
        "java",
        "/usr/lib/jvm/j/conf/security/java.security",
        "#\njdk.tls.disabledAlgorithms=SSLv3, \\\n  TLSv1.2",
        "jdk.tls.disabledAlgorithms",
        "SSLv3, TLSv1.2",
        3,
    ),
)
VARIABLES = (
    ("shell", "https_proxy", "http://p:1"),
    ("shell", "SSLKEYLOGFILE", "/tmp/keys"),
    ("shell", "AWS_CA_BUNDLE", "/a.pem"),
    ("git", "GIT_SSL_NO_VERIFY", "1"),
    ("curl", "CURL_CA_BUNDLE", "/a.pem"),
    ("python", "REQUESTS_CA_BUNDLE", "/a.pem"),
    ("python", "PYTHONHTTPSVERIFY", "0"),
    ("node", "NODE_TLS_REJECT_UNAUTHORIZED", "0"),
    ("node", "NODE_EXTRA_CA_CERTS", "/a.pem"),
    ("pip", "PIP_CERT", "/a.pem"),
    ("npm", "cafile", "/a.pem"),
    ("openssl", "OPENSSL_CONF", "/a.cnf"),
)


def settings(facts: tuple[Fact, ...], program: str) -> list[SettingSeen]:
    return [f for f in facts if isinstance(f, SettingSeen) and f.program == program]


def stores(facts: tuple[Fact, ...], program: str) -> list[StoreSeen]:
    return [f for f in facts if isinstance(f, StoreSeen) and f.program == program]


def problems(facts: tuple[Fact, ...]) -> list[str]:
    return [f.problem for f in facts if isinstance(f, AtOdds)]


@pytest.mark.parametrize("row", SETTINGS, ids=lambda row: f"{row[0]}-{row[3]}")
def test_a_setting_is_found_with_its_place(
    machine: Make, row: tuple[str, str, str, str, str, int]
) -> None:
    program, file, content, name, value, line = row
    found = settings(look(machine({file: content})), program)
    assert (name, value, file, line) in [
        (one.name, one.value, one.seen.source, one.seen.line) for one in found
    ]


@pytest.mark.parametrize(("program", "name", "value"), VARIABLES, ids=str)
def test_a_variable_is_found(machine: Make, program: str, name: str, value: str) -> None:
    variable = "npm_config_cafile" if program == "npm" else name
    found = settings(look(machine(environ={variable: value})), program)
    assert (name, value) in [(one.name, one.value) for one in found]


def test_an_empty_machine_has_no_setting_but_the_time(machine: Make) -> None:
    facts = look(machine())
    assert [fact.program for fact in facts if isinstance(fact, SettingSeen)] == ["clock"]
    assert [fact.note for fact in stores(facts, "os")] == [
        "there is no bundle of CAs at any usual place"
    ]


def test_no_secret_is_shown(machine: Make) -> None:
    url = f"http://bob:{SECRET}@p.test:1/?token={SECRET}"
    files = {
        "~/.npmrc": f"https-proxy={url}\n//r.test/:_authToken={SECRET}\n_password={SECRET}",
        "~/.gitconfig": f'[http "https://bob:{SECRET}@a.test"]\nproxy={url}\n'
        f"[http]\nextraHeader = Authorization: {SECRET}",
        "~/.curlrc": f"proxy={url}\nproxy-user = bob:{SECRET}\nuser=bob:{SECRET}",
        "~/.wgetrc": f"https_proxy={url}\nproxy_password={SECRET}",
        "/etc/pip.conf": f"[global]\nproxy={url}\nindex-url=https://bob:{SECRET}@i.test/",
        "~/.condarc": f"proxy_servers:\n  https: {url}\n",
        "~/.yarnrc.yml": f'httpsProxy: "{url}"\nnpmAuthToken: {SECRET}',
        "~/.docker/config.json": f'{{"auths": {{"r": {{"auth": "{SECRET}"}}}}, '
        f'"proxies": {{"default": {{"httpsProxy": "{url}"}}}}}}',
        "/etc/apt/apt.conf": f'Acquire::https::Proxy "{url}";',
        "/etc/environment": f"https_proxy={url}",
        "/etc/systemd/system.conf": f"DefaultEnvironment=HTTPS_PROXY={url}",
    }
    environ = {
        "HTTPS_PROXY": url,
        "https_proxy": f"bob:{SECRET}@p.test",
        "PIP_PROXY": url,
        "JAVA_TOOL_OPTIONS": f"-Dhttps.proxyHost=p -Dhttps.proxyPassword={SECRET} "
        f"-Djavax.net.ssl.trustStorePassword={SECRET}",
    }
    facts = look(machine(files, environ))
    proxies = [one for one in facts if isinstance(one, SettingSeen) and "***@" in one.value]
    assert len({one.program for one in proxies}) >= 10
    said = repr(facts) + " ".join(fact.says for fact in facts)
    for part in (SECRET, "s3cr", "t/pw", "bob"):
        assert part not in said


class TestBounds:
    def test_what_is_too_large_is_said(self, machine: Make) -> None:
        facts = look(machine({"~/.npmrc": b"x" * ((4 << 20) + 1)}))
        unread = [(f.program, f.seen.source, f.why) for f in facts if isinstance(f, NotRead)]
        assert unread == [("npm", "~/.npmrc", "more than 4 mb")]

    def test_a_pipe_is_not_opened(self, machine: Make) -> None:
        made = machine()
        os.mkfifo(made.path("~/.gitconfig"))
        unread = [fact for fact in look(made) if isinstance(fact, NotRead)]
        assert [(fact.program, fact.why) for fact in unread] == [("git", "no regular file")]

    @pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
    def test_a_closed_file_is_said(self, machine: Make) -> None:
        made = machine({"/etc/sudoers": "x"})
        made.path("/etc/sudoers").chmod(0)
        assert [f.why for f in look(made) if isinstance(f, NotRead)] == ["permission denied"]

    def test_an_error_of_reading_is_said(
        self, machine: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = machine({"/etc/sudoers": "x"}, {"HTTPS_PROXY": "http://p:1"})
        real = os.open
        closed = str(made.path("/etc/sudoers"))

        def denied(path: str, flags: int) -> int:
            if str(path) == closed:
                raise PermissionError(13, "Permission denied")
            return real(path, flags)

        monkeypatch.setattr("tlswhy.machine._machine.os.open", denied)
        facts = look(made)
        unread = [fact for fact in facts if isinstance(fact, NotRead)]
        assert [(fact.program, fact.why) for fact in unread] == [("sudo", "permission denied")]
        assert not [problem for problem in problems(facts) if "sudo" in problem]

    @pytest.mark.parametrize(
        "junk", [bytes(range(256)) * 40, b"\xff" * 999, b"[" * 50_000, b'{"a":' * 50_000, b"\0"]
    )
    def test_junk_in_every_file_is_no_error(self, machine: Make, junk: bytes) -> None:
        files = {row[1] for row in SETTINGS} | {BUNDLE, "/etc/ssl/certs/java/cacerts"}
        files |= {"/etc/ssl/openssl.cnf", "/usr/lib/jvm/j/lib/security/cacerts"}
        look(machine(dict.fromkeys(files, junk), dict.fromkeys(("SSL_CERT_FILE",), "\0")))

    def test_files_that_were_read_are_named(self, machine: Make) -> None:
        facts = look(machine({"~/.npmrc": "x", "/etc/pip.conf": "x"}))
        (read,) = (fact for fact in facts if isinstance(fact, FilesRead))
        assert set(read.files) == {"~/.npmrc", "/etc/pip.conf"}

    def test_every_module_is_a_program(self) -> None:
        folder = Path(tlswhy.machine.__file__).parent
        for path in folder.glob("[a-z]*.py"):
            assert path.stem in programs()
            names = {n.name for n in ast.parse(path.read_text()).body if hasattr(n, "name")}
            assert "look" in names


class TestStores:
    def test_the_systems_has_a_private_root_and_an_interceptors(
        self, machine: Make, pem: Callable[..., bytes]
    ) -> None:
        facts = look(machine({BUNDLE: pem("Zscaler Root CA", "Our CA")}))
        (store,) = stores(facts, "os")
        assert (store.anchors, store.dated != "") == (2, True)
        assert [(root.name, root.product) for root in store.contains] == [
            ("Zscaler Root CA", "Zscaler"),
            ("Our CA", ""),
        ]

    def test_what_the_distribution_brought_is_not_private(
        self, machine: Make, pem: Callable[..., bytes]
    ) -> None:
        brought = "/usr/share/ca-certificates/mozilla/Old.crt"
        facts = look(machine({BUNDLE: pem("Old Root", "Our CA"), brought: pem("Old Root")}))
        assert [root.name for root in stores(facts, "os")[0].contains] == ["Our CA"]

    def test_an_added_ca_that_is_not_in_the_bundle_is_at_odds(
        self, machine: Make, pem: Callable[..., bytes]
    ) -> None:
        added = "/usr/local/share/ca-certificates/ours.crt"
        facts = look(machine({BUNDLE: pem("Another"), added: pem("Our CA")}))
        assert any("run update-ca-certificates" in problem for problem in problems(facts))

    def test_the_ca_in_question_is_looked_for_by_name(
        self, machine: Make, pem: Callable[..., bytes]
    ) -> None:
        wanted = Wanted(names=("our ca",), label="Our CA")
        environ = {"REQUESTS_CA_BUNDLE": "other.pem"}
        files = {BUNDLE: pem("Our CA"), "other.pem": pem("Another")}
        facts = look(machine(files, environ, wanted=wanted))
        assert stores(facts, "os")[0].has_issuer is True
        assert [s.has_issuer for s in stores(facts, "python") if s.used_by == "requests"] == [False]
        assert stores(facts, "node")[0].has_issuer is False

    def test_an_intermediate_of_an_interceptor_stands_for_its_root(
        self, machine: Make, pem: Callable[..., bytes]
    ) -> None:
        name = "Zscaler Intermediate Root CA (zscalerthree.net)"
        facts = look(machine({BUNDLE: pem("Zscaler Root CA")}, wanted=Wanted((name,), label=name)))
        assert stores(facts, "os")[0].has_issuer is True

    def test_a_file_that_is_not_there_is_an_empty_store(self, machine: Make) -> None:
        facts = look(machine(environ={"REQUESTS_CA_BUNDLE": "/no.pem"}))
        assert [s.anchors for s in stores(facts, "python") if s.used_by == "requests"] == [0]
        assert any("/no.pem: there is no such file" in problem for problem in problems(facts))

    def test_a_pkcs12_of_java_opens_with_the_usual_password(self, machine: Make, ca: Ca) -> None:
        encryption = BestAvailableEncryption(b"changeit")
        both = [ca("One"), ca("Two")]
        packed = pkcs12.serialize_key_and_certificates(None, None, None, both, encryption)
        facts = look(machine({"/usr/lib/jvm/j/lib/security/cacerts": packed}))
        (store,) = stores(facts, "java")
        assert (store.anchors, {root.name for root in store.contains}) == (2, {"One", "Two"})

    def test_a_pkcs12_with_another_password_cannot_be_counted(self, machine: Make, ca: Ca) -> None:
        encryption = BestAvailableEncryption(b"other")
        packed = pkcs12.serialize_key_and_certificates(None, None, None, [ca("One")], encryption)
        facts = look(machine({"/usr/lib/jvm/j/lib/security/cacerts": packed}))
        assert [(s.anchors, "password" in s.note) for s in stores(facts, "java")] == [(None, True)]

    @pytest.mark.parametrize("version", [1, 2])
    def test_a_jks_is_counted_without_a_password(self, machine: Make, ca: Ca, version: int) -> None:
        facts = look(machine({"/etc/ssl/certs/java/cacerts": jks(version, ca)}))
        (store,) = stores(facts, "java")
        assert [root.name for root in store.contains] == ["Trusted"]

    def test_a_cut_jks_is_no_store(self, machine: Make, ca: Ca) -> None:
        facts = look(machine({"/etc/ssl/certs/java/cacerts": jks(2, ca)[:-30]}))
        assert [store.anchors for store in stores(facts, "java")] == [None]


def jks(version: int, ca: Ca) -> bytes:
    """A key with its certificate, and one that is trusted, as `JavaKeyStore.java` writes them."""

    def text(word: bytes) -> bytes:
        return struct.pack(">H", len(word)) + word

    def certificate(name: str) -> bytes:
        der = ca(name).public_bytes(Encoding.DER)
        kind = text(b"X.509") if version == 2 else b""
        return kind + struct.pack(">I", len(der)) + der

    when = bytes(8)
    key = struct.pack(">I", 5) + b"crypt" + struct.pack(">I", 1) + certificate("Leaf")
    entries = struct.pack(">I", 1) + text(b"key") + when + key
    entries += struct.pack(">I", 2) + text(b"ca") + when + certificate("Trusted")
    return b"\xfe\xed\xfe\xed" + struct.pack(">II", version, 2) + entries


class TestOpenssl:
    CNF = "/etc/ssl/openssl.cnf"
    LEADS = "openssl_conf = init\n[init]\nssl_conf = tls\n[tls]\nsystem_default = here\n[here]\n"

    def test_a_section_that_is_led_to_restricts(self, machine: Make) -> None:
        content = f"{self.LEADS}MinProtocol = TLSv1.2 # why\nCipherString = DEFAULT@SECLEVEL=2"
        found = settings(look(machine({self.CNF: content})), "openssl")
        assert [(one.name, one.value, one.strict) for one in found] == [
            ("MinProtocol", "TLSv1.2", True),
            ("CipherString", "DEFAULT@SECLEVEL=2", True),
        ]
        assert "below 2048 bits" in found[1].note

    def test_another_section_has_no_effect(self, machine: Make) -> None:
        (one,) = settings(look(machine({self.CNF: "[here]\nMinProtocol = TLSv1.2"})), "openssl")
        assert (one.strict, "no effect" in one.note) == (False, True)

    def test_a_file_that_is_included_counts(self, machine: Make) -> None:
        files = {self.CNF: f"{self.LEADS}.include /etc/p.config", "/etc/p.config": "Groups = x"}
        (one,) = settings(look(machine(files)), "openssl")
        assert (one.name, one.seen.source) == ("Groups", "/etc/p.config")

    def test_the_kernels_fips_mode_is_seen(self, machine: Make) -> None:
        found = settings(look(machine({"/proc/sys/crypto/fips_enabled": "1\n"})), "openssl")
        assert [one.about for one in found] == [About.FIPS]


class TestClock:
    def test_a_file_from_the_future_tells_that_it_is_behind(self, machine: Make) -> None:
        made = machine({"/etc/hostname": "x"})
        os.utime(made.path("/etc/hostname"), (made.now.timestamp() + 9e6,) * 2)
        (time,) = settings(look(made), "clock")
        assert (time.strict, "/etc/hostname was written later" in time.note) == (True, True)

    def test_expired_roots_tell_that_it_is_ahead(self, machine: Make) -> None:
        made = machine()
        made.now = made.now.replace(year=2099)
        (time,) = settings(look(made), "clock")
        assert (time.strict, "public CAs would have expired" in time.note) == (True, True)


class TestOdds:
    def test_two_spellings_that_differ(self, machine: Make) -> None:
        environ = {"HTTPS_PROXY": "http://a:1", "https_proxy": "http://b:1"}
        assert any("programs differ" in problem for problem in problems(look(machine({}, environ))))

    def test_another_proxy_than_the_shells(self, machine: Make) -> None:
        files = {"~/.gitconfig": "[http]\nproxy=http://b:1"}
        facts = look(machine(files, {"HTTPS_PROXY": "http://a:1"}))
        assert problems(facts) == ["git goes through http://b:1 (http.proxy), the shell http://a:1"]

    def test_the_same_proxy_is_in_order(self, machine: Make) -> None:
        files = {"~/.gitconfig": "[http]\nproxy=http://a:1/"}
        assert problems(look(machine(files, {"HTTPS_PROXY": "http://a:1"}))) == []

    def test_a_proxy_that_is_spoken_to_in_tls(self, machine: Make) -> None:
        (problem,) = problems(look(machine({}, {"HTTPS_PROXY": "https://a:1"})))
        assert "has to be http://" in problem

    def test_what_switches_verification_off(self, machine: Make) -> None:
        (problem,) = problems(look(machine({}, {"NODE_TLS_REJECT_UNAUTHORIZED": "0"})))
        assert "not verified" in problem

    def test_a_policy_that_is_not_in_force(self, machine: Make) -> None:
        folder = "/etc/crypto-policies"
        files = {f"{folder}/config": "LEGACY", f"{folder}/state/current": "DEFAULT"}
        assert any(
            "update-crypto-policies" in problem for problem in problems(look(machine(files)))
        )

    def test_sudo_drops_the_proxy(self, machine: Make) -> None:
        facts = look(machine({"/etc/sudoers": "root ALL"}, {"HTTPS_PROXY": "http://a:1"}))
        assert problems(facts) == ["sudo drops the proxy of this shell: no env_keep names it"]
