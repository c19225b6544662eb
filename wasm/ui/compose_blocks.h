// The blocks of an article: one function per kind.
#pragma once

#include "ui/compose.h"

namespace ykien {

void add_blocks(const Page& page, Flow& flow);

}  // namespace ykien
