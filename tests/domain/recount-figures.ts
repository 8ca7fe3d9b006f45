import type { Axis, Figure, Flag, Grid, Value } from "#domain/figure";
import { dayIn, type Raw } from "./histories.ts";
import { dayOf, isIn, type Look, look, mistakes, monthsUpTo, partBelow, type Recounting } from "./recount.ts";

/** Each shape of figure, counted as slowly and simply as it can be. */

type Of<Shape extends Figure["shape"]> = Extract<Figure, { shape: Shape }>;

export function recount(kind: string, figure: Figure, asked: Recounting): Grid {
  const at = look(kind, figure, asked);
  switch (figure.shape) {
    case "table":
      return table(at, figure);
    case "trend":
      return trend(at, figure);
    case "months":
      return months(at, figure);
    case "spans":
      return spans(at, figure);
    case "shares":
      return shares(at, figure);
    case "rates":
      return rates(at, figure);
    case "silent":
      return silent(at);
    case "afterwards":
      return afterwards(at);
    case "dropped":
      return dropped(at);
    case "list":
      return list(at, figure);
  }
}

function table({ now, headings, has }: Look, { rows: down, columns: across }: Of<"table">): Grid {
  const count = (row: string, column: string) =>
    now
      .filter((raw) => row === "total" || has(down.by, row)(raw))
      .filter((raw) => column === "total" || !across || has(across.by, column)(raw)).length;
  /** Those that only came stand with the most frequent first. */
  const ordered = (axis: Axis, often: (key: string) => number) => {
    const all = headings(axis, now);
    if (!axis.values && axis.by !== "unit" && axis.by !== "month") all.sort((a, b) => often(b) - often(a));
    return all.slice(0, axis.top ?? all.length);
  };
  const rows = [...ordered(down, (row) => count(row, "total")), "total"];
  const columns = [...(across ? ordered(across, (column) => count("total", column)) : []), "total"];
  return { rows, columns, cells: rows.map((row) => columns.map((column) => count(row, column))) };
}

function trend({ stretch, fit, right, headings, has }: Look, { by }: Of<"trend">): Grid {
  const periods = [stretch.now, stretch.previous, stretch.yearBefore];
  const lists = periods.map((period) => fit.filter(isIn(period)));
  const rows = [...headings(by, lists.flat()), "total"];
  const count = (row: string, list: readonly Raw[] = []) =>
    list.filter((raw) => row === "total" || has(by.by, row)(raw)).length;
  const flags = rows.flatMap((row) =>
    (["previous", "yearBefore"] as const).flatMap((against, n) => {
      // From a time when nobody reported anything, nothing has risen.
      if (!right.some(isIn(stretch[against]))) return [];
      return changed(row, count(row, lists[0]), count(row, lists[n + 1]), against);
    }),
  );
  const cells = rows.map((row) => lists.map((each) => count(row, each)));
  return { rows, columns: ["now", "previous", "yearBefore"], cells, flags };
}

/** A quarter more or less, and five cases (compilation.md). */
function changed(row: string, now: number, then: number, against: Flag["against"]): Flag[] {
  const more = now - then;
  const quarter = then === 0 ? more > 0 : Math.abs(more) / then >= 0.25;
  if (!quarter || Math.abs(more) < 5) return [];
  return [{ row, what: more > 0 ? "rose" : "fell", against }];
}

function months({ fit, stretch }: Look, { back }: Of<"months">): Grid {
  const rows = monthsUpTo(stretch.lastMonth, back);
  const counts = rows.map((month) => fit.filter((raw) => dayOf(raw).startsWith(month)).length);
  return { rows, columns: ["total"], cells: counts.map((n) => [n]), flags: runs(rows, counts) };
}

