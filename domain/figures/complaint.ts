import type { Figure } from "../figure.ts";
import { areaCodes } from "../kinds/codes.ts";

const types = ["complaint", "suggestion", "question", "praise"] as const;

const complaints = { nature: "complaint" } as const;

/** What a compilation tells of complaints, suggestions and praise (compilation.md T6). */
export const complaintFigures = {
  trend: { shape: "trend", by: { by: "nature", values: types }, totals: true },
  byUnit: {
    shape: "table",
    rows: { by: "unit" },
    columns: { by: "nature", values: types },
    drawn: "stacked",
  },
  // Praise is of no area.
  byCategory: {
    shape: "table",
    where: { praise: "no" },
    rows: { by: "category", top: 10 },
    columns: { by: "nature", values: ["complaint", "suggestion", "question"] },
  },
  // Beside deviations: what somebody was not content with, by the same areas.
  inArea: { shape: "table", where: complaints, rows: { by: "category", values: areaCodes } },
  complaintsByUnit: { shape: "table", where: complaints, rows: { by: "unit" } },
  shares: {
    shape: "shares",
    shares: [
      { name: "answeredInTime", of: { wantsAnswer: "yes" }, part: { answeredInTime: "yes" } },
      { name: "judgedDeviation", of: { judged: "yes" }, part: { finding: "yes" } },
      { name: "praise", of: {}, part: { nature: "praise" } },
    ],
  },
  spans: {
    shape: "spans",
    spans: [
      { name: "acknowledged", from: "occurredOn", to: "acknowledgedOn" },
      { name: "answeredIn", from: "occurredOn", to: "answeredOn" },
    ],
  },
  open: { shape: "list", facts: ["occurredOn", "unit", "nature", "state", "due"], ongoing: true },
} as const satisfies Readonly<Record<string, Figure>>;
