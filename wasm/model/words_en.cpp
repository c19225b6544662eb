#include <array>

#include "model/words.h"

namespace ykien {

namespace {
constexpr std::array<std::string_view, 23> kViolations = {
    "The comment has characters that are not valid. Please retype that part.",
    "You have not written anything yet.",
    "The comment has {n} characters; at most {limit} are allowed. Please shorten it.",
    "The comment has too many combined characters ({n}, at most {limit}). Please shorten it.",
    "The comment takes {n} bytes; at most {limit} are allowed. Please use fewer emoji or shorten "
    "it.",
    "The comment has {n} lines; at most {limit} are allowed.",
    "The comment has {n} links; at most {limit} are allowed.",
    "A letter carries too many marks ({n}, at most {limit}). Please retype it.",
    "An emoji is made of too many parts. Please choose another.",
    "A character is repeated {n} times; the comment will be reviewed first.",
    "You have just sent this comment.",
    "The comment has words that are not accepted here. Please change that part.",
    "The comment has words that need a look; it will be reviewed first.",
    "The comment has a link; it will be reviewed first.",
    "Please tell us your name.",
    "The name has {n} characters; at most {limit} are allowed.",
    "The name has characters that cannot be used. Please use letters, digits and spaces.",
    "This name looks like one of our staff. Please choose another.",
    "The name has words that are not accepted here.",
    "Please tell us your e-mail address.",
    "The e-mail address is not complete.",
    "Replies cannot go deeper here.",
    "The comment will be reviewed before it appears.",
};
}  // namespace

const Words kWordsEn = {
    .views = "views",
    .reading_time = "{n}\u00A0min\u00A0read",
    .updated = "Updated",
    .keywords = "Keywords",
    .likes = "Likes",
    .text_size = "Change text size",
    .tools = "Reading tools",
    .tools_short = "Tools",
    .comments = "Comments",
    .name_label = "Your name",
    .name_placeholder = "Full name or pen name",
    .text_label = "Your comment",
    .text_placeholder = "What do you think about this?",
    .counter = "{n} / {limit} characters",
    .send = "Send comment",
    .sending = "Sending…",
    .sent = "Your comment has been published.",
    .held = "Your comment has been received and will be reviewed before it appears.",
    .loading = "Loading",
    .load_timed_out = "Comments could not be loaded: the server has not answered.",
    .load_network = "Comments could not be loaded: there is no network connection.",
    .load_storage = "Comments could not be loaded: the browser does not allow storage.",
    .load_bad_answer = "Comments could not be loaded: the answer was not understood.",
    .retry = "Try again",
    .send_failed = "Not sent yet. Your text is kept; please send it again.",
    .no_comments = "No comments yet. Be the first to write one.",
    .awaiting = "Awaiting review",
    .edited = "edited",
    .staff = "Staff",
    .deleted_comment = "This comment has been deleted.",
    .reply_to = "Reply to {name}",
    .answer = "Reply",
    .answer_none = "Cancel reply",
    .write_new = "Write a new comment",
    .like = "Like",
    .comment_of = "comment by {name}",
    .sort = "Sort comments",
    .best = "Best",
    .newest = "Newest",
    .oldest = "Oldest",
    .permalink = "Link",
    .violations = kViolations,
};

}  // namespace ykien
