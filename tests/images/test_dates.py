"""The day a photo was taken, as cameras, phones and scanners write it; never the day of an edit."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from models.images import read_photo
from models.images.dates import parse_date

MOMENTS = st.datetimes(datetime(1826, 1, 1), datetime(2026, 1, 1)).map(lambda moment: moment.replace(microsecond=0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019:07:01 12:13:14", "2019-07-01T12:13:14"),
        ("2019:07:01 12:13:14.123", "2019-07-01T12:13:14"),
        ("2019:07:01 12:13:14+02:00", "2019-07-01T12:13:14"),
        ("2019:07:01 12:13:14.5 -0530", "2019-07-01T12:13:14"),
        ("2019-07-01T12:13:14Z", "2019-07-01T12:13:14"),
        ("2019-07-01 12:13", "2019-07-01T12:13:00"),
        ("2019/07/01 12:13:14", "2019-07-01T12:13:14"),
        ("20190701T121314", "2019-07-01T12:13:14"),
        ("2019:07:01", "2019-07-01"),
        ("2019-7-1", "2019-07-01"),
        ("2019:07:01 25:99:00", "2019-07-01"),
        ("1993:08:00 00:00:00", "1993-08"),
        ("1993:00:00 00:00:00", "1993"),
        ("1993", "1993"),
        (b"2019:07:01 12:13:14\x00", "2019-07-01T12:13:14"),
        ("0000:00:00 00:00:00", None),
        ("0001:01:01 00:00:00", None),
        ("1700:01:01 00:00:00", None),
        ("9999:12:31 23:59:59", None),
        ("2019:13:01 12:13:14", None),
        ("2019:02:30 12:13:14", None),
        ("    :  :     :  :  ", None),
        ("yesterday", None),
        ("2019:07:01 12:13:14" + " " * 500 + "x", None),
        (None, None),
        (7, None),
    ],
)
def test_a_date_is_read_as_it_is_written(text, expected):
    assert parse_date(text) == expected


@given(
    moment=MOMENTS,
    between=st.sampled_from(["%Y:%m:%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y%m%dT%H%M%S"]),
    fraction=st.sampled_from(["", ".1", ",250", ".123456"]),
    zone=st.sampled_from(["", "Z", "+02:00", "-1100", " +09"]),
)
def test_every_moment_comes_back_however_it_was_written(moment, between, fraction, zone):
    assert parse_date(moment.strftime(between).rjust(15, "0") + fraction + zone) == moment.isoformat()


@given(text=st.text(max_size=40) | st.binary(max_size=40))
def test_no_text_is_a_crash_or_an_impossible_date(text):
    found = parse_date(text)
    assert found is None or 1826 <= int(found[:4]) <= datetime.now().year + 1


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({0x9003: "2019:07:01 12:13:14", 0x9004: "2021:01:01 00:00:00"}, "2019-07-01T12:13:14"),
        ({0x9003: "0001:01:01 00:00:00", 0x9004: "2011:02:03 04:05:06"}, "2011-02-03T04:05:06"),
        ({0x9003: "1993:08:00 00:00:00", 0x0132: "2021:01:01 01:01:01"}, "1993-08"),
        ({0x9003: "nonsense", 0x0132: "2021:01:01 01:01:01"}, None),
        ({0x0132: "2021:01:01 01:01:01"}, None),
    ],
)
def test_the_day_of_an_edit_is_not_the_day_it_was_taken(tmp_path, astronaut, tags, expected):
    exif = Image.Exif()
    for tag, text in tags.items():
        (exif if tag == 0x0132 else exif.get_ifd(0x8769))[tag] = text
    Image.fromarray(astronaut[:32, :32]).save(tmp_path / "dated.jpg", exif=exif)
    assert read_photo(tmp_path / "dated.jpg").taken == expected
