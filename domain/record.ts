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

/** One answer, or the many of a choice that takes many. */
export type Answer = string | readonly string[];
export type Answers = Readonly<Record<string, Answer>>;

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

/** A role at a unit, or one person. */
export type Addressee = { readonly desk: Desk } | { readonly person: PersonId };

export type ErrandKind =
  /** Give these people a card of the case. */
  | {
      readonly do: "tell";
      readonly to: Addressee;
      readonly card: CardName;
      /** Also to whoever has a card of the case already: it has become theirs to handle. */
      readonly anew?: true;
    }
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
  | "oldCard"
  | "notLogged"
  | "tryAgain";

/** Why something is not done: a key the catalogue turns into Swedish, and what fills its gaps. */
export interface Problem {
  readonly key: ProblemKey;
  readonly field?: string;
  readonly with?: Readonly<Record<string, string>>;
}
