target_sources(boekbrug_core PRIVATE sync/judge.cpp sync/content_hash.cpp sync/reread.cpp)
