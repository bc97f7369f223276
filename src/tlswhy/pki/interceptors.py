"""Products that show themselves in the certificates they make.

Three tables, because the three mean different things: an interceptor opened the connection on
purpose; a default certificate is what a server has before somebody configures it; a portal or
filter answers in the place of the host that was asked for.

Patterns come from Chromium's former table of interception software (ssl_error_assistant,
version 6), from the vendors' documentation, and from chains in public issue reports. Products
whose CA is named by the administrator (Palo Alto, Check Point, Squid, Barracuda) cannot be told
by name and are missing on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import lru_cache

from msgspec import Struct

from tlswhy.pki import dn, oids
from tlswhy.pki.certificate import Certificate


class Mark(Struct, frozen=True):
    """How a product is told: by one attribute of a name.

    attribute: "CN", "O" or "OU". pattern: a regular expression for the whole value, without
    regard to letter case.
    """

    product: str
    attribute: str
    pattern: str


INTERCEPTORS = (
    Mark("AdGuard", "CN", r"adguard personal ca.*"),
    Mark("Avast", "CN", r"avast!? web/mail shield (untrusted )?root"),
    Mark("AVG", "CN", r"avg web/mail shield (untrusted )?root"),
    Mark("Bitdefender", "CN", r"bitdefender personal ca.*"),
    Mark("Blue Coat", "O", r"blue coat.*"),
    Mark("Burp Suite", "CN", r"portswigger ca"),
    Mark("Charles", "CN", r"charles proxy (custom root certificate|ca) .*"),
    Mark("Charles", "O", r"xk72 ltd"),
    Mark("Cisco Secure Access", "CN", r"cisco secure access (root ca|secondary subca.*)"),
    Mark("Cisco Umbrella", "CN", r"cisco umbrella (root ca|(primary|secondary) subca.*)"),
    Mark("Cloudflare Gateway", "CN", r"gateway ca - cloudflare managed g\d+.*"),
    Mark("ContentKeeper", "CN", r"contentkeeper appliance ca.*"),
    Mark("Cyberoam", "O", r"cyberoam certificate authority"),
    Mark("Dr.Web", "CN", r"dr\.?web.*"),
    Mark("ESET", "CN", r"eset ssl filter ca"),
    Mark("Fiddler", "CN", r"(do_not_trust_)?fiddler.*root.*"),
    Mark("Forcepoint", "CN", r"forcepoint cloud ca.*"),
    Mark("Forcepoint", "O", r"forcepoint llc"),
    # The serial number of the device is the default; its own web page's certificate is by
    # fortinet-subca2001 instead.
    Mark("Fortinet", "CN", r"fortigate ca|fortinet (untrusted )?ca.*|f[gw][a-z0-9]{12,18}"),
    Mark("HTTP Toolkit", "CN", r"http toolkit ca.*"),
    Mark("Kaspersky", "CN", r"kaspersky.* personal root certificate"),
    Mark("McAfee Web Gateway", "CN", r"mcafee web gateway.*"),
    Mark("mitmproxy", "CN", r"mitmproxy"),
    Mark("NetSpark", "CN", r"www\.netspark\.com"),
    Mark("Netskope", "CN", r".*\.goskope\.com"),
    Mark("Netskope", "O", r"netskope,? inc\.?"),
    Mark("Norton", "CN", r"norton web/mail shield (untrusted )?root"),
    Mark("OWASP ZAP", "CN", r"(owasp )?zed attack proxy root ca|.*zap root ca"),
    Mark("Proxyman", "CN", r"proxyman ca.*"),
    Mark("a Russian state CA", "CN", r"russian trusted (root|sub) ca"),
    Mark("a Kazakh state CA", "CN", r"qaznet.*"),
    Mark("Skyhigh", "O", r"skyhigh security.*"),
    Mark("Smoothwall", "CN", r"smoothwall-default-root-certificate-authority"),
    Mark("SonicWall", "O", r"https management certificate for sonicwall.*"),
    Mark("Sophos", "CN", r"sophos[ _](ssl )?ca_.*|sophosutm proxy ca|sophos web appliance"),
    Mark("Trend Micro", "CN", r"iwss\.trend"),
    Mark("Zscaler", "CN", r"zscaler (intermediate )?root ca.*"),
    Mark("Zscaler", "O", r"zscaler,? inc\.?"),
)
"""Matched against issuers and CAs, never against the subject of a leaf."""

DEFAULTS = (
    Mark("Traefik", "CN", r"traefik default cert"),
    Mark("ingress-nginx", "CN", r"kubernetes ingress controller fake certificate"),
    Mark("OpenShift's ingress", "CN", r"ingress-operator@\d+"),
    Mark("Rancher or K3s", "CN", r"dynamiclistener-ca@\d+"),
    Mark("Caddy's local CA", "CN", r"caddy local authority.*"),
    Mark("Go's example generator", "O", r"acme co"),
    Mark("Plesk", "CN", r"plesk"),
    Mark("Plesk", "CN", r"parallels panel"),
    Mark("Apache httpd of Red Hat", "O", r"someorganization"),
    Mark("OpenSSL's example answers", "O", r"internet widgits pty ltd"),
    Mark("OpenSSL's example answers of Red Hat", "O", r"default company ltd"),
    Mark("Synology", "O", r"synology inc\.?"),
    Mark("HPE iLO", "CN", r"(ilo )?default issuer \(do not trust\)"),
    Mark("VMware ESXi", "OU", r"vmware esx server default certificate"),
    Mark("Proxmox VE", "O", r"pve cluster manager ca"),
    Mark("pfSense", "O", r"pfsense (webconfigurator|gui default) self-signed certificate"),
    Mark("OPNsense", "O", r"opnsense self-signed web certificate"),
    Mark("Webmin", "O", r"webmin webserver on .*"),
    Mark("Splunk", "CN", r"splunkserverdefaultcert"),
    Mark("IIS Web Management", "CN", r"wmsvc-(sha2-)?.+"),
    Mark("Apache httpd of Red Hat", "CN", r"localhost\.localdomain"),
    Mark("a program's local default", "CN", r"localhost"),
)
"""Matched against the leaf's subject and issuer, and never for a publicly trusted chain."""

