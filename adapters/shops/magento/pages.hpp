#pragma once
// Reading one page of orders completely: the orders, the invoices of those that are paid, the
// credit memos of those with refunds. One call each, more only when these lists are long.

#include "adapters/shops/magento/orders.hpp"
#include "adapters/shops/magento/requests.hpp"
#include "adapters/shops/magento/scan_mark.hpp"

namespace boekbrug::adapters::magento_api {

/// What of a page is wanted.
struct page_wish {
  const core::scan_scope* scope = nullptr;  // null: everything is read
  bool credits = true;
};

/// A page that is read, or the work that is left of it.
struct page_progress {
  bool complete = false;
  page_work work;  // while not complete
  std::vector<order_row> rows;
  std::vector<core::scan_page::unreadable_order> unreadable;
  std::vector<core::scan_page::credited_order> credited;
  bool last_page = false;    // no rows beyond these
  std::int64_t highest = 0;  // id
};

/// The request for invoices or memos of the orders in `work`.
core::result<core::http_request> make_page_step(const core::shop_connection& shop,
                                                const page_work& work, const page_wish& wish,
                                                const core::request_context& context);
/// Takes the answer to it; for the first step the list of orders with ids above `last`, of which
/// `size` were asked.
core::result<page_progress> take_page_step(const core::shop_connection& shop, const page_work& work,
                                           const page_wish& wish, std::int64_t last, int size,
                                           const core::http_response& answer);

}  // namespace boekbrug::adapters::magento_api
