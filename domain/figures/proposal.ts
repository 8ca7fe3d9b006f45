import type { Figure } from "../figure.ts";

/** What a compilation tells of proposals for improvement: how many, what came of them, and how soon they were answered. */
export const proposalFigures = {
  trend: {
    shape: "trend",
    by: { by: "nature", values: ["staff", "routine", "complaint", "meeting"] },
    totals: true,
  },
  byOutcome: {
    shape: "table",
    rows: { by: "nature", values: ["staff", "routine", "complaint", "meeting"] },
    columns: { by: "outcome", values: ["adopted", "common", "declined", "unanswered"] },
  },
  byUnit: {
    shape: "table",
    rows: { by: "unit" },
    columns: { by: "outcome", values: ["adopted", "common", "declined", "unanswered"] },
    drawn: "stacked",
  },
  shares: {
    shape: "shares",
    shares: [
      { name: "replied", of: {}, part: { answered: "yes" } },
      { name: "lifted", of: {}, part: { lifted: "yes" } },
    ],
  },
  spans: {
    shape: "spans",
    spans: [
      { name: "answeredIn", from: "reportedOn", to: "answerOn" },
      { name: "scopeDecided", from: "reportedOn", to: "decideScopeOn" },
      { name: "introduced", from: "reportedOn", to: "adoptOn" },
    ],
  },
  open: { shape: "list", facts: ["reportedOn", "unit", "nature", "state", "due"], ongoing: true },
} as const satisfies Readonly<Record<string, Figure>>;
