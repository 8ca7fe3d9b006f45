import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  chainOf,
  jourOf,
  lagrumOf,
  type Municipality,
  reportingUnits,
  unitPath,
  warningsOf,
} from "#domain/municipality";
import { readMunicipality } from "#domain/municipality-file";

/** Own checklists lie beside them. */
const files = readdirSync("municipalities").filter((file) => !file.endsWith(".checklists.yaml"));

function read(file: string): Municipality {
  const outcome = readMunicipality(readFileSync(`municipalities/${file}`, "utf8"));
  if (!outcome.ok) throw new Error(`${file}: ${JSON.stringify(outcome.problems, null, 1)}`);
  return outcome.municipality;
}

describe.each(files)("%s", (file) => {
  const m = read(file);

  test("reads without problems, and its numbers are invented, which is all that is warned of", () => {
    const phones = [...m.units.flatMap((unit) => unit.jour ?? []), ...m.intake];
    expect(warningsOf(m).map((warning) => warning.key)).toEqual(phones.map(() => "inventedPhone"));
  });

  test("every unit that may be reported on has a level, a chain, a jour and a law", () => {
    expect(reportingUnits(m).length).toBeGreaterThan(0);
    for (const unit of reportingUnits(m)) {
      expect([unit.id, unit.level]).toEqual([unit.id, expect.any(String)]);
      expect(chainOf(m, unit.id).length).toBeGreaterThan(0);
      expect(jourOf(m, unit.id).length).toBeGreaterThan(0);
      expect(lagrumOf(m, unit.id)).toBeDefined();
    }
  });
});

test("no two municipalities are the same tenant", () => {
  const tenants = files.map((file) => read(file).tenant);
  expect(new Set(tenants).size).toBe(files.length);
});

test("OSB-28, MAL-62: the SAS decides on the notice to IVO in Osby, the working committee in Malmö", () => {
  expect(read("osby.yaml").deciders.ivo).toBe("sas");
  expect(read("malmo.yaml").deciders.ivo).toBe("workingCommittee");
});

describe("Malmö's file says what Malmö's document says", () => {
  const malmo = read("malmo.yaml");

  test("MAL-60: the committee for disability support answers for one administration", () => {
    expect(malmo.board).toBe("Funktionsstödsnämnden");
    const tops = new Set(malmo.units.map((unit) => unitPath(malmo, unit.id).at(-1)?.name));
    expect([...tops]).toEqual(["Funktionsstödsförvaltningen"]);
  });

  test("MAL-67, MAL-68: the levels are those whose managers answer for processes and routines", () => {
    expect(Object.values(malmo.levels)).toEqual(["Förvaltning", "Avdelning", "Enhet", "Sektion"]);
    const used = new Set(malmo.units.map((unit) => unit.level));
    expect([...used].sort()).toEqual(Object.keys(malmo.levels).sort());
  });
});
