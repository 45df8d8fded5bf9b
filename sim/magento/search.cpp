#include "sim/magento/search.hpp"

#include "sim/magento/json_text.hpp"
#include "sim/magento/search_tree.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::sim::magento {
namespace {

struct condition_name {
  std::string_view name;
  condition test;
};
constexpr std::array<condition_name, 16> condition_names{{{"eq", condition::eq},
                                                          {"neq", condition::neq},
                                                          {"gt", condition::gt},
                                                          {"gteq", condition::gteq},
                                                          {"moreq", condition::gteq},
                                                          {"from", condition::gteq},
                                                          {"lt", condition::lt},
                                                          {"lteq", condition::lteq},
                                                          {"to", condition::lteq},
                                                          {"in", condition::in},
                                                          {"nin", condition::nin},
                                                          {"like", condition::like},
                                                          {"nlike", condition::nlike},
                                                          {"finset", condition::finset},
                                                          {"null", condition::null},
                                                          {"notnull", condition::notnull}}};

net::server_response unknown_column(std::string_view name, std::string_view clause) {
  return error_reply(400, "SQLSTATE[42S22]: Column not found: 1054 Unknown column 'main_table." +
                              std::string{name} + "' in '" + std::string{clause} + "'");
}

const column* find_column(const columns& known, std::string_view name) {
  const auto it = std::find_if(known.begin(), known.end(),
                               [&](const column& one_column) { return one_column.name == name; });
  return it == known.end() ? nullptr : &*it;
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> out;
  while (true) {
    const std::size_t end = text.find(',');
    out.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) {
      return out;
    }
    text.remove_prefix(end + 1);
  }
}

std::optional<net::server_response> prepare(filter& wanted, const columns& known) {
  wanted.on = find_column(known, wanted.field);
  if (wanted.on == nullptr) {
    return unknown_column(wanted.field, "where clause");
  }
  const std::string name = wanted.condition_text.empty() ? "eq" : wanted.condition_text;
  const auto it = std::find_if(condition_names.begin(), condition_names.end(),
                               [&](const condition_name& entry) { return entry.name == name; });
  if (it == condition_names.end()) {
    return error_reply(400, "SQLSTATE[42000]: Syntax error or access violation: 1064 near '" +
                                wanted.condition_text + "'");
  }
  wanted.test = it->test;
  const bool many = wanted.test == condition::in || wanted.test == condition::nin;
  wanted.texts = many ? split_list(wanted.value) : std::vector<std::string>{wanted.value};
  const bool typed = wanted.test != condition::like && wanted.test != condition::nlike &&
                     wanted.test != condition::finset && wanted.test != condition::null &&
                     wanted.test != condition::notnull;
  if (!typed || wanted.on->kind == column_kind::text) {
    return std::nullopt;
  }
  for (const auto& text : wanted.texts) {
    if (wanted.on->kind == column_kind::number) {
      wanted.numbers.push_back(parse_money(text).value_or(0));  // as MySQL: no number is 0
      continue;
    }
    const auto when = parse_time(text);
    if (!when) {
      return error_reply(
          400, "SQLSTATE[HY000]: General error: 1525 Incorrect DATETIME value: '" + text + "'");
    }
    wanted.numbers.push_back(when->time_since_epoch().count());
  }
  return std::nullopt;
}

net::server_response wrong_type(const std::string& value) {
  return error_reply(400,
                     "The \"%value\" value's type is invalid. The \"%type\" type was expected. "
                     "Verify and try again.",
                     {{"value", value}, {"type", "int"}});
}

net::server_response no_accessor(const std::string& name) {
  return error_reply(400, "Property \"" + name +
                              "\" does not have accessor method in class "
                              "\"Magento\\Framework\\Api\\SearchCriteriaInterface\".");
}

/// "filterGroups", "filter_groups" -> "filter_groups"
std::string snake(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      out += out.empty() ? "" : "_";
      out += static_cast<char>(c | 0x20);
    } else {
      out += c;
    }
  }
  return out;
}

class criteria_reader {
public:
  criteria_reader(parsed_criteria& out, const columns& known) : out_{out}, known_{known} {}

