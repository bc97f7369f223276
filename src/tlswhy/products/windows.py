"""Windows: Schannel's errors and events, WinHTTP, certutil; recipes for PowerShell."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.decoders import schannel, winhttp
from tlswhy.products.saying import Saying

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


# The same sentences as other languages have them, from public texts that quote them.
_ELSEWHERE: tuple[tuple[str, str], ...] = (
    (
        "verify issuer-unknown",
        "Die Zertifikatkette wurde von einer nicht vertrauenswürdigen Zertifizierungsstelle ausgestellt",
    ),
    (
        "verify issuer-unknown",
        "La chaîne de certificats a été fournie par une autorité qui n'est pas approuvée",
    ),
    (
        "verify issuer-unknown",
        "La cadena de certificación fue emitida por una entidad en la que no se confía",
    ),
    (
        "verify issuer-unknown",
        "La catena di certificati è stata emessa da un'autorità non disponibile nell'elenco locale",
    ),
    (
        "verify issuer-unknown",
        "A cadeia de certificação foi emitida por uma autoridade que não é de confiança",
    ),
    ("verify issuer-unknown", "证书链是由不受信任的颁发机构颁发的"),
    ("verify issuer-unknown", "信頼されていない機関によって証明書チェーンが発行されました"),
    (
        "verify issuer-unknown",
        "Цепочка сертификатов выпущена центром сертификации, не имеющим доверия",
    ),
    (
        "verify issuer-unknown",
        "endete jedoch mit einem Stammzertifikat, das beim Vertrauensanbieter nicht als vertrauenswürdig gilt",
    ),
    ("verify name", "Der Zielprinzipalname ist falsch"),
    ("verify name", "Le nom du principal cible est incorrect"),
    ("verify name", "El nombre principal de destino es incorrecto"),
    ("verify name", "目标主体名称不正确"),
    ("handshake-failed", "接收到的消息异常，或格式不正确"),  # noqa: RUF001
)

_EVENTS = "Windows 7 to 11, event source Schannel"
_SDK = "Windows SDK 10, winerror.h, winhttp.h, wincrypt.h"

# What the log of events says, ids 36864 to 36888; `{tls}` is SSL, TLS, "TLS 1.2" or empty.
_LOG: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("but none of the cipher suites supported by the client application are supported by the server", ("no-shared-cipher", "side server"), "An TLS 1.2 connection request was received from a remote client application, but none of the cipher suites supported by the client application are supported by the server. The SSL connection request has failed."),
    ("No supported cipher suites were found when initiating", ("no-cipher", "side client"), "No supported cipher suites were found when initiating an SSL connection. This indicates a configuration problem with the client application and/or the installed cryptographic modules. The SSL connection request has failed."),
    ("client authentication, but no suitable client certificate could be found", ("client-cert-absent", "side client"), "The remote server has requested TLS client authentication, but no suitable client certificate could be found. An anonymous connection will be attempted. This TLS connection request may succeed or fail, depending on the server's policy settings."),
    ("The certificate received from the remote client application is not suitable for direct mapping", ("client-verify issuer-unknown", "side server"), "The certificate received from the remote client application is not suitable for direct mapping to a client system account, possibly because the authority that issuing the certificate is not sufficiently trusted. The error code is 0xc000006d."),
    ("The certificate received from the remote client application was not successfully mapped", ("client-cert-refused", "side server"), "The certificate received from the remote client application was not successfully mapped to a client system account. The error code is 0xc000006d. This is not necessarily a fatal error, as the server application may still find the certificate acceptable."),
    ("The certificate received from the remote server has either expired or is not yet valid", ("verify expired", "side client"), "The certificate received from the remote server has either expired or is not yet valid. The SSL connection request has failed."),
    ("The certificate received from the remote server was issued by an untrusted certificate authority", ("verify issuer-unknown", "side client"), "The certificate received from the remote server was issued by an untrusted certificate authority. Because of this, none of the data contained in the certificate can be validated. The SSL connection request has failed."),
    ("The certificate received from the remote server has been revoked", ("verify revoked", "side client"), "The certificate received from the remote server has been revoked. This means that the certificate authority that issued the certificate has invalidated it. The SSL connection request has failed."),
    ("server sends a list of trusted certificate authorities to the client", ("client-cert-absent", "side server"), "When asking for client authentication, this server sends a list of trusted certificate authorities to the client. The client uses this list to choose a client certificate that is trusted by the server. Currently, this server trusts so many certificate authorities that the list has grown too long. This list has thus been truncated."),
    ("No suitable default server credential exists on this system", ("no-certificate", "side server"), "No suitable default server credential exists on this system. This will prevent server applications that expect to make use of the system default credentials from accepting SSL connections."),
    ("does not have a private key information property attached to it", ("cert-file", "side server"), "The SSL server credential's certificate does not have a private key information property attached to it. This most often occurs when a certificate is backed up incorrectly and then later restored."),
    ("credential's private key has the following properties", (), "The SSL server credential's private key has the following properties:"),
    ("The Schannel security package has failed to load", ("config-error",), "The Schannel security package has failed to load. Operations that require the SSL or TLS cryptographic protocols will not work correctly."),
)  # fmt: skip


def _log() -> Iterator[Saying]:
    for words, keys, example in _LOG:
        yield Saying(words, keys, example, _EVENTS)


# Which end it is stands nowhere in the event. An alert about a certificate comes nearly always from
# a client: servers show one each time, clients seldom.
_ABOUT_CERTIFICATES = r"(?P<code>4[2-68])\b"
_OTHER_ALERTS = r"(?P<code>(?!4[2-68]\b)\d{1,3})\b"


def _alert_events() -> Iterator[Saying]:
    means: tuple[str, ...]
    received = (
        ("The following fatal alert was received: ", "The following fatal alert was received: {}."),
        (
            "A fatal alert was received from the remote endpoint",
            "A fatal alert was received from the remote endpoint. The TLS protocol defined fatal alert code is {}.",
        ),
    )
    for words, example in received:
        begin = words.strip(". ") + r".{0,60}?[ :]"
        for pattern, means, number in (
            (begin + _ABOUT_CERTIFICATES, ("side server",), 46),
            (begin + _OTHER_ALERTS, (), 40),
        ):
            yield Saying(
                words.rstrip(), means, example.format(number), _EVENTS, pattern, decode="alert"
            )
    sent = (
        (
            "The following fatal alert was generated",
            "The following fatal alert was generated: {}. The internal error state is {}.",
        ),
        (
            "A fatal alert was generated and sent to the remote endpoint",
            "A fatal alert was generated and sent to the remote endpoint. This may result in termination of the connection. The TLS protocol defined fatal error code is {}. The Windows SChannel error state is {}.",
        ),
    )
    # 1203: the hello could not be read; 1204 to 1208: it could, and does not do. Only servers do.
    for words, example in sent:
        begin = (
            words
            + r".{0,140}?[ :](?P<code>\d{1,3})\. The (?:internal|Windows SChannel) error state is "
        )
        for state, means, number, one in (
            (r"1203\b", ("plain-received", "side server"), 10, 1203),
            (r"120[4-9]\b", ("side server",), 40, 1205),
            (r"(?!120[3-9]\b)\d{1,5}\b", (), 43, 252),
        ):
            yield Saying(
                words,
                means,
                example.format(number, one),
                _EVENTS,
                begin + state,
                decode="alert_sent",
            )


def _credential_events() -> Iterator[Saying]:
    """36871 and 36870: 10010 to 10013 say that settings leave nothing to offer."""
    creating = "A fatal error occurred while creating "
    for kind, side in (("client", "client"), ("server", "server")):
        one = f"{creating}a TLS {kind} credential. The internal error state is "
        for state, means, example in (
            (r"1001[0-3]\b", ("no-version", f"side {side}"), f"{one}10013."),
            (
                r"(?!1001[0-3]\b)\d{1,5}\b",
                ("client-key" if kind == "client" else "cert-file", f"side {side}"),
                f"{one}10001.",
            ),
        ):
            yield Saying(
                creating.rstrip(),
                means,
                example,
                _EVENTS,
                rf"{creating}an? (?:SSL|TLS|SSL/TLS|DTLS)[\w. ]{{0,8}} {kind} credential\. The internal error state is {state}",
            )
        yield Saying(
            "A fatal error occurred when attempting to access the",
            ("client-key" if kind == "client" else "cert-file", f"side {side}"),
            f"A fatal error occurred when attempting to access the SSL {kind} credential private key. The error code returned from the cryptographic module is 0x8009030D. The internal error state is 10001.",
            _EVENTS,
            rf"attempting to access the [\w. /]{{2,12}} {kind} credential private key",
        )


def _errors() -> Iterator[Saying]:
    """Texts, names and flags; the texts without a word of certificates or TLS wait for company."""
    plain = (
        *("Cannot find", "Generic trust", "No credentials", "Key not", "The specified data"),
        *("Invalid provider", "Provider DLL", "The context has", "ASN1", "The buffers"),
    )
    for value, name, text, keys in schannel.ROWS:
        if text:
            example = (
                f"schannel: next InitializeSecurityContext failed: {name} (0x{value:08x}) - {text}."
            )
            yield Saying(text, keys, example, _SDK, certain=not text.startswith(plain))
    for name, keys in (*schannel.FLAGS, *winhttp.FLAGS):
        yield Saying(name, keys, f"trust error {name}", _SDK)
    for number, names, text, keys in winhttp.ROWS:
        if text and number not in (12029, 12030, 12031, 12007, 12152, 12175):
            yield Saying(text, keys, f"0x8007{number:04x} {text}", _SDK)
        for name in names:
            yield Saying(name, keys, f"Error {number}: {name}", _SDK, certain=bool(keys))


def _hex(value: int) -> str:
    return f"{value:08x}"


def _signed(value: int) -> str:
    return str(value - 2**32)


def _code(words: str, pattern: str, example: str, decode: str = "schannel") -> Saying:
    return Saying(words, (), example, _SDK, pattern, decode)


# Every value of the tables, and no other: most HRESULTs have nothing to do with TLS.
_VALUES = (*(row[0] for row in schannel.ROWS), *(0x80070000 + row[0] for row in winhttp.ROWS))
_SPELLINGS: tuple[tuple[str, Callable[[int], str], str], ...] = (
    ("80090", _hex, "InitializeSecurityContext failed with error 0x80090326"),
    ("80092", _hex, "Verifying leaf certificate revocation status returned 0x80092013"),
    ("80093", _hex, "ASN.1 error 0x8009310b"),
    ("80096", _hex, "Error 0x80096004"),
    ("800b0", _hex, "WinVerifyTrust failed: 0x800B0109"),
    ("80072e", _hex, "Download failed (0x80072EFD)"),
    ("80072f", _hex, "WebSettings error 0x80072F8F"),
    ("-21468", _signed, "Error -2146885613 (CRYPT_E_REVOCATION_OFFLINE)"),
    ("-21467", _signed, "HRESULT -2146762487"),
    ("-21470", _signed, "result code -2147012721"),
    ("214807", str, "sc-win32-status 2148074278"),
    ("214808", str, "sc-win32-status 2148081683"),
    ("214820", str, "GET / - 443 - 192.0.2.7 - 403 16 2148204809 15"),
    ("214795", str, "error 2147954575"),
)


def _codes() -> Iterator[Saying]:
    for words, spell, example in _SPELLINGS:
        codes = sorted({code for value in _VALUES if (code := spell(value)).startswith(words)})
        edge = "[0-9a-f]" if spell is _hex else r"\d"
        before = r"(?:0x(?:f{8})?)?" if spell is _hex else ""
        yield _code(words, rf"(?<!{edge}){before}(?P<code>{'|'.join(codes)})L?(?!{edge})", example)
    for begin, example in (
        ("SEC_E_", "Unknown error: SEC_E_INVALID_TOKEN"),
        ("SEC_I_", "status SEC_I_INCOMPLETE_CREDENTIALS"),
        ("CRYPT_E_", "CRYPT_E_NO_REVOCATION_CHECK"),
        ("CERT_E_", "CERT_E_UNTRUSTEDROOT"),
        ("TRUST_E_", "TRUST_E_CERT_SIGNATURE"),
        ("NTE_BAD_KEYSET", "NTE_BAD_KEYSET"),
    ):
        names = "|".join(row[1] for row in schannel.ROWS if row[1].startswith(begin))
        yield _code(begin, rf"(?<![A-Z_])(?P<code>{names})(?![A-Z_])", example)


_WINHTTP = r"(?P<code>12(?:0|1)\d{2})(?!\d)"
_WINHTTP_CODES = (
    _code("WinHttp", rf"WinHttp.{{0,80}}?(?<!\d){_WINHTTP}", "WinHttpSendRequest failed with 12175", "winhttp"),
    _code("WinINet", rf"WinINet.{{0,80}}?(?<!\d){_WINHTTP}", "WinINet error code = 12157", "winhttp"),
    _code("HttpSendRequest", rf"HttpSendRequest.{{0,80}}?(?<!\d){_WINHTTP}", "HttpSendRequest failed: 12045", "winhttp"),
    _code("InternetOpenUrl", rf"InternetOpenUrl.{{0,80}}?(?<!\d){_WINHTTP}", "InternetOpenUrl failed: 12057", "winhttp"),
    _code("error code 12", rf"error code {_WINHTTP}", "The download failed with error code 12175.", "winhttp"),
)  # fmt: skip


PRODUCT = Product(
    name="Windows",
    usual=True,
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
    sayings=(
        *(
            Saying(
                words,
                (key, "side client"),
                words,
                "Windows 7 to 11, messages of SEC_E_UNTRUSTED_ROOT, SEC_E_WRONG_PRINCIPAL and their like",
            )
            for key, words in _ELSEWHERE
        ),
        *_log(),
        *_alert_events(),
        *_credential_events(),
        *_errors(),
        *_codes(),
        *_WINHTTP_CODES,
        Saying(
            "The certificate received from the remote server has not validated correctly",
            ("verify failed", "side client"),
            "The certificate received from the remote server has not validated correctly. The error code is 0x80090328. The SSL connection request has failed.",
            _EVENTS,
        ),
        Saying(
            "The certificate received from the remote client application has not validated correctly",
            ("client-verify failed", "side server"),
            "The certificate received from the remote client application has not validated correctly. The error code is 0x800b0109. The attached data contains the client certificate.",
            _EVENTS,
        ),
        Saying(
            "The certificate received from the remote server does not contain the expected name",
            ("verify name", "side client"),
            "The certificate received from the remote server does not contain the expected name. It is therefore not possible to determine whether we are connecting to the correct server. The server name we were expecting is www.example.org. The SSL connection request has failed.",
            _EVENTS,
            r"does not contain the expected name(?:.{0,160}?The server name we were expecting is (?P<host>[\w.-]{1,200}?)\.? )?",
        ),
        Saying(
            "specified certificate's chain could not be retrieved",
            ("verify issuer-missing",),
            "The TLS server specified certificate's chain could not be retrieved.",
            _EVENTS,
        ),
        Saying(
            "An error occurred while using SSL configuration for endpoint",
            ("no-certificate", "side server"),
            "An error occurred while using SSL configuration for endpoint 0.0.0.0:443. The error status code is contained within the returned data.",
            "Windows, event 15021 of HttpEvent",
        ),
        Saying(
            "SSL Certificate add failed, Error",
            ("cert-file", "side server"),
            "SSL Certificate add failed, Error: 1312 A specified logon session does not exist. It may already have been terminated.",
            "Windows, netsh http add sslcert",
        ),
        Saying(
            "Leaf certificate is REVOKED",
            ("verify revoked",),
            "Leaf certificate is REVOKED (Reason=1)",
            "Windows, certutil -verify",
        ),
        Saying(
            "ERROR: Verifying leaf certificate revocation status returned",
            ("verify revocation-unknown",),
            "ERROR: Verifying leaf certificate revocation status returned The revocation function was unable to check revocation because the revocation server was offline. 0x80092013 (-2146885613 CRYPT_E_REVOCATION_OFFLINE)",
            "Windows, certutil -verify",
        ),
        Saying(
            "Cannot check leaf certificate revocation status",
            ("verify revocation-unknown",),
            "CertUtil: -verify command completed successfully. Cannot check leaf certificate revocation status",
            "Windows, certutil -verify",
        ),
        Saying(
            "Encryption test FAILED",
            ("cert-file",),
            "Encryption test FAILED CertUtil: -store command FAILED: 0x80090016 (-2146893802)",
            "Windows, certutil -store",
            certain=False,
        ),
        Saying(
            "CertUtil: -importPFX command FAILED",
            ("client-key",),
            "CertUtil: -importPFX command FAILED: 0x80070056 (WIN32: 86 ERROR_INVALID_PASSWORD)",
            "Windows, certutil -importPFX",
        ),
        Saying(
            "LDAP over Secure Sockets Layer (SSL) will be unavailable at this time",
            ("no-certificate", "side server"),
            "LDAP over Secure Sockets Layer (SSL) will be unavailable at this time because the server was unable to obtain a certificate. Additional Data Error value: 8009030e No credentials are available in the security package",
            "Windows Server, event 1220 of ActiveDirectory_DomainService",
        ),
        Saying(
            "An existing connection was forcibly closed by the remote host",
            ("reset",),
            "An existing connection was forcibly closed by the remote host.",
            "Windows, WSAECONNRESET 10054",
            certain=False,
        ),
        Saying(
            "No connection could be made because the target machine actively refused it",
            ("refused",),
            "No connection could be made because the target machine actively refused it.",
            "Windows, WSAECONNREFUSED 10061",
            certain=False,
        ),
        Saying(
            "A connection attempt failed because the connected party did not properly respond",
            ("connect-timeout",),
            "A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond.",
            "Windows, WSAETIMEDOUT 10060",
            certain=False,
        ),
        Saying(
            "An established connection was aborted by the software in your host machine",
            ("eof",),
            "An established connection was aborted by the software in your host machine.",
            "Windows, WSAECONNABORTED 10053",
            certain=False,
        ),
        Saying(
            "A socket operation was attempted to an unreachable network",
            ("unreachable",),
            "A socket operation was attempted to an unreachable network.",
            "Windows, WSAENETUNREACH 10051",
            certain=False,
        ),
        Saying(
            "No such host is known",
            ("dns-failed",),
            "No such host is known.",
            "Windows, WSAHOST_NOT_FOUND 11001",
            certain=False,
        ),
    ),
)
