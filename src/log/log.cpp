#include "log/log.hpp"

#include "log/render.hpp"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <utility>

namespace boekbrug::log {

namespace {

struct level_row {
  level value;
  std::string_view name;
  spdlog::level::level_enum inner;
};
constexpr std::array levels{
    level_row{level::trace, "trace", spdlog::level::trace},
    level_row{level::debug, "debug", spdlog::level::debug},
    level_row{level::info, "info", spdlog::level::info},
    level_row{level::warning, "warning", spdlog::level::warn},
    level_row{level::error, "error", spdlog::level::err},
    level_row{level::off, "off", spdlog::level::off},
};

spdlog::level::level_enum inner(level value) noexcept {
  for (const auto& row : levels) {
    if (row.value == value) {
      return row.inner;
    }
  }
  return spdlog::level::info;
}

std::shared_ptr<spdlog::logger> make_logger(const options& wanted) {
  spdlog::sink_ptr sink;
  if (wanted.file.empty()) {
    sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  } else {
    sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(wanted.file, false);
  }
  const char* pattern = wanted.format == format::json
                            ? R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})"
                            : "%Y-%m-%dT%H:%M:%S.%eZ %l %v";
  sink->set_formatter(
      std::make_unique<spdlog::pattern_formatter>(pattern, spdlog::pattern_time_type::utc));
  auto made = std::make_shared<spdlog::logger>("boekbrug", std::move(sink));
  made->set_level(spdlog::level::trace);  // `write` filters
  made->flush_on(spdlog::level::trace);   // a crash must not take the last lines along
  made->set_error_handler([](const std::string&) {});
  return made;
}

struct state {
  std::mutex mutex;
  options current;
  std::shared_ptr<spdlog::logger> logger = make_logger(options{});
  std::shared_ptr<const observer> watch;
};

std::atomic<level> threshold{level::info};

/// Never destroyed: threads may log while the program ends.
state& instance() {
  static auto* const only = new state;
  return *only;
}

std::optional<std::string> apply(const options& wanted) {
  auto made = make_logger(wanted);
  state& here = instance();
  const std::lock_guard lock{here.mutex};
  here.logger = std::move(made);
  here.current = wanted;
  return std::nullopt;
}

template <class Action>
std::optional<std::string> guarded(Action action) noexcept {
  try {
    try {
      return action();
    } catch (const std::exception& failure) {
      return std::string{failure.what()};
    }
  } catch (...) {
    return std::string{};  // short enough to need no memory
  }
}

}  // namespace

std::string_view name(level value) noexcept {
  for (const auto& row : levels) {
    if (row.value == value) {
      return row.name;
    }
  }
  return "unknown";
}

std::optional<level> level_from_name(std::string_view text) noexcept {
  for (const auto& row : levels) {
    if (row.name == text) {
      return row.value;
    }
  }
  return std::nullopt;
}

std::string_view name(format value) noexcept {
  return value == format::json ? "json" : "text";
}

std::optional<format> format_from_name(std::string_view text) noexcept {
  if (text == "text") {
    return format::text;
  }
  return text == "json" ? std::optional{format::json} : std::nullopt;
}

std::optional<std::string> configure(const options& wanted) noexcept {
  auto failure = guarded([&] { return apply(wanted); });
  if (!failure) {
    set_level(wanted.level);
  }
  return failure;
}

std::optional<std::string> reopen() noexcept {
  return guarded([] {
    options wanted;
    {
      state& here = instance();
      const std::lock_guard lock{here.mutex};
      wanted = here.current;
    }
    return apply(wanted);
  });
}

void set_level(level value) noexcept {
  threshold.store(value, std::memory_order_relaxed);
}
level current_level() noexcept {
  return threshold.load(std::memory_order_relaxed);
}
bool enabled(level value) noexcept {
  return value != level::off && value >= current_level();
}

void write(level value, std::string_view message, fields values) noexcept {
  if (!enabled(value)) {
    return;
  }
  try {
    std::shared_ptr<spdlog::logger> to;
    std::shared_ptr<const observer> watch;
    format form = format::text;
    {
      state& here = instance();
      const std::lock_guard lock{here.mutex};
      to = here.logger;
      watch = here.watch;
      form = here.current.format;
    }
    const auto line =
        form == format::json ? render_json(message, values) : render_text(message, values);
    to->log(inner(value), spdlog::string_view_t{line.data(), line.size()});
    if (watch) {
      (*watch)(value, form == format::json ? render_text(message, values) : line);
    }
  } catch (...) {  // a log line is not worth a crash
  }
}

void observe(observer watch) noexcept {
  try {
    auto wanted = watch ? std::make_shared<const observer>(std::move(watch)) : nullptr;
    state& here = instance();
    const std::lock_guard lock{here.mutex};
    here.watch = std::move(wanted);
  } catch (...) {
  }
}

void flush() noexcept {
  static_cast<void>(guarded([] {
    std::shared_ptr<spdlog::logger> to;
    {
      state& here = instance();
      const std::lock_guard lock{here.mutex};
      to = here.logger;
    }
    to->flush();
    return std::optional<std::string>{};
  }));
}

}  // namespace boekbrug::log
