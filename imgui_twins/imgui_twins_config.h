// What imgui_twins needs of Dear ImGui's settings: include it from your imconfig.h (or
// IMGUI_USER_CONFIG). Turns the test engine's hooks on, and takes the place of Dear ImGui's file
// functions: the words that it draws come in through them (docs/imgui-twins.md).
#pragma once

#define IMGUI_ENABLE_TEST_ENGINE
#define IMGUI_DISABLE_DEFAULT_FILE_FUNCTIONS

typedef void* ImFileHandle;
ImFileHandle ImFileOpen(const char* name, const char* mode);  // no files: always null
bool ImFileClose(ImFileHandle file);
unsigned long long ImFileGetSize(ImFileHandle file);
unsigned long long ImFileRead(void* data, unsigned long long size, unsigned long long count,
                              ImFileHandle file);
unsigned long long ImFileWrite(const void* data, unsigned long long size, unsigned long long count,
                               ImFileHandle file);
