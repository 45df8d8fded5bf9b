#include "sim/eboekhouden/http.hpp"

#include <algorithm>
#include <charconv>

namespace boekbrug::sim::eboekhouden {

namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char small = static_cast<char>(c | 0x20);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

std::string decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low >= 0) {
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    } else {
      out.push_back(plus_is_space && text[i] == '+' ? ' ' : text[i]);
    }
  }
  return out;
}

}  // namespace

std::string_view call::param(std::string_view name) const {
  const auto at = std::find_if(query.begin(), query.end(),
                               [name](const auto& pair) { return pair.first == name; });
  return at == query.end() ? std::string_view{} : std::string_view{at->second};
}

call take_apart(const net::server_request& request, time_point now) {
  call out;
  out.raw = &request;
  out.method = request.method;
  out.now = now;
  std::string_view rest = request.target;
  const auto mark = rest.find('?');
  std::string_view query = mark == std::string_view::npos ? "" : rest.substr(mark + 1);
  rest = rest.substr(0, mark);
  while (!rest.empty()) {
    const auto end = std::min(rest.find('/'), rest.size());
    if (end > 0) {
      out.path.push_back(decoded(rest.substr(0, end), false));
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto part = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const auto equals = std::min(part.find('='), part.size());
    if (!part.empty()) {
      const auto value = part.substr(std::min(equals + 1, part.size()));
      out.query.emplace_back(decoded(part.substr(0, equals), true), decoded(value, true));
    }
  }
  return out;
}

std::string_view header_of(const net::server_request& request, std::string_view name) {
  const auto wanted = lower(name);
  for (const auto& header : request.headers) {
    if (lower(header.name) == wanted) {
      return header.value;
    }
  }
  return {};
}

std::string lower(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return out;
}

std::string printable(std::string_view text) {
  std::string out{text.substr(0, 40)};
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return out;
}

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::optional<std::int64_t> id_of(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (failed != std::errc{} || end != text.data() + text.size() || out <= 0) {
    return std::nullopt;
  }
  return out;
}

reply answer(int status, std::string body) {
  reply out;
  out.status = status;
  out.headers.push_back({"Content-Type", "application/json; charset=utf-8"});
  out.body = std::move(body);
  return out;
}

reply empty(int status) {
  reply out;
  out.status = status;
  return out;
}

reply wrong_method(std::string_view allowed) {
  auto out = empty(405);
  out.headers.push_back({"Allow", std::string{allowed}});
  return out;
}

}  // namespace boekbrug::sim::eboekhouden
