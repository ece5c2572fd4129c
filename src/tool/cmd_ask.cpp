#include <fmt/format.h>

#include "explain/render.h"
#include "tool/commands.h"
#include "tool/question.h"

namespace casus::tool {

int ask(const Options& options, const std::vector<std::string>& events) {
  int exit = exit_done;
  auto asked = ask_question(options, events, exit);
  if (!asked) return exit;
  const auto answer = evaluate(*asked);
  // Only documents carry the digest of the corpus.
  const bool document = options.format == Format::json || options.format == Format::ndjson;
  const auto source = provenance(*asked->session, document);
  switch (options.format) {
    case Format::json:
    case Format::ndjson: {
      const explain::DocumentOptions how{.indent = options.format == Format::json ? 2 : -1,
                                         .all = options.all,
                                         .chain = asked->chain_or_null()};
      print(explain::render_json(*asked->evaluator, asked->situation, asked->result, answer, source, how) +
            "\n");
      break;
    }
    case Format::csv:
      print(explain::render_csv(*asked->evaluator, asked->situation, asked->result, answer));
      break;
    default: {
      explain::TableOptions table;
      table.colour = options.format == Format::text && colour_on(1);
      table.width = terminal_width();
      table.all = options.all;
      table.chain = asked->chain_or_null();
      print(explain::render_table(*asked->evaluator, asked->situation, asked->result, answer, source, table));
    }
  }
  const int settled = settle(*asked->session, options, answer, {});
  asked->session->report();
  leave(std::move(*asked));
  return settled;
}

}  // namespace casus::tool
