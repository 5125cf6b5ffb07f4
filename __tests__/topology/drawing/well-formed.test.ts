import { readXml } from "./well-formed";

test("what other tests rely on: elements, attributes and text are read", () => {
  expect(readXml('<a b="1 &amp; 2"><c/>x &lt; y</a>\n')).toEqual({
    name: "a",
    attributes: { b: "1 & 2" },
    children: [{ name: "c", attributes: {}, children: [] }, "x < y"],
  });
});

test.each([
  ["an element that is not closed", "<a><b></a>"],
  ["an element that is closed twice", "<a></a></a>"],
  ["two roots", "<a/><b/>"],
  ["a bare ampersand", "<a>b & c</a>"],
  ["an entity that XML does not have", "<a>&nbsp;</a>"],
  ["a bare <", "<a>b < c</a>"],
  ["an attribute without quotes", "<a b=1/>"],
  ["an attribute that ends early", '<a b="c"d"/>'],
  ["an attribute twice", '<a b="1" b="2"/>'],
])("%s is refused", (_, xml) => {
  expect(() => readXml(xml)).toThrow();
});
