"""The public skill standard in words: its English, which is ours, and what the page says of it.

The standards are published in Japanese alone (経済産業省・IPA「デジタルスキル標準」).
"""

from wording.text import Text

SCHEMES = {
    "DSS-L item": Text(
        ja="DXリテラシー標準（すべての職員）", en="DX literacy standard (everybody)"
    ),
    "DSS-P skill": Text(
        ja="DX推進スキル標準（DXを進める職員）", en="DX promotion standard (those who lead it)"
    ),
}
"""The schemes of which a region's coverage is told, in the order of the page."""

GROUPS = {
    "A": "Business transformation",
    "B": "Data utilisation",
    "C": "Technology",
    "D": "Security",
    "E": "Personal skills",
    "M": "Mindset and attitude",
    "Y": "Why: the background to DX",
    "WD": "What: data",
    "WT": "What: digital technology",
    "HU": "How: uses and tools",
    "HC": "How: what to take care of",
}

NAMES = {
    "A1-01": "business strategy: planning and execution",
    "A1-02": "product management",
    "A1-03": "change management",
    "A1-04": "systems engineering",
    "A1-05": "enterprise architecture",
    "A1-06": "project management",
    "A2-01": "business research",
    "A2-02": "business model design",
    "A2-03": "business analysis",
    "A2-04": "verification from the business's view",
    "A2-05": "marketing",
    "A2-06": "branding",
    "A3-01": "understanding customers and users",
    "A3-02": "finding and defining value",
    "A3-03": "design",
    "A3-04": "verification from the user's view",
    "A3-05": "other design techniques",
    "B1-01": "understanding and using data",
    "B1-02": "strategy for data and AI",
    "B1-03": "designing, introducing and judging data and AI work",
    "B2-01": "statistics, multivariate analysis, visualisation",
    "B2-02": "machine learning and deep learning",
    "B3-01": "designing data platforms",
    "B3-02": "building and running data platforms",
    "C1-01": "computer science",
    "C1-02": "team development",
    "C1-03": "software design methods",
    "C1-04": "software development processes",
    "C1-05": "basics of web applications",
    "C1-06": "front-end development",
    "C1-07": "back-end development",
    "C1-08": "cloud infrastructure",
    "C1-09": "site reliability engineering",
    "C1-10": "using ready-made services",
    "C2-01": "physical computing",
    "C2-02": "other advanced technologies",
    "C2-03": "technology trends",
    "D1-01": "organising security",
    "D1-02": "security management",
    "D1-03": "incident response and continuity",
    "D1-04": "protecting privacy",
    "D2-01": "secure design, development and construction",
    "D2-02": "running, maintaining and watching security",
    "E1-01": "leadership",
    "E1-02": "collaboration",
    "E2-01": "setting goals",
    "E2-02": "creative problem solving",
    "E2-03": "critical thinking",
    "E2-04": "adaptability",
    "L-M-1": "adapting to change",
    "L-M-2": "collaboration",
    "L-M-3": "empathy with customers and users",
    "L-M-4": "thinking outside convention",
    "L-M-5": "iterative approach",
    "L-M-6": "flexible decisions",
    "L-M-7": "judging by facts",
    "L-Y-1": "changes in society",
    "L-Y-2": "changes in what customers value",
    "L-Y-3": "changes in competition",
    "L-WD-1": "data in society",
    "L-WD-2": "reading and explaining data",
    "L-WD-3": "handling data",
    "L-WD-4": "deciding by data",
    "L-WT-1": "AI",
    "L-WT-2": "cloud services",
    "L-WT-3": "hardware and software",
    "L-WT-4": "networks",
    "L-HU-1": "examples of data and digital technology in use",
    "L-HU-2": "using tools",
    "L-HC-1": "security",
    "L-HC-2": "conduct",
    "L-HC-3": "compliance",
}

TITLE = Text(
    ja="国の「デジタルスキル標準」{all}項目のうち{learnt}項目が学ばれています",
    en="{learnt} of the {all} skills of the national digital skill standard are learnt",
)
TITLE_ALL = Text(
    ja="国の「デジタルスキル標準」{all}項目のすべてが学ばれています",
    en="All {all} skills of the national digital skill standard are learnt",
)
OF = Text(ja="{learnt} / {all}", en="{learnt} of {all}")
LEARNT = Text(ja="学ばれている", en="Learnt")
FEW = Text(ja="少人数", en="By few")
NOT_LEARNT = Text(ja="まだ", en="Not yet")
WITH_PEOPLE = Text(ja="{name}\u00a0{people}人", en="{name}\u00a0{people}")
BETWEEN = Text(ja="、", en="; ")
NOTE = Text(
    ja="人数は、そのスキルを教える講座に年度内に受講登録した、地域全体のおよその人数です（同じ人は一度だけ数えます）。"
    "「少人数」は人数を示せないもの。講座とスキルの対応は登録された表によります。",
    en="About how many people of the region enrolled in the fiscal year in any course that teaches the "
    "skill, each counted once. “By few”: too few to say how many. Which course teaches which skill is as the "
    "records say. The English names are ours.",
)
NOTE_OWN = Text(
    ja="青い太字は、{place}でも学ばれているスキルです。",
    en="Bold blue: learnt in {place} too.",
)
NO_MAP_TITLE = Text(ja="スキル標準との対応", en="Skills")
NO_MAP = Text(
    ja="どの講座がどのスキルを教えるかが登録されていないため、スキル標準から見た学びの広がりを示せません。"
    "「python -m data_access skills ファイル」で登録できます。",
    en="The records do not say which course teaches which skill, so the coverage of the skill standard "
    "cannot be shown. “python -m data_access skills FILE” enters it.",
)
