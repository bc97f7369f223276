"""Kestrel, the web server of ASP.NET Core."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_SOURCE = "dotnet/aspnetcore 3.1 to 9.0, CoreStrings.resx of Kestrel"
_LOG = "dotnet/aspnetcore 3.1 to 9.0, HttpsConnectionMiddleware.cs"

PRODUCT = Product(
    name="Kestrel",
    roles=(Role.SERVER,),
    recipes={
        Remedy.GIVE_CERTIFICATE: Recipe(
            "By environment; fullchain.pem holds the leaf, then the intermediates.",
            (
                "export ASPNETCORE_Kestrel__Certificates__Default__Path=fullchain.pem",
                "export ASPNETCORE_Kestrel__Certificates__Default__KeyPath=key.pem",
            ),
        ),
    },
    sayings=(
        Saying(
            "Failed to authenticate HTTPS connection",
            ("handshake-failed",),
            "dbug: Microsoft.AspNetCore.Server.Kestrel.Https.Internal.HttpsConnectionMiddleware[1] Failed to authenticate HTTPS connection.",
            _LOG,
        ),
        Saying(
            "Authentication of the HTTPS connection timed out",
            ("handshake-timeout",),
            "dbug: Microsoft.AspNetCore.Server.Kestrel.Https.Internal.HttpsConnectionMiddleware[2] Authentication of the HTTPS connection timed out.",
            _LOG,
        ),
        Saying(
            "Kestrel.Https.Internal.HttpsConnectionMiddleware",
            ("side server",),
            "info: Microsoft.AspNetCore.Server.Kestrel.Https.Internal.HttpsConnectionMiddleware[1]",
            _LOG,
        ),
        Saying(
            "Detected a TLS handshake to an endpoint that does not have TLS enabled",
            ("tls-received",),
            "Microsoft.AspNetCore.Server.Kestrel.Core.BadHttpRequestException: Detected a TLS handshake to an endpoint that does not have TLS enabled.",
            _SOURCE,
        ),
        Saying(
            "No server certificate was specified, and the default developer certificate could not be found or is out of date",
            ("no-certificate",),
            "System.InvalidOperationException: Unable to configure HTTPS endpoint. No server certificate was specified, and the default developer certificate could not be found or is out of date.",
            _SOURCE,
        ),
        Saying(
            "Unable to configure HTTPS endpoint",
            ("no-certificate",),
            "Unable to configure HTTPS endpoint.",
            _SOURCE,
        ),
        Saying(
            "The ASP.NET Core developer certificate is in an invalid state",
            ("cert-file",),
            "The ASP.NET Core developer certificate is in an invalid state. To fix this issue, run the following commands 'dotnet dev-certs https --clean' and 'dotnet dev-certs https'",
            _SOURCE,
        ),
        Saying(
            "The ASP.NET Core developer certificate is not trusted",
            ("verify self-signed", "default-cert"),
            "warn: Microsoft.AspNetCore.Server.Kestrel[8] The ASP.NET Core developer certificate is not trusted. For information about trusting the ASP.NET Core developer certificate, see https://aka.ms/aspnet/https-trust-dev-cert.",
            _SOURCE,
        ),
        Saying(
            "The HTTPS developer certificate was generated but is not trusted",
            ("verify self-signed", "default-cert"),
            "A valid HTTPS certificate is already present. The HTTPS developer certificate was generated but is not trusted.",
            "dotnet dev-certs 3.1 to 9.0",
        ),
        Saying(
            "cannot be used as an SSL server certificate. It has an Extended Key Usage extension",
            ("cert-file",),
            "Certificate 0123456789ABCDEF cannot be used as an SSL server certificate. It has an Extended Key Usage extension but the usages do not include Server Authentication (OID 1.3.6.1.5.5.7.3.1).",
            _SOURCE,
        ),
        Saying(
            "does not have the subject alternative name extension",
            ("verify no-san", "side client"),
            "Certificate 0123456789ABCDEF does not have the subject alternative name extension, so it may not be accepted by TLS clients.",
            _SOURCE,
        ),
        Saying(
            "with AllowInvalid setting",
            ("cert-file", "no-certificate"),
            "System.InvalidOperationException: The requested certificate CN=localhost could not be found in CurrentUser/My with AllowInvalid setting: False.",
            _SOURCE,
        ),
        Saying(
            "The provided key file is missing or invalid",
            ("cert-file",),
            "System.InvalidOperationException: The provided key file is missing or invalid.",
            _SOURCE,
        ),
        Saying(
            "Connection refused because no SNI configuration section was found for",
            ("sni-unknown",),
            "Connection refused because no SNI configuration section was found for 'www.example.org' in 'MySniEndpoint'. To allow all connections, add a wildcard ('*') SNI section.",
            _SOURCE,
            pattern=r"configuration section was found for '(?P<host>[\w.*-]{1,200})'",
        ),
        Saying(
            "Connection refused because the client did not specify a server name",
            ("sni-absent",),
            "Connection refused because the client did not specify a server name, and no wildcard ('*') SNI configuration section was found in 'MySniEndpoint'.",
            _SOURCE,
        ),
        Saying(
            "HTTP/2 over TLS was not negotiated on an HTTP/2-only endpoint",
            ("no-alpn",),
            "HTTP/2 over TLS was not negotiated on an HTTP/2-only endpoint.",
            _SOURCE,
        ),
        Saying(
            "An HTTP/1.x request was sent to an HTTP/2 only endpoint",
            ("no-alpn",),
            "An HTTP/1.x request was sent to an HTTP/2 only endpoint.",
            _SOURCE,
        ),
        Saying(
            "but TLS is not enabled. HTTP/2 requires TLS application protocol negotiation",
            ("config-ignored", "no-alpn"),
            "HTTP/2 is not enabled for 127.0.0.1:5000. The endpoint is configured to use HTTP/1.1 and HTTP/2, but TLS is not enabled. HTTP/2 requires TLS application protocol negotiation. Connections to this endpoint will use HTTP/1.1.",
            _SOURCE,
        ),
        Saying(
            "HTTP/2 over TLS is not supported on",
            ("no-alpn",),
            "HTTP/2 over TLS is not supported on macOS due to missing ALPN support.",
            _SOURCE,
        ),
        Saying(
            "Tls 1.2 or later must be used for HTTP/2",
            ("client-version",),
            "Tls 1.2 or later must be used for HTTP/2. Tls11 was negotiated.",
            _SOURCE,
        ),
        Saying(
            "includes HTTPS-only configuration for",
            ("config-ignored",),
            "The non-HTTPS endpoint MyEndpoint includes HTTPS-only configuration for Certificate.",
            _SOURCE,
        ),
        Saying(
            "Failed to determine the https port for redirect",
            (),
            "warn: Microsoft.AspNetCore.HttpsPolicy.HttpsRedirectionMiddleware[3] Failed to determine the https port for redirect.",
            "dotnet/aspnetcore, HttpsRedirectionMiddleware",
            certain=False,
        ),
        Saying(
            "Certificate validation failed, subject was",
            ("client-verify failed",),
            "warn: Microsoft.AspNetCore.Authentication.Certificate.CertificateAuthenticationHandler[2] Certificate validation failed, subject was CN=client. UntrustedRoot",
            "dotnet/aspnetcore, CertificateAuthenticationHandler",
        ),
        Saying(
            "CertificateAuthenticationHandler",
            ("side server",),
            "Microsoft.AspNetCore.Authentication.Certificate.CertificateAuthenticationHandler[0] No client certificate found.",
            "dotnet/aspnetcore, CertificateAuthenticationHandler",
        ),
    ),
    speaks=("side server",),
)
