#pragma once
// Orders, rows and answers of an invented shop, as text.

#include "adapters/shops/ccvshop/orders.hpp"
#include "adapters/shops/ccvshop/signing.hpp"
#include "tests/booking/fixtures.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace boekbrug::test {

namespace api = adapters::ccvshop_api;
namespace json = boost::json;

/// Members with their raw JSON.
using members = std::map<std::string, std::string>;

core::shop_connection ccv_connection();
core::request_context ccv_context(std::string_view now = "2025-03-05T08:00:00");

/// A plain Dutch order: paid, completed, incl. VAT, no shipping; `changes` win.
std::string order_text(const members& changes);
/// `customer` with this country, company and VAT number.
std::string customer_text(const std::string& country, const std::string& company = "",
                          const std::string& vat_number = "");
/// `total` is raw JSON.
std::string row_text(int id, const std::string& name, const std::string& tax,
                     const std::string& total, const members& changes = {});
std::string rows_text(const std::vector<std::string>& rows);

core::result<core::order> read(const std::string& header, const std::string& rows);

/// The order and rows of the reference, literally.
std::string reference_order();
std::string reference_rows();

core::http_response answer_of(int status, std::string body, std::vector<core::http_header> = {});
std::string header_of(const core::http_request& request, std::string_view name);

}  // namespace boekbrug::test
