// Trains the language model and writes it as the package maps it; see Documentation/languages.md.
//
//   g++ -O3 -march=native -ffast-math -std=c++20 train.cpp -o train
//   CW=4.5 ./train DIR OUT.bin 3050000 7     (weights wanted of all scripts, million examples of the largest)
//
// Reads what prepare.py wrote. Softmax regression a script over character sequences of one to five with word boundaries and
// over whole words, on examples drawn anew all the time: words by the root of their frequency, stretches of text, and letter
// strings by published counts. Then the smallest weights go and the rest learn on.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <unordered_map>
#include <set>
#include <vector>
using namespace std;
typedef vector<uint32_t> Word;
static constexpr uint64_t seed = 0xcbf29ce484222325ull, prime = 0x9E3779B97F4A7C15ull;
static uint64_t finish(uint64_t h) { return h ^ (h >> 32); }
static uint64_t state = 88172645463325252ull;
static inline uint64_t rnd() { state ^= state << 13; state ^= state >> 7; state ^= state << 17; return state * 0x2545F4914F6CDD1Dull; }
static inline double uni() { return (rnd() >> 11) * (1.0 / 9007199254740992.0); }
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
template <class F> static void features(const uint32_t* word, int size, bool open, F f) {
  uint32_t text[34]; int n = 0;
  if (!open) text[n++] = '_';
  for (int i = 0; i < size && i < 32; ++i) text[n++] = word[i];
  if (!open) text[n++] = '_';
  for (int i = 0; i < n; ++i) {
    uint64_t h = seed;
    for (int k = i; k < n && k < i + 5; ++k) {
      h = (h ^ text[k]) * prime; h ^= h >> 29;
      if (k == i && text[k] == '_') continue;
      f(finish(h));
    }
  }
  if (!open && n > 5) { uint64_t h = seed + 1; for (int k = 0; k < n; ++k) { h = (h ^ text[k]) * prime; h ^= h >> 29; } f(finish(h)); }
}
struct List { vector<Word> words; vector<double> cum; double weight; };
struct Text { vector<vector<Word>> lines; double weight; };
struct Gram { uint32_t c[5]; float p; };
struct Chain { vector<Gram> grams; vector<uint32_t> starts; vector<double> cum; unordered_map<uint64_t, pair<uint32_t, uint32_t>> follow; double weight = 0; };
struct Source { string name; vector<List> lists; vector<Text> texts; Chain chain; double weight = 1; };
static uint64_t key(const uint32_t* c, int n) { uint64_t h = 77; for (int i = 0; i < n; ++i) { h = (h ^ c[i]) * prime; h ^= h >> 31; } return h; }
static vector<pair<uint32_t, uint8_t>> table;
static int kindOf(uint32_t c) { return c < table.size() ? table[c].second : 0; }
static bool loadList(const string& path, double weight, double power, Source& s) {
  ifstream in(path); string line; if (!in) return false;
  List l; l.weight = weight; double total = 0;
  while (getline(in, line)) { size_t t = line.find('\t'); if (t == string::npos) continue; Word w = scalars(line.data(), t); if (w.empty() || w.size() > 32) continue; total += pow(atof(line.c_str() + t + 1), power); l.words.push_back(w); l.cum.push_back(total); }
  if (l.words.empty()) return false;
  s.lists.push_back(move(l)); return true;
}
static bool loadText(const string& path, double weight, Source& s) {
  ifstream in(path); string line; if (!in) return false;
  Text t; t.weight = weight;
  while (getline(in, line)) { vector<Word> ws; stringstream q(line); string w; while (q >> w) ws.push_back(scalars(w.data(), w.size())); if (!ws.empty()) t.lines.push_back(ws); }
  if (t.lines.empty()) return false;
  s.texts.push_back(move(t)); return true;
}
static bool loadChain(const string& path, double weight, int group, Source& s) {
  ifstream in(path); string line; if (!in) return false;
  Chain& ch = s.chain; unordered_map<uint64_t, double> joint; vector<double> js;
  while (getline(in, line)) {
    size_t a = line.find(' '); if (a == string::npos) continue; double p = atof(line.c_str());
    while (a < line.size()) {
      size_t b = line.find(' ', a + 1); if (b == string::npos) b = line.size();
      Word w = scalars(line.data() + a + 1, b - a - 1); a = b;
      int n = w.size(); if (n < 1 || n > 5) continue;
      double before = 1; if (n > 1) { auto it = joint.find(key(w.data(), n - 1)); if (it == joint.end()) continue; before = it->second; }
      double j = before * p;
      if (n < 5) joint[key(w.data(), n)] = j;
      else { bool ok = true; for (auto& c : w) { int k = kindOf(c); if (k != group && k != 254) ok = false; if (c < table.size()) c = table[c].first; } if (!ok || kindOf(w[0]) == 254) continue; Gram g; for (int i = 0; i < 5; ++i) g.c[i] = w[i]; g.p = p; ch.grams.push_back(g); js.push_back(j); }
    }
  }
  if (ch.grams.empty()) return false;
  vector<uint32_t> order(ch.grams.size()); for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  vector<uint64_t> keys(order.size()); for (size_t i = 0; i < order.size(); ++i) keys[i] = key(ch.grams[i].c, 4);
  sort(order.begin(), order.end(), [&](uint32_t x, uint32_t y) { return keys[x] < keys[y]; });
  vector<Gram> g2; double total = 0; double power = getenv("CP") ? atof(getenv("CP")) : 0.85;
  for (size_t i = 0; i < order.size(); ++i) { auto& e = ch.follow[keys[order[i]]]; if (!e.second) e.first = i; e.second++; g2.push_back(ch.grams[order[i]]); total += pow(js[order[i]], power); ch.cum.push_back(total); }
  ch.grams.swap(g2); ch.weight = weight; return true;
}
// Draws an example; its features go to f.
template <class F> static void draw(const Source& s, bool latin, F f) {
  double total = s.chain.weight; for (auto& l : s.lists) total += l.weight; for (auto& t : s.texts) total += t.weight;
  double x = uni() * total;
  static const int lengths[] = {1, 1, 1, 2, 2, 4};
  int length = lengths[rnd() % 6];
  (void)latin;
  if ((x -= s.chain.weight) < 0) {
    for (int k = 0; k < length; ++k) {
      size_t i = lower_bound(s.chain.cum.begin(), s.chain.cum.end(), uni() * s.chain.cum.back()) - s.chain.cum.begin();
      uint32_t w[12]; int n = 5; memcpy(w, s.chain.grams[i].c, 20);
      static const int more[] = {0, 0, 1, 1, 2, 3, 4, 5}; int m = more[rnd() % 8];
      while (m--) {
        auto it = s.chain.follow.find(key(w + n - 4, 4)); if (it == s.chain.follow.end()) break;
        auto [a, c] = it->second; float sum = 0; for (uint32_t q = a; q < a + c; ++q) sum += s.chain.grams[q].p;
        float y = uni() * sum; uint32_t q = a; while (q + 1 < a + c && (y -= s.chain.grams[q].p) > 0) ++q;
        w[n++] = s.chain.grams[q].c[4];
      }
      features(w, n, true, f);
    }
    return;
  }
  for (auto& l : s.lists) if ((x -= l.weight) < 0) {
    for (int k = 0; k < length; ++k) { auto& w = l.words[lower_bound(l.cum.begin(), l.cum.end(), uni() * l.cum.back()) - l.cum.begin()]; features(w.data(), w.size(), false, f); }
    return;
  }
  for (auto& t : s.texts) if ((x -= t.weight) < 0) {
    auto& line = t.lines[rnd() % t.lines.size()]; int first = rnd() % max<int>(1, int(line.size()) - length + 1);
    for (int k = first; k < min<int>(line.size(), first + length); ++k) features(line[k].data(), line[k].size(), false, f);
    return;
  }
}
struct Row { uint64_t hash; vector<pair<uint8_t, int8_t>> weights; };
int main(int argc, char** argv) {
  string dir = argv[1]; size_t budget = atol(argv[3]); double million = atof(argv[4]);
  double chainw = getenv("CW") ? atof(getenv("CW")) : 4;
  { ifstream in(dir + "/characters.bin", ios::binary); string d((istreambuf_iterator<char>(in)), {}); for (size_t i = 0; i + 3 < d.size(); i += 4) table.push_back({uint8_t(d[i]) | uint8_t(d[i + 1]) << 8, uint8_t(d[i + 2])}); }
  struct Group { int number; string name; vector<string> languages; }; vector<Group> groups;
  { ifstream in(dir + "/classes.tsv"); string line; while (getline(in, line)) { stringstream s(line); Group g; s >> g.number >> g.name; string l; while (s >> l) g.languages.push_back(l); groups.push_back(g); } }
  set<string> rare; { stringstream s("sr-Latn gl br fy gd lb oc ast uz rw kmr mt fo jv ky tg tt sah ckb ug sd ne sa as ti ja"); string l; while (s >> l) rare.insert(l); }
  vector<Row> rows; const float scale = 24; const char* only = getenv("ONLY");
  for (auto& group : groups) {
    if (group.languages.size() < 2 || (only && group.name != only)) continue;
    int C = group.languages.size(), W = (C + 7) / 8 * 8;
    vector<Source> src(C); vector<double> cum; double sum = 0;
    for (int c = 0; c < C; ++c) {
      Source& s = src[c]; s.name = group.languages[c]; string p = dir + "/src/" + to_string(group.number) + "." + to_string(c) + ".";
      bool one = ifstream(p + "list0").good(), two = ifstream(p + "list1").good();
      if (one) loadList(p + "list0", two ? 2 : 4, 0.5, s); if (two) loadList(p + "list1", 2, 0.5, s);
      loadList(p + "counts", one ? 1 : 2.5, 0.5, s); loadList(p + "types", one ? 0.4 : 1.2, 1, s);
      loadText(p + "text", one ? 1 : 2, s); loadText(p + "ud", 1.2, s);
      loadChain(p + "chain", one ? chainw : chainw * 1.5, group.number, s);
      s.weight = s.name == "ja" ? 0.02 : rare.count(s.name) ? 0.1 : 1; sum += s.weight; cum.push_back(sum);
    }
    auto pick = [&] { return int(lower_bound(cum.begin(), cum.end(), uni() * sum) - cum.begin()); };
    double share = sum / 62; // against all groups
    long N = million * 1e6 * (C > 20 ? 1 : max(0.03, sum / 60));
    // Which sequences there are.
    unordered_map<uint64_t, uint16_t> seen; seen.reserve(1 << 24); vector<uint64_t> one;
    for (long i = 0; i < N / 3; ++i) { one.clear(); draw(src[pick()], false, [&](uint64_t h) { one.push_back(h); }); sort(one.begin(), one.end()); one.erase(unique(one.begin(), one.end()), one.end()); for (auto h : one) { auto& e = seen[h]; if (e < 65535) ++e; } }
    size_t most = C > 20 ? 2'200'000 : 500'000; uint32_t least = 3;
    for (;; ++least) { size_t n = 0; for (auto& e : seen) n += e.second >= least; if (n <= most) break; }
    unordered_map<uint64_t, uint32_t> index; vector<uint64_t> hashes; index.reserve(most * 2);
    for (auto& e : seen) if (e.second >= least) { index[e.first] = hashes.size(); hashes.push_back(e.first); }
    unordered_map<uint64_t, uint16_t>().swap(seen);
    size_t F = hashes.size(); vector<float> weight(F * W), squares(F), z(W); vector<uint8_t> mask; vector<uint32_t> at;
    fprintf(stderr, "%s: %d languages, %zu features (at least %u)\n", group.name.c_str(), C, F, least);
    auto sample = [&] { int c = pick(); at.clear(); draw(src[c], false, [&](uint64_t h) { auto it = index.find(h); if (it != index.end()) at.push_back(it->second); }); return c; };
    auto score = [&] { fill(z.begin(), z.end(), 0); for (auto r : at) __builtin_prefetch(&weight[size_t(r) * W]); for (auto r : at) { const float* w = &weight[size_t(r) * W]; for (int c = 0; c < W; ++c) z[c] += w[c]; } };
    auto pass = [&](long n, float rate, const char* name) {
      double loss = 0; long good = 0, count = 0;
      for (long i = 0; i < n; ++i) {
        int label = sample(); if (at.empty()) continue; score();
        float best = *max_element(z.begin(), z.begin() + C), s = 0;
        int arg = max_element(z.begin(), z.begin() + C) - z.begin();
        for (int c = 0; c < W; ++c) { z[c] = c < C ? exp(z[c] - best) : 0; s += z[c]; }
        if (i > n - n / 5) { good += arg == label; loss -= log(z[label] / s + 1e-12); ++count; }
        float norm = 0; for (int c = 0; c < W; ++c) { z[c] = z[c] / s - (c == label); norm += z[c] * z[c]; }
        float fade = rate * (1 - 0.85f * i / n);
        if (norm < 1e-5f) continue;
        for (auto r : at) {
          squares[r] += norm; float step = fade / sqrt(squares[r] + 1); float* w = &weight[size_t(r) * W];
          if (mask.empty()) for (int c = 0; c < W; ++c) w[c] -= step * (z[c] + 5e-4f * w[c]);
          else { const uint8_t* m = &mask[size_t(r) * W]; for (int c = 0; c < W; ++c) w[c] -= m[c] * step * (z[c] + 5e-4f * w[c]); }
        }
      }
      fprintf(stderr, "%s %s: fresh %.2f %% loss %.4f\n", group.name.c_str(), name, 100.0 * good / max(1l, count), loss / max(1l, count));
    };
    pass(N, 0.5f, "dense");
    vector<float> sizes;
    for (size_t f = 0; f < F; ++f) { float* w = &weight[f * W]; vector<float> sorted(w, w + C); nth_element(sorted.begin(), sorted.begin() + C / 2, sorted.end()); float middle = sorted[C / 2]; for (int c = 0; c < W; ++c) { w[c] = c < C ? w[c] - middle : 0; if (c < C && f % 7 == 0) sizes.push_back(fabs(w[c]) * min(1.0f, sqrtf(squares[f]) / 3)); } }
    size_t keep = min<size_t>(sizes.size() - 1, max<double>(20000, budget * share) / 7);
    nth_element(sizes.begin(), sizes.begin() + keep, sizes.end(), greater<float>());
    float least_size = max(sizes[keep], 0.5f / scale);
    mask.assign(F * W, 0);
    for (size_t f = 0; f < F; ++f) for (int c = 0; c < C; ++c) { float& w = weight[f * W + c]; if (fabs(w) * min(1.0f, sqrtf(squares[f]) / 3) >= least_size) mask[f * W + c] = 1; else w = 0; }
    pass(N / 2, 0.25f, "tuned");
    size_t kept = 0;
    for (size_t f = 0; f < F; ++f) { Row r{hashes[f], {}}; for (int c = 0; c < C; ++c) { int q = max(-127, min(127, int(lround(weight[f * W + c] * scale)))); if (q) r.weights.push_back({uint8_t(c), int8_t(q)}), ++kept; } if (!r.weights.empty()) rows.push_back(move(r)); }
    fprintf(stderr, "%s: %zu weights\n", group.name.c_str(), kept);
  }
  uint32_t bits = 16; while ((1u << (bits + 1)) < rows.size()) ++bits; uint32_t buckets = 1u << bits;
  sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { uint32_t x = a.hash & (buckets - 1), y = b.hash & (buckets - 1); return x != y ? x < y : a.hash < b.hash; });
  vector<uint8_t> body; vector<uint32_t> offsets(buckets + 1); size_t at = 0;
  for (uint32_t b = 0; b < buckets; ++b) { offsets[b] = body.size(); for (; at < rows.size() && (rows[at].hash & (buckets - 1)) == b; ++at) { auto& r = rows[at]; uint16_t check = (r.hash >> 40) & 0xFFFF; body.push_back(check & 255); body.push_back(check >> 8); body.push_back(r.weights.size()); for (auto& w : r.weights) { body.push_back(w.first); body.push_back(uint8_t(w.second)); } } }
  offsets[buckets] = body.size();
  ifstream in(dir + "/characters.bin", ios::binary); string characters((istreambuf_iterator<char>(in)), {}); string names;
  for (auto& g : groups) { for (size_t i = 0; i < g.languages.size(); ++i) names += (i ? " " : "") + g.languages[i]; names += '\n'; } while (names.size() % 4) names += '\n';
  ofstream out(argv[2], ios::binary); uint32_t head[8] = {0x4C4D3031, uint32_t(characters.size() / 4), uint32_t(names.size()), bits, uint32_t(body.size()), uint32_t(scale), 0, 0};
  out.write((char*)head, sizeof head); out.write(characters.data(), characters.size()); out.write(names.data(), names.size()); out.write((char*)offsets.data(), offsets.size() * 4); out.write((char*)body.data(), body.size());
  fprintf(stderr, "%zu rows, %zu bytes\n", rows.size(), body.size() + offsets.size() * 4 + characters.size());
}
