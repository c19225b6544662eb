#include "service/networks.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace ykien {

namespace {

constexpr std::size_t kV4Bytes = 4;
constexpr std::size_t kV6Bytes = 16;

// 4 or 16 bytes; nothing where it is no address.
std::optional<std::string> bytes_of(std::string_view text) {
  constexpr std::string_view kMapped("\0\0\0\0\0\0\0\0\0\0\xFF\xFF", 12);
  const std::string whole(text);
  std::string bytes(kV6Bytes, '\0');
  if (inet_pton(AF_INET6, whole.c_str(), bytes.data()) == 1)
    return bytes.starts_with(kMapped) ? bytes.substr(kMapped.size()) : bytes;
  bytes.resize(kV4Bytes);
  if (inet_pton(AF_INET, whole.c_str(), bytes.data()) == 1) return bytes;
  return std::nullopt;
}

std::string text_of(const std::string& bytes) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const int family = bytes.size() == kV4Bytes ? AF_INET : AF_INET6;
  inet_ntop(family, bytes.data(), text.data(), text.size());
  return text.data();
}

// The first bits, then zeros.
std::string masked(std::string bytes, int bits) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const int kept = std::clamp(bits - static_cast<int>(i) * 8, 0, 8);
    bytes[i] = static_cast<char>(static_cast<unsigned char>(bytes[i]) & (0xFF00 >> kept));
  }
  return bytes;
}

}  // namespace

bool is_address(std::string_view text) { return bytes_of(text).has_value(); }

std::string network_of(std::string_view address) {
  const auto bytes = bytes_of(address);
  if (!bytes) return std::string(address);
  const int bits = bytes->size() == kV4Bytes ? 24 : 64;
  return text_of(masked(*bytes, bits)) + "/" + std::to_string(bits);
}

std::optional<Networks> Networks::parse(const std::vector<std::string>& networks) {
  Networks all;
  for (const std::string& text : networks) {
    const std::size_t slash = std::min(text.find('/'), text.size());
    const auto bytes = bytes_of(std::string_view(text).substr(0, slash));
    if (!bytes) return std::nullopt;
    const int most = static_cast<int>(bytes->size()) * 8;
    int bits = most;
    if (slash < text.size()) {
      const char* const end = text.data() + text.size();
      const auto [after, problem] = std::from_chars(text.data() + slash + 1, end, bits);
      if (problem != std::errc() || after != end) return std::nullopt;
    }
    if (bits < 1 || bits > most) return std::nullopt;
    all.networks_.push_back({masked(*bytes, bits), bits});
  }
  return all;
}

bool Networks::hold(std::string_view address) const {
  const auto bytes = bytes_of(address);
  return bytes && std::ranges::any_of(networks_, [&](const Network& network) {
           return network.bytes.size() == bytes->size() &&
                  masked(*bytes, network.bits) == network.bytes;
         });
}

}  // namespace ykien
