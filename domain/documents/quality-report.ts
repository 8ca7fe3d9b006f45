import {
  type CompiledDocument,
  causes,
  culture,
  deviations,
  lexSarah,
  lexSarahAnnex,
  measures,
  method,
  section,
} from "./compiled.ts";

/** The yearly quality report (kvalitetsberättelse, SOSFS 2011:9 7 kap. 1 §): of a department, or of the whole. */
export const qualityReport = {
  name: "qualityReport",
  period: "year",
  sections: [
    section("summary"),
    section("responsibility"),
    section("goals"),
    method,
    deviations,
    lexSarah,
    section("riskAnalyses"),
    section("selfInspections"),
    causes,
    culture,
    measures,
    section("cooperation"),
    section("competence"),
    section("security"),
    section("goodExamples"),
    section("nextYear"),
    section("proposal"),
  ],
  annex: lexSarahAnnex,
} as const satisfies CompiledDocument;
