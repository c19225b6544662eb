// Disqus's and WordPress's exports, read by expat: no entity of a file's own, nothing fetched.
#pragma once

#include "transfer/foreign.h"

namespace ykien {

Foreigners read_foreign_xml(Format format, std::string_view file);

}  // namespace ykien
