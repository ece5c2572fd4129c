#include "explain/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace casus::explain {

namespace {

std::string a(std::string_view word) {
  const bool vowel = !word.empty() && std::string_view("aeiou").find(word[0]) != std::string_view::npos;
  return fmt::format("{} {}", vowel ? "an" : "a", word);
}

/// Whom a condition speaks of: indefinite where the clause binds it, `a party`; names as they are.
std::string who_words(const Model& model, const Pattern& pattern, InstrumentId instrument) {
  std::string text = pattern_words(model, pattern, instrument, Day::min(), "or");
  for (const std::string_view each : {"each other ", "each "})
    if (text.starts_with(each)) return a(text.substr(each.size()));
  return text;
}

/// How a concept goes with whom it strikes: an attack on, a threat against, a coup in a state.
std::string_view preposition(std::string_view concept_name) {
  for (const std::string_view within : {"coup", "insurgency", "disaster", "internal_disorder"})
    if (concept_name == within) return "in";
  return concept_name.starts_with("threat") ? "against" : "on";
}

/// True where the trigger speaks of war: then nobody need have been attacked.
bool speaks_of_war(const Model& model, ConditionId id) {
  if (!id) return false;
  const Condition& c = model[id];
  return c.kind == ConditionKind::at_war ||
         (c.kind == ConditionKind::all_of && !c.children.empty() && speaks_of_war(model, c.children.front()));
}

/// In a clause on war the two sides are called so.
void call_sides(std::string& text) {
  for (const auto& [attack, war] :
       {std::pair<std::string_view, std::string_view>("the state attacked", "the state at war"),
        {"the attacker", "the enemy"}})
    for (std::size_t at = text.find(attack); at != std::string::npos; at = text.find(attack, at + war.size()))
      text.replace(at, attack.size(), war);
}

std::string joined_names(const Model& model, const Condition& c, InstrumentId instrument,
                         std::string_view word) {
  std::vector<std::string> parts;
  for (auto child : c.children) parts.push_back(condition_words(model, child, instrument));
  return list_words(parts, word);
}

}  // namespace

