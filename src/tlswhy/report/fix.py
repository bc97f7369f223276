"""What to change, and the lines that change it in the programs at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from tlswhy.causes.protocol import UPGRADES
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Finding, Party, Remedy
from tlswhy.model.facts.certificate import CertificateProblem, LeafSeen, MakerSeen
from tlswhy.model.facts.context import Asked, ProxyAvailable, ProxyChosen, Route
from tlswhy.model.facts.network import HttpAnswered, Spoke
from tlswhy.model.facts.words import Said
from tlswhy.products import WEB, Product, Recipe, Role, products

# Only these are filled into lines that somebody pastes into a shell or a configuration.
SAFE_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,252}", re.ASCII)
SAFE_IPV6 = re.compile(r"[0-9A-Fa-f:.]{2,45}", re.ASCII)
WORD = re.compile(r"\{(host|port|proxy|name|ca)\}")
BETWEEN_NAMES = re.compile(r"[\s/(),;]+")
OF_THE_WEB = re.compile(r"https://(\{host\}|\{name\}|NAME)")
# Services with TLS from the first byte, and other names of services, as STARTTLS calls them.
PROTOCOLS = {
    **{f"{plain}s": plain for plain in ("imap", "pop3", "ldap", "ftp", "nntp", "irc", "xmpp")},
    **dict.fromkeys(("smtps", "submission", "submissions"), "smtp"),
    "telnets": "telnet",
}


class Fix(Struct, frozen=True):
    """One way to carry out a remedy.

    product: the program, or empty for the sentence that holds whatever the program is.
    text: one sentence. lines: to paste.
    """

    remedy: Remedy
    product: str
    text: str
    lines: tuple[str, ...] = ()


REMEDY_TEXT = {
    Remedy.RENEW_CERTIFICATE: "Renew the certificate and reload every process that serves it.",
    Remedy.REPLACE_CERTIFICATE: "Have a new certificate issued for a new key, and reload servers.",
    Remedy.FIX_STAPLING: "Let the server fetch fresh OCSP responses, or let it staple none.",
    Remedy.FIX_CLOCK: "Set the clock, and keep it set from a time server.",
    Remedy.REISSUE_WITH_NAME: "Have the certificate issued with the name as a subjectAltName.",
    Remedy.CONNECT_BY_LISTED_NAME: "Connect by a name that the certificate lists.",
    Remedy.REISSUE_FOR_SERVERS: "Have it issued with the usage serverAuth, and not as a CA.",
    Remedy.REISSUE_STRONGER: "Have it issued with SHA-256 and RSA of 2048 bits or P-256.",
    Remedy.REISSUE_SHORTER: "Have it issued for fewer days, and renew it by machine.",
    Remedy.REISSUE_BY_THE_RULES: "Have the certificate or its CA made anew as RFC 5280 says.",
    Remedy.GIVE_CERTIFICATE: "Give the server a certificate and its key for this port.",
    Remedy.SERVE_FULL_CHAIN: "Serve the leaf and every intermediate, the leaf first.",
    Remedy.TRUST_CA: "Give the issuing CA to the trust store that this very client reads.",
    Remedy.GET_TRUSTED_CERTIFICATE: "Get a certificate from a CA that the clients trust.",
    Remedy.EXEMPT_FROM_INSPECTION: "Exempt the host from TLS inspection on the proxy or firewall.",
    Remedy.LOG_IN_TO_PORTAL: "Log in to the network's portal with a browser, then try again.",
    Remedy.RAISE_CLIENT_VERSION: "Let the client speak TLS 1.2 and 1.3.",
    Remedy.LOWER_CLIENT_VERSION: "As a stop-gap, let the client speak an older TLS version.",
    Remedy.RAISE_SERVER_VERSION: "Let the server speak TLS 1.2 and 1.3.",
    Remedy.LOWER_SERVER_VERSION: "If the client cannot move, let the server accept its version.",
    Remedy.WIDEN_SERVER_CIPHERS: "Add suites to the server that today's clients offer.",
    Remedy.WIDEN_CLIENT_CIPHERS: "Drop the client's own suite list, or add what the server has.",
    Remedy.WIDEN_GROUPS: "Allow X25519 and P-256 for the key exchange.",
    Remedy.STRONGER_DH: "Give the server DH parameters of 2048 bits, or leave DHE out.",
    Remedy.ALIGN_ALPN: "Let both sides offer a protocol in common, http/1.1 besides h2.",
    Remedy.SAME_NAME: "Send one name in the hello (SNI) and in the Host header.",
    Remedy.SEND_SNI: "Let the client send the server name: connect by name, not by address.",
    Remedy.SERVE_NAME: "Give the server a site and a certificate for this name.",
    Remedy.ALLOW_NAME: "Have the name allowed in the filter, or take a route without it.",
    Remedy.PRESENT_CLIENT_CERTIFICATE: "Give the client its certificate, with its chain, and key.",
    Remedy.REISSUE_CLIENT_CERTIFICATE: "Have the client's certificate issued anew, for clientAuth.",
    Remedy.TRUST_CLIENT_CA: "Give the server the CA of its clients' certificates.",
    Remedy.RELAX_CLIENT_AUTH: "Let the server ask for a client certificate without demanding it.",
    Remedy.ASK_IN_HANDSHAKE: "Let the server ask in the handshake, for a whole site or host name.",
    Remedy.ALLOW_LATE_AUTH: "Let the client answer requests after the handshake, over HTTP/1.1.",
    Remedy.MATCH_CLIENT_KEY: "Give the client its certificate's own key, that certificate first.",
    Remedy.PROXY_URL_HTTP: "Write the proxy's URL with http://: its port speaks plain HTTP.",
    Remedy.PROXY_URL_HTTPS: "Write the proxy's URL with https://: its port speaks TLS.",
    Remedy.PROXY_URL_SOCKS: "Write the proxy's URL with socks5h://: its port speaks SOCKS.",
    Remedy.PROXY_URL_SOCKS4: "Write the proxy's URL with socks4a://: its port speaks SOCKS 4.",
    Remedy.PROXY_CREDENTIALS: "Give the client a user and password for the proxy, URL-encoded.",
    Remedy.FIX_PROXY_CERTIFICATE: "Give the proxy a valid certificate for its own name.",
    Remedy.PROXY_ALLOW_CONNECT: "Have the proxy allow CONNECT to this host and port.",
    Remedy.PROXY_ADDRESS: "Correct the proxy's address, or start the proxy.",
    Remedy.PROXY_PLAIN_LISTENER: "Give the proxy a port without TLS for clients that need one.",
    Remedy.UPDATE_CLIENT: "Update the client or its library to one that can do it.",
    Remedy.PROXY_UPSTREAM: "Let the proxy resolve and reach the target: its DNS, route or parent.",
    Remedy.ALIGN_PROXY_PROTOCOL: "Let the balancer send a PROXY header, or the server expect none.",
    Remedy.USE_PROXY: "Name the proxy where this program looks, or take the host off NO_PROXY.",
    Remedy.BYPASS_PROXY: "Take this host out of the proxy, with NO_PROXY or the tool's own list.",
    Remedy.USE_PLAIN_SCHEME: "Speak plain HTTP to this port: http:// instead of https://.",
    Remedy.USE_TLS_SCHEME: "Speak TLS to this port: https:// instead of http://.",
    Remedy.ENABLE_TLS: "Turn TLS on for this port of the server.",
    Remedy.USE_STARTTLS: "Begin in plain text and upgrade with STARTTLS on this port.",
    Remedy.USE_IMPLICIT_TLS: "Speak TLS from the first byte on this port, without STARTTLS.",
    Remedy.USE_RIGHT_PORT: "Use the port of the service you mean: another one answers here.",
    Remedy.START_SERVICE: "Start the service, and let it listen on this address and port.",
    Remedy.OPEN_FIREWALL: "Let the firewall pass TCP to this address and port.",
    Remedy.FIX_DNS: "Correct the DNS entry, or the resolver that this machine asks.",
    Remedy.SHRINK_CLIENT_HELLO: "As a stop-gap, leave out the client's post-quantum key share.",
    Remedy.UPDATE_MIDDLEBOX: "Update the firewall or inspector that drops this ClientHello.",
    Remedy.CLAMP_MSS: "Lower the segment size to what the path carries, and let ICMP pass.",
    Remedy.SECOND_KEY_TYPE: "Give the server a second certificate, for a key of the other kind.",
    Remedy.WIDEN_SIGALGS: "Let both sides use ECDSA and RSA-PSS with SHA-256.",
    Remedy.USE_PSK: "Give the client the pre-shared key and its identity, as the server has them.",
    Remedy.UPDATE_TLS_LIBRARY: "Update the TLS library of the server, or of the box before it.",
    Remedy.ALLOW_LEGACY_RENEGOTIATION: "As a stop-gap, let this client do without RFC 5746.",
    Remedy.MATCH_KEY: "Give the server the key that its certificate was issued for, and reload it.",
    Remedy.ISSUE_WITHIN_CONSTRAINTS: "Have it issued by a CA that is allowed to, for this name.",
    Remedy.UPDATE_TRUST_STORE: "Update the client's trust store to today's roots.",
    Remedy.SERVE_SHORTER_CHAIN: "Let the server send the chain that ends at the newer root.",
    Remedy.FIX_INTERCEPTOR: "Update the inspecting product, or give it a new and stronger CA.",
    Remedy.UPSTREAM_TLS: "Let the proxy speak TLS to the origin's port, or give it the plain one.",
    Remedy.READ_SERVER_LOG: "Read the server's log at the time of the attempt: it has the reason.",
    Remedy.ADD_CAPACITY: "Give the server more room, or let clients wait longer.",
    Remedy.RELAX_CLIENT_POLICY: "As a stop-gap, let this client's policy take what the peer has.",
    Remedy.RELAX_STRICT_CHECKS: "As a stop-gap, turn the strict checks off, not verification.",
    Remedy.OPEN_REVOCATION: "Let this account reach the CA's CRL and OCSP addresses.",
    Remedy.UPDATE_PINS: "Ship the new key's pin with the application, and a backup pin beside it.",
    Remedy.VERIFY_ORIGIN_NAME: "Let the proxy send and check the name on the origin's certificate.",
    Remedy.QUIET_CHECKS: "Let checks finish a TLS handshake, or keep them out of the log.",
    Remedy.REPLACE_CERT_FILE: "Give the server a readable PEM file, the leaf first, and reload it.",
    Remedy.RAISE_VERIFY_DEPTH: "Allow chains as long as this one when certificates are verified.",
    Remedy.REFRESH_CRL: "Fetch the revocation list of every CA of the chain anew, on a timer.",
    Remedy.CORRECT_CONFIG: "Correct the line that the program's check names, then reload.",
    Remedy.READ_SNI: "Let the proxy read the server name before it chooses the origin.",
    Remedy.ALLOW_UDP: "Let UDP 443 pass, or turn HTTP/3 off for this name.",
    Remedy.PUBLISH_ECH_KEY: "Put the server's own ECH key into the HTTPS record, with a short TTL.",
    Remedy.DROP_ECH_RECORD: "Let this network's DNS answer without ech, or end ECH at the CDN.",
    Remedy.SERVE_PUBLIC_NAME: "Give every node a certificate for the public name of its ECH key.",
    Remedy.SHARE_ECH_KEYS: "Give every node behind the name the same ECH keys, the old ones too.",
    Remedy.UPDATE_ECH_CONFIG: "Give the client the server's current ECH configuration, or none.",
}

# As what a program carries a remedy out; as a server where nothing is said.
_DONE_BY = {
    Remedy.FIX_CLOCK: Role.NETWORK,
    Remedy.CONNECT_BY_LISTED_NAME: Role.CLIENT,
    Remedy.TRUST_CA: Role.CLIENT,
    Remedy.EXEMPT_FROM_INSPECTION: Role.FORWARD_PROXY,
    Remedy.LOG_IN_TO_PORTAL: Role.NETWORK,
    Remedy.RAISE_CLIENT_VERSION: Role.CLIENT,
    Remedy.LOWER_CLIENT_VERSION: Role.CLIENT,
    Remedy.WIDEN_CLIENT_CIPHERS: Role.CLIENT,
    Remedy.REISSUE_CLIENT_CERTIFICATE: Role.CLIENT,
    Remedy.FIX_PROXY_CERTIFICATE: Role.FORWARD_PROXY,
    Remedy.SEND_SNI: Role.CLIENT,
    Remedy.ALLOW_NAME: Role.FORWARD_PROXY,
    Remedy.PRESENT_CLIENT_CERTIFICATE: Role.CLIENT,
    Remedy.ALLOW_LATE_AUTH: Role.CLIENT,
    Remedy.MATCH_CLIENT_KEY: Role.CLIENT,
    Remedy.PROXY_URL_HTTP: Role.CLIENT,
    Remedy.PROXY_URL_HTTPS: Role.CLIENT,
    Remedy.PROXY_URL_SOCKS: Role.CLIENT,
    Remedy.PROXY_URL_SOCKS4: Role.CLIENT,
    Remedy.PROXY_CREDENTIALS: Role.CLIENT,
    Remedy.PROXY_ALLOW_CONNECT: Role.FORWARD_PROXY,
    Remedy.PROXY_ADDRESS: Role.CLIENT,
    Remedy.PROXY_PLAIN_LISTENER: Role.FORWARD_PROXY,
    Remedy.UPDATE_CLIENT: Role.CLIENT,
    Remedy.PROXY_UPSTREAM: Role.FORWARD_PROXY,
    Remedy.BYPASS_PROXY: Role.CLIENT,
    Remedy.USE_PROXY: Role.CLIENT,
    Remedy.USE_PLAIN_SCHEME: Role.CLIENT,
    Remedy.USE_TLS_SCHEME: Role.CLIENT,
    Remedy.USE_STARTTLS: Role.CLIENT,
    Remedy.USE_IMPLICIT_TLS: Role.CLIENT,
    Remedy.USE_RIGHT_PORT: Role.NETWORK,
    Remedy.START_SERVICE: Role.NETWORK,
    Remedy.OPEN_FIREWALL: Role.NETWORK,
    Remedy.FIX_DNS: Role.NETWORK,
    Remedy.SHRINK_CLIENT_HELLO: Role.CLIENT,
    Remedy.UPDATE_MIDDLEBOX: Role.NETWORK,
    Remedy.CLAMP_MSS: Role.NETWORK,
    Remedy.USE_PSK: Role.CLIENT,
    Remedy.ALLOW_LEGACY_RENEGOTIATION: Role.CLIENT,
    Remedy.RELAX_CLIENT_POLICY: Role.CLIENT,
    Remedy.RELAX_STRICT_CHECKS: Role.CLIENT,
    Remedy.UPDATE_TRUST_STORE: Role.CLIENT,
    Remedy.FIX_INTERCEPTOR: Role.NETWORK,
    Remedy.OPEN_REVOCATION: Role.NETWORK,
    Remedy.UPDATE_PINS: Role.CLIENT,
    Remedy.ALLOW_UDP: Role.NETWORK,
    Remedy.PUBLISH_ECH_KEY: Role.NETWORK,
    Remedy.DROP_ECH_RECORD: Role.NETWORK,
    Remedy.UPDATE_ECH_CONFIG: Role.CLIENT,
}
_BY_WHO_ACTS = (
    *(Remedy.WIDEN_GROUPS, Remedy.SAME_NAME, Remedy.ALIGN_ALPN),
    Remedy.WIDEN_SIGALGS,
)
_PROXIES = {
    Party.FORWARD_PROXY: Role.FORWARD_PROXY,
    Party.REVERSE_PROXY: Role.REVERSE_PROXY,
}


def fixes(finding: Finding, case: Case) -> tuple[Fix, ...]:
    """For each remedy of the finding the sentence that always holds, then the recipes that fit:
    of programs in the right place on the route, for the service that was asked for. A program
    that named itself on the way stands alone."""
    found: list[Fix] = []
    for remedy in finding.remedies:
        found.append(Fix(remedy, "", REMEDY_TEXT[remedy]))
        known = known_of(finding, remedy, case)
        role, protocol = _role(remedy, finding, case), _protocol(finding, case)
        able = ((p, _recipe(p, remedy, role, case, protocol)) for p in products().values())
        fitting = [(product, recipe) for product, recipe in able if recipe is not None]
        # Then the page is the origin's, and most proxies pass on its Server header too.
        behind = remedy is Remedy.UPSTREAM_TLS
        programs = [product for product, _ in fitting]
        near = _spoken(programs, case) or ([] if behind else _at_hand(programs, case))
        near = near or _usual(programs)
        for product, recipe in fitting:
            if product in near:
                lines = tuple(fill(line, known) for line in recipe.lines)
                found.append(Fix(remedy, product.name, fill(recipe.text, known), lines))
    return tuple(found)


def _recipe(
    product: Product, remedy: Remedy, role: Role | None, case: Case, protocol: str
) -> Recipe | None:
    """How a program does it, if it is in the right place and for what is spoken there."""
    recipe = product.recipe(remedy, protocol)
    if recipe is None or role not in product.roles:
        return None
    if protocol and any(OF_THE_WEB.search(line) for line in recipe.lines):
        return None
    served = product.services or (WEB if role is Role.SERVER else ())
    return recipe if not served or _service(case) in served else None


def _role(remedy: Remedy, finding: Finding, case: Case) -> Role | None:
    """As what a program carries the remedy out. A proxy is a server for one leg and a client for
    the other; no proxy is asked for anything where none is known of."""
    acts, usual = finding.acts, Role.SERVER
    if acts is Party.CLIENT and remedy in _BY_WHO_ACTS:
        usual = Role.CLIENT
    role = _DONE_BY.get(remedy, usual)
    if role is Role.CLIENT and _of_the_proxy(finding, case):
        return role
    if role in (Role.SERVER, Role.CLIENT):
        return _PROXIES.get(acts, role)
    unknown = case.first(ProxyChosen) is None and acts is not Party.FORWARD_PROXY
    return None if role is Role.FORWARD_PROXY and unknown else role


def _of_the_proxy(finding: Finding, case: Case) -> bool:
    """We saw the proxy's own certificate: then the client that has to trust it is ours."""
    seen = (fact for fact in finding.clue.evidence if isinstance(fact, CertificateProblem))
    return any(problem.hop != case.target_hop for problem in seen)


