import { counterOf, on, type Place, type Sum, type Window } from "./counters.ts";
import { type Figure, fits, type Grid, type Placed, type Value } from "./figure.ts";
import type { Kind } from "./kind.ts";
import { monthsOf, monthsTo, type Period, previous, within, yearBefore } from "./period.ts";
import { possibleBeside } from "./possible.ts";
import type { Facts, KindName, LocalDate } from "./record.ts";
import { suppress } from "./suppression.ts";
import { type Alike, type Cell, membership, type Published } from "./tally.ts";

/** What a compilation is asked to count. */
export interface Counting {
  readonly period: Period;
  /** What was reported up to and with this day. */
  readonly until: LocalDate;
  /** Without what only a team may know of, or is hidden from somebody: not all who read it may know of that. */
  readonly unguarded?: boolean;
  /** The units that a report may concern, in order; what lies at another unit is counted only for the whole. */
  readonly units: readonly string[];
  /** Whether it is the whole municipality, whose totals are always shown, or a part of it. */
  readonly whole: boolean;
  /** Every unit of the part. */
  readonly all: readonly string[];
  readonly figures: readonly (Placed & {
    /** In no public document: nothing of it is suppressed. */
    readonly open?: true;
  })[];
  readonly kinds: Readonly<
    Record<KindName, Pick<Kind, "ended" | "uncounted" | "bonds" | "implied" | "possible">>
  >;
  readonly volume: (unit: string, per: string) => number | undefined;
  readonly earlier: readonly Earlier[];
}

/** A compilation that was made before: whom it counted, and what it published. */
export interface Earlier {
  readonly name: string;
  readonly period: Period;
  readonly until: LocalDate;
  /** Its units; undefined: the whole municipality. */
  readonly all?: readonly string[];
  readonly sums: readonly PublishedSum[];
  /** Of the same document and part: what has come since is told of as registered afterwards. */
  readonly same?: true;
}

/** A number that was published, or that stands hidden in what was. */
export interface PublishedSum extends Sum {
  readonly shown: boolean;
  readonly always?: true;
}

/** Figures by kind and name (`deviation/byUnit`), and every number that is published with them. */
export interface Compiled {
  readonly grids: Readonly<Record<string, Grid>>;
  readonly sums: readonly PublishedSum[];
  /** Numbers of which it could not be shown that nobody can work them out: to be looked at before anything goes out. */
  readonly unproven: number;
}

export const figureKey = ({ kind, name }: Pick<Placed, "kind" | "name">): string => `${kind}/${name}`;

/** The day a record belongs to: the event's, or, when nobody knows that, the day of the report. */
export const dayOf = (facts: Facts): string => String(facts.occurredOn ?? facts.reportedOn);

/** So far back figures look, in months before the end of the period. */
const farthest = 24;

/** The first day that any figure of the period looks at: what was reported before it cannot lie in it. */
export function firstDay(period: Period): LocalDate {
  const days = [monthsTo(period, farthest).from, yearBefore(period).from, previous(period).from];
  return days.sort()[0] ?? period.from;
}

/** The stretches that the figures of a period are about. */
const stretches = (period: Period): readonly (readonly [Window, Period])[] => [
  ["now", period],
  ["previous", previous(period)],
  ["yearBefore", yearBefore(period)],
  ["months", monthsTo(period, farthest)],
  ["twelve", monthsTo(period, 12)],
];

/**
 * Counts records one at a time, in any order. It keeps sums and what is alike, not the records, and reads
 * nothing but facts.
 */
