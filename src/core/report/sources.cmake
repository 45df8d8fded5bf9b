target_sources(boekbrug_core PRIVATE
  report/sides.cpp report/compare.cpp report/rows.cpp report/row_state.cpp report/row_checks.cpp
  report/make_report.cpp report/wording.cpp report/to_text.cpp report/text_table.cpp
  report/to_json.cpp report/json_writer.cpp report/to_csv.cpp)
