#include "ui/blank_font.h"

#include "imgui.h"
#include "imgui_internal.h"
#include "misc/freetype/imgui_freetype.h"

namespace ykien {

namespace {

constexpr float kSizePx = 16;

bool init_source(ImFontAtlas*, ImFontConfig*) { return true; }
bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar) { return false; }

bool init_baked(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*) {
  baked->Ascent = baked->Size;
  return true;
}

bool load_glyph(ImFontAtlas*, ImFontConfig*, ImFontBaked*, void*, ImWchar, ImFontGlyph*, float*) { return false; }

ImFontLoader make_loader() {
  ImFontLoader loader;
  loader.Name = "blank";
  loader.FontSrcInit = init_source;
  loader.FontSrcContainsGlyph = contains_glyph;
  loader.FontBakedInit = init_baked;
  loader.FontBakedLoadGlyph = load_glyph;
  return loader;
}

const ImFontLoader& blank_loader() {
  static const ImFontLoader loader = make_loader();
  return loader;
}

}  // namespace

void add_blank_font(ImFontAtlas& atlas) {
  static char no_data = 0;  // Dear ImGui asks that a font have some
  ImFontConfig config;
  config.FontData = &no_data;
  config.FontDataSize = 1;
  config.FontDataOwnedByAtlas = false;
  config.SizePixels = kSizePx;
  atlas.AddFont(&config);
}

}  // namespace ykien

// Dear ImGui asks here for its default loader: see ykien_imconfig.h.
const ImFontLoader* ImGuiFreeType::GetFontLoader() { return &ykien::blank_loader(); }
