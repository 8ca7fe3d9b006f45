import { type CompiledDocument, causes, culture, deviations, measures, method, section } from "./compiled.ts";

/** The patient safety report, ready by 1 March each year (PSL 3 kap. 10 §): what concerns health care. */
export const patientSafetyReport = {
  name: "patientSafetyReport",
  period: "year",
  where: { deviation: { law: "hsl" } },
  sections: [
    section("summary"),
    section("responsibility"),
    section("goals"),
    method,
    deviations,
    causes,
    culture,
    section("riskAnalyses"),
    section("selfInspections"),
    measures,
    section("cooperation"),
    section("nextYear"),
  ],
} as const satisfies CompiledDocument;
