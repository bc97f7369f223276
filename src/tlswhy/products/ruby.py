"""Ruby: its openssl library, Net::HTTP, RubyGems, Bundler, Faraday, and what is written in it."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_SSL = "openssl ext/openssl/ossl_ssl.c, lib/openssl/ssl.rb, Ruby 2.0 to 3.4"
_NET = "net-http lib/net/http.rb"
_GEM = "rubygems lib/rubygems/request.rb"
_BUNDLER = "bundler lib/bundler/fetcher.rb, errors.rb"

PRODUCT = Product(
    name="Ruby",
    roles=(Role.CLIENT, Role.SERVER),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For every program; for gem and bundle alone they have settings of their own.",
            (
                "export SSL_CERT_FILE=/path/to/bundle.pem",
                "echo ':ssl_ca_cert: /path/to/bundle.pem' >> ~/.gemrc",
                "bundle config set ssl_ca_cert /path/to/bundle.pem",
            ),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "With Net::HTTP.",
            (
                'http.cert = OpenSSL::X509::Certificate.new(File.read("client.pem"))',
                'http.key = OpenSSL::PKey.read(File.read("client.key"))',
            ),
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "And no ssl_version.", ("http.min_version = OpenSSL::SSL::TLS1_2_VERSION",)
        ),
        Remedy.RELAX_STRICT_CHECKS: Recipe(
            "A store of its own, without the flags that OpenSSL 3 trips over.",
            ("http.cert_store = OpenSSL::X509::Store.new.tap(&:set_default_paths)",),
        ),
        Remedy.BYPASS_PROXY: Recipe("For the shell.", ("export no_proxy=localhost,{host}",)),
    },
    sayings=(
        Saying(
            "SSL verification error at depth",
            (
                "verify failed",
                "depth {depth}",
                "side client",
            ),
            (
                "ERROR:  SSL verification error at depth 1: unable to get local issuer "
                "certificate (20)"
            ),
            _GEM,
            pattern=(
                r"verification error at depth (?P<depth>\d{1,2}): .{2,60}? \((?P<code>\d"
                r"{1,3})\)"
            ),
            decode="verify_code",
        ),
        Saying(
            "no start_tls result",
            (
                "starttls-missing",
                "side client",
            ),
            "Net::LDAP::NoStartTLSResultError: no start_tls result",
            "net-ldap lib/net/ldap/connection.rb, 0.3 to 0.19",
        ),
        Saying(
            "start_tls failed: ",
            (
                "starttls-missing",
                "side client",
            ),
            "Net::LDAP::StartTLSError: start_tls failed: 52",
            "net-ldap lib/net/ldap/connection.rb, 0.13 to 0.19",
            pattern=r"start_tls failed: (?:2|52|53|12)\b",
        ),
        Saying(
            "SSL_connect returned=",
            (),
            "OpenSSL::SSL::SSLError: SSL_connect returned=1 errno=0 peeraddr=192.0.2.1:443 state=error: certificate verify failed (unable to get local issuer certificate)",
            _SSL,
            pattern=r"(?P<code>SSL_connect returned=-?\d+ errno=\d+ (?:peeraddr=\S{1,60} )?state=[^:]{1,60}: [^(\n]{3,70}?)(?= \(|$|[\"'.|]|\s{2})",
            decode="openssl_reason",
        ),
        Saying(
            "SSL_accept returned=",
            ("side server",),
            "SSL_accept returned=1 errno=0 peeraddr=192.0.2.7:50112 state=error: wrong version number",
            _SSL,
            pattern=r"(?P<code>SSL_accept returned=-?\d+ errno=\d+ (?:peeraddr=\S{1,60} )?state=[^:]{1,60}: [^(\n]{3,70}?)(?= \(|$|[\"'.|]|\s{2})",
            decode="openssl_reason",
        ),
        Saying(
            "SSL_connect SYSCALL returned=",
            ("reset", "side client"),
            "OpenSSL::SSL::SSLError: SSL_connect SYSCALL returned=5 errno=104 peeraddr=192.0.2.1:443 state=SSLv3/TLS write client hello",
            _SSL,
            pattern=r"SSL_connect SYSCALL returned=5 errno=(?:104|54|10054)",
        ),
        Saying(
            "SSL_connect SYSCALL returned=",
            ("eof", "side client"),
            "OpenSSL::SSL::SSLError: SSL_connect SYSCALL returned=5 errno=0 state=SSLv2/v3 read server hello A",
            _SSL,
            pattern=r"SSL_connect SYSCALL returned=5 errno=(?!104|54|10054)",
        ),
        Saying(
            "SSL_accept SYSCALL returned=",
            ("eof", "side server"),
            "SSL_accept SYSCALL returned=5 errno=0 state=before/accept initialization",
            _SSL,
        ),
        Saying(
            "does not match the server certificate",
            ("verify name", "side client"),
            'OpenSSL::SSL::SSLError: hostname "a.example" does not match the server certificate',
            _SSL,
            pattern=r"hostname \\?\"(?P<host>[\w.-]{1,253})\\?\" does not match the server certificate",
        ),
        Saying(
            "hostname was not match with the server certificate",
            ("verify name", "side client"),
            "OpenSSL::SSL::SSLError: hostname was not match with the server certificate",
            "lib/openssl/ssl.rb, to 2.2",
        ),
        Saying(
            "Peer verification enabled, but no certificate received.",
            ("verify failed",),
            "SSL_read: Peer verification enabled, but no certificate received.",
            _SSL,
        ),
        Saying(
            "OpenSSL::SSL::SSLError",
            ("handshake-failed",),
            "OpenSSL::SSL::SSLError: SSL_read: unexpected eof while reading",
            _SSL,
        ),
        Saying(
            "OpenSSL::PKey::PKeyError",
            ("cert-file",),
            "OpenSSL::PKey::PKeyError: Could not parse PKey: unsupported",
            "openssl ext/openssl/ossl_pkey.c",
        ),
        Saying(
            "Neither PUB key nor PRIV key",
            ("cert-file",),
            "OpenSSL::PKey::RSAError: Neither PUB key nor PRIV key: nested asn1 error",
            "openssl ext/openssl/ossl_pkey_rsa.c",
        ),
        Saying(
            "OpenSSL::X509::StoreError",
            ("ca-file",),
            "OpenSSL::X509::StoreError: system lib",
            "openssl ext/openssl/ossl_x509store.c",
        ),
        Saying(
            "PKCS12_parse: mac verify failure",
            ("client-key",),
            "OpenSSL::PKCS12::PKCS12Error: PKCS12_parse: mac verify failure",
            "openssl ext/openssl/ossl_pkcs12.c",
        ),
        Saying(
            "PKCS12_parse: unsupported",
            ("legacy-store",),
            "OpenSSL::PKCS12::PKCS12Error: PKCS12_parse: unsupported",
            "openssl ext/openssl/ossl_pkcs12.c, with OpenSSL 3",
        ),
        Saying(
            "OpenSSL is not available. Install OpenSSL",
            ("config-error",),
            "ERROR: While executing gem ... (Gem::Exception) OpenSSL is not available. Install OpenSSL and rebuild Ruby or use non-HTTPS sources",
            _GEM,
        ),
        Saying(
            "Unable to require openssl, install OpenSSL and rebuild Ruby",
            ("config-error",),
            "ERROR: Unable to require openssl, install OpenSSL and rebuild Ruby (preferred) or use non-HTTPS sources",
            _GEM,
        ),
        # Net::HTTP: what a proxy answers to CONNECT is an exception of its own.
        Saying(
            "Net::HTTPServerException: 407",
            ("proxy-answered 407", "side client"),
            'Net::HTTPServerException: 407 "Proxy Authentication Required"',
            _NET,
        ),
        Saying(
            "Net::HTTPClientException: 407",
            ("proxy-answered 407", "side client"),
            'Net::HTTPClientException: 407 "Proxy Authentication Required"',
            _NET,
        ),
        Saying(
            "Net::HTTPServerException: 403",
            ("proxy-answered 403", "side client"),
            'Net::HTTPServerException: 403 "Forbidden" from connect',
            _NET,
            pattern=r"Net::HTTPServerException: 403.{0,200}connect",
        ),
        Saying(
            "Net::HTTPFatalError:",
            ("proxy-answered {status}", "side client"),
            'Net::HTTPFatalError: 503 "Service Unavailable"',
            _NET,
            pattern=r"Net::HTTPFatalError: (?P<status>50\d)",
            certain=False,
        ),
        Saying(
            "Net::HTTPBadResponse: wrong status line:",
            ("http-wants-tls", "side client"),
            'Net::HTTPBadResponse: wrong status line: "\\x15\\x03\\x01\\x00\\x02\\x02"',
            "net-http lib/net/http/response.rb",
            pattern=r"wrong status line: \\?\"\\x15\\x03",
        ),
        Saying(
            "Net::OpenTimeout",
            ("connect-timeout", "side client"),
            "Net::OpenTimeout: execution expired",
            _NET,
            certain=False,
        ),
        # Puma, which is a server.
        Saying(
            "HTTP parse error, malformed request",
            ("tls-received", "side server"),
            "HTTP parse error, malformed request: #<Puma::HttpParserError: Invalid HTTP format, parsing fails. Are you trying to open an SSL connection to a non-SSL Puma?>",
            "puma lib/puma/log_writer.rb",
            pattern=r"Are you trying to open an SSL connection to a non-SSL Puma|malformed request",
            certain=False,
        ),
        Saying(
            "Are you trying to open an SSL connection to a non-SSL Puma?",
            ("tls-received", "side server"),
            "Invalid HTTP format, parsing fails. Are you trying to open an SSL connection to a non-SSL Puma?",
            "puma lib/puma/client.rb",
        ),
        Saying(
            "Puma::MiniSSL::SSLError",
            ("handshake-failed", "side server"),
            "SSL error, peer: 192.0.2.7, peer cert: , #<Puma::MiniSSL::SSLError: System error: Success - 0>",
            "puma lib/puma/log_writer.rb",
        ),
        # gem and bundle.
        Saying(
            "Unable to download data from https://",
            ("side client",),
            "ERROR: Could not find a valid gem 'rake' (>= 0), here is why: Unable to download data from https://packages.example/ - SSL_connect returned=1 errno=0 state=error: certificate verify failed",
            "rubygems lib/rubygems/source_fetch_problem.rb",
            pattern=r"Unable to download data from (?P<host>https://[^\s]{1,253})",
        ),
        Saying(
            "Gem::RemoteFetcher::FetchError",
            ("side client",),
            "Gem::RemoteFetcher::FetchError: SSL_connect returned=1 errno=0 state=error: certificate verify failed (https://packages.example/gems/rake.gem)",
            "rubygems lib/rubygems/remote_fetcher.rb",
        ),
        Saying(
            "Could not verify the SSL certificate for",
            ("verify failed", "side client"),
            "Could not verify the SSL certificate for https://packages.example/.",
            _BUNDLER,
            pattern=r"SSL certificate for (?P<host>https?://[^\s]{1,253})",
        ),
        Saying(
            "Could not load OpenSSL.",
            ("config-error",),
            "Could not load OpenSSL. You must recompile Ruby with OpenSSL support.",
            _BUNDLER,
        ),
        Saying(
            "Bundler::Fetcher::CertificateFailureError",
            ("verify failed", "side client"),
            "Bundler::Fetcher::CertificateFailureError",
            _BUNDLER,
        ),
        Saying(
            "bad HTTP proxy URL",
            ("config-error", "proxy-set"),
            "Bundler: bad HTTP proxy URL",
            _BUNDLER,
            certain=False,
        ),
        Saying(
            "Faraday::SSLError",
            ("handshake-failed", "side client"),
            "Faraday::SSLError (SSL_connect returned=1 errno=0 state=error: certificate verify failed (self signed certificate))",
            "faraday lib/faraday/error.rb",
        ),
        Saying(
            "certificate verify failed [unable to get",
            ("verify issuer-missing", "side client"),
            "certificate verify failed [unable to get local issuer certificate for /C=DE/CN=a.example]",
            "puppet lib/puppet/ssl/verifier.rb",
        ),
        Saying(
            "The CRL issued by '",
            ("verify crl-missing", "side client"),
            "The CRL issued by '/CN=Puppet CA' is missing",
            "puppet lib/puppet/ssl/ssl_provider.rb",
            pattern=r"The CRL issued by '[^']{1,200}' is missing",
        ),
        Saying(
            "did not match server certificate; expected one of",
            ("verify name", "side client"),
            "Server hostname 'puppet' did not match server certificate; expected one of a.example, DNS:a.example",
            "puppet lib/puppet/util/errors.rb",
            pattern=r"hostname '(?P<host>[\w.-]{1,253})' did not match server certificate",
        ),
    ),
)
