import type { Form, Step } from "./form.ts";
import type { LawSubject } from "./law.ts";
import type { Answers, CardName, Entry, PersonId, ProblemKey } from "./record.ts";

/**
 * A kind of record is data: what is asked, which states and acts there are, who is told, what is counted.
 * Where a kind needs behaviour of its own it is a small pure function here, called through the kind.
 */
export interface Kind {
  readonly name: string;
  readonly form: Form;
  /** The first is where a record begins. */
  readonly states: readonly string[];
  readonly acts: Readonly<Record<string, Act>>;
  /** Pure conditions that an act may ask for by name, and what is said when they do not hold. */
  readonly guards: Readonly<
    Record<string, { holds: (entry: Entry, by: PersonId) => boolean; otherwise: ProblemKey }>
  >;
  /** The first whose answers match decides where a record goes. The last matches always. */
  readonly routes: readonly Route[];
  /** The answer that makes a record urgent: somebody must answer now. */
  readonly urgent?: { readonly field: string; readonly is: string };
  /** The answer that says what sort of record it is, what it counts as until that is said, and an alarm's type. */
  readonly nature: { readonly field: string; readonly unset: string; readonly alarm?: string };
  /** When it happened, and when that was found out: which day and which law it belongs to. */
  readonly happened: readonly string[];
  /** Which answers may be counted. Never free text. */
  readonly facts: readonly string[];
  /** The fields that somebody who must stop the harm needs, and no more; the first to be read. */
  readonly harm: readonly string[];
  readonly shelf: "halfYear" | "standing";
  /** Ids in `law.ts` of what the record rests on, by nature. */
  readonly law: (answers: Answers) => readonly LawSubject[];
}

export type Relation = "reporter" | "manager" | "sas" | "desk" | "chain";

export interface Act {
  readonly from: readonly string[];
  /** The state it leads to; the same when left out. */
  readonly to?: string;
  readonly who: readonly Relation[];
  /** The cards that carry its button. */
  readonly on: readonly CardName[];
  readonly guards?: readonly string[];
  /** What the act asks for; its fields are the kind's own. */
  readonly asks?: readonly Step[];
  /** The presser becomes the one who handles the case. */
  readonly takes?: true;
  /** The answer named `unit` becomes the record's unit, and it is routed anew. */
  readonly moves?: true;
  /** Adds what was missing: no reason to refuse it that others acted meanwhile. */
  readonly freely?: true;
  /** Somebody looked: written down, but no reason to refuse another person's press. */
  readonly quiet?: true;
}

export interface Route {
  readonly when?: { readonly field: string; readonly is: string };
  /** Who must act: the first of these roles that somebody holds from whom the case is not hidden. */
  readonly desk: readonly string[];
  /** Only the team, and nobody by unit. */
  readonly restricted: boolean;
  /** Holders of this role at the unit must not know that the case exists. */
  readonly hides?: string;
  /** Who gets a card; `atOnce` whatever the hour. */
  readonly tells: readonly { readonly role: string; readonly atOnce?: true }[];
}

/** The form an act asks with, made of the kind's own fields; `undefined` when it asks nothing. */
export function actForm(kind: Kind, act: string): Form | undefined {
  const steps = Object.hasOwn(kind.acts, act) ? kind.acts[act]?.asks : undefined;
  return steps && { fields: kind.form.fields, steps };
}

/** The route these answers take. */
export function routeOf(kind: Kind, answers: Answers): Route {
  const route = kind.routes.find(({ when }) => when === undefined || answers[when.field] === when.is);
  if (!route) throw new Error(`kind ${kind.name}: no route matches; the last must have no condition`);
  return route;
}

/** The nature given, else what it counts as until it is. */
export function natureOf(kind: Kind, answers: Answers): string {
  const nature = answers[kind.nature.field];
  return typeof nature === "string" ? nature : kind.nature.unset;
}

/** The type shown on cards: the nature, or that it is an alarm of which no more is known. */
export function typeOf(kind: Kind, { answers, urgent }: Pick<Entry, "answers" | "urgent">): string {
  const unknown = answers[kind.nature.field] === undefined;
  return unknown && urgent && kind.nature.alarm ? kind.nature.alarm : natureOf(kind, answers);
}
