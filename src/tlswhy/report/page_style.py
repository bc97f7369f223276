"""How the HTML report looks: on paper, by day, by night, and on a telephone."""

from __future__ import annotations

DAY = {
    "paper": "#ffffff",
    "card": "#f4f6f8",
    "rule": "#c9d0d6",
    "ink": "#1b1f24",
    "faint": "#57606a",
    "red": "#b3261e",
    "green": "#196c2e",
    "amber": "#7a4f01",
}
NIGHT = {
    "paper": "#14171a",
    "card": "#1e2327",
    "rule": "#454d55",
    "ink": "#e8eaec",
    "faint": "#a4adb6",
    "red": "#ff8a80",
    "green": "#74d88a",
    "amber": "#f0c04f",
}
"""Colours by their use. Text stands in all but the first three, on `paper` and on `card`."""

RULES = """
* { box-sizing: border-box }
html { color-scheme: light dark; -webkit-text-size-adjust: 100% }
body { margin: 0 auto; max-width: 51rem; padding: 1.5rem 1rem 3rem; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif }
h1, h2, h3, h4 { line-height: 1.25; overflow-wrap: anywhere }
h1 { font-size: 1.5rem; margin: 0 0 1rem }
h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; padding-top: .7rem;
  border-top: 1px solid var(--rule) }
h3 { font-size: 1rem; margin: 1.2rem 0 .5rem }
h4 { font-size: .95rem; margin: 0 0 .2rem }
p, ul, ol { margin: .5rem 0 }
p, li { overflow-wrap: anywhere }
td { overflow-wrap: break-word }
ul, ol { padding-left: 1.2rem }
li { margin: .25rem 0 }
code, pre, .say { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono",
  monospace }
code { font-size: .9em; background: var(--card); border-radius: 4px; padding: .1em .3em }
pre { font-size: .875rem; line-height: 1.45; margin: .4rem 0 .2rem; padding: .6rem .8rem;
  overflow-x: auto; background: var(--card); border: 1px solid var(--rule); border-radius: 6px;
  -webkit-user-select: all; user-select: all }
.answer { border: 1px solid var(--rule); border-left: 6px solid var(--tone);
  border-radius: 8px; padding: .9rem 1.1rem; background: var(--card) }
.answer p { margin: .35rem 0 0 }
.answer .because { font-size: 1.12rem }
.word { display: inline-block; padding: .05rem .55rem; margin-right: .5rem; border-radius: 999px;
  background: var(--tone); color: var(--paper); font-weight: 700; letter-spacing: .03em }
.bad { --tone: var(--red) }
.good { --tone: var(--green) }
.risk { --tone: var(--amber) }
.faint { color: var(--faint) }
.toned { color: var(--tone); font-weight: 600 }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: .95rem }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0;
  border-bottom: 1px solid var(--rule) }
.tried td:nth-child(3) { overflow-wrap: anywhere; min-width: 12rem }
.recipe { margin: 1rem 0; padding: 0 0 0 .8rem; border-left: 3px solid var(--rule) }
.recipe p { margin: 0 }
figure { margin: 1.5rem 0 }
.narrow { display: none }
.drawing { display: block; max-width: 100%; height: auto }
.say { font-size: 12px; fill: var(--ink) }
.say.name { font-weight: 700 }
.say.faint { fill: var(--faint) }
.say.bad { fill: var(--red) }
.box rect { fill: var(--card); stroke: var(--faint) }
.box.bad rect { stroke: var(--red); stroke-width: 2.5 }
.box.beyond rect { stroke-dasharray: 4 3 }
.box.beyond .say { fill: var(--faint) }
.life { stroke: var(--rule); stroke-width: 2 }
.link, .arrow, .event { stroke: var(--faint); stroke-width: 1.5 }
.event { stroke-dasharray: 2 4 }
.link.beyond { stroke-dasharray: 4 3 }
.link.bad, .arrow.bad, .event.bad { stroke: var(--red); stroke-width: 2.5 }
.tip { fill: var(--faint) }
.tip.bad, .fault { fill: var(--red) }
.cross { stroke: var(--paper); stroke-width: 2.5 }
footer { margin-top: 2.5rem; padding-top: .7rem; border-top: 1px solid var(--rule);
  font-size: .9rem; color: var(--faint) }
@media (max-width: 800px) {
  .wide { display: none }
  .narrow { display: block }
}
@media screen and (max-width: 560px) {
  .tried thead { display: none }
  .tried tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--rule) }
  .tried td { display: block; padding: 0; border: 0 }
  .tried td:first-child { font-weight: 600 }
}
@media print {
  body { max-width: none; padding: 0; font-size: 11pt }
  .wide { display: block }
  .narrow { display: none }
  pre { white-space: pre-wrap; overflow-wrap: anywhere }
  h2, h3, h4 { break-after: avoid }
  .answer, .recipe, figure, pre, tr { break-inside: avoid }
  .answer, .word, .cross, .fault, .tip { -webkit-print-color-adjust: exact;
    print-color-adjust: exact }
}
"""


def sheet() -> str:
    """The whole style sheet. By night only on a screen: paper is white."""
    night = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_set(NIGHT)} }} }}"
    return f":root {{ {_set(DAY)} }}\n{night}{RULES}"


def _set(colours: dict[str, str]) -> str:
    return "; ".join(f"--{name}: {value}" for name, value in colours.items())
