#!/usr/bin/env python3
"""Gathers the sources of the language model, as words of one script each, and its table of characters.

    prepare.py --work DIR --libreoffice train/ --wordfreq DATA --frequencywords DIR --mediawiki DIR --lingua MODELS \\
               --latin X.conllu --yoruba DIR --treebanks DIR --dictionaries DIR --voice DIR --faker DIR \\
               --wikipedia DIR --unilex DIR --tesseract DIR:DIR

DIR of --wikipedia is `langidentify_full_model/data` of that Python package, of --unilex `data/frequency` of its repository;
those of --tesseract hold LANGUAGE.txt, the LANGUAGE/LANGUAGE.wordlist of langdata_lstm, then (where it has none) of langdata.

The sources and their licences are listed in Documentation/languages.md. No text of theirs is shipped: what goes into the
package are weights of character sequences. Writes DIR/classes.tsv, DIR/characters.bin (each scalar's folded form and kind),
DIR/plain.bin (each scalar without accents), DIR/names.bin and
DIR/variants.bin (both go to Sources/CLanguageModel) and DIR/src/SCRIPT.LANGUAGE.KIND for train.cpp.
"""
import argparse, ast, collections, glob, gzip, json, math, os, random, re, struct, sys, unicodedata

GROUPS = {
    "Latin": "af az bs ca cs cy da de en eo es et eu fi fr ga hr hu id is it la lg lt lv mi ms nb nl nn pl pt ro sk sl sn so "
             "sq st sv sw tl tn tr ts vi xh yo zu sr-Latn gl br fy gd lb oc ast uz rw kmr mt fo jv",
    "Cyrillic": "be bg kk mk mn ru sr uk ky tg tt sah",
    "Arabic": "ar fa ur ckb ug sd",
    "Devanagari": "hi mr ne sa",
    "Bengali": "bn as",
    "Han": "zh-Hans zh-Hant ja",
    "Ethiopic": "am ti",
}
# Languages outside the everyday set are trained with fewer samples: their prior is lower.
RARE = set("sr-Latn gl br fy gd lb oc ast uz rw kmr mt fo jv ky tg tt sah ckb ug sd ne sa as ti ja".split())
LIBREOFFICE = {"bn": ["bn", "bn-IN"], "nb": ["nb"], "sw": ["sw-TZ"], "sa": ["sa-IN"], "zh-Hans": ["zh-CN"],
               "zh-Hant": ["zh-TW"], "pt": ["pt", "pt-BR"], "kmr": ["kmr-Latn"], "en": ["en-GB", "en-ZA"], "ca": ["ca"]}
MEDIAWIKI = {"pt": ["pt", "pt-br"], "sr": ["sr-ec"], "sr-Latn": ["sr-el"], "zh-Hans": ["zh-hans"], "zh-Hant": ["zh-hant"],
             "kk": ["kk-cyrl"], "kmr": ["ku-latn"], "ug": ["ug-arab"], "uz": ["uz"], "tg": ["tg-cyrl"], "tt": ["tt-cyrl"],
             "az": ["az"], "jv": ["jv"], "nb": ["nb"]}
FREQUENCY = {"nb": "no", "zh-Hans": "zh_cn", "zh-Hant": "zh_tw", "sr-Latn": "sr"}
WIKIPEDIA = {"nb": "no"}
UNILEX = {"tl": "fil", "kmr": "ku", "zh-Hans": "-", "zh-Hant": "-", "ja": "-"}
TESSERACT = dict(word.split(":") for word in (
    "af:afr az:aze bs:bos ca:cat cs:ces cy:cym da:dan de:deu en:eng eo:epo es:spa et:est eu:eus fi:fin fr:fra ga:gle hr:hrv hu:hun "
    "id:ind is:isl it:ita la:lat lt:lit lv:lav mi:mri ms:msa nb:nor nl:nld pl:pol pt:por ro:ron sk:slk sl:slv sq:sqi sv:swe sw:swa "
    "tl:tgl tr:tur vi:vie yo:yor sr-Latn:srp_latn gl:glg br:bre fy:fry gd:gla lb:ltz oc:oci uz:uzb kmr:kmr mt:mlt fo:fao jv:jav "
    "be:bel bg:bul kk:kaz mk:mkd mn:mon ru:rus sr:srp uk:ukr ky:kir tg:tgk tt:tat ar:ara fa:fas ur:urd ug:uig sd:snd hi:hin mr:mar "
    "ne:nep sa:san bn:ben as:asm am:amh ti:tir").split())
