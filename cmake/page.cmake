# casus_page(): the library casus_embedded_page with the files of web/, built by Node, compressed and packed into one block of bytes.
# Without Node, or where its packages cannot be had, the block is empty and casus says so; everything else is built all the same.
function(casus_page)
  set(out ${CMAKE_BINARY_DIR}/embedded)
  set(pack ${out}/page.pack)
  set(web ${CMAKE_SOURCE_DIR}/web)
  find_program(CASUS_NPM npm)
  find_program(CASUS_NODE node)
  if(CASUS_NPM AND CASUS_NODE)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${web}/src/* ${web}/public/* ${web}/scripts/*)
    add_custom_command(OUTPUT ${pack}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${out}
      COMMAND ${web}/scripts/build-page ${pack}
      DEPENDS ${sources} ${web}/index.html ${web}/package.json ${web}/package-lock.json ${web}/vite.config.ts
        ${web}/svelte.config.js ${web}/tsconfig.json
      COMMENT "Building the page" VERBATIM USES_TERMINAL)
  else()
    message(STATUS "Node and npm are not there: casus is built without the page of the workbench")
    file(WRITE ${pack} "")
  endif()
  file(CONFIGURE OUTPUT ${out}/page.S CONTENT
".section .rodata
.global casus_embedded_page_begin
.global casus_embedded_page_end
casus_embedded_page_begin:
.incbin \"${pack}\"
casus_embedded_page_end:
.byte 0
.section .note.GNU-stack,\"\",@progbits
" @ONLY)
  set_source_files_properties(${out}/page.S PROPERTIES OBJECT_DEPENDS ${pack})
  add_library(casus_embedded_page STATIC ${out}/page.S)
endfunction()
