#pragma once
// Query strings as PHP turns them into nested arrays.

#include <map>
#include <string>
#include <string_view>

namespace boekbrug::sim::magento {

struct parameter_tree {
  std::string value;
  std::map<std::string, parameter_tree, std::less<>> children;
};

/// "a[b][0]=c" becomes a tree; a later value replaces an earlier one; "+" is a space.
parameter_tree parse_parameters(std::string_view query);

}  // namespace boekbrug::sim::magento
