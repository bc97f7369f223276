import pytest

from tlswhy.wire.grease import GREASE, GREASE_PSK_MODES, is_grease, is_grease_psk_mode


def test_the_16_values_of_rfc_8701_section_2() -> None:
    listed = "0A0A 1A1A 2A2A 3A3A 4A4A 5A5A 6A6A 7A7A 8A8A 9A9A AAAA BABA CACA DADA EAEA FAFA"
    assert tuple(int(value, 16) for value in listed.split()) == GREASE


def test_no_other_value_is_grease() -> None:
    assert [value for value in range(0x10000) if is_grease(value)] == list(GREASE)


@pytest.mark.parametrize("mode", [0x0B, 0x2A, 0x49, 0x68, 0x87, 0xA6, 0xC5, 0xE4])
def test_the_8_psk_modes(mode: int) -> None:
    assert is_grease_psk_mode(mode)


def test_no_other_psk_mode_is_grease() -> None:
    assert sum(map(is_grease_psk_mode, range(256))) == len(GREASE_PSK_MODES) == 8
