"""The name of a claim: what is counted, what happened to it, where and when, in few words and a fixed order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from workbench.compare.happenings import growing, happenings_in, stems, told
from workbench.compare.terms import find_terms
from workbench.ledger.accounts import states_of_their_own
from workbench.ledger.measures import (
    MOST,
    TO_THINGS,
    WORDS,
    commonest,
    fits_thing,
    is_people,
    is_plural,
    most,
    name_duration,
    name_measure,
    name_money,
    name_share,
    name_times,
    says,
)
from workbench.ledger.naming_clauses import reads, words_for
from workbench.ledger.statements import Statement, in_words
from workbench.ledger.vocabulary import counted_class, unit_words
from workbench.lexicon.reading import rows
from workbench.lexicon.word_classes import singular

FILLING = frozenset(
    {"of", "in", "the", "by", "for", "to", "at", "on", "from", "with", "who", "that", "which"}
)
OF_WHOM = re.compile(
    r"\b(?:people|inhabitants|residents|citizens|population)\s(?:of|in)\s(?P<whose>[A-Z].*|[a-z]+)$"
)
WHOSE = re.compile(r"(?P<whose>[A-Z].*?)['’]s?\s(?:people|inhabitants|residents|citizens|population)\b")
OTHERS = frozenset({"other", "others"})  # of those that are counted besides, only people are left out
ACTIVE = re.compile(r"\s(?:who|that)\s")
CARRIED = re.compile(r"\scarried\b.*$")
UNBACKED = 0.3  # of the figures of a claim that say a word before it makes a name better
MOST_WORDS = WORDS + 2  # with "share of" and the like before what a figure is called
OF_SHARES = 0.1  # ... and of a share, which is nothing without those of whom it is told
LONGEST = 300  # characters of a phrase that may become a name
LEADING = re.compile(
    r"^(?:(?:the|an?|its|his|her|their|our|my|some|any|all|this|that|these|those|other|others|another|more|further|additional"
    r"|about|around|least|most|estimated|nearly|almost|total|of|up|to|as|many|much|few|several)\s+)+",
    re.I,
)
BEHIND = re.compile(
    r"\s+(?:who|that|which|where|when|whose|while|because|after|before|than|was|were|is|are|had|has|have)\b.*$"
)
LOOSE_END = re.compile(
    r"(?: (?:of|in|for|to|from|on|at|near|with|by|and|or|the|a|an|between|against|as|about|'s|’s)(?![\w’'])|[ ,;:.\"“”'’(-])+$",
    re.I,
)
SPREAD = re.compile(r"[\"“”()\[\]]|\s-\s.*$")
BARE = 2  # words of a name that may be but a noun
A_THIRD = 1 / 3
IN_CARE = {"critical": "in critical condition"}
TWO_THINGS = re.compile(r"\s(?:and|or)\s")
LONGER = re.compile(r"\s(?:of|from|for)\s|\s(?:in|at|on)\s(?:the|an?)\s")
POSSESSIVE = re.compile(r"['’]s?$")
PUT = r"in|at|near|outside|around|from|across|into|to"
OTHERS_TOO = re.compile(r"\b(?:another|further|additional)\s$", re.I)
CLAUSE_END = re.compile(r"[.;:!?](?:\s|$)|[‘“\"]")
OF_WHAT = re.compile(r"\s*of\s(?:the\s)?(?P<noun>[a-z][\w-]+)")
YEAR = re.compile(r"(?:19|20)\d\d")
MEASURED = frozenset(word for row in rows("measured") for word in row["said_by"].split())
SHARES = ("share", "percent")
CLAUSE = re.compile(r"[,;:.!?()\[\]\"“”„«»—–]\s|\s-\s|\s(?:but|while|when|whose|which|since|until)\s")
NEXT = 4  # words to each side of a figure, its noun not counted, in which a verb rather is the figure's own
BACKED = 0.3  # of the figures of a claim whose own words say what happened
CERTAIN = frozenset({"inhabit"})  # read from how the number is put, not from a verb
CHANGING = ("money", "measure")  # of a count, "rise in" would be read as of what happened
CHANGES = {"up": "rise", "down": "fall"}


def name_claim_in_words(statements: Sequence[Statement]) -> str:
    """Return a name for a claim: what is counted, what happened to it, of which event and where.

    Parameters
    ----------
    statements
        The figures of one claim; at least one.

    Returns
    -------
    str
        At most about eight words; the value as a last resort.

    Examples
    --------
    >>> one = Statement(concept="the residents", counted="people", happening="die", event="1987")
    >>> name_claim_in_words([one])
    'people killed in 1987'
    >>> name_claim_in_words([Statement(concept="market value of Arlo Steel", kind="money", unit="USD")])
    'market value of Arlo Steel'
    >>> name_claim_in_words([Statement(concept="Oslo voters", kind="percent", unit="percent", change="up")])
    'percentage rise in Oslo voters'
    """
    kind = commonest(one.kind for one in statements)
    if kind in ("duration", *SHARES):
        statements = [one if _backs(one, one.happening) else one._replace(happening="") for one in statements]
    label = _best_label(statements, OF_SHARES if kind in SHARES else UNBACKED)
    by_kind: dict[str, Callable[[Sequence[Statement], str, str], str]] = {
        "count": _of_count, "share": name_share, "percent": name_share, "money": name_money,
        "age": _of_age, "score": _of_score, "duration": _of_duration,
    }  # fmt: skip
    name = _with_change(
        by_kind.get(kind, _of_measure)(statements, _noun(statements), label), kind, statements
    )
    name = _completed(_cut(name), statements)
    where = _where(statements, name)
    fits = len(f"{name}{where}".split()) <= MOST_WORDS
    return f"{name}{where if fits else ''}".strip() or in_words(statements[0])


def _completed(name: str, statements: Sequence[Statement]) -> str:
    """Return a bare noun as one of the figures completes it: "crew" as "crew of trawler"; of several, as most words of the others do."""
    core = set(stems(name))
    if (
        len(name.split()) > BARE
        or " of " in name
        or any(found in growing() for _, found in happenings_in(stems(name)))
    ):
        return name
    fuller = [
        one.label
        for one in statements
        if core <= set(stems(one.label)) and len(one.label.split()) > len(name.split()) + 1
    ]
    longer = [label for label in fuller if reads(label)]
    return max(dict.fromkeys(longer), key=lambda label: (longer.count(label), -len(label)), default=name)


def _of_age(statements: Sequence[Statement], noun: str, label: str) -> str:
    return label or (f"age of {noun}" if noun else "age")


def _of_score(statements: Sequence[Statement], noun: str, label: str) -> str:
    return label or (noun if says(noun, "score result vote") else f"result of {noun}" if noun else "result")


def _of_duration(statements: Sequence[Statement], noun: str, label: str) -> str:
    return _telling(label, statements, noun) or name_duration(statements, noun)


def _of_measure(statements: Sequence[Statement], noun: str, label: str) -> str:
    return _telling(label, statements, noun) or name_measure(statements, noun)


def _telling(label: str, statements: Sequence[Statement], noun: str) -> str:
    """Return what a measure is called where that says more than its kind: "magnitude" alone tells nobody of what.

    A quake is named as what is counted: a headline's words around it are easily misread.
    """
    shook = counted_class(noun).name == "quakes" and commonest(one.unit for one in statements) == "magnitude"
    return label if len(label.split()) > 1 and not shook else ""


def _with_change(name: str, kind: str, statements: Sequence[Statement]) -> str:
    """Return the name of a sum or a measure as that of its rise or fall, where most tell of one."""
    change = most(one.change for one in statements)
    says_itself = name.startswith(("distance", "money ", "rise", "fall"))
    if kind not in CHANGING or not change or says_itself:
        return name
    return f"{CHANGES[change]} {'of' if kind == 'measure' else 'in'} {name}"


def _best_label(statements: Sequence[Statement], unbacked: float = UNBACKED) -> str:
    """Return what one of the figures is called that says most of what the others say, too; the longer one of two."""
    labels = [one.label for one in statements if reads(one.label)]
    held = [set(stems(f"{one.label} {one.concept}")) for one in statements]

    def backed(label: str) -> float:
        words = [stem for word in label.split() if not _is_filling(word) for stem in stems(word)]
        return sum(sum(word in each for each in held) / len(held) - unbacked for word in words)

    return max(dict.fromkeys(labels), key=backed, default="")


def _whose(label: str) -> str:
    """Return the place or the state whose people a figure is said to count."""
    found = OF_WHOM.search(label) or WHOSE.match(label)
    return found["whose"] if found else ""


def _adds(label: str, noun: str) -> bool:
    """Whether what one figure is called tells more than what is counted."""
    return bool(set(stems(label)) - set(stems(noun)))


def _carried(label: str) -> str:
    """Return who is carried as being on board."""
    return f"{CARRIED.sub('', label)} on board" if CARRIED.search(label) else label


def _of_count(statements: Sequence[Statement], noun: str, label: str) -> str:
    if most(one.unit for one in statements) == "time":
        return name_times(statements, noun)
    label = label if _adds(label, noun) else _best_label(statements, OF_SHARES)
    happening, noun = _backed(statements, noun)
    active = _is_done_by(statements, happening)
    noun = noun if active else _whom_it_befell(statements, noun, happening)
    if put := _number_put(statements, noun):
        return put
    noun = "people" if noun.lower() in OTHERS else noun
    if happening == "inhabit":
        return _population(statements, noun)
    return _of_happening(statements, noun, label, happening, active=active)


def _backed(statements: Sequence[Statement], noun: str) -> tuple[str, str]:
    """Return what happened if enough of the figures say so in their own words, and what these count."""
    happening = _what_happened(statements)
    backing = [one for one in statements if _backs(one, happening)] if happening else []
    if len(backing) < max(1, BACKED * len(statements)):
        return "", noun
    told = _noun(backing)
    if len(backing) < len(statements) and counted_class(told).name != counted_class(noun).name:
        noun = told or noun
    return (happening if fits_thing(happening, noun) else ""), noun


def _backs(one: Statement, happening: str) -> bool:
    """Whether the words next to a figure, its own name or what it counts say that this happened, and not another clause."""
    told_nowhere = not (one.before or one.after)
    if told_nowhere or counted_class(one.concept).happening == happening or happening in CERTAIN:
        return True
    if (
        happening == "move"
        and is_people(one.concept)
        and happening in (_first_behind(one), _told_of_others(one))
    ):
        return True
    ahead, behind = CLAUSE.split(one.before)[-1].split(), CLAUSE.split(one.after)[0].split()
    near = " ".join([*ahead[-NEXT:], "#", *behind[: NEXT + len(one.concept.split())]])
    return any(found == happening for _, found in happenings_in(stems(f"{one.label} # {near}")))


def _whom_it_befell(statements: Sequence[Statement], noun: str, happening: str) -> str:
    """Return what is counted; of a country that fled or was hit, whoever is counted there."""
    if happening in ("move", *growing()) and happening not in TO_THINGS and _is_bare_name(noun):
        return commonest(_counted_behind(one) for one in statements) or "people"
    return noun


def _of_happening(
    statements: Sequence[Statement], noun: str, label: str, happening: str, *, active: bool
) -> str:
    """Return what is counted and what happened to it: as one figure is called or, where only the class counts, by that."""
    state = most(one.state for one in statements)
    classes = _classes(statements, noun)
    grows = happening in growing() and not active
    noun = _as_people(noun, classes) if grows or (state and not active) else noun
    by_class = (grows or happening == "move") and any(map(is_people, (noun, *classes)))
    own = "" if by_class else _own_label(label, noun)
    return own or _with_fate(noun, happening, state)


def _classes(statements: Sequence[Statement], noun: str) -> set[str]:
    """Return the classes of what is counted: by the figures' accounts, and by the noun."""
    return {commonest(one.counted for one in statements), counted_class(noun).name}


