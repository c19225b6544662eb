// The blocks of an article: one function per kind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "layout/long_text.h"
#include "ui/compose.h"
#include "ui/twin_ids.h"

namespace ykien {

class BlockComposer {
 public:
  BlockComposer(const Page& page, Flow& flow) : page_(page), theme_(page.theme), flow_(flow) {}

  // Adds a block to the flow; of a long paragraph, a list or a table its first part, and then it
  // may not be done(). Requires: done(). The block outlives what is left of it.
  void operator()(const Heading& heading);
  void operator()(const Paragraph& paragraph);
  void operator()(const Image& image);
  void operator()(const Quote& quote);
  void operator()(const List& list);
  void operator()(const Table& table);
  void operator()(const Separator& separator);

  bool done() const { return !paragraph_ && list_ == nullptr && table_ == nullptr; }
  // Adds the next part of the paragraph, the list's next item or the table's next row. Requires:
  // not done().
  void go_on();

 private:
  struct OpenList {
    int depth = 0;
    int items = 0;
    bool in_item = false;  // the last one, which holds a list
  };

  std::uint32_t next_id() { return id_++; }
  void space_before();
  void add_paragraph(TwinKind kind, const Type& type, const Spans& spans);
  void add_part(TwinKind kind, const Type& type, LongText& text);
  void add_photo(const Image& image);
  void add_item(const ListItem& item, bool holds_list);
  void begin_list(int depth);
  void end_list();
  void end_item();
  void go_on_with_list();
  void add_marker(std::string_view marker);
  void go_on_with_table();
  void measure_row(const std::vector<TableCell>& cells);
  void fit_columns();
  void add_row(const std::vector<TableCell>& cells);
  Type cell_type(const TableCell& cell) const;

  const Page& page_;
  const Theme& theme_;
  Flow& flow_;
  std::optional<LongText> paragraph_;  // what is left of it
  const List* list_ = nullptr;         // of which items are left
  std::size_t next_item_ = 0;
  std::vector<OpenList> open_lists_;  // each within the one before
  const Table* table_ = nullptr;      // of which rows are left
  std::size_t next_row_ = 0;          // each row comes twice: to be measured, then to be set
  std::vector<int> columns_;          // width, px
  std::uint32_t id_ = twin_id::kBlocks;
  bool after_heading_ = true;
};

}  // namespace ykien
