#include "sim/moneybird/administration.hpp"

#include <algorithm>
#include <sstream>

namespace boekbrug::sim::moneybird {

namespace {

std::uint32_t letters_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
  };
  return byte(at) << 16U | byte(at + 1) << 8U | byte(at + 2);
}

/// Every run of three letters once.
std::vector<std::uint32_t> all_letters(std::string_view text) {
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; i + 3 <= text.size(); ++i) {
    out.push_back(letters_at(text, i));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

void contact_search::put(record_id id, std::string haystack) {
  haystack = lower(haystack);
  auto& held = texts_[id];
  if (held == haystack) {
    return;
  }
  // Old entries stay in the letter lists; `find` compares with the text itself.
  for (const auto letters : all_letters(haystack)) {
    auto& ids = by_letters_[letters];
    if (ids.empty() || ids.back() != id) {
      ids.push_back(id);
    }
  }
  held = std::move(haystack);
}

void contact_search::remove(record_id id) {
  texts_.erase(id);
}

const std::vector<record_id>* contact_search::rarest(const std::vector<std::string>& words) const {
  static const std::vector<record_id> nobody;
  const std::vector<record_id>* best = nullptr;
  for (const auto& word : words) {
    for (std::size_t i = 0; i + 3 <= word.size(); ++i) {
      const auto at = by_letters_.find(letters_at(word, i));
      if (at == by_letters_.end()) {
        return &nobody;
      }
      if (best == nullptr || at->second.size() < best->size()) {
        best = &at->second;
      }
    }
  }
  return best;
}

std::vector<record_id> contact_search::find(std::string_view query) const {
  std::vector<std::string> words;
  std::istringstream in{lower(query)};
  for (std::string word; in >> word;) {
    words.push_back(word);
  }
  std::vector<record_id> out;
  if (words.empty()) {
    return out;
  }
  const auto matches = [&words](const std::string& text) {
    return std::all_of(words.begin(), words.end(), [&text](const std::string& word) {
      return text.find(word) != std::string::npos;
    });
  };
  if (const auto* candidates = rarest(words)) {
    for (const auto id : *candidates) {
      const auto at = texts_.find(id);
      if (at != texts_.end() && matches(at->second)) {
        out.push_back(id);
      }
    }
  } else {
    for (const auto& [id, text] : texts_) {
      if (matches(text)) {
        out.push_back(id);
      }
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace boekbrug::sim::moneybird
