#pragma once
// What a ledger adapter is: for each call a pure request builder and a pure reader of the answer.

#include "core/booking/plan.hpp"
#include "core/http/http_message.hpp"
#include "core/ports/remote.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::core {

/// One connected administration.
struct ledger_connection {
  std::string kind;      // "moneybird"
  std::string base_url;  // from the server's configuration
  std::string oauth_base_url;
  std::string administration_id;
  secret access_token;
  secret refresh_token;                  // empty: a personal token, never renewed
  std::optional<time_point> expires_at;  // of the access token, when the ledger says so
  secret client_id;                      // of our application, from the server's configuration
  secret client_secret;
  std::string local_address;  // egress address that this administration is pinned to
};

struct ledger_tokens {
  secret access_token;
  secret refresh_token;  // empty: unchanged
  std::optional<time_point> expires_at;
};

struct administration {
  std::string id;
  std::string name;
  std::string country;
  std::string currency;
  std::string time_zone;
  bool suspended = false;
  std::optional<date> locked_until;  // bookkeeping closed up to and including this day
};

struct ledger_rate {
  std::string id;
  std::string name;
  decimal percent;
  std::string country;  // "" = domestic
  bool active = true;
};
struct ledger_account {
  std::string id;
  std::string name;
  std::string number;
  bool active = true;
  bool usable_for_sales = true;
};
struct named_choice {
  std::string id;
  std::string name;
  bool is_default = false;
  bool warns = false;  // workflow: sends reminders by itself
};

/// What the settings cards choose from, and what the booking rules check against. Cached.
struct ledger_lists {
  administration admin;
  std::vector<ledger_rate> rates;
  std::vector<ledger_account> accounts;
  std::vector<named_choice> styles;
  std::vector<named_choice> workflows;
  std::vector<named_choice> payment_accounts;
  std::vector<named_choice> debtor_accounts;  // B5; empty: the ledger has no choice of them
  std::vector<named_choice> cost_centers;     // B10
  std::vector<std::string> refused;  // names of lists that the plan or the token does not give
};

struct contact_ref {
  std::string id;
  bool archived = false;
};

/// A step of a search for a contact. Some ledgers answer with ids only, and each must be read.
struct contact_search {
  std::optional<contact_ref> found;
  std::string next;  // "" = the search is over
};

/// A document as we know it when we ask for it again or pay it.
struct document_ref {
  std::string id;
  std::string number;
  std::string contact_id;
};

enum class document_state : std::uint8_t { draft = 1, open, paid, other };

/// A document as the ledger holds it.
struct ledger_document {
  std::string id;
  std::string number;  // "" while a draft
  std::string reference;
  std::string contact_id;
  document_state state = document_state::draft;
  std::optional<date> booked_on;
  core::currency currency;
  minor_units total = 0;  // incl. VAT
  minor_units total_net = 0;
  minor_units total_paid = 0;
  bool totals_known = true;  // false: the answer named the document without its amounts
  bool paid_known = true;    // false: `total_paid` must be asked for (`payments_request`)
  bool vat_per_rate = true;  // false: only total and total_net are known
  struct rate_total {
    std::string rate_id;
    minor_units net = 0;
    minor_units vat = 0;
  };
  std::vector<rate_total> vat;        // rates without VAT may be missing
  std::vector<rate_total> line_nets;  // net per line, with its rate; vat is 0
  std::string url;                    // to show to the merchant
};

struct payment_ref {
  std::string id;
};

struct document_page {
  std::vector<ledger_document> documents;
  std::string next;  // "" = last page
};

/// A product as the ledger keeps it (S5); lines may refer to its id.
struct ledger_product {
  std::string id;          // "" before it exists
  std::string identifier;  // the SKU
  std::string title;
  decimal price;           // as the ledger keeps it; whether it includes VAT is the ledger's choice
  std::string rate_id;     // "" = none
  std::string account_id;  // "" = none
};

struct ledger_product_page {
  std::vector<ledger_product> products;
  std::string next;  // "" = last page
};

/// How a ledger differs from the others, for the rules of booking.
struct ledger_traits {
  /// Documents begin as drafts that can be checked and deleted. Without them a document is final
  /// the moment it is made.
  bool drafts = true;
  /// The reference is the invoice number itself (B8, B9): made of prefix, year and order number.
  bool numbers_are_ours = false;
  bool foreign_currency = true;
  std::size_t lines_max = 0;  // more are grouped (S6); 0 = no limit
  /// The token belongs to one administration, whose name the ledger does not tell: the merchant
  /// names it.
  bool one_administration = false;
};

/// Each `x_request` builds the call, each `x_answer` reads its response; errors carry the code of
/// product.md 8. `access_expired` asks for `renew_*` and one repetition.
class ledger_adapter {
public:
  virtual ~ledger_adapter() = default;
  virtual std::string_view kind() const noexcept = 0;
  virtual ledger_arithmetic arithmetic() const noexcept = 0;
  virtual ledger_traits traits() const noexcept { return {}; }
  /// What people call it: "Moneybird".
  virtual std::string_view title() const noexcept = 0;

