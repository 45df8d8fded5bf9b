#pragma once
// Who may include whom (docs/architecture.md, "Folders and levels").

#include "tests/tidy/source_text.hpp"

#include <string>
#include <vector>

namespace boekbrug::tidy {

struct violation {
  std::string path;
  std::size_t line = 0;
  std::string rule;
};
/// "src/core/x.cpp:12: what"
std::string to_text(const violation& each);

/// Include directions, private folders, and which folder may see which library.
std::vector<violation> check_includes(const source_file& file);

/// Whether the folder of that file is in the table at all: a new one must be given a level.
bool has_level(const std::string& path);

}  // namespace boekbrug::tidy
