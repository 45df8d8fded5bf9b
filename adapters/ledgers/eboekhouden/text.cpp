#include "adapters/ledgers/eboekhouden/text.hpp"

#include "core/booking/text.hpp"

#include <algorithm>

namespace boekbrug::adapters::eboekhouden_api {
namespace {

bool continues_character(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

std::size_t count_chars(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !continues_character(c); }));
}

std::string first_chars(std::string_view text, std::size_t count) {
  text = core::trim(text);
  std::size_t seen = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!continues_character(text[at]) && seen++ == count) {
      return std::string(core::trim(text.substr(0, at)));
    }
  }
  return std::string(text);
}

bool same_text(std::string_view left, std::string_view right) {
  return core::lower(core::trim(left)) == core::lower(core::trim(right));
}

std::vector<std::string> split_commas(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = text.find(',');
    parts.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return parts;
}

std::string join_commas(const std::vector<std::string>& parts) {
  std::string joined;
  for (const auto& part : parts) {
    joined += (joined.empty() ? "" : ",") + part;
  }
  return joined;
}

bool is_id(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 18 && text.front() != '0' &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_older(std::string_view left, std::string_view right) noexcept {
  left.remove_prefix(std::min(left.find_first_not_of('0'), left.size()));
  right.remove_prefix(std::min(right.find_first_not_of('0'), right.size()));
  return left.size() != right.size() ? left.size() < right.size() : left < right;
}

}  // namespace boekbrug::adapters::eboekhouden_api
