import type { Checklist } from "./checklist-schema.ts";
import type { Given } from "./seat.ts";

/** What is stored of a case, and the words everything else is said in. */

type Brand<T, Name extends string> = T & { readonly __brand: Name };

export type TenantId = Brand<string, "TenantId">;
export type UnitId = Brand<string, "UnitId">;
export type PersonId = Brand<string, "PersonId">;
/** What people see and say: eight characters, `K7QF-3M2X`; random, since a running number betrays hidden cases. */
export type RecordId = Brand<string, "RecordId">;
/** A moment in UTC, ISO 8601 with milliseconds and `Z`. */
export type Instant = Brand<string, "Instant">;
/** A calendar day in Europe/Stockholm, `2026-11-22`. */
export type LocalDate = Brand<string, "LocalDate">;

/** The register decides which names exist; a name is data on the road. */
export type KindName = string;
export type Platform = "teams" | "slack";

/** Who does what nobody pressed: counts figures, begins what is planned. */
export const theHouse = "kvalitetsboten" as PersonId;

/** The field of an answer. What a later one took the place of stands under `name@version`. */
export const baseOf = (name: string): string => name.split("@")[0] ?? name;

/** One answer, or the many of a choice that takes many. */
export type Answer = string | readonly string[];
export type Answers = Readonly<Record<string, Answer>>;

/** What was said before the event that made a version: a later answer left it under its name and the version it had. */
export function answersBefore(answers: Answers, version: number): Answers {
  const replaced = Object.entries(answers)
    .map(([name, answer]) => ({ name: baseOf(name), at: Number(name.split("@")[1]), answer }))
    .filter(({ at }) => at >= version)
    .sort((a, b) => b.at - a.at);
  const now = Object.entries(answers).filter(([name]) => !name.includes("@"));
  return Object.fromEntries([...now, ...replaced.map(({ name, answer }) => [name, answer] as const)]);
}

/** An encrypted text: AES-256-GCM under the record's own data key. All parts base64. */
export interface Sealed {
  readonly iv: string;
  readonly ct: string;
  readonly tag: string;
}
export type SealedAnswers = Readonly<Record<string, Sealed>>;

/** Who must act now: a role at a unit. */
export interface Desk {
  readonly role: string;
  readonly unit: UnitId;
}

/** One thing that happened. Each event hashes the one before it, so an edit, a gap or a swap shows. */
export interface Event {
  readonly at: Instant;
  readonly by: PersonId;
  readonly act: string;
  readonly from: string;
  readonly to: string;
  /** Digest of what was said, keyed by the record's data key: verifiable, never guessable. */
  readonly body: string;
  /** The form it was said in: the same one sent again is known by it. */
  readonly form?: string;
  /** Ids in `law.ts` of what an assessment or decision rests on, in the wording of the day it was made. */
  readonly law?: readonly string[];
  readonly prev: string;
  readonly hash: string;
}

/** The address of a message on a platform. Only its own platform reads it. */
export type MessageRef = Readonly<Record<string, string>>;

/** A card that lies in somebody's chat and must follow the case. */
export interface CardRef {
  readonly errand: string;
  readonly person: PersonId;
  readonly platform: Platform;
  readonly ref: MessageRef;
}

/** What must now be done, saved in the same write as what caused it. Safe to run twice. */
export interface Errand {
  readonly id: string;
  readonly what: ErrandKind;
  readonly attempts: number;
  readonly notBefore: Instant;
  readonly done?: true;
}

/** What has grown out of a case and must be ended before it: an action, another case. */
export interface Link {
  readonly kind: KindName;
  readonly id: RecordId;
  /** `settled` is the end: what comes after is a new link. */
  readonly state: "open" | "done" | "settled";
  /** How it ended, in the words of its kind. */
  readonly outcome?: string;
}

/** One entry of a journal: written once, as an item of its own, before the record that points to it. */
export interface Part {
  readonly id: string;
  readonly act: string;
  readonly by: PersonId;
  readonly at: Instant;
  readonly answers: Answers;
  /** Digest of what was written, keyed by the record's data key. */
  readonly body: string;
}

