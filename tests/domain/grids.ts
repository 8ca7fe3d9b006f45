import type { Flag, Grid, Value } from "#domain/figure";

/** Figures in a form that two ways of counting can be compared in. */

type Grids = Readonly<Record<string, Grid>>;

/** As those see it who may see all; rounded, since two ways of calculating end in other digits. */
function plain(value: Value): Value {
  const open = typeof value === "object" && value !== null ? value.hidden : value;
  return typeof open === "number" ? Math.round(open * 1e9) / 1e9 : open;
}

export const plainly = (grids: Grids): Grids =>
  Object.fromEntries(
    Object.entries(grids).map(([key, { rows, columns, cells, flags = [] }]) => [
      key,
      { rows, columns, cells: cells.map((row) => row.map(plain)), flags },
    ]),
  );

/** Every cell by its row and column. */
export const cellsOf = ({ rows, columns, cells }: Grid): [row: string, column: string, value: Value][] =>
  rows.flatMap((row, n) =>
    columns.map((column, m): [string, string, Value] => [row, column, cells[n]?.[m] ?? null]),
  );

/** What differs between the figures as they came out and as they should be; rows may stand in another order. */
export const differences = (grids: Grids, right: Grids): readonly unknown[] =>
  Object.entries(grids).flatMap(([key, grid]) => {
    const again = new Map(
      cellsOf(right[key] ?? grid).map(([row, column, value]) => [`${row}/${column}`, value]),
    );
    const wrong = cellsOf(grid).filter(([row, column, value]) => {
      const is = again.get(`${row}/${column}`);
      // Of nothing there is no part; but whether it is nothing must not show where it is hidden.
      const none = is === null && typeof value === "object";
      return is === undefined || (!none && plain(value) !== plain(is));
    });
    const told = right[key]?.flags?.filter((flag) => canTell(grid, flag)) ?? [];
    const flags = JSON.stringify(told) === JSON.stringify(grid.flags ?? []) ? [] : [grid.flags, told];
    return [...wrong, ...flags].map((what) => [key, what]);
  });

/** Whether the numbers that a flag is about are shown. */
function canTell({ rows, columns, cells }: Grid, { row, against }: Flag): boolean {
  if (against === "median") return cells.flat().every((value) => typeof value === "number");
  const own = cells[rows.indexOf(row)] ?? [];
  return [0, columns.indexOf(against)].every((n) => typeof own[n] === "number");
}
