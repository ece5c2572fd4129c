#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "explain/chain.h"
#include "explain/groups.h"
#include "explain/render.h"

namespace casus::explain {

using json = nlohmann::ordered_json;
using engine::RowKind;

namespace {

json terms_json(const Item& item) {
  json terms = json::array();
  for (const auto& term : item.on_questions) {
    json one = json::object();
    for (const auto& [question, answer] : term) one[question] = answer;
    terms.push_back(std::move(one));
  }
  return terms;
}

json means_json(const std::vector<Means>& list) {
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

json duty_json(Evaluator& evaluator, const Situation& situation, const Result& result, const Item& item) {
  const Model& model = evaluator.program().model();
  Row row = result.rows[item.row];
  row.truth = item.truth;
  const Duty& duty = *row.duty;
  const Provision& provision = model[row.provision];
  const Instrument& instrument = model[provision.instrument];
  const Day day = day_of_row(situation, row);
  json processes = json::array();
  for (const auto& process : duty.processes) processes.push_back(name(process.kind));
  json provisos = json::array();
  for (const auto* proviso : provisos_for(model, row, item.debtor, day))
    provisos.push_back(model.word(proviso->character));
  Told told{item.debtor, {}, item.complete};
  if (!row.truth.is_yes()) told.terms = evaluator.diagram().minimal_terms(row.truth).terms;
  const CodingStatus coding = provision.status != CodingStatus::none ? provision.status : instrument.status;

  const StateSet& target = object_is_target(row) && !row.objects.empty() ? row.objects : row.target;

  json one{{"debtor", model[item.debtor].code},
           {"debtor_name", title_on(model[item.debtor], day)},
           {"instrument", instrument.name},
           {"provision", provision.label},
           {"status", name(item.status)},
           {"modality", name(duty.modality)},
           {"act", name(duty.act)},
           {"beneficiary", beneficiary_code(model, row, day)},
           {"victim", row.victim ? json(model[row.victim].code) : json(nullptr)},
           {"target", target.empty() ? json(nullptr) : json(joined(codes(model, target)))},
           {"discretion", name(duty.discretion)},
           {"may_include", means_json(duty.may_include)},
           {"must_include", means_json(duty.must_include)},
           {"with", means_json(duty.with)},
           {"process", std::move(processes)},
           {"due", due_words(duty.due)},
           {"until", duty.until}};
  if (!duty.manner.empty()) one["manner"] = duty.manner;
  if (duty.amount)
    one["amount"] = {{"value", duty.amount->value},
                     {"unit", duty.amount->unit},
                     {"per", duty.amount->per},
                     {"purpose", duty.amount->purpose}};
  if (duty.decision) one["decision"] = model.word(duty.decision);
  one["provisos"] = std::move(provisos);
  one["consistent_with"] = duty.consistent_with ? json(model[duty.consistent_with].name) : json(nullptr);
  one["force"] = name(instrument.force);
  one["supposed"] = is_supposed(model, situation, provision.instrument);
  one["standing"] = row.kind == RowKind::standing;
  one["on_questions"] = terms_json(item);
  if (!item.complete) one["on_questions_complete"] = false;
  one["round"] = row.round;
  if (row.ended > 0) one["ended_in_round"] = row.ended;
  one["event"] = event_id(situation, row.event);
  one["coding"] = name(coding);
  one["confidence"] =
      name(provision.confidence != Confidence::none ? provision.confidence : instrument.confidence);
  one["cite"] = provision.cite.empty() ? instrument.cite : provision.cite;
  one["sentence"] = sentence(evaluator, situation, result, row, told);
  return one;
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
    if (!e.means.empty()) one["means"] = means_json(e.means);
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

json render_json(Evaluator& evaluator, const Situation& situation, Result& result, const Answer& answer,
                 const Provenance& provenance, bool all, const engine::Chain* chain) {
  const Model& model = evaluator.program().model();
  const Groups groups(model, situation, result, answer);
  std::vector<SpokenTogether> together(groups.list().size());
  json duties = json::array(), breaches = json::array();
  for (std::size_t i = 0; i < answer.items.size(); ++i) {
    const Item& item = answer.items[i];
    const Row& row = result.rows[item.row];
    json one = duty_json(evaluator, situation, result, item);
    one["group"] = groups.of_item(i);
    together[groups.of_item(i)].add(model[item.debtor].code,
                                    spoken_on(model[item.debtor], day_of_row(situation, row)),
                                    one["sentence"].get_ref<const std::string&>());
    (row.kind == RowKind::breach ? breaches : duties).push_back(std::move(one));
  }
  json not_bound = json::array();
  if (all) {
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

  json document{
      {"schema", "casus/ask/1"},
      {"engine", provenance.engine},
      {"corpus",
       {{"digest", provenance.digest}, {"instruments", provenance.instruments}, {"coded", provenance.coded}}},
      {"scenario", scenario_json(model, situation)},
      {"duties", std::move(duties)},
      {"breaches", std::move(breaches)},
      {"groups", groups_json(model, groups, together)}};
  if (all) document["not_bound"] = std::move(not_bound);
  if (chain != nullptr) {
    document["policy"] = policy_json(model, *chain->scenario.policy);
    document["chain"] = chain_json(model, *chain);
    document["chain_complete"] = chain->complete;
  }
  document["questions"] = std::move(questions);
  document["conflicts"] = std::move(conflicts);
  document["gaps"] = std::move(gaps);
  document["diagnostics"] = json::array();
  return document;
}

std::string render_csv(Evaluator& evaluator, const Situation& situation, const Result& result,
                       const Answer& answer) {
  const auto field = [](const json& value) {
    std::string text = value.is_string() ? value.get<std::string>()
                       : value.is_null() ? std::string()
                                         : value.dump();
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (char c : text) {
      if (c == '"') quoted += '"';
      quoted += c;
    }
    return quoted + "\"";
  };
  static constexpr std::array columns = {"kind",       "debtor",  "instrument",  "provision",    "status",
                                         "modality",   "act",     "beneficiary", "victim",       "target",
                                         "discretion", "due",     "force",       "on_questions", "event",
                                         "coding",     "sentence"};
  std::string out = fmt::format("{}\r\n", fmt::join(columns, ","));
  for (const auto& item : answer.items) {
    json one = duty_json(evaluator, situation, result, item);
    const RowKind kind = result.rows[item.row].kind;
    one["kind"] = kind == RowKind::breach ? "breach" : kind == RowKind::standing ? "standing" : "duty";
    std::string line;
    for (const auto* column : columns) line += (line.empty() ? "" : ",") + field(one[column]);
    out += line + "\r\n";
  }
  return out;
}

}  // namespace casus::explain
