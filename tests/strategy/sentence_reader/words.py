"""What a reader of Finnish, Swedish and English knows: names, subjects, limits. Nothing from `strategy`."""

from __future__ import annotations

from collections.abc import Mapping

NAMES: Mapping[str, Mapping[str, str]] = {
    "fi": {
        "väärään suuntaan": "wrong_way", "tavoitetta ei saavutettu": "not_met", "selvästi jäljessä": "far_behind",
        "myöhässä": "overdue", "pudonnut tavoitetasolta": "slipped", "hieman jäljessä": "slightly_behind",
        "lähellä tavoitetta": "nearly", "ei vielä tavoitteessa": "not_yet", "liian aikaista arvioida": "too_early",
        "ei aloitettu": "not_started", "kesken": "under_way", "toistaiseksi rajan alla": "within",
        "tavoitevauhdissa": "on_pace", "tavoitetasolla": "reached", "tavoite saavutettu": "met", "tehty": "done",
        "tehty myöhässä": "done_late", "tieto myöhässä": "value_late", "lopputulos puuttuu": "result_pending",
        "ei raportoitu": "not_reported", "ei tietoa": "no_value", "tietoa ei vielä odoteta": "not_due",
        "tavoitearvo avoin": "target_undefined", "ei määräaikaa": "undated", "seurataan": "followed",
        "luovuttu": "dropped",
    },
    "sv": {
        "i fel riktning": "wrong_way", "målet uppnåddes inte": "not_met", "ligger långt efter": "far_behind",
        "försenad": "overdue", "inte längre på målnivån": "slipped", "ligger något efter": "slightly_behind",
        "nära målet": "nearly", "ännu inte i mål": "not_yet", "för tidigt att bedöma": "too_early",
        "inte påbörjad": "not_started", "pågår": "under_way", "tills vidare under taket": "within",
        "i planerad takt": "on_pace", "på målnivån": "reached", "målet uppnått": "met", "klar": "done",
        "klar efter tidsfristen": "done_late", "uppgiften försenad": "value_late",
        "slutresultatet saknas": "result_pending", "inte rapporterad": "not_reported", "ingen uppgift": "no_value",
        "ännu ingen uppgift": "not_due", "målvärdet öppet": "target_undefined", "ingen tidsfrist": "undated",
        "följs upp": "followed", "slopad": "dropped",
    },
    "en": {
        "moving the wrong way": "wrong_way", "target not met": "not_met", "far behind": "far_behind",
        "overdue": "overdue", "slipped from target": "slipped", "slightly behind": "slightly_behind",
        "close to target": "nearly", "not yet at target": "not_yet", "too early to tell": "too_early",
        "not started": "not_started", "under way": "under_way", "within the ceiling so far": "within",
        "on pace": "on_pace", "at target": "reached", "target met": "met", "done": "done", "done late": "done_late",
        "figure late": "value_late", "final figure missing": "result_pending", "not reported": "not_reported",
        "no data": "no_value", "not due yet": "not_due", "target not yet set": "target_undefined",
        "no deadline": "undated", "followed": "followed", "dropped": "dropped",
    },
}  # fmt: skip

