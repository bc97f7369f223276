"""application_settings under its first number, 17513 (draft-vvv-tls-alps section 4).

Chromium moved to 17613 because its first decoder failed on ACCEPT_CH frames of 128 to 255 bytes.
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
