#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "explain/chain.h"
#include "explain/groups.h"
#include "explain/json_text.h"
#include "explain/render.h"

namespace casus::explain {

using json = nlohmann::ordered_json;
using engine::RowKind;

namespace {

void write_terms(JsonText& out, const Item& item) {
  out.begin_array();
  for (const auto& term : item.on_questions) {
    out.begin_object();
    for (const auto& [question, answer] : term) out.field(question, answer);
    out.end_object();
  }
  out.end_array();
}

std::vector<std::string_view> means_names(const std::vector<Means>& list) {
  std::vector<std::string_view> names;
  for (auto means : list) names.push_back(name(means));
  std::ranges::sort(names);
  return names;
}

std::string event_id(const Situation& situation, std::int16_t event) {
  return event < 0 ? std::string()
                   : fmt::format("e{}", number_of(*situation.scenario, static_cast<std::size_t>(event)));
}

std::string joined(const std::vector<std::string>& list) { return fmt::format("{}", fmt::join(list, ", ")); }

/// Where the act is done against its object, the object is the target, and whoever is struck the beneficiary.
bool object_is_target(const Row& row) {
  const bool prohibition =
      row.duty->modality == Modality::must_not || row.duty->modality == Modality::should_not;
  return is_against(row.duty->act) && !prohibition;
}

/// What documents and tables of one duty have alike.
struct ToldDuty {
  Row row;
  Day day;
  std::string victim, target, event, sentence;
  std::string_view coding;
};

ToldDuty told_duty(Evaluator& evaluator, const Situation& situation, const Result& result, const Item& item) {
  const Model& model = evaluator.program().model();
  ToldDuty out{.row = result.rows[item.row],
               .day = {},
               .victim = {},
               .target = {},
               .event = {},
               .sentence = {},
               .coding = {}};
  Row& row = out.row;
  row.truth = item.truth;
  out.day = day_of_row(situation, row);
  if (row.victim) out.victim = model[row.victim].code;
  out.target = joined(codes(model, object_is_target(row) && !row.objects.empty() ? row.objects : row.target));
  out.event = event_id(situation, row.event);
  const Provision& provision = model[row.provision];
  out.coding =
      name(provision.status != CodingStatus::none ? provision.status : model[provision.instrument].status);
  Told told{item.debtor, {}, item.complete};
  if (!row.truth.is_yes()) told.terms = evaluator.diagram().minimal_terms(row.truth).terms;
  out.sentence = sentence(evaluator, situation, result, row, told);
  return out;
}

void field_or_null(JsonText& out, std::string_view key, const std::string& text) {
  if (text.empty())
    out.field(key, nullptr);
  else
    out.field(key, text);
}

void write_duty(JsonText& out, const Model& model, const Situation& situation, const Item& item,
                const ToldDuty& told, std::size_t group) {
  const Row& row = told.row;
  const Duty& duty = *row.duty;
  const Provision& provision = model[row.provision];
  const Instrument& instrument = model[provision.instrument];
  std::vector<std::string_view> processes;
  for (const auto& process : duty.processes) processes.push_back(name(process.kind));
  std::vector<std::string_view> provisos;
  for (const auto* proviso : provisos_for(model, row, item.debtor, told.day))
    provisos.push_back(model.word(proviso->character));

  out.begin_object();
  out.field("debtor", model[item.debtor].code);
  out.field("debtor_name", title_on(model[item.debtor], told.day));
  out.field("instrument", instrument.name);
  out.field("provision", provision.label);
  out.field("status", name(item.status));
  out.field("modality", name(duty.modality));
  out.field("act", name(duty.act));
  out.field("beneficiary", beneficiary_code(model, row, told.day));
  field_or_null(out, "victim", told.victim);
  field_or_null(out, "target", told.target);
  out.field("discretion", name(duty.discretion));
  out.field("may_include", means_names(duty.may_include));
  out.field("must_include", means_names(duty.must_include));
  out.field("with", means_names(duty.with));
  out.field("process", processes);
  out.field("due", due_words(duty.due));
  out.field("until", duty.until);
  if (!duty.manner.empty()) out.field("manner", duty.manner);
  if (duty.amount)
    out.field("amount", json{{"value", duty.amount->value},
                             {"unit", duty.amount->unit},
                             {"per", duty.amount->per},
                             {"purpose", duty.amount->purpose}});
  if (duty.decision) out.field("decision", model.word(duty.decision));
  out.field("provisos", provisos);
  field_or_null(out, "consistent_with",
                duty.consistent_with ? model[duty.consistent_with].name : std::string());
  out.field("force", name(instrument.force));
  out.field("supposed", is_supposed(model, situation, provision.instrument));
  out.field("standing", row.kind == RowKind::standing);
  out.key("on_questions");
  write_terms(out, item);
  if (!item.complete) out.field("on_questions_complete", false);
  out.field("round", row.round);
  if (row.ended > 0) out.field("ended_in_round", row.ended);
  out.field("event", told.event);
  out.field("coding", told.coding);
  out.field("confidence",
            name(provision.confidence != Confidence::none ? provision.confidence : instrument.confidence));
  out.field("cite", provision.cite.empty() ? instrument.cite : provision.cite);
  out.field("sentence", told.sentence);
  out.field("group", group);
  out.end_object();
}

json groups_json(const Model& model, const Groups& groups, const std::vector<SpokenTogether>& together) {
  json out = json::array();
  for (std::size_t i = 0; i < groups.list().size(); ++i) {
    const Group& group = groups.list()[i];
    json alike = json::array();
    for (const auto& spoken : together[i].list()) alike.push_back(spoken.debtors);
    out.push_back({{"section", name(group.section)},
                   {"heading", heading(group.section)},
                   {"source", source(model, group.row->provision)},
                   {"who", groups.who(group)},
                   {"note", groups.note(group)},
                   {"proviso", codes(model, group.proviso)},
                   {"alike", std::move(alike)}});
  }
  return out;
}

json scenario_json(const Model& model, const Situation& situation) {
  const Scenario& scenario = *situation.scenario;
  json events = json::array();
  for (std::size_t i = 0; i < scenario.events.size(); ++i) {
    const Event& e = scenario.events[i];
    json by = codes(model, e.by);
    if (e.by_unknown && e.by.empty()) by.push_back("unknown");
    if (e.by_non_state) by.push_back("non_state");
    json against = json::array();
    for (auto id : e.against) against.push_back(model[id].code);
    json one{{"id", fmt::format("e{}", number_of(scenario, i))},
             {"kind", name(e.kind)},
             {"on", to_iso(e.on)},
             {"by", by},
             {"against", against}};
    one["at"] = e.at                ? json(model[e.at].name)
                : e.against.empty() ? json(nullptr)
                                    : json(model[e.against[0]].code);
    one["place_given"] = static_cast<bool>(e.at);
    if (e.on_forces) one["on_forces"] = true;
    if (!e.means.empty()) one["means"] = means_names(e.means);
    if (e.decision) one["of"] = model.word(e.decision);
    if (!e.asserted_by.empty()) one["asserted_by"] = codes(model, e.asserted_by);
    if (!e.asserted_actor.empty()) one["asserted_actor"] = codes(model, e.asserted_actor);
    one["strikes"] = strikes(e.kind);
    one["text"] = e.text;
    one["sentence"] = sentence_case(event_words(model, e));
    events.push_back(std::move(one));
  }
  json suppose = json::array(), supposed = json::array();
  for (const auto& s : scenario.suppositions) {
    suppose.push_back(s.text);
    supposed.push_back(sentence_case(supposition_words(model, s, situation.day)));
  }
  json readings = json::array();
  for (auto id : scenario.readings) readings.push_back(model[id].name);
  json facts = json::array();
  for (const auto& f : scenario.facts) {
    facts.push_back(
        {{"question", f.question}, {"answer", f.yes}, {"asserted_by", codes(model, f.asserted_by)}});
    if (f.stance_of) facts.back()["stance_of"] = model[f.stance_of].code;
  }
  return {{"name", scenario.name}, {"title", scenario.title}, {"on", to_iso(situation.day)},
          {"suppose", suppose},    {"supposed", supposed},    {"readings", readings},
          {"facts", facts},        {"events", events}};
}

}  // namespace

std::string beneficiary_code(const Model& model, const Row& row, Day day) {
  if (object_is_target(row)) return row.victim ? model[row.victim].code : std::string();
  if (row.objects.size() == 1) return codes(model, row.objects)[0];
  return object_words(model, row, day);
}

std::string render_json(Evaluator& evaluator, const Situation& situation, Result& result,
                        const Answer& answer, const Provenance& provenance, const DocumentOptions& options) {
  const Model& model = evaluator.program().model();
  const Groups groups(model, situation, result, answer);
  std::vector<SpokenTogether> together(groups.list().size());
  JsonText duties(options.indent, options.depth + 1), breaches(options.indent, options.depth + 1);
  duties.begin_array();
  breaches.begin_array();
  for (std::size_t i = 0; i < answer.items.size(); ++i) {
    const Item& item = answer.items[i];
    const auto told = told_duty(evaluator, situation, result, item);
    write_duty(told.row.kind == RowKind::breach ? breaches : duties, model, situation, item, told,
               groups.of_item(i));
    together[groups.of_item(i)].add(model[item.debtor].code, spoken_on(model[item.debtor], told.day),
                                    told.sentence);
  }
  duties.end_array();
  breaches.end_array();
  json not_bound = json::array();
  if (options.all) {
    std::vector<StateId> order;
    evaluator.program().states(situation.day).for_each([&](std::size_t s) {
      order.push_back(make_id<StateId>(s));
    });
    std::ranges::sort(order, {}, [&](StateId id) { return std::string_view(model[id].code); });
    const auto clauses = clauses_that_events_trigger(model);
    for (auto id : order)
      for (const auto& why : why_not_as_holder(evaluator, situation, result, id, clauses)) {
        const auto words = fail_words(evaluator.program(), situation, why, id);
        not_bound.push_back({{"debtor", model[id].code},
                             {"instrument", model[model[why.provision].instrument].name},
                             {"provision", model[why.provision].label},
                             {"status", "does_not_arise"},
                             {"fails_at", words.step},
                             {"reason", words.reason},
                             {"event", event_id(situation, why.event)}});
      }
  }
  json questions = json::array();
  for (const auto& q : answer.questions)
    questions.push_back({{"id", q.id},
                         {"kind", model::name(q.kind)},
                         {"text", q.text},
                         {"pivotal", q.pivotal},
                         {"contested", q.contested},
                         {"asserted", q.asserted}});
  json conflicts = json::array();
  for (const auto& c : result.conflicts) {
    const auto side = [&](const Row& row) {
      return json{{"instrument", model[model[row.provision].instrument].name},
                  {"provision", model[row.provision].label},
                  {"modality", name(row.duty->modality)},
                  {"act", name(row.duty->act)},
                  {"event", event_id(situation, row.event)}};
    };
    conflicts.push_back(
        {{"debtors", codes(model, c.debtors)},
         {"first", side(result.rows[c.first])},
         {"second", side(result.rows[c.second])},
         {"status", c.truth.is_yes() ? "arises" : "open"},
         {"prevails", c.prevails == 0 ? json(nullptr) : json(c.prevails == 1 ? "first" : "second")}});
  }
  json gaps = json::array();
  for (const auto& gap : result.gaps)
    gaps.push_back({{"state", model[gap.state].code}, {"cover", name(gap.cover)}});

  JsonText out(options.indent, options.depth);
  out.begin_object();
  out.field("schema", options.expectations == nullptr ? "casus/ask/1" : "casus/run/1");
  out.field("engine", provenance.engine);
  out.field("corpus", json{{"digest", provenance.digest},
                           {"instruments", provenance.instruments},
                           {"coded", provenance.coded}});
  out.field("scenario", scenario_json(model, situation));
  out.key("duties");
  out.written(duties.take());
  out.key("breaches");
  out.written(breaches.take());
  out.field("groups", groups_json(model, groups, together));
  if (options.all) out.field("not_bound", not_bound);
  if (options.chain != nullptr) {
    out.field("policy", policy_json(model, *options.chain->scenario.policy));
    out.field("chain", chain_json(model, *options.chain));
    out.field("chain_complete", options.chain->complete);
  }
  out.field("questions", questions);
  out.field("conflicts", conflicts);
  out.field("gaps", gaps);
  out.field("diagnostics", json::array());
  if (options.expectations != nullptr) out.field("expectations", *options.expectations);
  out.end_object();
  return out.take();
}

std::string render_csv(Evaluator& evaluator, const Situation& situation, const Result& result,
                       const Answer& answer) {
  const Model& model = evaluator.program().model();
  const auto field = [](std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (char c : text) {
      if (c == '"') quoted += '"';
      quoted += c;
    }
    return quoted + "\"";
  };
  std::string out =
      "kind,debtor,instrument,provision,status,modality,act,beneficiary,victim,target,discretion,due,force,"
      "on_questions,event,coding,sentence\r\n";
  for (const auto& item : answer.items) {
    const auto told = told_duty(evaluator, situation, result, item);
    const Row& row = told.row;
    const Duty& duty = *row.duty;
    const Instrument& instrument = model[model[row.provision].instrument];
    JsonText terms(-1);
    write_terms(terms, item);
    const std::string beneficiary = beneficiary_code(model, row, told.day), due = due_words(duty.due),
                      questions = terms.take();
    const std::array<std::string_view, 17> cells = {row.kind == RowKind::breach     ? "breach"
                                                    : row.kind == RowKind::standing ? "standing"
                                                                                    : "duty",
                                                    model[item.debtor].code,
                                                    instrument.name,
                                                    model[row.provision].label,
                                                    name(item.status),
                                                    name(duty.modality),
                                                    name(duty.act),
                                                    beneficiary,
                                                    told.victim,
                                                    told.target,
                                                    name(duty.discretion),
                                                    due,
                                                    name(instrument.force),
                                                    questions,
                                                    told.event,
                                                    told.coding,
                                                    told.sentence};
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i > 0 ? "," : "") + field(cells[i]);
    out += "\r\n";
  }
  return out;
}

}  // namespace casus::explain
