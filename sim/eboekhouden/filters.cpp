#include "sim/eboekhouden/filters.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::sim::eboekhouden {

namespace {

constexpr std::int64_t limit_max = 2'000;

std::optional<wide> comparable(column_kind kind, const std::string& text) {
  if (kind == column_kind::date) {
    const auto found = parse_day(text);
    return found ? std::optional<wide>{found->time_since_epoch().count()} : std::nullopt;
  }
  if (kind == column_kind::flag) {
    return text == "true"    ? std::optional<wide>{1}
           : text == "false" ? std::optional<wide>{0}
                             : std::nullopt;
  }
  const auto found = parse_number(text);
  return found ? std::optional{found->units} : std::nullopt;
}

bool is_text(column_kind kind) {
  return kind == column_kind::text || kind == column_kind::folded_text;
}

/// The index behind one UTF-8 character.
std::size_t after_character(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
    ++at;
  }
  return at;
}

}  // namespace

bool matches_pattern(std::string_view given_text, std::string_view given_pattern) {
  const auto text = lower(given_text);
  const auto pattern = lower(given_pattern);
  std::size_t t = 0;
  std::size_t p = 0;
  std::size_t retry_pattern = std::string::npos;
  std::size_t retry_text = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '%') {
      retry_pattern = ++p;
      retry_text = t;
    } else if (p < pattern.size() && pattern[p] == '?') {
      t = after_character(text, t);
      ++p;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++t;
      ++p;
    } else if (retry_pattern != std::string::npos) {
      p = retry_pattern;
      t = retry_text = after_character(text, retry_text);
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '%') {
    ++p;
  }
  return p == pattern.size();
}

list_query::list_query(context& of, std::span<const column> columns) : of_{of} {
  for (const auto& [key, value] : of.request.query) {
    if (key == "limit" || key == "offset") {
      const auto number = parse_number(value);
      const bool whole_number = number && number->units % decimal_one == 0;
      const auto found = whole_number ? static_cast<std::int64_t>(number->units / decimal_one) : -1;
      if (key == "limit") {
        limit_ = found;
      } else {
        offset_ = found;
      }
    } else {
      read(key, value, columns);
    }
  }
  if (limit_ < 1 || limit_ > limit_max) {
    wrong_.add("PAGE_001", "Limit");
  }
  if (offset_ < 0) {
    wrong_.add("PAGE_002", "Offset");
  }
}

std::optional<list_query::operation> list_query::operation_of(std::string_view word) {
  constexpr std::array<std::string_view, 9> words{"",    "not_eq", "like", "not_like", "gt",
                                                  "gte", "lt",     "lte",  "range"};
  const auto* const at = std::find(words.begin(), words.end(), word);
  if (at == words.end()) {
    return std::nullopt;
  }
  return static_cast<operation>(at - words.begin());
}

void list_query::read(const std::string& key, const std::string& value,
                      std::span<const column> columns) {
  const auto bracket = std::min(key.find('['), key.size());
  const auto name = key.substr(0, bracket);
  const auto known = std::find_if(columns.begin(), columns.end(),
                                  [&](const column& one) { return one.name == name; });
  if (known == columns.end()) {
    ++of_.all.counted.unknown_parameters[printable(name)];
    return;
  }
  std::string_view word = std::string_view{key}.substr(bracket);
  const bool closed = word.size() >= 3 && word.back() == ']';
  const auto op = word.empty() ? operation_of("")
                  : closed     ? operation_of(word.substr(1, word.size() - 2))
                               : std::nullopt;
  filter made{name, known->kind, op.value_or(operation::equal), {}, 0, 0};
  if (!op || find(name) != nullptr || !read_value(made, value)) {
    wrong_.add("ERR_002", printable(key));
    return;
  }
  filters_.push_back(std::move(made));
}

bool list_query::read_value(filter& into, const std::string& value) const {
  if (is_text(into.kind)) {
    into.text = value;
    return into.op <= operation::unlike;
  }
  if (into.op == operation::like || into.op == operation::unlike) {
    return false;
  }
  const auto comma = into.op == operation::range ? value.find(',') : value.size();
  if (comma == std::string::npos) {
    return false;
  }
  const auto low = comparable(into.kind, value.substr(0, comma));
  const auto high =
      into.op == operation::range ? comparable(into.kind, value.substr(comma + 1)) : low;
  into.low = low.value_or(0);
  into.high = high.value_or(0);
  return low && high;
}

const list_query::filter* list_query::find(std::string_view name) const {
  const auto at = std::find_if(filters_.begin(), filters_.end(),
                               [name](const filter& one) { return one.name == name; });
  return at == filters_.end() ? nullptr : &*at;
}

std::optional<reply> list_query::refusal() const {
  return wrong_.empty() ? std::nullopt : std::optional{of_.refuse(wrong_)};
}

const std::string* list_query::exact(std::string_view name) const {
  const auto* found = find(name);
  return found != nullptr && found->op == operation::equal ? &found->text : nullptr;
}

bool list_query::accepts(std::string_view name, std::string_view value) const {
  const auto* with = find(name);
  if (with == nullptr) {
    return true;
  }
  const bool same = with->kind == column_kind::folded_text ? lower(value) == lower(with->text)
                                                           : value == with->text;
  switch (with->op) {
    case operation::unequal:
      return !same;
    case operation::like:
      return matches_pattern(value, with->text);
    case operation::unlike:
      return !matches_pattern(value, with->text);
    default:
      return same;
  }
}

bool list_query::compare(const filter& with, wide value) const {
  switch (with.op) {
    case operation::unequal:
      return value != with.low;
    case operation::above:
      return value > with.low;
    case operation::at_least:
      return value >= with.low;
    case operation::below:
      return value < with.low;
    case operation::at_most:
      return value <= with.low;
    case operation::range:
      return with.low <= value && value <= with.high;
    default:
      return value == with.low;
  }
}

bool list_query::accepts(std::string_view name, std::int64_t value) const {
  const auto* with = find(name);
  return with == nullptr || compare(*with, whole(value).units);
}

bool list_query::accepts(std::string_view name, day value) const {
  const auto* with = find(name);
  return with == nullptr || compare(*with, value.time_since_epoch().count());
}

bool list_query::accepts_money(std::string_view name, cents value) const {
  const auto* with = find(name);
  return with == nullptr || compare(*with, static_cast<wide>(value) * (decimal_one / 100));
}

bool list_query::accepts_flag(std::string_view name, bool value) const {
  const auto* with = find(name);
  return with == nullptr || compare(*with, value ? 1 : 0);
}

reply list_query::page(const array_text& items) const {
  return answer(200, object_text{}.raw("items", items.done()).number("count", taken_).done());
}

}  // namespace boekbrug::sim::eboekhouden
