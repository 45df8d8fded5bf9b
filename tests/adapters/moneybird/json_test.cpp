// Numbers of JSON keep their characters.

#include "adapters/ledgers/moneybird/json_text.hpp"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

namespace boekbrug::tests {
namespace {

using adapters::moneybird_api::parse_json;

TEST(json, numbers_stay_text) {
  const std::string text =
      R"([0,-0,12,-12,1.10,0.1,1e5,1.5E-3,9007199254740993,18446744073709551615,184467440737095516150000,-9223372036854775809,0.30000000000000004])";
  EXPECT_EQ(
      boost::json::serialize(parse_json(text).value()),
      R"(["0","-0","12","-12","1.10","0.1","1e5","1.5E-3","9007199254740993","18446744073709551615","184467440737095516150000","-9223372036854775809","0.30000000000000004"])");
}

TEST(json, everything_else_is_as_usual) {
  const std::string text = R"({"a":[true,false,null,"x\u00e9\n"],"b":{},"c":[]})";
  EXPECT_EQ(boost::json::serialize(parse_json(text).value()),
            "{\"a\":[true,false,null,\"x\xC3\xA9\\n\"],\"b\":{},\"c\":[]}");
  EXPECT_EQ(parse_json(" 12 ").value().get_string(), "12");
}

TEST(json, the_last_of_equal_keys_wins) {
  EXPECT_EQ(boost::json::serialize(parse_json(R"({"a":1,"a":2})").value()), R"({"a":"2"})");
}

TEST(json, refuses_what_is_no_json) {
  for (const std::string text : {"", " ", "{", "[1,]", "{\"a\"}", "nul", "1 2", "[1]x", "'a'",
                                 "\"\xFF\"", "// c\n1", "01", "1.", "-", "+1", "NaN"}) {
    EXPECT_FALSE(parse_json(text)) << text;
  }
  EXPECT_FALSE(parse_json(std::string(33, '[') + std::string(33, ']')));
  EXPECT_TRUE(parse_json(std::string(32, '[') + std::string(32, ']')));
}

TEST(json, long_texts_and_keys_keep_their_parts) {
  const std::string large(200'000, 'k');
  const auto value = parse_json("{\"" + large + "\":\"\\u0041" + large + "\"}").value();
  EXPECT_EQ(value.at(large).get_string(), "A" + large);
}

}  // namespace
}  // namespace boekbrug::tests
