// Pictures of pledges: how much reached each stage, how it grew by month, how late it was.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evidence/collection.h"
#include "evidence/steps.h"
#include "picture/frame.h"
#include "tool/pledge_books.h"

namespace casus::tool {

/// Which pledges a picture shows, and how they are measured.
struct PledgePicture {
  picture::Frame frame;
  Day on;  ///< what had surely happened by then
  std::vector<std::uint32_t>
      pledges;  ///< indexes into `Steps::pledges`; of one collection, for others are never added
  std::vector<evidence::Collection> collections;  ///< what is known of those that the pledges are of
  std::optional<std::uint16_t> kind;  ///< money of this kind, an index into `Steps::kinds`; none: quantities
};

/// The words of `casus pledge picture`.
struct PledgePictureWords {
  std::string picture;  ///< waterfall, months or slip
  std::string money;    ///< a kind of money, as `EUR` or `EUR, estimated`; empty: what the pledges have
  std::string svg;      ///< the file; `-` is standard output
};

/// `casus pledge picture`: one of them, of the pledges of one collection, as SVG.
int pledge_picture(const Options& options, const PledgeStandingWords& words, const PledgePictureWords& of);

/// A waterfall for each donor, or donors that pledge together; of quantities also for each item, for two items are never added. A stage
/// that one of the pledges does not cover has no sum. Stages that nothing is told of are left out, but for the delivery: where it is
/// covered and nothing is on record, it is 0.
std::string pledge_waterfall(const evidence::Steps& steps, const PledgePicture& asked);

/// What was committed, allocated and delivered in all by the end of each month. Quantities are of one item: asked of several, the picture
/// says that it has none.
std::string pledge_cumulated(const evidence::Steps& steps, const PledgePicture& asked);

/// A row a pledge with a day due or something delivered. Where parts of it are due on days of their own, the last of these counts.
std::string pledge_slips(const evidence::Steps& steps, const PledgePicture& asked);

}  // namespace casus::tool