WORDFREQ = {"tl": "fil", "zh-Hans": "-", "sr": "sh"}

RANGES = [("Latin", 0x41, 0x24F), ("Latin", 0x250, 0x2AF), ("Latin", 0x1E00, 0x1EFF), ("Latin", 0x2C60, 0x2C7F),
          ("Cyrillic", 0x400, 0x52F), ("Cyrillic", 0x1C80, 0x1C8F), ("Arabic", 0x600, 0x6FF), ("Arabic", 0x750, 0x77F),
          ("Devanagari", 0x900, 0x97F), ("Bengali", 0x980, 0x9FF), ("Ethiopic", 0x1200, 0x139F), ("Greek", 0x370, 0x3FF),
          ("Greek", 0x1F00, 0x1FFF), ("Armenian", 0x530, 0x58F), ("Hebrew", 0x590, 0x5FF), ("Gurmukhi", 0xA00, 0xA7F),
          ("Gujarati", 0xA80, 0xAFF), ("Oriya", 0xB00, 0xB7F), ("Tamil", 0xB80, 0xBFF), ("Telugu", 0xC00, 0xC7F),
          ("Kannada", 0xC80, 0xCFF), ("Malayalam", 0xD00, 0xD7F), ("Sinhala", 0xD80, 0xDFF), ("Thai", 0xE00, 0xE7F),
          ("Lao", 0xE80, 0xEFF), ("Tibetan", 0xF00, 0xFFF), ("Myanmar", 0x1000, 0x109F), ("Georgian", 0x10A0, 0x10FF),
          ("Georgian", 0x1C90, 0x1CBF), ("Hangul", 0x1100, 0x11FF), ("Khmer", 0x1780, 0x17FF), ("Tifinagh", 0x2D30, 0x2D7F),
          ("Olchiki", 0x1C50, 0x1C7F)]
SINGLE = {"Greek": "el", "Armenian": "hy", "Hebrew": "he", "Gurmukhi": "pa", "Gujarati": "gu", "Oriya": "or", "Tamil": "ta",
          "Telugu": "te", "Kannada": "kn", "Malayalam": "ml", "Sinhala": "si", "Thai": "th", "Lao": "lo", "Tibetan": "bo",
          "Myanmar": "my", "Georgian": "ka", "Hangul": "ko", "Kana": "ja", "Khmer": "km", "Tifinagh": "zgh", "Olchiki": "sat"}
NAMES = list(GROUPS) + list(SINGLE)  # a script's number is its place here plus one
MARK, SKIP, LIMIT = 254, 255, 0x3000


def character(c):
    """The folded scalar and the kind of a scalar below LIMIT: 0 neutral, a script, MARK joins the word, SKIP is dropped."""
    if c in (0xAD, 0x61C, 0x640) or 0x200B <= c <= 0x200F or 0x2060 <= c <= 0x2064: return c, SKIP
    if 0x64B <= c <= 0x652 or 0x591 <= c <= 0x5C7: return c, SKIP
    category = unicodedata.category(chr(c))
    if 0x300 <= c <= 0x36F: return c, MARK
    if category[0] not in "LM" or c in (0xAA, 0xBA): return c, 0
    low = chr(c).lower()
    folded = ord("i") if c == 0x130 else ord(low) if len(low) == 1 else c
    if folded >= 0x10000: folded = c
    for name, first, last in RANGES:
        if first <= c <= last: return folded, NAMES.index(name) + 1
    return folded, 0


TABLE = [character(c) for c in range(LIMIT)]


