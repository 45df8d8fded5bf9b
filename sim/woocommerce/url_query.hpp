#pragma once
// Query strings the way PHP reads them.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace boekbrug::sim::woocommerce {

/// "+" is a space, "%2C" a comma; a broken escape stays as it is.
std::string url_decode(std::string_view text, bool plus_is_space = true);
/// RFC 3986: all but A-Z a-z 0-9 - . _ ~.
std::string url_encode(std::string_view text);

/// The decoded parameters in their order.
class url_query {
public:
  url_query() = default;
  explicit url_query(std::string_view encoded);
  const std::vector<std::pair<std::string, std::string>>& pairs() const noexcept { return pairs_; }
  /// The last value of that name, as PHP keeps it; nullptr when absent.
  const std::string* find(std::string_view name) const noexcept;
  std::string get(std::string_view name) const;
  /// "a,b" in one value, `name[]=a`, `name[0]=a`: all lists to WordPress. Empty parts are left out.
  std::vector<std::string> list(std::string_view name) const;
  bool has_list(std::string_view name) const noexcept;

private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

}  // namespace boekbrug::sim::woocommerce
