#include "model/model.h"

#include <catch2/catch_test_macros.hpp>

#include "model/words.h"
#include "wasm/sample.h"

namespace ykien {
namespace {

constexpr std::int64_t kNow = 1394492460000;

Model ready_model() {
  Model model;
  update(model, action::Tick{kNow});
  update(model, action::ShowArticle{test::sample_article()});
  update(model, action::CommentsLoaded{{}});
  return model;
}

TEST_CASE("update: sending goes from draft to thread, and clears the text only when it is stored",
          "[model]") {
  Model model = ready_model();
  update(model, action::EditDraft{"  Hay quá!  ", "Lan"});
  update(model, action::Send{});
  CHECK(model.send_state == SendState::kSending);
  CHECK(model.effects == std::vector{Effect::kSendDraft});

  const Comment comment = make_comment(model, "id-1");
  CHECK(comment.text == "Hay quá!");
  CHECK(comment.author_name == "Lan");
  CHECK(comment.article_id == "42");
  CHECK(comment.created == Timestamp{kNow, 420});
  CHECK(model.draft.text == "  Hay quá!  ");

  update(model, action::Sent{comment});
  CHECK(model.send_state == SendState::kSent);
  CHECK(model.draft.text.empty());
  CHECK(model.draft.author_name == "Lan");
  REQUIRE(model.rows.size() == 1);
}

TEST_CASE("update: a failed send keeps the draft and may be tried again", "[model]") {
  Model model = ready_model();
  update(model, action::EditDraft{"Hay", "Lan"});
  update(model, action::Send{});
  update(model, action::SendFailed{});
  CHECK(model.send_state == SendState::kFailed);
  CHECK(model.draft.text == "Hay");
  update(model, action::Send{});
  CHECK(model.effects == std::vector{Effect::kSendDraft, Effect::kSendDraft});
}

TEST_CASE("update: what the server's rules refuse is told, kept, and asked for again", "[model]") {
  Model model = ready_model();
  update(model, action::EditDraft{"Hay", "Lan"});
  update(model, action::Send{});
  update(model, action::SendRefused{{{Rule::kTextDuplicate, Verdict::kReject, 1, 0, 0, 0}}});
  CHECK(model.send_state == SendState::kRefused);
  CHECK(model.draft.text == "Hay");
  CHECK(model.checked.violations.at(0).rule == Rule::kTextDuplicate);
  CHECK(model.effects == std::vector{Effect::kSendDraft, Effect::kFocusText});
  update(model, action::EditDraft{"Hay lắm", "Lan"});
  CHECK(model.send_state == SendState::kWriting);
  CHECK(model.checked.violations.empty());
}

TEST_CASE("update: a second send while one is under way does nothing", "[model]") {
  Model model = ready_model();
  update(model, action::EditDraft{"Hay", "Lan"});
  update(model, action::Send{});
  update(model, action::Send{});
  CHECK(model.effects.size() == 1);
}

TEST_CASE("update: an empty draft is refused and focus asked for", "[model]") {
  Model model = ready_model();
  update(model, action::Send{});
  CHECK(model.send_state == SendState::kRefused);
  CHECK(model.effects == std::vector{Effect::kFocusText});
}

TEST_CASE("update: the same text twice is a repeat", "[model]") {
  Model model = ready_model();
  for (int i = 0; i < 2; ++i) {
    update(model, action::EditDraft{"Hay", "Lan"});
    update(model, action::Send{});
    if (i == 0) update(model, action::Sent{make_comment(model, "id-1")});
  }
  CHECK(model.send_state == SendState::kRefused);
}

TEST_CASE("update: pre-moderation holds and says so", "[model]") {
  Model model = ready_model();
  Policy policy;
  policy.hold_all = true;
  update(model, action::UsePolicy{policy});
  update(model, action::EditDraft{"Hay", "Lan"});
  update(model, action::Send{});
  const Comment comment = make_comment(model, "id-1");
  CHECK(comment.state == CommentState::kHeld);
  update(model, action::Sent{comment});
  CHECK(model.send_state == SendState::kHeld);
}

TEST_CASE("next_tick_ms: a clock asks for each second, comments for their next change, else never",
          "[model]") {
  Model model;
  CHECK(next_tick_ms(model) == 0);
  Article article = test::sample_article();
  article.clock = false;
  update(model, action::Tick{kNow + 250});
  update(model, action::ShowArticle{article});
  CHECK(next_tick_ms(model) == 0);
  update(model, action::CommentsLoaded{test::sample_comments()});
  CHECK(next_tick_ms(model) >= 1000);
  article.clock = true;
  update(model, action::ShowArticle{article});
  CHECK(next_tick_ms(model) == 750);
}

TEST_CASE("update: relative times move on when they are due", "[model]") {
  Model model = ready_model();
  Article article = test::sample_article();
  article.clock = false;
  update(model, action::ShowArticle{article});
  update(model, action::CommentsLoaded{test::sample_comments()});
  const std::uint32_t before = model.revisions[static_cast<std::size_t>(SectionId::kThread)];
  update(model, action::Tick{kNow + next_tick_ms(model) - 1});
  CHECK(model.revisions[static_cast<std::size_t>(SectionId::kThread)] == before);
  update(model, action::Tick{kNow + next_tick_ms(model) + 600'000});
  CHECK(model.revisions[static_cast<std::size_t>(SectionId::kThread)] > before);
}

TEST_CASE("words: both languages have a sentence for every rule and no empty word", "[words]") {
  for (const Language language : {Language::kVietnamese, Language::kEnglish}) {
    const Words& words = words_of(language);
    REQUIRE(words.violations.size() == static_cast<std::size_t>(Rule::kModeration));
    for (const std::string_view sentence : words.violations) CHECK_FALSE(sentence.empty());
    for (const std::string_view word :
         {words.views, words.keywords, words.send, words.retry, words.loading}) {
      CHECK_FALSE(word.empty());
    }
  }
}

TEST_CASE("fill_words: puts values in place", "[words]") {
  CHECK(fill_words("{n} / {limit} ký tự", {.n = "12", .limit = "500"}) == "12 / 500 ký tự");
  CHECK(fill_words("không có gì", {}) == "không có gì");
  CHECK(fill_words("{name}", {.name = "{n}"}) == "{n}");
}

}  // namespace
}  // namespace ykien
