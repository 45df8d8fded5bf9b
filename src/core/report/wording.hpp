#pragma once
// The words of a report: English, as in the shell and the logs.

#include "core/report/report.hpp"

#include <string>

namespace boekbrug::core {

/// Why an item is where it is: the waiting or skip reason, or the error with its code.
std::string reason_of(const item& known);
std::string reason_of(const error& failure);
std::string waiting_text(waiting_reason reason, std::string_view what);
/// "+12.00", "-12.00", "0.00".
std::string signed_text(minor_units amount, currency unit);
/// "3 orders", "1 order".
std::string counted(std::size_t count, std::string_view one);
/// One sentence: whether everything agrees.
std::string verdict_of(const report& value);

}  // namespace boekbrug::core
