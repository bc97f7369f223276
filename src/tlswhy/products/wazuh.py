"""Wazuh and OSSEC: enrolment of agents."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_AUTHD = "src/os_auth/main-server.c, 4.5"
_AGENT = "src/os_auth/main-client.c, 4.5"
_SSL = "src/os_auth/ssl.c, 4.5"

_SAYINGS = (
    Saying(
        "SSL accept error (",
        ("handshake-failed", "side server"),
        (
            "2024/05/06 07:08:09 wazuh-authd: ERROR: SSL Error (-1)\n2024/05/06 07:08:09 "
            "wazuh-authd: DEBUG: SSL accept error (-1)"
        ),
        _AUTHD,
        pattern=r"authd.{0,40}SSL accept error \(",
    ),
    Saying(
        "ERROR: SSL Error (",
        ("handshake-failed", "side server"),
        "2024/05/06 07:08:09 wazuh-authd: ERROR: SSL Error (1)",
        _AUTHD,
        pattern=r"(?:authd|ossec|wazuh).{0,40}ERROR: SSL Error \(",
    ),
    Saying(
        "SSL error (5). Connection refused by the manager",
        ("eof", "reset", "side client"),
        (
            "2024/05/06 07:08:09 wazuh-agentd: ERROR: SSL error (5). Connection refused by "
            "the manager. Maybe the port specified is incorrect."
        ),
        _AGENT,
    ),
    Saying(
        "Connection refused by the manager. Maybe the port specified is incorrect",
        ("handshake-failed", "side client"),
        (
            "2024/05/06 07:08:09 wazuh-agentd: ERROR: SSL error (1). Connection refused by "
            "the manager. Maybe the port specified is incorrect."
        ),
        _AGENT,
    ),
    Saying(
        "Unable to set up SSL connection due to certificate verification failure",
        ("verify failed",),
        (
            "2024/05/06 07:08:09 agent-auth: ERROR: Unable to set up SSL connection due to "
            "certificate verification failure."
        ),
        _SSL,
    ),
    Saying(
        "Unable to verify server certificate",
        ("verify failed", "side client"),
        "2024/05/06 07:08:09 agent-auth: ERROR: Unable to verify server certificate.",
        _AGENT,
        pattern="(?:agent-auth|agentd|wazuh|ossec).{0,40}Unable to verify server certificate",
    ),
    Saying(
        "Unable to verify client certificate",
        ("verify failed", "side server"),
        "2024/05/06 07:08:09 wazuh-authd: ERROR: Unable to verify client certificate.",
        _AUTHD,
        pattern="(?:authd|wazuh|ossec).{0,40}Unable to verify client certificate",
    ),
    Saying(
        "Unable to read certificate file (not found)",
        ("cert-file", "side server"),
        (
            "2024/05/06 07:08:09 wazuh-authd: ERROR: Unable to read certificate file (not "
            "found): etc/sslmanager.cert"
        ),
        _SSL,
    ),
    Saying(
        "Unable to read CA certificate file",
        ("ca-file",),
        (
            "2024/05/06 07:08:09 wazuh-authd: ERROR: Unable to read CA certificate file "
            '"/etc/ssl/ca.pem"'
        ),
        _SSL,
        pattern=(
            "(?:authd|agent-auth|agentd|wazuh|ossec).{0,40}Unable to read CA certificate file"
        ),
    ),
    Saying(
        "Unable to read private key file",
        ("cert-file", "side server"),
        (
            "2024/05/06 07:08:09 wazuh-authd: ERROR: Unable to read private key file: "
            "etc/sslmanager.key"
        ),
        _SSL,
        pattern=("(?:authd|agent-auth|agentd|wazuh|ossec).{0,40}Unable to read private key file"),
    ),
    Saying(
        "Unable to verify private key file",
        ("key-mismatch", "cert-file", "side server"),
        "2024/05/06 07:08:09 wazuh-authd: ERROR: Unable to verify private key file",
        _SSL,
        pattern=("(?:authd|agent-auth|agentd|wazuh|ossec).{0,40}Unable to verify private key file"),
    ),
    Saying(
        "ERROR: SSL error. Exiting",
        ("cert-file", "config-error"),
        "2024/05/06 07:08:09 wazuh-authd: ERROR: SSL error. Exiting.",
        _AUTHD,
    ),
)

PRODUCT = Product(
    name="Wazuh",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    sayings=_SAYINGS,
)
