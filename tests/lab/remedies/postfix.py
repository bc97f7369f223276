"""Postfix: every recipe run against a mail server that goes on running."""

from __future__ import annotations

import os
from collections.abc import Callable

from lab.remedies import parts
from lab.remedies.cure import (
    LEVEL_0,
    Cure,
    Ill,
    Lines,
    Served,
    Stand,
    pasted_in_shell,
    placed,
    unseen,
)
from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.scenario import Up, direct
from tlswhy.model.diagnosis import Party, Remedy

_PROGRAM = "/usr/lib/postfix/sbin/master"
_QUEUES = (
    *("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming"),
    *("maildrop", "private", "public", "saved", "trace"),
)
_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file_prefixes = {folder}
maillog_file = {folder}/mail.log
myhostname = mail.test
mydestination =
alias_maps =
inet_interfaces = loopback-only
inet_protocols = ipv4
import_environment = MAIL_CONFIG OPENSSL_CONF={folder}/openssl.cnf
{settings}
"""
_MASTER = """
{here}:{port} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
proxymap unix - - n - - proxymap
"""
_TLS = ("smtpd_tls_security_level = may", "smtpd_tls_chain_files = /etc/postfix/served.pem")


def server(
    *settings: str,
    ask: Lines = (),
    prepare: Callable[[Lab], None] = lambda _: None,
) -> Stand:
    """A mail server with these lines of main.cf; ask: more for the client's command line."""

    def stand(lab: Lab, port: int, _: Lines) -> Up:
        both(lab, "served.pem", "leaf.key", "fullchain.pem")
        both(lab, "leaf-key-and-chain.pem", "leaf.key", "fullchain.pem")
        both(lab, "a.test.pem", "leaf.key", "fullchain.pem")
        prepare(lab)
        # `postfix start` would make these too, and look at everything else for seconds.
        for name in ("queue", "queue/pid"):
            lab.home(name)
        for name in ("data", *(f"queue/{each}" for each in _QUEUES)):
            lab.home(name, "postfix")
        text = _MAIN.format(folder=lab.folder, settings="\n".join(placed(lab, settings)))
        os.utime(lab.file("main.cf", text), (0, 0))  # a new one would be waited for to be whole
        lab.file("master.cf", _MASTER.format(here=HERE, port=port))
        lab.program(_PROGRAM, "-c", str(lab.folder), "-d", port=port)
        return direct(port, *lab.trust, "--starttls", "smtp", *placed(lab, ask))

    return stand


def both(lab: Lab, name: str, key: str, chain: str) -> None:
    """The key, then the leaf, then the intermediates."""
    lab.file(name, (lab.folder / key).read_text() + (lab.folder / chain).read_text())


_RUN = pasted_in_shell(
    'export MAIL_CONFIG="$PWD"\njournalctl() { true; }\ncertbot() { cp renewed.pem served.pem; }'
)


def _cure(
    remedy: Remedy,
    ill: str | Ill,
    stand: Stand,
    acts: Party | None = None,
    reads: tuple[str, str] | None = None,
) -> Cure:
    return Served(
        remedy,
        ill,
        stand,
        paste=_RUN,
        acts=acts,
        reads=reads,
        needs=("postfix", _PROGRAM),
        root=True,
    )


def _expired(lab: Lab) -> None:
    parts.expired(lab)
    both(lab, "served.pem", "leaf.key", "fullchain.pem")
    both(lab, "renewed.pem", "renewed.key", "renewed.pem")


def _alone(lab: Lab) -> None:
    both(lab, "served.pem", "leaf.key", "leaf.pem")


def _for_another(lab: Lab) -> None:
    parts.wrong_name(lab)
    both(lab, "served.pem", "other.key", "other.pem")


def _weak(lab: Lab) -> None:
    parts.weak_group(lab)
    both(lab, "served.pem", "leaf.key", "fullchain.pem")
    lab.file("openssl.cnf", LEVEL_0)


CURES: tuple[Cure, ...] = (
    _cure(Remedy.RENEW_CERTIFICATE, "cert-expired", server(*_TLS, prepare=_expired)),
    _cure(
        Remedy.SERVE_FULL_CHAIN,
        "chain-intermediate-missing",
        server(*_TLS, prepare=_alone),
    ),
    _cure(
        Remedy.RAISE_SERVER_VERSION,
        "version-server-too-old",
        server(
            *_TLS,
            "smtpd_tls_protocols = >=TLSv1, <=TLSv1.1",
            "tls_medium_cipherlist = DEFAULT:@SECLEVEL=0",
        ),
    ),
    _cure(
        Remedy.LOWER_SERVER_VERSION,
        "version-client-too-old",
        server(*_TLS, "smtpd_tls_protocols = >=TLSv1.2", ask=("--max-version", "1.1")),
    ),
    _cure(
        Remedy.WIDEN_SERVER_CIPHERS,
        "cipher-no-overlap",
        server(
            *_TLS,
            "smtpd_tls_protocols = TLSv1.2",
            "tls_medium_cipherlist = ECDHE-ECDSA-CAMELLIA128-SHA256",
        ),
    ),
    _cure(
        Remedy.SERVE_NAME,
        "cert-hostname-mismatch",
        server(*_TLS, prepare=_for_another),
        acts=Party.SERVER,
    ),
    _cure(
        Remedy.STRONGER_DH,
        "dh-key-too-small",
        server(
            *_TLS,
            "smtpd_tls_dh1024_param_file = /etc/postfix/weak.pem",
            "smtpd_tls_protocols = TLSv1.2",
            "tls_medium_cipherlist = DHE:@SECLEVEL=0",
            prepare=_weak,
        ),
    ),
    _cure(
        Remedy.GIVE_CERTIFICATE,
        "starttls-mismatch",
        server("smtpd_tls_security_level = may"),
        acts=Party.SERVER,
    ),
    _cure(Remedy.ENABLE_TLS, "starttls-mismatch", server()),
    _cure(
        Remedy.READ_SERVER_LOG,
        unseen,
        server(*_TLS),
        acts=Party.SERVER,
        reads=("mail.log", "TLS connection established from"),
    ),
)
