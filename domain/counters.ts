import {
  type Axis,
  type Figure,
  type Flag,
  fits,
  type Grid,
  quantile,
  type Share,
  type Span,
  total,
  unset,
  type Value,
  valuesOf,
  type Where,
} from "./figure.ts";
import type { Facts } from "./record.ts";

/** How each shape of figure counts: record by record, keeping sums and never the records. */

/** The stretches of days that figures are about. */
export type Window = "now" | "previous" | "yearBefore" | "months" | "twelve" | "dropped";

/** A record as it is counted: its facts with what follows from them, and the windows its day lies in. */
export interface Counted {
  readonly facts: Facts;
  readonly windows: readonly Window[];
  /** The compilations of its day that were published before it was registered; by name. */
  readonly after: readonly string[];
}

/** A number that would be published: of which window, of the records where what is so. */
export interface Sum {
  readonly window: Window;
  readonly where: Where;
  readonly value: number;
}

export interface Counter {
  add(record: Counted): void;
  /** Every number of the figure that is a sum of records. */
  sums(): readonly Sum[];
  /** The figure; `show` says how a sum is given. */
  grid(show: (sum: Sum) => Value): Grid;
}

/** What counting needs to know beside the records. */
export interface Place {
  /** The units that a report may concern, in order. */
  readonly units: readonly string[];
  /** Whether it is the whole municipality: its totals are shown whatever they are. */
  readonly whole: boolean;
  /** The months of the period, and of the months back. */
  readonly months: readonly string[];
  readonly monthsBack: (count: number) => readonly string[];
  /** Yearly employees or thousands of interventions by unit, for rates. */
  readonly volume: (unit: string, per: string) => number | undefined;
  /** The compilations published before; by name. */
  readonly published: readonly string[];
}

type Of<Shape extends Figure["shape"]> = Extract<Figure, { shape: Shape }>;

/** A counter for a figure. */
export function counterOf(figure: Figure, place: Place): Counter {
  switch (figure.shape) {
    case "table":
      return table(figure, place);
    case "trend":
      return trend(figure, place);
    case "months":
      return months(figure, place);
    case "spans":
      return spans(figure);
    case "shares":
      return shares(figure);
    case "rates":
      return rates(figure, place);
    case "silent":
      return silent(figure, place);
    case "afterwards":
      return afterwards(figure, place);
    case "dropped":
      return dropped(figure);
    case "list":
      return list(figure);
  }
}

/** The values that a record has on an axis; one that stands for none. */
export function on(axis: Axis, facts: Facts): readonly string[] {
  const values = valuesOf(facts, axis.by);
  return values.length === 0 ? [unset] : values;
}

/** The values of an axis that stand whether or not they came. */
function given(axis: Axis, place: Place): readonly string[] {
  if (axis.by === "unit") return place.units;
  return axis.by === "month" ? place.months : (axis.values ?? []);
}

/** Counts by key. */
function tally() {
  const counts = new Map<string, number>();
  return {
    add: (key: string) => void counts.set(key, (counts.get(key) ?? 0) + 1),
    of: (key: string) => counts.get(key) ?? 0,
    keys: () => [...counts.keys()],
  };
}

const shown = (value: Value) => (typeof value === "number" ? value : -1);