export function compile(asked: Counting): { add(facts: Facts): void; done(): Compiled } {
  const { period, earlier, until } = asked;
  const before = earlier.filter(({ same }) => same);
  const place: Place = {
    units: asked.units,
    whole: asked.whole,
    months: monthsOf(period),
    monthsBack: (count) => monthsOf(monthsTo(period, count)),
    volume: asked.volume,
    published: before.map(({ name }) => name),
  };
  const after = (facts: Facts, day: string) =>
    before.flatMap(({ name, period: of, until: upTo }) =>
      within(of, day) && String(facts.reportedOn) > upTo ? [name] : [],
    );
  const windows = stretches(period);
  const figures = asked.figures.map((placed) => ({ ...placed, counter: counterOf(placed.figure, place) }));
  const gathered = gather(asked);
  return {
    add(facts) {
      if (String(facts.reportedOn) > until) return;
      if (asked.unguarded && facts.guarded === "yes") return;
      const whose = asked.whole || asked.all.includes(String(facts.unit));
      const kind = asked.kinds[String(facts.kind)];
      const day = dayOf(facts);
      const full = {
        ...facts,
        month: day.slice(0, 7),
        open: kind?.ended.includes(String(facts.state)) ? "no" : "yes",
        late: typeof facts.due === "string" && facts.due <= until ? "yes" : "no",
      };
      const uncounted = kind?.uncounted?.includes(String(facts.state)) ?? false;
      const inside = whose ? windowsAt(windows, day) : [];
      const lies: Window[] = uncounted ? (inside.includes("now") ? ["dropped"] : []) : inside;
      const record = { facts: full, windows: lies, after: uncounted ? [] : after(facts, day) };
      if (whose) for (const { counter, kind: own } of figures) if (own === facts.kind) counter.add(record);
      if (!uncounted) gathered.add(full, day, lies);
    },
    done() {
      const sums = figures.flatMap(({ counter, kind, open }) =>
        open ? [] : counter.sums().map((sum) => ofKind(kind, sum)),
      );
      const cells = new Map(
        sums.map((sum) => [keyOf(sum), { ...sum, publication: sum.window, ...always(asked, sum) }]),
      );
      const { hidden, unproven } = hiddenIn([...cells.values()], gathered, publishedIn(earlier), asked);
      const isHidden = (sum: Sum) => {
        const cell = cells.get(keyOf(sum));
        return cell !== undefined && hidden.has(cell);
      };
      const show =
        ({ kind, open }: (typeof figures)[number]) =>
        (sum: Sum): Value =>
          !open && isHidden(ofKind(kind, sum)) ? { hidden: sum.value } : sum.value;
      return {
        unproven,
        grids: Object.fromEntries(
          figures.map((placed) => [figureKey(placed), placed.counter.grid(show(placed))]),
        ),
        sums: [...cells.values()].map(({ window, where, value, ...rest }) => ({
          window,
          where,
          value,
          shown: !isHidden({ window, where, value }),
          ...("always" in rest && { always: true as const }),
        })),
      };
    },
  };
}

const windowsAt = (windows: ReturnType<typeof stretches>, day: string): Window[] =>
  windows.flatMap(([name, each]) => (within(each, day) ? [name] : []));

/** What must be hidden, kind by kind: no record is of two. */
function hiddenIn(
  cells: readonly Cell[],
  gathered: ReturnType<typeof gather>,
  before: readonly Published[],
  { kinds, period, until, whole, earlier }: Counting,
): { readonly hidden: ReadonlySet<Cell>; readonly unproven: number } {
  const all = gathered.all();
  // What counts a part of the municipality counts no record of a unit outside of it.
  const parted = !whole || earlier.some((each) => each.all);
  const placed = parted ? ["month", "unit", membership] : ["month", membership];
  // An event of any month that the figures look at, reported then or only now.
  const elsewhere = monthsOf(monthsTo(period, farthest)).flatMap((month) =>
    [`${month}-28`, until].map((reportedOn) => ({
      month,
      in: gathered.liesIn({ reportedOn }, `${month}-15`, windowsAt(stretches(period), `${month}-15`)),
    })),
  );
  const found = Object.entries(kinds).map(([name, { bonds = [], possible = [] }]) => {
    const own = (where: Readonly<Record<string, string>>) => where.kind === name;
    const records = all.filter(({ values }) => values.kind?.includes(name));
    return suppress(
      cells.filter(({ where }) => own(where)),
      [...records, ...possibleBeside(records, possible, elsewhere)],
      before.filter(({ where }) => own(where)),
      [placed, ...bonds],
    );
  });
  return {
    hidden: new Set(found.flatMap(({ hidden }) => [...hidden])),
    unproven: found.flatMap((each) => each.unproven).length,
  };
}

const ofKind = (kind: KindName, sum: Sum): Sum => ({ ...sum, where: { kind, ...sum.where } });

const keyOf = ({ window, where }: Sum) =>
  [
    window,
    ...Object.entries(where)
      .map(([name, is]) => `${name}=${is}`)
      .sort(),
  ].join("\n");

