#pragma once
// Certificates made on the spot, so that none of ours ever expires.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace boekbrug::net::test {

/// What a certificate says. Names may be DNS names and addresses.
struct certificate_wish {
  std::vector<std::string> names{"localhost", "127.0.0.1"};
  long valid_from_days = -1;
  long valid_until_days = 30;
  bool self_signed = false;
};

struct certificate_files {
  std::string certificate;
  std::string private_key;
};

/// A certificate authority in a temporary folder that goes away with it.
class test_authority {
public:
  test_authority();
  ~test_authority();
  test_authority(const test_authority&) = delete;
  test_authority& operator=(const test_authority&) = delete;

  std::string ca_file() const;
  certificate_files issue(const certificate_wish& wish);

private:
  struct keys;
  std::filesystem::path folder_;
  std::unique_ptr<keys> keys_;
  int issued_ = 0;
};

}  // namespace boekbrug::net::test
