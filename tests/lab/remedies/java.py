"""Java: options as they are printed, for a program that makes one request."""

from __future__ import annotations

from lab.remedies import peers
from lab.remedies.cure import Called, Cure, Lines
from tlswhy.model.diagnosis import Remedy

_PROGRAM = """cat > Get.java <<'END'
import java.net.*;

class Get {
    public static void main(String[] words) throws Exception {
        Authenticator.setDefault(new Authenticator() {
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("USER", "PASSWORD".toCharArray());
            }
        });
        new URL(words[0]).openStream().read();
    }
}
END
set -e
[ -e trust.p12 ] ||
    keytool -importcert -noprompt -keystore trust.p12 -storepass changeit -file CA.pem
store="-Djavax.net.ssl.trustStore=trust.p12 -Djavax.net.ssl.trustStorePassword=changeit"
export JAVA_TOOL_OPTIONS="$store -XX:TieredStopAtLevel=1"
"""
_NEEDS = ("javac", "keytool")
_GET = "Get.java https://{host}:{port}/"


def _cure(remedy: Remedy, ill: str, stand: peers.Stand, before: str = "", words: str = "") -> Cure:
    """before: options that somebody has set. words: for those that the reader fills in."""

    def works(lines: Lines) -> str:
        commands = [line for line in lines if not line.startswith("-D")]
        options = " ".join(line for line in lines if line.startswith("-D"))
        return "\n".join((_PROGRAM, words, *commands, f"java {before} {_filled(options)} {_GET}"))

    fails = f"{_PROGRAM}{words}\njava {before} {_GET}"
    return Called(remedy, ill, stand, fails, works, needs=_NEEDS, optional=True)


def _filled(options: str) -> str:
    """The proxy in two words, as Java wants it."""
    return options.replace("PROXY_HOST", "127.0.0.1").replace("PROXY_PORT", "$port")


_PORT = "proxy={proxy}; port=${proxy#*:}"
_PROXY = "-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=$port"


def _by_file(lines: Lines) -> str:
    """A recipe that is a file of properties, named by an option."""
    file = "\n".join(("cat > java.properties <<'END'", *lines, "END"))
    return f"{_PROGRAM}{file}\njava -Djava.security.properties=java.properties {_GET}"


CURES: tuple[Cure, ...] = (
    _cure(
        Remedy.RAISE_CLIENT_VERSION,
        "version-client-too-old",
        peers.NEWEST_SERVER,
        "-Djdk.tls.client.protocols=TLSv1.2",
    ),
    Called(
        Remedy.LOWER_CLIENT_VERSION,
        "version-server-too-old",
        peers.OLD_SERVER,
        f"{_PROGRAM}java {_GET}",
        _by_file,
        needs=_NEEDS,
        optional=True,
    ),
    _cure(Remedy.PROXY_URL_HTTP, "proxy-scheme-https", peers.PLAIN_PROXY, words=_PORT),
    _cure(
        Remedy.PROXY_CREDENTIALS,
        "proxy-auth-required",
        peers.KNOWN_PROXY,
        _PROXY,
        words=_PORT,
    ),
    _cure(Remedy.PRESENT_CLIENT_CERTIFICATE, "client-cert-missing", peers.WANTS_CLIENT),
    _cure(Remedy.USE_PROXY, "proxy-not-used", peers.UNUSED_PROXY, words=_PORT),
    _cure(
        Remedy.PROXY_URL_SOCKS,
        "socks-http-mismatch",
        peers.SOCKS_PROXY,
        words=_PORT,
    ),
)
