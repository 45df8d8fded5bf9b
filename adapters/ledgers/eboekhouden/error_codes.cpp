// The table of e-boekhouden.md 5.

#include "adapters/ledgers/eboekhouden/errors.hpp"

#include <algorithm>
#include <array>

namespace boekbrug::adapters::eboekhouden_api {
namespace {

using core::errc;

struct rule {
  std::string_view code;  // the beginning of a family when it ends in '*'
  errc meaning;
};

// The first match wins: single codes stand before their family.
constexpr std::array rules{
    rule{"SECURITY_010", errc::access_expired},
    rule{"API_SESSION_003", errc::access_expired},
    rule{"API_SESSION_004", errc::access_expired},
    rule{"API_SESSION_*", errc::ledger_refused_content},
    rule{"SECURITY_004", errc::administration_gone},
    rule{"SECURITY_005", errc::administration_gone},
    rule{"SECURITY_007", errc::period_closed},
    rule{"MUT_005", errc::period_closed},
    rule{"FACT_VERWERK_001", errc::period_closed},
    rule{"SECURITY_999", errc::ledger_unreachable},
    rule{"ERR_001", errc::ledger_unreachable},
    rule{"SECURITY_*", errc::ledger_refused},
    rule{"MUT_019", errc::document_exists},
    rule{"MUT_020", errc::document_exists},
    rule{"FACT_101", errc::document_exists},
    rule{"MUTA_008", errc::document_exists},
    rule{"FACT_VERWERK_004", errc::document_exists},
    rule{"MUT_109", errc::vat_rate_unusable},
    rule{"MUT_110", errc::vat_rate_unusable},
    rule{"MUT_111", errc::vat_rate_unusable},
    rule{"FACT_ITEM_006", errc::vat_rate_unusable},
    rule{"FACT_ITEM_014", errc::vat_rate_unusable},
    rule{"MUT_007", errc::ledger_account_unusable},
    rule{"MUT_008", errc::ledger_account_unusable},
    rule{"MUT_009", errc::ledger_account_unusable},
    rule{"MUT_011", errc::ledger_account_unusable},
    rule{"MUT_104", errc::ledger_account_unusable},
    rule{"MUT_105", errc::ledger_account_unusable},
    rule{"MUT_106", errc::ledger_account_unusable},
    rule{"MUT_108", errc::ledger_account_unusable},
    rule{"FACT_ITEM_007", errc::ledger_account_unusable},
    rule{"FACT_ITEM_012", errc::ledger_account_unusable},
    rule{"COST_*", errc::ledger_account_unusable},
    rule{"FACT_018", errc::profile_unusable},
    rule{"REL_022", errc::email_refused},
    rule{"REL_023", errc::email_refused},
    rule{"REL_024", errc::email_refused},
    rule{"REL_025", errc::email_refused},
    rule{"REL_026", errc::email_refused},
    rule{"REL_027", errc::email_refused},
    rule{"FACT_EMAIL_*", errc::email_refused},
    // The relation code is ours (contacts.hpp): it exists, so an earlier call made it. Looked up
    // again by the next attempt.
    rule{"REL_049", errc::ledger_unreachable},
    rule{"REL_*", errc::customer_refused},
    rule{"FACT_001", errc::customer_refused},
    rule{"FACT_002", errc::customer_refused},
    rule{"FACT_003", errc::customer_refused},
    rule{"MUT_012", errc::customer_refused},
    rule{"MUT_013", errc::customer_refused},
    rule{"MUT_112", errc::customer_refused},
    rule{"MUT_113", errc::customer_refused},
    rule{"MUT_115", errc::payment_missing},
    rule{"MUT_116", errc::payment_missing},
    rule{"MUT_120", errc::payment_missing},
    rule{"MUT_100", errc::line_count},
    rule{"MUT_101", errc::line_count},
    rule{"FACT_019", errc::line_count},
    rule{"MUT_118", errc::ledger_computes_otherwise},
    rule{"MODULE_001", errc::ledger_plan},
    rule{"MODULE_002", errc::ledger_plan},
    rule{"FACT_102", errc::ledger_plan},
    rule{"PAKKET_*", errc::ledger_plan},
    rule{"ERR_002", errc::ledger_refused_content},
    rule{"DATA_01", errc::ledger_refused_content},
    rule{"PAGE_*", errc::ledger_refused_content},
    rule{"MUT_300", errc::not_found},
};

bool fits(const rule& each, std::string_view code) {
  return each.code.ends_with('*') ? code.starts_with(each.code.substr(0, each.code.size() - 1))
                                  : code == each.code;
}

}  // namespace

std::optional<errc> meaning_of(std::string_view code) {
  const auto found = std::find_if(rules.begin(), rules.end(),
                                  [code](const rule& each) { return fits(each, code); });
  return found == rules.end() ? std::nullopt : std::optional{found->meaning};
}

}  // namespace boekbrug::adapters::eboekhouden_api
