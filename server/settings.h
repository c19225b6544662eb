// What a server is started with: one JSON file, docs/operations.md; flags and the environment
// overrule it.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/api.h"
#include "http/files.h"
#include "http/outside_filter.h"
#include "service/context.h"

namespace ykien {

struct SiteSettings {
  std::string name;                  // in addresses
  std::vector<std::string> origins;  // whose pages may ask
  std::string policy_file;           // docs/comment-rules.md; "": the rules' own defaults
  int utc_offset_minutes = 420;
  std::int64_t edit_window_s = 300;
  std::int64_t restore_window_s = 86'400;
  Rates rates;
  std::vector<std::string> reactions = {"love", "haha", "wow", "sad", "angry"};
  bool hold_first = false;
  std::int64_t close_after_days = 0;  // 0: never
  bool learn_spam = true;
  Work work = Work::kSuspicious;
  http::Needs needs = http::Needs::kNothing;
  std::optional<http::FilterUrl> filter_url = {};
  std::int64_t filter_ms = 2'000;
  struct Key {
    std::string id;
    http::JwtKey::Algorithm algorithm;
    std::string file;
  };
  std::vector<Key> keys;  // of the publisher's own sign-in
};

struct Settings {
  std::string database = "ykien.db";  // SQLite file
  std::string replica;                // of PostgreSQL, for reading; "": none
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;       // 0: any that is free
  std::uint16_t metrics_port = 0;  // on the same address; 0: none
  int threads = 0;                 // that answer; 0: as many as there are processors
  std::string secret_file;         // of the tokens: at least 32 bytes
  std::vector<http::Mount> files;
  std::vector<std::string> proxies;  // whose word on a client's address is taken
  std::size_t streams_max = http::ApiOptions().streams_max;
  std::vector<SiteSettings> sites;
};

// Fails with the place and the reason, "sites[0].port, byte 12: not known".
using Checked = std::expected<Settings, std::string>;
Checked parse_settings(std::string_view json);

// What the settings name: read, and checked. Fails with a line for who starts the server.
std::expected<Sites, std::string> load_sites(const Settings& settings);
// The publishers' own filters, which the sites ask from now on: they outlive what asks them.
using Filters = std::vector<std::unique_ptr<http::OutsideFilter>>;
Filters ask_filters(const Settings& settings, Sites& sites);
std::expected<std::string, std::string> load_secret(const Settings& settings);
std::expected<std::string, std::string> load_file(const std::string& path);
std::expected<http::ApiOptions, std::string> load_api_options(const Settings& settings,
                                                              std::string secret);

}  // namespace ykien
