#include "history/units.h"

#include <algorithm>
#include <tuple>

#include "history/days.h"
#include "history/spells.h"

namespace casus::history {

using namespace casus::model;

namespace {

struct Year {
  Day begin;
  Day end;
  YearRule rule;

  bool meets(Day from, Day to) const { return from < end && begin < to; }
  /// Whether a run of days counts; runs of one thing do not touch each other, so none needs another.
  bool counts(Day from, Day to) const {
    switch (rule) {
      case YearRule::any_day: return meets(from, to);
      case YearRule::first_of_january: return from <= begin && begin < to;
      case YearRule::all_year: return from <= begin && end <= to;
    }
    return false;
  }
};

/// A pledge between two codes in a run of days.
struct CodePledge {
  int from;
  int to;
  Pledge pledge;
  Day begin;
  Day end;
};

/// Pledges by code, what several texts say put together: a code may pass from one state of casus to another, as 365 did from the
/// Soviet Union to Russia, and a state may change its code within a year, as Germany did in 1990.
std::vector<CodePledge> by_code(const Codes& codes, const std::vector<DirectedPledge>& pledges) {
  std::vector<CodePledge> list;
  for (const auto& p : pledges)
    for (const auto& a : codes[p.from.index()])
      for (const auto& b : codes[p.to.index()]) {
        const Day begin = std::max({p.begin, a.begin, b.begin}), end = std::min({p.end, a.end, b.end});
        if (a.code != b.code && begin < end) list.push_back({a.code, b.code, p.pledge, begin, end});
      }
  const auto kind = [](const CodePledge& p) { return std::tuple(p.from, p.to, p.pledge); };
  std::ranges::sort(list, {}, [&](const CodePledge& p) { return std::tuple(kind(p), p.begin, p.end); });
  merge_runs(list, [&](const CodePledge& a, const CodePledge& b) { return kind(a) == kind(b); });
  return list;
}

/// The codes and pledges of one year after another.
class Years {
 public:
  Years(const Model& model, const std::vector<DirectedPledge>& pledges, const Yearly& asked)
      : asked_(asked), borne_(codes_borne(model)), pledges_(by_code(borne_, pledges)) {}

  void each(const std::function<void(int number, const Year&)>& take) {
    for (int number = asked_.first; number <= asked_.last; ++number) {
      const Year year{first_day(number), first_day(number + 1), asked_.rule};
      fill(year);
      take(number, year);
    }
  }
  std::size_t count() const { return codes_.size(); }
  int code(std::size_t i) const { return codes_[i]; }
  /// Where a code of the year stands.
  std::size_t place(int code) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(codes_, code) - codes_.begin());
  }
  PledgeBits pledged(std::size_t from, std::size_t to) const { return matrix_[from * codes_.size() + to]; }

 private:
  void fill(const Year& year) {
    codes_.clear();
    for (const auto& list : borne_)
      for (const auto& b : list)
        if (year.meets(b.begin, b.end)) codes_.push_back(b.code);
    std::ranges::sort(codes_);
    codes_.erase(std::unique(codes_.begin(), codes_.end()), codes_.end());
    matrix_.assign(codes_.size() * codes_.size(), 0);
    for (const auto& p : pledges_)
      if (year.counts(p.begin, p.end)) matrix_[place(p.from) * codes_.size() + place(p.to)] |= bit(p.pledge);
  }

  const Yearly& asked_;
  Codes borne_;
  std::vector<CodePledge> pledges_;
  std::vector<int> codes_;          ///< of the year, ascending
  std::vector<PledgeBits> matrix_;  ///< by place of debtor and of creditor
};

}  // namespace

std::vector<AllianceDays> alliance_days(const Model& model, std::string_view only) {
  std::vector<AllianceDays> list;
  const Codes codes = codes_borne(model), known = codes_known(model);
  std::vector<bool> pledges(model.instruments.size());
  for (const auto& p : owed_pledges(model, only)) pledges[p.instrument.index()] = true;
  for (std::size_t i = 0; i < model.instruments.size(); ++i) {
    if (!pledges[i]) continue;
    const auto id = make_id<InstrumentId>(i);
    const bool two = is_bilateral(model, known, id);
    for (const auto& m : model[id].memberships)
      for (const auto& force : model[id].in_force) {
        const auto [from, to] = days_of(meet(m.spell, force));
        for (const auto& c : codes[m.state.index()]) {
          const Day begin = std::max(from, c.begin), end = std::min(to, c.end);
          if (begin < end) list.push_back({c.code, id, begin, end, two});
        }
      }
  }
  const auto kind = [](const AllianceDays& a) { return std::tuple(a.ccode, a.instrument); };
  std::ranges::sort(list, {}, [&](const AllianceDays& a) { return std::tuple(kind(a), a.begin, a.end); });
  merge_runs(list, [&](const AllianceDays& a, const AllianceDays& b) { return kind(a) == kind(b); });
  return list;
}

void directed_dyad_years(const Model& model, const std::vector<DirectedPledge>& pledges, const Yearly& asked,
                         const std::function<void(const DirectedDyadYear&)>& take) {
  Years years(model, pledges, asked);
  years.each([&](int number, const Year&) {
    for (std::size_t a = 0; a < years.count(); ++a)
      for (std::size_t b = 0; b < years.count(); ++b) {
        const PledgeBits bits = years.pledged(a, b);
        if (a != b && (bits != 0 || !asked.pledged_only)) take({years.code(a), years.code(b), number, bits});
      }
  });
}

void dyad_years(const Model& model, const std::vector<DirectedPledge>& pledges, const Yearly& asked,
                const std::function<void(const DyadYear&)>& take) {
  Years years(model, pledges, asked);
  years.each([&](int number, const Year&) {
    for (std::size_t a = 0; a < years.count(); ++a)
      for (std::size_t b = a + 1; b < years.count(); ++b) {
        const PledgeBits one = years.pledged(a, b), other = years.pledged(b, a);
        const auto either = static_cast<PledgeBits>(one | other);
        if (either != 0 || !asked.pledged_only)
          take({years.code(a), years.code(b), number, either, one != other});
      }
  });
}

void state_years(const Model& model, const std::vector<DirectedPledge>& pledges,
                 const std::vector<AllianceDays>& alliances, const Yearly& asked,
                 const std::function<void(const StateYear&)>& take) {
  Years years(model, pledges, asked);
  std::vector<StateYear> rows;
  years.each([&](int number, const Year& year) {
    rows.clear();
    for (std::size_t a = 0; a < years.count(); ++a) {
      StateYear row{years.code(a), number, 0, 0, {}, 0, 0};
      for (std::size_t b = 0; b < years.count(); ++b) {
        const PledgeBits bits = years.pledged(a, b);
        row.pledges |= bits;
        row.partners += bits != 0;
        for (const auto kind : history::pledges)
          row.partners_by[static_cast<std::size_t>(kind)] += (bits & bit(kind)) != 0;
      }
      rows.push_back(row);
    }
    // A member may leave an alliance and come back within the year: it is one alliance.
    const AllianceDays* last = nullptr;
    for (const auto& a : alliances) {
      if (!year.counts(a.begin, a.end)) continue;
      if (last == nullptr || last->ccode != a.ccode || last->instrument != a.instrument) {
        StateYear& row = rows[years.place(a.ccode)];
        ++(a.bilateral ? row.bilateral : row.multilateral);
      }
      last = &a;
    }
    for (const auto& row : rows)
      if (row.pledges != 0 || row.bilateral + row.multilateral > 0 || !asked.pledged_only) take(row);
  });
}

}  // namespace casus::history
