"""Erlang/OTP's ssl: RabbitMQ, EMQX, ejabberd, CouchDB, and Elixir with hackney, Mint, Finch."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_ALERT = "ssl lib/ssl/src/ssl_alert.erl, OTP 21 to 28"
_NAMES = (
    "Unexpected Message|Bad Record MAC|Decryption Failed Reserved|Record Overflow"
    "|Decompression Failure|Handshake Failure|No Certificate Reserved|Bad Certificate"
    "|Unsupported Certificate|Certificate Revoked|Certificate Expired|Certificate Unknown"
    "|Illegal Parameter|Unknown CA|Access Denied|Decode Error|Decrypt Error|Export Restriction"
    "|Protocol Version|Insufficient Security|Internal Error|Inappropriate Fallback|User Canceled"
    "|No Renegotiation|Missing extension|Unsupported extension|Certificate unobtainable"
    "|Unrecognised name|Bad certificate status response|Bad certificate hash value"
    "|Unknown psk identity|Certificate required|No application protocol"
)
_BAD = r"bad_cert,\s?:?\{?:?(?P<code>[a-z_]{6,40})"

# Before OTP 21 nothing tells who found the fault; of these it is the end that verifies.
_OLD_REFUSALS = {
    "unknown ca": "issuer-unknown",
    "bad certificate": "failed",
    "certificate expired": "expired",
    "certificate unknown": "failed",
    "certificate revoked": "revoked",
}
_OLD_ALERTS = {
    "handshake failure": 40,
    "protocol version": 70,
    "insufficient security": 71,
    "internal error": 80,
    "unexpected message": 10,
    "decrypt error": 51,
    "illegal parameter": 47,
    "unrecognised name": 112,
    "no application protocol": 120,
}

PRODUCT = Product(
    name="Erlang/OTP",
    roles=(Role.CLIENT, Role.SERVER),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "Since OTP 25 the system's roots are at hand; or one file.",
            (
                "{cacerts, public_key:cacerts_get()}",
                '{cacertfile, "/path/to/bundle.pem"}',
                "# for hex and mix:",
                "export HEX_CACERTS_PATH=/path/to/bundle.pem",
            ),
        ),
        Remedy.SEND_SNI: Recipe(
            "Among the options of the connection.", ('{server_name_indication, "{name}"}',)
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "Among the options of the connection.",
            ('{certfile, "client.pem"}, {keyfile, "client.key"}',),
        ),
    },
    sayings=(
        *(
            Saying(
                f"TLS {side}: In state",
                (f"side {side}",),
                example,
                _ALERT,
                pattern=(
                    rf"TLS {side}: In state \w{{1,40}}(?: at [\w.]{{1,40}}:\d{{1,6}})? {way}"
                    rf" {peer} ALERT: Fatal - (?P<code>{_NAMES})"
                ),
                decode=decode,
            )
            for side, way, peer, decode, example in (
                (
                    "client",
                    "received",
                    "SERVER",
                    "alert",
                    "TLS client: In state hello received SERVER ALERT: Fatal - Handshake Failure",
                ),
                (
                    "client",
                    "generated",
                    "CLIENT",
                    "alert_sent",
                    "TLS client: In state certify at ssl_handshake.erl:2098 generated CLIENT ALERT: Fatal - Unknown CA",
                ),
                (
                    "server",
                    "received",
                    "CLIENT",
                    "alert",
                    "TLS server: In state certify received CLIENT ALERT: Fatal - Bad Certificate",
                ),
                (
                    "server",
                    "generated",
                    "SERVER",
                    "alert_sent",
                    "TLS server: In state start at tls_handshake_1_3.erl:650 generated SERVER ALERT: Fatal - Insufficient Security",
                ),
            )
        ),
        Saying(
            "bad_cert,",
            (),
            "generated CLIENT ALERT: Fatal - Handshake Failure - {bad_cert,hostname_check_failed}",
            "public_key lib/public_key/src/pubkey_cert.erl",
            pattern=_BAD,
            decode="erlang_reason",
        ),
        Saying(
            "{unsupported_record_type,",
            (),
            "generated CLIENT ALERT: Fatal - Unexpected Message - {unsupported_record_type,72}",
            "ssl lib/ssl/src/tls_record.erl",
            pattern=r"unsupported_record_type,\s?(?P<code>\d{1,3})\}",
            decode="erlang_reason",
        ),
        *(
            Saying(words, means, f"ALERT: Fatal - Handshake Failure - {words}", source)
            for words, means, source in (
                ("no_suitable_ciphers", ("no-shared-cipher",), "ssl lib/ssl/src/tls_handshake.erl"),
                (
                    "no_suitable_signature_algorithm",
                    ("no-shared-sigalg",),
                    "ssl lib/ssl/src/ssl_handshake.erl",
                ),
                (
                    "no_suitable_public_key",
                    ("no-shared-sigalg",),
                    "ssl lib/ssl/src/tls_handshake_1_3.erl",
                ),
                (
                    "no_suitable_certificates",
                    ("no-shared-sigalg",),
                    "ssl lib/ssl/src/tls_handshake_1_3.erl",
                ),
                (
                    "no_suitable_groups",
                    ("no-shared-group",),
                    "ssl lib/ssl/src/tls_handshake_1_3.erl",
                ),
            )
        ),
        *(
            Saying(
                f"tls_alert,{quote}{name}",
                (f"verify {refusal}",),
                f"{{error,{{tls_alert,{quote}{name}{quote.strip()}}}}}",
                "ssl lib/ssl/src/ssl_alert.erl, to OTP 20",
            )
            for name, refusal in _OLD_REFUSALS.items()
            for quote in ('"', " '", ' "')
        ),
        *(
            Saying(
                f"tls_alert,{quote}{name}",
                (f"alert-received {number}",),
                f"{{error,{{tls_alert,{quote}{name}{quote.strip()}}}}}",
                "ssl lib/ssl/src/ssl_alert.erl, to OTP 20",
            )
            for name, number in _OLD_ALERTS.items()
            for quote in ('"', " '", ' "')
        ),
        Saying(
            ":Fatal error:",
            (),
            "SSL: hello: tls_connection.erl:739:Fatal error: handshake failure",
            "ssl lib/ssl/src/tls_connection.erl, to OTP 20: of alerts that are received",
            pattern=r"(?:tls|ssl|dtls)_connection\.erl:\d{1,5}:Fatal error: (?P<code>[a-z][a-zA-Z ]{3,40})",
            decode="alert",
        ),
        Saying(
            ":Fatal error:",
            (),
            "SSL: certify: ssl_handshake.erl:1507:Fatal error: unknown ca",
            "ssl lib/ssl/src/ssl_handshake.erl, to OTP 20: of alerts that are sent",
            pattern=r"(?:tls|ssl|dtls)_(?:handshake|record|alert)\.erl:\d{1,5}:Fatal error: (?P<code>[a-z][a-zA-Z ]{3,40})",
            decode="alert_sent",
        ),
        Saying(
            "tls_alert",
            ("handshake-failed",),
            "{error,{tls_alert,{close_notify,close_notify}}}",
            _ALERT,
        ),
        Saying(
            "{options,incompatible,[{verify,verify_peer},{cacerts,undefined}]}",
            ("no-trust-store", "side client"),
            "{error,{options,incompatible,[{verify,verify_peer},{cacerts,undefined}]}}",
            "ssl lib/ssl/src/ssl.erl, OTP 26",
        ),
        *(
            Saying(words, means, example, "ssl lib/ssl/src/ssl_config.erl")
            for words, means, example in (
                (
                    "{options,{cacertfile,",
                    ("ca-file",),
                    '{error,{options,{cacertfile,"ca.pem",{error,enoent}}}}',
                ),
                (
                    "{options,{certfile,",
                    ("cert-file",),
                    '{error,{options,{certfile,"cert.pem",{error,enoent}}}}',
                ),
                (
                    "{options,{keyfile,",
                    ("cert-file",),
                    '{error,{options,{keyfile,"key.pem",{error,eacces}}}}',
                ),
                (
                    "{options, {cacertfile,",
                    ("ca-file",),
                    '{:options, {:cacertfile, "ca.pem", {:error, :enoent}}} {options, {cacertfile,',
                ),
                ("no_cacerts_found", ("no-trust-store",), "{error,no_cacerts_found}"),
                (
                    "{options,{insufficient_crypto_support",
                    ("no-version",),
                    "{options,{insufficient_crypto_support,{'tlsv1.3',{versions,['tlsv1.3']}}}}",
                ),
            )
        ),
        Saying(
            "Server authenticity is not verified since certificate path validation is not enabled",
            (),
            "Description: Server authenticity is not verified since certificate path validation is not enabled",
            "ssl lib/ssl/src/ssl_logger.erl",
        ),
        # Elixir's clients.
        Saying(
            "{:proxy, {:unexpected_status,",
            ("proxy-answered {status}", "leg proxy", "side client"),
            "%Mint.HTTPError{reason: {:proxy, {:unexpected_status, 407}}, module: Mint.TunnelProxy}",
            "mint lib/mint/tunnel_proxy.ex",
            pattern=r"unexpected_status, (?P<status>\d{3})",
        ),
        Saying(
            "{:proxy, :tunnel_timeout}",
            ("proxy-answered", "leg proxy", "side client"),
            "%Mint.HTTPError{reason: {:proxy, :tunnel_timeout}, module: Mint.TunnelProxy}",
            "mint lib/mint/tunnel_proxy.ex",
        ),
        Saying(
            "default CA trust store not available",
            ("no-trust-store", "side client"),
            "** (RuntimeError) default CA trust store not available; please add `:castore` to your project's dependencies or specify the trust store using the :cacertfile/:cacerts option",
            "mint lib/mint/core/transport/ssl.ex",
        ),
        Saying(
            "%Mint.TransportError{",
            ("side client",),
            "{:error, %Mint.TransportError{reason: :closed}}",
            "mint lib/mint/transport_error.ex",
            certain=False,
        ),
        Saying(
            "{:failed_connect, [{:to_address,",
            ("side client",),
            '{:failed_connect, [{:to_address, {~c"a.example", 443}}, {:inet, [:inet], :econnrefused}]}',
            "inets lib/inets/src/http_client/httpc_request.erl",
            certain=False,
        ),
        Saying(
            "{failed_connect,[{to_address,",
            ("side client",),
            '{failed_connect,[{to_address,{"a.example",443}},{inet,[inet],econnrefused}]}',
            "inets lib/inets/src/http_client/httpc_request.erl",
            certain=False,
        ),
    ),
)
