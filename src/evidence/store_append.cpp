// How pledges and entries get into a store.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "evidence/store.h"
#include "evidence/store_parts.h"
#include "evidence/store_pool.h"

namespace casus::evidence {

using diag::Code;
using tables::SqliteFile;
using tables::SqliteStatement;

namespace {

constexpr std::size_t most_faults = 20;  // that are told at once

Digest digest_of(std::span<const std::uint8_t> bytes) {
  Digest digest{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), digest.size()), digest.begin());
  return digest;
}

/// Where the chain of a table ends.
Digest last_digest(SqliteFile& file, std::string_view table, std::string_view key) {
  auto last = file.prepare(fmt::format("SELECT digest FROM {} ORDER BY {} DESC LIMIT 1", table, key));
  return last.step() ? digest_of(last.bytes(0)) : Digest{};
}

/// In what two pledges of one name differ, in words; empty where they are the same.
std::string difference(const Pledge& there, const Pledge& given) {
  std::string found;
  const auto compare = [&](std::string_view what, const std::string& a, const std::string& b) {
    if (a == b || !found.empty()) return;
    const auto quoted = [](const std::string& text) {
      return text.empty() ? std::string("nothing") : fmt::format("`{}`", shortened(text, 60));
    };
    found = fmt::format("{} is {} in the store, and {} here", what, quoted(a), quoted(b));
  };
  compare("who gives", joined(there.by), joined(given.by));
  compare("who receives", joined(there.to), joined(given.to));
  compare("the item", there.item, given.item);
  compare("the category", std::string(model::name(there.category)), std::string(model::name(given.category)));
  compare("the instrument", there.instrument, given.instrument);
  compare("the provision", there.provision, given.provision);
  compare("the period", there.period, given.period);
  compare("the collection", there.origin, given.origin);
  compare("what it covers", joined(there.covers), joined(given.covers));
  compare("the title", there.title, given.title);
  compare("the note", there.note, given.note);
  return found;
}

