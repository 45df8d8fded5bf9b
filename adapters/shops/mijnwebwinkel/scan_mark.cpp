#include "adapters/shops/mijnwebwinkel/scan_mark.hpp"

#include "adapters/shops/mijnwebwinkel/types.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::mijnwebwinkel_api {

namespace {

constexpr std::string_view version = "mw1";
constexpr std::array<int, 5> sizes{1, 10, 25, 50, 100};
constexpr std::size_t seen_max = 5'000;

std::string seconds_text(core::time_point when) {
  return std::to_string(std::chrono::floor<std::chrono::seconds>(when).time_since_epoch().count());
}

std::optional<scan_step> step_of(std::string_view text) {
  constexpr std::string_view known = "inhcdw";
  if (text.size() != 1 || known.find(text.front()) == std::string_view::npos) {
    return std::nullopt;
  }
  return static_cast<scan_step>(text.front());
}

bool read_member(scan_mark& mark, std::string_view key, std::string_view value) {
  if (key == "s") {
    const auto step = step_of(value);
    mark.step = step.value_or(scan_step::idle);
    return step.has_value();
  }
  if (key == "f") {
    mark.from = value;
    return core::parse_date(value).has_value();
  }
  const auto number = read_count(value);
  if (!number) {
    return false;
  }
  const auto small = static_cast<int>(std::min<std::int64_t>(*number, 1'000));
  if (key == "w" || key == "t") {
    auto& when = key == "w" ? mark.watermark : mark.started;
    when = core::time_point{std::chrono::seconds{std::min<std::int64_t>(*number, 99'999'999'999)}};
  } else if (key == "o") {
    mark.offset = *number;
  } else if (key == "n") {
    mark.size = small;
    return std::find(sizes.begin(), sizes.end(), small) != sizes.end();
  } else if (key == "l") {
    mark.last = value;
  } else if (key == "b") {
    mark.steps_back = small;
  } else if (key == "a") {
    mark.done = value;
  } else if (key == "x") {
    mark.trouble = small;
    return small <= 2;
  } else {
    return false;
  }
  return true;
}

}  // namespace

std::string encode(const scan_mark& mark) {
  std::string text{version};
  const auto add = [&text](char key, const std::string& value) {
    text += std::string(";") + key + '=' + value;
  };
  if (mark.step != scan_step::idle) {
    add('s', std::string(1, static_cast<char>(mark.step)));
  }
  if (mark.watermark) {
    add('w', seconds_text(*mark.watermark));
  }
  if (mark.started) {
    add('t', seconds_text(*mark.started));
  }
  const auto add_text = [&add](char key, const std::string& value) {
    if (!value.empty()) {
      add(key, value);
    }
  };
  const auto add_count = [&add](char key, std::int64_t value, std::int64_t usual) {
    if (value != usual) {
      add(key, std::to_string(value));
    }
  };
  add_text('f', mark.from);
  add_count('o', mark.offset, 0);
  add_count('n', mark.size, 100);
  add_text('l', mark.last);
  add_count('b', mark.steps_back, 0);
  add_text('a', mark.done);
  add_count('x', mark.trouble, 0);
  return text;
}

core::result<scan_mark> decode_mark(std::string_view text) {
  scan_mark mark;
  if (text.empty()) {
    return mark;
  }
  const auto parts = split(text, ';');
  bool good = parts[0] == version;
  for (std::size_t at = 1; at < parts.size(); ++at) {
    const auto equal = parts[at].find('=');
    good = good && equal != std::string_view::npos &&
           read_member(mark, parts[at].substr(0, equal), parts[at].substr(equal + 1));
  }
  const bool listing = mark.step == scan_step::history || mark.step == scan_step::recent;
  if (!good || (listing && mark.from.empty()) ||
      (mark.step == scan_step::changed && !mark.watermark)) {
    return core::fail(core::errc::invalid_input, "the scan's mark cannot be read");
  }
  return mark;
}

std::string encode(const scan_memory& memory) {
  json::object seen;
  for (const auto& [number, print] : memory.seen) {
    seen[number] = print;
  }
  json::object whole;
  whole["seen"] = std::move(seen);
  whole["pending"] = memory.pending;
  whole["next"] = memory.next;
  const auto text = json::serialize(whole);
  return {text.data(), text.size()};
}

scan_memory decode_memory(std::string_view text) {
  scan_memory memory;
  const auto value = parse_json(text);
  const members whole{value ? &*value : nullptr};
  memory.next = whole.text("next");
  const auto* const pending = whole.find("pending");
  if (pending != nullptr && pending->is_array() && !memory.next.empty()) {
    memory.pending = pending->get_array();
  }
  const auto* const seen = whole.find("seen");
  if (seen != nullptr && seen->is_object() && seen->get_object().size() <= seen_max) {
    for (const auto& one : seen->get_object()) {
      memory.seen.emplace(std::string(one.key()), scalar(one.value()).value_or(""));
    }
  }
  return memory;
}

std::optional<scan_mark> ask_less(const scan_mark& mark, bool single) {
  if (mark.step == scan_step::idle || mark.step == scan_step::newest || mark.trouble == 2) {
    return std::nullopt;
  }
  scan_mark less = mark;
  const auto* const at = std::find(sizes.begin(), sizes.end(), mark.size);
  if (single || mark.step == scan_step::waiting || at == sizes.begin() || at == sizes.end()) {
    ++less.trouble;
  } else {
    less.size = *(at - 1);
  }
  return less;
}

int larger(int size) {
  const auto* const above = std::upper_bound(sizes.begin(), sizes.end(), size);
  // Never back to 100 within a run: that is what failed.
  return above == sizes.end() ? size : std::max(size, std::min(*above, 50));
}

int overlap_of(int size) {
  return size >= 25 ? 5 : size > 1 ? 1 : 0;
}

}  // namespace boekbrug::adapters::mijnwebwinkel_api