def _service(case: Case) -> str:
    """What is spoken with the target: the STARTTLS protocol of the route, or what was asked."""
    route, asked = case.last(Route), case.last(Asked)
    for hop in route.hops if route is not None else ():
        kind, _, protocol = hop.partition(" ")
        if kind == "starttls":
            return protocol
    return asked.service if asked is not None else ""


def _protocol(finding: Finding, case: Case) -> str:
    """What is not the web, as STARTTLS calls it: what the peer spoke, or what was asked for."""
    spoken = (fact for fact in finding.clue.evidence if isinstance(fact, Spoke))
    heard = next((UPGRADES[fact.protocol] for fact in spoken if fact.protocol in UPGRADES), "")
    service = heard or _service(case)
    return "" if service in WEB else PROTOCOLS.get(service, service)


def _usual(fitting: list[Product]) -> list[Product]:
    """Those that most people have; where none of them fits, all that are made for the service."""
    usual = [product for product in fitting if product.usual]
    return usual or [product for product in fitting if product.services]


def _at_hand(fitting: Iterable[Product], case: Case) -> list[Product]:
    """The servers and proxies that named themselves in what was seen."""
    named = [answer.header("server") for answer in case.all(HttpAnswered)]
    named += [spoke.product for spoke in case.all(Spoke)]
    named += [maker.product for maker in case.all(MakerSeen)]
    heard = set(BETWEEN_NAMES.split(" ".join(named).lower()))
    return [p for p in fitting if Role.CLIENT not in p.roles and p.name.lower() in heard]


