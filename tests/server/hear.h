// What a listener hears, which takes a moment.
#pragma once

#include <chrono>
#include <string>
#include <thread>

#include "service/events.h"

namespace ykien::test {

// All that came until this was among it, or five seconds are over.
inline std::string hear(EventStream& stream, std::string_view until) {
  using namespace std::chrono;
  std::string heard;
  const auto end = steady_clock::now() + seconds(5);
  while (!heard.contains(until) && steady_clock::now() < end) {
    heard += stream.take();
    std::this_thread::sleep_for(milliseconds(1));
  }
  return heard;
}

}  // namespace ykien::test
