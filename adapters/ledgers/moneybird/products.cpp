#include "adapters/ledgers/moneybird/products.hpp"

#include "adapters/ledgers/moneybird/errors.hpp"
#include "adapters/ledgers/moneybird/pages.hpp"
#include "adapters/ledgers/moneybird/requests.hpp"

#include <boost/json/object.hpp>

#include <algorithm>

namespace boekbrug::adapters::moneybird_api {
namespace {

using core::errc;
using core::http_method;

constexpr std::size_t identifier_bytes_max = 200;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// The SKU goes into the path: edges of blanks may be trimmed there, and what cannot be found again
// must not be created either.
std::optional<core::error> identifier_unusable(std::string_view identifier) {
  if (is_blank(identifier)) {
    return core::fail(errc::product_not_copied, "the product has no SKU");
  }
  const bool plain = identifier.size() <= identifier_bytes_max && identifier.front() != ' ' &&
                     identifier.back() != ' ' &&
                     std::none_of(identifier.begin(), identifier.end(),
                                  [](unsigned char c) { return c < 0x20 || c == 0x7F; });
  if (!plain) {
    return core::fail(errc::product_not_copied, "moneybird cannot be asked for the SKU '" +
                                                    std::string(identifier.substr(0, 80)) + "'");
  }
  return std::nullopt;
}

core::ledger_product read_product(const json_reader& reader) {
  core::ledger_product product;
  product.id = reader.required_id("id");
  product.identifier = reader.text("identifier");
  product.title = reader.text("title");
  if (product.title.empty()) {
    product.title = reader.text("description");  // one of the two is enough for Moneybird
  }
  product.price = reader.number("price");
  product.rate_id = reader.id("tax_rate_id");
  product.account_id = reader.id("ledger_account_id");
  return product;
}

core::result<core::ledger_product> read_one(call what, const core::http_response& answer) {
  const auto parsed = accepted_json(what, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  auto product = read_product(json_reader{*parsed, "$", problem});
  if (problem) {
    return unreadable(answer, problem);
  }
  return product;
}

}  // namespace

core::result<core::http_request> make_find_product(const core::ledger_connection& ledger,
                                                   std::string_view identifier) {
  if (auto problem = identifier_unusable(identifier)) {
    return *problem;
  }
  return make_call(ledger, http_method::get,
                   "/products/identifier/" + core::percent_encode(identifier) + ".json");
}

core::result<std::optional<core::ledger_product>> parse_found_product(
    std::string_view identifier, const core::http_response& answer) {
  auto product = read_one(call::find_product, answer);
  if (!product && product.error().code == errc::not_found) {
    return std::optional<core::ledger_product>{};
  }
  if (!product) {
    return product.error();
  }
  if (product->identifier != identifier) {
    return core::fail(errc::product_not_copied, "asked for the SKU '" + std::string(identifier) +
                                                    "', moneybird answered '" +
                                                    product->identifier.substr(0, 80) + "'");
  }
  return std::optional<core::ledger_product>{std::move(*product)};
}

core::result<core::http_request> make_create_product(const core::ledger_connection& ledger,
                                                     const core::ledger_product& wanted) {
  if (auto problem = identifier_unusable(wanted.identifier)) {
    return *problem;
  }
  if (is_blank(wanted.title)) {
    return core::fail(errc::product_not_copied, "the product has no name");
  }
  if (!is_id(wanted.account_id)) {
    return core::fail(errc::product_not_copied,
                      "moneybird wants a ledger account for each product");
  }
  if (!wanted.rate_id.empty() && !is_id(wanted.rate_id)) {
    return core::fail(errc::product_not_copied, "not an id of a Moneybird tax rate");
  }
  boost::json::object product;
  product["title"] = wanted.title;
  product["identifier"] = wanted.identifier;
  product["price"] = core::to_text(wanted.price);
  product["ledger_account_id"] = wanted.account_id;
  if (!wanted.rate_id.empty()) {
    product["tax_rate_id"] = wanted.rate_id;
  }
  return make_call(ledger, http_method::post, "/products.json",
                   boost::json::object{{"product", std::move(product)}});
}

core::result<core::ledger_product> parse_product(const core::http_response& answer) {
  return read_one(call::create_product, answer);
}

core::result<core::http_request> make_list_products(const core::ledger_connection& ledger,
                                                    std::string_view page) {
  const auto number = page.empty() ? std::string_view{"1"} : page;
  if (!is_id(number) || number.size() > 6 || number.front() == '0') {
    return core::fail(errc::invalid_input, "not a page: '" + std::string(page.substr(0, 40)) + "'");
  }
  return make_call(ledger, http_method::get,
                   "/products.json?active=true&per_page=" + std::to_string(page_size) +
                       "&page=" + std::string(number));
}

core::result<core::ledger_product_page> parse_product_page(std::string_view page,
                                                           const core::http_response& answer) {
  const auto number = page_number(page);
  if (is_beyond_the_end(number, answer)) {
    return core::ledger_product_page{};
  }
  const auto parsed = accepted_json(call::collection, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  core::ledger_product_page read;
  for (const auto& row : top_rows(*parsed, problem)) {
    auto product = read_product(row);
    const bool seen =
        std::any_of(read.products.begin(), read.products.end(),
                    [&product](const core::ledger_product& each) { return each.id == product.id; });
    if (!seen) {
      read.products.push_back(std::move(product));
    }
  }
  if (problem) {
    return unreadable(answer, problem);
  }
  read.next = next_page(number, *parsed);
  return read;
}

}  // namespace boekbrug::adapters::moneybird_api
