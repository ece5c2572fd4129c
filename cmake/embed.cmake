# casus_embed(NAME FOLDER PATTERN): a library with every matching file below FOLDER, byte for byte, as
# `casus::embedded::NAME()`. The assembler's .incbin reads the files, so no copy of them is generated.
function(casus_embed name folder pattern)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/${pattern})
  list(SORT files)
  set(assembly ".section .rodata\n")
  set(entries "")
  set(declarations "")
  set(index 0)
  set(absolute "")
  foreach(file IN LISTS files)
    set(symbol casus_embedded_${name}_${index})
    string(APPEND assembly
      ".global ${symbol}_begin\n.global ${symbol}_end\n${symbol}_begin:\n.incbin \"${folder}/${file}\"\n${symbol}_end:\n.byte 0\n")
    string(APPEND declarations "extern const char ${symbol}_begin[];\nextern const char ${symbol}_end[];\n")
    file(SHA256 ${folder}/${file} hash)
    string(APPEND entries "    {\"${file}\", {${symbol}_begin, static_cast<std::size_t>(${symbol}_end - ${symbol}_begin)}, \"${hash}\"},\n")
    list(APPEND absolute ${folder}/${file})
    math(EXPR index "${index} + 1")
  endforeach()
  # The hashes are taken when CMake runs, so a changed file makes it run again.
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${absolute})
  string(APPEND assembly ".section .note.GNU-stack,\"\",@progbits\n")
  set(out ${CMAKE_BINARY_DIR}/embedded)
  file(CONFIGURE OUTPUT ${out}/${name}.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${out}/${name}.cpp CONTENT
"#include \"tool/embedded.h\"
#include <array>
extern \"C\" {
${declarations}}
namespace casus::embedded {
namespace {
const std::array<File, ${index}> files = {{
${entries}}};
}
std::span<const File> ${name}() { return files; }
}
" @ONLY)
  set_source_files_properties(${out}/${name}.S PROPERTIES OBJECT_DEPENDS "${absolute}")
  add_library(casus_embedded_${name} STATIC ${out}/${name}.S ${out}/${name}.cpp)
  target_include_directories(casus_embedded_${name} PRIVATE ${CMAKE_SOURCE_DIR}/src)
endfunction()

# casus_embed_trees(NAME FOLDER PATTERN): the same files once more, parsed while building, as one block of bytes,
# `casus::embedded::NAME_trees()`. The trees stand in the order of `NAME()`.
function(casus_embed_trees name folder pattern)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${folder} ${folder}/${pattern})
  list(SORT files)
  list(TRANSFORM files PREPEND "${folder}/" OUTPUT_VARIABLE absolute)
  list(JOIN absolute "\n" lines)
  set(out ${CMAKE_BINARY_DIR}/embedded)
  file(CONFIGURE OUTPUT ${out}/${name}.list CONTENT "${lines}\n" @ONLY)
  add_custom_command(OUTPUT ${out}/${name}.trees
    COMMAND casus_pack_corpus ${out}/${name}.list ${out}/${name}.trees
    DEPENDS casus_pack_corpus ${out}/${name}.list ${absolute}
    COMMENT "Parsing the corpus")
  set(symbol casus_embedded_${name}_trees)
  file(CONFIGURE OUTPUT ${out}/${name}_trees.S CONTENT
".section .rodata
.balign 8
.global ${symbol}_begin
.global ${symbol}_end
${symbol}_begin:
.incbin \"${out}/${name}.trees\"
${symbol}_end:
.byte 0
.section .note.GNU-stack,\"\",@progbits
" @ONLY)
  file(CONFIGURE OUTPUT ${out}/${name}_trees.cpp CONTENT
"#include \"tool/embedded.h\"
extern \"C\" {
extern const char ${symbol}_begin[];
extern const char ${symbol}_end[];
}
namespace casus::embedded {
std::string_view ${name}_trees() { return {${symbol}_begin, static_cast<std::size_t>(${symbol}_end - ${symbol}_begin)}; }
}
" @ONLY)
  set_source_files_properties(${out}/${name}_trees.S PROPERTIES OBJECT_DEPENDS ${out}/${name}.trees)
  add_library(casus_embedded_${name}_trees STATIC ${out}/${name}_trees.S ${out}/${name}_trees.cpp)
  target_include_directories(casus_embedded_${name}_trees PRIVATE ${CMAKE_SOURCE_DIR}/src)
endfunction()