function table(figure: Of<"table">, place: Place): Counter {
  const { rows, columns, where = {} } = figure;
  const cells = tally();
  const seen = { rows: tally(), columns: tally() };
  let all = 0;
  const keysOf = (axis: Axis, found: ReturnType<typeof tally>) => [
    ...given(axis, place),
    ...found
      .keys()
      .filter((key) => !given(axis, place).includes(key))
      .sort(),
  ];
  const at = (row: string | undefined, column: string | undefined): Sum => ({
    window: "now",
    where: {
      ...where,
      ...(row !== undefined && { [rows.by]: row }),
      ...(column !== undefined && columns && { [columns.by]: column }),
    },
    value:
      row === undefined
        ? column === undefined
          ? all
          : seen.columns.of(column)
        : column === undefined
          ? seen.rows.of(row)
          : cells.of(`${row}\n${column}`),
  });
  const across = () => (columns ? [...keysOf(columns, seen.columns), undefined] : [undefined]);
  const down = () => [...keysOf(rows, seen.rows), undefined];
  return {
    add({ facts, windows }) {
      if (!windows.includes("now") || !fits(facts, where)) return;
      all += 1;
      const own = on(rows, facts);
      const other = columns ? on(columns, facts) : [];
      for (const row of own) {
        seen.rows.add(row);
        for (const column of other) cells.add(`${row}\n${column}`);
      }
      for (const column of other) seen.columns.add(column);
    },
    sums: () => down().flatMap((row) => across().map((column) => at(row, column))),
    grid(show) {
      const wide = columns
        ? keptOf(columns, (column) => show(at(undefined, column)), keysOf(columns, seen.columns))
        : [];
      const kept = keptOf(rows, (row) => show(at(row, undefined)), keysOf(rows, seen.rows));
      const across = columns ? [...wide, undefined] : [undefined];
      const down = [...kept, undefined];
      return {
        rows: down.map((row) => row ?? total),
        columns: across.map((column) => column ?? total),
        cells: down.map((row) => across.map((column) => show(at(row, column)))),
      };
    },
  };

  /**
   * The values of an axis that stand in the figure. Of those that stand there only because they came, those of
   * which the number may be shown, in its order: that another is there at all would tell.
   */
  function keptOf(axis: Axis, value: (key: string) => Value, keys: readonly string[]): readonly string[] {
    const always = given(axis, place);
    const listed = keys.filter((key) => always.includes(key) || typeof value(key) === "number");
    const ordered = always.length > 0 ? listed : listed.toSorted((a, b) => shown(value(b)) - shown(value(a)));
    return ordered.slice(0, axis.top ?? ordered.length);
  }
}

const compared = ["now", "previous", "yearBefore"] as const;

/** So much it must have changed to be told (compilation.md): a quarter, and five cases. */
const changed = { part: 0.25, cases: 5 };

function trend({ by, where = {} }: Of<"trend">, place: Place): Counter {
  const counts = tally();
  const seen = tally();
  const reported = new Set<Window>();
  const at = (window: Window, row: string | undefined): Sum => ({
    window,
    where: { ...where, ...(row !== undefined && { [by.by]: row }) },
    value: counts.of(`${window}\n${row ?? total}`),
  });
  const rows = () => [
    ...given(by, place),
    ...seen
      .keys()
      .filter((key) => !given(by, place).includes(key))
      .sort(),
  ];
  return {
    add({ facts, windows }) {
      for (const window of windows) reported.add(window);
      if (!fits(facts, where)) return;
      const own = on(by, facts);
      for (const window of compared) {
        if (!windows.includes(window)) continue;
        counts.add(`${window}\n${total}`);
        for (const row of own) {
          seen.add(row);
          counts.add(`${window}\n${row}`);
        }
      }
    },
    sums: () => [...rows(), undefined].flatMap((row) => compared.map((window) => at(window, row))),
    grid(show) {
      const came = (row: string) => compared.some((window) => shown(show(at(window, row))) > 0);
      const listed = rows().filter((row) => given(by, place).includes(row) || came(row));
      const all = [...listed, undefined];
      const cells = all.map((row) => compared.map((window) => show(at(window, row))));
      return {
        rows: all.map((row) => row ?? total),
        columns: compared,
        cells,
        flags: all.flatMap((row, n) => changes(row ?? total, cells[n] ?? [], reported)),
      };
    },
  };
}

/** What rose or fell, as far as the numbers are shown. */
function changes(row: string, [now, ...before]: readonly Value[], reported: ReadonlySet<Window>): Flag[] {
  return (["previous", "yearBefore"] as const).flatMap((against, n): Flag[] => {
    const then = before[n];
    // From a time when nobody reported here at all, nothing has risen.
    if (!reported.has(against)) return [];
    if (typeof now !== "number" || typeof then !== "number") return [];
    const by = now - then;
    if (Math.abs(by) < changed.cases || Math.abs(by) < then * changed.part) return [];
    return [{ row, what: by > 0 ? "rose" : "fell", against }];
  });
}

/** So many months in a row on one side of the median are no chance (compilation.md). */
const run = 6;

