import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.hops.block_page import (
    block_page,
    log_in_page_instead_of_tls,
    redirection_instead_of_tls,
)
from tlswhy.hops.http_message import HttpAnswer, read_answer


def _answer(status: int, headers: str = "", body: str = "") -> HttpAnswer:
    lines = [f"HTTP/1.1 {status} X", *filter(None, (line.strip() for line in headers.split("\n")))]
    answer = read_answer(("\r\n".join([*lines, "", ""]) + body).encode())
    assert answer is not None
    return answer


def _page(title: str, text: str = "") -> str:
    return f"<html><head>\n<title>{title}</title></head><body>{text}</body></html>"


@pytest.mark.parametrize(
    ("status", "headers", "body", "who"),
    [
        # Squid 5.7 of Debian 12, to CONNECT on a port that is not in SSL_ports.
        (
            403,
            "Server: squid/5.7\nX-Squid-Error: ERR_ACCESS_DENIED 0",
            "",
            "Squid (ERR_ACCESS_DENIED)",
        ),
        (503, "Server: squid", "", "Squid"),
        (
            407,
            "Server: squid/5.7\nX-Squid-Error: ERR_CACHE_ACCESS_DENIED 0",
            "",
            "Squid (ERR_CACHE_ACCESS_DENIED)",
        ),
        (407, "Proxy-Authenticate: NTLM", "", "HTTP proxy that wants credentials (407)"),
        (502, "Proxy-Agent: Apache/2.4", "", "HTTP proxy Apache/2.4"),
        (403, "Server: tinyproxy/1.11.0", "", "Tinyproxy"),
        (511, "", "", "captive portal (511)"),
        # RFC 7725 section 3.
        (
            451,
            'Link: <https://a.test/law>; rel="blocked-by"',
            "",
            "blocked for legal reasons (451)",
        ),
        (403, "Server: Zscaler/6.2", "", "Zscaler"),
        (403, "Server: Barracuda/NGFirewall", "", "Barracuda"),
        (403, "Server: Protected by WireFilter 8000", "", "WireFilter"),
        (200, "X-Pi-hole: A black hole for Internet advertisements.", "", "Pi-hole"),
        (502, "Via: 1.1 192.0.2.7 (McAfee Web Gateway 9.2.4.34298)", "", "McAfee Web Gateway"),
        (403, "Via: 1.1 wsa.a.test:80 (Cisco-WSA/11.5.1-124)", "", "Cisco Secure Web Appliance"),
        (
            302,
            "Location: http://192.0.2.7:1000/fgtauth?0581ab2275945abd",
            "",
            "FortiGate captive portal",
        ),
        (
            302,
            "Location: http://192.0.2.7:15871/cgi-bin/blockpage.cgi?ws-session=8002",
            "",
            "Forcepoint (Websense)",
        ),
        (302, "Location: http://192.0.2.7:8080/webadmin/deny/index.php?dpid=9", "", "Netsweeper"),
        (303, "Location: http://192.0.2.7/UserCheck/PortalMain?IID=1", "", "Check Point UserCheck"),
        (302, "Location: http://192.0.2.7/ibreports/ibp/bp.html?fn=x", "", "iboss"),
        (302, "Location: http://a.test/login?dst=http%3A%2F%2Fb.test%2F", "", "MikroTik hotspot"),
        (
            302,
            "Location: http://192.0.2.7/guest/s/default/?ap=00&id=00",
            "",
            "UniFi captive portal",
        ),
        (302, "Location: https://captiveportal-login.a.test/x?url=y", "", "captive portal"),
        (302, "Location: http://hotspot.a.test/", "", "captive portal"),
        # The page of FortiOS, its script for the portal, and FortiWeb.
        (403, "", _page("Web Filter Violation"), "FortiGuard web filter (Fortinet)"),
        (
            403,
            "",
            _page("x", "<h1>FortiGuard Web Filtering</h1><h3>Web Page Blocked!</h3>"),
            "FortiGuard web filter (Fortinet)",
        ),
        (
            200,
            "",
            '<script>window.location="https://192.0.2.7:1003/fgtauth?0581";</script>',
            "FortiGate captive portal",
        ),
        (
            403,
            "",
            _page("x", "<h2>Web Page Blocked!</h2> Attack ID: 20000051"),
            "FortiGate or FortiWeb (Fortinet)",
        ),
        (
            503,
            "",
            _page(
                "Web Page Blocked",
                "Access to the web page you were trying to visit has\n"
                "been blocked in accordance with company policy.",
            ),
            "Palo Alto Networks firewall",
        ),
        (
            403,
            "",
            _page("Site Blocked", "Access is blocked because of a Cisco Umbrella policy."),
            "Cisco Umbrella",
        ),
        (403, "", _page("McAfee Web Gateway - Notification"), "McAfee Web Gateway"),
        (
            502,
            "",
            _page("Sophos Web Appliance: Remote server not responding"),
            "Sophos Web Appliance",
        ),
        (403, "", _page("x", "Powered by UTM Web Protection"), "Sophos UTM"),
        (403, "", _page("DansGuardian - Access Denied"), "DansGuardian"),
        (403, "", _page("x", "Access Denied (content_filter_denied)"), "Blue Coat ProxySG"),
        (503, "", _page("Network Error", "Network Error (tcp_error)"), "Blue Coat ProxySG"),
        (501, "", _page("Tor is not an HTTP Proxy"), "Tor (a SOCKS port)"),
        (403, "", _page("x", "This request is blocked by the SonicWALL."), "SonicWall"),
        (200, "", "<!-- <WISPAccessGatewayParam> -->", "captive portal (WISPr)"),
        (
            200,
            "",
            _page("x", "Based on your organization&#39;s access policies, access to this"),
            "Cisco Secure Web Appliance",
        ),
        (200, "", _page("RT-AC66U - Blocking Page"), 'filter ("RT-AC66U - Blocking Page")'),
        (403, "", _page("Website blocked"), 'filter ("Website blocked")'),
        (403, "", _page("This page has been blocked"), 'filter ("This page has been blocked")'),
        (
            403,
            "",
            _page("Blocked by A\N{LATIN SMALL LETTER E WITH ACUTE}"),
            'filter ("Blocked by A?")',
        ),
    ],
)
def test_who_wrote_it(status: int, headers: str, body: str, who: str) -> None:
    assert block_page(_answer(status, headers, body)) == who


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        # nginx 1.22.1, HTTP on its HTTPS port; Apache 2.4 the same; HAProxy 2.6, ClientHello.
        (400, "Server: nginx/1.22.1", _page("400 The plain HTTP request was sent to HTTPS port")),
        (
            400,
            "Server: Apache/2.4.71 (Debian) OpenSSL/3.0.19",
            _page("400 Bad Request", "You're speaking plain HTTP to an SSL-enabled server port."),
        ),
        (400, "", "<html><body><h1>400 Bad request</h1>\nYour browser sent an invalid request."),
        (404, "Server: nginx/1.22.1", _page("404 Not Found")),
        (403, "Server: Apache", _page("403 Forbidden")),
        (301, "Server: nginx\nLocation: https://a.test/", ""),
        (302, "Location: https://a.test/login?dst=/account", ""),
        (302, "Location: https://a.test/?next=hotspot", ""),
        (200, "", _page("Our hotspot and captive portal product")),
        (200, "Location: http://captive.a.test/", ""),
        # A filter on the way passes on what the real server says.
        (308, "Via: 1.1 192.0.2.7 (McAfee Web Gateway 7.8.2)\nServer: openresty/1.15.8.1", ""),
        (404, "Via: 1.1 192.0.2.7 (McAfee Web Gateway 7.8.2)\nServer: openresty/1.15.8.1", ""),
        (301, "Via: 1.1 wsa.a.test:80 (Cisco-WSA/8.8.0-085)", ""),
        (403, "Via: 1.1 varnish\nX-Cache: MISS", ""),
        (200, "Proxy-Agent: Apache/2.4", ""),
        (451, "", ""),
        # The site's own content network.
        (403, "Server: cloudflare", _page("Access blocked")),
        (403, "Server: AkamaiGHost", _page("Access Denied")),
    ],
)
def test_an_ordinary_server(status: int, headers: str, body: str) -> None:
    assert block_page(_answer(status, headers, body)) is None


