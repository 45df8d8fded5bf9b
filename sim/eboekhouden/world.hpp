#pragma once
// Everything that the simulated service knows, and what an endpoint is given.

#include "sim/eboekhouden/fields.hpp"
#include "sim/eboekhouden/model.hpp"
#include "sim/eboekhouden/options.hpp"
#include "sim/eboekhouden/sessions.hpp"

#include <deque>
#include <memory>
#include <set>
#include <unordered_map>

namespace boekbrug::sim::eboekhouden {

using id_list = std::vector<record_id>;
using id_index = std::unordered_map<std::string, id_list>;

struct administration {
  administration_options settings;
  std::map<record_id, ledger> ledgers;
  std::map<record_id, cost_center> cost_centers;
  std::map<record_id, invoice_template> templates;
  std::vector<named_record> email_templates, units, product_groups;
  std::map<record_id, product> products;
  std::map<record_id, relation> relations;
  std::map<record_id, mutation> mutations;
  std::map<record_id, invoice> invoices;

  std::unordered_map<std::string, record_id> relation_by_code;  // lower case
  id_index relations_by_email;                                  // lower case, every address field
  id_index sales_by_number;                                     // folded
  id_index mutations_by_number;                                 // exact; header, then rows
  id_index invoices_by_number;                                  // exact
  id_index invoice_keys;                                        // folded
  std::unordered_map<std::string, record_id> by_payment_reference;
  std::set<record_id> open_sales;

  /// nullptr when unknown or removed.
  ledger* find_ledger(record_id id);
  relation* find_relation(record_id id);
  bool closed(day when) const { return settings.closed_until && when <= *settings.closed_until; }
  /// A debtor account: that with the lowest code.
  ledger* first_debtor();
  void index_email(const relation& one);
};

struct counters {
  std::uint64_t requests = 0;
  std::uint64_t refused_by_limit = 0;
  std::uint64_t sessions_opened = 0;
  std::uint64_t writes = 0;
  std::uint64_t mails_sent = 0;
  std::map<std::string, std::uint64_t> by_kind, by_status, by_peer;
  std::map<std::string, std::uint64_t> unknown_parameters, unknown_members;
};

/// Ids are unique over all administrations, so that control paths need no administration.
struct id_series {
  record_id relation = 91, ledger = 55'001, cost_center = 401, invoice_template = 3, unit = 11;
  record_id product = 7'001, mutation = 20'401, invoice = 5'001;
};

struct world {
  explicit world(service_options given);
  service_options options;
  std::vector<std::unique_ptr<administration>> administrations;
  session_office sessions;
  counters counted;
  id_series next;
  std::uint64_t traces = 0;
  std::unordered_map<std::string, std::deque<time_point>> recent;  // requests by peer

  administration* find_administration(std::string_view id);
  /// Whose token it is; both nullptr when unknown.
  std::pair<administration*, api_token*> find_token(std::string_view token);
  std::uint64_t trace() { return ++traces; }
  /// The key under which a number must be unique.
  std::string folded(std::string_view number) const;
};

/// One request of a session.
struct context {
  world& all;
  administration& books;
  const api_token& token;
  call& request;

  reply refuse(const problems& what, int status = 400) const {
    return eboekhouden::refuse(all.trace(), what, status);
  }
  reply refuse(std::string_view code, std::string_view property = {}, int status = 400) const {
    return eboekhouden::refuse(all.trace(), code, property, status);
  }
  day today() const { return dutch_day(request.now); }
  reply made(std::string body) const {
    return answer(all.options.doubtful.post_status, std::move(body));
  }
  /// As text of an answer, with a time when the options say so.
  std::string date_text(day value) const;
};

/// The body as an object; DATA_01 when it is none.
std::optional<reply> read_body(context& of, json::object& out);

using endpoint = reply (*)(context&);
reply administration_endpoint(context& of);
reply relation_endpoint(context& of);
reply ledger_endpoint(context& of);
reply cost_center_endpoint(context& of);
reply plain_list_endpoint(context& of);
reply product_endpoint(context& of);
reply invoice_endpoint(context& of);
reply mutation_endpoint(context& of);

/// The standard chart, cost centres, templates and units.
void seed(administration& books, id_series& next);
reply control_endpoint(world& all, call& request);

}  // namespace boekbrug::sim::eboekhouden
