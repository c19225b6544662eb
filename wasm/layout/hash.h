// A small non-cryptographic hash (FNV-1a, 32 bits) that says whether something shown has changed.
#pragma once

#include <cstdint>
#include <string_view>

namespace ykien {

class Hash {
 public:
  void add(std::string_view bytes) {
    add(static_cast<std::uint32_t>(bytes.size()));
    for (const char byte : bytes) mix(static_cast<std::uint8_t>(byte));
  }
  void add(std::uint32_t word) {
    for (int shift = 0; shift < 32; shift += 8) mix(static_cast<std::uint8_t>(word >> shift));
  }
  void add(int word) { add(static_cast<std::uint32_t>(word)); }
  std::uint32_t value() const { return value_; }

 private:
  void mix(std::uint8_t byte) { value_ = (value_ ^ byte) * 16777619u; }
  std::uint32_t value_ = 2166136261u;
};

}  // namespace ykien
