// ykien-server: wires store, service and http.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <thread>

#include "http/address.h"
#include "http/api.h"
#include "http/files.h"
#include "http/http_server.h"
#include "http/token.h"
#include "service/ids.h"
#include "settings.h"
#include "store/postgres_store.h"
#include "store/sqlite_store.h"
#include "transfer/dump.h"
#include "transfer/import.h"

namespace {

using namespace ykien;

constexpr int kWrongSettings = 2;

// What the command line and the environment say; what they do not say is as the file has it.
struct Flags {
  std::string config_file;
  std::optional<std::string> database;
  std::optional<std::string> address;
  std::optional<std::uint16_t> port;
  std::optional<int> threads;
  std::optional<std::string> secret_file;
  std::vector<std::string> files;  // "/ykien/=dist"
  std::string site;
  std::vector<std::string> origins;
  std::string policy_file;
  std::string moderator;
  int days = 30;
  std::string import_file;
  std::string backup_file;
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

std::expected<http::Mount, std::string> read_mount(const std::string& text) {
  std::string_view folder = text;
  const std::string prefix(http::cut(folder, '='));
  if (prefix.starts_with('/') && prefix.ends_with('/')) return http::Mount{prefix, folder};
  return std::unexpected("--files " + text + ": not /PREFIX/=FOLDER");
}

bool is_postgres(std::string_view database) {
  return database.starts_with("postgresql://") || database.starts_with("postgres://");
}

using Opened = std::expected<std::unique_ptr<Store>, std::string>;
Opened open_store(const std::string& database, const std::string& replica = {}) {
  if (is_postgres(database)) return PostgresStore::open(database, replica);
  return SqliteStore::open(database);
}

// One that is not there is made by serve, migrate and import alone.
Opened open_known(const std::string& database) {
  if (!is_postgres(database) && !std::filesystem::exists(database))
    return std::unexpected(database + ": is not there");
  return open_store(database);
}

// Paths in the file are meant from where the file lies.
void move_paths(Settings& settings, const std::filesystem::path& folder) {
  const auto move = [&](std::string& path) {
    if (!path.empty()) path = (folder / path).string();
  };
  if (!is_postgres(settings.database)) move(settings.database);
  move(settings.secret_file);
  for (http::Mount& mount : settings.files) mount.folder = folder / mount.folder;
  for (SiteSettings& site : settings.sites) {
    move(site.policy_file);
    for (SiteSettings::Key& key : site.keys) move(key.file);
  }
}

Checked read_config(const std::string& path) {
  if (path.empty()) return Settings();
  const auto json = load_file(path);
  if (!json) return std::unexpected(json.error());
  Checked settings = parse_settings(*json);
  if (!settings) return std::unexpected(path + ", " + settings.error());
  move_paths(*settings, std::filesystem::path(path).parent_path());
  return settings;
}

Checked read_settings(const Flags& flags) {
  Checked settings = read_config(flags.config_file);
  if (!settings) return settings;
  settings->database = flags.database.value_or(settings->database);
  if (!settings->replica.empty() && !is_postgres(settings->database))
    return std::unexpected("replica: of PostgreSQL alone");
  settings->address = flags.address.value_or(settings->address);
  settings->port = flags.port.value_or(settings->port);
  settings->threads = flags.threads.value_or(settings->threads);
  settings->secret_file = flags.secret_file.value_or(settings->secret_file);
  for (const std::string& text : flags.files) {
    auto mount = read_mount(text);
    if (!mount) return std::unexpected(mount.error());
    settings->files.push_back(std::move(*mount));
  }
  for (const http::Mount& mount : settings->files) {
    if (!std::filesystem::is_directory(mount.folder))
      return std::unexpected("files " + mount.prefix + ": no folder " + mount.folder.string());
  }
  const bool known = std::ranges::contains(settings->sites, flags.site, &SiteSettings::name);
  if (!flags.site.empty() && !known) {
    SiteSettings site;
    site.name = flags.site;
    site.origins = flags.origins;
    site.policy_file = flags.policy_file;
    settings->sites.push_back(std::move(site));
  }
  return settings;
}

// Nothing, with the reason on stderr, where there is one.
template <class T>
std::optional<T> or_say(std::expected<T, std::string> value) {
  if (value) return std::move(*value);
  std::fprintf(stderr, "%s\n", value.error().c_str());
  return std::nullopt;
}

// What the program then ends with.
int say(StoreError error) {
  std::fprintf(stderr, "%s\n", std::string(store_error_name(error)).c_str());
  return 1;
}

// Runs until it goes.
class MetricsServer {
 public:
  MetricsServer(const Settings& settings, const http::Api& api)
      : server_({.address = settings.address, .port = settings.metrics_port},
                [&api](const http::Request& request, http::Respond respond) {
                  if (request.target != "/metrics") return respond(http::fault(404, "not-found"));
                  respond({200, "text/plain; version=0.0.4", api.metrics(), {}});
                }),
        thread_([this] { server_.run(); }) {}
  ~MetricsServer() { server_.stop(); }

