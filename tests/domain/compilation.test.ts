import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { plusDays } from "#domain/calendar";
import type { Earlier } from "#domain/compilation";
import { compiledNames } from "#domain/documents/index";
import { cellsOf, differences, plainly } from "./grids.ts";
import { histories, stretches } from "./histories.ts";
import { type Asked, count, countAgain, mayBeFew } from "./shelves.ts";

/** Something to count: while the period goes on or long after, with a compilation made before it. */
const asks = (most: number) =>
  fc.constantFrom(...Object.values(stretches)).chain((stretch) =>
    fc
      .record({
        raws: histories(stretch, most),
        document: fc.constantFrom(...compiledNames),
        unit: fc.constantFrom(undefined, undefined, "aldre", "boende"),
        after: fc.integer({ min: -20, max: 30 }),
        period: fc.constantFrom(stretch.now, stretch.previous, stretch.yearBefore),
        sooner: fc.integer({ min: -10, max: 40 }),
      })
      .map(({ raws, document, unit, after, period, sooner }): Asked => {
        const until = plusDays(period.to, sooner);
        const earlier: Earlier = { name: "before", period, until, sums: [], same: true };
        const part = unit && { unit };
        return {
          raws,
          stretch,
          document,
          until: plusDays(stretch.now.to, after),
          earlier: [earlier],
          ...part,
        };
      }),
  );

describe("recounted record by record", () => {
  test.prop([asks(40)], { numRuns: 80 })(
    "every figure of every document comes out the same, where nothing is hidden",
    async (asked) => {
      const open = { ...asked, open: true } as const;
      expect(plainly((await count(open)).grids)).toEqual(plainly(countAgain(open)));
    },
  );

  test.prop([asks(25)], { numRuns: 30 })(
    "what is shown of it is so, where something is hidden",
    async (asked) => {
      expect(differences((await countTwice(asked)).grids, countAgain(asked))).toEqual([]);
    },
  );

  test.prop([asks(25)], { numRuns: 25 })(
    "one to four are shown nowhere but in a total of the whole municipality",
    async (asked) => {
      const { grids } = await countTwice(asked);
      for (const [key, grid] of Object.entries(grids))
        for (const [row, column, value] of cellsOf(grid))
          if (typeof value === "number" && value >= 1 && value <= 4)
            expect([key, row, column, value, mayBeFew(asked, key, row, column)]).toContain(true);
    },
  );
});

/** After the one before has published what it counted. */
async function countTwice(asked: Asked) {
  const [before] = asked.earlier ?? [];
  if (!before) return count(asked);
  const { sums } = await count({
    ...asked,
    stretch: { ...asked.stretch, now: before.period },
    until: before.until,
    earlier: [],
  });
  return count({ ...asked, earlier: [{ ...before, sums }] });
}
