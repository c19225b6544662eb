#include "transfer/import.h"

#include <algorithm>
#include <utility>

#include "transfer/dump.h"
#include "transfer/foreign.h"
#include "transfer/parents_first.h"

namespace ykien {

namespace {

constexpr std::size_t kBatch = 500;

// What stands before the next end of a line; `rest` becomes what stands behind it.
std::string_view cut_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

Writes read_own(std::string_view site, std::string_view file) {
  std::vector<Write> writes;  // sites and articles first
  std::vector<Restored> all;
  for (std::size_t number = 1; !file.empty(); ++number) {
    const std::string_view line = cut_line(file);
    if (line.empty() || number == 1) continue;
    auto restored = read_dumped(site, line);
    if (!restored)
      return std::unexpected("line " + std::to_string(number) + ", " + restored.error());
    if (auto* const comment = std::get_if<Restored>(&*restored)) {
      all.push_back(std::move(*comment));
    } else {
      writes.push_back(std::move(*restored));
    }
  }
  const auto order = parents_first(
      all, [](const Restored& one) -> std::string_view { return one.fresh.comment.id; },
      [](const Restored& one) -> std::string_view { return one.fresh.comment.parent_id; });
  for (const std::size_t index : order) writes.emplace_back(std::move(all[index]));
  return writes;
}

}  // namespace

Writes read_import(std::string_view site, const RuleSet& rules, std::string_view file) {
  if (file.starts_with(kDumpHead)) return read_own(site, file);
  const std::optional<Format> format = format_of(file);
  if (!format) return std::unexpected("not an export that is known");
  const Foreigners found = read_foreign(*format, file);
  if (!found) return std::unexpected(found.error());
  std::vector<Write> writes;
  for (NewComment& one : adopt(site, rules, *format, *found)) writes.emplace_back(std::move(one));
  return writes;
}

StoreResult<Imported> import_all(Store& store, std::span<const Write> writes) {
  Imported imported;
  for (; !writes.empty(); writes = writes.subspan(std::min(kBatch, writes.size()))) {
    const auto batch = writes.first(std::min(kBatch, writes.size()));
    const auto answers = store.write(batch);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (!answers[i]) return std::unexpected(answers[i].error());
      if (article_of(batch[i]) == nullptr) ++(answers[i]->again ? imported.again : imported.kept);
    }
  }
  return imported;
}

}  // namespace ykien
