// The calls that a posting makes, and what their answers teach. The other part of posting_run.
#include "actors/posting_run.hpp"

#include "core/booking/make_plan.hpp"
#include "log/log.hpp"

#include <algorithm>
#include <utility>

namespace boekbrug::actors {

using core::errc;
using core::posting_action;
using core::posting_step;

template <class T>
void posting_run::call(posting_action action, ledger_caller::build_function build,
                       std::function<core::result<T>(const core::http_response&)> read,
                       std::function<void(T)> good) {
  // Once the document exists, finishing it comes before beginning another.
  const auto how = item_.progress.document_id.empty() ? order_.how : core::call_class::continuing;
  auto me = shared_from_this();
  caller_->call<T>({order_.integration, how}, std::move(build), std::move(read),
                   [me, action, good = std::move(good)](core::result<T> answer) {
                     if (!answer) {
                       me->failed(action, answer.error());
                       return;
                     }
                     me->remember(action, true, {});
                     good(std::move(*answer));
                   });
}

void posting_run::find_contact(const std::string& step) {
  const auto* adapter = &caller_->adapter();
  auto who = plan_.contact;
  call<core::contact_search>(
      posting_action::find_contact,
      [adapter, who, step](const core::ledger_connection& ledger) {
        return adapter->find_contact_request(ledger, who, step);
      },
      [adapter, who, step](const core::http_response& answer) {
        return adapter->find_contact_answer(who, step, answer);
      },
      [this, step](const core::contact_search& search) {
        if (!search.found && !search.next.empty() && search.next != step) {
          find_contact(search.next);
          return;
        }
        facts_.contact_searched = true;
        if (search.found) {
          contact_known(search.found->id);
        }
        advance();
      });
}

void posting_run::create_contact() {
  const auto* adapter = &caller_->adapter();
  auto who = plan_.contact;
  call<core::contact_ref>(
      posting_action::create_contact,
      [adapter, who](const core::ledger_connection& ledger) {
        return adapter->create_contact_request(ledger, who);
      },
      [adapter](const core::http_response& answer) {
        return adapter->create_contact_answer(answer);
      },
      [this](const core::contact_ref& made) {
        contact_known(made.id);
        advance();
      });
}

void posting_run::contact_known(const std::string& contact_id) {
  item_.progress.contact_id = contact_id;
  item_.progress.step = std::max(item_.progress.step, posting_step::contact_known);
  if (!extra_) {
    extra_ = house_->store->batch();
  }
  extra_->put_contact(caller_->record().id, plan_.contact.cache_key, contact_id);
}

void posting_run::find_document(const std::string& step) {
  const auto* adapter = &caller_->adapter();
  auto plan = std::make_shared<const core::booking_plan>(plan_);
  call<core::document_page>(
      posting_action::find_document,
      [=](const core::ledger_connection& ledger) {
        return adapter->find_document_request(ledger, *plan, step);
      },
      [=](const core::http_response& answer) {
        return adapter->find_document_answer(*plan, step, answer);
      },
      [this, step](const core::document_page& page) {
        found_.insert(found_.end(), page.documents.begin(), page.documents.end());
        if (!page.next.empty() && page.next != step) {
          find_document(page.next);
          return;
        }
        found_documents();
      });
}

void posting_run::found_documents() {
  facts_.document_searched = true;
  auto picked = core::pick_document(std::exchange(found_, {}), plan_);
  if (!picked) {
    give_up(picked.error());
    return;
  }
  if (!picked.value() && facts_.number_taken) {
    give_up(core::fail(errc::document_exists, plan_.reference));
    return;
  }
  if (picked.value()) {
    const auto& document = **picked;
    const auto& who = item_.progress.contact_id;
    if (!plan_.drafts && !who.empty() && !document.contact_id.empty() &&
        document.contact_id != who) {
      give_up(core::fail(errc::document_exists,
                         plan_.reference + " (the document found is of another customer)"));
      return;
    }
    document_known(document);
  }
  advance();
}

void posting_run::ask(posting_action action) {
  const auto* adapter = &caller_->adapter();
  auto plan = std::make_shared<const core::booking_plan>(plan_);
  auto contact = item_.progress.contact_id;
  auto document = document_ref();
  send_or_read(action, [=](const core::ledger_connection& ledger) {
    switch (action) {
      case posting_action::create_document:
        return adapter->create_document_request(ledger, *plan, contact);
      case posting_action::send_document:
        return adapter->send_document_request(ledger, document.id, *plan);
      default:
        return adapter->read_document_request(ledger, document);
    }
  });
}

void posting_run::send_or_read(posting_action action, ledger_caller::build_function build) {
  const auto* adapter = &caller_->adapter();
  auto plan = std::make_shared<const core::booking_plan>(plan_);
  const bool made = action == posting_action::create_document;
  auto asked = document_ref();
  call<core::ledger_document>(
      action, std::move(build),
      [=](const core::http_response& answer) {
        return adapter->document_answer(*plan, asked, answer);
      },
      [this, made](core::ledger_document document) {
        if (made) {
          document.paid_known = true;  // what was made just now cannot be paid yet
        } else if (!document.paid_known && facts_.document && facts_.document->paid_known) {
          document.paid_known = true;
          document.total_paid = facts_.document->total_paid;
        }
        document_known(document);
        advance();
      });
}

core::document_ref posting_run::document_ref() const {
  return {item_.progress.document_id, item_.progress.document_number, item_.progress.contact_id};
}

void posting_run::read_payments() {
  const auto* adapter = &caller_->adapter();
  auto plan = std::make_shared<const core::booking_plan>(plan_);
  auto document = document_ref();
  call<core::minor_units>(
      posting_action::read_payments,
      [=](const core::ledger_connection& ledger) {
        return adapter->payments_request(ledger, document);
      },
      [=](const core::http_response& answer) {
        return adapter->payments_answer(*plan, document, answer);
      },
      [this](core::minor_units paid) {
        if (!facts_.document) {
          facts_.document.emplace();
        }
        facts_.document->total_paid = paid;
        facts_.document->paid_known = true;
        advance();
      });
}

void posting_run::document_known(const core::ledger_document& document) {
  facts_.document = document;
  auto& progress = item_.progress;
  const bool is_new = progress.document_id.empty();
  progress.document_id = document.id;
  progress.document_number = document.number;
  progress.document_url = document.url;
  if (progress.contact_id.empty()) {
    progress.contact_id = document.contact_id;
  }
  const auto reached = document.state == core::document_state::draft ? posting_step::document_made
                                                                     : posting_step::document_sent;
  progress.step = std::max(progress.step, reached);
  if (is_new) {
    if (!extra_) {
      extra_ = house_->store->batch();
    }
    extra_->put(register_key(), {order_.integration, document.id, plan_.reference, now()});
    in_register_ = true;
  }
}

void posting_run::check_totals() {
  const auto same = core::compare(plan_, *facts_.document);
  facts_.totals_checked = true;
  if (!same && !plan_.drafts) {
    final_totals_differ(same.error());
    return;
  }
  facts_.totals_differ = !same;
  if (!same) {
    item_.failure = same.error();
    remember(posting_action::check_totals, false, same.error().detail);
  }
  advance();
}

// Nothing can be taken back: the merchant must know. A cent of VAT on the other side of the line is
// the ledger's own way of computing; another total is not.
void posting_run::final_totals_differ(const core::error& difference) {
  remember(posting_action::check_totals, false, difference.detail);
  if (facts_.document->total != plan_.total || facts_.document->currency != plan_.currency) {
    give_up(difference);
    return;
  }
  note(core::item_note::kind::ledger_vat_differs, difference.detail);
  advance();
}

void posting_run::delete_draft() {
  const auto* adapter = &caller_->adapter();
  auto document = item_.progress.document_id;
  call<bool>(
      posting_action::delete_draft,
      [=](const core::ledger_connection& ledger) {
        return adapter->delete_draft_request(ledger, document);
      },
      [adapter](const core::http_response& answer) -> core::result<bool> {
        auto gone = adapter->delete_draft_answer(answer);
        if (!gone) {
          return gone.error();
        }
        return true;
      },
      [this](bool) {
        item_.progress.document_id.clear();
        item_.progress.document_number.clear();
        item_.progress.document_url.clear();
        item_.progress.step = posting_step::contact_known;
        give_up(*item_.failure);
      });
}

void posting_run::pay() {
  const auto* adapter = &caller_->adapter();
  auto plan = std::make_shared<const core::booking_plan>(plan_);
  auto document = document_ref();
  // What the ledger holds already counts: an earlier call may have paid without our knowing.
  const auto made =
      core::payments_covered(plan_, facts_.document ? facts_.document->total_paid : 0);
  const std::size_t index = std::max(made, item_.progress.payments_made);
  call<core::payment_ref>(
      posting_action::pay,
      [=](const core::ledger_connection& ledger) {
        return adapter->pay_request(ledger, document, *plan, index);
      },
      [adapter](const core::http_response& answer) { return adapter->pay_answer(answer); },
      [this, index](const core::payment_ref&) {
        item_.progress.payments_made = static_cast<std::uint32_t>(index + 1);
        advance();
      });
}

}  // namespace boekbrug::actors
