"""boto3 and the AWS command line."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_EXCEPTIONS = "botocore botocore/exceptions.py"
_URL = r"\W{0,4}(?P<host>https?://[^\"'\s]{1,300})"

PRODUCT = Product(
    name="boto3 and aws",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "One file with all the roots that are needed.",
            (
                "export AWS_CA_BUNDLE=/path/to/bundle.pem",
                "aws configure set default.ca_bundle /path/to/bundle.pem",
            ),
        ),
    },
    sayings=(
        Saying(
            "SSL validation failed for",
            ("verify failed",),
            "SSL validation failed for https://s3.amazonaws.com/ [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate in certificate chain (_ssl.c:1125)",
            _EXCEPTIONS,
            pattern=rf"SSL validation failed for{_URL}",
        ),
        Saying(
            "Failed to connect to proxy URL:",
            ("proxy-unreachable",),
            'botocore.exceptions.ProxyConnectionError: Failed to connect to proxy URL: "http://proxy.example:3128"',
            _EXCEPTIONS,
            pattern=r"proxy URL:\W{0,4}(?P<proxy>(?:https?://)?[\w.:/-]{1,253}?)/?\"",
        ),
        *(
            Saying(
                words,
                (key,),
                f'{words} "https://s3.amazonaws.com/"',
                _EXCEPTIONS,
                pattern=words + _URL,
                certain=False,
            )
            for words, key in (
                ("Could not connect to the endpoint URL:", "refused"),
                ("Connect timeout on endpoint URL:", "connect-timeout"),
                ("Read timeout on endpoint URL:", "handshake-timeout"),
                (
                    "Connection was closed before we received a valid response from endpoint URL:",
                    "eof",
                ),
            )
        ),
    ),
    speaks=("side client",),
)
