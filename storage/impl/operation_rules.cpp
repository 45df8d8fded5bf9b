#include "storage/impl/operation_rules.hpp"

namespace boekbrug::storage::impl {

using core::errc;
using core::fail;

core::result<void> check(const std::vector<operation>& batch) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const operation& change = batch[i];
    const bool numbered = change.number != numbering::none;
    const std::size_t size = change.key.size() + (numbered ? number_bytes : 0);
    const char* problem = nullptr;
    if (change.where >= table::count_) {
      problem = "unknown table";
    } else if (size == 0) {
      problem = "empty key";
    } else if (size > key_bytes_max) {
      problem = "key longer than 511 bytes";
    } else if (change.number > numbering::descending || (numbered && !change.value)) {
      problem = "numbered operation without value";
    } else if (!numbered && change.keep != 0) {
      problem = "keep without number";
    } else if (change.value && change.value->size() > 0x7fffffffU) {
      problem = "value too long";
    }
    if (problem != nullptr) {
      return fail(errc::storage_failed,
                  "operation " + std::to_string(i) + " of the batch: " + problem);
    }
  }
  return {};
}

void append_number(std::string& key, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) {
    key.push_back(
        static_cast<char>(static_cast<unsigned char>(number >> static_cast<unsigned>(shift))));
  }
}

std::uint64_t read_number(std::string_view eight_bytes) noexcept {
  std::uint64_t number = 0;
  for (const char byte : eight_bytes) {
    number = (number << 8U) | static_cast<unsigned char>(byte);
  }
  return number;
}

std::optional<std::uint64_t> number_of(std::string_view key, std::string_view prefix) noexcept {
  if (key.size() != prefix.size() + number_bytes || !key.starts_with(prefix)) {
    return std::nullopt;
  }
  return read_number(key.substr(prefix.size()));
}

}  // namespace boekbrug::storage::impl
