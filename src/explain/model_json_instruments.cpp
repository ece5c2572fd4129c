// Instruments as JSON, down to the elements of their patterns.
#include "explain/model_writer.h"

namespace casus::explain::model_document {

namespace {

std::string_view name_of(Head head) {
  switch (head) {
    case Head::role: return "role";
    case Head::everyone: return "everyone";
    case Head::states: return "states";
    case Head::any_state: return "any_state";
    case Head::class_of: return "class_of";
    case Head::victim: return "victim";
    case Head::attacker: return "attacker";
    case Head::requester: return "requester";
    case Head::non_party: return "non_party";
  }
  return {};
}

std::string_view name_of(AreaTermKind kind) {
  switch (kind) {
    case AreaTermKind::territory: return "territory";
    case AreaTermKind::administered: return "administered";
    case AreaTermKind::islands: return "islands";
    case AreaTermKind::forces: return "forces";
    case AreaTermKind::places: return "places";
    case AreaTermKind::regions: return "regions";
  }
  return {};
}

std::string_view name_of(ConditionKind kind) {
  switch (kind) {
    case ConditionKind::any_of: return "any_of";
    case ConditionKind::all_of: return "all_of";
    case ConditionKind::negation: return "negation";
    case ConditionKind::struck: return "struck";
    case ConditionKind::holds_threat: return "holds_threat";
    case ConditionKind::question: return "question";
    case ConditionKind::provoked: return "provoked";
    case ConditionKind::self_defence: return "self_defence";
    case ConditionKind::means: return "means";
    case ConditionKind::request: return "request";
    case ConditionKind::decision: return "decision";
    case ConditionKind::attacks: return "attacks";
    case ConditionKind::assists: return "assists";
    case ConditionKind::membership: return "membership";
    case ConditionKind::in_force: return "in_force";
    case ConditionKind::at_war: return "at_war";
    case ConditionKind::breach: return "breach";
    case ConditionKind::performance: return "performance";
  }
  return {};
}

std::string_view name_of(BetweenParties between) {
  switch (between) {
    case BetweenParties::unspecified: return "unspecified";
    case BetweenParties::applies: return "applies";
    case BetweenParties::excluded: return "excluded";
    case BetweenParties::question: return "question";
  }
  return {};
}

std::string_view name_of(DueKind kind) {
  switch (kind) {
    case DueKind::none: return "none";
    case DueKind::at_once: return "at_once";
    case DueKind::within_hours: return "within_hours";
    case DueKind::within_days: return "within_days";
    case DueKind::by_date: return "by_date";
  }
  return {};
}

}  // namespace

Json Writer::element(const Element& e) const {
  Json out{{"head", name_of(e.head)}};
  if (e.head == Head::role) out["role"] = name(e.role);
  if (e.head == Head::states) out["states"] = codes(e.states);
  if (e.head == Head::class_of) out["class"] = id(e.class_of);
  out["other"] = e.other;
  out["decider"] = e.decider;
  out["at_least"] = e.at_least;
  out["tier"] = id(e.tier);
  out["character"] = id(e.character);
  out["except"] = codes(e.except);
  return out;
}

Json Writer::pattern(const Pattern& p) const {
  return list(p.elements, [&](const Element& e) { return element(e); });
}

Json Writer::area(const Area& a) const {
  return {{"name", a.name}, {"per", a.per}, {"terms", list(a.terms, [&](const AreaTerm& t) {
                                               return Json{{"kind", name_of(t.kind)},
                                                           {"exclude", t.exclude},
                                                           {"of", pattern(t.of)},
                                                           {"regions", regions(t.regions)},
                                                           {"places",
                                                            list(t.places, [&](PlaceId p) { return id(p); })},
                                                           {"as_of", json(t.as_of)},
                                                           {"spell", json(t.spell)}};
                                             })}};
}

Json Writer::kinds(KindSet set) {
  Json out = Json::array();
  for (std::size_t k = 0; k < static_cast<std::size_t>(EventKind::count_); ++k)
    if ((set >> k & 1) != 0) out.push_back(name(static_cast<EventKind>(k)));
  return out;
}

Json Writer::condition(ConditionId which) const {
  if (!which) return nullptr;
  const Condition& c = model_[which];
  Json out{{"kind", name_of(c.kind)}};
  switch (c.kind) {
    case ConditionKind::any_of:
    case ConditionKind::all_of:
    case ConditionKind::negation:
      out["children"] = list(c.children, [&](ConditionId child) { return condition(child); });
      break;
    case ConditionKind::breach:
      out["provision"] = Json{{"instrument", id(c.instrument)}, {"label", id(c.provision)}};
      [[fallthrough]];
    case ConditionKind::struck:
    case ConditionKind::holds_threat:
    case ConditionKind::at_war:
      out["concept"] = id(c.concept_id);
      out["victim"] = pattern(c.victim);
      out["attacker"] = pattern(c.attacker);
      out["limited"] = c.limited;
      out["regions"] = regions(c.regions);
      out["areas"] = list(c.areas, [&](AreaId a) { return Json(model_[a].name); });
      out["means"] = c.means ? Json(name(*c.means)) : Json(nullptr);
      out["unprovoked"] = c.unprovoked;
      break;
    case ConditionKind::question: out["question"] = id(c.question); break;
    case ConditionKind::provoked: out["unprovoked"] = c.value; break;
    case ConditionKind::self_defence: break;
    case ConditionKind::means: out["means"] = c.means ? Json(name(*c.means)) : Json(nullptr); break;
    case ConditionKind::request: out["requester"] = pattern(c.victim); break;
    case ConditionKind::decision:
      out["decider"] = pattern(c.attacker);
      out["organ"] = c.organ ? Json(model_[c.organ.instrument].organs[c.organ.index].name) : Json(nullptr);
      out["decision"] = id(c.decision);
      break;
    case ConditionKind::attacks:
    case ConditionKind::assists:
      out["subject"] = pattern(c.attacker);
      out["object"] = pattern(c.victim);
      break;
    case ConditionKind::membership:
      out["subject"] = pattern(c.attacker);
      out["holds"] = c.value;
      out["role"] = name(c.role);
      out["instrument"] = id(c.instrument);
      break;
    case ConditionKind::performance: out["subject"] = pattern(c.attacker); break;
    case ConditionKind::in_force: out["instrument"] = id(c.instrument); break;
  }
  return out;
}

Json Writer::duty(const Duty& d) const {
  Json out{{"debtor", pattern(d.debtor)},
           {"modality", name(d.modality)},
           {"act", name(d.act)},
           {"family", name(family(d.act))},
           {"manner", d.manner},
           {"object", pattern(d.object)},
           {"decision", id(d.decision)},
           {"discretion", name(d.discretion)},
           {"organ", d.organ},
           {"force_by_consent", d.force_by_consent},
           {"with", names(d.with)},
           {"may_include", names(d.may_include)},
           {"must_include", names(d.must_include)}};
  out["amount"] = d.amount ? Json{{"value", d.amount->value},
                                  {"written", d.amount->written},
                                  {"unit", d.amount->unit},
                                  {"per", d.amount->per},
                                  {"purpose", d.amount->purpose}}
                           : Json(nullptr);
  out["processes"] = list(d.processes, [&](const Process& p) {
    return Json{{"kind", name(p.kind)},
                {"organ", p.organ},
                {"rule", p.rule},
                {"who", pattern(p.who)},
                {"per", p.per}};
  });
  out["due"] = {{"kind", name_of(d.due.kind)},
                {"count", d.due.count},
                {"from", d.due.from},
                {"date", d.due.kind == DueKind::by_date ? json(d.due.date) : Json(nullptr)}};
  out["until"] = d.until;
  out["provisos"] = list(d.provisos, [&](const Proviso& p) {
    return Json{{"character", id(p.character)}, {"text", p.text}};
  });
  out["consistent_with"] = id(d.consistent_with);
  return out;
}

Json Writer::clause(const Clause& c) const {
  return {{"trigger", condition(c.trigger)},
          {"conditions", list(c.conditions, [&](ConditionId i) { return condition(i); })},
          {"exceptions", list(c.exceptions, [&](ConditionId i) { return condition(i); })},
          {"on_request", c.on_request},
          {"requested_by", pattern(c.requested_by)},
          {"duties", list(c.duties, [&](const Duty& d) { return duty(d); })},
          {"applies", list(c.applies, [&](ProvisionId p) { return id(p); })}};
}

Json Writer::provision(const Provision& p) const {
  return {{"label", p.label},
          {"title", p.title},
          {"gist", p.gist},
          {"phrase", p.phrase},
          {"note", p.note},
          {"cite", p.cite},
          {"status", name(p.status)},
          {"confidence", name(p.confidence)},
          {"in_force", list(p.in_force, [](const Spell& s) { return json(s); })},
          {"standing", p.standing},
          {"has_trigger", p.has_trigger},
          {"after", id(p.after)},
          {"between_parties", name_of(p.between)},
          {"between_question", id(p.between_question)},
          {"secret_until", json(p.secret_until)},
          {"narrowed", list(p.narrowed,
                            [&](const Narrowing& n) {
                              return Json{{"by", id(n.by)}, {"whom", pattern(n.whom)}};
                            })},
          {"clauses", list(p.clauses, [&](ClauseId c) { return clause(model_[c]); })},
          {"precedence", list(p.precedence, [&](const Precedence& r) {
             return Json{{"rule", r.yields ? "subject_to" : "despite"}, {"other", id(r.other)}};
           })}};
}

Json Writer::instrument(InstrumentId which) const {
  const Instrument& i = model_[which];
  Json out{{"name", i.name},
           {"title", i.title},
           {"also", i.also},
           {"kind", name(i.kind)},
           {"force", name(i.force)},
           {"signed", json(i.signed_on)},
           {"published", json(i.published_on)},
           {"secret_until", json(i.secret_until)},
           {"in_force", list(i.in_force, [](const Spell& s) { return json(s); })},
           {"cite", i.cite},
           {"note", i.note},
           {"coded", json(i.coded_on)},
           {"status", name(i.status)},
           {"confidence", name(i.confidence)}};
  out["memberships"] = list(i.memberships, [&](const Membership& m) {
    return Json{{"role", name(m.role)},
                {"state", id(m.state)},
                {"spell", json(m.spell)},
                {"tier", id(m.tier)},
                {"question", id(m.question)}};
  });
  out["suspensions"] = list(i.suspensions, [&](const Suspension& s) {
    return Json{{"state", id(s.state)},
                {"toward", codes(s.toward)},
                {"spell", json(s.spell)},
                {"question", id(s.question)}};
  });
  out["reservations"] = list(i.reservations, [&](const Reservation& r) {
    return Json{{"state", id(r.state)}, {"provision", id(r.provision)}, {"spell", json(r.spell)}};
  });
  out["characters"] = list(i.characters, [&](const Character& c) {
    return Json{{"word", id(c.word)}, {"state", id(c.state)}, {"spell", json(c.spell)}};
  });
  out["organs"] = list(i.organs, [&](const Organ& o) {
    return Json{{"name", o.name},          {"title", o.title},
                {"rule", o.rule},          {"members", pattern(o.members)},
                {"veto", pattern(o.veto)}, {"except", pattern(o.except)}};
  });
  out["areas"] = Json::array();
  for (const Area& a : model_.areas)
    if (a.instrument == which) out["areas"].push_back(area(a));
  out["between_parties"] = name_of(i.between);
  out["between_question"] = id(i.between_question);
  out["over_all"] = i.over_all;
  out["over"] = list(i.over, [&](InstrumentId other) { return id(other); });
  out["rank_per"] = i.rank_per;
  out["consistent_with"] = id(i.consistent_with);
  out["provisions"] = list(i.provisions, [&](ProvisionId p) { return provision(model_[p]); });
  return out;
}

}  // namespace casus::explain::model_document
