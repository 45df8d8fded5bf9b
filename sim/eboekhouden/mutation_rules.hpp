#pragma once
// The rules for a posted mutation.

#include "sim/eboekhouden/booking.hpp"

namespace boekbrug::sim::eboekhouden {

struct posted_mutation {
  mutation made;
  problems wrong;
  bool check_reference = false;
};

/// Reads and checks all but the closed period and what must be unique.
void read_mutation(context& of, const json::object& body, posted_mutation& out);

}  // namespace boekbrug::sim::eboekhouden
