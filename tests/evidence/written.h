// Pledges as they are written in a file.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "model/evidence.h"
#include "tool/session.h"

namespace casus::test {

/// The day, written as 2023-03-27.
inline Day iso(std::string_view text) { return read_date(text).date->earliest; }

/// A pledge of POL to UKR whose lines are these, each with a source added. What stands before its entries in `head`.
inline model::Pledge pledge_of(const std::vector<std::string>& lines, const std::string& head = {}) {
  tool::Options options;
  options.no_builtin = true;
  tool::Session session(options);
  std::string text =
      "state POL \"Poland\" { exists 1918-11-11 .. }\nstate UKR \"Ukraine\" { exists 1991-08-24 .. }\n"
      "pledge other { by POL to UKR announced 1 on 2023-01-01 source \"x\" }\n"
      "pledge tanks { by POL to UKR item \"tank\" " +
      head + "\n";
  for (const auto& line : lines) text += line + " source \"x\"\n";
  session.add("pledge.casus", text + "}\n", tool::Session::user_layer);
  session.build();
  // What its entries cannot be is what the tests are about.
  for (const auto& d : session.sink().all())
    if (d.code < diag::Code{810} || d.code > diag::Code{819}) ADD_FAILURE() << d.message << "\n" << text;
  return session.model().pledges.back();
}

}  // namespace casus::test