@given(st.binary(max_size=300))
def test_never_raises(junk: bytes) -> None:
    block_page(HttpAnswer("1.1", 200, "", (("Server", junk.decode("latin-1")),), junk))


def test_a_plain_redirection_in_answer_to_a_hello_is_a_portals() -> None:
    answer = read_answer(b"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/welcome?u=x\r\n\r\n")
    assert answer is not None
    assert redirection_instead_of_tls(answer) == "captive portal or filter at 10.0.0.1"


def test_a_redirection_to_https_is_an_ordinary_servers() -> None:
    answer = read_answer(b"HTTP/1.1 301 Moved\r\nLocation: https://a.test/\r\n\r\n")
    assert answer is not None
    assert redirection_instead_of_tls(answer) is None


@pytest.mark.parametrize(
    "title", ["Login to network", "Guest Wi-Fi &ndash; sign in", "Portal Log-on", "WLAN logon"]
)
def test_a_page_to_log_in_to_the_network_in_answer_to_a_hello(title: str) -> None:
    answer = HttpAnswer("0.9", 200, "", (), _page(title).encode())
    named = log_in_page_instead_of_tls(answer)
    assert named is not None
    assert named.startswith("captive portal (")
    assert block_page(answer) is None


@pytest.mark.parametrize(
    "title", ["400 Bad Request", "Login", "Networks of the world", "Internet blogging", ""]
)
def test_an_ordinary_page_in_answer_to_a_hello(title: str) -> None:
    assert log_in_page_instead_of_tls(HttpAnswer("1.1", 200, "", (), _page(title).encode())) is None
