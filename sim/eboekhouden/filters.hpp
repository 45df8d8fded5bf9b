#pragma once
// Filters, limit and offset of list calls: ?p=v, p[like]=, p[gte]=, p[range]=a,b.

#include "sim/eboekhouden/world.hpp"

#include <array>
#include <span>

namespace boekbrug::sim::eboekhouden {

enum class column_kind : std::uint8_t { text, folded_text, number, date, flag };

struct column {
  std::string_view name;
  column_kind kind = column_kind::text;
};

class list_query {
public:
  list_query(context& of, std::span<const column> columns);
  /// What is wrong with the parameters.
  std::optional<reply> refusal() const;

  bool accepts(std::string_view name, std::string_view value) const;
  bool accepts(std::string_view name, std::int64_t value) const;
  bool accepts(std::string_view name, day value) const;
  bool accepts_money(std::string_view name, cents value) const;
  bool accepts_flag(std::string_view name, bool value) const;
  /// The wanted text when there is a plain `name=value`.
  const std::string* exact(std::string_view name) const;

  /// Takes a row that passed the filters into the page, or skips it; true when the page is full.
  template <class Render>
  bool offer(array_text& items, Render&& render) {
    if (skipped_ < offset_) {
      ++skipped_;
      return false;
    }
    if (taken_ < limit_) {
      items.add(render());
      ++taken_;
    }
    return taken_ >= limit_;
  }
  reply page(const array_text& items) const;

private:
  enum class operation : std::uint8_t {
    equal,
    unequal,
    like,
    unlike,
    above,
    at_least,
    below,
    at_most,
    range
  };
  struct filter {
    std::string name;
    column_kind kind = column_kind::text;
    operation op = operation::equal;
    std::string text;
    wide low = 0, high = 0;
  };
  static std::optional<operation> operation_of(std::string_view word);
  void read(const std::string& key, const std::string& value, std::span<const column> columns);
  bool read_value(filter& into, const std::string& value) const;
  const filter* find(std::string_view name) const;
  bool compare(const filter& with, wide value) const;

  context& of_;
  problems wrong_;
  std::vector<filter> filters_;
  std::int64_t limit_ = 100, offset_ = 0, taken_ = 0, skipped_ = 0;
};

/// "%" many, "?" one character, upper and lower case alike.
bool matches_pattern(std::string_view text, std::string_view pattern);

}  // namespace boekbrug::sim::eboekhouden
