#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "sort_indexes.h"
#include "ykien/comment.h"

namespace ykien {

namespace {

using Index = std::uint32_t;
constexpr Index kNone = 0xFFFF'FFFF;

// The comments as a forest. No function here calls itself: a chain may be as deep as there are
// comments.
class Forest {
 public:
  explicit Forest(const std::vector<Comment>& comments)
      : comments_(comments), parents_(comments.size(), kNone), replies_(comments.size(), 0) {
    find_parents();
    lift_over_rejected(break_cycles());
  }

  std::vector<ThreadRow> rows(ThreadSort sort) const;

 private:
  bool rejected(Index i) const { return comments_[i].state == CommentState::kRejected; }

  void find_parents();
  std::vector<Index> break_cycles();
  void lift_over_rejected(const std::vector<Index>& parents_first);
  std::vector<Index> siblings_together(ThreadSort sort) const;

  const std::vector<Comment>& comments_;
  std::vector<Index> first_ids_;  // the comments that count, in the order of their ids
  std::vector<Index> parents_;
  std::vector<Index> replies_;
  std::vector<Index> shown_;
};

void Forest::find_parents() {
  const auto id_before = [this](Index a, Index b) {
    const int order = comments_[a].id.compare(comments_[b].id);
    return order != 0 ? order < 0 : a < b;
  };
  first_ids_.resize(comments_.size());
  std::iota(first_ids_.begin(), first_ids_.end(), Index{0});
  sort_indexes(first_ids_, id_before);
  const auto same_id = [this](Index a, Index b) { return comments_[a].id == comments_[b].id; };
  first_ids_.erase(std::unique(first_ids_.begin(), first_ids_.end(), same_id), first_ids_.end());

  for (const Index i : first_ids_) {
    const std::string& parent_id = comments_[i].parent_id;
    if (parent_id.empty()) continue;
    const auto found = std::lower_bound(
        first_ids_.begin(), first_ids_.end(), parent_id,
        [this](Index candidate, const std::string& id) { return comments_[candidate].id < id; });
    if (found != first_ids_.end() && comments_[*found].id == parent_id) parents_[i] = *found;
  }
}

// Makes every comment that is its own ancestor a root; returns all, parents before children.
std::vector<Index> Forest::break_cycles() {
  enum class Mark : std::uint8_t { kNew, kOnPath, kDone };
  std::vector<Mark> marks(comments_.size(), Mark::kNew);
  std::vector<Index> parents_first;
  std::vector<Index> path;
  for (const Index start : first_ids_) {
    Index at = start;
    while (at != kNone && marks[at] == Mark::kNew) {
      marks[at] = Mark::kOnPath;
      path.push_back(at);
      at = parents_[at];
    }
    const bool cycle = at != kNone && marks[at] == Mark::kOnPath;
    for (Index turn = at; cycle && parents_[turn] != kNone;) {
      turn = std::exchange(parents_[turn], kNone);
    }
    for (; !path.empty(); path.pop_back()) {
      marks[path.back()] = Mark::kDone;
      parents_first.push_back(path.back());
    }
  }
  return parents_first;
}

void Forest::lift_over_rejected(const std::vector<Index>& parents_first) {
  for (const Index i : parents_first) {
    const Index parent = parents_[i];
    if (parent != kNone && rejected(parent)) parents_[i] = parents_[parent];
  }
  for (auto i = parents_first.rbegin(); i != parents_first.rend(); ++i) {
    const bool alone = comments_[*i].state == CommentState::kDeleted && replies_[*i] == 0;
    if (rejected(*i) || alone) continue;
    shown_.push_back(*i);
    if (parents_[*i] != kNone) replies_[parents_[*i]] += replies_[*i] + 1;
  }
}

// The shown comments: the children of each parent in one piece, in reading order; top level last.
std::vector<Index> Forest::siblings_together(ThreadSort sort) const {
  std::vector<double> scores(sort == ThreadSort::kBest ? comments_.size() : 0);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    scores[i] = wilson_score(comments_[i].likes, comments_[i].dislikes);
  }
  std::vector<Index> order = shown_;
  sort_indexes(order, [&](Index a, Index b) {
    if (parents_[a] != parents_[b]) return parents_[a] < parents_[b];
    const bool top = parents_[a] == kNone;
    if (top && sort == ThreadSort::kBest && scores[a] != scores[b]) return scores[a] > scores[b];
    const std::int64_t a_ms = comments_[a].created.unix_ms;
    const std::int64_t b_ms = comments_[b].created.unix_ms;
    if (a_ms != b_ms) return top && sort == ThreadSort::kNewest ? a_ms > b_ms : a_ms < b_ms;
    return comments_[a].id < comments_[b].id;
  });
  return order;
}

std::vector<ThreadRow> Forest::rows(ThreadSort sort) const {
  const std::vector<Index> order = siblings_together(sort);
  std::vector<Index> first_child(comments_.size() + 1,
                                 kNone);  // by parent; the last one is for roots
  const auto slot = [this](Index parent) { return parent == kNone ? comments_.size() : parent; };
  for (std::size_t i = order.size(); i-- > 0;) {
    first_child[slot(parents_[order[i]])] = static_cast<Index>(i);
  }
  std::vector<ThreadRow> rows;
  rows.reserve(order.size());
  std::vector<Index> path = {first_child.back()};  // places in `order`, one for each level
  while (!path.empty()) {
    const Index place = path.back();
    const Index parent = path.size() == 1 ? kNone : order[path[path.size() - 2]];
    if (place >= order.size() || parents_[order[place]] != parent) {
      path.pop_back();
      if (!path.empty()) ++path.back();
      continue;
    }
    rows.push_back({order[place], path.size() - 1, replies_[order[place]]});
    path.push_back(first_child[order[place]]);
  }
  return rows;
}

}  // namespace

std::vector<ThreadRow> order_thread(const std::vector<Comment>& comments, ThreadSort sort) {
  return Forest(comments).rows(sort);
}

// https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval
double wilson_score(std::int64_t likes, std::int64_t dislikes) {
  constexpr double kZ = 1.96;
  const auto up = static_cast<double>(std::max<std::int64_t>(likes, 0));
  const auto all = up + static_cast<double>(std::max<std::int64_t>(dislikes, 0));
  if (all == 0) return 0;
  const double share = up / all;
  const double spread = kZ * std::sqrt((share * (1 - share) + kZ * kZ / (4 * all)) / all);
  return (share + kZ * kZ / (2 * all) - spread) / (1 + kZ * kZ / all);
}

}  // namespace ykien
