// Scenarios as JSON.
#include "explain/model_writer.h"

namespace casus::explain::model_document {

namespace {

std::string_view spelled(SupposeKind kind) {
  switch (kind) {
    case SupposeKind::in_force: return "in_force";
    case SupposeKind::membership: return "membership";
    case SupposeKind::answer: return "answer";
    case SupposeKind::decision: return "decision";
  }
  return {};
}

std::string_view spelled(ExpectKind kind) {
  switch (kind) {
    case ExpectKind::duty: return "duty";
    case ExpectKind::no_duty: return "no_duty";
    case ExpectKind::bound_to_nothing: return "bound_to_nothing";
    case ExpectKind::breaks: return "breaks";
    case ExpectKind::gap: return "gap";
  }
  return {};
}

}  // namespace

Json Writer::event(const Event& e) const {
  return {{"kind", name(e.kind)},
          {"on", json(e.on)},
          {"by", codes(e.by)},
          {"by_unknown", e.by_unknown},
          {"by_non_state", e.by_non_state},
          {"asserted_actor", codes(e.asserted_actor)},
          {"asserted_by", codes(e.asserted_by)},
          {"against", list(e.against, [&](StateId s) { return id(s); })},
          {"at", id(e.at)},
          {"on_forces", e.on_forces},
          {"organ", e.organ ? Json(model_[e.organ.instrument].organs[e.organ.index].name) : Json(nullptr)},
          {"provision", id(e.provision)},
          {"means", names(e.means)},
          {"given", list(e.given,
                         [&](const Given& g) {
                           return Json{{"question", id(g.question)}, {"yes", g.yes}};
                         })},
          {"decision", id(e.decision)},
          {"negative", e.negative},
          {"derived_target", e.derived_target},
          {"text", e.text}};
}

Json Writer::supposition(const Supposition& s) const {
  return {{"kind", spelled(s.kind)}, {"instrument", id(s.instrument)},
          {"state", id(s.state)},    {"role", name(s.role)},
          {"tier", id(s.tier)},      {"value", s.value},
          {"question", s.question},  {"decision", id(s.decision)},
          {"spell", json(s.spell)},  {"text", s.text}};
}

Json Writer::expectation(const Expectation& x) const {
  Json out{{"kind", spelled(x.kind)},
           {"only", x.only},
           {"nobody", x.nobody},
           {"anyone", x.anyone},
           {"count", x.count ? Json(*x.count) : Json(nullptr)},
           {"who", codes(x.who)},
           {"open", x.open},
           {"modality", x.modality ? Json(name(*x.modality)) : Json(nullptr)},
           {"act", x.act ? Json(name(*x.act)) : Json(nullptr)},
           {"object", codes(x.object)},
           {"instrument", id(x.instrument)},
           {"provision", x.provision},
           {"left_to_debtor", x.left_to_debtor},
           {"may_include", x.may_include ? Json(name(*x.may_include)) : Json(nullptr)},
           {"with", names(x.with)},
           {"proviso", id(x.proviso)},
           {"within_hours", x.within_hours ? Json(*x.within_hours) : Json(nullptr)}};
  out["terms"] = x.terms_given ? list(x.terms,
                                      [](const auto& term) {
                                        return list(term, [](const ExpectedAnswer& a) {
                                          return Json{{"question", a.question}, {"yes", a.yes}};
                                        });
                                      })
                               : Json(nullptr);
  if (x.round) out["round"] = *x.round;
  out["text"] = x.text;
  return out;
}

Json Writer::policy(const Policy& p) const {
  return {{"all", p.all},
          {"honour", codes(p.honour)},
          {"except", codes(p.except)},
          {"form", p.form == Form::force ? "force" : "least"},
          {"force", codes(p.force)}};
}

Json Writer::scenario(const Scenario& s) const {
  Json out = scenario_told(s);
  if (s.policy) out["policy"] = policy(*s.policy);
  return out;
}

Json Writer::scenario_told(const Scenario& s) const {
  return {{"name", s.name},
          {"title", s.title},
          {"on", json(s.on)},
          {"events", list(s.events, [&](const Event& e) { return event(e); })},
          {"suppositions", list(s.suppositions, [&](const Supposition& x) { return supposition(x); })},
          {"facts", list(s.facts,
                         [&](const Fact& f) {
                           return Json{{"question", f.question},
                                       {"yes", f.yes},
                                       {"asserted_by", codes(f.asserted_by)},
                                       {"text", f.text}};
                         })},
          {"readings", list(s.readings, [&](ReadingId r) { return id(r); })},
          {"expectations", list(s.expectations, [&](const Expectation& x) { return expectation(x); })},
          {"note", s.note}};
}

}  // namespace casus::explain::model_document
