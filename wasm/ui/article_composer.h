// The article: head, blocks, foot; step by step, so that a very long one does not stop the page.
#pragma once

#include <cstddef>

#include "ui/block_composer.h"
#include "ui/compose.h"

namespace ykien {

class ArticleComposer {
 public:
  // What the page refers to, except its theme, outlives the composer and stays as it is.
  explicit ArticleComposer(const Page& page);

  // Goes on for about so much effort (see Flow). Whether all blocks are set.
  bool work(std::size_t effort);
  // What is set so far.
  Section section() const { return flow_.so_far(SectionRole::kArticle); }
  // Requires: work() has returned true; to be called once, last.
  Section finish();

 private:
  Theme theme_;
  Page page_;
  Flow flow_ = reading_column(page_);
  BlockComposer blocks_{page_, flow_};
  std::size_t next_ = 0;  // block
};

}  // namespace ykien
