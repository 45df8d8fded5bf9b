#include "shop_orders.hpp"

#include "fixtures.hpp"

#include <algorithm>
#include <stdexcept>

namespace boekbrug::test {

using namespace core;

namespace {

struct line_row {
  line_kind kind;
  const char* id;
  const char* name;
  const char* sku;
  int quantity;
  const char* net;
  const char* vat;
  const char* percent;
  const char* country;
};

struct order_row {
  const char* id;
  const char* status;
  const char* created;
  const char* paid;
  const char* total;
  const char* method;
  const char* billed;
  const char* shipped;
  const char* company;
  const char* email;
  const char* vat_number;
  bool exempt;
  std::vector<line_row> lines;
};

// Columns of a line: kind, id, name, SKU, quantity, net, VAT, percentage, country of the rate.
// One order or line a row.
// clang-format off
const std::vector<order_row>& rows() {
  static const std::vector<order_row> made{
    {"42", "processing", "2026-09-30T21:45:10", "2026-09-30T21:46:51", "52.75", "mollie_wc_gateway_ideal", "NL", "NL", "", "sannemeijer@example.test", "", false,
     {{line_kind::product, "3", "Mok \"Vlas\" – 300 ml", "MOK-300", 2, "19.26", "4.05", "21", "NL"},
      {line_kind::product, "4", "Weven voor beginners (2e druk)", "9789012345678", 1, "20.63", "1.86", "9", "NL"},
      {line_kind::shipping, "5", "PostNL pakket", "", 1, "5.74", "1.21", "21", "NL"}}},
    {"43", "processing", "2026-09-30T22:15:40", "", "16.92", "cod", "NL", "NL", "", "tomdeboer@example.test", "", false,
     {{line_kind::product, "9", "Kaars & kandelaar", "KRS-01", 7, "5.73", "1.20", "21", "NL"},
      {line_kind::product, "10", "Thee los 3,33", "THEE-333", 3, "9.17", "0.82", "9", "NL"},
      {line_kind::shipping, "11", "Afhalen in de winkel", "", 1, "0.00", "0.00", "21", "NL"}}},
    {"44", "completed", "2026-10-25T00:30:00", "2026-10-25T00:31:06", "76.93", "mollie_wc_gateway_ideal", "NL", "NL", "", "p.jansen@example.test", "", false,
     {{line_kind::product, "14", "Snijplank eiken", "SNP-EIK", 1, "41.31", "8.68", "21", "NL"},
      {line_kind::product, "15", "Weven voor beginners (2e druk)", "9789012345678", 1, "22.93", "2.06", "9", "NL"},
      {line_kind::shipping, "16", "PostNL pakket", "", 1, "5.74", "1.21", "21", "NL"},
      {line_kind::fee, "17", "Vaste-klantkorting", "", 1, "-5.00", "0.00", "", ""}}},
    {"45", "on-hold", "2026-10-25T01:30:00", "", "54.48", "bacs", "NL", "NL", "", "anneke@example.test", "", false,
     {{line_kind::product, "19", "Koffiebonen Espresso 1 kg", "KOF-ESP-1", 2, "32.02", "2.88", "9", "NL"},
      {line_kind::product, "20", "Thee los 3,33", "THEE-333", 4, "12.22", "1.10", "9", "NL"},
      {line_kind::shipping, "21", "PostNL pakket", "", 1, "5.74", "0.52", "9", "NL"}}},
    {"46", "completed", "2025-12-31T22:59:59", "", "294.05", "op_rekening", "NL", "NL", "Bakkerij ’t Zuiden B.V.", "inkoop@bakkerij.example.test", "NL859512340B01", false,
     {{line_kind::product, "24", "Koffiebonen Espresso 1 kg", "KOF-ESP-1", 12, "192.11", "17.29", "9", "NL"},
      {line_kind::product, "25", "Mok \"Vlas\" – 300 ml", "MOK-300", 6, "64.21", "13.49", "21", "NL"},
      {line_kind::shipping, "26", "PostNL pakket", "", 1, "5.74", "1.21", "21", "NL"}}},
    {"47", "processing", "2025-12-31T23:00:00", "2025-12-31T23:04:09", "323.47", "mollie_wc_gateway_ideal", "DE", "DE", "Müller Textil GmbH", "einkauf@mueller.example.test", "DE811907980", true,
     {{line_kind::product, "27", "Linnen tafelkleed 140×250", "LTK-140250", 1, "164.46", "0.00", "", ""},
      {line_kind::product, "28", "Trui merino - Rood, M", "TRUI-RO-M", 2, "148.68", "0.00", "", ""},
      {line_kind::shipping, "29", "PostNL pakket", "", 1, "10.33", "0.00", "", ""}}},
    {"48", "completed", "2026-03-29T00:59:59", "2026-03-29T01:02:37", "246.04", "mollie_wc_gateway_ideal", "FR", "FR", "", "claire.dupont@example.test", "", false,
     {{line_kind::product, "32", "L'Art du lin", "9782070360024", 1, "34.40", "1.89", "5.5", "FR"},
      {line_kind::product, "33", "Linnen tafelkleed 140×250", "LTK-140250", 1, "164.46", "32.89", "20", "FR"},
      {line_kind::shipping, "34", "PostNL pakket", "", 1, "10.33", "2.07", "20", "FR"}}},
    {"49", "completed", "2026-03-29T01:00:00", "2026-03-29T01:00:25", "55.37", "mollie_wc_gateway_ideal", "BE", "BE", "", "lottepeeters@example.test", "", false,
     {{line_kind::product, "37", "Mok \"Vlas\" – 300 ml", "MOK-300", 2, "21.40", "4.50", "21", "BE"},
      {line_kind::product, "38", "Koffiebonen Espresso 1 kg", "KOF-ESP-1", 1, "16.01", "0.96", "6", "BE"},
      {line_kind::shipping, "39", "PostNL pakket", "", 1, "10.33", "2.17", "21", "BE"}}},
    {"50", "processing", "2026-10-09T13:04:26", "2026-10-09T13:07:05", "188.96", "mollie_wc_gateway_ideal", "CH", "CH", "", "urszrcher@example.test", "", false,
     {{line_kind::product, "40", "Linnen tafelkleed 140×250", "LTK-140250", 1, "164.46", "0.00", "", ""},
      {line_kind::shipping, "41", "Wereldwijd", "", 1, "24.50", "0.00", "", ""}}},
    {"51", "processing", "2026-10-10T15:30:56", "2026-10-10T15:36:54", "0.00", "mollie_wc_gateway_ideal", "NL", "NL", "", "fleurkok@example.test", "", false,
     {{line_kind::product, "43", "Snijplank eiken", "SNP-EIK", 1, "0.00", "0.00", "21", "NL"},
      {line_kind::shipping, "44", "Afhalen in de winkel", "", 1, "0.00", "0.00", "21", "NL"}}},
    {"52", "processing", "2026-10-11T07:03:19", "2026-10-11T07:08:38", "0.00", "mollie_wc_gateway_ideal", "NL", "NL", "", "bramvisser@example.test", "", false,
     {{line_kind::product, "47", "Gratis stofstaal", "STAAL", 1, "0.00", "0.00", "21", "NL"},
      {line_kind::shipping, "48", "Afhalen in de winkel", "", 1, "0.00", "0.00", "21", "NL"}}},
    {"53", "completed", "2026-10-12T07:48:13", "2026-10-12T07:51:39", "9.95", "mollie_wc_gateway_ideal", "NL", "NL", "", "irisbos@example.test", "", false,
     {{line_kind::product, "50", "E-book Plantaardig verven", "EB-VERF", 1, "9.13", "0.82", "9", "NL"}}},
    {"54", "completed", "2026-10-13T04:30:20", "2026-10-13T04:31:49", "80.40", "mollie_wc_gateway_ideal", "NL", "NL", "", "keessmit@example.test", "", false,
     {{line_kind::product, "53", "Cadeaubon € 25", "BON-25", 2, "50.00", "0.00", "", ""},
      {line_kind::product, "54", "Postzegelvel NL (0%)", "PZ-10", 1, "10.50", "0.00", "0", "NL"},
      {line_kind::product, "55", "Mok \"Vlas\" – 300 ml", "MOK-300", 1, "10.70", "2.25", "21", "NL"},
      {line_kind::shipping, "56", "PostNL pakket", "", 1, "5.74", "1.21", "21", "NL"}}},
    {"55", "processing", "2026-10-13T23:41:02", "2026-10-16T07:14:22", "1956.40", "bacs", "NL", "NL", "Atelier Hendriks", "mariekehendriks@example.test", "", false,
     {{line_kind::product, "58", "Weefgetouw 8-schachts", "WG-8", 1, "1566.12", "328.88", "21", "NL"},
      {line_kind::shipping, "59", "PostNL pakket", "", 1, "5.74", "1.21", "21", "NL"},
      {line_kind::fee, "60", "Palletlevering", "", 1, "45.00", "9.45", "21", "NL"}}},
    {"56", "refunded", "2026-10-14T20:13:08", "2026-10-14T20:17:53", "104.85", "mollie_wc_gateway_ideal", "NL", "NL", "", "noordekker@example.test", "", false,
     {{line_kind::product, "62", "Trui merino - Rood, M", "TRUI-RO-M", 1, "72.27", "15.18", "21", "NL"},
      {line_kind::product, "63", "Mok \"Vlas\" – 300 ml", "MOK-300", 1, "8.64", "1.81", "21", "NL"},
      {line_kind::shipping, "64", "PostNL pakket", "", 1, "5.74", "1.21", "21", "NL"}}},
    {"57", "processing", "2026-10-15T20:00:04", "2026-10-15T20:00:25", "110.29", "mollie_wc_gateway_ideal", "NL", "NL", "", "daanvos@example.test", "", false,
     {{line_kind::product, "69", "Snijplank eiken", "SNP-EIK", 1, "38.55", "8.10", "21", "NL"},
      {line_kind::product, "70", "Koffiebonen Espresso 1 kg", "KOF-ESP-1", 3, "38.85", "3.50", "9", "NL"},
      {line_kind::product, "71", "Postzegelvel NL (0%)", "PZ-10", 2, "14.34", "0.00", "0", "NL"},
      {line_kind::shipping, "72", "PostNL pakket", "", 1, "5.74", "1.21", "21", "NL"}}},
    {"58", "completed", "2026-10-16T14:31:19", "2026-10-16T14:37:26", "83.36", "mollie_wc_gateway_ideal", "NL", "NL", "", "evavandijk@example.test", "", false,
     {{line_kind::product, "76", "Snijplank eiken", "SNP-EIK", 1, "36.22", "7.61", "21", "NL"},
      {line_kind::product, "77", "L'Art du lin", "9782070360024", 1, "29.89", "2.69", "9", "NL"},
      {line_kind::product, "78", "Kaars & kandelaar", "KRS-01", 3, "0.00", "0.00", "21", "NL"},
      {line_kind::shipping, "79", "PostNL pakket", "", 1, "5.74", "1.21", "21", "NL"}}},
    {"59", "completed", "2026-10-17T11:36:22", "2026-10-17T11:39:51", "255.00", "mollie_wc_gateway_ideal", "NL", "NL", "", "jessebrouwer@example.test", "", false,
     {{line_kind::product, "83", "Workshop spinnen (per persoon)", "WS-SPIN", 3, "210.74", "44.26", "21", "NL"}}},
    {"60", "refunded", "2026-10-18T11:34:39", "2026-10-18T11:39:56", "94.13", "mollie_wc_gateway_ideal", "DE", "DE", "", "annaschmidt@example.test", "", false,
     {{line_kind::product, "86", "Handdoek 🐑 wol", "HD-WOL", 1, "27.55", "5.23", "19", "DE"},
      {line_kind::product, "87", "Weven voor beginners (2e druk)", "9789012345678", 2, "45.85", "3.21", "7", "DE"},
      {line_kind::shipping, "88", "PostNL pakket", "", 1, "10.33", "1.96", "19", "DE"}}},
    {"61", "processing", "2026-10-19T11:15:36", "2026-10-19T11:22:16", "68.97", "mollie_wc_gateway_ideal", "NL", "BE", "", "wimclaes@example.test", "", false,
     {{line_kind::product, "91", "Snijplank eiken", "SNP-EIK", 1, "41.31", "8.68", "21", "BE"},
      {line_kind::product, "92", "Thee los 3,33", "THEE-333", 2, "6.11", "0.37", "6", "BE"},
      {line_kind::shipping, "93", "PostNL pakket", "", 1, "10.33", "2.17", "21", "BE"}}},  };
  return made;
}
// clang-format on

order_line line_of(const line_row& row) {
  order_line made = line(row.name, row.net, row.vat, row.percent, row.kind);
  made.id = row.id;
  made.sku = row.sku;
  made.quantity = row.quantity;
  made.vat_country = row.country;
  made.is_service = made.sku == "EB-VERF" || made.sku == "WS-SPIN";
  return made;
}

order order_of(const order_row& row) {
  order made;
  made.id = row.id;
  made.number = row.id;
  made.status = row.status;
  made.created = at(row.created);
  if (*row.paid != '\0') {
    made.paid = at(row.paid);
  }
  made.total = cents(row.total);
  made.payment_method = row.method;
  made.billing.country = row.billed;
  made.billing.company = row.company;
  made.billing.email = row.email;
  made.billing.last_name = "Klant";
  made.shipping.country = row.shipped;
  made.vat_number = row.vat_number;
  made.vat_exempt = row.exempt;
  for (const line_row& each : row.lines) {
    made.lines.push_back(line_of(each));
    made.total_vat += made.lines.back().vat;
  }
  return made;
}

credit amount_only(const char* id, const char* order_id, const char* created, const char* amount,
                   const char* reason) {
  credit made;
  made.id = id;
  made.order_id = order_id;
  made.created = at(created);
  made.amount = cents(amount);
  made.reason = reason;
  return made;
}

}  // namespace

std::vector<order> shop_orders() {
  std::vector<order> made;
  for (const order_row& row : rows()) {
    made.push_back(order_of(row));
  }
  return made;
}

order shop_order(std::string_view id) {
  for (const order_row& row : rows()) {
    if (row.id == id) {
      return order_of(row);
    }
  }
  throw std::runtime_error("no such order");
}

credit refund_of_49() {
  credit made = amount_only("95", "49", "2026-03-31T18:48:09", "12.95", "Eén mok gebroken");
  made.lines.push_back(line_of({line_kind::product, "37", "Mok \"Vlas\" – 300 ml", "MOK-300", -1,
                                "-10.70", "-2.25", "21", ""}));
  return made;
}

credit refund_of_56() {
  credit made = amount_only("96", "56", "2026-10-17T12:01:06", "104.85", "Retour");
  made.lines.push_back(line_of({line_kind::product, "62", "Trui merino - Rood, M", "TRUI-RO-M", -1,
                                "-72.27", "-15.18", "21", "NL"}));
  made.lines.push_back(line_of({line_kind::product, "63", "Mok \"Vlas\" – 300 ml", "MOK-300", -1,
                                "-8.64", "-1.81", "21", "NL"}));
  made.lines.push_back(
      line_of({line_kind::shipping, "64", "PostNL pakket", "", 1, "-5.74", "-1.21", "21", "NL"}));
  return made;
}

credit refund_of_57() {
  return amount_only("97", "57", "2026-10-16T20:00:30", "10.00", "Coulance");
}

credit refund_of_60() {
  return amount_only("98", "60", "2026-10-20T15:11:47", "94.13", "Order fully refunded.");
}

}  // namespace boekbrug::test
