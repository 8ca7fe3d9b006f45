import type { Appoints } from "./appoint.ts";
import type { Figure, Where } from "./figure.ts";
import type { Form, Step } from "./form.ts";
import type { LawSubject } from "./law.ts";
import type { Municipality } from "./municipality-schema.ts";
import type {
  Answers,
  CardName,
  Entry,
  HiddenRole,
  KindName,
  LocalDate,
  Member,
  PersonId,
  ProblemKey,
} from "./record.ts";

/** What the municipality decides for itself, as far as a case needs to know it. */
export type Rules = Pick<Municipality, "deciders" | "thresholds" | "days" | "compilations">;

/**
 * A kind of record is data: what is asked, which states and acts there are, who is told, what is counted.
 * Where a kind needs behaviour of its own it is a small pure function here, called through the kind.
 */
export interface Kind {
  readonly name: string;
  readonly form: Form;
  /** Who may begin one: holders of these roles; everybody when left out. */
  readonly starts?: readonly string[];
  /** The first is where a record begins. */
  readonly states: readonly string[];
  /** The states in which nothing is left to do. */
  readonly ended: readonly string[];
  /** Who must act in a state, where that is another than the route's desk. */
  readonly desks?: Readonly<Record<string, DeskRule>>;
  /** In these states one person must act: the one named in this field. */
  readonly holder?: { readonly field: string; readonly states: readonly string[] };
  readonly acts: Readonly<Record<string, Act>>;
  /** Pure conditions that an act may ask for by name, and what is said when they do not hold. */
  readonly guards: Readonly<Record<string, Guard>>;
  /** The first whose answers match decides where a record goes. The last matches always. */
  readonly routes: readonly Route[];
  /** What runs out while a case stands in these states, in days from the report, or on the day in a field. */
  readonly deadlines?: readonly DeadlineRule[];
  /** Further roles that must know, by what the case has come to be: for good once it was so. */
  readonly alerts?: (answers: Answers) => readonly string[];
  /** What the answers so far propose. A person decides. */
  readonly advice?: (answers: Answers, rules: Rules) => readonly Advice[];
  /** The states that what grew out of the case leads it to: something left to do, or all done. */
  readonly follows?: {
    readonly from: readonly string[];
    readonly open: string;
    readonly done: string;
    /** The outcome that leaves the question open. */
    readonly failed: string;
  };
  /** How the case it grew out of sees it: by state, and the answer that says how it ended. */
  readonly settles?: {
    /** The states in which it came to nothing. */
    readonly void: readonly string[];
    readonly done: readonly string[];
    readonly settled: readonly string[];
    readonly outcome: string;
  };
  /** Its records say who holds which role, and give it. */
  readonly appoints?: Appoints;
  /** The answer that makes a record urgent: somebody must answer now. */
  readonly urgent?: { readonly field: string; readonly is: string };
  /** The answer that says what sort of record it is, what it counts as until that is said, and an alarm's type. */
  readonly nature: {
    readonly field: string;
    readonly unset: string;
    readonly alarm?: string;
    /** What it has been found to be since, when that is something else. */
    readonly found?: (answers: Answers) => string | undefined;
  };
  /** When it happened, and when that was found out: which day and which law it belongs to. */
  readonly happened: readonly string[];
  /** Which answers may be counted. Never free text. */
  readonly facts: readonly string[];
  /** What more may be counted, where it follows from more than one answer. */
  readonly counts?: (answers: Answers) => Answers;
  /** What compilations tell of it, by name. */
  readonly figures?: Readonly<Record<string, Figure>>;
  /** States that are not counted: what was registered by mistake, what is part of another. */
  readonly uncounted?: readonly string[];
  /** Facts that hang together, as anyone knows: what is no lex Sarah has no degree. */
  readonly bonds?: readonly (readonly string[])[];
  /** Facts that any of its records might have, whether or not one has: what anyone could imagine. */
  readonly possible?: readonly Where[];
  /** Its records are compilations: figures counted over the records of other kinds. */
  readonly compiles?: Compiles;
  /** Those who may read it whole, whoever has it: holders of these roles at its unit or above. */
  readonly readers?: readonly string[];
  /** The fields that somebody who must stop the harm needs, and no more; the first to be read. */
  readonly harm: readonly string[];
  /** What was decided in the end, and who reads that of those who otherwise see the harm alone. */
  readonly result?: { readonly fields: readonly string[]; readonly to: readonly Relation[] };
  /** In these states each option of this field needs an entry of the journal. */
  readonly journal?: { readonly while: readonly string[]; readonly field: string };
  /** What the reporter reads of the casework, beside the report itself. */
  readonly own?: readonly string[];
  /** The states in which nothing has been assessed: an alarm may still be one. */
  readonly early?: readonly string[];
  /** The fields that say who reported: shown one at a time, each showing logged. */
  readonly reporter?: readonly string[];
  /** The documents that can be made of a case; of a compilation, the one it is for first. */
  readonly documents?: (answers: Answers) => readonly CaseDocument[];
  readonly shelf: "halfYear" | "standing";
  /** Ids in `law.ts` of what the record rests on, by nature. */
  readonly law: (answers: Answers) => readonly LawSubject[];
}

