#include "evidence/lateness.h"

#include <algorithm>

namespace casus::evidence {

std::vector<Due> dues_of(std::span<const Step> steps) {
  std::vector<const Step*> parts;
  const Step* whole = nullptr;
  for (const auto& step : steps) {
    if (step.kind != EntryKind::due) continue;
    if (step.has_quantity)
      parts.push_back(&step);
    else if (whole == nullptr || std::pair(whole->known, whole->number) < std::pair(step.known, step.number))
      whole = &step;
  }
  std::vector<Due> dues;
  Thousandths sum = 0;
  for (const auto* part : parts) {
    sum = part->in_all ? part->quantity : plus(sum, part->quantity);
    dues.push_back({{part->earliest, part->latest}, sum});
  }
  if (whole != nullptr) dues.push_back({{whole->earliest, whole->latest}, std::nullopt});
  std::ranges::stable_sort(dues, {}, [](const Due& due) { return due.day.latest; });
  return dues;
}

namespace {

bool is_met(const Standing& standing, const Due& due) {
  const auto& delivered = standing.of(Stage::delivered);
  if (due.quantity && delivered.has_quantity && delivered.quantity >= *due.quantity) return true;
  return performance_of(standing) == Performance::whole;
}

/// The day of the delivery by which what was due was there, among those by `on`.
std::optional<VagueDay> met_on(std::span<const Step> steps, const Due& due, Day on, Standing& standing) {
  standing.clear();
  const auto counts = [&](const Step& step) { return step.kind == EntryKind::stage && step.latest <= on; };
  // What was owed is what is owed today: everything but deliveries first.
  for (const auto& step : steps)
    if (counts(step) && step.stage != Stage::delivered) standing.add(step);
  for (const auto& step : steps) {
    if (!counts(step) || step.stage != Stage::delivered) continue;
    standing.add(step);
    if (is_met(standing, due)) return VagueDay{step.earliest, step.latest};
  }
  return std::nullopt;
}

int days_between(Day from, Day to) { return to.number - from.number; }

Lateness lateness_of(const Steps& steps, std::uint32_t pledge, const Due& due, Day on,
                     const Standing& standing, Standing& memory) {
  Lateness late;
  late.pledge = pledge;
  late.due = due;
  late.performance = performance_of(standing);
  late.ended = standing.ended;
  late.ended_on = standing.ended_on;
  late.done = met_on(steps.of(pledge), due, on, memory);
  for (const auto& step : steps.of(pledge))
    if (step.kind != EntryKind::due && step.latest <= on)
      late.told_until = std::max({late.told_until, step.latest, step.known});
  // Until when it was open: to the delivery, to the end of the pledge, or to today.
  VagueDay until = VagueDay::exact(on);
  if (late.done)
    until = *late.done;
  else if (late.ended != Ended::no)
    until = VagueDay::exact(late.ended_on);
  late.days = std::max(0, days_between(due.day.latest, until.earliest));
  late.days_most = std::max(0, days_between(due.day.earliest, until.latest));
  return late;
}

/// Goes through pledges whose deliveries are recorded and of which something is due or is called late.
template <class Take>
void each_due(const Steps& steps, Day on, const std::vector<bool>& recorded, Take take) {
  Standing standing, memory;
  for (std::uint32_t p = 0; p < steps.pledges.size(); ++p) {
    if (!recorded[p]) continue;
    const auto of = steps.of(p);
    const bool asks = std::ranges::any_of(of, [](const Step& step) { return step.kind != EntryKind::stage; });
    if (!asks) continue;
    standing_of(of, on, Certainty::surely, standing);
    std::vector<Lateness> lines;
    for (const auto& due : dues_of(of)) lines.push_back(lateness_of(steps, p, due, on, standing, memory));
    take(p, of, standing, lines);
  }
}

}  // namespace

std::vector<Lateness> late_pledges(const Steps& steps, Day on, const std::vector<bool>& recorded) {
  std::vector<Lateness> result;
  each_due(
      steps, on, recorded,
      [&](std::uint32_t p, std::span<const Step> of, const Standing& standing, std::vector<Lateness>& lines) {
        std::optional<VagueDay> called;
        for (const auto& step : of)
          if (step.kind == EntryKind::late && step.latest <= on && !called)
            called = VagueDay{step.earliest, step.latest};
        // How much was delivered is not told: whether it was all is nobody's to say.
        if (standing.of(Stage::delivered).told && performance_of(standing) == Performance::unmeasured)
          for (auto& line : lines)
            if (!line.done) line.days = line.days_most = 0;
        std::erase_if(lines, [&](const Lateness& line) { return line.days_most <= 0 && !called; });
        if (called && lines.empty()) {
          Lateness line;
          line.pledge = p;
          line.performance = performance_of(standing);
          line.ended = standing.ended;
          line.ended_on = standing.ended_on;
          lines.push_back(line);
        }
        for (auto& line : lines) {
          line.called_late = called.has_value();
          line.called_on = called;
          result.push_back(line);
        }
      });
  return result;
}

std::vector<Lateness> due_pledges(const Steps& steps, Day on, int within, const std::vector<bool>& recorded) {
  std::vector<Lateness> result;
  const Day last{on.number + within};
  each_due(steps, on, recorded,
           [&](std::uint32_t, std::span<const Step>, const Standing&, std::vector<Lateness>& lines) {
             for (auto& line : lines)
               if (line.open() && on <= line.due->day.latest && line.due->day.earliest <= last)
                 result.push_back(line);
           });
  std::ranges::stable_sort(result, {}, [](const Lateness& line) { return line.due->day.latest; });
  return result;
}

}  // namespace casus::evidence
