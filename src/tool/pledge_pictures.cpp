#include "tool/pledge_pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/decimal.h"
#include "evidence/lateness.h"
#include "evidence/standing.h"
#include "evidence/tally.h"
#include "picture/cumulated.h"
#include "picture/slip_chart.h"
#include "picture/waterfall.h"

namespace casus::tool {

using namespace evidence;

namespace {

constexpr std::array on_the_way = {Stage::announced,  Stage::committed, Stage::allocated,
                                   Stage::contracted, Stage::shipped,   Stage::delivered};
/// By `Bound`.
constexpr std::array bounds = {picture::WaterfallBound::exact, picture::WaterfallBound::about,
                               picture::WaterfallBound::at_least, picture::WaterfallBound::up_to};

double units(Thousandths value) { return static_cast<double>(value) / 1000; }

std::string unit_of(const Steps& steps, const PledgePicture& asked) {
  if (!asked.kind) return {};
  const MoneyKind& kind = steps.kinds[*asked.kind];
  return kind.constant_year ? fmt::format("{} of {}", kind.currency, *kind.constant_year) : kind.currency;
}

std::string donors(const Pledge& pledge) { return fmt::format("{}", fmt::join(pledge.by, ", ")); }

bool records(const PledgePicture& asked, const Pledge& pledge, Stage stage) {
  return evidence::records(pledge, collection_of(pledge.origin, asked.collections), stage);
}

/// What a stage of several pledges comes to.
struct Sum {
  bool covered = true;    ///< by all of them
  bool told = false;      ///< by one of them at least
  bool numbered = false;  ///< likewise with a number
  bool without = false;   ///< one tells of it without a number
  Bound bound = Bound::exact;
  Thousandths amount = 0;