/** Figures as they were counted, in an item of their own. */
export interface Snapshot {
  readonly part: string;
  readonly at: Instant;
  /** What was reported up to and with this day is in it. */
  readonly until: LocalDate;
  readonly digest: string;
  /** So many numbers may perhaps be worked out from what is published: somebody must look before it is. */
  readonly unproven?: number;
}

/** Somebody named to work with one case: to investigate it, or to stop the harm in place of the manager. */
export interface Member {
  readonly person: PersonId;
  readonly part: "investigator" | "helper";
}

/** A role whose holders must not know that the case exists; a substitute may be left out of that. */
export interface HiddenRole {
  readonly role: string;
  readonly savingDeputies?: true;
}

/** What runs out: the name of what must be done, and its last day. */
export interface Deadline {
  readonly name: string;
  readonly due: LocalDate;
}

/** A role at a unit, or one person. `there`: just there, also where the case lies at such a desk elsewhere. */
export type Addressee = { readonly desk: Desk; readonly there?: true } | { readonly person: PersonId };

export type ErrandKind =
  /** Give these people a card of the case. */
  | {
      readonly do: "tell";
      readonly to: Addressee;
      readonly card: CardName;
      /** Also to whoever has a card of the case already: it has become theirs to handle. */
      readonly anew?: true;
      /** Only while the case still stands in one of these states: a reminder of what has been done is noise. */
      readonly whileIn?: readonly string[];
      /** Not to whoever did what it tells of, if a card of theirs says so already. */
      readonly but?: PersonId;
    }
  /** Remember with somebody that the case is theirs to work with, whosever desk it lies at. */
  | { readonly do: "join"; readonly person: PersonId }
  /** Put a new record in the table, whole as it stands here. */
  | { readonly do: "make"; readonly entry: Entry }
  /** Tell the case it came from how it stands with this one. */
  | { readonly do: "follow"; readonly to: RecordId; readonly link: Link; readonly by: PersonId }
  /** What grew out of a case is hidden from whoever the case is. */
  | {
      readonly do: "guard";
      readonly to: RecordId;
      readonly hiding: Pick<Entry, "hiddenFrom" | "hides" | "barred">;
      /** How the case was before. */
      readonly was?: Pick<Entry, "hiddenFrom" | "hides" | "barred">;
    }
  /** Those who work where it applies have a morning to come: it is theirs to read. Those up to this one have. */
  | { readonly do: "spread"; readonly past?: PersonId }
  /** Begin what a plan has opened after a day; of what it is at, at the units that come past this one. */
  | { readonly do: "begin"; readonly after: LocalDate; readonly past?: UnitId }
  /** What has not been done by now is missed. */
  | { readonly do: "lapse" }
  /** Count the figures of a compilation. */
  | { readonly do: "compile" }
  /** Give somebody a role, or end it. */
  | ({ readonly do: "seat" } & Given)
  /** Call the unit's chain from this rung until somebody answers; `again`: all were called in vain. */
  | { readonly do: "climb"; readonly rung: number; readonly again?: true }
  /** Redraw every card of the case that lies in a chat. */
  | { readonly do: "refresh" };

/** The cards a case can send: the case to those who handle it, the receipt to whoever reported. */
export type CardName = "case" | "receipt";

/** Which law a record rests on: the wording valid on the event's date. */
export interface LawRef {
  readonly id: string;
  readonly title: string;
  readonly section: string;
}

/** What may be counted: codes, dates and states. No free text, no person. */
export type Facts = Readonly<Record<string, Answer>>;

export interface Lease {
  readonly by: string;
  readonly until: Instant;
}

