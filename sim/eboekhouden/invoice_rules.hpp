#pragma once
// The rules for a posted invoice.

#include "sim/eboekhouden/booking.hpp"

namespace boekbrug::sim::eboekhouden {

struct posted_invoice {
  invoice made;
  problems wrong;
  bool mailed = false;
  bool booked = false;
  bool check_reference = false;
  mutation sale;  // only the header, when booked
};

/// Reads and checks all but the closed period and what must be unique.
void read_invoice(context& of, const json::object& body, posted_invoice& out);
/// One line, its amount computed.
void read_line(context& of, const json::object& source, std::size_t index, posted_invoice& out);

}  // namespace boekbrug::sim::eboekhouden
