// Random operations on LMDB and on memory must leave the same.
#include "tests/storage/property.hpp"
#include "tests/storage/store_folder.hpp"

namespace boekbrug::storage {
namespace {

using testing::below;
using testing::commit_now;
using testing::demand;
using testing::random_source;

std::string some_key(random_source& random) {
  std::string key(below(random, 12) == 0 ? below(random, 600) : 1 + below(random, 3), 'a');
  for (char& letter : key) {
    letter = std::string_view{"\0ab\xff", 4}[below(random, 4)];
  }
  return key;
}

operation some_operation(random_source& random) {
  constexpr table tables[]{table::items, table::item_index, table::settings};
  const auto choice = below(random, 10);
  if (choice == 0) {
    // A table of its own: numbers go by the entries below the key, whoever made them.
    const bool up = below(random, 2) == 1;
    return {up ? table::attempts : table::runs,
            std::string(1, static_cast<char>('a' + below(random, 3))),
            std::to_string(below(random, 1000)), up ? numbering::ascending : numbering::descending,
            static_cast<std::uint32_t>(below(random, 4))};
  }
  // "format" of table settings belongs to the store and cannot be met: it has letters that no key
  // here has.
  const table where = tables[below(random, 3)];
  return choice < 7 ? testing::put(where, some_key(random),
                                   std::string(below(random, 5000) * below(random, 2), 'v'))
                    : testing::drop(where, some_key(random));
}

testing::entries contents(const engine& from, table where, std::string_view prefix,
                          std::string_view start) {
  auto found = testing::all(from, where, prefix, start);
  std::erase_if(found, [&](const auto& entry) {
    return where == table::settings && entry.first == "format";
  });
  return found;
}

std::string show(const testing::entries& found) {
  std::string text;
  for (const auto& [key, value] : found) {
    text += ::testing::PrintToString(key.substr(0, 20)) + "=" + value.substr(0, 10) + " ";
  }
  return text;
}

TEST(model, lmdb_does_what_memory_does) {
  testing::for_all_seeds("model", [](random_source& random) {
    const testing::scratch_folder folder;
    auto real = testing::open_or_fail(testing::small_store(folder / "store", 1U << 16U));
    const auto model = make_memory_engine();
    for (auto steps = below(random, 8); steps > 0; --steps) {
      std::vector<operation> batch(below(random, 30));
      for (operation& change : batch) {
        change = some_operation(random);
      }
      const auto expected = commit_now(*model, batch);
      const auto answer = commit_now(*real, batch);
      demand(answer.has_value() == expected.has_value(), "answers differ");
      if (below(random, 6) == 0) {
        real.reset();
        real = testing::open_or_fail(testing::small_store(folder / "store", 1U << 16U));
      }
      for (const table where :
           {table::items, table::item_index, table::settings, table::attempts, table::runs}) {
        const std::string prefix = below(random, 2) == 1 ? "" : some_key(random).substr(0, 1);
        const std::string start = below(random, 2) == 1 ? "" : some_key(random);
        const auto found = contents(*real, where, prefix, start);
        const auto wanted = contents(*model, where, prefix, start);
        demand(found == wanted, "contents of table " + std::to_string(static_cast<int>(where)) +
                                    " differ: " + show(found) + " instead of " + show(wanted));
        const std::string key = some_key(random);
        demand(real->get(where, key).value() == model->get(where, key).value(), "values differ");
      }
    }
  });
}

}  // namespace
}  // namespace boekbrug::storage
