#include "sim/moneybird/invoices.hpp"

#include <algorithm>

namespace boekbrug::sim::moneybird {

namespace {

using texts = std::vector<std::string>;

struct invoice_filter {
  texts states;  // empty: all
  std::optional<period> within;
  texts references;
  std::optional<record_id> contact;
  std::optional<record_id> workflow;
  std::optional<time_point> created_after;
  std::optional<time_point> updated_after;
  bool none = false;  // nothing can match

  bool matches(const invoice& one, day today) const {
    const auto state = one.state_name(today);
    const auto has = [](const texts& list, std::string_view value) {
      return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
    };
    // Without a date it counts as of today.
    return !none && has(states, state) && has(references, one.reference) &&
           (!within || within->contains(one.date.value_or(today))) &&
           (!contact || one.contact == *contact) &&
           (!workflow || (one.flow != nullptr && one.flow->id == *workflow)) &&
           (!created_after || one.created_at > *created_after) &&
           (!updated_after || one.updated_at > *updated_after);
  }
};

texts split_pipes(std::string_view value) {
  texts out;
  while (true) {
    const auto pipe = value.find('|');
    out.emplace_back(value.substr(0, pipe));
    if (pipe == std::string_view::npos) {
      return out;
    }
    value.remove_prefix(pipe + 1);
  }
}

reply bad_filter(const std::string& message) {
  return refuse(400, message, {{"filter", "invalid"}});
}

refusal read_states(const std::string& value, bool external, texts& out) {
  static const texts of_sales{"draft", "open",     "scheduled", "pending_payment",
                              "late",  "reminded", "paid",      "uncollectible"};
  static const texts of_external{"new", "open", "late", "paid", "uncollectible"};
  const auto& known = external ? of_external : of_sales;
  for (auto& state : split_pipes(value)) {
    if (state == "all") {
      out.clear();
      return std::nullopt;
    }
    if (std::find(known.begin(), known.end(), state) == known.end()) {
      return bad_filter("Status is not included in the list");
    }
    out.push_back(std::move(state));
  }
  return std::nullopt;
}

refusal read_period(const std::string& value, day today, std::optional<period>& out) {
  if (value.starts_with("..") || value.ends_with("..")) {
    return refuse(400, "Period must have both a start and end date");
  }
  out = parse_period(value, today);
  return out ? std::nullopt : refusal{bad_filter("Period is invalid")};
}

refusal read_number(const std::string& key, const std::string& value,
                    std::optional<record_id>& out) {
  out = id_of(std::string_view{value});
  return out ? std::nullopt : refusal{bad_filter(key + " is invalid")};
}

refusal read_time(const std::string& key, const std::string& value,
                  std::optional<time_point>& out) {
  out = parse_instant(value);
  return out ? std::nullopt : refusal{bad_filter(key + " is invalid")};
}

/// One "key:value" of the filter; unknown keys are ignored, as the real service does.
refusal read_term(const context& in, bool external, const std::string& key,
                  const std::string& value, invoice_filter& out) {
  if (key == "state") {
    return read_states(value, external, out.states);
  }
  if (key == "period") {
    return read_period(value, in.today(), out.within);
  }
  if (key == "contact_id") {
    if (auto refused = read_number(key, value, out.contact)) {
      return refused;
    }
    const bool known = in.books.find_contact(*out.contact) != nullptr;
    return external && !known ? refusal{record_not_found("contact_id")} : std::nullopt;
  }
  if (external) {
    return std::nullopt;
  }
  if (key == "reference") {
    out.references = split_pipes(value);
  } else if (key == "workflow_id") {
    return read_number(key, value, out.workflow);
  } else if (key == "recurring_sales_invoice_id") {
    std::optional<record_id> recurring;
    out.none = true;  // nothing is recurring here
    return read_number(key, value, recurring);
  } else if (key == "created_after") {
    return read_time(key, value, out.created_after);
  } else if (key == "updated_after") {
    return read_time(key, value, out.updated_after);
  }
  return std::nullopt;
}

refusal read_filter(const context& in, bool external, invoice_filter& out) {
  const auto given = in.request.param("filter");
  for (const auto& [key, value] : parse_filter(given)) {
    if (auto refused = read_term(in, external, key, value, out)) {
      return refused;
    }
  }
  // Any filter replaces the default; without one only this year is listed.
  if (given.empty() || (!out.within && !in.all.options.doubtful.filter_without_period_is_all)) {
    out.within = parse_period("this_year", in.today());
  }
  return std::nullopt;
}

/// Shows ids to `visit`, newest first, until it answers false.
template <class Ids, class Visit>
void backwards(const Ids& ids, const Visit& visit) {
  for (auto at = ids.rbegin(); at != ids.rend() && visit(*at); ++at) {
  }
}

template <class Visit>
void through_period(const context& in, const invoice_book& book, const period& within,
                    const Visit& visit) {
  bool more = true;
  if (within.contains(in.today())) {
    backwards(book.undated(), [&](record_id id) { return more = visit(id); });
  }
  const auto first = book.by_date().lower_bound({within.first, 0});
  for (auto at = book.by_date().upper_bound({within.last, ~record_id{0}}); more && at != first;) {
    --at;
    more = visit(at->second);
  }
}

/// Walks the narrowest index that holds every match.
template <class Visit>
void each_candidate(const context& in, const invoice_book& book, const invoice_filter& filter,
                    const Visit& visit) {
  if (!filter.references.empty()) {
    std::vector<record_id> ids;
    for (const auto& reference : filter.references) {
      if (const auto* found = book.with_reference(reference)) {
        ids.insert(ids.end(), found->begin(), found->end());
      }
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    backwards(ids, visit);
  } else if (filter.contact) {
    if (const auto* ids = book.of_contact(*filter.contact)) {
      backwards(*ids, visit);
    }
  } else if (filter.states == texts{"draft"}) {
    backwards(book.drafts(), visit);
  } else if (filter.within) {
    through_period(in, book, *filter.within, visit);
  } else {
    backwards(book.ids(), visit);
  }
}

/// What the filter leaves, newest first, as far as `limit`.
refusal select(const context& in, bool external, std::size_t limit,
               std::vector<const invoice*>& out) {
  invoice_filter filter;
  if (auto refused = read_filter(in, external, filter)) {
    return refused;
  }
  const auto& book = book_of(in, external);
  const day today = in.today();
  each_candidate(in, book, filter, [&](record_id id) {
    const auto* one = book.find(id);
    if (one != nullptr && filter.matches(*one, today)) {
      out.push_back(one);
    }
    return out.size() < limit;
  });
  return std::nullopt;
}

}  // namespace

reply list_invoices(context in, bool external) {
  page_request page;
  if (auto refused = read_page(in.request, 100, page)) {
    return *refused;
  }
  std::vector<const invoice*> found;
  // One more than the page needs tells whether there is a next one.
  if (auto refused = select(in, external, page.page * page.per_page + 1, found)) {
    return *refused;
  }
  return paged(in, found, 100, [&in](const invoice* one) { return shown(in, *one); });
}

reply synchronize_invoices(context in, bool external) {
  json::array out;
  if (in.request.method == http_method::post) {
    std::vector<record_id> ids;
    if (auto refused = read_ids(in.request, ids)) {
      return *refused;
    }
    for (const auto id : ids) {
      if (const auto* one = book_of(in, external).find(id)) {
        out.push_back(shown(in, *one));
      }
    }
    return answer(200, out);
  }
  if (in.request.method != http_method::get) {
    return wrong_method();
  }
  const auto add = [&out](const invoice& one) {
    out.push_back(json::object{{"id", id_json(one.id)}, {"version", one.version}});
  };
  if (!in.request.has_param("filter")) {
    for (const auto id : book_of(in, external).ids()) {
      add(*book_of(in, external).find(id));
    }
    return answer(200, out);
  }
  std::vector<const invoice*> found;
  if (auto refused = select(in, external, ~std::size_t{0}, found)) {
    return *refused;
  }
  for (const auto* one : found) {
    add(*one);
  }
  return answer(200, out);
}

}  // namespace boekbrug::sim::moneybird
