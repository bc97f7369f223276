"""winget and Chocolatey."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_RESULTS = "winget-cli src/AppInstallerSharedLib/Public/AppInstallerErrors.h"

PRODUCT = Product(
    name="winget",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.EXEMPT_FROM_INSPECTION: Recipe(
            "The source msstore pins its certificate; as administrator, where the policy allows it.",
            ("winget settings --enable BypassCertificatePinningForMicrosoftStore",),
        ),
        Remedy.USE_PROXY: Recipe(
            "As administrator.",
            (
                "winget settings set DefaultProxy http://{proxy}",
                "choco config set --name=proxy --value=http://{proxy}",
            ),
        ),
    },
    sayings=(
        Saying(
            "The server certificate did not match any of the expected values",
            ("verify pin",),
            "0x8a15005e : The server certificate did not match any of the expected values.",
            _RESULTS,
        ),
        Saying(
            "0x8a15005e",
            ("verify pin",),
            "Failed when searching source: msstore 0x8a15005e",
            _RESULTS,
        ),
        Saying(
            "InternetOpenUrl() failed.",
            ("handshake-failed",),
            "InternetOpenUrl() failed. 0x80072f7d : unknown error",
            "winget-cli src/AppInstallerCommonCore/Downloader.cpp",
            pattern=r"InternetOpenUrl\(\) failed\.? ?0x80072f7d",
        ),
        Saying(
            "InternetOpenUrl() failed.",
            ("verify issuer-unknown",),
            "InternetOpenUrl() failed. 0x80072f0d : unknown error",
            "winget-cli src/AppInstallerCommonCore/Downloader.cpp",
            pattern=r"InternetOpenUrl\(\) failed\.? ?0x80072f0d",
        ),
        Saying(
            "Unable to connect to source 'https://",
            (),
            "Unable to connect to source 'https://packages.example/api/v2/': The request was aborted: Could not create SSL/TLS secure channel.",
            "choco src/chocolatey/infrastructure.app/nuget/NugetList.cs",
            pattern=r"Unable to connect to source '(?P<host>https://[^']{1,253})'",
        ),
        Saying(
            "Unable to load the service index for source https://",
            (),
            "Unable to load the service index for source https://packages.example/v3/index.json.",
            "NuGet.Client src/NuGet.Core/NuGet.Protocol/",
            pattern=r"service index for source (?P<host>https://[^\s]{1,253}?)\.?(?:\s|$)",
        ),
    ),
    speaks=("side client",),
)