 private:
  http::HttpServer server_;
  std::jthread thread_;
};

std::unique_ptr<MetricsServer> serve_metrics(const Settings& settings, const http::Api& api) {
  if (settings.metrics_port == 0) return nullptr;
  return std::make_unique<MetricsServer>(settings, api);
}

int serve(const Flags& flags) {
  const auto settings = or_say(read_settings(flags));
  auto sites = settings ? or_say(load_sites(*settings)) : std::nullopt;
  const auto secret = sites ? or_say(load_secret(*settings)) : std::nullopt;
  auto options = secret ? or_say(load_api_options(*settings, *secret)) : std::nullopt;
  const auto store =
      options ? or_say(open_store(settings->database, settings->replica)) : std::nullopt;
  if (!store) return kWrongSettings;
  Filters filters = ask_filters(*settings, *sites);
  Context context(**store, std::move(*sites), {now_unix_ms, make_id});
  const http::Files files(settings->files);
  const http::Api api(context, std::move(*options));
  const int processors = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  http::HttpServer server({.address = settings->address,
                           .port = settings->port,
                           .threads = settings->threads > 0 ? settings->threads : processors,
                           .ends_on_signals = true,
                           .proxies = *http::Proxies::parse(settings->proxies)},
                          [&](const http::Request& request, http::Respond respond) {
                            const http::Target target = http::parse_target(request.target);
                            std::optional<http::Response> file;
                            if (target.valid) file = files.find(request, target);
                            if (file) return respond(std::move(*file));
                            api.handle(request, std::move(respond));
                          });
  const auto metrics = serve_metrics(*settings, api);
  std::printf("ready http://%s:%d/\n", settings->address.c_str(), server.port());
  std::fflush(stdout);
  server.run();
  filters.clear();
  context.finish();
  return 0;
}

// All that serve() would refuse at its start, but for a port that is taken.
int check_config(const Flags& flags) {
  const auto settings = or_say(read_settings(flags));
  const auto sites = settings ? or_say(load_sites(*settings)) : std::nullopt;
  const auto secret = sites ? or_say(load_secret(*settings)) : std::nullopt;
  const auto options = secret ? or_say(load_api_options(*settings, *secret)) : std::nullopt;
  if (!options) return kWrongSettings;
  std::printf("%zu sites\n", sites->size());
  return 0;
}

int migrate(const Flags& flags) {
  const auto settings = or_say(read_settings(flags));
  const auto store = settings ? or_say(open_store(settings->database)) : std::nullopt;
  if (!store) return kWrongSettings;
  std::puts("up to date");
  return 0;
}

// Ends with 1 where something is wrong, and was not put right.
int verify(const Flags& flags, bool mend) {
  const auto settings = or_say(read_settings(flags));
  const auto store = settings ? or_say(open_known(settings->database)) : std::nullopt;
  if (!store) return kWrongSettings;
  const auto findings = (*store)->verify(mend);
  if (!findings) return say(findings.error());
  bool wrong = false;
  for (const Finding& one : *findings) {
    std::printf("%s: %lld%s\n", one.name.c_str(), static_cast<long long>(one.count),
                one.mended ? ", put right" : "");
    wrong |= !one.mended;
  }
  if (findings->empty()) std::puts("nothing is wrong");
  return wrong ? 1 : 0;
}

// Writes the site's comments to standard output.
int export_site(const Flags& flags) {
  if (!is_id(flags.site)) {
    std::fprintf(stderr, "export: --site names the one\n");
    return kWrongSettings;
  }
  const auto settings = or_say(read_settings(flags));
  const auto store = settings ? or_say(open_known(settings->database)) : std::nullopt;
  if (!store) return kWrongSettings;
  const auto count = dump(**store, flags.site, [](std::string_view line) {
    std::fwrite(line.data(), 1, line.size(), stdout);
  });
  const bool written = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
  if (!count) return say(count.error());
  if (!written) std::fprintf(stderr, "standard output: cannot be written\n");
  return written ? 0 : 1;
}

// All of the file is read before anything is written; again, what is there stays as it is.
int import_site(const Flags& flags) {
  const auto settings = or_say(read_settings(flags));
  const auto sites = settings ? or_say(load_sites(*settings)) : std::nullopt;
  const auto file = sites ? or_say(load_file(flags.import_file)) : std::nullopt;
  const auto store = file ? or_say(open_store(settings->database)) : std::nullopt;
  if (!store) return kWrongSettings;
  const auto site = sites->find(flags.site);
  if (site == sites->end()) {
    std::fprintf(stderr, "--site %s: not one of the sites\n", flags.site.c_str());
    return kWrongSettings;
  }
  const auto writes = or_say(read_import(flags.site, site->second.rules, *file));
  if (!writes) return 1;
  const auto imported = import_all(**store, *writes);
  if (!imported) return say(imported.error());
  std::printf("%zu comments, %zu of them there already\n", imported->kept + imported->again,
              imported->again);
  return 0;
}

// A copy of a SQLite database while the server runs; checked before it has its name.
int backup(const Flags& flags) {
  const auto settings = or_say(read_settings(flags));
  if (!settings) return kWrongSettings;
  if (is_postgres(settings->database)) {
    std::fprintf(stderr, "backup: of PostgreSQL, pg_dump makes one\n");
    return kWrongSettings;
  }
  if (!or_say(open_known(settings->database))) return kWrongSettings;
  const std::string part = flags.backup_file + ".part";
  std::filesystem::remove(part);
  if (const auto problem = copy_database(settings->database, part); !problem.empty()) {
    std::fprintf(stderr, "%s: %s\n", part.c_str(), problem.c_str());
    return 1;
  }
  auto store = or_say(open_store(part));
  const auto findings = store ? (*store)->verify(false) : std::unexpected(StoreError::kUnavailable);
  store.reset();  // and its journal with it
  if (!findings || !findings->empty()) {
    std::fprintf(stderr, "%s: the copy is not sound\n", part.c_str());
    return 1;
  }
  std::filesystem::rename(part, flags.backup_file);
  std::printf("%s\n", flags.backup_file.c_str());
  return 0;
}

int token(const Flags& flags) {
  const auto settings = or_say(read_settings(flags));
  const auto secret = settings ? or_say(load_secret(*settings)) : std::nullopt;
  if (!secret) return kWrongSettings;
  if (!is_id(flags.moderator) || flags.moderator.contains('~') || flags.site.empty()) {
    std::fprintf(stderr, "token: --site and --moderator want names of A-Z a-z 0-9 . _ -\n");
    return kWrongSettings;
  }
  const std::int64_t until = now_unix_ms() / 1000 + std::int64_t{flags.days} * 86'400;
  std::puts(http::make_moderator_token(*secret, flags.site, flags.moderator, until).c_str());
  return 0;
}

// A flag; in capitals behind YKIEN_, a variable of the environment.
template <class T>
CLI::Option* add(CLI::App& app, const std::string& name, T& value, const std::string& what) {
  std::string variable = "YKIEN_" + name;
  for (char& c : variable) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return app.add_option("--" + name, value, what)->envname(variable);
}

void add_options(CLI::App& app, Flags& flags) {
  add(app, "config", flags.config_file, "JSON, docs/operations.md");
  add(app, "database", flags.database, "SQLite file, or postgresql://…");
  add(app, "secret", flags.secret_file, "File of the tokens' secret");
  add(app, "site", flags.site, "One more site: its name in addresses");
  add(app, "origin", flags.origins, "Whose pages may ask; several times");
  add(app, "policy", flags.policy_file, "JSON, docs/comment-rules.md");
  add(app, "files", flags.files, "/PREFIX/=FOLDER to serve; several times");
  add(app, "address", flags.address, "To listen on");
  add(app, "port", flags.port, "To listen on; 0: any");
  add(app, "threads", flags.threads, "That answer")->check(CLI::Range(1, 64));
}

int run(int argc, char** argv) {
  Flags flags;
  CLI::App app("The comment server of Ý Kiến.");
  app.require_subcommand(1);
  CLI::App* const serve_command = app.add_subcommand("serve", "Answers HTTP until it is ended");
  CLI::App* const check_command = app.add_subcommand("check-config", "Reads all settings");
  CLI::App* const migrate_command =
      app.add_subcommand("migrate", "Brings the database's schema up to date, as serve does");
  CLI::App* const verify_command = app.add_subcommand(
      "verify", "Says what is wrong in the database, of which nobody else writes");
  CLI::App* const reconcile_command =
      app.add_subcommand("reconcile", "The same, and puts sums right");
  CLI::App* const export_command = app.add_subcommand("export", "Prints a site's comments");
  CLI::App* const import_command = app.add_subcommand(
      "import", "Takes comments over: our own export, Disqus's, WordPress's, or generic JSON");
  CLI::App* const backup_command =
      app.add_subcommand("backup", "Copies the database, and checks it");
  CLI::App* const token_command = app.add_subcommand("token", "Prints a moderator's token");
  for (CLI::App* const command :
       {serve_command, check_command, migrate_command, verify_command, reconcile_command,
        export_command, import_command, backup_command, token_command})
    add_options(*command, flags);
  import_command->add_option("FILE", flags.import_file, "Of the export")->required();
  backup_command->add_option("FILE", flags.backup_file, "Of the copy")->required();
  token_command->add_option("--moderator", flags.moderator, "Name")->required();
  token_command->add_option("--days", flags.days, "Until it is void")->check(CLI::Range(1, 3660));
  CLI11_PARSE(app, argc, argv);
  if (check_command->parsed()) return check_config(flags);
  if (migrate_command->parsed()) return migrate(flags);
  if (verify_command->parsed()) return verify(flags, false);
  if (reconcile_command->parsed()) return verify(flags, true);
  if (export_command->parsed()) return export_site(flags);
  if (import_command->parsed()) return import_site(flags);
  if (backup_command->parsed()) return backup(flags);
  if (token_command->parsed()) return token(flags);
  return serve(flags);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