def _as_people(noun: str, classes: set[str]) -> str:
    """Return "people" for what is counted where these are some, also where the word says what became of them; bodies stay bodies."""
    people = ("people" in classes and (is_people(noun) or not noun)) or counted_class(
        noun
    ).happening in growing() - {"attend"}
    return "people" if people and not _is_body(noun) else noun


def _own_label(label: str, noun: str) -> str:
    """Return what one figure is called where that tells more than what is counted."""
    if not _adds(label, noun) or _is_body(noun):
        return ""
    return _carried(label) if is_people(noun) else label


def _with_fate(noun: str, happening: str, state: str) -> str:
    """Return what is counted with what happened to it, or what became of it besides."""
    tail = state if state in states_of_their_own() or _is_body(noun) else ""
    tail = tail or ("" if _says_happened(noun, happening) else told().get(happening, ""))
    tail = IN_CARE.get(tail, tail)
    if not noun:
        return f"number {tail}".strip() if tail else ""
    return noun if not tail or set(stems(tail)) & set(stems(noun)) else f"{noun} {tail}"


def _says_happened(noun: str, happening: str) -> bool:
    """Whether a noun phrase itself says what happened: "charred timbers", "deaths"."""
    said = any(found == happening for _, found in happenings_in(stems(noun)))
    return noun != "people" and (said or counted_class(noun).happening == happening)


