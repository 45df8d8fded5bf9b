#pragma once
// All typed interfaces, one comment per handler (STYLE 3). Errors are core errors
// (actors/errors.hpp).

#include "actors/messages.hpp"

namespace boekbrug::actors {

using storage_writer_actor = caf::typed_actor<
    // Answers true once the batch is durable; storage_full, storage_failed: nothing was stored.
    caf::replies_to<commit_atom, batch_ptr>::with<bool>,
    // INTERNAL: the engine finished the batch of that number.
    caf::reacts_to<done_atom, std::uint64_t, stored_ptr>>;

using http_gateway_actor = caf::typed_actor<
    // Any HTTP status is an answer; errors are those of core::transport.
    caf::replies_to<send_atom, request_ptr>::with<response_ptr>,
    // INTERNAL: the transport finished the request of that number.
    caf::reacts_to<done_atom, std::uint64_t, exchange_ptr>>;

using rate_limiter_actor = caf::typed_actor<
    // Answers a permit number when the call may be made; throttled: the waiting line is full.
    caf::replies_to<acquire_atom, permit_request>::with<std::uint64_t>,
    // The call of that permit ended; the signal is what the remote said of its limit (may be null).
    caf::reacts_to<finish_atom, std::uint64_t, signal_ptr>,
    // INTERNAL: time to look at the line again; stale epochs are dropped.
    caf::reacts_to<refill_atom, std::uint64_t>,
    // One line for the admin shell.
    caf::replies_to<show_atom>::with<std::string>>;

using shop_fetch_actor = caf::typed_actor<
    // The next step of a scan.
    caf::replies_to<page_atom, ask_ptr>::with<page_ptr>,
    // All refunds of one order.
    caf::replies_to<credits_atom, order_ptr>::with<credits_ptr>,
    // A page of orders by creation time, for reports.
    caf::replies_to<period_atom, shop_period_ptr>::with<shop_orders_ptr>,
    // The stored settings changed.
    caf::reacts_to<reload_atom>,
    // INTERNAL: nothing was asked for a while.
    caf::reacts_to<idle_atom, std::uint64_t>,
    // INTERNAL: the shop may be called again.
    caf::reacts_to<next_atom>>;

using shop_supervisor_actor = caf::typed_actor<
    // The same three, for the shop of that integration; the connection is opened when needed.
    caf::replies_to<page_atom, core::integration_id, ask_ptr>::with<page_ptr>,
    caf::replies_to<credits_atom, core::integration_id, order_ptr>::with<credits_ptr>,
    caf::replies_to<period_atom, core::integration_id, shop_period_ptr>::with<shop_orders_ptr>,
    // The stored settings changed: an open connection reads them anew.
    caf::reacts_to<reload_atom, core::integration_id>,
    caf::replies_to<show_atom>::with<std::string>>;

using ledger_post_actor = caf::typed_actor<
    // Books one item, step by step; answers when it is stored how far it came.
    caf::replies_to<post_atom, post_ptr>::with<outcome_ptr>,
    // The administration's lists, from the cache unless they are old or `fresh` is true.
    caf::replies_to<lists_atom, bool>::with<lists_ptr>,
    // The same for a preview: lists that had to be read are not stored.
    caf::replies_to<peek_atom, bool>::with<lists_ptr>,
    // A page of documents by date, for reports.
    caf::replies_to<period_atom, ledger_period_ptr>::with<documents_ptr>,
    // The stored credentials or lists changed.
    caf::reacts_to<reload_atom>,
    // INTERNAL: nothing was asked for a while.
    caf::reacts_to<idle_atom, std::uint64_t>,
    // INTERNAL: take the next piece of work from the line.
    caf::reacts_to<next_atom>>;

using ledger_supervisor_actor = caf::typed_actor<
    caf::replies_to<post_atom, core::connection_id, post_ptr>::with<outcome_ptr>,
    caf::replies_to<lists_atom, core::connection_id, bool>::with<lists_ptr>,
    caf::replies_to<peek_atom, core::connection_id, bool>::with<lists_ptr>,
    caf::replies_to<period_atom, core::connection_id, ledger_period_ptr>::with<documents_ptr>,
    // The stored credentials changed: an open connection reads them anew.
    caf::reacts_to<reload_atom, core::connection_id>,
    caf::replies_to<show_atom>::with<std::string>>;

using integration_actor = caf::typed_actor<
    // Something may be due: a poll or a booking. What is due is decided from the store.
    caf::reacts_to<wake_atom>,
    // Answers one line for a person.
    caf::replies_to<command_atom, command_ptr>::with<std::string>>;

using integration_supervisor_actor = caf::typed_actor<
    // An integration wants to be woken at that time (UTC, ms); replaces its earlier wish.
    caf::reacts_to<plan_atom, core::integration_id, std::int64_t>,
    // Forwards to the integration; not_found when this shard has none of that id.
    caf::replies_to<command_atom, core::integration_id, command_ptr>::with<std::string>,
    // A new integration was stored: start it.
    caf::replies_to<adopt_atom, core::integration_id>::with<bool>,
    // INTERNAL: time to wake who is due.
    caf::reacts_to<wake_atom>,
    // INTERNAL: the backoff of a failed integration is over.
    caf::reacts_to<restart_atom, core::integration_id>,
    caf::replies_to<show_atom>::with<std::string>>;

using event_hub_actor = caf::typed_actor<caf::reacts_to<publish_atom, event_ptr>,
                                         // Sends (publish_atom, event_ptr) to that actor until it
                                         // ends; recent events first.
                                         caf::reacts_to<listen_atom, caf::actor>>;

using app_store_actor = caf::typed_actor<
    // A verified handshake: stores the keys, also in installed integrations of that shop.
    caf::replies_to<handshake_atom, app_install_ptr>::with<std::string>,
    // The app of that public key was dropped: stops its integrations for good, forgets its keys.
    caf::replies_to<uninstall_atom, std::string>::with<std::string>,
    // Tells the shop that the app is installed and asks it for webhooks; answers remarks for a
    // person, one per line. Nothing to do for other kinds of shops.
    caf::replies_to<settle_atom, core::integration_id>::with<std::string>,
    // INTERNAL: the next integration in line.
    caf::reacts_to<next_atom>>;

using installer_actor = caf::typed_actor<
    // The text of an install file; answers a report for a person. Nothing is stored on an error.
    caf::replies_to<install_atom, std::string>::with<std::string>,
    // INTERNAL: the next request in line.
    caf::reacts_to<next_atom>>;

using admin_desk_actor = caf::typed_actor<
    // One line of the admin shell; answers what a person should read.
    caf::replies_to<command_atom, std::string>::with<std::string>>;

using reporter_actor = caf::typed_actor<
    // Integration, first day, last day (YYYY-MM-DD, "" = default), format; answers the report and
    // ends.
    caf::replies_to<report_atom, core::integration_id, std::string, std::string,
                    std::string>::with<std::string>>;

using previewer_actor = caf::typed_actor<
    // Integration, how many orders, the number of one order ("" = the newest), format; answers the
    // preview and ends. Writes nothing.
    caf::replies_to<preview_atom, core::integration_id, std::uint64_t, std::string,
                    std::string>::with<std::string>>;

}  // namespace boekbrug::actors
