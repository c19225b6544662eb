// Changing a comment that is there: read, decide, write, and decide anew where another write came
// between.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "service/context.h"

namespace ykien {

// What becomes of a comment as it was read; nothing: it is as it should be. Called again where the
// comment has changed meanwhile, on any thread.
using Decide = std::function<Answer<std::optional<Change>>(const Kept& kept)>;
using Revised = std::function<void(Answer<Kept>)>;

// Answers once, perhaps on another thread, when the change is on disk; tells who listens.
void revise(Context& context, std::string site, std::string id, Decide decide, Revised done);

// A change that leaves all as it is.
Change change_of(std::string_view site, const Kept& kept, Deed deed);

// One that leaves a gap without words.
void make_gap(Change& change);

}  // namespace ykien
