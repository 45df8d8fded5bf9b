#pragma once
// `searchCriteria` as Magento reads it: groups ANDed, filters in a group ORed.

#include "sim/magento/replies.hpp"
#include "sim/magento/text.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace boekbrug::sim::magento {

enum class condition : std::uint8_t {
  eq,
  neq,
  gt,
  gteq,
  lt,
  lteq,
  in,
  nin,
  like,
  nlike,
  finset,
  null,
  notnull
};

enum class column_kind : std::uint8_t { number, text, time };

struct column {
  std::string_view name;
  column_kind kind = column_kind::text;
};
using columns = std::vector<column>;

struct filter {
  std::string field, value, condition_text;
  condition test = condition::eq;
  const column* on = nullptr;
  // The value in the form of the column; `numbers` also holds times as seconds.
  std::vector<std::int64_t> numbers;
  std::vector<std::string> texts;
};
using filter_group = std::vector<filter>;

struct sort_order {
  std::string field;
  bool ascending = false;
  const column* on = nullptr;
};

struct criteria {
  std::vector<filter_group> groups;
  std::vector<sort_order> sorts;
  std::optional<std::int64_t> page_size, current_page;
};

struct page_limits {
  bool on = false;
  std::int64_t size_max = 300, size_default = 20;
};

struct parsed_criteria {
  criteria wanted;
  std::optional<net::server_response> refusal;
  std::vector<std::string> unknown;  // names of query parameters that mean nothing here
};

parsed_criteria parse_criteria(std::string_view query, const columns& known,
                               const page_limits& limits);
/// `"search_criteria":{...}` of the answer, the object only.
std::string criteria_text(const criteria& wanted);

/// The value of a row's column; nothing for NULL.
using column_value = std::variant<std::monostate, std::int64_t, std::string>;
bool matches(const filter& wanted, const column_value& value);
/// As MySQL compares: case-blind for text. NULL comes first.
int compare(const column_value& a, const column_value& b);

}  // namespace boekbrug::sim::magento
