#include "adapters/shops/magento/items.hpp"

#include "adapters/shops/magento/text.hpp"
#include "adapters/shops/magento/types.hpp"

#include <algorithm>
#include <map>

namespace boekbrug::adapters::magento_api {

namespace {

bool carries_amounts(const item_row& row) {
  return row.row_total != 0 || row.tax != 0 || row.discount != 0;
}

item_row read_item(const fields& source) {
  item_row out;
  out.id = source.id("item_id");
  out.parent = source.id_or_none("parent_item_id");
  out.type = lower(source.loose_text("product_type"));
  out.sku = field_text(source.loose_text("sku"), 100);
  out.name = plain_text(source.loose_text("name"));
  out.product_id = field_text(source.loose_text("product_id"), 40);
  out.quantity = source.number("qty_ordered").value_or(core::decimal{1});
  out.row_total = source.number_or_zero("row_total");
  out.tax = source.number_or_zero("tax_amount");
  out.hidden_tax = source.number_or_zero("discount_tax_compensation_amount");
  out.discount = source.number_or_zero("discount_amount");
  out.percent = source.number("tax_percent");
  out.price = source.number("price");
  out.price_with_tax = source.number("price_incl_tax");
  out.original_price = source.number("original_price");
  out.is_service = out.type == "virtual" || out.type == "downloadable" || source.flag("is_virtual");
  out.weee = read_weee(source);
  return out;
}

}  // namespace

std::vector<weee_row> read_weee(const fields& item) {
  const auto net = item.number_or_zero("weee_tax_applied_row_amount");
  const std::string text = item.loose_text("weee_tax_applied");
  std::vector<weee_row> out;
  boost::system::error_code code;
  const auto list = json::parse(quote_numbers(text.substr(0, 64U << 10U)), code);
  if (!code && list.is_array()) {
    for (const auto& one : list.get_array()) {
      if (!one.is_object()) {
        continue;
      }
      const fields row{one.get_object(), item.path() + ".weee_tax_applied", item.problem()};
      const auto own = row.number_or_zero("row_amount");
      const auto gross = row.number("row_amount_incl_tax").value_or(own);
      if (own != 0 || gross != 0) {
        out.push_back({plain_text(row.loose_text("title"), 100), own, gross});
      }
    }
  }
  if (out.empty() && net != 0) {
    out.push_back({"", net, net});
  }
  return out;
}

std::vector<item_row> read_items(const fields& order) {
  std::vector<item_row> rows;
  const auto& list = order.list_or_empty("items");
  if (list.size() > items_max) {
    order.wrong("items", "too many rows");
    return rows;
  }
  for_each_object(order, "items",
                  [&rows](const fields& source) { rows.push_back(read_item(source)); });
  return rows;
}

std::vector<item_group> group_items(const std::vector<item_row>& rows) {
  std::map<std::int64_t, std::size_t> place;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    place.emplace(rows[at].id, at);
  }
  const auto has_parent = [&](const item_row& row) {
    if (!row.parent || *row.parent == row.id) {
      return false;
    }
    const auto found = place.find(*row.parent);
    // Two levels only; whatever hangs below a child counts as a row of its own.
    return found != place.end() && !rows[found->second].parent;
  };
  std::vector<item_group> groups;
  std::map<std::size_t, std::size_t> group_of;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (!has_parent(rows[at])) {
      group_of.emplace(at, groups.size());
      groups.push_back({at, {}, false, false});
    }
  }
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (has_parent(rows[at])) {
      groups[group_of.at(place.at(*rows[at].parent))].children.push_back(at);
    }
  }
  for (auto& group : groups) {
    group.children_count =
        std::any_of(group.children.begin(), group.children.end(),
                    [&rows](std::size_t child) { return carries_amounts(rows[child]); });
    group.doubtful = group.children_count && carries_amounts(rows[group.parent]);
  }
  return groups;
}

std::vector<std::size_t> counted_rows(const std::vector<item_group>& groups) {
  std::vector<std::size_t> out;
  for (const auto& group : groups) {
    if (group.children_count) {
      out.insert(out.end(), group.children.begin(), group.children.end());
    } else {
      out.push_back(group.parent);
    }
  }
  return out;
}

std::string line_name(const std::vector<item_row>& rows, const std::vector<item_group>& groups,
                      std::size_t at) {
  const std::string& own = rows[at].name;
  const auto group = std::find_if(groups.begin(), groups.end(), [at](const item_group& one) {
    return one.parent == at && one.children.size() == 1;
  });
  if (group == groups.end() || rows[at].type != "configurable") {
    return own;
  }
  const std::string& variant = rows[group->children.front()].name;
  if (variant.empty() || variant == own) {
    return own;
  }
  return variant.rfind(own, 0) == 0 ? variant : own + " (" + variant + ")";
}

}  // namespace boekbrug::adapters::magento_api
