import pytest

from bot.understanding.zones import known, named, shown, wish


@pytest.mark.parametrize("name", ["Europe/Madrid", "UTC", "Etc/GMT-7"])
def test_zone_is_known_by_its_name(name: str) -> None:
    assert known(name) == name


@pytest.mark.parametrize("name", ["", "Europe", "../etc/passwd", "/etc/passwd", "zone.tab", "Mars/Base", "x" * 99])
def test_anything_else_is_no_zone(name: str) -> None:
    assert known(name) is None


@pytest.mark.parametrize(
    "text,zone",
    [
        ("europe/madrid", "Europe/Madrid"),
        ("Madrid.", "Europe/Madrid"),
        ("new_york", "America/New_York"),
        ("Buenos Aires", "America/Buenos_Aires"),
        ("Londres", "Europe/London"),
        ("กรุงเทพ", "Asia/Bangkok"),
        ("UTC+7", "Etc/GMT-7"),
        ("gmt -03:00", "Etc/GMT+3"),
        ("the moon", None),
        ("", None),
    ],
)
def test_zone_is_named_by_itself_by_a_city_or_by_hours_from_utc(text: str, zone: str | None) -> None:
    assert named(text, "en", "es", "th") == zone


@pytest.mark.parametrize("zone,told", [("Etc/GMT-7", "UTC+7"), ("Etc/GMT+3", "UTC-3"), ("Europe/Rome", "Europe/Rome")])
def test_zone_is_shown_as_people_write_it(zone: str, told: str) -> None:
    assert shown(zone) == told


@pytest.mark.parametrize(
    "text,names",
    [
        ("My time zone is Madrid.", "madrid"),
        ("please set my timezone to Asia/Bangkok", "asia/bangkok"),
        ("mi zona horaria es la de Londres", "londres"),
        ("Mon fuseau horaire est celui de Paris, s'il vous plaît", "paris"),
        ("meine Zeitzone ist Berlin", "berlin"),
        ("il mio fuso orario è Roma", "roma"),
        ("เขตเวลาของฉันคือกรุงเทพ", "กรุงเทพ"),
        ("Forget my time zone, please", "off"),
        ("olvida mi zona horaria", "off"),
        ("Oubliez mon fuseau horaire !", "off"),
        ("lösche meine Zeitzone", "off"),
        ("dimentica il mio fuso orario", "off"),
        ("what is the time zone of the venue?", None),
        ("forget the time zone of the venue", None),
        ("in which time zone is Madrid?", None),
        ("is my time zone Madrid", None),
    ],
)
def test_message_that_only_tells_a_zone_is_a_wish(text: str, names: str | None) -> None:
    assert wish(text) == names
