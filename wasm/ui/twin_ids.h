// Names of the parts of the page: the same part keeps its id, so that the page can update instead
// of rebuild.
#pragma once

#include <cstdint>

namespace ykien::twin_id {

enum : std::uint32_t {
  kStrip = 1,
  kClock,
  kWeather,
  kTextSize,
  kStripRule,
  kTools,
  kKicker = 16,
  kTitle,
  kPublished,
  kUpdated,
  kHeadRule,
  kLead,
  kByline = 32,
  kKeywords,
  kKeywordsLabel,
  kLikes,
  kLikesLabel,
  kLikesCount,
  kKeywordsList,
  kCommentsRule = 64,
  kCommentsTitle,
  kForm,
  kName,
  kText,
  kFormRow,
  kCounter,
  kSend,
  kMessages,
  kAnswering,
  kAnsweringWhom,
  kAnswerNone,
  kWriteNew,
  kThreadState = 96,
  kLoading,
  kRetry,
  kSorts,
  kSort = 112,             // + index
  kViolation = 128,        // + index
  kKeyword = 256,          // + index
  kBlocks = 0x10000,       // + a running number
  kComments = 0x80000000,  // + ordinal * kCommentParts + part
};

// Of a comment's parts, those that are pressed.
inline constexpr std::uint32_t kLike = 8;
inline constexpr std::uint32_t kAnswer = 9;
inline constexpr std::uint32_t kRewrite = 11;
inline constexpr std::uint32_t kRemove = 12;
inline constexpr std::uint32_t kRestore = 13;
inline constexpr std::uint32_t kCommentParts = 16;

}  // namespace ykien::twin_id