SUBJECTS: Mapping[str, Mapping[str, str]] = {
    "fi": {
        "toteuma": "level", "keskiarvo": "mean", "pidetty": "count", "summa": "sum",
        "ratkaiseva luku": "each", "viimeisin": "each",
        "sija": "rank", "viimeisin luku": "latest", "lähtötaso": "baseline", "aiempi luku": "earlier",
        "tavoitekauden jälkeen saatu luku": "earlier", "tähän mennessä saatu luku": "so_far", "luku": "known",
        "se": "newer",
        "edellinen luku": "previous", "pyöristämätön arvo": "exact", "tavoite": "target", "tavoitteena": "target",
    },
    "sv": {
        "utfallet": "level", "medeltalet": "mean", "summan": "sum", "den avgörande siffran": "each",
        "den senaste": "each", "placeringen": "rank", "den senaste siffran": "latest", "utgångsnivån": "baseline",
        "en tidigare siffra": "earlier", "en siffra efter målperioden": "earlier",
        "den siffra som hittills finns": "so_far", "att siffran": "known", "att placeringen": "known",
        "att den": "newer", "den föregående siffran": "previous",
        "det oavrundade värdet": "exact", "målet": "target",
    },
    "en": {
        "the value": "level", "the average": "mean", "the total": "sum", "the count": "count",
        "the deciding figure": "each", "the latest": "each", "the rank": "rank", "the latest figure": "latest",
        "the baseline": "baseline", "an earlier figure": "earlier", "a figure after the target period": "earlier",
        "the figure so far": "so_far", "that the figure": "known", "that the rank": "known",
        "that it": "newer", "the previous figure": "previous",
        "the unrounded value": "exact", "the target": "target",
    },
}  # fmt: skip
"""Of whom a sentence tells an amount: the words before `is` and `was`."""
IS: Mapping[str, Mapping[str, str]] = {
    "fi": {"on": "is", "oli": "was"},
    "sv": {"är": "is", "var": "was"},
    "en": {"is": "is", "was": "was"},
}
LIMITS: Mapping[str, Mapping[str, str]] = {
    "fi": {"vähintään": "at_least", "enintään": "at_most", "yli": "more_than", "alle": "less_than",
           "parhaimmillaan": "at_least", "huonoimmillaan": "at_most"},
    "sv": {"minst": "at_least", "högst": "at_most", "över": "more_than", "under": "less_than",
           "i bästa fall": "at_least", "i sämsta fall": "at_most", "mellan": "range"},
    "en": {"at least": "at_least", "at most": "at_most", "more than": "more_than", "less than": "less_than",
           "between": "range", "at best": "at_least", "at worst": "at_most"},
}  # fmt: skip
AROUND: Mapping[str, str] = {"fi": "yhteensä|keskimäärin", "sv": "sammanlagt|i medeltal", "en": "a year"}
"""Words that may stand between `is` and the amount."""
TOTALS: Mapping[str, Mapping[str, str]] = {
    "fi": {"yhteensä": "sum"}, "sv": {"sammanlagt": "sum", "det har hållits": "count"}, "en": {},
}  # fmt: skip
"""The words right before a total, where no `is` stands between."""
WORSE: Mapping[str, str] = {
    "fi": r"toteuma {a} \([^)]*\) on huonompi kuin lähtötaso {b} \(",
    "sv": r"utfallet {a} \([^)]*\) är sämre än utgångsnivån {b} \(",
    "en": r"the value {a} \([^)]*\) is worse than the baseline {b} \(",
}
MET_BEFORE: Mapping[str, str] = {
    "fi": r"Lähtötaso {a} \([^)]*\) täytti", "sv": r"Utgångsnivån {a} \([^)]*\) uppfyllde",
    "en": r"The baseline {a} \([^)]*\) met",
}  # fmt: skip
SINCE: Mapping[str, str] = {
    "fi": r"lähtötason \({a}, [^)]*\) jälkeen", "sv": r"efter utgångsnivån \({a}, [^)]*\)",
    "en": r"since the baseline \({a}, [^)]*\)",
}  # fmt: skip
OLDER: Mapping[str, str] = {
    "fi": r"lähtötasoa vanhempi: {a} \(", "sv": r"äldre än utgångsnivån: {a} \(",
    "en": r"older than the baseline: {a} \(",
}  # fmt: skip
SHARES: Mapping[str, str] = {
    "fi": r"eli (\S+) % (siitä|tavoitteesta)", "sv": r"dvs\. (\S+) % av (den|målet|vad)",
    "en": r"or (\S+)% of (it|the target|what)",
}  # fmt: skip
ELAPSED: Mapping[str, str] = {
    "fi": r"tavoiteajasta on kulunut (\d+) %", "sv": r"av tiden fram till målet har (\d+) % gått",
    "en": r"(\d+)% of the time to the target has passed",
}  # fmt: skip
SIDES: Mapping[str, Mapping[str, str]] = {
    "fi": {"tavoitevälin yläpuolella": "above", "tavoitevälin alapuolella": "below"},
    "sv": {"över målintervallet": "above", "under målintervallet": "below"},
    "en": {"above the target range": "above", "below the target range": "below"},
}
NEXT: Mapping[str, str] = {
    "fi": r"Seuraavan luvun odotetaan valmistuvan (\d+)/(\d+)", "sv": r"Nästa siffra väntas (\d+)/(\d+)",
    "en": r"next figure is expected in (\w{3}) (\d+)",
}  # fmt: skip
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LATEST: Mapping[str, str] = {
    "fi": r"(?i)viimeisin luku on", "sv": r"(?i)den senaste siffran är", "en": r"(?i)the latest figure is",
}  # fmt: skip
DENIED: Mapping[str, str] = {
    "fi": r"[Ll]ukua ei ole (saatu|odotettavissa|julkaistu)|ei ole (saatu|odotettavissa) lukua",
    "sv": r"(?i)ingen siffra (har kommit|är att vänta)|har ingen siffra kommit|är ingen siffra att vänta|inga siffror",
    "en": r"(?i)no figures? (has|have|is|are)\b",
}  # fmt: skip
"""That there is no figure, said of all or of a period."""
NEWER: Mapping[str, str] = {"fi": "eikä uudempaa lukua", "sv": "ingen nyare siffra", "en": "no newer figure"}
LATE_PARTS: Mapping[str, str] = {
    "fi": r"(?:Yksi luku on|Osa luvuista on) myöhässä \(([^)]*)\)|luku \(([^)]*)\) piti",
    "sv": r"Siffr(?:an|orna) för (.*?) är försenad|siffran för (.*?) skulle ha",
    "en": r"The figures? for (.*?) (?:is|are) late|the figure for (.*?) was due",
}  # fmt: skip
LEFT_OUT: Mapping[str, str] = {
    "fi": r"(?:Yksi luku|Osa luvuista) ei ole mukana laskelmassa \(([^)]*)\)",
    "sv": r"Siffr(?:an|orna) för (.*?) ingår inte", "en": r"The figures? for (.*?) (?:is|are) left out",
}  # fmt: skip
REMAINING: Mapping[str, str] = {
    "fi": r"pitäisi olla {a}\.", "sv": r"behöver vara {a}\.", "en": r"should (?:be|average) {a}\.",
}  # fmt: skip
TENSES: Mapping[str, str] = {
    "fi": r"Tavoit(?:e|teena) (on|oli) ", "sv": r"Målet (är|var) ", "en": r"The target (is|was) ",
}  # fmt: skip
PACE: Mapping[str, str] = {
    "fi": r"edellyttää muutosta {a} vuodessa; toteutunut muutos on ({n})", "en": r"change of {a} a year; the actual "
    r"change is ({n})", "sv": r"förändring på {a} per år; den faktiska är ({n})",
}  # fmt: skip
DAYS: Mapping[str, tuple[str, str]] = {"fi": ("päivä", "päivää"), "sv": ("dag", "dagar"), "en": ("day", "days")}
TODAY: Mapping[str, str] = {"fi": "päättyy tänään", "sv": "går ut i dag", "en": "the deadline is today"}
OVERDUE: Mapping[str, str] = {
    "fi": r"on kulunut (\S+) (päivää?)\b", "sv": r"har gått (\S+) (dag(?:ar)?)\b",
    "en": r"(\S+) (days?) (?:ago|past the deadline)",
}  # fmt: skip
