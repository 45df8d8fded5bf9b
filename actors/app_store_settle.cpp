// After an installation or with new keys: the shop is told that the app is installed, and asked for
// webhooks. One integration at a time; whatever the shop refuses is a remark, never a failure.
#include "actors/app_store.hpp"

#include "adapters/shops/ccvshop/app_store.hpp"
#include "log/log.hpp"

#include <algorithm>
#include <utility>

namespace boekbrug::actors {
namespace {

namespace ccv = adapters::ccvshop_api;

constexpr std::string_view ccv_kind = "ccvshop";
constexpr unsigned hook_pages_max = 20;

}  // namespace

caf::result<std::string> app_store_state::settle(core::integration_id id) {
  auto promise = self_->make_response_promise<std::string>();
  enqueue(id, true);
  line_.front()->askers.push_back(promise);
  return promise;
}

// A person who waits goes before those of the start.
void app_store_state::enqueue(core::integration_id id, bool first) {
  const auto same =
      std::find_if(line_.begin(), line_.end(), [id](const auto& each) { return each->id == id; });
  std::unique_ptr<work> job;
  if (same != line_.end()) {
    job = std::move(*same);
    line_.erase(same);
  } else {
    job = std::make_unique<work>();
    job->id = id;
  }
  if (first) {
    line_.push_front(std::move(job));
  } else {
    line_.push_back(std::move(job));
  }
  self_->send(self_, next_atom_v);
}

// At the start of the server: those that miss something.
void app_store_state::greet_all() {
  if (house_->public_url.empty()) {
    const auto known = house_->store->app_installs();
    if (known && known->empty()) {
      return;  // nothing to tell anybody: spare the walk
    }
  }
  const auto read = house_->store->each_integration([this](const core::integration& each) {
    if (each.shop.kind == ccv_kind && !each.shop.key.empty()) {
      const auto settled = each.shop.options.find(std::string(hook_url_option));
      const bool hooks = house_->public_url.empty() || (settled != each.shop.options.end() &&
                                                        settled->second == house_->public_url);
      const auto record = house_->store->app_install(each.shop.key.reveal());
      const bool told = !record || !record.value() || record.value()->marked != core::time_point{};
      if (!hooks || !told) {
        enqueue(each.id, false);
      }
    }
    return true;
  });
  if (!read) {
    log::error("the integrations cannot be read", {{"why", read.error().detail}});
  }
}

void app_store_state::next() {
  if (now_ || line_.empty()) {
    return;
  }
  now_ = std::move(line_.front());
  line_.pop_front();
  const auto stored = house_->store->integration(now_->id);
  const auto schedule = house_->store->schedule(now_->id);
  const bool there = stored && stored.value() && schedule && schedule.value() &&
                     schedule.value()->state != core::integration_state::removed &&
                     gone_.count(now_->id) == 0;
  if (!there || stored.value()->shop.kind != ccv_kind) {
    finish();
    return;
  }
  now_->shop = stored.value()->shop;
  mark_installed();
}

void app_store_state::mark_installed() {
  const auto record = house_->store->app_install(now_->shop.key.reveal());
  if (!record || !record.value() || record.value()->marked != core::time_point{}) {
    list_hooks({});  // keys made by hand, or told before
    return;
  }
  find_app(**record);
}

void app_store_state::find_app(const storage::app_install& record) {
  call(ccv::apps_request(now_->shop, context()), [this, record](core::result<response_ptr> answer) {
    const auto app =
        answer ? ccv::apps_answer(now_->shop, **answer) : core::result<std::string>{answer.error()};
    if (app) {
      mark(record, *app);
      return;
    }
    now_->remarks.push_back(
        "the shop could not be told that the app is installed (" + app.error().detail +
        "); it is tried again when the merchant opens the app in the shop's App Store");
    list_hooks({});
  });
}

void app_store_state::mark(const storage::app_install& record, const std::string& app) {
  call(ccv::mark_installed_request(now_->shop, app, context()),
       [this, record](core::result<response_ptr> answer) {
         const auto done =
             answer ? ccv::mark_installed_answer(**answer) : core::result<void>{answer.error()};
         if (!done) {
           now_->remarks.push_back(
               "the shop refused to mark the app as installed (" + done.error().detail +
               "); it is tried again when the merchant opens the app in the shop's App Store");
           list_hooks({});
           return;
         }
         now_->remarks.push_back("the shop was told that the app is installed");
         commit(
             [this, key = record.api_public,
              secret = record.api_secret]() -> core::result<storage::write_batch> {
               auto batch = house_->store->batch();
               const auto stored = house_->store->app_install(key);
               if (stored && stored.value() && stored.value()->api_secret == secret) {
                 auto after = **stored;
                 after.marked = house_->clock->now();
                 batch.put(after);
               }
               return batch;
             },
             [this](const core::result<void>& stored) {
               if (!stored) {
                 log::error("the mark of an app cannot be stored",
                            {{"integration", now_->id}, {"why", stored.error().detail}});
               }
               list_hooks({});
             });
       });
}

void app_store_state::list_hooks(const std::string& page) {
  if (house_->public_url.empty() || !house_->unguessable) {
    finish();
    return;
  }
  if (now_->hook_path.empty()) {
    const auto known = now_->shop.options.find(std::string(hook_path_option));
    const bool usable = known != now_->shop.options.end() && is_hook_path(known->second);
    now_->hook_path = usable ? known->second : house_->unguessable();
  }
  call(list_hooks_request(now_->shop, page, context()), [this,
                                                         page](core::result<response_ptr> answer) {
    auto read = answer ? list_hooks_answer(now_->shop, page, **answer)
                       : core::result<hook_page>{answer.error()};
    if (!read) {
      now_->remarks.push_back("no webhooks, so the shop is only polled: " + read.error().detail);
      finish();
      return;
    }
    for (auto& each : read->hooks) {
      now_->listed.push_back(std::move(each));
    }
    if (!read->next.empty() && ++now_->pages < hook_pages_max) {
      list_hooks(read->next);
      return;
    }
    now_->steps = plan_hooks(now_->listed, house_->public_url, now_->hook_path,
                             [this](const std::string& path) {
                               const auto owner = house_->store->hook_owner(path);
                               return !owner || owner.value();  // unreadable: better not ours
                             });
    take_step(0);
  });
}

void app_store_state::take_step(std::size_t index) {
  if (index == now_->steps.size()) {
    store_hooks();
    return;
  }
  const auto& step = now_->steps[index];
  const auto address = hook_address(house_->public_url, now_->hook_path, step.event);
  const auto refused = [this, index](const core::error& why) {
    now_->remarks.push_back("no webhook " + now_->steps[index].event + ": " + why.detail);
    take_step(index + 1);
  };
  const auto learn_key = [this](const hook_step& done) {
    const auto known = now_->shop.options.find(hook_key_option(done.event));
    const bool keep = done.hook.key.empty() && known != now_->shop.options.end();
    now_->keys[done.event] = keep ? core::secret{known->second} : done.hook.key;
  };
  switch (step.what) {
    case hook_step::kind::keep:
      learn_key(step);
      take_step(index + 1);
      return;
    case hook_step::kind::move:
      call(move_hook_request(now_->shop, step.hook.id, address, context()),
           [this, index, refused, learn_key](core::result<response_ptr> answer) {
             const auto done =
                 answer ? move_hook_answer(**answer) : core::result<void>{answer.error()};
             if (!done) {
               refused(done.error());
               return;
             }
             learn_key(now_->steps[index]);
             take_step(index + 1);
           });
      return;
    case hook_step::kind::create:
      call(create_hook_request(now_->shop, step.event, address, context()),
           [this, index, refused](core::result<response_ptr> answer) {
             const auto key = answer ? create_hook_answer(now_->shop, **answer)
                                     : core::result<core::secret>{answer.error()};
             if (!key) {
               refused(key.error());
               return;
             }
             now_->keys[now_->steps[index].event] = *key;
             take_step(index + 1);
           });
      return;
  }
}

void app_store_state::store_hooks() {
  auto make = [this]() -> core::result<storage::write_batch> {
    auto batch = house_->store->batch();
    const auto stored = house_->store->integration(now_->id);
    if (!stored || !stored.value()) {
      return core::fail(core::errc::storage_failed, "the integration cannot be read");
    }
    // Removed meanwhile: its emptied record must stay so.
    if (gone_.count(now_->id) != 0 || stored.value()->shop.key.empty()) {
      return batch;
    }
    auto after = **stored;
    auto& options = after.shop.options;
    std::erase_if(options, [](const auto& each) { return each.first.starts_with("hook."); });
    options[std::string(hook_path_option)] = now_->hook_path;
    options[std::string(hook_url_option)] = house_->public_url;
    for (const auto& [event, key] : now_->keys) {
      options[hook_key_option(event)] = key.reveal();
    }
    if (options != stored.value()->shop.options) {
      batch.put(after);
    }
    batch.put_hook_path(now_->hook_path, now_->id);
    return batch;
  };
  commit(std::move(make), [this](const core::result<void>& stored) {
    if (!stored) {
      now_->remarks.push_back("the webhooks could not be stored: " + stored.error().detail);
    } else if (!now_->keys.empty()) {
      now_->remarks.push_back("the shop sends webhooks (" + std::to_string(now_->keys.size()) +
                              "), so changes are seen at once");
    }
    finish();
  });
}

void app_store_state::finish() {
  const auto job = std::move(now_);
  std::string text;
  for (const auto& each : job->remarks) {
    log::info("app store", {{"integration", job->id}, {"what", each}});
    text += each + "\n";
  }
  for (auto& asker : job->askers) {
    asker.deliver(text);
  }
  self_->send(self_, next_atom_v);
}

void app_store_state::call(core::result<core::http_request> request,
                           std::function<void(core::result<response_ptr>)> done) {
  if (!request) {
    done(request.error());
    return;
  }
  auto message = std::make_shared<core::http_request>(std::move(*request));
  message->deadline = house_->request_deadline;
  message->body_limit = house_->body_limit;
  self_
      ->request(near_.gateway, house_->request_deadline + std::chrono::seconds{10}, send_atom_v,
                message)
      .then([done](const response_ptr& answer) { done(answer); },
            [done](const caf::error& failure) { done(from_caf(failure)); });
}

}  // namespace boekbrug::actors
