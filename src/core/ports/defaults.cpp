// What an adapter says that does not offer a part of its port.
#include "core/ports/ledger_adapter.hpp"
#include "core/ports/shop_adapter.hpp"

namespace boekbrug::core {
namespace {

error not_offered(std::string_view what) {
  return fail(errc::not_found, std::string(what) + " is not offered by this adapter");
}

}  // namespace

result<http_request> shop_adapter::order_request(const shop_connection&, std::string_view,
                                                 const request_context&) const {
  return not_offered("reading one order");
}

result<order> shop_adapter::order_answer(const shop_connection&, const http_response&) const {
  return not_offered("reading one order");
}

result<http_request> shop_adapter::credits_request(const shop_connection&, const order&,
                                                   const request_context&) const {
  return not_offered("reading credits by order");
}

result<std::vector<credit>> shop_adapter::credits_answer(const shop_connection&, const order&,
                                                         const http_response&) const {
  return not_offered("reading credits by order");
}

result<http_request> shop_adapter::products_request(const shop_connection&, std::string_view,
                                                    const request_context&) const {
  return not_offered("reading products");
}

result<product_page> shop_adapter::products_answer(const shop_connection&, std::string_view,
                                                   const http_response&) const {
  return not_offered("reading products");
}

result<http_request> ledger_adapter::payments_request(const ledger_connection&,
                                                      const document_ref&) const {
  return not_offered("reading payments");
}

result<minor_units> ledger_adapter::payments_answer(const booking_plan&, const document_ref&,
                                                    const http_response&) const {
  return not_offered("reading payments");
}

}  // namespace boekbrug::core
