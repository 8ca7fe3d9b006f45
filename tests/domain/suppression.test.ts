import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { type Alike, type Cell, type Published, suppress } from "#domain/suppression";
import { fits, type Possible, workedOut } from "./attacker.ts";
import { knowledge, publish, type Suppress, secrets, years } from "./years.ts";

const few = ({ value }: { value: number }) => value >= 1 && value <= 4;

/** Records that one publication counts: a word for each value, and how many. */
const cases = (
  names: readonly string[],
  rows: readonly (readonly [values: string, count: number])[],
  among: readonly string[] = ["H1"],
): Alike[] =>
  rows.map(([values, count]) => ({
    values: Object.fromEntries(values.split(" ").map((value, n) => [names[n] ?? "", [value]])),
    in: among,
    count,
  }));

/** A table of these attributes with its margins, and the total that is always shown. */
function table(
  records: readonly Alike[],
  attributes: Readonly<Record<string, readonly string[]>>,
  publication = "H1",
): Cell[] {
  let rows: Cell["where"][] = [{}];
  for (const [name, values] of Object.entries(attributes))
    rows = rows.flatMap((row) => [...values.map((value) => ({ ...row, [name]: value })), row]);
  return rows.map((where) => ({
    publication,
    where,
    value: records
      .filter((one) => one.in.includes(publication) && fits(one, where))
      .reduce((sum, { count }) => sum + count, 0),
    ...(Object.keys(where).length === 0 && { always: true as const }),
  }));
}

const shown = (cells: readonly Cell[], hidden: ReadonlySet<Cell>): Published[] =>
  cells.map((cell) => ({ ...cell, shown: !hidden.has(cell) }));

/** A table as a person sees it: a word for the cell, and its number or a dash. */
const seen = (cells: readonly Cell[], hidden: ReadonlySet<Cell>) =>
  Object.fromEntries(
    cells.map((cell) => [Object.values(cell.where).join(" ") || "all", hidden.has(cell) ? "–" : cell.value]),
  );

