#!/usr/bin/env python3
"""Makes Sources/Review/Rules/InternationalWords.swift: words in Latin letters that stand untranslated in the running text of
languages with other scripts, such as JavaScript, Wi-Fi or plugin names.

Source: the translations of LibreOffice 7.4.7 (MPL-2.0), one file a language with a string a line. A word counts for a language
where it stands in a string beside words of the language's own script; it is kept where it counts for at least five languages and is no
ordinary English word of the dictionary (Debian's hunspell-en-us).

Usage: international_words.py FOLDER en_US.dic > Sources/Review/Rules/InternationalWords.swift
"""
import collections, os, re, sys

OTHER_SCRIPTS = "am ar as be bg bn-IN bo ckb dz el fa gu he hi hy ja ka kk km kn ko ky lo mai mk ml mn mr my ne or pa-IN ps ru sa-IN sat sd si sr ta te tg th tt ug uk ur zh-CN zh-TW".split()
WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*")
OTHER = re.compile(r"[\u0370-\u1dff\u3040-\ud7ff]")

languages = collections.defaultdict(set)
for code in OTHER_SCRIPTS:
    path = os.path.join(sys.argv[1], code + ".txt")
    if not os.path.exists(path):
        continue
    for line in open(path, encoding="utf-8"):
        own, latin = len(OTHER.findall(line)), WORD.findall(line)
        # A string that is mostly in Latin letters may itself have been left over.
        if own >= 2 * sum(map(len, latin)):
            for word in latin:
                if len(word) > 1:
                    languages[word].add(code)
# Ordinary English words stand in such texts as examples of code; alone on a page they are left over.
ordinary = {l.split("/")[0].strip() for l in open(sys.argv[2], encoding="utf-8")} if len(sys.argv) > 2 else set()
forms = {w + e for w in ordinary if w.islower() for e in ("", "s", "es", "d", "ed", "ing")}
words = sorted(w for w, codes in languages.items() if len(codes) >= 5 and w.lower() not in forms and (w.isupper() or not w[1:].islower() or w.lower() not in languages))
print("// Made by Scripts/review/international_words.py from the translations of LibreOffice 7.4.7 (MPL-2.0).\n")
print("/// Words in Latin letters that stand untranslated in texts of many languages: names of products, formats and keys.")
print("enum InternationalWords {")
print('  static let list = """')
# Names of products and sites that everybody meets; written by hand.
print('    Android Apple Chrome Chromium Edge Facebook Gecko GitHub Google Instagram Intel LinkedIn Opera Quora Reddit')
print('    Debian Firefox LibreOffice Linux Mozilla Thunderbird Safari Samsung Sputnik Telegram TikTok Twitter Ubuntu Unix WebKit WhatsApp Wikipedia Windows YouTube')
line = "   "
for word in words:
    if len(line) + 1 + len(word) > 108:
        print(line); line = "   "
    line += " " + word
print(line)
print('    """')
print("}")
