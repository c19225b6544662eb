// Files of folders: the widget's own, and the pages of a demo. Precompressed ones are sent where
// they lie beside (".br", ".gz"); what has its content's hash in its name is for ever.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "http/message.h"

namespace ykien::http {

struct Mount {
  std::string prefix;  // "/" or "/ykien/"
  std::filesystem::path folder;
};

class Files {
 public:
  // Of two prefixes the longer one counts, whatever their order.
  explicit Files(std::vector<Mount> mounts);

  // A GET's or HEAD's answer; nothing where there is no such file. No path leads out of a folder,
  // neither by dots nor by a link, and none to a name that begins with a dot.
  std::optional<Response> find(const Request& request, const Target& target) const;

 private:
  std::optional<std::filesystem::path> file_of(const Target& target) const;

  std::vector<Mount> mounts_;
};

}  // namespace ykien::http
