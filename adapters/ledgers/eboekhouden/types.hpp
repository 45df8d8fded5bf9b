#pragma once
// Facts of the e-Boekhouden.nl REST API v1 that more than one file needs.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace boekbrug::adapters::eboekhouden_api {

/// The largest page that the API gives.
inline constexpr std::size_t page_size_max = 2000;
/// What a search for one thing asks for; a full page means that the filter did not work.
inline constexpr std::size_t search_size = 100;
/// Larger answers are refused unread.
inline constexpr std::size_t body_bytes_max = 32U << 20U;
/// Refusals are cut to this many bytes before they are shown.
inline constexpr std::size_t detail_bytes_max = 600;
/// Invoice numbers and payment references.
inline constexpr std::size_t number_chars_max = 50;
/// Rows of one mutation or invoice.
inline constexpr std::size_t rows_max = 100;
/// Session tokens with less time left than this are renewed first.
inline constexpr std::chrono::seconds renew_ahead{60};
/// How long a session lives when the answer does not say.
inline constexpr std::chrono::seconds session_life{3600};
/// The pause after a 429 that names none.
inline constexpr std::chrono::seconds limit_pause{2};

/// Which call an answer belongs to: the same refusal means different things to different calls.
enum class call : std::uint8_t {
  session,
  collection,  // lists and searches
  create_contact,
  create_document,
  read,  // one thing by its id
  pay,
};

/// The lists behind the settings cards, in the order of `ledger_adapter::list_request`.
enum class list : std::size_t {
  ledgers = 0,  // also names the administration
  templates,
  cost_centers,
  count,
};

}  // namespace boekbrug::adapters::eboekhouden_api
