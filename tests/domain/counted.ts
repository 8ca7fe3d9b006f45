import type { Grid } from "#domain/figure";
import type { Instant } from "#domain/record";
import { cellsOf } from "./grids.ts";
import { type Raw, type Stretch, stretches } from "./histories.ts";
import { type Asked, count } from "./shelves.ts";

/** A half-year of which the right figures are known, written down as reports. */

export const spring = stretches["a spring"] as Stretch;

/** Reports of one sort, as many as are asked for. */
export function reports(how: Partial<Raw> & { readonly on: string; readonly times?: number }): Raw[] {
  const { on, times = 1, ...raw } = how;
  const noon = `${on}T11:00:00.000Z` as Instant;
  const one = {
    kind: "deviation",
    units: ["barn"],
    happened: noon,
    reported: noon,
    state: "closed",
    answers: {},
  };
  return Array.from({ length: times }, (_, n) => ({
    ...one,
    guarded: false,
    ...raw,
    id: `${on}-${n}`,
  }));
}

/** Its figures, as the engine counts them; nothing is hidden unless `more` says so. */
export async function counted(raws: readonly Raw[], more: Partial<Asked> = {}) {
  const asked = {
    raws,
    stretch: spring,
    until: "2026-07-14",
    document: "halfYear",
    open: true,
    ...more,
  } as const;
  const { grids } = await count(asked);
  return (key: string) => grids[key] as Grid;
}

/** A column of a figure, by its rows. */
export const column = (grid: Grid, name: string) =>
  Object.fromEntries(cellsOf(grid).flatMap(([row, at, value]) => (at === name ? [[row, value]] : [])));