def _is_done_by(statements: Sequence[Statement], happening: str) -> bool:
    """Whether what is counted did what happened, and it was not done to it: attackers are no attacked."""
    if happening in words_for("of_themselves"):
        return False
    return sum(bool(ACTIVE.search(one.label)) for one in statements) > MOST * len(statements)


def _population(statements: Sequence[Statement], noun: str) -> str:
    """Return "population", with the place or the state where the sentences name it."""
    if "population" in noun.lower():
        return noun
    whose = commonest(_whose(one.label) for one in statements)
    return f"population of {whose}" if whose else "population"


def _what_happened(statements: Sequence[Statement]) -> str:
    """Return what happened to what is counted: what most say of those that tell, if these are no small part."""
    stated = [found for one in statements if (found := _happened(one))]
    best = most(stated)
    if not best or (_are_people(statements[0]) and best not in ("move", *growing())):
        return most(one.happening for one in statements)
    return best if stated.count(best) >= A_THIRD * len(statements) else ""


def _happened(one: Statement) -> str:
    """Return what happened to what is counted; what the account leaves open of who fled or is missing, the words behind may tell."""
    if one.happening in growing() or one.happening == "move" or not _are_people(one):
        return one.happening
    first = _first_behind(one)
    return first if first == "move" or (first == "miss" and not one.happening) else one.happening


