// ykien-server: wires store, service and http.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <set>
#include <system_error>
#include <thread>

#include "http/api.h"
#include "http/files.h"
#include "http/http_server.h"
#include "service/ids.h"
#include "store/sqlite_store.h"

namespace {

using namespace ykien;

struct Settings {
  std::string database = "ykien.db";
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  int threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  std::string site = "demo";
  std::vector<std::string> origins;
  std::string policy_file;
  std::string secret_file;
  std::vector<std::string> files;  // "/ykien/=dist"
};

std::array<std::uint8_t, 10> random_bytes() {
  static thread_local std::random_device device;
  std::array<std::uint8_t, 10> bytes{};
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(device());
  return bytes;
}

std::int64_t now_unix_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::string make_id() { return make_uuid_v7(now_unix_ms(), random_bytes()); }

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// Nothing, with the reason on stderr, where the settings are wrong.
std::optional<Sites> read_sites(const Settings& settings) {
  Policy policy;
  if (!settings.policy_file.empty()) {
    const std::optional<std::string> json = read_file(settings.policy_file);
    if (!json) {
      std::fprintf(stderr, "%s: cannot be read\n", settings.policy_file.c_str());
      return std::nullopt;
    }
    Result<Policy> parsed = parse_policy(*json);
    if (!parsed) {
      std::fprintf(stderr, "%s, byte %zu: %s\n", settings.policy_file.c_str(),
                   parsed.error().offset_bytes, error_name(parsed.error().code).data());
      return std::nullopt;
    }
    policy = std::move(*parsed);
  }
  Sites sites;
  sites.emplace(settings.site, Site{RuleSet(std::move(policy))});
  return sites;
}

std::optional<std::string> read_secret(const Settings& settings) {
  constexpr std::size_t kSecretBytesMin = 32;
  std::optional<std::string> secret = read_file(settings.secret_file);
  if (secret && secret->size() >= kSecretBytesMin) return secret;
  std::fprintf(stderr, "%s: not a file of at least 32 bytes\n", settings.secret_file.c_str());
  return std::nullopt;
}

// Nothing, with the reason on stderr, where one is none.
std::optional<std::vector<http::Mount>> read_mounts(const Settings& settings) {
  std::vector<http::Mount> mounts;
  for (const std::string& one : settings.files) {
    std::string_view folder = one;
    const std::string prefix(http::cut(folder, '='));
    if (!prefix.starts_with('/') || !prefix.ends_with('/') ||
        !std::filesystem::is_directory(folder)) {
      std::fprintf(stderr, "--files %s: not /PREFIX/=FOLDER\n", one.c_str());
      return std::nullopt;
    }
    mounts.push_back({prefix, folder});
  }
  return mounts;
}

int serve(const Settings& settings) {
  std::optional<Sites> sites = read_sites(settings);
  const std::optional<std::string> secret = read_secret(settings);
  std::optional<std::vector<http::Mount>> mounts = read_mounts(settings);
  if (!sites || !secret || !mounts) return 2;
  const auto store = SqliteStore::open(settings.database);
  if (!store) {
    std::fprintf(stderr, "%s\n", store.error().c_str());
    return 2;
  }
  CommentService service(**store, std::move(*sites), {now_unix_ms, make_id});
  const std::set<std::string> origins(settings.origins.begin(), settings.origins.end());
  const http::Files files(std::move(*mounts));
  const http::Api api(service, {.secret = *secret, .origins = {{settings.site, origins}}});
  http::HttpServer server({.address = settings.address,
                           .port = settings.port,
                           .threads = settings.threads,
                           .ends_on_signals = true},
                          [&](const http::Request& request, http::Respond respond) {
                            const http::Target target = http::parse_target(request.target);
                            std::optional<http::Response> file;
                            if (target.valid) file = files.find(request, target);
                            if (file) return respond(std::move(*file));
                            api.handle(request, std::move(respond));
                          });
  std::printf("ready http://%s:%d/\n", settings.address.c_str(), server.port());
  std::fflush(stdout);
  server.run();
  service.finish();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  CLI::App app("The comment server of Ý Kiến.");
  app.require_subcommand(1);
  CLI::App* command = app.add_subcommand("serve", "Answers HTTP until it is told to end");
  command->add_option("--database", settings.database, "SQLite file");
  command->add_option("--address", settings.address, "To listen on");
  command->add_option("--port", settings.port, "To listen on; 0: any");
  command->add_option("--threads", settings.threads, "That answer")->check(CLI::Range(1, 64));
  command->add_option("--site", settings.site, "Its name in addresses");
  command->add_option("--origin", settings.origins, "Whose pages may ask; several times");
  command->add_option("--policy", settings.policy_file, "JSON, docs/comment-rules.md");
  command->add_option("--files", settings.files, "/PREFIX/=FOLDER to serve; several times");
  command->add_option("--secret", settings.secret_file, "File of the tokens' secret")->required();
  CLI11_PARSE(app, argc, argv);
  try {
    return serve(settings);
  } catch (const std::system_error& error) {
    std::fprintf(stderr, "%s:%d: %s\n", settings.address.c_str(), settings.port,
                 error.code().message().c_str());
    return 1;
  }
}
