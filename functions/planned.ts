import { dueOf } from "#domain/due";
import { type Municipality, unitPath } from "#domain/municipality";
import type { Occurrence } from "#domain/occurrences";
import type { Facts, LocalDate, UnitId } from "#domain/record";
import { plannedUnits } from "./begin.ts";
import { offered } from "./caller.ts";
import { checklistsOf } from "./checklists.ts";
import type { Register } from "./house.ts";
import { queried, type Reader } from "./lines.ts";
import { countable } from "./overview.ts";
import { shelfOf } from "./storage/store.ts";

/** A plan that stands: what it begins is called, where, and when. */
export interface StandingPlan {
  readonly title: string;
  /** Its own unit, and the units at which it begins something. */
  readonly unit: UnitId;
  readonly units: readonly UnitId[];
  /** Whether it is for its unit and all below. */
  readonly isBelow: boolean;
  /** What opens after one day and up to another. */
  between(after: LocalDate, upTo: LocalDate): readonly Occurrence[];
}

/** The kinds by which the municipality plans what comes again and again. */
export function planning({ house, municipality }: Reader): Register[string][] {
  return Object.values(offered(house, municipality)).filter(({ kind }) => kind.repeats);
}

/** The kinds of what such plans begin. */
export function begun(reader: Reader): Register[string][] {
  return planning(reader).flatMap(({ kind }) => reader.house.register[kind.repeats?.kind ?? ""] ?? []);
}

/** The plans that stand and begin something at any of some units, whether or not they lie there themselves. */
export async function plansAt(reader: Reader, units: readonly UnitId[]): Promise<readonly StandingPlan[]> {
  const { house, municipality, person } = reader;
  const around = withAbove(municipality, units);
  const found = planning(reader).map(async ({ kind }) => {
    const items = await queried(house, "shelf", [shelfOf.standing(person.tenant, kind.name)]);
    const plans = await countable(reader, items, around);
    return plans.flatMap(({ facts }) => planOf(reader, kind.repeats, facts, municipality) ?? []);
  });
  const plans = (await Promise.all(found)).flat();
  const here = new Set(units);
  return plans.filter((plan) => plan.units.some((unit) => here.has(unit)));
}

/** Some units and all above them: what lies there may be theirs too. */
export function withAbove(municipality: Municipality, units: readonly UnitId[]): readonly UnitId[] {
  return [...new Set(units.flatMap((unit) => unitPath(municipality, unit).map(({ id }) => id)))];
}

function planOf(
  { house }: Reader,
  repeats: Register[string]["kind"]["repeats"],
  facts: Facts,
  municipality: Municipality,
): StandingPlan | undefined {
  if (!repeats?.while.includes(String(facts.state))) return undefined;
  const list = facts[repeats.checklist];
  const title = checklistsOf(municipality).find(({ id }) => id === list)?.title ?? String(list);
  const unit = facts.unit as UnitId;
  return {
    title: house.register[repeats.kind]?.words.called?.({ ...repeats.answers(facts), title }) ?? title,
    unit,
    units: plannedUnits(municipality, { unit, answers: facts }, repeats),
    isBelow: repeats.isBelow(facts),
    between: (after, upTo) => dueOf(repeats, { answers: facts, history: [] }, after, upTo),
  };
}
