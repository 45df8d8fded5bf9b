// Every reader survives every mutation of every golden file: a value or a named error, never a
// crash.

#include "core/time/time_text.hpp"
#include "tests/adapters/moneybird/samples.hpp"

#include <filesystem>
#include <fstream>
#include <random>

namespace boekbrug::tests {
namespace {

const core::ledger_adapter& ledger() {
  return adapters::moneybird();
}

std::vector<std::string> all_golden_texts() {
  std::vector<std::filesystem::path> files;
  for (const auto& each : std::filesystem::recursive_directory_iterator(BOEKBRUG_TEST_DATA)) {
    if (each.is_regular_file()) {
      files.push_back(each.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> texts;
  for (const auto& path : files) {
    std::ifstream file{path, std::ios::binary};
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

class mutator {
public:
  explicit mutator(std::uint32_t seed) : random_{seed} {}

  std::string mutate(std::string text) {
    const auto rounds = 1 + pick(4);
    for (std::size_t i = 0; i < rounds && !text.empty(); ++i) {
      once(text);
    }
    return text;
  }
  std::size_t pick(std::size_t bound) { return bound == 0 ? 0 : random_() % bound; }

private:
  void once(std::string& text) {
    static const std::vector<std::string> pieces{
        "null", "true",    "{}",   "[]",    "\"\"",
        "-1",   "1e999",   "0.1",  "\"x\"", "99999999999999999999999",
        "[[[[", "\\u0000", "\xFF", ",",     ":"};
    const auto at = pick(text.size());
    switch (pick(7)) {
      case 0:
        text.resize(at);
        break;
      case 1:
        text[at] = static_cast<char>(random_() & 0xFFU);
        break;
      case 2:
        text.erase(at, 1 + pick(40));
        break;
      case 3:
        text.insert(at, pieces[pick(pieces.size())]);
        break;
      case 4:
        text.insert(at, text.substr(pick(text.size()), pick(200)));
        break;
      case 5:
        replace_value(text, at, pieces[pick(pieces.size())]);
        break;
      default:
        swap_key(text, at);
        break;
    }
  }
  // What stands between a colon and the end of its line becomes something else: mostly valid JSON.
  static void replace_value(std::string& text, std::size_t at, const std::string& with) {
    const auto colon = text.find(": ", at);
    const auto end = text.find_first_of(",\n", colon == std::string::npos ? at : colon);
    if (colon != std::string::npos && end != std::string::npos) {
      text.replace(colon + 2, end - colon - 2, with);
    }
  }
  static void swap_key(std::string& text, std::size_t at) {
    const auto quote = text.find('"', at);
    if (quote != std::string::npos && quote + 1 < text.size()) {
      text[quote + 1] = 'q';
    }
  }
  std::mt19937 random_;
};

// Counts accepted answers, so that the test can prove it exercises both ways.
std::size_t read_everything(const core::http_response& response) {
  std::size_t accepted = 0;
  const auto check = [&accepted](const auto& outcome) {
    if (outcome) {
      ++accepted;
    } else {
      EXPECT_NE(core::code_name(outcome.error().code), "");
      EXPECT_NE(outcome.error().code, core::errc{});
      EXPECT_LT(outcome.error().detail.size(), 2000U);
    }
  };
  check(ledger().renew_answer(response, {}));
  check(ledger().administrations_answer(response));
  for (std::size_t i = 0; i < ledger().list_count(); ++i) {
    core::ledger_lists lists;
    check(ledger().list_answer(i, response, lists));
  }
  check(ledger().find_contact_answer(sample_contact(), {}, response));
  check(ledger().create_contact_answer(response));
  check(ledger().find_document_answer(plan_of("100004711"), {}, response));
  check(ledger().document_answer({}, {}, response));
  check(ledger().delete_draft_answer(response));
  check(ledger().pay_answer(response));
  check(ledger().list_documents_answer("2", response));
  check(ledger().find_product_answer("SKU1234", response));
  check(ledger().create_product_answer(response));
  check(ledger().list_products_answer("2", response));
  return accepted;
}

TEST(fuzz, mutated_golden_files) {
  constexpr std::uint32_t seed = 20260314;
  constexpr int mutations_per_file = 120;
  const std::vector<int> statuses{200, 201, 400, 401, 402, 403, 404, 409, 422, 429, 500};
  mutator change{seed};
  std::size_t accepted = 0;
  std::size_t total = 0;
  const auto texts = all_golden_texts();
  ASSERT_GT(texts.size(), 50U);
  for (const auto& text : texts) {
    for (int i = 0; i < mutations_per_file; ++i) {
      const int status = change.pick(2) == 0 ? 200 : statuses[change.pick(statuses.size())];
      SCOPED_TRACE("seed " + std::to_string(seed) + " mutation " + std::to_string(total));
      accepted += read_everything(answer(status, change.mutate(text)));
      ++total;
    }
  }
  EXPECT_GT(accepted, total / 10);
  EXPECT_LT(accepted, total * 10);
}

TEST(fuzz, every_truncation_of_a_document_is_an_error) {
  const auto whole = golden("invoice_draft");
  const auto end = whole.find_last_of('}');
  for (std::size_t length = 0; length <= end; length += 7) {
    const auto read = ledger().document_answer({}, {}, answer(200, whole.substr(0, length)));
    ASSERT_FALSE(read) << length;
    ASSERT_EQ(read.error().code, core::errc::ledger_unreachable);
  }
}

TEST(fuzz, mutated_limit_headers) {
  mutator change{7};
  const auto now = core::parse_time("2026-03-14T10:00:00Z").value();
  const std::vector<std::string> values{"1773482640", "300", "-1", "Sat, 14 Mar 2026 10:00:00 GMT",
                                        "99999999999999"};
  for (int i = 0; i < 5000; ++i) {
    std::vector<core::http_header> headers;
    for (const auto* name : {"Retry-After", "RateLimit-Reset", "RateLimit-Remaining",
                             "RateLimit-RequestsRemaining", "Date"}) {
      headers.push_back({name, change.mutate(values[change.pick(values.size())])});
    }
    const auto signal = ledger().read_limits(answer(429, "", headers), now);
    ASSERT_TRUE(signal.blocked_until);
    ASSERT_GT(*signal.blocked_until, now);
    ASSERT_LE(*signal.blocked_until, now + std::chrono::hours{24});
    ASSERT_EQ(signal.remaining, 0);
  }
}

}  // namespace
}  // namespace boekbrug::tests
