#pragma once
// A Dutch administration with every row of card M4 filled in, and short ways to say order lines.

#include "core/booking/make_plan.hpp"
#include "core/time/time_text.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

namespace boekbrug::test {

core::minor_units cents(std::string_view amount);
core::decimal number(std::string_view text);
core::time_point at(std::string_view text);
core::date day(std::string_view text);

/// Europe/Amsterdam for 2025 and 2026.
const core::time_zone& amsterdam();

core::ledger_lists dutch_lists();
/// All rows mapped: "high", "low", "zero", "none", "reverse", "eu-services", "eu-goods", "outside",
/// and OSS "DE-19", "DE-7", "BE-21", "BE-6", "FR-20", "FR-5.5".
core::card_settings dutch_cards();

/// Cards, lists and the context that points to them.
struct world {
  core::card_settings cards = dutch_cards();
  core::ledger_lists lists = dutch_lists();
  core::plan_context context() const;
};

/// Without a percentage ("") the shop attached no rate.
core::order_line line(std::string_view name, std::string_view net, std::string_view vat,
                      std::string_view percent, core::line_kind kind = core::line_kind::product);
/// An order from `country` with the total of its lines; paid, completed, prices incl. VAT.
core::order order_of(std::vector<core::order_line> lines, std::string_view country = "NL");

/// VAT per rate id.
std::map<std::string, core::minor_units> vat_by_rate(const core::booking_plan& plan);
/// VAT per rate id as the shop charged it, by the classes of its lines; rates without VAT are 0.
std::map<std::string, core::minor_units> shop_vat_by_rate(const core::order& source,
                                                          const world& here);

/// The code of an error; 0 when there is none.
template <class T>
core::errc code_of(const core::result<T>& answer) {
  return answer ? core::errc{} : answer.error().code;
}
template <class T>
std::string detail_of(const core::result<T>& answer) {
  return answer ? "" : answer.error().detail;
}

}  // namespace boekbrug::test
