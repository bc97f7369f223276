"""WildFly and JBoss EAP."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "domain-management, DomainManagementLogger.java, 10 to 30"

PRODUCT = Product(
    name="WildFly",
    roles=(Role.SERVER,),
    speaks=("side server",),
    sayings=(
        Saying(
            "WFLYDM0083:",
            ("cert-file", "no-certificate"),
            (
                "WFLYDM0083: The KeyStore /opt/wildfly/standalone/configuration/site.jks does "
                "not contain any keys."
            ),
            _SOURCE,
        ),
        Saying(
            "WFLYDM0085:",
            ("cert-file",),
            (
                "WFLYDM0085: The alias specified 'web' does not exist in the KeyStore, valid "
                "aliases are {server}"
            ),
            _SOURCE,
        ),
        Saying(
            "WFLYDM0114:",
            ("cert-file", "config-error"),
            (
                "ERROR [org.jboss.msc.service.fail] MSC000001: Failed to start service: "
                "WFLYDM0114: Failed to lazily initialize SSL context"
            ),
            _SOURCE,
        ),
        # Every server without a key store of its own says so at its start.
        Saying(
            "WFLYELY00023:",
            ("cert-file",),
            (
                "WARN  [org.wildfly.extension.elytron] (MSC service thread 1-7) WFLYELY00023: "
                "KeyStore file '/opt/wildfly/standalone/configuration/application.keystore' "
                "does not exist. Used blank."
            ),
            "elytron-subsystem, ElytronSubsystemMessages.java, 13 to 30",
            certain=False,
        ),
    ),
)
