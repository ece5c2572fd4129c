#include "explain/model_json.h"

#include "explain/model_writer.h"

namespace casus::explain {

namespace model_document {

Json json(Day day) {
  if (day == Day::min() || day == Day::max()) return nullptr;
  return to_iso(day);
}
Json json(const VagueDay& day) {
  if (day.is_exact() && !day.uncertain) return json(day.earliest);
  Json object{{"earliest", json(day.earliest)}, {"latest", json(day.latest)}};
  if (day.uncertain) object["uncertain"] = true;
  return object;
}
Json json(const Spell& spell) { return {{"from", json(spell.from)}, {"to", json(spell.to)}}; }

Json Writer::whole() const {
  Json out;
  out["schema"] = "casus/dump-model/1";
  out["regions"] = list(model_.regions, [&](const Region& r) {
    return Json{{"name", r.name}, {"title", r.title}, {"within", regions(r.within)}};
  });
  out["classes"] = model_.classes;
  out["states"] = list(model_.states, [&](const State& s) { return state(s); });
  out["places"] = list(model_.places, [&](const Place& p) { return place(p); });
  out["concepts"] = list(model_.concepts, [](const Concept& c) {
    return Json{{"name", c.name}, {"title", c.title}, {"is_event_kind", c.is_event_kind}};
  });
  out["questions"] = list(model_.questions, [](const Question& q) {
    return Json{
        {"name", q.name}, {"kind", name(q.kind)}, {"per_event", q.per_event}, {"per_series", q.per_series},
        {"text", q.text}, {"if_yes", q.if_yes},   {"if_no", q.if_no},         {"note", q.note}};
  });
  out["readings"] = list(model_.readings, [&](const Reading& r) {
    return Json{{"name", r.name},
                {"title", r.title},
                {"by", r.by},
                {"source", r.source},
                {"cite", r.cite},
                {"answers", list(r.answers, [&](const auto& a) {
                   return Json{{"question", id(a.question)}, {"yes", a.yes}, {"kinds", kinds(a.kinds)}};
                 })}};
  });
  out["lexicon"] = lexicon();
  out["definitions"] = list(model_.definitions, [&](const Definition& d) { return definition(d); });
  out["instruments"] = Json::array();
  for (std::size_t i = 0; i < model_.instruments.size(); ++i)
    out["instruments"].push_back(instrument(make_id<InstrumentId>(i)));
  out["scenarios"] = list(model_.scenarios, [&](const Scenario& s) { return scenario(s); });
  return out;
}

}  // namespace model_document

nlohmann::ordered_json model_json(const model::Model& model) { return model_document::Writer(model).whole(); }

}  // namespace casus::explain
