"""OpenSSL: s_client and its settings as they are printed, and certificates made by its commands."""

from __future__ import annotations

import ssl
from collections.abc import Callable

from lab.remedies import peers
from lab.remedies.cure import Called, Cure, Ill, Lines, Served, pasted_in_shell, shell
from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.certificates import Identity
from tlswhy.lab.peers import context, smtp, tls
from tlswhy.lab.programs import s_server
from tlswhy.lab.scenario import Up, direct
from tlswhy.model.diagnosis import Party, Remedy

_CONNECT = "openssl s_client -connect {host}:{port} -servername {host}"
_VERIFIED = r"Verify return code: 0 \(ok\)"
_CA = "-CA CA.pem -CAkey CA.key -days 90"
_GET = r"(printf 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'; sleep 1)"
_SETTINGS = """cat > openssl.cnf <<'END'
openssl_conf = defaults
[defaults]
ssl_conf = ssl
[ssl]
system_default = ours
[ours]
{}
END
export OPENSSL_CONF=openssl.cnf
"""


def _cure(  # noqa: PLR0917
    remedy: Remedy,
    ill: str | Ill,
    stand: peers.Stand,
    fails: str = _CONNECT,
    says: str = "",
    trusts: bool = True,
    acts: Party | None = None,
    change: tuple[str, str] = ("", ""),
) -> Cure:
    """change: what is left to the reader, and what he fills in."""

    def works(lines: Lines) -> str:
        return "\n".join(line for line in lines if "export" not in line).replace(*change)

    return Called(
        remedy, ill, stand, fails, works, says=says, trusts=trusts, acts=acts, needs=("openssl",)
    )


def _set(remedy: Remedy, ill: str, stand: peers.Stand, wrong: str = "", more: str = "") -> Cure:
    """A recipe that is the file of settings. wrong: what stands there before."""
    connect = f"openssl s_client -connect {{host}}:{{port}} {more}"

    def works(lines: Lines) -> str:
        file = "\n".join(("cat > openssl.cnf <<'END'", *lines, "END"))
        return f"{file}\nexport OPENSSL_CONF=openssl.cnf\n{connect}"

    fails = f"{_SETTINGS.replace('{}', wrong)}{connect}"
    return Called(remedy, ill, stand, fails, works, needs=("openssl",))


def _made(remedy: Remedy, ill: str, wrong: Callable[[Lab], Identity], then: str = "") -> Cure:
    """A recipe that makes leaf.pem, for a server that shows it.

    wrong: the one before. then: what the CA has to do besides.
    """

    def stand(lab: Lab, _: int, __: Lines) -> Up:
        made = wrong(lab)
        lab.file("leaf.pem", certificates.pem(made.certificate))
        lab.file("leaf.key", certificates.key_pem(made.key))
        request = 'openssl req -new -key leaf.key -subj "/CN=a.test" -out leaf.csr'
        wanted = "-addext subjectAltName=DNS:a.test -addext extendedKeyUsage=serverAuth"
        assert shell(lab, f"{request} {wanted}").returncode == 0
        return _shown(lab)

    def paste(lab: Lab, lines: Lines) -> Up:
        pasted_in_shell()(lab, (*lines, then))
        return _shown(lab)

    return Served(remedy, ill, stand, paste=paste, needs=("openssl",))


def _shown(lab: Lab) -> Up:
    settings = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    settings.set_ciphers("DEFAULT:@SECLEVEL=0")  # for the one that is too weak
    settings.load_cert_chain(lab.folder / "leaf.pem", lab.folder / "leaf.key")
    return direct(lab.serve(tls(settings)), *lab.trust)


def _client_made(lab: Lab, _: int, __: Lines) -> Up:
    """client.pem has expired; client.csr asks for a new one."""
    old = certificates.issue("client", lab.root, usage=(certificates.CLIENT,), days=(-90, -1))
    lab.file("client.pem", certificates.pem(old.certificate))
    lab.file("client.key", certificates.key_pem(old.key))
    request = 'openssl req -new -key client.key -subj "/CN=client" -out client.csr'
    assert shell(lab, request).returncode == 0
    ca = lab.write(lab.root)
    settings = context(lab.leaf("a.test"), clients=ssl.CERT_REQUIRED, client_ca=ca)
    shown = ("--cert", str(lab.folder / "client.pem"), "--key", str(lab.folder / "client.key"))
    return direct(lab.serve(tls(settings)), *lab.trust, *shown)


def _psk(lab: Lab) -> int:
    key = ("-psk", "0123456789ABCDEF", "-psk_identity", "IDENTITY")
    return s_server(lab, None, "-nocert", "-tls1_2", "-cipher", "PSK", *key)


