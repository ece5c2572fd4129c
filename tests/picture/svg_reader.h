// Reads an SVG document back with a strict parser of XML, and says where its elements lie.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace casus::picture::test {

struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;
  bool holds(double x, double y) const { return left <= x && x <= right && top <= y && y <= bottom; }
  bool crosses(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

struct Element {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::string text;   ///< character data of the element itself
  std::string title;  ///< of the element, or of the nearest one around it but for the document
  double at(const std::string& attribute) const {
    return std::strtod(attributes.at(attribute).c_str(), nullptr);
  }
};

/// The elements in the order in which they are drawn, titles left out; nothing where the text is not well-formed.
std::optional<std::vector<Element>> read_svg(const std::string& text);

/// Where an element is drawn; nothing for groups and the document. Words count as wide as they are in a wide font.
std::optional<Box> box_of(const Element& element);

/// Contrast of two colours as the accessibility guidelines (WCAG 2) reckon it, from 1 to 21.
double contrast(const std::string& one, const std::string& other);

/// What holds of every picture: it parses, lies within its view box, no words are small or faint. Returns its elements.
std::vector<Element> expect_sound(const std::string& text);

/// No two of its texts lie over each other.
void expect_no_words_touch(const std::vector<Element>& elements);

/// The words of its text elements, in order.
std::vector<std::string> words_of(const std::vector<Element>& elements);

/// Those words put together with spaces, for texts broken into lines.
std::string text_of(const std::vector<Element>& elements);

}  // namespace casus::picture::test
