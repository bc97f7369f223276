"""Internet Explorer, the first Edge, and what uses their dialogs (Outlook, Office)."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_IE = "Internet Explorer 7 to 11, error pages and ieframe.dll"
_EDGE = "Edge 12 to 44 (EdgeHTML), Internet Explorer 11 on Windows 10, error pages"

PRODUCT = Product(
    name="Internet Explorer",
    roles=(Role.CLIENT,),
    sayings=(
        Saying(
            "There is a problem with this website's security certificate",
            ("verify failed",),
            "There is a problem with this website's security certificate",
            _IE,
        ),
        Saying(
            "The security certificate presented by this website was not issued by a trusted certificate authority",
            ("verify issuer-unknown",),
            "The security certificate presented by this website was not issued by a trusted certificate authority",
            _IE,
        ),
        Saying(
            "The security certificate presented by this website was issued for a different website's address",
            ("verify name",),
            "The security certificate presented by this website was issued for a different website's address",
            _IE,
        ),
        Saying(
            "The security certificate presented by this website has expired or is not yet valid",
            ("verify expired",),
            "The security certificate presented by this website has expired or is not yet valid",
            _IE,
        ),
        Saying(
            "The security certificate presented by this website is not secure",
            ("verify weak",),
            "The security certificate presented by this website is not secure",
            _IE,
        ),
        Saying(
            "Security certificate problems may indicate an attempt to fool you or intercept any data",
            (),
            "Security certificate problems may indicate an attempt to fool you or intercept any data",
            _IE,
        ),
        Saying(
            "Turn on TLS 1.0, TLS 1.1, and TLS 1.2 in Advanced settings",
            ("no-parameters", "handshake-failed"),
            "This page can't be displayed Turn on TLS 1.0, TLS 1.1, and TLS 1.2 in Advanced settings and try connecting to https://www.example.org again.",
            _IE,
        ),
        Saying(
            "Make sure TLS and SSL protocols are enabled",
            ("no-parameters", "handshake-failed"),
            "Make sure TLS and SSL protocols are enabled. Go to Tools > Internet Options > Advanced > Settings > Security",
            _IE,
        ),
        Saying(
            "it is possible that this site uses an unsupported protocol or cipher suite such as RC4",
            ("no-parameters",),
            "If this error persists, it is possible that this site uses an unsupported protocol or cipher suite such as RC4 (link for the details), which is not considered secure.",
            _IE,
        ),
        Saying(
            "Can't connect securely to this page",
            ("no-parameters", "handshake-failed"),
            "Can't connect securely to this page This might be because the site uses outdated or unsafe TLS security settings.",
            _EDGE,
        ),
        Saying(
            "This might be because the site uses outdated or unsafe TLS security settings",
            ("no-parameters", "server-version"),
            "This might be because the site uses outdated or unsafe TLS security settings",
            _EDGE,
        ),
        Saying(
            "Your TLS security settings aren't set to the defaults, which could also be causing this error",
            (),
            "Your TLS security settings aren't set to the defaults, which could also be causing this error",
            _EDGE,
        ),
        Saying(
            "There's an issue with the site's security",
            ("verify failed",),
            "There's an issue with the site's security",
            _EDGE,
        ),
        Saying(
            "This site is not secure This might mean that someone's trying to fool you or steal any info you send to the server",
            ("verify failed",),
            "This site is not secure This might mean that someone's trying to fool you or steal any info you send to the server",
            _EDGE,
        ),
        Saying(
            "This might mean that someone's trying to fool you or steal any info you send to the server",
            ("verify failed",),
            "This might mean that someone's trying to fool you or steal any info you send to the server",
            _EDGE,
        ),
        Saying(
            "The hostname in the website's security certificate differs from the website you are trying to visit",
            ("verify name",),
            "The hostname in the website's security certificate differs from the website you are trying to visit",
            _EDGE,
        ),
        Saying(
            "Your PC doesn't trust this website's security certificate",
            ("verify issuer-unknown",),
            "Your PC doesn't trust this website's security certificate",
            _EDGE,
        ),
        Saying(
            "The website's security certificate is not yet valid or has expired",
            ("verify expired",),
            "The website's security certificate is not yet valid or has expired",
            _EDGE,
        ),
        Saying(
            "The website's security certificate has been revoked",
            ("verify revoked",),
            "The website's security certificate has been revoked",
            _EDGE,
        ),
        Saying(
            "DLG_FLAGS_INVALID_CA",
            ("verify issuer-unknown",),
            "Error Code: DLG_FLAGS_INVALID_CA",
            _EDGE,
        ),
        Saying(
            "DLG_FLAGS_SEC_CERT_CN_INVALID",
            ("verify name",),
            "Error Code: DLG_FLAGS_SEC_CERT_CN_INVALID",
            _EDGE,
        ),
        Saying(
            "DLG_FLAGS_SEC_CERT_DATE_INVALID",
            ("verify expired",),
            "Error Code: DLG_FLAGS_SEC_CERT_DATE_INVALID",
            _EDGE,
        ),
        Saying(
            "DLG_FLAGS_SEC_CERT_REV_FAILED",
            ("verify revocation-unknown",),
            "Error Code: DLG_FLAGS_SEC_CERT_REV_FAILED",
            _EDGE,
        ),
        Saying(
            "DLG_FLAGS_WEAK_SIGNATURE",
            ("verify weak",),
            "Error Code: DLG_FLAGS_WEAK_SIGNATURE",
            _EDGE,
        ),
        Saying(
            "INET_E_SECURITY_PROBLEM",
            ("verify failed",),
            "Error Code: INET_E_SECURITY_PROBLEM",
            _EDGE,
        ),
        Saying(
            "INET_E_INVALID_CERTIFICATE",
            ("verify failed",),
            "Error Code: INET_E_INVALID_CERTIFICATE",
            _EDGE,
        ),
        Saying(
            "Revocation information for the security certificate for this site is not available",
            ("verify revocation-unknown",),
            "Revocation information for the security certificate for this site is not available. Do you want to proceed?",
            _IE,
        ),
        Saying(
            "there is a problem with the site's security certificate",
            ("verify failed",),
            "Information you exchange with this site cannot be viewed or changed by others. However, there is a problem with the site's security certificate.",
            _IE,
        ),
        Saying(
            "The security certificate was issued by a company you have not chosen to trust",
            ("verify issuer-unknown",),
            "The security certificate was issued by a company you have not chosen to trust. View the certificate to determine whether you want to trust the certifying authority.",
            _IE,
        ),
        Saying(
            "The name on the security certificate is invalid or does not match the name of the site",
            ("verify name",),
            "The name on the security certificate is invalid or does not match the name of the site",
            _IE,
        ),
        Saying(
            "The security certificate has expired or is not yet valid",
            ("verify expired",),
            "The security certificate has expired or is not yet valid",
            _IE,
        ),
        Saying(
            "The security certificate is from a trusted certifying authority",
            (),
            "The security certificate is from a trusted certifying authority",
            _IE,
        ),
        Saying(
            "The security certificate date is valid",
            (),
            "The security certificate date is valid",
            _IE,
        ),
    ),
    speaks=("side client",),
)
