"""dnf, yum, zypper and subscription-manager: librepo and libcurl, yum 3 with NSS."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="dnf and yum",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For the system; sslcacert in a .repo file is for one repository.",
            (
                "cp {ca}.pem /etc/pki/ca-trust/source/anchors/ && update-ca-trust",
                "sslcacert=/path/to/{ca}.pem",
            ),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "In the .repo file.",
            ("sslclientcert=/path/to/client.pem", "sslclientkey=/path/to/client.key"),
        ),
        Remedy.USE_PROXY: Recipe(
            "In /etc/dnf/dnf.conf or /etc/yum.conf.", ("proxy=http://{proxy}",)
        ),
        Remedy.PROXY_URL_HTTP: Recipe(
            "In /etc/dnf/dnf.conf or /etc/yum.conf.", ("proxy=http://{proxy}",)
        ),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "In /etc/dnf/dnf.conf or /etc/yum.conf.",
            ("proxy=http://{proxy}", "proxy_username=USER", "proxy_password=PASSWORD"),
        ),
        Remedy.BYPASS_PROXY: Recipe("In the .repo file.", ("proxy=_none_",)),
    },
    sayings=(
        Saying(
            "[Errno 14] curl#",
            (),
            'https://mirror.example/repodata/repomd.xml: [Errno 14] curl#60 - "Peer\'s Certificate issuer is not recognized."',
            "yum and urlgrabber urlgrabber/grabber.py",
            pattern=r"curl#(?P<code>\d{1,2}) - ",
            decode="curl_exit",
        ),
        Saying(
            "[Errno 14] problem making ssl connection",
            ("handshake-failed",),
            "https://mirror.example/repodata/repomd.xml: [Errno 14] problem making ssl connection",
            "urlgrabber urlgrabber/grabber.py",
        ),
        Saying(
            "[Errno 14] PYCURL ERROR",
            (),
            '[Errno 14] PYCURL ERROR 77 - "Problem with the SSL CA cert (path? access rights?)"',
            "urlgrabber urlgrabber/grabber.py, 3.9",
            pattern=r"PYCURL ERROR (?P<code>\d{1,2}) ",
            decode="curl_exit",
        ),
        Saying(
            "Curl error (",
            (),
            "Errors during downloading metadata for repository 'baseos': - Curl error (60): SSL peer certificate or SSH remote key was not OK for https://mirror.example/repomd.xml",
            "librepo librepo/downloader.c",
            pattern=r"Curl error \(\d{1,2}\): .{1,200}? for (?P<host>https?://[^\s\[]{1,300})",
        ),
        Saying(
            "Unable to verify server's identity:",
            ("verify failed",),
            "Unable to verify server's identity: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:618)",
            "subscription-manager src/subscription_manager/exceptions.py",
        ),
        Saying(
            "Download (curl) error for",
            (),
            "Download (curl) error for 'https://mirror.example/content': Error code: Curl error 60",
            "libzypp zypp/media/MediaException.cc",
            pattern=r"Download \(curl\) error for '(?P<host>https?://[^']{1,300})'",
        ),
    ),
    speaks=("side client",),
)
