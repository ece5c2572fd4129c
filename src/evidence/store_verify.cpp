// Whether a store is what it was when it was written.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "evidence/store.h"
#include "evidence/store_parts.h"

namespace casus::evidence {

using tables::SqliteFile;
using tables::SqliteStatement;

namespace {

constexpr std::size_t most_of_a_sort = 10;

bool same(std::span<const std::uint8_t> stored, const Digest& digest) {
  return std::ranges::equal(stored, digest);
}

/// Findings, at most a few of each sort.
class Findings {
 public:
  explicit Findings(StoreReport& report) : report_(report) {}

  /// `sort` is what findings are counted by.
  void add(std::string_view sort, std::string where, std::string what) {
    if (++counts_[std::string(sort)] <= most_of_a_sort)
      report_.findings.push_back({std::move(where), std::move(what)});
  }
  void finish() {
    for (const auto& [sort, count] : counts_)
      if (count > most_of_a_sort)
        report_.findings.push_back({sort, fmt::format("{} more of this sort", count - most_of_a_sort)});
  }

 private:
  StoreReport& report_;
  std::map<std::string, std::size_t> counts_;
};

void verify_file(SqliteFile& file, Findings& findings) {
  auto rows = file.prepare("PRAGMA integrity_check(10)");
  while (rows.step())
    if (rows.text(0) != "ok") findings.add("file", "file", std::string(rows.text(0)));
}

void verify_collections(SqliteFile& file, StoreReport& report, Findings& findings,
                        const std::vector<StoredCollection>& collections) {
  DigestChain chain;
  auto rows = file.prepare("SELECT id, digest FROM collection ORDER BY id");
  while (rows.step() && report.collections < collections.size()) {
    const auto& collection = collections[report.collections++];
    if (!same(rows.bytes(1), add_to(chain, collection))) {
      findings.add("collection", fmt::format("collection {}", rows.integer(0)),
                   "it is not what was written, or one before it is not");
      return;
    }
  }
}

/// Pledges with their digests by id.
struct Heads {
  std::vector<Pledge> pledges;
  std::vector<Digest> digests;
};

Heads verify_pledges(SqliteFile& file, StoreReport& report, Findings& findings) {
  Heads heads;
  DigestChain chain;
  bool broken = false;
  auto rows = file.prepare(fmt::format("SELECT {}, digest FROM pledge ORDER BY id", pledge_columns));
  while (rows.step()) {
    ++report.pledges;
    Pledge pledge = pledge_of(rows);
    if (rows.integer(0) != static_cast<std::int64_t>(report.pledges)) {
      findings.add("pledge", fmt::format("pledge {}", report.pledges), "it is missing");
      break;
    }
    const Digest digest = add_to(chain, pledge);
    if (!broken && !same(rows.bytes(13), digest)) {
      findings.add("pledge", fmt::format("pledge `{}`", pledge.name),
                   "it is not what was written, or one before it is not");
      broken = true;
    }
    heads.pledges.push_back(std::move(pledge));
    heads.digests.push_back(digest);
  }
  return heads;
}

/// Goes through the log; the pledges come back with their entries.
void verify_entries(SqliteFile& file, StoreReport& report, Findings& findings, Heads& heads) {
  EntryReader read(file);
  if (!read.is_good()) {
    findings.add("file", "file", "its tables hold words that casus does not know");
    return;
  }
  DigestChain chain;
  bool broken = false;
  struct Corrected {
    std::size_t pledge = 0;
    Day known;
    std::uint64_t by = 0;
  };
  std::vector<Corrected> entries(1);
  auto rows = file.prepare(fmt::format("SELECT {} FROM entry ORDER BY number", entry_columns));
  while (rows.step()) {
    const auto number = static_cast<std::uint64_t>(rows.integer(0));
    if (number != ++report.entries) {
      findings.add("number", fmt::format("entry {}", report.entries),
                   fmt::format("it is missing: {} comes next", number));
      return;
    }
    // Words are made only where there is something to say.
    const auto add = [&](std::string_view sort, std::string what) {
      findings.add(sort, fmt::format("entry {}", number), std::move(what));
    };
    const auto pledge = static_cast<std::size_t>(rows.integer(1));
    auto entry = read(rows);
    if (!entry || pledge < 1 || pledge > heads.pledges.size()) {
      add("entry", "it names a pledge, a text or a word that is not there");
      return;
    }
    if (entry->on.latest < entry->on.earliest) add("entry", "its last day comes before its first");
    const auto& digest = add_to(chain, *entry, heads.digests[pledge - 1]);
    if (!broken && !same(rows.bytes(15), digest)) {
      add("entry", "it is not what was written, or one before it is not");
      broken = true;
    }
    entries.push_back({pledge, entry->known, 0});
    if (entry->kind == EntryKind::withdrawn && !entry->corrects) add("correction", "it withdraws nothing");
    if (entry->corrects) {
      const auto of = *entry->corrects;
      if (of < 1 || of >= number)
        add("correction", fmt::format("it corrects entry {}, which does not come before it", of));
      else if (entries[of].pledge != pledge)
        add("correction", fmt::format("it corrects entry {}, which is of another pledge", of));
      else if (entries[of].by != 0)
        add("correction",
            fmt::format("it corrects entry {}, which entry {} has corrected already", of, entries[of].by));
      else if (entry->known < entries[of].known)
        add("correction", fmt::format("it was known before entry {}, which it corrects", of));
      if (of >= 1 && of < number) entries[of].by = number;
    }
    heads.pledges[pledge - 1].entries.push_back(std::move(*entry));
  }
  report.digest = written(chain.last());
}

/// Whether the steps read at once are those that the entries tell one by one.
bool agree(const Steps& fast, const Steps& slow) {
  if (fast.steps.size() != slow.steps.size() || fast.first != slow.first) return false;
  const auto kind = [](const Steps& steps, const Step& step) {
    return step.money_kind == Step::no_money ? std::optional<MoneyKind>() : steps.kinds[step.money_kind];
  };
  for (std::size_t i = 0; i < fast.steps.size(); ++i) {
    const Step &a = fast.steps[i], &b = slow.steps[i];
    if (std::tie(a.number, a.pledge, a.kind, a.stage, a.category, a.bound, a.in_all, a.has_quantity,
                 a.accepted, a.quantity, a.money, a.earliest, a.latest, a.known) !=
            std::tie(b.number, b.pledge, b.kind, b.stage, b.category, b.bound, b.in_all, b.has_quantity,
                     b.accepted, b.quantity, b.money, b.earliest, b.latest, b.known) ||
        kind(fast, a) != kind(slow, b))
      return false;
  }
  return true;
}

}  // namespace

std::expected<StoreReport, StoreFault> PledgeStore::verify() {
  StoreReport report;
  Findings findings(report);
  report.digest = written(Digest{});
  verify_file(file_, findings);
  const auto collections = this->collections();
  if (!collections) return std::unexpected(collections.error());
  Heads heads;
  std::int64_t entries = 0, pledges = 0, ended = 0;
  const bool read = file_.transaction(false, [&] {
    verify_collections(file_, report, findings, *collections);
    heads = verify_pledges(file_, report, findings);
    verify_entries(file_, report, findings, heads);
    entries = file_.number("SELECT entries FROM log_end").value_or(-1);
    pledges = file_.number("SELECT pledges FROM log_end").value_or(-1);
    ended = file_.number("SELECT collections FROM log_end").value_or(-1);
    return !file_.fault();
  });
  if (!read) {
    // A file that breaks on the way is what was asked about.
    findings.add("file", "file", told().message);
    findings.finish();
    return report;
  }
  const auto compare = [&](std::string_view what, std::uint64_t there, std::int64_t written_once) {
    if (written_once != static_cast<std::int64_t>(there))
      findings.add("end", "end of the log",
                   fmt::format("{} {} were written, and {} are there", written_once, what, there));
  };
  compare("entries", report.entries, entries);
  compare("pledges", report.pledges, pledges);
  compare("collections", report.collections, ended);
  if (report.findings.empty()) {
    const auto fast = steps(Day::max());
    if (!fast) return std::unexpected(fast.error());
    if (!agree(*fast, steps_of(heads.pledges, Day::max())))
      findings.add("replay", "log", "entries one by one tell another state than all of them at once");
  }
  findings.finish();
  return report;
}

}  // namespace casus::evidence
