#include "adapters/shops/mijnwebwinkel/types.hpp"

#include "core/booking/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace boekbrug::adapters::mijnwebwinkel_api {

namespace {

template <std::size_t Count>
bool holds_any(std::string_view text, const std::array<std::string_view, Count>& words) {
  const std::string small = lower(text);
  return std::any_of(words.begin(), words.end(), [&small](std::string_view word) {
    return small.find(word) != std::string::npos;
  });
}

}  // namespace

std::string_view option_of(const core::shop_connection& shop, std::string_view key) {
  const auto found = shop.options.find(std::string(key));
  return found == shop.options.end() ? std::string_view{} : std::string_view{found->second};
}

void set_option(core::shop_connection& shop, std::string_view key, std::string_view value) {
  shop.options.insert_or_assign(std::string(key), std::string(value));
}

std::string encode_statuses(const std::vector<status_row>& rows) {
  std::string text;
  for (const auto& row : rows) {
    std::string title = row.title;
    std::replace(title.begin(), title.end(), ';', ',');
    text += (text.empty() ? "" : ";") + row.id + (row.credit ? "*" : "") + '=' + title;
  }
  return text;
}

std::vector<status_row> decode_statuses(std::string_view text) {
  std::vector<status_row> rows;
  for (const auto part : split(text, ';')) {
    const auto equal = part.find('=');
    if (equal == std::string_view::npos || equal == 0) {
      continue;
    }
    auto id = part.substr(0, equal);
    const bool credit = id.back() == '*';
    id.remove_suffix(credit ? 1 : 0);
    rows.push_back({std::string(id), std::string(part.substr(equal + 1)), credit});
  }
  return rows;
}

bool names_cancelled(std::string_view title) {
  constexpr std::array<std::string_view, 3> words{"geannuleerd", "annulering", "cancel"};
  return holds_any(title, words);
}

bool names_finished(std::string_view title) {
  // "Niet betaald", "Nog niet verzonden", "Gedeeltelijk betaald", "Terugbetaald", "unpaid".
  constexpr std::array<std::string_view, 10> not_yet{
      "niet", "nog ", "gedeelte", "deels", "terug", "unpaid", "not ", "partial", "refund", "wacht"};
  constexpr std::array<std::string_view, 8> words{"betaald", "verzonden", "afgehaald", "afgerond",
                                                  "paid",    "shipped",   "picked up", "completed"};
  return holds_any(title, words) && !holds_any(title, not_yet) && !names_cancelled(title);
}

bool is_order_number(std::string_view text) {
  return read_count(text).value_or(0) > 0;
}

}  // namespace boekbrug::adapters::mijnwebwinkel_api