std::string condition_words(const Model& model, ConditionId id, InstrumentId instrument) {
  const Condition& c = model[id];
  switch (c.kind) {
    case ConditionKind::any_of: return joined_names(model, c, instrument, "or");
    case ConditionKind::all_of: return joined_names(model, c, instrument, "and");
    case ConditionKind::negation:
      return c.children.empty() ? std::string()
                                : "it is not so that " + condition_words(model, c.children[0], instrument);
    case ConditionKind::struck: {
      std::string title = c.concept_id ? model[c.concept_id].title : std::string("an event");
      std::string text = fmt::format("there is {}", title);
      if (!c.victim.elements.empty())
        text += fmt::format(" {} {}", c.concept_id ? preposition(model[c.concept_id].name) : "on",
                            who_words(model, c.victim, instrument));
      if (!c.attacker.elements.empty()) text += " by " + who_words(model, c.attacker, instrument);
      std::vector<std::string> where;
      for (auto area : c.areas)
        where.push_back("the " + plain(model[area].name) +
                        (model[area].per.empty() ? "" : fmt::format(" ({})", plain(model[area].per))));
      for (std::size_t r = 0; r < model.regions.size(); ++r)
        if (c.regions >> r & 1) where.push_back(model.regions[r].title);
      if (!where.empty()) text += " in " + list_words(where, "or");
      if (c.means) text += " with " + plain(name(*c.means));
      if (c.unprovoked) text += ", unprovoked";
      return text;
    }
    case ConditionKind::holds_threat:
      return fmt::format("{} holds that {} is threatened", who_words(model, c.attacker, instrument),
                         who_words(model, c.victim, instrument));
    case ConditionKind::question:
      return c.question ? (model[c.question].if_yes.empty()
                               ? fmt::format("the answer to \"{}\" is yes", model[c.question].text)
                               : model[c.question].if_yes)
                        : std::string();
    case ConditionKind::provoked: return c.value ? "the attack was unprovoked" : "the attack was provoked";
    case ConditionKind::self_defence: return "it is done in self-defence";
    case ConditionKind::means: return fmt::format("{} are used or threatened", plain(name(*c.means)));
    case ConditionKind::request: return who_words(model, c.victim, instrument) + " asks for it";
    case ConditionKind::at_war: {
      std::string text = who_words(model, c.victim, instrument) + " is at war";
      if (!c.attacker.elements.empty()) text += " with " + who_words(model, c.attacker, instrument);
      return text;
    }
    case ConditionKind::breach: {
      if (!c.provision) return "a provision is broken";
      std::string text =
          c.instrument == instrument ? plain(model[c.provision].label) : source_spoken(model, c.provision);
      text += " is broken";
      if (!c.attacker.elements.empty()) text += " by " + who_words(model, c.attacker, instrument);
      if (!c.victim.elements.empty()) text += " toward " + who_words(model, c.victim, instrument);
      return text;
    }
    case ConditionKind::performance:
      return who_words(model, c.attacker, instrument) + " performs its own part";
    case ConditionKind::decision:
      if (c.organ) {
        const Organ& organ = model[c.organ.instrument].organs[c.organ.index];
        return fmt::format("the {} decides on {}", organ.title.empty() ? plain(organ.name) : organ.title,
                           plain(model.word(c.decision)));
      }
      return fmt::format("{} decides to {}", who_words(model, c.attacker, instrument),
                         plain(model.word(c.decision)));
    case ConditionKind::attacks:
      return fmt::format("{} attacks {}", who_words(model, c.attacker, instrument),
                         who_words(model, c.victim, instrument));
    case ConditionKind::assists:
      return fmt::format("{} assists {}", who_words(model, c.attacker, instrument),
                         who_words(model, c.victim, instrument));
    case ConditionKind::membership:
      return fmt::format("{} is {}{} in the {}", who_words(model, c.attacker, instrument),
                         c.value ? "" : "not ", name(c.role), model[c.instrument].title);
    case ConditionKind::in_force: return fmt::format("the {} is in force", model[c.instrument].title);
  }
  return {};
}

std::string heading(const Model& model, ProvisionId id) {
  const Provision& provision = model[id];
  return provision.title.empty() ? plain(provision.label)
                                 : fmt::format("{} “{}”", plain(provision.label), provision.title);
}

namespace {

bool is_plural(const Pattern& debtor) {
  std::size_t count = 0;
  for (const auto& e : debtor.elements) count += e.head == Head::states ? e.states.size() : 1;
  return count > 1;
}

std::string modal_read(Modality modality, Force force, bool plural) {
  const std::string_view be = plural ? "are" : "is";
  const std::string_view have = plural ? "have" : "has";
  const bool proposal = force == Force::proposal || force == Force::draft;
  const bool political = force == Force::political;
  const std::string law =
      force == Force::unilateral ? fmt::format(" by {} own law", plural ? "their" : "its") : "";
  switch (modality) {
    case Modality::must:
      return political  ? fmt::format("{} undertaken, politically, to", have)
             : proposal ? "would be bound to"
                        : fmt::format("{} bound{} to", be, law);
    case Modality::must_not:
      return political  ? fmt::format("{} undertaken, politically, not to", have)
             : proposal ? "would be bound not to"
                        : fmt::format("{} bound{} not to", be, law);
    case Modality::may: return "may";
    case Modality::should:
      return political  ? fmt::format("{} undertaken, politically, to", have)
             : proposal ? "would be called on to"
                        : fmt::format("{} called on to", be);
    case Modality::should_not:
      return political  ? fmt::format("{} undertaken, politically, not to", have)
             : proposal ? "would be called on not to"
                        : fmt::format("{} called on not to", be);
  }
  return {};
}

/// True where never more than two states hold a role in the instrument: then the other party is one.
bool two_only(const Model& model, InstrumentId instrument) {
  StateSet all;
  for (const auto& m : model[instrument].memberships) all.insert(m.state.index());
  return all.size() <= 2;
}

std::string object_read(const Model& model, const Duty& duty, InstrumentId instrument) {
  std::vector<std::string> parts;
  for (const auto& e : duty.object.elements) {
    Pattern single;
    single.elements = {e};
    std::string text = pattern_words(model, single, instrument);
    if (e.head == Head::role || e.head == Head::everyone) {
      // `the parties` as an object; one holder of a role is named by it.
      const bool alone =
          e.head == Head::role &&
          (e.role == RoleKind::beneficiary || e.role == RoleKind::provider || e.role == RoleKind::recipient);
      const std::string role = e.head == Head::everyone ? "party" : std::string(name(e.role));
      text =
          (e.other ? "the other " : "the ") + (alone || (e.other && two_only(model, instrument)) ? role
                                               : role.ends_with("y") ? role.substr(0, role.size() - 1) + "ies"
                                                                     : role + "s");
      if (e.tier) text += fmt::format(" of the {} tier", plain(model.word(e.tier)));
    }
    parts.push_back(std::move(text));
  }
  return list_words(parts);
}

}  // namespace

