#include "analysis/features.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "explain/read.h"

namespace casus::analysis {

std::vector<InstrumentId> instruments_of(const Side& side) {
  std::vector<InstrumentId> list;
  for (const auto& s : side.base.suppositions)
    if ((s.kind == SupposeKind::in_force || s.kind == SupposeKind::membership) && s.value && s.instrument &&
        std::ranges::find(list, s.instrument) == list.end())
      list.push_back(s.instrument);
  return list;
}

namespace {

/// Words gathered in the order in which they come, each once.
class Words {
 public:
  void add(const std::string& text) {
    if (!text.empty() && std::ranges::find(list_, text) == list_.end()) list_.push_back(text);
  }
  std::string joined(std::string_view between = "; ") const {
    constexpr std::size_t most = 6;
    if (list_.empty()) return "–";
    if (list_.size() <= most) return fmt::format("{}", fmt::join(list_, between));
    return fmt::format("{}{}and {} more", fmt::join(list_.begin(), list_.begin() + most, between), between,
                       list_.size() - most);
  }

 private:
  std::vector<std::string> list_;
};

bool is_asked(const Duty& duty) {
  return duty.modality == Modality::must || duty.modality == Modality::should;
}

/// True where nobody but the beneficiary owes the duty: Ukraine's own promise of help is no help for Ukraine.
bool is_own(const Duty& duty, StateId beneficiary) {
  return std::ranges::all_of(duty.debtor.elements, [&](const Element& e) {
    if (e.head == Head::role) return e.role == RoleKind::beneficiary || e.role == RoleKind::recipient;
    return e.head == Head::states && e.states.size() == 1 && e.states.contains(beneficiary.index());
  });
}

/// What the words of the text weigh: nothing to say of a duty under a text that binds.
std::string modality_of(const Duty& duty, const Instrument& instrument) {
  const bool must = duty.modality == Modality::must;
  switch (instrument.force) {
    case Force::binding:
    case Force::unilateral: return must ? "" : " (called on)";
    case Force::disputed: return must ? " (if the text binds)" : " (called on)";
    case Force::proposal:
    case Force::draft:
    case Force::lapsed: return must ? " (would be bound)" : " (would be called on)";
    case Force::political: break;
  }
  return must ? " (undertaken politically)" : " (called on)";
}

std::string discretion_words(Discretion discretion) {
  switch (discretion) {
    case Discretion::none: return "none is left";
    case Discretion::means: return "the means are left to each";
    case Discretion::extent: return "the extent is left to each";
    case Discretion::existence: return "whether to act is left to each";
    case Discretion::organ: return "the form is decided by an organ";
    case Discretion::agreement: return "the form is left to agreement";
  }
  return {};
}

/// The trigger, and every condition of it, as words; decisions are told apart.
void look_at(const Model& model, ConditionId id, InstrumentId instrument, Words& trigger, Words& decides,
             Words& area) {
  const Condition& c = model[id];
  switch (c.kind) {
    case ConditionKind::struck:
    case ConditionKind::holds_threat:
    case ConditionKind::at_war: {
      trigger.add(c.kind == ConditionKind::at_war ? "war"
                  : c.kind == ConditionKind::holds_threat
                      ? "a party holds that it is threatened"
                      : (c.concept_id ? model[c.concept_id].title.empty()
                                            ? explain::plain(model[c.concept_id].name)
                                            : model[c.concept_id].title
                                      : "an event"));
      if (c.unprovoked) trigger.add("unprovoked");
      for (auto a : c.areas) area.add(explain::area_words(model, a));
      if (c.limited && c.areas.empty()) area.add("the region that the clause names");
      break;
    }
    case ConditionKind::decision:
      if (c.organ) {
        const Organ& organ = model[c.organ.instrument].organs[c.organ.index];
        decides.add(organ.title.empty() ? explain::plain(organ.name) : organ.title);
      } else {
        decides.add(
            fmt::format("{}, by its own decision", explain::pattern_words(model, c.attacker, instrument)));
      }
      break;
    case ConditionKind::request: trigger.add("a request"); break;
    default: break;
  }
  for (auto child : c.children) look_at(model, child, instrument, trigger, decides, area);
}

/// Leaving is no duty, so it has no act: the title or the gist says that a provision is about it.
bool speaks_of_leaving(const Provision& provision) {
  std::string text = provision.title + " " + provision.gist;
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"withdraw from", "withdrawal from", "denounce", "denunciation",
                                              "terminate", "cease to be a party"},
      [&](std::string_view word) { return text.contains(word); });
}

