#include "http/files.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>

namespace ykien::http {

namespace {

namespace fs = std::filesystem;
using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array kTypes = {
    Pair{".css", "text/css; charset=utf-8"},
    Pair{".gif", "image/gif"},
    Pair{".html", "text/html; charset=utf-8"},
    Pair{".jpg", "image/jpeg"},
    Pair{".js", "text/javascript; charset=utf-8"},
    Pair{".json", "application/json; charset=utf-8"},
    Pair{".map", "application/json; charset=utf-8"},
    Pair{".mjs", "text/javascript; charset=utf-8"},
    Pair{".png", "image/png"},
    Pair{".svg", "image/svg+xml; charset=utf-8"},
    Pair{".txt", "text/plain; charset=utf-8"},
    Pair{".wasm", "application/wasm"},
    Pair{".webp", "image/webp"},
    Pair{".woff2", "font/woff2"},
};
constexpr std::array kCodings = {Pair{"br", ".br"}, Pair{"gzip", ".gz"}};

std::string_view type_of(const std::string& extension) {
  const auto found = std::ranges::find(kTypes, extension, &Pair::first);
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

// Accept-Encoding, RFC 9110, section 12.5.3: named, and not with a weight of 0.
bool accepts(std::string_view field, std::string_view coding) {
  while (!field.empty()) {
    std::string_view weight = cut(field, ',');
    if (trim(cut(weight, ';')) != coding) continue;
    weight = trim(weight);
    return !weight.starts_with("q=0") || weight.find_first_of("123456789") != weight.npos;
  }
  return false;
}

std::string hex(std::uint64_t number) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.begin(), digits.end(), number, 16).ptr;
  return {digits.begin(), end};
}

// "ykien-reader.c2df9bb70c18.js": eight or more digits of hex between two dots.
bool is_hashed(std::string_view name) {
  while (!name.empty()) {
    const std::string_view part = cut(name, '.');
    const bool digits = part.find_first_not_of("0123456789abcdef") == part.npos;
    if (!name.empty() && part.size() >= 8 && digits) return true;
  }
  return false;
}

// Of a regular file; nothing where it cannot be told.
std::optional<std::string> tag_of(const fs::path& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return std::nullopt;
  const std::uintmax_t bytes = fs::file_size(file, error);
  if (error) return std::nullopt;
  const auto changed = fs::last_write_time(file, error).time_since_epoch().count();
  if (error) return std::nullopt;
  return '"' + hex(bytes) + "-" + hex(static_cast<std::uint64_t>(changed)) + '"';
}

struct Variant {
  fs::path file;
  std::string coding;  // "": as it is
  std::string tag;
};

// Of the file and those packed beside it, the best that is accepted.
std::optional<Variant> best_of(const fs::path& file, std::string_view accepted) {
  for (const auto& [coding, suffix] : kCodings) {
    if (!accepts(accepted, coding)) continue;
    const fs::path packed = file.string() + std::string(suffix);
    if (const auto tag = tag_of(packed)) return Variant{packed, std::string(coding), *tag};
  }
  const auto tag = tag_of(file);
  return tag ? std::optional(Variant{file, "", *tag}) : std::nullopt;
}

std::optional<std::string> read(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

}  // namespace

Files::Files(std::vector<Mount> mounts) : mounts_(std::move(mounts)) {
  std::ranges::sort(mounts_, std::ranges::greater(),
                    [](const Mount& mount) { return mount.prefix.size(); });
}

std::optional<fs::path> Files::file_of(const Target& target) const {
  std::string path = "/";
  for (const std::string& segment : target.path) {
    if (segment.empty() || segment.starts_with('.')) return std::nullopt;
    path += (path == "/" ? "" : "/") + segment;
  }
  if (path == "/") path = "/index.html";
  const auto mount =
      std::ranges::find_if(mounts_, [&](const Mount& one) { return path.starts_with(one.prefix); });
  if (mount == mounts_.end()) return std::nullopt;
  std::error_code error;
  const fs::path root = fs::canonical(mount->folder, error);
  if (error) return std::nullopt;
  fs::path file = fs::canonical(root / path.substr(mount->prefix.size()), error);
  if (error || std::ranges::mismatch(root, file).in1 != root.end()) return std::nullopt;
  return file;
}

std::optional<Response> Files::find(const Request& request, const Target& target) const {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  const std::optional<fs::path> file = file_of(target);
  if (!file) return std::nullopt;
  const std::optional<Variant> best = best_of(*file, request.field("accept-encoding"));
  if (!best) return std::nullopt;
  Response response;
  response.content_type = type_of(file->extension());
  response.fields = {
      {"cache-control",
       is_hashed(file->filename().string()) ? "public, max-age=31536000, immutable" : "no-cache"},
      {"vary", "accept-encoding"},
      {"etag", best->tag}};
  if (!best->coding.empty()) response.fields.emplace_back("content-encoding", best->coding);
  if (names_tag(request.field("if-none-match"), best->tag)) {
    response.status = 304;
    return response;
  }
  std::optional<std::string> body = read(best->file);
  if (!body) return std::nullopt;
  response.body = std::move(*body);
  return response;
}

}  // namespace ykien::http
