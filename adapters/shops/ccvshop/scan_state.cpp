#include "adapters/shops/ccvshop/scan_state.hpp"

#include "adapters/shops/ccvshop/types.hpp"
#include "core/time/time_text.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::ccvshop_api {

namespace {

constexpr std::array<int, 4> sizes{page_size, 25, 5, 1};

bool read_day(std::string_view text, std::optional<core::date>& out) {
  const auto day = core::parse_date(text);
  if (!day) {
    return false;
  }
  out = *day;
  return true;
}

bool read_field(std::string_view key, std::string_view value, scan_mark& out) {
  if (key == "d" || key == "y" || key == "f") {
    return read_day(value, key == "d" ? out.done : key == "y" ? out.deep : out.from);
  }
  const auto number = read_count(value);
  if (!number || *number > 1'000'000) {
    return false;
  }
  (key == "n" ? out.size : out.setbacks) = static_cast<int>(*number);
  return key == "n" ? std::find(sizes.begin(), sizes.end(), out.size) != sizes.end() : key == "t";
}

core::error bad_scratch() {
  return core::fail(core::errc::invalid_input, "not a scratch of CCV Shop");
}

json::object to_json(const list_place& place) {
  return {{"path", place.path}, {"start", place.start}};
}

list_place read_place(const fields& source, std::string_view key) {
  list_place place;
  if (const auto* const object = source.object(key)) {
    const fields inner{*object, std::string(key), source.problem()};
    place.path = inner.text("path");
    place.start = read_count(inner.text("start")).value_or(0);
  }
  return place;
}

int small_number(const fields& source, std::string_view key) {
  return static_cast<int>(
      std::min<std::int64_t>(1'000'000, read_count(source.text(key)).value_or(0)));
}

void read_queue(const fields& source, scan_state& state) {
  for (const auto& each : source.list_or_empty("queue")) {
    const auto* const object = each.if_object();
    if (object == nullptr) {
      source.wrong("queue", "not an object");
      return;
    }
    const fields entry{*object, "queue", source.problem()};
    const auto* const header = entry.object("header");
    state.queue.push_back({entry.text("id"), header == nullptr ? json::object{} : *header,
                           entry.flag_or("later", false)});
  }
}

void read_credit(const fields& source, scan_state& state) {
  state.original_id = source.text("original_id");
  if (const auto* const original = source.object("original")) {
    state.original = *original;
  }
  if (source.has("original_rows")) {
    state.original_rows = source.list_or_empty("original_rows");
  }
}

void read_report(const fields& source, scan_state& state) {
  for (const auto& each : source.list_or_empty("report")) {
    if (const auto* const object = each.if_object()) {
      const fields entry{*object, "report", source.problem()};
      state.report.push_back(
          {entry.text("id"), entry.text("detail"),
           core::code_from_name(entry.text("code")).value_or(core::errc::shop_answer_unreadable),
           entry.flag_or("credit", false), entry.text("order")});
    }
  }
}

}  // namespace

std::string encode(const scan_mark& mark) {
  std::string text = "ccv1";
  const auto add = [&text](std::string_view key, const std::optional<core::date>& day) {
    if (day) {
      text += ';' + std::string(key) + '=' + core::to_text(*day);
    }
  };
  add("d", mark.done);
  add("y", mark.deep);
  add("f", mark.from);
  if (mark.size != page_size) {
    text += ";n=" + std::to_string(mark.size);
  }
  if (mark.setbacks != 0) {
    text += ";t=" + std::to_string(mark.setbacks);
  }
  return text;
}

core::result<scan_mark> decode_mark(std::string_view text) {
  scan_mark mark;
  if (text.empty()) {
    return mark;
  }
  const auto parts = split(text, ';');
  bool good = parts.front() == "ccv1";
  for (std::size_t at = 1; good && at < parts.size(); ++at) {
    const auto equals = parts[at].find('=');
    good = equals != std::string_view::npos &&
           read_field(parts[at].substr(0, equals), parts[at].substr(equals + 1), mark);
  }
  good = good && mark.done.has_value() == mark.from.has_value();
  if (!good) {
    // Never start again from nothing here: a first scan would call everything history.
    return core::fail(core::errc::invalid_input, "not a scan mark of CCV Shop");
  }
  return mark;
}

core::result<scan_state> decode_state(const core::scan_cursor& cursor) {
  auto mark = decode_mark(cursor.mark);
  if (!mark) {
    return mark.error();
  }
  scan_state state;
  state.mark = *mark;
  if (cursor.scratch.empty()) {
    return state;
  }
  const auto value = parse_json(cursor.scratch);
  if (!value || !value->is_object()) {
    return bad_scratch();
  }
  fault problem;
  const fields source{value->get_object(), "scratch", problem};
  const int stage = small_number(source, "stage");
  if (stage < 1 || stage > 4) {
    return bad_scratch();
  }
  state.stage = static_cast<scan_stage>(stage);
  const bool dated = source.text("day").empty() || read_day(source.text("day"), state.day);
  state.place = read_place(source, "place");
  state.listed = source.flag_or("listed", false);
  state.tries = small_number(source, "tries");
  state.misses = small_number(source, "misses");
  state.limited = source.flag_or("limited", false);
  state.last_id = source.text("last_id");
  read_queue(source, state);
  state.rows = source.list_or_empty("rows");
  state.rows_place = read_place(source, "rows_place");
  state.at = read_count(source.text("at")).value_or(0);
  for (const auto& id : source.list_or_empty("seen")) {
    state.seen.push_back(scalar_text(id).value_or(""));
  }
  read_credit(source, state);
  read_report(source, state);
  if (problem.failed() || !dated) {
    return bad_scratch();
  }
  return state;
}

core::scan_cursor encode(const scan_state& state) {
  json::object out{{"stage", static_cast<int>(state.stage)},
                   {"day", state.day ? core::to_text(*state.day) : ""},
                   {"place", to_json(state.place)},
                   {"listed", state.listed},
                   {"tries", state.tries},
                   {"misses", state.misses},
                   {"limited", state.limited},
                   {"last_id", state.last_id},
                   {"rows", state.rows},
                   {"rows_place", to_json(state.rows_place)},
                   {"at", state.at},
                   {"original_id", state.original_id}};
  json::array queue;
  for (const auto& each : state.queue) {
    queue.push_back(json::object{{"id", each.id}, {"header", each.header}, {"later", each.later}});
  }
  out["queue"] = std::move(queue);
  json::array seen;
  for (const auto& id : state.seen) {
    seen.push_back(json::value(id));
  }
  out["seen"] = std::move(seen);
  if (state.original) {
    out["original"] = *state.original;
  }
  if (state.original_rows) {
    out["original_rows"] = *state.original_rows;
  }
  json::array report;
  for (const auto& each : state.report) {
    report.push_back(json::object{{"id", each.id},
                                  {"detail", each.detail},
                                  {"code", std::string(core::code_name(each.code))},
                                  {"credit", each.is_credit},
                                  {"order", each.order_id}});
  }
  out["report"] = std::move(report);
  return {encode(state.mark), write_json(out)};
}

int smaller(int size) noexcept {
  const auto* const found = std::find(sizes.begin(), sizes.end(), size);
  return found == sizes.end() || found + 1 == sizes.end() ? 0 : *(found + 1);
}

int larger(int size) noexcept {
  const auto* const found = std::find(sizes.begin(), sizes.end(), size);
  return found == sizes.end() || found == sizes.begin() ? sizes.front() : *(found - 1);
}

}  // namespace boekbrug::adapters::ccvshop_api
