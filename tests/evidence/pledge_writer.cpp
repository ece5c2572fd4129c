// `pledge_writer FILE SEED COUNT`: appends COUNT random writes of one to four entries each, and after each prints the numbers and notes of
// its entries on a line, unbuffered: whoever reads the line may rely on them.
#include <unistd.h>

#include <cstdlib>
#include <random>

#include "evidence/store.h"

namespace {

using namespace casus;
using namespace casus::evidence;

int fail(const StoreFault& fault) {
  std::fprintf(stderr, "%s\n", fault.message.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  auto store = PledgeStore::open(argv[1], StoreMode::create);
  if (!store) return fail(store.error());
  std::mt19937 random(static_cast<unsigned>(std::atoi(argv[2])));
  const auto below = [&](unsigned most) { return random() % most; };
  for (int i = 0; i < std::atoi(argv[3]); ++i) {
    Pledge pledge;
    pledge.name = "p" + std::to_string(below(5));
    pledge.by = {"DEU"};
    pledge.to = {"UKR"};
    std::string notes;
    for (unsigned e = 0; e <= below(4); ++e) {
      PledgeEntry entry;
      entry.stage = static_cast<Stage>(below(6));
      entry.quantity = static_cast<Thousandths>(below(20'000));
      entry.on = VagueDay::exact(Day{19'000 + static_cast<std::int32_t>(below(1000))});
      entry.known = entry.on.latest;
      entry.source = std::string(below(300), 's');
      entry.note = std::string(argv[2]) + "/" + std::to_string(i) + "/" + std::to_string(e);
      notes += " " + entry.note;
      pledge.entries.push_back(entry);
    }
    const auto done = store->append(std::span(&pledge, 1));
    if (!done) return fail(done.error().front());
    std::string line;
    for (const auto number : done->numbers) line += std::to_string(number) + " ";
    line = line.substr(0, line.size() - 1) + " |" + notes + "\n";
    if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) return 1;
  }
  return 0;
}
