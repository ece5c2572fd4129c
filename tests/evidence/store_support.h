// Stores in a folder of their own, and pledges to put into them.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "evidence/store.h"
#include "evidence/words.h"
#include "model/model.h"
#include "tables/sqlite_file.h"

namespace casus::evidence::test {

/// A folder that is there as long as the object.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "casus-store-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

inline std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
inline void write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

inline Day day(std::string_view text) { return read_date(text).date->latest; }

/// `delivered 4 on 2023-03-27`, known the same day.
inline PledgeEntry stage(Stage stage, std::optional<Thousandths> quantity, std::string_view on,
                         std::string_view known = "") {
  PledgeEntry entry;
  entry.stage = stage;
  entry.quantity = quantity;
  entry.on = *read_day(on);
  entry.known = known.empty() ? entry.on.latest : day(known);
  entry.source = "a source";
  return entry;
}

inline Pledge pledge(std::string name, std::vector<PledgeEntry> entries = {}) {
  Pledge made;
  made.name = std::move(name);
  made.title = made.name;
  made.by = {"DEU"};
  made.to = {"UKR"};
  made.item = "Leopard 2A6";
  made.entries = std::move(entries);
  return made;
}

/// A world of a few states.
inline Model few_states() {
  Model model;
  for (const auto* code : {"DEU", "DNK", "NLD", "UKR"}) {
    model.state_codes[code] = static_cast<std::uint32_t>(model.states.size());
    model.states.push_back({.code = code});
  }
  return model;
}

/// The store, which has to open.
inline PledgeStore opened(const std::string& path, StoreMode mode = StoreMode::create,
                          const StoreOptions& options = {}) {
  auto store = PledgeStore::open(path, mode, options);
  EXPECT_TRUE(store.has_value()) << store.error().message;
  return std::move(*store);
}

/// What was appended, which has to work.
inline Appended appended(PledgeStore& store, const std::vector<Pledge>& pledges,
                         NumbersOf numbers = NumbersOf::store) {
  const auto done = store.append(pledges, numbers);
  EXPECT_TRUE(done.has_value()) << done.error().front().message;
  return done.value_or(Appended{});
}

/// The code and the words of the fault with which a store does not open.
inline StoreFault refused(const std::string& path, StoreMode mode, const StoreOptions& options = {}) {
  const auto store = PledgeStore::open(path, mode, options);
  EXPECT_FALSE(store.has_value()) << path;
  return store ? StoreFault{} : store.error();
}

/// Everything said of an entry, in a line.
inline std::string line_of(const PledgeEntry& entry) {
  std::string out = std::to_string(entry.number) + " " + std::string(entry_word(entry));
  out +=
      " q=" + (entry.quantity ? std::to_string(*entry.quantity) : "-") + " " + std::string(name(entry.bound));
  if (const auto& money = entry.money)
    out += " m=" + std::to_string(money->amount) + money->currency +
           std::to_string(money->constant_year.value_or(0)) + std::string(model::name(money->valuation));
  out += std::string(entry.in_all ? " in_all" : "") + " on " + written(entry.on) + " known " +
         to_iso(entry.known) + " " + std::string(model::name(entry.category)) + " [" + entry.item + "|" +
         entry.by_pledge + "|" + entry.accepted + "|" + entry.source + "|" + entry.note + "]";
  if (entry.corrects) out += " corrects " + std::to_string(*entry.corrects);
  return out;
}
inline std::string line_of(const Pledge& pledge) {
  std::string out = pledge.name + " [" + pledge.title + "|" + joined(pledge.by) + "|" + joined(pledge.to) +
                    "|" + pledge.item + "|" + std::string(model::name(pledge.category)) + "|" +
                    pledge.instrument + "|" + pledge.provision + "|" + pledge.period + "|" + pledge.origin +
                    "|" + joined(pledge.covers) + "|" + pledge.note + "]\n";
  for (const auto& entry : pledge.entries) out += "  " + line_of(entry) + "\n";
  return out;
}
inline std::string lines_of(const std::vector<Pledge>& pledges) {
  std::string out;
  for (const auto& pledge : pledges) out += line_of(pledge);
  return out;
}

inline std::string line_of(const Steps& steps, const Step& step) {
  std::string out = std::to_string(step.number) + " " + steps.pledges[step.pledge].name + " " +
                    std::string(entry_word(step.kind, step.stage)) + " " +
                    std::string(model::name(step.category)) + " " + std::string(name(step.bound));
  if (step.in_all) out += " in_all";
  if (step.accepted) out += " accepted";
  if (step.has_quantity) out += " q=" + std::to_string(step.quantity);
  if (step.money_kind != Step::no_money) {
    const auto& kind = steps.kinds[step.money_kind];
    out += " m=" + std::to_string(step.money) + kind.currency +
           std::to_string(kind.constant_year.value_or(0)) + std::string(model::name(kind.valuation));
  }
  return out + " " + to_iso(step.earliest) + ".." + to_iso(step.latest) + " known " + to_iso(step.known);
}
inline std::string lines_of(const Steps& steps) {
  std::string out;
  for (std::size_t p = 0; p < steps.pledges.size(); ++p)
    for (const auto& step : steps.of(p)) out += line_of(steps, step) + "\n";
  return out;
}

}  // namespace casus::evidence::test
