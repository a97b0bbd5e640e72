"""The courses of the sample: what a town hall might take. Titles, numbers and lengths invented."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Scheme = Literal["DSS-P skill", "DSS-L item"]
SKILLS: Scheme = "DSS-P skill"
"""Skills for promoters, デジタルスキル標準（DX推進スキル標準）."""
LITERACY: Scheme = "DSS-L item"
"""Items for everybody, デジタルスキル標準（DXリテラシー標準）."""


@dataclass(frozen=True, slots=True)
class Course:
    """One course of the platform's catalogue."""

    id: int
    title: str
    minutes: int
    category: str
    scheme: Scheme
    skill: str
    popularity: float
    """How often it is chosen, against the others."""
    mandatory: bool = False
    """Whether municipalities assign it to their staff."""
    opened: date = date(2023, 1, 1)
    added: tuple[date, int] | None = None
    """The day on which lectures were added, and their minutes: percentages fall on that day."""
    locale: str = "ja_JP"

    def minutes_on(self, day: date) -> int:
        """The length of the course on a day."""
        return self.minutes + (self.added[1] if self.added and day >= self.added[0] else 0)


BUSINESS, OFFICE, SOFTWARE = "Business", "Office Productivity", "IT & Software"
DEVELOPMENT, DESIGN, GROWTH = "Development", "Design", "Personal Development"