/** A document made of one case: which answers, entries of the journal and events stand under which heading. */
export interface CaseDocument {
  readonly name: string;
  readonly sections: readonly {
    readonly name: string;
    readonly fields?: readonly string[];
    /** Entries of the journal that answered so: the field that holds their text, and what stands above it. */
    readonly notes?: Condition & { readonly text: string; readonly above: readonly string[] };
    /** What was done and decided, by whom and on which law. */
    readonly history?: true;
    /** Figures of a compilation, by kind and name. */
    readonly figures?: readonly string[];
  }[];
  /** Numbers that may not be published are shown: for those who may read the records themselves. */
  readonly open?: true;
  /** Only holders of these roles are given it; whoever sees the whole case when left out. */
  readonly readers?: readonly string[];
}

/** How a record of a kind is counted. */
export interface Compiles {
  /** In this state the figures are being counted; it is left when they are there. */
  readonly in: string;
  readonly to: (answers: Answers) => string;
  /** What it is called in the history. */
  readonly act: string;
  /** What is known as one begins: the period, and who writes, approves and receives it. */
  readonly begin: (answers: Answers, by: PersonId, today: LocalDate, rules: Rules) => Answers;
  /** Facts that must be so, by kind, in every figure. */
  readonly where: (answers: Answers) => Readonly<Record<KindName, Where>>;
  /** The figures that stand on its card, of what may be published. */
  readonly shows: (answers: Answers) => readonly string[];
  /** The first and last day, by answer. */
  readonly period: { readonly from: string; readonly to: string };
  /** The state in which it was taken away. */
  readonly void: string;
  /** From this state on what was counted is out of the house. */
  readonly published: string;
  /** Not published, and no hindrance to what is. */
  readonly isPreview: (answers: Answers) => boolean;
}

/** What a person is to a case. `access.ts` says when somebody is one. */
export type Relation =
  | "reporter"
  | "owner"
  | "desk"
  | "sas"
  | "investigator"
  | "noticeDecider"
  | "patientSafety"
  | "manager"
  | "helper"
  | "dataProtection"
  | "chain"
  | "party"
  | "reader"
  | "appointer"
  | "leader";

export interface Guard {
  readonly holds: (entry: Entry, by: PersonId, rules: Rules) => boolean;
  readonly otherwise: ProblemKey;
}

/** An answer that must be so. */
export interface Condition {
  readonly field: string;
  readonly is: string;
}

export type DeskRule =
  | { readonly roles: readonly string[] }
  | { readonly decider: keyof Rules["deciders"] }
  /** The role that this answer names. */
  | { readonly field: string };

export interface DeadlineRule {
  readonly name: string;
  readonly while: readonly string[];
  readonly when?: (answers: Answers) => boolean;
  /** The act that meets it, where that is another's than the desk's: whoever may do it sees this day first. */
  readonly met?: string;
  /** At once: the day it came there, whatever day that is; or the day on which an act was last done. */
  readonly days:
    | "atOnce"
    | keyof Rules["days"]
    | { readonly field: string }
    | { readonly hours: number }
    | { readonly act: string };
}

export interface Advice {
  readonly key: string;
  readonly with: Readonly<Record<string, string>>;
}

/** Who gets a card: `atOnce` whatever the hour; or later, and again, while the case still stands where it does. */
export type Tell = {
  readonly atOnce?: true;
  readonly after?: { readonly hours: number; readonly whileIn: readonly string[] };
} & (
  | { readonly role: string }
  | { readonly decider: keyof Rules["deciders"] }
  /** The person named in this field; with `others` unless it was their own doing. */
  | { readonly field: string; readonly others?: true }
  /** Whoever must act now, and whoever reported. */
  | { readonly who: "desk" | "reporter" }
);

