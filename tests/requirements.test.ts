import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { coreRows, rowsIn, seedNames } from "./requirements.ts";

/** Which rows of the municipalities' documents the tests show, by the numbers in their names. */

const files = readdirSync("tests", { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".test.ts"),
);
/** Names of tests, also those in a table or after one: numbers that head a text, or end it in brackets. */
const namesIn = (path: string) =>
  [
    ...namesOnly(readFileSync(join("tests", path), "utf8")).matchAll(
      /(["`])([A-Z]{3}-\d{2,3}(?:[,:]| to) (?:(?!\1).)+|[^"`\n]+ \([A-Z]{3}-\d{2,3}\b[^"`\n]*\))\1/g,
    ),
  ].map((match) => match[2] ?? "");
/** What is expected of a test is no name of it. */
const namesOnly = (text: string) => text.replaceAll(/^.*\bexpect\(.*$/gm, "");
/** The numbers in a name; all of them where it says from one to another. */
const numbersIn = (name: string) =>
  name
    .replaceAll(/\b([A-Z]{3})-(\d{2,3}) to \1-(\d{2,3})\b/g, (_, seed, from, to) =>
      Array.from(
        { length: to - from + 1 },
        (_, n) => `${seed}-${String(Number(from) + n).padStart(2, "0")}`,
      ).join(" "),
    )
    .match(/\b[A-Z]{3}-\d{2,3}\b/g) ?? [];
const rowsOf = (paths: readonly string[]) =>
  new Set(paths.flatMap((path) => namesIn(path).flatMap(numbersIn)));

const isJourney = (path: string) => path.startsWith("journeys");
const journeys = rowsOf(files.filter(isJourney));
const others = rowsOf(files.filter((path) => !isJourney(path)));
const seeds = Object.keys(coreRows) as (keyof typeof coreRows)[];

test("every number that a test carries is a row of a municipality's document", () => {
  const strange = [...journeys, ...others].filter((id) => {
    const [seed = "", row = ""] = id.split("-");
    return seed in rowsIn && Number(row) > rowsIn[seed as keyof typeof rowsIn];
  });
  expect(strange).toEqual([]);
});

test("the journeys show core rows of every municipality's document", () => {
  const told = seeds.map((seed) => {
    const core = coreRows[seed].split(" ").map((row) => `${seed}-${row}`);
    const shown = core.filter((id) => journeys.has(id));
    const elsewhere = core.filter((id) => !journeys.has(id) && others.has(id));
    const left = core.filter((id) => !journeys.has(id) && !others.has(id));
    return { seed, core, shown, elsewhere, left };
  });
  for (const { seed, core, shown, elsewhere, left } of told)
    console.log(
      `${seedNames[seed]}: ${shown.length} of ${core.length} core rows in journeys: ${shown.join(" ")}\n` +
        `  in other tests: ${elsewhere.join(" ") || "–"}\n  not yet: ${left.join(" ") || "–"}`,
    );
  expect(told.filter(({ shown }) => shown.length === 0).map(({ seed }) => seed)).toEqual([]);
});
