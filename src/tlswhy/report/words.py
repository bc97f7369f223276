"""What the values of the model are called in a sentence."""

from __future__ import annotations

from tlswhy.model.case import Change, What
from tlswhy.model.diagnosis import Leg, Party

PARTIES = {
    Party.CLIENT: "the client",
    Party.SERVER: "the server",
    Party.FORWARD_PROXY: "the forward proxy",
    Party.REVERSE_PROXY: "the reverse proxy",
    Party.MIDDLEBOX: "a middlebox on the way",
    Party.CA: "the certificate authority",
    Party.NETWORK: "the network",
    Party.DNS: "DNS",
}
LEGS = {
    Leg.CLIENT_ORIGIN: "between client and origin",
    Leg.CLIENT_PROXY: "between client and proxy",
    Leg.PROXY_PROXY: "between proxy and proxy",
    Leg.PROXY_ORIGIN: "between proxy and origin",
}
# `{}` stands for the value of the change.
CHANGES = {
    What.SNI_ABSENT: "without a server name",
    What.SNI_SENT: "with the server name {}",
    What.SNI_OTHER: "with another server name, {}",
    What.SNI_FROM_CERTIFICATE: "asking for the certificate's name {}",
    What.VERSION_CAP: "with TLS {} at most",
    What.VERSION_MODERN: "with TLS 1.3 and 1.2",
    What.SUITES_ALL: "with every cipher suite",
    What.SUITES_OTHER_KEY: "with the same suites for the other kind of key",
    What.SUITES_MODERN: "with the usual cipher suites",
    What.SCHEMES_ALL: "with every usual signature scheme",
    What.GROUPS_ALL: "with every usual group",
    What.WITHOUT_PQ_SHARE: "without the post-quantum key share",
    What.PADDED_WITHOUT_PQ: "without it, but padded to {} bytes",
    What.ALPN_ABSENT: "without ALPN",
    What.SEGMENTED: "with the hello in several segments",
    What.SMALL_SEGMENTS: "with small segments from the peer",
    What.SMALL_ANSWER: "with a hello that gets a small answer",
    What.CLOCK: "judged at {}",
    What.TRUST_ISSUER: "with the top of the chain trusted",
    What.PLAIN_HTTP: "with plain HTTP instead of TLS",
    What.TLS: "with TLS instead of plain HTTP",
    What.LISTEN: "listening before saying anything",
    What.IMPLICIT_TLS: "with TLS from the first byte",
    What.STARTTLS: "with STARTTLS for {}",
    What.PROXY_AS_HTTP: "with the proxy as http://",
    What.PROXY_AS_HTTPS: "with the proxy as https://",
    What.PROXY_AS_SOCKS5: "with the proxy as socks5h://",
    What.PROXY_AS_SOCKS4: "with the proxy as socks4a://",
    What.PROXY_PROTOCOL: "with a PROXY header, {}",
    What.WITHOUT_PROXY_PROTOCOL: "without the PROXY header",
    What.DIRECT: "without the proxy",
    What.THROUGH_PROXY: "through the proxy {}",
    What.PROXY_PORT_443: "through the proxy to port 443",
    What.ANOTHER_ADDRESS: "at the address {}",
    What.AGAIN: "once more, nothing changed",
    What.POST_HANDSHAKE_AUTH: "with authentication after the handshake allowed",
    What.ECH_OFF: "without ECH",
    What.ECH_RETRY: "with the ECH configuration that the server sent",
    What.ECH_FROM_DNS: "with the ECH configuration from DNS",
    What.READ_REFUSAL: "with GET, to read the refusal",
}


def change_words(change: Change) -> str:
    """The one thing that was changed, in words."""
    return CHANGES[change.what].replace("{}", change.value)
