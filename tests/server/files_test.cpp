#include "http/files.h"

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <fstream>

using namespace ykien::http;
namespace fs = std::filesystem;

namespace {

struct Site {
  Site() {
    fs::create_directories(root / "demo/sub");
    fs::create_directories(root / "dist");
    write("demo/index.html", "<p>Trang</p>");
    write("demo/.hidden", "no");
    write("demo/sub/a.svg", "<svg/>");
    write("dist/ykien.js", "plain");
    write("dist/ykien.js.br", "br");
    write("dist/ykien.js.gz", "gz");
    write("dist/reader.c2df9bb70c18.js", "hashed");
    write("secret", "no");
    fs::create_symlink(root / "secret", root / "demo/leak.txt");
  }
  ~Site() { fs::remove_all(root); }
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(root / name) << text;
  }

  std::optional<Response> get(const std::string& path, Fields fields = {}) const {
    Request request{"GET", path, std::move(fields), ""};
    const Target target = parse_target(path);
    return target.valid ? files.find(request, target) : std::nullopt;
  }

  fs::path root = fs::temp_directory_path() / ("ykien-files-" + std::to_string(getpid()));
  Files files{{{"/", root / "demo"}, {"/ykien/", root / "dist"}}};
};

std::string field(const std::optional<Response>& response, std::string_view name) {
  for (const auto& [one, value] : response->fields) {
    if (one == name) return value;
  }
  return "";
}

TEST_CASE("Files: the file of a path, with its type", "[files]") {
  const Site site;
  struct Case {
    std::string path, body, type;
  };
  for (const auto& [path, body, type] : {
           Case{"/", "<p>Trang</p>", "text/html; charset=utf-8"},
           Case{"/index.html?x=1", "<p>Trang</p>", "text/html; charset=utf-8"},
           Case{"/sub/a.svg", "<svg/>", "image/svg+xml; charset=utf-8"},
           Case{"/ykien/ykien.js", "plain", "text/javascript; charset=utf-8"},
       }) {
    CAPTURE(path);
    const auto answer = site.get(path);
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->body == body);
    CHECK(answer->content_type == type);
    CHECK(field(answer, "cache-control") == "no-cache");
  }
}

TEST_CASE("Files: no path leads out of a folder, or to what is hidden", "[files]") {
  const Site site;
  for (const std::string path :
       {"/nothing", "/sub", "/sub/", "/leak.txt", "/../secret", "/%2e%2e/secret", "/.hidden",
        "/ykien/../secret", "/ykien//ykien.js", "/ykien", "//secret", "/ykien/."}) {
    CAPTURE(path);
    CHECK_FALSE(site.get(path));
  }
  CHECK_FALSE(site.files.find({"POST", "/", {}, ""}, parse_target("/")));
}

TEST_CASE("Files: the best coding that is asked for", "[files]") {
  const Site site;
  struct Case {
    std::string accepted, body, coding;
  };
  for (const auto& [accepted, body, coding] : {
           Case{"gzip, deflate, br", "br", "br"},
           Case{"gzip", "gz", "gzip"},
           Case{"br;q=0, gzip;q=0.5", "gz", "gzip"},
           Case{"br;q=0.000", "plain", ""},
           Case{"br ; q=0.1", "br", "br"},
           Case{"brotli", "plain", ""},
           Case{"", "plain", ""},
       }) {
    CAPTURE(accepted);
    const auto answer = site.get("/ykien/ykien.js", {{"accept-encoding", accepted}});
    REQUIRE(answer);
    CHECK(answer->body == body);
    CHECK(field(answer, "content-encoding") == coding);
    CHECK(answer->content_type == "text/javascript; charset=utf-8");
    CHECK(field(answer, "vary") == "accept-encoding");
  }
}

TEST_CASE("Files: what a browser has is not sent again, and what never changes not asked for",
          "[files]") {
  const Site site;
  const std::string tag = field(site.get("/ykien/ykien.js"), "etag");
  for (const std::string& known : {tag, "W/" + tag, "\"a\", " + tag, std::string("*")}) {
    CAPTURE(known);
    const auto answer = site.get("/ykien/ykien.js", {{"if-none-match", known}});
    CHECK(answer->status == 304);
    CHECK(answer->body.empty());
    CHECK(field(answer, "etag") == tag);
  }
  CHECK(site.get("/ykien/ykien.js", {{"if-none-match", "\"a\""}})->status == 200);
  const auto packed = site.get("/ykien/ykien.js", {{"accept-encoding", "br"}});
  CHECK(field(packed, "etag") != tag);
  site.write("dist/ykien.js", "another");
  CHECK(site.get("/ykien/ykien.js", {{"if-none-match", tag}})->body == "another");
  CHECK(field(site.get("/ykien/reader.c2df9bb70c18.js"), "cache-control") ==
        "public, max-age=31536000, immutable");
}

}  // namespace
