#!/usr/bin/env python3
"""Learns how words of a language end in their other forms, and writes the table that the command carries.

  python3 -m pip install simplemma==2.0.0 pymorphy3 pymorphy3-dicts-ru; apt-get install hunspell-{be,bg,cs,sk,uk}
  learn_endings.py --out Sources/CTerminologyData/endings.txt [--report] [LANGUAGE ...]

Sources: simplemma (word form to lemma, MIT; from Kaikki, FreeLing, Unimorph, Wikinflection and spaCy lookups), and for Russian the
OpenCorpora dictionary (CC BY-SA 3.0) as pymorphy3-dicts-ru packages it; hunspell dictionaries of Debian beside it for some. No word of them is kept: the table holds endings only.

A form is its lemma with some letters cut from the end and others put there: (cut, added). For every ending of lemmas the table lists
the pairs that enough of the lemmas with this ending have; a longer ending overrules a shorter one. Words that are held back (every
tenth lemma) tell with --report how many forms are found, and how many other lemmas the generated forms run into.
"""
import argparse, collections, itertools, re, sys, zlib

LONGEST_CUT, LONGEST_ADDED, LONGEST_ENDING = 4, 6, 5
# Endings are stacked in these, so that they are longer and more.
STACKING = ("et", "fi", "hu", "hy", "ka", "tr")
# What looks like the infinitive or first person of a verb: glossaries hold nouns, adjectives and names.
VERBS = {
    "be": "(ць|цца|ці)$", "ca": "(ar|er|ir|re)(-se)?$", "cs": "(t|ti|ci)$", "de": "^[a-zäöüß].*(en|ern|eln)$", "el": "(ω|ώ|μαι)$",
    "es": "(ar|er|ir|ír)(se)?$", "fr": "(er|ir|re|oir)$", "hbs": "(ti|ći|ти|ћи)(_se)?$", "it": "(are|ere|ire|rre)(si)?$",
    "lt": "(ti|tis)$", "lv": "(t|ties)$", "nl": "en$", "pl": "(ć|c)$", "pt": "(ar|er|ir|or)(-se)?$", "sk": "ť$", "sl": "(ti|či)$",
    "uk": "(ти|тися|тись)$",
}
# Of these, forms of nouns only: the rest of the paradigm is verbs.
FORMS = {"en": "(s|es|ies|men)$", "fr": "(s|x|es|aux|le|les|elle|ère|euse|euses|trice|ive|ives)$"}
# Glossaries hold plurals (talks, sanctions) and adjectives in other genders (Федерация: Российская) as dictionary forms. A form
# that looks like one of these is learned from too: (lemmas, the form, the forms that go with it).
SECOND = {
    "be": [(".", "[ыі]$", "(ам|ям|амі|ямі|ах|ях|аў|яў|ей|[^аеёіоуыэюяьў]ь?)$"), ("[ыі]$", "[ая]я$", "[аяуюоеё]й$|ую$|юю$"),
           ("[ыі]$", "[аяое]е$", "(ага|яга|аму|яму|ым|ім)$"), ("[ыі]$", "[ыі]я$", "(ых|іх|ым|ім|ымі|імі)$")],
    "bg": [(".", "[иея]$", "те$"), ("[^аео]$", "а$", "та$"), ("[^аео]$", "о$", "то$")],
    "cs": [(".", "[iyeéaí]$", "(ů|ům|ech|ích|y|mi|ami|emi|ách|ám|í|ím|[^aeiouyáéíóúůýě])$"), ("ý$", "á$", "(é|ou)$"),
           ("ý$", "é$", "(ého|ému|ém|ým|ých|ými)$")],
    "hbs": [(".", "[aei]$", "(ima|ama|a)$"), ("i$|[^aeiou]$", "a$", "(e|oj|u|om)$"), ("i$|[^aeiou]$", "[oe]$", "(og|oga|om|ome|omu|im|ih|ima)$"),
            ("i$|[^aeiou]$", "i$", "(ih|im|ima|e)$")],
    "pl": [(".", "[yieaę]$", "(om|ami|ach|mi|ów|[^aeiouyąęó])$"), ("[yi]$", "a$", "(ej|ą)$"),
           ("[yi]$", "e$", "(ego|emu|ym|im|ych|ich|ymi|imi)$")],
    "sk": [(".", "[iyeéaáí]$", "(om|ám|iam|ov|och|ách|iach|mi|ami|[^aeiouyáéíóúýô])$"), ("[ýi]$", "[áa]$", "(ej|ú|ou)$"),
           ("[ýi]$", "é$", "(ého|ému|om|ým|ých|ými)$")],
    "sl": [(".", "[iae]$", "(ov|ev|om|em|ih|ah|am|ami|mi|[^aeiou])$"), ("[^aeou]$", "a$", "(e|i|o)$"),
           ("[^aeou]$", "[oe]$", "(ega|emu|em|im|ih|imi)$")],
    "uk": [(".", "[иії]$", "(ам|ям|ами|ями|ах|ях|ів|їв|ей|[^аеиіоуюяєїь]ь?)$"), ("[иі]й$", "[ая]$", "(ої|ьої|ій|ою|ьою|у|ю)$"),
           ("[иі]й$", "[еє]$", "(ого|ому|им|ім)$"), ("[иі]й$", "і$", "(их|іх|им|ім|ими|іми)$")],
}
LANGUAGES = "be bg ca cs da de el en es et fi fr hbs hu hy it ka lt lv mk nb nl pl pt ro ru sk sl sq sv tr uk".split()
HUNSPELL = {"be": "be_BY", "bg": "bg_BG", "cs": "cs_CZ", "sk": "sk_SK", "uk": "uk_UA"}
SHARE = collections.defaultdict(lambda: 0.02, {"ru": 0.01, "be": 0.01, "et": 0.05, "fi": 0.05, "hu": 0.05, "hy": 0.05, "ka": 0.05, "tr": 0.02})
LATIN = "a b v g d đ e ž z i j k l m n o p r s t ć u f h c č š".split()
CYRILLIC = "а б в г д ђ е ж з и ј к л м н о п р с т ћ у ф х ц ч ш".split()


