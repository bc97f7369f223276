"""Python: every context as it is printed, in a program that makes one connection with it."""

from __future__ import annotations

from lab.remedies import peers
from lab.remedies.cure import Called, Cure, Lines
from tlswhy.model.diagnosis import Remedy

_SOCKET = 'sock = socket.create_connection(("{host}", {port}))'
_WRAP = 'tls = ctx.wrap_socket(sock, server_hostname="{host}")'
_NEW = "ctx = ssl.create_default_context()"
_ASK = r'tls.sendall(b"GET / HTTP/1.0\r\nHost: {host}\r\n\r\n")'
_ANSWERED = 'said = tls.recv(99); assert b" 200 " in said, said'
_FETCH = """python3 -c 'import urllib.request as u; u.urlopen("https://{host}:{port}/")'"""


def _program(*lines: str) -> str:
    return "\n".join(("python3 -W ignore - <<'END'", "import smtplib, socket, ssl", *lines, "END"))


def _whole(lines: Lines) -> str:
    """A program with these lines, and what they leave out."""
    opened = () if any("create_connection" in line for line in lines) else (_SOCKET,)
    wrapped = () if any("wrap_socket" in line for line in lines) else (_WRAP,)
    return _program(*opened, *lines, *wrapped, _ASK, _ANSWERED)


def _cure(
    remedy: Remedy,
    ill: str,
    stand: peers.Stand,
    before: Lines = (_NEW,),
    needs: tuple[str, ...] = (),
) -> Cure:
    """before: what the program has in place of the recipe."""

    return Called(remedy, ill, stand, _whole(before), _whole, needs=needs)


CURES: tuple[Cure, ...] = (
    Called(
        Remedy.TRUST_CA,
        "trust-private-ca",
        peers.PRIVATE_CA,
        _FETCH,
        lambda lines: "\n".join(("set -e", *lines, _FETCH)),
        trusts=False,
    ),
    _cure(
        Remedy.RAISE_CLIENT_VERSION,
        "version-client-too-old",
        peers.NEW_SERVER,
        (
            _NEW,
            'ctx.set_ciphers("ALL:@SECLEVEL=0")',
            "ctx.options |= ssl.OP_NO_TLSv1_2",
            "ctx.options |= ssl.OP_NO_TLSv1_3",
        ),
    ),
    _cure(Remedy.LOWER_CLIENT_VERSION, "version-server-too-old", peers.OLD_SERVER),
    _cure(
        Remedy.WIDEN_CLIENT_CIPHERS,
        "cipher-no-overlap",
        peers.OWN_CIPHERS,
        (_NEW, 'ctx.set_ciphers("AES256-SHA")'),
    ),
    _cure(
        Remedy.ALLOW_LEGACY_RENEGOTIATION,
        "legacy-renegotiation-disabled",
        peers.LEGACY,
        needs=("gnutls-serv",),
    ),
    Called(
        Remedy.SEND_SNI,
        "sni-missing",
        peers.STRICT,
        _whole((_NEW,)),
        # The name is for the reader to fill in.
        lambda lines: _whole(lines).replace("NAME", "a.test"),
    ),
    _cure(
        Remedy.CONNECT_BY_LISTED_NAME,
        "cert-ip-san-missing",
        peers.OTHER_NAME,
    ),
    _cure(
        Remedy.PRESENT_CLIENT_CERTIFICATE,
        "client-cert-missing",
        peers.WANTS_CLIENT,
    ),
    _cure(
        Remedy.ALLOW_LATE_AUTH,
        "client-auth-late",
        peers.ASKS_LATE,
        (_NEW, 'ctx.load_cert_chain("client.pem", "client.key")'),
        needs=("apache2",),
    ),
    Called(
        Remedy.BYPASS_PROXY,
        "proxy-unreachable",
        peers.DEAD_PROXY,
        f"export https_proxy=http://{{proxy}}\n{_FETCH}",
        lambda lines: "\n".join(("export https_proxy=http://{proxy}", *lines, _FETCH)),
    ),
)
