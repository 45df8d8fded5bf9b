#pragma once
// Lines of a plan as invoice items and as mutation rows.

#include "adapters/ledgers/eboekhouden/json_writer.hpp"
#include "core/booking/plan.hpp"

#include <vector>

namespace boekbrug::adapters::eboekhouden_api {

core::result<std::vector<json_object>> invoice_items(const core::booking_plan& plan);
core::result<std::vector<json_object>> mutation_rows(const core::booking_plan& plan);

}  // namespace boekbrug::adapters::eboekhouden_api