export interface Act {
  readonly from: readonly string[];
  /**
   * The state it leads to; the same when left out. Of several the first that fits; `back` is to where the
   * case stood before a pause.
   */
  readonly to?: string | readonly Branch[] | { readonly back: true };
  readonly who: readonly Relation[];
  /** What carries its button: a card in the chat (and then the dialog too), or the dialog alone. */
  readonly on: readonly (CardName | "dialog")[];
  readonly guards?: readonly string[];
  /** What the act asks for; its fields are the kind's own. */
  readonly asks?: readonly Step[];
  /** What of the case stands above what is asked, on the dialog. */
  readonly shows?: readonly string[];
  /** The presser becomes the one who handles the case. */
  readonly takes?: true;
  /** The answer named `unit` becomes the record's unit. */
  readonly moves?: true;
  /** What was answered may lead the case elsewhere: it is routed anew. */
  readonly routes?: true;
  /** Answers that no longer hold. */
  readonly clears?: readonly string[];
  /** What holds by the answers before, whatever is said now. */
  readonly keeps?: (answers: Answers) => Answers;
  /** Assesses or decides: the law of the day stands in the history. */
  readonly cites?: true;
  /** What is said is an entry of the journal, and changes nothing else. */
  readonly writes?: true;
  /** What is said, with these answers, begins a record of this kind. */
  readonly makes?: { readonly kind: KindName; readonly answers: (answers: Answers) => Answers };
  /** To the next who can decide above, or back to the one below. */
  readonly lifts?: "up" | "down";
  /** The person named in this field gets a part in the case; with `others` never whoever reported. */
  readonly joins?: { readonly field: string; readonly part: Member["part"]; readonly others?: true };
  /** The presser may not handle it any more. */
  readonly bars?: true;
  /** Hides the case from the person named in this field. */
  readonly hides?: string;
  /** Ends the hiding: from the roles that were involved, or from those it was hidden from by name. */
  readonly unhides?: "roles" | "names";
  /** Brings the case to whoever makes this decision. */
  readonly alerts?: keyof Rules["deciders"];
  /** The field that holds the number of another case, which this one becomes part of. */
  readonly refers?: string;
  readonly tells?: readonly Tell[];
  /** What was said before stands in the form, to be changed. */
  readonly renews?: true;
  /** Adds what was missing: no reason to refuse it that others acted meanwhile. */
  readonly freely?: true;
  /** Somebody looked: written down, but no reason to refuse another person's press. */
  readonly quiet?: true;
  /** By this the harm is stopped: whoever may do it is told that it is theirs to do. */
  readonly stops?: true;
}

export interface Branch {
  readonly when?: Condition;
  readonly to: string;
}

export interface Route {
  readonly when?: Condition;
  /** Who must act: the first of these roles that somebody holds from whom the case is not hidden. */
  readonly desk: readonly string[];
  /** Only the team, and nobody by unit. */
  readonly restricted: boolean;
  /** Holders of these roles at the unit must not know that the case exists. */
  readonly hides?: readonly HiddenRole[];
  readonly tells: readonly Tell[];
}

/** The form an act asks with, made of the kind's own fields; `undefined` when it asks nothing. */
export function actForm(kind: Kind, act: string): Form | undefined {
  const steps = Object.hasOwn(kind.acts, act) ? kind.acts[act]?.asks : undefined;
  return steps && { fields: kind.form.fields, steps };
}

const met = (answers: Answers, when: Condition | undefined) =>
  when === undefined || answers[when.field] === when.is;

/** The route these answers take. */
export function routeOf(kind: Kind, answers: Answers): Route {
  const route = kind.routes.find(({ when }) => met(answers, when));
  if (!route) throw new Error(`kind ${kind.name}: no route matches; the last must have no condition`);
  return route;
}

/** The state an act leads to, by what has been answered, now or before. */
export function stateAfter(act: Act, entry: Pick<Entry, "state" | "before">, answers: Answers): string {
  const { to = entry.state } = act;
  if (typeof to === "string") return to;
  if ("back" in to) return entry.before ?? entry.state;
  return to.find(({ when }) => met(answers, when))?.to ?? entry.state;
}

/** Whether an act leads back to where the case stood before a pause. */
export const leadsBack = ({ to }: Act): boolean => typeof to === "object" && "back" in to;

/** Whether a state is a pause: the way out of it leads back. */
export function isPause(kind: Kind, state: string): boolean {
  return Object.values(kind.acts).some((act) => leadsBack(act) && act.from.includes(state));
}

/** The nature given, else what it counts as until it is. */
export function natureOf(kind: Kind, answers: Answers): string {
  const nature = kind.nature.found?.(answers) ?? answers[kind.nature.field];
  return typeof nature === "string" ? nature : kind.nature.unset;
}

/** The type shown on cards: the nature, or that it is an alarm of which no more is known. */
export function typeOf(kind: Kind, { answers, urgent }: Pick<Entry, "answers" | "urgent">): string {
  const unknown = (kind.nature.found?.(answers) ?? answers[kind.nature.field]) === undefined;
  return unknown && urgent && kind.nature.alarm ? kind.nature.alarm : natureOf(kind, answers);
}
