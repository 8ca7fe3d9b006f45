import type { Shown } from "#cards/figure-parts";
import { figuresUnder } from "#cards/joint-figure";
import type { CaseView } from "#cards/record-card";
import { figuresIn } from "#domain/kind";
import type { Municipality } from "#domain/municipality";
import type { Entry } from "#domain/record";
import type { House } from "./house.ts";
import { gridsOf } from "./snapshots.ts";

/**
 * The figures of the document that a compilation is for, in its order, or those `wanted` of them by key: what may not
 * be published is hidden unless nothing of the document is.
 */
export async function figuresOf(
  house: House,
  municipality: Municipality,
  { entry, kind }: Pick<CaseView, "entry" | "kind">,
  wanted?: readonly string[],
): Promise<Shown[]> {
  const [document] = kind.documents?.(entry.answers) ?? [];
  if (!document) return [];
  const counted = await shownOf(house, municipality, entry, figuresIn(document), document.open === true);
  const byKey = Object.fromEntries(counted.map((shown) => [shown.key, shown]));
  const all = new Map(
    document.sections
      .flatMap((section) => figuresUnder(section, byKey))
      .map((shown) => [shown.key, shown] as const),
  );
  return [...(wanted ?? all.keys())].flatMap((key) => all.get(key) ?? []);
}

/** Some figures, by their keys; `open`: also the numbers that may not be published. */
export async function shownOf(
  house: House,
  municipality: Municipality,
  entry: Entry,
  keys: readonly string[],
  open: boolean,
): Promise<Shown[]> {
  const grids = (await gridsOf(house, entry)) ?? {};
  const units = municipality.units.map(({ id, name }) => ({ value: id, label: name }));
  return [...new Set(keys)].flatMap((key): Shown[] => {
    const [kind = "", name = ""] = key.split("/");
    const found = house.register[kind];
    const figure = found?.kind.figures?.[name];
    const grid = grids[key];
    return found && figure && grid ? [{ key, figure, grid, words: found.words, units, open }] : [];
  });
}
