// The world as JSON: states, places, the lexicon, definitions.
#include "explain/model_writer.h"

namespace casus::explain::model_document {

Json Writer::state(const State& s) const {
  return {
      {"code", s.code},
      {"title", s.title},
      {"spoken", s.spoken},
      {"named", list(s.named,
                     [](const DatedTitle& n) {
                       return Json{{"title", n.title}, {"spell", json(n.spell)}};
                     })},
      {"aliases", s.aliases},
      {"exists", list(s.exists, [](const Spell& spell) { return json(spell); })},
      {"codes", list(s.codes,
                     [](const DatedCode& c) {
                       return Json{{"system", name(c.system)}, {"code", c.code}, {"spell", json(c.spell)}};
                     })},
      {"classes", list(s.classes,
                       [&](const DatedClass& c) {
                         return Json{{"class", id(c.class_of)}, {"spell", json(c.spell)}};
                       })},
      {"succession",
       list(s.succession,
            [&](const Succession& f) {
              return Json{{"from", id(f.from)}, {"continues", f.continues}, {"spell", json(f.spell)}};
            })},
      {"regions", regions(s.regions)},
      {"organisation", s.organisation},
      {"recognition", s.recognition},
      {"note", s.note}};
}

Json Writer::place(const Place& p) const {
  const auto dated = [&](const std::vector<DatedState>& states) {
    return list(states, [&](const DatedState& d) {
      return Json{{"state", id(d.state)}, {"spell", json(d.spell)}};
    });
  };
  return {{"name", p.name},
          {"title", p.title},
          {"aliases", p.aliases},
          {"regions", regions(p.regions)},
          {"sovereigns", dated(p.sovereigns)},
          {"administrators", dated(p.administrators)},
          {"claimants", dated(p.claimants)},
          {"disputed", list(p.disputed, [](const Spell& spell) { return json(spell); })},
          {"island", p.island},
          {"sea", p.sea},
          {"latitude", p.located ? Json(p.latitude) : Json(nullptr)},
          {"longitude", p.located ? Json(p.longitude) : Json(nullptr)},
          {"note", p.note},
          {"cite", p.cite}};
}

Json Writer::published(const std::optional<PublishedCount>& p) const {
  if (!p) return nullptr;
  return {{"protector", id(p->protector)}, {"number", p->number},      {"over", p->over},
          {"on", to_iso(p->on)},           {"lists", codes(p->lists)}, {"includes", codes(p->includes)},
          {"excludes", codes(p->excludes)}};
}

Json Writer::definition(const Definition& d) const {
  return {{"name", d.name},
          {"title", d.title},
          {"force", names(d.forces)},
          {"modality", names(d.modalities)},
          {"act", names(d.acts)},
          {"discretion", names(d.discretions)},
          {"status", names(d.statuses)},
          {"protects", d.parties_only ? "parties" : "anyone"},
          {"open", d.open_counts},
          {"answers", list(d.answers,
                           [&](const ReadingAnswer& a) {
                             return Json{{"question", id(a.question)}, {"yes", a.yes}};
                           })},
          {"under", list(d.under, [&](InstrumentId i) { return id(i); })},
          {"except", list(d.except, [&](InstrumentId i) { return id(i); })},
          {"published", published(d.published)},
          {"source", d.source},
          {"cite", d.cite},
          {"confidence", name(d.confidence)},
          {"note", d.note}};
}

Json Writer::lexicon() const {
  const Lexicon& l = model_.lexicon;
  return {
      {"concepts", list(l.concepts,
                        [&](const ConceptRule& r) {
                          return Json{{"from", id(r.from)}, {"to", id(r.to)}, {"question", id(r.question)}};
                        })},
      {"acts", list(l.acts,
                    [&](const ActRule& r) {
                      return Json{{"from", id(r.from)},
                                  {"act", name(r.act)},
                                  {"violates", r.violates},
                                  {"question", id(r.question)}};
                    })},
      {"actors",
       {{"unknown", id(l.actors.unknown)},
        {"non_state", id(l.actors.non_state)},
        {"parties", id(l.actors.parties)},
        {"defender", id(l.actors.defender)},
        {"forces", id(l.actors.forces)}}},
      {"actor_concepts", list(l.actor_concepts, [&](ConceptId c) { return id(c); })},
      {"defence_concepts", list(l.defence_concepts, [&](ConceptId c) { return id(c); })},
      {"forces_concepts", list(l.forces_concepts, [&](ConceptId c) { return id(c); })}};
}

}  // namespace casus::explain::model_document