CURES: tuple[Cure, ...] = (
    _cure(
        Remedy.TRUST_CA,
        "trust-private-ca",
        peers.PRIVATE_CA,
        says=_VERIFIED,
        trusts=False,
    ),
    _cure(
        Remedy.CONNECT_BY_LISTED_NAME,
        "cert-ip-san-missing",
        peers.OTHER_NAME,
        f"{_CONNECT} -verify_hostname {{host}}",
        says=_VERIFIED,
    ),
    _cure(
        Remedy.SEND_SNI,
        "sni-missing",
        peers.STRICT,
        "openssl s_client -connect {host}:{port} -noservername",
        change=("-servername NAME", "-servername a.test"),
    ),
    _cure(
        Remedy.PRESENT_CLIENT_CERTIFICATE,
        "client-cert-missing",
        peers.WANTS_CLIENT_12,
    ),
    _set(
        Remedy.RAISE_CLIENT_VERSION,
        "version-client-too-old",
        peers.NEW_SERVER,
        "MaxProtocol = TLSv1.1\nCipherString = DEFAULT:@SECLEVEL=0",
    ),
    _set(Remedy.LOWER_CLIENT_VERSION, "version-server-too-old", peers.OLD_SERVER),
    _set(
        Remedy.WIDEN_CLIENT_CIPHERS,
        "cipher-no-overlap",
        peers.OWN_CIPHERS,
        "CipherString = AES256-SHA",
    ),
    _set(Remedy.WIDEN_GROUPS, "group-no-overlap", peers.OWN_GROUPS, "Groups = P-521"),
    _set(
        Remedy.WIDEN_SIGALGS,
        "sigalg-no-overlap",
        peers.OWN_SIGALGS,
        "SignatureAlgorithms = ECDSA+SHA512",
    ),
    _set(Remedy.ALLOW_LEGACY_RENEGOTIATION, "legacy-renegotiation-disabled", peers.LEGACY),
    _cure(
        Remedy.USE_STARTTLS,
        "starttls-mismatch",
        peers.near(lambda lab: lab.serve(smtp(context(lab.leaf("localhost"))))),
        change=("PROTOCOL", "smtp"),
    ),
    _cure(
        Remedy.USE_IMPLICIT_TLS,
        "starttls-mismatch",
        peers.near(peers.served("localhost"), "--starttls", "smtp", "--timeout", "1"),
        f"timeout 1 {_CONNECT} -starttls smtp",
    ),
    _cure(
        Remedy.PROXY_CREDENTIALS,
        "proxy-auth-required",
        peers.KNOWN_PROXY,
        f"{_CONNECT} -proxy {{proxy}}",
    ),
    _cure(Remedy.USE_PSK, "psk-mismatch", peers.near(_psk)),
    _made(
        Remedy.REISSUE_WITH_NAME,
        "cert-hostname-mismatch",
        lambda lab: certificates.issue("b.test", lab.root, names=("b.test",)),
    ),
    _made(
        Remedy.REISSUE_FOR_SERVERS,
        "cert-wrong-usage",
        lambda lab: certificates.issue(
            "a.test", lab.root, names=("a.test",), usage=(certificates.CLIENT,)
        ),
    ),
    _made(
        Remedy.REISSUE_STRONGER,
        "cert-weak-crypto",
        lambda lab: certificates.issue("a.test", lab.root, names=("a.test",), key="rsa1024"),
        then=f"openssl x509 -req -in leaf.csr {_CA} -copy_extensions copy -out leaf.pem",
    ),
    _made(
        Remedy.REISSUE_SHORTER,
        "cert-lifetime-too-long",
        lambda lab: certificates.issue("a.test", lab.root, names=("a.test",), days=(-1, 900)),
    ),
    _made(
        Remedy.REISSUE_BY_THE_RULES,
        "cert-strict-noncompliant",
        lambda lab: certificates.issue("a.test", lab.root, names=("a.test",), usage=()),
    ),
    _set(
        Remedy.RELAX_CLIENT_POLICY,
        "policy-algorithm-disabled",
        peers.LEVEL_2,
        "CipherString = DEFAULT:@SECLEVEL=3",
        "-verify_return_error",
    ),
    Called(
        Remedy.ALLOW_LATE_AUTH,
        "client-auth-late",
        peers.ASKS_LATE,
        f"{_GET} | {_CONNECT} -quiet -cert client.pem -key client.key",
        lambda lines: "\n".join((f"{_GET} | \\", *lines)) + " -quiet",
        says="for your eyes only",
        needs=("openssl", "apache2"),
    ),
    Served(
        Remedy.REISSUE_CLIENT_CERTIFICATE,
        "client-cert-expired",
        _client_made,
        paste=pasted_in_shell(),
        needs=("openssl",),
    ),
)
