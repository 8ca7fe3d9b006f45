import type { Figure } from "../figure.ts";

/** What a compilation tells of self-inspections (compilation.md T7): planned, done, with shortcomings, most often no. */
export const selfInspectionFigures = {
  byState: {
    shape: "table",
    rows: { by: "title" },
    columns: { by: "state", values: ["submitted", "missed", "open"] },
  },
  byUnit: {
    shape: "table",
    rows: { by: "unit" },
    columns: { by: "state", values: ["submitted", "missed", "open"] },
  },
  shares: {
    shape: "shares",
    shares: [
      { name: "done", of: {}, part: { state: "submitted" } },
      { name: "withShortcomings", of: { state: "submitted" }, part: { withShort: "yes" } },
    ],
  },
  shortItems: { shape: "table", where: { state: "submitted" }, rows: { by: "short", top: 10 } },
  withShort: {
    shape: "table",
    where: { state: "submitted" },
    rows: { by: "unit" },
    columns: { by: "withShort", values: ["yes", "no"] },
  },
} as const satisfies Readonly<Record<string, Figure>>;
