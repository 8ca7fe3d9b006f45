import type { Axis, Figure, Span, Where } from "#domain/figure";
import type { Period } from "#domain/period";
import { dayIn, type Raw, type Stretch, standing } from "./histories.ts";

/**
 * The figures counted once more, from the words of what they mean: every number by going through all records
 * again. Written apart from the engine, slow, and with nothing hidden.
 */
export interface Recounting {
  readonly raws: readonly Raw[];
  readonly stretch: Stretch;
  /** The last day whose reports are counted. */
  readonly until: string;
  /** The units that may be reported on. */
  readonly units: readonly string[];
  /** All units of the part; every unit there ever was when left out. */
  readonly part?: readonly string[] | undefined;
  readonly volumes: readonly {
    readonly unit: string;
    readonly employees?: number | undefined;
    readonly interventions?: number | undefined;
  }[];
  readonly earlier: readonly { readonly name: string; readonly period: Period; readonly until: string }[];
}

const over = [
  ...["closed", "mistaken", "merged", "followed", "noEffect", "cancelled"],
  ...["adopted", "common", "declined", "withdrawn"],
];
export const mistakes = ["cancelled", "merged", "mistaken", "withdrawn"];

const unitOf = ({ units }: Raw) => units.at(-1) ?? "";
/** The day of the event; where nobody knows it, of the report. */
export const dayOf = ({ happened, reported }: Raw) => dayIn(happened ?? reported);
export const isIn =
  ({ from, to }: Period) =>
  (raw: Raw) =>
    dayOf(raw) >= from && dayOf(raw) <= to;

/** Everything that a record is under a heading; `unset` when it is nothing there. */
function is(raw: Raw, by: string, until: string): readonly string[] {
  if (by === "unit") return [unitOf(raw)];
  if (by === "month") return [dayOf(raw).slice(0, 7)];
  if (by === "state") return [raw.state];
  if (by === "open") return [over.includes(raw.state) ? "no" : "yes"];
  if (by === "late") return [raw.answers.due && String(raw.answers.due) <= until ? "yes" : "no"];
  if (by === "reportedOn") return [dayIn(raw.reported)];
  if (by === "occurredOn") return [raw.happened ? dayIn(raw.happened) : "unset"];
  const answer = raw.answers[by];
  if (answer === undefined || answer.length === 0) return ["unset"];
  return typeof answer === "string" ? [answer] : answer;
}

/** So many months, up to and with the last. */
export function monthsUpTo(last: string, count: number): string[] {
  const [year = 0, month = 0] = last.split("-").map(Number);
  const numbers = Array.from({ length: count }, (_, n) => year * 12 + month - count + n);
  return numbers.map((n) => `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}`);
}

const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** So far up that the part of the numbers lies below, on straight lines between them. */
export function partBelow(numbers: readonly number[], part: number): number {
  const line = [...numbers].sort((a, b) => a - b);
  const steps = line.length - 1;
  for (let n = 0; n < steps; n++) {
    if (part * steps > n + 1) continue;
    const [low = 0, high = 0] = line.slice(n, n + 2);
    return low + (high - low) * (part * steps - n);
  }
  return line[0] ?? Number.NaN;
}

/** What one figure looks at. */
export function look(kind: string, { where }: Figure, asked: Recounting) {
  const { raws, until, part, stretch } = asked;
  const fits = (conditions: Where | undefined) => (raw: Raw) =>
    Object.entries(conditions ?? {}).every(([by, value]) => is(raw, by, until).includes(value));
  const told = raws
    .filter((raw) => raw.kind === kind && dayIn(raw.reported) <= until)
    .filter((raw) => part === undefined || part.includes(unitOf(raw)));
  const right = told.filter((raw) => !mistakes.includes(raw.state));
  const months = monthsUpTo(stretch.now.to.slice(0, 7), 24).filter(
    (month) => month >= stretch.now.from.slice(0, 7),
  );
  return {
    ...asked,
    fits,
    /** All that was reported, also what is not counted; what is counted; what the figure is about; now. */
    told: told.filter(fits(where)),
    right,
    fit: right.filter(fits(where)),
    now: right.filter(fits(where)).filter(isIn(stretch.now)),
    /** Of cases as far back as is looked; of what stands on a shelf of its own, all. */
    isOpen: (raw: Raw) =>
      !over.includes(raw.state) && (standing.includes(kind) || dayIn(raw.reported) >= stretch.since),
    are: (raw: Raw, by: string) => is(raw, by, until),
    has: (by: string, value: string) => (raw: Raw) => is(raw, by, until).includes(value),
    /** The headings of an axis: those that stand there, then others that came, by their letters. */
    headings({ by, values }: Axis, came: readonly Raw[]): string[] {
      const standing = by === "unit" ? asked.units : by === "month" ? months : (values ?? []);
      const all = new Set(came.flatMap((raw) => is(raw, by, until)));
      return [...standing, ...[...all].filter((one) => !standing.includes(one)).sort()];
    },
    /** Calendar days from one date to a later; nothing when one of them is missing. */
    between(raw: Raw, { from, to }: Pick<Span, "from" | "to">): number | undefined {
      const [first = "", last = ""] = [from, to].map((by) => is(raw, by, until)[0]);
      return first === "unset" || last === "unset" || last < first ? undefined : daysBetween(first, last);
    },
  };
}
export type Look = ReturnType<typeof look>;
