#include "adapters/ledgers/moneybird/moneybird.hpp"

#include "adapters/ledgers/moneybird/limits.hpp"
#include "adapters/ledgers/moneybird/lists.hpp"
#include "adapters/ledgers/moneybird/oauth.hpp"
#include "adapters/ledgers/moneybird/products.hpp"
#include "adapters/ledgers/moneybird/requests.hpp"
#include "adapters/ledgers/moneybird/responses.hpp"

namespace boekbrug::adapters {
namespace {

namespace api = moneybird_api;
using namespace core;

// Only forwards: the port has many functions, the files of this folder hold the work.
class moneybird_adapter final : public ledger_adapter {
public:
  std::string_view kind() const noexcept override { return "moneybird"; }
  std::string_view title() const noexcept override { return "Moneybird"; }
  ledger_arithmetic arithmetic() const noexcept override { return ledger_arithmetic::per_rate; }

  bool must_renew(const ledger_connection& ledger, time_point now) const override {
    return api::must_renew(ledger, now);
  }
  result<http_request> renew_request(const ledger_connection& ledger) const override {
    return api::make_renew(ledger);
  }
  result<ledger_tokens> renew_answer(const http_response& answer, time_point) const override {
    return api::parse_tokens(answer);
  }
  result<http_request> grant_request(const ledger_connection& ledger, std::string_view code,
                                     std::string_view redirect_uri) const override {
    return api::make_grant(ledger, code, redirect_uri);
  }

  result<http_request> administrations_request(const ledger_connection& ledger) const override {
    return api::make_administrations(ledger);
  }
  result<std::vector<administration>> administrations_answer(
      const http_response& answer) const override {
    return api::parse_administrations(answer);
  }
  std::size_t list_count() const noexcept override {
    return static_cast<std::size_t>(api::list::count);
  }
  result<http_request> list_request(const ledger_connection& ledger,
                                    std::size_t index) const override {
    return api::make_list(ledger, index);
  }
  result<void> list_answer(std::size_t index, const http_response& answer,
                           ledger_lists& lists) const override {
    return api::parse_list(index, answer, lists);
  }

  result<http_request> find_contact_request(const ledger_connection& ledger,
                                            const contact_spec& who,
                                            std::string_view) const override {
    return api::make_find_contact(ledger, who);
  }
  result<contact_search> find_contact_answer(const contact_spec& who, std::string_view,
                                             const http_response& answer) const override {
    auto found = api::parse_found_contact(who, answer);
    if (!found) {
      return found.error();
    }
    return contact_search{std::move(*found), {}};
  }
  result<http_request> create_contact_request(const ledger_connection& ledger,
                                              const contact_spec& who) const override {
    return api::make_create_contact(ledger, who);
  }
  result<contact_ref> create_contact_answer(const http_response& answer) const override {
    return api::parse_contact(answer);
  }

  result<http_request> find_document_request(const ledger_connection& ledger,
                                             const booking_plan& plan,
                                             std::string_view) const override {
    return api::make_find_document(ledger, plan.reference, plan.booked_on);
  }
  result<document_page> find_document_answer(const booking_plan& plan, std::string_view,
                                             const http_response& answer) const override {
    auto found = api::parse_found_documents(plan.reference, answer);
    if (!found) {
      return found.error();
    }
    return document_page{std::move(*found), {}};
  }
  result<http_request> read_document_request(const ledger_connection& ledger,
                                             const document_ref& document) const override {
    return api::make_read_document(ledger, document.id);
  }
  result<http_request> create_document_request(const ledger_connection& ledger,
                                               const booking_plan& plan,
                                               std::string_view contact_id) const override {
    return api::make_create_document(ledger, plan, contact_id);
  }
  result<http_request> delete_draft_request(const ledger_connection& ledger,
                                            std::string_view document_id) const override {
    return api::make_delete_draft(ledger, document_id);
  }
  result<void> delete_draft_answer(const http_response& answer) const override {
    return api::parse_deleted(answer);
  }
  result<http_request> send_document_request(const ledger_connection& ledger,
                                             std::string_view document_id,
                                             const booking_plan& plan) const override {
    return api::make_send_document(ledger, document_id, plan);
  }
  result<ledger_document> document_answer(const booking_plan&, const document_ref&,
                                          const http_response& answer) const override {
    return api::parse_document(answer);
  }
  result<http_request> pay_request(const ledger_connection& ledger, const document_ref& document,
                                   const booking_plan& plan,
                                   std::size_t payment_index) const override {
    return api::make_pay(ledger, document.id, plan, payment_index);
  }
  result<payment_ref> pay_answer(const http_response& answer) const override {
    return api::parse_payment(answer);
  }

  result<http_request> list_documents_request(const ledger_connection& ledger, date from, date to,
                                              std::string_view page) const override {
    return api::make_list_documents(ledger, from, to, page);
  }
  result<document_page> list_documents_answer(std::string_view page,
                                              const http_response& answer) const override {
    return api::parse_document_page(page, answer);
  }

  result<http_request> find_product_request(const ledger_connection& ledger,
                                            std::string_view identifier) const override {
    return api::make_find_product(ledger, identifier);
  }
  result<std::optional<ledger_product>> find_product_answer(
      std::string_view identifier, const http_response& answer) const override {
    return api::parse_found_product(identifier, answer);
  }
  result<http_request> create_product_request(const ledger_connection& ledger,
                                              const ledger_product& wanted) const override {
    return api::make_create_product(ledger, wanted);
  }
  result<ledger_product> create_product_answer(const http_response& answer) const override {
    return api::parse_product(answer);
  }
  result<http_request> list_products_request(const ledger_connection& ledger,
                                             std::string_view page) const override {
    return api::make_list_products(ledger, page);
  }
  result<ledger_product_page> list_products_answer(std::string_view page,
                                                   const http_response& answer) const override {
    return api::parse_product_page(page, answer);
  }

  limit_signal read_limits(const http_response& answer, time_point now) const override {
    return api::read_limits(answer, now);
  }
};

}  // namespace

const core::ledger_adapter& moneybird() {
  static const moneybird_adapter instance;
  return instance;
}

}  // namespace boekbrug::adapters
