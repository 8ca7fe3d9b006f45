import type { Where } from "../figure.ts";
import type { CaseDocument } from "../kind.ts";
import type { PeriodRule } from "../period.ts";
import type { KindName } from "../record.ts";

/**
 * A document that is compiled over a period: the one that may be published, and what goes with it to those who
 * may know more. Each section is a heading with its figures and the text that is written there.
 */
export interface CompiledDocument extends CaseDocument {
  /** Facts that must be so, by kind, in every figure. */
  readonly where?: Readonly<Record<KindName, Where>>;
  readonly annex?: CaseDocument;
  /** Which period it is of, where the municipality does not say. */
  readonly period: PeriodRule;
}

/** A heading with what is written there, and the figures it is about. */
export const section = <N extends string>(name: N, ...figures: readonly string[]) => ({
  name,
  fields: [name] as const,
  figures,
});

/** What is counted, and what is not. */
export const method = section("method", "deviation/afterwards", "deviation/dropped");

export const deviations = section(
  "deviations",
  "deviation/trend",
  "deviation/monthly",
  "deviation/byUnitNature",
  "deviation/byUnitMonth",
  "deviation/byCategory",
  "deviation/risk",
);

/** What people outside have said (T6). */
export const complaints = section(
  "complaints",
  "complaint/trend",
  "complaint/byUnit",
  "complaint/byCategory",
  "complaint/shares",
  "complaint/spans",
);

/** Complaints, deviations and lex Sarah looked at together: what of the same shows in all three. */
export const together = {
  name: "together",
  fields: ["together"],
  joint: [
    { name: "joint/byArea", figures: ["complaint/inArea", "deviation/inArea", "deviation/lexSarahInArea"] },
    {
      name: "joint/byUnit",
      figures: ["complaint/complaintsByUnit", "deviation/byUnitNature", "deviation/lexSarahByUnit"],
    },
  ],
} as const;

/** What could happen, and how it is steered (T8). */
export const risks = section(
  "riskAnalyses",
  "risk/trend",
  "risk/heat",
  "risk/residual",
  "risk/byUnit",
  "risk/byControl",
  "risk/byOutcome",
  "risk/shares",
  "risk/dialogue",
);

/** What was to be looked into, what was, and what was most often not as it should be (T7). */
export const selfInspections = section(
  "selfInspections",
  "selfInspection/byState",
  "selfInspection/byUnit",
  "selfInspection/shares",
  "selfInspection/shortItems",
  "selfInspection/withShort",
);

/** Proposals for improvement, and those that were lifted (T12). */
export const proposals = section(
  "proposals",
  "proposal/trend",
  "proposal/byOutcome",
  "proposal/byUnit",
  "proposal/shares",
  "proposal/spans",
);

/** What private providers have told (SoL 27 kap. 4 and 6 §§). */
export const providers = section("providers", "providerNotice/byType");

export const lexSarah = section("lexSarah", "deviation/lexSarahTrend", "deviation/lexSarah");
export const causes = section("causes", "deviation/causes", "deviation/byCode");
export const culture = section(
  "culture",
  "deviation/spans",
  "deviation/told",
  "deviation/perEmployees",
  "deviation/perInterventions",
);
export const measures = section("measures", "action/byState", "action/byStrength", "action/kept");

/**
 * Every report of lex Sarah, and of what private providers have told, as law and committee ask: marked for secrecy,
 * without names of those concerned.
 */
export const lexSarahAnnex = {
  name: "lexSarahAnnex",
  sections: [
    { name: "lexSarahList", figures: ["deviation/lexSarahList"] },
    { name: "lexSarahSpans", figures: ["deviation/lexSarahSpans"] },
    { name: "providerList", figures: ["providerNotice/list"] },
    { name: "silent", figures: ["deviation/silent"] },
  ],
  open: true,
  readers: ["sas", "director", "committeeSecretary", "workingCommittee"],
} as const satisfies CaseDocument;
