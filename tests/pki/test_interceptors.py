from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from pki.chains import AT, Cert, between, leaf, make, name, root
from tlswhy.pki import interceptors
from tlswhy.pki.certificate import Certificate, read
from tlswhy.pki.stores import mozilla


def parsed(*made: Cert) -> list[Certificate]:
    read_all = [read(one.der) for one in made]
    return [one for one in read_all if isinstance(one, Certificate)]


def issued_by(cn: str = "", o: str = "") -> list[Certificate]:
    return parsed(leaf(make(name(cn, o), ca=True)))


@pytest.mark.parametrize(
    ("cn", "o", "product"),
    [
        ("avast! Web/Mail Shield Root", "avast! Web/Mail Shield", "Avast"),
        ("Norton Web/Mail Shield Untrusted Root", "", "Norton"),
        ("Bitdefender Personal CA.Net-Defender", "Bitdefender", "Bitdefender"),
        ("Kaspersky Anti-Virus Personal Root Certificate", "", "Kaspersky"),
        ("ESET SSL Filter CA", "ESET, spol. s r. o.", "ESET"),
        ("Zscaler Intermediate Root CA (zscaler.net)", "Zscaler Inc.", "Zscaler"),
        ("ca.tenant.goskope.com", "", "Netskope"),
        ("Cisco Umbrella Secondary SubCA nrt-SG", "Cisco", "Cisco Umbrella"),
        ("Gateway CA - Cloudflare Managed G1 0123456789abcdef", "", "Cloudflare Gateway"),
        ("FG100FTK19000000", "Fortinet", "Fortinet"),
        ("mitmproxy", "mitmproxy", "mitmproxy"),
        ("Charles Proxy CA (19 Feb 2026, host)", "XK72 Ltd", "Charles"),
        ("DO_NOT_TRUST_FiddlerRoot", "DO_NOT_TRUST", "Fiddler"),
        ("PortSwigger CA", "PortSwigger", "Burp Suite"),
        ("OWASP Zed Attack Proxy Root CA", "OWASP Root CA", "OWASP ZAP"),
        ("HTTP Toolkit CA - DO NOT TRUST", "", "HTTP Toolkit"),
        ("Sophos_CA_C01001ABCDEF", "", "Sophos"),
    ],
)
def test_interceptors_are_told_by_their_issuer(cn: str, o: str, product: str) -> None:
    assert interceptors.recognise(issued_by(cn, o)) == product


def test_a_leaf_that_only_looks_like_one_is_not() -> None:
    assert interceptors.recognise(parsed(leaf(root(), "mitmproxy"))) is None
    assert interceptors.recognise(issued_by("Some Root", "Lab")) is None
    assert interceptors.recognise([]) is None
    assert interceptors.recognise(issued_by("fortinet-subca2001", "Fortinet")) is None


def test_a_ca_further_up_tells_it_too() -> None:
    zscaler = make(name("Proxy", "Zscaler Inc."), root(), ca=True)
    middle = between(zscaler, "Nameless")
    assert interceptors.recognise(parsed(leaf(middle), middle)) == "Zscaler"
    bare = between(root("Nameless"), "mitmproxy")
    assert interceptors.recognise(parsed(leaf(between(bare)), bare)) == "mitmproxy"


@pytest.mark.parametrize(
    ("cn", "o", "program"),
    [
        ("TRAEFIK DEFAULT CERT", "", "Traefik"),
        ("Kubernetes Ingress Controller Fake Certificate", "Acme Co", "ingress-nginx"),
        ("", "Acme Co", "Go's example generator"),
        ("Plesk", "Plesk", "Plesk"),
        ("Parallels Panel", "Parallels", "Plesk"),
        ("host.example", "SomeOrganization", "Apache httpd of Red Hat"),
        ("localhost.localdomain", "", "Apache httpd of Red Hat"),
        ("localhost", "", "a program's local default"),
        ("*", "Webmin Webserver on host", "Webmin"),
        ("pfSense-5f099cf870c18", "pfSense webConfigurator Self-Signed Certificate", "pfSense"),
        ("synology", "Synology Inc.", "Synology"),
        ("a.example", "Lab", None),
    ],
)
def test_default_certificates(cn: str, o: str, program: str | None) -> None:
    (one,) = parsed(make(name(cn, o)))
    assert interceptors.default_certificate(one) == program


def test_default_certificates_are_told_by_their_issuer_too() -> None:
    (one,) = issued_by("dynamiclistener-ca@1754248688", "dynamiclistener-org")
    assert interceptors.default_certificate(one) == "Rancher or K3s"
    unit = x509.Name(
        [
            x509.NameAttribute(
                NameOID.ORGANIZATIONAL_UNIT_NAME, "VMware ESX Server Default Certificate"
            )
        ]
    )
    (esx,) = parsed(make(unit))
    assert interceptors.default_certificate(esx) == "VMware ESXi"


def test_the_certificate_that_debian_makes() -> None:
    """make-ssl-cert generate-default-snakeoil: CN and SAN are the host, CA:FALSE, 3650 days."""
    ten_years = AT + timedelta(days=3550)
    (made,) = parsed(make("host.lan", names=("host.lan",), ca=False, ends=ten_years))
    assert interceptors.default_certificate(made) == "Debian's ssl-cert (snakeoil)"
    (shorter,) = parsed(make("host.lan", names=("host.lan",), ca=False))
    assert interceptors.default_certificate(shorter) is None


@pytest.mark.parametrize(
    ("cn", "device"),
    [
        ("instant.arubanetworks.com", "an Aruba portal"),
        ("captiveportal-login.hotel.example", "an Aruba portal"),
        ("n143.network-auth.com", "a Meraki portal"),
        ("*.opendns.com", "Cisco Umbrella's block page"),
        ("FortiGate", "a FortiGate"),
        ("router.asus.com", "an ASUS router"),
        ("tplinkwifi.net", "a TP-Link router"),
        ("a.example", None),
    ],
)
def test_portals_and_filters(cn: str, device: str | None) -> None:
    assert interceptors.captive_or_filter(parsed(make(cn))[0]) == device


def test_portals_are_told_by_a_name_in_the_san_too() -> None:
    (one,) = parsed(make("router", names=("router", "fritz.box"), ips=("192.168.178.1",)))
    assert interceptors.captive_or_filter(one) == "a Fritz!Box"


def test_no_public_root_is_taken_for_an_interceptor() -> None:
    for anchor in mozilla().anchors:
        one = read(anchor)
        assert isinstance(one, Certificate)
        assert interceptors.recognise([one]) is None
        assert interceptors.default_certificate(one) is None