def kind(c):
    if c < LIMIT: return TABLE[c]
    if 0x3041 <= c <= 0x30FF or 0x31F0 <= c <= 0x31FF or 0xFF66 <= c <= 0xFF9D: return c, NAMES.index("Kana") + 1
    if 0x3400 <= c <= 0x9FFF or 0xF900 <= c <= 0xFAFF or 0x20000 <= c <= 0x3FFFF or c == 0x3005: return c, NAMES.index("Han") + 1
    if 0xAC00 <= c <= 0xD7A3 or 0x3131 <= c <= 0x318E: return c, NAMES.index("Hangul") + 1
    if c == 0xFEFF or 0xFE00 <= c <= 0xFE0F: return c, SKIP
    return c, 0


def words(text, group):
    number, out, now = NAMES.index(group) + 1, [], []
    for ch in unicodedata.normalize("NFC", text):
        folded, what = kind(ord(ch))
        if what == SKIP: continue
        if what == number or (what == MARK and now): now.append(chr(folded))
        elif now: out.append("".join(now)); now = []
    if now: out.append("".join(now))
    return out


CYRILLIC = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш"))


def serbian_cyrillic(text):
    """A Serbian text in Latin letters, in Cyrillic ones."""
    for pair, letter in (("dž", "џ"), ("lj", "љ"), ("nj", "њ")): text = text.replace(pair, letter)
    return "".join(CYRILLIC.get(c, c) for c in text)


def clean_wiki(text):
    for pattern in (r"<[^>]*>", r"\{\{[^{}]*\}\}", r"\[\[[^\]|]*\|", r"https?:\S+", r"\$\d", r"&\w+;", r"\{\{[^|]*\|", r"\w*[_/]\w*"):
        text = re.sub(pattern, " ", text)
    return text


def texts(language, group, a):
    lines = []
    for name in LIBREOFFICE.get(language, [language]):
        path = f"{a.libreoffice}/{name}.txt"
        if os.path.exists(path): lines += open(path, encoding="utf-8").read().split("\n")
    for name in MEDIAWIKI.get(language, [language]):
        for path in glob.glob(f"{a.mediawiki}/**/i18n/{name}.json", recursive=True) + glob.glob(f"{a.mediawiki}/**/i18n/*/{name}.json", recursive=True):
            if "/dev/" in path: continue
            try: entries = json.load(open(path, encoding="utf-8"))
            except ValueError: continue
            lines += [clean_wiki(v) for k, v in entries.items() if isinstance(v, str) and k != "@metadata"]
    if language == "la": files = a.latin
    elif language == "yo": files = glob.glob(a.yoruba + "/**/*.conllu", recursive=True)
    else: files = []
    extra = []
    for path in files:
        for line in open(path, encoding="utf-8"):
            if line.startswith("# text ="): extra.append(line[8:])
    result = [w for w in (words(l, group) for l in lines) if w]
    random.shuffle(result)
    more = [w for w in (words(l, group) for l in extra) if w]
    return result[:20000] + more[:20000]


def merge(counts, group):
    """The words of one script among (text, frequency) pairs."""
    merged = collections.Counter()
    for w, n in counts:
        parts = words(w, group)
        if len(parts) == 1: merged[parts[0]] += n
    return merged


def word_lists(language, group, a):
    """Lists of (word, frequency), one a source."""
    lists = []
    name = WORDFREQ.get(language, language)
    for size in ("large", "small"):
        path = f"{a.wordfreq}/{size}_{name}.msgpack.gz"
        if os.path.exists(path):
            import msgpack
            counts = {}
            for centibels, entries in enumerate(msgpack.load(gzip.open(path), raw=False)[1:]):
                for w in entries: counts[w] = 10 ** (-centibels / 100)
            lists.append(counts); break
    name = FREQUENCY.get(language, language)
    names = [name] if language != "pt" else ["pt", "pt_br"]
    for name in names:
        path = f"{a.frequencywords}/{name}_50k.txt"
        if os.path.exists(path):
            counts = {}
            for line in open(path, encoding="utf-8"):
                w = line.split()
                if len(w) == 2: counts[w[0]] = float(w[1])
            lists.append(counts)
    cyrillic = serbian_cyrillic if language == "sr" else str
    return [merge(((cyrillic(w), n) for w, n in counts.items()), group) for counts in lists]


