"""Windows Update, WSUS and Configuration Manager."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_WU = "Windows 7 to 11, WindowsUpdate.log; wuerror.h"
_WSUS = "WSUS 3 to 10, SoftwareDistribution.log"
_CCM = "Configuration Manager 2012 to 2403, ccmsetup.log, LocationServices.log"

PRODUCT = Product(
    name="Windows Update",
    roles=(Role.CLIENT,),
    sayings=(
        Saying(
            "0x80240437",
            ("verify failed",),
            "WARNING: Failed to initialize Simple Targeting Cookie: 0x80240437",
            _WU,
        ),
        Saying(
            "WU_E_PT_SECURITY_VERIFICATION_FAILURE",
            ("verify failed",),
            "WU_E_PT_SECURITY_VERIFICATION_FAILURE",
            _WU,
        ),
        Saying(
            "0x80240438",
            ("unreachable",),
            "Error 0x80240438",
            _WU,
            certain=False,
        ),
        Saying(
            "0x8024401B",
            ("proxy-answered 407",),
            "Error: 0x8024401b. wuauclt handler: failed to spawn COM server.",
            _WU,
        ),
        Saying(
            "WU_E_PT_HTTP_STATUS_PROXY_AUTH_REQ",
            ("proxy-answered 407",),
            "WU_E_PT_HTTP_STATUS_PROXY_AUTH_REQ",
            _WU,
        ),
        Saying(
            "0x80244018",
            ("http-status 403",),
            "GetCookie failed 0x80244018",
            _WU,
            certain=False,
        ),
        Saying(
            "0x80244022",
            ("http-status 503",),
            "SyncUpdates failed 0x80244022",
            _WU,
            certain=False,
        ),
        Saying(
            "0x80244023",
            ("http-status 504",),
            "SyncUpdates failed 0x80244023",
            _WU,
            certain=False,
        ),
        Saying(
            "0x8024402C",
            ("dns-failed", "proxy-set"),
            "WARNING: SendRequest failed with hr = 80072ee7. Proxy List used: <(null)> 0x8024402c",
            _WU,
            certain=False,
        ),
        Saying(
            "SendRequest failed with hr = ",
            ("side client",),
            "Misc WARNING: Send failed with hr = 80072f8f. SendRequest failed with hr = 80072f8f. Proxy List used: <(null)> Bypass List used : <(null)>",
            _WU,
        ),
        Saying(
            "Send failed with hr = ",
            ("side client",),
            "Misc WARNING: Send failed with hr = 80072f8f.",
            _WU,
        ),
        Saying(
            "The remote name could not be resolved: 'sws.update.microsoft.com'",
            ("dns-failed",),
            "WebException: The remote name could not be resolved: 'sws.update.microsoft.com'",
            _WSUS,
        ),
        Saying(
            "The WSUS administration console was unable to connect to the WSUS Server",
            ("side client",),
            "The WSUS administration console was unable to connect to the WSUS Server via the remote API.",
            _WSUS,
            certain=False,
        ),
        Saying(
            "Microsoft.UpdateServices.ServerSync.ServerSyncLib",
            ("side client",),
            "at Microsoft.UpdateServices.ServerSync.ServerSyncLib.InternetGetServerAuthConfig",
            _WSUS,
            certain=False,
        ),
        Saying(
            "[CCMHTTP] ERROR INFO: StatusCode=",
            ("side client",),
            "[CCMHTTP] ERROR INFO: StatusCode=600 StatusText=",
            _CCM,
            certain=False,
        ),
        Saying(
            "WINHTTP_CALLBACK_STATUS_SECURE_FAILURE Encountered",
            ("handshake-failed", "side client"),
            "[CCMHTTP] AsyncCallback(): WINHTTP_CALLBACK_STATUS_SECURE_FAILURE Encountered",
            _CCM,
        ),
        Saying(
            "There are no certificate(s) that meet the criteria",
            ("client-cert-absent", "side client"),
            "There are no certificate(s) that meet the criteria.",
            _CCM,
        ),
        Saying(
            "Failed to find the certificate in the store",
            ("client-cert-absent", "side client"),
            "Failed to find the certificate in the store, retry 1.",
            _CCM,
        ),
    ),
    speaks=("side client",),
)
