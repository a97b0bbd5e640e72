"""What the courses page says: what is learnt and finished, and which skills are."""

from wording.text import Text

# 題
MOST = {
    "any": Text(ja="受講の最多は{names}", en="Taken most: {names}"),
    "assigned": Text(ja="割り当ての最多は{names}", en="Assigned most: {names}"),
    "chosen": Text(ja="自主的な受講の最多は{names}", en="Chosen most: {names}"),
}
NAMED = Text(ja="「{name}」", en="“{name}”")
NAMED_AMONG = Text(ja="「{name}」など", en="“{name}” and others")
ANSWER = Text(ja="{most}。{completion}", en="{most}. {completion}")
DIFFER = {
    (True, True): Text(
        ja="修了率は{above}で明らかに高く、{below}で低い",
        en="Completion is clearly high in {above}, low in {below}",
    ),
    (True, False): Text(
        ja="修了率は{above}で明らかに高い", en="Completion is clearly high in {above}"
    ),
    (False, True): Text(
        ja="修了率は{below}で明らかに低い", en="Completion is clearly low in {below}"
    ),
    (False, False): Text(
        ja="修了率の違いは、どれも偶然の範囲", en="Completion differs by no more than chance"
    ),
}
"""By whether any is clearly above, and any clearly below, the region as a whole."""
NO_COMPLETION = Text(ja="修了率はまだ計算できません", en="Completion cannot be computed yet")
COUNTED = {
    "course": (Text(ja="1講座", en="one course"), Text(ja="{count}講座", en="{count} courses")),
    "category": (
        Text(ja="1分野", en="one category"),
        Text(ja="{count}分野", en="{count} categories"),
    ),
}
OWN = Text(ja="{place}の{most}。{elsewhere}", en="{place}: {most}. {elsewhere}")
NOT_YET = Text(
    ja="ほかで修了があり、ここにまだないのは{count}講座",
    en="{count} courses finished elsewhere are not yet finished here",
)
ONE_NOT_YET = Text(
    ja="ほかで修了があり、ここにまだないのは1講座",
    en="One course finished elsewhere is not yet finished here",
)
ALL_HERE = Text(
    ja="ほかで修了された講座は、ここでも修了されています",
    en="What is finished elsewhere is finished here too",
)
OWN_FEW = Text(
    ja="{place}は人数が少ないため、講座ごとの数字を示しません",
    en="{place} has too few people to show its courses",
)
OWN_NOT_SHOWN = Text(
    ja="{place}の講座ごとの数字は、あなたの役割では表示しません",
    en="The courses of {place} are not shown to your role",
)
NOTHING = Text(ja="{period}に示せる講座がありません", en="No course can be shown for {period}")
WHY_NOTHING = Text(
    ja="受講がまだないか、どの講座も受講者が少なすぎます。期間や「受講のきっかけ」を変えてみてください。",
    en="Nobody has enrolled yet, or every course has too few learners. Try another period, or other "
    "enrolments.",
)
NOT_READ = Text(ja="講座の記録を読めません", en="The course records cannot be read")
BELOW = Text(
    ja="{period}　受講 約{enrolments}件（{count}）",
    en="{period}. About {enrolments} enrolments in {count}",
)
BELOW_EXACT = Text(
    ja="{period}　受講 {enrolments}件（{count}）",
    en="{period}. {enrolments} enrolments in {count}",
)
BELOW_COMPLETION = Text(
    ja="{below}　修了率（90日）は地域全体で{completion}",
    en="{below}. Completion within 90 days in the region: {completion}",
)

