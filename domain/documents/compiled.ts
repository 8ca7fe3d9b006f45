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

/** Every report of lex Sarah, as law and committee ask: marked for secrecy, without names. */
export const lexSarahAnnex = {
  name: "lexSarahAnnex",
  sections: [
    { name: "lexSarahList", figures: ["deviation/lexSarahList"] },
    { name: "lexSarahSpans", figures: ["deviation/lexSarahSpans"] },
    { name: "silent", figures: ["deviation/silent"] },
  ],
  open: true,
  readers: ["sas", "director", "committeeSecretary", "workingCommittee"],
} as const satisfies CaseDocument;
