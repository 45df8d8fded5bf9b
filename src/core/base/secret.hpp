#pragma once
// Text that must not reach a log, a page or an export.

#include <string>
#include <utility>

namespace boekbrug::core {

/// A token, key or password. It has no stream operator and no formatter on purpose: whoever needs
/// the text says `reveal()`, and that word is what reviews look for.
class secret {
public:
  secret() = default;
  explicit secret(std::string text) : text_{std::move(text)} {}
  const std::string& reveal() const noexcept { return text_; }
  bool empty() const noexcept { return text_.empty(); }
  bool operator==(const secret&) const = default;

private:
  std::string text_;
};

}  // namespace boekbrug::core