std::vector<std::string> read_provision(const Model& model, ProvisionId id) {
  const Provision& provision = model[id];
  const Instrument& instrument = model[provision.instrument];
  std::vector<std::string> sentences;
  for (auto clause_id : provision.clauses) {
    const Clause& clause = model[clause_id];
    std::string lead;
    if (provision.after) lead += fmt::format("after {}", plain(model[provision.after].label));
    const auto add = [&](const std::string& text) {
      if (!text.empty()) lead += (lead.empty() ? "" : lead.ends_with(",") ? " " : ", ") + text;
    };
    if (clause.trigger) add("if " + condition_words(model, clause.trigger, provision.instrument));
    if (clause.on_request)
      add("on request of " + who_words(model, clause.requested_by, provision.instrument));
    for (auto condition : clause.conditions)
      add((lead.find("if ") != std::string::npos ? "and if " : "if ") +
          condition_words(model, condition, provision.instrument));
    std::string limits;
    for (auto exception : clause.exceptions)
      limits += ", unless " + condition_words(model, exception, provision.instrument);
    for (const auto& rule : provision.precedence) {
      const std::string other = model[rule.other].instrument == provision.instrument
                                    ? plain(model[rule.other].label)
                                    : source_spoken(model, rule.other);
      limits += fmt::format(", {} {}", rule.yields ? "subject to" : "despite", other);
    }
    const auto duty_sentence = [&](const Duty& duty) {
      const bool plural = is_plural(duty.debtor);
      const std::string_view it = plural ? "they" : "it";
      const std::string_view its = plural ? "their" : "its";
      std::string text = lead.empty() ? "" : lead + ", ";
      text += fmt::format(
          "{} {} {}{}", pattern_words(model, duty.debtor, provision.instrument),
          modal_read(duty.modality, instrument.force, plural),
          act_words(model, duty, object_read(model, duty, provision.instrument), its, provision.instrument),
          form_words(duty, it, its));
      if (const auto due = due_words(duty.due); !due.empty()) text += ", " + due;
      if (const auto until = until_words(duty); !until.empty()) text += ", " + until;
      text += inclusion_words(duty);
      if (duty.force_by_consent) text += "; nobody need use armed force without its own consent";
      for (const auto& proviso : duty.provisos)
        text += fmt::format(", for those that count as {}, {}", plain(model.word(proviso.character)),
                            proviso.text);
      if (duty.consistent_with)
        text +=
            fmt::format(", consistently with the {} for parties to both", model[duty.consistent_with].title);
      text += limits + ".";
      text += process_words(model, duty, provision.instrument, {}, Day{0}, its);
      if (speaks_of_war(model, clause.trigger)) call_sides(text);
      sentences.push_back(sentence_case(std::move(text)));
    };
    for (const auto& duty : clause.duties) duty_sentence(duty);
    for (auto applied : clause.applies) {
      std::string text = lead.empty() ? "" : lead + ", ";
      sentences.push_back(
          sentence_case(text + fmt::format("{} applies{}.", plain(model[applied].label), limits)));
    }
  }
  // A provision that narrows others: it has conditions and no duty of its own.
  if (!provision.narrows.empty()) {
    std::vector<std::string> targets, conditions;
    for (auto target : provision.narrows) targets.push_back(plain(model[target].label));
    std::string whom;
    for (const auto& narrowing : model[provision.narrows.front()].narrowed)
      if (narrowing.by == id && !narrowing.whom.elements.empty())
        whom = " for " + pattern_words(model, narrowing.whom, provision.instrument);
    for (auto clause_id : provision.clauses) {
      for (auto condition : model[clause_id].conditions)
        conditions.push_back("if " + condition_words(model, condition, provision.instrument));
      for (auto exception : model[clause_id].exceptions)
        conditions.push_back("unless " + condition_words(model, exception, provision.instrument));
    }
    sentences.push_back(
        sentence_case(fmt::format("{} {}{} only {}.", list_words(targets),
                                  targets.size() > 1 ? "apply" : "applies", whom, list_words(conditions))));
  }
  if (sentences.empty() && !provision.gist.empty()) sentences.push_back(provision.gist);
  return sentences;
}

