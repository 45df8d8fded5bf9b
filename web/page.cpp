#include "web/page.hpp"

namespace boekbrug::web {
namespace {

struct words {
  std::string_view title;
  std::string_view unknown_head, unknown_text;
  std::string_view received_head, received_text, received_next, received_lines;
  std::string_view not_told_head, not_told_text;
  std::string_view installed_head, installed_text;
  std::string_view refused_head, refused_text;
  std::string_view failed_head, failed_text;
  std::string_view shop, when, key, secret, secret_kept, back;
};

constexpr words dutch{
    "Boekbrug installeren",
    "We kennen deze winkel nog niet",
    "De winkel heeft ons geen sleutels gegeven. Verwijder de app in de CCV App Store en installeer "
    "hem opnieuw.",
    "Je winkel is verbonden",
    "Je winkel heeft ons de sleutels gegeven. De koppeling is nog niet ge\xC3\xAFnstalleerd, dus "
    "er "
    "wordt nog niets geboekt.",
    "Je hoeft nu niets te doen. Je beheerder van Boekbrug maakt de koppeling af met "
    "<code>boekbrug install</code>. Open daarna deze pagina opnieuw vanuit de App Store.",
    "Deze regels horen in het installatiebestand:",
    "De koppeling is ge\xC3\xAFnstalleerd, je winkel weet het nog niet",
    "De winkel nam onze melding niet aan. De koppeling boekt wel. Open deze pagina later opnieuw, "
    "dan melden we het weer.",
    "De koppeling werkt",
    "Boekbrug leest je orders en boekt ze. Je kunt deze pagina sluiten.",
    "Deze link klopt niet",
    "Open de app opnieuw vanuit de App Store van je winkel.",
    "Dat lukt nu niet",
    "Er is niets veranderd. Probeer het over een paar minuten opnieuw.",
    "Winkel",
    "Ontvangen",
    "Sleutel",
    "Geheim",
    "versleuteld bewaard",
    "Terug naar de webshop",
};

constexpr words english{
    "Install Boekbrug",
    "We do not know this shop yet",
    "The shop gave us no keys. Remove the app in the CCV App Store and install it again.",
    "Your shop is connected",
    "Your shop gave us its keys. The integration is not installed yet, so nothing is booked.",
    "You need not do anything now. Your operator of Boekbrug finishes it with "
    "<code>boekbrug install</code>. Then open this page again from the App Store.",
    "These lines belong in the install file:",
    "The integration is installed, your shop does not know it yet",
    "The shop did not take our message. The integration does book. Open this page again later, and "
    "we send it again.",
    "The integration works",
    "Boekbrug reads your orders and books them. You can close this page.",
    "This link is not right",
    "Open the app again from the App Store of your shop.",
    "That is not possible now",
    "Nothing was changed. Try again in a few minutes.",
    "Shop",
    "Received",
    "Key",
    "Secret",
    "kept encrypted",
    "Back to the web shop",
};

const words& words_of(std::string_view language) {
  return language == "en" ? english : dutch;
}

std::string frame(std::string_view language, std::string_view head, std::string_view body) {
  const bool is_english = language == "en";
  return "<!doctype html>\n<html lang=\"" + std::string(is_english ? "en" : "nl") +
         "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
         "content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\"><title>" +
         std::string(words_of(language).title) +
         "</title>\n<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:38rem;margin:2rem "
         "auto;padding:0 1rem}pre{background:#eee;color:#111;padding:.75rem;overflow:auto}th{"
         "text-align:left;padding-right:1rem}</style></head>\n<body><main>\n<h1>" +
         std::string(head) + "</h1>\n" + std::string(body) + "</main></body>\n</html>\n";
}

std::string paragraph(std::string_view text) {
  return "<p>" + std::string(text) + "</p>\n";
}

/// As it stands in a JSON file.
std::string json_text(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "\"";
  for (const char letter : text) {
    const auto code = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      out += '\\';
      out += letter;
    } else if (code < 0x20) {
      out += "\\u00";
      out += digits[code >> 4U];
      out += digits[code & 0xfU];
    } else {
      out += letter;
    }
  }
  return out + '"';
}

std::string facts(const words& say, const install_view& view) {
  const auto row = [](std::string_view name, const std::string& value) {
    return "<tr><th scope=\"row\">" + std::string(name) + "</th><td>" + escape_html(value) +
           "</td></tr>\n";
  };
  return "<table>\n" + row(say.shop, view.shop) + row(say.when, view.received) +
         row(say.key, view.api_public) + row(say.secret, std::string(say.secret_kept)) +
         "</table>\n";
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char letter : text) {
    switch (letter) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += letter;
    }
  }
  return out;
}

std::string install_page(const install_view& view) {
  const auto& say = words_of(view.language);
  switch (view.stage) {
    case install_stage::unknown_shop:
      return frame(view.language, say.unknown_head, paragraph(say.unknown_text));
    case install_stage::received:
      return frame(view.language, say.received_head,
                   paragraph(say.received_text) + facts(say, view) + paragraph(say.received_next) +
                       paragraph(say.received_lines) + "<pre>" +
                       escape_html("\"shop\": {\"kind\": \"ccvshop\", \"app_install\": " +
                                   json_text(view.api_public) + "}") +
                       "</pre>\n");
    case install_stage::not_told:
      return frame(view.language, say.not_told_head,
                   paragraph(say.not_told_text) + facts(say, view));
    case install_stage::installed:
      break;
  }
  auto body = paragraph(say.installed_text);
  if (!view.return_url.empty()) {
    body += "<p><a href=\"" + escape_html(view.return_url) + "\" rel=\"noreferrer\">" +
            std::string(say.back) + "</a></p>\n";
  }
  return frame(view.language, say.installed_head, body);
}

std::string refused_page(std::string_view language) {
  const auto& say = words_of(language);
  return frame(language, say.refused_head, paragraph(say.refused_text));
}

std::string failed_page(std::string_view language) {
  const auto& say = words_of(language);
  return frame(language, say.failed_head, paragraph(say.failed_text));
}

}  // namespace boekbrug::web
