"""A client certificate in a PKCS #12 file of the old kind, as OpenSSL 1 wrote it.

It is encrypted with RC2-40, which this client reads and OpenSSL 3 refuses. Nothing is wrong here; a
user should see a note about the file.
"""

from __future__ import annotations

import subprocess

from tlswhy.lab import certificates
from tlswhy.lab.bench import PATIENCE, Lab
from tlswhy.lab.peers import http, mutual, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    own = lab.write(certificates.issue("ann", lab.intermediate, usage=(certificates.CLIENT,)))
    word, packed = lab.file("password", "let me in\n"), lab.folder / "ann.p12"
    read = ("-in", str(own.chain), "-inkey", str(own.key))
    write = ("-out", str(packed), "-passout", f"file:{word}")
    command = ("openssl", "pkcs12", "-export", "-legacy", *read, *write)
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    ours = ("--cert", str(packed), "--cert-password-file", str(word))
    return direct(lab.serve(tls(mutual(lab), http())), *lab.trust, *ours)


SCENARIO = Scenario(expect=None, needs=("openssl",), up=up)
