import { total } from "#domain/figure";
import type { CaseDocument } from "#domain/kind";
import type { Shown } from "./figure-parts.ts";

/** Figures of several kinds side by side: one table, each column as its own figure came out. */

/** What makes the columns of a table of several figures. */
export const joint = "joint";

/** What stands under a heading: its figures, and tables of several where each of those was counted. */
export function figuresUnder(
  { figures = [], joint: tables = [] }: CaseDocument["sections"][number],
  all: Readonly<Record<string, Shown>>,
): Shown[] {
  const counted = (keys: readonly string[]) => keys.flatMap((key) => all[key] ?? []);
  return [
    ...counted(figures),
    ...tables.flatMap(({ name, figures: columns }) => {
      const [first, ...others] = counted(columns);
      return first && others.length + 1 === columns.length ? [sideBySide(name, first, others)] : [];
    }),
  ];
}

/** The totals of figures with the same rows, a column each: as each figure came out, nothing counted or summed. */
function sideBySide(key: string, first: Shown, others: readonly Shown[]): Shown {
  const columns = [first, ...others];
  const { figure } = first;
  const rows = [...new Set(columns.flatMap(({ grid }) => grid.rows))].filter((row) => row !== total);
  const totalOf = ({ grid }: Shown, row: string) =>
    grid.cells[grid.rows.indexOf(row)]?.[grid.columns.indexOf(total)] ?? null;
  const all = [...rows, total];
  return {
    ...first,
    key,
    figure: {
      shape: "table",
      rows: figure.shape === "table" ? figure.rows : { by: joint },
      columns: { by: joint },
    },
    grid: {
      rows: all,
      columns: columns.map((each) => each.key),
      cells: all.map((row) => columns.map((each) => totalOf(each, row))),
    },
  };
}
