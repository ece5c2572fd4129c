// A JSON document written as it is made, in the form of nlohmann's `dump`: the same text without a tree of it. A tree of the duties of
// one answer is ten thousand small allocations, most of the time that an answer takes.
#pragma once

#include <concepts>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace casus::explain {

/// Writes values one after the other. Whoever calls keeps the order: in an object a key before each value. Texts are UTF-8.
class JsonText {
 public:
  /// `indent`: spaces a level, or -1 for one line. `depth`: the level at which the document will stand.
  explicit JsonText(int indent, std::size_t depth = 0) : indent_(indent), depth_(depth) {}

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  void key(std::string_view name);

  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool yes) { word(yes ? "true" : "false"); }
  void value(std::nullptr_t) { word("null"); }
  template <std::integral Number>
  requires(!std::same_as<Number, bool>) void value(Number number) { word(std::to_string(number)); }
  template <class Text>
  requires std::convertible_to<Text, std::string_view>
  void value(const std::vector<Text>& list) {
    begin_array();
    for (const auto& one : list) value(std::string_view(one));
    end_array();
  }
  template <std::same_as<nlohmann::ordered_json> Tree>
  void value(const Tree& tree) {
    from_tree(tree);
  }
  /// What another JsonText of the same indent wrote at this depth.
  void written(std::string_view text) { word(text); }

  template <class Value>
  void field(std::string_view name, const Value& content) {
    key(name);
    value(content);
  }

  std::string take() { return std::move(out_); }

 private:
  void from_tree(const nlohmann::ordered_json& tree);
  void begin(char bracket);
  void end(char bracket);
  /// Before a value: the comma and the line, unless a key stands before it.
  void place();
  void word(std::string_view text) {
    place();
    out_ += text;
  }
  void line();
  void quoted(std::string_view text);

  int indent_;
  std::size_t depth_;
  std::string out_;
  std::vector<bool> filled_;  ///< for each open bracket: whether something stands in it
  bool after_key_ = false;
};

}  // namespace casus::explain
