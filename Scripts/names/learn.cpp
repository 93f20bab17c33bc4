// Learns how names of a script are spelled in Latin letters, and writes the tables of Sources/CNameData.
//
//   learn tables FOLDER OUT        the tables of every script, learned from FOLDER/*-64.txt
//   learn evaluate FOLDER SCRIPT   first-of-500 and calibration on 3,000 names held out of SCRIPT-64.txt
//
// FOLDER is the data of NETransliteration-COLING2018 (names from Wikidata, CC0): a line has the English form and the
// native form, letters spaced, and how often the pair occurs. Only the files named *-64.txt are read.
//
// Both sides become small Latin letters (ICU; see `romanisation`, which the library repeats). The model gives the
// probability of the native side given the English one: the English name is parted into pieces of one to three letters,
// each of which writes up to three letters of the romanised native name. Pieces and their probabilities come from
// expectation maximisation over all alignments (Dempster et al. 1977; joint multigrams: Deligne and Bimbot 1995), then
// are conditioned on the letter before and the letter after, each context smoothed by the shorter one with a
// Dirichlet prior (MacKay and Peto 1995).
#include <unicode/translit.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

using Letters = std::vector<uint8_t>;  // 0 edge, 1...26 a...z, 27 apostrophe
constexpr int symbols = 28, maxSource = 3, maxTarget = 3;
constexpr double skipCost = -8, insertCost = -8, prior = 4, leastProbability = 2e-6;
const char *romanisation = "Hant-Hans; Any-Latin; Latin-ASCII; Lower";

struct Pair { Letters english, native; double weight; std::string text; };

static Letters letters(const icu::Transliterator &transform, const std::string &text) {
  icu::UnicodeString units = icu::UnicodeString::fromUTF8(text);
  transform.transliterate(units);
  Letters result;
  for (int i = 0; i < units.length(); i++) {
    char16_t unit = units[i];
    if (unit >= 'a' && unit <= 'z') result.push_back(unit - 'a' + 1);
    if (unit == '\'') result.push_back(27);
  }
  return result;
}

