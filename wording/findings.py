"""What the overview says about a region: one sentence for each kind of finding.

`{names}` are the municipalities, `{measure}` the metric's name; the other places are numbers
already put into words.
"""

from wording.text import Text

SENTENCES: dict[str, Text] = {
    "above": Text(
        ja="{names}の{measure}は、地域全体（{region}）を明らかに上回っています。",
        en="{names}: {measure} is clearly above the region as a whole ({region}).",
    ),
    "below": Text(
        ja="{names}の{measure}は、地域全体（{region}）を明らかに下回っています。",
        en="{names}: {measure} is clearly below the region as a whole ({region}).",
    ),
    "idle": Text(
        ja="{names}では、割り当てた{licences}ライセンスのうち{idle}がいま使われていません"
        "（今年度これまでの費用で約{yen}分）。",
        en="{names}: nobody uses {idle} of the {licences} licences allotted, about {yen} of this "
        "year's spend so far.",
    ),
    "idle_everywhere": Text(
        ja="地域全体では、{licences}ライセンスのうち{idle}がいま使われていません"
        "（今年度これまでの費用で約{yen}分）。",
        en="Across the region nobody uses {idle} of {licences} licences, about {yen} of this year's "
        "spend so far.",
    ),
    "rose": Text(
        ja="{names}の{measure}は、前年の同じ時期の{before}から{now}へ上がりました（{change}）。",
        en="{names}: {measure} rose to {now} from {before} at this time last year ({change}).",
    ),
    "fell": Text(
        ja="{names}の{measure}は、前年の同じ時期の{before}から{now}へ下がりました（{change}）。",
        en="{names}: {measure} fell to {now} from {before} at this time last year ({change}).",
    ),
    "region_rose": Text(
        ja="地域の{measure}は、両年に参加した{count}団体で、前年の同じ時期の{before}から{now}へ上がりました。",
        en="In the region {measure} rose to {now} from {before} at this time last year, in the "
        "{count} municipalities of both years.",
    ),
    "region_fell": Text(
        ja="地域の{measure}は、両年に参加した{count}団体で、前年の同じ時期の{before}から{now}へ下がりました。",
        en="In the region {measure} fell to {now} from {before} at this time last year, in the "
        "{count} municipalities of both years.",
    ),
    "new": Text(
        ja="{names}は参加して間もないため、{measure}ではまだ判断できません。",
        en="{names}: too new to judge by {measure}.",
    ),
    "none_finished": Text(
        ja="登録から90日を経過した受講{whole}件のうち、90日以内に修了したものはまだありません。",
        en="Of {whole} enrolments that are 90 days old, none was completed within those 90 days yet.",
    ),
    "rest_alike": Text(
        ja="そのほか{count}団体の{measure}は、人数から見て、地域全体と違うとまではいえません。",
        en="The other {count} municipalities, given their size, cannot be told apart from the "
        "region by {measure}.",
    ),
    "all_alike": Text(
        ja="{measure}が地域全体とはっきり違う団体はありません（{count}団体）。"
        "順位の違いだけで優劣を判断しないでください。",
        en="None of the {count} municipalities clearly differs from the region in {measure}. "
        "Please read nothing into the ranks alone.",
    ),
}

EVIDENCE = {
    "ranking": Text(ja="順位を見る", en="See the ranking"),
    "municipality": Text(ja="団体のページを見る", en="See its page"),
    "map": Text(ja="地図を見る", en="See the map"),
    "trends": Text(ja="推移を見る", en="See the trend"),
}
"""What a finding's link to its proof says, by the page that has it."""

SEVERAL = Text(ja="{names}など{count}団体", en="{names} and {more} more")
"""More municipalities than a sentence names."""

BETWEEN_NAMES = Text(ja="・", en=", ")
LAST_NAME = Text(ja="{first}・{last}", en="{first} and {last}")
