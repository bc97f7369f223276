"""Errors 12000 and up of WinHTTP and WinINet: number, names, text, keys.

From winhttp.h, wininet.h and the message tables of winhttp.dll. Where WinHTTP and WinINet use one
number, the keys are of what they share.
"""

from __future__ import annotations

ROWS: tuple[tuple[int, tuple[str, ...], str, tuple[str, ...]], ...] = (
    (12002, ("ERROR_WINHTTP_TIMEOUT", "ERROR_INTERNET_TIMEOUT"), "", ("connect-timeout",)),
    (12007, ("ERROR_WINHTTP_NAME_NOT_RESOLVED", "ERROR_INTERNET_NAME_NOT_RESOLVED"), "The server name or address could not be resolved", ("dns-failed",)),
    (12029, ("ERROR_WINHTTP_CANNOT_CONNECT", "ERROR_INTERNET_CANNOT_CONNECT"), "A connection with the server could not be established", ("unreachable",)),
    (12030, ("ERROR_WINHTTP_CONNECTION_ERROR", "ERROR_INTERNET_CONNECTION_ABORTED"), "The connection with the server was terminated abnormally", ("eof",)),
    (12031, ("ERROR_INTERNET_CONNECTION_RESET",), "The connection with the server was reset", ("reset",)),
    (12037, ("ERROR_WINHTTP_SECURE_CERT_DATE_INVALID", "ERROR_INTERNET_SEC_CERT_DATE_INVALID"), "The date in the certificate is invalid or has expired", ("verify expired",)),
    (12038, ("ERROR_WINHTTP_SECURE_CERT_CN_INVALID", "ERROR_INTERNET_SEC_CERT_CN_INVALID"), "The host name in the certificate is invalid or does not match", ("verify name",)),
    (12044, ("ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED", "ERROR_INTERNET_CLIENT_AUTH_CERT_NEEDED"), "A certificate is required to complete client authentication", ("client-cert-absent",)),
    (12045, ("ERROR_WINHTTP_SECURE_INVALID_CA", "ERROR_INTERNET_INVALID_CA"), "The certificate authority is invalid or incorrect", ("verify issuer-unknown",)),
    (12046, ("ERROR_INTERNET_CLIENT_AUTH_NOT_SETUP",), "", ("client-cert-absent",)),
    (12055, ("ERROR_INTERNET_SEC_CERT_ERRORS",), "The SSL certificate contains errors", ("verify failed",)),
    (12056, ("ERROR_INTERNET_SEC_CERT_NO_REV",), "", ("verify revocation-unknown",)),
    (12057, ("ERROR_WINHTTP_SECURE_CERT_REV_FAILED", "ERROR_INTERNET_SEC_CERT_REV_FAILED"), "", ("verify revocation-unknown",)),
    (12152, ("ERROR_WINHTTP_INVALID_SERVER_RESPONSE", "ERROR_HTTP_INVALID_SERVER_RESPONSE"), "The server returned an invalid or unrecognized response", ("http-wants-tls",)),
    (12157, ("ERROR_WINHTTP_SECURE_CHANNEL_ERROR", "ERROR_INTERNET_SECURITY_CHANNEL_ERROR"), "An error occurred in the secure channel support", ("handshake-failed",)),
    (12164, ("ERROR_INTERNET_SERVER_UNREACHABLE",), "", ("unreachable",)),
    (12165, ("ERROR_INTERNET_PROXY_SERVER_UNREACHABLE",), "", ("proxy-unreachable",)),
    (12166, ("ERROR_WINHTTP_BAD_AUTO_PROXY_SCRIPT", "ERROR_INTERNET_BAD_AUTO_PROXY_SCRIPT"), "", ("proxy-set",)),
    (12167, ("ERROR_WINHTTP_UNABLE_TO_DOWNLOAD_SCRIPT", "ERROR_INTERNET_UNABLE_TO_DOWNLOAD_SCRIPT"), "", ("proxy-set",)),
    (12169, ("ERROR_WINHTTP_SECURE_INVALID_CERT", "ERROR_INTERNET_SEC_INVALID_CERT"), "The SSL certificate is invalid", ("verify failed",)),
    (12170, ("ERROR_WINHTTP_SECURE_CERT_REVOKED", "ERROR_INTERNET_SEC_CERT_REVOKED"), "The SSL certificate was revoked", ("verify revoked",)),
    (12175, ("ERROR_WINHTTP_SECURE_FAILURE", "ERROR_INTERNET_DECODING_FAILED"), "A security error occurred", ("handshake-failed", "verify failed")),
    (12178, ("ERROR_WINHTTP_AUTO_PROXY_SERVICE_ERROR",), "", ("proxy-set",)),
    (12179, ("ERROR_WINHTTP_SECURE_CERT_WRONG_USAGE",), "", ("verify purpose",)),
    (12180, ("ERROR_WINHTTP_AUTODETECTION_FAILED",), "", ()),
    (12185, ("ERROR_WINHTTP_CLIENT_CERT_NO_PRIVATE_KEY",), "The client certificate does not have an associated private key", ("client-key",)),
    (12186, ("ERROR_WINHTTP_CLIENT_CERT_NO_ACCESS_PRIVATE_KEY",), "The application does not have the required privileges to access the private key associated with the client certificate", ("client-key",)),
    (12188, ("ERROR_WINHTTP_SECURE_FAILURE_PROXY",), "", ("proxy-cert", "leg proxy")),
)  # fmt: skip

# What WinHttpSetStatusCallback tells beside 12175, as one bit each.
FLAGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("WINHTTP_CALLBACK_STATUS_FLAG_CERT_REV_FAILED", ("verify revocation-unknown",)),
    ("WINHTTP_CALLBACK_STATUS_FLAG_INVALID_CERT", ("verify failed",)),
    ("WINHTTP_CALLBACK_STATUS_FLAG_CERT_REVOKED", ("verify revoked",)),
    ("WINHTTP_CALLBACK_STATUS_FLAG_INVALID_CA", ("verify issuer-unknown",)),
    ("WINHTTP_CALLBACK_STATUS_FLAG_CERT_CN_INVALID", ("verify name",)),
    ("WINHTTP_CALLBACK_STATUS_FLAG_CERT_DATE_INVALID", ("verify expired",)),
    ("WINHTTP_CALLBACK_STATUS_FLAG_CERT_WRONG_USAGE", ("verify purpose",)),
    ("WINHTTP_CALLBACK_STATUS_FLAG_SECURITY_CHANNEL_ERROR", ("handshake-failed",)),
)

_KEYS: dict[str, tuple[str, ...]] = dict(FLAGS)
for _number, _names, _, _keys in ROWS:
    for _code in (str(_number), *_names):
        _KEYS[_code] = _keys


def decode(code: str) -> tuple[str, ...]:
    """The keys of `12175`, `ERROR_WINHTTP_SECURE_FAILURE` or a flag of the callback."""
    return _KEYS.get(code.strip().upper(), ())
