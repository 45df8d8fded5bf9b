#include "tests/tidy/levels.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace boekbrug::tidy {
namespace {

struct folder {
  std::string_view path;      // in the project
  std::string_view included;  // how an #include of it begins
  int level;
};

constexpr std::array folders{
    folder{"src/core/", "core/", 0},     folder{"src/log/", "log/", 0},
    folder{"config/", "config/", 1},     folder{"storage/", "storage/", 1},
    folder{"adapters/", "adapters/", 1}, folder{"src/net/", "net/", 1},
    folder{"actors/", "actors/", 2},     folder{"sim/", "sim/", 2},
    folder{"web/", "web/", 3},           folder{"src/app/", "app/", 4},
    folder{"src/demo/", "demo/", 5},
};

/// A library, and the only folders that may see it.
struct library {
  std::string_view header;  // beginning of its name
  std::initializer_list<std::string_view> folders;
};

const std::array libraries{
    library{"caf/", {"actors/", "web/", "src/app/", "src/demo/"}},
    library{"lmdb.h", {"storage/"}},
    library{"sodium", {"storage/"}},
    library{"spdlog/", {"src/log/"}},
    library{"boost/asio", {"src/net/"}},
    library{"boost/beast", {"src/net/"}},
    library{"toml++/", {"config/"}},
    library{"date/", {"config/"}},
};

/// What would make core impure: input and output, threads, randomness, the system.
constexpr std::array<std::string_view, 20> impure{
    "thread",     "mutex",     "shared_mutex", "atomic",     "condition_variable",
    "future",     "fstream",   "iostream",     "filesystem", "random",
    "stop_token", "coroutine", "unistd.h",     "fcntl.h",    "pthread.h",
    "sys/",       "netinet/",  "arpa/",        "time.h",     "ctime"};

/// Files of tests/X and bench/X are held to the libraries and the private folders of X.
std::string mirrored(const std::string& path) {
  for (const std::string_view prefix : {"tests/", "bench/"}) {
    if (path.starts_with(prefix)) {
      auto rest = path.substr(prefix.size());
      for (const std::string_view below : {"core/", "log/", "net/", "app/", "demo/"}) {
        if (rest.starts_with(below)) {
          return "src/" + rest;
        }
      }
      return rest;
    }
  }
  return path;
}

bool is_test(const std::string& path) {
  return path.starts_with("tests/") || path.starts_with("bench/");
}

const folder* folder_of(const std::string& path) {
  const auto* const found = std::find_if(folders.begin(), folders.end(), [&](const folder& each) {
    return path.starts_with(each.path);
  });
  return found == folders.end() ? nullptr : found;
}

const folder* folder_included(const std::string& path) {
  const auto* const found = std::find_if(folders.begin(), folders.end(), [&](const folder& each) {
    return path.starts_with(each.included);
  });
  return found == folders.end() ? nullptr : found;
}

/// "adapters/shops/woocommerce/" for a file in it; nothing for a file of adapters/ itself.
std::optional<std::string> service_of(const std::string& path) {
  const auto group = path.find('/', std::string_view{"adapters/"}.size());
  const auto end = group == std::string::npos ? group : path.find('/', group + 1);
  return end == std::string::npos ? std::nullopt : std::optional{path.substr(0, end + 1)};
}

std::optional<std::string> check_direction(const std::string& from, const std::string& to) {
  const auto* const here = folder_of(from);
  const auto* const there = folder_included(to);
  if (to.starts_with("tests/") || to.starts_with("bench/")) {
    return "nobody includes tests/ or bench/";
  }
  if (here == nullptr || there == nullptr) {
    return std::nullopt;  // a private header named without its folder, or a library in quotes
  }
  if (here == there) {
    const auto service = here->included == "adapters/" ? service_of(from) : std::nullopt;
    const bool shared = to.starts_with("adapters/shared/");
    return service && !shared && !to.starts_with(*service)
               ? std::optional<std::string>{"an adapter includes core and its own folder only"}
               : std::nullopt;
  }
  if (here->included == "adapters/" && there->included != "core/") {
    return "an adapter includes core and its own folder only";
  }
  if (here->included == "sim/" && there->included != "core/" && there->included != "net/") {
    return "sim includes core and net only";
  }
  if (there->level >= here->level) {
    return "level " + std::to_string(here->level) + " may not include level " +
           std::to_string(there->level) + ": includes point down, never sideways";
  }
  return std::nullopt;
}

// "net/impl/url.hpp" belongs to src/net/.
std::optional<std::string> check_private(const std::string& from, const std::string& to) {
  for (const std::string_view part : {"/impl/", "/detail/"}) {
    const auto at = to.find(part);
    if (at == std::string::npos) {
      continue;
    }
    auto owner = to.substr(0, at + 1);
    if (const auto* const found = folder_included(owner)) {
      owner = std::string(found->path) + owner.substr(found->included.size());
    }
    if (!mirrored(from).starts_with(owner)) {
      return std::string(part.substr(1)) + " is private to " + owner;
    }
  }
  return std::nullopt;
}

std::optional<std::string> check_library(const std::string& from, const std::string& header) {
  const auto place = mirrored(from);
  for (const auto& each : libraries) {
    if (header.starts_with(each.header) &&
        std::none_of(each.folders.begin(), each.folders.end(),
                     [&](auto allowed) { return place.starts_with(allowed); })) {
      std::string list;
      for (const auto allowed : each.folders) {
        list += (list.empty() ? "" : ", ") + std::string(allowed);
      }
      return "<" + std::string(each.header) + "> is for " + list + " only";
    }
  }
  if (!from.starts_with("src/core/")) {
    return std::nullopt;
  }
  const bool is_foreign = header.find('/') != std::string::npos &&
                          !header.starts_with("boost/system/") &&
                          !header.starts_with("boost/multiprecision/");
  const bool is_impure = std::any_of(impure.begin(), impure.end(), [&](std::string_view each) {
    return each.ends_with('/') ? header.starts_with(each) : header == each;
  });
  return is_foreign || is_impure
             ? std::optional<std::string>{"core is pure: <" + header + "> is not for it"}
             : std::nullopt;
}

}  // namespace

std::string to_text(const violation& each) {
  return each.path + ":" + std::to_string(each.line) + ": " + each.rule;
}

bool has_level(const std::string& path) {
  return is_test(path) || folder_of(path) != nullptr;
}

std::vector<violation> check_includes(const source_file& file) {
  std::vector<violation> found;
  for (const auto& each : includes_of(file)) {
    std::optional<std::string> problem;
    if (each.path.find("..") != std::string::npos) {
      problem = "name headers from the project's root, without '..'";
    }
    if (!problem && !is_test(file.path)) {
      problem = check_direction(file.path, each.path);
    }
    if (!problem && (each.angled || folder_included(each.path) == nullptr)) {
      problem = check_library(file.path, each.path);
    }
    if (!problem) {
      problem = check_private(file.path, each.path);
    }
    if (problem) {
      found.push_back({file.path, each.line, "includes " + each.path + ": " + *problem});
    }
  }
  return found;
}

}  // namespace boekbrug::tidy
