// The interface's words for people, one table per language. Adding a language is adding one file
// and one line in words.cpp.
//
// {n}, {limit} and {name} stand for values. UTF-8, NFC.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ykien/comment_rules.h"
#include "ykien/time_format.h"

namespace ykien {

struct Words {
  std::string_view views;         // after the count
  std::string_view reading_time;  // "{n} phút đọc"
  std::string_view updated;
  std::string_view keywords;
  std::string_view likes;
  std::string_view text_size;    // of the aA button
  std::string_view tools;        // of the button that opens the reading tools
  std::string_view tools_short;  // on the button; a part of the name
  std::string_view comments;     // the heading, before the count
  std::string_view name_label;
  std::string_view name_placeholder;
  std::string_view text_label;
  std::string_view text_placeholder;
  std::string_view counter;  // "{n} / {limit} ký tự"
  std::string_view send;
  std::string_view sending;
  std::string_view sent;
  std::string_view held;
  std::string_view loading;
  std::string_view load_timed_out;
  std::string_view load_network;
  std::string_view load_storage;
  std::string_view load_bad_answer;
  std::string_view retry;
  std::string_view send_failed;  // the text is kept
  std::string_view no_comments;
  std::string_view awaiting;  // beside a held comment
  std::string_view edited;
  std::string_view staff;
  std::string_view deleted_comment;
  std::string_view reply_to;     // accessible name of an answer: "{name}"
  std::string_view answer;       // of the button below a comment
  std::string_view answer_none;  // takes the form back to its place
  std::string_view write_new;    // likewise, where the form was
  std::string_view like;
  std::string_view comment_of;  // accessible, after the like and its count: "{name}"
  std::string_view sort;        // accessible name of the three
  std::string_view best;
  std::string_view newest;
  std::string_view oldest;
  std::string_view permalink;
  std::string_view rewrite;    // of one's own
  std::string_view rewriting;  // accessible, and the form's title
  std::string_view remove;
  std::string_view removing;  // accessible
  std::string_view restore;
  std::string_view removed;  // in place of its words
  // One sentence per rule, in the order of Rule; index 0 is Rule(1).
  std::span<const std::string_view> violations;
};

const Words& words_of(Language language);
extern const Words kWordsVi;
extern const Words kWordsEn;

// Puts values in place of {n}, {limit} and {name}.
struct WordValues {
  std::string_view n = {};
  std::string_view limit = {};
  std::string_view name = {};
};
std::string fill_words(std::string_view pattern, const WordValues& values);

// The sentence a reader gets for a violation.
std::string describe(const Violation& violation, Language language, NumberStyle numbers);

}  // namespace ykien
