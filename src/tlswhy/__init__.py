"""Why does this TLS handshake fail?"""

VERSION = "0.1.0"
