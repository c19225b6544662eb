#include "settings.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

using namespace ykien;

namespace {

std::string refusal(std::string_view json) {
  const Checked settings = parse_settings(json);
  return settings ? "" : settings.error();
}

}  // namespace

TEST_CASE("Settings: what is not said is as it is by itself", "[settings]") {
  const Checked settings = parse_settings("{}");
  REQUIRE(settings);
  CHECK(settings->database == "ykien.db");
  CHECK(settings->address == "127.0.0.1");
  CHECK(settings->port == 8080);
  CHECK(settings->sites.empty());
}

TEST_CASE("Settings: everything that can be said", "[settings]") {
  const Checked settings = parse_settings(R"({
    "database": "/var/lib/ykien/ykien.db", "address": "::1", "port": 0, "threads": 3,
    "trustedProxies": ["127.0.0.1", "10.0.0.0/8"], "streamsPerAddress": 7, "metricsPort": 9,
    "secret": "secret", "files": [{"prefix": "/ykien/", "folder": "dist"}],
    "sites": [{"name": "bao", "origins": ["https://bao.example", "http://localhost:8000"],
               "policy": "policy.json", "utcOffsetMinutes": 0, "editWindowSeconds": 0,
               "restoreWindowSeconds": 60,
               "rates": {"author": {"perMinute": 3, "burst": 2}, "article": {"perMinute": 0}}},
              {"name": "khac"}]})");
  REQUIRE(settings);
  CHECK(settings->database == "/var/lib/ykien/ykien.db");
  CHECK(settings->port == 0);
  CHECK(settings->threads == 3);
  CHECK(settings->secret_file == "secret");
  REQUIRE(settings->files.size() == 1);
  CHECK(settings->files[0].prefix == "/ykien/");
  REQUIRE(settings->sites.size() == 2);
  CHECK(settings->sites[0].origins.size() == 2);
  CHECK(settings->sites[0].policy_file == "policy.json");
  CHECK(settings->sites[0].utc_offset_minutes == 0);
  CHECK(settings->sites[0].edit_window_s == 0);
  CHECK(settings->sites[0].restore_window_s == 60);
  CHECK(settings->sites[0].rates.author.per_minute == 3);
  CHECK(settings->sites[0].rates.author.burst == 2);
  CHECK(settings->sites[0].rates.address.per_minute == 120);
  CHECK(settings->sites[0].rates.article.per_minute == 0);
  CHECK(settings->sites[1].edit_window_s == 300);
  CHECK(settings->proxies.size() == 2);
  CHECK(settings->streams_max == 7);
  CHECK(settings->metrics_port == 9);
}

TEST_CASE("Settings: what is wrong is named, with its place", "[settings]") {
  CHECK(refusal("{") == "byte 1, json-syntax: cut short");
  CHECK(refusal(R"({"prot": 80})") == "byte 9, invalid-value: prot: not known");
  CHECK(refusal(R"({"port": 65536})") == "byte 9, too-large: port: number out of range");
  CHECK(refusal(R"({"port": "80"})") == "byte 9, wrong-type: port: not an integer");
  CHECK(refusal(R"({"database": ""})") == "byte 13, invalid-value: database: empty");
  CHECK(refusal(R"({"files": [{"prefix": "ykien", "folder": "x"}]})") ==
        "byte 22, invalid-value: files[0].prefix: not /PREFIX/");
  CHECK(refusal(R"({"trustedProxies": ["0.0.0.0/0"]})") ==
        "byte 20, invalid-value: trustedProxies[0]: no address and no network, or every one");
  CHECK(refusal(R"({"sites": [{"name": "a", "rates": {"author": {"burst": 1}}}]})")
            .ends_with("missing-field: sites[0].rates.author: no perMinute"));
  CHECK(refusal(R"({"sites": [{"name": "a", "reactions": ["a b"]}]})")
            .ends_with("sites[0].reactions[0]: no name of A-Z a-z 0-9 . _ -"));
  CHECK(refusal(R"({"sites": [{"name": "a", "work": "sometimes"}]})")
            .ends_with("sites[0].work: not one of the names"));
  CHECK(refusal(R"({"sites": [{"name": "a", "writers": "nobody"}]})")
            .ends_with("sites[0].writers: not one of the names"));
  CHECK(refusal(R"({"sites": [{"name": "a", "outsideFilter": "https://loc.example"}]})")
            .ends_with("sites[0].outsideFilter: not http://HOST[:PORT][/PATH]"));
  CHECK(refusal(R"({"sites": [{"name": "a", "closeAfterDays": -1}]})")
            .ends_with("sites[0].closeAfterDays: number out of range"));
  CHECK(refusal(R"({"sites": [{}]})") == "byte 11, missing-field: sites[0]: no name");
  CHECK(refusal(R"({"sites": [{"name": "a/b"}]})") ==
        "byte 20, invalid-value: sites[0].name: no name of a site");
  for (const std::string origin :
       {"*", "bao.example", "https://bao.example/", "ftp://bao.example", "https://", "http:///"}) {
    CAPTURE(origin);
    CHECK(refusal(R"({"sites": [{"name": "bao", "origins": [")" + origin + R"("]}]})") ==
          "byte 39, invalid-value: sites[0].origins[0]: not an origin, https://bao.example");
  }
}

TEST_CASE("Settings: staff waits for nobody, and may be called so", "[settings]") {
  const std::string path = std::filesystem::temp_directory_path() / "ykien-settings-policy.json";
  std::ofstream(path) << R"({"holdAll": true, "reservedNames": ["Tòa soạn"]})";
  Settings settings;
  settings.sites.resize(1);
  settings.sites[0].name = "bao";
  settings.sites[0].policy_file = path;
  const auto sites = load_sites(settings);
  std::filesystem::remove(path);
  REQUIRE(sites);
  const Site& site = sites->at("bao");
  const Draft draft{.text = "Cảm ơn bạn",
                    .author_name = "Tòa soạn",
                    .author_email = {},
                    .parent_id = {},
                    .reply_depth = 0,
                    .recent_texts = {}};
  CHECK(site.rules.check_draft(draft).verdict == Verdict::kReject);
  REQUIRE(site.staff_rules);
  CHECK(site.staff_rules->check_draft(draft).verdict == Verdict::kPublish);
}

TEST_CASE("Settings: no site, one named twice, a secret that is none", "[settings]") {
  Settings settings;
  CHECK(load_sites(settings).error() == "no site: name one in the settings, or with --site");
  settings.sites.resize(2);
  settings.sites[0].name = settings.sites[1].name = "bao";
  CHECK(load_sites(settings).error() == "site bao: named twice");
  settings.sites[1].policy_file = "no/such/policy.json";
  CHECK(load_sites(settings).error() == "no/such/policy.json: cannot be read");
  CHECK(load_secret(settings).error().starts_with("no secret"));
  settings.secret_file = "no/such/secret";
  CHECK(load_secret(settings).error() == "no/such/secret: cannot be read");
}
