#include "config/key_table.hpp"

#include <type_traits>

namespace boekbrug::config {

namespace {

template <class Field>
key_value to_value(const Field& field) {
  if constexpr (std::is_same_v<Field, bool>) {
    return field;
  } else if constexpr (std::is_integral_v<Field>) {
    return static_cast<std::int64_t>(field);
  } else if constexpr (std::is_same_v<Field, std::chrono::seconds>) {
    return static_cast<std::int64_t>(field.count());
  } else if constexpr (std::is_same_v<Field, core::secret>) {
    return field.reveal();
  } else if constexpr (std::is_enum_v<Field>) {
    return std::string{name(field)};
  } else {
    return field;
  }
}

/// The value was checked against its row before: kind and range fit.
template <class Field>
void from_value(Field& field, const key_value& value) {
  if constexpr (std::is_same_v<Field, bool>) {
    field = std::get<bool>(value);
  } else if constexpr (std::is_integral_v<Field>) {
    field = static_cast<Field>(std::get<std::int64_t>(value));
  } else if constexpr (std::is_same_v<Field, std::chrono::seconds>) {
    field = std::chrono::seconds{std::get<std::int64_t>(value)};
  } else if constexpr (std::is_same_v<Field, core::secret>) {
    field = core::secret{std::get<std::string>(value)};
  } else if constexpr (std::is_same_v<Field, log::level>) {
    field = log::level_from_name(std::get<std::string>(value)).value_or(log::level::info);
  } else if constexpr (std::is_same_v<Field, log::format>) {
    field = log::format_from_name(std::get<std::string>(value)).value_or(log::format::text);
  } else {
    field = std::get<Field>(value);
  }
}

/// Binds a row to the member that a stateless accessor names.
template <class Access>
key_row row(Access, key_row made) {
  made.get = [](const server_settings& from) -> key_value { return to_value(Access{}(from)); };
  made.set = [](server_settings& to, const key_value& value) { from_value(Access{}(to), value); };
  return made;
}

constexpr std::int64_t mib = std::int64_t{1} << 20U;
constexpr std::int64_t gib = std::int64_t{1} << 30U;
constexpr std::int64_t tib = std::int64_t{1} << 40U;
constexpr std::int64_t minute = 60;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

key_row text_row(std::string_view section, std::string_view name, std::string_view description,
                 bool required = false) {
  key_row made{section, name, key_kind::text, 0, 0, {}, "", description, nullptr, nullptr};
  made.min = required ? 1 : 0;
  return made;
}

key_row number_row(std::string_view section, std::string_view name, key_kind kind, std::int64_t min,
                   std::int64_t max, std::string_view unit, std::string_view description) {
  return {section, name, kind, min, max, {}, unit, description, nullptr, nullptr};
}

key_row plain_row(std::string_view section, std::string_view name, key_kind kind,
                  std::string_view description, std::vector<std::string_view> choices = {}) {
  return {section, name, kind, 0, 0, std::move(choices), "", description, nullptr, nullptr};
}

#define BOEKBRUG_MEMBER(path)   \
  [](auto& settings) -> auto& { \
    return settings.path;       \
  }

void add_files_and_net(std::vector<key_row>& rows) {
  rows.push_back(row(
      BOEKBRUG_MEMBER(data_directory),
      text_row("", "data_directory", "Folder of the store; made when it does not exist.", true)));
  rows.push_back(row(
      BOEKBRUG_MEMBER(master_key_file),
      text_row(
          "", "master_key_file",
          "File with the key that seals secrets in the store. Keep a copy elsewhere: without it "
          "no token can be read.",
          true)));
  rows.push_back(row(BOEKBRUG_MEMBER(catalogue_directory),
                     text_row("", "catalogue_directory",
                              "Folder with one page per integration that is offered; empty = the "
                              "pages that are built in.")));
  rows.push_back(row(BOEKBRUG_MEMBER(net.allow_private_hosts),
                     plain_row("net", "allow_private_hosts", key_kind::flag,
                               "Whether shops may live on loopback, private and link-local "
                               "addresses. Only for demo and tests.")));
  rows.push_back(
      row(BOEKBRUG_MEMBER(net.ca_file), text_row("net", "ca_file",
                                                 "PEM file with certificate authorities, instead "
                                                 "of the system's; empty = the system's.")));
  rows.push_back(
      row(BOEKBRUG_MEMBER(net.threads), number_row("net", "threads", key_kind::count, 1, 64,
                                                   "threads", "Threads of the HTTP client.")));
  rows.push_back(row(BOEKBRUG_MEMBER(net.connect_timeout),
                     number_row("net", "connect_timeout", key_kind::duration, 1, 5 * minute, "",
                                "Longest time to connect to one address of a host; the request's "
                                "own limit may be shorter.")));
  rows.push_back(row(BOEKBRUG_MEMBER(net.request_timeout),
                     number_row("net", "request_timeout", key_kind::duration, 1, 10 * minute, "",
                                "Longest time of a whole exchange, connecting included.")));
  rows.push_back(row(BOEKBRUG_MEMBER(net.body_limit),
                     number_row("net", "body_limit", key_kind::bytes, mib, gib, "",
                                "Largest answer that is read, after decompression.")));
  rows.push_back(
      row(BOEKBRUG_MEMBER(net.idle_connections),
          number_row("net", "idle_connections", key_kind::count, 0, 1000, "connections",
                     "Connections kept open per host and egress address while unused.")));
  rows.push_back(row(BOEKBRUG_MEMBER(net.idle_timeout),
                     number_row("net", "idle_timeout", key_kind::duration, 1, hour, "",
                                "How long an unused connection is kept.")));
  rows.push_back(row(
      BOEKBRUG_MEMBER(egress.addresses),
      plain_row("egress", "addresses", key_kind::addresses,
                "Own IP addresses to call ledgers from. Moneybird counts requests per address, so "
                "each address adds a budget; "
                "each administration stays with one. Empty = the system's choice, one budget.")));
}

void add_work(std::vector<key_row>& rows) {
  rows.push_back(row(BOEKBRUG_MEMBER(schedule.poll_interval),
                     number_row("schedule", "poll_interval", key_kind::duration, 5, day, "",
                                "How often each shop is asked for changes.")));
  rows.push_back(row(BOEKBRUG_MEMBER(schedule.jitter),
                     number_row("schedule", "jitter", key_kind::duration, 0, day, "",
                                "The runs of all integrations are spread over this part of each "
                                "interval; at most poll_interval.")));
  rows.push_back(
      row(BOEKBRUG_MEMBER(schedule.run_timeout),
          number_row("schedule", "run_timeout", key_kind::duration, 10, day, "",
                     "A run that takes longer is broken off and goes on at the next one.")));
  rows.push_back(
      row(BOEKBRUG_MEMBER(schedule.pace_shops),
          plain_row("schedule", "pace_shops", key_kind::flag,
                    "Whether calls to shops whose API counts them are spaced out (CCV "
                    "Shop 2 per second, Mijnwebwinkel 1). Off only for simulated shops.")));
  constexpr std::string_view moneybird = "ledgers.moneybird";
  rows.push_back(row(
      BOEKBRUG_MEMBER(moneybird.base_url),
      text_row(moneybird, "base_url", "Address of the API, without a slash at the end.", true)));
  rows.push_back(
      row(BOEKBRUG_MEMBER(moneybird.oauth_base_url),
          text_row(moneybird, "oauth_base_url", "Address that /oauth/token hangs under.", true)));
  rows.push_back(
      row(BOEKBRUG_MEMBER(moneybird.client_id),
          text_row(moneybird, "client_id",
                   "Id of the application registered with Moneybird; needed for OAuth, not for "
                   "personal tokens.")));
  rows.push_back(row(BOEKBRUG_MEMBER(moneybird.client_secret),
                     plain_row(moneybird, "client_secret", key_kind::secret,
                               "Its secret; better in client_secret_file.")));
  rows.push_back(row(BOEKBRUG_MEMBER(moneybird.client_secret_file),
                     text_row(moneybird, "client_secret_file",
                              "File that holds the secret, instead of client_secret.")));
  rows.push_back(
      row(BOEKBRUG_MEMBER(moneybird.requests_per_window),
          number_row(moneybird, "requests_per_window", key_kind::count, 1, 1'000'000, "requests",
                     "Requests that Moneybird takes per window and egress address.")));
  rows.push_back(row(
      BOEKBRUG_MEMBER(moneybird.window),
      number_row(moneybird, "window", key_kind::duration, 1, day, "", "Length of that window.")));
  rows.push_back(row(BOEKBRUG_MEMBER(moneybird.margin),
                     number_row(moneybird, "margin", key_kind::count, 0, 1'000'000, "requests",
                                "Requests per window that are left unused, for other software "
                                "behind the same address.")));
}

void add_services(std::vector<key_row>& rows) {
  constexpr std::string_view eboekhouden = "ledgers.eboekhouden";
  rows.push_back(row(
      BOEKBRUG_MEMBER(eboekhouden.base_url),
      text_row(eboekhouden, "base_url", "Address of the API, without a slash at the end.", true)));
  rows.push_back(
      row(BOEKBRUG_MEMBER(eboekhouden.requests_per_window),
          number_row(eboekhouden, "requests_per_window", key_kind::count, 1, 1'000'000, "requests",
                     "Requests per window and egress address; e-Boekhouden.nl publishes no limit, "
                     "this is what we hold ourselves to.")));
  rows.push_back(row(
      BOEKBRUG_MEMBER(eboekhouden.window),
      number_row(eboekhouden, "window", key_kind::duration, 1, day, "", "Length of that window.")));
  constexpr std::string_view mijnwebwinkel = "shops.mijnwebwinkel";
  rows.push_back(row(
      BOEKBRUG_MEMBER(mijnwebwinkel.api_url),
      text_row(mijnwebwinkel, "api_url", "Address of the API, without a slash at the end.", true)));
  rows.push_back(
      row(BOEKBRUG_MEMBER(mijnwebwinkel.partner_token),
          plain_row(mijnwebwinkel, "partner_token", key_kind::secret,
                    "Our token as a registered partner; better in partner_token_file.")));
  rows.push_back(row(BOEKBRUG_MEMBER(mijnwebwinkel.partner_token_file),
                     text_row(mijnwebwinkel, "partner_token_file",
                              "File that holds it, instead of partner_token.")));
  constexpr std::string_view ccvshop = "shops.ccvshop";
  rows.push_back(
      row(BOEKBRUG_MEMBER(ccvshop.app_id),
          text_row(ccvshop, "app_id", "Id of our app in CCV's Developer App Center; only shown.")));
  rows.push_back(row(BOEKBRUG_MEMBER(ccvshop.app_secret),
                     plain_row(ccvshop, "app_secret", key_kind::secret,
                               "Its secret; better in app_secret_file. Without it the App Store's "
                               "calls are not served; shops with keys made by hand need none.")));
  rows.push_back(
      row(BOEKBRUG_MEMBER(ccvshop.app_secret_file),
          text_row(ccvshop, "app_secret_file", "File that holds it, instead of app_secret.")));
}

void add_web(std::vector<key_row>& rows) {
  rows.push_back(
      row(BOEKBRUG_MEMBER(web.address),
          text_row("web", "address",
                   "IP address to listen on. Plain HTTP: for the world, put a proxy with TLS in "
                   "front.",
                   true)));
  rows.push_back(row(BOEKBRUG_MEMBER(web.port), number_row("web", "port", key_kind::count, 0,
                                                           65'535, "", "TCP port; 0 = no web.")));
  rows.push_back(
      row(BOEKBRUG_MEMBER(web.public_url),
          text_row("web", "public_url",
                   "How the world reaches it (https, no slash at the end), exactly as registered "
                   "with CCV. Empty = no webhooks are asked for and no app is served.")));
}

void add_house(std::vector<key_row>& rows) {
  rows.push_back(
      row(BOEKBRUG_MEMBER(supervision.restarts_max),
          number_row("supervision", "restarts_max", key_kind::count, 1, 1000, "restarts",
                     "More restarts than this within the window suspend an integration.")));
  rows.push_back(row(BOEKBRUG_MEMBER(supervision.window),
                     number_row("supervision", "window", key_kind::duration, 1, 7 * day, "",
                                "Window in which restarts are counted.")));
  rows.push_back(row(BOEKBRUG_MEMBER(storage.map_size),
                     number_row("storage", "map_size", key_kind::bytes, 16 * mib, 16 * tib, "",
                                "Size of the store's map at start; it grows by itself. Disk is "
                                "only used as far as it is filled.")));
  rows.push_back(row(BOEKBRUG_MEMBER(storage.map_size_max),
                     number_row("storage", "map_size_max", key_kind::bytes, 16 * mib, 16 * tib, "",
                                "The map never grows beyond this.")));
  rows.push_back(row(BOEKBRUG_MEMBER(admin_shell.port),
                     number_row("admin_shell", "port", key_kind::count, 0, 65'535, "",
                                "TCP port of the admin shell, on 127.0.0.1 only; 0 = no shell.")));
  rows.push_back(row(BOEKBRUG_MEMBER(admin_shell.password_file),
                     text_row("admin_shell", "password_file",
                              "File with the shell's password on its first line.")));
  rows.push_back(row(BOEKBRUG_MEMBER(admin_shell.connections_max),
                     number_row("admin_shell", "connections_max", key_kind::count, 1, 1000,
                                "connections", "Shell sessions at a time.")));
  rows.push_back(row(BOEKBRUG_MEMBER(admin_shell.idle_timeout),
                     number_row("admin_shell", "idle_timeout", key_kind::duration, 1, day, "",
                                "An idle session is closed after this.")));
  rows.push_back(
      row(BOEKBRUG_MEMBER(log.level),
          plain_row("log", "level", key_kind::choice, "The least important lines that are written.",
                    {"trace", "debug", "info", "warning", "error", "off"})));
  rows.push_back(
      row(BOEKBRUG_MEMBER(log.format),
          plain_row("log", "format", key_kind::choice,
                    "One line of text, or one JSON object per line.", {"text", "json"})));
  rows.push_back(
      row(BOEKBRUG_MEMBER(log.file), text_row("log", "file", "File to write to; empty = stderr.")));
}

#undef BOEKBRUG_MEMBER

}  // namespace

std::string key_row::full_name() const {
  return section.empty() ? std::string{name} : std::string{section} + '.' + std::string{name};
}

const std::vector<key_row>& key_table() {
  static const std::vector<key_row> table = [] {
    std::vector<key_row> rows;
    add_files_and_net(rows);
    add_work(rows);
    add_services(rows);
    add_web(rows);
    add_house(rows);
    return rows;
  }();
  return table;
}

const std::vector<section_row>& section_table() {
  static const std::vector<section_row> table{
      {"", ""},
      {"net", "The HTTP client."},
      {"egress", "Where calls to ledgers leave from."},
      {"schedule", "When integrations run."},
      {"ledgers.moneybird", "Moneybird: addresses, our application, and its limit."},
      {"ledgers.eboekhouden", "e-Boekhouden.nl: its address and how fast it is called."},
      {"shops.mijnwebwinkel", "Mijnwebwinkel (MyOnlineStore): its address and our partner token."},
      {"shops.ccvshop", "CCV Shop: our app in its App Store."},
      {"web", "What shops and browsers may call: app store, webhooks, /health."},
      {"supervision", "What happens to an integration that keeps failing by a fault of ours."},
      {"storage", "The store (LMDB)."},
      {"admin_shell", "The console for the operator."},
      {"log", "What the server writes about itself."},
  };
  return table;
}

}  // namespace boekbrug::config
