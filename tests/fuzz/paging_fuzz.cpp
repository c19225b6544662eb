// Feeds bytes to what reads a page's query, and to what reads the server's settings.
#include <algorithm>
#include <string>
#include <string_view>

#include "fuzz.h"
#include "http/address.h"
#include "http/answers.h"
#include "service/paging.h"
#include "settings.h"
#include "ykien/comment.h"

namespace {

using namespace ykien;

// Where a page ends is where the next one begins.
void check_place(std::string_view text, ThreadSort sort) {
  const auto place = read_place(text, sort, kPageMax);
  require(text.empty() ? place && !*place : !place || *place);
  if (!place || !*place) return;
  require(is_id((*place)->id));
  const auto again = read_place(write_place(*place, sort), sort, kPageMax);
  require(again && *again == *place);
}

void check_paging(std::string_view text) {
  const http::Target target = http::parse_target(text);
  const auto paging = http::read_paging(target, true);
  if (!paging) return;
  const auto place = read_place(paging->after, paging->sort, paging->count_max);
  require(!place || (paging->count_max >= 1 && paging->count_max <= kPageMax));
}

void check_site(const SiteSettings& site) {
  require(is_id(site.name));
  for (const std::string& origin : site.origins)
    require(origin.starts_with("http") && std::ranges::count(origin, '/') == 2);
  require(site.edit_window_s >= 0 && site.restore_window_s >= 0);
  for (const Rate& rate : {site.rates.author, site.rates.address, site.rates.article})
    require(rate.per_minute >= 0 && rate.burst >= 1);
  for (const SiteSettings::Key& key : site.keys) require(!key.file.empty());
}

void check_settings(std::string_view json) {
  const Checked settings = parse_settings(json);
  if (!settings) return require(settings.error().starts_with("byte "));
  require(!settings->database.empty() && !settings->address.empty());
  for (const http::Mount& mount : settings->files) {
    require(mount.prefix.starts_with('/') && mount.prefix.ends_with('/'));
    require(!mount.folder.empty());
  }
  require(http::Proxies::parse(settings->proxies).has_value());
  for (const SiteSettings& site : settings->sites) check_site(site);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of(data, size);
  check_place(text, ThreadSort::kNewest);
  check_place(text, ThreadSort::kBest);
  check_paging(text);
  check_settings(text);
  return 0;
}