def _told_of_others(one: Statement) -> str:
    """Return what happened last before a figure of others to whom it happened, too: "30 fled on Friday, another 40 on Sunday"."""
    ahead = CLAUSE_END.split(one.before)[-1]
    told = happenings_in(stems(ahead)) if OTHERS_TOO.search(ahead) else []
    return told[-1][1] if told else ""


def _first_behind(one: Statement) -> str:
    """Return what happened as the words behind a figure tell first, up to the end of the sentence or a quotation."""
    behind = happenings_in(stems(CLAUSE_END.split(one.after)[0]))
    return behind[0][1] if behind else ""


def _are_people(one: Statement) -> bool:
    counted = counted_class(one.concept)
    return "people" in (counted.name, counted.kind_of)


def _is_bare_name(noun: str) -> bool:
    """Whether a phrase is but a proper name: a country is not what fled."""
    return bool(noun) and all(word[0].isupper() for word in noun.split()) and not counted_class(noun).name


def _counted_behind(one: Statement) -> str:
    """Return what is counted by "of" right behind a number: "thousands of dockers"."""
    found = OF_WHAT.match(one.after)
    known = counted_class(found["noun"]) if found else None
    if not found or known is None or not known.name:
        return ""
    return found["noun"] if is_plural(found["noun"]) else known.name


def _number_put(statements: Sequence[Statement], noun: str) -> str:
    """Return "number in the village" where that was put at several: one village is not nine."""
    several = all(one.low > 1 for one in statements) and noun and not is_plural(noun)
    where = re.compile(
        rf"\b(?:number|count|tally|figure)\s(?:in|at|for)\s(?:the\s)?{re.escape(noun)}\b", re.I
    )
    found = (where.search(f"{one.before} # {one.after}") for one in statements) if several else ()
    return commonest(each[0].lower() for each in found if each)


def _is_body(noun: str) -> bool:
    return bool({"bodi", "corps"} & set(stems(noun)))