def wikipedia(language, group, a):
    """The words of Wikipedia with their probabilities, as langidentify has them."""
    path = f"{a.wikipedia}/topwords-{WIKIPEDIA.get(language, language)}.txt.gz"
    if language == "sr-Latn" or not os.path.exists(path): return {}
    lines = (line.split() for line in gzip.open(path, "rt", encoding="utf-8") if not line.startswith("#"))
    return merge(((w[0], math.exp(float(w[1]))) for w in lines if len(w) == 2), group)


def unilex(language, group, a):
    """The words of Unilex with their counts."""
    path = f"{a.unilex}/{UNILEX.get(language, language)}.txt"
    if not os.path.exists(path): return {}
    lines = (line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8") if not line.startswith("#"))
    return merge(((w[0], float(w[1])) for w in lines if len(w) == 2 and w[1].isdigit()), group)


def web(language, group, a):
    """The word lists of Tesseract, the most frequent word first: the frequency is taken to fall with the rank."""
    for folder in a.tesseract.split(":"):
        path = f"{folder}/{TESSERACT.get(language)}.txt"
        if not os.path.exists(path): continue
        lines = [line.strip() for line in open(path, encoding="utf-8", errors="ignore")]
        return merge(((w, 1000 / (10 + rank)) for rank, w in enumerate(lines)), group)
    return {}


# Lists of word forms without frequencies: simplemma's for languages that have no frequency list, hunspell's stems.
SIMPLEMMA = set("cy ga la nn sw tl gd lb gl ast eo is lv sk mk sq et".split())
HUNSPELL = {"af": "af_ZA", "be": "be_BY", "eu": "eu", "kk": "kk_KZ", "mn": "mn_MN",
            "nb": "nb_NO", "nn": "nn_NO", "sr": "sr_RS", "sw": "sw_TZ", "uz": "uz_UZ"}


def types(language, group, a):
    """The word forms of dictionaries."""
    forms = set()
    if language in SIMPLEMMA:
        from simplemma.strategies.dictionaries import DefaultDictionaryFactory
        for form in DefaultDictionaryFactory().get_dictionary(language):
            form = form.decode() if isinstance(form, bytes) else form
            parts = words(form, group)
            if len(parts) == 1 and len(forms) < 300_000: forms.add(parts[0])
    path = f"{a.dictionaries}/{HUNSPELL.get(language)}"
    if os.path.exists(path + ".dic"):
        encoding = "utf-8"
        for line in open(path + ".aff", "rb").read().split(b"\n")[:80]:
            if line.startswith(b"SET"): encoding = line.split()[1].decode(); break
        for line in open(path + ".dic", "rb").read().decode(encoding, "ignore").split("\n"):
            parts = words(line.split("/")[0], group)
            if len(parts) == 1: forms.add(parts[0])
    return forms


def treebank(language, group, a):
    """The sentences of DIR/LANGUAGE.txt, taken from the train and dev parts of Universal Dependencies."""
    if language in ("la", "yo"): return []  # among the texts
    path = f"{a.treebanks}/{'sr-Latn' if language == 'sr' else language}.txt"
    if not os.path.exists(path): return []
    lines = open(path, encoding="utf-8").read().split("\n")
    if language == "sr": lines = [serbian_cyrillic(line.lower()) for line in lines]
    return [w for w in (words(line, group) for line in lines) if w]


VOICE = {"sv": "sv-SE", "nb": "nb-NO", "ga": "ga-IE", "fy": "fy-NL", "ne": "ne-NP", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}


def voice(language, group, a):
    """The sentences that people read aloud for Common Voice."""
    lines = []
    for path in sorted(glob.glob(f"{a.voice}/{VOICE.get(language, language)}/*.txt")):
        if "singleword" in path or "LICENSE" in path: continue
        lines += open(path, encoding="utf-8", errors="ignore").read().split("\n")
    lines = sorted(set(lines))
    random.shuffle(lines)
    return [w for w in (words(line, group) for line in lines[:30000]) if w]


def plain(c):
    """A scalar without its accents."""
    base = unicodedata.normalize("NFD", chr(c))[0]
    return ord(base) if TABLE[c][1] == 1 and ord(base) < 0x80 else {0x111: 0x64, 0x142: 0x6C, 0xF8: 0x6F, 0x131: 0x69}.get(c, c)


# Faker has few Vietnamese names; these are the common ones.
VIETNAMESE = {
    "last": "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Lâm Mai Trịnh Đào Cao Hà Tạ Lương",
    "first": "Văn Thị Hữu Đức Ngọc Minh Thanh Quang Xuân Công Đình Quốc Gia Bảo An Anh Bình Châu Chi Cường Dũng Dung Duy Đạt Giang Hà "
             "Hải Hạnh Hiền Hiếu Hoa Hòa Hùng Hương Huy Khánh Kiên Lan Linh Long Mai Nam Nga Ngân Nhung Phong Phúc Phương Quân Sơn "
             "Tâm Thảo Thắng Thành Thu Thủy Tiến Trang Trung Tú Tuấn Tùng Vân Việt Vinh Yến"}


def mixed(word):
    """The hash of a folded word, as LanguageModel.swift makes it."""
    h = 0xCBF29CE484222325 + 2
    for c in word:
        h = ((h ^ ord(c)) * 0x9E3779B97F4A7C15) & (2**64 - 1)
        h ^= h >> 29
    return h ^ h >> 32


def write_names(path, a):
    """Two Bloom filters of 2**18 bits, for given and for family names. Source: B. Bloom, 1970."""
    filters = {"first": bytearray(2**15), "last": bytearray(2**15)}

    def add(kind, text):
        for group in NAMES:
            for word in words(text, group):
                h = mixed("_" + word[:32] + "_")
                for k in range(4):
                    bit = (h + k * (h >> 32)) % 2**18
                    filters[kind][bit >> 3] |= 1 << (bit & 7)

    for kind, text in VIETNAMESE.items(): add(kind, text)
    for file in sorted(glob.glob(f"{a.faker}/providers/person/*/__init__.py")):
        for node in ast.walk(ast.parse(open(file, encoding="utf-8").read())):
            if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name): continue
            kind = next((k for k in filters if k + "_name" in node.targets[0].id), None)
            if not kind: continue
            for value in ast.walk(node.value):
                if isinstance(value, ast.Constant) and isinstance(value.value, str): add(kind, value.value)
    with open(path, "wb") as out: out.write(filters["first"] + filters["last"])


