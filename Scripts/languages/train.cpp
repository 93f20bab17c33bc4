// Trains the language model and writes it as the package maps it; see Documentation/languages.md.
//
//   g++ -O3 -march=native -ffast-math -std=c++20 train.cpp -o train -lpthread
//   ./train DIR OUT.bin [MILLIONS] [HELDOUT.tsv]     (examples of the largest script, in millions; language, kind, text)
//
// The model was made in eight runs, each going on from the weights of the one before, an hour and a half on one core in all:
//
//   export DROPOUT=0
//   WIKI=0 UNILEX=0 WEB=0 DENSE=1 DUMP=a FORGET=0 SMALL=1 ./train DIR - 14
//   WIKI=0 UNILEX=0 WEB=0 DENSE=1 WARM=a DUMP=b RATE=0.4 ./train DIR - 20
//   WIKI=0 UNILEX=0 WEB=0 DENSE=1 WARM=b DUMP=c RATE=0.35 LAST=0.02 ./train DIR - 25
//   WIKI=0 UNILEX=0 WEB=0 DENSE=1 WARM=c DUMP=d RATE=0.3 LAST=0.02 ./train DIR - 16
//   WIKI=7 UNILEX=3 POWER=0.4 DENSE=1 WARM=d DUMP=e KEEP=0.3 RATE=0.4 ./train DIR - 24
//   WIKI=9 UNILEX=4 POWER=0.4 DENSE=1 WARM=e DUMP=f RATE=0.35 LAST=0.02 ./train DIR - 40
//   BIG=1.5 DENSE=1 WARM=f DUMP=g LAST=0.02 ./train DIR - 80
//   BIG=1.2 WARM=g FIXED=1 RATE=0.25 TUNE=1 ./train DIR OUT.bin 16
//
// THREADS=2 halves the time and makes no two runs quite alike. DUMP and WARM name folders, DENSE leaves out the cutting and
// the file, ONLY=Latin learns one script, BY=1 prints what is held out by language; `option` has the others.
//
// Reads what prepare.py wrote. One softmax regression a script over character sequences of one to five with word boundaries
// and over whole words, on examples drawn anew all the time: words by a power of their frequency, stretches of text, and
// letter strings by published counts. Then what does not fit goes, in steps, and the rest learns on.
//
// The file: a row of weights for each of the most useful sequences of up to three characters (what the shorter ones at its
// end say is added in), and lines of 64 bytes with 21 weights each for the longer sequences, the place by hash.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>
using namespace std;
typedef vector<uint32_t> Word;

// MARK: Options

static double option(const char* name, double usual) { const char* s = getenv(name); return s ? atof(s) : usual; }
static const double scale = 20;              // units a nat
static const size_t lineSize = 64, lineWeights = 21;
static const int wordLimit = 32;
static const size_t byteLimit = option("BYTES", 11'860'000);

// MARK: Chance

static thread_local uint64_t state = 88172645463325252ull;
static inline uint64_t chance() { state ^= state << 13; state ^= state >> 7; state ^= state << 17; return state * 0x2545F4914F6CDD1Dull; }
static inline double uniform() { return (chance() >> 11) * (1.0 / 9007199254740992.0); }

// MARK: Characters and sequences

struct Character { uint16_t folded; uint8_t kind; uint16_t plain; };
static vector<Character> characters;
static const uint8_t mark = 254;
static int kindOf(uint32_t c) { return c < characters.size() ? characters[c].kind : 0; }

static Word scalars(const char* s, size_t size) {
  Word out;
  for (size_t i = 0; i < size;) {
    unsigned char c = s[i];
    int n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    uint32_t v = n == 1 ? c : c & (0xFF >> (n + 1));
    for (int k = 1; k < n && i + k < size; ++k) v = v << 6 | (s[i + k] & 0x3F);
    out.push_back(v); i += n;
  }
  return out;
}

static constexpr uint64_t seed = 0xcbf29ce484222325ull, prime = 0x9E3779B97F4A7C15ull;
static inline uint64_t mix(uint64_t h, uint64_t c) { h = (h ^ c) * prime; return h ^ (h >> 29); }
static inline uint64_t finish(uint64_t h) { return h ^ (h >> 32); }

/// Calls f(key, length) for each sequence; the length of the whole word is 6. An open piece is one cut out of a word.
template <class F> static void sequences(const uint32_t* word, int size, bool open, F f) {
  uint32_t text[wordLimit + 2]; int n = 0;
  if (!open) text[n++] = '_';
  for (int i = 0; i < size && i < wordLimit; ++i) text[n++] = word[i];
  if (!open) text[n++] = '_';
  for (int i = 0; i < n; ++i) {
    uint64_t h = seed;
    for (int k = i; k < n && k < i + 5; ++k) {
      h = mix(h, text[k]);
      if (k == i && text[k] == '_') continue;
      f(finish(h), k - i + 1, text + i);
    }
  }
  if (!open && n > 5) {
    uint64_t h = seed + 1;
    for (int k = 0; k < n; ++k) h = mix(h, text[k]);
    f(finish(h), 6, text);
  }
}

