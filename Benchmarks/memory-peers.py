#!/usr/bin/env python3
"""Compares the memory's look-up with other systems on the same units and queries, in one run.

  memory-peers.py PAIRS.tsv [--from en --to ru] [--queries 1000] [--side source|target]

PAIRS.tsv has a source, a tab and a target a line, with \\n, \\t and \\\\ escaped; .xz is read too. Half of the queries are
held back from the memory, half are units of it with 5 to 25 % of their words changed. Each system is asked for the five best
with at least 70 %, one query after another, and its median and 99th percentile are printed, with the share of the queries of
which the best match by edit distance was among its answers.

A system that is not there is passed over with a message: rapidfuzz (pip install rapidfuzz), the translate-toolkit (pip install
translate-toolkit), pg_trgm (pip install psycopg2-binary, and --postgres "dbname=... user=..." of a database that may be filled),
SQLite with FTS5 and its trigram tokenizer. Build ours first: swift build -c release --package-path Benchmarks --product MemoryBenchmark
"""
import argparse, bisect, lzma, os, random, re, sqlite3, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
UNESCAPE = {"n": "\n", "t": "\t"}


def unescaped(text):
    return re.sub(r"\\(.)", lambda m: UNESCAPE.get(m[1], m[1]), text)


def escaped(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def perturbed(text, vocabulary, rng):
    """A text with some words inserted, deleted, replaced, or changed by a letter or in case."""
    words = text.split(" ")
    for _ in range(max(1, round(len(words) * rng.uniform(0.05, 0.25)))):
        place = rng.randrange(len(words))
        kind = rng.randrange(6)
        if kind == 0: words.insert(place, rng.choice(vocabulary))
        elif kind == 1 and len(words) > 1: del words[place]
        elif kind == 2: words[place] = rng.choice(vocabulary)
        elif kind == 3: words[place] = words[place].swapcase()
        elif kind == 4 and len(words[place]) > 2:
            at = rng.randrange(len(words[place])); words[place] = words[place][:at] + words[place][at + 1:]
        else:
            at = rng.randrange(len(words[place]) + 1); words[place] = words[place][:at] + rng.choice("aeio1") + words[place][at:]
    return " ".join(words)


def timed(queries, ask):
    """The answers and the milliseconds of each query."""
    answers, times = [], []
    for query in queries:
        start = time.perf_counter()
        answers.append(ask(query))
        times.append(1e3 * (time.perf_counter() - start))
    return answers, times


class Report:
    def __init__(self, truth): self.truth = truth

    def row(self, name, times, answers=None, note=""):
        times = sorted(times)
        found = ""
        if answers is not None and self.truth:
            known = [(a, t) for a, t in zip(answers, self.truth) if t]
            found = f"{sum(bool(t & set(a)) for a, t in known) / max(1, len(known)):.3f}"
        print(f"{name:38s} {statistics.median(times):9.3f} {times[len(times) * 99 // 100]:9.3f} {found:>7s}  {note}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs"); parser.add_argument("--from", dest="source", default="en"); parser.add_argument("--to", default="ru")
    parser.add_argument("--queries", type=int, default=1000); parser.add_argument("--side", choices=["source", "target"], default="source")
    parser.add_argument("--slow", type=int, default=100, help="how many queries the slow systems get")
    parser.add_argument("--check", type=int, default=20, help="how many of our answers are compared with our exhaustive scan")
    parser.add_argument("--benchmark", default=f"{HERE}/.build/release/MemoryBenchmark"); parser.add_argument("--postgres")
    options = parser.parse_args()
    opened = lzma.open if options.pairs.endswith(".xz") else open
    with opened(options.pairs, "rt", encoding="utf-8") as file:
        pairs = [[unescaped(f) for f in line.rstrip("\n").split("\t")[:2]] for line in file]
    pairs = [p for p in pairs if len(p) == 2 and p[0] and p[1]]
    rng = random.Random(11)
    order = list(range(len(pairs))); rng.shuffle(order)
    half = options.queries // 2
    held = set(order[:half])
    side = 0 if options.side == "source" else 1
    vocabulary = [word for i in order[2 * half:2 * half + 8000] for word in pairs[i][side].split(" ")] or ["word"]
    queries = [pairs[i][side] for i in order[:half]] + [perturbed(pairs[i][side], vocabulary, rng) for i in order[half:2 * half]]
    queries = [q for q in queries if q.strip()]
    rng.shuffle(queries)
    memory = [pairs[i] for i in range(len(pairs)) if i not in held]
    texts = list(dict.fromkeys(p[side] for p in memory))
    print(f"{len(memory)} units, {len(queries)} queries, threshold 70, top 5\n{'':38s} {'median ms':>9s} {'p99 ms':>9s} {'best':>7s}")

    try:
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein
    except ImportError:
        process = None
        print("rapidfuzz: not installed, skipped; without it no share of best matches is known")
    truth = None
    if process:
        ordered = sorted(texts, key=len); lengths = [len(t) for t in ordered]

        def window(query):
            low, high = bisect.bisect_left(lengths, len(query) * 0.7), bisect.bisect_right(lengths, len(query) / 0.7)
            return process.extract(query, ordered[low:high], scorer=Levenshtein.normalized_similarity, limit=5, score_cutoff=0.7)

        found, times = timed(queries, window)
        truth = [{t for t, score, _ in f if score >= f[0][1]} if f else set() for f in found]
    report = Report(truth)
    if process: report.row("rapidfuzz, length window", times, [[t for t, _, _ in f] for f in found])

    with tempfile.TemporaryDirectory() as folder:
        if os.path.exists(options.benchmark):
            with open(f"{folder}/pairs.tsv", "w", encoding="utf-8") as file:
                file.writelines(f"{escaped(a)}\t{escaped(b)}\n" for a, b in memory)
            with open(f"{folder}/queries.txt", "w", encoding="utf-8") as file:
                file.writelines(escaped(q) + "\n" for q in queries)
            names = ["--from", options.source, "--to", options.to]
            made = subprocess.run([options.benchmark, "import", f"{folder}/pairs.tsv", f"{folder}/m.sqlite", *names], capture_output=True, text=True)
            if side: names = ["--from", options.to, "--to", options.source]
            asked = subprocess.run(
                [options.benchmark, "lookup", f"{folder}/queries.txt", f"{folder}/m.sqlite", *names, "--check", str(options.check),
                 "--times", f"{folder}/times", "--sources", f"{folder}/sources"], capture_output=True, text=True)
            if made.returncode or asked.returncode: sys.exit(made.stderr + asked.stderr)
            answers = [[] for _ in queries]
            with open(f"{folder}/sources", encoding="utf-8") as file:
                for line in file:
                    number, text = line.rstrip("\n").split("\t", 1)
                    answers[int(number)].append(unescaped(text))
            with open(f"{folder}/times") as file: report.row("tolmach", [float(x) for x in file.read().split()], answers)
            print("".join(f"  {line}\n" for line in (made.stdout + asked.stdout).splitlines()[1:]), end="")
        else:
            print(f"tolmach: {options.benchmark} is not built, skipped")

        database = sqlite3.connect(f"{folder}/fts.sqlite")
        try:
            database.execute("CREATE VIRTUAL TABLE f USING fts5(s, tokenize='trigram')")
        except sqlite3.OperationalError as error:
            print(f"SQLite FTS5 with trigrams: {error}, skipped")
        else:
            database.executemany("INSERT INTO f VALUES (?)", ((t,) for t in texts)); database.commit()

            def trigrams(query):
                grams = list(dict.fromkeys(query[i:i + 3] for i in range(len(query) - 2)))
                if not grams: return []
                match = " OR ".join('"' + g.replace('"', '""') + '"' for g in grams)
                rows = [r[0] for r in database.execute("SELECT s FROM f WHERE f MATCH ? ORDER BY rank LIMIT 200", (match,))]
                if not process: return rows[:5]
                return [t for t, _, _ in process.extract(query, rows, scorer=Levenshtein.normalized_similarity, limit=5, score_cutoff=0.7)]

            few = queries[:options.slow]
            answers, times = timed(few, trigrams)
            report.row("SQLite FTS5 trigrams, best 200 again", times, answers, f"{len(few)} queries")

    try:
        from translate.search import match as toolkit
        from translate.storage import base
    except ImportError as error:
        print(f"translate-toolkit: {error}, skipped")
    else:
        # It compares units where scores are equal, and makes units of this class itself.
        base.TranslationUnit.__lt__ = lambda self, other: self.source < other.source
        store = base.TranslationStore()
        for source, target in memory:
            unit = base.TranslationUnit((source, target)[side]); unit.target = (target, source)[side]; store.units.append(unit)
        matcher = toolkit.matcher(store, max_candidates=5, min_similarity=70, max_length=3000)
        few = queries[:options.slow]
        answers, times = timed(few, lambda q: [u.source for u in matcher.matches(q)])
        report.row("translate-toolkit matcher", times, answers, f"{len(few)} queries, made to survive ties")

    if not options.postgres:
        print("PostgreSQL pg_trgm: no --postgres given, skipped")
        return
    try:
        import psycopg2, psycopg2.extras
    except ImportError as error:
        print(f"PostgreSQL pg_trgm: {error}, skipped")
        return
    connection = psycopg2.connect(options.postgres); cursor = connection.cursor()
    cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE TEMP TABLE tolmach_peer (s text)")
    psycopg2.extras.execute_values(cursor, "INSERT INTO tolmach_peer VALUES %s", [(t.replace("\0", ""),) for t in texts], page_size=5000)
    cursor.execute("CREATE INDEX ON tolmach_peer USING gin (s gin_trgm_ops); ANALYZE tolmach_peer")
    for limit in (0.5, 0.3):
        cursor.execute(f"SET pg_trgm.similarity_threshold = {limit}")

        def similar(query):
            cursor.execute("SELECT s FROM tolmach_peer WHERE s %% %s ORDER BY similarity(s, %s) DESC LIMIT 50", (query, query))
            rows = [r[0] for r in cursor.fetchall()]
            if not process: return rows[:5]
            return [t for t, _, _ in process.extract(query, rows, scorer=Levenshtein.normalized_similarity, limit=5, score_cutoff=0.7)]

        few = queries[:options.slow]
        answers, times = timed(few, similar)
        report.row(f"PostgreSQL pg_trgm at {limit}, best 50", times, answers, f"{len(few)} queries")


main()
