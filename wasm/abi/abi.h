// The only extern "C": what web/src/abi.js may call, and what the page must supply. Manual:
// docs/abi.md.
//
// Text is UTF-8 as (pointer, bytes); input buffers stay the caller's. One thread. A call that
// returns a status gives 0 for success or -ErrorCode (error.h); ykien_error_offset() then tells the
// byte. What is "left in the result buffer" lies at ykien_result(), ykien_result_bytes() long,
// until the next call into the module. Handles come from ykien_open(); 0 is never one; a stale
// handle is asserted.
#pragma once

#include <cstdint>

inline constexpr std::uint32_t kYkienAbiVersion = 2;

extern "C" {

std::uint32_t ykien_abi_version();
void* ykien_alloc(std::uint32_t bytes);  // 0 when there is no memory
void ykien_free(void* memory);
const std::uint8_t* ykien_result();
std::uint32_t ykien_result_bytes();
std::uint32_t ykien_error_offset();
void ykien_error_name(
    std::int32_t status);  // wire name of a failed status, left in the result buffer

// The core alone: for tests, and for a client without the widget.
std::int32_t ykien_count_graphemes(const char* text, std::uint32_t bytes);  // count, or -ErrorCode
std::int32_t ykien_cut_graphemes(const char* text, std::uint32_t bytes,
                                 std::uint32_t graphemes);  // bytes, or -ErrorCode
std::int32_t ykien_to_nfc(const char* text,
                          std::uint32_t bytes);  // NFC text left in the result buffer
std::int32_t ykien_to_nfd(const char* text, std::uint32_t bytes);
// Policy and draft as JSON; the checked draft's JSON is left in the result buffer.
std::int32_t ykien_check_draft(const char* policy, std::uint32_t policy_bytes, const char* draft,
                               std::uint32_t draft_bytes);
// The article's JSON, parsed and written again, is left in the result buffer.
std::int32_t ykien_normalize_article(const char* json, std::uint32_t bytes);

// Documents: one per element.
std::uint32_t ykien_open();
void ykien_close(std::uint32_t document);
std::int32_t ykien_set_article(std::uint32_t document, const char* json, std::uint32_t bytes);
// More blocks, as a JSON array, behind those of the article: parsed in parts, a long one stops
// nothing. Refuses too-large above limits::kBlocksMax. Requires: ykien_set_article.
std::int32_t ykien_add_blocks(std::uint32_t document, const char* json, std::uint32_t bytes);
std::int32_t ykien_set_policy(std::uint32_t document, const char* json, std::uint32_t bytes);
// Width of the column the widget may use, in CSS px; device pixels per CSS px; theme: bit 0 dark,
// bit 1 more contrast; a font set known to the page (see measure_runs).
void ykien_set_view(std::uint32_t document, double width_css, double device_pixel_ratio,
                    std::uint32_t theme, std::uint32_t font_set);
void ykien_set_now(std::uint32_t document, double unix_ms);
// Milliseconds until something shown depends on the time again: 1,000 with a clock; 0 = never.
double ykien_next_tick_ms(std::uint32_t document);
// How the reader wants to read: settings and values as in docs/abi.md; a value out of range becomes
// the nearest.
void ykien_set_reading(std::uint32_t document, std::uint32_t setting, std::uint32_t value);
std::uint32_t ykien_reading(std::uint32_t document, std::uint32_t setting);
// Whole minutes that the article takes: of a fast reader, and 65,536 times those of a slow one;
// 0 before ykien_layout.
std::uint32_t ykien_reading_minutes(std::uint32_t document);
void ykien_set_field_height(std::uint32_t document, std::uint32_t twin, double height_css);
void ykien_set_image_size(std::uint32_t document, std::uint32_t twin, std::uint32_t width_px,
                          std::uint32_t height_px);
// The browser sets this text by itself, and it became so high, CSS px: the picture leaves it out.
void ykien_set_plain(std::uint32_t document, std::uint32_t twin, double height_css);
void ykien_forget_plain(std::uint32_t document);  // all of them
void ykien_set_draft(std::uint32_t document, const char* text, std::uint32_t text_bytes,
                     const char* name, std::uint32_t name_bytes);
void ykien_press(std::uint32_t document, std::uint32_t twin);  // a button's twin was activated

void ykien_load_comments(std::uint32_t document);  // shows the loading state and asks for effect 1
// 0 newest, 1 oldest, 2 best.
void ykien_set_sort(std::uint32_t document, std::uint32_t sort);
std::uint32_t ykien_sort(std::uint32_t document);
// What who keeps comments can do: bit 0 takes votes, bit 1 lets authors change theirs; and what the
// reader has said, {"votes": […], "comments": […]} (docs/http-api.md).
std::int32_t ykien_set_own(std::uint32_t document, std::uint32_t abilities, const char* json,
                           std::uint32_t bytes);

// What the page must do next; call until 0. 1 load the comments (then set_comments or
// comments_failed), 2 send the draft (prepare_comment, then comment_stored, _refused or _failed), 3
// keep the reading settings, 4 move focus to the text area, 5 open the reading tools, 6 keep the
// sort, 7 vote (then vote_stored or vote_failed), 8 put another draft into the fields (set_draft),
// 9 put what is in them behind the draft of the article (set_draft): what was answered is gone, 10
// put what was kept of these changes into the fields, else the words as they are (set_draft), 11
// remove a comment of the reader's own, 12 bring it back (else change_failed). Its detail, in
// UTF-8, is left in the result buffer: of 7 the comment's id, a line end, and what to say; of 8 the
// comment that is answered from now on, or nothing; of 10 the comment's id, a line end, its words;
// of 11 and 12 its id.
std::uint32_t ykien_next_effect(std::uint32_t document);
std::int32_t ykien_set_comments(std::uint32_t document, const char* json,
                                std::uint32_t bytes);  // a JSON array
// Reasons: 1 timed out, 2 network, 3 storage, 4 bad answer.
void ykien_comments_failed(std::uint32_t document, std::uint32_t reason);
// Writes the comment to be stored, with this id and the time of the last set_now, into the result
// buffer. Returns the verdict (0 publish, 1 hold), or -kInvalidValue where the rules refuse the
// draft.
std::int32_t ykien_prepare_comment(std::uint32_t document, const char* id, std::uint32_t id_bytes);
std::int32_t ykien_comment_stored(std::uint32_t document, const char* json, std::uint32_t bytes);
void ykien_comment_failed(std::uint32_t document);  // the text is kept
// {"likes": …, "dislikes": …}; other JSON counts as a failure.
std::int32_t ykien_vote_stored(std::uint32_t document, const char* id, std::uint32_t id_bytes,
                               const char* json, std::uint32_t bytes);
void ykien_vote_failed(std::uint32_t document, const char* id, std::uint32_t id_bytes);
// Effect 11 or 12 could not be done.
void ykien_change_failed(std::uint32_t document, const char* id, std::uint32_t id_bytes);
// The same, where the server's rules refuse it: {"checked": …} with the violations to show
// (docs/http-api.md). Other JSON counts as a failure.
std::int32_t ykien_comment_refused(std::uint32_t document, const char* json, std::uint32_t bytes);

// Lays out what changed. Returns a bit per section whose twins changed since the last call. Bit 6:
// the article is longer than what one call lays out; call again in the next frame, and paint
// nothing until then, but after the call that tells of the article's first part.
std::uint32_t ykien_layout(std::uint32_t document);
// The twins of a section, as described in docs/abi.md, left in the result buffer.
void ykien_twins(std::uint32_t document, std::uint32_t section);
// A hash of everything that a tile shows; the tile needs painting when it differs from the one last
// painted. Device px.
std::uint32_t ykien_tile_hash(std::uint32_t document, std::uint32_t section, std::int32_t y,
                              std::int32_t height);
// Draws a tile: calls raster_runs for what is new, then leaves the draw lists (docs/abi.md) in the
// result buffer.
void ykien_paint(std::uint32_t document, std::uint32_t section, std::int32_t y,
                 std::int32_t height);
void ykien_textures_lost();  // the GL context is gone: forget what was uploaded

}  // extern "C"
