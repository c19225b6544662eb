#include <pthread.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "ykien/comment.h"

using namespace ykien;
using Catch::Matchers::WithinAbs;

namespace {

struct Given {
  std::string id;
  std::string parent_id;
  std::int64_t created_ms = 0;
  CommentState state = CommentState::kPublished;
  std::int64_t likes = 0;
  std::int64_t dislikes = 0;
};

std::vector<Comment> comments_of(const std::vector<Given>& given) {
  std::vector<Comment> comments;
  for (const Given& g : given) {
    Comment& comment = comments.emplace_back();
    comment.id = g.id;
    comment.parent_id = g.parent_id;
    comment.created.unix_ms = g.created_ms;
    comment.state = g.state;
    comment.likes = g.likes;
    comment.dislikes = g.dislikes;
  }
  return comments;
}

// "a0(2) b1 c1": each row's id, depth, and replies where there are any.
std::string ordered(const std::vector<Given>& given, ThreadSort sort = ThreadSort::kOldest) {
  const std::vector<Comment> comments = comments_of(given);
  std::string text;
  for (const ThreadRow& row : order_thread(comments, sort)) {
    text += (text.empty() ? "" : " ") + comments[row.comment_index].id + std::to_string(row.depth);
    if (row.replies != 0) text += "(" + std::to_string(row.replies) + ")";
  }
  return text;
}

constexpr CommentState kRejected = CommentState::kRejected;
constexpr CommentState kDeleted = CommentState::kDeleted;
constexpr CommentState kHeld = CommentState::kHeld;

// Runs `work` on a thread with the stack that the widget has.
template <class Work>
void run_on_small_stack(Work work) {
  pthread_attr_t attributes;
  REQUIRE(pthread_attr_init(&attributes) == 0);
  REQUIRE(pthread_attr_setstacksize(&attributes, 128 * 1024) == 0);
  pthread_t thread;
  const auto call = [](void* argument) -> void* {
    (*static_cast<Work*>(argument))();
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, call, &work) == 0);
  REQUIRE(pthread_join(thread, nullptr) == 0);
  pthread_attr_destroy(&attributes);
}

}  // namespace

TEST_CASE("order_thread: nothing", "[thread]") { CHECK(ordered({}).empty()); }

TEST_CASE("order_thread: replies stand under their parents, oldest first", "[thread]") {
  const std::vector<Given> given = {{"a", "", 1},  {"b", "", 2},  {"c", "a", 5}, {"d", "a", 4},
                                    {"e", "d", 9}, {"f", "b", 3}, {"g", "", 7}};
  CHECK(ordered(given, ThreadSort::kOldest) == "a0(3) d1(1) e2 c1 b0(1) f1 g0");
  CHECK(ordered(given, ThreadSort::kNewest) == "g0 b0(1) f1 a0(3) d1(1) e2 c1");
}

TEST_CASE("order_thread: ties keep the order of (created, id)", "[thread]") {
  const std::vector<Given> given = {
      {"c", "", 1}, {"a", "", 1}, {"b", "", 1}, {"z", "a", 2}, {"y", "a", 2}};
  CHECK(ordered(given, ThreadSort::kOldest) == "a0(2) y1 z1 b0 c0");
  CHECK(ordered(given, ThreadSort::kNewest) == "a0(2) y1 z1 b0 c0");
  CHECK(ordered(given, ThreadSort::kBest) == "a0(2) y1 z1 b0 c0");
}

TEST_CASE("order_thread: best is the Wilson score, of the top level only", "[thread]") {
  const std::vector<Given> given = {{"few", "", 1, {}, 2, 0}, {"many", "", 2, {}, 90, 10},
                                    {"none", "", 3},          {"bad", "", 4, {}, 10, 90},
                                    {"old", "many", 5},       {"new", "many", 6, {}, 50, 0}};
  CHECK(ordered(given, ThreadSort::kBest) == "many0(2) old1 new1 few0 bad0 none0");
}

TEST_CASE("order_thread: a missing parent, oneself and cycles are top level", "[thread]") {
  CHECK(ordered({{"a", "gone", 1}}) == "a0");
  CHECK(ordered({{"a", "a", 1}, {"b", "a", 2}}) == "a0(1) b1");
  CHECK(ordered({{"a", "b", 1}, {"b", "a", 2}, {"c", "a", 3}}) == "a0(1) c1 b0");
  CHECK(ordered({{"d", "c", 0}, {"c", "b", 1}, {"b", "a", 2}, {"a", "c", 3}}) == "c0(1) d1 b0 a0");
}

TEST_CASE("order_thread: the first of two equal ids counts", "[thread]") {
  CHECK(ordered({{"a", "", 5}, {"b", "", 1}, {"a", "b", 0}, {"c", "a", 9}}) == "b0 a0(1) c1");
}

TEST_CASE("order_thread: rejected comments go, their replies rise", "[thread]") {
  CHECK(ordered({{"a", "", 1, kRejected}, {"b", "a", 2}, {"c", "b", 3}}) == "b0(1) c1");
  CHECK(
      ordered({{"a", "", 1}, {"b", "a", 2, kRejected}, {"c", "b", 3, kRejected}, {"d", "c", 4}}) ==
      "a0(1) d1");
  CHECK(ordered({{"a", "", 1, kRejected}, {"b", "a", 2, kRejected}}).empty());
  CHECK(ordered({{"a", "b", 1, kRejected}, {"b", "a", 2}, {"c", "a", 3}}) == "b0 c0");
}

