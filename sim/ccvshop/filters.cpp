#include "sim/ccvshop/filters.hpp"

#include "sim/ccvshop/signing.hpp"

#include <algorithm>

namespace boekbrug::sim::ccvshop {

const std::string* filter_reader::find(std::string_view name) {
  know(name);
  const auto* given = request_.parameters.find(name);
  return given == nullptr || given->empty() ? nullptr : given;
}

void filter_reader::refuse(std::string_view name, std::string_view why) {
  if (problem_.empty()) {
    problem_ = "Parameter " + std::string{name} + ": " + std::string{why} + " expected.";
  }
}

std::optional<std::int64_t> filter_reader::number(std::string_view name) {
  const auto* given = find(name);
  if (given == nullptr) {
    return std::nullopt;
  }
  const auto value = whole_number(*given);
  if (!value) {
    refuse(name, "a whole number");
  }
  return value;
}

std::optional<bool> filter_reader::flag(std::string_view name) {
  const auto* given = find(name);
  if (given == nullptr) {
    return std::nullopt;
  }
  if (*given != "true" && *given != "false") {
    refuse(name, "true or false");
    return std::nullopt;
  }
  return *given == "true";
}

std::optional<std::string> filter_reader::text(std::string_view name) {
  const auto* given = find(name);
  return given == nullptr ? std::nullopt : std::optional{*given};
}

std::optional<time_point> filter_reader::date(std::string_view name, bool whole_day) {
  const auto* given = find(name);
  if (given == nullptr) {
    return std::nullopt;
  }
  const auto when = parse_date(*given, shop_.options.iso_dates);
  if (!when) {
    refuse(name, "YYYY-MM-DD");
    return std::nullopt;
  }
  return whole_day && given->size() == 10 ? *when + std::chrono::days{1} : *when;
}

std::optional<time_point> filter_reader::from(std::string_view name) {
  return date(name, false);
}

std::optional<time_point> filter_reader::until(std::string_view name) {
  const auto when = date(name, shop_.options.max_date_whole_day);
  // "max" names the last moment shown, not the first one left out.
  return when && !shop_.options.max_date_whole_day ? *when + std::chrono::milliseconds{1} : when;
}

std::optional<std::string> filter_reader::day(std::string_view name) {
  const auto when = date(name, false);
  return when ? std::optional{utc_text(*when).substr(0, 10)} : std::nullopt;
}

std::pair<std::size_t, bool> filter_reader::order(const std::vector<std::string_view>& names) {
  const auto* given = find("orderby");
  if (given == nullptr) {
    return {0, false};
  }
  std::string_view name = *given;
  const bool descending = name.ends_with("_desc");
  name.remove_suffix(descending ? 5 : 0);
  const auto it = std::find(names.begin(), names.end(), name);
  if (it == names.end()) {
    refuse("orderby", "a field that can be sorted by");
    return {0, false};
  }
  return {static_cast<std::size_t>(it - names.begin()), descending};
}

std::optional<net::server_response> filter_reader::finish() {
  for (const auto& entry : request_.parameters.entries()) {
    if (std::find(known_.begin(), known_.end(), entry.name) == known_.end()) {
      ++shop_.unknown_parameters[entry.name];
    }
  }
  return problem_.empty() || shop_.options.ignore_bad_filters
             ? std::nullopt
             : std::optional{error_reply(400, "", problem_)};
}

}  // namespace boekbrug::sim::ccvshop
