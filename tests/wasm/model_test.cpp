#include "model/model.h"

#include <catch2/catch_test_macros.hpp>

#include "model/words.h"
#include "wasm/sample.h"

namespace ykien {
namespace {

std::vector<Effect> effects(const Model& model) {
  std::vector<Effect> effects;
  for (const Task& task : model.tasks) effects.push_back(task.effect);
  return effects;
}

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
  CHECK(effects(model) == std::vector{Effect::kSendDraft});

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
  CHECK(effects(model) == std::vector{Effect::kSendDraft, Effect::kSendDraft});
}

TEST_CASE("update: what the server's rules refuse is told, kept, and asked for again", "[model]") {
  Model model = ready_model();
  update(model, action::EditDraft{"Hay", "Lan"});
  update(model, action::Send{});
  update(model, action::SendRefused{{{Rule::kTextDuplicate, Verdict::kReject, 1, 0, 0, 0}}});
  CHECK(model.send_state == SendState::kRefused);
  CHECK(model.draft.text == "Hay");
  CHECK(model.checked.violations.at(0).rule == Rule::kTextDuplicate);
  CHECK(effects(model) == std::vector{Effect::kSendDraft, Effect::kFocusText});
  update(model, action::EditDraft{"Hay lắm", "Lan"});
  CHECK(model.send_state == SendState::kWriting);
  CHECK(model.checked.violations.empty());
}

TEST_CASE("update: a second send while one is under way does nothing", "[model]") {
  Model model = ready_model();
  update(model, action::EditDraft{"Hay", "Lan"});
  update(model, action::Send{});
  update(model, action::Send{});
  CHECK(model.tasks.size() == 1);
}

TEST_CASE("update: an empty draft is refused and focus asked for", "[model]") {
  Model model = ready_model();
  update(model, action::Send{});
  CHECK(model.send_state == SendState::kRefused);
  CHECK(effects(model) == std::vector{Effect::kFocusText});
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

// Two comments, the second an answer to the first.
Model discussing_model() {
  Model model = ready_model();
  Comment first;
  first.id = "a";
  first.article_id = "42";
  first.author_name = "Hoa";
  first.created = {kNow - 2000, 420};
  first.likes = 3;
  Comment second = first;
  second.id = "b";
  second.parent_id = "a";
  second.created.unix_ms = kNow - 1000;
  update(model, action::CommentsLoaded{{first, second}});
  update(model, action::Remember{{}, true, true});
  return model;
}

TEST_CASE("update: a vote shows at once, and goes where it could not be kept", "[model]") {
  Model model = discussing_model();
  update(model, action::Like{0});
  CHECK(model.comments[0].likes == 4);
  REQUIRE(model.tasks.size() == 1);
  CHECK(model.tasks[0].effect == Effect::kVote);
  CHECK(model.tasks[0].detail == "a\n{\"value\":\"like\"}");
  update(model, action::Like{0});  // it is on its way
  CHECK(model.tasks.size() == 1);
  SECTION("kept: the server's sums count") {
    update(model, action::Voted{"a", {9, 1}});
    CHECK(model.comments[0].likes == 9);
    CHECK(model.comments[0].dislikes == 1);
    update(model, action::Like{0});
    CHECK(model.comments[0].likes == 8);
    CHECK(model.tasks.back().detail == "a\n{\"value\":null}");
  }
  SECTION("not kept: as it was") {
    update(model, action::VoteFailed{"a"});
    CHECK(model.comments[0].likes == 3);
    CHECK(model.votes.at("a") == 0);
    update(model, action::VoteFailed{"a"});
    CHECK(model.comments[0].likes == 3);
  }
  SECTION("its comment is gone meanwhile") {
    update(model, action::CommentsLoaded{{}});
    update(model, action::Voted{"a", {9, 1}});
    update(model, action::VoteFailed{"a"});
    CHECK(model.comments.empty());
  }
}

TEST_CASE("update: what one voted before is taken back by another press", "[model]") {
  Model model = discussing_model();
  update(model, action::Remember{{{{"a", 1}, {"b", -1}}, {}}, true, true});
  update(model, action::Like{0});
  CHECK(model.comments[0].likes == 2);
  update(model, action::Like{1});
  CHECK(model.votes.at("b") == 1);
}

TEST_CASE("update: an answer has a draft of its own, and its depth", "[model]") {
  Model model = discussing_model();
  update(model, action::EditDraft{"Ở dưới bài", "Lan"});
  update(model, action::Answer{1});
  CHECK(effects(model) == std::vector{Effect::kChangeDraft, Effect::kFocusText});
  CHECK(model.tasks[0].detail == "b");
  CHECK(model.draft.reply_depth == 2);
  CHECK(form_row(model) == 1);
  update(model, action::EditDraft{"Trả lời", "Lan"});
  update(model, action::Send{});
  const Comment comment = make_comment(model, "c");
  CHECK(comment.parent_id == "b");
  update(model, action::Answer{0});  // not while it is on its way
  CHECK(model.draft.parent_id == "b");
  update(model, action::Sent{comment});
  CHECK(model.draft.parent_id.empty());
  CHECK(model.send_state == SendState::kSent);
  CHECK(model.tasks.back().effect == Effect::kChangeDraft);
  CHECK(model.tasks.back().detail.empty());
  CHECK(model.rows.size() == 3);
}

TEST_CASE("update: an answer is given up, and the form goes back", "[model]") {
  Model model = discussing_model();
  update(model, action::Answer{0});
  update(model, action::AnswerNone{});
  CHECK(form_row(model) == model.rows.size());
  CHECK(model.tasks.back().effect == Effect::kChangeDraft);
}

TEST_CASE("update: what is answered is gone: the form is below the heading, its words stay",
          "[model]") {
  Model model = discussing_model();
  update(model, action::Answer{0});
  update(model, action::EditDraft{"Trả lời", "Lan"});
  update(model, action::CommentsLoaded{{}});
  CHECK(form_row(model) == model.rows.size());
  CHECK(model.draft.text == "Trả lời");
  CHECK(model.draft.parent_id.empty());
  CHECK(model.tasks.back().effect == Effect::kMoveDraft);
}

TEST_CASE("update: one's own words are changed where they stand", "[model]") {
  Model model = discussing_model();
  update(model, action::Remember{{{}, {"b"}}, true, true});
  CHECK(may_rewrite(model, model.comments[1]));
  update(model, action::Rewrite{1});
  CHECK(effects(model) == std::vector{Effect::kEditDraft, Effect::kFocusText});
  CHECK(model.tasks[0].detail == "b\n" + model.comments[1].text);
  CHECK(form_row(model) == 1);
  update(model, action::EditDraft{"Khác", "Hoa"});
  update(model, action::Send{});
  Comment changed = model.comments[1];
  changed.text = "Khác";
  update(model, action::Sent{changed});
  CHECK(model.comments.size() == 2);
  CHECK(model.comments[1].text == "Khác");
  CHECK(model.editing.empty());
  CHECK(form_row(model) == model.rows.size());
  update(model, action::Tick{kNow + 10 * 60 * 1000});
  CHECK_FALSE(may_rewrite(model, model.comments[1]));
}

TEST_CASE("update: what one removes may be brought back, whatever the list says", "[model]") {
  Model model = discussing_model();
  const std::vector<Comment> all = model.comments;
  update(model, action::Remember{{{}, {"b"}}, true, true});
  update(model, action::Remove{1});
  update(model, action::Remove{1});
  CHECK(effects(model) == std::vector{Effect::kRemove});
  CHECK(model.removed.contains("b"));
  update(model, action::CommentsLoaded{{all[0]}});
  REQUIRE(model.comments.size() == 2);
  CHECK(model.rows.size() == 2);
  SECTION("it could not be removed") {
    update(model, action::ChangeFailed{"b"});
    CHECK(model.removed.empty());
  }
  SECTION("brought back, or not") {
    update(model, action::Restore{1});
    CHECK(model.removed.empty());
    CHECK(model.tasks.back().effect == Effect::kRestore);
    update(model, action::ChangeFailed{"b"});
    CHECK(model.removed.contains("b"));
  }
}

TEST_CASE("update: another sort orders the thread, and is kept", "[model]") {
  Model model = ready_model();
  Comment old;
  old.id = "old";
  old.created = {kNow - 9000, 0};
  old.likes = 5;
  Comment fresh = old;
  fresh.id = "fresh";
  fresh.created.unix_ms = kNow;
  fresh.likes = 0;
  update(model, action::CommentsLoaded{{old, fresh}});
  const auto first = [&] { return model.comments[model.rows[0].comment_index].id; };
  CHECK(first() == "fresh");
  update(model, action::SortThread{ThreadSort::kBest});
  CHECK(first() == "old");
  CHECK(effects(model) == std::vector{Effect::kKeepSort});
  update(model, action::SortThread{ThreadSort::kBest});
  CHECK(model.tasks.size() == 1);
}

}  // namespace
}  // namespace ykien
