#include "actors/admin/render.hpp"

#include "config/cards_json.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>

namespace boekbrug::actors {
namespace {

std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

// A shop's text may hold control characters; a terminal must not obey them.
std::string plain(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 32 || c == 127; }, ' ');
  return text;
}

std::string note_text(const core::item_note& note) {
  using kind = core::item_note::kind;
  std::string text;
  switch (note.what) {
    case kind::changed_after_booking:
      text = "changed in the shop after booking";
      break;
    case kind::cancelled_after_booking:
      text = "cancelled in the shop after booking";
      break;
    case kind::vat_number_left_out:
      text = "VAT number left out";
      break;
    case kind::email_left_out:
      text = "e-mail address left out";
      break;
    case kind::rounding_line:
      text = "booked with a rounding line";
      break;
    case kind::rounding_pair:
      text = "booked with two rounding lines that cancel out";
      break;
    case kind::lines_grouped:
      text = "lines grouped per VAT rate, because of their number or of rounding";
      break;
    case kind::ledger_vat_differs:
      text = "the ledger splits net and VAT otherwise; the total is right";
      break;
    case kind::other_price_mode:
      text = "booked with prices stated the other way (excl./incl. VAT)";
      break;
  }
  return note.detail.empty() ? text : text + ": " + plain(note.detail);
}

}  // namespace

std::string render_table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], width_of(row[i]));
    }
  }
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += plain(row[i]);
      if (i + 1 < row.size()) {
        text += std::string(widths[i] - width_of(row[i]) + 2, ' ');
      }
    }
    text += "\n";
  }
  return text;
}

std::string render_when(core::time_point when, core::time_point now) {
  if (when == core::time_point{}) {
    return "never";
  }
  const auto gap = std::chrono::duration_cast<std::chrono::seconds>(when - now).count();
  const auto size = gap < 0 ? -gap : gap;
  std::string text;
  if (size < 1) {
    return "now";
  }
  if (size < 120) {
    text = std::to_string(size) + " s";
  } else if (size < 7200) {
    text = std::to_string(size / 60) + " min";
  } else if (size < 172'800) {
    text = std::to_string(size / 3600) + " h";
  } else {
    text = std::to_string(size / 86'400) + " days";
  }
  return gap < 0 ? text + " ago" : "in " + text;
}

std::string render_state(const core::integration_schedule& schedule) {
  std::string text{core::name(schedule.state)};
  if (schedule.last_error != core::errc{}) {
    text += " (" + std::string(core::code_name(schedule.last_error)) + ")";
  }
  return text;
}

std::string why_of(const core::item& each) {
  using core::item_state;
  switch (each.state) {
    case item_state::waiting:
      return core::explain(each.waits_for, "en", each.waits_for_what);
    case item_state::skipped:
      return core::explain(each.skipped_because, "en");
    case item_state::sent:
      return each.progress.document_number.empty() ? "draft " + each.progress.document_id
                                                   : each.progress.document_number;
    case item_state::ready:
    case item_state::needs_action:
      return each.failure
                 ? std::string(core::code_name(each.failure->code)) + " " + each.failure->detail
                 : "";
  }
  return {};
}

std::vector<std::string> item_cells(const core::item& each) {
  return {each.key.id,
          each.number,
          core::to_text(each.placed).substr(0, 10),
          each.customer,
          core::to_text(each.total, each.currency) + " " + std::string(each.currency.text()),
          std::string(core::name(each.state)),
          why_of(each)};
}

std::string render_item(const core::item& each, const std::vector<core::attempt>& attempts) {
  std::string text = render_table({
      {"item", each.key.id + (each.key.kind == core::item_kind::credit
                                  ? " (credit of order " + each.order_id + ")"
                                  : "")},
      {"number", each.number},
      {"placed", core::to_text(each.placed)},
      {"customer", each.customer},
      {"total", core::to_text(each.total, each.currency) + " " + std::string(each.currency.text())},
      {"state", std::string(core::name(each.state)) + "  " + why_of(each)},
      {"reference", each.reference},
      {"booking", std::string(core::name(each.progress.step)) + ", document " +
                      each.progress.document_id + " " + each.progress.document_url},
      {"attempts", std::to_string(each.attempts)},
  });
  for (const auto& note : each.notes) {
    text += "note: " + note_text(note) + "\n";
  }
  std::vector<std::vector<std::string>> rows;
  for (const auto& tried : attempts) {
    rows.push_back({"  " + core::to_text(tried.when), tried.ok ? "ok" : "failed",
                    std::string(core::name(tried.step)), tried.answer});
  }
  return text + render_table(rows);
}

std::string render_integration(const core::integration& each,
                               const core::integration_schedule& schedule,
                               const std::string& administration, const item_counts& counts,
                               const std::vector<core::run_record>& runs, core::time_point now) {
  std::string text = render_table({
      {"integration", std::to_string(core::number(each.id)) + "  " + each.name},
      {"shop", each.shop.kind + "  " + each.shop.base_url},
      {"administration", administration},
      {"state", render_state(schedule)},
      {"next run", render_when(schedule.next_run_at, now)},
      {"last run", render_when(schedule.last_run_at, now) + ", last good one " +
                       render_when(schedule.last_success_at, now)},
      {"installed", core::to_text(each.installed_at)},
      {"items", std::to_string(counts.sent) + " sent, " + std::to_string(counts.ready) +
                    " ready, " + std::to_string(counts.waiting) + " waiting, " +
                    std::to_string(counts.needs_action) + " need action, " +
                    std::to_string(counts.skipped) + " skipped"},
  });
  if (schedule.last_error != core::errc{}) {
    text += "last error: " +
            core::explain({schedule.last_error, schedule.last_error_detail, std::nullopt}, "en") +
            " [" + plain(schedule.last_error_detail) + "]\n";
  }
  if (!runs.empty()) {
    text += "last runs:\n";
    std::vector<std::vector<std::string>> rows;
    for (const auto& run : runs) {
      rows.push_back(
          {"  " + core::to_text(run.started),
           std::to_string((run.ended - run.started).count()) + " ms",
           std::to_string(run.read) + " read", std::to_string(run.made_ready) + " to book",
           std::to_string(run.sent) + " sent", std::to_string(run.failed) + " failed",
           run.error == core::errc{} ? ""
                                     : std::string(core::code_name(run.error)) + " " + run.detail});
    }
    text += render_table(rows);
  }
  return text + "cards:\n" + config::to_json(each.cards) + "\n";
}

}  // namespace boekbrug::actors
