import type { Appoints } from "./appoint.ts";
import type { Figure, Where } from "./figure.ts";
import { type Condition, type Form, isSo, type Step } from "./form.ts";
import type { LawSubject } from "./law.ts";
import type { Municipality } from "./municipality-schema.ts";
import type { Occurrence } from "./occurrences.ts";
import type {
  Answers,
  CardName,
  Entry,
  Facts,
  HiddenRole,
  KindName,
  LocalDate,
  Member,
  PersonId,
  Problem,
  ProblemKey,
  RecordId,
} from "./record.ts";

/** What the municipality decides for itself, as far as a case needs to know it. */
export type Rules = Pick<Municipality, "deciders" | "thresholds" | "days" | "compilations" | "adopters"> &
  Partial<Pick<Municipality, "checklists" | "kinds">>;

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
    readonly outcome: (answers: Answers, state: string) => string | undefined;
  };
  /** Answers that belong elsewhere: the form ends there, and says where. */
  readonly redirects?: Condition;
  /** Nothing in it is about anybody: whoever works in the municipality may read it. */
  readonly public?: true;
  /** Its records are what somebody has undertaken to do, and stand in the lists of that. */
  readonly undertaken?: true;
  /** Its records are listed by themselves, ordered by this fact, to whoever may read them. */
  readonly register?: { readonly by: string; readonly descending?: true };
  /** Whoever knows the code of such a record may have what is written in this field read to them. */
  readonly code?: { readonly when: readonly Condition[]; readonly field: string };
  /** Its records are looked for by words: the facts that name one, that say more of it, and where it is found. */
  readonly searched?: { readonly name: string; readonly words: readonly string[]; readonly place: string };
  /** The records that the municipality's file lists, by their answers; the unit and the name tell them apart. */
  readonly listed?: (municipality: Municipality) => readonly Answers[];
  /** Whoever works where it applies confirms having read it: once, or every year, counted from this act. */
  readonly reading?: Reading;
  /** What a record of it asks, where it carries that itself, such as a checklist: fields, and the steps of acts. */
  readonly carries?: (entry: Entry) => Carried;
  /** What is wrong with what was said of a record, where only the record can tell. */
  readonly checks?: (entry: Entry, said: Answers) => Problem | undefined;
  /** How it has gone the last times, the latest last: what each was called, and a number if there is one. */
  readonly trend?: (entry: Entry) => readonly { readonly key: string; readonly count?: number }[];
  /** Answers that only lead through a form, and are nothing to read. */
  readonly steers?: readonly string[];
  /** How far a record has come, of how much there is to do. */
  readonly progress?: (entry: Entry) => { readonly done: number; readonly of: number };
  /**
   * Its records are open from one day to another: whoever must act hears as they open, half-way and on the last day;
   * after that they are missed.
   */
  readonly window?: Window;
  /** Its records begin others, again and again. */
  readonly repeats?: Repeats;
  /** Each unit does one of these to some record of it every year: where nobody has, that is pointed out. */
  readonly yearly?: readonly string[];
  /** Only of records that say so do its readers read the whole. */
  readonly readable?: Condition;
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
  readonly counts?: (answers: Answers, facts: Facts, rules: Rules, entry: Entry) => Answers;
  /** What compilations tell of it, by name. */
  readonly figures?: Readonly<Record<string, Figure>>;
  /** States that are not counted: what was registered by mistake, what is part of another. */
  readonly uncounted?: readonly string[];
  /** Facts that hang together, as anyone knows: what is no lex Sarah has no degree. */
  readonly bonds?: readonly (readonly string[])[];
  /** Facts that add nothing where another is counted too, as anyone knows: that it is praise, beside the type. */
  readonly implied?: Readonly<Record<string, string>>;
  /** Facts that any of its records might have, whether or not one has: what anyone could imagine. */
  readonly possible?: readonly Where[];
  /** Its records are compilations: figures counted over the records of other kinds. */
  readonly compiles?: Compiles;
  /** Those who may read it whole, whoever has it: holders of these roles at its unit or above. */
  readonly readers?: readonly string[];
  /** In these states holders of these roles may read it whole at whatever unit: it has come to concern them too. */
  readonly spreads?: { readonly in: readonly string[]; readonly to: readonly string[] };
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
  /** Whoever begins one hears what becomes of it, and reads their own: so of all that is reported by half-year. */
  readonly hears?: true;
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
    /** Figures with the same rows, each of one kind, whose totals stand side by side in one table. */
    readonly joint?: readonly Joint[];
  }[];
  /** Numbers that may not be published are shown: for those who may read the records themselves. */
  readonly open?: true;
  /** Only holders of these roles are given it; whoever sees the whole case when left out. */
  readonly readers?: readonly string[];
}

/** A table of several figures: its name, and a column for the totals of each. */
export interface Joint {
  readonly name: string;
  readonly figures: readonly string[];
}

/** Every figure that a document needs, by kind and name. */
export const figuresIn = ({ sections }: CaseDocument): readonly string[] => [
  ...new Set(
    sections.flatMap(({ figures = [], joint = [] }) => [
      ...figures,
      ...joint.flatMap((each) => each.figures),
    ]),
  ),
];

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
  | "leader"
  | "anyone";

export interface Guard {
  readonly holds: (entry: Entry, by: PersonId, rules: Rules) => boolean;
  readonly otherwise: ProblemKey;
}

