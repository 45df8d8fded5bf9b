target_sources(boekbrug_core PRIVATE
  booking/text.cpp booking/countries.cpp booking/vat_number.cpp booking/arithmetic.cpp
  booking/vat.cpp booking/classify.cpp booking/mapping.cpp booking/propose.cpp
  booking/contact.cpp booking/reference.cpp
  booking/charge.cpp booking/totals.cpp booking/proof.cpp
  booking/assemble.cpp booking/make_plan.cpp booking/make_credit_plan.cpp)
