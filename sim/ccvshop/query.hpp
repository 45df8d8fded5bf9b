#pragma once
// The query of a request, decoded, with the text as it was sent beside it.

#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::sim::ccvshop {

std::string percent_decoded(std::string_view text);
std::string percent_encoded(std::string_view text);

class query {
public:
  struct entry {
    std::string name, value;
    std::string raw;  // "name=value" as sent
  };
  query() = default;
  explicit query(std::string_view encoded);
  /// The last one of that name; nullptr when absent.
  const std::string* find(std::string_view name) const noexcept;
  const std::vector<entry>& entries() const noexcept { return entries_; }

private:
  std::vector<entry> entries_;
};

}  // namespace boekbrug::sim::ccvshop
