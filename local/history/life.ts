import { localDate, plusDays, workingDayFrom } from "#domain/calendar";
import type { Answers, Instant, PersonId, RecordId } from "#domain/record";
import { after, between, type Chance, during, happens, pick, weighted } from "./chance.ts";
import { type Category, found, sorted } from "./mix.ts";
import * as words from "./words.ts";

/** What becomes of an invented case: who does what is for the domain to say, when and what is said is said here. */

/** An act on a record, at its moment. */
export interface Deed {
  readonly at: Instant;
  readonly on: RecordId;
  readonly act: string;
  readonly answers: Answers;
  readonly texts: Readonly<Record<string, string>>;
  /** The number of what it begins. */
  readonly begins?: RecordId;
  /** Whose it is to do; else the domain says who may. */
  readonly by?: PersonId;
}

/** A case as far as what becomes of it needs to know it. */
export interface Case {
  readonly id: RecordId;
  readonly at: Instant;
  readonly category?: Category;
  readonly law: string;
  /** Whoever may be given something to do there. */
  readonly owners: readonly PersonId[];
  /** The number of what an act begins. */
  readonly begun: (at: Instant) => RecordId;
  /** Whether to notify the authority is for others to decide than the SAS. */
  readonly proposes: boolean;
  /** Something is waited for, and is late. */
  readonly stalls: boolean;
}

export const deed = (
  on: RecordId,
  at: Instant,
  act: string,
  answers: Answers = {},
  texts: Deed["texts"] = {},
): Deed => ({ at, on, act, answers, texts });

/** A deviation or a risk, from its assessment to its end. */
export function handled(chance: Chance, one: Case, kept = false): Deed[] {
  const { id } = one;
  const asked = happens(chance, 6) ? question(chance, one) : [];
  const when = after(chance, asked.at(-1)?.at ?? one.at, 1, asked.length > 0 ? 4 : 9);
  if (one.stalls && happens(chance, 40)) return asked;
  const fate = weighted(chance, { mistaken: kept ? 0 : 4, left: 38, mended: 42, investigated: 16 });
  if (fate === "mistaken")
    return [...asked, deed(id, when, "mistaken", {}, { mistakenReason: pick(chance, words.mistakes) })];
  const next = { mended: "action", investigated: "investigation", left: "nothing" }[fate];
  const texts = {
    trackReason: pick(chance, words.reasons),
    ...(happens(chance, 30) && { routine: pick(chance, words.routines) }),
  };
  const finding = found(chance, one.category, one.law);
  const answers = { ...finding, track: "ordinary", next };
  const begun = [...asked, deed(id, when, "assess", answers, texts)];
  if (fate === "left") return [...begun, closed(chance, one, after(chance, when, 8, 30))];
  if (fate === "mended") return [...begun, ...mended(chance, one, after(chance, when, 1, 4))];
  const concluded = after(chance, when, 7, 18);
  const leads = happens(chance, 60);
  const conclusion = deed(
    id,
    concluded,
    "conclude",
    { next: leads ? "action" : "nothing", cause: finding.cause ?? [] },
    { conclusion: pick(chance, words.conclusions) },
  );
  const rest = leads
    ? mended(chance, one, after(chance, concluded, 1, 3))
    : [closed(chance, one, after(chance, concluded, 1, 8))];
  return [...begun, conclusion, ...rest];
}

function question(chance: Chance, { id, at }: Case): Deed[] {
  const asked = after(chance, at, 1, 2);
  const said = after(chance, asked, 1, 3);
  return [
    deed(id, asked, "ask", {}, { question: words.question }),
    deed(id, said, "reply", {}, { reply: words.reply }),
  ];
}

export const closed = (chance: Chance, { id }: Case, at: Instant): Deed =>
  deed(id, at, "close", {}, { feedback: pick(chance, words.feedbacks) });

/** What is done about it, until it helps; then the case is closed. */
export function mended(chance: Chance, one: Case, at: Instant): Deed[] {
  const outcome = weighted(chance, { yes: 58, partly: 25, no: 13, cancelled: 4 });
  const first = measure(chance, one, at, outcome);
  if (one.stalls) return first.slice(0, happens(chance, 60) ? 1 : 2);
  const ended = first.at(-1)?.at ?? at;
  const again =
    outcome === "no" || outcome === "cancelled"
      ? measure(chance, one, after(chance, ended, 1, 3), happens(chance, 80) ? "yes" : "partly")
      : [];
  return [...first, ...again, closed(chance, one, after(chance, again.at(-1)?.at ?? ended, 1, 4))];
}

/** One action: decided, done, followed up. */
function measure(
  chance: Chance,
  { id, owners, begun }: Case,
  at: Instant,
  outcome: keyof typeof words.effects | "cancelled",
): Deed[] {
  const span = between(chance, 5, 20);
  const due = workingDayFrom(plusDays(localDate(at), span));
  const followOn = workingDayFrom(plusDays(due, between(chance, 7, 18)));
  const sort = sorted(chance);
  const action = begun(at);
  const answers = { owner: pick(chance, owners), due, followOn, ...sort };
  const texts = { plan: words.plans[sort.actionType] };
  const added = { ...deed(id, at, "addAction", answers, texts), begins: action };
  if (outcome === "cancelled") {
    const changed = { changeReason: words.cancelled };
    return [added, deed(action, after(chance, at, 2, 8), "cancel", {}, changed)];
  }
  const done = happens(chance, 12) ? after(chance, at, span + 10, span + 30) : after(chance, at, 1, span);
  const planned = during(chance, followOn);
  const seen = after(chance, done < planned ? planned : done, 1, 5);
  return [
    added,
    deed(action, done, "finish", {}, happens(chance, 60) ? { doneNote: pick(chance, words.dones) } : {}),
    deed(action, seen, "followUp", { effect: outcome }, { effectHow: words.effects[outcome] }),
  ];
}
