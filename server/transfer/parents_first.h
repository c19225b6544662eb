// An order in which replies stand behind what they answer, whatever their times say.
#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

namespace ykien {

// Indexes into `all`; else in its order. Of two equal ids the first counts. In a circle somebody's
// parent comes later; one that is not in the list is nobody's. O(n log n).
template <class T, class Id, class Parent>
std::vector<std::size_t> parents_first(const std::vector<T>& all, Id id_of, Parent parent_of) {
  std::map<std::string_view, std::size_t> by_id;
  for (std::size_t i = 0; i < all.size(); ++i) by_id.emplace(id_of(all[i]), i);
  enum class State : unsigned char { kNew, kInLine, kPlaced };
  std::vector<State> states(all.size(), State::kNew);
  std::vector<std::size_t> order;
  for (std::size_t first = 0; first < all.size(); ++first) {
    std::vector<std::size_t> line;  // from one that is new upwards
    std::size_t at = by_id.at(id_of(all[first]));
    while (states[at] == State::kNew) {
      states[at] = State::kInLine;
      line.push_back(at);
      const auto parent = by_id.find(parent_of(all[at]));
      if (parent == by_id.end()) break;
      at = parent->second;
    }
    for (; !line.empty(); line.pop_back()) {
      states[line.back()] = State::kPlaced;
      order.push_back(line.back());
    }
  }
  return order;
}

}  // namespace ykien
