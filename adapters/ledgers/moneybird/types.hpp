#pragma once
// Facts of the Moneybird API v2 that more than one file needs.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace boekbrug::adapters::moneybird_api {

/// The largest page that the API gives; 101 is refused with 400.
inline constexpr std::size_t page_size = 100;
/// Larger answers are refused unread. A page of 100 invoices with many lines stays well below it.
inline constexpr std::size_t body_bytes_max = 32U << 20U;
/// No list of an administration is longer than this; more means that something is wrong.
inline constexpr std::size_t list_items_max = 50'000;
/// Refusals are cut to this many bytes before they are shown.
inline constexpr std::size_t detail_bytes_max = 600;
/// The length of the limit's window, assumed when a 429 does not say when it ends.
inline constexpr std::chrono::seconds limit_window{300};
/// Tokens with less time left than this are renewed first.
inline constexpr std::chrono::minutes renew_ahead{5};

/// Which call an answer belongs to: the same status means different things to different calls.
enum class call : std::uint8_t {
  tokens,           // the token endpoint: its errors are OAuth's
  administrations,  // needs no scope
  collection,       // lists and searches: a 404 can only mean the administration
  create_contact,
  document,  // create, read or send
  delete_draft,
  pay,
  find_product,
  create_product,
};

/// The lists behind the settings cards, in the order of `ledger_adapter::list_request`.
enum class list : std::size_t {
  administrations = 0,
  active_rates,
  ledger_accounts,
  document_styles,
  workflows,
  financial_accounts,
  inactive_rates,  // last: only for naming a rate that was chosen once
  count,
};

/// The name that goes to `ledger_lists::refused`.
std::string_view name(list which) noexcept;

}  // namespace boekbrug::adapters::moneybird_api