def _noun(statements: Sequence[Statement]) -> str:
    """Return what is counted: the commonest noun phrase that is no speaker and no unit."""
    usable = [noun for one in statements if not _is_speaker(one) and _tells(noun := _clean(one.concept))]
    labels = [label for one in statements if _tells(label := _clean(one.label))]
    best = _plainest(usable) or commonest(labels)
    if len(best.split()) != 1:
        return best
    longer = _longer(best.lower(), [*usable, *labels])
    return commonest(longer) if len(longer) * 3 > len(statements) else best


def _longer(noun: str, phrases: Sequence[str]) -> list[str]:
    """Return the phrases that begin with the noun and tell more of it: "depth of the lake" for "depth"."""
    begun = [phrase for phrase in phrases if phrase.lower().startswith(f"{noun} ")]
    return [phrase for phrase in begun if LONGER.match(phrase.lower().removeprefix(noun))]


def _plainest(nouns: Sequence[str]) -> str:
    """Return the commonest phrase, one that brings two things together only if there is no other."""
    things = [
        noun for noun in nouns if noun.split()[-1].lower() not in words_for("measures") | words_for("ends")
    ]
    single = [noun for noun in things if not TWO_THINGS.search(noun)]
    return commonest(single) or commonest(things) or commonest(nouns)


def _tells(noun: str) -> bool:
    words = set(stems(noun))
    return bool(words - unit_words()) and not noun.replace(",", "").replace(".", "").isdigit()


def _is_speaker(one: Statement) -> bool:
    said, concept = set(stems(one.said_by)), set(stems(one.concept))
    return bool(concept) and concept <= said


def _clean(phrase: str) -> str:
    phrase = BEHIND.sub("", SPREAD.sub("", " ".join(phrase.split())[:LONGEST]))
    return " ".join(LOOSE_END.sub("", LEADING.sub("", phrase)).split()[:6])


def _where(statements: Sequence[Statement], name: str) -> str:
    """Return of which event and where, if most statements say so."""
    event = _told_event(most(one.event for one in statements))
    place = POSSESSIVE.sub("", most(one.place.split("; ")[0] for one in statements))
    when = (
        f" in {event}" if YEAR.fullmatch(event) else f" ({event})" if event and not YEAR.search(event) else ""
    )
    put = _put(statements, place) if place and not set(stems(place)) & set(stems(name)) else ""
    return f"{f' {put} {place}' if put else ''}{when}"


def _told_event(event: str) -> str:
    """Return which event it was, unless only a span of time says that it lies back: "years ago"."""
    return (
        event if set(stems(event)) - unit_words() - {"ago", "befor", "earlier"} or YEAR.search(event) else ""
    )


def _put(statements: Sequence[Statement], place: str) -> str:
    """Return the preposition by which the articles put something in a place; empty where the name only qualifies."""
    at = re.compile(rf"\b(?P<put>{PUT})\s(?:the\s)?(?:[a-z]+\sof\s)?{re.escape(place)}\b(?!['’]s)", re.I)
    found = [at.search(f"{one.before} # {one.after}") for one in statements]
    if not any(found):
        return ""
    put = commonest(each["put"].lower() for each in found if each)
    fled = put == "in" and most(one.happening for one in statements) == "move"
    return "to" if fled else {"into": "to", "outside": "near"}.get(put, put)


def _cut(name: str) -> str:
    return LOOSE_END.sub("", " ".join(name.split()[:MOST_WORDS])[:LONGEST])


def tell_apart(
    names: Sequence[str], statements: Sequence[Sequence[Statement]], values: Sequence[str]
) -> list[str]:
    """Return the names with what differs added wherever two claims would have the same.

    Parameters
    ----------
    names, statements
        The name and the figures of each claim.
    values
        The answer of each claim, in words; added only where nothing else differs.

    Examples
    --------
    >>> one, other = [Statement(place="Arlo", after=" in Arlo")], [Statement(place="Dray", after=" in Dray")]
    >>> tell_apart(["the dead", "the dead"], [one, other], ["9", "12"])
    ['the dead in Arlo', 'the dead in Dray']
    >>> tell_apart(["the dead", "the dead"], [[Statement()], [Statement()]], ["9", "12"])
    ['the dead (9)', 'the dead (12)']
    """
    told = list(names)
    for name, places in _namesakes(names).items():
        own = _told_apart(name, [statements[at] for at in places], [values[at] for at in places])
        for at, words in zip(places, own, strict=True):
            told[at] = words
    still = _namesakes(told)
    return [f"{name}, {value}" if name in still else name for name, value in zip(told, values, strict=True)]


