#include "adapters/shared/html_text.hpp"

#include "adapters/shared/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

namespace boekbrug::adapters::shared {

namespace {

// The named entities that product texts use; all of Latin-1's letters that occur in
// names.
constexpr std::array<std::pair<std::string_view, std::uint32_t>, 76> named{{
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},        {"quot", '"'},     {"apos", '\''},
    {"nbsp", 0x20},    {"iexcl", 0xA1},   {"cent", 0xA2},     {"pound", 0xA3},   {"yen", 0xA5},
    {"sect", 0xA7},    {"copy", 0xA9},    {"laquo", 0xAB},    {"reg", 0xAE},     {"deg", 0xB0},
    {"plusmn", 0xB1},  {"sup2", 0xB2},    {"sup3", 0xB3},     {"micro", 0xB5},   {"middot", 0xB7},
    {"raquo", 0xBB},   {"frac14", 0xBC},  {"frac12", 0xBD},   {"frac34", 0xBE},  {"times", 0xD7},
    {"divide", 0xF7},  {"szlig", 0xDF},   {"agrave", 0xE0},   {"aacute", 0xE1},  {"acirc", 0xE2},
    {"atilde", 0xE3},  {"auml", 0xE4},    {"aring", 0xE5},    {"aelig", 0xE6},   {"ccedil", 0xE7},
    {"egrave", 0xE8},  {"eacute", 0xE9},  {"ecirc", 0xEA},    {"euml", 0xEB},    {"igrave", 0xEC},
    {"iacute", 0xED},  {"icirc", 0xEE},   {"iuml", 0xEF},     {"ntilde", 0xF1},  {"ograve", 0xF2},
    {"oacute", 0xF3},  {"ocirc", 0xF4},   {"otilde", 0xF5},   {"ouml", 0xF6},    {"oslash", 0xF8},
    {"ugrave", 0xF9},  {"uacute", 0xFA},  {"ucirc", 0xFB},    {"uuml", 0xFC},    {"Eacute", 0xC9},
    {"Euml", 0xCB},    {"Iuml", 0xCF},    {"Ouml", 0xD6},     {"Uuml", 0xDC},    {"Auml", 0xC4},
    {"Egrave", 0xC8},  {"Ccedil", 0xC7},  {"Oslash", 0xD8},   {"Aring", 0xC5},   {"ndash", 0x2013},
    {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019},  {"ldquo", 0x201C}, {"rdquo", 0x201D},
    {"bdquo", 0x201E}, {"bull", 0x2022},  {"hellip", 0x2026}, {"euro", 0x20AC},  {"trade", 0x2122},
    {"sbquo", 0x201A},
}};

void append_utf8(std::string& out, std::uint32_t code) {
  const auto byte = [&out](std::uint32_t value) { out.push_back(static_cast<char>(value)); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0U | (code >> 6U));
    byte(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    byte(0xE0U | (code >> 12U));
    byte(0x80U | ((code >> 6U) & 0x3FU));
    byte(0x80U | (code & 0x3FU));
  } else {
    byte(0xF0U | (code >> 18U));
    byte(0x80U | ((code >> 12U) & 0x3FU));
    byte(0x80U | ((code >> 6U) & 0x3FU));
    byte(0x80U | (code & 0x3FU));
  }
}

std::optional<std::uint32_t> numeric_entity(std::string_view name) {
  name.remove_prefix(1);
  int base = 10;
  if (!name.empty() && (name.front() == 'x' || name.front() == 'X')) {
    name.remove_prefix(1);
    base = 16;
  }
  std::uint32_t code = 0;
  const auto [end, failure] = std::from_chars(name.data(), name.data() + name.size(), code, base);
  const bool whole = failure == std::errc{} && end == name.data() + name.size() && !name.empty();
  const bool usable = code >= 0x20 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  if (!whole || !usable) {
    return std::nullopt;
  }
  return code == 0xA0 ? 0x20 : code;
}

std::optional<std::uint32_t> entity(std::string_view name) {
  if (name.empty()) {
    return std::nullopt;
  }
  if (name.front() == '#') {
    return numeric_entity(name);
  }
  const auto* const found = std::find_if(named.begin(), named.end(),
                                         [name](const auto& row) { return row.first == name; });
  return found == named.end() ? std::nullopt : std::optional<std::uint32_t>{found->second};
}

bool opens_tag(std::string_view rest) {
  if (rest.size() < 2) {
    return false;
  }
  const char next = rest[1];
  return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' || next == '!';
}

std::string without_tags(std::string_view html) {
  std::string out;
  out.reserve(html.size());
  for (std::size_t at = 0; at < html.size(); ++at) {
    if (html[at] != '<' || !opens_tag(html.substr(at))) {
      out.push_back(html[at]);
      continue;
    }
    const auto end = html.find('>', at);
    if (end == std::string_view::npos) {
      out.append(html.substr(at));  // a lone "<b" is text
      break;
    }
    // "regel<br>regel" must not become one word.
    const bool breaks =
        starts_with_blind(html.substr(at), "<br") || starts_with_blind(html.substr(at), "</p");
    if (breaks) {
      out.push_back(' ');
    }
    at = end;
  }
  return out;
}

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank = false;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) {
      blank = !out.empty();
      continue;
    }
    if (blank) {
      out.push_back(' ');
      blank = false;
    }
    out.push_back(c);
  }
  return out;
}

}  // namespace

std::string decode_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto start = text.find('&');
    out.append(text.substr(0, start));
    if (start == std::string_view::npos) {
      break;
    }
    text.remove_prefix(start);
    const auto end = text.substr(0, 12).find(';');
    const auto code =
        end == std::string_view::npos ? std::nullopt : entity(text.substr(1, end - 1));
    if (code) {
      append_utf8(out, *code);
      text.remove_prefix(end + 1);
    } else {
      out.push_back('&');
      text.remove_prefix(1);
    }
  }
  return out;
}

std::string_view cut(std::string_view text, std::size_t limit) noexcept {
  if (text.size() <= limit) {
    return text;
  }
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) {
    --limit;
  }
  return text.substr(0, limit);
}

std::string plain_text(std::string_view html, std::size_t limit) {
  const std::string line = one_line(decode_entities(without_tags(html)));
  return std::string(trim(cut(line, limit)));
}

std::string field_text(std::string_view text, std::size_t limit) {
  const std::string decoded = decode_entities(text);
  return std::string(trim(cut(trim(decoded), limit)));
}

std::string page_title(std::string_view html) {
  const std::string small = lower(html.substr(0, 64U << 10U));
  for (const std::string_view tag : {"<title", "<h1"}) {
    const auto start = small.find(tag);
    const auto open = start == std::string::npos ? start : small.find('>', start);
    const auto close = open == std::string::npos ? open : small.find("</", open);
    if (close != std::string::npos) {
      return plain_text(html.substr(open + 1, close - open - 1), 120);
    }
  }
  return {};
}

}  // namespace boekbrug::adapters::shared
