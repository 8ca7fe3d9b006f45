import { createHash } from "node:crypto";
import { localDate, plusDays } from "#domain/calendar";
import { lastFrom } from "#domain/checklist-form";
import { receive } from "#domain/decide";
import { type Due, dueOf, lastMorning } from "#domain/due";
import type { Kind, Repeats } from "#domain/kind";
import { lapse } from "#domain/lapse";
import type { Municipality } from "#domain/municipality";
import { type Occurrence, stateOn } from "#domain/occurrences";
import {
  type Answers,
  type Entry,
  type Instant,
  type LocalDate,
  type RecordId,
  theHouse,
  type UnitId,
} from "#domain/record";
import { nextOpening } from "#domain/settle";
import { sceneOf } from "./caller.ts";
import { checklistsOf } from "./checklists.ts";
import { type House, recordIdOf } from "./house.ts";
import { below } from "./overview.ts";
import { readEntry, saveEntry } from "./storage/records.ts";

/** What a plan begins: a run at each of its units, once for each time that it comes, also when nobody swept for a while. */

/** So many units at a time: an errand must end before its lease does. */
const atOnce = 50;

/** How far a plan has come: all that opened up to this day has been begun, and of the next the units up to this one. */
export interface Cursor {
  readonly after: LocalDate;
  readonly past?: UnitId;
}

/** Begins some of what has opened, and says how far that came; `next`: when there is more to begin. */
export async function beginSome(
  house: House,
  municipality: Municipality,
  plan: Entry,
  { repeats }: Pick<Kind, "repeats">,
  { after, past }: Cursor,
): Promise<Cursor & { next?: Instant }> {
  if (!repeats?.while.includes(plan.state)) return { after };
  const [first] = dueOf(repeats, plan, after, lastMorning(house.now()));
  if (!first) return { after, ...following(repeats, plan, after) };
  const before = dueOf(repeats, plan, plusDays(first.opens, -800), plusDays(first.opens, -1)).at(-1);
  // By their ids: a unit that comes or goes meanwhile shifts no other.
  const left = plannedUnits(municipality, plan, repeats).filter((unit) => past === undefined || unit > past);
  const units = left.slice(0, atOnce);
  for (const unit of units) await beginRun(house, municipality, plan, repeats, { unit, now: first, before });
  const last = units.at(-1);
  if (last && left.length > atOnce) return { after, past: last, next: house.now() };
  return { after: first.opens, ...following(repeats, plan, first.opens) };
}

function following(repeats: Repeats, plan: Entry, after: LocalDate): { next?: Instant } {
  const next = nextOpening(repeats, plan, after);
  return next ? { next } : {};
}

/** Where a plan begins runs: at its unit, or at that and all below it of which anything can be reported; in order. */
export function plannedUnits(
  municipality: Municipality,
  plan: Pick<Entry, "unit" | "answers">,
  { isBelow }: Repeats,
): readonly UnitId[] {
  if (!isBelow(plan.answers)) return [plan.unit];
  const units = below(municipality, plan.unit);
  return municipality.units.flatMap(({ id, reports }) => (reports && units.includes(id) ? [id] : [])).sort();
}

/** The same for the same time at the same unit, whoever begins it. */
const nameOf = (plan: Entry, { key }: Occurrence, unit: UnitId) =>
  [plan.tenant, plan.id, key, unit].join("|");
const idOf = (what: string, n: number): RecordId =>
  recordIdOf(createHash("sha256").update(`${what}|${n}`).digest());

/** A run that is to begin, and when the one before it did. */
interface Turn {
  readonly unit: UnitId;
  readonly now: Due;
  readonly before: Occurrence | undefined;
}

async function beginRun(
  house: House,
  municipality: Municipality,
  plan: Entry,
  repeats: Repeats,
  { unit, now, before }: Turn,
): Promise<void> {
  const kind = house.register[repeats.kind]?.kind;
  const checklist = checklistsOf(municipality).find(({ id }) => id === now.answers[repeats.checklist]);
  if (!kind || !checklist) throw new Error(`plan ${plan.id}: no kind ${repeats.kind}, or no such checklist`);
  const what = nameOf(plan, now, unit);
  const scene = await sceneOf(house, municipality, kind);
  const today = localDate(scene.now);
  const { key, opens, closes } = now;
  const answers: Answers = {
    ...repeats.answers(now.answers),
    ...(before && lastFrom(await runNamed(house, plan, nameOf(plan, before, unit)))),
    ...{ unit, control: plan.id, occurrence: key, opens, closes },
    ...{ checklist: `${checklist.id}@${checklist.version}`, title: checklist.title, type: checklist.type },
    ...(today > opens && { begunOn: today }),
  };
  for (let n = 0; ; n++) {
    const id = idOf(what, n);
    const begun = receive(
      scene,
      { id, nonce: what, by: theHouse, checklist },
      { answers, sealed: {}, body: "" },
    );
    // Nobody is asked for what can no longer be answered: it was missed, and says so.
    const entry = stateOn(now, today) === "closed" ? lapse(scene, begun, true) : begun;
    if ((await saveEntry(house.store, kind, entry)) === "ok") return house.saved(plan.tenant, id);
    // Begun already; or, once in a blue moon, another record has the number.
    if ((await readEntry(house.store, plan.tenant, id))?.nonce === what) return;
  }
}

/** The run with this name, if it was ever begun. */
async function runNamed(house: House, { tenant }: Entry, what: string): Promise<Entry | undefined> {
  for (let n = 0; ; n++) {
    const entry = await readEntry(house.store, tenant, idOf(what, n));
    if (!entry || entry.nonce === what) return entry;
  }
}
