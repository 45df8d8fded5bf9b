# Backoff and schedule stand here too: they are arithmetic of time like the limiter.
target_sources(boekbrug_core PRIVATE
  limiter/rate_window.cpp limiter/fair_queue.cpp
  sync/backoff.cpp sync/schedule.cpp)