  /// Whether the token can and should be renewed before `now`.
  virtual bool must_renew(const ledger_connection& ledger, time_point now) const = 0;
  virtual result<http_request> renew_request(const ledger_connection& ledger) const = 0;
  virtual result<ledger_tokens> renew_answer(const http_response& answer, time_point now) const = 0;
  /// Puts a token that the merchant copied into its place.
  virtual void take_token(ledger_connection& ledger, secret token) const {
    ledger.access_token = std::move(token);
  }
  /// Exchanges the code of an OAuth grant.
  virtual result<http_request> grant_request(const ledger_connection& ledger, std::string_view code,
                                             std::string_view redirect_uri) const = 0;

  virtual result<http_request> administrations_request(const ledger_connection& ledger) const = 0;
  virtual result<std::vector<administration>> administrations_answer(
      const http_response& answer) const = 0;

  /// The lists are read one after the other: `index` 0 .. list_count()-1; each answer fills its
  /// part.
  virtual std::size_t list_count() const noexcept = 0;
  virtual result<http_request> list_request(const ledger_connection& ledger,
                                            std::size_t index) const = 0;
  virtual result<void> list_answer(std::size_t index, const http_response& answer,
                                   ledger_lists& lists) const = 0;

  /// `step` is "" at first, else `contact_search::next`.
  virtual result<http_request> find_contact_request(const ledger_connection& ledger,
                                                    const contact_spec& who,
                                                    std::string_view step) const = 0;
  /// The oldest active exact match; nothing when there is none.
  virtual result<contact_search> find_contact_answer(const contact_spec& who, std::string_view step,
                                                     const http_response& answer) const = 0;
  virtual result<http_request> create_contact_request(const ledger_connection& ledger,
                                                      const contact_spec& who) const = 0;
  virtual result<contact_ref> create_contact_answer(const http_response& answer) const = 0;

  /// Looks for documents of this plan's reference in any state and any period around its date.
  /// `step` is "" at first, else `document_page::next`.
  virtual result<http_request> find_document_request(const ledger_connection& ledger,
                                                     const booking_plan& plan,
                                                     std::string_view step) const = 0;
  virtual result<document_page> find_document_answer(const booking_plan& plan,
                                                     std::string_view step,
                                                     const http_response& answer) const = 0;
  virtual result<http_request> read_document_request(const ledger_connection& ledger,
                                                     const document_ref& document) const = 0;
  virtual result<http_request> create_document_request(const ledger_connection& ledger,
                                                       const booking_plan& plan,
                                                       std::string_view contact_id) const = 0;
  virtual result<http_request> delete_draft_request(const ledger_connection& ledger,
                                                    std::string_view document_id) const = 0;
  virtual result<void> delete_draft_answer(const http_response& answer) const = 0;
  virtual result<http_request> send_document_request(const ledger_connection& ledger,
                                                     std::string_view document_id,
                                                     const booking_plan& plan) const = 0;
  /// Reads the document out of the answer of create, read and send. `asked` is what the request was
  /// for; its id is "" after a creation.
  virtual result<ledger_document> document_answer(const booking_plan& plan,
                                                  const document_ref& asked,
                                                  const http_response& answer) const = 0;
  /// How much of a document is paid; only asked when `ledger_document::paid_known` is false.
  virtual result<http_request> payments_request(const ledger_connection& ledger,
                                                const document_ref& document) const;
  virtual result<minor_units> payments_answer(const booking_plan& plan,
                                              const document_ref& document,
                                              const http_response& answer) const;
  virtual result<http_request> pay_request(const ledger_connection& ledger,
                                           const document_ref& document, const booking_plan& plan,
                                           std::size_t payment_index) const = 0;
  virtual result<payment_ref> pay_answer(const http_response& answer) const = 0;

  /// All documents dated in [from, to], both days included; `page` "" for the first one.
  virtual result<http_request> list_documents_request(const ledger_connection& ledger, date from,
                                                      date to, std::string_view page) const = 0;
  virtual result<document_page> list_documents_answer(std::string_view page,
                                                      const http_response& answer) const = 0;

  /// The product with exactly this SKU; nothing when there is none. Not creating twice is the
  /// caller's: look first.
  virtual result<http_request> find_product_request(const ledger_connection& ledger,
                                                    std::string_view identifier) const = 0;
  virtual result<std::optional<ledger_product>> find_product_answer(
      std::string_view identifier, const http_response& answer) const = 0;
  /// `wanted.id` is ignored. Also product_not_copied: no SKU, a SKU that is taken, any content that
  /// is refused.
  virtual result<http_request> create_product_request(const ledger_connection& ledger,
                                                      const ledger_product& wanted) const = 0;
  virtual result<ledger_product> create_product_answer(const http_response& answer) const = 0;
  /// The active products; `page` is "" for the first one, else `ledger_product_page::next`.
  virtual result<http_request> list_products_request(const ledger_connection& ledger,
                                                     std::string_view page) const = 0;
  virtual result<ledger_product_page> list_products_answer(std::string_view page,
                                                           const http_response& answer) const = 0;

  virtual limit_signal read_limits(const http_response& answer, time_point now) const = 0;
};

}  // namespace boekbrug::core
