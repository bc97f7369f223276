"""gnutls-cli: every recipe as it is printed."""

from __future__ import annotations

from lab.remedies import peers
from lab.remedies.cure import Called, Cure
from tlswhy.model.diagnosis import Remedy

_CONNECT = "gnutls-cli -p {port} {host}"


def _by(options: str) -> str:
    return f"{_CONNECT} --x509cafile=CA.pem {options}"


def _cure(
    remedy: Remedy, ill: str, stand: peers.Stand, fails: str = f"{_CONNECT} --x509cafile=CA.pem"
) -> Cure:
    """For what is not about trust, the root is told to the program as well."""
    trusting = "" if remedy is Remedy.TRUST_CA else " --x509cafile=CA.pem"

    def works(lines: tuple[str, ...]) -> str:
        return "\n".join(lines) + trusting

    return Called(remedy, ill, stand, fails, works, needs=("gnutls-cli",))


CURES: tuple[Cure, ...] = (
    _cure(Remedy.TRUST_CA, "trust-private-ca", peers.PRIVATE_CA, _CONNECT),
    _cure(Remedy.PRESENT_CLIENT_CERTIFICATE, "client-cert-missing", peers.WANTS_CLIENT),
    _cure(
        Remedy.LOWER_CLIENT_VERSION,
        "version-server-too-old",
        peers.OLD_SERVER,
        _by("--priority NORMAL:-VERS-TLS1.1:-VERS-TLS1.0"),
    ),
    _cure(
        Remedy.ALLOW_LEGACY_RENEGOTIATION,
        "legacy-renegotiation-disabled",
        peers.LEGACY,
        _by("--priority NORMAL:%SAFE_RENEGOTIATION"),
    ),
    _cure(
        Remedy.WIDEN_CLIENT_CIPHERS,
        "cipher-no-overlap",
        peers.OWN_CIPHERS,
        "printf '[overrides]\\ntls-disabled-cipher = aes-128-gcm\\n' > policy\n"
        f"export GNUTLS_SYSTEM_PRIORITY_FILE=policy\n{_by('')}",
    ),
)