// MARK: Sources

/// Draws a number by weight in two steps. Source: A. J. Walker, "An efficient method for generating discrete random variables", 1977.
struct Wheel {
  struct Field { float keep; uint32_t other; };
  vector<Field> fields;
  void build(const vector<float>& weights) {
    size_t n = weights.size(); double total = 0; for (float w : weights) total += w;
    vector<double> left(n); vector<uint32_t> small, large; fields.resize(n);
    for (size_t i = 0; i < n; ++i) { left[i] = weights[i] * n / total; fields[i] = {1, uint32_t(i)}; (left[i] < 1 ? small : large).push_back(i); }
    while (!small.empty() && !large.empty()) {
      uint32_t a = small.back(), b = large.back(); small.pop_back();
      fields[a] = {float(left[a]), b}; left[b] -= 1 - left[a];
      if (left[b] < 1) { large.pop_back(); small.push_back(b); }
    }
  }
  size_t draw() const { size_t i = (chance() >> 32) * fields.size() >> 32; return uniform() < fields[i].keep ? i : fields[i].other; }
};
struct List { vector<Word> words; Wheel wheel; double weight; };
struct Text { vector<vector<Word>> lines; double weight; };
/// Five letters, the probability of the last after the first four, and where the sequences that follow begin and how many they are.
struct Gram { uint32_t c[5]; float p; uint32_t next, count; };
struct Chain { vector<Gram> grams; Wheel wheel; double weight = 0; };
struct Source { string name; vector<List> lists; vector<Text> texts; Chain chain; double weight = 1; };

static uint64_t chainKey(const uint32_t* c, int n) { uint64_t h = 77; for (int i = 0; i < n; ++i) { h = (h ^ c[i]) * prime; h ^= h >> 31; } return h; }

static bool loadList(const string& path, double weight, double power, Source& s) {
  ifstream in(path); string line; if (!in) return false;
  List l; l.weight = weight; vector<float> weights;
  while (getline(in, line)) {
    size_t t = line.find('\t'); if (t == string::npos) continue;
    Word w = scalars(line.data(), t); if (w.empty() || w.size() > wordLimit) continue;
    weights.push_back(pow(atof(line.c_str() + t + 1), power)); l.words.push_back(w);
  }
  if (l.words.empty()) return false;
  l.wheel.build(weights);
  s.lists.push_back(move(l)); return true;
}

static bool loadText(const string& path, double weight, Source& s) {
  ifstream in(path); string line; if (!in) return false;
  Text t; t.weight = weight;
  while (getline(in, line)) {
    vector<Word> ws; stringstream q(line); string w;
    while (q >> w) ws.push_back(scalars(w.data(), w.size()));
    if (!ws.empty()) t.lines.push_back(ws);
  }
  if (t.lines.empty()) return false;
  s.texts.push_back(move(t)); return true;
}

