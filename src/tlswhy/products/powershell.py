"""PowerShell: Windows PowerShell 5 on .NET Framework, PowerShell 7 on .NET."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_GALLERY = "PowerShellGet 1 and 2, PackageManagement"


def _cmdlet(name: str) -> tuple[Saying, ...]:
    """What stands before and after the message of .NET."""
    return (
        Saying(
            f"{name} : ",
            ("side client",),
            f"{name} : The remote server returned an error: (403) Forbidden.",
            "Windows PowerShell 5.1",
            certain=False,
        ),
        Saying(
            f"{name}: ",
            ("side client",),
            f"{name}: Response status code does not indicate success: 403 (Forbidden).",
            "PowerShell 7",
            certain=False,
        ),
        Saying(
            f"[{name}], WebException",
            ("side client",),
            f"+ CategoryInfo : InvalidOperation: (System.Net.HttpWebRequest:HttpWebRequest) [{name}], WebException",
            "Windows PowerShell 5.1",
            certain=False,
        ),
    )


PRODUCT = Product(
    name="PowerShell",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "For this session of Windows PowerShell 5; PowerShell 7 needs nothing.",
            ("[Net.ServicePointManager]::SecurityProtocol = 'Tls12'",),
        ),
        Remedy.USE_PROXY: Recipe(
            "For one call.", ("Invoke-WebRequest https://{host}:{port}/ -Proxy http://{proxy}",)
        ),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "With the user's own account.",
            (
                "Invoke-WebRequest https://{host}:{port}/ -Proxy http://{proxy} `",
                "  -ProxyUseDefaultCredentials",
            ),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "With a certificate of the user's store.",
            (
                r"Get-ChildItem Cert:\CurrentUser\My",
                "Invoke-WebRequest https://{host}:{port}/ `",
                "  -CertificateThumbprint THUMBPRINT",
            ),
        ),
    },
    sayings=(
        *_cmdlet("Invoke-WebRequest"),
        *_cmdlet("Invoke-RestMethod"),
        Saying(
            "Microsoft.PowerShell.Commands.InvokeWebRequestCommand",
            ("side client",),
            "+ FullyQualifiedErrorId : WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand",
            "Windows PowerShell 5.1 and 7",
            certain=False,
        ),
        Saying(
            "Microsoft.PowerShell.Commands.InvokeRestMethodCommand",
            ("side client",),
            "+ FullyQualifiedErrorId : WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand",
            "Windows PowerShell 5.1 and 7",
            certain=False,
        ),
        Saying(
            'Exception calling "DownloadString" with',
            ("side client",),
            'Exception calling "DownloadString" with "1" argument(s): "The request was aborted: Could not create SSL/TLS secure channel."',
            "Windows PowerShell 5.1",
            certain=False,
        ),
        Saying(
            'Exception calling "DownloadFile" with',
            ("side client",),
            'Exception calling "DownloadFile" with "2" argument(s): "The request was aborted: Could not create SSL/TLS secure channel."',
            "Windows PowerShell 5.1",
            certain=False,
        ),
        Saying(
            "Start-BitsTransfer : ",
            ("side client",),
            "Start-BitsTransfer : A security error occurred",
            "Windows PowerShell 5.1, BitsTransfer",
            certain=False,
        ),
        Saying(
            "Unable to resolve package source 'https://",
            ("handshake-failed", "side client"),
            "WARNING: Unable to resolve package source 'https://packages.example/api/v2'.",
            _GALLERY,
        ),
        Saying(
            "Unable to download from URI 'https://go.microsoft.com/fwlink/?LinkID=627338",
            ("handshake-failed", "side client"),
            "WARNING: Unable to download from URI 'https://go.microsoft.com/fwlink/?LinkID=627338&clcid=0x409' to ''.",
            _GALLERY,
        ),
        Saying(
            "No match was found for the specified search criteria for the provider 'NuGet'",
            ("handshake-failed", "side client"),
            "Install-PackageProvider : No match was found for the specified search criteria for the provider 'NuGet'.",
            _GALLERY,
        ),
        Saying(
            "WinRM cannot complete the operation",
            ("unreachable", "side client"),
            "WinRM cannot complete the operation. Verify that the specified computer name is valid, that the computer is accessible over the network",
            "Windows, WinRM",
            certain=False,
        ),
        Saying(
            "The SSL certificate contains a common name (CN) that does not match the hostname",
            ("verify name", "side client"),
            "The server certificate on the destination computer (host.example.org:5986) has the following errors: The SSL certificate contains a common name (CN) that does not match the hostname.",
            "Windows, WinRM",
        ),
        Saying(
            "The SSL certificate is signed by an unknown certificate authority",
            ("verify issuer-unknown", "side client"),
            "The server certificate on the destination computer (host.example.org:5986) has the following errors: The SSL certificate is signed by an unknown certificate authority.",
            "Windows, WinRM",
        ),
        Saying(
            "The SSL certificate could not be checked for revocation",
            ("verify revocation-unknown", "side client"),
            "The server certificate on the destination computer (host.example.org:5986) has the following errors: The SSL certificate could not be checked for revocation. The server used to check for revocation might be unreachable.",
            "Windows, WinRM",
        ),
        Saying(
            "The server certificate on the destination computer",
            ("verify failed", "side client"),
            "The server certificate on the destination computer (host.example.org:5986) has the following errors:",
            "Windows, WinRM",
            pattern=r"on the destination computer \((?P<host>[\w.-]{1,120}):(?P<port>\d{2,5})\) has the following errors",
        ),
        Saying(
            "The WinRM client cannot process the request. The certificate",
            ("verify failed",),
            "The WinRM client cannot process the request. The certificate CN (host) and the hostname that were provided do not match.",
            "Windows, WinRM",
        ),
    ),
    speaks=("side client",),
)