function months({ back, where = {} }: Of<"months">, place: Place): Counter {
  const counts = tally();
  const rows = place.monthsBack(back);
  const at = (month: string): Sum => ({
    window: "months",
    where: { ...where, month },
    value: counts.of(month),
  });
  return {
    add({ facts, windows }) {
      if (windows.includes("months") && fits(facts, where)) counts.add(String(facts.month));
    },
    sums: () => rows.map(at),
    grid(show) {
      const values = rows.map((month) => show(at(month)));
      return { rows, columns: [total], cells: values.map((value) => [value]), flags: runs(rows, values) };
    },
  };
}

/** Months that lie on one side of the median, six or more in a row. */
function runs(rows: readonly string[], values: readonly Value[]): Flag[] {
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length < values.length) return [];
  const middle = quantile(numbers, 0.5);
  const sides = numbers.map((value) => Math.sign(value - middle));
  const flags: Flag[] = [];
  for (let at = 0; at < sides.length; ) {
    let end = at;
    while (end < sides.length && sides[end] === sides[at]) end += 1;
    const row = rows[at];
    if (sides[at] !== 0 && end - at >= run && row)
      flags.push({ row, what: sides[at] === 1 ? "above" : "below", against: "median" });
    at = end;
  }
  return flags;
}

/** Fewer than this are shown by no number of their own. */
export const fewest = 5;

function spans({ spans: wanted, where = {} }: Of<"spans">): Counter {
  const found = new Map<string, number[]>(wanted.map(({ name }) => [name, []]));
  return {
    add({ facts, windows }) {
      if (!windows.includes("now") || !fits(facts, where)) return;
      for (const span of wanted) {
        const days = daysOf(span, facts);
        if (days !== undefined) found.get(span.name)?.push(days);
      }
    },
    sums: () => [],
    grid: () => ({
      rows: wanted.map(({ name }) => name),
      // Not how many: that is the sum of other figures, and may be hidden there.
      columns: ["median", "p90"],
      cells: wanted.map(({ name }) => {
        const days = found.get(name) ?? [];
        const as = (value: number): Value =>
          days.length === 0 ? null : days.length < fewest ? { hidden: value } : value;
        return [as(quantile(days, 0.5)), as(quantile(days, 0.9))];
      }),
    }),
  };
}

/** Calendar days from one date to another; undefined when one of them is missing, or they come in the wrong order. */
export function daysOf({ from, to }: Pick<Span, "from" | "to">, facts: Facts): number | undefined {
  const [begin, end] = [facts[from], facts[to]];
  if (typeof begin !== "string" || typeof end !== "string" || end < begin) return undefined;
  // A day without a time is read as UTC, where none is longer than another.
  return (Date.parse(end) - Date.parse(begin)) / 86_400_000;
}

function shares({ shares: wanted, where = {} }: Of<"shares">): Counter {
  const counts = tally();
  const at = ({ name, of, part }: Share, isPart: boolean): Sum => ({
    window: "now",
    where: { ...where, ...of, ...(isPart && part) },
    value: counts.of(`${name}\n${isPart}`),
  });
  return {
    add({ facts, windows }) {
      if (!windows.includes("now") || !fits(facts, where)) return;
      for (const { name, of, part } of wanted) {
        if (!fits(facts, of)) continue;
        counts.add(`${name}\nfalse`);
        if (fits(facts, part)) counts.add(`${name}\ntrue`);
      }
    },
    sums: () => wanted.flatMap((share) => [at(share, false), at(share, true)]),
    grid: (show) => ({
      rows: wanted.map(({ name }) => name),
      columns: ["of", "part", "share"],
      cells: wanted.map((share) => {
        const [of, part] = [show(at(share, false)), show(at(share, true))];
        return [of, part, ratio(part, of)];
      }),
    }),
  };
}

function ratio(part: Value, of: Value): Value {
  if (of === 0) return null;
  if (typeof part === "number" && typeof of === "number") return part / of;
  const [above, below] = [part, of].map((value) =>
    typeof value === "number" ? value : typeof value === "object" && value ? value.hidden : 0,
  );
  // Of a hidden nought too: that it is one must not show.
  return { hidden: below ? (above ?? 0) / below : 0 };
}

