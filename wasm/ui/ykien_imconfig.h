// Dear ImGui as we build it: a context and draw lists. No text fields of its own, files, shell, clock or font file.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_WIN32_FUNCTIONS
#define ImDrawIdx unsigned int

// The seam where Dear ImGui asks for another font loader than stb_truetype; ours answers there (blank_font.cpp), and
// 30 KB of font parsing stay out.
#define IMGUI_ENABLE_FREETYPE
