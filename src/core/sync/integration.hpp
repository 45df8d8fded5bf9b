#pragma once
// An installed integration: its settings and its schedule, as stored.

#include "core/base/ids.hpp"
#include "core/ports/ledger_adapter.hpp"
#include "core/ports/shop_adapter.hpp"
#include "core/sync/settings.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace boekbrug::core {

enum class integration_state : std::uint8_t {
  active = 1,
  paused,           // 'Gepauzeerd'
  connection_lost,  // 'Verbinding verbroken' (R14)
  suspended,        // restarted too often; an operator must look
  removed,
};
std::string_view name(integration_state state) noexcept;

struct account {
  account_id id{};
  std::string name;
};

/// Rarely written. The dynamic part is `integration_schedule`.
struct integration {
  integration_id id{};
  account_id account{};
  std::string name;  // what people see: "winkel.example -> Winkel B.V."
  shop_connection shop;
  std::string shop_time_zone;  // IANA
  std::string shop_country;    // base country
  connection_id ledger{};
  card_settings cards;
  time_point installed_at;
};

/// Written at each run; small on purpose.
struct integration_schedule {
  integration_state state = integration_state::active;
  time_point next_run_at;
  time_point last_run_at{};      // start of the last run; 0 = never
  time_point last_success_at{};  // end of the last run without error
  std::uint32_t failures = 0;    // in a row
  errc last_error{};             // 0 = none
  std::string last_error_detail;
  bool first_scan_done = false;  // before that, eligible orders are history (R3)
  std::string mark;              // scan_cursor::mark
  std::uint32_t restarts = 0;    // of the actor, in the current window
};

/// One connected administration of one account, with its credentials.
struct ledger_account_connection {
  connection_id id{};
  account_id account{};
  std::string kind;
  administration admin;
  secret access_token;
  secret refresh_token;
  std::optional<time_point> expires_at;
  std::string local_address;  // egress address it is pinned to; "" = any
  bool lost = false;          // credentials refused; waits for a reconnect
};

/// A run, for 'Logboek'.
struct run_record {
  time_point started;
  time_point ended;
  std::uint32_t read = 0;  // orders seen
  std::uint32_t made_ready = 0;
  std::uint32_t sent = 0;
  std::uint32_t failed = 0;
  errc error{};  // 0 = none
  std::string detail;
};

}  // namespace boekbrug::core
