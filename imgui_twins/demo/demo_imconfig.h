// Dear ImGui as the demo builds it.
#pragma once

#include "imgui_twins_config.h"

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_WIN32_FUNCTIONS
#define IMGUI_USE_WCHAR32
#define ImDrawIdx unsigned int
