"""What programs say of a failure is a weight in the table of some cause: none of it is lost."""

from __future__ import annotations

import pytest

from tlswhy.causes import catalogue
from tlswhy.model.facts.words import AROUND, Sign

SAID = {
    key.partition(" ")[0]
    for entry in catalogue().values()
    if entry.cause.told is not None
    for key in entry.cause.told.says
}
# They become the same of one end before the tables are asked.
SETTLED = {Sign.ALERT_RECEIVED, Sign.ALERT_SENT}


@pytest.mark.parametrize("sign", [sign for sign in Sign if sign not in AROUND | SETTLED])
def test_a_cause_reads_it(sign: Sign) -> None:
    assert str(sign) in SAID
