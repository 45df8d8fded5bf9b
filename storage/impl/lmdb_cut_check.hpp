#pragma once
// Tells a file that was cut off from one that is only shorter than LMDB counts.

#include <lmdb.h>

namespace boekbrug::storage::impl {

/// Whether every page beyond the end of the file is a free one. LMDB does not write pages that a
/// transaction took and gave back, so a good file may lack some at its end; a file that lacks any
/// other was cut off, and reading it would end the process (SIGBUS, or an assertion of LMDB). Fills
/// up a good file with a hole. For writers only. 0, or LMDB's error: MDB_CORRUPTED for a cut file.
/// Before the first transaction only.
int check_end_of_file(MDB_env* env) noexcept;

}  // namespace boekbrug::storage::impl
