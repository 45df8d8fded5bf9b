#pragma once
// Error answers of the service: codes, titles and where in the request.

#include "sim/eboekhouden/http.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace boekbrug::sim::eboekhouden {

struct problem {
  std::string code;
  std::string property;  // "Items[0].VatCode"; "" = the request as a whole
};

class problems {
public:
  void add(std::string_view code, std::string_view property = {});
  bool empty() const noexcept { return all_.empty(); }
  const std::vector<problem>& all() const noexcept { return all_; }

private:
  std::vector<problem> all_;
};

std::string_view title_of(std::string_view code);
/// The first problem gives code, title and propertyName; `errors` lists all. `trace` counts
/// answers.
reply refuse(std::uint64_t trace, const problems& what, int status = 400);
reply refuse(std::uint64_t trace, std::string_view code, std::string_view property = {},
             int status = 400);
/// A SECURITY_* answer.
reply refuse_security(std::uint64_t trace, std::string_view code, int status);

}  // namespace boekbrug::sim::eboekhouden