static std::vector<Pair> read(const std::string &path, const std::set<std::string> *only = nullptr) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError place;
  std::unique_ptr<icu::Transliterator> transform(icu::Transliterator::createInstance(
      icu::UnicodeString::fromUTF8(romanisation), UTRANS_FORWARD, place, status));
  std::vector<Pair> pairs;
  std::ifstream file(path);
  if (!file || U_FAILURE(status)) { fprintf(stderr, "cannot read %s\n", path.c_str()); exit(2); }
  for (std::string line; std::getline(file, line);) {
    std::stringstream fields(line);
    std::string english, native, count;
    if (!std::getline(fields, english, '\t') || !std::getline(fields, native, '\t')) continue;
    std::getline(fields, count, '\t');
    for (auto *field : {&english, &native}) field->erase(std::remove(field->begin(), field->end(), ' '), field->end());
    if (only && !only->count(english)) continue;
    Pair pair{letters(*transform, english), letters(*transform, native),
              std::min(3.0, 1 + std::log(std::max(1.0, atof(count.c_str())))), english};
    if (pair.english.empty() || pair.native.empty() || pair.english.size() > 30 || pair.native.size() > 40) continue;
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

// Pieces are numbers to the base of the alphabet; a letter is never 0, so that the length shows.
static int code(const Letters &text, int start, int count) {
  int value = 0;
  for (int k = 0; k < count; k++) value = value * symbols + text[start + k];
  return value;
}
static int at(const Letters &text, int index) { return index < 0 || index >= (int)text.size() ? 0 : text[index]; }
static bool isAllowed(int source, int target) { return source == 1 || target <= 1; }

struct Model {
  std::unordered_map<uint32_t, double> joint;  // source code * 2^16 + target code
  std::array<std::unordered_map<uint64_t, double>, 3> total, count;
  double null[symbols][symbols];

  static uint32_t unit(int source, int target) { return uint32_t(source) << 16 | uint32_t(target); }
  static uint32_t context(int level, const Letters &s, int i) {
    uint32_t value = at(s, i);
    if (level > 0) value = value * symbols + at(s, i + 1);
    if (level > 1) value = value * symbols + at(s, i - 1);
    return value;
  }

  template <class Visit> void expect(const std::vector<Pair> &pairs, Visit visit) {
    for (auto &pair : pairs) {
      auto &s = pair.english;
      auto &t = pair.native;
      int n = s.size(), m = t.size(), width = m + 1;
      std::vector<double> forward((n + 1) * width), backward((n + 1) * width);
      std::vector<double> step(n * width * maxSource * (maxTarget + 1));
      auto place = [&](int i, int j, int a, int b) { return ((i * width + j) * maxSource + a - 1) * (maxTarget + 1) + b; };
      forward[0] = 1;
      backward[n * width + m] = 1;
      for (int i = 0; i < n; i++)
        for (int j = 0; j <= m; j++) {
          if (forward[i * width + j] == 0) continue;
          for (int a = 1; a <= maxSource && i + a <= n; a++)
            for (int b = 0; b <= maxTarget && j + b <= m; b++) {
              if (!isAllowed(a, b)) continue;
              auto found = joint.find(unit(code(s, i, a), code(t, j, b)));
              if (found == joint.end()) continue;
              step[place(i, j, a, b)] = found->second;
              forward[(i + a) * width + j + b] += forward[i * width + j] * found->second;
            }
        }
      double all = forward[n * width + m];
      if (all <= 0) continue;
      for (int i = n - 1; i >= 0; i--)
        for (int j = m; j >= 0; j--) {
          if (forward[i * width + j] == 0) continue;
          for (int a = 1; a <= maxSource && i + a <= n; a++)
            for (int b = 0; b <= maxTarget && j + b <= m; b++) {
              double p = step[place(i, j, a, b)];
              if (p == 0) continue;
              double rest = p * backward[(i + a) * width + j + b];
              backward[i * width + j] += rest;
              double share = forward[i * width + j] * rest / all;
              if (share > 1e-3) visit(s, i, unit(code(s, i, a), code(t, j, b)), share * pair.weight);
            }
        }
    }
  }

  void learn(const std::vector<Pair> &pairs) {
    std::unordered_map<uint32_t, double> counts;
    for (auto &pair : pairs) {
      auto &s = pair.english;
      auto &t = pair.native;
      int n = s.size(), m = t.size();
      double ratio = double(m) / n;
      for (int i = 0; i < n; i++)
        for (int a = 1; a <= maxSource && i + a <= n; a++)
          for (int j = 0; j <= m; j++) {
            double off = std::fabs(j - ratio * i);
            if (off > 3.5) continue;
            for (int b = 0; b <= maxTarget && j + b <= m; b++)
              if (isAllowed(a, b))
                counts[unit(code(s, i, a), code(t, j, b))] +=
                    std::exp(-std::fabs(b - ratio * a) - off / 2) * (a > 1 ? 0.05 : 1);
          }
    }
    auto normalise = [&](double least) {
      double all = 0;
      for (auto &entry : counts) all += entry.second;
      joint.clear();
      for (auto &entry : counts)
        if (entry.second > least) joint[entry.first] = entry.second / all;
      counts.clear();
    };
    normalise(0.3);
    for (int round = 0; round < 5; round++) {
      expect(pairs, [&](const Letters &, int, uint32_t unit, double share) { counts[unit] += share; });
      normalise(round < 4 ? 0.3 : 1);
    }
    expect(pairs, [&](const Letters &s, int i, uint32_t unit, double share) {
      for (int level = 0; level < 3; level++) {
        uint64_t key = context(level, s, i);
        total[level][key] += share;
        count[level][key << 32 | unit] += share;
      }
    });
    double sums[symbols] = {};
    for (auto &row : null) for (double &cell : row) cell = 0.5;
    for (auto &pair : pairs)
      for (int j = 0; j <= (int)pair.native.size(); j++) null[at(pair.native, j - 1)][at(pair.native, j)] += pair.weight;
    for (int x = 0; x < symbols; x++) for (int y = 0; y < symbols; y++) sums[x] += null[x][y];
    for (int x = 0; x < symbols; x++) for (int y = 0; y < symbols; y++) null[x][y] = std::log(null[x][y] / sums[x]);
  }

  double smoothed(int level, uint64_t key, uint32_t unit, double lower) const {
    auto all = total[level].find(key);
    if (all == total[level].end()) return lower;
    auto own = count[level].find(key << 32 | unit);
    return ((own == count[level].end() ? 0 : own->second) + prior * lower) / (all->second + prior);
  }
};

// What the library reads: for each pair of letters all pieces that start there, and for each letter before
// them the observed pieces. Probabilities are -log p in steps of 1/2048.
struct Entry { uint16_t source, target; double probability; };  // source: length + 4 * third letter
struct Table {
  std::vector<std::vector<Entry>> pairs{symbols * symbols};
  struct Observed { uint16_t index; double share; };
  std::map<uint32_t, std::pair<double, std::vector<Observed>>> triples;  // (before, first, second): lower's weight, pieces
  double null[symbols][symbols];
  double temperature = 1, absent = 0, threshold = 0.5;

  Table(const Model &model) {
    std::copy(&model.null[0][0], &model.null[0][0] + symbols * symbols, &null[0][0]);
    std::vector<std::pair<uint32_t, double>> units(model.joint.begin(), model.joint.end());
    std::sort(units.begin(), units.end());
    std::vector<std::map<uint32_t, int>> index(symbols * symbols);
    for (auto &[unit, joint] : units) {
      int source = unit >> 16, length = source < symbols ? 1 : source < symbols * symbols ? 2 : 3;
      int first = source, third = 0, second = -1;
      if (length == 3) third = first % symbols, first /= symbols;
      if (length >= 2) second = first % symbols, first /= symbols;
      for (int next = length == 1 ? 0 : second; next <= (length == 1 ? symbols - 1 : second); next++) {
        double p = model.smoothed(0, first, unit, joint);
        p = model.smoothed(1, first * symbols + next, unit, p);
        if (p < leastProbability) continue;
        auto &list = pairs[first * symbols + next];
        index[first * symbols + next][unit] = list.size();
        list.push_back({uint16_t(length + 4 * third), uint16_t(unit & 0xFFFF), p});
      }
    }
    for (auto &[key, all] : model.total[2]) {
      if (all < 2) continue;
      uint32_t pair = key / symbols, before = key % symbols;
      triples[before * symbols * symbols + pair].first = prior / (all + prior);
    }
    for (auto &[key, share] : model.count[2]) {
      uint32_t triple = key >> 32, pair = triple / symbols, before = triple % symbols;
      auto found = triples.find(before * symbols * symbols + pair);
      auto place = index[pair].find(uint32_t(key));
      if (found == triples.end() || place == index[pair].end() || share < 0.2) continue;
      double all = model.total[2].at(triple) + prior;
      found->second.second.push_back({uint16_t(place->second), share / all});
    }
    for (auto &entry : triples)
      std::sort(entry.second.second.begin(), entry.second.second.end(),
                [](const Observed &x, const Observed &y) { return x.index < y.index; });
  }

  double score(const Letters &s, const Letters &t) const {
    int n = s.size(), m = t.size(), width = m + 1;
    std::vector<double> best((n + 1) * width, -1e9);
    best[0] = 0;
    for (int i = 0; i <= n; i++) {
      for (int j = 0; j < m; j++) best[i * width + j + 1] = std::max(best[i * width + j + 1], best[i * width + j] + insertCost);
      if (i == n) break;
      for (int j = 0; j <= m; j++) best[(i + 1) * width + j] = std::max(best[(i + 1) * width + j], best[i * width + j] + skipCost);
      uint32_t pair = at(s, i) * symbols + at(s, i + 1);
      auto triple = triples.find(at(s, i - 1) * symbols * symbols + pair);
      size_t next = 0;
      for (size_t k = 0; k < pairs[pair].size(); k++) {
        const Entry &entry = pairs[pair][k];
        double p = entry.probability;
        if (triple != triples.end()) {
          p *= triple->second.first;
          auto &observed = triple->second.second;
          if (next < observed.size() && observed[next].index == k) p += observed[next++].share;
        }
        int a = entry.source & 3, third = entry.source >> 2;
        if (i + a > n || (a == 3 && at(s, i + 2) != third)) continue;
        int piece = entry.target, b = piece == 0 ? 0 : piece < symbols ? 1 : piece < symbols * symbols ? 2 : 3;
        double cost = std::log(p);
        for (int j = 0; j + b <= m; j++)
          if (best[i * width + j] > -1e8 && code(t, j, b) == piece)
            best[(i + a) * width + j + b] = std::max(best[(i + a) * width + j + b], best[i * width + j] + cost);
      }
    }
    return best[n * width + m];
  }

  double nullScore(const Letters &t) const {
    double sum = 0;
    for (int j = 0; j <= (int)t.size(); j++) sum += null[at(t, j - 1)][at(t, j)];
    return sum;
  }

  void write(const std::string &path) const {
    std::vector<uint8_t> bytes;
    auto put16 = [&](uint32_t value) { bytes.push_back(value & 0xFF); bytes.push_back(value >> 8 & 0xFF); };
    auto put32 = [&](uint32_t value) { put16(value & 0xFFFF); put16(value >> 16); };
    auto log = [&](double p) { put16(std::min(65535.0, std::max(0.0, std::round(-std::log(p) * 2048)))); };
    bytes.insert(bytes.end(), {'T', 'N', 'A', '1'});
    for (double value : {temperature, absent, threshold}) put32(uint32_t(int32_t(std::lround(value * 65536))));
    for (auto &row : null) for (double value : row) log(std::exp(value));
    for (auto &list : pairs) {
      put16(list.size());
      for (auto &entry : list) put16(entry.source), put16(entry.target), log(entry.probability);
    }
    put32(triples.size());
    for (auto &[key, triple] : triples) {
      put16(key);
      log(triple.first);
      put16(triple.second.size());
      for (auto &observed : triple.second) put16(observed.index), log(observed.share);
    }
    std::ofstream(path, std::ios::binary).write((const char *)bytes.data(), bytes.size());
    printf("%s: %zu bytes\n", path.c_str(), bytes.size());
  }
};

// Finds temperature, prior and threshold of a table on names that it has not seen: half of the queries have
// their name in the pool, half do not.
static void calibrate(Table &table, const std::vector<Pair> &held) {
  int pools = held.size() / 500, right = 0, five = 0;
  struct Query { std::vector<float> scores; int own; };
  std::vector<Query> queries;
  for (int q = 0; q < pools * 500; q++) {
    int start = q / 500 * 500;
    double null = table.nullScore(held[q].native);
    Query query{{}, q - start};
    for (int c = 0; c < 500; c++) query.scores.push_back(table.score(held[start + c].english, held[q].native) - null);
    int rank = 0;
    for (int c = 0; c < 500; c++) rank += c != query.own && query.scores[c] >= query.scores[query.own];
    right += rank == 0;
    five += rank < 5;
    queries.push_back(std::move(query));
  }
  double least = 1e300;
  auto confidence = [](const Query &query, bool isPresent, double temperature, double absent, bool &isRight) {
    float best = -1e9;
    int which = -1;
    double sum = std::exp(temperature * (std::log(500.0) + absent));
    for (int c = 0; c < 500; c++) {
      if (!isPresent && c == query.own) continue;
      sum += std::exp(temperature * query.scores[c]);
      if (query.scores[c] > best) best = query.scores[c], which = c;
    }
    isRight = isPresent && which == query.own;
    return std::exp(temperature * best) / sum;
  };
  for (double temperature = 0.2; temperature <= 1.21; temperature += 0.1)
    for (double absent = -8; absent <= 12; absent += 1) {
      double loss = 0;
      for (size_t q = 0; q < queries.size(); q++) {
        bool isRight;
        double p = confidence(queries[q], q % 2 == 0, temperature, absent, isRight);
        loss -= std::log(std::min(1 - 1e-6, std::max(1e-6, isRight ? p : 1 - p)));
      }
      if (loss < least) least = loss, table.temperature = temperature, table.absent = absent;
    }
  std::vector<double> absent, present;
  for (auto &query : queries) {
    bool isRight;
    absent.push_back(confidence(query, false, table.temperature, table.absent, isRight));
    double p = confidence(query, true, table.temperature, table.absent, isRight);
    if (isRight) present.push_back(p);
  }
  std::sort(absent.begin(), absent.end());
  table.threshold = absent[absent.size() * 95 / 100];
  int kept = 0;
  for (double p : present) kept += p > table.threshold;
  double n = queries.size();
  printf("first %.2f five %.2f; temperature %.1f absent %.0f threshold %.3f keeps %.1f of the names when 5 of 100 "
         "absent ones pass; loss %.3f\n", 100 * right / n, 100 * five / n, table.temperature, table.absent, table.threshold,
         100 * kept / n, least / n);
}

struct Split { std::vector<Pair> train, held; };
static Split split(std::vector<Pair> pairs) {
  std::mt19937 random(7);
  std::shuffle(pairs.begin(), pairs.end(), random);
  Split result;
  std::set<std::string> english;
  std::set<Letters> native;
  for (auto &pair : pairs) {
    bool isNew = result.held.size() < 3000 && pair.native.size() > 1 && !english.count(pair.text) && !native.count(pair.native);
    if (isNew) english.insert(pair.text), native.insert(pair.native);
    (isNew ? result.held : result.train).push_back(pair);
  }
  return result;
}

static std::vector<Pair> pairs(const std::string &folder, const std::string &script) {
  if (script != "japanese") return read(folder + "/" + script + "-64.txt");
  // The data have two files of Japanese with different splits; what is in both training parts is in no test part.
  std::set<std::string> both;
  std::ifstream file(folder + "/katakana-64.txt");
  for (std::string line; std::getline(file, line);) {
    std::string english = line.substr(0, line.find('\t'));
    english.erase(std::remove(english.begin(), english.end(), ' '), english.end());
    both.insert(english);
  }
  return read(folder + "/japanese-64.txt", &both);
}

int main(int count, char **arguments) {
  std::string verb = count > 1 ? arguments[1] : "";
  if (verb == "evaluate" && count == 4) {
    Split parts = split(pairs(arguments[2], arguments[3]));
    Model model;
    model.learn(parts.train);
    Table table(model);
    calibrate(table, parts.held);
    return 0;
  }
  if (verb != "tables" || count != 4) { fprintf(stderr, "learn tables FOLDER OUT | learn evaluate FOLDER SCRIPT\n"); return 2; }
  std::vector<Pair> all, allHeld;
  auto finish = [&](const std::string &name, const std::vector<Pair> &train, const std::vector<Pair> &held) {
    Model trial, final;
    trial.learn(train);
    Table trialTable(trial);
    printf("%s ", name.c_str());
    calibrate(trialTable, held);
    std::vector<Pair> everything = train;
    everything.insert(everything.end(), held.begin(), held.end());
    final.learn(everything);
    Table table(final);
    table.temperature = trialTable.temperature, table.absent = trialTable.absent, table.threshold = trialTable.threshold;
    table.write(std::string(arguments[3]) + "/" + name + ".bin");
    fflush(stdout);
  };
  for (std::string script : {"arabic", "chinese", "hebrew", "japanese", "korean", "russian"}) {
    Split parts = split(pairs(arguments[2], script));
    for (size_t k = 0; k < std::min<size_t>(12000, parts.train.size()); k++) all.push_back(parts.train[k]);
    for (size_t k = 0; k < 500; k++) allHeld.push_back(parts.held[k]);
    finish(script, parts.train, parts.held);
  }
  finish("any", all, allHeld);
}