def fold(word):
    return word.lower().replace("ё", "е")


def serbian(word):
    """The word in both scripts."""
    latin = word.replace("љ", "lj").replace("њ", "nj").replace("џ", "dž").translate({ord(c): l for l, c in zip(LATIN, CYRILLIC)})
    cyrillic = latin.replace("lj", "љ").replace("nj", "њ").replace("dž", "џ").translate({ord(l): c for l, c in zip(LATIN, CYRILLIC)})
    return latin, cyrillic


def hunspell(name):
    """(stem, form) of a dictionary: its suffix rules, one at a time."""
    path = f"/usr/share/hunspell/{name}"
    charset = re.search(rb"^SET\s+(\S+)", open(path + ".aff", "rb").read(), re.M).group(1).decode()
    rules = collections.defaultdict(list)
    for line in open(path + ".aff", encoding=charset, errors="replace"):
        parts = line.split()
        if len(parts) >= 5 and parts[0] == "SFX":
            cut, added = (p.split("/")[0].replace("0", "") for p in parts[2:4])
            try:
                rules[parts[1]].append((cut, added, re.compile(parts[4] + "$")))
            except re.error:
                pass
    for line in open(path + ".dic", encoding=charset, errors="replace"):
        word, _, flags = line.split("\t")[0].strip().partition("/")
        yield word, word
        for flag in flags:
            for cut, added, condition in rules.get(flag, ()):
                if word.endswith(cut) and condition.search(word):
                    yield word, word[:len(word) - len(cut)] + added


def tagged_paradigms(words):
    """Russian: the dictionary says which forms are plural and which gender they have."""
    import pymorphy3
    forms = collections.defaultdict(set)
    for word, tag, lemma, paradigm, _ in pymorphy3.MorphAnalyzer(lang="ru").dictionary.iter_known_words():
        if tag.POS == "NOUN" or tag.POS == "ADJF" and "Supr" not in tag and "Apro" not in tag:
            gender = str(tag.gender) if tag.POS == "ADJF" else None
            forms[lemma, paradigm].add((fold(word), tag.number == "plur", tag.case == "nomn", gender))
    for (lemma, _), found in forms.items():
        for form in found:
            take(words, fold(lemma), form[0])
        plural = [f for f in found if f[1]]
        for group in [plural] + [[f for f in found if f[3] == gender] for gender in ("femn", "neut")]:
            for base in (f for f in group if f[2]):
                for form in group:
                    take(words, base[0], form[0])


