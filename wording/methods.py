"""The method page: each method in plain words, with an example whose numbers `ui.examples` makes."""

from dataclasses import dataclass

from wording.text import Text


@dataclass(frozen=True, slots=True)
class Method:
    """One method. The places in its sentences are numbers, computed by the method itself."""

    name: Text
    use: Text
    """Where its result stands, in few words."""
    idea: Text
    example: Text
    assumes: Text
    refuses: Text
    references: tuple[str, ...]
    """As they are cited, in no reader's language in particular."""


TITLE = Text(
    ja="数字の確かさを、{count}の方法で確かめています",
    en="{count} methods say how sure each number is",
)
BELOW = Text(
    ja="少人数の率や順位は、偶然で大きく動きます。どこまでが偶然かを示し、言い切れないことは言わないための方法です。"
    "例の数字は、画面と同じ計算で求めています。",
    en="Rates and ranks of few people move by chance. These methods show how far, and keep us from "
    "claiming more. The numbers of the examples come from the same code as the pages'.",
)
IDEA = Text(ja="考え方", en="Idea")
EXAMPLE = Text(ja="例", en="Example")
ASSUMES = Text(ja="前提", en="Assumes")
REFUSES = Text(ja="示さないとき", en="Not shown")
REFERENCES = Text(ja="文献", en="References")
TO_METHODS = Text(ja="統計の方法をくわしく読む", en="Read about the statistics")
TO_DEFINITIONS = Text(ja="指標の定義に戻る", en="Back to the definitions")
TO_TOP = Text(ja="一覧へ", en="To the list")