TEST_CASE("order_thread: a deleted comment stays while it has replies", "[thread]") {
  CHECK(ordered({{"a", "", 1, kDeleted}, {"b", "a", 2}}) == "a0(1) b1");
  CHECK(ordered({{"a", "", 1, kDeleted}}).empty());
  CHECK(
      ordered({{"a", "", 1, kDeleted}, {"b", "a", 2, kDeleted}, {"c", "b", 3, kDeleted}}).empty());
  CHECK(ordered({{"a", "", 1, kDeleted}, {"b", "a", 2, kRejected}, {"c", "b", 3}}) == "a0(1) c1");
  CHECK(ordered({{"a", "", 1, kDeleted}, {"b", "a", 2, kRejected}}).empty());
}

TEST_CASE("order_thread: held comments are shown to whom they were sent", "[thread]") {
  CHECK(ordered({{"a", "", 1, kHeld}, {"b", "a", 2}}) == "a0(1) b1");
}

TEST_CASE("order_thread: chains of 100,000 replies need no deep stack", "[thread]") {
  std::vector<Given> up = {{"0", ""}};
  for (int i = 1; i < 100'000; ++i) up.push_back({std::to_string(i), std::to_string(i - 1), i});
  std::vector<Given> ring = up;
  ring[0].parent_id = "99999";
  std::vector<Given> rejected = up;
  for (std::size_t i = 0; i + 1 < rejected.size(); ++i) rejected[i].state = kRejected;
  const std::vector<Comment> chains[] = {comments_of(up), comments_of(ring), comments_of(rejected)};
  std::vector<ThreadRow> rows[3];
  run_on_small_stack([&] {
    for (int i = 0; i < 3; ++i) rows[i] = order_thread(chains[i], ThreadSort::kBest);
  });
  REQUIRE(rows[0].size() == 100'000);
  CHECK(rows[0].back() == ThreadRow{99'999, 99'999, 0});
  CHECK(rows[0].front() == ThreadRow{0, 0, 99'999});
  REQUIRE(rows[1].size() == 100'000);
  CHECK(rows[1].back().depth == 0);
  REQUIRE(rows[2].size() == 1);
  CHECK(rows[2].front() == ThreadRow{99'999, 0, 0});
}

TEST_CASE("order_thread: what holds for every list", "[thread]") {
  std::mt19937 random(500);
  const auto pick = [&](std::size_t count) { return random() % count; };
  for (int round = 0; round < 3'000; ++round) {
    std::vector<Given> given(1 + pick(12));
    for (Given& g : given) {
      g = {std::to_string(pick(14)), pick(3) == 0 ? "" : std::to_string(pick(14)),
           static_cast<std::int64_t>(pick(5)), static_cast<CommentState>(pick(4))};
    }
    const std::vector<Comment> comments = comments_of(given);
    const auto sort = static_cast<ThreadSort>(pick(3));
    const std::vector<ThreadRow> rows = order_thread(comments, sort);
    CAPTURE(round, ordered(given, sort));

    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < comments.size(); ++i) first.emplace(comments[i].id, i);
    std::set<std::size_t> shown;
    std::vector<std::size_t> path;  // the rows above, one for each level
    std::vector<std::size_t> descendants(rows.size(), 0);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const Comment& comment = comments[rows[r].comment_index];
      REQUIRE(shown.insert(rows[r].comment_index).second);
      REQUIRE(first[comment.id] == rows[r].comment_index);
      REQUIRE(comment.state != kRejected);
      REQUIRE((comment.state != kDeleted || rows[r].replies > 0));
      REQUIRE(rows[r].depth <= path.size());
      path.resize(rows[r].depth);
      for (const std::size_t above : path) ++descendants[above];
      if (!path.empty()) {
        // The parent is the nearest ancestor that was not rejected.
        std::string parent = comment.parent_id;
        while (comments[first.at(parent)].state == kRejected)
          parent = comments[first.at(parent)].parent_id;
        REQUIRE(comments[rows[path.back()].comment_index].id == parent);
      }
      path.push_back(r);
    }
    for (std::size_t r = 0; r < rows.size(); ++r) REQUIRE(rows[r].replies == descendants[r]);
    for (const auto& [id, i] : first) {
      const CommentState state = comments[i].state;
      if (state == CommentState::kPublished || state == kHeld) REQUIRE(shown.contains(i));
    }
  }
}

TEST_CASE("wilson_score: known values and order", "[thread]") {
  CHECK(wilson_score(0, 0) == 0);
  CHECK_THAT(wilson_score(1, 0), WithinAbs(0.2065, 0.0001));
  CHECK_THAT(wilson_score(0, 1), WithinAbs(0.0, 1e-12));
  CHECK_THAT(wilson_score(10, 0), WithinAbs(0.7225, 0.0001));
  CHECK_THAT(wilson_score(60, 40), WithinAbs(0.5020, 0.0001));
  CHECK_THAT(wilson_score(600, 400), WithinAbs(0.5693, 0.0001));
  CHECK(wilson_score(-5, -5) == 0);
  CHECK(wilson_score(3, -1) == wilson_score(3, 0));
  const std::int64_t most = std::int64_t{1} << 53;
  CHECK(std::isfinite(wilson_score(INT64_MAX, INT64_MAX)));
  CHECK(wilson_score(most, 0) <= 1);
  for (std::int64_t votes = 1; votes < 200; ++votes) {
    REQUIRE(wilson_score(votes, 5) > wilson_score(votes - 1, 5));
    REQUIRE(wilson_score(50, votes) < wilson_score(50, votes - 1));
  }
}