const scale = { employees: 100, interventions: 1000 } as const;

function rates({ per, where = {} }: Of<"rates">, place: Place): Counter {
  const counts = tally();
  const known = place.units.filter((unit) => place.volume(unit, per) !== undefined);
  const at = (unit: string): Sum => ({ window: "now", where: { ...where, unit }, value: counts.of(unit) });
  return {
    add({ facts, windows }) {
      if (windows.includes("now") && fits(facts, where)) counts.add(String(facts.unit));
    },
    sums: () => known.map(at),
    grid: (show) => ({
      rows: known,
      columns: ["counted", per, "rate"],
      cells: known.map((unit) => {
        const volume = place.volume(unit, per) ?? 0;
        const count = show(at(unit));
        const rate = ratio(count, volume);
        const scaled =
          typeof rate === "number"
            ? rate * scale[per]
            : rate && typeof rate === "object"
              ? { hidden: rate.hidden * scale[per] }
              : rate;
        return [count, volume, scaled];
      }),
    }),
  };
}

function silent({ where = {} }: Of<"silent">, place: Place): Counter {
  const counts = { now: tally(), twelve: tally() };
  return {
    add({ facts, windows }) {
      if (!fits(facts, where)) return;
      for (const window of ["now", "twelve"] as const)
        if (windows.includes(window)) counts[window].add(String(facts.unit));
    },
    sums: () => [],
    grid() {
      const rows = place.units.filter((unit) => counts.now.of(unit) === 0);
      return { rows, columns: ["twelve"], cells: rows.map((unit) => [counts.twelve.of(unit)]) };
    },
  };
}

function afterwards({ where = {} }: Of<"afterwards">, place: Place): Counter {
  const counts = tally();
  return {
    add({ facts, after }) {
      if (fits(facts, where)) for (const name of after) counts.add(name);
    },
    sums: () => [],
    grid: () => ({
      rows: place.published,
      columns: [total],
      cells: place.published.map((name) => [place.whole ? counts.of(name) : alone(counts.of(name))]),
    }),
  };
}

function dropped({ where = {} }: Of<"dropped">): Counter {
  const counts = tally();
  return {
    add({ facts, windows }) {
      if (windows.includes("dropped") && fits(facts, where)) counts.add(String(facts.state));
    },
    sums: () => [],
    grid() {
      const rows = counts.keys().sort();
      return { rows, columns: [total], cells: rows.map((state) => [alone(counts.of(state))]) };
    },
  };
}

/** A number that no other is made up of: it is enough to hide it where it is small. */
const alone = (value: number): Value => (value > 0 && value < fewest ? { hidden: value } : value);

function list(figure: Of<"list">): Counter {
  const { facts: wanted, spans: lengths = [], every, ongoing, greatest, where = {} } = figure;
  // No more of a record than its line: there may be many.
  const found: {
    readonly rank: number;
    readonly order: string;
    readonly id: string;
    readonly cells: readonly Value[];
  }[] = [];
  return {
    add({ facts, windows }) {
      const counted = windows.includes("now") || (every && windows.includes("dropped"));
      if (!(ongoing ? facts.open === "yes" : counted) || !fits(facts, where)) return;
      const lasted = lengths.map((span) => daysOf(span, facts) ?? null);
      const cells = [...wanted.map((name): Value => cellOf(facts[name])), ...lasted];
      const rank = greatest ? Number(facts[greatest] ?? 0) : 0;
      found.push({ rank, order: `${facts.reportedOn}${facts.id}`, id: String(facts.id), cells });
    },
    sums: () => [],
    grid() {
      const ordered = found.toSorted((a, b) => b.rank - a.rank || (a.order < b.order ? -1 : 1));
      return {
        rows: ordered.map(({ id }) => id),
        columns: [...wanted, ...lengths.map(({ name }) => name)],
        cells: ordered.map(({ cells }) => cells),
      };
    },
  };
}

function cellOf(value: Facts[string] | undefined): Value {
  if (value === undefined || value === "") return null;
  return typeof value === "string" ? value : value.join(", ");
}