  void add(Thousandths more, Bound how) {
    amount = plus(amount, more);
    bound = numbered ? together(bound, how) : how;
    numbered = true;
  }
};

/// Adds what a pledge has at a stage.
void add_stage(Sum& sum, const Standing& standing, Stage stage, std::optional<std::uint16_t> kind) {
  const Reached& reached = standing.of(stage);
  if (!reached.told) return;
  sum.told = true;
  bool numbered = false;
  if (!kind && reached.has_quantity) {
    sum.add(reached.quantity, reached.bound);
    numbered = true;
  }
  for (const auto& cell : standing.money) {
    if (!kind || cell.stage != stage || cell.kind != *kind) continue;
    sum.add(cell.amount, cell.bound);
    numbered = true;
  }
  sum.without = sum.without || !numbered;
}

/// How much of a pledge that was ended will not come any more: what the entry says, or all that is not delivered.
Thousandths lost_of(const Standing& standing, std::optional<std::uint16_t> kind) {
  Sum cancelled, delivered;
  add_stage(cancelled, standing, Stage::cancelled, kind);
  add_stage(cancelled, standing, Stage::replaced, kind);
  if (cancelled.numbered || standing.ended == Ended::no) return cancelled.amount;
  add_stage(delivered, standing, Stage::delivered, kind);
  const auto owed = kind ? owed_money(standing, *kind) : owed_quantity(standing);
  return owed ? std::max<Thousandths>(plus(owed->quantity, -delivered.amount), 0) : 0;
}

struct PictureGroup {
  std::array<Sum, on_the_way.size()> stages;
  Thousandths cancelled = 0;
  Thousandths replaced = 0;
};

picture::WaterfallSeries series_of(const std::string& name, const PictureGroup& group,
                                   const std::set<Stage>& told) {
  picture::WaterfallSeries series{name, {}};
  for (std::size_t s = 0; s < on_the_way.size(); ++s) {
    const Stage stage = on_the_way[s];
    const Sum& sum = group.stages[s];
    if (!told.contains(stage)) continue;
    picture::WaterfallStage row;
    row.label = model::name(stage);
    row.open_label = fmt::format("not yet {}", row.label);
    if (!sum.covered) {
      row.instead = "not covered";
    } else if (sum.numbered) {
      row.reached = units(sum.amount);
      // What has no number comes on top.
      row.bound = sum.without && sum.bound == Bound::exact ? picture::WaterfallBound::at_least
                                                           : bounds[static_cast<std::size_t>(sum.bound)];
    } else if (sum.told) {
      row.instead = "told without a number";
    } else if (stage == Stage::delivered) {
      row.reached = 0;
    } else {
      row.instead = "nothing on record";
    }
    if (stage == Stage::delivered) {
      if (group.cancelled > 0) row.lost.push_back({"cancelled", units(group.cancelled)});
      if (group.replaced > 0) row.lost.push_back({"replaced", units(group.replaced)});
    }
    series.stages.push_back(std::move(row));
  }
  return series;
}

/// The months in which a stage of a pledge rose or fell, and by how much.
void add_months(std::map<Day, Thousandths>& months, std::span<const Step> steps, Stage stage,
                const PledgePicture& asked) {
  Standing standing;
  for (const auto& step : steps) {
    if (step.kind != EntryKind::stage || step.latest > asked.on) continue;
    const Thousandths before = standing.of(step.stage).quantity, money = standing.add(step);
    if (step.stage != stage || !picture::drawable(step.latest)) continue;
    Thousandths& sum = months[picture::month_of(step.latest)];
    if (asked.kind)
      sum = plus(sum, step.money_kind == *asked.kind ? money : 0);
    else
      sum = plus(sum, standing.of(step.stage).quantity - before);
  }
}

picture::CumulatedLine line_of(const Steps& steps, const PledgePicture& asked, Stage stage) {
  picture::CumulatedLine line{std::string(model::name(stage)), false, {}};
  std::map<Day, Thousandths> months;
  bool all = true;
  for (const auto p : asked.pledges) {
    const bool covered = records(asked, steps.pledges[p], stage);
    line.covered = line.covered || covered;
    all = all && covered;
    add_months(months, steps.of(p), stage, asked);
  }
  if (line.covered && !all) line.label += " (covered in part)";
  Thousandths total = 0;
  for (const auto& [month, change] : months) {
    total = plus(total, change);
    line.points.push_back({month, units(total)});
  }
  return line;
}

picture::SlipItem item_of(const Steps& steps, std::uint32_t p, Day on) {
  const Pledge& pledge = steps.pledges[p];
  picture::SlipItem item;
  item.label = fmt::format("{}: {}", donors(pledge), pledge.item.empty() ? pledge.title : pledge.item);
  item.note = pledge.note;
  bool whole = false;
  for (const auto& due : dues_of(steps.of(p))) {
    if (whole && due.quantity) continue;
    whole = whole || !due.quantity;
    item.due = due.day.latest;
  }
  for (const auto& step : steps.of(p)) {
    if (step.kind == EntryKind::due || step.latest > on) continue;
    if (step.kind == EntryKind::late) item.called_late.push_back(step.latest);
    if (step.kind != EntryKind::stage) continue;
    if (step.stage == Stage::announced && !item.announced) item.announced = step.latest;
    if (step.stage == Stage::delivered)
      item.delivered.push_back({step.earliest, step.has_quantity ? thousandths_to_text(step.quantity) : "",
                                step.earliest == step.latest ? std::nullopt : std::optional(step.latest)});
  }
  item.complete = performance_of(standing_of(steps.of(p), on)) == Performance::whole;
  return item;
}

}  // namespace

std::string pledge_waterfall(const Steps& steps, const PledgePicture& asked) {
  std::map<std::string, PictureGroup> groups;
  std::set<Stage> told = {Stage::delivered};
  Standing standing;
  for (const auto p : asked.pledges) {
    const Pledge& pledge = steps.pledges[p];
    standing_of(steps.of(p), asked.on, Certainty::surely, standing);
    const auto name = asked.kind || pledge.item.empty() ? donors(pledge)
                                                        : fmt::format("{}: {}", donors(pledge), pledge.item);
    PictureGroup& group = groups[name];
    for (std::size_t s = 0; s < on_the_way.size(); ++s) {
      group.stages[s].covered = group.stages[s].covered && records(asked, pledge, on_the_way[s]);
      add_stage(group.stages[s], standing, on_the_way[s], asked.kind);
      if (group.stages[s].told) told.insert(on_the_way[s]);
    }
    Thousandths& lost = standing.ended == Ended::replaced ? group.replaced : group.cancelled;
    lost = plus(lost, lost_of(standing, asked.kind));
  }
  picture::Waterfall chart{asked.frame, unit_of(steps, asked), {}};
  for (const auto& [name, group] : groups) chart.series.push_back(series_of(name, group, told));
  return picture::waterfall(chart);
}

std::string pledge_cumulated(const Steps& steps, const PledgePicture& asked) {
  picture::Cumulated chart{asked.frame, unit_of(steps, asked), asked.on, {}};
  std::set<std::string> items;
  for (const auto p : asked.pledges) items.insert(steps.pledges[p].item);
  if (asked.kind || items.size() <= 1)
    for (const auto stage : {Stage::committed, Stage::allocated, Stage::delivered})
      chart.lines.push_back(line_of(steps, asked, stage));
  else
    chart.frame.subtitle += fmt::format("{}{} items, which are not added",
                                        chart.frame.subtitle.empty() ? "" : "; ", items.size());
  return picture::cumulated(chart);
}

std::string pledge_slips(const Steps& steps, const PledgePicture& asked) {
  picture::SlipChart chart{asked.frame, asked.on, {}};
  for (const auto p : asked.pledges) {
    auto item = item_of(steps, p, asked.on);
    if (item.due || !item.delivered.empty() || !item.called_late.empty())
      chart.items.push_back(std::move(item));
  }
  return picture::slip_chart(chart);
}

}  // namespace casus::tool
