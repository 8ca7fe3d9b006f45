import {
  type CompiledDocument,
  causes,
  complaints,
  deviations,
  measures,
  method,
  proposals,
  risks,
  section,
  selfInspections,
  together,
} from "./compiled.ts";

/**
 * What a unit or a department brings to its quality council and delivers upward (T1, T2, the year): for those
 * who answer for the unit, so no number is hidden, and nothing of it is published. What is only its team's to know,
 * or hidden from somebody, is not in it.
 */
export const councilPack = {
  name: "councilPack",
  period: "tertial",
  open: true,
  readers: ["unitManager", "departmentManager", "director", "sas"],
  sections: [
    section("summary"),
    method,
    { ...deviations, figures: [...deviations.figures, "deviation/lawTrend"] },
    complaints,
    together,
    causes,
    risks,
    selfInspections,
    measures,
    proposals,
    { name: "openCases", figures: ["deviation/open"] },
    { name: "openComplaints", figures: ["complaint/open"] },
    { name: "openRisks", figures: ["risk/open", "risk/common"] },
    { name: "openActions", figures: ["action/open"] },
    { name: "openProposals", figures: ["proposal/open"] },
    { name: "providerNotices", figures: ["providerNotice/list", "providerNotice/open"] },
    section("upward"),
  ],
} as const satisfies CompiledDocument;