export interface Entry {
  readonly tenant: TenantId;
  readonly kind: KindName;
  readonly id: RecordId;
  /** Of the draft it came from: the same id with another nonce is a collision. */
  readonly nonce: string;
  readonly state: string;
  /** History events so far: what cards and buttons carry. */
  readonly version: number;
  /** Writes so far: what the put is conditioned on. */
  readonly rev: number;
  readonly unit: UnitId;
  readonly desk: Desk;
  readonly by: PersonId;
  /** Who took it, once somebody has. */
  readonly taker?: PersonId;
  readonly urgent: boolean;
  readonly occurredOn?: LocalDate;
  readonly reportedAt: Instant;
  readonly law: readonly LawRef[];
  readonly answers: Answers;
  readonly sealed: SealedAnswers;
  readonly facts: Facts;
  readonly restricted: boolean;
  readonly hiddenFrom: readonly PersonId[];
  /** Roles it is hidden from, whoever holds them: those of the day, and later ones. */
  readonly hides: readonly HiddenRole[];
  /** Somebody ended the hiding: what the report said of who is involved hides it from nobody any more. */
  readonly unhidden?: true;
  readonly team: readonly Member[];
  /** Who may not handle it: a conflict of interest (förvaltningslagen 16 §). */
  readonly barred: readonly PersonId[];
  /** Roles that the case was brought to beside its desk, for good: patient safety, data protection, a decider. */
  readonly alerted: readonly string[];
  /** The desks below, when it was lifted. */
  readonly lifted: readonly Desk[];
  /** The state to go back to from a pause. */
  readonly before?: string;
  readonly links: readonly Link[];
  /** What it grew out of. */
  readonly origin?: RecordId;
  readonly parts: readonly Part[];
  /** The checklist it is answered by, as it was when it began. */
  readonly checklist?: Checklist;
  /** The figures of a compilation as they were counted, the newest last: never changed, only counted anew. */
  readonly snapshots?: readonly Snapshot[];
  readonly deadlines: readonly Deadline[];
  readonly history: readonly Event[];
  // Bookkeeping from here: raises rev only, and stands outside the event hash.
  readonly errands: readonly Errand[];
  readonly cards: readonly CardRef[];
  readonly lease?: Lease;
  readonly wakeAt?: Instant;
}

/** Every reason the house gives for not doing something. */
export type ProblemKey =
  | "required"
  | "requiredChoice"
  | "unknownOption"
  | "unknownUnit"
  | "unknownPerson"
  | "notThisPerson"
  | "notADay"
  | "past"
  | "holiday"
  | "notATime"
  | "tooVague"
  | "future"
  | "beforeTheEvent"
  | "tooLong"
  | "personalNumber"
  | "noSuchCase"
  | "notAllowed"
  | "acted"
  | "opened"
  | "alreadyComplete"
  | "noSuchDraft"
  | "alreadySent"
  | "sameUnit"
  | "barred"
  | "notYetEnded"
  | "movedOn"
  | "guardedCase"
  | "noEffect"
  | "noAction"
  | "incompleteBasis"
  | "notInvestigated"
  | "noticeMissing"
  | "lexSarah"
  | "notLexSarah"
  | "alreadyDecided"
  | "notDecided"
  | "alreadyYours"
  | "noOneAbove"
  | "noOneBelow"
  | "nothingHidden"
  | "isInvolved"
  | "sameCase"
  | "mayNotStart"
  | "notYours"
  | "notToOneself"
  | "ownDeputy"
  | "emptySeat"
  | "oneOfTwo"
  | "notAnAddress"
  | "notALink"
  | "notANumber"
  | "notDays"
  | "moreThanSample"
  | "moreMetThanReviewed"
  | "answeredMeanwhile"
  | "notComplete"
  | "shortcomingsLeft"
  | "tooLate"
  | "tooMany"
  | "noCode"
  | "wrongCode"
  | "tooManyTries"
  | "notJudged"
  | "notAnswered"
  | "outcomeMissing"
  | "notAnchored"
  | "providerSilent"
  | "notInformed"
  | "endsBeforeStart"
  | "notEarlier"
  | "noSummary"
  | "oldCard"
  | "notLogged"
  | "tryAgain";

/** Why something is not done: a key the catalogue turns into Swedish, and what fills its gaps. */
export interface Problem {
  readonly key: ProblemKey;
  readonly field?: string;
  readonly with?: Readonly<Record<string, string>>;
}
