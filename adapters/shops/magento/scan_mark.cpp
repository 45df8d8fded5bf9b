#include "adapters/shops/magento/scan_mark.hpp"

#include "adapters/shops/magento/json.hpp"
#include "adapters/shops/magento/types.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::magento_api {

namespace {

constexpr std::array<std::string_view, 4> step_names{"idle", "pages", "name", "single"};
constexpr std::array<int, 4> sizes{50, 25, 10, 1};

bool read_ids(std::string_view text, std::vector<std::string>& out) {
  for (const auto id : split(text, ',')) {
    if (!read_count(id)) {
      return false;
    }
    out.emplace_back(id);
  }
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
    auto& time = key == "w" ? out.watermark : out.pending;
    time = read_time(value);
    return time.has_value();
  }
  if (key == "l" || key == "b") {
    const auto id = read_count(value);
    (key == "l" ? out.last : out.broken) = id.value_or(0);
    return id.has_value();
  }
  if (key == "n") {
    const auto size = read_count(value);
    const bool known = size && std::find(sizes.begin(), sizes.end(), *size) != sizes.end();
    out.size = known ? static_cast<int>(*size) : out.size;
    return known;
  }
  return key == "f" && read_ids(value, out.failed);
}

}  // namespace

std::string encode(const scan_mark& mark) {
  std::string text = "mg1;s=" + std::string(step_names[static_cast<std::size_t>(mark.step) - 1]);
  const auto add = [&text](std::string_view key, const std::string& value) {
    if (!value.empty()) {
      text += ';' + std::string(key) + '=' + value;
    }
  };
  add("w", mark.watermark ? core::to_bare_text(*mark.watermark) : "");
  add("t", mark.pending ? core::to_bare_text(*mark.pending) : "");
  add("l", std::to_string(mark.last));
  add("b", mark.broken == 0 ? "" : std::to_string(mark.broken));
  add("n", std::to_string(mark.size));
  std::string failed;
  for (const auto& id : mark.failed) {
    failed += (failed.empty() ? "" : ",") + id;
  }
  add("f", failed);
  return text;
}

core::result<scan_mark> decode_mark(std::string_view text) {
  scan_mark mark;
  if (text.empty()) {
    return mark;
  }
  const auto parts = split(text, ';');
  bool good = parts.front() == "mg1";
  for (std::size_t at = 1; good && at < parts.size(); ++at) {
    const auto equals = parts[at].find('=');
    good = equals != std::string_view::npos &&
           read_field(parts[at].substr(0, equals), parts[at].substr(equals + 1), mark);
  }
  good = good && (mark.step == scan_step::idle || mark.pending.has_value());
  good = good && (mark.step != scan_step::single || mark.broken > mark.last);
  if (!good) {
    // Never start again from nothing here: a first scan would call everything history.
    return core::fail(core::errc::invalid_input, "not a scan mark of Magento");
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

std::string encode(const page_work& work) {
  std::vector<std::string> parts{std::to_string(static_cast<int>(work.next)),
                                 std::to_string(work.after), work.orders, work.invoices};
  parts.insert(parts.end(), work.memos.begin(), work.memos.end());
  return pack(parts);
}

page_work decode_work(std::string_view text) {
  const auto parts = text.empty() ? std::nullopt : unpack(text);
  if (!parts || parts->size() < 4) {
    return {};
  }
  const auto step = read_count((*parts)[0]);
  const auto after = read_count((*parts)[1]);
  if (!step || *step < 1 || *step > 3 || !after) {
    return {};
  }
  page_work work;
  work.next = static_cast<page_work::step>(*step);
  work.after = *after;
  work.orders = (*parts)[2];
  work.invoices = (*parts)[3];
  work.memos.assign(parts->begin() + 4, parts->end());
  return work;
}

}  // namespace boekbrug::adapters::magento_api
