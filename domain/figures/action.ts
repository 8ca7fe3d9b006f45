import type { Figure } from "../figure.ts";

/** What a compilation tells of actions decided in the period (compilation.md T9). */
export const actionFigures = {
  byState: {
    shape: "table",
    rows: { by: "actionType" },
    columns: { by: "state", values: ["planned", "done", "followed", "noEffect"] },
  },
  byStrength: {
    shape: "table",
    rows: { by: "strength", values: ["strong", "medium", "weak"] },
    columns: { by: "effect", values: ["yes", "partly", "no"] },
  },
  kept: {
    shape: "shares",
    shares: [
      { name: "late", of: { open: "yes" }, part: { late: "yes" } },
      { name: "effect", of: { followed: "yes" }, part: { effect: "yes" } },
    ],
  },
  open: { shape: "list", facts: ["unit", "actionType", "level", "state", "due"], ongoing: true },
} as const satisfies Readonly<Record<string, Figure>>;
