""".NET Framework, .NET 5 and newer, Mono, NuGet: what SslStream and HttpClient say.

On Windows Schannel's words stand inside of theirs, on Linux OpenSSL's, on macOS Apple's.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_RUNTIME = "dotnet/runtime 3.1 to 9.0, Strings.resx of System.Net.Security and System.Net.Http"
_FRAMEWORK = ".NET Framework 4.8, System.txt"
_CHAIN = "dotnet/runtime, X509ChainStatusFlags"

# Flags of X509ChainStatusFlags and SslPolicyErrors, as they are printed by name.
_FLAGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("RemoteCertificateNotAvailable", ("no-certificate",)),
    ("RemoteCertificateNameMismatch", ("verify name",)),
    ("RemoteCertificateChainErrors", ("verify failed",)),
    ("NotTimeValid", ("verify expired",)),
    ("NotTimeNested", ("verify strict",)),
    ("NotSignatureValid", ("verify signature",)),
    ("NotValidForUsage", ("verify purpose",)),
    ("UntrustedRoot", ("verify issuer-unknown",)),
    ("RevocationStatusUnknown", ("verify revocation-unknown",)),
    ("OfflineRevocation", ("verify revocation-unknown",)),
    ("InvalidExtension", ("verify strict",)),
    ("InvalidPolicyConstraints", ("verify strict",)),
    ("InvalidBasicConstraints", ("verify purpose",)),
    ("InvalidNameConstraints", ("verify name-constraints",)),
    ("HasNotSupportedNameConstraint", ("verify name-constraints",)),
    ("HasNotDefinedNameConstraint", ("verify name-constraints",)),
    ("HasNotPermittedNameConstraint", ("verify name-constraints",)),
    ("HasExcludedNameConstraint", ("verify name-constraints",)),
    ("PartialChain", ("verify issuer-missing",)),
    ("CtlNotTimeValid", ("verify failed",)),
    ("ExplicitDistrust", ("verify distrusted",)),
    ("HasNotSupportedCriticalExtension", ("verify strict",)),
    ("HasWeakSignature", ("verify weak",)),
    ("NoIssuanceChainPolicy", ("verify strict",)),
)

# Words, keys, a whole line where the words are a part of one, and where they are from.
_WORDS: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("The SSL connection could not be established, see inner exception", ("handshake-failed", "side client"), "System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.", _RUNTIME),
    ("Authentication failed, see inner exception", ("handshake-failed",), "System.Security.Authentication.AuthenticationException: Authentication failed, see inner exception.", _RUNTIME),
    ("A call to SSPI failed, see inner exception", ("handshake-failed",), "System.Security.Authentication.AuthenticationException: A call to SSPI failed, see inner exception.", _FRAMEWORK),
    ("Authentication failed because the remote party has closed the transport stream", ("eof", "handshake-failed"), "System.IO.IOException: Authentication failed because the remote party has closed the transport stream.", _RUNTIME),
    ("Authentication failed on the remote side", ("handshake-failed",), "Authentication failed on the remote side (the stream might still be available for additional authentication attempts).", _RUNTIME),
    ("Received an unexpected EOF or 0 bytes from the transport stream", ("eof",), "System.IO.IOException: Received an unexpected EOF or 0 bytes from the transport stream.", _RUNTIME),
    ("The handshake failed due to an unexpected packet format", ("not-tls",), "System.IO.IOException: The handshake failed due to an unexpected packet format.", _RUNTIME),
    ("Cannot determine the frame size or a corrupted frame was received", ("not-tls",), "System.Security.Authentication.AuthenticationException: Cannot determine the frame size or a corrupted frame was received.", _RUNTIME),
    ("Received incomplete authentication message. Remote party has probably closed the connection", ("eof",), "", _RUNTIME),
    ("The remote certificate is invalid according to the validation procedure", ("verify failed",), "System.Security.Authentication.AuthenticationException: The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch", _RUNTIME),
    ("The remote certificate is invalid because of errors in the certificate chain", ("verify failed",), "AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: PartialChain", _RUNTIME),
    ("The remote certificate was rejected by RemoteCertificateValidationCallback", ("verify failed",), "", _RUNTIME),
    ("The remote certificate was rejected by the provided RemoteCertificateValidationCallback", ("verify failed",), "", _RUNTIME),
    ("The remote party requested renegotiation when AllowRenegotiation was set to false", ("late-auth",), "", _RUNTIME),
    ("The server mode SSL must use a certificate with the associated private key", ("cert-file", "no-certificate", "side server"), "System.NotSupportedException: The server mode SSL must use a certificate with the associated private key.", _RUNTIME),
    ("The client certificate is not available for authentication", ("client-cert-absent",), "", _RUNTIME),
    ("The requested security protocol is not supported", ("no-version",), "System.NotSupportedException: The requested security protocol is not supported.", _RUNTIME),
    ("The specified value is not valid in the 'SslProtocolType' enumeration", ("no-version",), "", _FRAMEWORK),
    ("The decryption operation failed, see inner exception", ("bad-record",), "System.IO.IOException: The decryption operation failed, see inner exception.", _RUNTIME),
    ("The encryption operation failed, see inner exception", ("handshake-failed",), "System.IO.IOException: The encryption operation failed, see inner exception.", _RUNTIME),
    ("SSL Handshake failed with OpenSSL error", ("handshake-failed",), "Interop+OpenSsl+SslException: SSL Handshake failed with OpenSSL error - SSL_ERROR_SSL.", _RUNTIME),
    ("Decrypt failed with OpenSSL error", ("bad-record",), "Interop+OpenSsl+SslException: Decrypt failed with OpenSSL error - SSL_ERROR_SSL.", _RUNTIME),
    ("Using SSL certificate failed with OpenSSL error", ("cert-file",), "Interop+OpenSsl+SslException: Using SSL certificate failed with OpenSSL error - ee key too small.", _RUNTIME),
    ("Using SSL certificate private key failed with OpenSSL error", ("cert-file",), "Interop+OpenSsl+SslException: Using SSL certificate private key failed with OpenSSL error - no certificate assigned.", _RUNTIME),
    ("SSL certificate private key check failed with OpenSSL error", ("key-mismatch",), "Interop+OpenSsl+SslException: SSL certificate private key check failed with OpenSSL error - key values mismatch.", _RUNTIME),
    ("SSL certificate returned is invalid, OpenSSL error", ("verify failed",), "SSL certificate returned is invalid, OpenSSL error - X509_V_ERR_CERT_HAS_EXPIRED.", _RUNTIME),
    ("Failed to allocate SSL/TLS context, OpenSSL error", ("config-error",), "Failed to allocate SSL/TLS context, OpenSSL error - SSL_ERROR_SSL.", _RUNTIME),
    ("Interop+AppleCrypto+SslException: handshake failure", ("alert-received 40",), "", "dotnet/runtime, Interop.Ssl.cs of System.Security.Cryptography.Native.Apple"),
    ("Interop+AppleCrypto+SslException: bad protocol version", ("alert-received 70",), "", "dotnet/runtime, Interop.Ssl.cs of System.Security.Cryptography.Native.Apple"),
    ("Interop+AppleCrypto+SslException", ("handshake-failed",), " ---> Interop+AppleCrypto+SslException: Internal error", "dotnet/runtime, Interop.Ssl.cs of System.Security.Cryptography.Native.Apple"),
    ("The application protocol list is invalid", ("no-alpn",), "System.ArgumentException: The application protocol list is invalid.", _RUNTIME),
    ("HTTP/2 requires TLS 1.2 or newer", ("server-version", "side client"), "HttpRequestException: HTTP/2 requires TLS 1.2 or newer, but 'Tls11' was negotiated.", _RUNTIME),
    ("because the server did not complete the HTTP/2 handshake", ("no-alpn", "side client"), "An HTTP/2 connection could not be established because the server did not complete the HTTP/2 handshake.", _RUNTIME),
    ("while unable to establish HTTP/2 connection", ("no-alpn", "side client"), "Requesting HTTP version 2.0 with version policy RequestVersionExact while unable to establish HTTP/2 connection.", _RUNTIME),
    ("while server offers only version fallback", ("no-alpn", "side client"), "Requesting HTTP version 2.0 with version policy RequestVersionOrHigher while server offers only version fallback.", _RUNTIME),
    ("Only the 'http' scheme is allowed for proxies", ("proxy-url https", "proxy-set"), "System.NotSupportedException: Only the 'http' scheme is allowed for proxies.", _RUNTIME),
    ("schemes are allowed for proxies", ("proxy-set", "config-error"), "Only the 'http', 'https', 'socks4', 'socks4a' and 'socks5' schemes are allowed for proxies.", _RUNTIME),
    ("The ServicePointManager does not support proxies with the", ("proxy-set", "config-error"), "System.NotSupportedException: The ServicePointManager does not support proxies with the https scheme.", _FRAMEWORK),
    ("An error occurred while establishing a connection to the proxy tunnel", ("proxy-unreachable", "proxy-set"), "System.Net.Http.HttpRequestException: An error occurred while establishing a connection to the proxy tunnel.", _RUNTIME),
    ("Failed to authenticate with the SOCKS server", ("socks-auth",), "", _RUNTIME),
    ("SOCKS server failed to connect to the destination", ("socks-reply 1",), "", _RUNTIME),
    ("SOCKS server did not return a suitable authentication method", ("socks-auth",), "", _RUNTIME),
    ("Unexpected SOCKS protocol version", ("socks-to-http",), "Unexpected SOCKS protocol version. Required 5, got 72.", _RUNTIME),
    ("The request was aborted: Could not create SSL/TLS secure channel", ("handshake-failed", "side client"), "System.Net.WebException: The request was aborted: Could not create SSL/TLS secure channel.", _FRAMEWORK),
    ("Could not establish trust relationship for the SSL/TLS secure channel", ("verify failed", "side client"), "System.Net.WebException: The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.", _FRAMEWORK),
    ("Could not establish secure channel for SSL/TLS with authority", ("handshake-failed", "side client"), "System.ServiceModel.Security.SecurityNegotiationException: Could not establish secure channel for SSL/TLS with authority 'www.example.org'.", ".NET Framework 4.8, System.ServiceModel"),
    ("Could not establish trust relationship for the SSL/TLS secure channel with authority", ("verify failed", "side client"), "SecurityNegotiationException: Could not establish trust relationship for the SSL/TLS secure channel with authority 'www.example.org'.", ".NET Framework 4.8, System.ServiceModel"),
    ("The underlying connection was closed: An unexpected error occurred on a send", ("eof", "handshake-failed", "side client"), "System.Net.WebException: The underlying connection was closed: An unexpected error occurred on a send.", _FRAMEWORK),
    ("The underlying connection was closed: An unexpected error occurred on a receive", ("eof", "side client"), "", _FRAMEWORK),
    ("The underlying connection was closed: The connection was closed unexpectedly", ("eof", "side client"), "", _FRAMEWORK),
    ("The HTTP request was forbidden with client authentication scheme 'Anonymous'", ("client-cert-absent", "http-status 403", "side client"), "MessageSecurityException: The HTTP request was forbidden with client authentication scheme 'Anonymous'.", ".NET Framework 4.8, System.ServiceModel"),
    ("This could be due to the fact that the server certificate is not configured properly with HTTP.SYS in the HTTPS case", ("handshake-failed", "side client"), "An error occurred while making the HTTP request to https://www.example.org/. This could be due to the fact that the server certificate is not configured properly with HTTP.SYS in the HTTPS case. This could also be caused by a mismatch of the security binding between the client and the server.", ".NET Framework 4.8, System.ServiceModel"),
    ("The X.509 certificate CN=", (), "The X.509 certificate CN=www.example.org chain building failed. The certificate that was used has a trust chain that cannot be verified.", ".NET Framework 4.8, System.ServiceModel"),
    ("chain building failed. The certificate that was used has a trust chain that cannot be verified", ("verify issuer-unknown",), "The X.509 certificate CN=www.example.org chain building failed. The certificate that was used has a trust chain that cannot be verified.", ".NET Framework 4.8, System.ServiceModel"),
    ("The remote server returned an error: (407) Proxy Authentication Required", ("proxy-answered 407",), "", _FRAMEWORK),
    ("Server does not support secure connections", ("starttls-missing", "role mail"), "System.Net.Mail.SmtpException: Server does not support secure connections.", _FRAMEWORK),
    ("The SMTP server requires a secure connection or the client was not authenticated", ("starttls-needed", "role mail"), "The SMTP server requires a secure connection or the client was not authenticated. The server response was: 5.7.0 Must issue a STARTTLS command first.", _FRAMEWORK),
    ("The specified network password is not correct", ("client-key",), "System.Security.Cryptography.CryptographicException: The specified network password is not correct.", "dotnet/runtime, X509Certificate2: PKCS#12"),
    ("The certificate data cannot be read with the provided password, the password may be incorrect", ("client-key",), "", "dotnet/runtime, X509Certificate2: PKCS#12"),
    ("The algorithm identified by Oid", ("legacy-store",), "The algorithm identified by Oid '1.2.840.113549.1.12.1.6' is unknown, not valid for the requested usage, or was not handled.", "dotnet/runtime, X509Certificate2: PKCS#12"),
    ("The key contents do not contain a PEM, the content is malformed, or the key does not match the certificate", ("key-mismatch", "cert-file"), "", "dotnet/runtime, X509Certificate2.CreateFromPem"),
    ("The provided key does not match the public key for this certificate", ("key-mismatch",), "", "dotnet/runtime, CopyWithPrivateKey"),
    ("No usable version of libssl was found", ("config-error",), "No usable version of libssl was found", "dotnet/runtime, opensslshim.c"),
    ("BTLS Handshake failed", ("handshake-failed",), "Mono.Btls.MonoBtlsException: BTLS Handshake failed", "Mono 6, MonoBtlsContext.cs"),
    ("Mono.Btls.MonoBtlsException: Ssl error", ("handshake-failed",), "Mono.Btls.MonoBtlsException: Ssl error:1000007d:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED", "Mono 6, MonoBtlsSsl.cs"),
    ("Error: TrustFailure", ("verify failed", "side client"), "System.Net.WebException: Error: TrustFailure (Authentication failed, see inner exception.)", "Mono 6, WebConnection.cs"),
    ("Error: SecureChannelFailure", ("handshake-failed", "side client"), "System.Net.WebException: Error: SecureChannelFailure (The authentication or decryption has failed.)", "Mono 6, WebConnection.cs"),
    ("The authentication or decryption has failed", ("handshake-failed",), "System.IO.IOException: The authentication or decryption has failed.", "Mono 4, SslStreamBase.cs"),
    ("Invalid certificate received from server. Error code", ("verify failed",), "Mono.Security.Protocol.Tls.TlsException: Invalid certificate received from server. Error code: 0xffffffff800b0109", "Mono 4, TlsServerCertificate.cs"),
    ("IDX20804: Unable to retrieve document from", (), "System.IO.IOException: IDX20804: Unable to retrieve document from: 'https://login.example.org/.well-known/openid-configuration'.", "Microsoft.IdentityModel 5 to 8"),
    ("IDX20803: Unable to obtain configuration from", (), "System.InvalidOperationException: IDX20803: Unable to obtain configuration from: 'https://login.example.org/.well-known/openid-configuration'.", "Microsoft.IdentityModel 5 to 8"),
)  # fmt: skip


def _words() -> Iterator[Saying]:
    for words, keys, whole, source in _WORDS:
        yield Saying(words, keys, whole or f"Unhandled exception: {words}.", source)
    for flag, keys in _FLAGS:
        example = (
            f"The remote certificate is invalid because of errors in the certificate chain: {flag}"
        )
        yield Saying(
            flag,
            keys,
            example,
            _CHAIN,
            pattern=rf"(?<!\w){flag}(?!\w)",
            certain=flag not in ("InvalidExtension", "NotTimeNested"),
        )


# The same sentences as other languages have them, from public texts that quote them.
_ELSEWHERE: tuple[tuple[str, str], ...] = (
    (
        "verify failed",
        "Für den geschützten SSL/TLS-Kanal konnte keine Vertrauensstellung hergestellt werden",
    ),
    ("verify failed", "établir une relation de confiance pour le canal sécurisé SSL/TLS"),
    ("verify failed", "establecer una relación de confianza para el canal seguro SSL/TLS"),
    ("verify failed", "estabelecer relação de confiança para o canal seguro de SSL/TLS"),
    ("verify failed", "stabilire una relazione di trust per il canale sicuro SSL/TLS"),
    ("verify failed", "未能为 SSL/TLS 安全通道建立信任关系"),
    ("verify failed", "установить доверительные отношения для защищенного канала SSL/TLS"),
    ("verify failed", "Das Remotezertifikat ist laut Validierungsverfahren ungültig"),
    ("verify failed", "Le certificat distant n'est pas valide selon la procédure de validation"),
    ("verify failed", "El certificado remoto no es válido según el procedimiento de validación"),
    ("verify failed", "O certificado remoto é inválido de acordo com o procedimento de validação"),
    ("verify failed", "根据验证过程，远程证书无效"),  # noqa: RUF001
    (
        "verify failed",
        "Удаленный сертификат недействителен согласно результатам проверки подлинности",
    ),
    ("handshake-failed", "konnte kein geschützter SSL/TLS-Kanal erstellt werden"),
    ("handshake-failed", "Impossible de créer un canal sécurisé SSL/TLS"),
    ("handshake-failed", "No se puede crear un canal seguro SSL/TLS"),
    ("handshake-failed", "Não foi possível criar um canal seguro para SSL/TLS"),
    ("handshake-failed", "Impossibile creare un canale sicuro SSL/TLS"),
    ("handshake-failed", "未能创建 SSL/TLS 安全通道"),
    ("handshake-failed", "Не удалось создать защищенный канал SSL/TLS"),  # noqa: RUF001
)

_NUGET = "NuGet 6, error NU1301"

PRODUCT = Product(
    name=".NET",
    roles=(Role.CLIENT, Role.SERVER),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "On Linux it reads OpenSSL's store; on Windows and macOS the system's.",
            (
                "cp {ca}.pem /usr/local/share/ca-certificates/{ca}.crt",
                "update-ca-certificates",
                "# or for one process: export SSL_CERT_FILE={ca}.pem",
            ),
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            ".NET Framework: in code, or by the registry for all.",
            (
                "ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;",
                r"reg add HKLM\SOFTWARE\Microsoft\.NETFramework\v4.0.30319 ^",
                "  /v SchUseStrongCrypto /t REG_DWORD /d 1",
            ),
        ),
        Remedy.WIDEN_CLIENT_CIPHERS: Recipe(
            "On Linux .NET 5 and newer leave out what OpenSSL's own settings would allow; say it in "
            "openssl.cnf.",
            ("CipherString = DEFAULT@SECLEVEL=1",),
        ),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "With the account of the process.",
            (
                "new HttpClientHandler { DefaultProxyCredentials =",
                "  CredentialCache.DefaultCredentials }",
            ),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "The key must be readable by the account.",
            (
                "var handler = new HttpClientHandler();",
                "handler.ClientCertificates.Add(",
                '  new X509Certificate2("client.p12", "PASSWORD"));',
            ),
        ),
    },
    sayings=(
        *(
            Saying(words, (key, "side client"), words, ".NET Framework 4.8, language packs")
            for key, words in _ELSEWHERE
        ),
        *_words(),
        Saying(
            "Authentication failed because the remote party sent a TLS alert",
            (),
            "AuthenticationException: Authentication failed because the remote party sent a TLS alert: 'HandshakeFailure'.",
            _RUNTIME,
            pattern="remote party sent a TLS alert: '(?P<code>[A-Za-z]{4,40})'",
            decode="alert",
        ),
        Saying(
            "Mono.Security.Interface.TlsException: ",
            (),
            "Mono.Security.Interface.TlsException: HandshakeFailure",
            "Mono 5",
            pattern="TlsException: (?P<code>[A-Z][A-Za-z]{4,40})",
            decode="alert",
        ),
        Saying(
            "The proxy tunnel request to proxy",
            ("proxy-answered {status}", "proxy-set"),
            "HttpRequestException: The proxy tunnel request to proxy 'http://proxy.example.org:3128/' failed with status code '407'.",
            _RUNTIME,
            pattern=r"tunnel request to proxy '(?P<proxy>[^' ]{1,200})'? failed with status code '(?P<status>\d{3})'",
        ),
        Saying(
            "The remote server returned an error: (",
            ("http-status {status}",),
            "System.Net.WebException: The remote server returned an error: (403) Forbidden.",
            _FRAMEWORK,
            pattern=r"returned an error: \((?P<status>\d{3})\)",
            certain=False,
        ),
        Saying(
            "The remote name could not be resolved",
            ("dns-failed",),
            "System.Net.WebException: The remote name could not be resolved: 'www.example.org'",
            _FRAMEWORK,
            pattern=r"The remote name could not be resolved: '(?P<host>[\w.-]{1,200})'",
            certain=False,
        ),
        Saying(
            "NU1301",
            ("side client",),
            "error NU1301: Unable to load the service index for source https://packages.example/v3/index.json.",
            _NUGET,
        ),
        Saying(
            "The response ended prematurely",
            ("eof",),
            "System.Net.Http.HttpIOException: The response ended prematurely. (ResponseEnded)",
            _RUNTIME,
            certain=False,
        ),
        Saying(
            "System.Security.Authentication.AuthenticationException",
            ("handshake-failed",),
            "System.Security.Authentication.AuthenticationException: Authentication failed, see inner exception.",
            _RUNTIME,
        ),
        Saying(
            "System.Net.Security.SslStream",
            (),
            "   at System.Net.Security.SslStream.ForceAuthenticationAsync[TIOAdapter](Boolean receiveFirst)",
            _RUNTIME,
        ),
        Saying(
            "SslStream.AuthenticateAsServer",
            ("side server",),
            "   at System.Net.Security.SslStream.AuthenticateAsServer(SslServerAuthenticationOptions options)",
            _RUNTIME,
        ),
        Saying(
            "SslStream.AuthenticateAsClient",
            ("side client",),
            "   at System.Net.Security.SslStream.AuthenticateAsClient(String targetHost)",
            _RUNTIME,
        ),
        Saying(
            "Sockets.SocketException (10054)",
            ("reset",),
            "System.Net.Sockets.SocketException (10054): An existing connection was forcibly closed by the remote host.",
            _RUNTIME,
            certain=False,
        ),
        Saying(
            "Sockets.SocketException (104)",
            ("reset",),
            "System.Net.Sockets.SocketException (104): Connection reset by peer",
            _RUNTIME,
            certain=False,
        ),
    ),
)
