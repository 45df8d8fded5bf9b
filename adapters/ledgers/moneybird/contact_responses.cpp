#include "adapters/ledgers/moneybird/errors.hpp"
#include "adapters/ledgers/moneybird/requests.hpp"
#include "adapters/ledgers/moneybird/responses.hpp"

#include <algorithm>

namespace boekbrug::adapters::moneybird_api {
namespace {

using core::errc;

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Case-blind for ASCII; bytes beyond it are compared as they are.
bool same(std::string_view left, std::string_view right) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  left = trimmed(left);
  right = trimmed(right);
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [lower](char a, char b) { return lower(a) == lower(b); });
}

bool one_is(std::string_view comma_list, std::string_view wanted) {
  while (!comma_list.empty()) {
    const auto end = comma_list.find(',');
    if (same(comma_list.substr(0, end), wanted)) {
      return true;
    }
    comma_list = end == std::string_view::npos ? std::string_view{} : comma_list.substr(end + 1);
  }
  return false;
}

bool has_email(const json_reader& row, std::string_view wanted) {
  if (same(row.text("email"), wanted) || one_is(row.text("send_invoices_to_email"), wanted)) {
    return true;
  }
  const auto people = row.rows("contact_people");
  return std::any_of(people.begin(), people.end(), [wanted](const json_reader& person) {
    return same(person.text("email"), wanted);
  });
}

// Without an e-mail address there is one contact per name and address (product.md R10).
bool has_name_and_address(const json_reader& row, const core::contact_spec& who) {
  return same(row.text("company_name"), who.company) &&
         same(row.text("firstname"), who.first_name) && same(row.text("lastname"), who.last_name) &&
         same(row.text("address1"), who.street) && same(row.text("address2"), who.street2) &&
         same(row.text("zipcode"), who.postcode) && same(row.text("city"), who.city) &&
         (who.country.empty() || same(row.text("country"), who.country));
}

bool is_match(const json_reader& row, const core::contact_spec& who) {
  if (who.collective) {
    return trimmed(row.text("company_name")) == trimmed(who.company);
  }
  return trimmed(who.email).empty() ? has_name_and_address(row, who)
                                    : has_email(row, trimmed(who.email));
}

// Ids rise with time. They are compared as the numbers that they are, without leaving text.
bool is_older(std::string_view left, std::string_view right) {
  const auto significant = [](std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
    return text;
  };
  left = significant(left);
  right = significant(right);
  return left.size() != right.size() ? left.size() < right.size() : left < right;
}

}  // namespace

core::result<std::optional<core::contact_ref>> parse_found_contact(
    const core::contact_spec& who, const core::http_response& answer) {
  const auto parsed = accepted_json(call::collection, answer);
  if (!parsed) {
    return parsed.error();
  }
  if (contact_query(who).empty()) {
    return core::fail(errc::customer_refused,
                      "the customer has neither an e-mail address nor a name");
  }
  fault problem;
  std::optional<core::contact_ref> oldest;
  const auto rows = top_rows(*parsed, problem);
  for (const auto& row : rows) {
    auto id = row.required_id("id");
    const bool usable = !row.flag("archived", false);
    if (is_match(row, who) && usable && (!oldest || is_older(id, oldest->id))) {
      oldest = core::contact_ref{std::move(id), false};
    }
  }
  if (problem) {
    return unreadable(answer, problem);
  }
  if (!oldest && rows.size() >= page_size) {
    return core::fail(errc::customer_refused, "too many contacts contain '" + contact_query(who) +
                                                  "' to tell whether this one exists");
  }
  return oldest;
}

core::result<core::contact_ref> parse_contact(const core::http_response& answer) {
  const auto parsed = accepted_json(call::create_contact, answer);
  if (!parsed) {
    return parsed.error();
  }
  fault problem;
  const json_reader reader{*parsed, "$", problem};
  core::contact_ref contact{reader.required_id("id"), reader.flag("archived", false)};
  if (problem) {
    return unreadable(answer, problem);
  }
  return contact;
}

}  // namespace boekbrug::adapters::moneybird_api
