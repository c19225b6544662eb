#include "settings.h"

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "http/address.h"
#include "ykien/json_reader.h"

namespace ykien {

namespace {

constexpr std::size_t kSitesMax = 1'000;
constexpr std::size_t kListMax = 100;
constexpr std::size_t kSettingsBytesMax = 1u << 20;
constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1000;
constexpr std::int64_t kDaysMax = 36'600;
constexpr std::int64_t kWindowMax = std::int64_t{366} * 24 * 60 * 60;
constexpr std::array<std::string_view, 11> kMembers = {
    "replica", "database",       "address",           "port",        "threads", "secret",
    "files",   "trustedProxies", "streamsPerAddress", "metricsPort", "sites"};
constexpr std::array<std::string_view, 3> kWorks = {"never", "suspicious", "always"};
constexpr std::array<std::string_view, 3> kWriters = {"anyone", "signed-in", "verified-phone"};
constexpr std::array<std::string_view, 3> kRatesMembers = {"author", "address", "article"};
constexpr std::array<std::string_view, 2> kRateMembers = {"perMinute", "burst"};
constexpr std::array<std::string_view, 2> kFilesMembers = {"prefix", "folder"};
constexpr std::array<std::string_view, 16> kSiteMembers = {"learnSpam",
                                                           "work",
                                                           "outsideFilter",
                                                           "outsideFilterMs",
                                                           "writers",
                                                           "name",
                                                           "origins",
                                                           "policy",
                                                           "utcOffsetMinutes",
                                                           "editWindowSeconds",
                                                           "restoreWindowSeconds",
                                                           "rates",
                                                           "signIn",
                                                           "reactions",
                                                           "holdFirst",
                                                           "closeAfterDays"};

// Fails with kInvalidValue where it is empty.
std::string read_text(JsonValue value) {
  if (value.present() && value.string().empty()) value.fail(ErrorCode::kInvalidValue, "empty");
  return std::string(value.string());
}

http::Mount read_mount(JsonValue value) {
  value.only(kFilesMembers);
  http::Mount mount{std::string(value.required("prefix").string()),
                    read_text(value.required("folder"))};
  if (!mount.prefix.starts_with('/') || !mount.prefix.ends_with('/'))
    value.required("prefix").fail(ErrorCode::kInvalidValue, "not /PREFIX/");
  return mount;
}

void read_rate(JsonValue value, Rate& rate) {
  if (!value.present()) return;
  value.only(kRateMembers);
  constexpr JsonIntegerRange kRange = {0, 1'000'000};
  rate.per_minute = static_cast<double>(value.required("perMinute").integer(0, kRange));
  rate.burst = static_cast<double>(value.member("burst").integer(1, {1, 1'000'000}));
}

Rates read_rates(JsonValue value) {
  Rates rates;
  if (!value.present()) return rates;
  value.only(kRatesMembers);
  read_rate(value.member("author"), rates.author);
  read_rate(value.member("address"), rates.address);
  read_rate(value.member("article"), rates.article);
  return rates;
}

SiteSettings::Key read_key(JsonValue value) {
  constexpr std::array<std::string_view, 3> kKeyMembers = {"id", "algorithm", "file"};
  constexpr std::array<std::string_view, 2> kAlgorithms = {"HS256", "EdDSA"};
  value.only(kKeyMembers);
  return {std::string(value.member("id").string()),
          static_cast<http::JwtKey::Algorithm>(value.required("algorithm").choice(kAlgorithms, 0)),
          read_text(value.required("file"))};
}

std::vector<std::string> read_reactions(JsonValue value) {
  std::vector<std::string> reactions;
  for (const JsonValue one : value.items(limits::kReactionsMax)) {
    reactions.emplace_back(one.string());
    if (!is_id(reactions.back()))
      one.fail(ErrorCode::kInvalidValue, "no name of A-Z a-z 0-9 . _ -");
  }
  return reactions;
}

void read_filter(JsonValue value, SiteSettings& site) {
  const JsonValue url = value.member("outsideFilter");
  site.filter_ms = value.member("outsideFilterMs").integer(site.filter_ms, {10, 60'000});
  if (!url.present()) return;
  site.filter_url = http::read_filter_url(url.string());
  if (!site.filter_url) url.fail(ErrorCode::kInvalidValue, "not http://HOST[:PORT][/PATH]");
}

SiteSettings read_site(JsonValue value) {
  value.only(kSiteMembers);
  SiteSettings site;
  site.name = value.required("name").string();
  if (!is_id(site.name)) value.required("name").fail(ErrorCode::kInvalidValue, "no name of a site");
  for (const JsonValue origin : value.member("origins").items(kListMax)) {
    site.origins.push_back(read_text(origin));
    const std::string& text = site.origins.back();
    const bool scheme = text.starts_with("https://") || text.starts_with("http://");
    const std::size_t host = text.find("//") + 2;
    if (!scheme || host == text.size() || text.find('/', host) != text.npos)
      origin.fail(ErrorCode::kInvalidValue, "not an origin, https://bao.example");
  }
  site.policy_file = read_text(value.member("policy"));
  site.utc_offset_minutes = static_cast<int>(
      value.member("utcOffsetMinutes").integer(site.utc_offset_minutes, {-1'080, 1'080}));
  site.edit_window_s =
      value.member("editWindowSeconds").integer(site.edit_window_s, {0, kWindowMax});
  site.restore_window_s =
      value.member("restoreWindowSeconds").integer(site.restore_window_s, {0, kWindowMax});
  site.rates = read_rates(value.member("rates"));
  if (const JsonValue reactions = value.member("reactions"); reactions.present())
    site.reactions = read_reactions(reactions);
  site.learn_spam = value.member("learnSpam").boolean(true);
  site.work = static_cast<Work>(value.member("work").choice(kWorks, 1));
  site.needs = static_cast<http::Needs>(value.member("writers").choice(kWriters, 0));
  read_filter(value, site);
  site.hold_first = value.member("holdFirst").boolean(false);
  site.close_after_days = value.member("closeAfterDays").integer(0, {0, kDaysMax});
  for (const JsonValue key : value.member("signIn").items(kListMax))
    site.keys.push_back(read_key(key));
  return site;
}

Settings read_settings(JsonValue root) {
  root.only(kMembers);
  Settings settings;
  if (root.member("database").present()) settings.database = read_text(root.member("database"));
  settings.replica = read_text(root.member("replica"));
  if (root.member("address").present()) settings.address = read_text(root.member("address"));
  settings.port =
      static_cast<std::uint16_t>(root.member("port").integer(settings.port, {0, 65'535}));
  settings.metrics_port = static_cast<std::uint16_t>(
      root.member("metricsPort").integer(settings.metrics_port, {0, 65'535}));
  settings.threads = static_cast<int>(root.member("threads").integer(settings.threads, {0, 64}));
  settings.secret_file = read_text(root.member("secret"));
  for (const JsonValue mount : root.member("files").items(kListMax))
    settings.files.push_back(read_mount(mount));
  settings.streams_max = static_cast<std::size_t>(
      root.member("streamsPerAddress")
          .integer(static_cast<std::int64_t>(settings.streams_max), {0, 1'000'000}));
  for (const JsonValue network : root.member("trustedProxies").items(kListMax)) {
    settings.proxies.push_back(read_text(network));
    if (!http::Proxies::parse({settings.proxies.back()}))
      network.fail(ErrorCode::kInvalidValue, "no address and no network, or every one");
  }
  for (const JsonValue site : root.member("sites").items(kSitesMax))
    settings.sites.push_back(read_site(site));
  return settings;
}

}  // namespace

Checked parse_settings(std::string_view json) {
  JsonDocument document(json, {.bytes_max = kSettingsBytesMax});
  Settings settings = read_settings(document.root());
  if (!document.error()) return settings;
  const Error& error = *document.error();
  return std::unexpected("byte " + std::to_string(error.offset_bytes) + ", " +
                         std::string(error_name(error.code)) + ": " + error.detail);
}

std::expected<std::string, std::string> load_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::unexpected(path + ": cannot be read");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::expected<Sites, std::string> load_sites(const Settings& settings) {
  Sites sites;
  for (const SiteSettings& site : settings.sites) {
    Policy policy;
    if (!site.policy_file.empty()) {
      const auto json = load_file(site.policy_file);
      if (!json) return std::unexpected(json.error());
      Result<Policy> parsed = parse_policy(*json);
      if (!parsed) {
        return std::unexpected(
            site.policy_file + ", byte " + std::to_string(parsed.error().offset_bytes) + ", " +
            std::string(error_name(parsed.error().code)) + ": " + parsed.error().detail);
      }
      policy = std::move(*parsed);
    }
    // Whom the publisher has signed in as its own waits for nobody.
    Policy of_staff = policy;
    of_staff.reserved_names.clear();
    of_staff.hold_all = of_staff.hold_links = false;
    Site made{.rules = RuleSet(std::move(policy)),
              .utc_offset_minutes = site.utc_offset_minutes,
              .edit_window_ms = site.edit_window_s * 1000,
              .restore_window_ms = site.restore_window_s * 1000,
              .rates = site.rates,
              .staff_rules = RuleSet(std::move(of_staff)),
              .reactions = site.reactions,
              .hold_first = site.hold_first,
              .close_after_ms = site.close_after_days * kDayMs,
              .learn_spam = site.learn_spam,
              .work = site.work};
    const bool fresh = sites.emplace(site.name, std::move(made)).second;
    if (!fresh) return std::unexpected("site " + site.name + ": named twice");
  }
  if (sites.empty()) return std::unexpected("no site: name one in the settings, or with --site");
  return sites;
}

std::expected<std::string, std::string> load_secret(const Settings& settings) {
  constexpr std::size_t kSecretBytesMin = 32;
  if (settings.secret_file.empty())
    return std::unexpected("no secret: name its file in the settings, or with --secret");
  auto secret = load_file(settings.secret_file);
  if (secret && secret->size() < kSecretBytesMin)
    return std::unexpected(settings.secret_file + ": fewer than 32 bytes");
  return secret;
}

std::expected<http::ApiOptions, std::string> load_api_options(const Settings& settings,
                                                              std::string secret) {
  http::ApiOptions options{.secret = std::move(secret), .streams_max = settings.streams_max};
  for (const SiteSettings& site : settings.sites) {
    options.needs[site.name] = site.needs;
    options.origins[site.name].insert(site.origins.begin(), site.origins.end());
    for (const SiteSettings::Key& one : site.keys) {
      auto file = load_file(one.file);
      if (!file) return std::unexpected(file.error());
      auto key = http::make_key(one.id, one.algorithm, std::move(*file));
      if (!key) return std::unexpected(one.file + ": no key, or too short a secret");
      options.sign_in[site.name].push_back(std::move(*key));
    }
  }
  return options;
}

Filters ask_filters(const Settings& settings, Sites& sites) {
  Filters filters;
  for (const SiteSettings& site : settings.sites) {
    if (!site.filter_url) continue;
    filters.push_back(std::make_unique<http::OutsideFilter>(
        http::OutsideFilter::Options{*site.filter_url, std::chrono::milliseconds(site.filter_ms)}));
    sites.at(site.name).ask_outside = [filter = filters.back().get()](
                                          const NewComment& fresh, std::size_t links,
                                          std::function<void(Verdict)> done) {
      const Comment& comment = fresh.comment;
      filter->ask({fresh.site, comment.article_id, comment.text, comment.author_name, links},
                  std::move(done));
    };
  }
  return filters;
}

}  // namespace ykien
