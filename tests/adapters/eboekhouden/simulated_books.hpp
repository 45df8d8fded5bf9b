#pragma once
// The adapter and the simulated e-Boekhouden.nl, and the steps of a booking between them.

#include "core/booking/make_plan.hpp"
#include "core/sync/resolve_cards.hpp"
#include "core/time/time_text.hpp"
#include "sim/eboekhouden/eboekhouden.hpp"
#include "tests/adapters/eboekhouden/samples.hpp"

#include <boost/json.hpp>

namespace boekbrug::tests {

using core::minor_units;

/// The adapter and the service, and the steps of a booking between them.
class simulated_books {
public:
  explicit simulated_books(const std::string& options = "{}")
      : service_{sim::make_eboekhouden(boost::json::parse(options).as_object(), now)} {
    connection_.base_url = "https://api.boekhouden.example";
    ledger().take_token(connection_, core::secret{"demo-token"});
    open();
    const auto found =
        ledger().administrations_answer(send(ledger().administrations_request(connection_)));
    lists.admin = found.value().front();
    for (std::size_t i = 0; i < ledger().list_count(); ++i) {
      const auto read = ledger().list_answer(i, send(ledger().list_request(connection_, i)), lists);
      EXPECT_TRUE(read) << read.error().detail;
    }
    cards.order_statuses = {"completed"};
    cards = core::resolve_cards(cards, true, profile(), lists, ledger().traits()).value().cards;
  }

  void open() {
    EXPECT_TRUE(ledger().must_renew(connection_, now));
    const auto tokens = ledger().renew_answer(send(ledger().renew_request(connection_)), now);
    ASSERT_TRUE(tokens) << tokens.error().detail;
    connection_.access_token = tokens->access_token;
    connection_.expires_at = tokens->expires_at;
  }
  core::http_response send(const core::result<core::http_request>& request) {
    EXPECT_TRUE(request) << (request ? "" : request.error().detail);
    if (!request) {
      return answer(400, "");
    }
    net::server_request in;
    in.method = request->method;
    in.target = request->url.substr(request->url.find("/v1/"));
    in.headers = request->headers;
    in.headers.push_back({"Host", "api.boekhouden.example"});
    in.body = request->body;
    in.peer_address = "192.0.2.7";
    auto out = service_->handle(in, now);
    return answer(out.status, std::move(out.body), std::move(out.headers));
  }

