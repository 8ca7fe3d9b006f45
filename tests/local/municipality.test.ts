import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checklistsOf } from "#functions/checklists";
import { municipalityFrom } from "#local/municipality";

const own = readFileSync("municipalities/osby.checklists.yaml", "utf8");

/** Osby's file in a folder of its own, with this beside it. */
function osbyWith(checklists?: string) {
  const folder = mkdtempSync(join(tmpdir(), "municipality-"));
  const file = join(folder, "osby.yaml");
  copyFileSync("municipalities/osby.yaml", file);
  if (checklists !== undefined) writeFileSync(join(folder, "osby.checklists.yaml"), checklists);
  return municipalityFrom(file, () => undefined);
}
/** Line and column, from 1, of a text. */
function placeOf(part: string, text = own): string {
  const before = text.slice(0, text.indexOf(part)).split("\n");
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

describe("a municipality's own checklists", () => {
  test("are read where they lie beside its file, and stand before those that all have", () => {
    expect(osbyWith().checklists).toEqual([]);
    const osby = osbyWith(own);
    expect(osby.checklists.map(({ id }) => id)).toEqual(["journalgranskning"]);
    expect(checklistsOf(osby).map(({ id }) => id)).toEqual([
      "journalgranskning",
      ...checklistsOf(osbyWith()).map(({ id }) => id),
    ]);
  });

  test("take the place of one with the same id", () => {
    const replaced = checklistsOf(osbyWith(own.replace("id: journalgranskning", "id: unit-system")));
    expect(replaced.filter(({ id }) => id === "unit-system").map(({ title }) => title)).toEqual([
      "Journalgranskning",
    ]);
  });

  test.each([
    ["version: 1", "version: ett", /must be a whole number|must be a number/],
    ["routine: Aktualisering och förhandsbedömning", "routine: Ingen sådan", /no routine is called/],
    ["answer: { type: share, good: low }", "answer: { type: share, goood: low }", /goood is not known/],
    ["title: Genomförande", "title: [", /osby\.checklists\.yaml:\d+:\d+: /],
  ])("are refused with file, line, column and the mend: %s", (right, wrong, why) => {
    const load = () => osbyWith(own.replace(right, wrong));
    expect(load).toThrow(why);
    expect(load).toThrow(/osby\.checklists\.yaml:\d+:\d+: /);
  });

  test("name the very place of a routine that there is none of", () => {
    const routine = "Uppstart och uppföljning av interna öppenvårdsinsatser";
    const place = placeOf(routine);
    expect(() => osbyWith(own.replace(routine, "Okänd rutin"))).toThrow(
      `osby.checklists.yaml:${place}: [0].sections[1].items[0].routine is wrong: no routine is called "Okänd rutin"`,
    );
  });

  test.each(["osby", "malmo", "hjo", "stockholm", "ekero"])("%s is as it must be", (name) => {
    expect(() => municipalityFrom(`municipalities/${name}.yaml`, () => undefined)).not.toThrow();
  });
});
