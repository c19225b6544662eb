// Comments with what only their author, or a moderator, is told of them; docs/http-api.md.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "service/context.h"
#include "service/paging.h"

namespace ykien {

enum class Reader { kAuthor, kModerator };

// [{"comment": …, "why": ["text-links"]}], and for a moderator "author" and "reports" of each.
Answer<Page> list_kept(const Context& context, ListQuery query, std::string_view after,
                       Reader reader);

// "text-links,text-repeat" as a JSON array.
std::string write_names(std::string_view names);

// [{"at": …, "actor": …, "action": …, "reason"?: …, "before": {"text": …, "state": …}}]
std::string write_deeds(std::span<const PastDeed> deeds);

}  // namespace ykien
