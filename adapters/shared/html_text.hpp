#pragma once
// Names as shops write them (HTML) -> plain text.

#include <cstddef>
#include <string>
#include <string_view>

namespace boekbrug::adapters::shared {

/// Entities decoded, once: "&amp;lt;" gives "&lt;". Unknown ones stay as they are.
std::string decode_entities(std::string_view text);
/// Tags removed, entities decoded, runs of blanks made one, trimmed, at most `limit` bytes.
std::string plain_text(std::string_view html, std::size_t limit = 500);
/// Entities decoded, trimmed, at most `limit` bytes; line breaks stay.
std::string field_text(std::string_view text, std::size_t limit = 500);
/// At most `limit` bytes, never half a UTF-8 character.
std::string_view cut(std::string_view text, std::size_t limit) noexcept;
/// The content of <title>, else of the first heading, as plain text.
std::string page_title(std::string_view html);

}  // namespace boekbrug::adapters::shared
