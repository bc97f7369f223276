"""Windows: Schannel, .NET Framework and PowerShell."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role

_SCHANNEL = r"$k = 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL'"


def _turn_on(version: str, side: str) -> tuple[str, ...]:
    """A version for every program that leaves the choice to Schannel; needs a restart."""
    return (
        _SCHANNEL,
        rf'$k += "\Protocols\{version}\{side}"',
        "New-Item $k -Force | Out-Null",
        "Set-ItemProperty $k Enabled 1 -Type DWord",
        "Set-ItemProperty $k DisabledByDefault 0 -Type DWord",
    )


PRODUCT = Product(
    name="Windows",
    roles=(Role.CLIENT, Role.SERVER, Role.NETWORK),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "As administrator, for the whole machine.",
            (
                r"Import-Certificate -FilePath {ca}.cer `",
                r"  -CertStoreLocation Cert:\LocalMachine\Root",
            ),
        ),
        Remedy.FIX_CLOCK: Recipe("As administrator.", ("w32tm /resync", "w32tm /query /status")),
        Remedy.FIX_DNS: Recipe(
            "What this machine is told.", ("Resolve-DnsName {host}", "Clear-DnsClientCache")
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "One PowerShell session; then every program on .NET Framework 4.",
            (
                "[Net.ServicePointManager]::SecurityProtocol = 'Tls12'",
                r"$k = 'HKLM:\SOFTWARE\Microsoft\.NETFramework\v4.0.30319'",
                "Set-ItemProperty $k SchUseStrongCrypto 1 -Type DWord",
                "Set-ItemProperty $k SystemDefaultTlsVersions 1 -Type DWord",
            ),
        ),
        Remedy.LOWER_CLIENT_VERSION: Recipe(
            "As administrator, then restart.", _turn_on("TLS 1.0", "Client")
        ),
        Remedy.RAISE_SERVER_VERSION: Recipe(
            "As administrator, then restart.", _turn_on("TLS 1.2", "Server")
        ),
        Remedy.LOWER_SERVER_VERSION: Recipe(
            "As administrator, then restart.", _turn_on("TLS 1.0", "Server")
        ),
        Remedy.WIDEN_SERVER_CIPHERS: Recipe(
            "As administrator; a group policy for the cipher order comes first.",
            (
                "Enable-TlsCipherSuite TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                "Enable-TlsCipherSuite TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            ),
        ),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "IIS serves the intermediates it finds in this store.",
            (
                r"Import-Certificate -FilePath intermediate.cer `",
                r"  -CertStoreLocation Cert:\LocalMachine\CA",
            ),
        ),
        Remedy.PROXY_ADDRESS: Recipe(
            "Services use WinHTTP's setting, not the user's.",
            ("netsh winhttp show proxy", "netsh winhttp set proxy {proxy}"),
        ),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "For one PowerShell session, with the user's own account.",
            (
                "[Net.WebRequest]::DefaultWebProxy.Credentials =",
                "  [Net.CredentialCache]::DefaultCredentials",
            ),
        ),
        Remedy.BYPASS_PROXY: Recipe(
            "For services.", ('netsh winhttp set proxy {proxy} "<local>;{host}"',)
        ),
    },
)
