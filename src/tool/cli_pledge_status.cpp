// `casus pledge status`, `late` and `due` on the command line.
#include <functional>
#include <memory>

#include "tool/command_line.h"
#include "tool/pledge_books.h"
#include "tool/pledge_pictures.h"

namespace casus::tool {

namespace {

constexpr const char* parent = "pledge";

CLI::App* add_one(CommandLine& line, const char* name, const char* what,
                  const std::shared_ptr<PledgeStandingWords>& words,
                  std::function<int(const Options&, const PledgeStandingWords&)> act) {
  auto* command = line.add_to(parent, name, what, [&line, words, act] { return act(line.options, *words); });
  auto& store = words->store;
  command->add_option(
      "--store", store.store,
      "The file of the store (default: $CASUS_PLEDGES, else pledges.sqlite where it is there)");
  command->add_option("--on", line.options.on, "The day that is asked about, as 2023-02-21 (default: today)");
  command->add_option("--known-as-of", store.known_as_of, "Only what was known on this day");
  command->add_option("--donor", store.filter.donor, "Only pledges of this state, as DEU");
  command->add_option("--recipient", store.filter.recipient, "Only pledges to this state");
  command->add_option("--origin", store.filter.origin,
                      "Only pledges of this collection; `corpus` for those of the corpus");
  command->add_option("--item", store.filter.item, "Only pledges with this in their item or title");
  command->add_option("--under", words->under,
                      "Only pledges under this instrument, and the periods of its duties");
  return command;
}

}  // namespace

void add_pledge_status_commands(CommandLine& line) {
  auto status = std::make_shared<PledgeStandingWords>();
  auto* command =
      add_one(line, "status", "What pledges have reached, a section a collection", status, &pledge_status);
  command->add_option(
      "--rates", status->rates,
      "A table of rates: currency, base, rate, on, source. Without it no two currencies are added");
  command->add_option("--by", status->by, "donor, item, category or month")
      ->check(CLI::IsMember({"donor", "item", "category", "month"}));
  add_one(line, "late", "What was due and is not delivered on record, or was delivered after its day",
          std::make_shared<PledgeStandingWords>(), &pledge_late);
  auto due = std::make_shared<PledgeStandingWords>();
  add_one(line, "due", "What comes due, and the periods of duties that end", due, &pledge_due)
      ->add_option("--within", due->within, "In so many days (default 90)")
      ->check(CLI::Range(0, 36500));
  auto shown = std::make_shared<PledgePictureWords>();
  auto* picture = add_one(line, "picture", "A picture of the pledges of one collection",
                          std::make_shared<PledgeStandingWords>(),
                          [shown](const Options& options, const PledgeStandingWords& words) {
                            return pledge_picture(options, words, *shown);
                          });
  picture
      ->add_option(
          "picture", shown->picture,
          "waterfall: from stage to stage; months: what is reached in all; slip: when due, when there")
      ->required()
      ->check(CLI::IsMember({"waterfall", "months", "slip"}));
  picture->add_option("--money", shown->money,
                      "Sums of this kind, as EUR (default: pieces where there are any)");
  picture->add_option("--svg", shown->svg, "The file to write; - is standard output")->required();
}

}  // namespace casus::tool
