#include "adapters/shops/woocommerce/scan_mark.hpp"

#include "adapters/shops/woocommerce/types.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::woocommerce_api {

namespace {

constexpr std::array<std::string_view, 5> step_names{"idle", "pages", "name", "list", "fetch"};
constexpr std::array<int, 4> sizes{50, 25, 10, 1};

std::string join(const std::vector<std::string>& ids) {
  std::string text;
  for (const auto& id : ids) {
    text += (text.empty() ? "" : ",") + id;
  }
  return text;
}

bool read_ids(std::string_view text, std::vector<std::string>& out) {
  for (const auto id : split(text, ',')) {
    if (!read_count(id)) {
      return false;
    }
    out.emplace_back(id);
  }
  return true;
}

bool read_time(std::string_view text, std::optional<core::time_point>& out) {
  const auto read = core::parse_time(text);
  if (!read) {
    return false;
  }
  out = *read;
  return true;
}

bool read_size(std::string_view text, int& out) {
  const auto size = read_count(text);
  if (!size || std::find(sizes.begin(), sizes.end(), *size) == sizes.end()) {
    return false;
  }
  out = static_cast<int>(*size);
  return true;
}

bool read_field(std::string_view key, std::string_view value, scan_mark& out) {
  if (key == "s") {
    const auto* const found = std::find(step_names.begin(), step_names.end(), value);
    if (found == step_names.end()) {
      return false;
    }
    out.step = static_cast<scan_step>(found - step_names.begin() + 1);
    return true;
  }
  if (key == "w" || key == "t") {
    return read_time(value, key == "w" ? out.watermark : out.pending);
  }
  if (key == "p") {
    const auto page = read_count(value);
    out.page = page.value_or(0);
    return page.has_value() && *page < 100'000'000;
  }
  if (key == "n") {
    return read_size(value, out.size);
  }
  if (key == "c") {
    out.count = read_count(value);
    return out.count.has_value();
  }
  if (key == "x" || key == "i" || key == "f") {
    return read_ids(value, key == "x" ? out.excluded : key == "i" ? out.wanted : out.failed);
  }
  return false;
}

}  // namespace

std::string encode(const scan_mark& mark) {
  std::string text = "wc1;s=" + std::string(step_names[static_cast<std::size_t>(mark.step) - 1]);
  const auto add = [&text](std::string_view key, const std::string& value) {
    if (!value.empty()) {
      text += ';' + std::string(key) + '=' + value;
    }
  };
  add("w", mark.watermark ? core::to_bare_text(*mark.watermark) : "");
  add("t", mark.pending ? core::to_bare_text(*mark.pending) : "");
  add("p", std::to_string(mark.page));
  add("n", std::to_string(mark.size));
  add("c", mark.count ? std::to_string(*mark.count) : "");
  add("x", join(mark.excluded));
  add("i", join(mark.wanted));
  add("f", join(mark.failed));
  return text;
}

core::result<scan_mark> decode_mark(std::string_view text) {
  scan_mark mark;
  if (text.empty()) {
    return mark;
  }
  const auto parts = split(text, ';');
  bool good = parts.front() == "wc1";
  for (std::size_t at = 1; good && at < parts.size(); ++at) {
    const auto equals = parts[at].find('=');
    good = equals != std::string_view::npos &&
           read_field(parts[at].substr(0, equals), parts[at].substr(equals + 1), mark);
  }
  // Page 0 means "the list is finished" and only while fetching.
  good = good && (mark.page > 0 || mark.step == scan_step::fetch);
  good = good && (mark.step != scan_step::fetch || !mark.wanted.empty());
  good = good && (mark.step == scan_step::idle || mark.pending.has_value());
  good =
      good && (mark.watermark || (mark.step != scan_step::list && mark.step != scan_step::fetch));
  if (!good) {
    // Never start again from nothing here: a first scan would call everything history.
    return core::fail(core::errc::invalid_input, "not a scan mark of WooCommerce");
  }
  return mark;
}

int smaller(int size) noexcept {
  const auto* const found = std::find(sizes.begin(), sizes.end(), size);
  return found == sizes.end() || found + 1 == sizes.end() ? 0 : *(found + 1);
}

int larger(int size) noexcept {
  const auto* const found = std::find(sizes.begin(), sizes.end(), size);
  return found == sizes.end() || found == sizes.begin() ? sizes.front() : *(found - 1);
}

}  // namespace boekbrug::adapters::woocommerce_api
