// GET /_sim/books and /_sim/counters: what the administrations hold, for tests and the demo.

#include "sim/eboekhouden/control.hpp"

namespace boekbrug::sim::eboekhouden {

namespace {

std::string to_json(const std::map<std::string, std::uint64_t>& from, std::uint64_t lowest = 0) {
  object_text out;
  for (const auto& [name, count] : from) {
    if (count >= lowest) {
      // Names come from requests: quoted by the serializer, then without its quotes.
      const auto key = quoted(name);
      out.number(std::string_view{key}.substr(1, key.size() - 2), static_cast<std::int64_t>(count));
    }
  }
  return out.done();
}

std::string money(cents value) {
  return quoted(money_text(value));
}

std::string vat_json(const std::vector<vat_total>& totals) {
  array_text out;
  for (const auto& one : totals) {
    out.add(object_text{}
                .text("code", one.code->name)
                .text("percentage", rate_text(one.code->rate))
                .raw("base", money(one.base))
                .raw("tax", money(one.tax))
                .done());
  }
  return out.done();
}

std::string payments_json(const administration& of, const mutation& sale) {
  array_text out;
  for (const auto& link : sale.payments) {
    const auto& by = of.mutations.at(link.mutation);
    out.add(object_text{}
                .text("id", std::to_string(by.id))
                .raw("price", money(link.amount))
                .text("date", text(by.date))
                .number("type", static_cast<int>(by.type))
                .number("ledger_id", by.ledger)
                .text("description", by.description)
                .text("payment_reference", by.payment_reference)
                .done());
  }
  return out.done();
}

std::string line_json(const std::string& description, const std::string& price,
                      const std::string& quantity, record_id ledger, record_id center,
                      const taxed& sum) {
  return object_text{}
      .text("description", description)
      .text("price", price)
      .text("amount", quantity)
      .text("vat_code", sum.code->name)
      .text("ledger_account_id", std::to_string(ledger))
      .id_or_null("cost_center_id", center)
      .raw("total_excl_tax", money(sum.excl))
      .raw("tax", money(sum.vat))
      .done();
}

std::string lines_json(const invoice* document, const mutation* sale) {
  array_text out;
  if (document != nullptr) {
    for (const auto& line : document->lines) {
      out.add(line_json(line.description, number_text(line.price), number_text(line.quantity),
                        line.ledger, line.cost_center, line.sum));
    }
  } else {
    for (const auto& row : sale->rows) {
      out.add(line_json(row.description, money_text(row.sum.amount), "1", row.ledger,
                        row.cost_center, row.sum));
    }
  }
  return out.done();
}

/// One sales document: an invoice with or without its mutation, or a mutation alone.
struct sale_document {
  const invoice* document = nullptr;
  const mutation* sale = nullptr;
  const std::string& number() const {
    return document != nullptr ? document->number : sale->number;
  }
  day date() const { return document != nullptr ? document->date : sale->date; }
  record_id relation() const { return document != nullptr ? document->relation : sale->relation; }
  bool incl() const { return document != nullptr ? document->incl : sale->incl; }
  cents total() const { return document != nullptr ? document->total() : sale->total; }
  cents vat() const { return document != nullptr ? document->total_vat : sale->total_vat; }
  const std::vector<vat_total>& rates() const {
    return document != nullptr ? document->vat : sale->vat;
  }
};

std::string row_json(const administration& of, const sale_document& one) {
  const auto* sale = one.sale;
  const bool paid = sale != nullptr && sale->outstanding() == 0;
  const auto id = one.document != nullptr ? one.document->id : sale->id;
  object_text out;
  out.text("id", std::to_string(id)).text("kind", one.document != nullptr ? "invoice" : "mutation");
  out.flag("booked", sale != nullptr);
  out.text("mutation_id", sale != nullptr ? std::to_string(sale->id) : "");
  out.text("number", one.number()).text("reference", one.number());
  out.text("order_reference", one.document != nullptr ? one.document->reference : "");
  out.text("description", sale != nullptr ? sale->description : "");
  out.text("payment_reference", sale != nullptr ? sale->payment_reference : "");
  out.text("state", paid ? "paid" : "open").text("date", text(one.date()));
  out.text("contact_id", std::to_string(one.relation()));
  out.text("contact_email", of.relations.at(one.relation()).text("emailAddress"));
  out.text("ledger_id", sale != nullptr ? std::to_string(sale->ledger) : "");
  out.text("currency", "EUR").flag("prices_are_incl_tax", one.incl());
  out.raw("total_incl_tax", money(one.total()));
  out.raw("total_excl_tax", money(one.total() - one.vat()));
  out.raw("vat", vat_json(one.rates()));
  out.raw("paid", money(sale != nullptr ? sale->paid : 0));
  out.raw("unpaid", money(sale != nullptr ? sale->outstanding() : one.total()));
  out.raw("payments", sale != nullptr ? payments_json(of, *sale) : "[]");
  return out.raw("lines", lines_json(one.document, sale)).done();
}

struct day_sum {
  std::uint64_t count = 0;
  cents total = 0;
  std::map<std::string_view, std::pair<cents, cents>> rates;
};

std::string days_json(const std::map<day, day_sum>& days) {
  array_text out;
  for (const auto& [when, sum] : days) {
    array_text rates;
    for (const auto& [name, both] : sum.rates) {
      rates.add(object_text{}
                    .text("name", name)
                    .raw("base", money(both.first))
                    .raw("tax", money(both.second))
                    .done());
    }
    out.add(object_text{}
                .text("date", text(when))
                .number("invoices", static_cast<std::int64_t>(sum.count))
                .raw("total_incl_tax", money(sum.total))
                .raw("rates", rates.done())
                .done());
  }
  return out.done();
}

std::string contacts_json(const administration& of, std::map<std::string, std::uint64_t>& holders) {
  array_text out;
  for (const auto& [id, one] : of.relations) {
    const auto email = one.text("emailAddress");
    if (!email.empty() && !one.inactive) {
      ++holders[lower(email)];
    }
    out.add(object_text{}
                .text("id", std::to_string(id))
                .text("code", one.code)
                .text("type", std::string_view{&one.type, 1})
                .text("email", email)
                .text("name", one.text("name"))
                .flag("archived", one.inactive)
                .done());
  }
  return out.done();
}

std::string ledgers_json(const administration& of) {
  array_text out;
  for (const auto& [id, one] : of.ledgers) {
    out.add(object_text{}
                .text("id", std::to_string(id))
                .text("code", one.code)
                .text("category", one.category)
                .raw("balance", money(one.balance))
                .flag("removed", one.removed)
                .done());
  }
  return out.done();
}

std::string books_json(const administration& of) {
  array_text rows;
  std::map<day, day_sum> days;
  std::map<std::string, std::uint64_t> references;
  std::map<std::string, std::uint64_t> holders;
  const auto add = [&](const sale_document& one) {
    rows.add(row_json(of, one));
    ++references[one.number()];
    if (one.sale != nullptr) {
      auto& sum = days[one.date()];
      ++sum.count;
      sum.total += one.total();
      for (const auto& rate : one.rates()) {
        auto& both = sum.rates[rate.code->name];
        both.first += rate.base;
        both.second += rate.tax;
      }
    }
  };
  for (const auto& [id, one] : of.invoices) {
    add({&one, one.mutation != 0 ? &of.mutations.at(one.mutation) : nullptr});
  }
  for (const auto& [id, one] : of.mutations) {
    if (one.type == mutation_type::sale && one.invoice == 0) {
      add({nullptr, &one});
    }
  }
  object_text out;
  out.text("administration_id", of.settings.id).text("company", of.settings.company);
  out.raw("contacts", contacts_json(of, holders));
  out.raw("duplicate_emails", to_json(holders, 2));
  out.raw("duplicate_references", to_json(references, 2));
  out.raw("days", days_json(days)).number("reminders_due", 0);
  out.number("mutations", static_cast<std::int64_t>(of.mutations.size()));
  out.raw("ledgers", ledgers_json(of));
  return out.raw("invoices", rows.done()).done();
}

}  // namespace

std::string counters_json(const world& all) {
  const auto& c = all.counted;
  const auto count = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
  object_text out;
  out.number("requests", count(c.requests)).number("refused_by_limit", count(c.refused_by_limit));
  out.number("sessions_opened", count(c.sessions_opened)).number("writes", count(c.writes));
  out.number("mails_sent", count(c.mails_sent));
  out.raw("by_peer", to_json(c.by_peer)).raw("by_kind", to_json(c.by_kind));
  out.raw("by_status", to_json(c.by_status));
  out.raw("unknown_parameters", to_json(c.unknown_parameters));
  return out.raw("unknown_members", to_json(c.unknown_members)).done();
}

reply books_endpoint(world& all, const call& request) {
  const auto wanted = request.param("administration");
  if (!wanted.empty()) {
    const auto* books = all.find_administration(wanted);
    if (books == nullptr) {
      return refuse(all.trace(), "ERR_002", "administration", 404);
    }
    auto out = books_json(*books);
    out.back() = ',';
    return answer(200, out + "\"counters\":" + counters_json(all) + "}");
  }
  array_text administrations;
  for (const auto& one : all.administrations) {
    administrations.add(books_json(*one));
  }
  return answer(200, object_text{}
                         .text("kind", "eboekhouden")
                         .raw("administrations", administrations.done())
                         .raw("counters", counters_json(all))
                         .done());
}

}  // namespace boekbrug::sim::eboekhouden
