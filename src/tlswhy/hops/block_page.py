"""Who wrote an HTTP page that stands where TLS should be: a filter, a portal or a proxy.

The signs are words that only the product itself writes. An ordinary server's page has none of
them, however unfriendly it is, and stays without a name.
"""

from __future__ import annotations

import re

from tlswhy.hops.http_message import HttpAnswer

# The sign in lower case, and who writes it.
_Signs = tuple[tuple[str, str], ...]

# In the Server header.
_SERVERS: _Signs = (
    ("zscaler", "Zscaler"),
    ("barracuda", "Barracuda"),
    ("protected by wirefilter", "WireFilter"),
    ("kerio control", "Kerio Control"),
    ("sonicwall", "SonicWall"),
    ("privoxy", "Privoxy"),
    ("tinyproxy", "Tinyproxy"),
    ("mitmproxy", "mitmproxy"),
    ("bluecoat", "Blue Coat ProxySG"),
)

# In the Via header of an error without a Server header. Via alone tells who passed an answer on,
# and a filter passes the errors and redirections of the real server on as well.
_VIAS: _Signs = (
    ("mcafee web gateway", "McAfee Web Gateway"),
    ("skyhigh", "Skyhigh Secure Web Gateway"),
    ("cisco-wsa", "Cisco Secure Web Appliance"),
    ("ironport", "Cisco Secure Web Appliance"),
    ("blue coat", "Blue Coat ProxySG"),
    ("bluecoat", "Blue Coat ProxySG"),
    ("zscaler", "Zscaler"),
    ("forcepoint", "Forcepoint"),
    ("websense", "Forcepoint (Websense)"),
)

# In Location, or anywhere in the page, because scripts and meta elements redirect as well.
_LINKS: _Signs = (
    ("/fgtauth?", "FortiGate captive portal"),
    ("block.opendns.com", "Cisco Umbrella (OpenDNS)"),
    ("malware.opendns.com", "Cisco Umbrella (OpenDNS)"),
    ("phish.opendns.com", "Cisco Umbrella (OpenDNS)"),
    ("gateway.zscaler", "Zscaler"),
    ("/?cfru=", "Blue Coat ProxySG"),
    ("/cgi-bin/blockpage.cgi?ws-session=", "Forcepoint (Websense)"),
    ("/webadmin/deny", "Netsweeper"),
    ("/mwg-internal/", "McAfee Web Gateway"),
    ("/usercheck/portalmain", "Check Point UserCheck"),
    ("webscanningservice.com/webservicesalertpage", "Symantec Web Security.cloud"),
    ("/ibreports/ibp/bp.html", "iboss"),
    ("securly.com/blocked", "Securly"),
    ("squidguard.cgi?", "squidGuard"),
    ("/sgerror.php?", "squidGuard"),
    ("securelogin.arubanetworks.com", "Aruba captive portal"),
    ("network-auth.com/splash", "Cisco Meraki captive portal"),
    ("meraki.com/splash", "Cisco Meraki captive portal"),
    ("uamip=", "CoovaChilli captive portal"),
    ("opennds_preauth", "openNDS captive portal"),
    ("<wispaccessgatewayparam", "captive portal (WISPr)"),
)

# In Location alone: an ordinary page may have such a link.
_LOCATIONS: _Signs = (
    ("switch_url=http", "Cisco wireless captive portal"),
    ("/guest/s/", "UniFi captive portal"),
    ("/login?dst=http", "MikroTik hotspot"),
)

# In the title of the page.
_TITLES: _Signs = (
    ("web filter violation", "FortiGuard web filter (Fortinet)"),
    ("application control violation", "FortiGate application control (Fortinet)"),
    ("mcafee web gateway - notification", "McAfee Web Gateway"),
    ("sophos web appliance", "Sophos Web Appliance"),
    ("notification: policy:", "Cisco Secure Web Appliance"),
    ("web authentication redirect", "Cisco wireless captive portal"),
    ("dansguardian", "DansGuardian"),
    ("e2guardian", "e2guardian"),
    ("(privoxy@", "Privoxy"),
    ("check point usercheck", "Check Point UserCheck"),
    ("heimdal security - blocked", "Heimdal Security"),
    ("tor is not an http proxy", "Tor (a SOCKS port)"),
    ("this is a socks proxy, not an http proxy", "Tor (a SOCKS port)"),
    ("charles error report", "Charles Proxy"),
)

# In the text of the page.
_TEXTS: _Signs = (
    ("fortiguard web filtering", "FortiGuard web filter (Fortinet)"),
    ("fortiguard intrusion prevention", "FortiGuard intrusion prevention (Fortinet)"),
    ("powered by fortinet", "FortiGuard web filter (Fortinet)"),
    ("fortinet secure dns service portal", "FortiGuard DNS filter (Fortinet)"),
    ("web page blocked!", "FortiGate or FortiWeb (Fortinet)"),
    ("has been blocked in accordance with company policy", "Palo Alto Networks firewall"),
    ("internet security by zscaler", "Zscaler"),
    ("because of a cisco umbrella policy", "Cisco Umbrella"),
    ("based on your organization's access policies, access to", "Cisco Secure Web Appliance"),
    ("based on your corporate access policies, access to", "Cisco Secure Web Appliance"),
    ("request denied by watchguard", "WatchGuard"),
    ("powered by utm web protection", "Sophos UTM"),
    ("blocked by the sonicwall", "SonicWall"),
    ("request blocked by privoxy", "Privoxy"),
    ("[fiddler] ", "Fiddler"),
)