METHODS = {
    "matured": Method(
        name=Text(ja="90日で区切る修了率", en="Completion within 90 days"),
        use=Text(ja="修了率（90日）、講座ごとの修了率", en="Completion (90 days), also by course"),
        idea=Text(
            ja="登録したばかりの受講は、まだ修了する時間がありません。そこで、登録から{days}日を迎えた受講だけを分母にし、"
            "{days}日以内に修了したものを分子にします。どの団体、どの講座にも同じ時間を与えるためです。"
            "受講は、{days}日目が属する月に数えます。",
            en="An enrolment of last week has had no time to finish. So only enrolments that turned "
            "{days} days old are counted, and of these the ones completed within {days} days: every "
            "place and every course gets the same time. An enrolment counts in the month of its "
            "{days}th day.",
        ),
        example=Text(
            ja="90日を過ぎた受講{old}件のうち{old_done}件が修了し、先月登録した{new}件のうち{new_done}件が修了した団体では、"
            "修了率（90日）は{matured}、単純な修了率は{simple}です。先月受講を増やしたことが、単純な率では不利に出ます。",
            en="Of {old} enrolments past 90 days {old_done} are complete, and of {new} made last month "
            "{new_done}. Completion within 90 days is {matured}, the simple rate {simple}: it punishes "
            "whoever enrolled people last month.",
        ),
        assumes=Text(
            ja="{days}日あれば、修了する人の多くが修了していること。長い講座では低く出ます。",
            en="That most of those who finish do so in {days} days. Long courses come out lower.",
        ),
        refuses=Text(
            ja="{days}日を迎えた受講がまだないとき（データなし）と、人数が少ないとき。",
            en="While no enrolment is {days} days old (no data yet), and for few people.",
        ),
        references=(
            "Jordan, K. (2015). Massive open online course completion rates revisited: assessment, "
            "length and attrition. International Review of Research in Open and Distributed Learning "
            "16(3):341–358.",
        ),
    ),
    "wilson": Method(
        name=Text(ja="率の95%区間", en="95% interval of a rate"),
        use=Text(ja="すべての率に添える幅", en="The range beside every rate"),
        idea=Text(
            ja="率は、同じ団体で同じことを繰り返しても毎回少し変わります。95%区間は、その変わり方を人数から見積もった幅です。"
            "Wilsonの方法は、人数が少なくても、0%や100%に近くても、幅が0%から100%の間に収まります。",
            en="A rate would come out a little differently if everything happened again. The interval "
            "says by how much, from the number of people. Wilson's stays between 0% and 100% for few "
            "people and for extreme rates too.",
        ),
        example=Text(
            ja="{whole}件のうち{part}件なら{rate}で、95%区間は{low}〜{high}。同じ{rate}でも{large}件なら"
            "{large_low}〜{large_high}まで狭まります。",
            en="{part} of {whole} is {rate}, with an interval from {low} to {high}. The same {rate} of "
            "{large} runs only from {large_low} to {large_high}.",
        ),
        assumes=Text(
            ja="一件一件が互いに独立なこと。一人が多くの講座を受けると、実際の幅はこれより広くなります。",
            en="That cases are independent. Where one person takes many courses the true range is wider.",
        ),
        refuses=Text(
            ja="分母が0のとき。分子が分母を上回るとき（年度内に減った人が分子に残る指標など）。",
            en="Over a denominator of zero, and where the numerator exceeds it (people who left during "
            "the year stay in some numerators).",
        ),
        references=(
            "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. "
            "Journal of the American Statistical Association 22:209–212.",
        ),
    ),
    "funnel": Method(
        name=Text(ja="漏斗図", en="Funnel plot"),
        use=Text(
            ja="順位の画面で、人数の割に離れた団体を示す",
            en="Who lies far off for its size, on the ranking page",
        ),
        idea=Text(
            ja="小さい団体ほど、偶然だけで率が大きく上下します。漏斗図は、比べる団体全体の率を中心に、人数が少ないほど広い限界線"
            "（95%と99.8%）を引き、その外の団体に名前を付けます。「はっきり違う」と書くのは、全団体をまとめて比べても残る団体だけ"
            "です（誤った名指しを抑える）。団体の間にもともとある違い（過分散）も見積もって線を広げ、画面で外すこともできます。",
            en="The smaller a place, the further chance alone takes its rate. The plot draws limits (95% "
            "and 99.8%) around the pooled rate, wider for fewer people, and names who lies outside. Only "
            "those that remain when all are compared together are called clearly different. The "
            "variation that places have anyway (over-dispersion) is estimated and widens the limits; the "
            "page can leave it out.",
        ),
        example=Text(
            ja="全体が{centre}のとき、95%の限界は{small}件の団体で{small_low}〜{small_high}、{large}件の団体で"
            "{large_low}〜{large_high}です（過分散がない場合）。{small}件のうち{inside}件（{inside_rate}）でも、偶然の範囲です。",
            en="Around {centre} the 95% limits are {small_low} to {small_high} at {small} and {large_low} "
            "to {large_high} at {large} (without over-dispersion). {inside} of {small} ({inside_rate}) is within chance.",
        ),
        assumes=Text(
            ja="比べる団体の多くが、同じ率のまわりに散らばっていること。概況の文とは問いが違うため（「全体と違うのはどこか」ではなく"
            "「違いのある中でも飛び抜けているのはどこか」）、名前の挙がる団体が違うことがあります。",
            en="That most of the places scatter around one rate. It asks who is unusual among places that "
            "differ anyway, the overview who differs from the region: the two can name others.",
        ),
        refuses=Text(
            ja="割合でない指標と、比べる団体が3団体に満たないとき。",
            en="For a measure that is no proportion, and for fewer than three places.",
        ),
        references=(
            "Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance. "
            "Statistics in Medicine 24:1185–1202.",
            "Spiegelhalter, D. et al. (2012). Statistical methods for healthcare regulation: rating, "
            "screening and surveillance. Journal of the Royal Statistical Society A 175:1–47.",
            "Bird, S. M. et al. (2005). Performance indicators: good, bad, and ugly. Journal of the Royal "
            "Statistical Society A 168:1–27.",
        ),
    ),
    "ranks": Method(
        name=Text(ja="順位の範囲と同順位", en="Ranges of ranks, and ties"),
        use=Text(
            ja="順位の横の「2〜13位」と、同順位を結ぶ線",
            en="The range beside each rank, and the lines that join ties",
        ),
        idea=Text(
            ja="順位も推定値です。記録から考えられる本当の率を団体ごとに{draws}回引き、そのたびに順位を付け直して、"
            "順位の95%が入るいちばん狭い範囲を示します。範囲が{alike}以上重なる団体は線で結び、"
            "同順位とみます。",
            en="A rank is an estimate. The true rates that the records allow are drawn {draws} times, the "
            "places ranked each time, and the shortest range that holds 95% of a place's ranks is shown. "
            "Places whose ranges share {alike} of their ranks are joined by a line: practically tied.",
        ),
        example=Text(
            ja="{count}団体のうち、{small}件で{small_rate}の団体は{small_rank}位ですが、範囲は{small_low}〜{small_high}位。"
            "{large}件で{large_rate}の団体は{large_rank}位で、範囲は{large_low}〜{large_high}位です。",
            en="Of {count} places, one with {small_rate} of {small} ranks {small_rank} but may be anywhere "
            "from {small_low} to {small_high}; one with {large_rate} of {large} ranks {large_rank}, within "
            "{large_low} to {large_high}.",
        ),
        assumes=Text(
            ja="団体の本当の率が、一つの山のような分布に従うこと。乱数は固定してあり、同じ記録からはいつも同じ範囲が出ます。",
            en="That the true rates follow one bell-like distribution. The random numbers are fixed: the "
            "same records always give the same ranges.",
        ),
        refuses=Text(
            ja="どこかの団体が100%を超える指標と、区間を求められない団体。",
            en="For a measure that exceeds 100% somewhere, and for a place without an interval.",
        ),
        references=(
            "Goldstein, H. and Spiegelhalter, D. J. (1996). League tables and their limitations. Journal "
            "of the Royal Statistical Society A 159:385–443.",
            "Mogstad, M., Romano, J. P., Shaikh, A. M. and Wilhelm, D. (2024). Inference for ranks with "
            "applications to mobility across neighbourhoods and academic achievement across countries. "
            "Review of Economic Studies 91:476–518.",
        ),
    ),
    "shrinkage": Method(
        name=Text(ja="全体に寄せた率（縮約推定）", en="Rates drawn towards the others (shrinkage)"),
        use=Text(
            ja="順位の図の輪と、順位の範囲のもと。生の率は置き換えません",
            en="The rings of the ranking, and what its ranges rest on; never in a raw rate's place",
        ),
        idea=Text(
            ja="人数の少ない団体の極端な率は、たいてい次の年には全体に近づきます。縮約推定は、その団体の人数で言えることと、"
            "ほかの団体から言えることを重みづけして合わせます。人数が多いほど、元の率のままです。",
            en="An extreme rate of a small place mostly comes closer to the others a year later. Shrinkage "
            "weighs what the place's own people say against what the other places say. The more people, "
            "the less it moves.",
        ),
        example=Text(
            ja="上の{count}団体では、{small}件で{small_rate}の団体は{small_shrunken}に、{large}件で{large_rate}の団体は"
            "{large_shrunken}になります。",
            en="Of the {count} places above, {small_rate} of {small} becomes {small_shrunken}, and "
            "{large_rate} of {large} becomes {large_shrunken}.",
        ),
        assumes=Text(
            ja="団体が互いに比べられる仲間であること。一人当たりの量では、量の対数が正規分布に従うとみなします。",
            en="That the places are comparable. For amounts per person their logarithms are taken as "
            "normally distributed.",
        ),
        refuses=Text(
            ja="比べる団体がないとき。",
            en="Where there are no places to compare with.",
        ),
        references=(
            "Morris, C. N. (1983). Parametric empirical Bayes inference: theory and applications. Journal "
            "of the American Statistical Association 78:47–55.",
            "Gelman, A. et al. (2013). Bayesian Data Analysis, 3rd edition, chapter 5. CRC Press.",
            "DuMouchel, W. (1994). Hierarchical Bayes linear models for meta-analysis. National Institute "
            "of Statistical Sciences, Technical Report 27.",
        ),
    ),
    "discoveries": Method(
        name=Text(ja="誤った名指しを抑える", en="Keeping false claims few"),
        use=Text(
            ja="概況の文、講座と団体の「明らかな違い」",
            en="The overview's sentences, and every “clearly differs”",
        ),
        idea=Text(
            ja="どこも同じでも、20団体に1団体は95%区間の外に出ます。そこで、すべての比較をまとめて検定し、"
            "名指ししたもののうち誤りが{rate}を超えないようにします。一人が何講座も受けるため、率の確かさは受講の件数ではなく"
            "人数で測ります。",
            en="Even if all are alike, one in twenty lies outside its 95% interval. So all comparisons are "
            "tested together, and of those named no more than {rate} are wrong on average. As one person "
            "takes several courses, a rate is only as sure as its number of people makes it.",
        ),
        example=Text(
            ja="{count}団体を比べ、偶然のばらつきの{first}倍、{second}倍、{third}倍離れた団体があるとき、名指しするのは"
            "{named}団体です。{third}倍は、1団体だけを調べたのなら有意ですが、{count}団体の中では珍しくありません。",
            en="Of {count} places three lie {first}, {second} and {third} standard deviations off: {named} "
            "are named. {third} would be significant alone, but is nothing rare among {count}.",
        ),
        assumes=Text(
            ja="比較どうしが独立か、同じ向きに関係していること。",
            en="That the comparisons are independent, or related in the same direction.",
        ),
        refuses=Text(
            ja="人数が少なくて率を示せない団体や講座は、比べません。",
            en="Places and courses whose rate is hidden take no part.",
        ),
        references=(
            "Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate: a practical and "
            "powerful approach to multiple testing. Journal of the Royal Statistical Society B 57:289–300.",
            "Jones, H. E., Ohlssen, D. I. and Spiegelhalter, D. J. (2008). Use of the false discovery rate "
            "when comparing multiple health care providers. Journal of Clinical Epidemiology 61:232–240.",
            "McCullagh, P. and Nelder, J. A. (1989). Generalized Linear Models, 2nd edition, section 2.4. "
            "Chapman and Hall.",
            "Yates, F. (1934). Contingency tables involving small numbers and the chi-squared test. "
            "Supplement to the Journal of the Royal Statistical Society 1:217–235.",
        ),
    ),
    "change": Method(
        name=Text(ja="前年との差", en="Change against last year"),
        use=Text(ja="「上がりました」と書くかどうか", en="Whether a page says that a rate rose"),
        idea=Text(
            ja="今年と前年の率には、どちらにも幅があります。二つの幅から差の95%区間を求め、0を含まないときだけ、変わったと書きます。"
            "前年は、いつも同じ月までの値と比べます。受講が人より多くても、人の数より確かだとは見なしません。"
            "地域全体の変化は、両年とも参加した団体だけで比べます。一人当たりの量は、二つの年を引き直した値の比で確かめます。",
            en="This year's rate and last year's both have a range. From both comes the interval of the "
            "difference, and only where it excludes zero is a change called one. Last year is always "
            "counted to the same month. More enrolments than people make a rate no surer than the "
            "people do. The region's change is that of the places that took part in both years; amounts "
            "per person are tested by the quotient of both years' draws.",
        ),
        example=Text(
            ja="{before_part}/{whole}（{before}）から{now_part}/{whole}（{now}）になると、差の95%区間は{low}〜{high}ポイント。"
            "0を含むので、変わったとはいえません。10倍の人数なら{large_low}〜{large_high}ポイントで、上がったといえます。",
            en="From {before_part} of {whole} ({before}) to {now_part} of {whole} ({now}) the interval of "
            "the difference is {low} to {high} points. It holds zero: no change can be claimed. With ten "
            "times the people it is {large_low} to {large_high}, a rise.",
        ),
        assumes=Text(
            ja="二つの年の受講が互いに独立なこと。",
            en="That the two years are independent of each other.",
        ),
        refuses=Text(
            ja="どちらかの年に区間がないとき。",
            en="Where either year has no interval.",
        ),
        references=(
            "Newcombe, R. G. (1998). Interval estimation for the difference between independent "
            "proportions: comparison of eleven methods. Statistics in Medicine 17:873–890.",
        ),
    ),
    "bootstrap": Method(
        name=Text(ja="一人当たりの量の95%区間", en="95% interval of an amount per person"),
        use=Text(
            ja="学習時間、一人当たり修了数、費用",
            en="Learning time, completions and spend per person",
        ),
        idea=Text(
            ja="学習時間は、少数の熱心な人に左右されます。そこで、団体のライセンスを、同じ人が何度選ばれてもよいとして同じ数だけ"
            "引き直し、そのたびに一人当たりを計算します。{draws}回の結果の散らばりから区間を求めます（偏りと歪みを補正）。"
            "費用は契約で決まるので引き直しません。",
            en="A few keen learners decide learning time. So as many licences as a place has are drawn "
            "again, the same person perhaps several times, and the amount per person is worked out anew: "
            "{draws} times. Their spread gives the interval, corrected for bias and skew. Spend is the "
            "contract's and stays.",
        ),
        example=Text(
            ja="{people}人のうち{most}人が{usual}分、{few}人が{long}分学んだ団体では、一人当たり{mean}分、95%区間は{low}〜{high}分。"
            "全員が{usual}分前後の団体より、ずっと広くなります。",
            en="In a place where {most} of {people} people learnt for {usual} minutes and {few} for {long}, "
            "it is {mean} minutes per person, with an interval from {low} to {high}: far wider than where "
            "all learn alike.",
        ),
        assumes=Text(
            ja="学習者が互いに独立で、記録された人たちが、ありえた人たちをよく表していること。",
            en="That learners are independent, and that those recorded stand for those there could be.",
        ),
        refuses=Text(
            ja="もとになる学習者が{fewest}人に満たないとき（人数を数える分母では{fewest_heads}人）。契約だけで決まる値。",
            en="For fewer than {fewest} learners ({fewest_heads} where the denominator counts learners), "
            "and for figures that the contract alone decides.",
        ),
        references=(
            "Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American Statistical "
            "Association 82:171–185.",
        ),
    ),
    "cohorts": Method(
        name=Text(ja="修了までの日数", en="Days to completion"),
        use=Text(ja="登録から何日で何割が修了するかの線", en="The curve of completion over time"),
        idea=Text(
            ja="データの日付でまだ続いている受講は、修了しなかったのではなく、そこまでしか見えていません。カプラン・マイヤー法は、"
            "一日ごとに「まだ続いている受講のうち修了した割合」を掛け合わせ、見えていた日数だけを数えます。"
            "利用を終えた人の受講も、その日までとします。長い講座と短い講座、割り当てと自分で選んだ受講は分けます。",
            en="An enrolment that is open at the date of the data has not failed: it is seen no further. "
            "The method multiplies, day by day, the share of the enrolments still open that did not "
            "finish. Enrolments of people who left count until that day. Long and short courses, assigned "
            "and chosen ones have curves of their own.",
        ),
        example=Text(
            ja="{whole}件のうち、10日目に{first}件、60日目に{second}件が修了し、{open}件はまだ30日しかたっていない場合、"
            "60日目までの修了は{estimate}と見積もります。単純に割ると{simple}で、新しい受講の分だけ低く出ます。",
            en="Of {whole} enrolments {first} finish on day 10 and {second} on day 60, while {open} are only "
            "30 days old: {estimate} finish by day 60. Dividing simply gives {simple}, too low by the new "
            "ones.",
        ),
        assumes=Text(
            ja="まだ見えていない受講も、同じ進み方をすること。幅は、一人が持つ受講の数だけ広げます。",
            en="That enrolments seen no further go on like the others. The band is widened by how many "
            "enrolments one person has.",
        ),
        refuses=Text(
            ja="続いている受講が{fewest}件に満たなくなった日から先は描きません。",
            en="The curve ends where fewer than {fewest} enrolments are open.",
        ),
        references=(
            "Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete observations. "
            "Journal of the American Statistical Association 53:457–481.",
            "Greenwood, M. (1926). The natural duration of cancer. Reports on Public Health and Medical "
            "Subjects 33:1–26.",
            "Kalbfleisch, J. D. and Prentice, R. L. (1980). The Statistical Analysis of Failure Time Data. "
            "Wiley.",
            "Brookmeyer, R. and Crowley, J. (1982). A confidence interval for the median survival time. "
            "Biometrics 38:29–41.",
        ),
    ),
    "decomposition": Method(
        name=Text(ja="修了が増減したわけ", en="What a change in completions is made of"),
        use=Text(
            ja="自治体の画面の、修了の増減の内訳", en="The municipality's change in completions"
        ),
        idea=Text(
            ja="修了の件数は「受講した人数 × 一人当たりの受講 × 受講当たりの修了」です。三つが変わった順番のすべてについて効果を求め、"
            "平均します。内訳は余りなく増減に一致します。",
            en="Completions are people × enrolments per person × completions per enrolment. The effect of "
            "each is averaged over every order in which they could have changed; the parts add up to the "
            "change exactly.",
        ),
        example=Text(
            ja="{before}件から{now}件に増えた団体で、人数が{people_before}人から{people_now}人、一人当たりの受講が"
            "{each_before}から{each_now}になり、修了の割合は同じなら、人数の分が{people}件、受講の分が{enrolments}件、"
            "修了の分が{finished}件です。",
            en="Completions rose from {before} to {now}: people from {people_before} to {people_now}, "
            "enrolments each from {each_before} to {each_now}, the share finished unchanged. People add "
            "{people}, enrolments {enrolments}, finishing {finished}.",
        ),
        assumes=Text(
            ja="何も仮定しない計算ですが、原因を示すものではありません。",
            en="Nothing; but it is arithmetic, and proves no cause.",
        ),
        refuses=Text(
            ja="受講の記録がない年に修了だけがあるとき。",
            en="Where a year has completions and no enrolments.",
        ),
        references=(
            "Shorrocks, A. F. (2013). Decomposition procedures for distributional analysis: a unified "
            "framework based on the Shapley value. Journal of Economic Inequality 11:99–126.",
            "Sun, J. W. (1998). Changes in energy consumption and energy intensity: a complete "
            "decomposition model. Energy Economics 20:85–100.",
        ),
    ),
    "association": Method(
        name=Text(ja="二つの指標の関係", en="Whether two measures go together"),
        use=Text(
            ja="比較の画面の、費用と成果の関係", en="Spend and outcome on the comparison page"
        ),
        idea=Text(
            ja="費用の多い団体ほど修了率も高いのかを、値そのものではなく順位の相関で見ます。飛び抜けた1団体だけでは決まりません。"
            "区間が0を含まないときだけ、関係があると書きます。",
            en="Whether places that spend more also complete more is read from the correlation of ranks, so "
            "that one far-off place does not decide. A relation is called one where its interval excludes "
            "zero.",
        ),
        example=Text(
            ja="{count}団体で順位相関が{coefficient}のとき、95%区間は{low}〜{high}です。",
            en="With {count} places and a correlation of {coefficient} the interval is {low} to {high}.",
        ),
        assumes=Text(
            ja="関係が一方向（増えれば増える、または増えれば減る）なこと。原因は示しません。",
            en="That the relation runs one way throughout. It tells of no cause.",
        ),
        refuses=Text(
            ja="{minimum}団体に満たないとき、どの団体も同じ値のとき、片方がもう片方を含む計算のとき。",
            en="For fewer than {minimum} places, where all have the same amount, and where one measure is a "
            "part of the other.",
        ),
        references=(
            "Spearman, C. (1904). The proof and measurement of association between two things. American "
            "Journal of Psychology 15:72–101.",
            "Bonett, D. G. and Wright, T. A. (2000). Sample size requirements for estimating Pearson, "
            "Kendall and Spearman correlations. Psychometrika 65:23–28.",
            "Tukey, J. W. (1977). Exploratory Data Analysis. Addison-Wesley.",
        ),
    ),
    "gaps": Method(
        name=Text(ja="「あと何件」", en="“How many more”"),
        use=Text(
            ja="自治体の画面の、中央値と次の順位までの差",
            en="The way to the median and to the next rank",
        ),
        idea=Text(
            ja="中央値や一つ上の順位に届くまでに、修了や人数があといくつ必要かを、生の数字から正確に求めます。",
            en="How many more completions or people would reach the median, or the next rank, counted "
            "exactly from the raw numbers.",
        ),
        example=Text(
            ja="{whole}件のうち{part}件（{rate}）の団体が中央値{median}に届くには、あと{more}件です。",
            en="A place with {part} of {whole} ({rate}) needs {more} more to reach the median of {median}.",
        ),
        assumes=Text(
            ja="ほかの団体が動かないこと。順位そのものには、上の範囲の幅があります。",
            en="That the others stand still. The rank itself carries its range.",
        ),
        refuses=Text(
            ja="高いほどよい指標でないとき、自団体の値を示せないとき。",
            en="For a measure of which more is not better, and for a place without a value.",
        ),
        references=(),
    ),
}

