#include "adapters/ledgers/eboekhouden/eboekhouden.hpp"

#include "adapters/ledgers/eboekhouden/contacts.hpp"
#include "adapters/ledgers/eboekhouden/documents.hpp"
#include "adapters/ledgers/eboekhouden/limits.hpp"
#include "adapters/ledgers/eboekhouden/lists.hpp"
#include "adapters/ledgers/eboekhouden/session.hpp"
#include "adapters/ledgers/eboekhouden/types.hpp"

namespace boekbrug::adapters {
namespace {

namespace api = eboekhouden_api;
using namespace core;

error not_offered(errc code, std::string_view what) {
  return fail(code, "e-Boekhouden.nl: " + std::string(what));
}

// Only forwards: the port has many functions, the files of this folder hold the work.
class eboekhouden_adapter final : public ledger_adapter {
public:
  std::string_view kind() const noexcept override { return "eboekhouden"; }
  std::string_view title() const noexcept override { return "e-Boekhouden.nl"; }
  ledger_arithmetic arithmetic() const noexcept override { return ledger_arithmetic::either; }
  ledger_traits traits() const noexcept override {
    ledger_traits made;
    made.drafts = false;
    made.numbers_are_ours = true;
    made.foreign_currency = false;
    made.lines_max = api::rows_max;
    made.one_administration = true;
    return made;
  }

  bool must_renew(const ledger_connection& ledger, time_point now) const override {
    return api::must_renew(ledger, now);
  }
  result<http_request> renew_request(const ledger_connection& ledger) const override {
    return api::make_session(ledger);
  }
  result<ledger_tokens> renew_answer(const http_response& answer, time_point now) const override {
    return api::parse_session(answer, now);
  }
  void take_token(ledger_connection& ledger, secret token) const override {
    api::take_token(ledger, token);
  }
  result<http_request> grant_request(const ledger_connection&, std::string_view,
                                     std::string_view) const override {
    return not_offered(errc::invalid_input, "connects with an API token, there is no OAuth");
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
                                            std::string_view step) const override {
    return api::make_find_contact(ledger, who, step);
  }
  result<contact_search> find_contact_answer(const contact_spec& who, std::string_view step,
                                             const http_response& answer) const override {
    return api::parse_find_contact(who, step, answer);
  }
  result<http_request> create_contact_request(const ledger_connection& ledger,
                                              const contact_spec& who) const override {
    return api::make_create_contact(ledger, who);
  }
  result<contact_ref> create_contact_answer(const http_response& answer) const override {
    return api::parse_created_contact(answer);
  }

  result<http_request> find_document_request(const ledger_connection& ledger,
                                             const booking_plan& plan,
                                             std::string_view step) const override {
    return api::make_find_document(ledger, plan, step);
  }
  result<document_page> find_document_answer(const booking_plan& plan, std::string_view step,
                                             const http_response& answer) const override {
    return api::parse_find_document(plan, step, answer);
  }
  result<http_request> read_document_request(const ledger_connection& ledger,
                                             const document_ref& document) const override {
    return api::make_read_document(ledger, document);
  }
  result<http_request> create_document_request(const ledger_connection& ledger,
                                               const booking_plan& plan,
                                               std::string_view contact_id) const override {
    return api::make_create_document(ledger, plan, contact_id);
  }
  result<http_request> delete_draft_request(const ledger_connection&,
                                            std::string_view) const override {
    return not_offered(errc::ledger_refused_content, "documents cannot be deleted");
  }
  result<void> delete_draft_answer(const http_response&) const override {
    return not_offered(errc::ledger_refused_content, "documents cannot be deleted");
  }
  result<http_request> send_document_request(const ledger_connection&, std::string_view,
                                             const booking_plan&) const override {
    return not_offered(errc::ledger_refused_content, "documents are final when they are made");
  }
  result<ledger_document> document_answer(const booking_plan& plan, const document_ref& asked,
                                          const http_response& answer) const override {
    return api::parse_document(plan, asked, answer);
  }
  result<http_request> payments_request(const ledger_connection& ledger,
                                        const document_ref& document) const override {
    return api::make_payments(ledger, document);
  }
  result<minor_units> payments_answer(const booking_plan& plan, const document_ref& document,
                                      const http_response& answer) const override {
    return api::parse_payments(plan, document, answer);
  }
  result<http_request> pay_request(const ledger_connection& ledger, const document_ref& document,
                                   const booking_plan& plan,
                                   std::size_t payment_index) const override {
    return api::make_pay(ledger, document, plan, payment_index);
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
    return api::parse_list_documents(page, answer);
  }

  // Products go to Moneybird only (S5).
  result<http_request> find_product_request(const ledger_connection&,
                                            std::string_view) const override {
    return no_products();
  }
  result<std::optional<ledger_product>> find_product_answer(std::string_view,
                                                            const http_response&) const override {
    return no_products();
  }
  result<http_request> create_product_request(const ledger_connection&,
                                              const ledger_product&) const override {
    return no_products();
  }
  result<ledger_product> create_product_answer(const http_response&) const override {
    return no_products();
  }
  result<http_request> list_products_request(const ledger_connection&,
                                             std::string_view) const override {
    return no_products();
  }
  result<ledger_product_page> list_products_answer(std::string_view,
                                                   const http_response&) const override {
    return no_products();
  }

  limit_signal read_limits(const http_response& answer, time_point now) const override {
    return api::read_limits(answer, now);
  }

private:
  static error no_products() {
    return not_offered(errc::product_not_copied, "products are not copied");
  }
};

}  // namespace

const core::ledger_adapter& eboekhouden() {
  static const eboekhouden_adapter instance;
  return instance;
}

}  // namespace boekbrug::adapters
