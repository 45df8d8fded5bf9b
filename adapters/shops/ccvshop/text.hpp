#pragma once
// Names as shops write them (HTML) -> plain text.

#include "adapters/shared/html_text.hpp"

namespace boekbrug::adapters::ccvshop_api {

using shared::cut;
using shared::decode_entities;
using shared::field_text;
using shared::page_title;
using shared::plain_text;

}  // namespace boekbrug::adapters::ccvshop_api
