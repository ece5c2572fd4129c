#include "history/pledge.h"

namespace casus::history {

using namespace casus::model;

std::string_view name(Pledge pledge) {
  static constexpr std::array<std::string_view, 5> names = {"defense", "offense", "neutral", "nonagg",
                                                            "consul"};
  return names[static_cast<std::size_t>(pledge)];
}

namespace {

struct Trigger {
  bool struck = false;
  bool at_war = false;
};
void look(const Model& model, ConditionId at, Trigger& into) {
  if (!at) return;
  const Condition& condition = model[at];
  switch (condition.kind) {
    case ConditionKind::struck:
    case ConditionKind::holds_threat: into.struck = true; break;
    case ConditionKind::at_war: into.at_war = true; break;
    case ConditionKind::any_of:
    case ConditionKind::all_of:
      for (const auto child : condition.children) look(model, child, into);
      break;
    default: break;
  }
}

}  // namespace

std::vector<ConditionId> triggers_of(const Model& model, const Clause& clause) {
  if (clause.trigger) return {clause.trigger};
  std::vector<ConditionId> list;
  ProvisionId at = model[clause.provision].after;
  // A provision may itself be owed after another; the steps end also where they run in a circle.
  for (std::size_t steps = 0; at && list.empty() && steps < model.provisions.size(); ++steps) {
    for (const auto before : model[at].clauses)
      if (model[before].trigger) list.push_back(model[before].trigger);
    at = model[at].after;
  }
  return list;
}

PledgeBits pledges_of(const Model& model, const Clause& clause, const Duty& duty) {
  if (duty.modality == Modality::must_not)
    return duty.act == Act::use_force && !clause.trigger && !model[clause.provision].after
               ? bit(Pledge::nonagg)
               : PledgeBits{0};
  if (duty.modality != Modality::must) return 0;
  if (duty.act == Act::consult) return bit(Pledge::consul);
  Trigger trigger;
  for (const auto at : triggers_of(model, clause)) look(model, at, trigger);
  if (duty.act == Act::stay_neutral) return trigger.struck || trigger.at_war ? bit(Pledge::neutral) : 0;
  if (family(duty.act) != ActFamily::force) return 0;
  return static_cast<PledgeBits>((trigger.struck ? bit(Pledge::defense) : 0) |
                                 (trigger.at_war ? bit(Pledge::offense) : 0));
}

}  // namespace casus::history
