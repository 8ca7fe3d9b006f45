import { halfYearOf, plusDays } from "#domain/calendar";
import { type Compiled, compile, type Earlier, firstDay } from "#domain/compilation";
import type { Placed, Where } from "#domain/figure";
import type { Municipality } from "#domain/municipality";
import type { Period } from "#domain/period";
import type { Facts, KindName, LocalDate, UnitId } from "#domain/record";
import type { Register } from "./house.ts";
import { below, isWhole } from "./overview.ts";
import { type Item, ownerOf, shelfOf } from "./storage/store.ts";

/** All that the compile function may do to the table: a page of a shelf, facts and heads only. */
export type ReadShelf = (pk: string, from?: string) => Promise<{ items: Item[]; next?: string }>;

/** What is to be compiled: plain data, as it travels to the function. */
export interface CompileAsk {
  readonly municipality: Municipality;
  /** The part it is for: a unit and all below it. */
  readonly unit: UnitId;
  readonly period: Period;
  readonly until: LocalDate;
  /** Without what is guarded: see `Counting`. */
  readonly unguarded?: boolean;
  /** Which figures, by kind and name; of some, nothing is published. */
  readonly figures: readonly { readonly kind: KindName; readonly name: string; readonly open?: true }[];
  /** Facts that must be so, by kind. */
  readonly where: Readonly<Record<KindName, Where>>;
  readonly earlier: readonly Earlier[];
}

/**
 * Counts the figures over every shelf they may lie on, a page at a time. It may read facts and nothing else, and
 * it writes nothing: the caller saves what it gives.
 */
export async function compileOver(
  readShelf: ReadShelf,
  register: Register,
  ask: CompileAsk,
): Promise<Compiled> {
  const { municipality, unit, period, until, unguarded = false, where, earlier } = ask;
  const all = below(municipality, unit);
  const units = municipality.units
    .filter(({ id, reports }) => reports && all.includes(id))
    .map(({ id }) => id);
  const figures = ask.figures.flatMap(({ kind, name, open }): (Placed & { open?: true })[] => {
    const figure = register[kind]?.kind.figures?.[name];
    if (!figure) return [];
    const narrowed = { ...figure, where: { ...figure.where, ...where[kind] } };
    return [{ kind, name, figure: narrowed, ...(open && { open }) }];
  });
  const names = [...new Set(figures.map(({ kind }) => kind))];
  const kinds = Object.fromEntries(
    names.flatMap((name) => {
      const kind = register[name]?.kind;
      return kind ? [[name, kind]] : [];
    }),
  );
  const volume = (id: string, per: string) => {
    const found = municipality.volumes.find((each) => each.unit === id);
    return per === "employees" || per === "interventions" ? found?.[per] : undefined;
  };
  const whole = isWhole(municipality, unit);
  const count = compile({ period, until, unguarded, units, whole, all, figures, kinds, volume, earlier });
  const shelves = names.flatMap((name) =>
    register[name]?.kind.shelf === "standing"
      ? [shelfOf.standing(municipality.tenant, name)]
      : halvesBetween(firstDay(period), until).map((half) => shelfOf.halfYear(municipality.tenant, half)),
  );
  for (const shelf of new Set(shelves)) {
    let from: string | undefined;
    do {
      const page = await readShelf(shelf, from);
      for (const item of page.items) {
        const facts = item.facts as Facts | undefined;
        const id = ownerOf({ PK: item.PK, SK: "RECORD" })?.record;
        if (facts && id) count.add({ ...facts, id });
      }
      from = page.next;
    } while (from !== undefined);
  }
  return count.done();
}

/** The half-years from one day's to another's. */
function halvesBetween(from: LocalDate, to: LocalDate): string[] {
  const halves: string[] = [];
  for (let day = from; halfYearOf(day) <= halfYearOf(to); day = plusDays(day, 90))
    halves.push(halfYearOf(day));
  return [...new Set([...halves, halfYearOf(to)])];
}
