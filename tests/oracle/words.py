"""Days, spells and names as `casus dump` and the language write them."""
import datetime
import re

EPOCH = datetime.date(1970, 1, 1)
FIRST, LAST = datetime.date(1880, 1, 1), datetime.date(2025, 12, 31)
OPEN_START, OPEN_END = -10_000_000, 10_000_000
FORCE_ACTS = ("assist", "meet_common_danger", "guarantee", "mobilise", "declare_war", "deploy_forces", "use_force",
              "use_all_forces")
# Acts whose object is whom they are done against, not whom they help.
HOSTILE_ACTS = ("sanction", "break_relations", "confiscate_assets", "declare_war", "use_force", "use_all_forces",
                "threaten_force", "use_nuclear_weapons", "coerce_economically")
# Kinds whose target is helped, supplied or asked, not struck: they concern no standing duty.
HARMLESS = ("assistance", "intervention_on_request", "deployment", "arms_sale", "peace", "alliance", "breach", "request", "decision")
MANY = 20
# Restraints that, where they name nobody, speak of what the debtor does with others: told when they are broken.
ABOUT_OTHERS = ("conclude_conflicting_engagement", "join_hostile_alliance", "assist_attacker")


def number(iso):
    """The day's number; days are integers in the answer-set program."""
    return (datetime.date.fromisoformat(iso) - EPOCH).days


def iso(day):
    return (EPOCH + datetime.timedelta(days=day)).isoformat()


def bounds(date, open_value):
    """Earliest and latest day of a date as the dump writes it."""
    if date is None:
        return open_value, open_value
    if isinstance(date, dict):
        return number(date["earliest"]), number(date["latest"])
    return number(date), number(date)


def spell(value):
    """`[from, to)` with vague ends in the state's favour; scenarios keep off the days on which that matters."""
    return bounds(value["from"], OPEN_START)[0], bounds(value["to"], OPEN_END)[1]


def vague_days(value):
    """The half-open runs of days on which it is open whether the spell holds."""
    for end, open_value in (("from", OPEN_START), ("to", OPEN_END)):
        earliest, latest = bounds(value[end], open_value)
        if earliest < latest:
            yield earliest, latest


def holds_on(value, day):
    start, end = spell(value)
    return start <= day < end


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def spelled(label):
    """A provision's label as the language writes it: `section "secret annex"`."""
    kind, name = label.split(" ", 1)
    return f"{kind} {name}" if re.fullmatch(r"(\d+|[^\W\d]\w*)(\(\w+\))*", name) else f'{kind} "{name}"'