# Blue Coat names its exception in brackets behind these two headings.
_BLUE_COAT = r"(?:access denied|network error) \((?:policy_denied|content_filter_denied|tcp_error|"
_BLUE_COAT += r"dns_server_failure|dns_unresolved_hostname|authentication_failed)\)"

_BLOCKED = (
    r"\b(?:web ?)?(?:site|page|url|access|content|domain|category|request)"
    r" (?:is |was |has been |temporarily )?blocked\b|^(?:blocked|blocking page)$|\bblocked by\b"
    r"|- blocking page$"
)

# Content networks in front of the site itself block as well, and speak for the site.
_SITE_FRONTS = ("cloudflare", "akamaighost", "cloudfront", "sucuri", "ddos-guard", "imperva")


def block_page(answer: HttpAnswer) -> str | None:
    """Name the filter, portal or proxy that wrote this answer, None for an ordinary server."""
    return _by_status(answer) or _by_header(answer) or _by_page(answer)


def _by_status(answer: HttpAnswer) -> str | None:
    if answer.status == 511:  # RFC 6585 section 6
        return "captive portal (511)"
    if answer.status == 407:
        return _named_proxy(answer) or "HTTP proxy that wants credentials (407)"
    if answer.status == 451 and "blocked-by" in answer.header("Link"):  # RFC 7725 section 4
        return "blocked for legal reasons (451)"
    return None


def _by_header(answer: HttpAnswer) -> str | None:
    if answer.header("X-Pi-hole"):
        return "Pi-hole"
    return (
        _named_proxy(answer)
        or _sign(_SERVERS, answer.header("Server"))
        or _sign(_LINKS + _LOCATIONS, answer.header("Location"))
        or (_sign(_VIAS, " ".join(answer.all("Via"))) if _is_bare_error(answer) else None)
        or _portal(answer)
    )


def _named_proxy(answer: HttpAnswer) -> str | None:
    """Squid names its error page; other proxies name themselves in Proxy-Agent."""
    error = answer.header("X-Squid-Error").partition(" ")[0]
    if error:
        return f"Squid ({_short(error)})"
    if answer.header("Server").lower().startswith("squid"):
        return "Squid"
    agent = answer.header("Proxy-Agent")
    return f"HTTP proxy {_short(agent)}" if agent and answer.status >= 300 else None


def _is_bare_error(answer: HttpAnswer) -> bool:
    return answer.status >= 400 and not answer.header("Server")


_PORTAL = re.compile(r"captive|hotspot|wi-?fi[-.]?login|portal[.-]wi-?fi|guest[.-]wi-?fi")


def _portal(answer: HttpAnswer) -> str | None:
    """A redirection to an address that calls itself a portal."""
    place = answer.header("Location").partition("?")[0].lower()
    if 300 <= answer.status < 400 and _PORTAL.search(place):
        return "captive portal"
    return None


def redirection_instead_of_tls(answer: HttpAnswer) -> str | None:
    """A portal's answer to bytes that were no request: it sends everybody to its own page.

    Ordinary servers answer a ClientHello with 400, or send a plain client on to `https:`.
    """
    place = answer.header("Location")
    if 300 <= answer.status < 400 and place.lower().startswith("http://"):
        return f"captive portal or filter at {_short(place.split('/')[2])}"
    return None


_LOGIN = r"\b(?:log ?-?(?:in|on)|sign ?-?(?:in|on)|logout|authenticat\w+)\b"
_ACCESS = r"\b(?:network|wi-?fi|wlan|hotspot|captive|portal|internet|guest)\b"


def log_in_page_instead_of_tls(answer: HttpAnswer) -> str | None:
    """A portal's answer to bytes that were no request: a page to log in to the network.

    The same page in answer to a request may be any site's own.
    """
    title = _title(_text(answer))
    if re.search(_LOGIN, title, re.IGNORECASE) and re.search(_ACCESS, title, re.IGNORECASE):
        return f'captive portal ("{_short(title)}")'
    return None


def _by_page(answer: HttpAnswer) -> str | None:
    text = _text(answer)
    title = _title(text)
    return (
        _sign(_TITLES, title)
        or _sign(_TEXTS, text)
        or _sign(_LINKS, text)
        or ("Blue Coat ProxySG" if re.search(_BLUE_COAT, text, re.IGNORECASE) else None)
        or _blocked(answer, title)
    )


def _text(answer: HttpAnswer) -> str:
    from html import unescape  # here, because its table of names takes 2 ms to import

    return " ".join(unescape(answer.body.decode("utf-8", "replace")).split())


def _title(text: str) -> str:
    found = re.search(r"<title[^>]*>(.*?)</title>", text, re.IGNORECASE)
    return found[1].strip() if found else ""


def _blocked(answer: HttpAnswer, title: str) -> str | None:
    """No product is named, but the title says what this page is for."""
    if any(front in answer.header("Server").lower() for front in _SITE_FRONTS):
        return None
    if re.search(_BLOCKED, title, re.IGNORECASE):
        return f'filter ("{_short(title)}")'
    return None


def _sign(signs: _Signs, text: str) -> str | None:
    small = text.lower()
    return next((who for sign, who in signs if sign in small), None)


def _short(text: str) -> str:
    """As a phrase may carry it: printable ASCII, at most 60 characters."""
    return re.sub(r"[^\x20-\x7e]", "?", text)[:60]
