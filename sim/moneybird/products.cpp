#include "sim/moneybird/world.hpp"

#include <algorithm>

namespace boekbrug::sim::moneybird {

namespace {

json::object product_json(const administration& of, const product& one) {
  return {{"id", id_json(one.id)},
          {"administration_id", of.settings.id},
          {"description", text_or_null(one.description)},
          {"title", text_or_null(one.title)},
          {"identifier", text_or_null(one.identifier)},
          {"price", text(one.price)},
          {"currency", one.currency},
          {"frequency", nullptr},
          {"frequency_type", nullptr},
          {"tax_rate_id", id_json(one.tax_rate)},
          {"ledger_account_id", id_json(one.ledger_account)},
          {"created_at", text(one.created_at)},
          {"updated_at", text(one.updated_at)}};
}

const json::value* member(const json::object& fields, std::string_view key) {
  const auto* value = fields.if_contains(key);
  return value != nullptr && !value->is_null() ? value : nullptr;
}

refusal read_texts(const json::object& fields, product& to) {
  static constexpr std::array<std::string_view, 11> ignored{
      "checkout_description", "document_style_id", "workflow_id",  "checkout_type",
      "frequency_type",       "frequency",         "product_type", "vat_rate_type",
      "max_amount_per_order", "frequency_preset",  "active"};
  for (const auto& field : fields) {
    const std::string_view key = field.key();
    std::string* slot = key == "title"         ? &to.title
                        : key == "description" ? &to.description
                        : key == "identifier"  ? &to.identifier
                        : key == "currency"    ? &to.currency
                                               : nullptr;
    if (slot != nullptr && (field.value().is_string() || field.value().is_null())) {
      *slot = field.value().is_null() ? "" : std::string(field.value().get_string());
    } else if (slot != nullptr) {
      return invalid_shape("product", key);
    } else if (key != "price" && key != "tax_rate_id" && key != "ledger_account_id" &&
               std::find(ignored.begin(), ignored.end(), key) == ignored.end()) {
      return not_allowed("product", key);
    }
  }
  return std::nullopt;
}

void read_links(const context& in, const json::object& fields, product& to, violations& found) {
  if (const auto* price = member(fields, "price")) {
    const auto value = amount_of(*price);
    if (!value) {
      found.add("price", "is not a number", "not_a_number");
    }
    to.price = value.value_or(amount{});
  } else if (to.id == 0) {
    found.add("price", "can't be blank", "blank");
  }
  if (const auto* given = member(fields, "ledger_account_id")) {
    to.ledger_account = id_of(*given).value_or(0);
  }
  if (to.ledger_account == 0) {
    found.add("ledger_account_id", "can't be blank", "blank");
  } else if (in.books.find_ledger(to.ledger_account) == nullptr) {
    found.add("ledger_account_id", "is not found", "invalid");
  }
  if (const auto* given = member(fields, "tax_rate_id")) {
    to.tax_rate = id_of(*given).value_or(0);
    if (in.books.find_rate(to.tax_rate) == nullptr) {
      found.add("tax_rate_id", "is not found", "invalid");
    }
  }
}

void check(const context& in, const product& one, violations& found) {
  if (one.title.empty() && one.description.empty()) {
    found.add("title", "can't be blank", "blank");
    found.add("description", "can't be blank", "blank");
    found.add("base", "must contain a title or description", "must_have_a_title_or_description");
  }
  if (one.description.size() > 4096) {
    found.add("description", "is too long (maximum is 4096 characters)", "too_long");
  }
  const auto holder = in.books.product_by_identifier.find(one.identifier);
  if (!one.identifier.empty() && holder != in.books.product_by_identifier.end() &&
      in.books.products[holder->second].id != one.id) {
    found.add("identifier", "has already been taken", "taken");
  }
}

refusal read_product(context in, product& to) {
  json::object body;
  if (auto refused = read_body(in.request, body)) {
    return refused;
  }
  const auto* held = body.if_contains("product");
  const auto* fields = held != nullptr ? held->if_object() : nullptr;
  if (fields == nullptr) {
    return refuse(400, "Product is required", {{"product", "required"}});
  }
  if (auto refused = read_texts(*fields, to)) {
    return refused;
  }
  violations found;
  read_links(in, *fields, to, found);
  check(in, to, found);
  return found.empty() ? std::nullopt : refusal{found.answer()};
}

reply create(context in) {
  product made;
  made.currency = in.books.settings.currency;
  made.created_at = made.updated_at = in.request.now;
  if (auto refused = read_product(in, made)) {
    return *refused;
  }
  made.id = in.all.next_id(in.request.now);
  if (!made.identifier.empty()) {
    in.books.product_by_identifier[made.identifier] = in.books.products.size();
  }
  in.books.products.push_back(std::move(made));
  return answer(201, product_json(in.books, in.books.products.back()));
}

reply change(context in, product& old) {
  auto changed = old;
  if (auto refused = read_product(in, changed)) {
    return *refused;
  }
  changed.updated_at = in.request.now;
  if (!old.identifier.empty()) {
    in.books.product_by_identifier.erase(old.identifier);
  }
  old = std::move(changed);
  if (!old.identifier.empty()) {
    in.books.product_by_identifier[old.identifier] =
        static_cast<std::size_t>(&old - in.books.products.data());
  }
  return answer(200, product_json(in.books, old));
}

reply list(context in) {
  const auto query = lower(in.request.param("query"));
  const auto currency = in.request.param("currency");
  const bool also_inactive = in.request.param("active") == "false";
  std::vector<const product*> found;
  for (const auto& one : in.books.products) {
    const auto haystack = lower(one.title + "\n" + one.description + "\n" + one.identifier);
    if ((one.active || also_inactive) && (currency.empty() || one.currency == currency) &&
        (query.empty() || haystack.find(query) != std::string::npos)) {
      found.push_back(&one);
    }
  }
  return paged(in, found, 10, [&in](const product* one) { return product_json(in.books, *one); });
}

}  // namespace

reply products_endpoint(context in) {
  const auto& path = in.path();
  if (path.size() == 1) {
    return in.request.method == http_method::get    ? list(in)
           : in.request.method == http_method::post ? create(in)
                                                    : wrong_method();
  }
  if (path[1] == "identifier" && in.request.is(http_method::get, 3)) {
    const auto at = in.books.product_by_identifier.find(path[2]);
    return at == in.books.product_by_identifier.end()
               ? record_not_found()
               : answer(200, product_json(in.books, in.books.products[at->second]));
  }
  const auto id = id_of(std::string_view{path[1]}).value_or(0);
  const auto at = std::find_if(in.books.products.begin(), in.books.products.end(),
                               [id](const product& one) { return one.id == id; });
  if (at == in.books.products.end()) {
    return model_not_found("Product");
  }
  if (in.request.is(http_method::get, 2)) {
    return answer(200, product_json(in.books, *at));
  }
  return in.request.is(http_method::patch, 2) ? change(in, *at) : wrong_method();
}

}  // namespace boekbrug::sim::moneybird