/// Reads counts of one to five letters: "probability string string ...", the probability that the last letter follows.
static bool loadChain(const string& path, double weight, int group, Source& s) {
  ifstream in(path); string line; if (!in) return false;
  unordered_map<uint64_t, double> joint; vector<double> joints; vector<Gram> read;
  while (getline(in, line)) {
    size_t a = line.find(' '); if (a == string::npos) continue;
    double p = atof(line.c_str());
    while (a < line.size()) {
      size_t b = line.find(' ', a + 1); if (b == string::npos) b = line.size();
      Word w = scalars(line.data() + a + 1, b - a - 1); a = b;
      int n = w.size(); if (n < 1 || n > 5) continue;
      double before = 1;
      if (n > 1) { auto it = joint.find(chainKey(w.data(), n - 1)); if (it == joint.end()) continue; before = it->second; }
      if (n < 5) { joint[chainKey(w.data(), n)] = before * p; continue; }
      bool ok = true;
      for (auto& c : w) { int k = kindOf(c); if (k != group && k != mark) ok = false; if (c < characters.size()) c = characters[c].folded; }
      if (!ok || kindOf(w[0]) == mark) continue;
      Gram g; memcpy(g.c, w.data(), 20); g.p = p; read.push_back(g); joints.push_back(before * p);
    }
  }
  if (read.empty()) return false;
  Chain& chain = s.chain;
  vector<uint32_t> order(read.size()); vector<uint64_t> keys(read.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i, keys[i] = chainKey(read[i].c, 4);
  sort(order.begin(), order.end(), [&](uint32_t x, uint32_t y) { return keys[x] < keys[y]; });
  vector<float> weights; unordered_map<uint64_t, pair<uint32_t, uint32_t>> follow;
  for (size_t i = 0; i < order.size(); ++i) {
    auto& e = follow[keys[order[i]]]; if (!e.second) e.first = i; e.second++;
    chain.grams.push_back(read[order[i]]); weights.push_back(pow(joints[order[i]], 0.85));
  }
  for (auto& g : chain.grams) { auto it = follow.find(chainKey(g.c + 1, 4)); if (it != follow.end()) g.next = it->second.first, g.count = it->second.second; else g.count = 0; }
  chain.wheel.build(weights);
  chain.weight = weight; return true;
}

// MARK: Examples

static size_t place(const vector<double>& sums) { return lower_bound(sums.begin(), sums.end(), uniform() * sums.back()) - sums.begin(); }

/// Draws an example: calls f(word, size, open) for each word.
template <class F> static void draw(const Source& s, F f) {
  double total = s.chain.weight; for (auto& l : s.lists) total += l.weight; for (auto& t : s.texts) total += t.weight;
  double x = uniform() * total;
  static const int lengths[] = {1, 1, 1, 2, 2, 4};
  int length = lengths[chance() % 6];
  if ((x -= s.chain.weight) < 0) {
    for (int k = 0; k < length; ++k) {
      const Gram* gram = &s.chain.grams[s.chain.wheel.draw()];
      uint32_t w[12]; int n = 5; memcpy(w, gram->c, 20);
      static const int more[] = {0, 0, 1, 1, 2, 3, 4, 5}; int m = more[chance() % 8];
      while (m-- && gram->count) {
        const Gram *first = &s.chain.grams[gram->next], *last = first + gram->count - 1; float sum = 0;
        for (auto q = first; q <= last; ++q) sum += q->p;
        float y = uniform() * sum; while (first < last && (y -= first->p) > 0) ++first;
        gram = first; w[n++] = gram->c[4];
      }
      f(w, n, true);
    }
    return;
  }
  for (auto& l : s.lists) if ((x -= l.weight) < 0) {
    for (int k = 0; k < length; ++k) { auto& w = l.words[l.wheel.draw()]; f(w.data(), w.size(), false); }
    return;
  }
  for (auto& t : s.texts) if ((x -= t.weight) < 0) {
    auto& line = t.lines[chance() % t.lines.size()]; int first = chance() % max<int>(1, int(line.size()) - length + 1);
    for (int k = first; k < min<int>(line.size(), first + length); ++k) f(line[k].data(), line[k].size(), false);
    return;
  }
}

// MARK: The regression of a script

/// Numbers for keys, open addressing.
struct Index {
  vector<uint64_t> keys; vector<uint32_t> values; uint64_t mask = 0; size_t count = 0;
  void reserve(size_t n) { size_t m = 16; while (m < n * 2) m *= 2; keys.assign(m, 0); values.assign(m, 0); mask = m - 1; }
  void prefetch(uint64_t k) const { uint64_t i = (k * prime) >> 20 & mask; __builtin_prefetch(&keys[i]); __builtin_prefetch(&values[i]); }
  uint32_t* find(uint64_t k) { for (uint64_t i = (k * prime) >> 20 & mask;; i = (i + 1) & mask) { if (keys[i] == k) return &values[i]; if (!keys[i]) return nullptr; } }
  uint32_t& operator[](uint64_t k) {
    for (uint64_t i = (k * prime) >> 20 & mask;; i = (i + 1) & mask) {
      if (keys[i] == k) return values[i];
      if (!keys[i]) { keys[i] = k; if (++count * 3 > keys.size() * 2) { grow(); return (*this)[k]; } return values[i]; }
    }
  }
  void grow() { auto k = move(keys); auto v = move(values); keys.assign(k.size() * 2, 0); values.assign(k.size() * 2, 0); mask = keys.size() - 1; count = 0; for (size_t i = 0; i < k.size(); ++i) if (k[i]) (*this)[k[i]] = v[i]; }
};

static const set<string>& rare() {
  static const set<string> names = [] { set<string> s; stringstream in("sr-Latn gl br fy gd lb oc ast uz rw kmr mt fo jv ky tg tt sah ckb ug sd ne sa as ti ja"); string l; while (in >> l) s.insert(l); return s; }();
  return names;
}

/// The languages that are asked for most: drawn a little more often, and their weights stay sooner.
static const set<string>& large() {
  static const set<string> names = [] { set<string> s; stringstream in("en ru vi de fr es it pt pl uk be bg sr zh ja ko th ar fa he hi tr nl sv cs ro hu fi el id"); string l; while (in >> l) s.insert(l); return s; }();
  return names;
}

struct Held { int label; string kind; vector<uint32_t> at; };

struct Script {
  int number; string name; vector<string> languages;
  int C = 0, W = 0; long examples = 0;
  vector<Source> sources; vector<double> sums; vector<float> worth;
  Index index; vector<uint64_t> keys; vector<uint8_t> lengths; vector<array<uint32_t, 3>> heads;
  vector<float> weight, squares; vector<uint8_t> mask, dense; vector<Held> held;
  size_t size() const { return keys.size(); }
  float importance(size_t f, int c) const { static const float alpha = option("ALPHA", 0.3); return worth[c] * fabs(weight[f * W + c]) * (alpha ? powf(squares[f] / 100, alpha) : min(1.0f, sqrtf(squares[f]) / 3)); }
};

static void load(Script& g, const string& dir) {
  g.C = g.languages.size(); g.W = (g.C + 15) / 16 * 16; g.sources.resize(g.C);
  double sum = 0, chainWeight = option("CHAIN", 4.5);
  for (int c = 0; c < g.C; ++c) {
    Source& s = g.sources[c]; s.name = g.languages[c];
    string p = dir + "/src/" + to_string(g.number) + "." + to_string(c) + ".";
    bool one = ifstream(p + "list0").good(), two = ifstream(p + "list1").good();
    if (one) loadList(p + "list0", two ? 2 : 4, 0.5, s);
    if (two) loadList(p + "list1", 2, 0.5, s);
    loadList(p + "counts", one ? 1 : 2.5, 0.5, s);
    loadList(p + "types", one ? 0.4 : 1.2, 1, s);
    loadList(p + "wiki", option("WIKI", 12), option("POWER", 0.3), s);
    loadList(p + "unilex", option("UNILEX", 4), option("POWER", 0.3), s);
    loadList(p + "web", option("WEB", 1), option("POWER", 0.3), s);
    loadText(p + "text", one ? 1 : 2, s);
    loadText(p + "treebank", 1.2, s);
    loadText(p + "voice", option("VOICE", 1.5), s);
    loadChain(p + "chain", one ? chainWeight : chainWeight * 1.5, g.number, s);
    s.weight = s.name == "ja" ? 0.02 : rare().count(s.name) ? 0.1 : large().count(s.name) ? option("BIG", 1) : 1;
    sum += s.weight; g.sums.push_back(sum);
    g.worth.push_back(rare().count(s.name) ? option("RAREWORTH", 0.5) : large().count(s.name) ? option("LARGEWORTH", 1.2) : 1);
  }
}

/// An example on its way: drawn, then its sequences found, then learned, so that memory is never waited for.
struct Example { int label = -1; vector<uint64_t> keys; vector<uint32_t> at; };

static void drawExample(Script& g, Example& e) {
  int c = place(g.sums); e.label = c; e.keys.clear();
  static const double withoutAccents = option("PLAIN", 0.02);
  static const double forgetting = option("FORGET", 0.2);
  static const double dropout = option("DROPOUT", 0.15);
  bool forgets = uniform() < forgetting;
  bool plain = g.number == 1 && uniform() < (g.sources[c].name == "yo" ? 0.3 : withoutAccents);
  draw(g.sources[c], [&](const uint32_t* w, int n, bool open) {
    uint32_t copy[wordLimit];
    if (plain) { n = min(n, wordLimit); for (int i = 0; i < n; ++i) copy[i] = w[i] < characters.size() ? characters[w[i]].plain : w[i]; w = copy; }
    sequences(w, n, open, [&](uint64_t h, int length, const uint32_t*) { if (length == 6 && forgets) return; if (length >= 4 && uniform() < dropout) return; e.keys.push_back(h); g.index.prefetch(h); });
  });
}

static void findSequences(Script& g, Example& e) {
  e.at.clear();
  for (auto k : e.keys) if (auto it = g.index.find(k)) {
    e.at.push_back(*it); __builtin_prefetch(&g.squares[*it]);
    for (int c = 0; c < g.W; c += 16) __builtin_prefetch(&g.weight[size_t(*it) * g.W + c]);
  }
}

/// Finds the sequences that are frequent enough, besides those taken over from an earlier run.
static void findFrequent(Script& g, long examples) {
  if (const char* folder = getenv("WARM")) {
    ifstream in(string(folder) + "/" + g.name, ios::binary); uint64_t n = 0;
    if (in.read((char*)&n, 8)) {
      g.keys.resize(n); g.weight.resize(n * g.W); g.squares.resize(n);
      in.read((char*)g.keys.data(), n * 8); in.read((char*)g.weight.data(), g.weight.size() * 4); in.read((char*)g.squares.data(), n * 4);
      g.index.reserve(n + 1); for (size_t i = 0; i < n; ++i) g.index[g.keys[i]] = i;
      float keep = option("KEEP", 1); for (auto& x : g.squares) x *= keep;
      if (option("FIXED", 0)) return;
    }
  }
  Index seen; seen.reserve(1 << 22); vector<uint64_t> one;
  for (long i = 0; i < examples; ++i) {
    one.clear();
    draw(g.sources[place(g.sums)], [&](const uint32_t* w, int n, bool open) { sequences(w, n, open, [&](uint64_t h, int, const uint32_t*) { one.push_back(h); seen.prefetch(h); }); });
    sort(one.begin(), one.end()); one.erase(unique(one.begin(), one.end()), one.end());
    for (auto h : one) ++seen[h];
  }
  size_t most = g.C > 20 ? option("MOST", 2.6e6) : 600'000, before = g.size(); uint32_t least = 3;
  auto fresh = [&](size_t i) { return seen.keys[i] && seen.values[i] >= least && !(before && g.index.find(seen.keys[i])); };
  for (;; ++least) { size_t n = before; for (size_t i = 0; i < seen.keys.size(); ++i) n += fresh(i); if (n <= max(most, before)) break; }
  if (!before) g.index.reserve(most + 1);
  for (size_t i = 0; i < seen.keys.size(); ++i) if (fresh(i)) { g.index[seen.keys[i]] = g.keys.size(); g.keys.push_back(seen.keys[i]); }
  g.weight.resize(g.size() * g.W); g.squares.resize(g.size());
}

/// Looks at examples for the length of each sequence, its characters where it is short, and its line where it is long.
static void findShapes(Script& g, long examples) {
  g.lengths.assign(g.size(), 0); g.heads.resize(g.size());
  for (long i = 0; i < examples; ++i) draw(g.sources[place(g.sums)], [&](const uint32_t* w, int n, bool open) {
    sequences(w, n, open, [&](uint64_t h, int length, const uint32_t* text) {
      auto it = g.index.find(h); if (!it || g.lengths[*it]) return;
      g.lengths[*it] = length;
      if (length <= 3) copy(text, text + length, g.heads[*it].begin());
    });
  });
  fprintf(stderr, "%s: %d languages, %zu sequences\n", g.name.c_str(), g.C, g.size());
}

static void score(const Script& g, const vector<uint32_t>& at, vector<float>& z) {
  z.assign(g.W, 0);
  for (auto r : at) { const float* w = &g.weight[size_t(r) * g.W]; for (int c = 0; c < g.W; ++c) z[c] += w[c]; }
}

static void loadHeld(Script& g, const char* path) {
  ifstream in(path); string line;
  while (getline(in, line)) {
    size_t a = line.find('\t'), b = line.find('\t', a + 1); string language = line.substr(0, a);
    int label = -1; for (int c = 0; c < g.C; ++c) if (g.languages[c] == language) label = c;
    if (label < 0) continue;
    Held h; h.label = label; h.kind = line.substr(a + 1, b - a - 1); Word now;
    auto flush = [&] { if (!now.empty()) sequences(now.data(), now.size(), false, [&](uint64_t k, int, const uint32_t*) { if (auto it = g.index.find(k)) h.at.push_back(*it); }); now.clear(); };
    for (auto c : scalars(line.data() + b + 1, line.size() - b - 1)) {
      int kind = kindOf(c);
      if (kind == g.number || (kind == mark && !now.empty())) now.push_back(characters[c].folded); else if (kind != 255) flush();
    }
    flush(); if (!h.at.empty()) g.held.push_back(move(h));
  }
}

static void testHeld(Script& g, const char* name) {
  map<string, pair<int, int>> sums; map<string, pair<int, int>> by; double loss = 0; vector<float> z;
  for (auto& h : g.held) {
    score(g, h.at, z); for (int c = 0; c < g.C; ++c) if (rare().count(g.languages[c])) z[c] += log(0.15);
    int best = max_element(z.begin(), z.begin() + g.C) - z.begin(); double total = 0;
    for (int c = 0; c < g.C; ++c) total += exp(z[c] - z[best]);
    auto& s = sums[h.kind]; s.second++; s.first += best == h.label;
    if (h.kind == "words") loss += z[best] + log(total) - z[h.label];
    if (h.kind == "words") { auto& l = by[g.languages[h.label]]; l.second++; l.first += best == h.label; }
  }
  fprintf(stderr, "%s %s held out:", g.name.c_str(), name);
  for (auto& s : sums) fprintf(stderr, " %s %.2f", s.first.c_str(), 100.0 * s.second.first / s.second.second);
  fprintf(stderr, " loss %.4f", loss / max(1, sums["words"].second));
  // Among the languages that are asked for most alone.
  map<string, pair<int, int>> few; double fewLoss = 0;
  for (auto& h : g.held) {
    if (!large().count(g.languages[h.label])) continue;
    score(g, h.at, z); int best = -1; for (int c = 0; c < g.C; ++c) if (large().count(g.languages[c]) && (best < 0 || z[c] > z[best])) best = c;
    auto& s = few[h.kind]; s.second++; s.first += best == h.label; double total = 0;
    for (int c = 0; c < g.C; ++c) if (large().count(g.languages[c])) total += exp(z[c] - z[best]);
    if (h.kind != "sentences") fewLoss += z[best] + log(total) - z[h.label];
  }
  for (auto& s : few) fprintf(stderr, " %s30 %.2f", s.first.c_str(), 100.0 * s.second.first / s.second.second);
  fprintf(stderr, " loss30 %.4f\n", fewLoss / max(1, few["words"].second + few["pairs"].second));
  if (getenv("BY")) { for (auto& l : by) fprintf(stderr, " %s %.0f", l.first.c_str(), 100.0 * l.second.first / l.second.second); fprintf(stderr, "\n"); }
}

/// Learns from n examples. Threads write the same weights without a lock: sequences seldom meet.
///
/// Source: F. Niu, B. Recht, C. Re, S. Wright, "Hogwild!", 2011.
static void learn(Script& g, long n, float rate, float last, const char* name) {
  static const float decay = option("DECAY", 5e-4);
  int threads = option("THREADS", 1); vector<thread> running; vector<double> losses(threads); vector<long> goods(threads), counts(threads);
  uint64_t start = chance();
  for (int t = 0; t < threads; ++t) running.emplace_back([&, t] {
    state = start + t * prime; Example ring[4]; vector<float> z; long all = n / threads;
    for (long i = -2; i < all; ++i) {
      drawExample(g, ring[(i + 4) & 3]); findSequences(g, ring[(i + 3) & 3]);
      Example& e = ring[(i + 2) & 3]; int label = e.label;
      if (i < 0 || e.at.empty()) continue;
      score(g, e.at, z); int C = g.C, W = g.W;
      int best = max_element(z.begin(), z.begin() + C) - z.begin(); float highest = z[best], s = 0;
      for (int c = 0; c < W; ++c) { z[c] = c < C ? expf(z[c] - highest) : 0; s += z[c]; }
      if (i > all - all / 5) { goods[t] += best == label; losses[t] -= log(z[label] / s + 1e-12); ++counts[t]; }
      float norm = 0; for (int c = 0; c < W; ++c) { z[c] = z[c] / s - (c == label); norm += z[c] * z[c]; }
      if (norm < 1e-5f) continue;
      float fade = rate * (1 - (1 - last) * i / all);
      for (auto r : e.at) {
        g.squares[r] += norm; float step = fade / sqrtf(g.squares[r] + 1); float* w = &g.weight[size_t(r) * W];
        if (g.mask.empty() || g.dense[r]) for (int c = 0; c < W; ++c) w[c] -= step * (z[c] + decay * w[c]);
        else { const uint8_t* m = &g.mask[size_t(r) * W]; for (int c = 0; c < W; ++c) w[c] -= m[c] * step * (z[c] + decay * w[c]); }
      }
    }
  });
  double loss = 0; long good = 0, count = 0;
  for (int t = 0; t < threads; ++t) { running[t].join(); loss += losses[t]; good += goods[t]; count += counts[t]; }
  fprintf(stderr, "%s %s: fresh %.2f %% loss %.4f\n", g.name.c_str(), name, 100.0 * good / max(1l, count), loss / max(1l, count));
  testHeld(g, name);
}

/// The weights of a sequence around their middle: a sum that all languages share says nothing.
static void center(Script& g) {
  for (size_t f = 0; f < g.size(); ++f) {
    float* w = &g.weight[f * g.W]; vector<float> sorted(w, w + g.C); nth_element(sorted.begin(), sorted.begin() + g.C / 2, sorted.end());
    float middle = sorted[g.C / 2]; for (int c = 0; c < g.W; ++c) w[c] = c < g.C ? w[c] - middle : 0;
  }
}

// MARK: What fits

/// Chooses the sequences of up to three characters that get a row of their own.
static void chooseRows(Script& g) {
  size_t rows = g.C > 20 ? option("ROWS", 32000) : g.name == "Cyrillic" ? 14000 : g.name == "Han" ? 16000 : 8000;
  vector<pair<float, uint32_t>> order;
  for (size_t f = 0; f < g.size(); ++f) if (g.lengths[f] && g.lengths[f] <= 3) {
    float sum = 0; for (int c = 0; c < g.C; ++c) sum += g.importance(f, c) * g.importance(f, c);
    order.push_back({g.lengths[f] < 3 ? 1e9f : sqrtf(sum), uint32_t(f)});
  }
  sort(order.begin(), order.end(), greater<>()); g.dense.assign(g.size(), 0);
  for (size_t i = 0; i < min(rows, order.size()); ++i) g.dense[order[i].second] = 1;
  fprintf(stderr, "%s: %zu of %zu short sequences have a row\n", g.name.c_str(), min(rows, order.size()), order.size());
}

static uint32_t lineOf(uint64_t key, uint64_t lines) { return (uint64_t(uint32_t(key)) * lines) >> 32; }
static uint32_t checkOf(uint64_t key) { return (key >> 40) & 0xFFF; }

struct Candidate { uint32_t script, sequence; uint8_t language; float importance; };

/// Keeps the strongest weights of each line.
static void chooseWeights(vector<Script>& scripts, uint64_t lines, size_t most) {
  vector<vector<Candidate>> all(lines);
  for (size_t s = 0; s < scripts.size(); ++s) {
    Script& g = scripts[s]; g.mask.assign(g.size() * g.W, 0);
    for (size_t f = 0; f < g.size(); ++f) if (g.lengths[f] && !g.dense[f]) for (int c = 0; c < g.C; ++c) {
      float i = g.importance(f, c); if (i < 0.02f) continue;
      all[lineOf(g.keys[f], lines)].push_back({uint32_t(s), uint32_t(f), uint8_t(c), i});
    }
  }
  size_t kept = 0; vector<float> least;
  for (auto& line : all) {
    // Two sequences that cannot be told apart: the weaker one goes.
    map<uint32_t, pair<float, uint64_t>> owner;
    for (auto& x : line) { uint64_t key = scripts[x.script].keys[x.sequence]; auto& o = owner[checkOf(key)]; if (x.importance > o.first) o = {x.importance, key}; }
    erase_if(line, [&](auto& x) { uint64_t key = scripts[x.script].keys[x.sequence]; return owner[checkOf(key)].second != key; });
    sort(line.begin(), line.end(), [](auto& a, auto& b) { return a.importance > b.importance; });
    if (line.size() > most) line.resize(most);
    for (auto& x : line) { Script& g = scripts[x.script]; g.mask[size_t(x.sequence) * g.W + x.language] = 1; ++kept; }
    least.push_back(line.size() < most ? 0 : line.back().importance);
  }
  for (auto& g : scripts) for (size_t f = 0; f < g.size(); ++f) if (!g.dense[f]) for (int c = 0; c < g.W; ++c) if (!g.mask[f * g.W + c]) g.weight[f * g.W + c] = 0;
  sort(least.begin(), least.end());
  fprintf(stderr, "%zu weights in %lu lines, least %.3f to %.3f\n", kept, lines, least[least.size() / 20], least[least.size() * 19 / 20]);
}

// MARK: The file

struct Row { uint64_t key; vector<int8_t> weights; };
/// The rows of a script in the order of a perfect hash.
struct Table { uint32_t slots = 0, seeds = 0, stride = 0; vector<uint16_t> seed, check; vector<int8_t> rows; };

static uint32_t slotOf(uint64_t key, uint16_t seed, uint64_t slots) { return (uint64_t(uint32_t((key ^ (uint64_t(seed) << 16)) * prime >> 32)) * slots) >> 32; }

/// Source: D. Belazzougui, F. Botelho, M. Dietzfelbinger, "Hash, displace, and compress", 2009.
static Table arrange(const vector<Row>& rows, uint32_t stride) {
  Table t; t.stride = stride; t.slots = rows.size() * 1.03 + 8; t.seeds = rows.size() / 3 + 1;
  vector<vector<uint32_t>> buckets(t.seeds);
  for (size_t i = 0; i < rows.size(); ++i) buckets[(uint64_t(uint32_t(rows[i].key)) * t.seeds) >> 32].push_back(i);
  vector<uint32_t> order(t.seeds); for (uint32_t i = 0; i < t.seeds; ++i) order[i] = i;
  sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return buckets[a].size() > buckets[b].size(); });
  t.seed.assign(t.seeds, 0); t.check.assign(t.slots, 0); t.rows.assign(size_t(t.slots) * stride, 0); vector<bool> used(t.slots);
  for (uint32_t b : order) {
    if (buckets[b].empty()) continue;
    uint32_t s = 0; vector<uint32_t> slots;
    for (; s < 65536; ++s) {
      slots.clear(); bool ok = true;
      for (uint32_t i : buckets[b]) { uint32_t x = slotOf(rows[i].key, s, t.slots); if (used[x] || find(slots.begin(), slots.end(), x) != slots.end()) { ok = false; break; } slots.push_back(x); }
      if (ok) break;
    }
    if (s == 65536) { fprintf(stderr, "no seed\n"); exit(1); }
    t.seed[b] = s;
    for (size_t k = 0; k < slots.size(); ++k) {
      auto& r = rows[buckets[b][k]]; used[slots[k]] = true; t.check[slots[k]] = (r.key >> 48) | 1;
      copy(r.weights.begin(), r.weights.end(), t.rows.begin() + size_t(slots[k]) * stride);
    }
  }
  return t;
}

