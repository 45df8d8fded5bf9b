#pragma once
// Books one item: carries out what core/sync/posting.hpp decides, and stores each step before the
// next call. Lives inside a ledger_post actor; one at a time per administration.

#include "actors/ledger_caller.hpp"
#include "core/sync/posting.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace boekbrug::actors {

class posting_run : public std::enable_shared_from_this<posting_run> {
public:
  using finished_function = std::function<void(post_outcome)>;

  posting_run(ledger_post_actor::pointer self, const services* house, ledger_caller* caller,
              post_order order, shared<core::ledger_lists> lists, finished_function finished);

  /// Loads the item and goes on until its outcome is stored; then calls `finished` once.
  void start();

private:
  core::result<bool> load();
  core::result<void> make_plan();
  core::result<bool> consult_register();
  void advance();
  void carry_out(core::posting_action action);
  void ask(core::posting_action action);
  void find_contact(const std::string& step);
  void create_contact();
  void find_document(const std::string& step);
  void found_documents();
  void read_payments();
  void send_or_read(core::posting_action action, ledger_caller::build_function build);
  void check_totals();
  void final_totals_differ(const core::error& difference);
  void delete_draft();
  void pay();

  core::document_ref document_ref() const;
  void contact_known(const std::string& contact_id);
  void document_known(const core::ledger_document& document);
  bool mend_contact(core::posting_action action, const core::error& failure);
  void failed(core::posting_action action, core::error failure);
  void give_up(core::error failure);
  void finish_sent();
  void finish_skipped(core::skip_reason why);
  void end(bool connection_lost);
  void note(core::item_note::kind what, std::string detail);
  void remember(core::posting_action action, bool ok, std::string answer);
  /// Stores the item with everything that waits to be stored, then goes on.
  void save(std::function<void()> then);

  template <class T>
  void call(core::posting_action action, ledger_caller::build_function build,
            std::function<core::result<T>(const core::http_response&)> read,
            std::function<void(T)> good);

  storage::sent_key register_key() const;
  core::time_point now() const { return house_->clock->now(); }

  ledger_post_actor::pointer self_;
  const services* house_;
  ledger_caller* caller_;
  post_order order_;
  shared<core::ledger_lists> lists_;
  finished_function finished_;

  std::optional<core::integration> integration_;
  std::optional<core::item> before_;  // as stored
  core::item item_;
  storage::payload payload_;
  core::booking_plan plan_;
  core::posting_facts facts_;
  std::vector<core::ledger_document> found_;  // by the search for our document so far
  bool contact_from_cache_ = false;
  bool contact_retried_ = false;
  bool in_register_ = false;  // our entry in the sent register is stored or in the next batch
  std::vector<core::attempt> new_attempts_;
  std::optional<storage::write_batch> extra_;  // rides with the next save
};

}  // namespace boekbrug::actors