PEERS = Text(ja="類似団体（推計）", en="Peer groups (estimated)")
PEERS_USE = Text(ja="類似団体との順位、比べる相手", en="Ranks among peers, and who is compared")
PEERS_IDEA = Text(
    ja="総務省の「類似団体」の考え方に沿って、人口と産業の構成からこのダッシュボードが推計した類型です。総務省が公表する類型そのものではありません。"
    "同じ類型の参加団体が{minimum}団体に満たないときは人口規模が同じ団体、それでも足りなければ参加団体すべてと比べます。"
    "{minimum}団体に満たない相手とは、優劣を示しません。",
    en="Classes that we estimate from population and industry in the way of the ministry's classes of "
    "similar municipalities; they are not the ministry's own. With fewer than {minimum} of one class "
    "taking part we compare with the same population band, and failing that with all that take part. "
    "Against fewer than {minimum} no verdict is given.",
)
PEERS_EXAMPLE = Text(
    ja="人口{population}人、第二次・第三次産業で働く人が{later}、うち第三次産業が{tertiary}の市は「{label}」です。",
    en="A city of {population} people, {later} of whose workers are in the secondary and tertiary "
    "sectors and {tertiary} in the tertiary, is in class “{label}”.",
)
OWN_CLASSES = Text(
    ja="{kinds}は、それぞれ一つの類型です。",
    en="A class each: {kinds}.",
)
THRESHOLDS = Text(
    ja="{year}年度からの区分（令和2年国勢調査の人口と産業による）",
    en="Thresholds from fiscal year {year} on (population and industry of the 2020 census)",
)
COLUMN_SORT = Text(ja="区分", en="Sort")
COLUMN_POPULATIONS = Text(ja="人口の区切り", en="Population bands at")
COLUMN_INDUSTRY = Text(ja="第二次・第三次産業の区切り", en="Secondary and tertiary at")
COLUMN_ABOVE = Text(ja="区切り以上のとき、第三次産業の区切り", en="At or above it, tertiary at")
COLUMN_BELOW = Text(ja="区切り未満のとき、第三次産業の区切り", en="Below it, tertiary at")
NOT_DIVIDED = Text(ja="分けない", en="not divided")
SORTS = {
    "都市": Text(ja="都市", en="cities"),
    "町村": Text(ja="町村", en="towns and villages"),
}
KINDS = {
    "政令指定都市": Text(ja="政令指定都市", en="designated cities"),
    "中核市": Text(ja="中核市", en="core cities"),
    "施行時特例市": Text(ja="施行時特例市", en="special cities"),
    "特別区": Text(ja="特別区", en="special wards"),
}
PEOPLE = Text(ja="{count}人", en="{count}")
BETWEEN = Text(ja="、", en=", ")

