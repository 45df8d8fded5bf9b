#pragma once
// What a merchant types as the address of the shop -> a canonical base URL.

#include "adapters/shared/site_address.hpp"

namespace boekbrug::adapters::magento_api {

using shared::bare_host;
using shared::folder_of;
using shared::origin_of;
using shared::scheme_of;
using shared::typed_scheme;

/// As `shared::canonical_base`, with the pages of this kind of shop.
core::result<std::string> canonical_base(std::string_view text);

}  // namespace boekbrug::adapters::magento_api
