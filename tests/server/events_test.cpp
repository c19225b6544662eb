#include "service/events.h"

#include <catch2/catch_test_macros.hpp>
#include <thread>
#include <vector>

using namespace ykien;

TEST_CASE("Events: told to who listens, in that article of that site alone", "[events]") {
  Events events("e");
  const auto here = events.listen("bao", "1", "");
  const auto other = events.listen("bao", "2", "");
  const auto elsewhere = events.listen("khac", "1", "");
  int woken = 0;
  here->on_news([&] { ++woken; });
  events.tell("bao", "1", "created", "{}");
  CHECK(woken == 1);
  CHECK(here->take() == "id: e-1\nevent: created\ndata: {}\n\n");
  CHECK(here->take().empty());
  CHECK(other->take().empty());
  CHECK(elsewhere->take().empty());
}

TEST_CASE("Events: who comes back hears what was missed, or that all is to be read anew",
          "[events]") {
  Events events("e");
  for (const char* const data : {"a", "b", "c"}) events.tell("bao", "1", "created", data);
  const auto heard = [&](std::string_view last) { return events.listen("bao", "1", last)->take(); };
  CHECK(heard("").empty());
  CHECK(heard("e-3").empty());
  CHECK(heard("e-1") == "id: e-2\nevent: created\ndata: b\n\nid: e-3\nevent: created\ndata: c\n\n");
  const std::string reset = "event: reset\ndata:\n\n";
  for (const std::string_view last :
       {"d-1", "e-", "e", "e-x", "e-1x", "e--1", "e-99999999999999999999", "\n", "e-0"}) {
    CAPTURE(last);
    CHECK(heard(last) == reset);
  }
  for (std::size_t i = 0; i < Events::kKeptMax; ++i) events.tell("bao", "1", "created", "d");
  CHECK(heard("e-2") == reset);
  CHECK_FALSE(heard("e-3").starts_with(reset));
}

TEST_CASE("Events: a listener that does not listen is let go, and one too slow ended", "[events]") {
  Events events("e");
  auto slow = events.listen("bao", "1", "");
  const std::string much(EventStream::kWaitingBytesMax / 2, 'x');
  for (int i = 0; i < 3; ++i) events.tell("bao", "1", "created", much);
  CHECK(slow->ended());
  slow.reset();
  events.tell("bao", "1", "created", "{}");  // to nobody
  CHECK_FALSE(events.listen("bao", "1", "")->ended());
}

TEST_CASE("Events: articles that nobody listens to are forgotten, and who comes back reads anew",
          "[events]") {
  Events events("e");
  const auto heard = events.listen("bao", "heard", "");
  events.tell("bao", "heard", "created", "a");
  events.tell("bao", "unheard", "created", "b");
  for (std::size_t i = 0; i < 3 * Events::kChannelsMin; ++i)
    events.listen("bao", std::to_string(i), "");
  CHECK(events.listen("bao", "unheard", "e-1")->take() == "event: reset\ndata:\n\n");
  CHECK(events.listen("bao", "heard", "e-1")->take().empty());
  events.tell("bao", "heard", "created", "c");
  CHECK(heard->take().ends_with("data: c\n\n"));
}

TEST_CASE("Events: many tell and many listen, and each hears all in order", "[events]") {
  Events events("e");
  std::vector<std::shared_ptr<EventStream>> streams;
  for (int i = 0; i < 8; ++i) streams.push_back(events.listen("bao", "1", ""));
  {
    std::vector<std::jthread> tellers;
    for (int i = 0; i < 4; ++i) {
      tellers.emplace_back([&] {
        for (int j = 0; j < 50; ++j) events.tell("bao", "1", "created", "{}");
      });
    }
  }
  std::string all;
  for (int i = 1; i <= 200; ++i)
    all += "id: e-" + std::to_string(i) + "\nevent: created\ndata: {}\n\n";
  for (const auto& stream : streams) CHECK(stream->take() == all);
}