/// Where the clause comes after another provision, what brings that into play brings it into play too.
void look_back(const Model& model, ProvisionId id, InstrumentId instrument, Words& trigger, Words& decides,
               Words& area) {
  for (std::size_t depth = 0; id && depth < model.provisions.size(); ++depth) {
    for (auto clause : model[id].clauses) {
      if (model[clause].trigger) look_at(model, model[clause].trigger, instrument, trigger, decides, area);
      for (auto condition : model[clause].conditions)
        look_at(model, condition, instrument, trigger, decides, area);
      if (model[clause].on_request) trigger.add("a request");
    }
    id = model[id].after;
  }
}

}  // namespace

std::vector<Feature> features(const Model& model, const std::vector<InstrumentId>& instruments,
                              StateId beneficiary, const Arising* arising) {
  Words text, trigger, area, decides, help, discretion, deadline, consult, money, arms, technology, training,
      intelligence, sanctions, troops, term, leave;
  for (auto id : instruments) {
    const Instrument& instrument = model[id];
    text.add(std::string(name(instrument.force)));
    for (const auto& spell : instrument.in_force)
      term.add(spell.to.latest == Day::max() ? "no end is set" : fmt::format("until {}", to_iso(spell.to)));
    for (auto provision : instrument.provisions) {
      if (speaks_of_leaving(model[provision])) leave.add(explain::source(model, provision));
      for (auto clause_id : model[provision].clauses) {
        const Clause& clause = model[clause_id];
        for (const auto& duty : clause.duties) {
          if (!is_asked(duty) || is_own(duty, beneficiary)) continue;
          std::string weight = modality_of(duty, instrument);
          if (arising != nullptr && is_compared(duty.act) && !arising->contains({instrument.name, duty.act}))
            weight += " (in none of the situations posed)";
          const std::string amount =
              duty.amount ? explain::amount_words(*duty.amount) : std::string("no amount");
          const std::string per = duty.amount && !duty.amount->per.empty() ? " a " + duty.amount->per : "";
          switch (duty.act) {
            case Act::fund: money.add(amount + per + weight); break;
            case Act::supply_arms: arms.add("supplied" + weight); break;
            case Act::preserve_military_edge: arms.add("a military edge is kept" + weight); break;
            case Act::store_equipment: arms.add("stored in place" + weight); break;
            case Act::supply_technology: technology.add("shared" + weight); break;
            case Act::share_intelligence: intelligence.add("shared" + weight); break;
            case Act::train:
            case Act::exercise: training.add(std::string(explain::plain(name(duty.act))) + weight); break;
            case Act::sanction: sanctions.add("imposed on an attacker" + weight); break;
            case Act::keep_sanctions: sanctions.add("kept" + weight); break;
            case Act::confiscate_assets: sanctions.add("assets confiscated" + weight); break;
            case Act::deploy_forces: troops.add("deployed" + weight); break;
            case Act::consult:
            case Act::convene: {
              const std::string due = explain::due_words(duty.due);
              consult.add((due.empty() ? "no time is set" : due) + weight);
              break;
            }
            default: break;
          }
          if (family(duty.act) != ActFamily::force) continue;
          help.add(std::string(explain::plain(name(duty.act))) + explain::form_words(duty, "it", "its") +
                   explain::inclusion_words(duty) + weight);
          discretion.add(discretion_words(duty.discretion));
          const std::string due = explain::due_words(duty.due);
          deadline.add(due.empty() ? "no time is set" : due);
          look_back(model, provision, id, trigger, decides, area);
        }
      }
    }
  }
  return {{"text", text.joined(", ")},
          {"trigger", trigger.joined(", ")},
          {"area", area.joined()},
          {"who decides", decides.joined()},
          {"help", help.joined()},
          {"discretion", discretion.joined()},
          {"deadline", deadline.joined()},
          {"consultation", consult.joined()},
          {"money", money.joined()},
          {"arms", arms.joined()},
          {"technology", technology.joined()},
          {"intelligence", intelligence.joined()},
          {"training", training.joined()},
          {"sanctions", sanctions.joined()},
          {"troops", troops.joined()},
          {"term", term.joined()},
          {"exit", leave.joined()}};
}

}  // namespace casus::analysis
