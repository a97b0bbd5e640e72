"""Numbers and truth values in the notations that offices use."""

import math

import pytest

from data_access.importing.cells import read_number, read_numbers, read_truth, read_whole
from data_access.importing.reasons import (
    NEGATIVE,
    NOT_A_NUMBER,
    NOT_TRUE_OR_FALSE,
    NOT_WHOLE,
    Fault,
)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1234", 1234),
        ("1,234", 1234),
        ("1,234,567.5", 1234567.5),
        ("１，２３４", 1234),
        ("１２．５", 12.5),
        ("25,000円", 25000),
        ("￥25,000", 25000),
        ("\\25000", 25000),
        ("45%", 45),
        ("４５％", 45),
        (" 7 ", 7),
        ("0", 0),
        ("-0", 0),
        (".5", 0.5),
    ],
)
def test_numbers(written, number):
    assert read_number(written) == number
    assert read_numbers([written, "1"])[0].tolist() == [number, 1]


@pytest.mark.parametrize("written", ["", "-", "－", "―", "　"])
def test_a_dash_is_missing_and_not_zero(written):
    assert read_number(written) is None
    numbers, faults = read_numbers([written, "0"])
    assert math.isnan(numbers[0])
    assert numbers[1] == 0
    assert not faults


@pytest.mark.parametrize(
    "written", ["-5", "−5", "－５", "△5", "▲5", "▲ 1,234", "(5)", "（５）", "-0.1", "△5円"]
)
def test_negative_amounts_in_every_notation(written):
    with pytest.raises(Fault) as caught:
        read_number(written)
    assert caught.value.reason is NEGATIVE
    assert [fault.reason for fault in read_numbers(["1", written])[1].values()] == [NEGATIVE]


@pytest.mark.parametrize(
    "written", ["abc", "1,23", "12,34", "1.2.3", "五", "1e5", "nan", "inf", "--5", "1_000", "()"]
)
def test_what_is_no_number(written):
    with pytest.raises(Fault) as caught:
        read_number(written)
    assert caught.value.reason is NOT_A_NUMBER
    assert list(read_numbers(["1", written])[1]) == [1]


def test_a_whole_number():
    assert read_whole("１，０００") == 1000
    assert read_whole("12.0") == 12
    with pytest.raises(Fault) as caught:
        read_whole("12.5")
    assert caught.value.reason is NOT_WHOLE


@pytest.mark.parametrize("written", ["true", "TRUE", "Yes", "1", "はい", "○"])
def test_true(written):
    assert read_truth(written) is True


@pytest.mark.parametrize("written", ["false", "FALSE", "No", "0", "いいえ", "", "-"])
def test_false(written):
    assert read_truth(written) is False


def test_neither():
    with pytest.raises(Fault) as caught:
        read_truth("maybe")
    assert caught.value.reason is NOT_TRUE_OR_FALSE
