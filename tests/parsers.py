"""What every parser of wire bytes must hold, checked on one class at a time."""

from __future__ import annotations

from typing import TypeVar

import pytest
from hypothesis import strategies as st

from tlswhy.wire.extensions import Body
from tlswhy.wire.reader import Malformed, Reader

Form = TypeVar("Form", bound=Body)


def read(form: type[Form], body: bytes) -> Form:
    """Read the whole body; errors call it "body"."""
    return form.read(Reader(body, "body"))


def check_round_trip(value: Body) -> None:
    """What we write is read as the same value."""
    assert read(type(value), value.write()) == value


def check_no_prefix_is_complete(form: type[Body], body: bytes) -> None:
    """A cut message is never taken for a whole one, and the error lies inside what is there."""
    for size in range(len(body)):
        with pytest.raises(Malformed) as cut:
            read(form, body[:size])
        assert 0 <= cut.value.offset <= size


def check_nothing_is_lost(form: type[Body], junk: bytes) -> None:
    """What can be read at all is written back byte for byte."""
    try:
        value = read(form, junk)
    except Malformed:
        return
    assert value.write() == junk


def junk_like(*bodies: bytes) -> st.SearchStrategy[bytes]:
    """Any bytes, and good bodies with a few bytes changed, put in or cut out at one place."""
    return st.binary(max_size=64) | st.builds(
        _spoil,
        st.sampled_from(bodies),
        st.integers(0, 255),
        st.integers(0, 3),
        st.binary(max_size=3),
    )


def _spoil(body: bytes, at: int, cut: int, put: bytes) -> bytes:
    at = min(at, len(body))
    return body[:at] + put + body[at + cut :]
