#pragma once
// The shop behind the API: what it holds and what happens to it as the clock goes on.

#include "sim/ccvshop/options.hpp"
#include "sim/ccvshop/order_store.hpp"
#include "sim/ccvshop/webhooks.hpp"

#include <queue>
#include <variant>

namespace boekbrug::sim::ccvshop {

struct credit_request {
  std::string kind = "full";  // full, lines, amount
  cents amount = 0;           // of kind amount
  /// Row and count; empty = one piece of the first row.
  std::vector<std::pair<std::int64_t, micro>> lines;
  int status = 3;  // reimbursed
};

/// The id of what was made, or why not.
using made_or_why = std::variant<std::int64_t, std::string>;

class shop_state {
public:
  explicit shop_state(shop_options given);
  /// Makes the orders that the options ask for.
  void prepare(time_point now);
  /// Lets happen what is due.
  void advance(time_point now);
  std::vector<std::int64_t> arrive(std::int64_t count, time_point now, const order_wish& wish);
  bool add_posted(stored_order order);

  void complete(std::int64_t id, time_point when);
  void set_paid(std::int64_t id, bool paid, time_point when, bool silent);
  void set_status(std::int64_t id, int status, time_point when, bool silent);
  void set_total(std::int64_t id, cents total);
  void remove(std::int64_t id, time_point when, bool silent);
  /// Adds a row, or takes the given one away; with `invoice` the shop invoices the difference.
  made_or_why edit_rows(std::int64_t id, std::optional<std::int64_t> removed, time_point when,
                        bool invoice);
  std::int64_t make_invoice(std::int64_t id, time_point when);
  made_or_why make_credit(std::int64_t id, const credit_request& request, time_point when);
  bool set_invoice_status(std::int64_t invoice_id, int status, time_point when);
  stored_invoice* find_invoice(std::int64_t id) noexcept;
  const money_sheet& money_of(const stored_invoice& invoice) const noexcept;
  std::string email_of(const stored_order& order) const;

  shop_options options;
  order_generator generator;
  order_store orders;
  std::vector<stored_invoice> invoices;  // by id
  webhook_office webhooks;
  std::string base_url;  // as clients know the shop
  std::map<std::string, std::uint64_t> requests;
  std::map<std::string, std::uint64_t> unknown_parameters;
  std::uint64_t writes = 0;

private:
  struct later {
    bool operator()(const planned_event& a, const planned_event& b) const noexcept {
      return a.when != b.when ? a.when > b.when : a.place > b.place;
    }
  };
  void plan(generated_order made);
  void happen(const planned_event& event);
  void run_until(time_point now);
  void keep_invoice_money(const stored_order& order);
  std::int64_t add_invoice(const stored_order& order, time_point when, bool credit, int status,
                           std::unique_ptr<money_sheet> money);
  cents credited(const stored_order& order) noexcept;
  void announce(const stored_order& order, std::string_view event, time_point when,
                std::string_view extra = {});
  void announce_invoice(const stored_invoice& invoice, std::string_view event, time_point when);

  std::priority_queue<planned_event, std::vector<planned_event>, later> events_;
  std::map<std::string, std::int64_t> last_numbers_;  // per prefix
  std::int64_t next_id_ = 0;
  std::uint64_t next_event_ = 0;
  std::int64_t next_invoice_id_ = 91'000'001;
  std::int64_t next_invoice_number_ = 801;
  std::optional<time_point> next_arrival_;
};

}  // namespace boekbrug::sim::ccvshop
