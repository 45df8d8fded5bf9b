#pragma once
// What the tests of the e-Boekhouden.nl adapter share: a connection, answers, plans. Answers and
// bodies are those of the reference, with invented values.

#include "adapters/ledgers/eboekhouden/eboekhouden.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::tests {

const core::ledger_adapter& ledger();

core::http_response answer(int status, std::string body,
                           std::vector<core::http_header> headers = {});
/// A refusal as the API words it.
core::http_response refused(std::string_view code, int status = 400);
/// {"items":[...],"count":n} of rows that are separated by commas already.
core::http_response items(std::string_view rows);

core::ledger_connection sample_connection();
core::contact_spec sample_contact();
core::plan_line line(std::string description, std::string_view quantity, std::string_view price,
                     std::string rate_id = "HOOG_VERK_21", std::string account = "8010");
/// The reference's order 2026100004711: two bells and shipping, 31.15, paid.
core::booking_plan sample_plan(core::booking_form form = core::booking_form::invoice);
/// The credit of one bell, paid back.
core::booking_plan sample_credit(core::booking_form form = core::booking_form::invoice);
/// The document of `sample_plan` as progress keeps it.
core::document_ref sample_document(std::string id = "i5012");
core::date day(int y, unsigned m, unsigned d);

/// "" when absent.
std::string header(const core::http_request& request, std::string_view name);
/// "GET /v1/relation/91": the call without host.
std::string call_line(const core::result<core::http_request>& request);

}  // namespace boekbrug::tests
