#pragma once
// The pages of the app store's installation, in Dutch and English. Pure.

#include "core/time/clock.hpp"

#include <string>
#include <string_view>

namespace boekbrug::web {

/// For text and attribute values in HTML.
std::string escape_html(std::string_view text);

enum class install_stage {
  unknown_shop = 1,  // no handshake was received, or the app was dropped since
  received,          // the keys are here, the integration is not installed yet
  not_told,          // installed, but the shop could not be told yet
  installed,
};

/// What the page of GET /ccv/install shows.
struct install_view {
  install_stage stage{};
  std::string language = "nl";  // anything but "en" is Dutch
  std::string api_public;
  std::string shop;        // its address
  std::string return_url;  // "" = unknown
  std::string received;    // when, as people write it
};
std::string install_page(const install_view& view);

/// The link is not one that the shop made.
std::string refused_page(std::string_view language);
/// Something of ours failed; trying again later helps.
std::string failed_page(std::string_view language);

}  // namespace boekbrug::web
