import type { Card, ChartPart, Part, TablePart } from "#cards/card";

/** A table and a chart with what is hardest to draw, and cards of them. */

export const long = "Gruppbostaden Solgläntan, bostad med särskild service enligt LSS § 9:9";

export const table: TablePart = {
  type: "table",
  caption: "Avvikelser per enhet, första halvåret 2026",
  header: ["Enhet", "Avvikelser", "Förändring", "Vanligast"],
  rows: [
    [long, "1 204", "-3,5 %", "Brist i information"],
    ["Familjehuset", "–", "", "Brist i <at>Alla</at> *fet* {{DATE()}}"],
  ],
};
export const chart: ChartPart = {
  type: "chart",
  shape: "line",
  title: "Avvikelser över tid",
  labels: ["2025 H1", "2025 H2", "2026 H1"],
  series: [
    { name: "Hemtjänst", values: [12, 0, 9] },
    { name: "<at>LSS</at>", values: [7, 8, 11] },
  ],
  table: {
    type: "table",
    caption: "Avvikelser per halvår",
    header: ["Halvår", "Hemtjänst", "LSS"],
    rows: [
      ["2025 H1", "12", "7"],
      ["2025 H2", "0", "8"],
      ["2026 H1", "9", "11"],
    ],
  },
};
/** The same, where some figures may not be shown. */
export const hiding = (...values: ChartPart["series"][number]["values"][]): ChartPart => ({
  ...chart,
  series: values.map((each, at) => ({ name: `Serie ${at}`, values: each })),
});

/** Cards of every way in which tables and charts are drawn. */
export function* figureCards(): Generator<{ what: string; card: Card }> {
  const parts: Record<string, Part> = {
    table,
    "table none": { ...table, rows: [] },
    line: chart,
    bars: { ...chart, shape: "bars" },
    "line hiding": hiding([1, 2, 3], [undefined, 4, 5]),
    "bars hiding": { ...hiding([1, 2, 3], [undefined, 4, 5]), shape: "bars" },
    "line hidden": hiding([1, undefined, 3]),
  };
  for (const surface of ["message", "dialog"] as const)
    for (const [what, part] of Object.entries(parts))
      yield {
        what: `${surface} ${what}`,
        card: { title: "Siffror", surface, parts: [part, part], buttons: [] },
      };
}
