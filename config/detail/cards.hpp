#pragma once
// The names that reading and rendering of cards share.

#include "config/cards_json.hpp"
#include "config/detail/json_reader.hpp"

namespace boekbrug::config::detail {

inline constexpr named<core::credit_mode> credit_modes[] = {
    {core::credit_mode::off, "no"},
    {core::credit_mode::from_now, "from_now"},
    {core::credit_mode::existing_too, "existing_too"}};
inline constexpr named<core::number_source> number_sources[] = {
    {core::number_source::order_number, "order_number"},
    {core::number_source::shop_invoice_number, "shop_invoice_number"}};
inline constexpr named<core::date_source> date_sources[] = {
    {core::date_source::ordered, "ordered"},
    {core::date_source::paid, "paid"},
    {core::date_source::shop_invoice, "shop_invoice"},
    {core::date_source::processed, "processed"}};
inline constexpr named<bool> zero_order_modes[] = {{false, "skip"}, {true, "book"}};
inline constexpr named<core::document_status> document_statuses[] = {
    {core::document_status::draft, "draft"},
    {core::document_status::open, "open"},
    {core::document_status::paid_if_paid, "paid_if_paid"},
    {core::document_status::always_paid, "always_paid"}};
inline constexpr named<core::booking_form> booking_forms[] = {
    {core::booking_form::invoice, "invoice"}, {core::booking_form::entry, "entry"}};
inline constexpr named<core::customer_mode> customer_modes[] = {
    {core::customer_mode::per_customer, "per_customer"},
    {core::customer_mode::collective, "collective"}};
inline constexpr named<bool core::card_settings::*> extras[] = {
    {&core::card_settings::extra_note, "note"},
    {&core::card_settings::extra_delivery_address, "delivery_address"},
    {&core::card_settings::extra_sku, "sku"},
    {&core::card_settings::extra_payment_method, "payment_method"}};

template <class Enum, std::size_t N>
std::string_view name_in(const named<Enum> (&names)[N], Enum value) noexcept {
  for (const auto& each : names) {
    if (each.value == value) {
      return each.name;
    }
  }
  return names[0].name;
}

/// Reads an object of cards; what is wrong goes to `problems`.
cards_input read_cards(const boost::json::value& from, const std::string& path,
                       json_problems& problems);

}  // namespace boekbrug::config::detail
