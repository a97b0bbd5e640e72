"""The stylesheet, filled with the theme's colours, and the one way into the page for HTML."""

from functools import cache
from string import Template

import streamlit as st

from charts.palette import Theme, palette

SHEET = Template("""<style>
header[data-testid="stHeader"]{display:none}
.stMainBlockContainer{padding:0 40px 40px;max-width:1440px}
.stMainBlockContainer>[data-testid="stVerticalBlock"]{gap:0}
.stApp{font-size:16px}
.band{background:$surface;color:$secondary;font-size:14px;line-height:1.4;padding:5px 40px;
  margin:0 -40px;border-bottom:1px solid $rule}
.st-key-head{border-bottom:1px solid $rule;margin:0 -40px;padding:0 40px;gap:8px 0;min-height:45px}
.st-key-head .stPageLink a{padding:10px 0 8px;margin-right:26px;border-bottom:3px solid transparent;
  border-radius:0;background:none;min-height:44px}
.st-key-head .stPageLink a p{font-size:16px;color:$secondary;font-weight:500}
.st-key-head .stPageLink a:hover p{color:$key}
.st-key-current .stPageLink a{border-bottom-color:$key}
.st-key-current .stPageLink a p{color:$key;font-weight:700}
.st-key-tongue{margin-left:auto}
.st-key-tongue .stPageLink a{margin-right:0}
.st-key-choices{padding:8px 0 0;gap:4px 14px}
.st-key-choices label{min-height:0;margin-bottom:1px}
.st-key-choices label p{font-size:14px;color:$secondary}
.st-key-choices [data-baseweb="select"]>div{min-height:36px;height:36px}
.st-key-choices .stSelectbox{font-size:15px}
h1.answer{font-size:27px;line-height:1.35;font-weight:700;margin:14px 0 2px;padding:0;color:$text;
  letter-spacing:0}
p.below{font-size:15px;color:$secondary;margin:0 0 10px;line-height:1.5}
h2.figure{font-size:17px;font-weight:700;margin:10px 0 2px;padding:0;line-height:1.4;color:$text}
p.note{font-size:14px;color:$secondary;margin:4px 0 0;line-height:1.6}
p.notice{font-size:15px;margin:10px 0 0;padding:7px 12px;border-left:4px solid $key;
  background:$surface;line-height:1.5}
.cards{display:grid;grid-template-columns:repeat(4,1fr);border-top:2px solid $text;
  border-bottom:1px solid $rule;margin-top:6px}
.card{padding:12px 18px 12px;border-left:1px solid $rule;min-width:0}
.card:first-child{border-left:0;padding-left:0}
.card .name{font-size:15px;color:$secondary}
.card .number{font-size:40px;font-weight:700;line-height:1.2;white-space:nowrap}
.card .number small{font-size:18px;font-weight:700;margin-left:2px}
.card .foot{display:flex;gap:14px;align-items:center;font-size:14px;color:$secondary;line-height:1.45}
.card .foot svg{flex:none}
.legend{display:flex;flex-wrap:wrap;gap:3px 16px;font-size:14px;color:$text;margin:4px 0 0;padding:0;
  list-style:none}
.legend li{display:flex;align-items:center;gap:6px;margin:0;padding:0}
.legend i{width:20px;height:14px;border:1px solid $mark;display:inline-block;flex:none}
.away{background-image:repeating-linear-gradient(135deg,$area 0 1.5px,transparent 1.5px 7px)}
.zero{box-shadow:inset 0 0 0 2px $key}
p.finding{font-size:17px;line-height:1.55;margin:0;color:$text}
[class*="st-key-finding-"]{border-bottom:1px solid $rule;padding:7px 0 6px}
[class*="st-key-finding-"] .stPageLink a{padding:2px 0;min-height:24px;background:none}
[class*="st-key-finding-"] .stPageLink p{font-size:15px;color:$key;text-decoration:underline}
ul.advice{margin:2px 0 6px;padding-left:1.2em;font-size:16px;line-height:1.6}
ul.advice li{margin:0;padding:2px 0}
ul.choose{columns:4 160px;list-style:none;padding:0;margin:8px 0;font-size:16px;line-height:2}
ul.choose li{margin:0}
.places{max-height:452px;overflow-y:auto}
.places thead th{position:sticky;top:0;background:$ground;z-index:1}
p.source{margin-top:8px}
.tiles{display:grid;gap:4px;margin-top:6px;max-width:760px}
.tile{aspect-ratio:1.35;display:flex;flex-direction:column;justify-content:center;align-items:center;
  text-decoration:none!important;font-size:14px;line-height:1.3;border:1px solid $rule;min-width:0;
  overflow:hidden;text-align:center}
.tile.away{color:$secondary!important}
.tile b{font-weight:600;white-space:nowrap}
.tile.own{outline:3px solid $text;outline-offset:-1px}
.tile:hover,.tile:focus-visible{outline:3px solid $key;outline-offset:-1px}
table.plain{border-collapse:collapse;width:100%;font-size:15px;margin:6px 0 0;line-height:1.4}
table.plain th{font-weight:500;color:$secondary;font-size:14px;text-align:left;padding:5px 10px;
  border:0;border-bottom:1px solid $mark;vertical-align:bottom}
table.plain td{padding:5px 10px;border:0;border-bottom:1px solid $rule;vertical-align:middle}
table.plain .num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
table.plain tr.own td{color:$key;font-weight:700}
table.plain td:first-child,table.plain th:first-child{padding-left:0}
.scroll{overflow-x:auto}
.strips td.strip{width:38%;min-width:220px;padding:0 10px}
details.table{margin:8px 0 0;font-size:15px}
details.table summary{color:$key;text-decoration:underline;cursor:pointer;padding:4px 0}
.st-key-away button p,.st-key-away button{font-size:15px}
.facts{display:flex;flex-wrap:wrap;gap:2px 34px;border-top:2px solid $text;border-bottom:1px solid $rule;
  padding:8px 0 10px;margin:4px 0 8px}
.facts div{font-size:14px;color:$secondary}
.facts b{display:block;font-size:24px;color:$text;line-height:1.3;white-space:nowrap}
.definition{border-top:1px solid $rule;padding:14px 0 10px;font-size:16px;line-height:1.7}
.definition h3{font-size:18px;margin:0 0 4px;padding:0}
.definition dl{display:grid;grid-template-columns:8em 1fr;gap:2px 12px;margin:6px 0 0;font-size:15px}
.definition dt{color:$secondary}.definition dd{margin:0}
.prose{max-width:46em;line-height:1.8;font-size:16px}
.prose h2{font-size:20px;padding:0;margin:22px 0 6px}
.stHtml a{color:$key}
.stPageLink a:focus-visible,.stHtml a:focus-visible,summary:focus-visible{outline:3px solid $key;
  outline-offset:2px}
.skip{position:absolute;left:-9999px}.skip:focus{position:static}
@media (max-width:860px){.cards{grid-template-columns:repeat(2,1fr)}
  .card:nth-child(odd){border-left:0;padding-left:0}.card:nth-child(n+3){border-top:1px solid $rule}}
@media (max-width:640px){.stMainBlockContainer{padding:0 16px 40px}
  .band,.st-key-head{margin:0 -16px;padding-left:16px;padding-right:16px}
  .st-key-head .stPageLink a{margin-right:18px}
  h1.answer{font-size:22px}.card .number{font-size:30px}.card{padding:10px 10px}
  .card .foot{flex-direction:column;align-items:flex-start;gap:4px}
  .definition dl{grid-template-columns:1fr}.tile{font-size:12px;aspect-ratio:1}}
</style>""")


@cache
def sheet(theme: Theme) -> str:
    """The stylesheet in a theme's colours."""
    colours = palette(theme)
    return SHEET.substitute(
        key=colours.key,
        alert=colours.alert,
        ground=colours.ground,
        surface=colours.surface,
        text=colours.text,
        secondary=colours.secondary,
        rule=colours.rule,
        mark=colours.mark,
        area=colours.area,
    )


def show(markup: str) -> None:
    """Put finished markup on the page. Whoever builds it escapes what came from a database."""
    st.html(markup)
