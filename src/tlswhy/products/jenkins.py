"""Jenkins: the controller, its agents and its update centre."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Jenkins",
    roles=(Role.CLIENT, Role.SERVER),
    sayings=(
        Saying(
            "There were errors checking the update sites:",
            ("handshake-failed", "side client"),
            (
                "There were errors checking the update sites: SSLHandshakeException:"
                " sun.security.validator.ValidatorException: PKIX path building failed"
            ),
            "PluginManager, 2",
            pattern=r"errors checking the update sites: (?:SSL|UnknownHost|Connect|Socket)",
        ),
        Saying(
            "Failed to connect to https://",
            ("handshake-failed", "side client"),
            (
                "java.io.IOException: Failed to connect to"
                " https://jenkins.example.com/tcpSlaveAgentListener/: PKIX path building failed"
            ),
            "remoting JnlpAgentEndpointResolver.java, 3",
            pattern=(
                r"Failed to connect to "
                r"(?P<host>https://[\w.:-]{1,253})\S{0,100}tcpSlaveAgentListener"
            ),
        ),
        Saying(
            "hudson.remoting.jnlp.Main$CuiListener error SEVERE: Handshake error",
            ("handshake-failed", "side client"),
            (
                "SEVERE: hudson.remoting.jnlp.Main$CuiListener error SEVERE: Handshake error."
                " io.jenkins.remoting.shaded.jakarta.websocket.DeploymentException: Handshake"
                " error."
            ),
            "remoting, 4",
        ),
        Saying(
            "DeploymentException: SSL handshake has failed",
            ("handshake-failed", "side client"),
            (
                "io.jenkins.remoting.shaded.jakarta.websocket.DeploymentException: SSL"
                " handshake has failed."
            ),
            "remoting, 4; tyrus-client",
        ),
        Saying(
            "Server returned HTTP response code: 407 for URL:",
            ("proxy-answered 407", "leg proxy"),
            (
                "java.io.IOException: Server returned HTTP response code: 407 for URL:"
                " https://updates.example.com/update-center.json"
            ),
            "core ProxyConfiguration.java, 2",
        ),
    ),
)