/// One call of `append`, inside its transaction.
class Appending {
 public:
  explicit Appending(SqliteFile& file)
      : file_(file),
        pool_(file),
        find_pledge_(
            file.prepare(fmt::format("SELECT {}, digest FROM pledge WHERE name = ?", pledge_columns))),
        add_pledge_(file.prepare("INSERT INTO pledge VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
        find_entry_(file.prepare("SELECT number FROM entry WHERE pledge = ? AND latest = ? AND earliest = ? "
                                 "AND told = ? AND known = ? AND "
                                 "quantity IS ? AND money_kind IS ? AND money IS ? AND accepted IS ? AND "
                                 "corrects IS ? AND item IS ? AND "
                                 "by_pledge IS ? AND source IS ? AND note IS ?")),
        add_entry_(file.prepare("INSERT INTO entry (pledge, latest, earliest, told, known, quantity, "
                                "money_kind, money, accepted, "
                                "corrects, item, by_pledge, source, note, number, digest) VALUES (?, ?, ?, "
                                "?, ?, ?, ?, ?, ?, ?, ?, "
                                "?, ?, ?, ?, ?)")),
        find_corrected_(file.prepare("SELECT e.pledge, e.known, (SELECT number FROM entry WHERE corrects = "
                                     "e.number) FROM entry e WHERE e.number = ?")),
        pledge_chain_(last_digest(file, "pledge", "id")),
        entry_chain_(last_digest(file, "entry", "number")),
        entries_(file.number("SELECT entries FROM log_end").value_or(0)),
        pledges_(file.number("SELECT pledges FROM log_end").value_or(0)) {}

  std::vector<StoreFault> faults;
  Appended done;

  bool run(std::span<const Pledge> pledges, NumbersOf numbers, const PledgeCheck& check) {
    if (!pool_.is_good())
      return refuse(Code::pledge_store_damaged, "it holds words that casus does not know",
                    "`casus pledge verify` says what is wrong");
    std::vector<Head> heads;
    heads.reserve(pledges.size());
    std::size_t total = 0;
    for (const auto& pledge : pledges) {
      const auto head = find_or_add(pledge);
      if (!head) return false;
      heads.push_back(*head);
      total += pledge.entries.size();
    }
    std::vector<Place> order;
    order.reserve(total);
    for (std::size_t p = 0; p < pledges.size(); ++p)
      for (std::size_t e = 0; e < pledges[p].entries.size(); ++e) order.push_back({p, e, order.size()});
    if (numbers == NumbersOf::file)
      std::ranges::stable_sort(order, {},
                               [&](const Place& at) { return pledges[at.pledge].entries[at.entry].number; });
    done.numbers.resize(total);
    for (const auto& at : order) {
      const auto number =
          find_or_add(pledges[at.pledge], heads[at.pledge], pledges[at.pledge].entries[at.entry], numbers);
      if (!number) return false;
      done.numbers[at.place] = *number;
    }
    if (check && !checked(pledges, heads, check)) return false;
    return finish();
  }

  bool add(const StoredCollection& stored) {
    constexpr std::string_view columns =
        "origin, title, release, covers, first_day, end_day, recipients, cite, terms, note, file, sha256";
    const auto& [origin, title, release, covers, from, to, recipients, cite, terms, note] = stored.collection;
    const std::string stages = joined(covers), codes = joined(recipients);
    const auto day = [](const std::optional<Day>& day) {
      return day ? std::optional<std::int64_t>(day->number) : std::nullopt;
    };
    auto find = file_.prepare(
        fmt::format("SELECT 1 FROM collection WHERE ({}) IS (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", columns));
    auto insert = file_.prepare(fmt::format(
        "INSERT INTO collection ({}, digest, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        columns));
    for (auto* statement : {&find, &insert}) {
      int at = 0;
      for (const std::string_view text : {std::string_view(origin), std::string_view(title),
                                          std::string_view(release), std::string_view(stages)})
        statement->bind(++at, text);
      statement->bind(++at, day(from));
      statement->bind(++at, day(to));
      for (const std::string_view text :
           {std::string_view(codes), std::string_view(cite), std::string_view(terms), std::string_view(note),
            std::string_view(stored.file), std::string_view(stored.sha256)})
        statement->bind(++at, text);
    }
    if (find.step()) return true;
    DigestChain chain(last_digest(file_, "collection", "id"));
    const auto count = file_.number("SELECT collections FROM log_end").value_or(0) + 1;
    insert.bind(13, add_to(chain, stored));
    insert.bind(14, count);
    return insert.run() && file_.execute(fmt::format("UPDATE log_end SET collections = {}", count));
  }

 private:
  struct Head {
    std::int64_t id = 0;
    Digest digest{};
    bool is_new = false;
  };
  struct Place {
    std::size_t pledge;
    std::size_t entry;
    std::size_t place;  ///< among all entries given
  };

  bool refuse(Code code, std::string message, std::string hint) {
    faults.push_back({code, std::move(message), std::move(hint)});
    return false;
  }

  std::optional<Head> find_or_add(const Pledge& pledge) {
    find_pledge_.bind(1, std::string_view(pledge.name));
    if (find_pledge_.step()) {
      const Pledge there = pledge_of(find_pledge_);
      const Head head{find_pledge_.integer(0), digest_of(find_pledge_.bytes(13)), false};
      find_pledge_.run();
      const auto differs = difference(there, pledge);
      if (differs.empty()) return head;
      refuse(Code::pledge_differs, fmt::format("pledge `{}`: {}", pledge.name, differs),
             "write it as it is in the store, or give it another name");
      return std::nullopt;
    }
    if (file_.fault()) return std::nullopt;
    const std::string by = joined(pledge.by), to = joined(pledge.to), covers = joined(pledge.covers);
    const Head head{++pledges_, add_to(pledge_chain_, pledge), true};
    int at = 0;
    add_pledge_.bind(++at, head.id);
    for (const std::string_view text :
         {std::string_view(pledge.name), std::string_view(pledge.title), std::string_view(by),
          std::string_view(to), std::string_view(pledge.item), model::name(pledge.category),
          std::string_view(pledge.instrument), std::string_view(pledge.provision),
          std::string_view(pledge.period), std::string_view(pledge.origin), std::string_view(covers),
          std::string_view(pledge.note)})
      add_pledge_.bind(++at, text);
    add_pledge_.bind(++at, head.digest);
    if (!add_pledge_.run()) return std::nullopt;
    ++done.pledges;
    return head;
  }

  /// The number in the store of the entry that an entry corrects: that of the file, as the store has it now.
  bool resolve(const Pledge& pledge, PledgeEntry& entry, NumbersOf numbers) {
    if (!entry.corrects) {
      if (entry.kind != EntryKind::withdrawn) return true;
      return refuse(Code::no_entry_to_correct,
                    fmt::format("pledge `{}`: an entry is withdrawn, and it is not said which", pledge.name),
                    "name its number");
    }
    if (numbers == NumbersOf::store) return true;
    const auto at = numbers_.find(*entry.corrects);
    if (at == numbers_.end())
      return refuse(
          Code::no_entry_to_correct,
          fmt::format("pledge `{}`: entry {} of the file corrects number {}, and no entry before it has it",
                      pledge.name, entry.number, *entry.corrects),
          "entries of the store are corrected by `casus pledge add --corrects NUMBER`");
    entry.corrects = at->second;
    return true;
  }

  /// Whether what an entry that is new corrects is there, of the same pledge, and counts.
  bool corrects_soundly(const Pledge& pledge, const Head& head, const PledgeEntry& entry) {
    if (!entry.corrects) return true;
    const auto refused = [&](const std::string& why, std::string hint) {
      return refuse(
          Code::no_entry_to_correct,
          fmt::format("pledge `{}`: entry {} cannot be corrected: {}", pledge.name, *entry.corrects, why),
          std::move(hint));
    };
    const std::string look = fmt::format("`casus pledge list {}` shows its log", pledge.name);
    find_corrected_.bind(1, static_cast<std::int64_t>(*entry.corrects));
    if (!find_corrected_.step()) return !file_.fault() && refused("there is no such entry", look);
    const auto of = find_corrected_.integer(0);
    const Day known{static_cast<std::int32_t>(find_corrected_.integer(1))};
    const auto by = find_corrected_.integer(2);
    find_corrected_.run();
    if (of != head.id) return refused("it is of another pledge", look);
    if (by != 0) return refused(fmt::format("entry {} has corrected it already", by), "correct that one");
    if (entry.known < known)
      return refused(fmt::format("it is known since {}, and what corrects it since {}", to_iso(known),
                                 to_iso(entry.known)),
                     fmt::format("say since when that is known: `known {}`, or later", to_iso(known)));
    return true;
  }

  std::optional<std::uint64_t> find_or_add(const Pledge& pledge, const Head& head, const PledgeEntry& given,
                                           NumbersOf numbers) {
    PledgeEntry entry = given;
    if (!resolve(pledge, entry, numbers)) return std::nullopt;
    const auto told = pool_.told(told_by(entry));
    const auto kind = pool_.money_kind(entry.money);
    bool is_new = told.is_new || kind.is_new;
    std::optional<std::int64_t> texts[5];  // as in the statements
    const std::string* const values[] = {&entry.accepted, &entry.item, &entry.by_pledge, &entry.source,
                                         &entry.note};
    for (std::size_t i = 0; i < 5; ++i) {
      const auto text = pool_.text(*values[i]);
      texts[i] = text.id;
      is_new = is_new || text.is_new;
    }
    const auto bind_content = [&](SqliteStatement& statement) {
      statement.bind(1, head.id);
      statement.bind(2, std::int64_t{entry.on.latest.number});
      statement.bind(3, std::int64_t{entry.on.earliest.number});
      statement.bind(4, *told.id);
      statement.bind(5, std::int64_t{entry.known.number});
      statement.bind(6, entry.quantity);
      statement.bind(7, kind.id);
      statement.bind(8, entry.money ? std::optional(entry.money->amount) : std::nullopt);
      statement.bind(9, texts[0]);
      statement.bind(10, entry.corrects ? std::optional<std::int64_t>(*entry.corrects) : std::nullopt);
      for (int i = 1; i < 5; ++i) statement.bind(10 + i, texts[i]);
    };
    std::optional<std::uint64_t> number;
    if (!is_new) {
      bind_content(find_entry_);
      if (find_entry_.step()) {
        number = static_cast<std::uint64_t>(find_entry_.integer(0));
        find_entry_.run();
        ++done.already_there;
      }
    }
    if (file_.fault()) return std::nullopt;
    if (!number) {
      if (!corrects_soundly(pledge, head, entry)) return std::nullopt;
      entry.number = static_cast<std::uint64_t>(++entries_);
      bind_content(add_entry_);
      add_entry_.bind(15, entries_);
      add_entry_.bind(16, add_to(entry_chain_, entry, head.digest));
      if (!add_entry_.run()) return std::nullopt;
      number = entry.number;
      ++done.added;
    }
    if (numbers == NumbersOf::file) numbers_.emplace(given.number, *number);
    return number;
  }

  /// Each pledge with everything that is in the store of it now.
  bool checked(std::span<const Pledge> pledges, const std::vector<Head>& heads, const PledgeCheck& check) {
    auto find =
        file_.prepare(fmt::format("SELECT {} FROM entry WHERE pledge = ? ORDER BY number", entry_columns));
    EntryReader read(file_);
    for (std::size_t p = 0; p < pledges.size(); ++p) {
      Pledge whole = pledges[p];
      whole.entries.clear();
      find.bind(1, heads[p].id);
      while (find.step())
        if (auto entry = read(find)) whole.entries.push_back(std::move(*entry));
      if (file_.fault()) return false;
      for (auto& fault : check(whole))
        if (faults.size() < most_faults) faults.push_back(std::move(fault));
      if (faults.size() >= most_faults) return false;
    }
    return faults.empty();
  }

  bool finish() {
    return file_.execute(fmt::format("UPDATE log_end SET entries = {}, pledges = {}", entries_, pledges_));
  }

  SqliteFile& file_;
  Pool pool_;
  SqliteStatement find_pledge_, add_pledge_, find_entry_, add_entry_, find_corrected_;
  DigestChain pledge_chain_, entry_chain_;
  std::int64_t entries_, pledges_;
  std::unordered_map<std::uint64_t, std::uint64_t> numbers_;  ///< of the file, to those of the store
};

}  // namespace

std::expected<Appended, std::vector<StoreFault>> PledgeStore::append(
    std::span<const Pledge> pledges, NumbersOf numbers, const PledgeCheck& check,
    const std::optional<StoredCollection>& collection) {
  std::vector<StoreFault> faults;
  Appended done;
  const bool kept = file_.transaction(true, [&] {
    Appending appending(file_);
    const bool good = !file_.fault() && appending.run(pledges, numbers, check) &&
                      (!collection || appending.add(*collection)) && !file_.fault();
    faults = std::move(appending.faults);
    done = std::move(appending.done);
    return good;
  });
  if (kept) return done;
  if (!faults.empty()) return std::unexpected(std::move(faults));
  faults.push_back(told());
  return std::unexpected(std::move(faults));
}

}  // namespace casus::evidence