COURSES = (
    Course(4102011, "はじめてのDX入門", 90, BUSINESS,
           LITERACY, "L-Y-1", 9, mandatory=True),
    Course(4102027, "自治体DXの進め方", 150, BUSINESS, LITERACY, "L-HU-1", 5),
    Course(4102054, "業務の見える化とBPR", 180, BUSINESS, SKILLS, "A2-03", 4),
    Course(4102083, "DX推進リーダー養成", 240, BUSINESS, SKILLS, "A1-03", 2.5),
    Course(4102109, "プロジェクトマネジメント基礎", 270, BUSINESS,
           SKILLS, "A1-06", 5),
    Course(4102136, "行政のためのアジャイル入門", 120, BUSINESS, LITERACY, "L-M-5", 2),
    Course(4102162, "ロジカルシンキング", 120, BUSINESS, SKILLS, "E2-03", 6),
    Course(4102188, "EBPM入門", 150, BUSINESS, LITERACY, "L-WD-4", 3.5),
    Course(4102215, "自治体のマーケティング", 210, BUSINESS, SKILLS, "A2-05", 2),
    Course(4102241, "公民連携の事業設計", 190, BUSINESS, SKILLS, "A2-02", 1.2),
    Course(4203018, "Excel実務①基本操作", 120, OFFICE,
           LITERACY, "L-HU-2", 10, added=(date(2025, 8, 4), 25)),
    Course(4203044, "Excel実務②関数と集計", 210, OFFICE, LITERACY, "L-HU-2", 8),
    Course(4203071, "Excel VBAによる自動化", 480, OFFICE, SKILLS, "C1-01", 3),
    Course(4203097, "Wordで作る公文書", 90, OFFICE, LITERACY, "L-HU-2", 4),
    Course(4203123, "伝わる資料の作り方", 100, OFFICE, LITERACY, "L-WD-2", 6),
    Course(4203150, "ノーコード庁内アプリ", 240, OFFICE, SKILLS, "C1-10", 3),
    Course(4203176, "RPAによる業務自動化", 300, OFFICE, SKILLS, "C1-10", 3.5),
    Course(4203202, "オンライン会議の使い方", 40, OFFICE, LITERACY, "L-M-2", 3),
    Course(4304015, "生成AI活用の第一歩", 60, SOFTWARE,
           LITERACY, "L-WT-1", 11, opened=date(2023, 9, 1)),
    Course(4304042, "生成AIで文書作成", 120, SOFTWARE,
           LITERACY, "L-HU-2", 9, opened=date(2024, 4, 15), added=(date(2026, 2, 2), 30)),
    Course(4304068, "生成AIのリスクと指針", 75, SOFTWARE,
           LITERACY, "L-HC-3", 5, opened=date(2024, 1, 10)),
    Course(4304094, "プロンプト設計入門", 90, SOFTWARE,
           LITERACY, "L-WT-1", 6, opened=date(2024, 6, 3)),
    Course(4304121, "情報セキュリティ基礎", 45, SOFTWARE,
           LITERACY, "L-HC-1", 6, mandatory=True),
    Course(4304147, "セキュリティ管理の実務", 180, SOFTWARE, SKILLS, "D1-02", 2.5),
    Course(4304173, "インシデント対応演習", 150, SOFTWARE, SKILLS, "D1-03", 1.8),
    Course(4304200, "クラウド入門", 150, SOFTWARE,
           LITERACY, "L-WT-2", 4.5),
    Course(4304226, "AWS Cloud Practitioner Essentials", 720, SOFTWARE,
           SKILLS, "C1-08", 1.2, locale="en_US"),
    Course(4304252, "ネットワークの基礎", 330, SOFTWARE, LITERACY, "L-WT-4", 2),
    Course(4405012, "データ分析入門", 180, DEVELOPMENT,
           LITERACY, "L-WD-2", 6),
    Course(4405039, "やさしい統計の基礎", 300, DEVELOPMENT, SKILLS, "B2-01", 3),
    Course(4405065, "Power BI実践", 360, DEVELOPMENT, SKILLS, "B1-01", 4.5),
    Course(4405091, "Python入門", 900, DEVELOPMENT, SKILLS, "C1-01", 3),
    Course(4405118, "SQL入門", 420, DEVELOPMENT, SKILLS, "B3-02", 1.8),
    Course(4405144, "オープンデータの実務", 110, DEVELOPMENT, LITERACY, "L-WD-3", 2.2),
    Course(4405170, "機械学習のしくみ", 600, DEVELOPMENT, SKILLS, "B2-02", 1.5),
    Course(4405197, "The Complete Web Development Bootcamp", 1200, DEVELOPMENT,
           SKILLS, "C1-05", 0.8, locale="en_US"),
    Course(4405223, "GISで見る地域課題", 390, DEVELOPMENT, SKILLS, "B1-03", 1.8),
    Course(4506010, "デザイン思考入門", 160, DESIGN, SKILLS, "A3-02", 4),
    Course(4506036, "サービスデザイン実践", 270, DESIGN, SKILLS, "A3-01", 1.8),
    Course(4506062, "広報のデザイン基礎", 140, DESIGN, SKILLS, "A3-05", 4),
    Course(4506089, "Webアクセシビリティ", 105, DESIGN, SKILLS, "A3-03", 2),
    Course(4607017, "住民対応の基本", 80, GROWTH, LITERACY, "L-M-3", 6),
    Course(4607043, "やさしい日本語", 50, GROWTH, LITERACY, "L-M-3", 4),
    Course(4607069, "個人情報保護の実務", 60, GROWTH,
           LITERACY, "L-HC-3", 5, mandatory=True),
    Course(4607096, "わかりやすい文書作成", 100, GROWTH, SKILLS, "E1-02", 4.5),
    Course(4607122, "会議のファシリテーション", 130, GROWTH, SKILLS, "E1-02", 3),
    Course(4607148, "係長のリーダーシップ", 170, GROWTH, SKILLS, "E1-01", 3),
    Course(4607175, "ハラスメント防止", 30, GROWTH,
           LITERACY, "L-HC-2", 3, mandatory=True),
)  # fmt: skip
MANDATORY = tuple(course for course in COURSES if course.mandatory)


def open_courses(day: date) -> tuple[Course, ...]:
    """The courses that somebody can enrol in on a day."""
    return tuple(course for course in COURSES if course.opened <= day)
