import type { Chart } from "./chart.ts";
import { type Fill, fills, hidden } from "./chart-looks.ts";
import { writable } from "./office-package.ts";

/**
 * Makes a chart's SVG of what any program that reads SVG draws alike: without style sheets, patterns, clipping and
 * baselines, which many do not follow, without what echarts keeps for a browser, and with a title and a description.
 * Every name with a running number goes with them, so the same chart gives the same bytes.
 */
export function tidied(svg: string, { title, alt }: Chart): string {
  const plain = writable(svg)
    .replaceAll(/<(style|defs) ?>[\s\S]*?<\/\1>\n?/g, "")
    // Groups that clip to the plot, in which all is.
    .replaceAll(/<g clip-path="[^"]*">\n?|<\/g>\n?/g, "")
    .replaceAll(/ (?:class|pointer-events|ecmeta_\w+|xml:space|baseProfile)="[^"]*"/g, "")
    // Lines and plates that nobody sees: Office has been seen to fill them with black.
    .replaceAll(/<path (?=[^>]*(?:fill-opacity="0"|fill="none"(?![^>]*stroke)))[^>]*><\/path>\n?/g, "")
    .replaceAll(/<text [^>]*>/g, onBaseline)
    // A line that was broken keeps its space, which would push a text that ends at a place.
    .replaceAll(/(<text [^>]*>)\s*([^<]*?)\s*(?=<\/text>)/g, "$1$2")
    .replaceAll(/<path [^>]*><\/path>/g, (path) => path + hatching(path));
  const described = `<title>${escaped(title)}</title>\n<desc>${escaped(alt)}</desc>\n`;
  return plain
    .replace("<svg ", '<svg role="img" xml:lang="sv" ')
    .replace(/<svg [^>]*>\n/, (opening) => opening + described)
    .replace(/(<rect [^>]*) fill="none"/, '$1 fill="#FFFFFF"');
}

/** Puts a text that is centred on its height where its letters then stand, and its style in attributes. */
function onBaseline(tag: string): string {
  const size = Number(/font-size:([\d.]+)px/.exec(tag)?.[1] ?? 0);
  const family = /font-family:([^;"]+)/.exec(tag)?.[1] ?? "";
  const y = Number(/ y="([-\d.]+)"/.exec(tag)?.[1] ?? 0);
  const below = rounded(y + 0.32 * size);
  return tag
    .replaceAll(/ (?:dominant-baseline|style|y)="[^"]*"/g, "")
    .replace("<text ", `<text y="${below}" font-size="${size}" font-family="${family}" `);
}

const byGround = new Map([...fills, hidden].map((fill) => [fill.ground.toLowerCase(), fill]));
const between = 5;

/** The lines over a surface whose ground says that it is hatched, drawn one by one inside of its edges. */
function hatching(path: string): string {
  const hatch = byGround.get((/ fill="([^"]*)"/.exec(path)?.[1] ?? "").toLowerCase())?.hatch;
  const box = / d="M([-\d.]+) ([-\d.]+)l([-\d.]+) 0l0 ([-\d.]+)l[-\d.]+ 0Z"/.exec(path);
  if (!hatch || !box) return "";
  const [x = 0, y = 0, wide = 0, high = 0] = box.slice(1).map(Number);
  const { scale, move } = placeOf(path);
  const left = move[0] + scale[0] * x;
  const top = move[1] + scale[1] * Math.min(y, y + high);
  const d = hatchLines(hatch.slope, left, top, scale[0] * wide, scale[1] * Math.abs(high));
  return d && `\n<path d="${d}" fill="none" stroke="${hatch.color}" stroke-width="1"></path>`;
}

type Pair = readonly [number, number];

/** Where a path's transform puts it. */
function placeOf(path: string): { scale: Pair; move: Pair } {
  const [, name, values = ""] = / transform="(matrix|translate)\(([^)]*)\)"/.exec(path) ?? [];
  const [a = 0, b = 0, , d = 0, e = 0, f = 0] = values.split(/[ ,]+/).map(Number);
  return name === "matrix" ? { scale: [a, d], move: [e, f] } : { scale: [1, 1], move: [a, b] };
}

function hatchLines(
  slope: NonNullable<Fill["hatch"]>["slope"],
  left: number,
  top: number,
  wide: number,
  high: number,
): string {
  const lines: string[] = [];
  const point = (x: number, y: number) =>
    `${rounded(slope === "falling" ? left + wide - x : left + x)} ${rounded(top + y)}`;
  // On a rising line the way right and the way down make the same sum.
  const reach = slope === "upright" ? wide : wide + high;
  for (let at = between; at < reach; at += between) {
    lines.push(
      slope === "upright"
        ? `M${point(at, 0)}L${point(at, high)}`
        : `M${point(Math.max(0, at - high), Math.min(high, at))}L${point(Math.min(wide, at), Math.max(0, at - wide))}`,
    );
  }
  return lines.join("");
}

const rounded = (value: number) => Math.round(value * 100) / 100;
const escaped = (text: string) =>
  writable(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
