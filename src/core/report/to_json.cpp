// The report for programs. Field names are stable; amounts are texts, so that no reader makes
// binary floats of them.
#include "core/report/json_writer.hpp"
#include "core/report/report.hpp"
#include "core/report/wording.hpp"
#include "core/time/time_text.hpp"

namespace boekbrug::core {

namespace {

std::string_view kind_name(item_kind kind) {
  return kind == item_kind::credit ? "credit" : "order";
}

class json_report {
public:
  explicit json_report(const report& value) : value_{value} {}

  std::string render() {
    out_.open_object();
    head();
    days();
    rates();
    groups("waiting", value_.waiting);
    groups("skipped", value_.skipped);
    findings();
    other_currencies();
    rows();
    out_.close_object();
    return out_.take() + "\n";
  }

private:
  void amount(std::string_view name, minor_units value, currency unit) {
    out_.text(name, core::to_text(value, unit));
  }
  void amount(std::string_view name, minor_units value) { amount(name, value, value_.currency); }
  void amount(std::string_view name, const std::optional<minor_units>& value, currency unit) {
    if (value) {
      amount(name, *value, unit);
    } else {
      out_.null(name);
    }
  }

  void sum(std::string_view name, const report_sum& value, currency unit, bool with_count = true) {
    out_.open_object(name);
    if (with_count) {
      out_.count("count", value.count);
    }
    amount("net", value.net, unit);
    amount("vat", value.vat, unit);
    amount("total", value.total, unit);
    out_.close_object();
  }

  void head() {
    out_.text("integration", value_.integration).text("administration", value_.administration);
    out_.text("from", core::to_text(value_.from)).text("to", core::to_text(value_.to));
    out_.text("made_at", core::to_text(value_.made_at)).text("currency", value_.currency.text());
    out_.flag("closes", value_.closes()).text("verdict", verdict_of(value_));
    out_.count("orders", value_.orders);
    amount("orders_total", value_.orders_total);
    out_.count("invoices", value_.invoices).count("credit_invoices", value_.credit_invoices);
    out_.count("open", value_.open);
    amount("open_total", value_.open_total);
    out_.count("unexplained", value_.unexplained);
    amount("difference", value_.difference);
    sum("shop", value_.shop, value_.currency);
    sum("ledger", value_.ledger, value_.currency);
  }

  void days() {
    out_.open_array("days");
    for (const auto& day : value_.days) {
      out_.open_object().text("date", core::to_text(day.day));
      sum("shop", day.shop, value_.currency);
      sum("ledger", day.ledger, value_.currency);
      amount("difference", day.difference());
      out_.close_object();
    }
    out_.close_array();
  }

  void rates() {
    out_.open_array("rates");
    for (const auto& rate : value_.rates) {
      out_.open_object().text("rate_id", rate.rate_id).text("name", rate.name);
      if (rate.percent) {
        out_.text("percent", core::to_text(*rate.percent));
      } else {
        out_.null("percent");
      }
      out_.text("country", rate.country);
      sum("shop", rate.shop, value_.currency, false);
      sum("ledger", rate.ledger, value_.currency, false);
      amount("net_difference", rate.shop.net - rate.ledger.net);
      amount("vat_difference", rate.shop.vat - rate.ledger.vat);
      out_.close_object();
    }
    out_.close_array();
  }

  void groups(std::string_view name, const std::vector<report_group>& groups) {
    out_.open_array(name);
    for (const auto& group : groups) {
      out_.open_object().text("reason", group.reason).count("count", group.count);
      amount("total", group.total);
      out_.close_object();
    }
    out_.close_array();
  }

  void findings() {
    out_.open_array("differences");
    for (const auto& each : value_.findings) {
      out_.open_object().text("what", name(each.kind)).flag("explained", each.explained);
      out_.text("kind", kind_name(each.of))
          .text("shop_id", each.shop_id)
          .text("number", each.number);
      out_.text("date", core::to_text(each.day)).text("currency", each.currency.text());
      amount("shop_total", each.shop_total, each.currency);
      amount("shop_vat", each.shop_vat, each.currency);
      out_.text("ledger_number", each.document_number);
      amount("ledger_total", each.ledger_total, each.currency);
      amount("ledger_vat", each.ledger_vat, each.currency);
      amount("difference", each.difference, each.currency);
      out_.text("reason", each.reason).close_object();
    }
    out_.close_array();
  }

  void other_currencies() {
    out_.open_array("other_currencies");
    for (const auto& each : value_.other_currencies) {
      out_.open_object().text("currency", each.currency.text());
      sum("shop", each.shop, each.currency);
      sum("ledger", each.ledger, each.currency);
      amount("difference", each.difference(), each.currency);
      out_.close_object();
    }
    out_.close_array();
  }

  void side(std::string_view name, const report_side& value, currency unit, bool counts) {
    if (!value.present) {
      out_.null(name);
      return;
    }
    out_.open_object(name).text("date", core::to_text(value.day)).flag("counts", counts);
    amount("net", value.vat_known ? std::optional{value.net()} : std::nullopt, unit);
    amount("vat", value.vat_known ? std::optional{value.vat} : std::nullopt, unit);
    amount("total", value.total, unit);
    out_.open_array("rates");
    for (const auto& share : value.rates) {
      out_.open_object().text("rate_id", share.rate_id);
      if (share.percent) {
        out_.text("percent", core::to_text(*share.percent));
      } else {
        out_.null("percent");
      }
      out_.text("country", share.country);
      amount("net", share.net, unit);
      amount("vat", share.vat, unit);
      out_.close_object();
    }
    out_.close_array().close_object();
  }

  void rows() {
    out_.open_array("rows");
    for (const auto& row : value_.rows) {
      out_.open_object().text("kind", kind_name(row.kind)).text("state", name(row.state));
      out_.text("shop_id", row.shop_id).text("order_id", row.order_id).text("number", row.number);
      out_.text("date", core::to_text(row.day))
          .text("currency", row.currency.text())
          .text("reason", row.reason);
      out_.flag("read_from_shop", row.live);
      side("shop", row.shop, row.currency, row.shop_counts);
      side("ledger", row.ledger, row.currency, row.ledger_counts);
      out_.text("ledger_id", row.document_id).text("ledger_number", row.document_number);
      out_.text("ledger_url", row.document_url);
      amount("difference", row.difference(), row.currency);
      amount("vat_difference", row.vat_difference(), row.currency);
      out_.close_object();
    }
    out_.close_array();
  }

  const report& value_;
  json_writer out_;
};

}  // namespace

std::string to_json(const report& value) {
  return json_report{value}.render();
}

}  // namespace boekbrug::core
