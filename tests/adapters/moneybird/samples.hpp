#pragma once
// What the tests of the Moneybird adapter share: golden files, a connection, a plan.

#include "adapters/ledgers/moneybird/moneybird.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::tests {

/// The text of a golden file: "contacts", "errors/402_limit_reached".
std::string golden(std::string_view name);
core::http_response answer(int status, std::string body,
                           std::vector<core::http_header> headers = {});
/// A golden file as an answer.
core::http_response golden_answer(std::string_view name, int status = 200);

core::ledger_connection sample_connection();
core::contact_spec sample_contact();
core::booking_plan sample_plan();
/// A plan of which only this is looked at.
core::booking_plan plan_of(std::string_view reference, core::date booked_on = {});
core::date day(int y, unsigned m, unsigned d);

/// "" when absent.
std::string header(const core::http_request& request, std::string_view name);

}  // namespace boekbrug::tests
