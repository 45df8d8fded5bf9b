#include "sim/eboekhouden/relation_rules.hpp"

#include <algorithm>

namespace boekbrug::sim::eboekhouden {

namespace {

constexpr std::size_t code_length_max = 15;

bool digits_only(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Something@something.something without blanks.
bool looks_like_address(std::string_view text) {
  const auto at = text.find('@');
  if (at == 0 || at == std::string_view::npos || text.find('@', at + 1) != std::string_view::npos ||
      text.find_first_of(" \t\r\n,;<>()\"") != std::string_view::npos) {
    return false;
  }
  const auto domain = text.substr(at + 1);
  const auto dot = domain.rfind('.');
  return dot != std::string_view::npos && dot > 0 && dot + 1 < domain.size() &&
         domain.front() != '.' && domain.find("..") == std::string_view::npos;
}

bool usable_characters(std::string_view code, bool any) {
  return any || std::all_of(code.begin(), code.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
         });
}

void read_code(context& of, fields& in, relation& into) {
  const auto code = in.text("code", code_length_max, "REL_004");
  if (code.empty()) {
    return;
  }
  if (!usable_characters(code, of.all.options.doubtful.any_code_characters)) {
    in.complain("REL_005", "code");
  }
  const auto at = of.books.relation_by_code.find(lower(code));
  if (at != of.books.relation_by_code.end() && at->second != into.id) {
    in.complain("REL_049", "code");
  }
  into.code = code;
}

void read_texts(fields& in, relation& into) {
  for (const auto& field : relation_texts) {
    const auto value = in.text(field.name, field.length_max, field.too_long);
    if (in.has(field.name)) {
      if (!field.not_an_address.empty() && !value.empty() && !looks_like_address(value)) {
        in.complain(field.not_an_address, field.name);
      }
      if (value.empty()) {
        into.texts.erase(std::string{field.name});
      } else {
        into.texts[std::string{field.name}] = value;
      }
    }
  }
}

void check(fields& in, const relation& one) {
  if (one.text("name").empty()) {
    in.complain("REL_001", "name");
  }
  if (!digits_only(one.text("companyRegistrationNumber"))) {
    in.complain("REL_006", "companyRegistrationNumber");
  }
  const auto gender = one.text("gender");
  if (!gender.empty() && gender != "m" && gender != "v" && gender != "a") {
    in.complain("REL_007", "gender");
  }
  const auto mandate = one.text("mandateType");
  if (!mandate.empty() && mandate != "E" && mandate != "D") {
    in.complain("REL_008", "mandateType");
  }
  if (!one.text("peppolId").empty() && one.type != 'B') {
    in.complain("REL_009", "peppolId");
  }
}

}  // namespace

void read_relation(context& of, const json::object& body, relation& into, problems& wrong) {
  fields in{body, wrong};
  if (in.has("type")) {
    const auto type = in.text("type", 100);
    if (type != "B" && type != "P") {
      in.complain("REL_002", "type");
    } else {
      into.type = type.front();
    }
  }
  if (!in.has("name")) {
    in.complain("REL_001", "name");  // a change needs it too
  }
  read_code(of, in, into);
  read_texts(in, into);
  if (const auto term = in.whole("termOfPayment")) {
    if (*term < 0 || *term > 9'999) {
      in.complain("REL_010", "termOfPayment");
    }
    into.term_of_payment = term;
  }
  if (const auto ledger = in.id("ledgerId"); ledger != 0) {
    if (of.books.find_ledger(ledger) == nullptr) {
      in.complain("ERR_002", "ledgerId");
    }
    into.ledger = ledger;
  }
  into.inactive = in.flag("inactive").value_or(into.inactive);
  into.no_newsletter = in.flag("doNotReceiveNewsletters").value_or(into.no_newsletter);
  into.mandate = in.flag("mandate").value_or(into.mandate);
  if (in.has("name")) {
    check(in, into);
  }
  in.count_unknown(of.all.counted.unknown_members);
}

std::string free_code(const administration& books, record_id id) {
  std::string out = "R" + std::to_string(id);
  while (books.relation_by_code.contains(lower(out))) {
    out += "A";
  }
  return out;
}

}  // namespace boekbrug::sim::eboekhouden
