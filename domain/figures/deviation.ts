import type { Figure } from "../figure.ts";
import { areaCodes } from "../kinds/codes.ts";

/** What a compilation tells of deviations and lex Sarah (SOSFS 2011:9 6 kap.; compilation.md T1-T5, T10, T11). */

const lexSarah = { lexSarah: "yes" } as const;
const steps = ["1", "2", "3", "4"] as const;

export const deviationFigures = {
  trend: {
    shape: "trend",
    by: { by: "nature", values: ["deviation", "risk", "mistreatment", "unsure"] },
    totals: true,
  },
  monthly: { shape: "months", back: 24, drawn: "line" },
  byUnitMonth: { shape: "table", rows: { by: "unit" }, columns: { by: "month" } },
  byUnitNature: {
    shape: "table",
    rows: { by: "unit" },
    columns: { by: "nature", values: ["deviation", "risk", "mistreatment", "unsure"] },
    drawn: "stacked",
  },
  byCategory: { shape: "table", rows: { by: "category", top: 10 }, columns: { by: "law" }, drawn: "pareto" },
  lawTrend: { shape: "trend", by: { by: "law" } },
  byCode: { shape: "table", rows: { by: "code", top: 10 } },
  risk: {
    shape: "table",
    rows: { by: "probability", values: [...steps].reverse() },
    columns: { by: "severity", values: steps },
    drawn: "heat",
  },
  causes: { shape: "table", rows: { by: "category" }, columns: { by: "cause", top: 5 } },
  spans: {
    shape: "spans",
    spans: [
      { name: "assessed", from: "reportedOn", to: "assessOn" },
      { name: "closed", from: "reportedOn", to: "closeOn" },
    ],
  },
  told: { shape: "shares", shares: [{ name: "told", of: {}, part: { state: "closed" } }] },
  perEmployees: { shape: "rates", per: "employees" },
  perInterventions: { shape: "rates", per: "interventions" },
  afterwards: { shape: "afterwards" },
  dropped: { shape: "dropped" },
  silent: { shape: "silent" },
  lexSarah: {
    shape: "table",
    where: lexSarah,
    rows: { by: "degree", values: ["serious", "seriousRisk", "mistreatment", "tangibleRisk", "none"] },
    columns: { by: "notice", values: ["yes", "no"] },
  },
  // Beside complaints: every area has its line, whatever was reported there.
  inArea: { shape: "table", rows: { by: "category", values: areaCodes } },
  lexSarahInArea: { shape: "table", where: lexSarah, rows: { by: "category", values: areaCodes } },
  lexSarahByUnit: { shape: "table", where: lexSarah, rows: { by: "unit" } },
  lexSarahTrend: { shape: "trend", where: lexSarah, by: { by: "law" } },
  lexSarahSpans: {
    shape: "spans",
    where: lexSarah,
    spans: [
      { name: "lexAssessed", from: "reportedOn", to: "lexAssessOn" },
      { name: "decided", from: "reportedOn", to: "decideOn" },
      { name: "noticeSent", from: "reportedOn", to: "noticeSentOn" },
    ],
  },
  lexSarahList: {
    shape: "list",
    where: lexSarah,
    every: true,
    facts: [
      ...["reportedOn", "unit", "code", "degree", "scope"],
      ...["notice", "noticeSentOn", "ivoOutcome"],
    ],
    spans: [{ name: "days", from: "reportedOn", to: "decideOn" }],
  },
  open: { shape: "list", facts: ["reportedOn", "unit", "nature", "state", "due"], ongoing: true },
} as const satisfies Readonly<Record<string, Figure>>;
