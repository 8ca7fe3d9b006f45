import type { Figure } from "../figure.ts";

/** What a compilation tells of what private providers have told the municipality (SoL 27 kap. 4 and 6 §§). */
export const providerNoticeFigures = {
  byType: {
    shape: "table",
    rows: { by: "type", values: ["lexSarahReport", "seriousEvent", "other"] },
    columns: { by: "providerNotifiedIvo", values: ["yes", "no"] },
  },
  list: {
    shape: "list",
    facts: [
      ...["receivedOn", "provider", "unit", "type", "providerNotifiedIvo", "providerIvoOn"],
      ...["providerDegree", "meetingOn"],
    ],
    spans: [{ name: "untilTold", from: "eventOn", to: "receivedOn" }],
  },
  open: {
    shape: "list",
    facts: ["receivedOn", "provider", "unit", "type", "state", "due"],
    ongoing: true,
  },
} as const satisfies Readonly<Record<string, Figure>>;
