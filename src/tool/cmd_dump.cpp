// `casus dump`: what a stage of the pipeline made of a text.
#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "explain/model_json.h"
#include "syntax/print.h"
#include "tool/commands.h"
#include "tool/streams.h"

namespace casus::tool {

int dump(const Options& options, const std::string& stage, const std::vector<std::string>& files) {
  Session session(options);
  const bool model_asked = stage == "model";
  if (!model_asked && stage != "tokens" && stage != "tree") {
    complain("casus dump: there is no stage `{}`; the stages are tokens, tree and model\n", stage);
    return exit_usage;
  }
  // The text stages show the user's files, or the corpus where none is named; the model is always the whole.
  if (model_asked || files.empty()) session.load_corpus();
  for (const auto& file : files) session.load(file);
  if (model_asked) session.build();
  if (session.report()) return exit_input;
  std::string out;
  if (model_asked) {
    out = explain::model_json(session.model()).dump(1) + "\n";
  } else {
    for (std::size_t i = 0; i < session.source_count(); ++i) {
      const syntax::Tree& tree = session.tree(make_id<SourceId>(i));
      if (session.source_count() > 1) out += fmt::format("// {}\n", session.path(tree.source()));
      out += stage == "tokens" ? syntax::print_tokens(tree) : syntax::print(tree);
    }
  }
  print(out);
  return exit_done;
}

}  // namespace casus::tool
