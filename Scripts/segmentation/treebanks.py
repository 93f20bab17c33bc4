#!/usr/bin/env python3
"""Makes training text for the sentence splitter from Universal Dependencies treebanks.

  treebanks.py OUT REPOSITORY...   each a git directory or work tree of a UD treebank

Reads *-train.conllu and *-dev.conllu, never a test part. Writes to the folder OUT:
  train.tsv, dev.tsv    language TAB treebank TAB sentences, each with the white space after it, separated by U+001E
  abbreviations.tsv     language TAB word TAB count: single tokens that end in a full stop
  starters.txt          language and the words, in lower case, that often open a sentence and are no names
A line is a paragraph where the treebank marks paragraphs, else up to 20 sentences of one document, else ten sentences; with spaces between sentences, in unspaced scripts in every second line.
"""
import collections, os, re, subprocess, sys

LANGUAGES = {"no": "nb"}
UNSPACED = {"ja", "zh"}
# The treebank leaves out the spaces that Thai puts between sentences.
SPACED_BY_US = {"th"}


def git(repository, *arguments):
    return subprocess.run(["git", "-C", repository, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def sources(repository):
    """(part, name, content) of each training and development file that is there."""
    names = git(repository, "ls-tree", "-r", "--name-only", "HEAD").decode().split("\n")
    show = lambda name: git(repository, "show", "HEAD:" + name).decode("utf-8", "replace")
    found = set()
    for name in names:
        match = re.fullmatch(r"([a-z]+_\w+)-ud-(train|dev)[\w-]*\.conllu", name)
        if match and (content := show(name)).strip():
            found.add(match[2])
            yield match[2], match[1], content
    # Where the training part is too big for the copy at hand, a treebank's list of training documents may help.
    lists = [name for name in names if name.endswith("files.train")]
    if "train" not in found and lists:
        wanted = {os.path.basename(line.strip()) for line in show(lists[0]).split("\n") if line.strip()}
        treebank = next((n.split("-ud-")[0] for n in names if "-ud-" in n), "xx_unknown")
        texts = [show(n) for n in names if n.endswith(".conllu") and "/sources/" in n and
                 {os.path.basename(n), os.path.basename(n)[:-7]} & wanted]
        if texts: yield "train", treebank, "\n".join(text.rstrip("\n") + "\n" for text in texts)


def sentences(content, abbreviations):
    """(starts a paragraph, starts a document, text, whether a space follows)."""
    paragraph = document = False
    text, last, words = None, "", []
    for line in content.split("\n") + [""]:
        if line.startswith("#"):
            if re.match(r"#\s*newpar", line): paragraph = True
            elif re.match(r"#\s*newdoc", line): document = paragraph = True
            elif (m := re.match(r"#\s*text\s*=\s?(.*)", line)): text = m[1].strip()
        elif line.strip():
            columns = line.split("\t")
            if len(columns) < 10: continue
            if re.fullmatch(r"\d+(-\d+)?", columns[0]):
                last = columns[9]
                word = columns[1]
                if len(word) > 1 and word.endswith(".") and columns[3] not in ("PUNCT", "NUM", "X", "SYM") and any(c.isalpha() for c in word) and ".." not in word:
                    abbreviations[word.lower()] += 1
        elif text is not None:
            yield paragraph, document, text, "SpaceAfter=No" not in last
            paragraph = document = False
            text, last = None, ""


def units(rows, unspaced):
    has_paragraphs = sum(r[0] for r in rows) > sum(r[1] for r in rows) + 1
    has_documents = sum(r[1] for r in rows) > 1
    # Shuffled sentences, each a document of its own, are no paragraphs.
    if sum(r[0] for r in rows) > 0.9 * len(rows): has_paragraphs = has_documents = False
    unit, count = [], 0
    for new_paragraph, new_document, text, space in rows:
        if unit and (new_paragraph if has_paragraphs else (new_document or len(unit) >= 20) if has_documents else len(unit) >= 10):
            yield unit
            unit = []
        # Unspaced scripts are seen both ways: pages put a space or a line end between sentences, books nothing.
        unit.append(text + (" " if space and not (unspaced and count % 2) else ""))
    if unit: yield unit


def note_starters(rows, starts, inside):
    """Counts words that open sentences, and, as written, words inside them."""
    for _, _, text, _ in rows:
        words = re.findall(r"[^\W\d_]+", text)
        if words and text[:1].isupper(): starts[words[0].lower()] += 1
        for word in words[1:]: inside[word] += 1


def starters(starts, inside):
    total = sum(starts.values())
    if total < 300: return []
    often = [w for w, n in starts.most_common() if n >= max(3, total * 0.0015)]
    return [w for w in often if inside[w] >= 3 and inside[w] > 9 * inside[w.capitalize()]][:120]


def main():
    out, repositories = sys.argv[1], sys.argv[2:]
    os.makedirs(out, exist_ok=True)
    files = {part: open(f"{out}/{part}.tsv", "w", encoding="utf-8") for part in ("train", "dev")}
    abbreviations, starts, inside = (collections.defaultdict(collections.Counter) for _ in range(3))
    for repository in repositories:
        for part, name, content in sources(repository):
            language = LANGUAGES.get(name.split("_")[0], name.split("_")[0])
            rows = list(sentences(content, abbreviations[language]))
            note_starters(rows, starts[language], inside[language])
            count = 0
            if language in SPACED_BY_US: rows = [(*row[:3], True) for row in rows]
            for unit in units(rows, language in UNSPACED):
                files[part].write(f"{language}\t{name}\t" + "\x1e".join(unit).replace("\t", " ") + "\n")
                count += 1
            print(f"{name} {part}: {len(rows)} sentences, {count} units", file=sys.stderr)
    with open(f"{out}/abbreviations.tsv", "w", encoding="utf-8") as file:
        for language in sorted(abbreviations):
            for word, count in abbreviations[language].most_common():
                if count > 1: file.write(f"{language}\t{word}\t{count}\n")
    with open(f"{out}/starters.txt", "w", encoding="utf-8") as file:
        for language in sorted(starts):
            if words := starters(starts[language], inside[language]): file.write(f"{language} starter {' '.join(words)}\n")


main()
