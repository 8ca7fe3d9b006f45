import { describe, expect, test } from "vitest";
import { type Chart, sizeOf, svgOf } from "#cards/chart";
import { fills, heat, lines } from "#cards/chart-looks";
import { pictureOf } from "#cards/picture";
import { charts } from "./charts.ts";

const all: readonly [string, Chart][] = Object.entries(charts);
const texts = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
/** The lines that hatch a hidden figure. */
const hatching = 'stroke="#707070"';

describe.each(all)("a chart of type %s", (_, chart) => {
  const svg = svgOf(chart);

  test("gives the same bytes, whatever was drawn before it", () => {
    for (const [, other] of [...all].reverse()) svgOf(other);
    expect(svgOf(chart)).toBe(svg);
  });

  test("says its title and its alternative, and names its axes", () => {
    expect(svg).toContain(`<title>${chart.title}</title>`);
    expect(svg).toContain(`<desc>${chart.alt}</desc>`);
    expect(texts(svg)).toContain(chart.axes.values);
  });

  test("holds nothing that Office draws otherwise than a browser", () => {
    expect(svg).not.toMatch(
      /<style|<defs|<pattern|<clipPath|url\(|dominant-baseline|class=|ecmeta|rgba|zr\d/,
    );
  });

  test("is as wide as the text of a page and no higher", () => {
    const { width, height } = sizeOf(chart);
    expect(svg).toContain(`width="${width}" height="${height}"`);
    expect(width).toBe(604);
    expect(height).toBeLessThanOrEqual(840);
  });

  test("has no text that leaves it or is too small to read", () => {
    for (const [tag] of svg.matchAll(/<text [^>]*>/g)) {
      expect(Number(/font-size="(\d+)"/.exec(tag)?.[1])).toBeGreaterThanOrEqual(13);
      const [x = -1, y = -1] = (/translate\(([^)]*)\)/.exec(tag)?.[1] ?? "0 0").split(" ").map(Number);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(604);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(sizeOf(chart).height);
    }
  });

  test("hatches what is hidden, says so, and says nothing of it where all is shown", () => {
    expect(svg).toContain(hatching);
    expect(texts(svg)).toContain("Visas inte, för att skydda enskilda");
    const whole = svgOf({
      ...chart,
      series: chart.series.map((each) => ({ ...each, values: each.values.map((value) => value ?? 6) })),
    });
    expect(whole).not.toContain(hatching);
    expect(texts(whole).join()).not.toContain("Visas inte");
  });
});

test("a hidden figure parts a line, and is not a zero on it", () => {
  const line = (values: (number | undefined)[]) =>
    svgOf({
      ...charts.line,
      labels: ["a", "b", "c", "d", "e"],
      bands: [],
      median: undefined,
      series: [{ name: "SoL", values }],
    });
  const path = (svg: string) =>
    / d="([^"]*)" fill="none" stroke="#1F2A44" stroke-width="2"/.exec(svg)?.[1] ?? "";
  expect(path(line([5, 6, 7, 8, 9])).match(/M/g)).toHaveLength(1);
  expect(path(line([5, 6, undefined, 8, 9])).match(/M/g)).toHaveLength(2);
  expect(path(line([5, 6, 0, 8, 9])).match(/M/g)).toHaveLength(1);
});

test("a bar has its sum after it, but not where a part is hidden", () => {
  const svg = svgOf({
    ...charts.bars,
    labels: ["Hel", "Del"],
    series: [
      { name: "Avvikelse", values: [70, 50] },
      { name: "Klagomål", values: [11, undefined] },
    ],
  });
  expect(texts(svg)).toContain("81");
  expect(texts(svg).filter((text) => text === "50")).toHaveLength(1);
});

test("the bars of a Pareto chart are sorted, what is hidden last and in no share", () => {
  const said = texts(svgOf(charts.pareto));
  const names = said.filter((text) => text?.endsWith(")"));
  expect(names.at(-1)).toBe("Ekonomiskt övergrepp\u00A0(..)");
  expect(names.slice(0, 2)).toEqual(["tillsyn\u00A0(47)", "Brister i bemötande\u00A0(31)"]);
  expect(said.filter((text) => /^\d+\u00A0%$/.test(text ?? "")).slice(-5)).toEqual(
    ["37", "61", "79", "93", "100"].map((share) => `${share}\u00A0%`),
  );
});

test("each cell of a heat map has its number", () => {
  const said = texts(svgOf(charts.heat));
  for (const { values } of charts.heat.series) {
    for (const value of values) expect(said).toContain(value === undefined ? ".." : String(value));
  }
  expect(said.filter((text) => text === "..")).toHaveLength(3);
});

test("numbers are written as in Swedish", () => {
  const line = { ...charts.line, series: [{ name: "SoL", values: [0.5, 1.5] }] };
  expect(texts(svgOf({ ...line, median: { name: "Median", value: 1234.5 } }))).toContain(
    "Median 1\u00A0234,5",
  );
});

test("what is said in a chart cannot break it", () => {
  const label = 'Å<b>&"\u0007$&';
  const svg = svgOf({ ...charts.heat, title: label, alt: label, labels: [label, "b", "c", "d"] });
  expect(svg).toContain('<title>Å&lt;b&gt;&amp;"$&amp;</title>');
  expect(texts(svg)).toContain("Å&lt;b&gt;&amp;&quot;$&amp;");
});

test("what a chart cannot tell apart it does not draw", () => {
  const many = (number: number) =>
    Array.from({ length: number }, (_, at) => ({ name: String(at), values: [1] }));
  expect(() => svgOf({ ...charts.line, series: many(lines.length + 1) })).toThrow("4 series");
  expect(() => svgOf({ ...charts.bars, series: many(fills.length + 1) })).toThrow("6 series");
  expect(() => svgOf({ ...charts.pareto, series: many(2) })).toThrow("one series");
});

/** Lightness as contrast counts it (WCAG 2). */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const contrast = (one: string, other: string) => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

test("texts and lines stand out, and neighbours in a bar differ in black and white", () => {
  for (const { ground, text } of [...fills, ...heat])
    expect(contrast(ground, text)).toBeGreaterThanOrEqual(4.5);
  for (const { color } of lines) expect(contrast(color, "#EDF0F5")).toBeGreaterThanOrEqual(3);
  fills.slice(1).forEach((fill, at) => {
    const before = fills[at];
    const isHatched = fill.hatch || before?.hatch;
    expect(isHatched || contrast(fill.ground, before?.ground ?? "") >= 1.4).toBeTruthy();
  });
  expect(new Set(lines.map(({ symbol }) => symbol)).size).toBe(lines.length);
  expect(new Set(lines.map(({ type }) => String(type))).size).toBe(lines.length);
});

test("the PNG has the letters of Swedish, and the same bytes each time", async () => {
  const { png, width, height } = await pictureOf(charts.heat);
  const view = new DataView(png.buffer, png.byteOffset);
  expect([view.getUint32(16), view.getUint32(20)]).toEqual([2 * width, 2 * height]);
  expect(Buffer.from((await pictureOf(charts.heat)).png).equals(png)).toBe(true);
  // Without its font it would have no text, and be half the size.
  expect(png.length).toBeGreaterThan(30_000);
});

test("nothing that has been drawn holds the process open", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  for (const [, chart] of all) svgOf(chart);
  // Each has one turn of its clock left, and then no more.
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(timers()).toBeLessThanOrEqual(before);
});
