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

/** Twice a year to the committee (Osby 5.4.3): what was reported, what it shows, and what is done about it. */
export const halfYear = {
  name: "halfYear",
  period: "halfYear",
  sections: [
    section("summary"),
    method,
    deviations,
    lexSarah,
    section("patterns"),
    causes,
    culture,
    measures,
    section("processes"),
    section("proposedMeasures"),
    section("proposal"),
  ],
  annex: lexSarahAnnex,
} as const satisfies CompiledDocument;