/// The rows of a script: each with what the shorter sequences at its end say.
static vector<Row> foldRows(Script& g) {
  vector<Row> rows;
  for (size_t f = 0; f < g.size(); ++f) if (g.dense[f]) {
    vector<float> sum(g.C); int n = g.lengths[f];
    for (int first = 0; first < n; ++first) {
      if (n - first == 1 && g.heads[f][first] == '_') continue;
      uint64_t h = seed; for (int k = first; k < n; ++k) h = mix(h, g.heads[f][k]);
      auto it = g.index.find(finish(h)); if (!it) continue;
      for (int c = 0; c < g.C; ++c) sum[c] += g.weight[size_t(*it) * g.W + c];
    }
    Row r{g.keys[f], {}}; for (float w : sum) r.weights.push_back(max(-127l, min(127l, lround(w * scale))));
    rows.push_back(move(r));
  }
  return rows;
}

/// What the codes of weights mean, as in CLanguageModel.c: found by Lloyd's method over the weights of a first model.
static const int meanings[64] = {
    -36, -24, -19, -15, -13, -11, -9, -8, -7, -7, -6, -5, -5, -4, -4, -4, -3, -3, -2, -1, 1, 2, 3,
    3, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10, 10, 11, 11, 12, 12, 13,
    14, 15, 16, 17, 19, 21, 23, 26, 30, 36, 44, 58};

