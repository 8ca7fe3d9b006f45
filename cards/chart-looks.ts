/**
 * The looks of charts: told apart by lightness, dash, symbol and hatching as much as by colour, so that they
 * survive colour blindness and a black-and-white printer. Every mark has 3:1 against white or a dark outline.
 */
export const font = { fontFamily: "Calibri, Carlito, sans-serif", fontSize: 13, color: "#000000" } as const;
export const dark = "#1F2A44";
export const grid = "#D5D9E0";

/** A line: its colour, its dashes (none: drawn through) and the symbol at each figure. */
export const lines = [
  { color: dark, type: "solid", symbol: "circle" },
  { color: "#B85C00", type: [8, 4], symbol: "triangle" },
  { color: "#3F74A8", type: [2, 3], symbol: "rect" },
  { color: "#6B6B6B", type: [10, 3, 2, 3], symbol: "diamond" },
] as const;

/** What a surface is filled with, the text on it, and the lines over it. A ground with lines is used for nothing else. */
export interface Fill {
  readonly ground: string;
  readonly text: string;
  readonly hatch?: { readonly slope: "rising" | "falling" | "upright"; readonly color: string };
}

/** In the order of the series: neighbours in a bar differ in lightness or hatching. */
export const fills: readonly Fill[] = [
  { ground: dark, text: "#FFFFFF" },
  { ground: "#A9C1E0", text: "#000000" },
  { ground: "#D98A2B", text: "#000000" },
  { ground: "#FEFEFE", text: "#000000", hatch: { slope: "falling", color: dark } },
  { ground: "#2F6F62", text: "#FFFFFF" },
  { ground: "#FBF3DF", text: "#000000", hatch: { slope: "upright", color: "#8A5A00" } },
];

/** A figure that is not shown. */
export const hidden: Fill = {
  ground: "#F2F2F3",
  text: "#000000",
  hatch: { slope: "rising", color: "#707070" },
};

/** From no cases to the most, in a heat map. */
export const heat: readonly Fill[] = [
  { ground: "#FFFFFF", text: "#000000" },
  { ground: "#E4ECF6", text: "#000000" },
  { ground: "#B5CBE6", text: "#000000" },
  { ground: "#7FA5D0", text: "#000000" },
  { ground: "#1F4E86", text: "#FFFFFF" },
];

/** Half-years behind a line, by turns. */
export const bands = ["#EDF0F5", "#FFFFFF"] as const;

const swedish = new Intl.NumberFormat("sv-SE", { maximumFractionDigits: 1 });
/** "1 204", "12,5" */
export const shown = (value: number) => swedish.format(value);
