#pragma once
// Everything the simulated Moneybird holds, and the endpoints as functions on it.

#include "sim/moneybird/administration.hpp"
#include "sim/moneybird/http.hpp"
#include "sim/moneybird/limiter.hpp"
#include "sim/moneybird/oauth.hpp"

#include <map>

namespace boekbrug::sim::moneybird {

struct counters {
  std::uint64_t requests = 0;  // under /api/v2, the refused ones too
  std::uint64_t refused_by_limit = 0;
  std::uint64_t oauth_requests = 0;
  std::uint64_t writes = 0;  // POST, PATCH and DELETE that changed something
  std::uint64_t mails_sent = 0;
  std::map<std::string, std::uint64_t> by_peer;
  std::map<std::string, std::uint64_t> by_kind;    // "POST sales_invoices/{id}/payments"
  std::map<std::string, std::uint64_t> by_status;  // "422"
};

struct world {
  explicit world(moneybird_options chosen);
  moneybird_options options;
  std::vector<std::unique_ptr<administration>> administrations;
  std::unordered_map<std::string, administration*> by_id;
  token_office tokens;
  request_limiter limiter;
  counters counted;

  /// 18 digits, larger than every id before.
  record_id next_id(time_point now);
  /// `version` of a changed record: the time in seconds, but always larger than before.
  static std::int64_t next_version(std::int64_t old, time_point now);

private:
  record_id last_id_ = 0;
};

/// The request of one administration; `path` starts at the resource: {"sales_invoices", "123"}.
struct context {
  world& all;
  administration& books;
  const call& request;
  day today() const { return books.today(request.now); }
  const std::vector<std::string>& path() const { return request.path; }
};

reply contacts_endpoint(context in);
reply sales_invoices_endpoint(context in);
reply external_invoices_endpoint(context in);
reply payments_endpoint(context in);
reply tax_rates_endpoint(context in);
reply plain_lists_endpoint(
    context in);  // ledger accounts, workflows, styles, accounts, custom fields
reply products_endpoint(context in);
reply webhooks_endpoint(context in);
reply control_endpoint(world& all, const call& request);  // path starts after "_sim"

// Shared by the endpoints.

struct page_request {
  std::size_t page = 1;
  std::size_t per_page = 100;
};
refusal read_page(const call& from, std::size_t default_size, page_request& out);
/// Cuts one page out of `all` (ids or indexes), renders it, and adds the Link header.
template <class Items, class Render>
reply paged(const context& in, const Items& all, std::size_t default_size, Render render);
reply finish_page(const context& in, const page_request& page, std::size_t total,
                  json::array items);

template <class Items, class Render>
reply paged(const context& in, const Items& all, std::size_t default_size, Render render) {
  page_request page;
  if (auto refused = read_page(in.request, default_size, page)) {
    return *refused;
  }
  json::array items;
  for (std::size_t i = (page.page - 1) * page.per_page;
       i < all.size() && items.size() < page.per_page; ++i) {
    items.push_back(render(all[i]));
  }
  return finish_page(in, page, all.size(), std::move(items));
}

/// "key:value,key:value"; what has no colon is dropped.
text_pairs parse_filter(std::string_view text);
/// The ids of a synchronization POST, at most 100; refuses a body without them.
refusal read_ids(const call& from, std::vector<record_id>& out);
/// Values of `custom_fields_attributes`; 404 for an unknown field.
refusal read_custom_fields(const administration& of, const json::value& value,
                           std::string_view source, custom_values& out);
reply add_note(context in, std::vector<note>& to, std::string_view entity_type, record_id entity);

}  // namespace boekbrug::sim::moneybird