def write_variants(path, a):
    """The words that Portugal (weight above 0) and Brazil (below) write differently: 24 bits of hash, 8 bits of weight."""
    def subtitles(name):
        lines = (line.split() for line in open(f"{a.frequencywords}/{name}_50k.txt", encoding="utf-8"))
        return collections.Counter({w[0]: int(w[1]) for w in lines if len(w) == 2})

    def software(name):
        return collections.Counter(words(open(f"{a.libreoffice}/{name}.txt", encoding="utf-8").read(), "Latin"))

    pairs = [(subtitles("pt"), subtitles("pt_br"), 0.5, 2), (software("pt"), software("pt-BR"), 20, 60)]
    totals = [(sum(left.values()) / 1e6, sum(right.values()) / 1e6) for left, right, _, _ in pairs]
    entries = {}
    for w in sorted(set().union(*(left.keys() | right.keys() for left, right, _, _ in pairs))):
        if not w.isalpha(): continue
        rates = [(left[w] / l, right[w] / r) for (left, right, _, _), (l, r) in zip(pairs, totals)]
        logs = [math.log((x + p[2]) / (y + p[2])) for (x, y), p in zip(rates, pairs)]
        if logs[0] * logs[1] < -0.2 and min(map(abs, logs)) > 0.5: continue
        if abs(sum(logs)) >= 1.2 and any(max(r) > p[3] for r, p in zip(rates, pairs)):
            weight = max(-127, min(127, round(sum(logs) * 16)))
            entries[mixed("_" + w[:32] + "_") >> 8 & 0xFFFFFF] = weight & 0xFF
    with open(path, "wb") as out:
        for key, weight in sorted(entries.items()): out.write(struct.pack("<I", key << 8 | weight))