def guessed_paradigms(language, words):
    """Other languages: forms and their lemmas, without a word on what they are."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory
    sources = [] if language == "be" else [((l, f) for f, l in DefaultDictionaryFactory().get_dictionary(language).items())]
    if language in HUNSPELL:
        sources.append(hunspell(HUNSPELL[language]))
    verb, allowed = (table.get(language) and re.compile(table[language]) for table in (VERBS, FORMS))
    grouped = collections.defaultdict(set)
    for lemma, form in itertools.chain(*sources):
        if " " in form or " " in lemma or "-" in form or verb and verb.search(lemma):
            continue
        lemma, form = fold(lemma), fold(form)
        if form == lemma or not allowed or allowed.search(form):
            for pair in zip(serbian(lemma), serbian(form)) if language == "hbs" else [(lemma, form)]:
                grouped[pair[0]].add(pair[1])
    second = [tuple(map(re.compile, rule)) for rule in SECOND.get(language, ())]
    if language == "hbs":
        second += [tuple(re.compile(serbian(r.pattern)[1]) for r in rule) for rule in second]
    for lemma, forms in grouped.items():
        for form in forms | {lemma}:
            take(words, lemma, form, 10 if language in STACKING else LONGEST_ADDED)
        for lemmas, base, others in second:
            if lemmas.search(lemma):
                for form in forms:
                    if form != lemma and base.search(form):
                        for other in forms:
                            if others.search(other):
                                take(words, form, other)


def take(words, lemma, form, longest=LONGEST_ADDED):
    """Adds the pair (cut, added) of a form to those of its lemma."""
    if len(lemma) < 3:
        return
    shared = 0
    for a, b in zip(lemma, form):
        if a != b:
            break
        shared += 1
    cut, added = len(lemma) - shared, form[shared:]
    pairs = words[lemma]
    if form != lemma and shared >= 2 and cut <= LONGEST_CUT and len(added) <= longest:
        pairs.add((cut, added))


def paradigms(language):
    """The pairs (cut, added) of every lemma."""
    words = collections.defaultdict(set)
    tagged_paradigms(words) if language == "ru" else guessed_paradigms(language, words)
    return words


def held_back(lemma):
    return zlib.crc32(lemma.encode()) % 10 == 0


def learn(words, share, least=80, support=10):
    """Endings and their pairs, for the lemmas given."""
    counts, totals = collections.defaultdict(collections.Counter), collections.Counter()
    for lemma, transformations in words.items():
        for length in range(0, min(LONGEST_ENDING, len(lemma) - 1) + 1):
            ending = lemma[len(lemma) - length:]
            totals[ending] += 1
            counts[ending].update(transformations)
    chosen = {}
    for ending in sorted(totals, key=len):
        total = totals[ending]
        if total < least:
            continue
        here = frozenset(p for p, c in counts[ending].items() if c >= max(support, share * total) and p[0] <= len(ending) + 1)
        parent = next((chosen[ending[i:]] for i in range(1, len(ending) + 1) if ending[i:] in chosen), frozenset()) if ending else None
        if here != parent:
            chosen[ending] = here
    return chosen


def forms_of(lemma, table):
    for length in range(min(LONGEST_ENDING, len(lemma) - 1), -1, -1):
        pairs_here = table.get(lemma[len(lemma) - length:])
        if pairs_here is not None:
            return {lemma[:len(lemma) - cut] + added for cut, added in pairs_here if len(lemma) - cut >= 2}
    return set()


def report(language, words, table, kept):
    lemmas = [l for l in kept if words[l]]
    found = total = generated = wrong = 0
    for lemma in lemmas:
        forms = forms_of(lemma, table)
        generated += len(forms)
        wrong += any(f in words for f in forms)
        for cut, added in words[lemma]:
            total += 1
            found += lemma[:len(lemma) - cut] + added in forms
    size = sum(len(e.encode()) + 2 + sum(len(a.encode()) + 3 for _, a in p) for e, p in table.items())
    print(f"{language:4s} lemmas {len(words):7d} endings {len(table):6d} {size/1000:7.1f} KB; held back: forms {total:7d} found "
          f"{100*found/max(1,total):.1f} %, forms a lemma {generated/max(1,len(lemmas)):.1f}, runs into another lemma {100*wrong/max(1,len(lemmas)):.1f} %",
          file=sys.stderr)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out")
    parser.add_argument("--report", action="store_true")
    parser.add_argument("languages", nargs="*", default=LANGUAGES)
    arguments = parser.parse_args()
    lines = []
    for language in arguments.languages or LANGUAGES:
        words = paradigms(language)
        if arguments.report:
            kept = [l for l in words if held_back(l)]
            learned = learn({l: t for l, t in words.items() if not held_back(l)}, SHARE[language])
            report(language, words, learned, kept)
        table = learn(words, SHARE[language])
        lines.append("@" + language)
        for ending in sorted(table):
            by_cut = collections.defaultdict(list)
            for cut, added in sorted(table[ending]):
                by_cut[cut].append(added)
            lines.append(ending + "\t" + " ".join(f"{cut}" + "".join("," + a for a in by_cut[cut]) for cut in sorted(by_cut)))
    if arguments.out:
        with open(arguments.out, "w", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
