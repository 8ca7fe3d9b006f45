import { createHash } from "node:crypto";
import { at } from "#domain/calendar";
import { receive } from "#domain/decide";
import { lastMorning, morning } from "#domain/due";
import type { Kind } from "#domain/kind";
import type { Municipality } from "#domain/municipality";
import type { Plan } from "#domain/municipality-schema";
import { periodBefore } from "#domain/period";
import {
  type Answers,
  type LocalDate,
  type RecordId,
  type TenantId,
  theHouse,
  type UnitId,
} from "#domain/record";
import { sceneOf } from "./caller.ts";
import { type House, municipalityOf, recordIdOf } from "./house.ts";
import { readEntry, saveEntry } from "./storage/records.ts";
import { keyOf, wakeShard } from "./storage/store.ts";

/** Compilations begin on their days, once for each period, also when nobody swept for a while. */

/**
 * Sees to it that the sweep wakes on the next day on which something is to be compiled. What was due before the
 * municipality was loaded for the first time is not begun.
 */
export async function planAhead(house: House, municipality: Municipality): Promise<void> {
  const key = keyOf.plan(municipality.tenant);
  const item = await house.store.get(key);
  const since = (item?.since ?? lastMorning(house.now())) as LocalDate;
  // A sweep that began something meanwhile has put another.
  if ((await putPlan(house, municipality, since, item?.rev as number | undefined)) === "conflict")
    await planAhead(house, municipality);
}

async function putPlan(house: House, municipality: Municipality, since: LocalDate, rev = 0) {
  const next = nextDay(municipality, since);
  return house.store.put(
    {
      ...keyOf.plan(municipality.tenant),
      rev: rev + 1,
      since,
      ...(next && { wakePK: wakeShard, wakeSK: at(next, morning) }),
    },
    rev === 0 ? "absent" : { rev },
  );
}

/** Begins every compilation whose day has come since the last time, and looks ahead to the next. */
export async function beginPlanned(house: House, tenant: TenantId): Promise<void> {
  const municipality = await municipalityOf(house, tenant);
  const item = await house.store.get(keyOf.plan(tenant));
  const kind = Object.values(house.register).find((each) => each.kind.compiles)?.kind;
  if (!municipality || !item || !kind) return;
  const last = lastMorning(house.now());
  const since = item.since as LocalDate;
  if (municipality.kinds.includes(kind.name))
    for (const plan of municipality.compilations)
      for (const day of daysOf(plan, since, last))
        for (const unit of plan.units ?? tops(municipality))
          await beginOne(house, municipality, kind, plan, day, unit);
  await putPlan(house, municipality, last > since ? last : since, Number(item.rev));
}

/** The whole municipality: the units that have none above. */
export const tops = ({ units }: Municipality): UnitId[] =>
  units.flatMap(({ id, parent }) => (parent ? [] : [id]));

/** The days of a plan after one day, up to and with another. */
export function daysOf({ on }: Pick<Plan, "on">, after: LocalDate, upTo: LocalDate): LocalDate[] {
  const years: number[] = [];
  for (let year = Number(after.slice(0, 4)); year <= Number(upTo.slice(0, 4)); year++) years.push(year);
  const all = years.flatMap((year) => on.map((day) => `${year}-${day}` as LocalDate));
  return all.filter((day) => after < day && day <= upTo).sort();
}

function nextDay({ compilations }: Municipality, after: LocalDate): LocalDate | undefined {
  const upTo = `${Number(after.slice(0, 4)) + 1}-12-31` as LocalDate;
  return compilations.flatMap((plan) => daysOf(plan, after, upTo)).sort()[0];
}

/**
 * Begins one compilation. Its id follows from what it is of, so that a second sweep at the same time, or after a
 * fault, begins nothing twice.
 */
async function beginOne(
  house: House,
  municipality: Municipality,
  kind: Kind,
  { document, period: rule, writes, approves, receives }: Plan,
  day: LocalDate,
  unit: UnitId,
): Promise<void> {
  const { from, to } = periodBefore(rule, day);
  const what = [municipality.tenant, document, unit, from, to].join("|");
  const answers = { document, unit, preview: "no", from, to, writes, approves, receives };
  await beginAs(house, municipality, kind, what, answers);
}

/**
 * Begins a record in the name of the house, whose id follows from `what` it is: begun already is begun, by whomever
 * and however often.
 */
export async function beginAs(
  house: House,
  municipality: Municipality,
  kind: Kind,
  what: string,
  answers: Answers,
): Promise<void> {
  const { tenant } = municipality;
  const scene = await sceneOf(house, municipality, kind);
  for (let n = 0; ; n++) {
    const hash = createHash("sha256").update(`${what}|${n}`).digest();
    const id: RecordId = recordIdOf(hash);
    const entry = receive(scene, { id, nonce: what, by: theHouse }, { answers, sealed: {}, body: "" });
    if ((await saveEntry(house.store, kind, entry)) === "ok") return house.saved(tenant, id);
    // Begun already; or, once in a blue moon, another record has the number.
    if ((await readEntry(house.store, tenant, id))?.nonce === what) return;
  }
}
