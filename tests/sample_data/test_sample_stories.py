"""Each story that README.md promises is in the files."""

from datetime import timedelta

from sample_reading import END, completed_in_time, home, in_year_to_october, last_active, matured

from data_access import reference


def of(full, name):
    return [row for row in full if home(row) == name]


def rate(rows):
    return completed_in_time(matured(rows)) / len(matured(rows))


def enrolment_rate(rows, licences, year):
    return len({r["External ID"] for r in rows if in_year_to_october(r, year)}) / licences


def idle_share(full, users, name):
    """The share of joined people who have not watched anything for 90 days."""
    since = END - timedelta(days=90)
    busy = {r["External ID"] for r in full if last_active(r) and last_active(r) >= since}
    mine = [
        r["External ID"]
        for r in users["2026-10-31"]
        if r["License pool"] == name and r["Status"] == "Active"
    ]
    return sum(person not in busy for person in mine) / len(mine)


def test_kaisei_shines(full, licences):
    assert licences[2026]["開成町"] == 40
    assert len(matured(of(full, "開成町"))) >= 100
    others = [row for row in full if home(row) != "開成町"]
    assert rate(of(full, "開成町")) > rate(others) + 0.2


def test_licences_of_kawasaki_lie_idle(full, users, licences):
    joined = sum(
        r["License pool"] == "川崎市" and r["Status"] == "Active" for r in users["2026-10-31"]
    )
    assert 0.25 < 1 - joined / licences[2026]["川崎市"] < 0.35
    for name in ("横浜市", "相模原市"):
        assert idle_share(full, users, "川崎市") > idle_share(full, users, name) + 0.2


def test_hadano_improved_more_than_any_place_of_its_size(full, licences):
    gains = {
        name: enrolment_rate(of(full, name), n, 2026)
        - enrolment_rate(of(full, name), licences[2025][name], 2025)
        for name, n in licences[2026].items()
        if licences[2025].get(name, 0) >= 50
    }
    assert 0.11 <= gains.pop("秦野市") <= 0.17
    assert max(gains.values()) < 0.08


def test_isehara_only_looks_bad(full):
    rows = of(full, "伊勢原市")
    assert len(rows) >= 50
    assert matured(rows) == []
    simple = sum(bool(row["First Date Completed"]) for row in rows) / len(rows)
    assert simple < 0.7 * rate(full)


def test_hayama_has_licences_and_no_records(full, users, licences):
    assert licences[2026]["葉山町"] == 20
    assert of(full, "葉山町") == []
    invited = [r["Status"] for r in users["2026-10-31"] if r["License pool"] == "葉山町"]
    assert invited == ["Pending"] * 20


def test_nakai_is_a_true_zero(full, users, licences):
    rows = of(full, "中井町")
    people = {row["External ID"] for row in rows}
    assert len(people) == licences[2026]["中井町"] == 12
    assert len(matured(rows)) >= 20
    assert not any(row["First Date Completed"] for row in rows)


def test_kiyokawa_is_too_small_to_show(full):
    assert 1 <= len({row["External ID"] for row in of(full, "清川村")}) < 10


def test_nine_municipalities_take_no_part(full, licences):
    names = {place.name.ja for place in reference.municipalities("14")}
    absent = names - licences[2026].keys()
    assert len(absent) == 9
    assert absent.isdisjoint(map(home, full))