template <class T> static void put(string& out, const vector<T>& v) { out.append((const char*)v.data(), v.size() * sizeof(T)); }
static void align(string& out, size_t n) { while (out.size() % n) out.push_back(0); }

static void writeFile(vector<Script>& scripts, const string& names, const string& table, uint64_t lines, const char* path) {
  vector<uint8_t> body(lines * lineSize); vector<uint8_t> used(lines);
  for (auto& g : scripts) for (size_t f = 0; f < g.size(); ++f) if (!g.dense[f]) for (int c = 0; c < g.C; ++c) if (g.mask[f * g.W + c]) {
    float v = g.weight[f * g.W + c] * scale; int code = 0; for (int i = 1; i < 64; ++i) if (fabs(meanings[i] - v) < fabs(meanings[code] - v)) code = i;
    uint32_t b = lineOf(g.keys[f], lines), check = checkOf(g.keys[f]); uint8_t* line = &body[b * lineSize]; int k = used[b]++;
    line[2 * lineWeights + k] = check & 255; uint16_t x = c | code << 6 | (check >> 8) << 12; memcpy(line + 2 * k, &x, 2);
  }
  // A place that is not used has no language.
  for (uint64_t b = 0; b < lines; ++b) for (int k = used[b]; k < int(lineWeights); ++k) { uint16_t x = 63; memcpy(&body[b * lineSize] + 2 * k, &x, 2); }
  string out(64 + scripts.size() * 24, 0); vector<uint32_t> head = {0x324D4C54, uint32_t(table.size() / 4), uint32_t(names.size()), uint32_t(lines), uint32_t(scale), uint32_t(scripts.size())};
  head.push_back(out.size()); out += table; head.push_back(out.size()); out += names;
  for (size_t s = 0; s < scripts.size(); ++s) {
    Script& g = scripts[s]; auto t = arrange(foldRows(g), g.C > 16 ? 64 : 16);
    vector<uint32_t> entry = {t.slots, t.seeds, t.stride};
    align(out, 64); entry.push_back(out.size()); put(out, t.rows); align(out, 64); entry.push_back(out.size()); put(out, t.seed); align(out, 64); entry.push_back(out.size()); put(out, t.check);
    memcpy(&out[64 + 24 * s], entry.data(), 24);
  }
  align(out, 64); head.push_back(out.size()); memcpy(&out[0], head.data(), head.size() * 4); put(out, body);
  ofstream(path, ios::binary).write(out.data(), out.size());
  fprintf(stderr, "%zu bytes\n", out.size());
}

