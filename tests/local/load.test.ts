import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { houseOf } from "#bot/config";
import type { LocalDate, RecordId, TenantId, UnitId } from "#domain/record";
import { rolesAfter } from "#domain/seat";
import { municipalityOf } from "#functions/house";
import { changePerson, personIdOf, roleHolders, tenantOf } from "#functions/people";
import { freshTables } from "#tests/table";

const run = promisify(execFile);

test("a municipality and its people are loaded, and loaded again change nothing", async () => {
  const tables = await freshTables();
  const env = {
    DYNAMODB_ENDPOINT: tables.endpoint,
    TABLE_NAME: tables.names.table,
    KEYS_TABLE_NAME: tables.names.keys,
    VAULT_KEY: randomBytes(32).toString("base64"),
    MICROSOFT_APP_TENANT_ID: "22222222-2222-4222-8222-222222222222",
  };
  const folder = mkdtempSync(join(tmpdir(), "people-"));
  const people = join(folder, "people.yaml");
  const lines = [
    "- name: Siv Påhittad",
    "  email: siv@osby.example",
    "  roles:",
    '    - { role: sas, unit: arbete-valfard, from: "2026-01-01" }',
  ];
  writeFileSync(people, lines.join("\n"));
  const load = (...files: string[]) =>
    run(process.execPath, ["--import", "tsx", "local/load.ts", ...files], {
      env: { ...process.env, ...env },
    });

  expect((await load("municipalities/osby.yaml", people)).stdout).toContain("Osby kommun: loaded");
  expect((await load("municipalities/osby.yaml", people)).stdout).toContain("Osby kommun: nothing new");
  const house = houseOf(env);
  const osby = "osby" as TenantId;
  expect((await municipalityOf(house, osby))?.name).toBe("Osby kommun");
  expect(await tenantOf(house, "teams", env.MICROSOFT_APP_TENANT_ID)).toBe("osby");
  expect((await roleHolders(house, osby)).map(({ roles }) => roles[0]?.role)).toEqual(["sas"]);

  // A role ended in the chat since is not given back by the file.
  const last = "2026-03-31" as LocalDate;
  const role = { role: "sas" as const, unit: "arbete-valfard" as UnitId, from: last, to: last };
  await changePerson(house, osby, personIdOf(osby, "mail:siv@osby.example"), (siv) => ({
    ...siv,
    roles: rolesAfter(siv.roles, { role: { ...role, appointment: "K7QF-3M2X" as RecordId }, ends: true }),
  }));
  await load("municipalities/osby.yaml", people);
  expect((await roleHolders(house, osby, true)).map(({ roles }) => roles.map(({ to }) => to))).toEqual([
    [last],
  ]);

  writeFileSync(people, lines.join("\n").replace("arbete-valfard", "ingenstans"));
  await expect(load("municipalities/osby.yaml", people)).rejects.toThrow("there is no unit ingenstans");
  writeFileSync(people, "tenant: osby\nname: [");
  await expect(load(people)).rejects.toThrow(/people\.yaml:\d+:\d+:/);
});
