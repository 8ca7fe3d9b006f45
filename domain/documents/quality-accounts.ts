import {
  type CompiledDocument,
  causes,
  deviations,
  lexSarah,
  lexSarahAnnex,
  measures,
  method,
  section,
} from "./compiled.ts";

/** The yearly quality accounts (kvalitetsredovisning) to the committee, after Ekerö's outline. */
export const qualityAccounts = {
  name: "qualityAccounts",
  period: "year",
  sections: [
    section("summary"),
    method,
    section("goals"),
    section("selfInspections"),
    deviations,
    lexSarah,
    causes,
    measures,
    section("nextYear"),
    section("proposal"),
  ],
  annex: lexSarahAnnex,
} as const satisfies CompiledDocument;
