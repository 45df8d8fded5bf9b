#pragma once
// Finding a way of logging in (magento.md 1.2 and 1.3): bearer, then OAuth 1.0a with SHA-256, with
// the addresses that Magento may believe it has, with SHA-1.

#include "core/ports/shop_adapter.hpp"

namespace boekbrug::adapters::magento_api {

core::probe_state start_login(core::probe_state state);
bool is_login(std::string_view stage) noexcept;
core::result<core::probe_state> after_login(core::probe_state state,
                                            const core::result<core::http_response>& answer);
/// No REST API of Magento 2 was found: is it Magento 1?
core::error after_old_api(const core::result<core::http_response>& answer);

}  // namespace boekbrug::adapters::magento_api
