#pragma once
// Finds out whether an address and a pair of keys open a CCV Shop, and what the shop says of
// itself.

#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::ccvshop_api {

core::result<core::http_request> make_probe(const core::probe_state& state,
                                            const core::request_context& context);
core::result<core::probe_state> parse_probe(const core::probe_state& state,
                                            const core::result<core::http_response>& answer);

}  // namespace boekbrug::adapters::ccvshop_api
