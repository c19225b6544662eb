// The words of comments that another system kept as HTML.
#pragma once

#include <string>
#include <string_view>

namespace ykien {

// Plain text: paragraphs and <br> become line ends, a link whose words are not its address is
// followed by it, character references become what they stand for, everything else in angle
// brackets goes. UTF-8 stays UTF-8. O(bytes).
std::string text_of_html(std::string_view html);

}  // namespace ykien
