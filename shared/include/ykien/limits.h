// Every hard limit of the core, in one place. Each is tested at the limit and one beyond.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ykien::limits {

// JSON documents.
inline constexpr std::size_t kArticleJsonBytesMax = 4u << 20;
inline constexpr std::size_t kCommentJsonBytesMax = 64u << 10;
inline constexpr std::size_t kThreadJsonBytesMax = 32u << 20;
inline constexpr std::size_t kPolicyJsonBytesMax = 1u << 20;
inline constexpr std::size_t kRefusalJsonBytesMax = 1u << 20;
inline constexpr std::size_t kJsonDepthMax = 32;
inline constexpr std::size_t kJsonValuesMax = 2'000'000;
inline constexpr std::int64_t kCountMax = std::int64_t{1} << 53;  // what JavaScript counts exactly

// Articles.
inline constexpr std::size_t kBlocksMax = 65'536;
inline constexpr std::size_t kSpansPerBlockMax = 10'000;
inline constexpr std::size_t kItemsPerBlockMax = 10'000;  // of a list, paragraphs of a quote
inline constexpr std::size_t kListDepthMax = 7;
inline constexpr std::size_t kTableCellsMax = 10'000;  // after rows were made equally long
inline constexpr std::size_t kTableColumnsMax = 64;
inline constexpr std::size_t kImagePxMax = 65'535;
inline constexpr std::size_t kAuthorsMax = 100;
inline constexpr std::size_t kKeywordsMax = 200;
inline constexpr std::size_t kTitleBytesMax = 4'096;
inline constexpr std::size_t kUrlBytesMax = 8'192;
inline constexpr std::size_t kNameBytesMax = 1'024;
inline constexpr std::size_t kLanguageTagBytesMax = 35;
inline constexpr int kDegreesMax = 100;  // Celsius, above and below zero

// Comments: what no policy can raise.
inline constexpr std::size_t kDraftBytesMax = 64u << 10;
inline constexpr std::size_t kCommentsMax = 100'000;
inline constexpr std::size_t kReactionsMax = 32;  // kinds of them, on one comment
inline constexpr std::size_t kIdBytesMax = 128;
inline constexpr std::size_t kWordListEntriesMax = 20'000;
inline constexpr std::size_t kReplyDepthMax = 1'000;
inline constexpr std::size_t kRecentTextsMax = 100;
inline constexpr std::size_t kViolationsMax = 10'000;  // of a refusal that is read

}  // namespace ykien::limits
