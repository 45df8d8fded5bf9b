#pragma once
// Connecting a shop (magento.md 1): the right address, a way of logging in, the rights, the
// settings.
//
//   "" (home page) -> auth -> invoices -> memos -> views -> configs -> sample -> rates -> version
//
// Everything up to `memos` must succeed; what comes after it may be refused to the token.

#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::magento_api {

core::result<core::http_request> make_probe(const core::probe_state& state,
                                            const core::request_context& context);
core::result<core::probe_state> parse_probe(const core::probe_state& state,
                                            const core::result<core::http_response>& answer);

}  // namespace boekbrug::adapters::magento_api
