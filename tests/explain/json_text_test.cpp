// What is written as it is made, beside the library's text of the same tree.
#include "explain/json_text.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

namespace casus::explain {
namespace {

using json = nlohmann::ordered_json;

class RandomTrees {
 public:
  explicit RandomTrees(unsigned seed) : random_(seed) {}

  json tree(int depth) {
    switch (pick(depth > 0 ? 7 : 5)) {
      case 0: return nullptr;
      case 1: return pick(2) == 0;
      case 2: return static_cast<int>(pick(2000)) - 1000;
      case 3:
      case 4: return text();
      case 5: {
        json list = json::array();
        for (std::size_t n = pick(4); n > 0; --n) list.push_back(tree(depth - 1));
        return list;
      }
      default: {
        json object = json::object();
        for (std::size_t n = pick(4); n > 0; --n) object[text() + std::to_string(n)] = tree(depth - 1);
        return object;
      }
    }
  }

 private:
  std::size_t pick(std::size_t count) {
    return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
  }
  std::string text() {
    static const std::string parts[] = {"a",    "\"", "\\", "\n", "\t", "\x01", "\x1f",
                                        "\x7f", "é",  "–",  "日", "/",  ""};
    std::string out;
    for (std::size_t n = pick(5); n > 0; --n) out += parts[pick(std::size(parts))];
    return out;
  }
  std::mt19937 random_;
};

void write(JsonText& out, const json& tree) {
  if (tree.is_null()) return out.value(nullptr);
  if (tree.is_boolean()) return out.value(tree.get<bool>());
  if (tree.is_number()) return out.value(tree.get<int>());
  if (tree.is_string()) return out.value(tree.get<std::string>());
  if (tree.is_array()) {
    out.begin_array();
    for (const auto& one : tree) write(out, one);
    return out.end_array();
  }
  out.begin_object();
  for (const auto& [key, value] : tree.items()) {
    out.key(key);
    write(out, value);
  }
  out.end_object();
}

TEST(JsonText, IsTheTextOfTheTree) {
  RandomTrees trees(20261201);
  for (int round = 0; round < 2000; ++round) {
    const json tree = trees.tree(4);
    for (const int indent : {-1, 2, 4}) {
      JsonText out(indent);
      write(out, tree);
      ASSERT_EQ(out.take(), tree.dump(indent));
    }
  }
}

TEST(JsonText, PartsAndTreesStandAtTheirDepth) {
  RandomTrees trees(7);
  for (int round = 0; round < 500; ++round) {
    const json inner = trees.tree(3), outer = {{"list", json::array({inner, inner})}, {"names", {"a", "b"}}};
    for (const int indent : {-1, 2}) {
      JsonText part(indent, 2);
      write(part, inner);
      JsonText out(indent);
      out.begin_object();
      out.key("list");
      out.begin_array();
      out.written(part.take());
      out.value(inner);
      out.end_array();
      out.field("names", std::vector<std::string_view>{"a", "b"});
      out.end_object();
      ASSERT_EQ(out.take(), outer.dump(indent));
    }
  }
}

}  // namespace
}  // namespace casus::explain