describe("small numbers are hidden, and enough beside them", () => {
  test("the smallest of the other units is hidden with a small one, and the total is shown", () => {
    const records = cases(
      ["unit"],
      [
        ["Ekbo", 2],
        ["Lunden", 9],
        ["Sjövik", 30],
      ],
    );
    const cells = table(records, { unit: ["Ekbo", "Lunden", "Sjövik"] });
    const { hidden, unproven } = suppress(cells, records, [], []);
    expect(seen(cells, hidden)).toEqual({ Ekbo: "–", Lunden: "–", Sjövik: 30, all: 41 });
    expect(unproven).toEqual([]);
  });

  test("a zero is shown, unless it is the cheapest way to hide another", () => {
    const records = cases(
      ["unit"],
      [
        ["Ekbo", 2],
        ["Lunden", 9],
      ],
    );
    const cells = table(records, { unit: ["Ekbo", "Lunden", "Sjövik"] });
    expect(seen(cells, suppress(cells, records, [], []).hidden)).toEqual({
      Ekbo: "–",
      Lunden: 9,
      Sjövik: "–",
      all: 11,
    });
    const more = cases(
      ["unit"],
      [
        ["Ekbo", 2],
        ["Lunden", 3],
        ["Björka", 8],
      ],
    );
    const wider = table(more, { unit: ["Ekbo", "Lunden", "Björka", "Sjövik"] });
    expect(seen(wider, suppress(wider, more, [], []).hidden)).toMatchObject({ Björka: 8, Sjövik: 0 });
  });

  test("one small cell inside a table takes three others with it, and no margin", () => {
    const records = cases(
      ["unit", "month"],
      [
        ["Ekbo jan", 2],
        ["Ekbo feb", 12],
        ["Lunden jan", 8],
        ["Lunden feb", 7],
        ["Sjövik jan", 20],
        ["Sjövik feb", 21],
      ],
    );
    const cells = table(records, { unit: ["Ekbo", "Lunden", "Sjövik"], month: ["jan", "feb"] });
    const { hidden, unproven } = suppress(cells, records, [], [["month", "in"]]);
    expect([...hidden].map(({ where }) => Object.values(where).join(" "))).toEqual([
      "Ekbo jan",
      "Ekbo feb",
      "Lunden jan",
      "Lunden feb",
    ]);
    expect(unproven).toEqual([]);
  });

  test("a number that stands in two tables is hidden in both", () => {
    const records = cases(
      ["unit", "law"],
      [
        ["Ekbo SoL", 2],
        ["Lunden SoL", 9],
        ["Sjövik LSS", 20],
      ],
    );
    const units = { unit: ["Ekbo", "Lunden", "Sjövik"] };
    const cells = [...table(records, units), ...table(records, { ...units, law: ["SoL", "LSS"] })];
    const { hidden } = suppress(cells, records, [], []);
    const told = (one: Cell) => JSON.stringify(one.where);
    const open = new Set(cells.filter((cell) => !hidden.has(cell)).map(told));
    for (const cell of hidden) expect(open).not.toContain(told(cell));
  });

  test("what everyone knows cannot be is no way out: theft is of one nature, fall of another", () => {
    const records = cases(
      ["category", "nature"],
      [
        ["fall care", 6],
        ["wound care", 9],
        ["theft safety", 2],
        ["fire safety", 7],
      ],
    );
    const cells = [
      ...table(records, { category: ["fall", "wound", "theft", "fire"] }),
      ...table(records, { nature: ["care", "safety"] }).slice(0, -1),
    ];
    const bonds = [["category", "nature"]];
    // Six falls would be fewer to hide than seven fires; but what is left of the nature's nine would tell.
    const { hidden, unproven } = suppress(cells, records, [], bonds);
    expect(seen(cells, hidden)).toMatchObject({ fall: 6, theft: "–", fire: "–", care: 15, safety: 9 });
    expect(unproven).toEqual([]);
    expect(seen(cells, suppress(cells, records, [], []).hidden)).toMatchObject({ fall: "–", fire: 7 });
  });

  test("a municipality with three cases shows its total and its zeros, where a zero can be shown", () => {
    const records = cases(
      ["unit", "category"],
      [
        ["Ekbo fall", 1],
        ["Ekbo theft", 1],
        ["Lunden fall", 1],
      ],
    );
    const cells = table(records, { unit: ["Ekbo", "Lunden", "Sjövik"], category: ["fall", "theft", "fire"] });
    const { hidden, unproven } = suppress(cells, records, [], []);
    expect(unproven).toEqual([]);
    expect(seen(cells, hidden)).toMatchObject({ all: 3, "Sjövik fire": 0, "Ekbo fall": "–", Ekbo: "–" });
  });

  test("a municipality with one case shows that it has one, and not where", () => {
    const records = cases(["unit"], [["Ekbo", 1]]);
    const cells = table(records, { unit: ["Ekbo", "Lunden", "Sjövik"] });
    const { hidden } = suppress(cells, records, [], []);
    expect(seen(cells, hidden)).toEqual({ Ekbo: "–", Lunden: "–", Sjövik: 0, all: 1 });
  });

  test("where nothing happened, nothing is hidden", () => {
    const cells = table([], { unit: ["Ekbo", "Lunden"] });
    expect(suppress(cells, [], [], [])).toEqual({ hidden: new Set(), unproven: [] });
  });

  test("what no hiding can help is told: with one unit alone its number is the total", () => {
    const records = cases(["unit"], [["Ekbo", 3]]);
    const cells = table(records, { unit: ["Ekbo"] });
    const { hidden, unproven } = suppress(cells, records, [], []);
    expect(seen(cells, hidden)).toEqual({ Ekbo: "–", all: 3 });
    expect(unproven).toEqual([{ where: { unit: "Ekbo" }, of: ["H1"], lost: true }]);
  });
});

