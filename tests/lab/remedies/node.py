"""Node.js: every option and line as it is printed, in a program that makes one request."""

from __future__ import annotations

from lab.remedies import peers
from lab.remedies.cure import Called, Cure, Lines
from tlswhy.model.diagnosis import Remedy

_HEAD = """const [https, tls, fs, crypto] = ["https", "tls", "fs", "crypto"].map(require);
const done = (answer) => process.exit(0);"""
_APP = "https.get('https://{host}:{port}/', done);"


def _file(*lines: str) -> str:
    return "\n".join(("cat > app.js <<'END'", _HEAD, *lines, "END"))


def _cure(remedy: Remedy, ill: str, stand: peers.Stand, fails: str, *, trusts: bool = True) -> Cure:
    """For options of node, and for the shell."""
    ca = "export NODE_EXTRA_CA_CERTS=CA.pem" if trusts else ""

    def works(lines: Lines) -> str:
        run = () if any("app.js" in line for line in lines) else ("node app.js",)
        return "\n".join((ca, _file(_APP), *lines, *run))

    whole = "\n".join((ca, _file(_APP), fails))
    return Called(remedy, ill, stand, whole, works, needs=("node",), optional=True)


def _in_code(remedy: Remedy, ill: str, stand: peers.Stand, fails: str, then: str) -> Cure:
    """For lines of a program. then: what comes behind them, where they make no request."""
    run = "export NODE_EXTRA_CA_CERTS=CA.pem\nnode app.js"

    def works(lines: Lines) -> str:
        # What the recipe asks for is seen when it is answered.
        asked = (line.replace("});", "}, done);") for line in lines)
        # The name is for the reader to fill in.
        return "\n".join((_file(*asked, then), run)).replace("NAME", "a.test")

    whole = f"{_file(fails)}\n{run}"
    return Called(remedy, ill, stand, whole, works, needs=("node",), optional=True)


CURES: tuple[Cure, ...] = (
    _cure(Remedy.TRUST_CA, "trust-private-ca", peers.PRIVATE_CA, "node app.js", trusts=False),
    _cure(
        Remedy.RAISE_CLIENT_VERSION,
        "version-client-too-old",
        peers.NEWEST_SERVER,
        "node --tls-max-v1.2 app.js",
    ),
    _cure(Remedy.LOWER_CLIENT_VERSION, "version-server-too-old", peers.OLD_SERVER, "node app.js"),
    _cure(
        Remedy.WIDEN_CLIENT_CIPHERS,
        "cipher-no-overlap",
        peers.OWN_CIPHERS,
        "node --tls-cipher-list=AES256-SHA app.js",
    ),
    _in_code(
        Remedy.ALLOW_LEGACY_RENEGOTIATION,
        "legacy-renegotiation-disabled",
        peers.LEGACY,
        _APP,
        "https.get('https://{host}:{port}/', { agent }, done);",
    ),
    _in_code(Remedy.SEND_SNI, "sni-missing", peers.STRICT, _APP, ""),
    _in_code(
        Remedy.CONNECT_BY_LISTED_NAME,
        "cert-ip-san-missing",
        peers.OTHER_NAME,
        _APP,
        "",
    ),
    _in_code(
        Remedy.PRESENT_CLIENT_CERTIFICATE,
        "client-cert-missing",
        peers.WANTS_CLIENT,
        _APP,
        "",
    ),
)