SMALL = Text(ja="少人数の保護", en="Small numbers")
SMALL_USE = Text(ja="何を隠し、何を丸めるか", en="What is hidden, and what is rounded")
SMALL_RULES = (
    Text(
        ja="人数は{people}人から示します。{people}人に満たない数は「{few}」とし、0は、数える相手が{people}人以上いるときだけ示します。",
        en="People are shown from {people} on. Below that it says “{few}”; zero is shown only where at "
        "least {people} could have been counted.",
    ),
    Text(
        ja="率は、分母が{people}以上で、分子と残りがそれぞれ0か{part}以上のときに示します。0%と100%は分母が{whole}以上のときだけです。",
        en="A rate needs a denominator of at least {people}, and a numerator and a remainder that are each "
        "0 or at least {part}. 0% and 100% need {whole}.",
    ),
    Text(
        ja="ライセンスが{people}に満たない団体は、人に関わる指標をすべて隠します。",
        en="A place with fewer than {people} licences hides every measure of people.",
    ),
    Text(
        ja="隠れた団体がある指標では、地域全体を{step}単位に丸めた数から計算します。差し引きで分からないようにするためです。",
        en="While a place is hidden in a measure, the region is computed from totals rounded to {step}, so "
        "that nothing follows from the difference.",
    ),
    Text(
        ja="講座の画面では、いつも人数を{step}人、率を{fine}%（{fine_from}人未満では{coarse}%）の単位に丸め、区間も丸めた値から求めます。"
        "受講者の少ない講座は、必ず2講座以上をまとめて伏せます。",
        en="The courses page always rounds people to {step} and rates to {fine}% (below {fine_from} people "
        "to {coarse}%), and computes intervals from the rounded values. Courses with few learners are "
        "never left out alone.",
    ),
    Text(
        ja="サインインした利用者のうち、都道府県はすべての数を（{people}人未満についての値には※を付けて）、市区町村は自団体の数を正確に見ます。"
        "それ以外の人数は、計算の前に0、{few}、10、20…のどれかに置き換えます。率も順位も地域全体も、置き換えた数だけから求めるので、"
        "差し引きしても、それ以上のことは分かりません。このとき率は、分子と残りがそれぞれ{people}以上のときに示します。",
        en="Of those who sign in, the prefecture sees every number (※ where it tells about fewer than "
        "{people}), and a municipality its own exactly. Every other count becomes 0, “{few}”, 10, 20 … "
        "before anything is computed. Rates, ranks and the region follow from these alone, so "
        "subtracting tells no more. A rate then needs {people} in the numerator and in the remainder.",
    ),
    Text(
        ja="隠した値はサーバーの外に出ません。画面、図、並び順、ファイルのどこにも含まれません。",
        en="What is hidden never leaves the server: it is in no page, figure, order or file.",
    ),
)
