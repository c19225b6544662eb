// ykien_vectors CALLS ANSWERS: what the native core answers to a file of calls, so that
// native.test.mjs can ask the wasm module the same and compare the bytes.
//
// A call is a line: the name of an ABI function without its prefix, its texts in hexadecimal ("-" =
// empty), and for cut_graphemes a number. Its answer is a line: the text that it leaves in
// hexadecimal, or a number, or "code@offset".
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ykien/article.h"
#include "ykien/comment_rules.h"
#include "ykien/text.h"

namespace {

using ykien::Result;

constexpr std::string_view kDigits = "0123456789abcdef";

std::string to_hex(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    digits += kDigits[byte >> 4];
    digits += kDigits[byte & 15];
  }
  return digits;
}

std::string from_hex(std::string_view digits) {
  std::string text;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    text += static_cast<char>(kDigits.find(digits[i]) * 16 + kDigits.find(digits[i + 1]));
  }
  return text;
}

Result<std::string> check_draft(std::string_view policy_json, std::string_view draft_json) {
  auto policy = ykien::parse_policy(policy_json);
  if (!policy) return std::unexpected(policy.error());
  const auto draft = ykien::parse_draft(draft_json);
  if (!draft) return std::unexpected(draft.error());
  return to_hex(write_checked_draft(ykien::RuleSet(std::move(*policy)).check_draft(*draft)));
}

Result<std::string> answer(const std::vector<std::string>& call) {
  const std::string& name = call.at(0);
  const std::string text = from_hex(call.at(1));
  const auto number = [](std::size_t value) { return std::to_string(value); };
  if (name == "count_graphemes") return ykien::count_graphemes(text).transform(number);
  if (name == "cut_graphemes") {
    return ykien::cut_graphemes(text, std::stoul(call.at(2))).transform(number);
  }
  if (name == "to_nfc") return ykien::to_nfc(text).transform(to_hex);
  if (name == "to_nfd") return ykien::to_nfd(text).transform(to_hex);
  if (name == "check_draft") return check_draft(text, from_hex(call.at(2)));
  return ykien::parse_article(text).transform(
      [](const ykien::Article& article) { return to_hex(write_article(article)); });
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::fputs("usage: ykien_vectors CALLS ANSWERS\n", stderr);
    return 2;
  }
  std::ifstream calls(arguments[1]);
  std::ofstream answers(arguments[2], std::ios::binary);
  for (std::string line; std::getline(calls, line);) {
    std::istringstream words(line);
    std::vector<std::string> call;
    for (std::string word; words >> word;) call.push_back(word);
    const Result<std::string> said = answer(call);
    if (said) {
      answers << *said << '\n';
    } else {
      answers << error_name(said.error().code) << '@' << said.error().offset_bytes << '\n';
    }
  }
  return answers.flush() ? 0 : 1;
}
