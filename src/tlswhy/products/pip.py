"""pip, and what else installs Python packages with it: poetry, pipenv, pipx."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_INDEX = "pip src/pip/_internal/index/collector.py"

PRODUCT = Product(
    name="pip",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "Since 24.2 it reads the system's roots by itself, from 22.2 on when told to.",
            (
                'python3 -m pip config set global.cert "/path/to/bundle.pem"',
                "python3 -m pip install --use-feature=truststore NAME",
                "poetry config certificates.NAME.cert /path/to/{ca}.pem",
            ),
        ),
        Remedy.PROXY_URL_HTTP: Recipe(
            "The proxy's URL begins with http://, the index's with https://.",
            ("python3 -m pip config set global.proxy http://{proxy}",),
        ),
        Remedy.USE_PROXY: Recipe(
            "For the user.", ("python3 -m pip config set global.proxy http://{proxy}",)
        ),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "Characters like @ in percent encoding.",
            ("python3 -m pip config set global.proxy http://USER:PASSWORD@{proxy}",),
        ),
        Remedy.PROXY_ADDRESS: Recipe(
            "Whichever of them is set.",
            ("python3 -m pip config debug", "python3 -m pip config unset global.proxy"),
        ),
        Remedy.UPDATE_CLIENT: Recipe(
            "It is its own installer.", ("python3 -m pip install -U pip",)
        ),
    },
    sayings=(
        Saying(
            "There was a problem confirming the ssl certificate",
            ("verify failed",),
            "Could not fetch URL https://packages.example/simple/pip/: There was a problem confirming the ssl certificate: HTTPSConnectionPool(host='packages.example', port=443) - skipping",
            _INDEX,
            pattern=r"(?:Could not fetch URL (?P<host>https?://[^\s]{1,200}): )?There was a problem confirming",
        ),
        Saying(
            "Retrying (Retry(total=",
            (),
            "WARNING: Retrying (Retry(total=4, connect=None, read=None, redirect=None, status=None)) after connection broken by 'ReadTimeoutError(\"Read timed out.\")': /simple/pip/",
            "urllib3 src/urllib3/connectionpool.py",
            certain=False,
        ),
        Saying(
            "pip is configured with locations that require TLS/SSL, however the ssl module in Python is not available",
            ("config-error",),
            "WARNING: pip is configured with locations that require TLS/SSL, however the ssl module in Python is not available.",
            "pip src/pip/_internal/cli/index_command.py",
        ),
        Saying(
            "Disabling truststore",
            (),
            "WARNING: Disabling truststore because platform isn't supported",
            "pip src/pip/_internal/cli/index_command.py",
            pattern=r"Disabling truststore (?:because|since)",
        ),
        Saying(
            "Could not install packages due to an EnvironmentError: HTTPSConnectionPool",
            (),
            "ERROR: Could not install packages due to an EnvironmentError: HTTPSConnectionPool(host='packages.example', port=443): Max retries exceeded with url: /simple/",
            "pip src/pip/_internal/commands/install.py",
        ),
        Saying(
            "Could not install packages due to an OSError: HTTPSConnectionPool",
            (),
            "ERROR: Could not install packages due to an OSError: HTTPSConnectionPool(host='packages.example', port=443): Max retries exceeded with url: /simple/",
            "pip src/pip/_internal/commands/install.py",
        ),
        Saying(
            "All attempts to connect to",
            ("handshake-failed",),
            "All attempts to connect to packages.example failed.",
            "poetry src/poetry/console/exceptions.py, 2.0",
            pattern=r"All attempts to connect to (?P<host>[\w.-]{1,253}) failed",
            certain=False,
        ),
    ),
    speaks=("side client",),
)
