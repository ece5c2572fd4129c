// `casus show`: one instrument in full, with its members on a day.
#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "explain/read.h"
#include "explain/words.h"
#include "tool/catalogue.h"
#include "tool/commands.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;
using namespace model;

namespace {

std::map<RoleKind, std::vector<const Membership*>> roles_on(const Model& model, const Instrument& instrument,
                                                            std::optional<Day> day) {
  std::map<RoleKind, std::vector<const Membership*>> roles;
  for (const auto& m : instrument.memberships)
    if (!day || (m.spell.may_contain(*day) && exists_on(model[m.state], *day))) roles[m.role].push_back(&m);
  return roles;
}

json spell_json(const Spell& spell) {
  const auto end = [](const VagueDay& day) {
    const auto text = to_iso(day);
    return text.empty() ? json(nullptr) : json(text);
  };
  return {{"from", end(spell.from)}, {"to", end(spell.to)}};
}

std::string member_words(const Model& model, const Membership& m, std::optional<Day> day) {
  std::string text = day ? title_on(model[m.state], *day) : model[m.state].title;
  if (m.tier) text += fmt::format(" ({})", explain::plain(model.word(m.tier)));
  const auto from = to_iso(m.spell.from), to = to_iso(m.spell.to);
  if (!from.empty()) text += fmt::format(" from {}", from);
  if (!to.empty()) text += fmt::format(" to {}", to);
  if (m.question) text += fmt::format(", if {}", model[m.question].name);
  return text;
}

/// How far the coding of the provision goes: `draft, confidence high`.
std::string coding_words(const Model& model, ProvisionId id) {
  std::string text(name(catalogue::status_of(model, id)));
  if (const auto sure = catalogue::confidence_of(model, id); sure != Confidence::none)
    text += fmt::format(", confidence {}", name(sure));
  return text;
}

void print_show_text(const Session& session, InstrumentId id, std::optional<Day> day) {
  const Model& model = session.model();
  const Instrument& i = model[id];
  std::string out = fmt::format("{}\n", i.title);
  if (!i.also.empty()) out += fmt::format("  also      {}\n", fmt::join(i.also, ", "));
  out += fmt::format("  what      {}, force {}\n", explain::plain(name(i.kind)), name(i.force));
  if (i.signed_on) out += fmt::format("  signed    {}\n", to_iso(*i.signed_on));
  if (i.published_on) out += fmt::format("  published {}\n", to_iso(*i.published_on));
  if (i.secret_until) out += fmt::format("  secret    until {}\n", to_iso(*i.secret_until));
  if (i.in_force.empty()) out += "  in force  never\n";
  for (const auto& spell : i.in_force) {
    const auto to = to_iso(spell.to);
    out += fmt::format("  in force  from {}{}\n", to_iso(spell.from), to.empty() ? "" : " to " + to);
  }
  if (day)
    out += fmt::format("  on {}  {}\n", to_iso(*day),
                       catalogue::in_force_on(i, *day) ? "in force" : "not in force");
  out += fmt::format("  source    {}\n", i.cite);
  out += fmt::format("  file      {}\n", session.path(i.span.source));
  if (!i.note.empty()) out += fmt::format("  note      {}\n", i.note);
  for (const auto& [role, members] : roles_on(model, i, day)) {
    out += fmt::format("\n  {} ({})\n", explain::sentence_case(std::string(name(role))), members.size());
    for (const auto* m : members) out += fmt::format("    {}\n", member_words(model, *m, day));
  }
  for (const auto& s : i.suspensions) {
    const auto from = to_iso(s.spell.from), to = to_iso(s.spell.to);
    out += fmt::format(
        "\n  Suspended: {}{}{}{}{}\n", model[s.state].title,
        s.toward.empty() ? "" : fmt::format(" toward {}", fmt::join(explain::codes(model, s.toward), ", ")),
        from.empty() ? "" : " from " + from, to.empty() ? "" : " to " + to,
        s.question ? fmt::format(", if {}", model[s.question].name) : "");
  }
  for (const auto& organ : i.organs)
    out += fmt::format("\n  Organ: {}{}{}\n", organ.title.empty() ? explain::plain(organ.name) : organ.title,
                       organ.rule.empty() ? "" : ", decides by " + explain::plain(organ.rule),
                       organ.veto.elements.empty()
                           ? ""
                           : fmt::format(", with veto of {}", explain::pattern_words(model, organ.veto, id)));
  for (auto provision : i.provisions) {
    const Provision& p = model[provision];
    out += fmt::format("\n  {}  ({})\n", explain::heading(model, provision), coding_words(model, provision));
    if (!p.gist.empty()) out += fmt::format("    {}\n", p.gist);
    if (!p.phrase.empty()) out += fmt::format("    “{}”\n", p.phrase);
    for (const auto& sentence : explain::read_provision(model, provision))
      if (sentence != p.gist) out += fmt::format("    = {}\n", sentence);
    if (!p.note.empty()) out += fmt::format("    note: {}\n", p.note);
    if (p.cite != i.cite && !p.cite.empty()) out += fmt::format("    {}\n", p.cite);
  }
  print(out);
}

void print_show_json(const Session& session, InstrumentId id, std::optional<Day> day) {
  const Model& model = session.model();
  const Instrument& i = model[id];
  json roles = json::array(), provisions = json::array(), spells = json::array(), organs = json::array();
  for (const auto& spell : i.in_force) spells.push_back(spell_json(spell));
  for (const auto& [role, members] : roles_on(model, i, day))
    for (const auto* m : members)
      roles.push_back({{"role", name(role)},
                       {"state", model[m->state].code},
                       {"name", day ? title_on(model[m->state], *day) : model[m->state].title},
                       {"tier", m->tier ? json(model.word(m->tier)) : json(nullptr)},
                       {"spell", spell_json(m->spell)},
                       {"question", m->question ? json(model[m->question].name) : json(nullptr)}});
  for (const auto& organ : i.organs)
    organs.push_back({{"name", organ.name}, {"title", organ.title}, {"rule", organ.rule}});
  for (auto provision : i.provisions) {
    const Provision& p = model[provision];
    provisions.push_back({{"provision", p.label},
                          {"title", p.title},
                          {"gist", p.gist},
                          {"phrase", p.phrase},
                          {"sentences", explain::read_provision(model, provision)},
                          {"status", name(catalogue::status_of(model, provision))},
                          {"confidence", name(catalogue::confidence_of(model, provision))},
                          {"cite", catalogue::cite_of(model, provision)},
                          {"note", p.note}});
  }
  const auto day_json = [](const std::optional<VagueDay>& d) { return d ? json(to_iso(*d)) : json(nullptr); };
  print(json{{"schema", "casus/show/1"},
             {"instrument", i.name},
             {"title", i.title},
             {"also", i.also},
             {"kind", name(i.kind)},
             {"force", name(i.force)},
             {"signed", day_json(i.signed_on)},
             {"published", day_json(i.published_on)},
             {"secret_until", day_json(i.secret_until)},
             {"in_force", spells},
             {"on", day ? json(to_iso(*day)) : json(nullptr)},
             {"cite", i.cite},
             {"note", i.note},
             {"roles", roles},
             {"organs", organs},
             {"provisions", provisions}}
            .dump(2) +
        "\n");
}

}  // namespace

int show(const Options& options, const std::string& name) {
  int exit = exit_done;
  const auto session = load_checked(options, exit);
  if (!session) return exit;
  const auto id = instrument_named(*session, name);
  const auto filter = filter_of(*session, {});
  if (!id || !filter) {
    session->report();
    return exit_input;
  }
  if (options.format == Format::json) {
    print_show_json(*session, id, filter->on);
  } else {
    print_show_text(*session, id, filter->on);
  }
  return exit_done;
}

}  // namespace casus::tool