def write_chain(language, path, a):
    """The published counts of one to five letters, a line a probability."""
    import brotli
    folder = f"{a.lingua}/{language.split('-')[0]}"
    if language in ("sr-Latn", "zh-Hans", "zh-Hant", "ja") or not os.path.exists(folder + "/fivegrams.json.br"): return
    with open(path, "w", encoding="utf-8") as out:
        for n in ("unigrams", "bigrams", "trigrams", "quadrigrams", "fivegrams"):
            table = json.loads(brotli.decompress(open(f"{folder}/{n}.json.br", "rb").read()))["ngrams"]
            for fraction, keys in table.items():
                top, bottom = fraction.split("/")
                out.write(f"{int(top) / int(bottom):.6g} {keys}\n")


def write(path, lines):
    if lines:
        with open(path, "w", encoding="utf-8") as out: out.write("\n".join(lines))


def main():
    p = argparse.ArgumentParser(description=__doc__)
    for name in ("work", "libreoffice", "wordfreq", "frequencywords", "mediawiki", "lingua", "yoruba", "treebanks", "dictionaries", "voice", "faker",
                 "wikipedia", "unilex", "tesseract"):
        p.add_argument("--" + name, required=True)
    p.add_argument("--latin", nargs="*", default=[])
    a = p.parse_args()
    random.seed(7)
    os.makedirs(a.work, exist_ok=True)
    write_names(f"{a.work}/names.bin", a)
    write_variants(f"{a.work}/variants.bin", a)
    os.makedirs(f"{a.work}/src", exist_ok=True)
    with open(f"{a.work}/characters.bin", "wb") as f:
        for folded, what in TABLE: f.write(struct.pack("<HBB", folded, what, 0))
    with open(f"{a.work}/plain.bin", "wb") as f:
        for folded, _ in TABLE: f.write(struct.pack("<H", plain(folded) if folded < LIMIT else folded))
    with open(f"{a.work}/classes.tsv", "w") as f:
        for number, name in enumerate(NAMES, 1):
            f.write(f"{number}\t{name}\t{' '.join(GROUPS[name].split()) if name in GROUPS else SINGLE[name]}\n")
    for group, languages in GROUPS.items():
        for number, language in enumerate(languages.split()):
            prefix = f"{a.work}/src/{NAMES.index(group) + 1}.{number}."
            lines = texts(language, group, a)
            counts = collections.Counter(w for line in lines for w in line)
            write(prefix + "text", [" ".join(line) for line in lines])
            write(prefix + "counts", [f"{w}\t{n}" for w, n in counts.items() if n > 1 or len(w) > 4])
            for place, table in enumerate(word_lists(language, group, a)):
                write(f"{prefix}list{place}", [f"{w}\t{n:.6g}" for w, n in table.items()])
            for kind, gather in (("wiki", wikipedia), ("unilex", unilex), ("web", web)):
                write(prefix + kind, [f"{w}\t{n:.6g}" for w, n in gather(language, group, a).items()])
            write(prefix + "types", [f"{w}\t1" for w in sorted(types(language, group, a))])
            write(prefix + "treebank", [" ".join(line) for line in treebank(language, group, a)])
            write(prefix + "voice", [" ".join(line) for line in voice(language, group, a)])
            write_chain(language, prefix + "chain", a)
            print(f"{group} {language}: {len(lines)} lines", file=sys.stderr)


if __name__ == "__main__": main()
