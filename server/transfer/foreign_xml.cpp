#include "transfer/foreign_xml.h"

#include <expat.h>

#include <algorithm>
#include <array>
#include <climits>
#include <map>
#include <memory>
#include <span>
#include <utility>

namespace ykien {

namespace {

constexpr std::size_t kDepthMax = 64;

std::string trimmed(std::string text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// "http://example.tld/2014/test/?p=4" -> "/2014/test/?p=4"
std::string path_of(const std::string& link) {
  const std::size_t scheme = link.find("://");
  if (scheme == link.npos) return link;
  const std::size_t path = link.find('/', scheme + 3);
  return path == link.npos ? "/" : link.substr(path);
}

// What both formats share: elements within elements, and their texts.
class XmlReader {
 public:
  virtual ~XmlReader() = default;

  Foreigners read(std::string_view file) {
    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate(nullptr),
                                                                         XML_ParserFree);
    parser_ = parser.get();
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(
        parser_,
        [](void* self, const char* name, const char** attributes) {
          static_cast<XmlReader*>(self)->begin(name, attributes);
        },
        [](void* self, const char*) { static_cast<XmlReader*>(self)->end(); });
    XML_SetCharacterDataHandler(parser_, [](void* self, const char* text, int bytes) {
      static_cast<XmlReader*>(self)->text_.append(text, static_cast<std::size_t>(bytes));
    });
    while (true) {
      const std::string_view part = file.substr(0, INT_MAX / 2);
      file.remove_prefix(part.size());
      if (XML_Parse(parser_, part.data(), static_cast<int>(part.size()), file.empty() ? 1 : 0) !=
          XML_STATUS_OK)
        return std::unexpected(problem());
      if (file.empty()) return std::move(comments_);
    }
  }

 protected:
  // `attributes` by name; `path` of names from the root, "/disqus/post/author".
  virtual void begun(const std::string& path,
                     const std::map<std::string, std::string>& attributes) = 0;
  virtual void ended(const std::string& path, std::string text) = 0;

  std::vector<Foreign> comments_;

 private:
  void begin(const char* name, const char** attributes) {
    ends_.push_back(path_.size());
    path_.append("/").append(name);
    text_.clear();
    if (ends_.size() > kDepthMax) return XML_StopParser(parser_, XML_FALSE), void();
    std::map<std::string, std::string> named;
    for (; *attributes != nullptr; attributes += 2) named.emplace(attributes[0], attributes[1]);
    begun(path_, named);
  }

  void end() {
    ended(path_, trimmed(std::exchange(text_, {})));
    path_.resize(ends_.back());
    ends_.pop_back();
  }

  std::string problem() const {
    const char* const what = XML_ErrorString(XML_GetErrorCode(parser_));
    return "line " + std::to_string(XML_GetCurrentLineNumber64(parser_)) + ": " +
           (ends_.size() > kDepthMax ? "too deep" : what);
  }

  XML_Parser parser_ = nullptr;
  std::string path_;
  std::vector<std::size_t> ends_;
  std::string text_;
};

// Where an element's text belongs.
struct Field {
  std::string_view name;
  std::string Foreign::* member;
};

void keep(std::span<const Field> fields, std::string_view name, std::string text,
          Foreign& comment) {
  const auto field = std::ranges::find(fields, name, &Field::name);
  if (field != fields.end()) comment.*field->member = std::move(text);
}

class DisqusReader : public XmlReader {
  void begun(const std::string& path,
             const std::map<std::string, std::string>& attributes) override {
    const auto id = attributes.find("dsq:id");
    const std::string value = id == attributes.end() ? "" : id->second;
    if (path == "/disqus/thread") {
      thread_ = value;
      articles_[thread_] = {};
    } else if (path == "/disqus/post") {
      post_ = {};
      post_.id = value;
    } else if (path == "/disqus/post/thread") {
      const auto article = articles_.find(value);
      const bool known = article != articles_.end() && !article->second.empty();
      // A thread that is not in the file has a number all the same.
      post_.article = known ? article->second : "disqus-" + value;
    } else if (path == "/disqus/post/parent") {
      post_.parent = value;
    }
  }

  void ended(const std::string& path, std::string text) override {
    if (path == "/disqus/thread/id" && !text.empty()) articles_[thread_] = text;
    if (path == "/disqus/thread/link" && articles_[thread_].empty())
      articles_[thread_] = path_of(text);
    if (path == "/disqus/post/isSpam" && text == "true") post_.state = CommentState::kRejected;
    if (path == "/disqus/post/isDeleted" && text == "true") post_.state = CommentState::kDeleted;
    if (path == "/disqus/post") comments_.push_back(std::move(post_));
    keep(kFields, path, std::move(text), post_);
  }

  static constexpr std::array<Field, 4> kFields = {
      {{"/disqus/post/message", &Foreign::html},
       {"/disqus/post/createdAt", &Foreign::created},
       {"/disqus/post/author/name", &Foreign::author_name},
       {"/disqus/post/author/email", &Foreign::author}}};

  std::string thread_;
  std::map<std::string, std::string> articles_;  // by thread
  Foreign post_;
};

class WordPressReader : public XmlReader {
  static constexpr std::string_view kItem = "/rss/channel/item";

  void begun(const std::string& path, const std::map<std::string, std::string>&) override {
    if (path == kItem) ++items_;
    if (path == std::string(kItem) + "/wp:comment") comment_ = {};
  }

  // Its ids are unique within an item only.
  std::string id_of(const std::string& text) const {
    return text.empty() || text == "0" ? "" : std::to_string(items_) + "-" + text;
  }

  void ended(const std::string& path, std::string text) override {
    if (path == std::string(kItem) + "/link") link_ = path_of(text);
    const std::string prefix = std::string(kItem) + "/wp:comment";
    if (path == prefix) {
      comment_.article = link_;
      comments_.push_back(std::move(comment_));
    }
    if (!path.starts_with(prefix + "/wp:comment_")) return;
    const std::string_view name = std::string_view(path).substr(prefix.size() + 12);
    if (name == "id") comment_.id = id_of(text);
    if (name == "parent") comment_.parent = id_of(text);
    if (name == "approved") comment_.state = state_of(text);
    keep(kFields, name, std::move(text), comment_);
  }

  static CommentState state_of(std::string_view approved) {
    if (approved == "1") return CommentState::kPublished;
    if (approved == "spam") return CommentState::kRejected;
    return approved == "trash" ? CommentState::kDeleted : CommentState::kHeld;
  }

  static constexpr std::array<Field, 4> kFields = {{{"author", &Foreign::author_name},
                                                    {"author_email", &Foreign::author},
                                                    {"date_gmt", &Foreign::created},
                                                    {"content", &Foreign::html}}};

  std::size_t items_ = 0;
  std::string link_;
  Foreign comment_;
};

}  // namespace

Foreigners read_foreign_xml(Format format, std::string_view file) {
  if (format == Format::kDisqus) return DisqusReader().read(file);
  return WordPressReader().read(file);
}

}  // namespace ykien
