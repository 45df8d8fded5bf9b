#pragma once
// Addresses of lists and how to go on in them.

#include "adapters/shops/ccvshop/errors.hpp"

namespace boekbrug::adapters::ccvshop_api {

inline constexpr int page_size = 100;

/// Where a list stands. `path` is the shop's own `next`, "" when the address is to be built.
struct list_place {
  std::string path;
  std::int64_t start = 0;
};

/// `base` ends in '?' or '&'; start and size are added.
std::string list_uri(std::string_view base, const list_place& place, int size);

/// The place after `page`; nothing when the list is at its end. A `next` on another host, of
/// another resource or without progress is not followed: then counting goes on.
std::optional<list_place> place_after(const core::shop_connection& shop, std::string_view base,
                                      const list_place& place, int size, const collection& page);

}  // namespace boekbrug::adapters::ccvshop_api
