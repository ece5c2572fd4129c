#include "explain/json_text.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace casus::explain {

void JsonText::line() {
  if (indent_ < 0) return;
  out_ += '\n';
  out_.append(static_cast<std::size_t>(indent_) * (depth_ + filled_.size()), ' ');
}

void JsonText::place() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (filled_.empty()) return;
  if (filled_.back()) out_ += ',';
  filled_.back() = true;
  line();
}

void JsonText::begin(char bracket) {
  place();
  out_ += bracket;
  filled_.push_back(false);
}

void JsonText::end(char bracket) {
  const bool filled = filled_.back();
  filled_.pop_back();
  if (filled) line();
  out_ += bracket;
}

void JsonText::key(std::string_view name) {
  place();
  quoted(name);
  out_ += indent_ < 0 ? ":" : ": ";
  after_key_ = true;
}

void JsonText::value(std::string_view text) {
  place();
  quoted(text);
}

void JsonText::from_tree(const nlohmann::ordered_json& tree) {
  place();
  const std::string text = tree.dump(indent_);
  if (indent_ < 0) {
    out_ += text;
    return;
  }
  // No line break stands inside a text: there it is `\n`.
  const std::string margin =
      "\n" + std::string(static_cast<std::size_t>(indent_) * (depth_ + filled_.size()), ' ');
  for (std::size_t from = 0;;) {
    const auto at = text.find('\n', from);
    out_.append(text, from, at - from);
    if (at == std::string::npos) break;
    out_ += margin;
    from = at + 1;
  }
}

void JsonText::quoted(std::string_view text) {
  out_ += '"';
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    out_.append(text, from, i - from);
    from = i + 1;
    switch (c) {
      case '"': out_ += "\\\""; break;
      case '\\': out_ += "\\\\"; break;
      case '\b': out_ += "\\b"; break;
      case '\f': out_ += "\\f"; break;
      case '\n': out_ += "\\n"; break;
      case '\r': out_ += "\\r"; break;
      case '\t': out_ += "\\t"; break;
      default: out_ += fmt::format("\\u{:04x}", c);
    }
  }
  out_.append(text, from);
  out_ += '"';
}

}  // namespace casus::explain
