#!/usr/bin/env python3
"""Checks the tables in Glossaries/ against the rules of Glossaries/README.md and prints what breaks them, one problem a line.

Usage: check_glossaries.py [FOLDER]     (by default the folder Glossaries of this checkout)
Ends with status 1 where there is a problem. `--counts` also prints how many concepts each file and subject has.
"""
import collections, csv, pathlib, re, sys, unicodedata

COLUMNS = "concept kind subject en ru vi status type translate case source reviewed related note".split()
VALUES = {
    "kind": {"person", "title", "organisation", "place", "event", "treaty", "term", "interface"},
    "status": {"reviewed", "unreviewed"},
    "type": {"", "full", "short", "acronym", "variant", "honorific", "former"},
    "translate": {"yes", "no"},
    "case": {"any", "initial", "exact"},
}
LANGUAGES = ("en", "ru", "vi")
CYRILLIC, LATIN = re.compile(r"[\u0400-\u04ff]"), re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
WORD = re.compile(r"[^\W\d_]+")
# A Latin word of such letters alone, in a Russian term, is most likely Russian typed on the wrong keyboard.
LOOKALIKES = re.compile(r"[aceopxykABCEHKMOPTX]+")
# The tone mark stands on the first vowel of these pairs, unless a consonant follows: hòa, khỏe, but hoàn.
LATE_TONE = re.compile(r"(o[àáảãạ]|o[èéẻẽẹ]|(?<![qQ])u[ỳýỷỹỵ])(?!\w)", re.I)


def rows(folder):
    for path in sorted(folder.glob("*.csv")):
        data = path.read_bytes()
        if data.startswith(b"\xef\xbb\xbf") or b"\r" in data or not data.endswith(b"\n"):
            yield path.name, 1, None, "write UTF-8 without a byte order mark, with LF line ends"
        reader = csv.reader(data.decode("utf-8").splitlines(), strict=True)
        header = next(reader)
        if header != COLUMNS:
            yield path.name, 1, None, f"the header is {','.join(header)}; write {','.join(COLUMNS)}"
            continue
        for cells in reader:
            if len(cells) != len(COLUMNS):
                yield path.name, reader.line_num, None, f"has {len(cells)} cells instead of {len(COLUMNS)}"
            else:
                yield path.name, reader.line_num, dict(zip(COLUMNS, cells)), None


def problems_of(row):
    name = row["concept"]
    for column, cell in row.items():
        if unicodedata.normalize("NFC", cell) != cell:
            yield f"{column} is not in the composed form (NFC)"
        if cell != cell.strip() or "  " in cell or any(unicodedata.category(c) in ("Cc", "Cf") for c in cell):
            yield f"{column} has a needless space or a control character"
    for column, allowed in VALUES.items():
        if row[column] not in allowed:
            yield f"{column} is '{row[column]}'; write one of {', '.join(sorted(allowed))}"
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) or not name.startswith(row["kind"] + "-"):
        yield "the concept is not named by its kind, a hyphen and lower-case Latin letters"
    for language in LANGUAGES:
        terms = row[language].split(" | ")
        if not all(terms) or "|" in "".join(terms):
            yield f"{language} has an empty term"
        if len(set(terms)) != len(terms):
            yield f"{language} has a term twice"
        for term in terms:
            for word in WORD.findall(term):
                if CYRILLIC.search(word) and LATIN.search(word):
                    yield f"{language} has Latin and Cyrillic letters in one word: {word}"
                if language == "ru" and CYRILLIC.search(term) and LOOKALIKES.fullmatch(word):
                    yield f"ru has Latin letters that look Cyrillic: {word}"
            if language != "ru" and CYRILLIC.search(term):
                yield f"{language} has Cyrillic letters: {term}"
            if language == "ru" and row["translate"] == "yes" and LATIN.search(term) and not CYRILLIC.search(term):
                if not re.fullmatch(r"[A-Z0-9]+|E-mail|Made in Russia", term):
                    yield f"ru has no Cyrillic letters: {term}"
            if language == "vi" and row["translate"] == "yes" and LATE_TONE.search(term):
                yield f"vi has a tone mark on the second vowel: {term}"
    if not row["source"]:
        yield "has no source"
    if row["status"] == "reviewed" and row["source"] == "editor's note" and row["reviewed"]:
        yield "is reviewed on an editor's word alone; name a public source or set it unreviewed"
    if row["reviewed"] and not re.fullmatch(r"\d{4}-\d\d-\d\d", row["reviewed"]):
        yield "reviewed is no date"
    if row["type"] == "acronym" and row["case"] != "exact":
        yield "is an acronym; its case rule is exact"


def main(arguments):
    folder = [a for a in arguments if not a.startswith("--")]
    folder = pathlib.Path(folder[0]) if folder else pathlib.Path(__file__).resolve().parents[2] / "Glossaries"
    found, concepts, counts, terms = [], {}, collections.Counter(), {}
    for file, line, row, problem in rows(folder):
        if row is None:
            found.append((file, line, problem))
            continue
        found += [(file, line, f"{row['concept']}: {text}") for text in problems_of(row)]
        if row["concept"] in concepts:
            found.append((file, line, f"{row['concept']} is also in {concepts[row['concept']][0]}"))
        concepts[row["concept"]] = (file, line, row)
        for term in row["en"].split(" | "):
            key = (row["kind"], term)
            if key in terms:
                found.append((file, line, f"{row['concept']}: '{term}' is also an English term of {terms[key]}"))
            terms[key] = row["concept"]
        for key in (file, row["kind"] + "/" + row["subject"], "all"):
            counts[key, row["status"]] += 1
            counts[key, "acronyms"] += row["type"] == "acronym"
    for file, line, row in concepts.values():
        for relation in filter(None, row["related"].split(" | ")):
            target = relation.removeprefix("short for ")
            if target == relation or target not in concepts:
                found.append((file, line, f"{row['concept']}: related is '{relation}'; write: short for CONCEPT"))
    for file, line, text in found:
        print(f"{file}:{line}: {text}")
    if "--counts" in arguments:
        for key in sorted({key for key, _ in counts}):
            reviewed, unreviewed = counts[key, "reviewed"], counts[key, "unreviewed"]
            print(f"{key}: {reviewed} reviewed, {unreviewed} unreviewed, {counts[key, 'acronyms']} acronyms among them")
    print(f"{len(concepts)} concepts, {counts['all', 'reviewed']} reviewed, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
