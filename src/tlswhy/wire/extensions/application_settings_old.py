"""application_settings under its first number, 17513.

Hellos with it grew past one packet in a way that some middleboxes did not survive, so
Chromium moved to 17613.
"""

from __future__ import annotations

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.extensions.application_settings import (
    ApplicationSettings,
    ApplicationSettingsOffer,
)

TYPE = 17513

FORMS: Forms = {
    In.CLIENT_HELLO: ApplicationSettingsOffer,
    In.ENCRYPTED_EXTENSIONS: ApplicationSettings,
}
