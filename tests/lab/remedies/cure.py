"""A recipe that is carried out: without its lines a set-up fails, and with them it works.

The lines are those that a report prints for the diagnosis of the failing set-up. Where they name
a file such as `/etc/nginx/leaf.key`, the lab's folder has one of that name.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct, structs

from tlswhy.cli import diagnose
from tlswhy.lab import certificates
from tlswhy.lab.bench import HERE, Lab, find, free_port
from tlswhy.lab.scenario import Up
from tlswhy.model.diagnosis import (
    Clue,
    Diagnosis,
    Finding,
    Outcome,
    Party,
    Remedy,
    Verdict,
)
from tlswhy.model.facts.network import HttpAnswered
from tlswhy.model.facts.tls import Established
from tlswhy.model.facts.words import Said, Sign
from tlswhy.products import products
from tlswhy.report.fix import fill, fixes, known_of

Lines = tuple[str, ...]
Stand = Callable[[Lab, int, Lines], Up]
"""Starts a set-up on a port, with these lines of a recipe in its configuration; broken without."""

Ill = Callable[[Diagnosis], bool]

ORIGIN, PLAIN_ORIGIN = "192.0.2.10:8443", "192.0.2.10:8080"
"""How recipes write the server behind a proxy."""

LEVEL_0 = """openssl_conf = defaults
[defaults]
ssl_conf = ssl
[ssl]
system_default = ours
[ours]
CipherString = DEFAULT:@SECLEVEL=0
"""
"""For OPENSSL_CONF: at the usual level OpenSSL 3 lets no server have a DH group of 1024 bits."""

FOLDERS = re.compile(
    r"/etc/(?:nginx|apache2|caddy|haproxy|squid|stunnel|postfix)/"
    r"|/var/(?:log|run)/(?:nginx|apache2|squid)/|/etc/ssl/certs/|~/|/path/to/|/tmp/(?!tlswhy-lab-)"
)
COMMAND = re.compile(r"# (cat|openssl|postmap) ")
PATIENCE = 10.0
"""Seconds until a program must have read its configuration again."""


class Served(Struct, frozen=True):
    """A recipe for a server or a proxy.

    ill: a cause that is found without it; or, where no cause is named for this client, what holds
    of the diagnosis then and does not afterwards. stand: see `Stand`. paste: puts the lines into
    what runs already, and says what to ask then if it is something else; without it all is started
    anew with them. reads: a file, as a pattern, and words that are in it
    once the lines are there, for recipes that only show something. acts: who is asked, where the
    cause names another party. needs: programs. optional: see `Called`. root: must start it.
    """

    remedy: Remedy
    ill: str | Ill
    stand: Stand
    paste: Callable[[Lab, Lines], Up | None] | None = None
    reads: tuple[str, str] | None = None
    acts: Party | None = None
    needs: tuple[str, ...] = ()
    optional: bool = False
    root: bool = False


class Called(Struct, frozen=True):
    """A recipe for a client.

    stand: what it talks to, which stays as it is. fails, works: what is run in a shell, without
    and with the lines; words such as `{host}` stand for what is known. says: what is printed when
    it works, where the exit status does not tell. trusts: whether its environment names the lab's
    root. optional: too large to be demanded of every machine that runs the tests.
    """

    remedy: Remedy
    ill: str | Ill
    stand: Callable[[Lab], Up]
    fails: str
    works: Callable[[Lines], str]
    says: str = ""
    trusts: bool = True
    acts: Party | None = None
    needs: tuple[str, ...] = ()
    optional: bool = False
    root: bool = False


Cure = Served | Called


def prove(product: str, cure: Cure) -> None:
    """Fail unless the set-up is broken without the recipe and mended by it."""
    if isinstance(cure, Served):
        _prove_server(product, cure)
    else:
        _prove_client(product, cure)


def _prove_server(product: str, cure: Served) -> None:
    port = free_port()
    with Lab() as lab:
        shelf(lab)
        up = cure.stand(lab, port, ())
        before = diagnosed(up)
        lines, _ = told(product, cure, before)
        assert not _read(lab, cure)
        if cure.paste is not None:
            _mended(lab, cure.paste(lab, lines) or up, cure)
            return
    with Lab() as lab:
        shelf(lab)
        run_comments(lab, lines)
        _mended(lab, cure.stand(lab, port, lines), cure)


def _mended(lab: Lab, up: Up, cure: Served) -> None:
    """A configuration may be read a moment later, and a response fetched after the first client."""
    deadline = time.monotonic() + PATIENCE
    while True:
        after = diagnosed(up)
        if _read(lab, cure) if cure.reads else _works(after, cure):
            return
        assert time.monotonic() < deadline, f"not mended: {said(after)}"
        time.sleep(0.1)


def _works(diagnosis: Diagnosis, cure: Served) -> bool:
    if not isinstance(cure.ill, str) and cure.ill(diagnosis):
        return False
    healthy = diagnosis.outcome is Outcome.OK and not diagnosis.findings
    return healthy and status(diagnosis) < 400


def unseen(diagnosis: Diagnosis) -> bool:
    """It works for us: what is refused comes later."""
    return diagnosis.outcome is Outcome.OK


def bad_gateway(diagnosis: Diagnosis) -> bool:
    """The answer has a status that alone tells no cause."""
    return status(diagnosis) in (502, 503)


def without_alpn(protocol: str) -> Ill:
    """Another protocol than this one was chosen, or none."""

    def ill(diagnosis: Diagnosis) -> bool:
        done = diagnosis.case.last(Established, hop=diagnosis.case.target_hop)
        return done is None or done.alpn != protocol

    return ill


def status(diagnosis: Diagnosis) -> int:
    """Of the answer to the request behind the handshake; 0 when there is none."""
    answer = diagnosis.case.last(HttpAnswered, hop=diagnosis.case.target_hop + 1)
    return answer.status if answer is not None else 0


def _read(lab: Lab, cure: Served) -> bool:
    if cure.reads is None:
        return False
    file, words = cure.reads
    return any(words in path.read_text(errors="replace") for path in lab.folder.glob(file))


def _prove_client(product: str, cure: Called) -> None:
    with Lab() as lab:
        shelf(lab)
        before = diagnosed(cure.stand(lab))
        lines, known = told(product, cure, before)
        script = there(lab, fill(cure.works(lines), known))
        failed = shell(lab, there(lab, fill(cure.fails, known)), trusts=cure.trusts)
        assert not _worked(failed, cure), f"works without: {failed.stdout}{failed.stderr}"
        mended = shell(lab, script, trusts=cure.trusts)
        assert _worked(mended, cure), f"{script}\n{mended.stdout}{mended.stderr}"


def _worked(done: subprocess.CompletedProcess[str], cure: Called) -> bool:
    return re.search(cure.says, done.stdout) is not None if cure.says else done.returncode == 0


def told(product: str, cure: Cure, diagnosis: Diagnosis) -> tuple[Lines, dict[str, str]]:
    """The lines that a report prints for this diagnosis, and what its words stand for."""
    finding = _finding(cure, diagnosis)
    if cure.acts is not None:
        finding = structs.replace(finding, acts=cure.acts, remedies=(cure.remedy,))
    name = products()[product].name
    # A program that few have is offered where somebody has named it.
    here = Said(what=Sign.PROGRAM, value=product, program=product)
    named = structs.replace(diagnosis.case, facts=(*diagnosis.case.facts, here))
    offered = (*fixes(finding, diagnosis.case), *fixes(finding, named))
    lines = [f.lines for f in offered if (f.product, f.remedy) == (name, cure.remedy)]
    assert lines, f"{cure.ill} offers no {cure.remedy} in {name}"
    return lines[0], known_of(finding, cure.remedy, diagnosis.case)


def _finding(cure: Cure, diagnosis: Diagnosis) -> Finding:
    if not isinstance(cure.ill, str):
        assert cure.ill(diagnosis), said(diagnosis)
        assert cure.acts is not None, "who is asked?"
        clue = Clue(verdict=Verdict.POSSIBLE, because="")
        return Finding(cause="", title="", acts=cure.acts, clue=clue, remedies=())
    found = next((each for each in diagnosis.findings if each.cause == cure.ill), None)
    assert found is not None, f"without the recipe: {said(diagnosis)}"
    return found


def said(diagnosis: Diagnosis) -> str:
    """The diagnosis in a line, for a test that failed."""
    found = [f"{_named(f)} ({f.clue.because})" for f in diagnosis.findings]
    return f"{diagnosis.outcome}, {status(diagnosis)}: {'; '.join(found)}"


def _named(finding: Finding) -> str:
    return f"{finding.cause} {finding.clue.verdict.word}"


def diagnosed(up: Up) -> Diagnosis:
    """What tlswhy says to it."""
    with up.environment():
        return diagnose.ask(diagnose.plan(list(up.argv))).diagnosis


def shelf(lab: Lab) -> None:
    """Put everything that recipes name into the lab's folder, under its name there.

    leaf.pem is alone; fullchain.pem has the intermediate too, which is in intermediate.pem and in
    chain.pem. CA.pem is the root of all.
    """
    (lab.folder / "certs").mkdir()
    names = ("a.test", "localhost", HERE)
    leaf = certificates.issue("a.test", lab.intermediate, names=names)
    client = certificates.issue("client", lab.intermediate, usage=(certificates.CLIENT,))
    intermediate = certificates.pem(lab.intermediate.certificate)
    whole = certificates.pem(leaf.certificate) + intermediate
    shown = certificates.pem(client.certificate) + intermediate
    leaf_key, client_key = certificates.key_pem(leaf.key), certificates.key_pem(client.key)
    root = certificates.pem(lab.root.certificate)
    for name, content in {
        "leaf.pem": certificates.pem(leaf.certificate),
        "leaf.key": leaf_key,
        "intermediate.pem": intermediate,
        "chain.pem": intermediate,
        "fullchain.pem": whole,
        "whole.pem": whole + leaf_key,
        "CA.pem": root,
        "CA.key": certificates.key_pem(lab.root.key),
        "ca-certificates.crt": root,
        "client.pem": shown,
        "client.key": client_key,
        "client-and-key.pem": certificates.pem(client.certificate) + client_key,
        "certs/leaf.pem": whole + leaf_key,
        "another.pem": certificates.pem(certificates.issue("Another Root", ca=True).certificate),
    }.items():
        lab.file(name, content)
    (lab.folder / "client.key").chmod(0o600)  # libpq takes no other


def there(lab: Lab, text: str) -> str:
    """The same with the files of the lab's folder."""
    return FOLDERS.sub(f"{lab.folder}/", text)


