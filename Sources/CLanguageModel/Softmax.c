#include "CLanguageModel.h"
#include "Multiversion.h"

typedef float floats __attribute__((vector_size(16), aligned(4)));
typedef int32_t ints __attribute__((vector_size(16), aligned(4)));
enum { vectors = 16 };

/* e to the power of a value of 0 or less, within a thousandth of itself; below -80 as of -80. */
static inline __attribute__((always_inline)) floats power(floats value) {
  floats scaled = __builtin_elementwise_max(value * 1.44269504f, (floats){-115, -115, -115, -115});
  ints whole = __builtin_convertvector(scaled, ints); /* towards 0: the fraction is in -1...0 */
  floats fraction = scaled - __builtin_convertvector(whole, floats);
  floats result = 1.0f + fraction * (0.6916115f + fraction * (0.2313917f + fraction * 0.0398683f));
  return result * (floats)((whole + 127) << 23);
}

static inline __attribute__((always_inline)) float highest(floats lanes4) {
  float left = lanes4[0] > lanes4[1] ? lanes4[0] : lanes4[1];
  float right = lanes4[2] > lanes4[3] ? lanes4[2] : lanes4[3];
  return left > right ? left : right;
}

/* Four running results of each kind, since each step of one waits for the step before. */
MULTIVERSION clanguagemodel_peak clanguagemodel_softmax(const int32_t *sums, const float *biases, float factor) {
  floats values[vectors];
  floats most[4] = {{-3e9f, -3e9f, -3e9f, -3e9f}, {-3e9f, -3e9f, -3e9f, -3e9f}, {-3e9f, -3e9f, -3e9f, -3e9f}, {-3e9f, -3e9f, -3e9f, -3e9f}};
#pragma clang loop unroll(full)
  for (int part = 0; part < vectors; ++part) {
    floats value = __builtin_convertvector(((const ints *)sums)[part], floats) * factor + ((const floats *)biases)[part];
    values[part] = value;
    most[part & 3] = __builtin_elementwise_max(value, most[part & 3]);
  }
  float peak = highest(__builtin_elementwise_max(
      __builtin_elementwise_max(most[0], most[1]), __builtin_elementwise_max(most[2], most[3])));
  floats sum[4] = {{0}, {0}, {0}, {0}};
  floats left[4] = {{0}, {0}, {0}, {0}}; /* the most places from a highest value to the end */
  floats rest = {64, 63, 62, 61};
#pragma clang loop unroll(full)
  for (int part = 0; part < vectors; ++part) {
    sum[part & 3] += power(values[part] - peak);
    ints equal = values[part] == peak;
    left[part & 3] = __builtin_elementwise_max(left[part & 3], (floats)((ints)(rest - 4.0f * (float)part) & equal));
  }
  floats total = (sum[0] + sum[1]) + (sum[2] + sum[3]);
  float place = highest(__builtin_elementwise_max(
      __builtin_elementwise_max(left[0], left[1]), __builtin_elementwise_max(left[2], left[3])));
  return (clanguagemodel_peak){64 - (int32_t)place, peak, (total[0] + total[1]) + (total[2] + total[3])};
}

MULTIVERSION bool clanguagemodel_leads(const int32_t *sums, const float *biases, float factor, float margin) {
  floats values[vectors];
  floats most = {-3e9f, -3e9f, -3e9f, -3e9f};
#pragma clang loop unroll(full)
  for (int part = 0; part < vectors; ++part) {
    values[part] = __builtin_convertvector(((const ints *)sums)[part], floats) * factor + ((const floats *)biases)[part];
    most = __builtin_elementwise_max(most, values[part]);
  }
  float least = highest(most) - margin;
  ints close = {0}; /* less one for each value that is not far below */
#pragma clang loop unroll(full)
  for (int part = 0; part < vectors; ++part) close += values[part] >= least;
  return close[0] + close[1] + close[2] + close[3] == -1;
}
