"""Who takes part: Kanagawa's municipalities, and how learning is made to differ between them.

Names and codes are real; whether a municipality takes part, with how many licences and how it
learns is invented. The true differences in completion are kept small (about six points), so that
most of the order of a league table is luck, except for the stories told in README.md.
"""

from dataclasses import dataclass
from datetime import date

from sample_data.days import YEARS


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality that takes part. Shares are of people or enrolments, between 0 and 1."""

    code: str
    name: str
    domain: str
    """What e-mail addresses end in, below example.jp: a domain reserved for examples."""
    licences: tuple[int, int, int, int]
    """Licences in each fiscal year of the sample; 0 where it did not take part yet."""
    activation: float
    """The share of licences whose holders join the platform."""
    pace: float
    """Enrolments a learner makes, as a multiple of the region's usual."""
    completion: float
    """Points added to the probability that an enrolment is completed."""
    idle: float = 0.15
    """The share of joined learners who soon stop using the platform."""
    begins: date | None = None
    """Its first day, where that is not the 1 April of its first year."""
    last_pace: float | None = None
    """The pace of the newest fiscal year, where it changed."""

    def pace_in(self, year: int) -> float:
        """The pace of a fiscal year."""
        return self.last_pace if self.last_pace and year == YEARS[-1] else self.pace

    def licences_in(self, year: int) -> int:
        """The licences of a fiscal year."""
        return self.licences[YEARS.index(year)]

    def first_day(self, year: int) -> date:
        """The day on which the licences of a fiscal year begin to run."""
        began_late = self.begins and year == min(y for y in YEARS if self.licences_in(y))
        return self.begins if self.begins and began_late else date(year, 4, 1)


PLACES = (
    Place("14100", "横浜市", "city-yokohama", (450, 560, 640, 700), 0.88, 1.00, 0.01),
    # Its licences lie idle: nearly a third never joined, most of the others have stopped.
    Place("14130", "川崎市", "city-kawasaki", (250, 310, 370, 420), 0.71, 0.95, -0.04, idle=0.58),
    Place("14150", "相模原市", "city-sagamihara", (160, 190, 230, 260), 0.86, 1.05, -0.03),
    Place("14201", "横須賀市", "city-yokosuka", (110, 130, 160, 180), 0.90, 0.95, 0.05),
    Place("14203", "平塚市", "city-hiratsuka", (0, 80, 100, 120), 0.84, 1.00, -0.07),
    Place("14204", "鎌倉市", "city-kamakura", (0, 70, 90, 100), 0.93, 1.10, 0.09),
    Place("14205", "藤沢市", "city-fujisawa", (100, 130, 160, 180), 0.91, 1.10, 0.03),
    Place("14206", "小田原市", "city-odawara", (50, 70, 90, 110), 0.82, 0.90, -0.08),
    Place("14207", "茅ヶ崎市", "city-chigasaki", (40, 70, 100, 120), 0.87, 1.00, 0.04),
    Place("14208", "逗子市", "city-zushi", (0, 0, 30, 40), 0.90, 0.95, -0.06),
    # It improved: far more of its learners enrol than a year before.
    Place("14211", "秦野市", "city-hadano", (60, 80, 100, 110), 0.88, 0.42, 0.00, last_pace=1.28),
    Place("14212", "厚木市", "city-atsugi", (60, 80, 100, 110), 0.80, 0.90, -0.10),
    Place("14213", "大和市", "city-yamato", (0, 70, 90, 110), 0.85, 1.00, 0.03),
    # It only looks bad: it began in September, and nothing has had time to be completed.
    Place(
        "14214", "伊勢原市", "city-isehara", (0, 0, 0, 60), 0.92, 2.00, -0.04,
        begins=date(2026, 9, 1),
    ),
    Place("14215", "海老名市", "city-ebina", (0, 50, 60, 70), 0.89, 1.05, 0.07),
    Place("14216", "座間市", "city-zama", (0, 0, 50, 60), 0.83, 0.90, -0.03),
    Place("14218", "綾瀬市", "city-ayase", (0, 0, 0, 45), 0.87, 1.05, 0.05),
    # No data yet: its licences run since October, and nobody has joined.
    Place(
        "14301", "葉山町", "town-hayama", (0, 0, 0, 20), 0.00, 1.00, 0.00,
        begins=date(2026, 10, 1),
    ),
    Place("14321", "寒川町", "town-samukawa", (0, 0, 25, 30), 0.88, 0.95, -0.07),
    # A true zero: everybody joined and many enrolled, and no enrolment was completed.
    Place("14361", "中井町", "town-nakai", (0, 0, 0, 12), 1.00, 2.30, -1.00, idle=0.0),
    # A small town that shines.
    Place("14366", "開成町", "town-kaisei", (20, 30, 35, 40), 0.98, 1.25, 0.34, idle=0.03),
    Place("14382", "箱根町", "town-hakone", (15, 20, 25, 25), 0.80, 0.85, 0.09),
    Place("14401", "愛川町", "town-aikawa", (0, 0, 25, 30), 0.86, 1.00, -0.04),
    # Too few people to show: the smallest number of licences there is.
    Place("14402", "清川村", "vill-kiyokawa", (0, 5, 5, 5), 1.00, 1.10, 0.05),
)  # fmt: skip
BY_CODE = {place.code: place for place in PLACES}