int main(int argc, char** argv) {
  string dir = argv[1]; double millions = argc > 3 ? atof(argv[3]) : 20; const char* heldPath = argc > 4 ? argv[4] : nullptr;
  string table, names;
  { ifstream in(dir + "/characters.bin", ios::binary); table.assign((istreambuf_iterator<char>(in)), {}); }
  for (size_t i = 0; i + 3 < table.size(); i += 4) characters.push_back({uint16_t(uint8_t(table[i]) | uint8_t(table[i + 1]) << 8), uint8_t(table[i + 2]), uint16_t(uint8_t(table[i]) | uint8_t(table[i + 1]) << 8)});
  { ifstream in(dir + "/plain.bin", ios::binary); uint16_t v; for (auto& c : characters) if (in.read((char*)&v, 2)) c.plain = v; }
  vector<Script> scripts; const char* only = getenv("ONLY");
  { ifstream in(dir + "/classes.tsv"); string line; while (getline(in, line)) { stringstream s(line); Script g; s >> g.number >> g.name; string l, all; while (s >> l) g.languages.push_back(l), all += (all.empty() ? "" : " ") + l; names += all + "\n"; if (g.languages.size() > 1 && (!only || g.name == only)) scripts.push_back(move(g)); } }
  while (names.size() % 4) names += '\n';
  for (auto& g : scripts) {
    load(g, dir); double share = g.sums.back() / 60;
    g.examples = millions * 1e6 * (g.C > 20 ? 1 : max(0.1, option("SMALL", 2) * share));
    long few = min<long>(g.examples / 2, 5e6 * (g.C > 20 ? 1 : max(0.05, share)));
    findFrequent(g, few); findShapes(g, option("SHAPES", 1) * few);
    if (heldPath) loadHeld(g, heldPath);
    learn(g, g.examples, option("RATE", 0.5), option("LAST", 0.05), "dense");
    center(g); chooseRows(g);
    if (const char* folder = getenv("DUMP")) {
      ofstream out(string(folder) + "/" + g.name, ios::binary); uint64_t n = g.size(); out.write((char*)&n, 8);
      out.write((char*)g.keys.data(), n * 8); out.write((char*)g.weight.data(), g.weight.size() * 4); out.write((char*)g.squares.data(), n * 4);
    }
    if (getenv("DENSE")) continue;
  }
  if (getenv("DENSE")) return 0;
  size_t rows = 0; for (auto& g : scripts) rows += count(g.dense.begin(), g.dense.end(), 1) * (g.C > 16 ? 67.7 : 19.2);
  uint64_t lines = (byteLimit - rows - table.size() - 4096) / lineSize;
  // In steps, the rest learning on after each: a weight that stays takes over what was said by those that go.
  for (double share : {2.5, 1.6, 1.25, 1.0}) {
    chooseWeights(scripts, lines, lround(share * lineWeights));
    bool last = share == 1;
    for (auto& g : scripts) { testHeld(g, "cut"); learn(g, g.examples * option("TUNE", 0.5) * (last ? 0.4 : 0.2), last ? 0.25 : 0.2, last ? 0.02 : 0.5, "tuned"); }
  }
  writeFile(scripts, names, table, lines, argv[2]);
}
