#include "actors/shop_fetch.hpp"

#include "log/log.hpp"

#include <utility>

namespace boekbrug::actors {

core::error as_shop_error(core::error failure) {
  using core::errc;
  switch (failure.code) {
    case errc::timed_out:
    case errc::connection_failed:
    case errc::connection_broken:
    case errc::tls_failed:
    case errc::address_forbidden:
      failure.detail = std::string(code_name(failure.code)) + ": " + failure.detail;
      failure.code = errc::shop_unreachable;
      break;
    case errc::body_too_large:
    case errc::not_http:
      failure.detail = std::string(code_name(failure.code)) + ": " + failure.detail;
      failure.code = errc::shop_answer_unreadable;
      break;
    default:
      break;
  }
  return failure;
}

shop_fetch_actor::behavior_type shop_fetch_state::make_behavior(const services* house,
                                                                http_gateway_actor gateway,
                                                                core::integration_id id) {
  house_ = house;
  gateway_ = std::move(gateway);
  id_ = id;
  load();
  if (adapter_ == nullptr) {
    self_->quit(to_caf(core::fail(core::errc::not_found, "unknown integration or shop")));
  }
  stay_awake();
  return {
      [this](page_atom, const ask_ptr& ask) { return page(ask); },
      [this](credits_atom, const order_ptr& order) { return credits(order); },
      [this](period_atom, const shop_period_ptr& period) { return orders(period); },
      [this](reload_atom) { load(); },
      [this](idle_atom, std::uint64_t epoch) {
        if (epoch == idle_epoch_ && !busy_) {
          self_->quit();
        }
      },
      [this](next_atom) { send_next(); },
  };
}

void shop_fetch_state::load() {
  auto stored = house_->store->integration(id_);
  if (stored && stored.value()) {
    adapter_ = house_->shop_adapter(stored.value()->shop.kind);
    shop_ = stored.value()->shop;
    house_->add_options(shop_);
    shop_.options["vat_number_field"] = stored.value()->cards.vat_number_field;
  }
}

void shop_fetch_state::stay_awake() {
  self_->delayed_send(self_, house_->connection_idle, idle_atom_v, ++idle_epoch_);
}

void shop_fetch_state::call(build_function build, answer_function done) {
  line_.push_back({std::move(build), std::move(done)});
  if (!busy_) {
    next_call();
  }
}

void shop_fetch_state::next_call() {
  stay_awake();
  if (line_.empty()) {
    busy_ = false;
    return;
  }
  busy_ = true;
  const auto wait = not_before_ - house_->clock->now();
  if (house_->pace_shops && wait.count() > 0) {
    self_->delayed_send(self_, wait, next_atom_v);
    return;
  }
  send_next();
}

void shop_fetch_state::send_next() {
  not_before_ = house_->clock->now() + adapter_->pace();
  auto work = std::make_shared<waiting_call>(std::move(line_.front()));
  line_.pop_front();
  auto request = work->build({house_->clock->now(), house_->nonce()});
  if (!request) {
    work->done(request.error());
    next_call();
    return;
  }
  auto message = std::make_shared<core::http_request>(std::move(*request));
  message->deadline = house_->request_deadline;
  message->body_limit = house_->body_limit;
  self_
      ->request(gateway_, house_->request_deadline + std::chrono::seconds{10}, send_atom_v, message)
      .then(
          [this, work](const response_ptr& answer) {
            work->done(answer);
            next_call();
          },
          [this, work](const caf::error& failure) {
            work->done(as_shop_error(from_caf(failure)));
            next_call();
          });
}

caf::result<page_ptr> shop_fetch_state::page(const ask_ptr& ask) {
  auto promise = self_->make_response_promise<page_ptr>();
  fetch_page(ask, promise);
  return promise;
}

void shop_fetch_state::fetch_page(const ask_ptr& ask,
                                  caf::typed_response_promise<page_ptr> promise) {
  call(
      [this, ask](const core::request_context& context) {
        return adapter_->scan_request(shop_, *ask->scope, ask->cursor, context);
      },
      [this, ask, promise](core::result<response_ptr> answer) mutable {
        if (!answer) {
          page_failed(ask, answer.error(), promise);
          return;
        }
        auto page = adapter_->scan_answer(shop_, *ask->scope, ask->cursor, **answer);
        if (!page) {
          page_failed(ask, page.error(), promise);
          return;
        }
        promise.deliver(std::make_shared<const core::scan_page>(std::move(*page)));
      });
}

// Overloaded hosts answer small pages when large ones fail (woocommerce.md 2.3).
void shop_fetch_state::page_failed(const ask_ptr& ask, const core::error& failure,
                                   caf::typed_response_promise<page_ptr> promise) {
  using core::errc;
  const bool overload = (failure.code == errc::shop_unreachable &&
                         failure.detail.find("connection_failed") == std::string::npos &&
                         failure.detail.find("tls_failed") == std::string::npos &&
                         failure.detail.find("address_forbidden") == std::string::npos) ||
                        failure.code == errc::shop_answer_unreadable;
  const auto smaller = overload ? adapter_->scan_smaller(ask->cursor) : std::nullopt;
  if (!smaller || (smaller->mark == ask->cursor.mark && smaller->scratch == ask->cursor.scratch)) {
    promise.deliver(to_caf(failure));
    return;
  }
  log::info("page failed, asking for less", {{"integration", id_}, {"why", failure.detail}});
  fetch_page(std::make_shared<const scan_ask>(scan_ask{*smaller, ask->scope}), std::move(promise));
}

caf::result<credits_ptr> shop_fetch_state::credits(const order_ptr& order) {
  auto promise = self_->make_response_promise<credits_ptr>();
  call(
      [this, order](const core::request_context& context) {
        return adapter_->credits_request(shop_, *order, context);
      },
      [this, order, promise](core::result<response_ptr> answer) mutable {
        if (!answer) {
          promise.deliver(to_caf(answer.error()));
          return;
        }
        auto read = adapter_->credits_answer(shop_, *order, **answer);
        if (!read) {
          promise.deliver(to_caf(read.error()));
          return;
        }
        promise.deliver(std::make_shared<const std::vector<core::credit>>(std::move(*read)));
      });
  return promise;
}

caf::result<shop_orders_ptr> shop_fetch_state::orders(const shop_period_ptr& period) {
  auto promise = self_->make_response_promise<shop_orders_ptr>();
  call(
      [this, period](const core::request_context& context) {
        return adapter_->period_request(shop_, period->from, period->to, period->page, context);
      },
      [this, period, promise](core::result<response_ptr> answer) mutable {
        if (!answer) {
          promise.deliver(to_caf(answer.error()));
          return;
        }
        auto read = adapter_->period_answer(shop_, period->page, **answer);
        if (!read) {
          promise.deliver(to_caf(read.error()));
          return;
        }
        promise.deliver(std::make_shared<const core::shop_adapter::period_page>(std::move(*read)));
      });
  return promise;
}

shop_fetch_actor::behavior_type shop_fetch(
    shop_fetch_actor::stateful_pointer<shop_fetch_state> self, const services* house,
    http_gateway_actor gateway, core::integration_id id) {
  return self->state.make_behavior(house, std::move(gateway), id);
}

}  // namespace boekbrug::actors
