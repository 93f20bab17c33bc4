#!/usr/bin/env python3
"""Kills, starves and misuses a memory, and checks that it stays whole: Scripts/reliability.py [--kills N] [--command PATH].

Every killed operation was first run to its end on a copy. After the kill the memory must open, pass `memory check
--deep`, and hold exactly what it held before, or exactly what the copy holds; the latter where the operation had
reported that it was done.
"""
import argparse, contextlib, os, random, resource, shutil, signal, sqlite3, subprocess, sys, tempfile, time

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--command", default=".build/release/tolmach")
arguments.add_argument("--kills", type=int, default=200)
arguments.add_argument("--seed", type=int, default=1)
arguments.add_argument("--units", type=int, default=3000)
options = arguments.parse_args()
tolmach = os.path.abspath(options.command)
chance = random.Random(options.seed)
folder = tempfile.mkdtemp(prefix="tolmach-reliability-")
failures = []
words = "file page news title open close save press state talks trade energy the of and in for new old".split()
russian = "файл страница новость заголовок открыть закрыть сохранить пресса переговоры торговля энергия новый старый".split()


def path(name):
  return os.path.join(folder, name)


def run(*command, **more):
  return subprocess.run([tolmach, *command], capture_output=True, text=True, cwd=folder, **more)


def expect(condition, what):
  if not condition:
    failures.append(what)
    print("FAILED:", what, flush=True)


def tmx(name, first, count):
  units = "".join(
    f'<tu tuid="{n}"><tuv xml:lang="en"><seg>{" ".join(chance.choices(words, k=chance.randint(2, 14)))} {n}</seg></tuv>'
    f'<tuv xml:lang="ru"><seg>{" ".join(chance.choices(russian, k=chance.randint(2, 12)))} {n}</seg></tuv></tu>\n' for n in range(first, first + count))
  with open(path(name), "w") as file:
    file.write(f'<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body>\n{units}</body></tmx>\n')
  return name


def content(memory):
  """All texts in order: no dates, no numbers."""
  result = run("export", "-m", memory, "--format", "tsv", "--languages", "en,ru", "-q")
  expect(result.returncode == 0, f"export of {memory}: {result.stderr}")
  return result.stdout


def copy(memory, other):
  for ending in ("", "-wal", "-shm"):
    if os.path.exists(path(other + ending)):
      os.remove(path(other + ending))
    if os.path.exists(path(memory + ending)):
      shutil.copy(path(memory + ending), path(other + ending))


def numbers(memory):
  # Closed at once: an open connection of this process would lose its locks when files are copied.
  with contextlib.closing(sqlite3.connect(path(memory))) as database:
    return [row[0] for row in database.execute("SELECT id FROM unit")]


def operations(memory, round_number):
  first = 1_000_000 + round_number * 1000
  known = numbers(memory)
  some = [str(n) for n in chance.sample(known, min(len(known), 40))]
  return [
    ("import", ["import", tmx("more.tmx", first, 800), "-m"]),
    ("import", ["import", tmx("same.tmx", first, 300), "--duplicates", "keep-newest", "-m"]),
    ("edit", ["memory", "edit", some[0], "--text", f"ru=Новый {round_number}", "-m"]),
    ("edit", ["memory", "edit", some[1], "--set", f"x-round={round_number}", "--text", f"vi=x{round_number}", "-m"]),
    ("delete", ["memory", "delete", *some, "-m"]),
    ("undo", ["memory", "undo", "-m"]),
    ("compact", ["memory", "compact", "-m"]),
  ]


def kills():
  memory, counts, outcomes, took = "memory.sqlite", {}, {"before": 0, "after": 0}, {}
  reported = 0
  run("import", tmx("base.tmx", 0, options.units), "-m", memory)
  for round_number in range(options.kills):
    if len(numbers(memory)) < 100:  # the import of all was undone
      run("import", "base.tmx", "-m", memory)
    kind, command = chance.choice(operations(memory, round_number))
    before = content(memory)
    copy(memory, "copy.sqlite")
    start = time.monotonic()
    whole = run(*command, "copy.sqlite")
    seconds = time.monotonic() - start
    expect(whole.returncode == 0, f"{kind}: {whole.stderr}")
    after = content("copy.sqlite")
    took[kind] = max(took.get(kind, 0), seconds)
    process = subprocess.Popen(
      [tolmach, *command, memory], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder)
    time.sleep(chance.uniform(0, seconds * 1.05))
    process.send_signal(signal.SIGKILL)
    said = process.communicate()[1]
    # The last line that each of these commands writes.
    done = process.returncode == 0 or any(w in said for w in ("added", " now", "deleted", "operation ", "became"))
    reported += done
    check = run("memory", "check", "--deep", "-m", memory)
    expect(check.returncode == 0, f"round {round_number}, {kind}: {check.stdout}{check.stderr}")
    now = content(memory)
    expect(now in (before, after), f"round {round_number}, {kind}: half of it was done")
    if done:
      expect(now == after, f"round {round_number}, {kind}: reported done, but is not")
    outcomes["after" if now == after and before != after else "before"] += 1
    counts[kind] = counts.get(kind, 0) + 1
    if now.count("\n") > 5 * options.units:
      for ending in ("", "-wal", "-shm"):
        if os.path.exists(path(memory + ending)):
          os.remove(path(memory + ending))
      run("import", "base.tmx", "-m", memory)
  print(f"kills: {options.kills} ({', '.join(f'{k} {v}' for k, v in sorted(counts.items()))}); the memory was as before in "
        f"{outcomes['before']}, as after in {outcomes['after']}; {reported} had reported that they were done", flush=True)