  core::plan_context context() const {
    core::plan_context made;
    made.cards = &cards;
    made.lists = &lists;
    made.arithmetic = ledger().arithmetic();
    made.traits = ledger().traits();
    made.now = now;
    made.shop_country = "NL";
    return made;
  }
  core::booking_plan plan_of(const core::order& source) const {
    auto plan = core::make_plan(source, context());
    EXPECT_TRUE(plan) << plan.error().detail;
    plan->owner = "7";
    return *plan;
  }
  std::string contact(const core::contact_spec& who) {
    for (std::string step;;) {
      const auto found = ledger().find_contact_answer(
          who, step, send(ledger().find_contact_request(connection_, who, step)));
      EXPECT_TRUE(found) << found.error().detail;
      if (found->found) {
        return found->found->id;
      }
      if (found->next.empty()) {
        const auto made =
            ledger().create_contact_answer(send(ledger().create_contact_request(connection_, who)));
        EXPECT_TRUE(made) << made.error().detail;
        ++contacts_made;
        return made->id;
      }
      step = found->next;
    }
  }
  core::result<core::ledger_document> create(const core::booking_plan& plan,
                                             const std::string& who) {
    return ledger().document_answer(plan, {},
                                    send(ledger().create_document_request(connection_, plan, who)));
  }
  core::result<core::ledger_document> read(const core::booking_plan& plan,
                                           const core::document_ref& document) {
    return ledger().document_answer(plan, document,
                                    send(ledger().read_document_request(connection_, document)));
  }
  std::vector<core::ledger_document> find(const core::booking_plan& plan) {
    std::vector<core::ledger_document> all;
    for (std::string step;;) {
      const auto page = ledger().find_document_answer(
          plan, step, send(ledger().find_document_request(connection_, plan, step)));
      EXPECT_TRUE(page) << page.error().detail;
      all.insert(all.end(), page->documents.begin(), page->documents.end());
      if (page->next.empty()) {
        return all;
      }
      step = page->next;
    }
  }
  core::result<core::payment_ref> pay(const core::booking_plan& plan,
                                      const core::document_ref& document, std::size_t index = 0) {
    return ledger().pay_answer(send(ledger().pay_request(connection_, document, plan, index)));
  }
  minor_units paid(const core::booking_plan& plan, const core::document_ref& document) {
    return ledger()
        .payments_answer(plan, document, send(ledger().payments_request(connection_, document)))
        .value();
  }
  std::vector<core::ledger_document> list() {
    std::vector<core::ledger_document> all;
    for (std::string page;;) {
      const auto read = ledger().list_documents_answer(
          page, send(ledger().list_documents_request(connection_, day(2026, 3, 1), day(2026, 3, 31),
                                                     page)));
      EXPECT_TRUE(read) << read.error().detail;
      all.insert(all.end(), read->documents.begin(), read->documents.end());
      if (read->next.empty()) {
        return all;
      }
      page = read->next;
    }
  }
  /// All of a booking; the document's name in the ledger.
  core::document_ref book(const core::booking_plan& plan) {
    const auto who = contact(plan.contact);
    const auto made = create(plan, who);
    EXPECT_TRUE(made) << made.error().detail;
    const core::document_ref document{made->id, made->number, who};
    const auto held = read(plan, document);
    EXPECT_TRUE(held) << held.error().detail;
    const auto same = core::compare(plan, *held);
    EXPECT_TRUE(same) << same.error().detail;
    EXPECT_EQ(held->contact_id, who);
    for (std::size_t i = 0; i < plan.payments.size(); ++i) {
      EXPECT_EQ(paid(plan, document), i == 0 ? 0 : plan.payments[0].amount);
      const auto done = pay(plan, document, i);
      EXPECT_TRUE(done) << done.error().detail;
    }
    if (!plan.payments.empty()) {
      EXPECT_EQ(paid(plan, document), plan.total);
    }
    return document;
  }

  static core::shop_profile profile() {
    core::shop_profile made;
    made.statuses = {{"completed", "Afgerond"}};
    return made;
  }

  core::time_point now = core::parse_time("2026-03-14T10:00:00Z").value();
  core::ledger_lists lists;
  core::card_settings cards;
  int contacts_made = 0;

private:
  core::ledger_connection connection_;
  std::unique_ptr<sim::simulator> service_;
};

inline core::order_line charged(std::string_view name, minor_units gross, minor_units vat,
                                std::string_view percent) {
  core::order_line made;
  made.name = name;
  made.net = gross - vat;
  made.vat = vat;
  made.vat_percent = core::parse_decimal(percent).value();
  return made;
}

inline core::order order_of(std::string_view number, std::vector<core::order_line> lines,
                            std::string_view country = "NL") {
  core::order made;
  made.id = number;
  made.number = number;
  made.status = "completed";
  made.created = core::parse_time("2026-03-14T09:00:00Z").value();
  made.paid = made.created;
  made.billing.first_name = "Noor";
  made.billing.last_name = "de Wit";
  made.billing.email = "noor@atelier.example";
  made.billing.country = country;
  made.shipping.country = country;
  made.payment_method = "ideal";
  made.transaction_id = "tr_1";
  made.lines = std::move(lines);
  for (const auto& each : made.lines) {
    made.total += each.net + each.vat;
    made.total_vat += each.vat;
  }
  return made;
}

inline std::string demo(std::string_view more, std::string_view beside = "") {
  return R"({"administrations":[{"id":"demo","tokens":["demo-token"])" + std::string(more) + "}]" +
         std::string(beside) + "}";
}

}  // namespace boekbrug::tests
