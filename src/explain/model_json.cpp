#include "explain/model_json.h"

#include <nlohmann/json.hpp>

namespace casus::explain {

using namespace casus::model;
using Json = nlohmann::ordered_json;

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

std::string_view name_of(SupposeKind kind) {
  switch (kind) {
    case SupposeKind::in_force: return "in_force";
    case SupposeKind::membership: return "membership";
    case SupposeKind::answer: return "answer";
    case SupposeKind::decision: return "decision";
  }
  return {};
}

std::string_view name_of(ExpectKind kind) {
  switch (kind) {
    case ExpectKind::duty: return "duty";
    case ExpectKind::no_duty: return "no_duty";
    case ExpectKind::bound_to_nothing: return "bound_to_nothing";
    case ExpectKind::breaks: return "breaks";
    case ExpectKind::gap: return "gap";
  }
  return {};
}

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
template <class Value>
Json json(const std::optional<Value>& value) {
  return value ? json(*value) : Json(nullptr);
}
Json json(const Spell& spell) { return {{"from", json(spell.from)}, {"to", json(spell.to)}}; }

template <class Values, class Write>
Json list(const Values& values, Write write) {
  Json array = Json::array();
  for (const auto& value : values) array.push_back(write(value));
  return array;
}

/// Writes one model; keeps it at hand to put names in place of ids.
class Writer {
 public:
  explicit Writer(const Model& model) : model_(model) {}

  Json whole() const {
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

 private:
  // ── names in place of ids
  Json id(StateId s) const { return s ? Json(model_[s].code) : Json(nullptr); }
  Json id(PlaceId p) const { return p ? Json(model_[p].name) : Json(nullptr); }
  Json id(QuestionId q) const { return q ? Json(model_[q].name) : Json(nullptr); }
  Json id(ConceptId c) const { return c ? Json(model_[c].name) : Json(nullptr); }
  Json id(InstrumentId i) const { return i ? Json(model_[i].name) : Json(nullptr); }
  Json id(WordId w) const { return w ? Json(model_.word(w)) : Json(nullptr); }
  Json id(ReadingId r) const { return r ? Json(model_[r].name) : Json(nullptr); }
  Json id(ClassId c) const { return c ? Json(model_.classes[c.index()]) : Json(nullptr); }
  Json id(ProvisionId p) const {
    if (!p) return nullptr;
    return {{"instrument", id(model_[p].instrument)}, {"provision", model_[p].label}};
  }
  Json codes(const StateSet& set) const {
    Json array = Json::array();
    set.for_each([&](std::size_t s) { array.push_back(model_.states[s].code); });
    return array;
  }
  Json regions(RegionSet set) const {
    Json array = Json::array();
    for (std::size_t i = 0; i < model_.regions.size() && i < 64; ++i)
      if (set >> i & 1) array.push_back(model_.regions[i].name);
    return array;
  }
  template <class Values>
  static Json names(const Values& values) {
    return list(values, [](auto value) { return Json(name(value)); });
  }

  // ── the world
  Json state(const State& s) const {
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
  Json place(const Place& p) const {
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
  Json published(const std::optional<PublishedCount>& p) const {
    if (!p) return nullptr;
    return {{"protector", id(p->protector)}, {"number", p->number},      {"over", p->over},
            {"on", to_iso(p->on)},           {"lists", codes(p->lists)}, {"includes", codes(p->includes)},
            {"excludes", codes(p->excludes)}};
  }
  Json definition(const Definition& d) const {
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
  Json lexicon() const {
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

  // ── instruments
  Json element(const Element& e) const {
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
  Json pattern(const Pattern& p) const {
    return list(p.elements, [&](const Element& e) { return element(e); });
  }
  Json area(const Area& a) const {
    return {{"name", a.name},
            {"per", a.per},
            {"terms", list(a.terms, [&](const AreaTerm& t) {
               return Json{{"kind", name_of(t.kind)},
                           {"exclude", t.exclude},
                           {"of", pattern(t.of)},
                           {"regions", regions(t.regions)},
                           {"places", list(t.places, [&](PlaceId p) { return id(p); })},
                           {"as_of", json(t.as_of)},
                           {"spell", json(t.spell)}};
             })}};
  }
  /// The kinds of event in a set; empty means all.
  static Json kinds(KindSet set) {
    Json out = Json::array();
    for (std::size_t k = 0; k < static_cast<std::size_t>(EventKind::count_); ++k)
      if ((set >> k & 1) != 0) out.push_back(name(static_cast<EventKind>(k)));
    return out;
  }
  Json condition(ConditionId which) const {
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
  Json duty(const Duty& d) const {
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
  Json clause(const Clause& c) const {
    return {{"trigger", condition(c.trigger)},
            {"conditions", list(c.conditions, [&](ConditionId i) { return condition(i); })},
            {"exceptions", list(c.exceptions, [&](ConditionId i) { return condition(i); })},
            {"on_request", c.on_request},
            {"requested_by", pattern(c.requested_by)},
            {"duties", list(c.duties, [&](const Duty& d) { return duty(d); })},
            {"applies", list(c.applies, [&](ProvisionId p) { return id(p); })}};
  }
  Json provision(const Provision& p) const {
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
  Json instrument(InstrumentId which) const {
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

  // ── scenarios
  Json event(const Event& e) const {
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
  Json supposition(const Supposition& s) const {
    return {{"kind", name_of(s.kind)}, {"instrument", id(s.instrument)},
            {"state", id(s.state)},    {"role", name(s.role)},
            {"tier", id(s.tier)},      {"value", s.value},
            {"question", s.question},  {"decision", id(s.decision)},
            {"spell", json(s.spell)},  {"text", s.text}};
  }
  Json expectation(const Expectation& x) const {
    Json out{{"kind", name_of(x.kind)},
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
  Json policy(const Policy& p) const {
    return {{"all", p.all},
            {"honour", codes(p.honour)},
            {"except", codes(p.except)},
            {"form", p.form == Form::force ? "force" : "least"},
            {"force", codes(p.force)}};
  }
  Json scenario(const Scenario& s) const {
    Json out = scenario_told(s);
    if (s.policy) out["policy"] = policy(*s.policy);
    return out;
  }
  Json scenario_told(const Scenario& s) const {
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

  const Model& model_;
};

}  // namespace

Json model_json(const Model& model) { return Writer(model).whole(); }

}  // namespace casus::explain