export type DeskRule =
  | { readonly roles: readonly string[] }
  | { readonly decider: keyof Rules["deciders"] }
  /** The role that this answer names. */
  | { readonly field: string }
  /** Whoever adopts what is of the level in this field. */
  | { readonly adopts: string };

export interface DeadlineRule {
  readonly name: string;
  readonly while: readonly string[];
  readonly when?: (answers: Answers) => boolean;
  /** What stands is looked at again on that day: the plan of the year has it. */
  readonly review?: true;
  /** The act that meets it, where that is another's than the desk's: whoever may do it sees this day first. */
  readonly met?: string;
  /**
   * At once: the day it came there, whatever day that is; so many days from the report, or working days from it or
   * from the earlier day in a field; or the day on which an act (of several the last of them) was last done, or so
   * many days after that.
   */
  readonly days:
    | "atOnce"
    | keyof Rules["days"]
    | { readonly working: keyof Rules["days"]; readonly from?: string }
    | { readonly field: string }
    | { readonly hours: number }
    | { readonly act: string | readonly string[]; readonly plus?: keyof Rules["days"] };
}

export interface Advice {
  readonly key: string;
  readonly with: Readonly<Record<string, string>>;
}

/** Who gets a card: `atOnce` whatever the hour; or later, and again, while the case still stands where it does. */
export type Tell = {
  readonly atOnce?: true;
  readonly after?: { readonly hours: number; readonly whileIn: readonly string[] };
} /** Holders of the role for the unit; `below`: those at each unit under the desk's, and at its own. */ & (
  | { readonly role: string; readonly below?: true }
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
  /** What holds by the answers before, whatever is said now; `made` is what was begun by what was said. */
  readonly keeps?: (answers: Answers, said: Answers, made?: RecordId) => Answers;
  /** Assesses or decides: the law of the day stands in the history. */
  readonly cites?: true;
  /** What is said is an entry of the journal, and changes nothing else. */
  readonly writes?: true;
  /** What is said, with these answers, begins a record of this kind. */
  readonly makes?: Makes;
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
  /** What stands in its form beforehand, by how the case stands. */
  readonly proposes?: (answers: Answers, entry: Entry) => Answers;
  /** One of several forms alike, a part at a time: when it has been done the next part is asked for. */
  readonly goesOn?: true;
  /** Several may answer at the same time: what another has said meanwhile is shown, never written over unseen. */
  readonly merges?: true;
  /** Whoever presses confirms having read it: kept beside the record, which stands as it was. */
  readonly signs?: true;
}

/** What an act begins: of which kind, and with what. */
export interface Makes {
  readonly kind: KindName;
  /** Only where this was answered. */
  readonly when?: Condition;
  /** What of that which is said goes to the new record, and is not the case's own; all of it when left out. */
  readonly fields?: readonly string[];
  /** What it begins with, by what the case it grows out of is. */
  readonly answers: (answers: Answers, entry: Entry) => Answers;
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

/** What is read and confirmed: how often, by the answer in a field; where it holds, by its facts; and since which act. */
export interface Reading {
  readonly field: string;
  readonly when: Where;
  readonly since: string;
}

/** What a record asks beside its kind. */
export interface Carried {
  readonly fields: Form["fields"];
  readonly asks: Readonly<Record<string, readonly Step[]>>;
  /** What the part after this one is asked with; undefined after the last. */
  readonly next?: (said: Answers) => Answers | undefined;
}

/** From when until when something may be done, by the fields that hold the days, and what it is after that. */
export interface Window {
  readonly from: string;
  readonly to: string;
  readonly while: readonly string[];
  readonly missed: string;
}

/** What a plan begins, and when. */
export interface Repeats {
  readonly kind: KindName;
  /** The states in which it does. */
  readonly while: readonly string[];
  /** The field with the first day on which it may. */
  readonly since: string;
  /** The field that says by which checklist. */
  readonly checklist: string;
  /** What opens after one day and up to another, in order. */
  readonly due: (answers: Answers, after: LocalDate, upTo: LocalDate) => readonly Occurrence[];
  /** Whether it is for all units below its own too. */
  readonly isBelow: (answers: Answers) => boolean;
  /** What it begins with, by the plan. */
  readonly answers: (answers: Answers) => Answers;
}

/** The kind with what one of its records carries. */
export function withCarried(kind: Kind, entry: Entry | undefined): Kind {
  const carried = entry && kind.carries?.(entry);
  if (!carried) return kind;
  const acts = Object.entries(kind.acts).map(([name, act]) => {
    const asks = carried.asks[name];
    return [name, asks ? { ...act, asks } : act] as const;
  });
  const form = { ...kind.form, fields: { ...kind.form.fields, ...carried.fields } };
  return { ...kind, form, acts: Object.fromEntries(acts) };
}

/** Whether a record with these answers has a code. */
export function hasCode({ code }: Kind, answers: Answers): boolean {
  return code?.when.every((each) => isSo(answers, each)) ?? false;
}

/** The form an act asks with, made of the kind's own fields; `undefined` when it asks nothing. */
export function actForm(kind: Kind, act: string): Form | undefined {
  const steps = Object.hasOwn(kind.acts, act) ? kind.acts[act]?.asks : undefined;
  return steps && { fields: kind.form.fields, steps };
}

const met = (answers: Answers, when: Condition | undefined) => when === undefined || isSo(answers, when);

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

/** Whether whoever begins a record of this kind is one who reports, and not one who decides for others. */
export const isHeard = ({ shelf, hears }: Kind): boolean => hears === true || shelf === "halfYear";

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
