#pragma once
// The shapes in which Moneybird and its OAuth server say no.

#include "core/http/http_message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::adapters::moneybird_api {

/// A refusal without its shape.
struct error_body {
  struct refused_field {
    std::string name;  // "tax_rate_id", "details.project_id"
    std::string code;  // "not_found", "blank"; "" when only a message came
  };
  bool readable = false;  // false: HTML or anything else that the API itself would not send
  bool empty = false;
  std::string message;  // for people: "record not found" or "firstname: is required; ..."
  std::vector<refused_field> fields;
  /// All names, codes and messages in lower case with "_" for blanks, dashes and dots; for searches
  /// that must not depend on the shape.
  std::string words;

  bool mentions(std::string_view word) const { return words.find(word) != std::string::npos; }
  bool has_field(std::string_view name_part) const;
};

error_body read_error_body(const core::http_response& answer);

}  // namespace boekbrug::adapters::moneybird_api
