target_sources(boekbrug_core PRIVATE
  preview/standing.cpp preview/document.cpp preview/make_preview.cpp preview/advice.cpp
  preview/to_text.cpp preview/to_json.cpp)
