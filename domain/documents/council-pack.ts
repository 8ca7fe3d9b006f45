import { type CompiledDocument, causes, deviations, measures, method, section } from "./compiled.ts";

/**
 * What a unit or a department brings to its quality council and delivers upward (T1, T2, the year): for those
 * who have the cases themselves, so nothing is hidden, and nothing of it is published.
 */
export const councilPack = {
  name: "councilPack",
  period: "tertial",
  open: true,
  sections: [
    section("summary"),
    method,
    deviations,
    causes,
    measures,
    { name: "openCases", figures: ["deviation/open"] },
    { name: "openActions", figures: ["action/open"] },
    section("upward"),
  ],
} as const satisfies CompiledDocument;