describe("what was published before is remembered", () => {
  const units = { unit: ["Ekbo", "Lunden", "Sjövik"] };
  const rows = [
    ["Ekbo", 9],
    ["Lunden", 12],
    ["Sjövik", 30],
  ] as const;

  test("a late report does not show in the difference between two versions", () => {
    const first = cases(["unit"], rows);
    const cells = table(first, units);
    const earlier = shown(cells, suppress(cells, first, [], []).hidden);
    expect(earlier.every((cell) => cell.shown)).toBe(true);
    const second = [...cases(["unit"], rows, ["H1", "again"]), ...cases(["unit"], [["Ekbo", 1]], ["again"])];
    const again = table(second, units, "again");
    const { hidden, unproven } = suppress(again, second, earlier, []);
    expect(seen(again, hidden)).toEqual({ Ekbo: "–", Lunden: "–", Sjövik: 30, all: 52 });
    expect(unproven).toEqual([]);
  });

  test("nothing is hidden in a new version that says what the first one said", () => {
    const second = cases(["unit"], rows, ["H1", "again"]);
    const earlier = shown(table(second, units), new Set());
    const again = table(second, units, "again");
    expect(suppress(again, second, earlier, []).hidden.size).toBe(0);
  });

  test("the year hides what the half-years hid, and what it would tell of the other half", () => {
    const half = cases(
      ["unit"],
      [
        ["Ekbo", 8],
        ["Lunden", 3],
        ["Sjövik", 30],
      ],
      ["H1", "year"],
    );
    const cells = table(half, units);
    const earlier = shown(cells, suppress(cells, half, [], []).hidden);
    const records = [
      ...half,
      ...cases(
        ["unit"],
        [
          ["Ekbo", 20],
          ["Lunden", 9],
          ["Sjövik", 2],
        ],
        ["year"],
      ),
    ];
    const year = table(records, units, "year");
    const { hidden, unproven } = suppress(year, records, earlier, []);
    // Sjövik's thirty of the first half are known, so that its thirty-two may not be.
    expect(hidden).toContain(year[2]);
    expect(hidden.size).toBeGreaterThan(1);
    expect(unproven).toEqual([]);
  });

  test("another half-year of the same size is another matter", () => {
    const records = [
      ...cases(["unit"], rows, ["H1"]),
      ...cases(
        ["unit"],
        [
          ["Ekbo", 10],
          ["Lunden", 12],
          ["Sjövik", 29],
        ],
        ["H2"],
      ),
    ];
    const earlier = shown(table(records, units), new Set());
    expect(suppress(table(records, units, "H2"), records, earlier, []).hidden.size).toBe(0);
  });

  test("a case that was moved to another unit between two versions does not show", () => {
    const earlier = shown(table(cases(["unit"], rows), units), new Set());
    const now = cases(
      ["unit"],
      [
        ["Ekbo", 10],
        ["Lunden", 11],
        ["Sjövik", 30],
      ],
      ["H1", "again"],
    );
    const again = table(now, units, "again");
    const { hidden, unproven } = suppress(again, now, earlier, []);
    expect(seen(again, hidden)).toEqual({ Ekbo: "–", Lunden: "–", Sjövik: 30, all: 51 });
    expect(unproven).toEqual([]);
  });

  test("nor does it between the year and the two half-years that make it up", () => {
    const halves = ["H1", "H2"].flatMap((half) =>
      shown(table(cases(["unit"], rows, [half]), units, half), new Set()),
    );
    const moved = [
      ["Ekbo", 10],
      ["Lunden", 11],
      ["Sjövik", 30],
    ] as const;
    const now = [...cases(["unit"], moved, ["H1", "year"]), ...cases(["unit"], rows, ["H2", "year"])];
    const year = table(now, units, "year");
    const { hidden } = suppress(year, now, halves, []);
    expect(seen(year, hidden)).toEqual({ Ekbo: "–", Lunden: "–", Sjövik: 60, all: 102 });
  });
});

describe("whatever is published", () => {
  test.prop([years], { numRuns: 60, seed: 2 })("all small numbers are hidden, and no total", (year) => {
    for (const cell of publish(year, suppress).published)
      if (cell.always || few(cell)) expect(cell.shown, JSON.stringify(cell)).toBe(cell.always === true);
  });

  test.prop([years, fc.infiniteStream(fc.nat())], { numRuns: 30, seed: 3 })(
    "the order of the records does not matter",
    (year, numbers) => {
      const shuffled: Suppress = (cells, records, ...rest) => {
        const order = records.map((record) => ({ record, at: numbers.next().value }));
        order.sort((one, other) => one.at - other.at);
        return suppress(
          cells,
          order.map(({ record }) => record),
          ...rest,
        );
      };
      expect(publish(year, shuffled)).toEqual(publish(year, suppress));
    },
  );
});

/** The long form tries more of the same. */
const long = process.env.JOURNEYS === "all";
const sample = fc.sample(years, { numRuns: long ? 1500 : 60, seed: 1 });