def first_kills():
  """A first import writes without a WAL; the file that it makes must be empty or whole."""
  memory, outcomes = "first.sqlite", {"empty": 0, "whole": 0, "no file": 0}
  tmx("first.tmx", 9_000_000, 40_000)
  start = time.monotonic()
  run("import", "first.tmx", "-m", memory)
  seconds = time.monotonic() - start
  after = content(memory)
  for round_number in range(max(1, options.kills // 5)):
    for ending in ("", "-wal", "-shm", "-journal"):
      if os.path.exists(path(memory + ending)):
        os.remove(path(memory + ending))
    process = subprocess.Popen(
      [tolmach, "import", "first.tmx", "-m", memory], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder)
    time.sleep(chance.uniform(0, seconds * 1.05))
    process.send_signal(signal.SIGKILL)
    done = "added" in process.communicate()[1]
    if not os.path.exists(path(memory)):
      outcomes["no file"] += 1
      continue
    # A reader comes first in every other round; it must find the same.
    if round_number % 2:
      look = run("lookup", "-m", memory, "--from", "en", "--to", "ru", "file page")
      expect(look.returncode == 0 or "is empty or older" in look.stderr, f"first import, look-up: {look.stderr}")
    more = run("import", "base.tmx", "--dry-run", "-m", memory)
    expect(more.returncode == 0, f"first import: {more.stderr}")
    check = run("memory", "check", "-m", memory)
    expect(check.returncode == 0, f"first import: {check.stdout}{check.stderr}")
    now = content(memory)
    expect(now == after if done else now == after or now.count("\n") <= 1, "first import: half of it was done")
    outcomes["whole" if now == after else "empty"] += 1
  print(f"kills of a first import of 40,000 units: {outcomes}", flush=True)


def full_disk():
  base = "limited.sqlite"
  run("import", "base.tmx", "-m", base)
  before = content(base)
  tmx("large.tmx", 5_000_000, 20_000)

  def limit():
    size = os.path.getsize(path(base)) + 300_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
  result = run("import", "large.tmx", "-m", base, preexec_fn=limit)
  expect(result.returncode == 2 and "limit on the size" in result.stderr, f"file size limit: {result.stderr}")
  expect(content(base) == before, "file size limit: the memory was changed")
  print("file size limit:", result.stderr.strip(), flush=True)
  mount = path("small")
  os.mkdir(mount)
  if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", mount]).returncode != 0:
    print("full disk: left out, it needs root to mount a small disk", flush=True)
    return
  try:
    run("import", "base.tmx", "-m", "small/m.sqlite")
    before = content("small/m.sqlite")
    result = run("import", "large.tmx", "-m", "small/m.sqlite")
    expect(result.returncode == 2 and "no space left" in result.stderr, f"full disk: {result.stderr}")
    expect(content("small/m.sqlite") == before, "full disk: the memory was changed")
    expect(run("memory", "check", "--deep", "-m", "small/m.sqlite").returncode == 0, "full disk: not whole")
    print("full disk:", result.stderr.strip(), flush=True)
    export = run("export", "-m", base, "-o", "small/out.tmx")
    expect(export.returncode in (0, 2), f"export to a full disk: {export.stderr}")
  finally:
    subprocess.run(["umount", mount])


def read_only():
  shutil.rmtree(path("locked"), ignore_errors=True)
  os.mkdir(path("locked"))
  run("import", "base.tmx", "-m", "locked/m.sqlite")
  text = content("locked/m.sqlite").split("\n")[1].split("\t")[0]
  os.chmod(path("locked/m.sqlite"), 0o444)
  os.chmod(path("locked"), 0o555)
  os.chmod(folder, 0o755)

  def nobody():
    if os.geteuid() == 0:
      os.setgid(65534)
      os.setuid(65534)
  try:
    look = run("lookup", "-m", "locked/m.sqlite", "--from", "en", "--to", "ru", text, preexec_fn=nobody)
    expect(look.returncode == 0 and "100 %" in look.stdout, f"read-only look-up: {look.stdout}{look.stderr}")
    write = run("import", "base.tmx", "-m", "locked/m.sqlite", preexec_fn=nobody)
    expect(write.returncode == 2 and "may not be written" in write.stderr, f"read-only import: {write.stderr}")
    print("read-only:", write.stderr.strip(), flush=True)
  finally:
    os.chmod(path("locked"), 0o755)


def strange_files():
  with open(path("text.sqlite"), "w") as file:
    file.write("this is no database\n" * 100)
  with contextlib.closing(sqlite3.connect(path("other.sqlite"))) as database:
    database.execute("CREATE TABLE mine(a)")
  run("import", "base.tmx", "-m", "newer.sqlite")
  with contextlib.closing(sqlite3.connect(path("newer.sqlite"))) as database:
    database.execute("INSERT INTO grdb_migrations VALUES ('99: from the future')")
    database.commit()
  for name, expected in [("text.sqlite", "not a Tolmach memory"), ("other.sqlite", "not a Tolmach memory"),
                         ("newer.sqlite", "newer Tolmach"), ("missing.sqlite", "no such memory"), (".", "is a folder")]:
    result = run("lookup", "-m", name, "--from", "en", "--to", "ru", "x")
    expect(result.returncode == 2 and expected in result.stderr, f"{name}: {result.stderr}")
    print(f"{name}:", result.stderr.strip().split("\n")[0], flush=True)
  damaged = 0
  for number in range(20):
    copy("limited.sqlite", "damaged.sqlite")
    with open(path("damaged.sqlite"), "r+b") as file:
      size = os.path.getsize(path("damaged.sqlite"))
      for _ in range(50):
        file.seek(chance.randrange(100, size))
        file.write(bytes([chance.randrange(256)]))
    for command in (["memory", "check", "--deep"], ["lookup", "--from", "en", "--to", "ru", "open the file"], ["export", "-q"]):
      result = run(*command, "-m", "damaged.sqlite", timeout=120)
      expect(result.returncode in (0, 1, 2), f"damaged file: {command[0]} ended with {result.returncode}: {result.stderr[-300:]}")
      damaged += command[0] == "memory" and result.returncode != 0
  print(f"damaged files: 20, no crash, {damaged} found by the check", flush=True)


def crowd():
  run("import", "base.tmx", "-m", "crowd.sqlite")
  texts = [line.split("\t")[0] for line in content("crowd.sqlite").split("\n")[1:200] if line]
  files = [tmx(f"crowd{n}.tmx", 9_000_000 + n * 10_000, 2_000) for n in range(8)]
  writers = [
    subprocess.Popen([tolmach, "import", *files[half * 4:half * 4 + 4], "-m", "crowd.sqlite"], cwd=folder,
                     stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for half in range(2)]
  readers, looked = [], 0
  while any(w.poll() is None for w in writers) or looked < 50:
    readers = [r for r in readers if r[0].poll() is None or finish(*r)]
    while len(readers) < 10:
      text = chance.choice(texts)
      readers.append((subprocess.Popen(
        [tolmach, "lookup", "-m", "crowd.sqlite", "--from", "en", "--to", "ru", "--", text], cwd=folder,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True), text))
      looked += 1
    time.sleep(0.02)
  for reader in readers:
    finish(*reader)
  for writer in writers:
    expect(writer.wait() == 0, f"two imports: {writer.stderr.read()}")
  count = content("crowd.sqlite").count("\n") - 1
  expect(count == options.units + 16_000, f"two imports: {count} units")
  expect(run("memory", "check", "--deep", "-m", "crowd.sqlite").returncode == 0, "two imports: not whole")
  print(f"two imports of 8000 units each beside {looked} look-ups, ten at a time: all right", flush=True)


def crowd_first():
  """Two first imports at once: one of them finds the memory open, or waits."""
  for round_number in range(5):
    memory = f"crowdfirst{round_number}.sqlite"
    writers = [
      subprocess.Popen([tolmach, "import", name, "-m", memory], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
      for name in ("first.tmx", tmx("second.tmx", 8_000_000, 40_000))]
    looks = []
    while any(w.poll() is None for w in writers):
      if os.path.exists(path(memory)):
        look = run("lookup", "-m", memory, "--from", "en", "--to", "ru", "file page")
        expect(look.returncode == 0 or "is empty or older" in look.stderr, f"look-up beside first imports: {look.stderr}")
        looks.append(look.returncode)
    for writer in writers:
      expect(writer.wait() == 0, f"two first imports: {writer.stderr.read()}")
    expect(content(memory).count("\n") - 1 == 80_000, "two first imports: units are missing")
    expect(run("memory", "check", "-m", memory).returncode == 0, "two first imports: not whole")
  print(f"two first imports of 40,000 units each at once, 5 times, the last beside {len(looks)} look-ups: all right", flush=True)


def finish(reader, text):
  out, errors = reader.communicate()
  expect(reader.returncode == 0 and "100 %" in out, f"look-up beside imports: {errors}")
  return False


start = time.monotonic()
try:
  kills()
  first_kills()
  full_disk()
  read_only()
  strange_files()
  crowd()
  crowd_first()
finally:
  shutil.rmtree(folder, ignore_errors=True)
print(f"{len(failures)} failures in {time.monotonic() - start:.0f} s")
sys.exit(1 if failures else 0)
