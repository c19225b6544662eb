// What every store does: one suite, run on each of them.
#pragma once

#include "store/store.h"

namespace ykien::test {

// A new store, with nothing in it.
using MakeStore = std::unique_ptr<Store> (*)();

// Sections of the calling test case.
void check_store(MakeStore make);

}  // namespace ykien::test
