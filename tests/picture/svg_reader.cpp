#include "svg_reader.h"

#include <expat.h>

#include <cmath>
#include <memory>
#include <sstream>

#include "picture/words.h"

namespace casus::picture::test {

namespace {

struct Reading {
  std::vector<Element> elements;
  std::vector<std::size_t> open;
  bool in_title = false;
};

Reading& reading(void* data) { return *static_cast<Reading*>(data); }

void begin(void* data, const char* name, const char** attributes) {
  Reading& r = reading(data);
  if ((r.in_title = std::string_view(name) == "title")) return;
  Element element{name};
  for (; *attributes; attributes += 2) element.attributes[attributes[0]] = attributes[1];
  // The title of the document names no mark.
  if (r.open.size() > 1) element.title = r.elements[r.open.back()].title;
  r.open.push_back(r.elements.size());
  r.elements.push_back(element);
}

void end(void* data, const char*) {
  Reading& r = reading(data);
  if (!std::exchange(r.in_title, false)) r.open.pop_back();
}

void characters(void* data, const char* text, int length) {
  Reading& r = reading(data);
  if (r.open.empty()) return;
  Element& element = r.elements[r.open.back()];
  (r.in_title ? element.title : element.text).append(text, static_cast<std::size_t>(length));
}

double luminance(const std::string& colour) {
  EXPECT_EQ(colour[0], '#') << colour;
  const bool is_short = colour.size() == 4;
  double sum = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto digits = is_short ? std::string(2, colour[1 + i]) : colour.substr(1 + 2 * i, 2);
    const double value = static_cast<double>(std::stoi(digits, nullptr, 16)) / 255;
    const double linear = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    sum += linear * (i == 0 ? 0.2126 : i == 1 ? 0.7152 : 0.0722);
  }
  return sum;
}

Box box_of_text(const Element& element) {
  const double size = element.at("font-size"), x = element.at("x"), y = element.at("y");
  const double width = text_width(element.text, size);
  const auto& anchor = element.attributes.at("text-anchor");
  const double before = anchor == "end" ? width : anchor == "middle" ? width / 2 : 0;
  if (!element.attributes.contains("transform"))
    return {x - before, y - size * 0.8, x - before + width, y + size * 0.25};
  // A quarter turn to the left: the words run upward.
  EXPECT_EQ(element.attributes.at("transform").substr(0, 11), "rotate(-90 ");
  return {x - size * 0.8, y + before - width, x + size * 0.25, y + before};
}

}  // namespace

std::optional<std::vector<Element>> read_svg(const std::string& text) {
  const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate("UTF-8"),
                                                                       XML_ParserFree);
  Reading r;
  XML_SetUserData(parser.get(), &r);
  XML_SetElementHandler(parser.get(), begin, end);
  XML_SetCharacterDataHandler(parser.get(), characters);
  if (XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), 1) != XML_STATUS_OK) return {};
  return r.elements;
}

std::optional<Box> box_of(const Element& e) {
  if (e.name == "text") return box_of_text(e);
  if (e.name == "circle")
    return Box{e.at("cx") - e.at("r"), e.at("cy") - e.at("r"), e.at("cx") + e.at("r"),
               e.at("cy") + e.at("r")};
  if (e.name == "line")
    return Box{std::min(e.at("x1"), e.at("x2")), std::min(e.at("y1"), e.at("y2")),
               std::max(e.at("x1"), e.at("x2")), std::max(e.at("y1"), e.at("y2"))};
  if (e.name == "polyline") {
    std::istringstream points(e.attributes.at("points"));
    Box box{1e9, 1e9, -1e9, -1e9};
    double x = 0, y = 0;
    for (char comma = 0; points >> x >> comma >> y;)
      box = {std::min(box.left, x), std::min(box.top, y), std::max(box.right, x), std::max(box.bottom, y)};
    return box;
  }
  if (e.name == "rect") {
    const double x = e.attributes.contains("x") ? e.at("x") : 0,
                 y = e.attributes.contains("y") ? e.at("y") : 0;
    return Box{x, y, x + e.at("width"), y + e.at("height")};
  }
  return {};
}

double contrast(const std::string& one, const std::string& other) {
  const double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

std::vector<Element> expect_sound(const std::string& text) {
  const auto read = read_svg(text);
  if (!read || read->empty()) {
    ADD_FAILURE() << "not well-formed:\n" << text;
    return {};
  }
  const Element& document = read->front();
  EXPECT_EQ(document.attributes.at("viewBox"),
            "0 0 " + document.attributes.at("width") + " " + document.attributes.at("height"));
  const double width = document.at("width"), height = document.at("height");
  std::vector<std::pair<Box, std::string>> grounds;
  for (const auto& element : *read) {
    for (const auto& [name, value] : element.attributes) {
      EXPECT_EQ(value.find("nan"), std::string::npos) << name;
      EXPECT_EQ(value.find("inf"), std::string::npos) << name;
    }
    const auto box = box_of(element);
    if (!box) {
      EXPECT_TRUE(element.name == "svg" || element.name == "g" || element.name == "desc") << element.name;
      continue;
    }
    // Coordinates are rounded to a hundredth.
    EXPECT_GE(box->left, -0.02) << element.name << " " << element.text;
    EXPECT_GE(box->top, -0.02) << element.name << " " << element.text;
    EXPECT_LE(box->right, width + 0.02) << element.name << " " << element.text;
    EXPECT_LE(box->bottom, height + 0.02) << element.name << " " << element.text;
    EXPECT_LE(box->left, box->right) << element.name;
    EXPECT_LE(box->top, box->bottom) << element.name;
    if (element.name == "rect" && !element.attributes.contains("fill-opacity"))
      grounds.emplace_back(*box, element.attributes.at("fill"));
    if (element.name != "text") continue;
    EXPECT_GE(element.at("font-size"), 11) << element.text;
    const auto ground = std::ranges::find_if(grounds.rbegin(), grounds.rend(), [&](const auto& g) {
      return g.first.holds((box->left + box->right) / 2, (box->top + box->bottom) / 2);
    });
    if (ground == grounds.rend()) {
      ADD_FAILURE() << "nothing behind " << element.text;
      continue;
    }
    EXPECT_GE(contrast(element.attributes.at("fill"), ground->second), 4.5) << element.text;
  }
  return *read;
}

void expect_no_words_touch(const std::vector<Element>& elements) {
  std::vector<std::pair<Box, std::string>> texts;
  for (const auto& element : elements)
    if (element.name == "text") texts.emplace_back(*box_of(element), element.text);
  for (std::size_t i = 0; i < texts.size(); ++i)
    for (std::size_t j = i + 1; j < texts.size(); ++j)
      if (texts[i].first.crosses(texts[j].first))
        ADD_FAILURE() << texts[i].second << " and " << texts[j].second;
}

std::vector<std::string> words_of(const std::vector<Element>& elements) {
  std::vector<std::string> words;
  for (const auto& element : elements)
    if (element.name == "text") words.push_back(element.text);
  return words;
}

std::string text_of(const std::vector<Element>& elements) {
  std::string all;
  for (const auto& words : words_of(elements)) all += words + " ";
  return all;
}

}  // namespace casus::picture::test
