"""Puppet, agent and server."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SSL = "lib/puppet/ssl, 7"

_SAYINGS = (
    Saying(
        "Missing some SSL configuration; must provide either",
        (
            "config-error",
            "side server",
        ),
        (
            "java.lang.IllegalArgumentException: Missing some SSL configuration; must "
            "provide either :ssl-cert, :ssl-key, and :ssl-ca-cert, OR :truststore, "
            ":trust-password, :keystore, and :key-password."
        ),
        "trapperkeeper-webserver-jetty9 jetty9_config.clj, 1 to 4",
    ),
    Saying(
        "Server hostname '",
        ("verify name", "side client"),
        (
            "Error: Server hostname 'puppet.example.com' did not match server certificate; "
            "expected one of puppet.internal, DNS:puppet.internal"
        ),
        _SSL,
        pattern="Server hostname '(?P<host>[^']{1,253})' did not match server certificate",
    ),
    Saying(
        "certificate verify failed [",
        ("verify failed", "side client"),
        (
            "Error: certificate verify failed [self signed certificate in certificate chain "
            "for CN=Puppet CA: puppet.example.com]"
        ),
        _SSL,
        pattern=r"certificate verify failed \[(?P<code>[a-zA-Z ]{3,80}?) for ",
        decode="verify_code",
    ),
    Saying(
        "The certificate retrieved from the master does not match the agent's private key",
        ("key-mismatch", "client-key", "side client"),
        (
            "Error: The certificate retrieved from the master does not match the agent's "
            "private key. Did you forget to run as root?"
        ),
        "lib/puppet/ssl/host.rb, 5",
    ),
    Saying(
        "does not match its private key",
        ("key-mismatch", "client-key", "side client"),
        "Error: The certificate for 'CN=agent.example.com' does not match its private key",
        _SSL,
        pattern="The certificate for '.{1,253}' does not match its private key",
    ),
    Saying(
        "Invalid signature for certificate",
        ("verify signature", "side client"),
        "Error: Invalid signature for certificate 'CN=agent.example.com'",
        _SSL,
    ),
    Saying(
        "' has expired, verify time is synchronized",
        ("verify expired", "side client"),
        "Error: The certificate 'CN=agent.example.com' has expired, verify time is synchronized",
        _SSL,
    ),
    Saying(
        "' is not yet valid, verify time is synchronized",
        ("verify not-yet-valid", "side client"),
        (
            "Error: The certificate 'CN=agent.example.com' is not yet valid, verify time is "
            "synchronized"
        ),
        _SSL,
    ),
    Saying(
        "Failed to load private key for '",
        ("client-key", "side client"),
        "Error: Failed to load private key for 'agent.example.com': bad decrypt",
        _SSL,
    ),
    Saying(
        "you might still need to sign this agent's certificate",
        ("client-cert-absent", "side client"),
        (
            "Couldn't fetch certificate from CA server; you might still need to sign this "
            "agent's certificate (agent.example.com)."
        ),
        "lib/puppet/ssl/state_machine.rb, 7",
    ),
    Saying(
        "Could not retrieve catalog from remote server: SSL_connect",
        ("handshake-failed", "side client"),
        (
            "Error: Could not retrieve catalog from remote server: SSL_connect returned=1 "
            "errno=0 state=error: certificate verify failed"
        ),
        "lib/puppet/configurer.rb, 5",
    ),
    Saying(
        "This is often because the time is out of sync on the server or client",
        ("verify failed", "side client"),
        (
            "Error: certificate verify failed: [CRL is not yet valid for /CN=Puppet CA]. "
            "This is often because the time is out of sync on the server or client"
        ),
        "lib/puppet/ssl/error.rb, 4",
    ),
)

PRODUCT = Product(
    name="Puppet",
    roles=(
        Role.CLIENT,
        Role.SERVER,
    ),
    sayings=_SAYINGS,
)
