#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "explain/proof.h"
#include "tool/commands.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;

namespace {

std::string_view step_name(explain::StepStatus status) {
  return status == explain::StepStatus::holds  ? "holds"
         : status == explain::StepStatus::open ? "open"
                                               : "fails";
}

}  // namespace

int why(const Options& options, const std::string& debtor, const std::vector<std::string>& events) {
  int exit = exit_done;
  auto asked = ask_question(options, events, exit);
  if (!asked) return exit;
  const auto who = state_named(*asked, debtor);
  if (!who) return exit_input;
  const auto answer = evaluate(*asked);
  const auto& model = asked->program->model();
  json proofs = json::array();
  std::size_t told = 0;
  for (const auto& item : answer.items) {
    if (item.debtor != who) continue;
    const auto proof = explain::prove(*asked->evaluator, asked->situation, asked->result, item);
    ++told;
    if (options.format == Format::json) {
      json steps = json::array();
      for (const auto& step : proof.steps)
        steps.push_back({{"step", step.title}, {"status", step_name(step.status)}, {"text", step.text}});
      const auto& row = asked->result.rows[item.row];
      proofs.push_back({{"debtor", model[item.debtor].code},
                        {"instrument", model[model[row.provision].instrument].name},
                        {"provision", model[row.provision].label},
                        {"status", name(item.status)},
                        {"sentence", proof.sentence},
                        {"steps", std::move(steps)},
                        {"gist", proof.gist},
                        {"phrase", proof.phrase},
                        {"cite", proof.cite},
                        {"note", proof.note}});
    } else {
      print(explain::render_proof(model, asked->result, proof, options.format == Format::text && colour_on(1),
                                  terminal_width()));
    }
  }
  if (options.format == Format::json) {
    print(json{{"schema", "casus/why/1"},
               {"engine", version},
               {"corpus", {{"digest", asked->session->digest()}}},
               {"proofs", std::move(proofs)}}
              .dump(2) +
          "\n");
  } else if (told == 0) {
    print(fmt::format("\n  {} is bound to nothing here; `casus whynot {}` says why.\n",
                      explain::sentence_case(spoken_on(model[who], asked->situation.day)), model[who].code));
  } else {
    print("\n  A statement about texts, not a prediction.\n");
  }
  return exit_done;
}

int why_not(const Options& options, const std::string& debtor, const std::vector<std::string>& events) {
  int exit = exit_done;
  auto asked = ask_question(options, events, exit);
  if (!asked) return exit;
  const auto who = state_named(*asked, debtor);
  if (!who) return exit_input;
  const auto answer = evaluate(*asked);
  const auto& model = asked->program->model();
  std::size_t bound = 0, open = 0;
  for (const auto& item : answer.items) {
    const auto& row = asked->result.rows[item.row];
    if (item.debtor != who || row.kind == engine::RowKind::breach ||
        row.duty->modality == model::Modality::may)
      continue;
    (item.status == explain::Status::arises ? bound : open) += 1;
  }
  const auto list = explain::why_not(*asked->evaluator, asked->situation, asked->result, who);
  if (options.format == Format::json) {
    json clauses = json::array();
    for (const auto& w : list) {
      const auto words = explain::fail_words(*asked->program, asked->situation, w, who);
      clauses.push_back({{"instrument", model[model[w.provision].instrument].name},
                         {"provision", model[w.provision].label},
                         {"fails_at", words.step},
                         {"reason", words.reason},
                         {"steps_failing", w.failing},
                         {"steps_passed", w.passed},
                         {"event", fmt::format("e{}", w.event + 1)}});
    }
    print(json{{"schema", "casus/whynot/1"},
               {"engine", version},
               {"corpus", {{"digest", asked->session->digest()}}},
               {"debtor", model[who].code},
               {"bound", bound},
               {"open", open},
               {"clauses", std::move(clauses)}}
              .dump(2) +
          "\n");
    return exit_done;
  }
  const std::string spoken = explain::sentence_case(spoken_on(model[who], asked->situation.day));
  if (bound + open == 0) {
    print(fmt::format("\n  {} is bound to nothing here.", spoken));
  } else {
    print(fmt::format("\n  {}: {} {} here, {} open; `casus why {}` shows them.", spoken, bound,
                      bound == 1 ? "duty arises" : "duties arise", open, model[who].code));
  }
  if (list.empty()) {
    print(" No clause of the corpus could bind it further.\n\n");
    return exit_done;
  }
  print(" Nearest clauses, nearest first:\n\n");
  std::size_t width = 0;
  for (const auto& w : list) width = std::max(width, explain::source(model, w.provision).size());
  std::size_t number = 0;
  for (const auto& w : list) {
    if (++number > 12 && !options.all) {
      print(fmt::format("  … and {} more (--all)\n", list.size() - 12));
      break;
    }
    const auto words = explain::fail_words(*asked->program, asked->situation, w, who);
    print(fmt::format("  {:>2}  {:<{}}  fails at {}: {}\n", number, explain::source(model, w.provision),
                      width, words.step, words.reason));
  }
  print("\n  A statement about texts, not a prediction.\n");
  return exit_done;
}

}  // namespace casus::tool
