#include "adapters/shops/ccvshop/listing.hpp"

#include "adapters/shops/ccvshop/types.hpp"
#include "core/booking/text.hpp"

namespace boekbrug::adapters::ccvshop_api {

namespace {

std::string bare(const std::string& host) {
  return host.starts_with("www.") ? host.substr(4) : host;
}

std::optional<std::int64_t> start_in(std::string_view uri) {
  const auto question = uri.find('?');
  if (question == std::string_view::npos) {
    return std::nullopt;
  }
  for (const auto part : split(uri.substr(question + 1), '&')) {
    if (part.starts_with("start=")) {
      return read_count(part.substr(6));
    }
  }
  return std::nullopt;
}

bool is_plain(std::string_view uri) {
  constexpr std::size_t longest = 2000;
  return uri.size() < longest && uri.find_first_of(" \r\n\t\"<>#") == std::string_view::npos;
}

}  // namespace

std::string list_uri(std::string_view base, const list_place& place, int size) {
  if (!place.path.empty()) {
    return place.path;
  }
  return std::string(base) + "start=" + std::to_string(place.start) +
         "&size=" + std::to_string(size);
}

std::optional<list_place> place_after(const core::shop_connection& shop, std::string_view base,
                                      const list_place& place, int size, const collection& page) {
  if (page.items.empty() || (page.has_next_member && page.next.empty())) {
    return std::nullopt;
  }
  list_place counted{"", place.start + static_cast<std::int64_t>(page.items.size())};
  const std::string uri = uri_of(page.next);
  const auto resource = base.substr(0, base.find('?'));
  const auto start = start_in(uri);
  const bool ours = bare(host_of(page.next)) == bare(host_of(shop.base_url)) &&
                    uri.starts_with(resource) && is_plain(uri);
  // After a smaller page the shop's own address would keep the small size.
  const bool useful = size == page_size && start && *start > place.start;
  if (ours && useful) {
    return list_place{uri, *start};
  }
  return counted;
}

}  // namespace boekbrug::adapters::ccvshop_api