/** Whether a sum is a total of the whole municipality: it is shown whatever it is, or a small one had a blank page. */
function always({ whole, figures, kinds }: Counting, { where }: Sum): { always?: true } {
  const { implied = {} } = kinds[where.kind ?? ""] ?? {};
  const told = (names: readonly string[]) => names.filter((name) => !((implied[name] ?? "") in where));
  const isTotal = figures.some(({ figure, kind }) => {
    const rows = figure.shape === "trend" && figure.totals ? [figure.by.by] : [];
    const names = told(["kind", ...Object.keys(figure.where ?? {})]);
    const asked = told(Object.keys(where)).filter((name) => !rows.includes(name));
    return kind === where.kind && asked.length === names.length && fits(where, figure.where);
  });
  return whole && isTotal ? { always: true } : {};
}

/** What was published before, each window of each compilation a publication of its own. */
const publishedIn = (earlier: readonly Earlier[]): Published[] =>
  earlier.flatMap(({ name, sums }) =>
    sums.map(({ window, ...sum }) => ({ ...sum, publication: `${name}/${window}` })),
  );

/** Gathers records that are alike in everything that is counted, now or in what was published before. */
function gather({ figures, earlier }: Counting) {
  const names = [
    ...new Set([
      "kind",
      ...figures.flatMap(({ figure, open }) => (open ? [] : attributesOf(figure))),
      ...earlier.flatMap(({ sums }) => sums.flatMap(({ where }) => Object.keys(where))),
    ]),
  ].sort();
  const published = earlier.flatMap(({ name, period, until, all, sums }) => {
    const used = new Set(sums.map(({ window }) => window));
    return stretches(period).flatMap(([window, stretch]) =>
      used.has(window) ? [{ publication: `${name}/${window}`, stretch, until, all }] : [],
    );
  });
  const lists = names.map(() => numbered<readonly string[]>());
  const among = numbered<readonly string[]>();
  const counts = new Map<string, number>();
  /** The publications, new and before, that count a record. */
  const liesIn = (facts: Facts, day: string, windows: readonly Window[]) => [
    ...windows.filter((window) => window !== "twelve"),
    ...published.flatMap(({ publication, stretch, until, all }) =>
      within(stretch, day) &&
      String(facts.reportedOn) <= until &&
      (!all || !facts.unit || all.includes(String(facts.unit)))
        ? [publication]
        : [],
    ),
  ];
  return {
    liesIn,
    add(facts: Facts, day: string, windows: readonly Window[]) {
      const lies = liesIn(facts, day, windows);
      if (lies.length === 0) return;
      const values = names.map((name, n) => lists[n]?.letterOf(on({ by: name }, facts)));
      const key = [...values, among.letterOf(lies)].join("");
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    all: (): Alike[] =>
      [...counts].map(([key, count]) => ({
        values: Object.fromEntries(names.map((name, n) => [name, lists[n]?.of(key, n) ?? []])),
        in: among.of(key, names.length) ?? [],
        count,
      })),
  };
}

/** Gives each list a letter: of a hundred thousand records each is then a short word, not its facts. */
function numbered<List extends readonly string[]>() {
  const known = new Map<string, string>();
  const all: List[] = [];
  return {
    letterOf(list: List): string {
      const key = list.length === 1 ? String(list[0]) : list.join("\n");
      const letter = known.get(key) ?? String.fromCharCode(all.length);
      if (!known.has(key)) {
        known.set(key, letter);
        all.push(list);
      }
      return letter;
    },
    of: (word: string, at: number): List | undefined => all[word.charCodeAt(at)],
  };
}

/** Everything a public figure tells records apart by. */
function attributesOf(figure: Figure): string[] {
  const own = Object.keys(figure.where ?? {});
  switch (figure.shape) {
    case "table":
      return [...own, figure.rows.by, ...(figure.columns ? [figure.columns.by] : [])];
    case "trend":
      return [...own, figure.by.by];
    case "months":
      return [...own, "month"];
    case "shares":
      return [...own, ...figure.shares.flatMap(({ of, part }) => [...Object.keys(of), ...Object.keys(part)])];
    case "rates":
      return [...own, "unit"];
    default:
      return own;
  }
}
