#include "rule_table.hpp"

#include <sstream>

namespace boekbrug::test {

using namespace core;

namespace {

line_kind kind_of(const std::string& word) {
  return word == "ship"    ? line_kind::shipping
         : word == "fee"   ? line_kind::fee
         : word == "disc"  ? line_kind::discount
         : word == "round" ? line_kind::rounding
                           : line_kind::product;
}

std::string text_of(minor_units amount) {
  return to_text(amount, currency::eur());
}

std::string failure(const error& why) {
  return std::string(code_name(why.code)) + (why.detail.empty() ? "" : " " + why.detail);
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const rule_case& given) {
  return out << given.name << " (" << given.rule << ")";
}

order_line parse_line(std::string_view text) {
  std::istringstream words{std::string(text)};
  std::string word;
  words >> word;
  const line_kind kind = kind_of(word);
  if (kind != line_kind::product) {
    words >> word;
  }
  std::string quantity = "1";
  std::string sign;
  std::string vat;
  std::string percent;
  words >> sign;
  if (sign == "x") {
    quantity = word;
    words >> word >> sign;
  }
  words >> vat >> sign >> percent;
  order_line made = line("Artikel", word, vat, percent == "none" ? "" : percent, kind);
  made.quantity = number(quantity);
  return made;
}

std::string money_of(const result<booking_plan>& plan) {
  if (!plan) {
    return failure(plan.error());
  }
  std::string made = plan->prices_include_vat ? "incl. " : "excl. ";
  for (const plan_line& each : plan->lines) {
    const bool rounding = each.description == "Afrondingsverschil";
    made += (&each == &plan->lines.front() ? "" : "; ") + std::string(rounding ? "~" : "") +
            to_text(each.quantity) + " x " +
            text_of(to_minor(each.unit_price, currency::eur()).value()) + " " + each.rate_id;
  }
  for (const plan_vat& each : plan->vat) {
    made += (&each == &plan->vat.front() ? " | " : ", ") + each.rate_id + " " + text_of(each.net) +
            "+" + text_of(each.vat);
  }
  made += " | " + text_of(plan->total) + " | " + to_text(plan->booked_on) + " | ";
  for (const plan_payment& each : plan->payments) {
    made += (&each == &plan->payments.front() ? "" : ", ") + text_of(each.amount) + " on " +
            to_text(each.paid_on) + (each.account_id.empty() ? "" : " by " + each.account_id);
  }
  return made + (plan->payments.empty() ? "unpaid" : "");
}

std::string head_of(const result<booking_plan>& plan) {
  if (!plan) {
    return failure(plan.error());
  }
  const contact_spec& who = plan->contact;
  std::string made = plan->reference + " | ";
  if (who.collective) {
    made += "collective " + who.company;
  } else {
    made += who.company + (who.company.empty() || who.last_name.empty() ? "" : ", ") +
            who.first_name + (who.first_name.empty() ? "" : " ") + who.last_name + " <" +
            who.email + "> " + who.country;
  }
  made += (who.vat_number.empty() ? "" : " " + who.vat_number) + " | " +
          std::to_string(plan->lines.size()) + " lines" + (plan->grouped ? ", grouped" : "");
  for (const std::string& note : plan->notes) {
    made += "; " + note;
  }
  return made;
}

result<booking_plan> planned(const rule_case& given) {
  std::vector<order_line> lines;
  for (const char* each : given.lines) {
    lines.push_back(parse_line(each));
    lines.back().id = std::to_string(lines.size());
  }
  scene made{ledger_world{given.ledger}, order_of(std::move(lines)), std::nullopt};
  given.change(made);
  const plan_context context = made.here.context();
  auto plan = made.back ? make_credit_plan(*made.back, made.source, context)
                        : make_plan(made.source, context);
  if (plan) {
    EXPECT_TRUE(check_plan(*plan, context.arithmetic));
  }
  return plan;
}

std::string case_name(const testing::TestParamInfo<rule_case>& given) {
  return given.param.name;
}

void nothing(scene&) {}

std::function<void(scene&)> refund(const char* amount, std::vector<const char*> lines) {
  return [amount, lines](scene& made) {
    credit back;
    back.id = "901";
    back.created = at("2026-06-10T10:00:00");
    back.amount = cents(amount);
    for (const char* each : lines) {
      // "2: -1 x -10.00 + -2.10 @ 21" takes back from line 2.
      const std::string_view text{each};
      const auto colon = text.find(": ");
      back.lines.push_back(
          parse_line(colon == std::string_view::npos ? text : text.substr(colon + 2)));
      back.lines.back().id = colon == std::string_view::npos ? "" : text.substr(0, colon);
    }
    made.back = back;
  };
}

}  // namespace boekbrug::test