def placed(lab: Lab, lines: Iterable[str], **words: str) -> Lines:
    """Lines with the lab's files, and with each of `words` put in the place of what it names."""
    text = there(lab, "\n".join(lines))
    for old, new in words.items():
        text = text.replace(old, new)
    return tuple(text.split("\n")) if text else ()


def to_origin(port: int) -> dict[str, str]:
    """For `placed`: the origin is on this port."""
    return dict.fromkeys((ORIGIN, PLAIN_ORIGIN), f"{HERE}:{port}")


def run_comments(lab: Lab, lines: Lines) -> None:
    """Do what comments in a configuration tell to do first."""
    commands = re.sub(r"\\\n#? *", "", "\n".join(lines)).split("\n")
    for command in filter(COMMAND.match, commands):
        done = shell(lab, there(lab, command.removeprefix("# ")))
        assert done.returncode == 0, f"{command}\n{done.stderr}"


def shell(lab: Lab, script: str, *, trusts: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a script in the lab's folder, in an environment with nothing of this user's."""
    env = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}:/usr/sbin:/sbin",
        "HOME": str(lab.folder),
        "LC_ALL": "C",
        **({"SSL_CERT_FILE": str(lab.folder / "CA.pem")} if trusts else {}),
    }
    return subprocess.run(
        ["bash", "-c", script],
        cwd=lab.folder,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def pasted_in_shell(functions: str = "") -> Callable[[Lab, Lines], None]:
    """For recipes that are commands.

    functions: of the shell, for what is another program's part: a CA's, or systemd's.
    """

    def paste(lab: Lab, lines: Lines) -> None:
        done = shell(lab, there(lab, "\n".join(("set -e", functions, *lines))))
        assert done.returncode == 0, f"{done.stdout}{done.stderr}"

    return paste


def checked(lab: Lab, *argv: str) -> None:
    """Let a program look at its configuration: it has nothing against it."""
    done = subprocess.run(
        [find(argv[0]) or argv[0], *argv[1:]],
        cwd=lab.folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(argv)}\n{done.stdout}{done.stderr}"


def merged(base: Iterable[str], pasted: Iterable[str], name: Callable[[str], str]) -> Lines:
    """What was there, without what has the name of something pasted, then what was pasted."""
    added = tuple(pasted)
    replaced = {name(each) for each in added}
    return (*(each for each in base if name(each) not in replaced), *added)
