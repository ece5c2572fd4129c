// Which commands a request may run, with which of their options, and how its fields become the words of a command line.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "server/http.h"

namespace casus::server {

/// A field of the body of a request: an option of the command without its dashes, or a word by the name that the help shows.
struct Field {
  enum class Kind { flag, text, texts };
  std::string name;
  std::string help;
  Kind kind = Kind::text;
  bool required = false;
  bool positional = false;
};

/// Which file of the machine a command reads besides; the server's user names it once, a request never.
enum class Data { none, pledges, history };

struct Route {
  std::string name;                  ///< `ask`, `pledge/status`
  std::vector<std::string> command;  ///< `ask`; `pledge`, `status`
  std::string help;
  std::vector<Field> fields;
  bool takes_text = false;  ///< the field `text` stands in place of a file
  Data data = Data::none;
  bool json = true;  ///< prints a document; else a text, which is wrapped
};

/// All of them, in the order of the help. Names, kinds and texts of the fields are those of the command line.
std::vector<Route> make_routes();

/// Files that the server's user has named.
struct DataFiles {
  std::string pledges;
  std::string history;
};

/// The words of the command line for a body, and what `-` reads.
struct CommandWords {
  std::vector<std::string> words;
  std::string text;
};

/// What is wrong with the body comes back as an answer.
std::expected<CommandWords, Response> words_of(const Route& route, std::string_view body,
                                               const DataFiles& files);

/// The description of the API, OpenAPI 3.1.
nlohmann::ordered_json openapi(std::span<const Route> routes, std::string_view version);

}  // namespace casus::server