std::vector<std::string> read_instrument(const Model& model, InstrumentId id, std::optional<Day> day) {
  const Instrument& instrument = model[id];
  std::vector<std::string> lines;
  std::string what =
      fmt::format("{}, force {}", sentence_case(plain(name(instrument.kind))), name(instrument.force));
  if (instrument.signed_on) what += fmt::format(", signed {}", to_iso(*instrument.signed_on));
  if (instrument.published_on) what += fmt::format(", published {}", to_iso(*instrument.published_on));
  for (const auto& spell : instrument.in_force) {
    what += fmt::format(", in force from {}", to_iso(spell.from));
    if (const auto to = to_iso(spell.to); !to.empty()) what += " to " + to;
  }
  lines.push_back(what + ".");
  // Holders with the same days and the same doubt stand together, in the order of the text.
  struct Alike {
    std::string when;
    std::vector<std::string> codes;
  };
  std::map<RoleKind, std::vector<Alike>> roles;
  for (const auto& m : instrument.memberships) {
    if (day && !m.spell.may_contain(*day)) continue;
    std::string when;
    if (!day) {
      const auto from = to_iso(m.spell.from), to = to_iso(m.spell.to);
      if (!from.empty()) when += " from " + from;
      if (!to.empty()) when += " to " + to;
    }
    if (m.question) when += fmt::format(" if {}", model[m.question].name);
    auto& list = roles[m.role];
    const auto same = std::ranges::find(list, when, &Alike::when);
    (same == list.end() ? list.emplace_back(when) : *same).codes.push_back(model[m.state].code);
  }
  for (const auto& [role, list] : roles) {
    std::size_t count = 0;
    std::vector<std::string> parts;
    for (const auto& alike : list) {
      count += alike.codes.size();
      parts.push_back(fmt::format("{}{}", fmt::join(alike.codes, " "), alike.when));
    }
    lines.push_back(
        fmt::format("{} ({}): {}.", sentence_case(std::string(name(role))), count, fmt::join(parts, "; ")));
  }
  if (instrument.over_all)
    lines.push_back(
        fmt::format("Claims to prevail between its parties over all other instruments{}.",
                    instrument.rank_per.empty() ? "" : fmt::format(" ({})", plain(instrument.rank_per))));
  if (!instrument.cite.empty()) lines.push_back(instrument.cite);
  return lines;
}

}  // namespace casus::explain