PORTALS = (
    Mark(
        "an Aruba portal", "CN", r"(instant|securelogin)\.arubanetworks\.com|securelogin\.hpe\.com"
    ),
    Mark("an Aruba portal", "CN", r"captiveportal-login\..+"),
    Mark("a Meraki portal", "CN", r"(.+\.)?network-auth\.com"),
    Mark("a Cisco wireless controller", "CN", r"1\.1\.1\.1|192\.0\.2\.1"),
    Mark("Cisco Umbrella's block page", "CN", r"(.+\.)?opendns\.com"),
    Mark("a FortiGate", "CN", r"fortigate|fg[t0-9][a-z0-9]{10,}"),
    Mark("a pfSense firewall", "CN", r"pfsense-[0-9a-f]+"),
    Mark("a Fritz!Box", "CN", r"fritz\.box|.+\.myfritz\.net"),
    Mark("a TP-Link router", "CN", r"tplinkwifi\.net"),
    Mark("an ASUS router", "CN", r"(router|www)\.asus(router)?\.com|asusrouter\.com"),
    Mark("a Netgear router", "CN", r"(www\.)?routerlogin\.(net|com)"),
)
"""Matched against the leaf's subject and its SAN."""

_ATTRIBUTES = {
    "CN": oids.COMMON_NAME,
    "O": oids.ORGANIZATION,
    "OU": oids.ORGANIZATIONAL_UNIT,
}
_TEN_YEARS = timedelta(days=3650)


def recognise(chain: Sequence[Certificate]) -> str | None:
    """The intercepting product that made the leaf, as its CAs' names say.

    A name proves nothing: ask only about a chain that ends in no public store.
    """
    for index, one in enumerate(chain):
        if found := _first(INTERCEPTORS, one.issuer_der):
            return found
        if index and (found := _first(INTERCEPTORS, one.subject_der)):
            return found
    return None


def default_certificate(one: Certificate) -> str | None:
    """The program whose certificate this is as long as nobody configures another."""
    found = _first(DEFAULTS, one.subject_der) or _first(DEFAULTS, one.issuer_der)
    return found or ("Debian's ssl-cert (snakeoil)" if _is_snakeoil(one) else None)


def captive_or_filter(one: Certificate) -> str | None:
    """The portal, filter or device that answers with this leaf for whatever host was asked."""
    if found := _first(PORTALS, one.subject_der):
        return found
    for mark in PORTALS:
        if any(_expression(mark.pattern).fullmatch(name) for name in (*one.names, *one.ips)):
            return mark.product
    return None


def _first(marks: Sequence[Mark], name: bytes) -> str | None:
    return next(_all(marks, name), None)


def _all(marks: Sequence[Mark], name: bytes) -> Iterator[str]:
    values = {short: dn.values(name, oid) for short, oid in _ATTRIBUTES.items()}
    for mark in marks:
        if any(_expression(mark.pattern).fullmatch(value) for value in values[mark.attribute]):
            yield mark.product


@lru_cache(None)
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _is_snakeoil(one: Certificate) -> bool:
    """As make-ssl-cert writes it: a CN alone, the same as its only SAN, no CA, ten years."""
    subject = dn.attributes(one.subject_der)
    return (
        one.self_issued
        and one.is_ca is False
        and [kind for rdn in subject for kind, _ in rdn] == [oids.COMMON_NAME]
        and one.names == (one.subject_cn,)
        and one.not_after - one.not_before == _TEN_YEARS
    )