  void read(const parameter_tree& root) {
    for (const auto& [name, node] : root.children) {
      const std::string key = snake(name);
      if (key == "filter_groups") {
        for (const auto& [index, group] : node.children) {
          read_group(group);
        }
      } else if (key == "sort_orders") {
        for (const auto& [index, order] : node.children) {
          read_sort(order);
        }
      } else if (key == "page_size") {
        read_number(node, out_.wanted.page_size);
      } else if (key == "current_page") {
        read_number(node, out_.wanted.current_page);
      } else {
        refuse(no_accessor(name));
      }
    }
  }

private:
  void refuse(net::server_response reply) {
    if (!out_.refusal) {
      out_.refusal = std::move(reply);
    }
  }
  void read_number(const parameter_tree& node, std::optional<std::int64_t>& number) {
    number = parse_id(node.value);
    if (!number || !node.children.empty()) {
      refuse(wrong_type(node.value));
    }
  }
  void read_group(const parameter_tree& node) {
    filter_group group;
    for (const auto& [name, list] : node.children) {
      if (snake(name) != "filters") {
        refuse(no_accessor(name));
        continue;
      }
      for (const auto& [index, entry] : list.children) {
        filter one_filter;
        for (const auto& [key, leaf] : entry.children) {
          const std::string part = snake(key);
          if (part != "field" && part != "value" && part != "condition_type") {
            refuse(no_accessor(key));
          }
          (part == "field"   ? one_filter.field
           : part == "value" ? one_filter.value
                             : one_filter.condition_text) = leaf.value;
        }
        if (auto refusal = prepare(one_filter, known_)) {
          refuse(std::move(*refusal));
        }
        group.push_back(std::move(one_filter));
      }
    }
    if (!group.empty()) {
      out_.wanted.groups.push_back(std::move(group));
    }
  }
  void read_sort(const parameter_tree& node) {
    sort_order order;
    for (const auto& [key, leaf] : node.children) {
      if (key == "field") {
        order.field = leaf.value;
      } else if (key == "direction") {
        const std::string direction = leaf.value;
        order.ascending = direction == "ASC" || direction == "asc";
        if (!order.ascending && direction != "DESC" && direction != "desc") {
          refuse(listed_error_reply(400,
                                    "Sort order has to be specified as %1 for ascending order or "
                                    "%2 for descending order.",
                                    {"ASC", "DESC"}));
        }
      } else {
        refuse(no_accessor(key));
      }
    }
    order.on = find_column(known_, order.field);
    if (order.on == nullptr) {
      refuse(unknown_column(order.field, "order clause"));
    }
    out_.wanted.sorts.push_back(std::move(order));
  }

  parsed_criteria& out_;
  const columns& known_;
};

void apply_limits(parsed_criteria& out, const page_limits& limits) {
  if (!limits.on) {
    return;
  }
  if (!out.wanted.page_size) {
    out.wanted.page_size = limits.size_default;
  } else if (*out.wanted.page_size > limits.size_max && !out.refusal) {
    out.refusal = error_reply(400, "Maximum SearchCriteria pageSize is %max",
                              {{"#max", std::to_string(limits.size_max)}});
  }
}

}  // namespace

parsed_criteria parse_criteria(std::string_view query, const columns& known,
                               const page_limits& limits) {
  parsed_criteria out;
  const parameter_tree all = parse_parameters(query);
  const parameter_tree* root = nullptr;
  for (const auto& [name, node] : all.children) {
    if (name == "searchCriteria" || name == "search_criteria") {
      root = &node;
    } else if (name != "fields") {
      out.unknown.push_back(name);
    }
  }
  if (root == nullptr) {
    out.refusal = error_reply(400, "\"%fieldName\" is required. Enter and try again.",
                              {{"fieldName", "searchCriteria"}});
    return out;
  }
  criteria_reader{out, known}.read(*root);
  apply_limits(out, limits);
  return out;
}

std::string criteria_text(const criteria& wanted) {
  std::string text;
  json_writer json{text};
  json.begin_object().key("filter_groups").begin_array();
  for (const auto& group : wanted.groups) {
    json.begin_object().key("filters").begin_array();
    for (const auto& one_filter : group) {
      json.begin_object().member("field", one_filter.field).member("value", one_filter.value);
      json.member("condition_type",
                  one_filter.condition_text.empty() ? "eq" : one_filter.condition_text);
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
  if (!wanted.sorts.empty()) {
    json.key("sort_orders").begin_array();
    for (const auto& order : wanted.sorts) {
      json.begin_object().member("field", order.field);
      json.member("direction", order.ascending ? "ASC" : "DESC").end_object();
    }
    json.end_array();
  }
  if (wanted.page_size) {
    json.key("page_size").number(*wanted.page_size);
  }
  if (wanted.current_page) {
    json.key("current_page").number(*wanted.current_page);
  }
  json.end_object();
  return text;
}

}  // namespace boekbrug::sim::magento