def _spoken(fitting: Iterable[Product], case: Case) -> list[Product]:
    """The programs whose own words stand in a text."""
    spoke = [products()[said.program] for said in case.all(Said) if said.program]
    return [product for product in fitting if product in spoke]


def fill(line: str, known: Mapping[str, str]) -> str:
    """Put what is known of the case into a line; the word of what is not, stays in capitals."""
    return WORD.sub(lambda word: known.get(word[1]) or word[1].upper(), line)


def known_of(finding: Finding, remedy: Remedy, case: Case) -> dict[str, str]:
    """What the words in recipes stand for; a word is left out, or empty, when it is not known."""
    asked = case.last(Asked)
    # Of several proxies in a row, the one that the finding is about.
    meant = (fact for fact in finding.clue.evidence if isinstance(fact, ProxyChosen))
    proxy = next(meant, case.first(ProxyChosen))
    known = {}
    if asked is not None:
        known["host"] = safe_host(asked.host)
        known["port"] = str(asked.port)
        known["name"] = safe_host(asked.name or asked.host)
        if asked.is_ip and asked.name in ("", asked.host):
            known["name"] = ""  # an address is no server name (RFC 6066 section 3)
    unused = case.first(ProxyAvailable)
    if unused is not None:
        host, _, port = unused.url.partition("://")[2].rpartition(":")
        known["proxy"] = f"{safe_host(host)}:{port}" if safe_host(host) and port.isdigit() else ""
    if proxy is not None and safe_host(proxy.host):
        known["proxy"] = f"{safe_host(proxy.host)}:{proxy.port}"
        if finding.acts is Party.FORWARD_PROXY and remedy is not Remedy.EXEMPT_FROM_INSPECTION:
            known["name"] = safe_host(proxy.host)
    if remedy is Remedy.CONNECT_BY_LISTED_NAME:
        known["name"] = _listed(case)
    return known


def _listed(case: Case) -> str:
    """The first name on the leaf that can be connected to."""
    leaf = case.last(LeafSeen, hop=case.target_hop)
    listed = (safe_host(name) for name in (leaf.all_names if leaf is not None else ()))
    return next((name for name in listed if name), "")


def safe_host(host: str) -> str:
    """The host as a command line takes it; empty when it has a letter that no host name has."""
    if ":" in host:
        return f"[{host}]" if SAFE_IPV6.fullmatch(host) else ""
    return host if SAFE_HOST.fullmatch(host) else ""
