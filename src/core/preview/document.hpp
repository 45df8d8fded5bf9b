#pragma once
// A booking plan with the ledger's names in place of its ids.

#include "core/preview/preview.hpp"

namespace boekbrug::core {

preview_document name_everything(const booking_plan& plan, const preview_input& input);

}  // namespace boekbrug::core
