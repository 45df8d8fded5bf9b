#include "config/nearest.hpp"

#include <algorithm>
#include <limits>

namespace boekbrug::config {

namespace {

/// Longer texts are never near to a name of ours, and need no quadratic work.
constexpr std::size_t length_max = 100;

std::string lowered(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return out;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> before(width);
  std::vector<std::size_t> last(width);
  std::vector<std::size_t> row(width);
  for (std::size_t j = 0; j < width; ++j) {
    last[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j < width; ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::string_view nearest(std::string_view text, const std::vector<std::string_view>& known) {
  if (text.empty() || text.size() > length_max) {
    return {};
  }
  const std::string wanted = lowered(text);
  std::string_view best;
  std::size_t best_distance = std::numeric_limits<std::size_t>::max();
  for (const auto name : known) {
    const auto distance = edit_distance(wanted, lowered(name));
    const auto allowed = std::max<std::size_t>(1, std::max(text.size(), name.size()) / 3);
    if (distance <= allowed && distance < best_distance) {
      best = name;
      best_distance = distance;
    }
  }
  return best;
}

std::string suggestion(std::string_view text, const std::vector<std::string_view>& known) {
  const auto name = nearest(text, known);
  return name.empty() ? std::string{} : "; did you mean \"" + std::string{name} + "\"?";
}

}  // namespace boekbrug::config
