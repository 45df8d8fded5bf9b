#include "storage/codec.hpp"

#include <algorithm>
#include <exception>

namespace boekbrug::storage {

namespace {

constexpr std::size_t decimal_text_max = 100;

bool skip_digits(std::string_view& text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  text.remove_prefix(digits);
  return digits > 0;
}
bool skip(std::string_view& text, char letter) {
  const bool there = text.starts_with(letter);
  text.remove_prefix(there ? 1 : 0);
  return there;
}

/// Only what `record_writer` writes: digits with sign, point and a short exponent.
bool looks_like_decimal(std::string_view text) {
  if (text.size() > decimal_text_max) {
    return false;
  }
  skip(text, '-');
  bool good = skip_digits(text);
  if (skip(text, '.')) {
    good = skip_digits(text) && good;
  }
  if (skip(text, 'e')) {
    good = (skip(text, '-') || skip(text, '+')) && text.size() <= 4 && skip_digits(text) && good;
  }
  return good && text.empty();
}

}  // namespace

void record_writer::put_special(const core::decimal& value) {
  // Not core::to_text: that one rounds, and a record gives back what it was given.
  put_text(value.str(0, std::ios_base::fmtflags{}));
}

void record_writer::put_special(const core::date& value) {
  // As three numbers, so that a date that does not exist (the default one) survives too.
  put_varint(detail::zigzag(static_cast<int>(value.year())));
  put_varint(static_cast<unsigned>(value.month()));
  put_varint(static_cast<unsigned>(value.day()));
}

std::uint64_t record_reader::get_varint() noexcept {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (rest_.empty()) {
      give_up("record cut off");
      return 0;
    }
    const std::uint64_t byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    const bool last = byte < 0x80U;
    if ((shift == 63 && byte > 1) || (last && byte == 0 && shift > 0)) {
      give_up("number out of range");
      return 0;
    }
    value |= (byte & 0x7fU) << shift;
    if (last) {
      return value;
    }
  }
  give_up("number out of range");
  return 0;
}

std::string_view record_reader::get_bytes(std::uint64_t size) noexcept {
  if (size > rest_.size()) {
    give_up("record cut off");
    return {};
  }
  const std::string_view bytes = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return bytes;
}

std::uint64_t record_reader::get_count() noexcept {
  const std::uint64_t count = get_varint();
  if (count > rest_.size()) {
    give_up("record cut off");
    return 0;
  }
  return count;
}

void record_reader::get_special(core::errc& value) {
  const std::string_view name = get_bytes(get_varint());
  value = core::errc{};
  if (!name.empty()) {
    if (const auto code = core::code_from_name(name)) {
      value = *code;
    } else {
      give_up("unknown error code");
    }
  }
}

void record_reader::get_special(core::decimal& value) {
  const std::string_view text = get_bytes(get_varint());
  if (problem_ != nullptr) {
    return;
  }
  if (!looks_like_decimal(text)) {
    give_up("not a decimal");
    return;
  }
  try {
    value.assign(std::string{text});
  } catch (const std::exception&) {
    give_up("not a decimal");
  }
}

void record_reader::get_special(core::date& value) {
  const std::int64_t year = detail::unzigzag(get_varint());
  const std::uint64_t month = get_varint();
  const std::uint64_t day = get_varint();
  if (year < -32768 || year > 32767 || month > 255 || day > 255) {
    give_up("not a date");
    return;
  }
  value = core::date{std::chrono::year{static_cast<int>(year)},
                     std::chrono::month{static_cast<unsigned>(month)},
                     std::chrono::day{static_cast<unsigned>(day)}};
}

void record_reader::get_special(core::currency& value) {
  const std::string_view text = get_bytes(3);
  if (problem_ != nullptr) {
    return;
  }
  if (auto parsed = core::currency::parse(text); parsed && parsed->text() == text) {
    value = *parsed;
  } else {
    give_up("not a currency");
  }
}

}  // namespace boekbrug::storage
