#pragma once
// Short names for what travels between actors. Messages are local only: immutable data goes as
// shared_ptr<const T> (STYLE 5).

#include "core/limiter/fair_queue.hpp"
#include "core/sync/integration.hpp"
#include "core/sync/item.hpp"
#include "storage/store.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace boekbrug::actors {

template <class T>
using shared = std::shared_ptr<const T>;

/// The next step of a scan: where it stands, and what the whole run looks for.
struct scan_ask {
  core::scan_cursor cursor;
  shared<core::scan_scope> scope;
};

/// A call that a limiter must allow: who asks, and how urgent it is.
struct permit_request {
  core::integration_id who{};
  core::call_class how = core::call_class::live;
};

/// One item to book.
struct post_order {
  core::integration_id integration{};
  core::item_key key;
  core::call_class how = core::call_class::live;
};

/// How a posting ended; the item itself is stored already.
struct post_outcome {
  core::item_key key;
  core::item_state state = core::item_state::ready;
  std::optional<core::error> failure;
  bool connection_lost = false;  // the administration's credentials no longer work
};

/// A page of shop orders or ledger documents for a report.
struct shop_period {
  core::time_point from;
  core::time_point to;
  std::string page;
};
struct ledger_period {
  core::date from;
  core::date to;
  std::string page;
};

/// What merchants and operators ask of one integration.
struct integration_command {
  enum class verb : std::uint8_t {
    run = 1,
    pause,
    resume,
    retry,
    ignore,
    changed,
    hook,    // the shop says that something changed: poll soon
    remove,  // the shop dropped us: stop for good and forget its keys
  };
  verb what{};
  std::string item;  // retry: one item id, "" = all; ignore: the item id
};

/// Something that just happened, for `tail` and the demo's screen.
struct event {
  core::time_point when;
  core::integration_id integration{};
  std::string kind;     // "run", "sent", "waiting", "error", "state", "install"
  std::string subject;  // order number
  std::string text;
};

using batch_ptr = std::shared_ptr<storage::write_batch>;  // moved out by the receiver
using request_ptr = std::shared_ptr<core::http_request>;  // moved out by the receiver
using response_ptr = shared<core::http_response>;
using exchange_ptr = shared<core::result<core::http_response>>;
using stored_ptr = shared<core::result<void>>;
using signal_ptr = shared<core::limit_signal>;
using ask_ptr = shared<scan_ask>;
using page_ptr = shared<core::scan_page>;
using order_ptr = shared<core::order>;
using credits_ptr = shared<std::vector<core::credit>>;
using post_ptr = shared<post_order>;
using outcome_ptr = shared<post_outcome>;
using lists_ptr = shared<core::ledger_lists>;
using shop_period_ptr = shared<shop_period>;
using shop_orders_ptr = shared<core::shop_adapter::period_page>;
using ledger_period_ptr = shared<ledger_period>;
using documents_ptr = shared<core::document_page>;
using command_ptr = shared<integration_command>;
using event_ptr = shared<event>;
using app_install_ptr = shared<storage::app_install>;

}  // namespace boekbrug::actors
