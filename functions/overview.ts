import type { Figure, Line } from "#cards/list-card";
import { say } from "#cards/text/sv";
import { halfYearOf, localDate } from "#domain/calendar";
import { type Municipality, unitPath } from "#domain/municipality";
import { lineOfCommand, rolesOn, superiors } from "#domain/person";
import type { Facts, LocalDate, UnitId } from "#domain/record";
import type { House } from "./house.ts";
import { linesOf, queried, type Reader } from "./lines.ts";
import { type Item, shelfOf } from "./storage/store.ts";

/** A unit and all below it. */
export function below(municipality: Municipality, unit: UnitId): UnitId[] {
  return municipality.units.flatMap(({ id }) =>
    unitPath(municipality, id).some((above) => above.id === unit) ? [id] : [],
  );
}

/** Whether a unit and all below it are the whole municipality. */
export const isWhole = (municipality: Municipality, unit: UnitId): boolean =>
  below(municipality, unit).length === municipality.units.length;

/** The roles that answer for units, and so see their figures. */
const leading = [...lineOfCommand, "sas"];

/** The units that a person answers for. */
export function ledBy({ municipality, person, house }: Reader): readonly UnitId[] {
  const roles = rolesOn(person, localDate(house.now())).filter(({ role }) => leading.includes(role));
  return [...new Set(roles.flatMap(({ unit }) => below(municipality, unit)))];
}

/** What is open at some units, and their figures. What is guarded counts only for whoever may see it. */
export async function overview(
  reader: Reader,
  units: readonly UnitId[],
): Promise<{ counted: readonly Counted[]; figures: Figure[] }> {
  const { house } = reader;
  const today = localDate(house.now());
  const { half, cases, actions } = await reported(reader, units);
  const open = cases.filter(({ facts }) => isOpen(house, facts));
  const late = (facts: Facts) => typeof facts.due === "string" && facts.due < today;
  const thisHalf = cases.filter(({ facts }) => halfYearOf(facts.reportedOn as LocalDate) === half);
  const { figures: words } = say.lists;
  return {
    counted: open,
    figures: [
      { label: words.open, value: open.length },
      { label: words.late, value: open.filter(({ facts }) => late(facts)).length },
      { label: words.reported, value: thisHalf.length },
      ...natureFigures(house, thisHalf),
      { label: words.actions, value: actions.length },
      { label: words.lateActions, value: actions.filter(({ facts }) => late(facts)).length },
    ],
  };
}

/** What is late at the units that a person leads others at, where the day it was due makes it theirs to know. */
export async function lateBelow(reader: Reader, isTheirs: (due: LocalDate) => boolean): Promise<Line[]> {
  const { house, person } = reader;
  const leads = rolesOn(person, localDate(house.now())).some(({ role }) => superior.includes(role));
  if (!leads) return [];
  const { cases, actions } = await reported(reader, ledBy(reader));
  const late = [...cases, ...actions].filter(
    ({ facts }) => isOpen(house, facts) && facts.due && isTheirs(facts.due as LocalDate),
  );
  return linesOf(
    reader,
    late.map(({ item }) => item),
    notOnly,
  );
}

/** More than the reporter: what becomes of a report that one must not know of is in no figure of one's own. */
const notOnly = (is: readonly string[]) => is.some((relation) => relation !== "reporter");

/** Those who hear when what others should have done is late. */
const superior = [...superiors, "sas"];

/** So far back cases are looked for that may still be open. */
const halves = 4;

/** A half-year and those before it, the newest first: `2026H1`, `2025H2`, … */
export function halvesTo(half: string): string[] {
  const last = Number(half.slice(0, 4)) * 2 + Number(half.slice(5)) - 1;
  return Array.from({ length: halves }, (_, back) => {
    const at = last - back;
    return `${Math.floor(at / 2)}H${(at % 2) + 1}`;
  });
}

/** The cases of the last two years at some units, and the open actions. */
async function reported(
  reader: Reader,
  units: readonly UnitId[],
): Promise<{ half: string; cases: Counted[]; actions: Counted[] }> {
  const { house, person } = reader;
  const half = halfYearOf(localDate(house.now()));
  const shelves = halvesTo(half).map((each) => shelfOf.halfYear(person.tenant, each));
  const cases = await countable(reader, await queried(house, "shelf", shelves), units);
  return { half, cases, actions: await openActions(reader, units) };
}

/** A record on the shelf, with what may be counted of it. */
export interface Counted {
  readonly item: Item;
  readonly facts: Facts;
}

/** How many of each type, in the words of their kinds. */
function natureFigures(house: House, counted: readonly Counted[]): Figure[] {
  const types = new Map<string, number>();
  for (const { facts } of counted) {
    const type = house.register[String(facts.kind)]?.words.natures[String(facts.nature)]?.type;
    if (type) types.set(type, (types.get(type) ?? 0) + 1);
  }
  return [...types].map(([label, value]) => ({ label, value }));
}

const isOpen = ({ register }: House, facts: Facts) =>
  !register[String(facts.kind)]?.kind.ended.includes(String(facts.state));

/** The open actions of some units. */
export async function openActions(reader: Reader, units: readonly UnitId[]): Promise<Counted[]> {
  const { house, person } = reader;
  const standing = Object.values(house.register).filter(({ kind }) => kind.undertaken);
  const shelves = standing.map(({ kind }) => shelfOf.standing(person.tenant, kind.name));
  const all = await countable(reader, await queried(house, "shelf", shelves), units);
  return all.filter(({ facts }) => isOpen(house, facts));
}

/** The items of some units that the reader may count: what is guarded is looked up on the record itself. */
export async function countable(
  reader: Reader,
  items: readonly Item[],
  units: readonly UnitId[],
): Promise<Counted[]> {
  const here = items.flatMap((item): Counted[] => {
    const facts = item.facts as Facts | undefined;
    return facts && units.includes(facts.unit as UnitId) ? [{ item, facts }] : [];
  });
  const seen = await Promise.all(
    here.map(async (counted) => {
      if (counted.facts.guarded !== "yes") return true;
      return (await linesOf(reader, [counted.item], notOnly)).length > 0;
    }),
  );
  return here.filter((_, at) => seen[at]);
}
