import type { Figure } from "../figure.ts";

/** What a compilation tells of risks: how high, steered in which way, and whether they were lowered (SOSFS 2011:9 5 kap. 1 §). */

const steps = ["1", "2", "3", "4"] as const;
const levels = ["veryHigh", "high", "medium", "low"] as const;

export const riskFigures = {
  trend: { shape: "trend", by: { by: "nature" }, totals: true },
  heat: {
    shape: "table",
    rows: { by: "probability", values: [...steps].reverse() },
    columns: { by: "severity", values: steps },
    drawn: "heat",
  },
  residual: {
    shape: "table",
    where: { reduced: "yes" },
    rows: { by: "residualProbability", values: [...steps].reverse() },
    columns: { by: "residualSeverity", values: steps },
    drawn: "heat",
  },
  byUnit: {
    shape: "table",
    rows: { by: "unit" },
    columns: { by: "riskLevel", values: levels },
    drawn: "stacked",
  },
  byControl: {
    shape: "table",
    rows: { by: "control", values: ["managementSystem", "internalControl", "workEnvironment", "goals"] },
    columns: { by: "riskLevel", values: levels },
  },
  byOutcome: {
    shape: "table",
    rows: { by: "leadsTo", values: ["mistreatment", "careInjury", "deviation", "complaint", "other"] },
    columns: { by: "riskLevel", values: levels },
  },
  shares: {
    shape: "shares",
    shares: [
      { name: "handled", of: {}, part: { handled: "yes" } },
      { name: "acceptedOnly", of: { handled: "yes" }, part: { state: "accepted" } },
      { name: "lowered", of: { reassessed: "yes" }, part: { reduced: "yes" } },
    ],
  },
  dialogue: {
    shape: "table",
    where: { decided: "yes" },
    rows: { by: "decision", values: ["commonSelfInspection", "action", "keep", "close"] },
    columns: { by: "year" },
  },
  common: {
    shape: "list",
    where: { decision: "commonSelfInspection" },
    facts: ["year", "unit", "nature", "value"],
    ongoing: true,
    greatest: "value",
  },
  open: {
    shape: "list",
    facts: ["value", "riskLevel", "unit", "nature", "control", "state", "due"],
    ongoing: true,
    greatest: "value",
  },
} as const satisfies Readonly<Record<string, Figure>>;
