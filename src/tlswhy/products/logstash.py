"""Logstash, where Beats and others send to it."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "logstash-input-beats, org/logstash/beats/Protocol.java, 5 to 7"

PRODUCT = Product(
    name="Logstash",
    roles=(Role.SERVER,),
    sayings=(
        Saying(
            "org.logstash.beats.BeatsHandler",
            ("side server",),
            (
                "[2024-05-06T07:08:09,376][INFO ][org.logstash.beats.BeatsHandler] "
                "Exception: not an SSL/TLS record: 3257000000013243"
            ),
            "logstash-input-beats, org/logstash/beats/BeatsHandler.java, 5 to 7",
            certain=False,
        ),
        # The first byte of a hello, read as the version.
        Saying(
            "Invalid version of beats protocol: 22",
            ("tls-received", "side server"),
            (
                "io.netty.handler.codec.DecoderException: "
                "org.logstash.beats.InvalidFrameProtocolException: Invalid version of beats "
                "protocol: 22"
            ),
            _SOURCE,
            pattern=r"Invalid version of beats protocol: 22\b",
        ),
        Saying(
            "InvalidFrameProtocolException: Invalid version of beats protocol:",
            ("side server",),
            (
                "org.logstash.beats.InvalidFrameProtocolException: Invalid version of beats "
                "protocol: 71"
            ),
            _SOURCE,
            certain=False,
        ),
    ),
)