def _namesakes(names: Sequence[str]) -> dict[str, list[int]]:
    """Return where each name stands that several claims have."""
    places: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        places.setdefault(name, []).append(at)
    return {name: those for name, those in places.items() if len(those) > 1}


def _told_apart(name: str, groups: Sequence[Sequence[Statement]], values: Sequence[str]) -> list[str]:
    """Return what to call each claim of one name; where nothing differs, all but the one stated most take their value."""
    plain = _stated_most(groups)
    added = _differences(name, groups, plain)
    alike = added.count("") > 1
    return [
        words or (f"{name} ({value})" if alike and number != plain else name)
        for number, (words, value) in enumerate(zip(added, values, strict=True))
    ]


def _stated_most(groups: Sequence[Sequence[Statement]]) -> int:
    """Return which claim more articles state than any other, as that keeps the plain name; -1 if none does."""
    widths = [len({one.doc_id for one in group}) for group in groups]
    return widths.index(max(widths)) if widths.count(max(widths)) == 1 else -1


def _differences(name: str, groups: Sequence[Sequence[Statement]], plain: int) -> list[str]:
    """Return for each claim of one name a name with what it alone says: where, of which event, of what exactly, by what, when, who says so."""
    added = [""] * len(groups)
    for tell in (_by_place, _by_event, _by_noun, _by_day, _by_label, _by_speaker):
        said = [tell(name, group) for group in groups]
        for at, words in enumerate(said):
            kept = at == plain and tell not in (_by_place, _by_event)
            if words and not added[at] and not kept and said.count(words) == 1 and words not in added:
                added[at] = words
    return added


def _by_place(name: str, group: Sequence[Statement]) -> str:
    places = [POSSESSIVE.sub("", one.place.split("; ")[0]) for one in group]
    told = [place for place in places if place]
    only = told[0] if len(set(told)) == 1 and 2 * len(told) >= len(group) else ""
    place = most(places) or only
    put = _put(group, place) if place and _is_new(place, name) else ""
    return f"{name} {put} {place}" if put else ""


def _by_event(name: str, group: Sequence[Statement]) -> str:
    event = _told_event(most(one.event for one in group))
    return f"{name} ({event})" if event and _is_new(event, name) else ""


def _by_noun(name: str, group: Sequence[Statement]) -> str:
    """Return the name with the noun that most of the figures count: "dockers killed" for "people killed"."""
    noun = most(_clean(one.concept) for one in group if _tells(_clean(one.concept)))
    if (
        noun.lower() in {"", *OTHERS}
        or not _is_new(noun, name)
        or singular(noun.split()[-1].lower()) in MEASURED
    ):
        return ""
    general = name.split()[0]
    return name.replace(general, noun, 1) if general == "people" else f"{name} ({noun})"


def _by_label(name: str, group: Sequence[Statement]) -> str:
    """Return what a figure of the claim is called in full, where that says more than what happened: "people killed by blasts"."""
    label, held = _best_label(group), set(stems(name))
    more = [word for word in label.split() if not set(stems(word)) <= held]
    new = [word for word in more if not (_is_filling(word) or happenings_in(stems(word)))]
    same = label.split()[:1] == name.split()[:1]
    return label if new and same and len(label.split()) > 2 else ""


def _is_filling(word: str) -> bool:
    """Whether a word carries grammar only."""
    return all(term.is_function for term in find_terms(word.lower()))


def _by_day(name: str, group: Sequence[Statement]) -> str:
    days = {one.since if one.since == one.until else "" for one in group} - {""}
    day = days.pop() if len(days) == 1 else ""
    return f"{name} ({int(day[8:10])} {date.fromisoformat(day[:10]):%B})" if len(day) >= 10 else ""


def _by_speaker(name: str, group: Sequence[Statement]) -> str:
    who = most(one.said_by for one in group)
    return f"{name}, according to {who}" if who and len(who.split()) <= 4 else ""


def _is_new(words: str, name: str) -> bool:
    return not set(stems(words)) <= set(stems(name))