/** The first years in which somebody who can calculate works out a number that must not be known. */
function leaks(method: Suppress, most: number): readonly string[] {
  const found: string[] = [];
  for (const year of sample) {
    const { published, unproven } = publish(year, method);
    const admitted = unproven.map(({ where }) => JSON.stringify(where));
    for (const { what, value } of workedOut(knowledge(year, published), secrets(year, published)))
      if (!admitted.some((where) => what.startsWith(where)))
        found.push(`${what}: ${value} (${year.plan.join()})`);
    if (found.length >= most) break;
  }
  return found;
}

/** Methods that each forget something. */
const forgetful: Readonly<Record<string, Suppress>> = {
  "that the rest of a line tells what is hidden in it": (cells) => ({
    hidden: new Set(cells.filter((cell) => few(cell) && !cell.always)),
    unproven: [],
  }),
  "all but the line: one more is hidden where one is hidden alone": (cells) => {
    const hidden = new Set(cells.filter((cell) => few(cell) && !cell.always));
    for (let before = -1; before !== hidden.size; ) {
      before = hidden.size;
      for (const line of lines(cells)) {
        const open = line.filter((cell) => !hidden.has(cell) && !cell.always);
        const least = open.sort((one, other) => one.value - other.value)[0];
        if (least && line.filter((cell) => hidden.has(cell)).length === 1) hidden.add(least);
      }
    }
    return { hidden, unproven: [] };
  },
  "what was published before": (cells, records, _earlier, bonds) => suppress(cells, records, [], bonds),
  "that tables share margins": (cells, records, earlier, bonds) => {
    const shapes = [...new Set(cells.map(({ where }) => Object.keys(where).sort().join()))];
    const hidden = shapes.flatMap((shape) => {
      const own = cells.filter(({ where }) =>
        Object.keys(where).every((name) => shape.split(",").includes(name)),
      );
      return [...suppress(own, records, earlier, bonds).hidden];
    });
    return { hidden: new Set(hidden), unproven: [] };
  },
  "that some values hang together": (cells, records, earlier) => suppress(cells, records, earlier, []),
};

/** Every line of every table: what differs in one attribute alone, with its sum. */
function lines(cells: readonly Cell[]): readonly Cell[][] {
  const rest = (where: Cell["where"], name: string) =>
    JSON.stringify(
      Object.entries(where)
        .filter(([other]) => other !== name)
        .sort(),
    );
  const names = [...new Set(cells.flatMap(({ where }) => Object.keys(where)))].filter(
    (name) => name !== "cause",
  );
  return names.flatMap((name) => {
    const found = new Map<string, Cell[]>();
    for (const cell of cells) {
      const key = rest(cell.where, name);
      found.set(key, [...(found.get(key) ?? []), cell]);
    }
    return [...found.values()].filter((line) => line.length > 1);
  });
}

describe("somebody who has everything that was ever published, and can calculate", () => {
  const possible = ["a", "b", "c"].map((unit) => ({ values: { unit: [unit] }, in: ["H1"] }));
  const line = (unit: string, value: number, shown: boolean): Published => ({
    publication: "H1",
    where: { unit },
    value,
    shown,
  });
  const total: Published = { publication: "H1", where: {}, value: 12, shown: true };
  const secret = { what: "a", counts: (one: Possible) => fits(one, { unit: "a" }), value: 2 };

  test("knows the one number that a sum leaves", () => {
    const published = [total, line("a", 2, false), line("b", 7, true), line("c", 3, true)];
    expect(workedOut({ possible, published }, [secret])).toEqual([secret]);
  });

  test("does not know one of two", () => {
    const published = [total, line("a", 2, false), line("b", 7, true), line("c", 3, false)];
    expect(workedOut({ possible, published }, [secret])).toEqual([]);
  });

  test(
    "works out no small number, over all tables, versions and periods",
    () => {
      expect(leaks(suppress, 1)).toEqual([]);
    },
    long ? 3_600_000 : 60_000,
  );

  test(
    "and is seldom spared for want of a twin",
    () => {
      const without = sample.filter((year) => publish(year, suppress).unproven.length > 0);
      expect(without.length / sample.length).toBeLessThan(0.15);
    },
    long ? 600_000 : 60_000,
  );

  test.each(Object.keys(forgetful))("works one out when the method forgets %s", (name) => {
    expect(leaks(forgetful[name] ?? suppress, 1)).not.toEqual([]);
  });
});
