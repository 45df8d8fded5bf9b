target_sources(boekbrug_sim_tests PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/moneybird_access_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/moneybird_amounts_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/moneybird_contacts_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/moneybird_control_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/moneybird_invoice_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/moneybird_limit_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/moneybird_lists_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/moneybird_search_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/moneybird_sending_test.cpp)