# 図
FIGURE = {
    "course": Text(ja="講座ごとの受講者と修了率", en="Learners and completion by course"),
    "category": Text(ja="分野ごとの受講と修了率", en="Enrolments and completion by category"),
}
OWN_FIGURE = Text(
    ja="{figure}（青は{place}、灰色は地域全体）", en="{figure} (blue: {place}; grey: the region)"
)
LEFT_IS_ASSIGNED = Text(ja="{amount}、左の部分は割り当て", en="{amount}; left part assigned")
COMPLETION_DOTS = Text(
    ja="修了率（90日）と95%区間、●は明らかな違い",
    en="Completion (90 days), 95% interval; ● clearly differs",
)
ABOUT = Text(ja="（およそ）", en=" (about)")
"""Behind the head of a column of rounded numbers."""
LEARNERS = Text(ja="受講者{about}", en="Learners{about}")
ENROLMENTS = Text(ja="受講{about}", en="Enrolments{about}")
ASSIGNED = Text(ja="うち割り当て{about}", en="Of these assigned{about}")
LENGTH = Text(ja="長さ", en="Length")
COURSES = Text(ja="講座の数", en="Courses")
CATEGORY = Text(ja="分野", en="Category")
MEDIAN_LENGTH = Text(ja="長さの中央値", en="Median length")
MATURED = Text(ja="90日を経過した受講{about}", en="Enrolments 90 days old{about}")
RATE = Text(ja="修了率（90日）", en="Completion (90 days)")
PLACE_LEARNERS = Text(ja="{place}の受講者{about}", en="Learners in {place}{about}")
PLACE_ENROLMENTS = Text(ja="{place}の受講{about}", en="Enrolments in {place}{about}")
PLACE_RATE = Text(ja="{place}の修了率（90日）", en="Completion in {place} (90 days)")
PEOPLE = Text(ja="{count}人", en="{count}")
TIMES = Text(ja="{count}件", en="{count}")
HIDDEN = Text(ja="非表示", en="hidden")
"""In the figure, where there is no room to say why; the table does."""
UNKNOWN = Text(ja="―", en="–")
READING = Text(
    ja="点は、年度内に登録から90日を迎えた受講のうち90日以内に修了した割合、線は95%区間、点線は地域全体です。"
    "塗りつぶした点は、地域全体との違いが偶然とはいえません。",
    en="Dots: of the enrolments that turned 90 days old in the fiscal year, the share completed in "
    "time. Lines: 95% intervals; dotted: the region as a whole. Filled dots differ from it by more "
    "than chance.",
)
ROUNDED = Text(
    ja="個人が分からないよう、人数は10人、率は1%（50人未満では5%）の単位に丸めています。",
    en="So that nobody can be recognised, people are rounded to 10 and rates to 1% (below 50 people to "
    "5%).",
)
MORE = Text(ja="ほかの{count}は、下の表にあります。", en="The table below holds {count} more.")
FEW = Text(
    ja="受講者が少ない{count}は示していません。",
    en="Not shown, because too few people took part: {count}.",
)
FEW_PLACES = Text(
    ja="受講者が少ない、または受講した団体が3に満たない{count}は示していません。",
    en="Not shown, because too few people or fewer than three municipalities took part: {count}.",
)
ALT = Text(
    ja="{figure}の一覧。同じ内容を表で読めます。",
    en="{figure}. The table holds the same content.",
)

# ほかで修了され、ここではまだの講座
ELSEWHERE = Text(
    ja="ほかの参加団体が修了し、{place}ではまだの講座",
    en="Courses that others finish and {place} does not yet",
)

CATEGORIES = {
    each.en: each
    for each in (
        Text(ja="ビジネス", en="Business"),
        Text(ja="デザイン", en="Design"),
        Text(ja="開発", en="Development"),
        Text(ja="財務・会計", en="Finance & Accounting"),
        Text(ja="健康", en="Health & Fitness"),
        Text(ja="IT・ソフトウェア", en="IT & Software"),
        Text(ja="暮らし", en="Lifestyle"),
        Text(ja="マーケティング", en="Marketing"),
        Text(ja="音楽", en="Music"),
        Text(ja="オフィス業務", en="Office Productivity"),
        Text(ja="自己啓発", en="Personal Development"),
        Text(ja="写真・動画", en="Photography & Video"),
        Text(ja="教育", en="Teaching & Academics"),
    )
}
"""The platform's categories, with our Japanese for them; others are shown as they come."""
NO_CATEGORY = Text(ja="分野なし", en="No category")
