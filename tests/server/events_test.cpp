#include "service/events.h"

#include <catch2/catch_test_macros.hpp>
#include <thread>
#include <vector>

#include "server/hear.h"
#include "store/memory_store.h"

using namespace ykien;
using test::hear;

namespace {

std::string reset_at(int number) {
  return "id: " + std::to_string(number) + "\nevent: reset\ndata:\n\n";
}

struct EventsTest {
  MemoryStore store;
  Events events{store};
  int made = 0;

  // Tells of a new comment of an article.
  std::string create(const std::string& article, const std::string& site = "bao",
                     const std::string& text = "x") {
    NewComment fresh;
    fresh.site = site;
    fresh.comment.article_id = article;
    fresh.comment.text = text;
    fresh.comment.id = fresh.idempotency_key = "c" + std::to_string(++made);
    fresh.event = "created";
    write(fresh);
    return fresh.comment.id;
  }

  void set_state(const std::string& id, CommentState state, const std::string& event) {
    const Kept kept = *store.find("bao", id).value();
    write(Change{.site = "bao",
                 .id = id,
                 .version = kept.version,
                 .text = kept.comment.text,
                 .author_name = {},
                 .state = state,
                 .edited = {},
                 .why = {},
                 .event = event,
                 .deed = {}});
  }

  void write(const Write& write) {
    REQUIRE(store.write(std::span(&write, 1)).at(0));
    events.wake();
  }

  std::shared_ptr<EventStream> listen(std::string_view article, std::string_view last = "",
                                      std::string_view site = "bao") {
    return events.listen(site, article, last).value();
  }
};

}  // namespace

TEST_CASE("Events: told to who listens, in that article of that site alone", "[events]") {
  EventsTest t;
  const auto here = t.listen("1");
  const auto other = t.listen("2");
  const auto elsewhere = t.listen("1", "", "khac");
  std::atomic<int> woken = 0;
  here->on_news([&] { ++woken; });
  t.create("1");
  const std::string heard = hear(*here, "\n\n");
  CHECK(heard.starts_with("id: 1\nevent: created\ndata: {\"id\":\"c1\""));
  CHECK(woken == 1);
  CHECK(here->take().empty());
  CHECK(other->take().empty());
  CHECK(elsewhere->take().empty());
}

TEST_CASE("Events: who comes back hears what was missed, or that all is to be read anew",
          "[events]") {
  EventsTest t;
  for (int i = 0; i < 3; ++i) t.create("1");
  const std::string missed = hear(*t.listen("1", "1"), "id: 3");
  CHECK(missed.starts_with("id: 2\n"));
  CHECK(missed.contains("\n\nid: 3\n"));
  CHECK(hear(*t.listen("1", "0"), "id: 3").starts_with("id: 1\n"));
  for (const std::string_view last : {"4", "-1", "x", "1x", "", "99999999999999999999", "\n"}) {
    CAPTURE(last);
    CHECK(t.listen("1", last)->take() == (last.empty() ? "" : reset_at(3)));
  }
  for (std::int64_t i = 0; i < Store::kToldMax; ++i) t.create("1");
  CHECK(t.listen("1", "2")->take() == reset_at(1003));
  CHECK(hear(*t.listen("1", "3"), "id: 1003\n").starts_with("id: 4\n"));
}

TEST_CASE("Events: two who have heard differently much hear each event once", "[events]") {
  EventsTest t;
  t.create("1");
  const auto late = t.listen("1");
  const auto early = t.listen("1", "0");
  t.create("1");
  const std::string all = hear(*early, "id: 2\n");
  CHECK(all.starts_with("id: 1\n"));
  CHECK(all.find("id: 1\n", 1) == std::string::npos);
  CHECK(hear(*late, "id: 2\n").starts_with("id: 2\n"));
}

TEST_CASE("Events: what is gone is told as gone, not with its words", "[events]") {
  EventsTest t;
  const std::string id = t.create("1");
  t.set_state(id, CommentState::kDeleted, "deleted");
  const auto stream = t.listen("1", "0");
  CHECK(hear(*stream, "\n\n") == "id: 2\nevent: deleted\ndata: {\"id\":\"c1\"}\n\n");
}

TEST_CASE("Events: a listener that does not listen is let go, and one too slow ended", "[events]") {
  EventsTest t;
  auto slow = t.listen("1");
  const std::string much(EventStream::kWaitingBytesMax / 2, 'x');
  for (int i = 0; i < 3; ++i) t.create("1", "bao", much);
  for (int i = 0; i < 5'000 && !slow->ended(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  CHECK(slow->ended());
  slow.reset();
  t.create("1");  // to nobody
  CHECK_FALSE(t.listen("1")->ended());
}

TEST_CASE("Events: many tell and come and go at the same time", "[events]") {
  EventsTest t;
  std::vector<std::jthread> threads;
  for (int writer = 0; writer < 2; ++writer) {
    threads.emplace_back([&t, writer] {
      for (int i = 0; i < 50; ++i) {
        NewComment fresh;
        fresh.site = "bao";
        fresh.comment.article_id = "1";
        fresh.comment.id = fresh.idempotency_key =
            "w" + std::to_string(writer) + "-" + std::to_string(i);
        fresh.event = "created";
        const Write write = fresh;
        t.store.write(std::span(&write, 1));
        t.events.wake();
      }
    });
  }
  threads.emplace_back([&t] {
    for (int i = 0; i < 200; ++i) t.listen("1")->take();
  });
  const auto stream = t.listen("1", "0");
  const std::string heard = hear(*stream, "id: 100\n");
  std::size_t events = 0;
  for (std::size_t at = 0; (at = heard.find("event: created", at)) != heard.npos; ++at) ++events;
  CHECK(events == 100);
}