/** Six in a row on one side of the median (compilation.md). */
export function runs(rows: readonly string[], counts: readonly number[]): Flag[] {
  const median = partBelow(counts, 0.5);
  const side = (n: number) => Math.sign((counts[n] ?? median) - median);
  return rows.flatMap((row, n): Flag[] => {
    const begins = side(n) !== 0 && (n === 0 || side(n - 1) !== side(n));
    const six = [0, 1, 2, 3, 4, 5].every((more) => side(n + more) === side(n));
    return begins && six ? [{ row, what: side(n) > 0 ? "above" : "below", against: "median" }] : [];
  });
}

const spans = ({ now, between }: Look, { spans: wanted }: Of<"spans">): Grid => ({
  rows: wanted.map(({ name }) => name),
  columns: ["median", "p90"],
  cells: wanted.map((span): Value[] => {
    const days = now.flatMap((raw) => between(raw, span) ?? []);
    return days.length === 0 ? [null, null] : [partBelow(days, 0.5), partBelow(days, 0.9)];
  }),
});

const shares = ({ now, fits }: Look, { shares: wanted }: Of<"shares">): Grid => ({
  rows: wanted.map(({ name }) => name),
  columns: ["of", "part", "share"],
  cells: wanted.map(({ of, part }): Value[] => {
    const whole = now.filter(fits(of)).length;
    const those = now.filter(fits(of)).filter(fits(part)).length;
    return [whole, those, whole === 0 ? null : those / whole];
  }),
});

function rates({ now, units, volumes, has }: Look, { per }: Of<"rates">): Grid {
  const each = per === "employees" ? 100 : 1000;
  const sized = units.flatMap((unit) => {
    const size = volumes.find((volume) => volume.unit === unit)?.[per];
    return size === undefined ? [] : [{ unit, size, count: now.filter(has("unit", unit)).length }];
  });
  return {
    rows: sized.map(({ unit }) => unit),
    columns: ["counted", per, "rate"],
    cells: sized.map(({ size, count }) => [count, size, (count * each) / size]),
  };
}

function silent({ now, fit, units, stretch, has }: Look): Grid {
  const year = monthsUpTo(stretch.lastMonth, 12);
  const rows = units.filter((unit) => !now.some(has("unit", unit)));
  const inYear = fit.filter((raw) => year.includes(dayOf(raw).slice(0, 7)));
  return { rows, columns: ["twelve"], cells: rows.map((unit) => [inYear.filter(has("unit", unit)).length]) };
}

const afterwards = ({ fit, earlier }: Look): Grid => ({
  rows: earlier.map(({ name }) => name),
  columns: ["total"],
  cells: earlier.map(({ period, until }) => [
    fit.filter(isIn(period)).filter((raw) => dayIn(raw.reported) > until).length,
  ]),
});

function dropped({ told, stretch }: Look): Grid {
  const count = (state: string) => told.filter(isIn(stretch.now)).filter((raw) => raw.state === state).length;
  const rows = mistakes.filter((state) => count(state) > 0);
  return { rows, columns: ["total"], cells: rows.map((state) => [count(state)]) };
}

function list({ told, fit, isOpen, stretch, are, between }: Look, figure: Of<"list">): Grid {
  const { facts, spans: lengths = [], every, ongoing, greatest } = figure;
  /** What has most of something comes first, and then as it was written down. */
  const most = (raw: Raw) => (greatest ? Number(are(raw, greatest)[0]) || 0 : 0);
  const listed = (ongoing ? told.filter(isOpen) : (every ? told : fit).filter(isIn(stretch.now))).sort(
    (a, b) => most(b) - most(a) || (`${dayIn(a.reported)}${a.id}` < `${dayIn(b.reported)}${b.id}` ? -1 : 1),
  );
  const said = (raw: Raw, by: string) => are(raw, by).join(", ").replace("unset", "") || null;
  return {
    rows: listed.map(({ id }) => id),
    columns: [...facts, ...lengths.map(({ name }) => name)],
    cells: listed.map((raw) => [
      ...facts.map((by) => said(raw, by)),
      ...lengths.map((span) => between(raw, span) ?? null),
    ]),
  };
}
