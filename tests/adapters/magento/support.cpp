#include "support.hpp"

#include "adapters/shops/magento/magento.hpp"

#include <array>
#include <fstream>
#include <sstream>

namespace boekbrug::test {

std::string load(std::string_view name) {
  std::string path{BOEKBRUG_TEST_DATA "/"};
  path += name;
  std::ifstream in{path};
  std::stringstream text;
  text << in.rdbuf();
  EXPECT_FALSE(text.str().empty()) << name;
  return text.str();
}

core::http_response answer(int status, std::string body, std::vector<core::http_header> headers) {
  core::http_response made;
  made.status = status;
  made.headers = std::move(headers);
  made.body = std::move(body);
  return made;
}

core::http_response page_answer(int status, std::string_view title) {
  return answer(status, "<!doctype html><html><title>" + std::string(title) + "</title></html>",
                {{"Content-Type", "text/html; charset=UTF-8"}});
}

std::string found(const std::vector<std::string>& rows) {
  return "{\"items\":" + list(rows) +
         ",\"search_criteria\":{},\"total_count\":" + std::to_string(rows.size()) + "}";
}

core::shop_connection magento_shop() {
  core::shop_connection shop;
  shop.kind = "magento";
  shop.base_url = "https://winkel.example";
  shop.key = core::secret{"token0000000000000000000000000001"};
  shop.options = {{"auth", "bearer"}, {"rest", "/rest"}};
  return shop;
}

core::request_context context() {
  return {at("2026-05-28T20:26:40"), "n1n2n3n4n5n6n7n8"};
}

namespace {

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size()) {
      out.push_back(static_cast<char>(std::stoi(std::string(text.substr(at + 1, 2)), nullptr, 16)));
      at += 2;
    } else {
      out.push_back(text[at]);
    }
  }
  return out;
}

}  // namespace

std::multimap<std::string, std::string> query_of(std::string_view url) {
  std::multimap<std::string, std::string> out;
  const auto start = url.find('?');
  std::stringstream pairs{start == std::string_view::npos ? ""
                                                          : std::string(url.substr(start + 1))};
  for (std::string pair; std::getline(pairs, pair, '&');) {
    const auto equals = pair.find('=');
    out.emplace(decoded(pair.substr(0, equals)), decoded(pair.substr(equals + 1)));
  }
  return out;
}

std::string path_of(std::string_view url) {
  const auto host = url.find("://") + 3;
  const auto start = url.find('/', host);
  return std::string(url.substr(start, url.find('?') - start));
}

std::string header_of(const core::http_request& request, std::string_view name) {
  for (const auto& header : request.headers) {
    if (header.name == name) {
      return header.value;
    }
  }
  return {};
}

std::string json_text(std::string_view text) {
  return '"' + std::string(text) + '"';
}

std::string list(const std::vector<std::string>& values) {
  std::string text = "[";
  for (const auto& value : values) {
    text += (text.size() > 1 ? "," : "") + value;
  }
  return text + "]";
}

std::string object(const members& values) {
  std::string text = "{";
  for (const auto& [name, value] : values) {
    text += (text.size() > 1 ? "," : "") + json_text(name) + ":" + value;
  }
  return text + "}";
}

members with(members base, const members& changes) {
  for (const auto& [name, value] : changes) {
    if (value.empty()) {
      base.erase(name);
    } else {
      base[name] = value;
    }
  }
  return base;
}

members item(int id, std::string_view row_total, std::string_view tax, std::string_view percent) {
  return {{"item_id", std::to_string(id)},
          {"product_type", json_text("simple")},
          {"sku", json_text("A-" + std::to_string(id))},
          {"name", json_text("Artikel " + std::to_string(id))},
          {"qty_ordered", "1"},
          {"row_total", std::string(row_total)},
          {"tax_amount", std::string(tax)},
          {"tax_percent", std::string(percent)}};
}

std::string address(std::string_view country, const members& changes) {
  return object(with({{"firstname", json_text("Noor")},
                      {"lastname", json_text("de Wit")},
                      {"street", list({json_text("Lijnbaan 5")})},
                      {"postcode", json_text("3511 AB")},
                      {"city", json_text("Utrecht")},
                      {"country_id", json_text(country)}},
                     changes));
}

std::string extension(std::string_view country, const members& changes) {
  return object(with({{"shipping_assignments",
                       "[{\"shipping\":{\"address\":" + address(country) + "},\"items\":[]}]"}},
                     changes));
}

members order(const std::vector<members>& items, std::string_view grand_total,
              std::string_view tax_amount, const members& changes) {
  std::vector<std::string> rows;
  for (const auto& one : items) {
    rows.push_back(object(one));
  }
  return with({{"entity_id", "501"},
               {"increment_id", json_text("1000000501")},
               {"store_id", "1"},
               {"state", json_text("complete")},
               {"status", json_text("complete")},
               {"created_at", json_text("2026-05-01 21:41:07")},
               {"updated_at", json_text("2026-05-04 07:15:30")},
               {"order_currency_code", json_text("EUR")},
               {"base_currency_code", json_text("EUR")},
               {"customer_email", json_text("noor@atelier.example")},
               {"customer_is_guest", "1"},
               {"grand_total", std::string(grand_total)},
               {"tax_amount", std::string(tax_amount)},
               {"total_due", "0"},
               {"total_paid", std::string(grand_total)},
               {"items", list(rows)},
               {"billing_address", address("NL")},
               {"payment", object({{"method", json_text("mollie_methods_ideal")}})},
               {"extension_attributes", extension("NL")}},
              changes);
}

read_result read(const std::string& order_json, const core::shop_connection& shop) {
  const auto& adapter = adapters::magento();
  auto page = adapter.period_answer(shop, "", answer(200, found({order_json})));
  EXPECT_TRUE(page) << detail_of(page);
  if (page && page->orders.empty() && page->unreadable.empty() && !page->next.empty()) {
    page = adapter.period_answer(shop, page->next, answer(200, found({})));
    EXPECT_TRUE(page) << detail_of(page);
  }
  read_result made;
  if (page && !page->orders.empty()) {
    made.order = page->orders.front();
  } else if (page && !page->unreadable.empty()) {
    const auto& row = page->unreadable.front();
    made.failure = core::fail(row.code, row.detail);
  } else {
    made.failure = core::fail(core::errc::internal, "nothing was read");
  }
  return made;
}

std::vector<std::string> lines_of(const std::vector<core::order_line>& lines) {
  constexpr std::array<std::string_view, 5> kinds{"product", "shipping", "fee", "discount",
                                                  "rounding"};
  std::vector<std::string> out;
  for (const auto& line : lines) {
    out.push_back(std::string(kinds[static_cast<std::size_t>(line.kind) - 1]) + " " +
                  core::to_text(line.net, core::currency::eur()) + " " +
                  core::to_text(line.vat, core::currency::eur()) + " " +
                  (line.vat_percent ? core::to_text(*line.vat_percent) : "-"));
  }
  return out;
}

}  // namespace boekbrug::test
